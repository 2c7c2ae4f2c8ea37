/*
 * Integers beyond int64; see number.h. They are rare in templates, so plain schoolbook arithmetic
 * on limbs of nine decimal digits will do.
 */
#include "template/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIMB = 1000000000, LIMB_DIGITS = 9 };

/* Sign and magnitude; limbs[0] is the lowest. */
typedef struct big {
    uint32_t *limbs;
    uint32_t count; /* without leading zeros: 0 has none */
    bool negative;
} big;

static void trim(big *b) {
    while (b->count && b->limbs[b->count - 1] == 0)
        b->count--;
    if (b->count == 0)
        b->negative = false;
}

static big big_of_digits(arena *memory, str s) {
    big b = {.negative = s.len && s.ptr[0] == '-'};
    size_t from = b.negative;
    b.limbs = ARENA_ARRAY(memory, s.len / LIMB_DIGITS + 1, uint32_t);
    for (size_t end = s.len; end > from;) {
        size_t start = end - from > LIMB_DIGITS ? end - LIMB_DIGITS : from;
        uint32_t limb = 0;
        for (size_t i = start; i < end; i++)
            limb = limb * 10 + (uint32_t)(s.ptr[i] - '0');
        b.limbs[b.count++] = limb;
        end = start;
    }
    trim(&b);
    return b;
}

static big big_of(arena *memory, value v) {
    if (v.kind == VALUE_NUMERAL)
        return big_of_digits(memory, value_text(v));
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)number_small(v));
    return big_of_digits(memory, (str){digits, (size_t)len});
}

static value value_of(arena *memory, big b) {
    size_t size = (size_t)b.count * LIMB_DIGITS + 1, at = size;
    char *digits = arena_alloc(memory, size + 1);
    for (uint32_t i = 0; i < b.count; i++) {
        uint32_t limb = b.limbs[i];
        for (int k = 0; k < LIMB_DIGITS; k++, limb /= 10)
            digits[--at] = (char)('0' + limb % 10);
    }
    while (at < size && digits[at] == '0')
        at++;
    if (at == size)
        return value_int(0);
    if (b.negative)
        digits[--at] = '-';
    digits[size] = 0;
    return number_parse(memory, (str){digits + at, size - at}, 10);
}

static int compare_magnitude(const big *a, const big *b) {
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (uint32_t i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static big add_magnitude(arena *memory, const big *a, const big *b) {
    uint32_t count = (a->count > b->count ? a->count : b->count) + 1, carry = 0;
    big sum = {.limbs = ARENA_ARRAY(memory, count, uint32_t), .count = count};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t limb = carry + (i < a->count ? a->limbs[i] : 0) + (i < b->count ? b->limbs[i] : 0);
        carry = limb >= LIMB;
        sum.limbs[i] = carry ? limb - LIMB : limb;
    }
    trim(&sum);
    return sum;
}

/* |a| - |b|, where |a| >= |b|. */
static big subtract_magnitude(arena *memory, const big *a, const big *b) {
    big rest = {.limbs = ARENA_ARRAY(memory, a->count, uint32_t), .count = a->count};
    uint32_t borrow = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t take = borrow + (i < b->count ? b->limbs[i] : 0);
        borrow = a->limbs[i] < take;
        rest.limbs[i] = borrow ? a->limbs[i] + LIMB - take : a->limbs[i] - take;
    }
    trim(&rest);
    return rest;
}

static big add(arena *memory, big a, big b) {
    big sum;
    if (a.negative == b.negative) {
        sum = add_magnitude(memory, &a, &b);
        sum.negative = a.negative && sum.count;
    } else if (compare_magnitude(&a, &b) >= 0) {
        sum = subtract_magnitude(memory, &a, &b);
        sum.negative = a.negative && sum.count;
    } else {
        sum = subtract_magnitude(memory, &b, &a);
        sum.negative = b.negative && sum.count;
    }
    return sum;
}

