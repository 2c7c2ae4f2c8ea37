/*
 * Finds the patch between two structs: merge.c is what it has to satisfy.
 */
#include "entries.h"
#include "enums.h"
#include "names.h"
#include "report.h"
#include "scratch.h"

#include <swage/merge.h>

typedef struct differ {
    swage_arena *arena;
    swage_error *error;
    unsigned depth, max_depth;
    const char *tag; /* the discriminator of the union that the object is in; NULL: it has none */
    frame *top;
    scratch scratch;
} differ;

static NOINLINE bool refuse(differ *d, swage_error_code code, const char *message) {
    swage_report_set(d->error, code, d->top, "%s", message);
    return false;
}

static NOINLINE bool no_memory(differ *d) {
    return refuse(d, SWAGE_ERROR_NO_MEMORY, "no memory left");
}

static bool copy(differ *d, const swage_type *type, void *patch, const void *to) {
    return swage_copy_deep(type, patch, to, d->arena, d->max_depth - d->depth + 1, d->error);
}

static void set_state(char *base, uint32_t state_offset, swage_state state) {
    if (state_offset != SWAGE_NO_STATE)
        memcpy(base + state_offset, &state, sizeof state);
}

static bool diff_slot(differ *d, const swage_type *type, void *patch, const void *from,
                      const void *to);

/* Where a value with a state stands in a struct or entry. */
typedef struct place {
    const swage_type *type;
    uint32_t offset, state_offset;
    bool required; /* the patch must have it */
} place;

/* The same place of three structs or entries; `patch` is zero, `from` may be NULL: nothing. */
static bool diff_nullable(differ *d, const place *p, char *patch, const char *from,
                          const char *to) {
    swage_state was = from ? slot_state(from, p->state_offset) : SWAGE_ABSENT;
    swage_state is = slot_state(to, p->state_offset);
    const char *old = was == SWAGE_SET ? from + p->offset : NULL;
    if (is != SWAGE_SET) {
        if (was != is || p->required)
            set_state(patch, p->state_offset, SWAGE_NULL);
        return true;
    }
    if (!p->required && old && swage_slot_equal(p->type, old, to + p->offset, d->max_depth))
        return true;
    set_state(patch, p->state_offset, SWAGE_SET);
    return diff_slot(d, p->type, patch + p->offset, old, to + p->offset);
}

/* An entry of the patch that has the key alone. */
static char *add_entry(differ *d, const swage_element *e, collector *c, const void *entry) {
    static const swage_type text = {.kind = SWAGE_TYPE_STRING};
    char *patch = swage_collector_add(c, &d->scratch);
    if (!patch) {
        no_memory(d);
        return NULL;
    }
    memset(patch, 0, e->size);
    return copy(d, &text, patch, entry) ? patch : NULL;
}

static bool same_entry(const differ *d, const place *p, const char *a, const char *b) {
    swage_state state = slot_state(a, p->state_offset);
    return state == slot_state(b, p->state_offset) &&
           (state != SWAGE_SET ||
            swage_slot_equal(p->type, a + p->offset, b + p->offset, d->max_depth));
}

/* What is new or changed; `old` is the entry of the same name, NULL: there is none. */
static bool diff_entry(differ *d, const swage_element *e, collector *c, const void *old,
                       const char *to) {
    place p = {&e->type, e->value_offset, e->state_offset, true};
    if (old && same_entry(d, &p, old, to))
        return true;
    if (swage_entry_is_null(e, to))
        return refuse(d, SWAGE_ERROR_INVALID_VALUE, "a merge patch can't set a member to null");
    char *patch = add_entry(d, e, c, to);
    return patch && diff_nullable(d, &p, patch, old, to);
}

/* What is gone. */
static bool drop_entry(differ *d, const swage_element *e, collector *c, const char *entry) {
    if (e->state_offset == SWAGE_NO_STATE && e->type.kind != SWAGE_TYPE_VALUE)
        return refuse(d, SWAGE_ERROR_INVALID_VALUE,
                      "a merge patch can't remove what can't be null");
    char *patch = add_entry(d, e, c, entry);
    if (patch)
        set_state(patch, e->state_offset, SWAGE_NULL);
    return patch != NULL;
}

/* An entry of a list; its name is the one at hand. */
static NOINLINE const char *entry_at(const swage_element *e, slot_list list, size_t i, frame *f) {
    const char *entry = (const char *)list.items + i * e->size;
    f->name = entry_key(entry)->ptr;
    f->number = f->name ? entry_key(entry)->len : NO_CHILD;
    return entry;
}

/* Whether that is the name at hand. */
static bool is_tag(const char *tag, const frame *f) {
    return tag && swage_is_text(tag, f->name, f->number);
}

static bool collect(differ *d, const swage_element *e, collector *c, slot_list from, slot_list to) {
    frame f = {.up = d->top};
    name_set old, new;
    const char *tag = d->tag;
    bool good = (swage_names_init_list(&old, &d->scratch, e, from) &&
                 swage_names_init_list(&new, &d->scratch, e, to)) ||
                no_memory(d);
    d->tag = NULL;
    d->top = &f;
    for (size_t i = 0; i < to.count && good; i++) {
        const char *entry = entry_at(e, to, i, &f);
        good = diff_entry(d, e, c,
                          is_tag(tag, &f) ? NULL : swage_names_find(&old, entry_key(entry)), entry);
    }
    for (size_t i = 0; i < from.count && good; i++) {
        const char *entry = entry_at(e, from, i, &f);
        good = swage_names_find(&new, entry_key(entry)) || drop_entry(d, e, c, entry);
    }
    d->top = f.up;
    return good;
}

