/* A JSON reader for the builder (RFC 8259); see readers.h. */
#include "base/text.h"
#include "source/build.h"
#include "source/readers.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct reader {
    builder build;
    diagnostics *d;
    const source_file *file;
    const char *at, *end;
    const char *line_start;
    uint32_t line;
    uint32_t wide; /* bytes of this line, up to `at`, that start no code point */
    bool quiet;
} reader;

/* Error places are counted anew, from the byte; the counters are for nodes. */
__attribute__((format(printf, 3, 4))) static bool fail(reader *r, const char *at,
                                                       const char *format, ...) {
    r->build.failed = true;
    if (r->quiet)
        return false;
    va_list args;
    va_start(args, format);
    char message[160];
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    size_t from = (size_t)(at - r->file->text.ptr);
    size_t to = from;
    uint32_t c;
    if (!utf8_next(r->file->text, &to, &c))
        to = from;
    diag_report(r->d, CODE_JSON_SYNTAX, span_of_bytes(r->file, from, to), "%s", message);
    return false;
}

/* What stands here instead of what JSON has, where it is written that way elsewhere. */
static bool fail_at(reader *r, const char *expected) {
    const str rest = {r->at, (size_t)(r->end - r->at)};
    const char first = rest.len ? *rest.ptr : 0;
    if (str_starts(rest, STR("//")) || str_starts(rest, STR("/*")) || first == '#')
        return fail(r, r->at, "JSON has no comments: take it out");
    if (first == '\'')
        return fail(r, r->at, "JSON has no single quotes: write double ones");
    const char *last = r->at;
    while (last > r->file->text.ptr && strchr(" \t\r\n", last[-1]))
        last--;
    if ((first == '}' || first == ']') && last > r->file->text.ptr && last[-1] == ',')
        return fail(r, last - 1, "no comma can stand before `%c`: take it out", first);
    return fail(r, r->at, "%s", expected);
}

static uint32_t column(const reader *r, const char *at) {
    return (uint32_t)(at - r->line_start) - r->wide + 1;
}

/* From `start`, which stands at `start_column` of this line, to here. */
static span since(const reader *r, uint32_t start_column) {
    return (span){r->file, r->line, start_column, r->line, column(r, r->at)};
}

static void skip_space(reader *r) {
    for (; r->at < r->end; r->at++) {
        if (*r->at == '\n') {
            r->line++;
            r->line_start = r->at + 1;
            r->wide = 0;
        } else if (*r->at != ' ' && *r->at != '\t' && *r->at != '\r') {
            return;
        }
    }
}

