/*
 * Integers as most texts have them, in line.
 */
#ifndef SWAGE_SRC_INT_TAKE_H
#define SWAGE_SRC_INT_TAKE_H

#include "digits.h"

#include <swage/fast.h>

/* What is before the end of the text, where numbers are taken. */
enum { NUMBER_ROOM = 40 };

/* 10 to the power of 0 to 8. */
extern const uint32_t swage_powers[];

/* Whether a number can end before the byte. */
static inline bool ends_number(char c) {
    return c == ',' || (unsigned char)c <= ' ' || c == '}' || c == ']';
}

/* take_int64 for a sign and for more digits (number_take.c). */
const char *swage_take_any_int64(const char *at, int64_t *out);

/* A number at `at`; behind it. NULL, and nothing done, when it is not as most texts have it. */
ALWAYS_INLINE const char *take_int64(const swage_parser *p, const char *at, int64_t *out) {
    if (PORT_SMALL || UNLIKELY(p->end - at < NUMBER_ROOM))
        return NULL;
    unsigned n = port_low_bit(port_no_digits16(at) | (uint64_t)1 << 16);
    if (UNLIKELY(n - 1 >= 15 || !ends_number(at[n]) || (*at == '0' && n > 1)))
        return swage_take_any_int64(at, out);
    if (n <= 8)
        *out = leading_value(port_load64(at), n);
    else
        *out = (int64_t)eight_value(port_load64(at)) * swage_powers[n - 8] +
               leading_value(port_load64(at + 8), n - 8);
    return at + n;
}

/* The same for what fits in 32 bits. */
ALWAYS_INLINE const char *take_int32(const swage_parser *p, const char *at, int32_t *out) {
    int64_t value;
    const char *behind = take_int64(p, at, &value);
    if (UNLIKELY(!behind || value < INT32_MIN || value > INT32_MAX))
        return NULL;
    *out = (int32_t)value;
    return behind;
}

#endif
