/*
 * Merges patches into structs. A struct that is pointed to may be someone else's or constant: it is
 * copied before it changes.
 */
#include "entries.h"
#include "names.h"
#include "report.h"

#include <swage/merge.h>

typedef struct merger {
    swage_arena *arena;
    swage_error *error;
    unsigned depth, max_depth;
    scratch scratch;
} merger;

static const char removed[] = "\xFF"; /* the key of a removed entry: no text has that byte */

static NOINLINE bool refuse(merger *m, swage_error_code code, const char *message) {
    swage_report_set(m->error, code, NULL, "%s", message);
    return false;
}

static NOINLINE bool no_memory(merger *m) {
    return refuse(m, SWAGE_ERROR_NO_MEMORY, "no memory left");
}

static bool merge_slot(merger *m, const swage_type *type, void *target, const void *patch);

static bool copy(merger *m, const swage_type *type, void *target, const void *patch) {
    return swage_copy_deep(type, target, patch, m->arena, m->max_depth - m->depth + 1, m->error);
}

/* Merges a value with a state (SWAGE_NO_STATE: without one) into the same place of `target`. */
static bool merge_nullable(merger *m, const swage_type *type, char *target, const char *patch,
                           uint32_t offset, uint32_t state_offset) {
    swage_state state = slot_state(patch, state_offset);
    if (state == SWAGE_ABSENT)
        return true;
    if (state != SWAGE_SET || slot_state(target, state_offset) != SWAGE_SET)
        memset(target + offset, 0, swage_slot_size(type));
    if (state == SWAGE_SET && !merge_slot(m, type, target + offset, patch + offset))
        return false;
    if (state == SWAGE_NULL && !type->nullable)
        state = SWAGE_ABSENT;
    if (state_offset != SWAGE_NO_STATE)
        memcpy(target + state_offset, &state, sizeof state);
    return true;
}

/* Merges an entry of a patch into the one of that name; `last` is behind all, for a new one. */
static bool merge_entry(merger *m, const swage_element *e, name_set *names, char *last,
                        const char *patch) {
    static const swage_type text = {.kind = SWAGE_TYPE_STRING};
    swage_str *key = (swage_str *)(void *)last;
    memset(last, 0, e->size);
    *key = *entry_key(patch);
    const swage_str *found = swage_names_add(names, &m->scratch, key);
    if (!found)
        return no_memory(m);
    char *entry = last + ((const char *)found - last);
    if (swage_entry_is_null(e, patch)) {
        *(swage_str *)(void *)entry = (swage_str){removed, 1};
        return true;
    }
    return (found != key || copy(m, &text, key, patch)) &&
           merge_nullable(m, &e->type, entry, patch, e->value_offset, e->state_offset);
}

/* Merges a patch into `*count` entries, behind which there is room for its own. */
static bool merge_all(merger *m, const swage_element *e, char *items, size_t *count,
                      slot_list patch) {
    name_set names;
    if (!swage_names_init_list(&names, &m->scratch, e, (slot_list){items, *count}))
        return no_memory(m);
    for (size_t i = 0; i < patch.count; i++) {
        const size_t known = names.count;
        if (!merge_entry(m, e, &names, items + *count * e->size,
                         (const char *)patch.items + i * e->size))
            return false;
        *count += names.count - known;
    }
    return true;
}

static bool merge_entries(merger *m, const swage_element *e, slot_list *target, slot_list patch) {
    const scratch_mark mark = swage_scratch_get_mark(&m->scratch);
    size_t count = target->count, left = 0;
    if (!target->items) /* made by hand: a count and no items */
        target->count = count = 0;
    if (!patch.items || patch.count == 0)
        return true;
    char *items = count <= SIZE_MAX - patch.count
                      ? swage_arena_array(m->arena, e->size, count + patch.count)
                      : NULL;
    if (!items)
        return no_memory(m);
    if (count)
        memcpy(items, target->items, count * e->size);
    if (!merge_all(m, e, items, &count, patch))
        return false;
    swage_scratch_rewind(&m->scratch, mark);
    for (size_t i = 0; i < count; i++) {
        const char *entry = items + i * e->size;
        if (entry_key(entry)->ptr != removed)
            memmove(items + left++ * e->size, entry, e->size);
    }
    target->items = items;
    target->count = left;
    return true;
}

