/*
 * Escapes and classes of a pattern (ECMA-262, sections 22.2.1 and B.1.2).
 */
#include "pattern/reader.h"

#include "base/text.h"

static bool malformed(pattern_reader *r, size_t offset, str message) {
    return pattern_fail(r, PATTERN_MALFORMED, offset, message);
}

static int hex_value(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Exactly `count` hexadecimal digits; nothing is read when they are not there. */
static bool read_hex(pattern_reader *r, size_t count, uint32_t *c) {
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        int digit = r->at + i < r->source.len ? hex_value(r->source.ptr[r->at + i]) : -1;
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    r->at += count;
    *c = value;
    return true;
}

/* {hex digits}, behind \u. */
static bool read_braced(pattern_reader *r, uint32_t *c) {
    size_t start = r->at++;
    uint32_t value = 0, digit;
    while (read_hex(r, 1, &digit) && value <= CODE_POINT_MAX)
        value = value << 4 | digit;
    if (!pattern_at(r, '}') || r->at == start + 1 || value > CODE_POINT_MAX)
        return malformed(r, start, STR("\\u{…} takes a code point in hexadecimal, at most 10FFFF"));
    r->at++;
    *c = value;
    return true;
}

/* Behind \u: four digits, a pair of surrogates, or braces. */
bool pattern_read_unicode(pattern_reader *r, uint32_t *c) {
    size_t start = r->at;
    if (pattern_at(r, '{'))
        return read_braced(r, c);
    if (!read_hex(r, 4, c))
        return malformed(r, start, STR("\\u takes four hexadecimal digits, or {…}"));
    if (*c >= 0xD800 && *c <= 0xDBFF &&
        str_starts(str_slice(r->source, r->at, r->source.len), STR("\\u"))) {
        size_t before = r->at;
        uint32_t low;
        r->at += 2;
        if (read_hex(r, 4, &low) && low >= 0xDC00 && low <= 0xDFFF)
            *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
        else
            r->at = before;
    }
    return true;
}

/* Behind \p or \P. */
static bool read_property(pattern_reader *r, bool negated, pattern_set *set) {
    size_t start = r->at, end = str_find_char(r->source, start, '}');
    if (!pattern_at(r, '{') || end == r->source.len)
        return malformed(r, start, STR("\\p takes a property in braces, as \\p{L}"));
    pattern_set found = {0};
    str message = {0};
    if (!pattern_set_of_property(r->a, str_slice(r->source, start + 1, end), &found, &message))
        return malformed(r, start + 1, message);
    if (negated)
        found = pattern_set_inverse(r->a, &found);
    pattern_set_join(r->a, set, &found);
    r->at = end + 1;
    return true;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* An escape of a letter or digit that stands for one character. */
static bool read_letter_escape(pattern_reader *r, bool in_class, uint32_t *c) {
    static const char controls[] = "t\tn\nv\vf\fr\r";
    size_t start = r->at - 1;
    char letter = r->source.ptr[r->at++];
    const char *control = strchr(controls, letter);
    if (control && is_letter(*control)) {
        *c = (uint32_t)control[1];
        return true;
    }
    char next = r->at < r->source.len ? r->source.ptr[r->at] : 0;
    if (letter == 'u')
        return pattern_read_unicode(r, c);
    if (letter == 'x')
        return read_hex(r, 2, c) || malformed(r, start, STR("\\x takes two hexadecimal digits"));
    if (letter == 'c' && is_letter(next)) {
        r->at++;
        *c = (uint32_t)next & 31;
        return true;
    }
    if ((letter == '0' && !(next >= '0' && next <= '9')) || (letter == 'b' && in_class)) {
        *c = letter == '0' ? 0 : '\b';
        return true;
    }
    return malformed(r, start,
                     letter == 'A' ? STR("\\A is not of ECMA-262; write ^")
                     : letter == 'Z' || letter == 'z'
                         ? STR("\\Z and \\z are not of ECMA-262; write $")
                     : letter >= '0' && letter <= '9'
                         ? STR("octal escapes are not of ECMA-262; write \\xHH")
                         : str_format(r->a, "there is no escape \\%c in ECMA-262", letter));
}

bool pattern_read_escape(pattern_reader *r, bool in_class, pattern_set *set, uint32_t *c) {
    if (r->at == r->source.len)
        return malformed(r, r->at - 1, STR("a backslash at the end escapes nothing; write \\\\"));
    char letter = r->source.ptr[r->at];
    *c = PATTERN_NO_CHARACTER;
    if (letter == 'p' || letter == 'P') {
        r->at++;
        return read_property(r, letter == 'P', set);
    }
    char lower = (char)(letter | 32);
    if (lower == 'd' || lower == 'w' || lower == 's') {
        pattern_set found = pattern_set_of_escape(r->a, lower);
        if (letter != lower)
            found = pattern_set_inverse(r->a, &found);
        pattern_set_join(r->a, set, &found);
        r->at++;
        return true;
    }
    if (is_letter(letter) || (letter >= '0' && letter <= '9')) {
        if (!read_letter_escape(r, in_class, c))
            return false;
    } else {
        utf8_next(r->source, &r->at, c);
    }
    pattern_set_add(r->a, set, *c, *c);
    return true;
}

/* One member of a class: a character or an escape. It is added to the set. */
static bool read_atom(pattern_reader *r, pattern_set *set, uint32_t *c) {
    if (pattern_eat(r, '\\'))
        return pattern_read_escape(r, true, set, c);
    utf8_next(r->source, &r->at, c);
    pattern_set_add(r->a, set, *c, *c);
    return true;
}

/* A member, and the range that it may be the start of. */
static bool read_member(pattern_reader *r, pattern_set *set) {
    size_t start = r->at;
    uint32_t first, last;
    if (!read_atom(r, set, &first))
        return false;
    bool is_range =
        pattern_at(r, '-') && r->at + 1 < r->source.len && r->source.ptr[r->at + 1] != ']';
    if (!is_range)
        return true;
    r->at++;
    if (!read_atom(r, set, &last))
        return false;
    if (first == PATTERN_NO_CHARACTER || last == PATTERN_NO_CHARACTER) {
        pattern_set_add(r->a, set, '-', '-');
        return true;
    }
    if (first > last)
        return malformed(r, start,
                         str_format(r->a, "the range %.*s is out of order",
                                    STR_ARG(str_slice(r->source, start, r->at))));
    pattern_set_add(r->a, set, first, last);
    return true;
}

bool pattern_read_class(pattern_reader *r, pattern_set *set) {
    size_t start = r->at - 1;
    bool negated = pattern_eat(r, '^');
    while (r->at < r->source.len && !pattern_at(r, ']'))
        if (!read_member(r, set))
            return false;
    if (!pattern_eat(r, ']'))
        return malformed(r, start, STR("the class has no end; write ]"));
    if (negated)
        *set = pattern_set_inverse(r->a, set);
    return true;
}
