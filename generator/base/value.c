/* Plain data; see value.h. Dicts are searched in order while small, by a hash index once large. */
#include "base/value.h"

#include "base/memory.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* Two values that contain themselves are not followed for ever. */
enum { SMALL_DICT = 8, DEEPEST_EQUAL = 1000 };

value value_new_list(arena *a) {
    value_list *list = ARENA_NEW(a, value_list);
    list->memory = a;
    return (value){.kind = VALUE_LIST, .as.list = list};
}

value value_new_list_for(arena *a, uint32_t count) {
    value_list *list = arena_alloc(a, sizeof *list + count * sizeof *list->items);
    *list = (value_list){a, (value *)(void *)(list + 1), 0, count, NULL};
    return (value){.kind = VALUE_LIST, .as.list = list};
}

value value_new_dict(arena *a) {
    value_dict *dict = ARENA_NEW(a, value_dict);
    dict->memory = a;
    return (value){.kind = VALUE_DICT, .as.dict = dict};
}

value value_new_dict_for(arena *a, uint32_t count) {
    value_dict *dict = arena_alloc(a, sizeof *dict + count * sizeof *dict->items);
    *dict = (value_dict){a, NULL, (value *)(void *)(dict + 1), 0, count};
    return (value){.kind = VALUE_DICT, .as.dict = dict};
}

static value_shape *new_shape(arena *a) {
    value_shape *shape = ARENA_NEW(a, value_shape);
    shape->memory = a;
    return shape;
}

value value_new_dict_like(arena *a, uint32_t count, value_shape **shape) {
    value dict = value_new_dict_for(a, count);
    if (!*shape)
        *shape = new_shape(a);
    assert((*shape)->memory == a);
    dict.as.dict->shape = *shape;
    return dict;
}

/* The array with room for one more, in the arena; the old one stays behind until the run ends. */
static void *grow(arena *a, void *items, uint32_t count, uint32_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    if (count > UINT32_MAX / 4)
        mem_fail();
    *capacity = count ? count * 2 : 4;
    void *larger = arena_array(a, *capacity, size);
    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

void value_append(value list, value item) {
    value_list *l = list.as.list;
    l->items = grow(l->memory, l->items, l->count, &l->capacity, sizeof item);
    l->items[l->count++] = item;
}

static bool is_number(value v) {
    return v.kind == VALUE_INT || v.kind == VALUE_FLOAT || v.kind == VALUE_BOOL;
}

static double as_double(value v) {
    return v.kind == VALUE_FLOAT  ? v.as.number
           : v.kind == VALUE_BOOL ? (double)v.as.boolean
                                  : (double)v.as.integer;
}

static uint32_t hash_key(value key) {
    if (key.kind == VALUE_STRING)
        return str_hash(value_text(key));
    if (is_number(key) || key.kind == VALUE_NUMERAL) { /* equal ones have the same float */
        double number = key.kind == VALUE_NUMERAL ? strtod(key.as.text, NULL) : as_double(key);
        number += 0.0; /* -0.0 becomes 0.0 */
        return str_hash((str){(const char *)&number, sizeof number});
    }
    uint32_t hash = key.kind;
    for (uint32_t i = 0; key.kind == VALUE_LIST && i < key.as.list->count; i++)
        hash = hash * 31 + hash_key(key.as.list->items[i]);
    return hash;
}

static bool same_key(value a, value b) {
    if (a.kind == VALUE_STRING && b.kind == VALUE_STRING)
        return a.len == b.len && (a.as.text == b.as.text || str_eq(value_text(a), value_text(b)));
    return value_eq(a, b);
}

static uint32_t *index_slot(const value_shape *s, value key, uint32_t hash) {
    uint32_t mask = s->index_size - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        uint32_t position = s->index[at];
        if (position == 0 || same_key(s->keys[position - 1], key))
            return &s->index[at];
    }
}