static big multiply(arena *memory, big a, big b) {
    uint32_t count = a.count + b.count;
    big product = {.limbs = ARENA_ARRAY(memory, count + 1, uint32_t), .count = count};
    for (uint32_t i = 0; i < a.count; i++) {
        uint64_t carry = 0;
        for (uint32_t k = 0; k < b.count || carry; k++) {
            uint64_t limb = product.limbs[i + k] + carry +
                            (k < b.count ? (uint64_t)a.limbs[i] * b.limbs[k] : 0);
            product.limbs[i + k] = (uint32_t)(limb % LIMB);
            carry = limb / LIMB;
        }
    }
    product.negative = a.negative != b.negative;
    trim(&product);
    return product;
}

static big negated(big b) {
    b.negative = !b.negative && b.count;
    return b;
}

/* Of digits in another base than ten. */
static value parse_other(arena *memory, str digits, unsigned base) {
    big total = {.limbs = ARENA_ARRAY(memory, digits.len * 2 / LIMB_DIGITS + 1, uint32_t)};
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        uint64_t carry = (uint64_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        for (uint32_t k = 0; k < total.count; k++, carry /= LIMB) {
            carry += (uint64_t)total.limbs[k] * base;
            total.limbs[k] = (uint32_t)(carry % LIMB);
        }
        if (carry)
            total.limbs[total.count++] = (uint32_t)carry;
    }
    return value_of(memory, total);
}

value number_parse(arena *memory, str digits, unsigned base) {
    if (base != 10)
        return parse_other(memory, digits, base);
    bool negative = digits.len && digits.ptr[0] == '-';
    size_t from = negative;
    while (from + 1 < digits.len && digits.ptr[from] == '0')
        from++;
    str plain = str_slice(digits, from, digits.len);
    if (plain.len <= 18)
        return value_int(strtoll(digits.ptr, NULL, 10)); /* ends at a NUL or non-digit */
    char *copy = arena_alloc(memory, plain.len + 2);
    copy[0] = '-';
    memcpy(copy + negative, plain.ptr, plain.len);
    str limit = negative ? STR("9223372036854775808") : STR("9223372036854775807");
    if (plain.len < limit.len ||
        (plain.len == limit.len && memcmp(plain.ptr, limit.ptr, limit.len) <= 0))
        return value_int(strtoll(copy, NULL, 10));
    return (value){.kind = VALUE_NUMERAL, .len = (uint32_t)plain.len + negative, .as.text = copy};
}

value number_combine(arena *memory, char op, value left, value right) {
    if (left.kind != VALUE_NUMERAL && right.kind != VALUE_NUMERAL) {
        int64_t a = number_small(left), b = number_small(right), result;
        if (op == '+'   ? !__builtin_add_overflow(a, b, &result)
            : op == '-' ? !__builtin_sub_overflow(a, b, &result)
                        : !__builtin_mul_overflow(a, b, &result))
            return value_int(result);
    }
    big a = big_of(memory, left), b = big_of(memory, right);
    return value_of(memory, op == '*'   ? multiply(memory, a, b)
                            : op == '+' ? add(memory, a, b)
                                        : add(memory, a, negated(b)));
}

/* |b| times a limb, with one limb more than b has. */
static big times_limb(arena *memory, const big *b, uint32_t factor) {
    big product = {.limbs = ARENA_ARRAY(memory, b->count + 1, uint32_t), .count = b->count + 1};
    uint64_t carry = 0;
    for (uint32_t i = 0; i < b->count; i++, carry /= LIMB) {
        carry += (uint64_t)b->limbs[i] * factor;
        product.limbs[i] = (uint32_t)(carry % LIMB);
    }
    product.limbs[b->count] = (uint32_t)carry;
    return product;
}

/* |b| divided by a limb, in place; what is left over. */
static uint32_t divide_by_limb(big *b, uint32_t divisor) {
    uint64_t rest = 0;
    for (uint32_t i = b->count; i-- > 0; rest %= divisor) {
        rest = rest * LIMB + b->limbs[i];
        b->limbs[i] = (uint32_t)(rest / divisor);
    }
    trim(b);
    return (uint32_t)rest;
}

/* u -= v * factor, over v's limbs and one more; false when that is below 0 (and wraps around). */
static bool subtract_times(uint32_t *u, const big *v, uint64_t factor) {
    uint64_t carry = 0;
    for (uint32_t i = 0; i <= v->count; i++) {
        carry += i < v->count ? factor * v->limbs[i] : 0;
        uint32_t low = (uint32_t)(carry % LIMB);
        carry = carry / LIMB + (u[i] < low);
        u[i] = u[i] < low ? u[i] + LIMB - low : u[i] - low;
    }
    return carry == 0;
}

