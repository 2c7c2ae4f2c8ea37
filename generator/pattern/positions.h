/*
 * Automata that are in many positions at once, for patterns whose deterministic one would be too
 * large; the tables are those of the runtime's <swage/positions.h>. From the nodes of nfa.c:
 * positions.c finds what follows what, positions_classes.c what each takes, positions_edges.c
 * writes the edges down as few steps and jumps.
 */
#ifndef SWAGE_PATTERN_POSITIONS_H
#define SWAGE_PATTERN_POSITIONS_H

#include "pattern/automaton.h"

#include <swage/positions.h>

enum { PATTERN_MAX_POSITIONS = 8192 };

/* The tables of a tree, in the arena; false when they would be too large, when any text matches,
   and with look-around in it but look-ahead behind a leading ^. */
bool pattern_positions_build(arena *a, const pattern_tree *tree, swage_positions *out);

/* A shortest text of `length` characters and more, as that of pattern_sample. */
bool pattern_positions_sample(arena *a, const swage_positions *p, uint32_t length, str *out);

/* How many classes of characters there are. */
static inline size_t pattern_class_count(const swage_positions *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->range_count; i++)
        count = p->class_of[i] >= count ? p->class_of[i] + 1U : count;
    return count;
}

static inline void add_position(uint64_t *set, uint32_t position) {
    set[position / 64] |= UINT64_C(1) << position % 64;
}

static inline bool has_position(const uint64_t *set, uint32_t position) {
    return set[position / 64] >> position % 64 & 1;
}

/* ---- from file to file ---- */

/* What a position takes: the characters of a set, all of them or those of one kind. */
typedef enum taker_kind { TAKES_ALL, TAKES_WORD, TAKES_OTHER } taker_kind;

typedef struct taker {
    uint32_t set; /* of the tree */
    taker_kind kind;
} taker;

typedef struct position_edge {
    uint32_t from, to;
} position_edge;

/* Fills the ranges and classes of the characters, and which takers take them; false: too many. */
bool pattern_positions_classify(arena *a, const pattern_tree *tree, const taker *takers,
                                uint32_t count, swage_positions *out);

/* Fills steps and jumps that are just these edges; false: too many. */
bool pattern_positions_connect(arena *a, const position_edge *edges, size_t edge_count,
                               uint32_t count, swage_positions *out);

#endif
