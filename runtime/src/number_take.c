/*
 * Numbers as most texts have them, for fast.h: few enough digits for one 64-bit integer, no
 * exponent, and not at the very end of the text. All others go to number_read.c.
 */
#include "int_take.h"
#include "number.h"
#include "number_quick.h"
#include "parser.h"

enum { MAX_TAKEN = 18 };

const uint32_t swage_powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

/* The digits at `at`, at most 24 of them, added to *value; behind them. */
static inline const char *take_digits(const char *at, uint64_t *value) {
    unsigned n = leading_digits(port_load64(at));
    if (n == 0)
        return at;
    *value = *value * swage_powers[n] + leading_value(port_load64(at), n);
    if (n < 8)
        return at + n;
    n = leading_digits(port_load64(at + 8));
    if (n == 0)
        return at + 8;
    *value = *value * swage_powers[n] + leading_value(port_load64(at + 8), n);
    if (n < 8)
        return at + 8 + n;
    at += 16;
    for (int i = 0; i < 8 && (unsigned char)(*at - '0') < 10; i++)
        *value = *value * 10 + (uint64_t)(*at++ - '0');
    return at;
}

const char *swage_take_any_int64(const char *at, int64_t *out) {
    uint64_t value = 0;
    bool negative = *at == '-';
    if (PORT_SMALL)
        return NULL;
    const char *first = at + negative, *behind = take_digits(first, &value);
    if (UNLIKELY(behind == first || behind - first > MAX_TAKEN || !ends_number(*behind) ||
                 (*first == '0' && behind > first + 1)))
        return NULL;
    *out = negative ? -(int64_t)value : (int64_t)value;
    return behind;
}

/* The same from text of any form that swage_number_to_double may be asked about. */
static NOINLINE const char *take_any_double(const swage_parser *p, const char *at, double *out) {
    if (UNLIKELY(p->end - at < NUMBER_ROOM + MAX_TAKEN))
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

/* The double nearest to w * 10^-16, w being at least 1: Eisel and Lemire, see number_read.c. */
static inline uint64_t nearest_of_scaled(uint64_t w) {
    const uint64_t power_high = 0xE69594BEC44DE15B, power_low = 0x4C2EBE687989A9B4;
    unsigned zeros = port_leading_zeros(w);
    uint64_t low, high = port_multiply(w << zeros, power_high, &low);
    if (UNLIKELY((high & 0x1FF) == 0x1FF)) {
        uint64_t rest, second = port_multiply(w << zeros, power_low, &rest);
        low += second;
        high += low < second;
    }
    uint64_t upper = high >> 63, mantissa = high >> (upper + 9);
    /* A tie would need more than 64 bits of w. The first bit, or one carried, adds to the power. */
    return ((1023 + 8 + upper - zeros) << 52) + ((mantissa + (mantissa & 1)) >> 1);
}

/* The number that one to three digits are. */
static inline uint64_t three_value(const char *at, unsigned count) {
    uint32_t x = (port_load32(at) & 0x0F0F0F0FU) << (32 - 8 * count);
    x = x * 10 + (x >> 8);
    return (x & 0xFF) * 100 + (x >> 16 & 0xFF);
}

/*
 * Up to three digits, a point and up to sixteen more: zeros are thought behind them, so that the
 * power of ten is always the same.
 */
ALWAYS_INLINE const char *take_double(const swage_parser *p, const char *at, double *out) {
    if (UNLIKELY(p->end - at < NUMBER_ROOM))
        return NULL;
    bool negative = *at == '-';
    const char *first = at + negative;
    uint64_t others = port_no_digits(first) | (uint64_t)3 << 32;
    unsigned whole = port_low_bit(others), stop = port_low_bit(others & (others - 1));
    unsigned count = stop - whole - 1;
    if (UNLIKELY(whole - 1 >= 3 || first[whole] != '.' || count - 1 >= 16 ||
                 !ends_number(first[stop]) || (*first == '0' && whole > 1)))
        return take_any_double(p, at, out);
    uint32_t high, low;
    port_value16(first + whole + 1, count, &high, &low);
    uint64_t w = (three_value(first, whole) * 100000000 + high) * 100000000 + low;
    uint64_t bits = (w ? nearest_of_scaled(w) : 0) | (uint64_t)negative << 63;
    memcpy(out, &bits, sizeof bits);
    return first + stop;
}

const char *swage_take_double(const swage_parser *p, const char *at, double *out) {
    return PORT_SMALL ? NULL : take_double(p, at, out);
}

const char *swage_take_doubles(const swage_parser *p, const char *at, double *out, size_t room,
                               size_t *count) {
    if (PORT_SMALL)
        return NULL;
    for (size_t i = 0; i < room; i++) {
        at = take_double(p, skip_blank(at + 1, p->end), &out[i]);
        if (UNLIKELY(!at))
            return NULL;
        if (*at != ',') {
            *count = i + 1;
            return at;
        }
    }
    return NULL;
}
