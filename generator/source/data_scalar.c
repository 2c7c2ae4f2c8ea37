/* Plain scalars of YAML 1.1, by the rules of PyYAML's resolver; see data.h. */
#include "source/data.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { LONGEST_NUMBER = 4096 };

static bool is_word(str text, const char *words) {
    while (*words) {
        size_t len = strlen(words);
        if (text.len == len && memcmp(text.ptr, words, len) == 0)
            return true;
        words += len + 1;
    }
    return false;
}

/* Bytes of `set` from `at` on. */
static size_t skip(str s, size_t at, const char *set) {
    while (at < s.len && s.ptr[at] && strchr(set, s.ptr[at]))
        at++;
    return at;
}

static size_t sign_of(str s) {
    return s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
}

/* (:[0-5]?[0-9])+ from `at` to the end that it returns; `at` when there is none. */
static size_t skip_sixtieths(str s, size_t at) {
    while (at + 1 < s.len && s.ptr[at] == ':') {
        size_t end = skip(s, at + 1, "0123456789");
        if (end == at + 1 || end > at + 3 || (end == at + 3 && s.ptr[at + 1] > '5'))
            break;
        at = end;
    }
    return at;
}

static const char digits_[] = "0123456789_";

static bool is_float(str s) {
    size_t sign = sign_of(s), at = skip(s, sign, digits_);
    str rest = str_slice(s, sign, s.len);
    if (is_word(rest, ".inf\0.Inf\0.INF\0") || is_word(s, ".nan\0.NaN\0.NAN\0"))
        return true;
    bool whole = at > sign && s.ptr[sign] != '_';
    size_t sixtieths = skip_sixtieths(s, at);
    if (whole && sixtieths > at)
        return sixtieths < s.len && s.ptr[sixtieths] == '.' &&
               skip(s, sixtieths + 1, digits_) == s.len;
    if (at == s.len || s.ptr[at] != '.' || (!whole && (at > 0 || s.len < 2 || s.ptr[1] == '_')))
        return false;
    size_t end = skip(s, at + 1, digits_);
    if (!whole && end == at + 1)
        return false;
    if (end < s.len && (s.ptr[end] | 0x20) == 'e') {
        size_t power = end + 2;
        if (power >= s.len || (s.ptr[end + 1] != '-' && s.ptr[end + 1] != '+'))
            return false;
        return skip(s, power, "0123456789") == s.len;
    }
    return end == s.len;
}

/* The base of an integer: 2, 8, 10, 16, or 60; 0 when it is none. */
static unsigned integer_base(str s) {
    str n = str_slice(s, sign_of(s), s.len);
    if (n.len == 0)
        return 0;
    if (str_starts(n, STR("0b")) && n.len > 2 && skip(n, 2, "01_") == n.len)
        return 2;
    if (str_starts(n, STR("0x")) && n.len > 2 && skip(n, 2, "0123456789abcdefABCDEF_") == n.len)
        return 16;
    if (n.ptr[0] == '0' && n.len > 1)
        return skip(n, 1, "01234567_") == n.len ? 8 : 0;
    if (n.ptr[0] < '0' || n.ptr[0] > '9')
        return 0;
    size_t end = skip(n, 0, digits_), sixtieths = skip_sixtieths(n, end);
    return end == n.len ? 10 : sixtieths == n.len && sixtieths > end && n.ptr[0] != '0' ? 60 : 0;
}

/* The text without underscores, sign and leading zeros; NULL when it is too long. */
static char *plain_digits(arena *a, str s, bool *negative) {
    char *out = arena_alloc(a, s.len + 2);
    size_t len = 0;
    *negative = s.ptr[0] == '-';
    if (s.len > LONGEST_NUMBER)
        return NULL;
    for (size_t i = sign_of(s); i < s.len; i++)
        if (s.ptr[i] != '_' && (len || s.ptr[i] != '0' || i + 1 == s.len))
            out[len++] = s.ptr[i];
    if (len == 0)
        out[len++] = '0';
    return out;
}

static double sixtieths_value(const char *text) {
    double total = 0;
    for (char *end; *text; text = end + (*end == ':'))
        total = total * 60 + strtod(text, &end);
    return total;
}

static value radix_value(char *digits, unsigned base, bool negative, bool *ok) {
    errno = 0;
    size_t prefix = base == 8 ? 0 : 1; /* the b or x: the zero before it is gone */
    char *end;
    unsigned long long number = strtoull(digits + prefix, &end, (int)base);
    *ok = errno == 0 && *end == '\0' && end > digits + prefix && number <= INT64_MAX;
    return value_int(negative ? -(int64_t)number : (int64_t)number);
}

static value integer_value(arena *a, str s, unsigned base, bool *ok) {
    bool negative;
    char *digits = plain_digits(a, s, &negative);
    *ok = digits != NULL;
    if (!digits)
        return value_null();
    if (base == 60) {
        double total = sixtieths_value(digits);
        *ok = total < 9e15;
        return value_int((int64_t)(*ok ? negative ? -total : total : 0));
    }
    if (base != 10)
        return radix_value(digits, base, negative, ok);
    size_t len = strlen(digits);
    memmove(digits + negative, digits, len + 1);
    if (negative)
        digits[0] = '-';
    errno = 0;
    long long number = strtoll(digits, NULL, 10);
    return errno ? (value){.kind = VALUE_NUMERAL,
                           .len = (uint32_t)(len + negative),
                           .as.text = digits}
                 : value_int(number);
}

static value float_value(arena *a, str s, bool *ok) {
    bool negative;
    str n = str_slice(s, sign_of(s), s.len);
    char *digits = plain_digits(a, s, &negative);
    *ok = digits != NULL;
    double number = !digits                                                ? 0
                    : n.len && n.ptr[0] == '.' && (n.ptr[1] | 0x20) == 'i' ? HUGE_VAL
                    : n.len && n.ptr[0] == '.' && (n.ptr[1] | 0x20) == 'n' ? (double)NAN
                    : strchr(digits, ':')                                  ? sixtieths_value(digits)
                                                                           : strtod(digits, NULL);
    return value_float(negative ? -number : number);
}

value data_scalar(arena *a, str text, bool *ok) {
    *ok = true;
    if (text.len == 0 || is_word(text, "~\0null\0Null\0NULL\0"))
        return value_null();
    if (is_word(text, "yes\0Yes\0YES\0true\0True\0TRUE\0on\0On\0ON\0"))
        return value_bool(true);
    if (is_word(text, "no\0No\0NO\0false\0False\0FALSE\0off\0Off\0OFF\0"))
        return value_bool(false);
    char first = text.ptr[0];
    if ((first >= '0' && first <= '9') || strchr("+-.", first)) {
        if (is_float(text))
            return float_value(a, text, ok);
        unsigned base = integer_base(text);
        if (base)
            return integer_value(a, text, base, ok);
    }
    return value_str(text);
}
