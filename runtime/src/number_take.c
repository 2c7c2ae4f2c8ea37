/*
 * Numbers as most texts have them, for fast.h: few enough digits for one 64-bit integer, no
 * exponent, and not at the very end of the text. All others go to number_read.c.
 */
#include "digits.h"
#include "number.h"

#include <swage/fast.h>

enum { NUMBER_ROOM = 40, MAX_TAKEN = 18 };

static const uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/* Whether a number can end before the byte. */
static inline bool ends_number(char c) {
    return c == ',' || c == '}' || c == ']' || (unsigned char)c <= ' ';
}

/* The digits at `at`, at most 24 of them, added to *value; behind them. */
static inline const char *take_digits(const char *at, uint64_t *value) {
    unsigned n = leading_digits(port_load64(at));
    if (n == 0)
        return at;
    *value = *value * powers[n] + leading_value(port_load64(at), n);
    if (n < 8)
        return at + n;
    n = leading_digits(port_load64(at + 8));
    if (n == 0)
        return at + 8;
    *value = *value * powers[n] + leading_value(port_load64(at + 8), n);
    if (n < 8)
        return at + 8 + n;
    at += 16;
    for (int i = 0; i < 8 && (unsigned char)(*at - '0') < 10; i++)
        *value = *value * 10 + (uint64_t)(*at++ - '0');
    return at;
}

const char *swage_take_int64(const swage_parser *p, const char *at, int64_t *out) {
    uint64_t value = 0;
    if (PORT_SMALL || UNLIKELY(p->end - at < NUMBER_ROOM))
        return NULL;
    bool negative = *at == '-';
    const char *first = at + negative, *behind = take_digits(first, &value);
    if (UNLIKELY(behind == first || behind - first > MAX_TAKEN || !ends_number(*behind) ||
                 (*first == '0' && behind > first + 1)))
        return NULL;
    *out = negative ? -(int64_t)value : (int64_t)value;
    return behind;
}

const char *swage_take_double(const swage_parser *p, const char *at, double *out) {
    if (PORT_SMALL || UNLIKELY(p->end - at < NUMBER_ROOM + MAX_TAKEN))
        return NULL;
    number n = {.start = at, .negative = *at == '-'};
    const char *first = at + n.negative, *behind = take_digits(first, &n.mantissa);
    if (UNLIKELY(behind == first || (*first == '0' && behind > first + 1)))
        return NULL;
    int digits = (int)(behind - first);
    if (LIKELY(*behind == '.')) {
        const char *fraction = behind + 1;
        behind = take_digits(fraction, &n.mantissa);
        n.exponent = fraction - behind;
        digits -= (int)n.exponent;
        if (UNLIKELY(n.exponent == 0))
            return NULL;
    }
    if (UNLIKELY(digits > MAX_TAKEN || !ends_number(*behind)))
        return NULL;
    n.end = behind;
    *out = swage_number_to_double(&n);
    return behind;
}
