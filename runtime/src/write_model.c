/*
 * Writes models: by their tables of fields, or by the function that was generated for one.
 */
#include "entries.h"
#include "writer.h"

/* Names up to this length are copied with one look at the room. */
enum { SHORT_NAME = 256 };

static char *write_kept(writer *w, char *at, const void *slot, char *mark) {
    slot_list list = slot_get_list(slot);
    const swage_member *members = list.items;
    if (!swage_write_can_list(w, list))
        return NULL;
    for (size_t i = 0; i < list.count && at; i++) {
        at = swage_write_mark(w, at, mark, 0);
        at = at ? swage_write_key(w, at, members[i].key.ptr, members[i].key.len) : NULL;
        at = at ? swage_write_value(w, at, &members[i].value) : NULL;
    }
    return at;
}

/* The mark, the name and room for a scalar. */
static char *write_name(writer *w, char *at, const swage_field *field, char *mark) {
    if (UNLIKELY(!(field->flags & SWAGE_FIELD_QUOTED) || field->name_len > SHORT_NAME)) {
        at = swage_write_mark(w, at, mark, 0);
        return at ? swage_write_key(w, at, field->name, field->name_len) : NULL;
    }
    at = put_mark(w, at, mark, SHORT_NAME + 4 + SCALAR_ROOM);
    if (UNLIKELY(!at))
        return NULL;
    size_t size = (size_t)field->name_len + 3;
    copy_bytes(at, field->name - 1, size);
    at += size;
    if (UNLIKELY(w->indent))
        *at++ = ' ';
    return at;
}

static char *write_absent(writer *w, char *at, const swage_field *field) {
    if (LIKELY(!(field->flags & SWAGE_FIELD_REQUIRED)))
        return at;
    w->top->number = NO_CHILD;
    return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the required member \"%.*s\" is not set",
                        (int)field->name_len, field->name);
}

static char *write_field(writer *w, char *at, const swage_field *field, const char *base,
                         char *mark) {
    swage_state state = slot_state(base, field->state_offset);
    if (state == SWAGE_ABSENT)
        return write_absent(w, at, field);
    w->top->name = field->name;
    w->top->number = field->name_len;
    at = write_name(w, at, field, mark);
    if (UNLIKELY(!at))
        return NULL;
    return swage_write_nullable(w, at, &field->type, base + field->offset, state);
}

static char *write_unknown(writer *w, char *at, const swage_model *m, const char *base,
                           char *mark) {
    if (m->unknown_offset == SWAGE_NO_STATE || m->unknown_mode == SWAGE_UNKNOWN_REJECTED)
        return at;
    const char *slot = base + m->unknown_offset;
    w->top->number = NO_CHILD;
    if (m->unknown_mode == SWAGE_UNKNOWN_TYPED)
        return swage_write_entries(w, at, m->unknown, slot, mark);
    return w->drop_unknown ? at : write_kept(w, at, slot, mark);
}

/* How many members of a model have been written. */
static size_t count_members(const writer *w, const swage_model *m, const char *base) {
    const bool dropped = m->unknown_mode == SWAGE_UNKNOWN_KEPT && w->drop_unknown;
    const bool any = swage_unknown_entries(m) && !dropped;
    return swage_count_fields(m, base, NULL) +
           (any ? slot_get_list(base + m->unknown_offset).count : 0);
}

/* `at` again, where the model's own rules hold. */
static char *keep_model_rules(writer *w, char *at, const swage_model *m, const char *base) {
    const swage_rule *broken =
        swage_rules_broken_by_model(m, base, count_members(w, m, base), NULL);
    if (!broken)
        return at;
    w->top->number = NO_CHILD;
    return swage_refuse_rule(w, broken);
}

static char *write_members(writer *w, char *at, const swage_model *m, const char *base,
                           char *mark) {
    for (uint32_t i = 0; i < m->field_count && LIKELY(at != NULL); i++)
        at = write_field(w, at, &m->fields[i], base, mark);
    at = at ? write_unknown(w, at, m, base, mark) : NULL;
    if (UNLIKELY(!at) || m->rule_count == 0 || !w->check_rules)
        return at;
    return keep_model_rules(w, at, m, base);
}

static char *write_by_table(writer *w, char *at, const swage_model *m, const char *base) {
    frame f;
    char mark = '{';
    if (!swage_write_enter(w, &f))
        return NULL;
    at = write_members(w, at, m, base, &mark);
    return swage_write_leave(w, at, &f, mark, '}');
}

/*
 * A generated function tells no errors: it gives up, and the table's way finds the error again.
 * Nothing of what is written then is needed.
 */
static char *explain(writer *w, const swage_model *m, const char *base) {
    w->silent = w->by_table = true;
    if (write_by_table(w, w->start, m, base))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the value changes");
    return NULL;
}

char *swage_write_model(writer *w, char *at, const swage_model *m, const void *base) {
    if (UNLIKELY(!base))
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the %s is not set", m->name);
    if (!m->write || w->by_table)
        return write_by_table(w, at, m, base);
    frame *top = w->top;
    unsigned levels = w->levels;
    at = m->write(w, at, base);
    if (LIKELY(at != NULL) || w->refused)
        return at;
    w->top = top;
    w->levels = levels;
    return explain(w, m, base);
}

char *swage_put_unknown(writer *w, char *at, const swage_model *m, const void *value) {
    frame f = {.up = w->top, .number = NO_CHILD};
    char mark = *--at; /* the bracket or a comma */
    w->top = &f;
    at = write_unknown(w, at, m, value, &mark);
    w->top = f.up;
    at = at ? need(w, at, 2) : NULL;
    if (at)
        *at++ = mark;
    return at;
}
