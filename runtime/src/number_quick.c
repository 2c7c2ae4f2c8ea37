/*
 * Doubles written fast. As in number_write.c, v * 10^-k is between 2^52 and 10 * 2^53, and the next
 * multiple of ten is the answer when it lies within half a unit of v's last place; else it is the
 * next integer. One product with 64 bits behind the point tells which, unless something is within
 * its error of a boundary: then the slower way is gone.
 */
#include "number_quick.h"
#include "digits.h"
#include "number.h"
#include "powers_of_ten.h"

enum { POINT = '.', MAX_INLINE_POINT = 7 };

/* Whether a is within `error` of b. */
static inline bool is_near(uint64_t a, uint64_t b, uint64_t error) {
    return a - b + error <= 2 * error;
}

/* The shortest decimal, *digits * 10^*k, of c * 2^q, c from 2^52 + 1 on; false: not known. */
static inline bool find_shortest(uint64_t c, int q, uint64_t *digits, int *k) {
    const uint64_t half = (uint64_t)1 << 63, ten = (uint64_t)10 << 60;
    *k = (q * 315653) >> 20;
    int shift = q + ((-*k * 217707) >> 16) + 1; /* 1 to 4 */
    power_of_ten g = power_of_ten_get(-*k);
    uint64_t fraction, unused, carry = port_multiply(g.low, c << shift, &unused);
    uint64_t whole = port_multiply(g.high, c << shift, &fraction);
    fraction += carry;
    whole += fraction < carry;
    /* In 2^-60: how far v is above a multiple of ten, and half a unit of its last place. */
    uint64_t ones = whole % 10, above = ones << 60 | fraction >> 4, unit = g.high >> (5 - shift);
    if (UNLIKELY(is_near(above, unit, 4) || is_near(above + unit, ten, 4) ||
                 is_near(fraction, half, 4)))
        return false;
    /* Masks instead of branches, which nothing foretells. */
    uint64_t up = 0 - (uint64_t)(above + unit >= ten), not_down = 0 - (uint64_t)(above > unit);
    uint64_t next = ones + (fraction > half);
    *digits = whole - ones + (((next & ~up) | (10 & up)) & not_down);
    return true;
}

/* Digits in a word and the two behind it, the first one lowest; the point stands behind `point`. */
static inline void put_with_point(char *out, const uint64_t words[2], unsigned last, int point) {
    uint64_t before = ((uint64_t)1 << (8 * point)) - 1;
    port_save64(out,
                (words[0] & before) | (uint64_t)POINT << (8 * point) | (words[0] & ~before) << 8);
    port_save64(out + 8, words[1] << 8 | words[0] >> 56);
    out[16] = (char)(words[1] >> 56);
    out[17] = (char)('0' + last);
}

size_t swage_number_write_quick(char *out, uint64_t bits) {
    const uint64_t sixteen = 10000000000000000, eight = 100000000;
    uint64_t mantissa = bits & 0xFFFFFFFFFFFFFU, digits;
    int biased = (int)(bits >> 52 & 0x7FF), q = biased - 1075, k;
    uint64_t c = mantissa | (uint64_t)1 << 52;
    if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0)
        return swage_number_write_uint64(out, c >> -q);
    if (UNLIKELY(biased == 0 || mantissa == 0 || !find_shortest(c, q, &digits, &k)))
        return 0;
    bool short_by_one = digits < sixteen;
    digits *= 10 - 9 * (uint64_t)!short_by_one;
    int point = k + 17 - short_by_one; /* where it stands in the seventeen digits */
    uint64_t first = digits / sixteen, rest = digits % sixteen;
    uint64_t high = eight_of((uint32_t)(rest / eight)), low = eight_of((uint32_t)(rest % eight));
    /* Zeros at the end do not count. */
    size_t count =
        low ? 17 - port_leading_zeros(low) / 8 : (high ? 9 - port_leading_zeros(high) / 8 : 1);
    if (LIKELY(point >= 1 && point <= MAX_INLINE_POINT && (size_t)point < count)) {
        uint64_t words[2] = {EIGHT_ZEROS + (first | high << 8),
                             EIGHT_ZEROS + (high >> 56 | low << 8)};
        put_with_point(out, words, (unsigned)(low >> 56), point);
        return count + 1;
    }
    if (point > 0 || point <= -6)
        return 0;
    memcpy(out, "0.000000", 8);
    out += 2 - point;
    *out = (char)('0' + first);
    port_save64(out + 1, EIGHT_ZEROS + high);
    port_save64(out + 9, EIGHT_ZEROS + low);
    return (size_t)(2 - point) + count;
}
