/*
 * Reading files into trees: the first stage of the flow.
 */
#ifndef SWAGE_SOURCE_SOURCE_H
#define SWAGE_SOURCE_SOURCE_H

#include "source/node.h"

/* Limits of one file; past them is an error at the place where it happened. */
enum {
    SOURCE_MAX_DEPTH = 256,             /* nested lists and maps */
    SOURCE_MAX_NODES = 4 * 1000 * 1000, /* nodes that the file writes out */
    SOURCE_MAX_ALIASED = 1000 * 1000    /* nodes that aliases and merge keys stand for, in all */
};

/*
 * Reads a file ("-" is stdin) whole. NULL and a diagnostic (at `from`, where it was asked for)
 * when that fails. The text is the arena's.
 */
const source_file *source_read(arena *a, diagnostics *d, str path, span from);

/* A text under a name, as if it had been read from a file; both are borrowed. */
const source_file *source_from_text(arena *a, str name, str text);

/* Whether the file is UTF-8; false after reporting where it is not. */
bool source_check(diagnostics *d, const source_file *file);

/*
 * Parses one YAML 1.2 or JSON document. NULL and diagnostics when it is malformed. An empty file
 * gives a NODE_NULL.
 */
const node *source_parse(arena *a, diagnostics *d, const source_file *file);

#endif
