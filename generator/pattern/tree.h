/*
 * The tree of a pattern, as it was written: from the parser to the automaton.
 */
#ifndef SWAGE_PATTERN_TREE_H
#define SWAGE_PATTERN_TREE_H

#include "pattern/pattern.h"
#include "pattern/set.h"

typedef enum pattern_node_kind {
    PATTERN_SET,     /* one character out of a set */
    PATTERN_CONCAT,  /* children one after the other; none: the empty text */
    PATTERN_EITHER,  /* one of the children */
    PATTERN_REPEAT,  /* its only child, min to max times */
    PATTERN_BEGIN,   /* ^ */
    PATTERN_END,     /* $ */
    PATTERN_EDGE,    /* \b */
    PATTERN_NO_EDGE, /* \B */
    PATTERN_LOOK     /* look-around number `index` */
} pattern_node_kind;

#define PATTERN_UNLIMITED UINT32_MAX

typedef struct pattern_node {
    pattern_node_kind kind;
    uint32_t index;             /* of the set, of the look-around */
    uint32_t min, max;          /* of PATTERN_REPEAT */
    struct pattern_node *first; /* children; those of PATTERN_CONCAT stand last to first */
    struct pattern_node *next;  /* sibling */
} pattern_node;

/* (?=…) (?!…) (?<=…) (?<!…) */
typedef struct pattern_look {
    const pattern_node *body;
    bool behind, negative;
} pattern_look;

enum { PATTERN_MAX_SETS = 2048, PATTERN_MAX_LOOKS = 32, PATTERN_MAX_DEPTH = 200 };

typedef struct pattern_tree {
    const pattern_node *root;
    pattern_set sets[PATTERN_MAX_SETS]; /* each once; the first holds all characters */
    size_t set_count;
    pattern_look looks[PATTERN_MAX_LOOKS];
    size_t look_count;
    bool has_edges; /* \b or \B stands in it */
} pattern_tree;

/*
 * Takes counts out of a parsed tree that need no states: of a repeat at an end that is not anchored
 * (the fewest will do), and of one in a text of which all else has a fixed width: the length of the
 * text tells it. *max_length is then the most characters, else 0.
 */
void pattern_simplify(arena *a, pattern_tree *tree, uint32_t *min_length, uint32_t *max_length);

/* Parses; the tree, zeroed by the caller, points into the arena. */
pattern_result pattern_parse(arena *a, str source, pattern_tree *out, pattern_problem *problem);

#endif
