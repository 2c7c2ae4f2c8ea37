/*
 * Writes structs as JSON, checking on the way all that a reader would: states, texts, constraints.
 */
#include "enums.h"
#include "number.h"
#include "number_quick.h"
#include "slot.h"
#include "writer.h"

enum { REALS_AT_ONCE = 32 };

static const rule_context no_context = {.scratch = NULL};

char *swage_write_line(writer *w, char *at, size_t after) {
    at = need(w, at, 1);
    if (at)
        *at++ = '\n';
    for (size_t i = (size_t)w->indent * w->depth; i > 0 && at; i--) {
        at = need(w, at, 1);
        if (at)
            *at++ = ' ';
    }
    return at ? need(w, at, after) : NULL;
}

char *swage_write_mark(writer *w, char *at, char *mark, size_t after) {
    return put_mark_here(w, at, mark, after);
}

static bool descend(writer *w) {
    if (UNLIKELY(w->levels == 0))
        return swage_refuse(w, SWAGE_ERROR_DEPTH, swage_text_too_deep, w->max_depth);
    w->levels--;
    return true;
}

bool swage_write_enter(writer *w, frame *f) {
    if (!descend(w))
        return false;
    f->up = w->top;
    f->name = NULL;
    f->number = NO_CHILD;
    f->object = NULL;
    w->top = f;
    w->depth++;
    return true;
}

char *swage_write_leave(writer *w, char *at, const frame *f, char mark, char bracket) {
    w->levels++;
    w->depth--;
    w->top = f->up;
    at = at ? need(w, at, 2) : NULL;
    if (UNLIKELY(!at))
        return NULL;
    if (mark != ',')
        *at++ = mark;
    else if (UNLIKELY(w->indent) && !(at = swage_write_line(w, at, 1)))
        return NULL;
    *at++ = bracket;
    return at;
}

char *swage_write_key(writer *w, char *at, const char *name, size_t len) {
    if (!name) {
        w->top->number = NO_CHILD;
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "a member has no name");
    }
    w->top->name = name;
    w->top->number = len;
    at = swage_write_text(w, at, name, len, SCALAR_ROOM);
    if (UNLIKELY(!at))
        return NULL;
    *at++ = ':';
    if (w->indent)
        *at++ = ' ';
    return at;
}

char *swage_write_nullable(writer *w, char *at, const swage_type *type, const char *slot,
                           swage_state state) {
    if (LIKELY(state == SWAGE_SET))
        return swage_write_slot(w, at, type, slot);
    if (state == SWAGE_ABSENT)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the value is not set");
    if (state != SWAGE_NULL)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the state is none");
    if (!type->nullable && !w->any_null)
        return swage_refuse(w, SWAGE_ERROR_NULL_VALUE, "%s", swage_text_null);
    memcpy(at, "null", 4);
    return at + 4;
}

/* `at` again, where what was written keeps its type's rules. */
static char *keep_rules(writer *w, char *at, const swage_type *type, const void *slot) {
    const swage_rule *broken =
        at && w->check_rules ? swage_rules_broken(&no_context, type, slot, NULL) : NULL;
    return broken ? swage_refuse_rule(w, broken) : at;
}

static char *write_value(writer *w, char *at, const swage_type *type, const void *slot);

/* Whether items are doubles that are neither null nor looked at by rules, and no line each. */
static inline bool are_reals(const writer *w, const swage_element *e) {
    return !PORT_SMALL && e->type.kind == SWAGE_TYPE_DOUBLE && e->state_offset == SWAGE_NO_STATE &&
           (e->type.rule_count == 0 || !w->check_rules) && w->indent == 0;
}

/* Whether items are arrays of these. */
static inline bool are_rows(const writer *w, const swage_element *e) {
    return !PORT_SMALL && e->type.kind == SWAGE_TYPE_ARRAY && e->state_offset == SWAGE_NO_STATE &&
           e->type.rule_count == 0 && e->size == sizeof(slot_list) && w->levels &&
           are_reals(w, e->type.of.element);
}

/* An item that is neither null nor looked at by rules. */
static inline char *write_plain_item(writer *w, char *at, const swage_type *type,
                                     const void *item) {
    const swage_str *text = item;
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        return text->ptr ? swage_write_text(w, at, text->ptr, text->len, 0)
                         : swage_write_scalar(w, at, type, item);
    case SWAGE_TYPE_INT64:
        return swage_put_integer(at, *(const int64_t *)item);
    case SWAGE_TYPE_DOUBLE: {
        char *end = swage_put_real(at, *(const double *)item);
        return end ? end : swage_write_scalar(w, at, type, item);
    }
    case SWAGE_TYPE_ENUM:
        return swage_write_enum(w, at, type, item, 0);
    case SWAGE_TYPE_MODEL:
        return swage_write_model(w, at, type->of.model, item);
    default:
        return write_value(w, at, type, item);
    }
}

