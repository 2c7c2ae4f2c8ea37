/*
 * Where written text goes: the writer's room, and the functions that begin a write.
 */
#include "slot.h"
#include "writer.h"

#include <stdarg.h>
#include <stdio.h>

enum { DEFAULT_DEPTH = 128 };

char *swage_refuse(writer *w, swage_error_code code, const char *format, ...) {
    char message[SWAGE_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    swage_report_set(w->error, code, w->top, "%s", message);
    return NULL;
}

char *swage_refuse_rule(writer *w, const swage_rule *rule) {
    char text[RULE_TEXT_SIZE];
    return swage_refuse(w, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(rule, text));
}

/* What stands in the room leaves it; false when the sink refuses it. */
static bool empty_room(writer *w, const char *at) {
    size_t count = (size_t)(at - w->start), kept = count < w->capacity ? count : w->capacity;
    w->gone += count;
    if (w->sink && count && !w->silent && !w->sink(w->context, w->start, count)) {
        swage_report_set(w->error, SWAGE_ERROR_SINK, NULL, "the sink takes no more");
        w->refused = true;
        return false;
    }
    if (w->start == w->stage && kept)
        memcpy(w->buffer, w->stage, kept);
    w->buffer = kept ? w->buffer + kept : w->buffer;
    w->capacity -= kept;
    return true;
}

/* The last byte stays in the room. */
char *swage_write_more(writer *w, char *at, size_t count) {
    const bool some = at > w->start;
    const char last = some ? at[-1] : ' ';
    (void)count;
    if (!empty_room(w, at - some))
        return NULL;
    w->start = w->stage;
    w->end = w->stage + SWAGE_WRITE_ROOM;
    *w->stage = last;
    return w->stage + some;
}

char *swage_write_far(writer *w, char *at, const char *bytes, size_t count) {
    for (;;) {
        size_t room = (size_t)(w->end - at), part = count < room ? count : room;
        memcpy(at, bytes, part);
        at += part;
        if (part == count)
            return at;
        bytes += part;
        count -= part;
        at = swage_write_more(w, at, 1);
        if (!at)
            return NULL;
    }
}

static void prepare(writer *w, char *stage, const swage_write_options *options,
                    swage_error *error) {
    memset(w, 0, sizeof *w);
    w->start = w->stage = stage;
    w->end = stage + SWAGE_WRITE_ROOM;
    w->error = error;
    w->check_rules = !options || !options->skip_validation;
    w->max_depth = options && options->max_depth ? options->max_depth : DEFAULT_DEPTH;
    w->levels = w->max_depth;
    w->drop_unknown = options && options->drop_unknown;
    w->indent = options ? options->indent : 0;
    w->any_null = options && options->any_null;
    w->by_table = w->indent > 0 || w->any_null;
    swage_report_clear(error);
}

size_t swage_write_type(const swage_type *type, const void *slot, char *buffer, size_t capacity,
                        const swage_write_options *options, swage_error *error) {
    char stage[SWAGE_WRITE_ROOM];
    writer w;
    prepare(&w, stage, options, error);
    if (buffer && capacity) {
        w.start = w.buffer = buffer;
        w.capacity = capacity - 1;
        w.end = buffer + w.capacity;
    }
    const char *at = swage_write_slot(&w, need(&w, w.start, SCALAR_ROOM), type, slot);
    if (at)
        (void)empty_room(&w, at);
    if (buffer && capacity)
        *(at ? w.buffer : buffer) = '\0';
    return at ? w.gone : 0;
}

bool swage_write_type_to(const swage_type *type, const void *slot, swage_sink sink, void *context,
                         const swage_write_options *options, swage_error *error) {
    char stage[SWAGE_WRITE_ROOM];
    writer w;
    prepare(&w, stage, options, error);
    w.sink = sink;
    w.context = context;
    const char *at = swage_write_slot(&w, need(&w, w.start, SCALAR_ROOM), type, slot);
    return at && empty_room(&w, at);
}

size_t swage_write(const swage_model *model, const void *value, char *buffer, size_t capacity,
                   const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return swage_write_type(&type, value, buffer, capacity, options, error);
}

bool swage_write_to(const swage_model *model, const void *value, swage_sink sink, void *context,
                    const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = model};
    return swage_write_type_to(&type, value, sink, context, options, error);
}

size_t swage_value_write(const swage_value *value, char *buffer, size_t capacity,
                         const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_VALUE};
    return swage_write_type(&type, value, buffer, capacity, options, error);
}

bool swage_value_write_to(const swage_value *value, swage_sink sink, void *context,
                          const swage_write_options *options, swage_error *error) {
    swage_type type = {.kind = SWAGE_TYPE_VALUE};
    return swage_write_type_to(&type, value, sink, context, options, error);
}
