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
    size_t strangers; /* members that are no fields */
    collector kept;
    name_set names;
} object;

/* Notes that a field's member is being read; false when it was there before. */
static inline bool object_see(swage_object *o, uint32_t position) {
    uint64_t bit = (uint64_t)1 << (position % 64), *word = &o->seen[position / 64];
    bool first = (*word & bit) == 0;
    *word |= bit;
    o->position = position;
    return first;
}

/* Members that are no fields: what they are, NULL: swage_member; and whether they are collected. */
static inline const swage_element *object_strangers(const object *o) {
    const swage_model *m = o->in.model;
    return m->unknown_mode == SWAGE_UNKNOWN_TYPED ? m->unknown : NULL;
}
static inline bool object_keeps(const parser *p, const object *o) {
    const swage_model *m = o->in.model;
    return m->unknown_offset != SWAGE_NO_STATE &&
           (object_strangers(o) ||
            (m->unknown_mode == SWAGE_UNKNOWN_KEPT && p->unknown == SWAGE_KEEP_UNKNOWN));
}

/* A field's member, whose name stands at `name` and whose value at `at`; behind the value. */
const char *swage_object_field(parser *p, object *o, uint32_t position, const char *name,
                               const char *at);

/* A member that is none of the fields; `key` lasts as long as its name is kept. */
const char *swage_object_unknown(parser *p, object *o, swage_str key, const char *name,
                                 const char *at);

/* The member whose name stands at `at`: any field, or an unknown one; behind its value. */
const char *swage_object_member(parser *p, object *o, const char *at);

#endif
