/*
 * Doubles written fast. v * 10^-k is between 2^52 / 10 and 2^53: the integer next to it is the
 * answer when it lies within half a unit of v's last place; else it takes one digit more. One
 * product with 64 bits behind the point tells which, unless something is within its error of a
 * boundary: then the slower way is gone.
 */
#include "number_quick.h"
#include "digits/portability.h"
#include "number.h"
#include "powers_of_ten.h"

enum { POINT = '.', MAX_INLINE_POINT = 7, MIN_POINT = -5, MAX_POINT = 21 };
enum { ONE_MORE = 16, ROW_LONGEST = 32 };
#define FIFTEEN_DIGITS 1000000000000000U

typedef struct number_row {
    const double *items;
    size_t count;
} number_row;

/* A decimal of seventeen digits, `sixteen` with the one more; the first, or those at the end, 0. */
typedef struct digits {
    uint64_t sixteen;
    uint32_t last;
    int32_t exponent; /* of ten, for the sixteen */
} digits;

/* Whether a is within `error` of b. */
static inline bool is_near(uint64_t a, uint64_t b, uint64_t error) {
    return a - b + error <= 2 * error;
}

/* The shortest decimal of c * 2^q, c from 2^52 + 1 on; false: not known. */
ALWAYS_INLINE bool find_shortest(uint64_t c, int q, digits *out) {
    const uint64_t half = (uint64_t)1 << 63;
    int k = ((q * 315653) >> 20) + 1;
    int shift = q + ((-k * 217707) >> 16) + 4; /* 0 to 3 */
    power_of_ten g = power_of_ten_get(-k);
    uint64_t middle, unused, carry = port_multiply(g.low, c << shift, &unused);
    uint64_t high = port_multiply(g.high, c << shift, &middle);
    middle += carry;
    high += middle < carry;
    /* In 2^-64: how far v is above an integer, and half a unit of its last place. */
    uint64_t fraction = high << 61 | middle >> 3, unit = g.high >> (4 - shift);
    uint64_t above = fraction + unit, rest, digit = port_multiply(fraction, 10, &rest);
    if (UNLIKELY(is_near(fraction, unit, 4) || is_near(above, 0, 4) || is_near(rest, half, 40)))
        return false;
    /* Masks instead of branches, which nothing foretells. */
    unsigned up = above<fraction, not_down = fraction> unit;
    out->sixteen = (high >> 3) + up;
    out->last = ((unsigned)digit + (unsigned)(rest >> 63)) & (up - not_down);
    out->exponent = k;
    return true;
}

/* The first digits, with a point behind `point` of them (1 to 7); how many digits count. */
ALWAYS_INLINE size_t put_point(char *out, uint64_t first, unsigned marks, digits d,
                               unsigned skipped, unsigned point) {
    out[17 - skipped] = (char)('0' + d.last);
    uint64_t after = ~(uint64_t)0 << (8 * point);
    first >>= 8 * skipped;
    port_save64(out, (first & ~after) | (uint64_t)POINT << (8 * point) | (first & after) << 8);
    /* Adding 2^16 - 1 carries a bit past the sixteenth when the last digit is not 0. */
    marks |= (d.last + 0xFFFF) & 0x10000;
    return 64 - port_leading_zeros(marks) - skipped;
}

PORT_LANES_CALL size_t put_by_lanes(char *out, digits d, unsigned skipped, unsigned point) {
    uint64_t first = 0;
    unsigned marks = port_put16_lanes(out + 1 - skipped, d.sixteen, &first);
    return put_point(out, first, marks, d, skipped, point);
}

/*
 * The digits from the first that counts on, with a point behind `point` of them, 1 to 7; eighteen
 * bytes. How many digits count is returned.
 */
ALWAYS_INLINE size_t put_with_point(char *out, digits d, unsigned skipped, unsigned point) {
    if (port_has_lanes())
        return put_by_lanes(out, d, skipped, point);
    uint64_t first = 0;
    unsigned marks = port_put16(out + 1 - skipped, d.sixteen, &first);
    return put_point(out, first, marks, d, skipped, point);
}

