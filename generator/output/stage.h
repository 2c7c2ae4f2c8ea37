/* What the parts of output/ share: the staged files. For output/ alone. */
#ifndef SWAGE_OUTPUT_STAGE_H
#define SWAGE_OUTPUT_STAGE_H

#include "base/map.h"
#include "output/manifest.h"
#include "output/output.h"
#include "output/spool.h"

typedef struct output_file {
    struct output_file *next;
    str path; /* relative to the package's folder */
    str full; /* NUL-terminated */
    span cause;
    hash128 hash;
    bool changed;       /* it differs from the disk, or is not there */
    bool stale;         /* it is to be removed; there is no content */
    size_t offset, len; /* of the content in the spool, when it changed */
    str diff;           /* of OUTPUT_CHECK */
    const char *temp;   /* while it is put in place */
} output_file;

struct output_package {
    struct output_package *next;
    output *owner;
    str name, folder, manifest_path;
    bool is_new; /* its folder was not there when the run began: nothing stands in its files' way */
    str manifest_text; /* as it is on the disk; empty when there is none */
    manifest before;
    map *targets;
    map *by_path; /* output_file by path, in lower case */
    output_file *files, **last;
    size_t count;
};

struct output {
    arena *memory;
    diagnostics *diags;
    output_options options;
    output_package *packages, **last;
    map *folders; /* those known to be no link, nor below one */
    map *refused; /* folders that were reported */
    spool contents;
    buf disk; /* the file of the disk that is looked at */
    output_counts counts;
};

/* A diagnostic about a file of the disk as a whole. */
span stage_whole_file(arena *a, str path);

/* The manifest that the package should have. `both`: with what it has now, too. */
void stage_manifest(output_package *p, bool both, buf *out);

#endif