static bool merge_list(merger *m, const swage_element *e, void *target, const void *patch) {
    slot_list list = slot_get_list(target);
    if (!merge_entries(m, e, &list, slot_get_list(patch)))
        return false;
    memcpy(target, &list, sizeof list);
    return true;
}

static bool merge_value(merger *m, swage_value *target, const swage_value *patch) {
    if (patch->kind != SWAGE_KIND_OBJECT)
        return copy(m, &swage_any_entry.type, target, patch);
    slot_list list = {NULL, 0}, changes = entries_of_value(patch);
    if (target->kind == SWAGE_KIND_OBJECT)
        list = entries_of_value(target);
    if (!merge_entries(m, &swage_any_entry, &list, changes))
        return false;
    if (list.count > UINT32_MAX)
        return no_memory(m);
    *target = swage_value_object(list.items, list.count);
    return true;
}

static bool merge_model(merger *m, const swage_model *model, char *target, const char *patch) {
    for (uint32_t i = 0; i < model->field_count; i++) {
        const swage_field *f = &model->fields[i];
        if (!merge_nullable(m, &f->type, target, patch, f->offset, f->state_offset))
            return false;
    }
    const swage_element *unknown = swage_unknown_entries(model);
    return !unknown ||
           merge_list(m, unknown, target + model->unknown_offset, patch + model->unknown_offset);
}

static bool merge_pointer(merger *m, const swage_model *model, void *target, const void *patch) {
    const char *from, *change;
    memcpy(&from, target, sizeof from);
    memcpy(&change, patch, sizeof change);
    if (!change)
        return true;
    char *to = swage_arena_alloc(m->arena, model->size, model->align);
    if (!to)
        return no_memory(m);
    if (from)
        memcpy(to, from, model->size);
    else
        memset(to, 0, model->size);
    memcpy(target, &to, sizeof to);
    return merge_model(m, model, to, change);
}

static bool merge_union(merger *m, const swage_type *type, char *target, const char *patch) {
    const swage_union *u = type->of.alternatives;
    uint32_t tag = slot_get_tag(u, patch);
    if (tag < 1 || tag > u->count)
        return copy(m, type, target, patch);
    const swage_alternative *a = &u->alternatives[tag - 1];
    if (slot_get_tag(u, target) != tag) { /* as if there were none: what is null is left out */
        memset(target, 0, u->size);
        memcpy(target + u->tag_offset, &tag, sizeof tag);
    }
    return merge_slot(m, &a->type, target + a->offset, patch + a->offset);
}

static bool merge_container(merger *m, const swage_type *type, void *target, const void *patch) {
    switch (type->kind) {
    case SWAGE_TYPE_VALUE:
        return merge_value(m, target, patch);
    case SWAGE_TYPE_MAP:
        return merge_list(m, type->of.element, target, patch);
    case SWAGE_TYPE_MODEL:
        return merge_model(m, type->of.model, target, patch);
    case SWAGE_TYPE_MODEL_POINTER:
        return merge_pointer(m, type->of.model, target, patch);
    case SWAGE_TYPE_UNION:
        return merge_union(m, type, target, patch);
    default:
        return copy(m, type, target, patch);
    }
}

static bool merge_slot(merger *m, const swage_type *type, void *target, const void *patch) {
    const unsigned level = swage_slot_level(type, patch);
    m->depth += level;
    bool good = m->depth <= m->max_depth ? merge_container(m, type, target, patch)
                                         : refuse(m, SWAGE_ERROR_DEPTH, "nested too deep");
    m->depth -= level;
    return good;
}

bool swage_merge_deep(const swage_type *type, void *target, const void *patch, swage_arena *arena,
                      unsigned max_depth, swage_error *error) {
    merger m;
    size_t size = swage_slot_size(type);
    m.arena = arena;
    m.error = error;
    m.depth = 0;
    m.max_depth = slot_depth(max_depth);
    swage_report_clear(error);
    void *result = swage_arena_array(arena, size, 1); /* so that an error changes nothing */
    if (!result)
        return no_memory(&m);
    memcpy(result, target, size);
    swage_scratch_init(&m.scratch, arena);
    bool good = merge_slot(&m, type, result, patch);
    swage_scratch_free(&m.scratch);
    if (good)
        memcpy(target, result, size);
    return good;
}

bool swage_merge_type(const swage_type *type, void *target, const void *patch, swage_arena *arena,
                      swage_error *error) {
    return swage_merge_deep(type, target, patch, arena, 0, error);
}
