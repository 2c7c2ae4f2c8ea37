/*
 * Sets of code points: what a character, a class or an escape of a pattern stands for.
 */
#ifndef SWAGE_PATTERN_SET_H
#define SWAGE_PATTERN_SET_H

#include "base/str.h"

enum { CODE_POINT_MAX = 0x10FFFF };

/* Both ends belong to it. */
typedef struct pattern_range {
    uint32_t first, last;
} pattern_range;

/* All zero is the empty set. Its memory is the arena's that it was built with. */
typedef struct pattern_set {
    pattern_range *ranges; /* in any order, until pattern_set_normalize */
    size_t count, capacity;
} pattern_set;

void pattern_set_add(arena *a, pattern_set *set, uint32_t first, uint32_t last);
void pattern_set_join(arena *a, pattern_set *set, const pattern_set *other);

/* Sorts the ranges and joins those that meet; the other functions keep no order. */
void pattern_set_normalize(pattern_set *set);

/* All code points that are not in it. */
pattern_set pattern_set_inverse(arena *a, pattern_set *set);

/* Of normalized sets: the first range that ends at or behind a code point; count when none does. */
size_t pattern_set_find(const pattern_set *set, uint32_t code_point);

/* Of normalized sets. */
static inline bool pattern_set_has(const pattern_set *set, uint32_t code_point) {
    const size_t i = pattern_set_find(set, code_point);
    return i < set->count && set->ranges[i].first <= code_point;
}

/* For qsort, of uint32_t. */
int pattern_compare_numbers(const void *x, const void *y);

bool pattern_set_eq(const pattern_set *a, const pattern_set *b);

/* \d, \w, \s: the set of a lower-case letter. */
pattern_set pattern_set_of_escape(arena *a, char letter);

/* `.`: all but the line terminators. */
pattern_set pattern_set_of_dot(arena *a);

/*
 * \p{…}: the code points of "Lu", "General_Category=Lu", "Script=Greek", "Alphabetic" … False when
 * ECMA-262 has no such property or value: then `message` says what was meant.
 */
bool pattern_set_of_property(arena *a, str text, pattern_set *out, str *message);

#endif