static void add_back(uint32_t *u, const big *v) {
    uint32_t carry = 0;
    for (uint32_t i = 0; i <= v->count; i++) {
        u[i] += carry + (i < v->count ? v->limbs[i] : 0);
        carry = u[i] >= LIMB;
        u[i] -= carry ? LIMB : 0;
    }
}

/* The limb that v goes into the limbs from u on, at most two too large. Knuth, 4.3.1, step D3. */
static uint64_t guess_limb(const uint32_t *u, const big *v) {
    uint32_t n = v->count;
    uint64_t top = (uint64_t)u[n] * LIMB + u[n - 1];
    uint64_t limb = top / v->limbs[n - 1], rest = top % v->limbs[n - 1];
    while (rest < LIMB && (limb >= LIMB || limb * v->limbs[n - 2] > rest * LIMB + u[n - 2])) {
        limb--;
        rest += v->limbs[n - 1];
    }
    return limb;
}

/* How often |b| goes into |a|: Knuth, The Art of Computer Programming, 4.3.1, algorithm D. */
static big divide_magnitude(arena *memory, const big *a, const big *b, big *rest) {
    big quotient = {.limbs = ARENA_ARRAY(memory, a->count + 1, uint32_t), .count = a->count};
    if (b->count == 1) {
        memcpy(quotient.limbs, a->limbs, a->count * sizeof *a->limbs);
        *rest = (big){.limbs = ARENA_ARRAY(memory, 1, uint32_t), .count = 1};
        rest->limbs[0] = divide_by_limb(&quotient, b->limbs[0]);
        trim(rest);
        return quotient;
    }
    uint32_t scale = LIMB / (b->limbs[b->count - 1] + 1);
    big u = times_limb(memory, a, scale), v = times_limb(memory, b, scale);
    v.count = b->count; /* the limb more is 0 */
    for (uint32_t i = a->count >= b->count ? a->count - b->count + 1 : 0; i-- > 0;) {
        uint64_t limb = guess_limb(u.limbs + i, &v);
        if (!subtract_times(u.limbs + i, &v, limb)) {
            limb--;
            add_back(u.limbs + i, &v);
        }
        quotient.limbs[i] = (uint32_t)limb;
    }
    trim(&u);
    divide_by_limb(&u, scale);
    *rest = u;
    trim(&quotient);
    return quotient;
}

void number_divide(arena *memory, value left, value right, value *quotient, value *remainder) {
    if (left.kind != VALUE_NUMERAL && right.kind != VALUE_NUMERAL &&
        number_small(left) != INT64_MIN) {
        int64_t a = number_small(left), b = number_small(right), q = a / b, rest = a % b;
        bool adjust = rest != 0 && (rest < 0) != (b < 0);
        *quotient = value_int(q - adjust);
        *remainder = value_int(adjust ? rest + b : rest);
        return;
    }
    big a = big_of(memory, left), b = big_of(memory, right), rest;
    big q = divide_magnitude(memory, &a, &b, &rest);
    bool differ = a.negative != b.negative;
    q.negative = differ && q.count;
    uint32_t one = 1;
    big unit = {.limbs = &one, .count = 1};
    if (differ && rest.count) { /* round down, so that the remainder has the divisor's sign */
        q = add(memory, q, negated(unit));
        big magnitude = b;
        magnitude.negative = false;
        rest = subtract_magnitude(memory, &magnitude, &rest);
    }
    rest.negative = b.negative && rest.count;
    *quotient = value_of(memory, q);
    *remainder = value_of(memory, rest);
}