/* The same for any other place of the point. */
static NOINLINE size_t put_far(char *out, digits d, unsigned skipped, int point) {
    char text[24];
    uint64_t first;
    memset(text, '0', sizeof text);
    unsigned marks = port_put16(text, d.sixteen, &first) | (unsigned)(d.last != 0) << ONE_MORE;
    text[ONE_MORE] = (char)('0' + d.last);
    size_t count = 64 - port_leading_zeros(marks) - skipped;
    if (point <= 0) {
        memcpy(out, "0.000000", 8);
        memcpy(out + 2 - point, text + skipped, count);
        return (size_t)(2 - point) + count;
    }
    memcpy(out, text + skipped, (size_t)point);
    if (count <= (size_t)point)
        return (size_t)point;
    out[point] = POINT;
    memcpy(out + point + 1, text + skipped + point, count - (size_t)point);
    return count + 1;
}

static NOINLINE size_t put_exponent(char *out, digits d, unsigned skipped, int exponent) {
    size_t count = put_with_point(out, d, skipped, 1), len = count + (count > 1);
    out[len++] = 'e';
    out[len++] = exponent < 0 ? '-' : '+';
    return len +
           swage_number_write_uint64(out + len, (uint64_t)(exponent < 0 ? -exponent : exponent));
}

/* The double of these bits, its sign left out; 0 when it is infinite, NaN, or not known here. */
ALWAYS_INLINE size_t write_quick(char *out, uint64_t bits) {
    uint64_t mantissa = bits & 0xFFFFFFFFFFFFFU, c = mantissa | (uint64_t)1 << 52;
    int biased = (int)(bits >> 52 & 0x7FF), q = biased - 1075;
    digits d;
    if (UNLIKELY((int)port_low_bit(c) + q >= 0) && q <= 0)
        return swage_number_write_uint64(out, c >> -q);
    if (UNLIKELY((unsigned)biased - 1 >= 0x7FE || mantissa == 0 || !find_shortest(c, q, &d)))
        return 0;
    unsigned skipped = d.sixteen < FIFTEEN_DIGITS;
    int point = d.exponent + 16 - (int)skipped; /* where it stands in the digits that count */
    if (LIKELY((unsigned)point - 1 < MAX_INLINE_POINT))
        return put_with_point(out, d, skipped, (unsigned)point) + 1;
    return point >= MIN_POINT && point <= MAX_POINT ? put_far(out, d, skipped, point)
                                                    : put_exponent(out, d, skipped, point - 1);
}

size_t swage_number_write_quick(char *out, uint64_t bits) {
    return PORT_SMALL ? 0 : write_quick(out, bits);
}

ALWAYS_INLINE char *write_doubles(char *out, const double *items, size_t count, char mark) {
    for (const double *end = items + count; items < end; items++) {
        uint64_t bits;
        memcpy(&bits, items, sizeof bits);
        *out++ = mark;
        mark = ',';
        *out = '-';
        size_t sign = (size_t)(bits >> 63), len = write_quick(out + sign, bits);
        if (UNLIKELY(len == 0)) {
            if (!number_is_finite(*items))
                return NULL;
            len = swage_number_write_double(out, *items) - sign;
        }
        out += sign + len;
    }
    return out;
}

char *swage_number_write_doubles(char *out, const double *items, size_t count, char mark) {
    return PORT_SMALL ? NULL : write_doubles(out, items, count, mark);
}

size_t swage_number_write_rows(char **at, const char *end, const void *rows, size_t count,
                               char *mark) {
    size_t done = 0;
    for (; done < count && !PORT_SMALL; done++) {
        char *out = *at;
        number_row row;
        memcpy(&row, (const char *)rows + done * sizeof row, sizeof row);
        if (UNLIKELY(row.count - 1 >= ROW_LONGEST || !row.items ||
                     (size_t)(end - out) < (row.count + 2) * NUMBER_TEXT_SIZE))
            break;
        *out = *mark;
        out = write_doubles(out + 1, row.items, row.count, '[');
        if (UNLIKELY(!out))
            break;
        *out = ']';
        *at = out + 1;
        *mark = ',';
    }
    return done;
}
