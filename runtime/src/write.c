/*
 * Writes structs as JSON, checking on the way all that a reader would: states, texts, constraints.
 */
#include "writer.h"
#include "slot.h"

#include <stdarg.h>
#include <stdio.h>

enum { DEFAULT_DEPTH = 128 };

void swage_put_far(writer *w, const char *bytes, size_t count) {
    if (w->len < w->capacity) {
        size_t room = w->capacity - w->len;
        memcpy(w->buffer + w->len, bytes, count < room ? count : room);
    }
    w->len += count;
}

bool swage_refuse(writer *w, swage_error_code code, const char *format, ...) {
    char message[SWAGE_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    swage_report_set(w->error, code, w->top, "%s", message);
    return false;
}

static void put_line(writer *w) {
    put_char(w, '\n');
    for (size_t i = (size_t)w->indent * w->depth; i > 0; i--)
        put_char(w, ' ');
}

bool swage_write_open(writer *w, frame *f, char bracket) {
    if (w->depth >= w->max_depth)
        return swage_refuse(w, SWAGE_ERROR_DEPTH, "nested deeper than %u levels", w->max_depth);
    memset(f, 0, sizeof *f);
    f->up = w->top;
    f->number = NO_CHILD;
    w->top = f;
    w->depth++;
    put_char(w, bracket);
    return true;
}

void swage_write_close(writer *w, const frame *f, char bracket, bool empty) {
    w->depth--;
    w->top = f->up;
    if (w->indent && !empty)
        put_line(w);
    put_char(w, bracket);
}

void swage_write_separator(writer *w, bool first) {
    if (!first)
        put_char(w, ',');
    if (w->indent)
        put_line(w);
}

bool swage_write_key(writer *w, const char *name, size_t len) {
    if (!name)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "a member has no name");
    w->top->name = name;
    w->top->number = len;
    if (!swage_write_string(w, name, len))
        return false;
    put(w, ": ", w->indent ? 2 : 1);
    return true;
}

static bool write_slot(writer *w, const swage_type *type, const void *slot);

static bool write_nullable(writer *w, const swage_type *type, const char *base, uint32_t offset,
                           swage_state state) {
    if (state == SWAGE_SET)
        return write_slot(w, type, base + offset);
    if (state != SWAGE_NULL)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the value is not set");
    if (!type->nullable)
        return swage_refuse(w, SWAGE_ERROR_NULL_VALUE, "null is not allowed here");
    put(w, "null", 4);
    return true;
}

static bool write_array(writer *w, const swage_element *e, const void *slot) {
    frame f;
    slot_list list = slot_get_list(slot);
    if (!list.items && list.count)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the list has a count but no items");
    if (!swage_write_open(w, &f, '['))
        return false;
    bool good = true;
    for (size_t i = 0; i < list.count && good; i++) {
        const char *item = (const char *)list.items + i * e->size;
        f.number = i;
        swage_write_separator(w, i == 0);
        good =
            write_nullable(w, &e->type, item, e->value_offset, slot_state(item, e->state_offset));
    }
    swage_write_close(w, &f, ']', list.count == 0);
    return good;
}

/* The entries of a map; *count goes on counting the object's members. */
static bool write_entries(writer *w, const swage_element *e, const void *slot, size_t *count) {
    slot_list list = slot_get_list(slot);
    if (!list.items && list.count)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the map has a count but no items");
    for (size_t i = 0; i < list.count; i++) {
        const char *entry = (const char *)list.items + i * e->size;
        const swage_str *key = (const swage_str *)(const void *)entry;
        swage_write_separator(w, (*count)++ == 0);
        if (!swage_write_key(w, key->ptr, key->len) ||
            !write_nullable(w, &e->type, entry, e->value_offset,
                            slot_state(entry, e->state_offset)))
            return false;
    }
    return true;
}

static bool write_map(writer *w, const swage_element *e, const void *slot) {
    frame f;
    size_t count = 0;
    if (!swage_write_open(w, &f, '{'))
        return false;
    bool good = write_entries(w, e, slot, &count);
    swage_write_close(w, &f, '}', count == 0);
    return good;
}

static bool write_kept(writer *w, const void *slot, size_t *count) {
    slot_list list = slot_get_list(slot);
    const swage_member *members = list.items;
    if (!members && list.count)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the members have a count but no items");
    for (size_t i = 0; i < list.count; i++) {
        swage_write_separator(w, (*count)++ == 0);
        if (!swage_write_key(w, members[i].key.ptr, members[i].key.len) ||
            !swage_write_value(w, &members[i].value))
            return false;
    }
    return true;
}

static bool write_field_key(writer *w, const swage_field *field) {
    w->top->name = field->name;
    w->top->number = field->name_len;
    if (!(field->flags & SWAGE_FIELD_QUOTED))
        return swage_write_key(w, field->name, field->name_len);
    put(w, field->name - 1, (size_t)field->name_len + 3);
    if (w->indent)
        put_char(w, ' ');
    return true;
}

