/*
 * Plain data: what a template sees.
 *
 * The same seven kinds as JSON, with integers apart from floats, plus `undefined` and, for the
 * template engine, callables. Values are small and passed by copy; the text, lists and dicts
 * they point to live in an arena and are shared, never copied in silence.
 */
#ifndef SWAGE_BASE_VALUE_H
#define SWAGE_BASE_VALUE_H

#include "base/buf.h"
#include "base/str.h"

typedef enum value_kind {
    VALUE_UNDEFINED, /* 0, so that an empty value is undefined */
    VALUE_NULL,
    VALUE_BOOL,
    VALUE_INT,
    VALUE_FLOAT,
    VALUE_NUMERAL, /* an integer beyond int64, kept as its digits */
    VALUE_STRING,
    VALUE_LIST,
    VALUE_DICT,
    VALUE_OBJECT /* of the template engine: macros, functions, loop … */
} value_kind;

/* Flag of a list that is a tuple: it is written in parentheses, and equal to no list. */
enum { VALUE_TUPLE = 1 };

typedef struct value_list value_list;
typedef struct value_dict value_dict;

typedef struct value {
    uint8_t kind;  /* value_kind */
    uint8_t flags; /* of a list: VALUE_TUPLE; else for whoever made the value; 0 from here */
    uint32_t len;  /* of a string or numeral, in bytes */
    union {
        bool boolean;
        int64_t integer;
        double number;
        const char *text; /* string and numeral */
        value_list *list;
        value_dict *dict;
        void *object;
    } as;
} value;

struct value_list {
    arena *memory;
    value *items;
    uint32_t count, capacity;
    const str *names; /* of a tuple's items, NULL when they have none */
};

/*
 * The keys of a dict, in the order in which they were first put. Dicts that are made alike share
 * one: each has the first `count` keys of it, so that keys are only ever added at its end.
 */
typedef struct value_shape {
    arena *memory;
    value *keys; /* strings, except where a template builds a dict with other keys */
    uint32_t count, capacity;
    uint32_t *index; /* hash table of positions + 1, once there are many */
    uint32_t index_size;
} value_shape;

/* Members keep the order in which they were first put. */
struct value_dict {
    arena *memory;
    value_shape *shape; /* NULL while the dict is empty */
    value *items;       /* of the keys at the same positions */
    uint32_t count, capacity;
};

static inline value value_null(void) {
    return (value){.kind = VALUE_NULL};
}
static inline value value_bool(bool b) {
    return (value){.kind = VALUE_BOOL, .as.boolean = b};
}
static inline value value_int(int64_t i) {
    return (value){.kind = VALUE_INT, .as.integer = i};
}
static inline value value_float(double d) {
    return (value){.kind = VALUE_FLOAT, .as.number = d};
}
/* The bytes are not copied. */
static inline value value_str(str s) {
    return (value){.kind = VALUE_STRING, .len = (uint32_t)s.len, .as.text = s.ptr};
}
static inline str value_text(value v) {
    return (str){v.as.text, v.len};
}

value value_new_list(arena *a);
/* An empty list with room for that many items. */
value value_new_list_for(arena *a, uint32_t count);
value value_new_dict(arena *a);
/* An empty dict with room for that many members: no memory is lost to its growth. */
value value_new_dict_for(arena *a, uint32_t count);
/*
 * The same for one of many that are made alike: as long as they get the same keys in the same order
 * they share them. *shape is NULL for the first one; all are in the same arena.
 */
value value_new_dict_like(arena *a, uint32_t count, value_shape **shape);

void value_append(value list, value item);

/* Sets a member; the key's bytes are not copied. */
void value_put(value dict, str key, value item);
/* Adds a member whose key is known to be new: value_put without the search. */
void value_add(value dict, str key, value item);

/*
 * Has the memory of the list's items behind `at` brought near, for who goes through the list: what
 * there is to know of a spec is more than the processor's caches hold.
 */
static inline void value_prefetch(const value_list *list, uint32_t at) {
    if (at + 2 < list->count && list->items[at + 2].kind == VALUE_DICT)
        __builtin_prefetch(list->items[at + 2].as.dict);
    if (at + 1 < list->count && list->items[at + 1].kind == VALUE_DICT) {
        const value_dict *next = list->items[at + 1].as.dict;
        for (uint32_t i = 0; i < next->count; i += 4) /* of 16 bytes each */
            __builtin_prefetch(&next->items[i]);
    }
}

/* The member of that key; undefined when there is none. */
value value_get(value dict, str key);

/* The same with the hash (str_hash) of the key at hand; NULL when there is none. */
const value *value_find_hashed(value dict, str key, uint32_t hash);

/* The position of the member that an item found in the dict belongs to. */
static inline uint32_t value_position(const value_dict *dict, const value *item) {
    return (uint32_t)(item - dict->items);
}

/* == of Jinja: 1 == 1.0, lists and dicts by content. Objects are equal when they are the same. */
bool value_eq(value a, value b);

/* Dicts with keys of any hashable kind, for the template engine; as value_put and value_get. */
void value_put_key(value dict, value key, value item);
const value *value_find_key(value dict, value key);

/*
 * Writes the value as JSON (RFC 8259), pretty with `indent` blanks a level or compact with 0.
 * Objects and undefined become null; floats are the shortest that read back equal.
 */
void value_write_json(buf *out, value v, unsigned indent);

/* Shortest decimal form that reads back equal, as Python's repr: 1e+16, 0.1, 5.0, inf, nan. */
void value_write_float(buf *out, double number);

#endif
