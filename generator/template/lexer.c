/*
 * The lexer; see lexer.h. It follows the rules of Jinja2's regular expressions one by one: which
 * white space a tag takes with it (-, +, trim_blocks, lstrip_blocks), and when }} ends a tag.
 */
#include "template/lexer.h"

#include "template/env.h"
#include "template/unicode.h"

#include <stdio.h>

enum { DEEPEST_BRACKETS = 200 };

typedef struct lexer {
    template *owner;
    const template_options *options;
    str text;
    size_t at;
    bool line_starting; /* the last tag took its line feed with it, or there was none yet */
    bool failed;
    char brackets[DEEPEST_BRACKETS]; /* the closing ones that are awaited */
    uint32_t depth;
    token *tokens;
    uint32_t count, capacity;
} lexer;

const char *lexer_spelling(token_kind kind) {
    static const char *const spellings[] = {
#define TOKEN(identifier, spelling) spelling,
        TEMPLATE_TOKENS
#undef TOKEN
    };
    return spellings[kind];
}

static void add_token(lexer *l, token_kind kind, size_t from, size_t to, str text) {
    arena *memory = l->owner->env->memory;
    if (l->count == l->capacity) {
        uint32_t capacity = l->capacity ? l->capacity * 2 : 64;
        token *larger = ARENA_ARRAY(memory, capacity, token);
        if (l->count)
            memcpy(larger, l->tokens, l->count * sizeof *larger);
        l->tokens = larger;
        l->capacity = capacity;
    }
    l->tokens[l->count++] = (token){kind, (uint32_t)from, (uint32_t)to, text};
}

__attribute__((format(printf, 4, 5))) static void fail(lexer *l, size_t from, size_t to,
                                                       const char *format, ...) {
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    add_token(l, TOKEN_ERROR, from, to, str_dup(l->owner->env->memory, str_from(message)));
    l->failed = true;
}

static bool looking_at(const lexer *l, size_t at, const char *text) {
    size_t len = strlen(text);
    return l->text.len - at >= len && memcmp(l->text.ptr + at, text, len) == 0;
}

static size_t skip_space(const lexer *l, size_t at) {
    return at + unicode_leading_space(str_slice(l->text, at, l->text.len));
}

/*
 * The end of a tag at `at`: `%}` with its signs. Its length with the white space it takes, or 0.
 * `newline`: a line feed behind it goes too where trim_blocks is set. `plus`: +%} is known.
 */
static size_t tag_end(const lexer *l, size_t at, const char *end, bool newline, bool plus) {
    if (looking_at(l, at, "-") && looking_at(l, at + 1, end))
        return skip_space(l, at + 1 + strlen(end)) - at;
    if (plus && looking_at(l, at, "+") && looking_at(l, at + 1, end))
        return 1 + strlen(end);
    if (!looking_at(l, at, end))
        return 0;
    size_t len = strlen(end);
    if (newline && l->options->trim_blocks && looking_at(l, at + len, "\n"))
        len++;
    return len;
}

static void end_tag(lexer *l, size_t len) {
    l->at += len;
    l->line_starting = l->text.ptr[l->at - 1] == '\n';
}

/* The data before a tag, with what the tag's sign and lstrip_blocks take from its end. */
static void add_data(lexer *l, size_t from, size_t to, char sign, bool variable) {
    str text = str_slice(l->text, from, to);
    if (sign == '-') {
        text.len = unicode_trimmed_end(text);
    } else if (sign != '+' && l->options->lstrip_blocks && !variable) {
        size_t line = text.len;
        while (line > 0 && text.ptr[line - 1] != '\n')
            line--;
        if ((line > 0 || l->line_starting) &&
            unicode_leading_space(str_slice(text, line, text.len)) == text.len - line)
            text.len = line;
    }
    if (text.len)
        add_token(l, TOKEN_DATA, from, from + text.len, text);
}

static char sign_at(const lexer *l, size_t at) {
    return looking_at(l, at, "-") ? '-' : looking_at(l, at, "+") ? '+' : 0;
}

/* The length of a tag that consists of one word (raw, endraw) at `at`, or 0. */
static size_t word_tag(const lexer *l, size_t at, const char *word, bool plus) {
    size_t p = at + 2;
    if (sign_at(l, p))
        p++;
    p = skip_space(l, p);
    if (!looking_at(l, p, word))
        return 0;
    p = skip_space(l, p + strlen(word));
    size_t end = tag_end(l, p, "%}", plus, plus);
    return end ? p + end - at : 0;
}

static void lex_raw(lexer *l, size_t tag) {
    size_t from = l->at;
    for (size_t p = str_find(l->text, from, STR("{%")); p < l->text.len;
         p = str_find(l->text, p + 1, STR("{%"))) {
        size_t len = word_tag(l, p, "endraw", true);
        if (len == 0)
            continue;
        add_data(l, from, p, sign_at(l, p + 2), false);
        l->at = p;
        end_tag(l, len);
        return;
    }
    fail(l, tag, from, "this raw tag has no endraw");
}

