/*
 * The native format, between its files: documents and names (native.c), definitions
 * (native_definition.c), types (native_type.c), unions (native_union.c) and checks
 * (native_check.c).
 */
#ifndef SWAGE_SPEC_NATIVE_H
#define SWAGE_SPEC_NATIVE_H

#include "spec/format.h"

typedef struct native {
    spec_reader *spec;
    arena *memory;
    diagnostics *d;
    map *names;   /* name → native_entry: what types can refer to */
    map *inlined; /* name → native_entry of inline definitions */
    map *odd;     /* mappings with an unknown key, by node: it may be the one that is missing */
} native;

/* A definition and where it stands. */
typedef struct native_entry {
    model_definition *definition;
    const node *body;
} native_entry;

/* Where an inline definition hangs: see model_definition. */
typedef struct native_owner {
    model_definition *definition;
    str property;
    int position; /* in a union, from 1 */
    bool item;    /* of a list or map */
} native_owner;

/* Keys that may stand in a mapping; see native_check.c for what each form takes. */
typedef enum native_form {
    NATIVE_DOCUMENT,
    NATIVE_MODEL,
    NATIVE_ENUM,
    NATIVE_ENUM_VALUE,
    NATIVE_UNION,
    NATIVE_DISCRIMINATOR,
    NATIVE_FIELD,
    NATIVE_TYPE,        /* a type with constraints, inside another one */
    NATIVE_INLINE_TYPE, /* … that is defined in its place, and can be described */
    NATIVE_ALTERNATIVE,
    NATIVE_INLINE_ALTERNATIVE
} native_form;

/* native_check.c: each reports what is wrong, and then gives the empty value. */

/* Reports the keys that the form does not have. `what` names it: "a field". */
void native_check_keys(native *n, const node *body, native_form form, const char *what);

/*
 * Reports at that place that a key is missing, unless the mapping has been found to have a key that
 * is unknown: that one is meant, then, or hides it.
 */
void native_missing_key(native *n, const node *body, span at, const char *what, const char *key);

/* Whether `found` is of that kind; `what` names what was expected: "a list of values". */
bool native_expect(native *n, const node *found, node_kind kind, const char *what);

/* The text, flag, map or list under a key; empty, false or NULL where there is none. */
str native_text(native *n, const node *body, const char *key);
bool native_flag(native *n, const node *body, const char *key);
const node *native_map(native *n, const node *body, const char *key);
const node *native_list(native *n, const node *body, const char *key);

/* title, description, deprecated, example and x-…. */
model_note native_note(native *n, const node *body);

/* The constraints among the keys of a map; with `objects` only those of objects, else all. */
model_constraint *native_constraints(native *n, const node *body, bool objects_only);

/* native_type.c */

/* A type, in one of its forms: a name, [T], {map: T} or {type: T, …}; never NULL. */
model_type *native_type(native *n, const node *written, const native_owner *owner);

/* Whether a map defines its type in its place. */
bool native_is_inline(const node *body);

/* The type that a map of field, type or alternative keys describes; never NULL. */
model_type *native_typed(native *n, const node *body, const native_owner *owner, const char *what);

/* native_definition.c */

/* Fills a definition from its body (NULL is an empty model). */
void native_fill_model(native *n, model_definition *to, const node *body);
void native_fill_enum(native *n, model_definition *to, const node *body);

/* The values of an enum from a list. */
void native_fill_values(native *n, model_definition *to, const node *list);

/* The fields of an object from a map, and what it does with other members. */
void native_fill_fields(native *n, model_definition *to, const node *body);

/* native_union.c */
void native_fill_union(native *n, model_definition *to, const node *body);

/* The alternatives and the discriminator of a union from its map. */
void native_fill_alternatives(native *n, model_definition *to, const node *body);

/* Once all definitions are filled: which values of a discriminator mean which alternative. */
void native_fill_tags(native *n, model_definition *to, const node *body);

#endif
