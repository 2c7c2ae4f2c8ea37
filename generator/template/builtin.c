/* Helpers of the built-in filters, tests and methods; see builtin.h. */
#include "template/builtin.h"

#include <stdlib.h>

bool argument_defined(template_call *call, size_t index) {
    value v = call->args[index];
    if (v.kind != VALUE_UNDEFINED || v.flags == UNDEFINED_LENIENT)
        return true;
    run_fail_undefined(call->run, v);
    return false;
}

bool argument_text(template_call *call, size_t index, str *out) {
    return text_of(call->run, here(call), call->args[index], out);
}

bool argument_present(const template_call *call, size_t index) {
    return template_given(call->args[index]) && call->args[index].kind != VALUE_NULL;
}

bool argument_string(template_call *call, size_t index, str *out) {
    return !argument_present(call, index) || template_text_argument(call, index, out);
}

bool argument_truth(template_call *call, size_t index, bool fallback) {
    value v = call->args[index];
    if (!template_given(v))
        return fallback;
    if (v.kind == VALUE_UNDEFINED && v.flags != UNDEFINED_LENIENT)
        run_fail_undefined(call->run, v);
    return template_is_true(v);
}

bool argument_switch(template_call *call, size_t index, bool *out) {
    value v = call->args[index];
    int64_t number = 0;
    if (!template_given(v) || v.kind == VALUE_NUMERAL)
        return true;
    bool done = template_int_argument(call, index, &number);
    *out = number != 0;
    return done;
}

value result_text(template_call *call, buf *out) {
    return take_text(call->run, out);
}

bool is_escaped(value v) {
    return is_text(v) && (v.flags & TEXT_SAFE);
}

str beside_first(template_call *call, size_t index, str text) {
    if (text.len == 0 || !is_escaped(call->args[0]) || is_escaped(call->args[index]))
        return text;
    buf out = {0};
    print_escaped(&out, text);
    return value_text(result_text(call, &out));
}

/* What ends a line in Python: LF, CR, CR LF, VT, FF, FS, GS, RS, NEL, LS, PS. */
static bool ends_line(uint32_t c) {
    return (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

bool next_line(str s, size_t *at, str *line) {
    if (*at >= s.len)
        return false;
    size_t from = *at, next = from;
    while (next < s.len) {
        size_t before = next;
        uint32_t c = unicode_next(s, &next);
        if (!ends_line(c))
            continue;
        if (c == '\r' && next < s.len && s.ptr[next] == '\n')
            next++;
        *line = str_slice(s, from, before);
        *at = next;
        return true;
    }
    *line = str_slice(s, from, s.len);
    *at = s.len;
    return true;
}

static bool in_set(const str *chars, uint32_t c) {
    if (!chars)
        return unicode_is_space(c);
    for (size_t at = 0; at < chars->len;)
        if (unicode_next(*chars, &at) == c)
            return true;
    return false;
}

str strip(str s, const str *chars, bool left, bool right) {
    size_t from = 0, end = s.len;
    while (left && from < end) {
        size_t next = from;
        if (!in_set(chars, unicode_next(s, &next)))
            break;
        from = next;
    }
    while (right && end > from) {
        size_t before = unicode_before(s, end), at = before;
        if (!in_set(chars, unicode_next(s, &at)))
            break;
        end = before;
    }
    return str_slice(s, from, end);
}

void append_pad(buf *out, str s, int64_t before, int64_t after, str fill) {
    for (; before > 0; before--)
        buf_add_str(out, fill);
    buf_add_str(out, s);
    for (; after > 0; after--)
        buf_add_str(out, fill);
}

bool text_is(str s, bool (*all)(uint32_t c)) {
    for (size_t at = 0; at < s.len;)
        if (!all(unicode_next(s, &at)))
            return false;
    return s.len > 0;
}

/* --- Numbers in text --- */

/*
 * Without underscores between digits, trimmed, and with ASCII digits for those of other scripts;
 * false where an underscore stands elsewhere.
 */
static bool clean_number(str s, char *out, size_t size) {
    s = strip(s, NULL, true, true);
    size_t len = 0;
    for (size_t i = 0, next = 0; i < s.len; i = next) {
        uint32_t code = unicode_next(s, &next);
        int digit = unicode_decimal_value(code);
        char c = (char)(digit >= 0 ? '0' + digit : code < 0x80 ? (int)code : '?');
        if (c == '_') {
            bool between = i > 0 && i + 1 < s.len && s.ptr[i - 1] != '_' && s.ptr[i + 1] != '_' &&
                           s.ptr[i - 1] != '.' && s.ptr[i - 1] != '-' && s.ptr[i - 1] != '+';
            if (!between)
                return false;
            continue;
        }
        if (len + 1 >= size)
            return false;
        out[len++] = c;
    }
    out[len] = '\0';
    return len > 0;
}

bool parse_float(str s, double *out) {
    char text[512], *end;
    if (!clean_number(s, text, sizeof text))
        return false;
    const char *p = text + (*text == '-' || *text == '+');
    if (strcspn(p, "xXpP(") < strlen(p) || *p == '-' || *p == '+' || *p == ' ')
        return false;
    *out = strtod(text, &end);
    return *end == '\0' && end != text;
}

static bool valid_digits(str s, unsigned base) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 10
                         : c >= 'A' && c <= 'Z' ? (unsigned)(c - 'A') + 10
                                                : 99;
        if (digit >= base)
            return false;
    }
    return s.len > 0;
}

