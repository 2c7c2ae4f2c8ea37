/*
 * The writer: structs to JSON text in a buffer, in pieces to a sink, or to nothing, which is how
 * values are validated. See <swage/fast_write.h> for how text is put.
 */
#ifndef SWAGE_SRC_WRITER_H
#define SWAGE_SRC_WRITER_H

#include "bytes.h"
#include "report.h"
#include "rules.h"
#include "slot.h"

#include <swage/fast_write.h>
#include <swage/runtime.h>

typedef swage_writer writer;

/* Bytes that any scalar but a text takes, with its quotes and what stands behind it. */
enum { SCALAR_ROOM = 64 };

ALWAYS_INLINE char *need(writer *w, char *at, size_t count) {
    return swage_write_need(w, at, count);
}

/* Bytes as they are, any number of them. */
char *swage_write_far(writer *w, char *at, const char *bytes, size_t count);
ALWAYS_INLINE char *put(writer *w, char *at, const char *bytes, size_t count) {
    if (UNLIKELY((size_t)(w->end - at) < count))
        return swage_write_far(w, at, bytes, count);
    copy_bytes(at, bytes, count);
    return at + count;
}

/* Sets the error; always NULL. */
char *swage_refuse(writer *w, swage_error_code code, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same for a rule that is broken. */
char *swage_refuse_rule(writer *w, const swage_rule *rule);

/* Whether a list can be written; else the error is set. */
bool swage_write_can_list(writer *w, slot_list list);

/* "true" or "false" where there is room for five bytes. */
ALWAYS_INLINE char *put_boolean(char *at, bool value) {
    memcpy(at, value ? "true " : "false", 5);
    return at + 5 - value;
}

/*
 * A leaf: a slot of a kind that is no container. These and all that write a value find SCALAR_ROOM
 * bytes of room.
 */
char *swage_write_scalar(writer *w, char *at, const swage_type *type, const void *slot);
char *swage_write_number_text(writer *w, char *at, const char *text, size_t len);
char *swage_write_value(writer *w, char *at, const swage_value *value);
/* Any slot, its rules being checked. */
char *swage_write_slot(writer *w, char *at, const swage_type *type, const void *slot);
/* A slot with its state, which is not absent. */
char *swage_write_nullable(writer *w, char *at, const swage_type *type, const char *slot,
                           swage_state state);

/*
 * Containers. What stands before a member or item is its mark: the bracket for the first, commas
 * for the others; with a new line behind it when the text is indented.
 */
bool swage_write_enter(writer *w, frame *f);
char *swage_write_leave(writer *w, char *at, const frame *f, char mark, char bracket);
char *swage_write_line(writer *w, char *at, size_t after);

/* Writes the mark, and makes room for `after` bytes behind it. */
char *swage_write_mark(writer *w, char *at, char *mark, size_t after);
ALWAYS_INLINE char *put_mark_here(writer *w, char *at, char *mark, size_t after) {
    at = need(w, at, 1 + after);
    if (UNLIKELY(!at))
        return NULL;
    *at++ = *mark;
    *mark = ',';
    return UNLIKELY(w->indent) ? swage_write_line(w, at, after) : at;
}
ALWAYS_INLINE char *put_mark(writer *w, char *at, char *mark, size_t after) {
    return PORT_SMALL ? swage_write_mark(w, at, mark, after) : put_mark_here(w, at, mark, after);
}
/* A name and the colon; and room for a value. */
char *swage_write_key(writer *w, char *at, const char *name, size_t len);
/* The entries of a map; *mark goes on standing before the object's members. */
char *swage_write_entries(writer *w, char *at, const swage_element *e, const void *slot,
                          char *mark);

#endif
