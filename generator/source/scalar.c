/* Scalars of the core schema, and exact decimals; see scalar.h. */
#include "source/scalar.h"

enum {
    LONGEST_RADIX = 256,       /* digits after 0x and 0o; longer ones are text */
    LARGEST_EXPONENT = 1 << 28 /* larger ones count as this, far beyond any type's range */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t skip_digits(str s, size_t at) {
    while (at < s.len && is_digit(s.ptr[at]))
        at++;
    return at;
}

static bool is_one_of(str text, const char *const words[3]) {
    for (size_t i = 0; i < 3; i++)
        if (text.len == strlen(words[i]) && memcmp(text.ptr, words[i], text.len) == 0)
            return true;
    return false;
}

static bool is_null(str text) {
    static const char *const words[3] = {"null", "Null", "NULL"};
    return text.len == 0 || (text.len == 1 && text.ptr[0] == '~') || is_one_of(text, words);
}

static bool is_bool(str text, bool *yes_or_no) {
    static const char *const yes[3] = {"true", "True", "TRUE"};
    static const char *const no[3] = {"false", "False", "FALSE"};
    *yes_or_no = is_one_of(text, yes);
    return *yes_or_no || is_one_of(text, no);
}

static bool is_special_float(str text) {
    static const char *const infinity[3] = {".inf", ".Inf", ".INF"};
    static const char *const nan[3] = {".nan", ".NaN", ".NAN"};
    bool sign = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');
    return is_one_of(str_slice(text, sign, text.len), infinity) || is_one_of(text, nan);
}

static int digit_value(char c) {
    return is_digit(c)              ? c - '0'
           : (c >= 'a' && c <= 'f') ? c - 'a' + 10
           : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                    : 16;
}

/* 0x… and 0o… of any size, by long multiplication in decimal. */
static bool read_radix(arena *a, str text, str *out) {
    if (text.len < 3 || text.len > LONGEST_RADIX || text.ptr[0] != '0' ||
        (text.ptr[1] != 'x' && text.ptr[1] != 'o'))
        return false;
    int radix = text.ptr[1] == 'x' ? 16 : 8;
    char digits[2 * LONGEST_RADIX];
    size_t count = 1; /* the last `count` of them */
    char *end = digits + sizeof digits;
    end[-1] = 0;
    for (size_t i = 2; i < text.len; i++) {
        int carry = digit_value(text.ptr[i]);
        if (carry >= radix)
            return false;
        for (char *p = end - 1; p >= end - count; p--) {
            carry += *p * radix;
            *p = (char)(carry % 10);
            carry /= 10;
        }
        for (; carry; carry /= 10)
            end[-(ptrdiff_t)++count] = (char)(carry % 10);
    }
    for (size_t i = 1; i <= count; i++)
        end[-(ptrdiff_t)i] = (char)(end[-(ptrdiff_t)i] + '0');
    *out = str_dup(a, (str){end - count, count});
    return true;
}

/* [-+]?[0-9]+ without the plus and needless zeros; the text is borrowed when it is in that form. */
static str canonical_int(arena *a, str text) {
    bool negative = text.ptr[0] == '-';
    size_t at = negative || text.ptr[0] == '+';
    while (at + 1 < text.len && text.ptr[at] == '0')
        at++;
    if (!negative || (text.ptr[at] == '0' && at + 1 == text.len))
        return str_slice(text, at, text.len);
    return at == 1 ? text : str_format(a, "-%.*s", STR_ARG(str_slice(text, at, text.len)));
}

/* The kind of [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?, NODE_STRING for all else. */
static node_kind number_kind(str text) {
    size_t at = text.ptr[0] == '-' || text.ptr[0] == '+';
    size_t whole = skip_digits(text, at);
    size_t digits = whole - at;
    at = whole;
    node_kind kind = NODE_INT;
    if (at < text.len && text.ptr[at] == '.') {
        size_t end = skip_digits(text, at + 1);
        digits += end - at - 1;
        at = end;
        kind = NODE_FLOAT;
    }
    if (digits == 0)
        return NODE_STRING;
    if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
        at++;
        if (at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+'))
            at++;
        if (at == text.len || !is_digit(text.ptr[at]))
            return NODE_STRING;
        at = skip_digits(text, at);
        kind = NODE_FLOAT;
    }
    return at == text.len ? kind : NODE_STRING;
}

void scalar_resolve(arena *a, node *n, str text) {
    n->as.text = text;
    n->kind = NODE_STRING;
    char first = text.len ? text.ptr[0] : '~';
    if (is_digit(first) || first == '-' || first == '+' || first == '.') {
        str decimal_form;
        if (read_radix(a, text, &decimal_form)) {
            n->kind = NODE_INT;
            n->as.text = decimal_form;
            return;
        }
        n->kind = is_special_float(text) ? NODE_FLOAT : (uint8_t)number_kind(text);
        if (n->kind == NODE_INT)
            n->as.text = canonical_int(a, text);
    } else if (first == '~' || first == 'n' || first == 'N') {
        n->kind = is_null(text) ? NODE_NULL : NODE_STRING;
    } else if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
        n->kind = is_bool(text, &n->boolean) ? NODE_BOOL : NODE_STRING;
    }
}

