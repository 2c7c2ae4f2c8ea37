/*
 * Writes arrays for generated functions: a loop for each kind of item that is common. As they, it
 * gives up where something is not valid, and the table tells the error.
 */
#include "slot.h"
#include "writer.h"

ALWAYS_INLINE char *put_item(writer *w, char *at, const swage_type *type, swage_type_kind kind,
                             const void *item) {
    if (kind == SWAGE_TYPE_STRING)
        return swage_put_str(w, at, type, item, 1);
    if (kind == SWAGE_TYPE_INT64)
        return swage_put_integer(at, *(const int64_t *)item);
    if (kind == SWAGE_TYPE_ENUM)
        return swage_put_enum(w, at, type, item, 1);
    return swage_put_model(w, at, type, item, 1);
}

/* The brackets and the items, with a comma behind each, whose place the last bracket takes. */
ALWAYS_INLINE char *put_items(writer *w, char *at, const swage_element *e, swage_type_kind kind,
                              slot_list list) {
    const char *item = list.items;
    *at++ = '[';
    for (size_t i = 0; i < list.count; i++, item += e->size) {
        at = need(w, at, SCALAR_ROOM);
        if (UNLIKELY(!at))
            return NULL;
        at = put_item(w, at, &e->type, kind, item);
        if (UNLIKELY(!at))
            return NULL;
        *at++ = ',';
    }
    at -= list.count > 0;
    *at = ']';
    return at + 1;
}

char *swage_write_array(writer *w, char *at, const swage_type *type, const void *slot,
                        size_t after) {
    const swage_element *e = type->of.element;
    slot_list list = slot_get_list(slot);
    if (PORT_SMALL || UNLIKELY(e->state_offset != SWAGE_NO_STATE || e->type.rule_count ||
                               !list.items || w->levels == 0))
        return swage_put_slot(w, at, type, slot, after);
    w->levels--;
    switch (e->type.kind) {
    case SWAGE_TYPE_STRING:
        at = put_items(w, at, e, SWAGE_TYPE_STRING, list);
        break;
    case SWAGE_TYPE_INT64:
        at = put_items(w, at, e, SWAGE_TYPE_INT64, list);
        break;
    case SWAGE_TYPE_ENUM:
        at = put_items(w, at, e, SWAGE_TYPE_ENUM, list);
        break;
    case SWAGE_TYPE_MODEL:
        at = put_items(w, at, e, SWAGE_TYPE_MODEL, list);
        break;
    default:
        w->levels++;
        return swage_put_slot(w, at, type, slot, after);
    }
    w->levels++;
    return LIKELY(at != NULL) ? need(w, at, after) : NULL;
}
