/*
 * Equality as JSON: numbers by value, members of maps and free-form objects in any order.
 */
#include "decimal.h"
#include "entries.h"
#include "enums.h"
#include "hash.h"

static bool same_number(const char *a, size_t a_len, const char *b, size_t b_len) {
    decimal x, y;
    if (a_len == b_len && (a == b || (a && b && memcmp(a, b, a_len) == 0)))
        return true;
    if (!swage_decimal_is_number(a, a_len) || !swage_decimal_is_number(b, b_len))
        return false;
    swage_decimal_take_apart(&x, a, a_len);
    swage_decimal_take_apart(&y, b, b_len);
    return swage_decimal_equal(&x, &y);
}

static bool same_nullable(const swage_type *type, const char *a, const char *b, uint32_t offset,
                          uint32_t state_offset, unsigned depth) {
    swage_state state = slot_state(a, state_offset);
    if (state != slot_state(b, state_offset))
        return false;
    return state != SWAGE_SET || swage_slot_equal(type, a + offset, b + offset, depth);
}

/* Whether two lists have items to compare, and equally many; one without items is none. */
static bool same_count(slot_list a, slot_list b) {
    return a.count == b.count && (a.count == 0 || !a.items == !b.items);
}

static NOINLINE bool same_hash(const swage_element *e, slot_list a, slot_list b, uint64_t seed,
                               unsigned depth) {
    return swage_list_hash(e, true, a, seed, depth) == swage_list_hash(e, true, b, seed, depth);
}

/*
 * Entries in the same order are compared one by one, others by two hashes of 64 bits, whose seeds
 * are not known outside: to look for each would take the square of the time.
 */
static bool same_entries(const swage_element *e, slot_list a, slot_list b, unsigned depth) {
    if (!same_count(a, b))
        return false;
    for (size_t i = 0; a.items && i < a.count; i++) {
        const char *x = (const char *)a.items + i * e->size;
        const char *y = (const char *)b.items + i * e->size;
        if (!entries_same_text(*entry_key(x), *entry_key(y))) {
            const uint64_t seed = hash_mix((uintptr_t)&a, (uintptr_t)a.items);
            return same_hash(e, a, b, seed, depth) && same_hash(e, a, b, ~seed, depth);
        }
        if (!same_nullable(&e->type, x, y, e->value_offset, e->state_offset, depth))
            return false;
    }
    return true;
}

bool swage_slot_value_equal(const swage_value *a, const swage_value *b, unsigned depth) {
    if (a->kind != b->kind)
        return false;
    if (a->kind == SWAGE_KIND_NULL)
        return true;
    if (a->kind == SWAGE_KIND_BOOLEAN)
        return a->as.boolean == b->as.boolean;
    if (a->kind == SWAGE_KIND_NUMBER)
        return same_number(a->as.text, a->count, b->as.text, b->count);
    if (a->count != b->count)
        return false;
    if (!a->as.text || !b->as.text) /* without bytes, items or members, whatever the count */
        return a->count == 0 || a->as.text == b->as.text;
    if (a->kind == SWAGE_KIND_STRING)
        return memcmp(a->as.text, b->as.text, a->count) == 0;
    if (depth == 0)
        return false;
    if (a->kind == SWAGE_KIND_OBJECT)
        return same_entries(&swage_any_entry, entries_of_value(a), entries_of_value(b), depth - 1);
    if (a->kind != SWAGE_KIND_ARRAY) /* none, as only a program can make it */
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!swage_slot_value_equal(&a->as.items[i], &b->as.items[i], depth - 1))
            return false;
    return true;
}

static bool same_array(const swage_element *e, const void *a, const void *b, unsigned depth) {
    slot_list x = slot_get_list(a), y = slot_get_list(b);
    if (!same_count(x, y))
        return false;
    for (size_t i = 0; x.items && i < x.count; i++)
        if (!same_nullable(&e->type, (const char *)x.items + i * e->size,
                           (const char *)y.items + i * e->size, e->value_offset, e->state_offset,
                           depth))
            return false;
    return true;
}

