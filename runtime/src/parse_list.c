/*
 * Parses arrays: items grow in the scratch, and go to the arena once they are counted.
 */
#include "bytes.h"
#include "enum_take.h"
#include "int_take.h"
#include "number_quick.h"
#include "object.h"

const char *swage_finish_list(parser *p, const swage_type *type, slot_list *out, collector *c,
                              const frame *f, const char *at) {
    size_t count = c->count;
    out->items = swage_collector_finish(c, &p->scratch, p->in.arena);
    out->count = count;
    if (!out->items && count)
        return swage_no_memory(p, f->start);
    if (c->array && (c->room <= count || p->in.arena->next == c->next))
        p->guessed = false; /* little of the room is lost */
    return swage_check_rules(p, type, out, f->start, f) ? at : NULL;
}

/*
 * Large arrays grow in the arena, so that their items are not copied in the end. How many items
 * there will be is told from the text so far; an arena with a limit has no room for guesses. One
 * array at a time does so, and the first bad guess is the last: many would take far more than the
 * text needs.
 */
enum { LARGE_BYTES = 1 << 15, LARGEST_GROWTH = 256 };

static NOINLINE char *add_to_full(parser *p, collector *c, const char *at) {
    const swage_arena *a = p->in.arena;
    bool large =
        c->count * c->item_size >= LARGE_BYTES && a->allocator.allocate && a->limit == SIZE_MAX;
    if (!PORT_SMALL && (c->array || (large && !p->guessed))) {
        const char *start = p->top->start;
        double share = (double)(p->in.end - start) / (double)(at - start);
        share = share > LARGEST_GROWTH ? LARGEST_GROWTH : share < 1.5 ? 1.5 : share * 1.05;
        p->guessed = true;
        if (!swage_collector_move(c, &p->scratch, p->in.arena, (size_t)((double)c->count * share)))
            return NULL;
    }
    return swage_collector_add(c, &p->scratch);
}

/* How far ahead memory is asked for, and how much of it comes at once. */
enum { AHEAD = 2048, CACHE_LINE = 64 };

/*
 * Asks for the memory of the items to come, whose text is at `at`: their text, their structs and
 * what their strings are copied to, which are all taken to be of one size.
 */
ALWAYS_INLINE void foresee(const parser *p, const collector *c, const char *at) {
    const uintptr_t text = (uintptr_t)at + AHEAD, items = (uintptr_t)c->next + AHEAD,
                    strings = (uintptr_t)p->in.arena->next + AHEAD / 2;
    for (size_t i = 0; !PORT_SMALL && i < c->item_size; i += CACHE_LINE) {
        port_prefetch(text + i);
        port_prefetch_write(items + i);
        port_prefetch_write(strings + i);
    }
}

static const char *parse_item(parser *p, const swage_element *e, collector *c, const char *at) {
    char *item = LIKELY(c->room) ? collector_next(c) : add_to_full(p, c, at);
    if (!item)
        return swage_no_memory(p, at);
    memset(item, 0, e->size);
    if (e->type.kind == SWAGE_TYPE_MODEL)
        foresee(p, c, at);
    p->top->number = c->count - 1;
    if (LIKELY(e->state_offset == SWAGE_NO_STATE && at < p->in.end && *at != 'n')) {
        if (e->type.kind == SWAGE_TYPE_MODEL && e->type.rule_count == 0)
            return swage_parse_model(p, e->type.of.model, item + e->value_offset, at);
        return swage_parse_slot(p, &e->type, item + e->value_offset, at);
    }
    return swage_parse_nullable(p, &e->type, item, e->value_offset, e->state_offset, at);
}

/* Integers behind the bracket at `at`, as swage_take_enums. */
static inline const char *take_ints(parser *p, const char *at, char *items, size_t *count) {
    int64_t *item = (int64_t *)(void *)items;
    const int64_t *end = item + (size_t)(p->in.arena->end - items) / sizeof *item;
    size_t indent = 0;
    do {
        at = skip_indent(at + 1, p->in.end, &indent);
        if (UNLIKELY(at == p->in.end || item == end))
            return NULL;
        at = take_int64(&p->in, at, item);
        if (UNLIKELY(!at))
            return NULL;
        at = skip_blank(at, p->in.end);
        item++;
    } while (at < p->in.end && *at == ',');
    *count = (size_t)(item - (int64_t *)(void *)items);
    return at;
}

static inline const char *take_items(parser *p, const swage_type *type, const char *at, char *items,
                                     size_t *count) {
    size_t room = (size_t)(p->in.arena->end - items) / sizeof(double);
    switch (type->kind) {
    case SWAGE_TYPE_ENUM:
        return swage_take_enums(p, type->of.enumeration, at, items, count);
    case SWAGE_TYPE_INT64:
        return take_ints(p, at, items, count);
    default:
        return swage_take_doubles(&p->in, at, (double *)(void *)items, room, count);
    }
}

/*
 * An array of scalars that take no memory of their own: its items go straight to the arena. NULL,
 * and nothing done, when something is not as in most texts.
 */
