/*
 * Writes numbers: integers two digits at a time, floating-point numbers as the shortest decimal
 * that reads back (Giulietti, "The Schubfach way to render doubles", 2020), in the notation of
 * ECMA-262's Number::toString.
 */
#include "digits.h"
#include "number.h"
#include "number_quick.h"
#include "powers_of_ten.h"

#include <swage/fast/portability.h>
#include <swage/fast_write.h>

static unsigned count_digits(uint64_t value) {
    if (PORT_SMALL) {
        unsigned digits = 0;
        for (; value; value /= 10)
            digits++;
        return digits;
    }
    static const uint64_t powers[] = {0,
                                      10,
                                      100,
                                      1000,
                                      10000,
                                      100000,
                                      1000000,
                                      10000000,
                                      100000000,
                                      1000000000,
                                      10000000000,
                                      100000000000,
                                      1000000000000,
                                      10000000000000,
                                      100000000000000,
                                      1000000000000000,
                                      10000000000000000,
                                      100000000000000000,
                                      1000000000000000000,
                                      10000000000000000000U};
    unsigned guess = (64 - port_leading_zeros(value | 1)) * 1233 >> 12;
    return guess + (guess == 20 || value >= powers[guess] ? 1 : 0) - (guess == 20);
}

/* Exactly `count` digits of the value, leading zeros among them. */
static void write_digits(char *out, uint64_t value, unsigned count) {
    for (; !PORT_SMALL && count >= 8; value /= 100000000) {
        count -= 8;
        port_save64(out + count, EIGHT_ZEROS + eight_of((uint32_t)(value % 100000000)));
    }
    while (count) {
        out[--count] = (char)('0' + value % 10);
        value /= 10;
    }
}

/* A number below 10^8, in eight bytes of which some may stand behind it; how many digits it has. */
static inline size_t write_below(char *out, uint32_t value) {
    uint64_t digits = eight_of(value);
    unsigned zeros = port_low_bit(digits | (uint64_t)1 << 56) / 8;
    port_save64(out, (EIGHT_ZEROS + digits) >> (8 * zeros));
    return 8 - zeros;
}

/* A number from 10^8 on, that is at most 2^64 / 10^8. */
static size_t write_large(char *out, uint64_t value) {
    const uint64_t eight = 100000000;
    size_t len = write_below(out, (uint32_t)(value / eight));
    port_save64(out + len, EIGHT_ZEROS + eight_of((uint32_t)(value % eight)));
    return len + 8;
}

ALWAYS_INLINE size_t write_natural(char *out, uint64_t value) {
    const uint64_t eight = 100000000;
    if (PORT_SMALL) {
        unsigned count = value ? count_digits(value) : 1;
        write_digits(out, value, count);
        return count;
    }
    if (LIKELY(value < eight))
        return write_below(out, (uint32_t)value);
    uint64_t high = value / eight, low = value % eight;
    size_t len = 1;
    if (LIKELY(high < 10))
        *out = (char)('0' + high);
    else
        len = high < eight ? write_below(out, (uint32_t)high) : write_large(out, high);
    port_save64(out + len, EIGHT_ZEROS + eight_of((uint32_t)low));
    return len + 8;
}

ALWAYS_INLINE size_t write_integer(char *out, int64_t value) {
    const bool negative = value < 0;
    *out = '-'; /* which the first digit replaces where it is not */
    return negative +
           write_natural(out + negative, negative ? 0 - (uint64_t)value : (uint64_t)value);
}

size_t swage_number_write_uint64(char *out, uint64_t value) {
    return write_natural(out, value);
}

size_t swage_number_write_int64(char *out, int64_t value) {
    return write_integer(out, value);
}

/* The high half of g * cp, its last bit set when anything is behind it. */
static inline uint64_t round_to_odd(uint64_t high, uint64_t low, uint64_t cp) {
    uint64_t x_low, y_low, x = port_multiply(low, cp, &x_low);
    uint64_t y = port_multiply(high, cp, &y_low);
    y_low += x;
    y += y_low < x;
    return y | (y_low > 1);
}

