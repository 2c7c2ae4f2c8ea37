/*
 * Walks over white space and over values that nobody keeps, which are checked all the same.
 */
#include "number.h"
#include "parser.h"
#include "skip_quick.h"

const char *swage_skip_blank_far(const char *at, const char *end) {
    while (!PORT_SMALL && end - at >= PORT_BLOCK) {
        unsigned n = port_blanks(at);
        at += n;
        if (LIKELY(n < PORT_BLOCK))
            return at;
    }
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

const char *swage_skip_literal(parser *p, const char *at) {
    const char *word = *at == 't' ? "true" : *at == 'f' ? "false" : "null";
    size_t len = *at == 'f' ? 5 : 4;
    if ((size_t)(p->in.end - at) >= len && memcmp(at, word, len) == 0)
        return at + len;
    return FATAL(p, at, SYNTAX, "expected a value");
}

static const char *skip_number(parser *p, const char *at) {
    number n;
    const char *stuck = at, *end = swage_number_scan(at, p->in.end, &n, &stuck);
    if (end)
        return end;
    return FATAL(p, stuck, SYNTAX,
                 stuck == at && *at != '-' ? "expected a value" : "expected a digit");
}

const char *swage_parse_name(parser *p, const char *at, swage_str *out) {
    no_child(p);
    if (at == p->in.end || *at != '"')
        return FATAL(p, at, SYNTAX, "expected a member's name in quotes");
    at = out ? swage_parse_string(p, at, out) : swage_skip_string(p, at);
    if (!at)
        return NULL;
    at = skip_blank(at, p->in.end);
    if (at == p->in.end || *at != ':')
        return FATAL(p, at, SYNTAX, "expected ':' behind a member's name");
    return skip_blank(at + 1, p->in.end);
}

const char *swage_no_comma(parser *p, const char *at, char close) {
    no_child(p);
    return FATAL(p, at, SYNTAX, "expected ',' or '%c'", close);
}

static const char *skip_value(parser *p, const char *at);

static const char *skip_container(parser *p, const char *at) {
    frame f;
    bool object = *at == '{', more = true;
    char close = object ? '}' : ']';
    if (!swage_enter(p, &f, at))
        return NULL;
    at = skip_blank(at + 1, p->in.end);
    if (at < p->in.end && *at == close) {
        leave(p, &f);
        return at + 1;
    }
    while (at && more) {
        if (object)
            at = swage_parse_name(p, at, NULL);
        if (at)
            at = skip_value(p, at);
        if (at)
            at = swage_parse_comma(p, at, close, &more);
    }
    leave(p, &f);
    return at;
}

static const char *skip_value(parser *p, const char *at) {
    if (at == p->in.end)
        return FATAL(p, at, SYNTAX, "%s", swage_text_ends);
    switch (*at) {
    case '{':
    case '[':
        return skip_container(p, at);
    case '"':
        return swage_skip_string(p, at);
    case 't':
    case 'f':
    case 'n':
        return swage_skip_literal(p, at);
    default:
        return skip_number(p, at);
    }
}

const char *swage_skip_value(parser *p, const char *at) {
    const char *behind = swage_skip_quick(p, at);
    return LIKELY(behind != NULL) ? behind : skip_value(p, at);
}
