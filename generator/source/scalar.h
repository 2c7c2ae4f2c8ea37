/*
 * Scalars of the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2), and exact decimals.
 */
#ifndef SWAGE_SOURCE_SCALAR_H
#define SWAGE_SOURCE_SCALAR_H

#include "source/node.h"

/*
 * What a plain scalar means: sets kind, boolean and text of `n`. An integer's text becomes its
 * decimal form (`010` is 10, `0x1F` is 31); other text is borrowed.
 */
void scalar_resolve(arena *a, node *n, str text);

/* A number's value: digits[first..last] of `text` × 10^exponent, a `.` among them skipped. */
typedef struct decimal {
    str text;
    size_t first, last; /* positions of the first and last digit that is not 0; last of 1 digit is
                           first */
    int64_t exponent;   /* power of ten of the digit at `last` */
    bool negative, zero;
} decimal;

/* Reads the text of a NODE_INT or NODE_FLOAT; false for .inf and .nan. */
bool decimal_read(str text, decimal *out);

/* -1, 0 or 1. */
int decimal_compare(const decimal *a, const decimal *b);

/* The magnitude, cut off at the point; false where it has more than 64 bits. */
bool decimal_truncate(const decimal *number, uint64_t *out);

/* The magnitude, when it is an integer of at most 64 bits. */
bool decimal_uint64(const decimal *number, uint64_t *out);

#endif
