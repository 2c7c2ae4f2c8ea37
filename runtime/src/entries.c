/*
 * Looks at lists of entries.
 */
#include "entries.h"

const swage_element swage_any_entry = {{SWAGE_TYPE_VALUE, 0, 0, NULL, {NULL}},
                                       sizeof(swage_member),
                                       offsetof(swage_member, value),
                                       SWAGE_NO_STATE,
                                       NULL};

const swage_element swage_any_item = {
    {SWAGE_TYPE_VALUE, 0, 0, NULL, {NULL}}, sizeof(swage_value), 0, SWAGE_NO_STATE, NULL};

bool swage_entry_is_null(const swage_element *e, const void *entry) {
    const char *base = entry;
    if (slot_state(base, e->state_offset) != SWAGE_SET)
        return true;
    return e->type.kind == SWAGE_TYPE_VALUE &&
           ((const swage_value *)(const void *)(base + e->value_offset))->kind == SWAGE_KIND_NULL;
}

const swage_element *swage_unknown_entries(const swage_model *m) {
    if (m->unknown_offset == SWAGE_NO_STATE || m->unknown_mode == SWAGE_UNKNOWN_REJECTED)
        return NULL;
    return m->unknown_mode == SWAGE_UNKNOWN_TYPED ? m->unknown : &swage_any_entry;
}