/* Where the dict has that key; its count when it has not, though others of its shape may. */
static uint32_t find_position(const value_dict *d, value key, uint32_t hash) {
    const value_shape *s = d->shape;
    if (s && s->index) {
        uint32_t position = *index_slot(s, key, hash);
        return position && position <= d->count ? position - 1 : d->count;
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (same_key(s->keys[i], key))
            return i;
    return d->count;
}

static value *find_item(const value_dict *d, value key) {
    uint32_t hash = d->shape && d->shape->index ? hash_key(key) : 0;
    uint32_t at = find_position(d, key, hash);
    return at < d->count ? &d->items[at] : NULL;
}

static void build_index(value_shape *s) {
    s->index_size = s->capacity * 2;
    uint32_t size = 16;
    while (size < s->index_size)
        size *= 2;
    s->index_size = size;
    s->index = ARENA_ARRAY(s->memory, size, uint32_t);
    for (uint32_t i = 0; i < s->count; i++)
        *index_slot(s, s->keys[i], hash_key(s->keys[i])) = i + 1;
}

static void add_key(value_shape *s, value key) {
    uint32_t capacity = s->capacity;
    s->keys = grow(s->memory, s->keys, s->count, &s->capacity, sizeof *s->keys);
    s->keys[s->count++] = key;
    if (s->count > SMALL_DICT && (!s->index || capacity != s->capacity))
        build_index(s);
    else if (s->index)
        *index_slot(s, key, hash_key(key)) = s->count;
}

/* The first keys of a shape that goes on otherwise. */
static value_shape *fork_shape(arena *a, const value_shape *from, uint32_t count) {
    value_shape *shape = new_shape(a);
    for (uint32_t i = 0; i < count; i++)
        add_key(shape, from->keys[i]);
    return shape;
}

/* Whether the shape has that very key there: 1 and 1.0 are the same key, but not written alike. */
static bool has_key_at(const value_shape *s, uint32_t at, value key) {
    const value known = s->keys[at];
    return key.kind == VALUE_STRING && key.flags == known.flags && same_key(known, key);
}

static void add_member(value_dict *d, value key, value item) {
    if (!d->shape)
        d->shape = new_shape(d->memory);
    if (d->count < d->shape->count && !has_key_at(d->shape, d->count, key))
        d->shape = fork_shape(d->memory, d->shape, d->count);
    if (d->count == d->shape->count)
        add_key(d->shape, key);
    d->items = grow(d->memory, d->items, d->count, &d->capacity, sizeof *d->items);
    d->items[d->count++] = item;
}

void value_put_key(value dict, value key, value item) {
    value *known = find_item(dict.as.dict, key);
    if (known)
        *known = item;
    else
        add_member(dict.as.dict, key, item);
}

const value *value_find_key(value dict, value key) {
    return find_item(dict.as.dict, key);
}

/* The position of a name in a shape with an index, plus 1; 0 when it has none. */
static uint32_t find_indexed(const value_shape *s, str key, uint32_t hash) {
    const uint32_t mask = s->index_size - 1;
    for (uint32_t at = hash & mask;; at = (at + 1) & mask) {
        const uint32_t position = s->index[at];
        if (position == 0)
            return 0;
        const value *known = &s->keys[position - 1];
        if (known->kind == VALUE_STRING && known->len == key.len &&
            (known->as.text == key.ptr || memcmp(known->as.text, key.ptr, key.len) == 0))
            return position;
    }
}

const value *value_find_hashed(value dict, str key, uint32_t hash) {
    const value_dict *d = dict.as.dict;
    uint32_t at = d->count;
    if (d->shape && d->shape->index) /* 0 - 1 is beyond all, too */
        at = find_indexed(d->shape, key, hash) - 1;
    else if (d->count)
        at = find_position(d, value_str(key), hash);
    return at < d->count ? &d->items[at] : NULL;
}

void value_put(value dict, str key, value item) {
    value_put_key(dict, value_str(key), item);
}

void value_add(value dict, str key, value item) {
    add_member(dict.as.dict, value_str(key), item);
}

value value_get(value dict, str key) {
    if (dict.kind != VALUE_DICT)
        return (value){0};
    const value *item = value_find_key(dict, value_str(key));
    return item ? *item : (value){0};
}

static bool equal(value a, value b, unsigned depth);

static bool lists_equal(const value_list *a, const value_list *b, unsigned depth) {
    if (a == b)
        return true;
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!equal(a->items[i], b->items[i], depth + 1))
            return false;
    return true;
}

static bool dicts_equal(const value_dict *a, const value_dict *b, unsigned depth) {
    if (a == b)
        return true;
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const value *other = find_item(b, a->shape->keys[i]);
        if (!other || !equal(a->items[i], *other, depth + 1))
            return false;
    }
    return true;
}

/* Integers are not rounded for it: 2^53 + 1 is no float. */
static bool equals_float(value integer, double number) {
    if (integer.kind == VALUE_NUMERAL) {
        char digits[400];
        return number - number == 0 && /* finite */
               (size_t)snprintf(digits, sizeof digits, "%.0f", number) == integer.len &&
               memcmp(digits, integer.as.text, integer.len) == 0;
    }
    int64_t whole = integer.kind == VALUE_BOOL ? integer.as.boolean : integer.as.integer;
    return number >= -9223372036854775808.0 && number < 9223372036854775808.0 &&
           number == (double)(int64_t)number && (int64_t)number == whole;
}

static bool equal(value a, value b, unsigned depth) {
    if (depth > DEEPEST_EQUAL)
        return false;
    if (a.kind == VALUE_FLOAT && (b.kind == VALUE_INT || b.kind == VALUE_NUMERAL))
        return equals_float(b, a.as.number);
    if (b.kind == VALUE_FLOAT && (a.kind == VALUE_INT || a.kind == VALUE_NUMERAL))
        return equals_float(a, b.as.number);
    if (is_number(a) && is_number(b)) {
        if (a.kind == VALUE_INT && b.kind == VALUE_INT)
            return a.as.integer == b.as.integer;
        return as_double(a) == as_double(b);
    }
    if (a.kind != b.kind)
        return false;
    switch ((value_kind)a.kind) {
    case VALUE_STRING:
    case VALUE_NUMERAL:
        return str_eq(value_text(a), value_text(b));
    case VALUE_LIST:
        return a.flags == b.flags && lists_equal(a.as.list, b.as.list, depth);
    case VALUE_DICT:
        return dicts_equal(a.as.dict, b.as.dict, depth);
    case VALUE_OBJECT:
        return a.as.object == b.as.object;
    default:
        return true;
    }
}

bool value_eq(value a, value b) {
    return equal(a, b, 0);
}
