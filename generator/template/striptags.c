/*
 * The text of a piece of HTML: without comments and tags, white space as single blanks, and
 * character references resolved, as Markup.striptags() and html.unescape() of Python do it; see
 * table.h.
 */
#include "template/builtin.h"
#include "template/table.h"

#include <ctype.h>

typedef struct entity {
    const char *name, *text;
} entity;

#include "template/entities.inc"

enum { LONGEST_NAME = 32 /* characters */ };

static size_t skip_tag(str s, size_t at, bool comment) {
    str end = comment ? STR("-->") : STR(">");
    size_t found = str_find(s, at + (comment ? 4 : 1), end);
    return found < s.len ? found + end.len : at;
}

/* Comments or tags of the text, taken out. */
static void drop(buf *out, str s, bool comments) {
    str open = comments ? STR("<!--") : STR("<");
    bool closed = true;
    for (size_t at = 0; at < s.len;) {
        size_t begin = closed ? str_find(s, at, open) : s.len;
        buf_add(out, s.ptr + at, begin - at);
        if (begin >= s.len)
            return;
        at = skip_tag(s, begin, comments);
        closed = at > begin; /* where this one has no end, none behind it has */
    }
}

/* White space as single blanks, and none at the ends. */
static void join_words(buf *out, str s) {
    s = strip(s, NULL, true, true);
    for (size_t at = 0; at < s.len;) {
        size_t space = unicode_leading_space(str_slice(s, at, s.len));
        if (space)
            buf_add_char(out, ' ');
        else
            buf_add_char(out, s.ptr[at]);
        at += space ? space : 1;
    }
}

/* --- Character references --- */

/* What a number stands for in HTML 5: 0x80 to 0x9F are read as windows-1252. */
static uint32_t character_of(uint32_t c) {
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (c >= 0x80 && c <= 0x9F)
        return windows[c - 0x80];
    return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c;
}

/* Control characters, and what Unicode says are no characters, stand for nothing. */
static bool is_nothing(uint32_t c) {
    return (c < 0x20 && !strchr("\t\n\f\r", (int)c)) || c == 0x7F || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

/* &#65; or &#x41; of which the `;` may lack: the bytes it takes, 0 where it is none. */
static size_t put_number(buf *out, str s) {
    const bool hex = s.len > 2 && (s.ptr[2] | 0x20) == 'x';
    const size_t from = hex ? 3 : 2;
    size_t at = from;
    uint32_t number = 0;
    for (; at < s.len; at++) {
        const unsigned char c = (unsigned char)s.ptr[at];
        if (!(hex ? isxdigit(c) : isdigit(c)))
            break;
        const uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (c | 0x20U) - 'a' + 10;
        if (number <= 0x10FFFF)
            number = number * (hex ? 16 : 10) + digit;
    }
    if (at == from)
        return 0;
    if (number == 0 || !is_nothing(number)) {
        char bytes[4];
        buf_add(out, bytes, utf8_put(bytes, character_of(number)));
    }
    return at + (at < s.len && s.ptr[at] == ';');
}

static const char *find_entity(str name) {
    size_t low = 0, high = sizeof entities / sizeof *entities;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(name, str_from(entities[middle].name));
        if (order == 0)
            return entities[middle].text;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool ends_name(char c) {
    return c && strchr("\t\n\f <&#;", c);
}

/* &name; or the longest name that it begins with: the bytes it takes, 0 where it is none. */
static size_t put_named(buf *out, str s) {
    size_t end = 1;
    for (int i = 0; i < LONGEST_NAME && end < s.len && !ends_name(s.ptr[end]); i++)
        unicode_next(s, &end);
    end += end < s.len && s.ptr[end] == ';';
    for (; end > 2; end--) {
        const char *text = find_entity(str_slice(s, 1, end));
        if (text) {
            buf_add_str(out, str_from(text));
            return end;
        }
    }
    return 0;
}

static void put_resolved(buf *out, str s) {
    for (size_t at = 0, taken; at < s.len; at += taken) {
        str rest = str_slice(s, at, s.len);
        taken = 0;
        if (s.ptr[at] == '&')
            taken =
                rest.len > 1 && rest.ptr[1] == '#' ? put_number(out, rest) : put_named(out, rest);
        if (!taken) {
            taken = s.ptr[at] == '&' ? 1 : str_find_char(rest, 0, '&');
            buf_add(out, rest.ptr, taken);
        }
    }
}

void striptags(buf *out, str s) {
    buf plain = {0}, untagged = {0}, words = {0};
    drop(&plain, s, true);
    drop(&untagged, buf_str(&plain), false);
    join_words(&words, buf_str(&untagged));
    put_resolved(out, buf_str(&words));
    buf_free(&plain);
    buf_free(&untagged);
    buf_free(&words);
}
