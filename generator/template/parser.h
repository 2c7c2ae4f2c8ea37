/* The parser's state and the parts it is made of (private to template/). */
#ifndef SWAGE_TEMPLATE_PARSER_H
#define SWAGE_TEMPLATE_PARSER_H

#include "template/env.h"
#include "template/lexer.h"

enum {
    DEEPEST_NESTING = 120, /* of expressions and of statements in each other */
    LONGEST_CHAIN = 1000   /* of operators, filters or subscripts one after the other */
};

typedef struct parser {
    template_env *env;
    template *owner;
    const token *tokens, *now;
    uint32_t depth;
    bool failed;
    diagnostic *reported; /* what parser_fail told; NULL: nothing yet */
    bool soft;            /* in an if: unknown filters fail only when they are used */
    node **unknown;       /* filters and tests to complain about in the end */
    uint32_t unknown_count, unknown_capacity;
    bool in_loop;        /* break and continue are allowed */
    const char *closing; /* the tags that are awaited, for messages: "endfor or else" */
    const char *open;    /* the tag they close */
    uint32_t open_from;
} parser;

/* The first error only: what follows from it would not help. Always NULL, to be returned. */
__attribute__((format(printf, 4, 5))) node *parser_fail(parser *p, const token *at, diag_code code,
                                                        const char *format, ...);

/* The token, moving on. */
const token *parser_next(parser *p);
bool parser_at(const parser *p, token_kind kind);
bool parser_at_word(const parser *p, const char *word);
bool parser_skip(parser *p, token_kind kind);
bool parser_skip_word(parser *p, const char *word);
/* The token, moving on; NULL after an error. */
const token *parser_expect(parser *p, token_kind kind);
const token *parser_expect_word(parser *p, const char *word);
/* The token as it is named in a message. */
str parser_describe(const parser *p, const token *t);

/* Where the last token that was read ends. */
uint32_t parser_end_of(const parser *p);
/* A node from there to the last token that was read. */
node *parser_make(parser *p, node_kind kind, uint32_t from);
/* Counts a link of a chain, each of which makes the tree one deeper; true after an error. */
bool parser_too_long(parser *p, unsigned *length);

bool parser_enter(parser *p);
void parser_leave(parser *p);

/* Expressions; NULL after an error. */
node *parse_expression(parser *p, bool conditional);
node *parse_primary(parser *p);
node *parse_postfix(parser *p, node *subject);
/* `is …` and `(…)` behind the subject. */
node *parse_test(parser *p, node *subject);
node *parse_call(parser *p, node *callee);
/* An expression or, where commas follow, a tuple. */
node *parse_tuple(parser *p, bool simple, bool conditional, bool parentheses);
/* Filters one after the other, for {% filter a|b %} and {% set x | a %}; subject NULL. */
node *parse_filters(parser *p, node *subject, bool inline_first);

/* The target of an assignment. */
node *parse_target(parser *p, bool name_only, bool namespace);

/* Statements up to the end of the text. */
bool parse_body(parser *p, node_list *body);

/* The value of a string or number token. */
bool literal_string(parser *p, const token *t, buf *out);
value literal_number(parser *p, const token *t);

/* Gives every name its slot (scope.c); false after an error was reported. */
bool scope_resolve(template *t, node_list body);

#endif
