/*
 * Parses free-form JSON. Members that come twice are kept as they are: RFC 8259, section 4, leaves
 * them to who reads the value.
 */
#include "parser.h"

static bool set_text(parser *p, swage_value *out, swage_kind kind, const char *text, size_t len,
                     const char *at) {
    if (len > UINT32_MAX) {
        swage_fault(p, at, SWAGE_ERROR_RANGE, "longer than a swage_value can be");
        return false;
    }
    out->kind = (uint32_t)kind;
    out->count = (uint32_t)len;
    out->as.text = text;
    return true;
}

static const char *finish(parser *p, swage_value *out, collector *c, const char *start,
                          const char *at) {
    size_t count = c->count;
    void *items = swage_collector_finish(c, &p->scratch, p->in.arena);
    if (count > UINT32_MAX)
        return FATAL(p, start, RANGE, "longer than a swage_value can be");
    if (!items && count)
        return swage_no_memory(p, start);
    out->count = (uint32_t)count;
    out->as.items = items; /* or members: a pointer all the same */
    return at;
}

static const char *parse_member_value(parser *p, collector *c, const char *at) {
    swage_member *member = swage_collector_add(c, &p->scratch);
    if (!member)
        return swage_no_memory(p, at);
    memset(member, 0, sizeof *member);
    at = swage_parse_name(p, at, &member->key);
    if (!at)
        return NULL;
    p->top->name = member->key.ptr;
    p->top->number = member->key.len;
    return swage_parse_value(p, &member->value, at);
}

static const char *parse_item_value(parser *p, collector *c, const char *at) {
    swage_value *item = swage_collector_add(c, &p->scratch);
    if (!item)
        return swage_no_memory(p, at);
    memset(item, 0, sizeof *item);
    p->top->number = c->count - 1;
    return swage_parse_value(p, item, at);
}

static const char *parse_container(parser *p, swage_value *out, const char *at) {
    frame f;
    collector c;
    const char *start = at;
    bool object = *at == '{', more = true;
    char close = object ? '}' : ']';
    if (!swage_enter(p, &f, at))
        return NULL;
    out->kind = object ? SWAGE_KIND_OBJECT : SWAGE_KIND_ARRAY;
    swage_collector_init(&c, &p->scratch, object ? sizeof(swage_member) : sizeof(swage_value));
    at = skip_blank(at + 1, p->in.end);
    if (at < p->in.end && *at == close) {
        at++;
        more = false;
    }
    while (at && more) {
        at = object ? parse_member_value(p, &c, at) : parse_item_value(p, &c, at);
        if (at)
            at = swage_parse_comma(p, at, close, &more);
    }
    leave(p, &f);
    if (at)
        return finish(p, out, &c, start, at);
    swage_scratch_rewind(&p->scratch, c.mark);
    return NULL;
}

const char *swage_parse_value(parser *p, swage_value *out, const char *at) {
    if (at == p->in.end)
        return swage_skip_value(p, at);
    const char *end, *text;
    size_t len;
    swage_str string;
    switch (*at) {
    case '{':
    case '[':
        return parse_container(p, out, at);
    case '"':
        end = swage_parse_string(p, at, &string);
        return end && set_text(p, out, SWAGE_KIND_STRING, string.ptr, string.len, at) ? end : NULL;
    case 't':
    case 'f':
        out->kind = SWAGE_KIND_BOOLEAN;
        out->as.boolean = *at == 't';
        return swage_skip_literal(p, at);
    case 'n':
        out->kind = SWAGE_KIND_NULL;
        return swage_skip_literal(p, at);
    default:
        if (*at != '-' && (*at < '0' || *at > '9'))
            return swage_skip_value(p, at);
        end = swage_parse_number_text(p, at, &text, &len);
        return end && set_text(p, out, SWAGE_KIND_NUMBER, text, len, at) ? end : NULL;
    }
}