static const char *take_scalars(parser *p, const swage_type *type, slot_list *out, const char *at) {
    const swage_element *e = type->of.element;
    swage_arena *a = p->in.arena;
    size_t gap = (size_t)(-(uintptr_t)a->next) & 15, count;
    if (UNLIKELY(!a->next || (size_t)(a->end - a->next) < gap + e->size))
        return NULL;
    char *items = a->next + gap;
    at = take_items(p, &e->type, at, items, &count);
    if (UNLIKELY(!at))
        return NULL;
    at = skip_blank(at, p->in.end);
    if (UNLIKELY(at == p->in.end || *at != ']'))
        return NULL;
    if (type->rule_count && !swage_rules_surely_hold(type, &(slot_list){items, count}))
        return NULL;
    out->items = items;
    out->count = count;
    a->next = items + count * e->size;
    return at + 1;
}

/* Whether take_scalars knows the items: without rules, states and trials. */
static inline bool are_scalars(const parser *p, const swage_element *e) {
    return (e->type.kind == SWAGE_TYPE_ENUM || e->type.kind == SWAGE_TYPE_INT64 ||
            e->type.kind == SWAGE_TYPE_DOUBLE) &&
           e->type.rule_count == 0 && e->state_offset == SWAGE_NO_STATE && p->trial == 0;
}

/* The items of an array of models that generated functions read, from the first one on. */
static NOINLINE const char *parse_models(parser *p, const swage_element *e, collector *c,
                                         const char *at) {
    object o;
    bool more = true;
    size_t *const indent = indent_at(p, p->depth);
    object_prepare(p, &o, e->type.of.model, object_reader(p, e->type.of.model));
    while (at && more) {
        if (LIKELY(at < p->in.end && *at == '{')) {
            char *item = LIKELY(c->room) ? collector_next(c) : add_to_full(p, c, at);
            if (UNLIKELY(!item))
                return swage_no_memory(p, at);
            clear_bytes(item, e->size);
            foresee(p, c, at);
            p->top->number = c->count - 1;
            at = object_read(p, &o, item, at);
        } else {
            at = parse_item(p, e, c, at);
        }
        if (LIKELY(at && at < p->in.end && *at == ','))
            at = skip_indent(at + 1, p->in.end, indent);
        else if (at)
            at = swage_parse_comma(p, at, ']', &more);
    }
    return at;
}

static inline bool are_models(const parser *p, const swage_element *e) {
    return e->type.kind == SWAGE_TYPE_MODEL && e->type.rule_count == 0 &&
           e->state_offset == SWAGE_NO_STATE && e->value_offset == 0 &&
           object_reader(p, e->type.of.model) != NULL;
}

/* Whether an array's items are arrays of scalars, which are neither null nor too deep. */
static inline bool are_rows(const parser *p, const swage_element *e) {
    return !PORT_SMALL && e->type.kind == SWAGE_TYPE_ARRAY && e->state_offset == SWAGE_NO_STATE &&
           e->size == sizeof(slot_list) && are_scalars(p, e->type.of.element) &&
           p->depth < p->max_depth;
}

/* The same as parse_item, for an item that most likely is an array of scalars. */
static inline const char *parse_row(parser *p, const swage_element *e, collector *c,
                                    const char *at) {
    const char *behind = NULL;
    if (LIKELY(c->room && at < p->in.end && *at == '['))
        behind = take_scalars(p, &e->type, (slot_list *)(void *)c->next, at);
    if (UNLIKELY(!behind))
        return parse_item(p, e, c, at);
    c->next += sizeof(slot_list);
    c->room--;
    p->top->number = c->count++;
    return behind;
}

/* Any array whose bracket is at `at`. */
static NOINLINE const char *parse_any_array(parser *p, const swage_type *type, void *slot,
                                            const char *at) {
    frame f;
    collector c;
    bool more = true;
    if (!(PORT_SMALL ? swage_enter(p, &f, at) : enter(p, &f, at)))
        return NULL;
    swage_collector_init(&c, &p->scratch, type->of.element->size);
    at = skip_indent(at + 1, p->in.end, indent_at(p, p->depth));
    if (at < p->in.end && *at == ']') {
        at++;
        more = false;
    }
    if (more && are_models(p, type->of.element)) {
        at = parse_models(p, type->of.element, &c, at);
        more = false;
    }
    bool rows = are_rows(p, type->of.element);
    while (at && more) {
        at =
            rows ? parse_row(p, type->of.element, &c, at) : parse_item(p, type->of.element, &c, at);
        if (at)
            at = swage_parse_comma(p, at, ']', &more);
    }
    leave(p, &f);
    if (at)
        return swage_finish_list(p, type, slot, &c, &f, at);
    swage_scratch_rewind(&p->scratch, c.mark);
    return NULL;
}

/* The same of scalars. */
static NOINLINE const char *parse_scalars(parser *p, const swage_type *type, slot_list *out,
                                          const char *at) {
    const char *behind = take_scalars(p, type, out, at);
    return LIKELY(behind != NULL) ? behind : parse_any_array(p, type, out, at);
}

const char *swage_parse_array(parser *p, const swage_type *type, void *slot, const char *at) {
    if (at == p->in.end || *at != '[')
        return swage_wrong_kind(p, at, "an array");
    if (!PORT_SMALL && p->depth < p->max_depth) {
        const char *behind = take_empty(p, type, slot, at);
        if (behind)
            return behind;
        if (are_scalars(p, type->of.element))
            return parse_scalars(p, type, slot, at);
    }
    return parse_any_array(p, type, slot, at);
}
