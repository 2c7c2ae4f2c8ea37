/* Reading trees; see node.h. */
#include "source/node.h"

#include "source/index.h"
#include "source/scalar.h"

#include <math.h>
#include <stdlib.h>

const node_member *node_find(const node *map, str key) {
    if (!map || map->kind != NODE_MAP)
        return NULL;
    const node_member *members = map->as.members;
    if (map->count >= INDEX_FROM) {
        uint32_t position = *index_slot(members, map->count, key);
        return position ? &members[position - 1] : NULL;
    }
    for (uint32_t i = 0; i < map->count; i++)
        if (str_eq(members[i].key->as.text, key))
            return &members[i];
    return NULL;
}

const node *node_get(const node *map, str key) {
    const node_member *member = node_find(map, key);
    return member ? member->item : NULL;
}

node *node_new_map(arena *a, span at, const node_member *members, size_t count) {
    node_member *own = arena_alloc(a, index_bytes((uint32_t)count));
    if (count)
        memcpy(own, members, count * sizeof *own);
    for (uint32_t i = 0; i < count && count >= INDEX_FROM; i++)
        *index_slot(own, (uint32_t)count, own[i].key->as.text) = i + 1;
    node *n = ARENA_NEW(a, node);
    *n = (node){.at = at, .kind = NODE_MAP, .count = (uint32_t)count, .as.members = own};
    return n;
}

const node *node_with_prefix(arena *a, const node *map, str prefix) {
    uint32_t count = 0;
    for (uint32_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
        count += str_starts(map->as.members[i].key->as.text, prefix);
    if (count == 0)
        return NULL;
    node_member *members = ARENA_ARRAY(a, count, node_member);
    uint32_t filled = 0;
    for (uint32_t i = 0; i < map->count; i++)
        if (str_starts(map->as.members[i].key->as.text, prefix))
            members[filled++] = map->as.members[i];
    return node_new_map(a, map->at, members, count);
}

str node_text(const node *n) {
    return n && n->kind < NODE_LIST ? n->as.text : (str){"", 0};
}

const char *node_kind_name(const node *n) {
    static const char *const names[] = {
        [NODE_NULL] = "null",      [NODE_BOOL] = "a boolean",  [NODE_INT] = "an integer",
        [NODE_FLOAT] = "a number", [NODE_STRING] = "a string", [NODE_LIST] = "a list",
        [NODE_MAP] = "a mapping",
    };
    if (n->kind == NODE_BOOL)
        return n->boolean ? "true" : "false";
    return names[n->kind];
}

bool node_is_number(const node *n) {
    return n && (n->kind == NODE_INT || n->kind == NODE_FLOAT);
}

bool node_uint64(const node *n, uint64_t *out) {
    decimal number;
    return node_is_number(n) && decimal_read(n->as.text, &number) &&
           (number.zero || !number.negative) && decimal_uint64(&number, out);
}

bool node_int64(const node *n, int64_t *out) {
    decimal number;
    uint64_t magnitude;
    if (!node_is_number(n) || !decimal_read(n->as.text, &number) ||
        !decimal_uint64(&number, &magnitude))
        return false;
    if (magnitude > (uint64_t)INT64_MAX + number.negative)
        return false;
    *out = number.negative && magnitude ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return true;
}

static double special_double(str text) {
    if (text.ptr[1] == 'n' || text.ptr[1] == 'N')
        return (double)NAN;
    return text.ptr[0] == '-' ? -(double)INFINITY : (double)INFINITY;
}

bool node_double(const node *n, double *out) {
    decimal number;
    if (!node_is_number(n))
        return false;
    if (!decimal_read(n->as.text, &number)) {
        *out = special_double(n->as.text);
        return true;
    }
    buf text = {0}; /* strtod wants a NUL behind it */
    buf_add_str(&text, n->as.text);
    *out = strtod(text.ptr, NULL);
    buf_free(&text);
    return true;
}

bool node_is_special(const node *n) {
    decimal number;
    return n->kind == NODE_FLOAT && !decimal_read(n->as.text, &number);
}

bool node_truncate(const node *n, bool *negative, uint64_t *magnitude, bool *whole) {
    decimal number;
    if (!node_is_number(n) || !decimal_read(n->as.text, &number) ||
        !decimal_truncate(&number, magnitude))
        return false;
    *negative = number.negative;
    *whole = number.zero || number.exponent >= 0;
    return true;
}

bool node_is_whole(const node *n) {
    uint64_t magnitude;
    bool negative, whole;
    return node_truncate(n, &negative, &magnitude, &whole) && whole;
}

int node_compare_text(const node *a, str number) {
    decimal x, y;
    bool finite_x = decimal_read(a->as.text, &x), finite_y = decimal_read(number, &y);
    if (finite_x && finite_y)
        return decimal_compare(&x, &y);
    double left = finite_x ? 0 : special_double(a->as.text);
    double right = finite_y ? 0 : special_double(number);
    return (left > right) - (left < right);
}

int node_compare(const node *a, const node *b) {
    return node_compare_text(a, b->as.text);
}

static bool is_nan(const node *n) {
    return node_is_special(n) && isnan(special_double(n->as.text));
}

static bool number_eq(const node *a, const node *b) {
    return is_nan(a) == is_nan(b) && node_compare(a, b) == 0;
}

static bool list_eq(const node *a, const node *b) {
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!node_eq(a->as.items[i], b->as.items[i]))
            return false;
    return true;
}

static bool map_eq(const node *a, const node *b) {
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const node *other = node_get(b, a->as.members[i].key->as.text);
        if (!other || !node_eq(a->as.members[i].item, other))
            return false;
    }
    return true;
}

bool node_eq(const node *a, const node *b) {
    if (a == b)
        return true;
    if (!a || !b)
        return false;
    if (node_is_number(a) && node_is_number(b))
        return number_eq(a, b);
    if (a->kind != b->kind)
        return false;
    switch ((node_kind)a->kind) {
    case NODE_BOOL:
        return a->boolean == b->boolean;
    case NODE_STRING:
        return str_eq(a->as.text, b->as.text);
    case NODE_LIST:
        return list_eq(a, b);
    case NODE_MAP:
        return map_eq(a, b);
    default:
        return true; /* null */
    }
}
