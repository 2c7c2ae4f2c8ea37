/*
 * An object being parsed into a model's struct: what the table-driven parser and the functions that
 * generated code reads members by share.
 */
#ifndef SWAGE_SRC_OBJECT_H
#define SWAGE_SRC_OBJECT_H

#include "parser.h"

typedef struct object {
    swage_object in; /* first: what generated code sees */
    frame f;
    swage_read_members *read; /* what reads its members, if they are not read one by one */
    size_t outdent;           /* white space in front of the closing brace of the last one */
    size_t strangers;         /* members that are no fields */
    entry_list kept;
} object;

/* Notes that a field's member is being read; false when it was there before. */
static inline bool object_see(swage_object *o, uint32_t position) {
    o->position = position;
    return swage_see(o->seen, position);
}

/* Whether members that are no fields are collected. */
static inline bool object_keeps(const parser *p, const object *o) {
    const swage_model *m = o->in.model;
    return m->unknown_offset != SWAGE_NO_STATE &&
           (m->unknown_mode == SWAGE_UNKNOWN_TYPED ||
            (m->unknown_mode == SWAGE_UNKNOWN_KEPT && p->unknown == SWAGE_KEEP_UNKNOWN));
}

/* Tells of a member that comes again, and skips its value; NULL: the parse ends. */
const char *swage_repeated(parser *p, const char *name, const char *at);

/* The member whose name stands at `at`: any field, or an unknown one; behind its value. */
const char *swage_object_member(parser *p, object *o, const char *at);

/* Checks an object that was read, and stores its unknown members; `at` again, or NULL. */
const char *swage_object_finish(parser *p, object *o, const char *at);

/* Whether all that swage_object_finish does is done: that is so of most objects. */
static inline bool object_is_finished(const object *o) {
    const swage_model *m = o->in.model;
    bool complete =
        m->required_mask ? (m->required_mask & ~o->in.seen[0]) == 0 : m->required_count == 0;
    return complete && m->rule_count == 0 && !o->kept.element;
}

/* Reads the members of a model whose longest_name is told (read_table.c). */
const char *swage_read_members_by_table(swage_parser *p, swage_object *o, const char *at);

/* What reads the members of a model's objects here and now: its own function, or the one for all
   that have none; NULL: neither can. */
static inline swage_read_members *object_reader(const parser *p, const swage_model *m) {
    if (PORT_SMALL || p->trial != 0 || p->depth >= p->max_depth ||
        m->field_count >= 64 * SWAGE_SEEN_WORDS)
        return NULL;
    return m->read ? m->read : m->longest_name ? swage_read_members_by_table : NULL;
}

/* Before objects of a model that such a function reads, all within the top container. */
static inline void object_prepare(parser *p, object *o, const swage_model *m,
                                  swage_read_members *read) {
    o->in.model = m;
    o->read = read;
    o->in.seen = o->in.few_seen;
    o->f.up = p->top;
    o->f.object = &o->in;
    o->in.indent = *indent_at(p, p->depth + 1);
    o->outdent = *indent_at(p, p->depth);
}

/* Reads the next of them into `out`, which is cleared; `at` is its brace. Behind it, or NULL. */
static inline const char *object_read(parser *p, object *o, void *out, const char *at) {
    o->in.out = out;
    o->in.position = SWAGE_NO_POSITION;
    memset(o->in.few_seen, 0, sizeof o->in.few_seen);
    o->strangers = 0;
    o->kept.element = NULL; /* collecting begins with the first one */
    o->f.start = at;
    o->f.column = 0;
    o->f.name = NULL;
    o->f.number = NO_CHILD;
    p->top = &o->f;
    p->depth++;
    at = skip_indent(at + 1, p->in.end, &o->in.indent);
    *indent_at(p, p->depth) = o->in.indent;
    if (LIKELY(at < p->in.end && *at != '}'))
        at = o->read(&p->in, &o->in, at);
    else if (at < p->in.end)
        at++;
    else
        at = swage_object_member(p, o, at); /* which is no name: the error is told */
    p->top = o->f.up;
    p->depth--;
    return LIKELY(at && object_is_finished(o)) || !at ? at : swage_object_finish(p, o, at);
}

/* A field's member, whose name stands at `name` and whose value at `at`; behind the value. */
const char *swage_object_field(parser *p, object *o, uint32_t position, const char *name,
                               const char *at);

/* The member whose plain name stands at `name`, up to `behind`, and is none of the fields'. */
const char *swage_object_stranger(parser *p, object *o, const char *name, const char *behind,
                                  swage_str key);

/* A member that is none of the fields; `key` lasts as long as its name is kept. */
const char *swage_object_unknown(parser *p, object *o, swage_str key, const char *name,
                                 const char *at);

#endif
