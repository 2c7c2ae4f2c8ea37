/* Trees as plain data and as JSON; see node.h. */
#include "source/node.h"

#include "source/scalar.h"

#include <math.h>

/* A number that no other kind of value can hold. */
static value numeral(const node *n) {
    return (value){
        .kind = VALUE_NUMERAL, .len = (uint32_t)n->as.text.len, .as.text = n->as.text.ptr};
}

/* Floats beyond double are infinite where the data is `python`'s, else numerals. */
static value number_to_value(const node *n, bool python) {
    int64_t integer;
    double number = 0;
    if (n->kind == NODE_INT)
        return node_int64(n, &integer) ? value_int(integer) : numeral(n);
    (void)node_double(n, &number);
    if (python || isfinite(number))
        return value_float(number);
    return node_is_special(n) ? value_null() : numeral(n);
}

static value to_value(arena *a, const node *n, bool python) {
    value made = value_null();
    switch (n ? (node_kind)n->kind : NODE_NULL) {
    case NODE_NULL:
        break;
    case NODE_BOOL:
        return value_bool(n->boolean);
    case NODE_INT:
    case NODE_FLOAT:
        return number_to_value(n, python);
    case NODE_STRING:
        return value_str(n->as.text);
    case NODE_LIST:
        made = value_new_list(a);
        for (uint32_t i = 0; i < n->count; i++)
            value_append(made, to_value(a, n->as.items[i], python));
        break;
    case NODE_MAP:
        made = value_new_dict(a);
        for (uint32_t i = 0; i < n->count; i++)
            value_add(made, n->as.members[i].key->as.text,
                      to_value(a, n->as.members[i].item, python));
        break;
    }
    return made;
}

value node_to_value(arena *a, const node *n) {
    return to_value(a, n, false);
}

value node_to_data(arena *a, const node *n) {
    return to_value(a, n, true);
}

/* A float in the grammar of JSON: no plus, a digit on both sides of the point, no needless zero. */
static void write_float(buf *out, str text) {
    decimal number;
    if (!decimal_read(text, &number)) {
        buf_add_str(out, STR("null")); /* .inf and .nan */
        return;
    }
    size_t at = text.ptr[0] == '-' || text.ptr[0] == '+';
    if (number.negative)
        buf_add_char(out, '-');
    while (at + 1 < text.len && text.ptr[at] == '0' && text.ptr[at + 1] >= '0' &&
           text.ptr[at + 1] <= '9')
        at++;
    if (text.ptr[at] == '.')
        buf_add_char(out, '0');
    for (; at < text.len; at++) {
        bool bare_point = text.ptr[at] == '.' && (at + 1 == text.len || text.ptr[at + 1] == 'e' ||
                                                  text.ptr[at + 1] == 'E');
        buf_add_char(out, text.ptr[at]);
        if (bare_point)
            buf_add_char(out, '0');
    }
}

static void write_members(buf *out, const node *map) {
    buf_add_char(out, '{');
    for (uint32_t i = 0; i < map->count; i++) {
        if (i)
            buf_add_char(out, ',');
        value_write_json(out, value_str(map->as.members[i].key->as.text), 0);
        buf_add_char(out, ':');
        node_write_json(out, map->as.members[i].item);
    }
    buf_add_char(out, '}');
}

static void write_items(buf *out, const node *list) {
    buf_add_char(out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buf_add_char(out, ',');
        node_write_json(out, list->as.items[i]);
    }
    buf_add_char(out, ']');
}

void node_write_json(buf *out, const node *n) {
    switch (n ? (node_kind)n->kind : NODE_NULL) {
    case NODE_NULL:
        buf_add_str(out, STR("null"));
        break;
    case NODE_BOOL:
        buf_add_str(out, n->boolean ? STR("true") : STR("false"));
        break;
    case NODE_INT:
        buf_add_str(out, n->as.text);
        break;
    case NODE_FLOAT:
        write_float(out, n->as.text);
        break;
    case NODE_STRING:
        value_write_json(out, value_str(n->as.text), 0);
        break;
    case NODE_LIST:
        write_items(out, n);
        break;
    case NODE_MAP:
        write_members(out, n);
        break;
    }
}