/* The shortest decimal digits * 10^*exponent within c * 2^q's rounding interval. */
static uint64_t shortest(uint64_t c, int q, bool at_power, int *exponent) {
    bool even = (c & 1) == 0;
    int k = (q * 315653 - (at_power ? 131237 : 0)) >> 20;
    int h = q + ((-k * 217707) >> 16) + 1;
    power_of_ten g = power_of_ten_get(-k);
    uint64_t low = g.low + (-k < POWER_EXACT_MIN || -k > POWER_EXACT_MAX);
    uint64_t lower = round_to_odd(g.high, low, (4 * c - 2 + at_power) << h) + !even;
    uint64_t middle = round_to_odd(g.high, low, (4 * c) << h);
    uint64_t upper = round_to_odd(g.high, low, (4 * c + 2) << h) - !even;
    uint64_t s = middle / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool below = lower <= 40 * tens, above = upper >= 40 * tens + 40;
        if (below != above) {
            *exponent = k + 1;
            return tens + above;
        }
    }
    *exponent = k;
    bool below = lower <= 4 * s, above = upper >= 4 * s + 4;
    bool round_up = middle > 4 * s + 2 || (middle == 4 * s + 2 && (s & 1));
    return s + (below != above ? above : round_up);
}

static size_t write_exponent(char *out, int exponent) {
    size_t len = 0;
    out[len++] = 'e';
    out[len++] = exponent < 0 ? '-' : '+';
    return len +
           swage_number_write_uint64(out + len, (uint64_t)(exponent < 0 ? -exponent : exponent));
}

/* digits * 10^exponent, none of the digits being a zero at the end. */
static size_t write_decimal(char *out, uint64_t digits, int exponent) {
    unsigned count = count_digits(digits);
    int point = (int)count + exponent; /* where the point stands, from the first digit */
    if (exponent >= 0 && point <= 21) {
        write_digits(out, digits, count);
        memset(out + count, '0', (size_t)exponent);
        return (size_t)point;
    }
    if (point > 0 && point <= 21) {
        write_digits(out + 1, digits, count);
        memmove(out, out + 1, (size_t)point);
        out[point] = '.';
        return count + 1;
    }
    if (point > -6 && point <= 0) {
        memcpy(out, "0.000000", 8);
        write_digits(out + 2 - point, digits, count);
        return (size_t)(2 - point) + count;
    }
    write_digits(out + 1, digits, count);
    out[0] = out[1];
    out[1] = '.';
    size_t len = count > 1 ? count + 1 : 1;
    return len + write_exponent(out + len, point - 1);
}

static size_t write_bits(char *out, uint64_t mantissa, int biased, int mantissa_bits, int bias) {
    if (biased == 0 && mantissa == 0) {
        *out = '0';
        return 1;
    }
    uint64_t c = biased ? mantissa | (uint64_t)1 << mantissa_bits : mantissa;
    int q = (biased ? biased : 1) - bias - mantissa_bits, exponent = 0;
    uint64_t digits;
    if (q <= 0 && q > -mantissa_bits && (c & (((uint64_t)1 << -q) - 1)) == 0)
        digits = c >> -q; /* a small integer is exact, and has all its digits */
    else
        digits = shortest(c, q, mantissa == 0 && biased > 1, &exponent);
    while (digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return write_decimal(out, digits, exponent);
}

size_t swage_number_write_slow(char *out, uint64_t bits) {
    return write_bits(out, bits & 0xFFFFFFFFFFFFFU, (int)(bits >> 52 & 0x7FF), 52, 1023);
}

size_t swage_number_write_double(char *out, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    *out = '-';
    size_t sign = (size_t)(bits >> 63);
    size_t quick = PORT_SMALL ? 0 : swage_number_write_quick(out + sign, bits);
    return sign + (quick ? quick : swage_number_write_slow(out + sign, bits));
}

size_t swage_number_write_float(char *out, float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    *out = '-';
    size_t sign = bits >> 31;
    return sign + write_bits(out + sign, bits & 0x7FFFFF, (int)(bits >> 23 & 0xFF), 23, 127);
}

char *swage_put_integer(char *at, int64_t value) {
    return at + write_integer(at, value);
}

char *swage_put_natural(char *at, uint64_t value) {
    return at + write_natural(at, value);
}

char *swage_put_real(char *at, double value) {
    return number_is_finite(value) ? at + swage_number_write_double(at, value) : NULL;
}
