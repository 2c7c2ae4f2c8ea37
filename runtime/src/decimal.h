/*
 * Decimal numbers of any size as JSON writes them, compared and divided exactly.
 */
#ifndef SWAGE_SRC_DECIMAL_H
#define SWAGE_SRC_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 0.0120e3 is the digits 12 with the exponent 0. Points into the text; zero has no digits. */
typedef struct decimal {
    const char *first,
        *last;        /* digits that count, with a point among them perhaps; last is behind */
    size_t count;     /* of digits */
    int64_t exponent; /* of the last digit */
    bool negative;    /* never for zero */
} decimal;

/* Whether a text is a number as RFC 8259, section 6, has it. */
bool swage_decimal_is_number(const char *text, size_t len);

/* Takes a text that is a number apart. */
void swage_decimal_take_apart(decimal *out, const char *text, size_t len);

/* The digits and exponent as an integer; false when it is none or over UINT64_MAX. */
bool swage_decimal_magnitude(const decimal *d, uint64_t *out);

/* -1, 0 or 1. */
int swage_decimal_compare(const decimal *a, const decimal *b);

static inline bool swage_decimal_equal(const decimal *a, const decimal *b) {
    return swage_decimal_compare(a, b) == 0;
}

/* Whether value / divisor is an integer; a divisor of more than 400 digits is taken to divide. */
bool swage_decimal_is_multiple(const decimal *value, const decimal *divisor);

/* Mixes the number's value into a hash; equal numbers give equal hashes. */
uint64_t swage_decimal_hash(const decimal *d, uint64_t seed);

#endif