static bool is_digit(const reader *r) {
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

static bool take(reader *r, char c) {
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

static bool skip_digits(reader *r) {
    if (!is_digit(r))
        return false;
    while (is_digit(r))
        r->at++;
    return true;
}

static bool read_number(reader *r, node *n) {
    const char *start = r->at;
    n->kind = NODE_INT;
    take(r, '-');
    if (!take(r, '0') && !skip_digits(r))
        return fail(r, r->at, "expected a digit after `-`");
    if (is_digit(r))
        return fail(r, start, "a JSON number has no zeros at its front");
    if (take(r, '.')) {
        n->kind = NODE_FLOAT;
        if (!skip_digits(r))
            return fail(r, r->at, "expected a digit after the point");
    }
    if (take(r, 'e') || take(r, 'E')) {
        n->kind = NODE_FLOAT;
        if (!take(r, '-'))
            take(r, '+');
        if (!skip_digits(r))
            return fail(r, r->at, "expected a digit in the exponent");
    }
    n->as.text = (str){start, (size_t)(r->at - start)};
    if (n->kind == NODE_INT && str_eq(n->as.text, STR("-0")))
        n->as.text = STR("0");
    return true;
}

static bool read_hex4(const char *at, const char *end, uint32_t *out) {
    *out = 0;
    for (int i = 0; i < 4; i++, at++) {
        char c = at < end ? *at : ' ';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *out = *out << 4 | digit;
    }
    return true;
}

/* The escape at *at, behind its backslash; moves on, and writes what it stands for. */
static bool read_escape(reader *r, const char **at, const char *end, char **out) {
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *backslash = *at - 1;
    char c = *(*at)++;
    const char *found = c ? strchr(letters, c) : NULL;
    if (found) {
        *(*out)++ = meanings[found - letters];
        return true;
    }
    uint32_t code, low;
    if (c != 'u' || !read_hex4(*at, end, &code))
        return fail(r, backslash, "unknown escape: write `\\\\` for a backslash");
    *at += 4;
    if (code >= 0xD800 && code <= 0xDBFF && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u' &&
        read_hex4(*at + 2, end, &low) && low >= 0xDC00 && low <= 0xDFFF) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        *at += 6;
    }
    if (code >= 0xD800 && code <= 0xDFFF)
        return fail(r, backslash, "this escape is half of a surrogate pair, and no character");
    *out += utf8_put(*out, code);
    return true;
}

static bool decode(reader *r, str raw, str *text) {
    char *decoded = arena_alloc(r->build.memory, raw.len + 1), *out = decoded;
    const char *at = raw.ptr, *end = raw.ptr + raw.len;
    while (at < end) {
        if (*at != '\\')
            *out++ = *at++;
        else if (at++, !read_escape(r, &at, end, &out))
            return false;
    }
    *text = (str){decoded, (size_t)(out - decoded)};
    return true;
}

static bool read_string(reader *r, str *text) {
    const char *quote = r->at++, *start = r->at;
    bool escapes = false;
    for (;; r->at++) {
        if (r->at == r->end)
            return fail(r, quote, "the string has no closing quote");
        unsigned char c = (unsigned char)*r->at;
        if (c == '"')
            break;
        if (c < 0x20)
            return fail(r, r->at, "a control character can't stand in a string: write \\u%04x", c);
        r->wide += (c & 0xC0) == 0x80;
        if (c == '\\') {
            escapes = true;
            r->at += r->end - r->at > 1;
        }
    }
    *text = (str){start, (size_t)(r->at - start)};
    r->at++;
    return !escapes || decode(r, *text, text);
}

static bool read_word(reader *r, node *n) {
    static const struct {
        str word;
        node_kind kind;
        bool value;
    } words[] = {{STR_INIT("true"), NODE_BOOL, true},
                 {STR_INIT("false"), NODE_BOOL, false},
                 {STR_INIT("null"), NODE_NULL, false}};
    str rest = {r->at, (size_t)(r->end - r->at)};
    for (size_t i = 0; i < 3; i++) {
        if (!str_starts(rest, words[i].word))
            continue;
        n->kind = (uint8_t)words[i].kind;
        n->boolean = words[i].value;
        n->as.text = words[i].word;
        r->at += words[i].word.len;
        return true;
    }
    return fail_at(r, r->at == r->end ? "expected a value, but the file ends here"
                                      : "expected a JSON value");
}

static bool read_scalar(reader *r) {
    node n = {.kind = NODE_STRING};
    uint32_t start = column(r, r->at);
    char c = r->at < r->end ? *r->at : 0;
    if (c == '"') {
        if (!read_string(r, &n.as.text))
            return false;
    } else if (c == '-' || is_digit(r)) {
        if (!read_number(r, &n))
            return false;
    } else if (!read_word(r, &n)) {
        return false;
    }
    n.at = since(r, start);
    return build_scalar(&r->build, &n, (str){"", 0});
}

/* The key of a member and its colon. */
static bool read_key(reader *r) {
    skip_space(r);
    if (r->at == r->end || *r->at != '"')
        return fail_at(r, "expected a key in double quotes");
    if (!read_scalar(r))
        return false;
    skip_space(r);
    return take(r, ':') || fail(r, r->at, "expected `:` after the key");
}

static bool in_map(const reader *r) {
    return r->build.frames[r->build.depth - 1].into->kind == NODE_MAP;
}

/* After a value: closes what ends here, and goes to where the next value starts. */
static bool read_separator(reader *r) {
    while (r->build.depth) {
        skip_space(r);
        bool is_map = in_map(r);
        if (take(r, ','))
            return !is_map || read_key(r);
        if (!take(r, is_map ? '}' : ']'))
            return fail_at(r, is_map ? "expected `,` or `}`" : "expected `,` or `]`");
        span end = since(r, 1);
        build_close(&r->build, &end);
    }
    return true;
}

/* Reads a scalar, or opens a list or map; an empty one ends at once. */
static bool read_value(reader *r, bool *opened) {
    skip_space(r);
    *opened = false;
    char c = r->at < r->end ? *r->at : 0;
    if (c != '{' && c != '[')
        return read_scalar(r);
    r->at++;
    if (!build_open(&r->build, c == '{' ? NODE_MAP : NODE_LIST, since(r, column(r, r->at - 1)),
                    (str){"", 0}))
        return false;
    skip_space(r);
    *opened = !take(r, c == '{' ? '}' : ']');
    if (!*opened) {
        span end = since(r, 1);
        build_close(&r->build, &end);
        return true;
    }
    return c != '{' || read_key(r);
}

static bool read_document(reader *r) {
    do {
        bool opened;
        do
            if (!read_value(r, &opened))
                return false;
        while (opened);
        if (!read_separator(r))
            return false;
    } while (r->build.depth);
    skip_space(r);
    return r->at == r->end || fail(r, r->at, "expected the end of the file after the JSON value");
}

const node *json_read(arena *a, diagnostics *d, const source_file *file, bool quiet) {
    reader r = {.d = d, .file = file, .line = 1, .quiet = quiet};
    r.at = r.line_start = file->text.ptr;
    r.end = r.at + file->text.len;
    build_init(&r.build, a, d, file);
    r.build.quiet = quiet;
    const node *root = read_document(&r) ? build_finish(&r.build) : NULL;
    build_free(&r.build);
    return root;
}
