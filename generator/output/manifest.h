/*
 * The manifest: which files of a package's folder are swage's, and what they held when written.
 *
 * `DIR/<package>/.swage-manifest` is text, sorted, one file a line, and the same on every machine:
 *
 *     swage-manifest 1
 *     0123456789abcdef0123456789abcdef  c/shop/order.h
 *
 * A path's first part is its target. A path may stand twice with two hashes: so it does while a run
 * puts files in place, and either content is then known to be swage's after a crash.
 */
#ifndef SWAGE_OUTPUT_MANIFEST_H
#define SWAGE_OUTPUT_MANIFEST_H

#include "base/buf.h"
#include "base/diag.h"
#include "output/hash.h"

typedef struct manifest_entry {
    str path; /* relative to the package's folder, fit for use (path_fault) */
    hash128 hash;
} manifest_entry;

typedef struct manifest {
    manifest_entry *entries; /* sorted by path */
    size_t count;
} manifest;

/* Reads a manifest's text. False after reporting, with the place, what no manifest has. */
bool manifest_read(arena *a, diagnostics *d, const source_file *file, manifest *out);

/* Sorts the entries, drops doubles, and writes the text. */
void manifest_write(buf *out, manifest_entry *entries, size_t count);

/* Whether the path is swage's. */
bool manifest_has(const manifest *m, str path);

/* Whether swage wrote the path with that content. */
bool manifest_has_hash(const manifest *m, str path, hash128 hash);

/* The target of a path: its first part. */
str manifest_target(str path);

#endif
