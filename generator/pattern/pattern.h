/*
 * Regular expressions of the constraint `pattern` (ECMA-262, section 22.2, flag u) as deterministic
 * automata over UTF-8, for the tables of a generated source and for checks of examples.
 *
 * The text is searched: it matches when the expression matches anywhere in it. Anchors, word
 * boundaries, look-ahead and look-behind are regular and are compiled; back-references are not.
 * What engines without the flag u accept beside the grammar and specs contain (`\-`, `\_`, a lone
 * `]` or `{`, `[\w-.]`) is accepted with their meaning.
 */
#ifndef SWAGE_PATTERN_PATTERN_H
#define SWAGE_PATTERN_PATTERN_H

#include "base/str.h"

/* Most states, and most entries of `next`, that an automaton may have: 64 KiB. */
enum { PATTERN_MAX_STATES = 16384, PATTERN_MAX_ENTRIES = 32 * 1024 };

/*
 * The smallest automaton; the table's shape is that of swage_pattern in the runtime. Where it would
 * be too large, there are `positions`, and nothing else but the lengths and how many states.
 */
typedef struct pattern_dfa {
    uint32_t min_length, max_length; /* the characters of what it accepts; 0 at most: any number */
    uint16_t states, classes;        /* state 0 is dead, state 1 is the start */
    unsigned char class_of[256];     /* byte → class */
    uint16_t *next;                  /* [states * classes] */
    unsigned char *accept;           /* a bit a state: accept[s / 8] >> s % 8 & 1 */
    const struct swage_positions *positions; /* NULL where there is a table */
} pattern_dfa;

typedef enum pattern_result {
    PATTERN_COMPILED,
    PATTERN_NOT_REGULAR, /* back-references, and look-around within look-around */
    PATTERN_TOO_LARGE,   /* beyond the limits above, or the work that is spent on one */
    PATTERN_MALFORMED    /* no expression of ECMA-262 */
} pattern_result;

typedef struct pattern_problem {
    size_t offset; /* in bytes, in the source */
    str message;   /* what is wrong and what to do, in lower case; in the arena or static */
} pattern_problem;

/*
 * Compiles `source` (UTF-8) into `out`, whose tables are in the arena. Otherwise says in `problem`
 * why not. The same source gives the same tables on every machine; time and memory are bounded.
 */
__attribute__((warn_unused_result)) pattern_result
pattern_compile(arena *a, str source, pattern_dfa *out, pattern_problem *problem);

/* The text matches; false where it is no UTF-8, unless it matched before that. */
bool pattern_matches(const pattern_dfa *table, str text);

/*
 * A shortest text that matches, of letters and digits where it can be: to show one in docs. False
 * when no text matches.
 */
bool pattern_sample(arena *a, const pattern_dfa *table, str *out);

#endif