bool parse_int(arena *memory, str s, unsigned base, value *out) {
    char text[4400];
    if ((base != 0 && base < 2) || base > 36 || !clean_number(s, text, sizeof text))
        return false;
    str digits = str_from(text);
    bool negative = digits.ptr[0] == '-';
    if (negative || digits.ptr[0] == '+')
        digits = str_slice(digits, 1, digits.len);
    if (digits.len > 2 && digits.ptr[0] == '0') {
        char c = (char)(digits.ptr[1] | 0x20);
        unsigned prefix = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
        if (prefix && (base == 0 || base == prefix)) {
            base = prefix;
            digits = str_slice(digits, 2, digits.len);
        }
    }
    if (base == 0)
        base = 10;
    if (!valid_digits(digits, base))
        return false;
    *out = number_parse(memory, digits, base);
    if (negative)
        *out = number_negate(memory, *out);
    return true;
}

/* --- Paths --- */

static value get_part(template_call *call, value object, str part) {
    value index;
    if (valid_digits(part, 10) && parse_int(call->memory, part, 10, &index))
        return get_item(call->run, here(call), object, index);
    return get_item(call->run, here(call), object, value_str(part));
}

/* The member of that key: where the last one stood, if dicts are laid out alike. */
static const value *find_near(const template_call *call, value object, value key) {
    const value_dict *dict = object.as.dict;
    const node *n = here(call);
    uint32_t none = 0;
    uint32_t *cached = n && n->kind == NODE_FILTER && n->as.apply.arguments
                           ? &n->as.apply.arguments->cached
                           : &none;
    if (*cached < dict->count) {
        const value near = dict->shape->keys[*cached];
        if (is_text(near) && str_eq(value_text(near), value_text(key)))
            return &dict->items[*cached];
    }
    const value *item = value_find_key(object, key);
    if (item)
        *cached = value_position(dict, item);
    return item;
}

value get_path(template_call *call, value object, value path, value fallback) {
    bool replace = template_given(fallback) && fallback.kind != VALUE_NULL;
    if (path.kind == VALUE_NULL || !template_given(path))
        return object;
    if (!is_text(path)) {
        object = get_item(call->run, here(call), object, path);
        return replace && object.kind == VALUE_UNDEFINED ? fallback : object;
    }
    str text = value_text(path);
    if (object.kind == VALUE_DICT && !replace && memchr(text.ptr, '.', text.len) == NULL) {
        const value *item = text.len && text.ptr[0] > '9' ? find_near(call, object, path) : NULL;
        if (item)
            return *item;
    }
    for (size_t from = 0; from <= text.len;) {
        size_t dot = str_find_char(text, from, '.');
        object = get_part(call, object, str_slice(text, from, dot));
        if (is_failed(object))
            return object;
        if (replace && object.kind == VALUE_UNDEFINED)
            object = fallback;
        from = dot + 1;
    }
    return object;
}

/* --- Sorting: stable, by merging --- */

typedef struct sorting {
    template_run *run;
    const node *at;
    const value *keys;
    unsigned how; /* SORT_… */
} sorting;

/* Of keys that have no order; as the names of their classes in Python are ordered. */
static int rank(value v) {
    return v.kind == VALUE_NULL ? 0 : number_is(v) ? 1 : is_text(v) ? 2 : 3;
}

/* Whether it has an order to an equal value alone; lists compare their items so by themselves. */
static bool needs_equality(value v) {
    return v.kind == VALUE_NULL || v.kind == VALUE_DICT || v.kind == VALUE_OBJECT;
}

/* Whether b has to stand before a. */
static bool comes_before(const sorting *s, uint32_t b, uint32_t a) {
    int order = 0;
    if (s->run->failed)
        return false;
    const value left = s->keys[a], right = s->keys[b];
    int ranks = rank(right) - rank(left);
    if (s->how & SORT_MIXED && (ranks || left.kind == VALUE_NULL))
        return ranks < 0;
    if (s->how & SORT_EQUAL && needs_equality(left) && values_equal(s->run, s->at, left, right))
        return false;
    bool known = s->how & SORT_REVERSE ? operate_order(s->run, s->at, left, right, &order)
                                       : operate_order(s->run, s->at, right, left, &order);
    return known && order == -1;
}

static void merge_sort(const sorting *s, uint32_t *order, uint32_t *spare, uint32_t count) {
    if (count < 2)
        return;
    uint32_t half = count / 2, left = 0, right = half;
    merge_sort(s, order, spare, half);
    merge_sort(s, order + half, spare, count - half);
    for (uint32_t i = 0; i < count; i++) {
        bool take_right =
            left == half || (right < count && comes_before(s, order[right], order[left]));
        spare[i] = take_right ? order[right++] : order[left++];
    }
    memcpy(order, spare, count * sizeof *order);
}

static const uint32_t *find_order(const sorting *s, uint32_t count) {
    uint32_t *order = ARENA_ARRAY(s->run->memory, (size_t)count + 1, uint32_t);
    uint32_t *spare = ARENA_ARRAY(s->run->memory, (size_t)count + 1, uint32_t);
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    merge_sort(s, order, spare, count);
    return order;
}

const uint32_t *sorted_order(template_run *run, const node *at, const value *keys, uint32_t count) {
    return find_order(&(sorting){run, at, keys, 0}, count);
}

static void sort(template_call *call, sorting s, value *items, uint32_t count) {
    const uint32_t *order = find_order(&s, count);
    value *sorted = ARENA_ARRAY(call->memory, (size_t)count + 1, value);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = items[order[i]];
    if (count)
        memcpy(items, sorted, count * sizeof *items);
}

void sort_values(template_call *call, value *items, const value *keys, uint32_t count,
                 unsigned how) {
    sort(call, (sorting){call->run, here(call), keys, how}, items, count);
}
