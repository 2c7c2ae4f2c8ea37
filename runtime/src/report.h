/*
 * Errors being made: the path of containers that leads to a place, and the error composed from it.
 */
#ifndef SWAGE_SRC_REPORT_H
#define SWAGE_SRC_REPORT_H

#include <swage/fast/portability.h>

#include <swage/error.h>

#include <stdarg.h>
#include <swage/fast.h>

/* A container that is being worked on, and which of its values; on the stack of who does it. */
typedef struct swage_frame {
    struct swage_frame *up;
    const char *start;    /* of the container in the input, or NULL */
    size_t column;        /* of start, once it is fixed; else 0 */
    size_t made;          /* then: the line feeds before it that the input has not (parser.h) */
    const char *name;     /* of the member; NULL: `number` is an index */
    size_t number;        /* the name's length, or the index; NO_CHILD: none of its values */
    swage_object *object; /* whose position tells the member, unless it has none; or NULL */
} frame;

#define NO_CHILD SIZE_MAX

/* Sets code, path and message, and no place in the input. `error` may be NULL. */
void swage_report_set(swage_error *error, swage_error_code code, const frame *top,
                      const char *format, ...) PRINTF_LIKE(4, 5);

/* The same, with the arguments as a list. */
void swage_report_set_list(swage_error *error, swage_error_code code, const frame *top,
                           const char *format, va_list arguments) PRINTF_LIKE(4, 0);

/* What several tell alike, as "%s". */
extern const char swage_text_null[], swage_text_repeated[], swage_text_no_items[],
    swage_text_ends[];

/* The format of what is told of too many levels: with how many are allowed, an unsigned. */
extern const char swage_text_too_deep[];

/* Makes question marks of control characters (C0, C1, and DEL), which may come from an input, and
   of what is no UTF-8, as a character that was cut off. */
void swage_report_make_visible(char *text);

/* Clears an error: SWAGE_OK. */
void swage_report_clear(swage_error *error);

#endif