static bool write_field(writer *w, const swage_field *field, const char *base, size_t *count) {
    swage_state state = slot_state(base, field->state_offset);
    if (state == SWAGE_ABSENT) {
        if (!(field->flags & SWAGE_FIELD_REQUIRED))
            return true;
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the required member \"%.*s\" is not set",
                            (int)field->name_len, field->name);
    }
    swage_write_separator(w, (*count)++ == 0);
    if (!write_field_key(w, field))
        return false;
    if (UNLIKELY((unsigned)state > SWAGE_SET))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the state is none");
    bool good = write_nullable(w, &field->type, base, field->offset, state);
    w->top->number = NO_CHILD;
    return good;
}

static bool write_unknown(writer *w, const swage_model *m, const char *base, size_t *count) {
    if (m->unknown_offset == SWAGE_NO_STATE || m->unknown_mode == SWAGE_UNKNOWN_REJECTED)
        return true;
    if (m->unknown_mode == SWAGE_UNKNOWN_TYPED)
        return write_entries(w, m->unknown, base + m->unknown_offset, count);
    return w->drop_unknown || write_kept(w, base + m->unknown_offset, count);
}

static bool write_members(writer *w, const swage_model *m, const char *base, size_t *count) {
    char text[RULE_TEXT_SIZE];
    for (uint32_t i = 0; i < m->field_count; i++)
        if (!write_field(w, &m->fields[i], base, count))
            return false;
    if (!write_unknown(w, m, base, count))
        return false;
    if (m->rule_count == 0 || !w->check_rules)
        return true;
    w->top->number = NO_CHILD;
    const swage_rule *broken = swage_rules_broken_by_count(m, *count, NULL);
    return !broken || swage_refuse(w, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(broken, text));
}

static bool write_model(writer *w, const swage_model *m, const char *base) {
    frame f;
    size_t count = 0;
    if (!base)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the %s is not set", m->name);
    if (!swage_write_open(w, &f, '{'))
        return false;
    bool good = write_members(w, m, base, &count);
    swage_write_close(w, &f, '}', count == 0);
    return good;
}

static bool write_union(writer *w, const swage_union *u, const char *slot) {
    uint32_t tag = slot_get_tag(u, slot);
    if (tag < 1 || tag > u->count)
        return swage_refuse(w, tag ? SWAGE_ERROR_INVALID_VALUE : SWAGE_ERROR_REQUIRED,
                            "the alternative of %s is not set", u->name);
    const swage_alternative *a = &u->alternatives[tag - 1];
    if (w->depth >= w->max_depth)
        return swage_refuse(w, SWAGE_ERROR_DEPTH, "nested deeper than %u levels", w->max_depth);
    w->depth++; /* unions of unions nest without a bracket */
    bool good = write_slot(w, &a->type, slot + a->offset);
    w->depth--;
    return good;
}

static bool write_container(writer *w, const swage_type *type, const void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_VALUE:
        return swage_write_value(w, slot);
    case SWAGE_TYPE_ARRAY:
        return write_array(w, type->of.element, slot);
    case SWAGE_TYPE_MAP:
        return write_map(w, type->of.element, slot);
    case SWAGE_TYPE_MODEL:
        return write_model(w, type->of.model, slot);
    case SWAGE_TYPE_MODEL_POINTER:
        return write_model(w, type->of.model, *(const char *const *)slot);
    case SWAGE_TYPE_UNION:
        return write_union(w, type->of.alternatives, slot);
    default:
        return swage_write_scalar(w, type, slot);
    }
}

static bool write_slot(writer *w, const swage_type *type, const void *slot) {
    char text[RULE_TEXT_SIZE];
    if (!write_container(w, type, slot))
        return false;
    if (LIKELY(type->rule_count == 0) || !w->check_rules)
        return true;
    const swage_rule *broken = swage_rules_broken(&w->rules, type, slot, NULL);
    return !broken || swage_refuse(w, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(broken, text));
}

static void prepare(writer *w, char *buffer, size_t capacity, const swage_write_options *options,
                    swage_error *error) {
    memset(w, 0, sizeof *w);
    w->buffer = buffer;
    w->capacity = capacity && buffer ? capacity - 1 : 0;
    w->error = error;
    w->check_rules = !options || !options->skip_validation;
    w->max_depth = options && options->max_depth ? options->max_depth : DEFAULT_DEPTH;
    w->drop_unknown = options && options->drop_unknown;
    w->indent = options ? options->indent : 0;
    swage_report_clear(error);
}

size_t swage_write_type(const swage_type *type, const void *slot, char *buffer, size_t capacity,
                        const swage_write_options *options, swage_error *error) {
    writer w;
    prepare(&w, buffer, capacity, options, error);
    bool good = write_slot(&w, type, slot);
    if (buffer && capacity)
        buffer[!good ? 0 : w.len < w.capacity ? w.len : w.capacity] = '\0';
    return good ? w.len : 0;
}

size_t swage_write(const swage_model *model, const void *value, char *buffer, size_t capacity,
                   const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return swage_write_type(&type, value, buffer, capacity, options, error);
}

size_t swage_value_write(const swage_value *value, char *buffer, size_t capacity,
                         const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_VALUE};
    return swage_write_type(&type, value, buffer, capacity, options, error);
}

bool swage_validate_type(const swage_type *type, const void *slot, swage_error *error) {
    writer w;
    prepare(&w, NULL, 0, NULL, error);
    w.silent = true;
    w.max_depth = SLOT_DEPTH;
    return write_slot(&w, type, slot);
}

bool swage_validate(const swage_model *model, const void *value, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return swage_validate_type(&type, value, error);
}