static int64_t read_exponent(str text, size_t at) {
    bool negative = at < text.len && text.ptr[at] == '-';
    at += negative || (at < text.len && text.ptr[at] == '+');
    int64_t number = 0;
    for (; at < text.len && number < LARGEST_EXPONENT; at++)
        number = number * 10 + (text.ptr[at] - '0');
    return negative ? -number : number;
}

bool decimal_read(str text, decimal *out) {
    if (text.len == 0 || is_special_float(text))
        return false;
    *out = (decimal){.text = text, .negative = text.ptr[0] == '-', .zero = true};
    size_t point = text.len, at = text.ptr[0] == '-' || text.ptr[0] == '+';
    for (; at < text.len && text.ptr[at] != 'e' && text.ptr[at] != 'E'; at++) {
        if (text.ptr[at] == '.') {
            point = at;
        } else if (text.ptr[at] != '0') {
            out->first = out->zero ? at : out->first;
            out->last = at;
            out->zero = false;
        }
    }
    int64_t power = (int64_t)(point < at ? point : at) - (int64_t)out->last;
    out->exponent = (power > 0 ? power - 1 : power) + read_exponent(text, at + 1);
    return true;
}

/* The power of ten of the first digit. */
static int64_t first_power(const decimal *d) {
    size_t len = d->last - d->first;
    return d->exponent + (int64_t)len - (memchr(d->text.ptr + d->first, '.', len) != NULL);
}

/* Of numbers that are not 0, without their signs. The digit at `last` is none but 0. */
static int compare_magnitudes(const decimal *a, const decimal *b) {
    int64_t power = first_power(a), other = first_power(b);
    if (power != other)
        return power < other ? -1 : 1;
    size_t i = a->first, j = b->first;
    while (i <= a->last && j <= b->last) {
        i += a->text.ptr[i] == '.';
        j += b->text.ptr[j] == '.';
        char digit = a->text.ptr[i++], other_digit = b->text.ptr[j++];
        if (digit != other_digit)
            return digit < other_digit ? -1 : 1;
    }
    return (i <= a->last) - (j <= b->last);
}

int decimal_compare(const decimal *a, const decimal *b) {
    int sign = a->zero ? 0 : a->negative ? -1 : 1, other = b->zero ? 0 : b->negative ? -1 : 1;
    if (sign != other || sign == 0)
        return (sign > other) - (sign < other);
    return sign * compare_magnitudes(a, b);
}

bool decimal_truncate(const decimal *number, uint64_t *out) {
    *out = 0;
    if (number->zero)
        return true;
    int64_t power = first_power(number);
    if (power > 19)
        return false;
    for (size_t i = number->first; power >= 0; i++) {
        char c = i <= number->last ? number->text.ptr[i] : '0';
        if (c == '.')
            continue;
        uint64_t digit = (uint64_t)(c - '0');
        if (*out > (UINT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
        power--;
    }
    return true;
}

bool decimal_uint64(const decimal *number, uint64_t *out) {
    return (number->zero || number->exponent >= 0) && decimal_truncate(number, out);
}
