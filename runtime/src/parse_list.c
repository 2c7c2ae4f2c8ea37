/*
 * Parses arrays and maps: items grow in the scratch, and go to the arena once they are counted.
 */
#include "parser.h"

/* What an array and a map look like in a struct; items point to the element's own type. */
typedef struct list {
    const void *items;
    size_t count;
} list;

static const char *finish(parser *p, const swage_type *type, list *out, collector *c,
                          const frame *f, const char *at) {
    size_t count = c->count;
    out->items = swage_collector_finish(c, &p->scratch, p->in.arena);
    out->count = count;
    if (!out->items && count)
        return swage_no_memory(p, f->start);
    return swage_check_rules(p, type, out, f->start, f) ? at : NULL;
}

static const char *parse_item(parser *p, const swage_element *e, collector *c, const char *at) {
    char *item = swage_collector_add(c, &p->scratch);
    if (!item)
        return swage_no_memory(p, at);
    memset(item, 0, e->size);
    p->top->number = c->count - 1;
    return swage_parse_nullable(p, &e->type, item, e->value_offset, e->state_offset, at);
}

const char *swage_parse_array(parser *p, const swage_type *type, void *slot, const char *at) {
    if (at == p->in.end || *at != '[')
        return swage_wrong_kind(p, at, "an array");
    frame f;
    collector c;
    bool more = true;
    if (!swage_enter(p, &f, at))
        return NULL;
    swage_collector_init(&c, &p->scratch, type->of.element->size);
    at = skip_blank(at + 1, p->in.end);
    if (at < p->in.end && *at == ']') {
        at++;
        more = false;
    }
    while (at && more) {
        at = parse_item(p, type->of.element, &c, at);
        if (at)
            at = swage_parse_comma(p, at, ']', &more);
    }
    leave(p, &f);
    if (at)
        return finish(p, type, slot, &c, &f, at);
    swage_scratch_rewind(&p->scratch, c.mark);
    return NULL;
}

static const char *parse_entry(parser *p, const swage_element *e, collector *c, name_set *names,
                               const char *at) {
    const char *start = at;
    bool repeated;
    char *entry = swage_collector_add(c, &p->scratch);
    if (!entry)
        return swage_no_memory(p, at);
    memset(entry, 0, e->size);
    swage_str *key = (swage_str *)(void *)entry;
    at = swage_parse_name(p, at, key);
    if (!at)
        return NULL;
    p->top->name = key->ptr;
    p->top->number = key->len;
    if (!swage_names_add(p, names, key, &repeated))
        return swage_no_memory(p, start);
    if (repeated) {
        swage_collector_drop(c);
        return swage_fault(p, start, SWAGE_ERROR_DUPLICATE_MEMBER, "the member comes a second time")
                   ? swage_skip_value(p, at)
                   : NULL;
    }
    return swage_parse_nullable(p, &e->type, entry, e->value_offset, e->state_offset, at);
}

const char *swage_parse_map(parser *p, const swage_type *type, void *slot, const char *at) {
    if (at == p->in.end || *at != '{')
        return swage_wrong_kind(p, at, "an object");
    frame f;
    collector c;
    name_set names;
    bool more = true;
    if (!swage_enter(p, &f, at))
        return NULL;
    swage_collector_init(&c, &p->scratch, type->of.element->size);
    names_init(&names);
    at = skip_blank(at + 1, p->in.end);
    if (at < p->in.end && *at == '}') {
        at++;
        more = false;
    }
    while (at && more) {
        at = parse_entry(p, type->of.element, &c, &names, at);
        if (at)
            at = swage_parse_comma(p, at, '}', &more);
    }
    leave(p, &f);
    if (at)
        return finish(p, type, slot, &c, &f, at);
    swage_scratch_rewind(&p->scratch, c.mark);
    return NULL;
}
