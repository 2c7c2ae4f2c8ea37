/*
 * What the formats share: the reader of one run, and the table of formats (spec.c).
 */
#ifndef SWAGE_SPEC_FORMAT_H
#define SWAGE_SPEC_FORMAT_H

#include "base/map.h"
#include "spec/spec.h"

typedef struct spec_reader {
    arena *memory;
    diagnostics *diags;
    model_package *package;
    map *roots; /* of every file that was read, by path: const node * */
} spec_reader;

/*
 * Each reads a whole document into r->package; false when nothing could be made of it. What is
 * wrong is reported either way.
 */
bool spec_read_native(spec_reader *r, const node *root);
bool spec_read_openapi(spec_reader *r, const node *root);
bool spec_read_json_schema(spec_reader *r, const node *root);

/*
 * The tree of a file, read at its first use, by whatever path, and noted in package->files. NULL
 * when it can't be read or parsed (reported, at `from`).
 */
const node *spec_open(spec_reader *r, str path, span from);

/* The path of a file that `from` names relative to itself, normalised; absolute ones stay. */
str spec_relative_path(arena *a, const source_file *from, str path);

/* Adds a definition behind those that the package has. */
void spec_add_definition(spec_reader *r, model_definition *definition);

#endif