static bool diff_entries(differ *d, const swage_element *e, slot_list *patch, slot_list from,
                         slot_list to) {
    collector c;
    from.count = from.items ? from.count : 0; /* made by hand: a count and no items */
    to.count = to.items ? to.count : 0;
    swage_collector_init(&c, &d->scratch, e->size);
    if (!collect(d, e, &c, from, to)) {
        swage_scratch_rewind(&d->scratch, c.mark);
        return false;
    }
    patch->count = c.count;
    patch->items = swage_collector_finish(&c, &d->scratch, d->arena);
    return patch->items || patch->count == 0 || no_memory(d);
}

static bool diff_list(differ *d, const swage_element *e, void *patch, const void *from,
                      const void *to) {
    slot_list old = {NULL, 0}, list;
    if (from)
        old = slot_get_list(from);
    if (!diff_entries(d, e, &list, old, slot_get_list(to)))
        return false;
    memcpy(patch, &list, sizeof list);
    return true;
}

static bool diff_value(differ *d, swage_value *patch, const swage_value *from,
                       const swage_value *to) {
    if (to->kind != SWAGE_KIND_OBJECT)
        return copy(d, &swage_any_entry.type, patch, to);
    slot_list old = {NULL, 0}, new = entries_of_value(to), list;
    if (from && from->kind == SWAGE_KIND_OBJECT)
        old = entries_of_value(from);
    if (!diff_entries(d, &swage_any_entry, &list, old, new))
        return false;
    if (list.count > UINT32_MAX)
        return no_memory(d);
    *patch = swage_value_object(list.items, list.count);
    return true;
}

static bool diff_model(differ *d, const swage_model *model, char *patch, const char *from,
                       const char *to) {
    frame f = {.up = d->top};
    bool good = true;
    const char *tag = d->tag;
    d->tag = NULL;
    d->top = &f;
    for (uint32_t i = 0; i < model->field_count && good; i++) {
        const swage_field *field = &model->fields[i];
        f.name = field->name;
        f.number = field->name_len;
        place p = {&field->type, field->offset, field->state_offset,
                   field->flags & SWAGE_FIELD_REQUIRED || is_tag(tag, &f)};
        good = diff_nullable(d, &p, patch, from, to);
    }
    d->top = f.up;
    d->tag = tag;
    const swage_element *unknown = swage_unknown_entries(model);
    size_t offset = model->unknown_offset;
    return good && (!unknown || diff_list(d, unknown, patch + offset, from ? from + offset : NULL,
                                          to + offset));
}

static bool diff_pointer(differ *d, const swage_model *model, void *patch, const void *from,
                         const void *to) {
    const char *old = NULL, *new;
    if (from)
        memcpy(&old, from, sizeof old);
    memcpy(&new, to, sizeof new);
    if (!new)
        return true;
    char *made = swage_arena_alloc(d->arena, model->size, model->align);
    if (!made)
        return no_memory(d);
    memset(made, 0, model->size);
    memcpy(patch, &made, sizeof made);
    return diff_model(d, model, made, old, new);
}

static bool diff_union(differ *d, const swage_type *type, char *patch, const char *from,
                       const char *to) {
    const swage_union *u = type->of.alternatives;
    uint32_t tag = slot_get_tag(u, to);
    if (tag < 1 || tag > u->count)
        return copy(d, type, patch, to);
    const swage_alternative *a = &u->alternatives[tag - 1];
    const char *old = from && slot_get_tag(u, from) == tag ? from + a->offset : NULL;
    memcpy(patch + u->tag_offset, &tag, sizeof tag);
    d->tag = u->discriminator; /* without it the patch's text could not be read */
    bool good = diff_slot(d, &a->type, patch + a->offset, old, to + a->offset);
    d->tag = NULL;
    return good;
}

static bool diff_container(differ *d, const swage_type *type, void *patch, const void *from,
                           const void *to) {
    switch (type->kind) {
    case SWAGE_TYPE_VALUE:
        return diff_value(d, patch, from, to);
    case SWAGE_TYPE_MAP:
        return diff_list(d, type->of.element, patch, from, to);
    case SWAGE_TYPE_MODEL:
        return diff_model(d, type->of.model, patch, from, to);
    case SWAGE_TYPE_MODEL_POINTER:
        return diff_pointer(d, type->of.model, patch, from, to);
    case SWAGE_TYPE_UNION:
        return diff_union(d, type, patch, from, to);
    default:
        return copy(d, type, patch, to);
    }
}

static bool diff_slot(differ *d, const swage_type *type, void *patch, const void *from,
                      const void *to) {
    const unsigned level = swage_slot_level(type, to);
    d->depth += level;
    bool good = d->depth <= d->max_depth ? diff_container(d, type, patch, from, to)
                                         : refuse(d, SWAGE_ERROR_DEPTH, "nested too deep");
    d->depth -= level;
    return good;
}

bool swage_diff_deep(const swage_type *type, void *patch, const void *from, const void *to,
                     swage_arena *arena, unsigned max_depth, swage_error *error) {
    differ d;
    d.arena = arena;
    d.error = error;
    d.depth = 0;
    d.max_depth = slot_depth(max_depth);
    d.tag = NULL;
    d.top = NULL;
    swage_scratch_init(&d.scratch, arena);
    swage_report_clear(error);
    memset(patch, 0, swage_slot_size(type));
    bool good = diff_slot(&d, type, patch, from, to);
    swage_scratch_free(&d.scratch);
    if (!good)
        memset(patch, 0, swage_slot_size(type));
    return good;
}

bool swage_diff_type(const swage_type *type, void *patch, const void *from, const void *to,
                     swage_arena *arena, swage_error *error) {
    return swage_diff_deep(type, patch, from, to, arena, 0, error);
}
