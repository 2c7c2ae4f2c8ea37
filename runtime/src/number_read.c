/*
 * Reads numbers: the scan of their text, and the nearest double or float by Eisel and Lemire
 * ("Number parsing at a gigabyte per second", 2021). What that can't decide goes to number_slow.c.
 */
#include "decimal.h"
#include "digits.h"
#include "number.h"
#include "powers_of_ten.h"

#include <swage/fast/portability.h>

static const number_format double_format = {52, -1023, 0x7FF, -342, 308, -4, 23};
static const number_format float_format = {23, -127, 0xFF, -65, 38, -17, 10};

enum { MAX_DIGITS = 19 };
#define EXPONENT_LIMIT 1000000000000000

static inline bool is_digit(char c) {
    return (unsigned char)(c - '0') < 10;
}

static inline const char *scan_digits(const char *at, const char *end, uint64_t *value) {
    uint64_t v = *value;
    while (!PORT_SMALL && end - at >= 8 && eight_digits(port_load64(at))) {
        v = v * 100000000 + eight_value(port_load64(at));
        at += 8;
    }
    for (; at < end && is_digit(*at); at++)
        v = v * 10 + (uint64_t)(*at - '0');
    *value = v;
    return at;
}

/* The exponent behind `e`; NULL and *stuck when there is none. */
static const char *scan_exponent(const char *at, const char *end, int64_t *exponent,
                                 const char **stuck) {
    bool negative = false;
    if (at < end && (*at == '+' || *at == '-'))
        negative = *at++ == '-';
    if (at == end || !is_digit(*at)) {
        *stuck = at;
        return NULL;
    }
    int64_t value = 0;
    for (; at < end && is_digit(*at); at++)
        if (value < EXPONENT_LIMIT)
            value = value * 10 + (*at - '0');
    *exponent += negative ? -value : value;
    return at;
}

/* More than 19 digits: takes those that count, from the first that is not 0. */
static NOINLINE void rescan_long(number *n, const char *digits, const char *stop,
                                 int64_t written_exponent) {
    uint64_t mantissa = 0;
    int taken = 0;
    int64_t exponent = written_exponent;
    bool fraction = false;
    n->truncated = false;
    for (const char *at = digits; at < stop; at++) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        if (taken < MAX_DIGITS) {
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
            taken += mantissa != 0;
            exponent -= fraction;
        } else {
            n->truncated |= *at != '0';
            exponent += !fraction;
        }
    }
    n->mantissa = mantissa;
    n->exponent = exponent;
}

const char *swage_number_scan(const char *at, const char *end, number *n, const char **stuck) {
    n->start = at;
    n->negative = at < end && *at == '-';
    at += n->negative;
    const char *digits = at;
    if (at == end || !is_digit(*at)) {
        *stuck = at;
        return NULL;
    }
    uint64_t mantissa = 0;
    if (*at == '0')
        at++;
    else
        at = scan_digits(at, end, &mantissa);
    const char *whole = at;
    int64_t exponent = 0, written = 0;
    if (at < end && *at == '.') {
        const char *fraction = ++at;
        at = scan_digits(at, end, &mantissa);
        exponent = fraction - at;
        if (at == fraction) {
            *stuck = at;
            return NULL;
        }
    }
    const char *stop = at;
    if (at < end && (*at | 0x20) == 'e') {
        at = scan_exponent(at + 1, end, &written, stuck);
        if (!at)
            return NULL;
    }
    n->mantissa = mantissa;
    n->exponent = exponent + written;
    n->integer = at == whole;
    n->truncated = false;
    n->end = at;
    if (UNLIKELY(stop - digits > MAX_DIGITS))
        rescan_long(n, digits, stop, written);
    return at;
}

/* The product of w and the power's significand, good for `precision` bits. */
static inline uint64_t product(int64_t q, uint64_t w, int precision, uint64_t *low) {
    power_of_ten power = power_of_ten_get((int)q);
    uint64_t mask = UINT64_MAX >> precision;
    uint64_t high = port_multiply(w, power.high, low);
    if ((high & mask) == mask) {
        uint64_t rest, second = port_multiply(w, power.low, &rest);
        *low += second;
        high += second > *low;
    }
    return high;
}

