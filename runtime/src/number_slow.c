/*
 * The nearest floating-point number to any decimal text, by long division of big integers: what is
 * left of reading numbers when the fast way can't decide.
 */
#include "decimal.h"
#include "number.h"

#include <swage/fast/portability.h>

/*
 * 769 digits decide every double (and one more for "something follows"): 2560 bits; the largest
 * power of ten below is 10^(769 + 345): 3701 bits, and a few bits of play.
 */
enum { LIMBS = 128, MAX_DIGITS = 770 };

typedef struct big {
    uint32_t limb[LIMBS]; /* lowest first */
    int count;
} big;

static void big_multiply_add(big *b, uint32_t factor, uint32_t add) {
    uint64_t carry = add;
    for (int i = 0; i < b->count; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        b->limb[b->count++] = (uint32_t)carry;
}

static void big_power_of_ten(big *b, int64_t exponent) {
    for (; exponent >= 9; exponent -= 9)
        big_multiply_add(b, 1000000000, 0);
    for (; exponent > 0; exponent--)
        big_multiply_add(b, 10, 0);
}

static int big_bits(const big *b) {
    return b->count == 0 ? 0 : b->count * 32 + 32 - (int)port_leading_zeros(b->limb[b->count - 1]);
}

static void big_shift(big *b, int bits) {
    int limbs = bits / 32, rest = bits % 32;
    for (int i = b->count; i-- > 0;)
        b->limb[i + limbs] = b->limb[i];
    memset(b->limb, 0, (size_t)limbs * sizeof b->limb[0]);
    b->count += limbs;
    if (rest)
        big_multiply_add(b, (uint32_t)1 << rest, 0);
}

static int big_compare(const big *a, const big *b) {
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static void big_subtract(big *a, const big *b) {
    int64_t borrow = 0;
    for (int i = 0; i < a->count; i++) {
        borrow += (int64_t)a->limb[i] - (i < b->count ? b->limb[i] : 0);
        a->limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    while (a->count > 0 && a->limb[a->count - 1] == 0)
        a->count--;
}

/* The digits as a big integer; returns the exponent that belongs to them. */
static int64_t big_digits(big *b, const decimal *d) {
    size_t taken = 0;
    b->count = 0;
    for (const char *at = d->first; at < d->last && taken < MAX_DIGITS; at++) {
        if (*at == '.')
            continue;
        /* The last digit of a decimal is not 0, so what is cut off here is more than nothing. */
        bool cut = ++taken == MAX_DIGITS && d->count > MAX_DIGITS;
        big_multiply_add(b, 10, cut ? 1 : (uint32_t)(*at - '0'));
    }
    return d->exponent + (int64_t)(d->count - taken);
}

/* The first `bits` bits of above / below, which is in [1, 2); above is left with the rest. */
static uint64_t divide(big *above, const big *below, int bits) {
    uint64_t quotient = 0;
    for (int i = 0; i < bits; i++) {
        quotient <<= 1;
        if (big_compare(above, below) >= 0) {
            quotient |= 1;
            big_subtract(above, below);
        }
        big_multiply_add(above, 2, 0);
    }
    return quotient;
}

/* Scales both so that above / below is in [1, 2); the power of two that it lost. */
static int scale(big *above, big *below) {
    int power = big_bits(above) - big_bits(below);
    if (power > 0)
        big_shift(below, power);
    else
        big_shift(above, -power);
    if (big_compare(above, below) < 0) {
        big_multiply_add(above, 2, 0);
        power--;
    }
    return power;
}

uint64_t swage_number_slow(const number *n, const number_format *f) {
    decimal d;
    swage_decimal_take_apart(&d, n->start, (size_t)(n->end - n->start));
    int64_t leading = (int64_t)d.count + d.exponent;
    uint64_t infinite = (uint64_t)f->infinite_power << f->mantissa_bits;
    if (d.count == 0 || leading < f->smallest_power)
        return 0;
    if (leading > f->largest_power + 1)
        return infinite;
    big above, below;
    int64_t exponent = big_digits(&above, &d);
    below.limb[0] = 1;
    below.count = 1;
    big_power_of_ten(exponent < 0 ? &below : &above, exponent < 0 ? -exponent : exponent);
    int power = scale(&above, &below) - f->minimum_exponent; /* the biased exponent */
    int bits = f->mantissa_bits + 1 + (power < 1 ? power - 1 : 0);
    if (bits < 0)
        return 0;
    uint64_t mantissa = divide(&above, &below, bits);
    int half = big_compare(&above, &below); /* above was doubled: its rest against a half */
    mantissa += half > 0 || (half == 0 && (mantissa & 1));
    if (power < 1)
        return mantissa;
    uint64_t result = ((uint64_t)(power - 1) << f->mantissa_bits) + mantissa;
    return result < infinite ? result : infinite;
}
