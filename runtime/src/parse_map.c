/*
 * Parses maps, and the unknown members of objects: lists of entries, each name there once.
 */
#include "map_take.h"
#include "object.h"

const char *swage_repeated(parser *p, const char *name, const char *at) {
    return swage_fault(p, name, SWAGE_ERROR_DUPLICATE_MEMBER, "%s", swage_text_repeated)
               ? swage_skip_value(p, at)
               : NULL;
}

const char *swage_parse_entry(parser *p, entry_list *list, const swage_str *key, const char *name,
                              const char *at) {
    const swage_element *e = list->element;
    char *entry = swage_collector_add(&list->entries, &p->scratch);
    if (!entry)
        return swage_no_memory(p, name);
    memset(entry, 0, e->size);
    swage_str *own = (swage_str *)(void *)entry;
    *own = *key;
    const swage_str *first = swage_names_add(&list->names, &p->scratch, own);
    if (!first)
        return swage_no_memory(p, name);
    if (first != own) {
        swage_collector_drop(&list->entries);
        return swage_repeated(p, name, at);
    }
    if (e->names && !swage_check_rules(p, e->names, own, name, NULL))
        return NULL;
    return swage_parse_nullable(p, &e->type, entry, e->value_offset, e->state_offset, at);
}

/* A member of a map, whose name stands at `at`; behind it. */
static const char *parse_member(parser *p, entry_list *list, const char *at) {
    const char *name = at;
    swage_str key;
    at = swage_parse_name(p, at, &key);
    if (!at)
        return NULL;
    p->top->name = key.ptr;
    p->top->number = key.len;
    return swage_parse_entry(p, list, &key, name, at);
}

const char *swage_parse_map(parser *p, const swage_type *type, void *slot, const char *at) {
    if (at == p->in.end || *at != '{')
        return swage_wrong_kind(p, at, "an object");
    if (!PORT_SMALL && map_is_of_texts(p, type) && p->depth < p->max_depth) {
        slot_list *out = slot;
        const char *behind = swage_take_texts(p, at, &out->items, &out->count);
        if (LIKELY(behind != NULL))
            return behind;
    }
    frame f;
    entry_list list;
    bool more = true;
    if (!swage_enter(p, &f, at))
        return NULL;
    entries_begin(p, &list, type->of.element);
    at = skip_blank(at + 1, p->in.end);
    if (at < p->in.end && *at == '}') {
        at++;
        more = false;
    }
    while (at && more) {
        at = parse_member(p, &list, at);
        if (at)
            at = swage_parse_comma(p, at, '}', &more);
    }
    leave(p, &f);
    if (at)
        return swage_finish_list(p, type, slot, &list.entries, &f, at);
    swage_scratch_rewind(&p->scratch, list.entries.mark);
    return NULL;
}
