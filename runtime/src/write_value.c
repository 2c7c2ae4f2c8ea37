/*
 * Writes free-form JSON.
 */
#include "entries.h"
#include "writer.h"

static char *write_items(writer *w, char *at, const swage_value *array) {
    frame f;
    char mark = '[';
    if (!swage_write_can_list(w, entries_of_value(array)) || !swage_write_enter(w, &f))
        return NULL;
    for (uint32_t i = 0; i < array->count && at; i++) {
        f.number = i;
        at = put_mark(w, at, &mark, SCALAR_ROOM);
        at = at ? swage_write_value(w, at, &array->as.items[i]) : NULL;
    }
    return swage_write_leave(w, at, &f, mark, ']');
}

static char *write_members(writer *w, char *at, const swage_value *object) {
    frame f;
    char mark = '{';
    if (!swage_write_can_list(w, entries_of_value(object)) || !swage_write_enter(w, &f))
        return NULL;
    for (uint32_t i = 0; i < object->count && at; i++) {
        const swage_member *m = &object->as.members[i];
        at = put_mark(w, at, &mark, 0);
        at = at ? swage_write_key(w, at, m->key.ptr, m->key.len) : NULL;
        at = at ? swage_write_value(w, at, &m->value) : NULL;
    }
    return swage_write_leave(w, at, &f, mark, '}');
}

char *swage_write_value(writer *w, char *at, const swage_value *value) {
    switch (value->kind) {
    case SWAGE_KIND_NULL:
        memcpy(at, "null", 4);
        return at + 4;
    case SWAGE_KIND_BOOLEAN:
        return put_boolean(at, value->as.boolean);
    case SWAGE_KIND_NUMBER:
        return swage_write_number_text(w, at, value->as.text, value->count);
    case SWAGE_KIND_STRING:
        return swage_write_text(w, at, value->as.text, value->count, 0);
    case SWAGE_KIND_ARRAY:
        return write_items(w, at, value);
    case SWAGE_KIND_OBJECT:
        return write_members(w, at, value);
    default:
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the kind of the value is none");
    }
}
