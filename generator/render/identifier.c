/* Identifiers; see identifier.h. */
#include "render/identifier.h"

#include "base/buf.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>

static const struct {
    str name;
    char separator;
    bool cut_at_case;
} styles[] = {
    [IDENTIFIER_SNAKE] = {STR_INIT("snake"), '_', true},
    [IDENTIFIER_UPPER_SNAKE] = {STR_INIT("upper_snake"), '_', true},
    [IDENTIFIER_KEBAB] = {STR_INIT("kebab"), '-', true},
    [IDENTIFIER_PASCAL] = {STR_INIT("pascal"), '\0', false},
    [IDENTIFIER_CAMEL] = {STR_INIT("camel"), '\0', false},
    [IDENTIFIER_FLAT] = {STR_INIT("flat"), '\0', false},
};

bool identifier_style_from_name(str name, identifier_style *style) {
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (str_eq(styles[i].name, name)) {
            *style = (identifier_style)i;
            return true;
        }
    }
    return false;
}

/* What signs are called in names that have nothing else; the empty ones only part words. */
static const char *const signs[128] = {
    ['!'] = "not",       ['"'] = "quote", ['#'] = "hash",        ['$'] = "dollar",
    ['%'] = "percent",   ['&'] = "and",   ['\''] = "apostrophe", ['('] = "open",
    [')'] = "close",     ['*'] = "star",  ['+'] = "plus",        [','] = "comma",
    ['-'] = "minus",     ['.'] = "dot",   ['/'] = "slash",       [':'] = "colon",
    [';'] = "semicolon", ['<'] = "less",  ['='] = "equal",       ['>'] = "greater",
    ['?'] = "question",  ['@'] = "at",    ['['] = "open",        ['\\'] = "backslash",
    [']'] = "close",     ['^'] = "caret", ['_'] = "underscore",  ['`'] = "backtick",
    ['{'] = "open",      ['|'] = "pipe",  ['}'] = "close",       ['~'] = "tilde",
};

static bool is_sign(char c) {
    return (unsigned char)c < 128 && signs[(unsigned char)c];
}

/* How many of the first characters are called by their names: all signs, or that of a number. */
static size_t count_signs(str name) {
    size_t count = 0;
    while (count < name.len && (is_sign(name.ptr[count]) || name.ptr[count] == ' '))
        count++;
    if (count == name.len)
        return count;
    bool number = count == 1 && (name.ptr[0] == '-' || name.ptr[0] == '+');
    return number && isdigit((unsigned char)name.ptr[1]) ? 1 : 0;
}

static void write_signs(buf *out, str name, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_sign(name.ptr[i]))
            buf_format(out, "%s ", signs[(unsigned char)name.ptr[i]]);
}

/* The name in ASCII: words apart by one blank, letters outside ASCII spelled as words. */
static void write_ascii(buf *out, str name) {
    size_t at = count_signs(name);
    write_signs(out, name, at);
    while (at < name.len) {
        unsigned char byte = (unsigned char)name.ptr[at];
        uint32_t c;
        if (byte < 0x80) {
            buf_add_char(out, isalnum(byte) ? (char)byte : ' ');
            at++;
        } else if (utf8_next(name, &at, &c)) {
            buf_format(out, " u%04x ", (unsigned)c);
        } else {
            buf_add_char(out, ' ');
            at++;
        }
    }
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Where the case changes: before the B of aB, and before the B of ABc. */
static bool case_changes(str s, size_t at) {
    if (at == 0 || !is_upper(s.ptr[at]))
        return false;
    char before = s.ptr[at - 1];
    if (is_lower_or_digit(before))
        return true;
    bool lower_follows = at + 1 < s.len && s.ptr[at + 1] >= 'a' && s.ptr[at + 1] <= 'z';
    return is_upper(before) && lower_follows;
}

/* The next word at or after *at, which moves behind it; false at the end. */
static bool next_word(str s, size_t *at, bool cut_at_case, str *word) {
    while (*at < s.len && s.ptr[*at] == ' ')
        ++*at;
    size_t from = *at;
    while (*at < s.len && s.ptr[*at] != ' ' && !(cut_at_case && *at > from && case_changes(s, *at)))
        ++*at;
    *word = str_slice(s, from, *at);
    return word->len > 0;
}

/* Lowers the leading run of capitals, up to the capital that begins the next word. */
static void lower_start(buf *word) {
    for (size_t i = 0; i < word->len && is_upper(word->ptr[i]); i++) {
        bool begins_word = i > 0 && i + 1 < word->len && !is_upper(word->ptr[i + 1]) &&
                           isalpha((unsigned char)word->ptr[i + 1]);
        if (begins_word)
            break;
        word->ptr[i] = (char)tolower((unsigned char)word->ptr[i]);
    }
}

static void add_word(buf *out, str word, identifier_style style) {
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        if (style == IDENTIFIER_UPPER_SNAKE)
            c = (unsigned char)toupper(c);
        else if (style == IDENTIFIER_PASCAL || style == IDENTIFIER_CAMEL)
            c = i == 0 ? (unsigned char)toupper(c) : c;
        else
            c = (unsigned char)tolower(c);
        buf_add_char(out, (char)c);
    }
}

str identifier_make(arena *a, str name, identifier_style style) {
    buf ascii = {0}, out = {0};
    write_ascii(&ascii, name);
    size_t at = 0;
    str word;
    while (next_word(buf_str(&ascii), &at, styles[style].cut_at_case, &word)) {
        if (out.len && styles[style].separator)
            buf_add_char(&out, styles[style].separator);
        add_word(&out, word, style);
    }
    if (style == IDENTIFIER_CAMEL)
        lower_start(&out);
    str result = str_dup(a, buf_str(&out));
    buf_free(&ascii);
    buf_free(&out);
    return result;
}

str identifier_valid(arena *a, str identifier, str fallback) {
    if (identifier.len == 0)
        return fallback;
    if (isdigit((unsigned char)identifier.ptr[0]))
        return str_format(a, "_%.*s", STR_ARG(identifier));
    return identifier;
}