static inline uint64_t infinite(const number_format *f) {
    return (uint64_t)f->infinite_power << f->mantissa_bits;
}

static inline uint64_t subnormal(uint64_t mantissa, int64_t power2, const number_format *f) {
    if (-power2 + 1 >= 64)
        return 0;
    mantissa >>= -power2 + 1;
    mantissa += mantissa & 1;
    mantissa >>= 1; /* rounding may have made it normal: the bit falls into the exponent */
    (void)f;
    return mantissa;
}

/* The bits of w * 10^q without the sign; false when it can't tell. */
static inline bool nearest(int64_t q, uint64_t w, const number_format *f, uint64_t *bits) {
    if (w == 0 || q < f->smallest_power) {
        *bits = 0;
        return true;
    }
    if (q > f->largest_power) {
        *bits = infinite(f);
        return true;
    }
    int zeros = (int)port_leading_zeros(w);
    uint64_t low, high = product(q, w << zeros, f->mantissa_bits + 3, &low);
    if (low == UINT64_MAX && (q < POWER_EXACT_MIN || q > POWER_EXACT_MAX))
        return false;
    int upper = (int)(high >> 63), shift = upper + 64 - f->mantissa_bits - 3;
    uint64_t mantissa = high >> shift;
    int64_t power2 = ((217706 * q) >> 16) + 63 + upper - zeros - f->minimum_exponent;
    if (power2 <= 0) {
        *bits = subnormal(mantissa, power2, f);
        return true;
    }
    if (low <= 1 && q >= f->round_even_min && q <= f->round_even_max && (mantissa & 3) == 1 &&
        mantissa << shift == high)
        mantissa &= ~(uint64_t)1;
    mantissa += mantissa & 1;
    mantissa >>= 1;
    if (mantissa >> (f->mantissa_bits + 1)) {
        mantissa >>= 1;
        power2++;
    }
    if (power2 >= f->infinite_power) {
        *bits = infinite(f);
        return true;
    }
    *bits = (mantissa & ~((uint64_t)1 << f->mantissa_bits)) | (uint64_t)power2 << f->mantissa_bits;
    return true;
}

static inline uint64_t to_bits(const number *n, const number_format *f) {
    uint64_t bits, above;
    if (!nearest(n->exponent, n->mantissa, f, &bits))
        return swage_number_slow(n, f);
    if (UNLIKELY(n->truncated) &&
        (!nearest(n->exponent, n->mantissa + 1, f, &above) || above != bits))
        return swage_number_slow(n, f);
    return bits;
}

double swage_number_to_double(const number *n) {
    double value;
    uint64_t bits = to_bits(n, &double_format);
    memcpy(&value, &bits, sizeof value);
    return n->negative ? -value : value;
}

float swage_number_to_float(const number *n) {
    uint32_t bits = (uint32_t)to_bits(n, &float_format);
    float value;
    memcpy(&value, &bits, sizeof value);
    return n->negative ? -value : value;
}

/* The magnitude as an integer; the common case has nothing to scale. */
static bool to_magnitude(const number *n, uint64_t *out, bool *range) {
    *range = false;
    if (LIKELY(n->exponent == 0 && !n->truncated)) {
        *out = n->mantissa;
        return true;
    }
    decimal d;
    swage_decimal_take_apart(&d, n->start, (size_t)(n->end - n->start));
    if (d.exponent < 0)
        return false;
    *range = !swage_decimal_magnitude(&d, out);
    return !*range;
}

bool swage_number_to_int64(const number *n, int64_t *out, bool *range) {
    uint64_t magnitude;
    if (!to_magnitude(n, &magnitude, range))
        return false;
    if (magnitude > (uint64_t)INT64_MAX + n->negative) {
        *range = true;
        return false;
    }
    *out = n->negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

bool swage_number_to_uint64(const number *n, uint64_t *out, bool *range) {
    uint64_t magnitude;
    if (!to_magnitude(n, &magnitude, range))
        return false;
    *range = n->negative && magnitude != 0;
    if (!*range)
        *out = magnitude;
    return !*range;
}
