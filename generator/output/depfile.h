/*
 * Dependency files in the syntax of make, for build systems: which files an output was made from.
 */
#ifndef SWAGE_OUTPUT_DEPFILE_H
#define SWAGE_OUTPUT_DEPFILE_H

#include "base/buf.h"

/*
 * Appends the rule "targets: sources", and one for each source that says nothing, so that a build
 * goes on when a source is gone, as GCC's -MP; blanks, `#`, `:`, `$` and back-slashes are escaped.
 */
void depfile_write(buf *out, const str *targets, size_t target_count, const str *sources,
                   size_t source_count);

#endif