int number_compare(value left, value right) {
    if (left.kind != VALUE_NUMERAL && right.kind != VALUE_NUMERAL) {
        int64_t a = number_small(left), b = number_small(right);
        return (a > b) - (a < b);
    }
    bool left_negative =
        left.kind == VALUE_NUMERAL ? left.as.text[0] == '-' : number_small(left) < 0;
    bool right_negative =
        right.kind == VALUE_NUMERAL ? right.as.text[0] == '-' : number_small(right) < 0;
    if (left_negative != right_negative)
        return left_negative ? -1 : 1;
    int order = left.kind != VALUE_NUMERAL    ? -1
                : right.kind != VALUE_NUMERAL ? 1
                : left.len != right.len       ? (left.len < right.len ? -1 : 1)
                                              : memcmp(left.as.text, right.as.text, left.len);
    order = (order > 0) - (order < 0);
    return left_negative ? -order : order;
}

int number_compare_float(arena *memory, value integer, double number) {
    value whole;
    if (isnan(number))
        return 2;
    if (!number_from_double(memory, number, &whole))
        return number > 0 ? -1 : 1;
    int order = number_compare(integer, whole);
    double rest = number - trunc(number);
    return order ? order : (rest < 0) - (rest > 0);
}

value number_negate(arena *memory, value v) {
    return number_combine(memory, '-', value_int(0), v);
}

double number_to_double(value v) {
    if (v.kind == VALUE_FLOAT)
        return v.as.number;
    return v.kind == VALUE_NUMERAL ? strtod(v.as.text, NULL) : (double)number_small(v);
}

bool number_from_double(arena *memory, double number, value *out) {
    if (!isfinite(number))
        return false;
    number = trunc(number);
    if (fabs(number) < 9e18) {
        *out = value_int((int64_t)number);
        return true;
    }
    char digits[400];
    int len = snprintf(digits, sizeof digits, "%.0f", number);
    *out = number_parse(memory, (str){digits, (size_t)len}, 10);
    return true;
}

/* By division by a power of the base that fits a limb. */
str number_in_base(arena *memory, value v, unsigned base, bool upper) {
    big b = big_of(memory, v);
    unsigned per_step = 0;
    uint32_t scale = 1;
    for (; scale <= 0xFFFF; per_step++)
        scale *= base;
    size_t size = (size_t)b.count * 30 + per_step + 1, at = size;
    char *digits = arena_alloc(memory, size + 1);
    while (b.count) {
        uint64_t rest = 0;
        for (uint32_t i = b.count; i-- > 0;) {
            rest = rest * LIMB + b.limbs[i];
            b.limbs[i] = (uint32_t)(rest / scale);
            rest %= scale;
        }
        trim(&b);
        for (unsigned i = 0; i < per_step && (rest || b.count); i++, rest /= base)
            digits[--at] = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[rest % base];
    }
    return (str){digits + at, size - at};
}

static size_t digits_of(value v) {
    char digits[24];
    return v.kind == VALUE_NUMERAL
               ? v.len
               : (size_t)snprintf(digits, sizeof digits, "%lld", (long long)number_small(v));
}

/* Where both fit a float exactly, it divides well; else by the digits of the quotient. */
double number_ratio(arena *memory, value left, value right) {
    const double exact = 9007199254740992; /* 2^53 */
    double a = number_to_double(left), b = number_to_double(right);
    if (fabs(a) < exact && fabs(b) < exact)
        return a / b;
    enum { DIGITS = 40 };
    int64_t shift = DIGITS + (int64_t)digits_of(right) - (int64_t)digits_of(left);
    shift = shift < 0 ? 0 : shift;
    buf text = {0};
    buf_add_char(&text, '1');
    buf_add_repeat(&text, '0', (size_t)shift);
    value scale = number_parse(memory, str_dup(memory, buf_str(&text)), 10), quotient, rest;
    bool negative = (a < 0) != (b < 0);
    left = a < 0 ? number_negate(memory, left) : left;
    right = b < 0 ? number_negate(memory, right) : right;
    number_divide(memory, number_combine(memory, '*', left, scale), right, &quotient, &rest);
    bool remains = rest.kind == VALUE_NUMERAL || number_small(rest) != 0;
    text.len = 0;
    if (quotient.kind == VALUE_NUMERAL)
        buf_add_str(&text, value_text(quotient));
    else
        buf_format(&text, "%lld", (long long)number_small(quotient));
    buf_format(&text, "%de-%lld", remains, (long long)shift + 1);
    double result = strtod(str_dup(memory, buf_str(&text)).ptr, NULL);
    buf_free(&text);
    return negative ? -result : result;
}
