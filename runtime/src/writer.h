/*
 * The writer: structs to JSON text in a buffer; or to nothing, which is how values are validated.
 */
#ifndef SWAGE_SRC_WRITER_H
#define SWAGE_SRC_WRITER_H

#include "bytes.h"
#include "report.h"
#include "rules.h"

#include <swage/runtime.h>

typedef struct writer {
    char *buffer;
    size_t capacity; /* of the buffer, without room for the NUL */
    size_t len;      /* of the text so far, which may be more than fits */
    unsigned indent, depth, max_depth;
    bool silent; /* only checks */
    bool check_rules, drop_unknown;
    frame *top;
    swage_error *error;
    rule_context rules;
} writer;

void swage_put_far(writer *w, const char *bytes, size_t count);
static inline void put(writer *w, const char *bytes, size_t count) {
    if (LIKELY(w->len < w->capacity && count <= w->capacity - w->len)) {
        copy_bytes(w->buffer + w->len, bytes, count);
        w->len += count;
    } else {
        swage_put_far(w, bytes, count);
    }
}
static inline void put_char(writer *w, char c) {
    if (LIKELY(w->len < w->capacity))
        w->buffer[w->len] = c;
    w->len++;
}

/* Sets the error; always false. */
bool swage_refuse(writer *w, swage_error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Text in quotes, escaped; false when it is no UTF-8. */
bool swage_write_string(writer *w, const char *text, size_t len);
/* A leaf: a slot of a kind that is no container. */
bool swage_write_scalar(writer *w, const swage_type *type, const void *slot);
bool swage_write_number_text(writer *w, const char *text, size_t len);
bool swage_write_value(writer *w, const swage_value *value);

/* Containers: the bracket with what belongs to it. */
bool swage_write_open(writer *w, frame *f, char bracket);
void swage_write_close(writer *w, const frame *f, char bracket, bool empty);
/* What stands before a member or item. */
void swage_write_separator(writer *w, bool first);
bool swage_write_key(writer *w, const char *name, size_t len);

#endif
