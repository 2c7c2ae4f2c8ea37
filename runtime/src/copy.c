/*
 * Deep copies: structs are copied whole, then what they point to is, and the pointers are mended.
 */
#include "entries.h"
#include "enums.h"
#include "report.h"
#include "slot.h"

#include <swage/fast/portability.h>

typedef struct copier {
    swage_arena *arena;
    swage_error *error;
    unsigned depth, max_depth;
} copier;

static bool out_of_memory(copier *c) {
    swage_report_set(c->error, SWAGE_ERROR_NO_MEMORY, NULL, "no memory left");
    return false;
}

static bool enter(copier *c) {
    if (c->depth >= c->max_depth) {
        swage_report_set(c->error, SWAGE_ERROR_DEPTH, NULL, swage_text_too_deep, c->max_depth);
        return false;
    }
    c->depth++;
    return true;
}

/* A copy of bytes with a NUL behind; NULL stays NULL. */
static bool copy_bytes(copier *c, const char **text, size_t len) {
    if (!*text)
        return true;
    char *copy = len < SIZE_MAX ? swage_arena_alloc(c->arena, len + 1, 1) : NULL;
    if (!copy)
        return out_of_memory(c);
    memcpy(copy, *text, len);
    copy[len] = '\0';
    *text = copy;
    return true;
}

/* An array's bytes, copied; *items points to the copy. */
static bool copy_array_bytes(copier *c, const void **items, size_t size, size_t count) {
    void *copy = NULL;
    if (*items && count) {
        copy = swage_arena_array(c->arena, size, count);
        if (!copy)
            return out_of_memory(c);
        memcpy(copy, *items, size * count);
    }
    *items = copy;
    return true;
}

static bool copy_slot(copier *c, const swage_type *type, void *slot);

static bool copy_nullable(copier *c, const swage_type *type, char *base, uint32_t offset,
                          uint32_t state_offset) {
    if (slot_state(base, state_offset) == SWAGE_SET)
        return copy_slot(c, type, base + offset);
    memset(base + offset, 0, swage_slot_size(type)); /* what it was is nobody's */
    return true;
}

static bool copy_elements(copier *c, const swage_element *e, bool map, slot_list *list) {
    if (!copy_array_bytes(c, &list->items, e->size, list->count))
        return false;
    char *items = (char *)(uintptr_t)list->items;
    for (size_t i = 0; items && i < list->count; i++) {
        char *item = items + i * e->size;
        if (map) {
            swage_str *key = (swage_str *)(void *)item;
            if (!copy_bytes(c, &key->ptr, key->len))
                return false;
        }
        if (!copy_nullable(c, &e->type, item, e->value_offset, e->state_offset))
            return false;
    }
    return true;
}

static bool copy_value(copier *c, swage_value *value) {
    bool object = value->kind == SWAGE_KIND_OBJECT;
    if (value->kind == SWAGE_KIND_NUMBER || value->kind == SWAGE_KIND_STRING)
        return copy_bytes(c, &value->as.text, value->count);
    if (value->kind != SWAGE_KIND_ARRAY && !object)
        return true;
    if (!enter(c))
        return false;
    slot_list list = entries_of_value(value);
    bool good = copy_elements(c, object ? &swage_any_entry : &swage_any_item, object, &list);
    if (object)
        value->as.members = list.items;
    else
        value->as.items = list.items;
    c->depth--;
    return good;
}

static bool copy_list(copier *c, const swage_type *type, void *slot) {
    slot_list list = slot_get_list(slot);
    if (!enter(c))
        return false;
    bool good = copy_elements(c, type->of.element, type->kind == SWAGE_TYPE_MAP, &list);
    memcpy(slot, &list, sizeof list);
    c->depth--;
    return good;
}

static bool copy_unknown(copier *c, const swage_model *m, char *base) {
    const swage_element *e = swage_unknown_entries(m);
    if (!e)
        return true;
    slot_list list = slot_get_list(base + m->unknown_offset);
    bool good = copy_elements(c, e, true, &list);
    memcpy(base + m->unknown_offset, &list, sizeof list);
    return good;
}

static bool copy_model(copier *c, const swage_model *m, char *base) {
    bool good = true;
    if (!enter(c))
        return false;
    for (uint32_t i = 0; i < m->field_count && good; i++) {
        const swage_field *field = &m->fields[i];
        good = copy_nullable(c, &field->type, base, field->offset, field->state_offset);
    }
    good = good && copy_unknown(c, m, base);
    c->depth--;
    return good;
}

static bool copy_pointer(copier *c, const swage_model *m, void *slot) {
    const void *from;
    memcpy(&from, slot, sizeof from);
    if (!from)
        return true;
    void *to = swage_arena_alloc(c->arena, m->size, m->align);
    if (!to)
        return out_of_memory(c);
    memcpy(to, from, m->size);
    memcpy(slot, &to, sizeof to);
    return copy_model(c, m, to);
}

static bool copy_enum(copier *c, const swage_type *type, void *slot) {
    uint32_t code = swage_enum_get_code(type, slot);
    swage_str none = {NULL, 0}, text = swage_enum_text(type->of.enumeration, code, none);
    if (type->kind == SWAGE_TYPE_CLOSED_ENUM)
        return true;
    if (!text.ptr) {
        text = swage_enum_get_text(type, slot);
        if (!copy_bytes(c, &text.ptr, text.len))
            return false;
    }
    swage_enum_set(type, slot, code, text);
    return true;
}

static bool copy_union(copier *c, const swage_union *u, char *slot) {
    uint32_t tag = slot_get_tag(u, slot);
    if (tag < 1 || tag > u->count)
        return true;
    const swage_alternative *a = &u->alternatives[tag - 1];
    return copy_slot(c, &a->type, slot + a->offset);
}

static bool copy_slot(copier *c, const swage_type *type, void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
    case SWAGE_TYPE_BYTES:
    case SWAGE_TYPE_DECIMAL: { /* the same layout: pointer and length */
        swage_str text;
        memcpy(&text, slot, sizeof text);
        bool good = copy_bytes(c, &text.ptr, text.len);
        memcpy(slot, &text, sizeof text);
        return good;
    }
    case SWAGE_TYPE_VALUE:
        return copy_value(c, slot);
    case SWAGE_TYPE_ARRAY:
    case SWAGE_TYPE_MAP:
        return copy_list(c, type, slot);
    case SWAGE_TYPE_MODEL:
        return copy_model(c, type->of.model, slot);
    case SWAGE_TYPE_MODEL_POINTER:
        return copy_pointer(c, type->of.model, slot);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return copy_enum(c, type, slot);
    case SWAGE_TYPE_UNION:
        return copy_union(c, type->of.alternatives, slot);
    default:
        return true;
    }
}

bool swage_copy_deep(const swage_type *type, void *out, const void *slot, swage_arena *arena,
                     unsigned max_depth, swage_error *error) {
    copier c = {arena, error, 0, slot_depth(max_depth)};
    size_t size = swage_slot_size(type);
    swage_report_clear(error);
    memmove(out, slot, size);
    if (copy_slot(&c, type, out))
        return true;
    memset(out, 0, size);
    return false;
}

bool swage_copy_type(const swage_type *type, void *out, const void *slot, swage_arena *arena,
                     swage_error *error) {
    return swage_copy_deep(type, out, slot, arena, 0, error);
}

bool swage_copy(const swage_model *model, void *out, const void *value, swage_arena *arena,
                swage_error *error) {
    swage_type type = swage_model_type(model);
    return swage_copy_type(&type, out, value, arena, error);
}
