/*
 * The parser: one pass from bytes into structs. Each parse_… takes the place of a value's first
 * byte and returns the place behind the value, or NULL when the parse is over for an error; errors
 * that a parse can go on after (it collects them) are skipped with their value.
 */
#ifndef SWAGE_SRC_PARSER_H
#define SWAGE_SRC_PARSER_H

#include "arena_internal.h"
#include "names.h"
#include "report.h"
#include "rules.h"
#include "scratch.h"
#include "slot.h"

#include <swage/fast.h>
#include <swage/runtime.h>

typedef struct memo_entry {
    const char *of, *at; /* see swage_memo_get */
    uint32_t choice;
} memo_entry;

enum { MEMO_FIRST = 128 };
typedef struct memo {
    memo_entry *entries; /* NULL: not within a union */
    size_t slots, count, forgotten;
    memo_entry first[MEMO_FIRST];
} memo;

enum { INDENTS = 16 };

typedef struct parser {
    swage_parser in; /* first: what generated code sees */
    const char *begin;
    frame *top;
    unsigned depth, max_depth;
    bool check_rules;
    bool out_of_memory;
    bool guessed; /* an array has more room than it may need: see parse_list.c */
    swage_null_policy null;
    swage_unknown_policy unknown;
    unsigned trial;   /* > 0: an alternative is being tried; errors are not told, text is copied */
    swage_error *why; /* but the next one, without its place, is told there; or NULL */
    size_t matched;   /* known members and enum values seen, by which alternatives are compared */
    rule_context rules;
    /* errors */
    swage_error *first, *errors;
    size_t max_errors, error_count;
    bool failed;
    /* Lines. Text decoded in place may have line feeds that the input has not: `made` up to
       line_from, which is in the last such value, on the line from line_start on; made_before of
       them in front of that value. And the line feeds up to `counted`, of both kinds. The place
       that was told last is on the line from told_start on. */
    const char *line_from, *line_start, *counted, *told, *told_start;
    size_t made, made_before, newlines;
    size_t indents[INDENTS]; /* see indent_at */
    memo memo;               /* which alternatives were found to fit, within a union */
    scratch scratch;
} parser;

/* Errors (fault.c). Each returns whether the parse can go on. */
bool swage_fault(parser *p, const char *at, swage_error_code code, const char *format, ...)
    PRINTF_LIKE(4, 5);
bool swage_fault_of(parser *p, const frame *container, swage_error_code code, const char *format,
                    ...) PRINTF_LIKE(4, 5);
/* Ends the parse, and returns NULL. */
const char *swage_no_memory(parser *p, const char *at);
/* "a string", "an object" …: what starts with the byte at `at`. */
const char *swage_kind_at(const parser *p, const char *at);
size_t swage_count_newlines(const char *from, const char *end);
/* Notes that the text of the value from `start` on has been changed up to `end`, and has so many
   line feeds more than it had. All that is open begins before it. */
void swage_fault_newlines_made(parser *p, const char *start, const char *end, size_t count);

