/*
 * Unified diffs, as `diff -u` writes them: for `swage check`.
 */
#ifndef SWAGE_OUTPUT_DIFF_H
#define SWAGE_OUTPUT_DIFF_H

#include "base/buf.h"

/*
 * Appends the diff of two texts, with three lines of context, under the names of two files;
 * nothing when they are equal. The edits are the fewest (Myers' O(ND) algorithm), except that past
 * 2,000 of them the rest counts as replaced.
 */
void diff_unified(buf *out, str old_name, str new_name, str old_text, str new_text);

#endif