/* Items up to the first that is not finite; *done counts them. */
static char *write_reals(writer *w, char *at, slot_list list, char *mark, size_t *done) {
    const double *items = list.items;
    for (size_t i = 0; i < list.count; i += REALS_AT_ONCE) {
        size_t count = list.count - i < REALS_AT_ONCE ? list.count - i : REALS_AT_ONCE;
        at = need(w, at, count * NUMBER_TEXT_SIZE + 2);
        char *end = at ? swage_number_write_doubles(at, items + i, count, *mark) : NULL;
        if (UNLIKELY(!end))
            return at;
        at = end;
        *mark = ',';
        *done = i + count;
    }
    return at;
}

static char *write_items(writer *w, char *at, const swage_element *e, slot_list list, char *mark) {
    const char *item = list.items;
    frame *f = w->top;
    const bool plain = !PORT_SMALL && e->state_offset == SWAGE_NO_STATE &&
                       (e->type.rule_count == 0 || !w->check_rules);
    size_t i = 0;
    if (list.count && are_reals(w, e)) {
        at = write_reals(w, at, list, mark, &i);
        item += i * e->size;
    }
    const bool rows = are_rows(w, e);
    for (; i < list.count && at; i++, item += e->size) {
        if (rows) {
            size_t done = swage_number_write_rows(&at, w->end, item, list.count - i, mark);
            i += done;
            item += done * e->size;
            if (i == list.count)
                break;
        }
        f->number = i;
        at = put_mark(w, at, mark, SCALAR_ROOM);
        if (UNLIKELY(!at))
            return NULL;
        at = plain ? write_plain_item(w, at, &e->type, item + e->value_offset)
                   : swage_write_nullable(w, at, &e->type, item + e->value_offset,
                                          slot_state(item, e->state_offset));
        if (UNLIKELY(!at))
            return NULL;
    }
    return at;
}

bool swage_write_can_list(writer *w, slot_list list) {
    return LIKELY(slot_list_is_whole(list)) ||
           swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "%s", swage_text_no_items);
}

static char *write_array(writer *w, char *at, const swage_element *e, const void *slot) {
    frame f;
    char mark = '[';
    slot_list list = slot_get_list(slot);
    if (!swage_write_can_list(w, list) || !swage_write_enter(w, &f))
        return NULL;
    at = write_items(w, at, e, list, &mark);
    return swage_write_leave(w, at, &f, mark, ']');
}

char *swage_write_entries(writer *w, char *at, const swage_element *e, const void *slot,
                          char *mark) {
    slot_list list = slot_get_list(slot);
    const char *entry = list.items;
    if (!swage_write_can_list(w, list))
        return NULL;
    for (size_t i = 0; i < list.count; i++, entry += e->size) {
        const swage_str *key = (const swage_str *)(const void *)entry;
        at = put_mark(w, at, mark, 0);
        at = at ? swage_write_key(w, at, key->ptr, key->len) : NULL;
        if (e->names)
            at = keep_rules(w, at, e->names, key);
        if (UNLIKELY(!at))
            return NULL;
        at = swage_write_nullable(w, at, &e->type, entry + e->value_offset,
                                  slot_state(entry, e->state_offset));
        if (UNLIKELY(!at))
            return NULL;
    }
    return at;
}

static char *write_map(writer *w, char *at, const swage_element *e, const void *slot) {
    frame f;
    char mark = '{';
    if (!swage_write_enter(w, &f))
        return NULL;
    at = swage_write_entries(w, at, e, slot, &mark);
    return swage_write_leave(w, at, &f, mark, '}');
}

static char *write_union(writer *w, char *at, const swage_union *u, const char *slot) {
    uint32_t tag = slot_get_tag(u, slot);
    const char *fault = swage_union_fault(u, slot);
    if (UNLIKELY(fault))
        return swage_refuse(w, tag ? SWAGE_ERROR_INVALID_VALUE : SWAGE_ERROR_REQUIRED,
                            "the alternative of %s is %s", u->name, fault);
    const swage_alternative *a = &u->alternatives[tag - 1];
    return swage_write_slot(w, at, &a->type, slot + a->offset);
}

static char *write_value(writer *w, char *at, const swage_type *type, const void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_VALUE:
        return swage_write_value(w, at, slot);
    case SWAGE_TYPE_ARRAY:
        return write_array(w, at, type->of.element, slot);
    case SWAGE_TYPE_MAP:
        return write_map(w, at, type->of.element, slot);
    case SWAGE_TYPE_MODEL:
        return swage_write_model(w, at, type->of.model, slot);
    case SWAGE_TYPE_MODEL_POINTER:
        return swage_write_model(w, at, type->of.model, *(const char *const *)slot);
    case SWAGE_TYPE_UNION:
        return write_union(w, at, type->of.alternatives, slot);
    default:
        return swage_write_scalar(w, at, type, slot);
    }
}

char *swage_write_slot(writer *w, char *at, const swage_type *type, const void *slot) {
    at = write_value(w, at, type, slot);
    return LIKELY(type->rule_count == 0) ? at : keep_rules(w, at, type, slot);
}

bool swage_rules_hold(const swage_type *type, const void *slot) {
    return !swage_rules_broken(&no_context, type, slot, NULL);
}

char *swage_put_slot(writer *w, char *at, const swage_type *type, const void *slot, size_t after) {
    at = swage_write_slot(w, at, type, slot);
    return at ? need(w, at, after) : NULL;
}
