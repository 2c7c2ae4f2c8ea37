/*
 * Writes free-form JSON.
 */
#include "writer.h"

static bool write_items(writer *w, const swage_value *array) {
    frame f;
    bool good = true;
    if (!array->as.items && array->count)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the array has a count but no items");
    if (!swage_write_open(w, &f, '['))
        return false;
    for (uint32_t i = 0; i < array->count && good; i++) {
        f.number = i;
        swage_write_separator(w, i == 0);
        good = swage_write_value(w, &array->as.items[i]);
    }
    swage_write_close(w, &f, ']', array->count == 0);
    return good;
}

static bool write_members(writer *w, const swage_value *object) {
    frame f;
    bool good = true;
    if (!object->as.members && object->count)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the object has a count but no members");
    if (!swage_write_open(w, &f, '{'))
        return false;
    for (uint32_t i = 0; i < object->count && good; i++) {
        const swage_member *m = &object->as.members[i];
        swage_write_separator(w, i == 0);
        good = swage_write_key(w, m->key.ptr, m->key.len) && swage_write_value(w, &m->value);
    }
    swage_write_close(w, &f, '}', object->count == 0);
    return good;
}

bool swage_write_value(writer *w, const swage_value *value) {
    switch (value->kind) {
    case SWAGE_KIND_NULL:
        put(w, "null", 4);
        return true;
    case SWAGE_KIND_BOOLEAN:
        put(w, value->as.boolean ? "true" : "false", value->as.boolean ? 4 : 5);
        return true;
    case SWAGE_KIND_NUMBER:
        return swage_write_number_text(w, value->as.text, value->count);
    case SWAGE_KIND_STRING:
        return swage_write_string(w, value->as.text, value->count);
    case SWAGE_KIND_ARRAY:
        return write_items(w, value);
    case SWAGE_KIND_OBJECT:
        return write_members(w, value);
    default:
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the kind of the value is none");
    }
}
