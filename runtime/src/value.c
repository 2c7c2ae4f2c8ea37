/*
 * Free-form JSON: reading and building.
 */
#include "entries.h"
#include "number.h"
#include "slot.h"

static bool take_number(const swage_value *value, number *n) {
    const char *stuck;
    return value && value->kind == SWAGE_KIND_NUMBER && value->as.text &&
           swage_number_scan(value->as.text, value->as.text + value->count, n, &stuck) ==
               value->as.text + value->count;
}

bool swage_value_get_bool(const swage_value *value, bool *out) {
    if (!value || value->kind != SWAGE_KIND_BOOLEAN)
        return false;
    *out = value->as.boolean;
    return true;
}

bool swage_value_get_int64(const swage_value *value, int64_t *out) {
    number n;
    bool range;
    return take_number(value, &n) && swage_number_to_int64(&n, out, &range);
}

bool swage_value_get_uint64(const swage_value *value, uint64_t *out) {
    number n;
    bool range;
    return take_number(value, &n) && swage_number_to_uint64(&n, out, &range);
}

bool swage_value_get_double(const swage_value *value, double *out) {
    number n;
    if (!take_number(value, &n))
        return false;
    double nearest = swage_number_to_double(&n);
    if (!number_is_finite(nearest))
        return false;
    *out = nearest;
    return true;
}

bool swage_value_get_str(const swage_value *value, swage_str *out) {
    if (!value || value->kind != SWAGE_KIND_STRING)
        return false;
    const bool whole = value->as.text != NULL; /* else it is made by hand */
    out->ptr = whole ? value->as.text : "";
    out->len = whole ? value->count : 0;
    return true;
}

const swage_value *swage_value_member(const swage_value *object, const char *key) {
    swage_str name = swage_text(key);
    if (!object || object->kind != SWAGE_KIND_OBJECT || !object->as.members)
        return NULL;
    for (uint32_t i = 0; i < object->count; i++)
        if (entries_same_text(object->as.members[i].key, name))
            return &object->as.members[i].value;
    return NULL;
}

const swage_value *swage_value_item(const swage_value *array, size_t position) {
    if (!array || array->kind != SWAGE_KIND_ARRAY || !array->as.items || position >= array->count)
        return NULL;
    return &array->as.items[position];
}

/* More than a value can hold is cut to nothing, as there is no error to give. */
static swage_value make(swage_kind kind, size_t count) {
    swage_value value;
    memset(&value, 0, sizeof value);
    value.kind = (uint32_t)kind;
    value.count = count <= UINT32_MAX ? (uint32_t)count : 0;
    return value;
}

swage_value swage_value_null(void) {
    return make(SWAGE_KIND_NULL, 0);
}

swage_value swage_value_bool(bool boolean) {
    swage_value value = make(SWAGE_KIND_BOOLEAN, 0);
    value.as.boolean = boolean;
    return value;
}

swage_value swage_value_str(swage_str text) {
    swage_value value = make(SWAGE_KIND_STRING, text.len);
    value.as.text = text.ptr;
    return value;
}

swage_value swage_value_array(const swage_value *items, size_t count) {
    swage_value value = make(SWAGE_KIND_ARRAY, count);
    value.as.items = items;
    return value;
}

swage_value swage_value_object(const swage_member *members, size_t count) {
    swage_value value = make(SWAGE_KIND_OBJECT, count);
    value.as.members = members;
    return value;
}

static bool make_number(swage_value *out, const char *text, size_t len, swage_arena *arena) {
    char *copy = swage_arena_alloc(arena, len + 1, 1);
    if (!copy)
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    *out = make(SWAGE_KIND_NUMBER, len);
    out->as.text = copy;
    return true;
}

bool swage_value_int64(swage_value *out, int64_t value, swage_arena *arena) {
    char text[NUMBER_TEXT_SIZE];
    return make_number(out, text, swage_number_write_int64(text, value), arena);
}

bool swage_value_uint64(swage_value *out, uint64_t value, swage_arena *arena) {
    char text[NUMBER_TEXT_SIZE];
    return make_number(out, text, swage_number_write_uint64(text, value), arena);
}

bool swage_value_double(swage_value *out, double value, swage_arena *arena) {
    char text[NUMBER_TEXT_SIZE];
    if (!number_is_finite(value))
        return false;
    return make_number(out, text, swage_number_write_double(text, value), arena);
}
