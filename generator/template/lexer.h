/* A template's text as tokens: data between the tags, and what stands in them. */
#ifndef SWAGE_TEMPLATE_LEXER_H
#define SWAGE_TEMPLATE_LEXER_H

#include "template/tree.h"

/* TOKEN(identifier, spelling) */
#define TEMPLATE_TOKENS                                                                            \
    TOKEN(TOKEN_ERROR, "error")                                                                    \
    TOKEN(TOKEN_END, "end of the template")                                                        \
    TOKEN(TOKEN_DATA, "text")                                                                      \
    TOKEN(TOKEN_VARIABLE_BEGIN, "{{")                                                              \
    TOKEN(TOKEN_VARIABLE_END, "}}")                                                                \
    TOKEN(TOKEN_BLOCK_BEGIN, "{%")                                                                 \
    TOKEN(TOKEN_BLOCK_END, "%}")                                                                   \
    TOKEN(TOKEN_NAME, "name")                                                                      \
    TOKEN(TOKEN_STRING, "string")                                                                  \
    TOKEN(TOKEN_INTEGER, "integer")                                                                \
    TOKEN(TOKEN_FLOAT, "float")                                                                    \
    TOKEN(TOKEN_FLOORDIV, "//")                                                                    \
    TOKEN(TOKEN_POW, "**")                                                                         \
    TOKEN(TOKEN_EQ, "==")                                                                          \
    TOKEN(TOKEN_NE, "!=")                                                                          \
    TOKEN(TOKEN_GE, ">=")                                                                          \
    TOKEN(TOKEN_LE, "<=")                                                                          \
    TOKEN(TOKEN_ADD, "+")                                                                          \
    TOKEN(TOKEN_SUB, "-")                                                                          \
    TOKEN(TOKEN_DIV, "/")                                                                          \
    TOKEN(TOKEN_MUL, "*")                                                                          \
    TOKEN(TOKEN_MOD, "%")                                                                          \
    TOKEN(TOKEN_TILDE, "~")                                                                        \
    TOKEN(TOKEN_LBRACKET, "[")                                                                     \
    TOKEN(TOKEN_RBRACKET, "]")                                                                     \
    TOKEN(TOKEN_LPAREN, "(")                                                                       \
    TOKEN(TOKEN_RPAREN, ")")                                                                       \
    TOKEN(TOKEN_LBRACE, "{")                                                                       \
    TOKEN(TOKEN_RBRACE, "}")                                                                       \
    TOKEN(TOKEN_GT, ">")                                                                           \
    TOKEN(TOKEN_LT, "<")                                                                           \
    TOKEN(TOKEN_ASSIGN, "=")                                                                       \
    TOKEN(TOKEN_DOT, ".")                                                                          \
    TOKEN(TOKEN_COLON, ":")                                                                        \
    TOKEN(TOKEN_PIPE, "|")                                                                         \
    TOKEN(TOKEN_COMMA, ",")                                                                        \
    TOKEN(TOKEN_SEMICOLON, ";")                                                                    \
    TOKEN(TOKEN_IN, "in")                                                                          \
    TOKEN(TOKEN_NOT_IN, "not in")

typedef enum token_kind {
#define TOKEN(identifier, spelling) identifier,
    TEMPLATE_TOKENS
#undef TOKEN
} token_kind;

typedef struct token {
    token_kind kind;
    uint32_t from, to; /* bytes of the template's text */
    str text;          /* of data: after whitespace control; of an error: its message */
} token;

/*
 * The tokens, the last one of kind TOKEN_END. What is no token ends them, too, by one of kind
 * TOKEN_ERROR before it: the parser reports it when it gets there, as what is wrong before it is
 * what has to be mended first.
 */
token *lexer_run(template *t, bool expression_only);

const char *lexer_spelling(token_kind kind);

#endif
