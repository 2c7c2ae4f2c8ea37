/* What all parts of the parser use: errors, tokens, nesting; and the way in. See parser.h. */
#include "template/parser.h"

#include <stdio.h>

__attribute__((format(printf, 3, 4))) static void fail_in_lexer(parser *p, const token *at,
                                                                const char *format, ...) {
    va_list args;
    va_start(args, format);
    env_report(p->owner, CODE_TEMPLATE_SYNTAX, at->from, at->to, format, args);
    va_end(args);
}

node *parser_fail(parser *p, const token *at, diag_code code, const char *format, ...) {
    if (p->failed)
        return NULL;
    p->failed = true;
    if (at->kind == TOKEN_ERROR) {
        fail_in_lexer(p, at, "%.*s", STR_ARG(at->text));
        return NULL;
    }
    va_list args;
    va_start(args, format);
    diagnostic *d = p->reported = env_report(p->owner, code, at->from, at->to, format, args);
    va_end(args);
    if (at->kind == TOKEN_END && p->open)
        diag_add_note(p->env->diags, d,
                      tree_place(p->owner, p->open_from, p->open_from + (uint32_t)strlen(p->open)),
                      "`%s` is still open here", p->open);
    return NULL;
}

const token *parser_next(parser *p) {
    return p->now++;
}

bool parser_at(const parser *p, token_kind kind) {
    return p->now->kind == kind;
}

bool parser_at_word(const parser *p, const char *word) {
    return p->now->kind == TOKEN_NAME && str_eq(p->now->text, str_from(word));
}

bool parser_skip(parser *p, token_kind kind) {
    bool there = parser_at(p, kind);
    if (there)
        p->now++;
    return there;
}

bool parser_skip_word(parser *p, const char *word) {
    bool there = parser_at_word(p, word);
    if (there)
        p->now++;
    return there;
}

str parser_describe(const parser *p, const token *t) {
    arena *memory = p->env->memory;
    if (t->kind == TOKEN_END)
        return p->owner->expression ? STR("the end of the expression")
                                    : STR("the end of the template");
    if (t->kind == TOKEN_NAME || t->kind == TOKEN_INTEGER || t->kind == TOKEN_FLOAT)
        return str_format(memory, "`%.*s`", STR_ARG(t->text));
    if (t->kind == TOKEN_STRING)
        return STR("a string");
    if (t->kind == TOKEN_DATA)
        return STR("text");
    return str_format(memory, "`%s`", lexer_spelling(t->kind));
}

/* What is to be written instead where something of another language stands; empty: who knows. */
static const char *remedy_of(const parser *p, token_kind wanted) {
    const bool behind = p->now > p->tokens;
    if (wanted == TOKEN_BLOCK_END && parser_at(p, TOKEN_ASSIGN))
        return ": to compare, write `==`";
    if (wanted == TOKEN_BLOCK_END && behind && str_eq(p->now[-1].text, STR("else")) &&
        parser_at_word(p, "if"))
        return ": write `elif`";
    return wanted == TOKEN_NAME && parser_at(p, TOKEN_PIPE) ? ": write `or` for `||`" : "";
}

const token *parser_expect(parser *p, token_kind kind) {
    if (parser_at(p, kind))
        return p->now++;
    str got = parser_describe(p, p->now);
    bool word = kind == TOKEN_NAME;
    parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected %s%s%s, got %.*s%s", word ? "a " : "`",
                lexer_spelling(kind), word ? "" : "`", STR_ARG(got), remedy_of(p, kind));
    return NULL;
}

const token *parser_expect_word(parser *p, const char *word) {
    if (parser_at_word(p, word))
        return p->now++;
    str got = parser_describe(p, p->now);
    parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected `%s`, got %.*s", word, STR_ARG(got));
    return NULL;
}

bool parser_enter(parser *p) {
    if (++p->depth <= DEEPEST_NESTING)
        return true;
    parser_fail(p, p->now, CODE_TEMPLATE_LIMIT, "nested more than %d deep", DEEPEST_NESTING);
    return false;
}

void parser_leave(parser *p) {
    p->depth--;
}

static void report_unknown(parser *p) {
    for (uint32_t i = 0; i < p->unknown_count; i++) {
        const node *n = p->unknown[i];
        bool filter = n->kind == NODE_FILTER;
        str called = n->as.apply.name->text;
        diagnostic *d =
            diag_report(p->env->diags, filter ? CODE_TEMPLATE_FILTER : CODE_TEMPLATE_TEST,
                        tree_place(p->owner, n->from, n->from + (uint32_t)called.len),
                        "there is no %s `%.*s`", filter ? "filter" : "test", STR_ARG(called));
        env_suggest(p->env, d, called, filter ? p->env->filters : p->env->tests);
        p->failed = true;
    }
}

/* The text with \n alone as its line ends: as is, or a copy. */
static const source_file *normalize_lines(arena *memory, const source_file *file) {
    if (str_find_char(file->text, 0, '\r') == file->text.len)
        return file;
    source_file *copy = ARENA_NEW(memory, source_file);
    char *to = arena_alloc(memory, file->text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < file->text.len; i++) {
        char c = file->text.ptr[i];
        if (c == '\r' && i + 1 < file->text.len && file->text.ptr[i + 1] == '\n')
            continue;
        to[len++] = c == '\r' ? '\n' : c;
    }
    *copy = (source_file){file->path, {to, len}};
    return copy;
}

static bool parse_whole(parser *p, bool expression_only, node_list *body) {
    if (!expression_only)
        return parse_body(p, body);
    node *n = parse_tuple(p, false, true, false);
    if (!n)
        return false;
    if (!parser_at(p, TOKEN_END)) {
        str got = parser_describe(p, p->now);
        parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected the end of the expression, got %.*s",
                    STR_ARG(got));
    }
    p->owner->expression = n;
    tree_append(p->owner, body, n);
    return !p->failed;
}

template *parse_template(template_env *env, str called, const source_file *file, span at,
                         bool expression_only) {
    template *t = ARENA_NEW(env->memory, template);
    t->env = env;
    t->name = called;
    t->at = at;
    t->file = normalize_lines(env->memory, file);
    if (t->file->text.len > UINT32_MAX / 4) {
        diag_report(env->diags, CODE_TEMPLATE_LIMIT, (span){.file = file},
                    "the template is larger than 1 GiB");
        return NULL;
    }
    const token *tokens = lexer_run(t, expression_only);
    parser p = {.env = env, .owner = t, .tokens = tokens, .now = tokens};
    node_list body = {0};
    if (!parse_whole(&p, expression_only, &body) || p.failed)
        return NULL;
    report_unknown(&p);
    if (p.failed || !scope_resolve(t, body))
        return NULL;
    tree_prepare(t);
    return t;
}
