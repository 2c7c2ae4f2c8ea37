/*
 * Decimal numbers of any size: normal form, equality, and divisibility (multipleOf) without
 * binary surprises.
 */
#include "decimal.h"
#include "hash.h"
#include "number.h"

#include <swage/fast/portability.h>

#include <string.h>

#define EXPONENT_LIMIT 1000000000000000

enum { DIVISOR_DIGITS = 18 }; /* so that ten times a remainder fits in 64 bits */
enum { LONG_DIGITS = 400 };   /* of divisors that are divided by digit by digit */

bool swage_decimal_is_number(const char *text, size_t len) {
    number n;
    const char *stuck;
    return text && swage_number_scan(text, text + len, &n, &stuck) == text + len;
}

static int64_t written_exponent(const char *at, const char *end) {
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    int64_t value = 0;
    for (; at < end; at++)
        if (value < EXPONENT_LIMIT)
            value = value * 10 + (*at - '0');
    return negative ? -value : value;
}

void swage_decimal_take_apart(decimal *d, const char *text, size_t len) {
    const char *end = text + len, *stop = text;
    memset(d, 0, sizeof *d);
    while (stop < end && (*stop | 0x20) != 'e')
        stop++;
    bool negative = len && *text == '-';
    const char *first = text + negative, *last = stop;
    const char *point = memchr(first, '.', (size_t)(stop - first));
    while (first < last && (*first == '0' || *first == '.'))
        first++;
    while (last > first && (last[-1] == '0' || last[-1] == '.'))
        last--;
    d->first = first;
    d->last = last;
    if (first == last)
        return;
    d->negative = negative;
    d->count = (size_t)(last - first) - (point && point > first && point < last);
    d->exponent = stop < end ? written_exponent(stop + 1, end) : 0;
    if (!point)
        d->exponent += stop - last;
    else
        d->exponent += last <= point ? point - last : -(last - point - 1);
}

bool swage_decimal_magnitude(const decimal *d, uint64_t *out) {
    if (d->count && (d->exponent < 0 || d->exponent > 20 || d->count > 20))
        return false;
    uint64_t value = 0;
    int64_t zeros = d->count ? d->exponent : 0;
    for (const char *at = d->first; at < d->last || zeros-- > 0; at++) {
        unsigned digit = 0;
        if (at < d->last) {
            if (*at == '.')
                continue;
            digit = (unsigned)(*at - '0');
        }
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

static int sign_of(const decimal *d) {
    return d->count == 0 ? 0 : d->negative ? -1 : 1;
}

/* Without their signs: the place of the first digit decides, then the digits. */
static int compare_magnitudes(const decimal *a, const decimal *b) {
    int64_t first = a->exponent + (int64_t)a->count, other = b->exponent + (int64_t)b->count;
    if (first != other)
        return first < other ? -1 : 1;
    const char *x = a->first, *y = b->first;
    while (x < a->last && y < b->last) {
        x += *x == '.';
        y += *y == '.';
        if (*x != *y)
            return *x < *y ? -1 : 1;
        x++;
        y++;
    }
    return (x < a->last) - (y < b->last); /* the last digit is none but 0 */
}

int swage_decimal_compare(const decimal *a, const decimal *b) {
    int sign = sign_of(a), other = sign_of(b);
    if (sign != other || sign == 0)
        return (sign > other) - (sign < other);
    return sign * compare_magnitudes(a, b);
}

static uint64_t remainder_of(const decimal *d, uint64_t divisor) {
    uint64_t rest = 0;
    for (const char *at = d->first; at < d->last; at++)
        if (*at != '.')
            rest = (rest * 10 + (uint64_t)(*at - '0')) % divisor;
    return rest;
}

/* a * b modulo m, m < 2^63. */
static uint64_t multiply_modulo(uint64_t a, uint64_t b, uint64_t m) {
    uint64_t result = 0;
    for (; b; b >>= 1) {
        if (b & 1)
            result = (result + a) % m;
        a = (a + a) % m;
    }
    return result;
}

/* Digits of a number as values, most significant first. */
static size_t take_digits(const decimal *d, unsigned char *out) {
    size_t count = 0;
    for (const char *at = d->first; at < d->last; at++)
        if (*at != '.')
            out[count++] = (unsigned char)(*at - '0');
    return count;
}

/* rest = (rest * 10 + digit) % by, of `count` digits; rest has one more. */
static void divide_digit(unsigned char *rest, const unsigned char *by, size_t count,
                         unsigned digit) {
    memmove(rest, rest + 1, count);
    rest[count] = (unsigned char)digit;
    while (rest[0] || memcmp(rest + 1, by, count) >= 0) {
        unsigned borrow = 0;
        for (size_t i = count; i-- > 0;) {
            unsigned take = by[i] + borrow;
            borrow = rest[i + 1] < take;
            rest[i + 1] = (unsigned char)(rest[i + 1] + borrow * 10 - take);
        }
        rest[0] = (unsigned char)(rest[0] - borrow);
    }
}

/*
 * The same for long divisors. Zeros behind the value's digits matter until they have made all the
 * factors 2 and 5 that the divisor can have: fewer than four for each of its digits.
 */
static bool is_long_multiple(const decimal *value, const decimal *divisor) {
    unsigned char by[LONG_DIGITS], rest[LONG_DIGITS + 1] = {0};
    size_t count = take_digits(divisor, by);
    int64_t zeros = value->exponent - divisor->exponent;
    for (const char *at = value->first; at < value->last; at++)
        if (*at != '.')
            divide_digit(rest, by, count, (unsigned)(*at - '0'));
    for (size_t i = 0; i < count * 4 && zeros > 0; i++, zeros--)
        divide_digit(rest, by, count, 0);
    for (size_t i = 0; i <= count; i++)
        if (rest[i])
            return false;
    return true;
}

bool swage_decimal_is_multiple(const decimal *value, const decimal *divisor) {
    if (value->count == 0 || divisor->count == 0 || divisor->count > LONG_DIGITS)
        return true;
    /* Neither has zeros behind: a smaller last digit than the divisor's can't be a multiple. */
    if (value->exponent < divisor->exponent)
        return false;
    if (PORT_SMALL || divisor->count > DIVISOR_DIGITS)
        return is_long_multiple(value, divisor);
    decimal digits = *divisor;
    digits.exponent = 0;
    uint64_t by = 1;
    swage_decimal_magnitude(&digits, &by);
    uint64_t rest = remainder_of(value, by), power = 10 % by;
    for (int64_t e = value->exponent - divisor->exponent; e > 0; e >>= 1) {
        if (e & 1)
            rest = multiply_modulo(rest, power, by);
        power = multiply_modulo(power, power, by);
    }
    return rest == 0;
}

uint64_t swage_decimal_hash(const decimal *d, uint64_t seed) {
    uint64_t h = hash_mix(seed, (uint64_t)d->exponent * 2 + d->negative);
    for (const char *at = d->first; at < d->last; at++)
        if (*at != '.')
            h = hash_mix(h, (uint64_t)*at);
    return h;
}