/* The error ends the parse: `return FATAL(p, at, SYNTAX, "…")`, which is NULL. */
#define FATAL(p, at, code, ...)                                                                    \
    ((void)swage_fault((p), (at), SWAGE_ERROR_##code, __VA_ARGS__), (const char *)NULL)

/* The error is told, and the value skipped: `return REFUSE(p, at, TYPE, "…")`. */
#define REFUSE(p, at, code, ...)                                                                   \
    (swage_fault((p), (at), SWAGE_ERROR_##code, __VA_ARGS__) ? swage_skip_value((p), (at)) : NULL)

/* The same, for what is no `expected` ("a string"), or where the text ends. */
const char *swage_wrong_kind(parser *p, const char *at, const char *expected);

/* White space: JSON's four characters. Returns p->in.end when nothing follows. */
const char *swage_skip_blank_far(const char *at, const char *end);
ALWAYS_INLINE const char *skip_blank(const char *at, const char *end) {
    if (!PORT_SMALL && LIKELY(at < end && (unsigned char)*at > ' '))
        return at;
    return swage_skip_blank_far(at, end);
}

/*
 * The same where there was as much of it before as *indent tells, in front of another member of the
 * object or item of the array. The processor need not count before it reads what is behind: it is
 * told to go on as if there were as much again.
 */
static inline bool is_indent(const char *at, size_t indent) {
    if (LIKELY(indent < PORT_BLOCK))
        return port_blanks(at) == indent;
    return port_blanks(at) == PORT_BLOCK && port_blanks(at + indent - PORT_BLOCK) == PORT_BLOCK &&
           (unsigned char)at[indent] > ' ';
}
ALWAYS_INLINE const char *skip_indent(const char *at, const char *end, size_t *indent) {
    if (at < end && (unsigned char)*at > ' ')
        return at;
    const size_t n = port_opaque(*indent);
    if (!PORT_SMALL && LIKELY(end - at > 3 * PORT_BLOCK && n <= 2 * PORT_BLOCK && is_indent(at, n)))
        return at + n;
    const char *behind = swage_skip_blank_far(at, end);
    *indent = (size_t)(behind - at);
    return behind;
}

/* How much there was in front of the last name or item at that depth: most likely there is as much
   in front of the next one, and of the bracket that closes the container there. */
static inline size_t *indent_at(parser *p, unsigned depth) {
    return &p->indents[depth % INDENTS];
}

/* Checks a value of any kind without keeping it (skip.c). */
const char *swage_skip_value(parser *p, const char *at);
/* The text of a string without looking at more than its end; behind the closing quote. */
const char *swage_skip_string(parser *p, const char *at);
/* The literal that starts here (null, true, false); NULL and an error when it is none. */
const char *swage_skip_literal(parser *p, const char *at);

/* A string whose opening quote is at `at`, decoded (string_read.c). */
const char *swage_parse_string(parser *p, const char *at, swage_str *out);
/* The same, never in place: for enum texts, names and the like that are compared. */
const char *swage_parse_string_copied(parser *p, const char *at, swage_str *out);

/* A string without escapes or characters above ASCII, as it stands; NULL when it has some. */
const char *swage_plain_string(const parser *p, const char *at, swage_str *out);

/* What follows is not within one of the top container's values. */
static inline void no_child(parser *p) {
    p->top->number = NO_CHILD;
    if (p->top->object)
        p->top->object->position = SWAGE_NO_POSITION;
}

/* Opens and closes a container: counts depth, and puts its frame on top. */
bool swage_enter(parser *p, frame *f, const char *at);
bool swage_too_deep(parser *p, const char *at);
ALWAYS_INLINE bool enter(parser *p, frame *f, const char *at) {
    if (UNLIKELY(p->depth >= p->max_depth))
        return swage_too_deep(p, at);
    p->depth++;
    f->up = p->top;
    f->start = at;
    f->column = 0;
    f->name = NULL;
    f->number = NO_CHILD;
    f->object = NULL;
    p->top = f;
    return true;
}
static inline void leave(parser *p, const frame *f) {
    p->top = f->up;
    p->depth--;
}

/* An array that is empty, and may be; behind it. NULL, and nothing done, when it is another. */
ALWAYS_INLINE const char *take_empty(const parser *p, const swage_type *type, slot_list *out,
                                     const char *at) {
    if (p->in.end - at < 2 || at[1] != ']' || type->rule_count != 0 || p->depth >= p->max_depth)
        return NULL;
    *out = (slot_list){NULL, 0};
    return at + 2;
}

const char *swage_parse_slot(parser *p, const swage_type *type, void *slot, const char *at);
/* The same for a slot with a state (SWAGE_NO_STATE: without one) that may be null. */
const char *swage_parse_nullable(parser *p, const swage_type *type, char *base, uint32_t offset,
                                 uint32_t state_offset, const char *at);
const char *swage_parse_value(parser *p, swage_value *out, const char *at);
const char *swage_parse_model(parser *p, const swage_model *model, void *out, const char *at);
const char *swage_parse_array(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_map(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_union(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_enum(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_number_kind(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_text_kind(parser *p, const swage_type *type, void *slot, const char *at);
const char *swage_parse_boolean(parser *p, bool *out, const char *at);
/* A number's text, kept as it came. */
const char *swage_parse_number_text(parser *p, const char *at, const char **text, size_t *len);

/* A name and the colon behind it; its value's place. */
const char *swage_parse_name(parser *p, const char *at, swage_str *out);
/* After a value: ',' (then at the next name or item) or the closing bracket; *more tells which. */
const char *swage_no_comma(parser *p, const char *at, char close);
ALWAYS_INLINE const char *swage_parse_comma(parser *p, const char *at, char close, bool *more) {
    at = skip_blank(at, p->in.end);
    if (LIKELY(at < p->in.end)) {
        *more = *at == ',';
        if (*more)
            return skip_blank(at + 1, p->in.end);
        if (LIKELY(*at == close))
            return at + 1;
    }
    return swage_no_comma(p, at, close);
}

/* Whether what was read from `start` on has all that its text had. */
bool swage_is_whole(const parser *p, const char *start);

/* Tells of broken rules; whether the parse can go on. `container` is NULL for a scalar at `at`. */
bool swage_check_rules(parser *p, const swage_type *type, const void *slot, const char *at,
                       const frame *container);

/* The entries of a map, or the unknown members of an object, as they are read. */
typedef struct entry_list {
    const swage_element *element; /* NULL: reading them has not begun */
    collector entries;
    name_set names;
} entry_list;

static inline void entries_begin(parser *p, entry_list *list, const swage_element *element) {
    list->element = element;
    swage_collector_init(&list->entries, &p->scratch, element->size);
    swage_names_init(&list->names);
}

/* Gives an array's items or a map's entries their place in the struct, and checks its rules; `at`
   again, or NULL. */
const char *swage_finish_list(parser *p, const swage_type *type, slot_list *out, collector *c,
                              const frame *f, const char *at);

/* Adds the member of that name, which stands at `name`, its value at `at`; behind it. */
const char *swage_parse_entry(parser *p, entry_list *list, const swage_str *key, const char *name,
                              const char *at);

/* Decisions within a union (memo.c) about what begins at a place, `of` being any address that
   stands for the question: what was put, which is not 0; 0 when nothing was. */
void swage_memo_begin(memo *m);
void swage_memo_end(memo *m, swage_arena *arena);
uint32_t swage_memo_get(const memo *m, const char *of, const char *at);
/* False when too much was forgotten to go on. */
bool swage_memo_put(memo *m, swage_arena *arena, const char *of, const char *at, uint32_t choice);

#endif