static bool same_model(const swage_model *m, const char *a, const char *b, unsigned depth) {
    if (a == b)
        return true;
    if (!a || !b)
        return false;
    for (uint32_t i = 0; i < m->field_count; i++) {
        const swage_field *f = &m->fields[i];
        if (!same_nullable(&f->type, a, b, f->offset, f->state_offset, depth))
            return false;
    }
    const swage_element *unknown = swage_unknown_entries(m);
    return !unknown || same_entries(unknown, slot_get_list(a + m->unknown_offset),
                                    slot_get_list(b + m->unknown_offset), depth);
}

static bool same_enum(const swage_type *type, const void *a, const void *b) {
    uint32_t code = swage_enum_get_code(type, a);
    return code == swage_enum_get_code(type, b) &&
           (code != 0 ||
            entries_same_text(swage_enum_get_text(type, a), swage_enum_get_text(type, b)));
}

static bool same_union(const swage_union *u, const char *a, const char *b, unsigned depth) {
    uint32_t tag = slot_get_tag(u, a);
    if (tag != slot_get_tag(u, b))
        return false;
    if (tag < 1 || tag > u->count)
        return tag == 0;
    const swage_alternative *alternative = &u->alternatives[tag - 1];
    return swage_slot_equal(&alternative->type, a + alternative->offset, b + alternative->offset,
                            depth);
}

/* All bytes but the last ones, which may be padding. */
static bool same_moment(const swage_date_time *a, const swage_date_time *b) {
    return memcmp(a, b, offsetof(swage_date_time, zone) + 1) == 0;
}

static bool same_container(const swage_type *type, const void *a, const void *b, unsigned depth) {
    if (depth == 0)
        return false;
    switch (type->kind) {
    case SWAGE_TYPE_ARRAY:
        return same_array(type->of.element, a, b, depth - 1);
    case SWAGE_TYPE_MAP:
        return same_entries(type->of.element, slot_get_list(a), slot_get_list(b), depth - 1);
    case SWAGE_TYPE_MODEL:
        return same_model(type->of.model, a, b, depth - 1);
    default:
        return same_model(type->of.model, *(const char *const *)a, *(const char *const *)b,
                          depth - 1);
    }
}

bool swage_slot_equal(const swage_type *type, const void *a, const void *b, unsigned depth) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
    case SWAGE_TYPE_BYTES: /* the same layout: pointer and length */
        return entries_same_text(*(const swage_str *)a, *(const swage_str *)b);
    case SWAGE_TYPE_BOOLEAN:
    case SWAGE_TYPE_INT32:
    case SWAGE_TYPE_UINT32:
    case SWAGE_TYPE_INT64:
    case SWAGE_TYPE_UINT64:
        return memcmp(a, b, swage_slot_size(type)) == 0;
    case SWAGE_TYPE_FLOAT:
        return *(const float *)a == *(const float *)b;
    case SWAGE_TYPE_DOUBLE:
        return *(const double *)a == *(const double *)b;
    case SWAGE_TYPE_DECIMAL: {
        const swage_decimal *x = a, *y = b;
        return same_number(x->ptr, x->len, y->ptr, y->len);
    }
    case SWAGE_TYPE_DATE_TIME:
        return same_moment(a, b);
    case SWAGE_TYPE_VALUE:
        return swage_slot_value_equal(a, b, depth);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return same_enum(type, a, b);
    case SWAGE_TYPE_UNION:
        return same_union(type->of.alternatives, a, b, depth);
    default:
        return same_container(type, a, b, depth);
    }
}

bool swage_equal_deep(const swage_type *type, const void *a, const void *b, unsigned max_depth) {
    return swage_slot_equal(type, a, b, slot_depth(max_depth));
}

bool swage_equal_type(const swage_type *type, const void *a, const void *b) {
    return swage_slot_equal(type, a, b, SLOT_DEPTH);
}

bool swage_value_equal(const swage_value *a, const swage_value *b) {
    return swage_slot_value_equal(a, b, SLOT_DEPTH);
}

bool swage_equal(const swage_model *model, const void *a, const void *b) {
    swage_type type = swage_model_type(model);
    return swage_equal_type(&type, a, b);
}
