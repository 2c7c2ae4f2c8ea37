/*
 * The last stage: rendered files, staged, compared with the disk and put in place.
 *
 * Nothing is written before output_commit, which is called when the whole run is known to be good.
 * Files go to DIR/<package>/<target>/…; beside them, DIR/<package>/.swage-manifest says what is
 * swage's (output/manifest.h). A file that was changed by hand, or that swage never wrote, is not
 * touched unless `force` is set. A file that is no longer generated is removed.
 */
#ifndef SWAGE_OUTPUT_OUTPUT_H
#define SWAGE_OUTPUT_OUTPUT_H

#include "base/buf.h"
#include "base/diag.h"

typedef struct output output;
typedef struct output_package output_package;

typedef enum output_mode {
    OUTPUT_WRITE,
    OUTPUT_CHECK, /* collects differences to the disk instead */
    OUTPUT_LIST   /* only paths count; the disk is not looked at */
} output_mode;

typedef struct output_options {
    str folder; /* DIR */
    output_mode mode;
    bool force;
    bool partial; /* not all files of the targets are rendered (--only): none is stale */
} output_options;

typedef struct output_counts {
    size_t written, unchanged, removed;
} output_counts;

/* Lives in the arena, apart from what output_free gives back. */
output *output_new(arena *a, diagnostics *d, const output_options *options);
void output_free(output *o);

/*
 * Begins a package. NULL after reporting that its name can't be a folder's, that another spec has
 * it too, or that its manifest is damaged. `at`: what the name comes from.
 */
output_package *output_open(output *o, str package, span at);

/* Files of this target follow: those of an earlier run that don't come again are stale. */
void output_begin_target(output_package *p, str target);

/*
 * Stages a file; both texts are copied as far as they are needed. `path` is relative to the
 * target's folder; a bad one, or one that is there already, is reported at `cause`.
 */
bool output_add(output_package *p, str target, str path, str content, span cause);

/* After the last file: finds stale files and reports what stands in the way. False on errors. */
bool output_finish(output *o);

/* Puts everything in place. False after reporting; what was there then still is. */
bool output_commit(output *o, output_counts *counts);

/* Of OUTPUT_CHECK: the unified diff of all that differs; how many files that are. */
size_t output_differences(output *o, buf *out);

/* The paths of all files, sorted, as DIR/<package>/…; of the arena. */
const str *output_paths(output *o, size_t *count);

/*
 * Writes one file that is in no manifest, with its folders. One that is there with another content
 * is an error, unless `force`. Counts what happened.
 */
bool output_single(arena *a, diagnostics *d, str path, str content, bool force,
                   output_counts *counts);

#endif
