/*
 * Maps of texts, as most of them are.
 */
#ifndef SWAGE_SRC_MAP_TAKE_H
#define SWAGE_SRC_MAP_TAKE_H

#include "parser.h"

/* What a map of texts holds: the layout of its entries, which the generator may have padded. */
typedef struct text_entry {
    swage_str key, value;
} text_entry;

static inline bool map_is_of_texts(const parser *p, const swage_type *type) {
    const swage_element *e = type->of.element;
    return e->type.kind == SWAGE_TYPE_STRING && e->type.rule_count == 0 && type->rule_count == 0 &&
           !e->names && e->state_offset == SWAGE_NO_STATE && e->size == sizeof(text_entry) &&
           e->value_offset == offsetof(text_entry, value) && p->trial == 0;
}

/*
 * A map of few, short and plain texts, whose brace is at `at`; behind it, its entries at *items.
 * NULL, and nothing done, when it is no such map.
 */
const char *swage_take_texts(parser *p, const char *at, const void **items, size_t *count);

#endif
