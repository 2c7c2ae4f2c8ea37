/* Literals of expressions: escapes in strings, integers of four bases, floats. */
#include "template/parser.h"

#include "base/memory.h"
#include "template/number.h"

#include <stdlib.h>

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Exactly `count` hex digits at *at, which moves behind them. */
static bool read_hex(str s, size_t *at, unsigned count, uint32_t *code_point) {
    *code_point = 0;
    for (unsigned i = 0; i < count; i++, ++*at) {
        int digit = *at < s.len ? hex_digit(s.ptr[*at]) : -1;
        if (digit < 0)
            return false;
        *code_point = *code_point << 4 | (uint32_t)digit;
    }
    return *code_point <= 0x10FFFF && (*code_point < 0xD800 || *code_point > 0xDFFF);
}

static uint32_t read_octal(str s, size_t *at) {
    uint32_t code_point = 0;
    for (int i = 0; i < 3 && *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '7'; i++)
        code_point = code_point * 8 + (uint32_t)(s.ptr[(*at)++] - '0');
    return code_point;
}

/* The escape behind a backslash; unknown ones stay as they are, as in Python. */
static bool put_escape(str s, size_t *at, buf *out) {
    static const char letters[] = "\\'\"abfnrtv", meant[] = "\\'\"\a\b\f\n\r\t\v";
    char c = s.ptr[*at], bytes[4];
    uint32_t code_point;
    const char *simple = memchr(letters, c, sizeof letters - 1);
    if (simple) {
        buf_add_char(out, meant[simple - letters]);
        ++*at;
        return true;
    }
    if (c == '\n') {
        ++*at;
        return true;
    }
    if (c >= '0' && c <= '7') {
        code_point = read_octal(s, at);
    } else if (c == 'x' || c == 'u' || c == 'U') {
        ++*at;
        if (!read_hex(s, at, c == 'x' ? 2 : c == 'u' ? 4 : 8, &code_point))
            return false;
    } else if (c == 'N') {
        return false;
    } else {
        buf_add_char(out, '\\');
        return true;
    }
    buf_add(out, bytes, utf8_put(bytes, code_point));
    return true;
}

bool literal_string(parser *p, const token *t, buf *out) {
    str s = t->text;
    for (size_t at = 0; at < s.len;) {
        size_t next = str_find_char(s, at, '\\');
        buf_add(out, s.ptr + at, next - at);
        at = next + 1;
        if (next < s.len && !put_escape(s, &at, out)) {
            token bad = {TOKEN_STRING, t->from + 1 + (uint32_t)next, t->from + 3 + (uint32_t)next,
                         STR("")};
            parser_fail(p, &bad, CODE_TEMPLATE_SYNTAX, "this is no character escape");
            return false;
        }
    }
    return true;
}

value literal_number(parser *p, const token *t) {
    char *digits = arena_alloc(p->env->memory, t->text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < t->text.len; i++)
        if (t->text.ptr[i] != '_')
            digits[len++] = t->text.ptr[i];
    if (t->kind == TOKEN_FLOAT)
        return value_float(strtod(digits, NULL));
    char base = len > 1 ? (char)(digits[1] | 0x20) : 0;
    if (base == 'x' || base == 'o' || base == 'b')
        return number_parse(p->env->memory, (str){digits + 2, len - 2},
                            base == 'x'   ? 16
                            : base == 'o' ? 8
                                          : 2);
    return number_parse(p->env->memory, (str){digits, len}, 10);
}
