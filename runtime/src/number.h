/*
 * Numbers: their JSON text, and the binary numbers behind it.
 */
#ifndef SWAGE_SRC_NUMBER_H
#define SWAGE_SRC_NUMBER_H

#include <swage/fast/portability.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number's text, taken apart: (-1)^negative * mantissa * 10^exponent. */
typedef struct number {
    const char *start, *end;
    uint64_t mantissa; /* the first 19 digits that count */
    int64_t exponent;
    bool negative;
    bool integer;   /* no fraction and no exponent */
    bool truncated; /* digits that count were left out of the mantissa */
} number;

/*
 * Scans a number by RFC 8259, section 6, from `at` on. Returns its end, NULL (and the place in
 * *stuck) when the text there is none.
 */
const char *swage_number_scan(const char *at, const char *end, number *out, const char **stuck);

/* Nearest, ties to even; infinite when it is out of range. */
double swage_number_to_double(const number *n);
float swage_number_to_float(const number *n);

/* Exact; false when the number is no integer, *range telling whether it is one out of range. */
bool swage_number_to_int64(const number *n, int64_t *out, bool *range);
bool swage_number_to_uint64(const number *n, uint64_t *out, bool *range);

/* The bits of a number whose digits decide alone (number_slow.c), for `mantissa_bits` stored ones.
 */
typedef struct number_format {
    int mantissa_bits, minimum_exponent, infinite_power;
    int smallest_power, largest_power, round_even_min, round_even_max;
} number_format;
uint64_t swage_number_slow(const number *n, const number_format *format);

/* Whether a number is neither infinite nor NaN, by its bits: to a compiler that is told that there
   are none (-ffast-math) no comparison tells. */
static inline bool number_is_finite(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits << 1 < (uint64_t)0x7FF << 53;
}

enum { NUMBER_TEXT_SIZE = 32 };

/* The text, without a NUL, into 32 bytes at `out`; its length. Shortest for double and float. */
size_t swage_number_write_uint64(char *out, uint64_t value);
size_t swage_number_write_int64(char *out, int64_t value);
size_t swage_number_write_double(char *out, double value); /* finite */
size_t swage_number_write_float(char *out, float value);   /* finite */

#endif
