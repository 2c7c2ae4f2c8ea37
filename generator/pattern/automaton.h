/*
 * The automata between the tree of a pattern and its table, and the steps from one to the next:
 * nfa.c, subset.c, minimize.c.
 */
#ifndef SWAGE_PATTERN_AUTOMATON_H
#define SWAGE_PATTERN_AUTOMATON_H

#include "pattern/tree.h"

typedef enum nfa_kind {
    NFA_SET,     /* one character out of set `index`, then `out` */
    NFA_SPLIT,   /* `out` or `other` */
    NFA_BEGIN,   /* the assertions: `out` where they hold */
    NFA_END,     /**/
    NFA_EDGE,    /**/
    NFA_NO_EDGE, /**/
    NFA_LOOK,    /* look-around `index` */
    NFA_BEHIND,  /* the body of look-behind `index` ends here */
    NFA_MATCH    /* the pattern, or the body of a look-ahead, ends here */
} nfa_kind;

enum { NO_REGION = PATTERN_MAX_LOOKS };

typedef struct nfa_node {
    uint8_t kind;
    uint8_t region;    /* of which look-behind's body it is; else NO_REGION */
    uint8_t is_useful; /* its end can be reached from it behind the start of the text */
    uint32_t index, out, other;
    uint32_t position; /* its first one */
} nfa_node;

/*
 * A position is a node, or a place within the bytes of a character of an NFA_SET node: position +
 * row of the set. Bytes that no row tells apart are one class.
 */
typedef struct nfa {
    const pattern_tree *tree;
    nfa_node *nodes;
    uint32_t node_count;
    uint32_t position_count;
    uint32_t *node_of; /* [position_count] */
    uint32_t entry;    /* node where the pattern starts, at any place of the text */
    uint32_t look_entry[PATTERN_MAX_LOOKS];
    uint32_t set_row[PATTERN_MAX_SETS + 1]; /* first row of each set; then their number */
    uint16_t *rows; /* [row][class]: ROW_DEAD, ROW_DONE, or the set's row number + 1 */
    uint32_t classes;
    unsigned char class_of[256];
    unsigned char sample[256]; /* class → one byte of it */
} nfa;

enum { ROW_DEAD, ROW_DONE };

/* What samples are made of where it can be, and how many places a search for one may visit. */
#define PATTERN_LIKED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
enum { PATTERN_MOST_PLACES = 1024 * 1024 };

static inline bool is_word_byte(unsigned c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z');
}

/* The bytes of each set as rows; false when there are too many. For pattern_nfa_build. */
bool pattern_utf8_rows(arena *a, const pattern_tree *tree, nfa *out);

/* The nodes of a tree, without positions and rows; false when there are too many. */
bool pattern_nfa_connect(arena *a, const pattern_tree *tree, nfa *out);

/* The automaton of a tree; false when it is too large. */
bool pattern_nfa_build(arena *a, const pattern_tree *tree, nfa *out);

static inline bool pattern_accepts(const pattern_dfa *table, size_t state) {
    return table->accept[state / 8] >> state % 8 & 1;
}

/* What stood before a place: the start of the text, a word character, or another one. */
enum { BEFORE_START, BEFORE_WORD, BEFORE_OTHER, BEFORE_COUNT };

/* The smallest deterministic automaton. State 0 is dead; in state 1 all is accepted. */
typedef struct dfa {
    uint32_t states, classes;
    uint16_t *next;        /* [states * classes] */
    unsigned char *accept; /* [states] */
    uint32_t start[BEFORE_COUNT];
} dfa;

/*
 * Makes deterministic what starts at node `entry` (and, for the pattern itself, the look-behinds
 * that run along with it), given the automata of the look-aheads. False when it is too large.
 */
bool pattern_determinize(arena *a, const nfa *n, const dfa *looks, uint32_t entry,
                         bool is_whole_pattern, dfa *out);

/* Merges the states that no text tells apart, in place. 0 and 1 keep their numbers. */
void pattern_minimize(arena *a, dfa *d);

#endif
