/*
 * The tree of a spec file: what YAML and JSON have in common, every node with its place.
 *
 * Aliases and merge keys are resolved, so a node may be the child of several parents: trees are
 * read-only. Scalars follow the YAML 1.2 core schema: `yes`, `off`, `=` and plain dates are
 * strings; quoted scalars are always strings.
 */
#ifndef SWAGE_SOURCE_NODE_H
#define SWAGE_SOURCE_NODE_H

#include "base/diag.h"
#include "base/value.h"

typedef enum node_kind {
    NODE_NULL,
    NODE_BOOL,
    NODE_INT,   /* any size; `text` is its decimal form (0x and 0o are converted) */
    NODE_FLOAT, /* `text` as written; .inf and .nan have no JSON form */
    NODE_STRING,
    NODE_LIST,
    NODE_MAP
} node_kind;

typedef struct node node;

typedef struct node_member {
    const node *key; /* a scalar */
    const node *item;
} node_member;

struct node {
    span at;
    uint8_t kind;   /* node_kind */
    bool boolean;   /* of NODE_BOOL */
    uint32_t count; /* items of a list, members of a map */
    union {
        str text; /* scalars, as decoded; a key `1` or `true` keeps its text here, too */
        const node *const *items;
        const node_member *members; /* in the order of the file; keys are unique */
    } as;
};

/* The member of a map, or NULL; also NULL when `map` is no map or is NULL. */
const node *node_get(const node *map, str key);

/* The member itself, for its key's place. */
const node_member *node_find(const node *map, str key);

/* The members of a map whose keys start with `prefix`, as a map; NULL when there are none. */
const node *node_with_prefix(arena *a, const node *map, str prefix);

/* A map of members with different keys, which are copied. */
node *node_new_map(arena *a, span at, const node_member *members, size_t count);

/* Text of a scalar; empty for lists, maps and NULL. */
str node_text(const node *n);

/* "a mapping", "a string", "the number 5" …: how messages name what was found. */
const char *node_kind_name(const node *n);

/* Exact readings: false when the node is no number of that range (1.0 is an integer). */
bool node_int64(const node *n, int64_t *out);
bool node_uint64(const node *n, uint64_t *out);
bool node_double(const node *n, double *out);

/*
 * A number cut off at the point, as a magnitude with a sign, and whether nothing was cut off; false
 * for .inf, .nan and more than 64 bits.
 */
bool node_truncate(const node *n, bool *negative, uint64_t *magnitude, bool *whole);

/* -1, 0 or 1: how two numbers are to each other, to the last digit. NaN is as large as any. */
int node_compare(const node *a, const node *b);

/* The same with the number that a text is, as "-9223372036854775808". */
int node_compare_text(const node *a, str number);

/* Whether it is an integer or a float; NULL is neither. */
bool node_is_number(const node *n);

/* Whether it is a number without a fraction, as 1 and 1.0 are; of at most 64 bits. */
bool node_is_whole(const node *n);

/* Whether it is .inf or .nan, which YAML has and JSON has not. */
bool node_is_special(const node *n);

/* Equal as JSON: numbers by value, maps whatever their order. */
bool node_eq(const node *a, const node *b);

/* The same data for templates; text is shared. Integers beyond int64 keep their value, as floats
 * beyond double do (see VALUE_NUMERAL); .inf and .nan, which JSON has not, are null. */
value node_to_value(arena *a, const node *n);

/* The same as Python has it: floats beyond double are infinite. */
value node_to_data(arena *a, const node *n);

/* Compact JSON (RFC 8259) with numbers as they were written. */
void node_write_json(buf *out, const node *n);

#endif
