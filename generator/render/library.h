/*
 * The templates: those built into the program, overlaid file by file by a folder of the user's.
 *
 * Paths are relative to templates/, as "c/model.h.j2" or "markdown/language.yaml". A folder with a
 * language.yaml is a target.
 */
#ifndef SWAGE_RENDER_LIBRARY_H
#define SWAGE_RENDER_LIBRARY_H

#include "source/source.h"

typedef struct library library;

/*
 * `overlay` is the folder of --templates, empty for none; files are read when they are asked for.
 * An overlay that is no folder is reported.
 */
library *library_new(arena *a, diagnostics *d, str overlay);

/*
 * The file at that path, from the overlay if it is there, else built in; the same one each time.
 * NULL when there is none, and for paths that are absolute or have a "..". A file of the overlay
 * that can't be read is reported, and NULL.
 */
const source_file *library_find(library *l, str path);

/* All paths of both, or all targets; sorted, and living as long as the arena. */
const str *library_paths(library *l, size_t *count);
const str *library_targets(library *l, size_t *count);

/* The files of the overlay that library_find gave out, in that order: for depfiles. */
const source_file *const *library_used(const library *l, size_t *count);

#endif