static void lex_comment(lexer *l, size_t tag) {
    for (size_t p = l->at; p < l->text.len; p++) {
        size_t len = l->text.ptr[p] == '-' || l->text.ptr[p] == '+' || l->text.ptr[p] == '#'
                         ? tag_end(l, p, "#}", true, true)
                         : 0;
        if (len) {
            l->at = p;
            end_tag(l, len);
            return;
        }
    }
    fail(l, tag, tag + 2, "this comment has no end (#})");
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* (\d+_)*\d+ : the end of digits with single underscores between them, or `at`. */
static size_t skip_digits(const lexer *l, size_t at) {
    size_t end = at;
    while (end < l->text.len &&
           (is_digit(l->text.ptr[end]) ||
            (l->text.ptr[end] == '_' && end > at && l->text.ptr[end - 1] != '_' &&
             end + 1 < l->text.len && is_digit(l->text.ptr[end + 1]))))
        end++;
    return end;
}

static bool is_base_digit(char c, char base) {
    return base == 'x' ? is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')
                       : c >= '0' && c <= (base == 'o' ? '7' : '1');
}

/* 0x_ff, 0o17, 0b1: the end of the digits, or 0 when it is no such number. */
static size_t based_integer(const lexer *l, size_t at) {
    if (!looking_at(l, at, "0") || at + 1 >= l->text.len)
        return 0;
    char base = (char)(l->text.ptr[at + 1] | 0x20);
    if (base != 'x' && base != 'o' && base != 'b')
        return 0;
    size_t end = at + 2, last = 0;
    while (end < l->text.len) {
        if (is_base_digit(l->text.ptr[end], base))
            last = end + 1;
        else if (l->text.ptr[end] != '_' || l->text.ptr[end - 1] == '_')
            break;
        end++;
    }
    return last;
}

static void lex_number(lexer *l) {
    size_t from = l->at, end = skip_digits(l, from), fraction = end;
    bool after_dot = from > 0 && l->text.ptr[from - 1] == '.';
    if (end < l->text.len && l->text.ptr[end] == '.')
        fraction = skip_digits(l, end + 1);
    bool is_float = fraction > end + 1;
    size_t mantissa = is_float ? fraction : end, exponent = mantissa;
    if (exponent < l->text.len && (l->text.ptr[exponent] | 0x20) == 'e') {
        exponent += sign_at(l, exponent + 1) ? 2 : 1;
        size_t digits = exponent <= l->text.len ? skip_digits(l, exponent) : exponent;
        if (digits > exponent)
            is_float = true, mantissa = digits;
    }
    if (is_float && !after_dot) {
        add_token(l, TOKEN_FLOAT, from, mantissa, str_slice(l->text, from, mantissa));
        l->at = mantissa;
        return;
    }
    size_t based = based_integer(l, from);
    if (based) {
        end = based;
    } else if (l->text.ptr[from] == '0') { /* 0(_?0)* */
        end = from + 1;
        while (looking_at(l, end, "0") || looking_at(l, end, "_0"))
            end += l->text.ptr[end] == '_' ? 2 : 1;
    }
    add_token(l, TOKEN_INTEGER, from, end, str_slice(l->text, from, end));
    l->at = end;
}

static void lex_string(lexer *l) {
    char quote = l->text.ptr[l->at];
    for (size_t p = l->at + 1; p < l->text.len; p++) {
        if (l->text.ptr[p] == '\\') {
            p++;
        } else if (l->text.ptr[p] == quote) {
            add_token(l, TOKEN_STRING, l->at, p + 1, str_slice(l->text, l->at + 1, p));
            l->at = p + 1;
            return;
        }
    }
    fail(l, l->at, l->at + 1, "this string has no closing quote");
}

/* A } that closes nothing is meant to end the tag, or to end one of the other kind. */
static void fail_tag_end(lexer *l, const char *end) {
    const bool percent = l->at > 0 && l->text.ptr[l->at - 1] == '%';
    const char *got = percent ? "%}" : looking_at(l, l->at, "}}") ? "}}" : "}";
    fail(l, l->at - percent, l->at - percent + strlen(got), "the tag ends with `%s`, not with `%s`",
         end, got);
}

static bool lex_bracket(lexer *l, char c, const char *end) {
    static const char closing[] = ")]}", opening[] = "([{";
    const char *open = strchr(opening, c);
    if (open) {
        if (l->depth == DEEPEST_BRACKETS) {
            fail(l, l->at, l->at + 1, "brackets are nested more than %d deep", DEEPEST_BRACKETS);
            return false;
        }
        l->brackets[l->depth++] = closing[open - opening];
    } else if (strchr(closing, c)) {
        if (l->depth == 0 && c == '}' && end) {
            fail_tag_end(l, end);
            return false;
        }
        if (l->depth == 0) {
            fail(l, l->at, l->at + 1, "`%c` closes nothing", c);
            return false;
        }
        char awaited = l->brackets[--l->depth];
        if (awaited != c) {
            fail(l, l->at, l->at + 1, "expected `%c`, got `%c`", awaited, c);
            return false;
        }
    }
    return true;
}

/* What stands here for an operator of other languages. */
static const char *remedy_of(str character) {
    return str_eq(character, STR("&"))   ? ": write `and`"
           : str_eq(character, STR("!")) ? ": write `not`"
           : str_eq(character, STR("?")) ? ": write `A if CONDITION else B`"
                                         : "";
}

static void lex_operator(lexer *l, const char *end) {
    for (int kind = TOKEN_FLOORDIV; kind <= TOKEN_SEMICOLON; kind++) {
        const char *spelling = lexer_spelling((token_kind)kind);
        if (!looking_at(l, l->at, spelling))
            continue;
        size_t len = strlen(spelling);
        if (len == 1 && !lex_bracket(l, spelling[0], end))
            return;
        add_token(l, (token_kind)kind, l->at, l->at + len, str_slice(l->text, l->at, l->at + len));
        l->at += len;
        return;
    }
    size_t next = l->at;
    uint32_t code_point;
    if (!utf8_next(l->text, &next, &code_point))
        next = l->at + 1;
    str bad = str_slice(l->text, l->at, next);
    fail(l, l->at, next, "unexpected character `%.*s`%s", STR_ARG(bad), remedy_of(bad));
}

/* What stands in a tag, up to its end. */
static void lex_tag(lexer *l, const char *end, token_kind end_kind) {
    bool variable = end_kind == TOKEN_VARIABLE_END;
    l->depth = 0;
    while (!l->failed && l->at < l->text.len) {
        size_t len = l->depth || !end ? 0 : tag_end(l, l->at, end, !variable, !variable);
        if (len) {
            add_token(l, end_kind, l->at, l->at + len, STR(""));
            end_tag(l, len);
            return;
        }
        size_t after = skip_space(l, l->at), word;
        if (after > l->at)
            l->at = after;
        else if (is_digit(l->text.ptr[l->at]))
            lex_number(l);
        else if ((word = unicode_identifier(str_slice(l->text, l->at, l->text.len))) > 0) {
            add_token(l, TOKEN_NAME, l->at, l->at + word, str_slice(l->text, l->at, l->at + word));
            l->at += word;
        } else if (l->text.ptr[l->at] == '"' || l->text.ptr[l->at] == '\'')
            lex_string(l);
        else
            lex_operator(l, end);
    }
}

static size_t find_tag(const lexer *l) {
    size_t p = str_find_char(l->text, l->at, '{');
    while (p < l->text.len && !looking_at(l, p, "{{") && !looking_at(l, p, "{%") &&
           !looking_at(l, p, "{#"))
        p = str_find_char(l->text, p + 1, '{');
    return p;
}

static void lex_text(lexer *l) {
    while (!l->failed && l->at < l->text.len) {
        size_t from = l->at, tag = find_tag(l);
        if (tag == l->text.len) {
            add_token(l, TOKEN_DATA, from, tag, str_slice(l->text, from, tag));
            return;
        }
        char what = l->text.ptr[tag + 1], sign = sign_at(l, tag + 2);
        size_t raw = what == '%' ? word_tag(l, tag, "raw", false) : 0;
        add_data(l, from, tag, sign, what == '{');
        l->at = tag + (sign ? 3 : 2);
        if (raw) {
            l->at = tag;
            end_tag(l, raw);
            lex_raw(l, tag);
        } else if (what == '#') {
            lex_comment(l, tag);
        } else if (what == '{') {
            add_token(l, TOKEN_VARIABLE_BEGIN, tag, l->at, STR("{{"));
            lex_tag(l, "}}", TOKEN_VARIABLE_END);
        } else {
            add_token(l, TOKEN_BLOCK_BEGIN, tag, l->at, STR("{%"));
            lex_tag(l, "%}", TOKEN_BLOCK_END);
        }
    }
}

token *lexer_run(template *t, bool expression_only) {
    lexer l = {.owner = t, .options = &t->env->options, .text = t->file->text};
    l.line_starting = true;
    if (expression_only) {
        lex_tag(&l, NULL, TOKEN_END);
    } else {
        if (!l.options->keep_trailing_newline && str_ends(l.text, STR("\n")))
            l.text.len--;
        lex_text(&l);
    }
    add_token(&l, TOKEN_END, l.text.len, l.text.len, STR(""));
    return l.tokens;
}
