/*
 * From a stream of scalars, starts and ends to a tree: what the YAML and the JSON reader share.
 *
 * Keeps the open lists and maps, checks the limits and duplicate keys, and resolves aliases and
 * merge keys. Values wait on one stack until their list or map closes; then they move to the arena
 * at their exact size.
 */
#ifndef SWAGE_SOURCE_BUILD_H
#define SWAGE_SOURCE_BUILD_H

#include "base/map.h"
#include "source/source.h"

/* A node that aliases can name. */
typedef struct build_anchor {
    const node *node;
    size_t size;     /* nodes below and with it, aliases counted as what they stand for */
    uint32_t height; /* levels of lists and maps in it; 0 for a scalar */
    bool open;       /* its end was not read yet */
} build_anchor;

/* A list or map whose end was not read yet. */
typedef struct build_frame {
    node *into;
    build_anchor *anchor; /* NULL when it has none */
    size_t first;         /* position of its first value on the stack */
    size_t total;         /* nodes before it */
    uint32_t height;
    bool merges; /* it has a merge key */
} build_frame;

typedef struct build_duplicate {
    struct build_duplicate *next;
    const node *first, *again; /* keys */
} build_duplicate;

typedef struct builder {
    arena *memory;
    diagnostics *d;
    const source_file *file;
    const node **values; /* a stack on the heap */
    size_t value_count, value_capacity;
    build_frame frames[SOURCE_MAX_DEPTH];
    size_t depth;
    size_t total;   /* nodes so far, aliases counted as what they stand for */
    size_t aliased; /* the part of them that aliases stand for */
    map *anchors;   /* name → build_anchor; NULL before the first */
    build_duplicate *duplicates, **last_duplicate;
    bool quiet;  /* keep limits to yourself: another reader will have a try */
    bool failed; /* an error made the tree useless; reading on may find more of them */
} builder;

void build_init(builder *b, arena *memory, diagnostics *d, const source_file *file);

/* Frees the stack; the tree is the arena's. */
void build_free(builder *b);

/* The next scalar is a map's key. */
bool build_at_key(const builder *b);

/* Each adds a value; false when a limit was passed, and reading has to stop. */
__attribute__((warn_unused_result)) bool build_scalar(builder *b, const node *scalar, str anchor);
__attribute__((warn_unused_result)) bool build_open(builder *b, node_kind kind, span at,
                                                    str anchor);
__attribute__((warn_unused_result)) bool build_alias(builder *b, str name, span at);

/* Ends the innermost list or map; `end` may be NULL: it then ends with its last value. */
void build_close(builder *b, const span *end);

/* Reports the duplicate keys; the tree, or NULL when it is useless. */
const node *build_finish(builder *b);

#endif
