/*
 * Lists of {key, value} entries, whatever their values are: those of maps and of unknown members.
 */
#ifndef SWAGE_SRC_ENTRIES_H
#define SWAGE_SRC_ENTRIES_H

#include "slot.h"

/* What unknown members and objects of free-form JSON are as a map, and its arrays as a list. */
extern const swage_element swage_any_entry, swage_any_item;

/* The members or items of free-form JSON. */
static inline slot_list entries_of_value(const swage_value *value) {
    const void *items =
        value->kind == SWAGE_KIND_ARRAY ? (const void *)value->as.items : value->as.members;
    slot_list list = {items, value->count};
    return list;
}

/* Whether two keys, or other texts made by hand, are the same: one without bytes is none. */
static inline bool entries_same_text(swage_str a, swage_str b) {
    return a.ptr && b.ptr ? swage_str_equal(a, b)
                          : a.len == b.len && (a.len == 0 || a.ptr == b.ptr);
}

static inline const swage_str *entry_key(const void *entry) {
    return entry;
}

/* Whether the value of an entry is null. */
bool swage_entry_is_null(const swage_element *e, const void *entry);

/* The entries of a model that are none of its fields; NULL: it keeps none. */
const swage_element *swage_unknown_entries(const swage_model *model);

#endif
