/*
 * Values in lines of at most 80 characters, as Python's pprint.pformat() writes them: what does not
 * fit a line is broken into one item a line; dicts are sorted by their keys.
 */
#include "template/builtin.h"

enum { LINE_WIDTH = 80, DEEPEST_PPRINT = 100 };

typedef struct layout {
    template_call *call;
    buf *out;
} layout;

/* Members in the order of their keys. Keys that have none are sorted by kind, as Python does it. */
static value sorted_members(template_call *call, const value_dict *dict) {
    value list = value_new_list(call->memory);
    value *keys = ARENA_ARRAY(call->memory, (size_t)dict->count + 1, value);
    for (uint32_t i = 0; i < dict->count; i++) {
        value pair[2] = {dict->shape->keys[i], dict->items[i]};
        keys[i] = pair[0];
        value_append(list, tuple_of(call->run, pair, 2));
    }
    sort_values(call, list.as.list->items, keys, dict->count, SORT_MIXED);
    return list;
}

/* A list or tuple that may be broken; a group of groupby is none, as it has a class of its own. */
static bool is_plain_list(value v) {
    return v.kind == VALUE_LIST && v.flags <= VALUE_TUPLE && v.as.list->names == NULL;
}

/* repr(v), but dicts in the order of their keys; false after an error. */
static bool put_flat(layout *l, buf *out, value v, unsigned depth) {
    template_call *call = l->call;
    bool list = is_plain_list(v);
    if (depth > DEEPEST_PPRINT) {
        template_fail(call, CODE_TEMPLATE_LIMIT, "the value is nested too deep to be written");
        return false;
    }
    if (!list && v.kind != VALUE_DICT) {
        print_repr(call->run, out, v);
        return !call->run->failed;
    }
    value items = list ? v : sorted_members(call, v.as.dict);
    uint32_t count = items.as.list->count;
    buf_add_char(out, !list ? '{' : v.flags ? '(' : '[');
    for (uint32_t i = 0; i < count; i++) {
        value each = items.as.list->items[i];
        if (i)
            buf_add_str(out, STR(", "));
        if (!list) {
            if (!put_flat(l, out, each.as.list->items[0], depth + 1))
                return false;
            buf_add_str(out, STR(": "));
            each = each.as.list->items[1];
        }
        if (!put_flat(l, out, each, depth + 1))
            return false;
    }
    if (list && v.flags && count == 1)
        buf_add_char(out, ',');
    buf_add_char(out, !list ? '}' : v.flags ? ')' : ']');
    return run_check_size(call->run, here(call), out->len);
}

static bool put(layout *l, value v, int64_t indent, int64_t allowance, unsigned depth);

static void new_line(buf *out, int64_t indent) {
    buf_add_char(out, '\n');
    buf_add_repeat(out, ' ', (size_t)indent);
}

static bool put_items(layout *l, value list, int64_t indent, int64_t allowance, unsigned depth) {
    uint32_t count = list.as.list->count;
    for (uint32_t i = 0; i < count; i++) {
        if (i) {
            buf_add_char(l->out, ',');
            new_line(l->out, indent);
        }
        if (!put(l, list.as.list->items[i], indent, i + 1 == count ? allowance : 1, depth))
            return false;
    }
    return true;
}

static bool put_members(layout *l, const value_dict *dict, int64_t indent, int64_t allowance,
                        unsigned depth) {
    value list = sorted_members(l->call, dict);
    for (uint32_t i = 0; i < dict->count; i++) {
        const value *pair = list.as.list->items[i].as.list->items;
        buf key = {0};
        if (i) {
            buf_add_char(l->out, ',');
            new_line(l->out, indent);
        }
        bool done = put_flat(l, &key, pair[0], depth);
        int64_t width = (int64_t)utf8_count(buf_str(&key));
        buf_add_str(l->out, buf_str(&key));
        buf_add_str(l->out, STR(": "));
        buf_free(&key);
        if (!done ||
            !put(l, pair[1], indent + width + 2, i + 1 == dict->count ? allowance : 1, depth))
            return false;
    }
    return true;
}

/* The next piece of a line that is broken between words: white space belongs to the word before. */
static str next_piece(str line, size_t *at) {
    size_t from = *at;
    while (*at < line.len) {
        size_t next = *at;
        if (unicode_is_space(unicode_next(line, &next)))
            break;
        *at = next;
    }
    *at += unicode_leading_space(str_slice(line, *at, line.len));
    return str_slice(line, from, *at);
}

static value repr_of(template_call *call, str s) {
    buf out = {0};
    print_repr(call->run, &out, value_str(s));
    return result_text(call, &out);
}

/* The pieces of one line of a string, as literals no wider than the space where possible. */
static void add_pieces(template_call *call, value literals, str line, bool last_line, int64_t space,
                       int64_t allowance) {
    size_t from = 0;
    value literal = repr_of(call, line);
    int64_t most = space - (last_line ? allowance : 0);
    if ((int64_t)utf8_count(value_text(literal)) <= most) {
        value_append(literals, literal);
        return;
    }
    for (size_t at = 0, before = 0; at < line.len; before = at) {
        next_piece(line, &at);
        most = space - (last_line && at == line.len ? allowance : 0);
        literal = repr_of(call, str_slice(line, from, at));
        if ((int64_t)utf8_count(value_text(literal)) > most && before > from) {
            value_append(literals, repr_of(call, str_slice(line, from, before)));
            from = before;
        }
    }
    if (from < line.len)
        value_append(literals, repr_of(call, str_slice(line, from, line.len)));
}

/* A string over several lines: literals that follow each other. */
static bool put_text(layout *l, str s, int64_t indent, int64_t allowance, unsigned depth) {
    value literals = value_new_list(l->call->memory);
    str line;
    bool outermost = depth == 1;
    indent += outermost;
    allowance += outermost;
    int64_t space = LINE_WIDTH - indent;
    for (size_t at = 0, from = 0; next_line(s, &at, &line); from = at)
        add_pieces(l->call, literals, str_slice(s, from, at), at == s.len, space, allowance);
    if (l->call->run->failed)
        return false;
    uint32_t count = literals.as.list->count;
    bool brackets = outermost && count > 1;
    if (brackets)
        buf_add_char(l->out, '(');
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            new_line(l->out, indent);
        buf_add_str(l->out, value_text(literals.as.list->items[i]));
    }
    if (brackets)
        buf_add_char(l->out, ')');
    return true;
}

/* `indent` is the column that the value begins at, `allowance` what has to follow it. */
static bool put(layout *l, value v, int64_t indent, int64_t allowance, unsigned depth) {
    buf flat = {0};
    bool done = put_flat(l, &flat, v, depth);
    bool fits = (int64_t)utf8_count(buf_str(&flat)) <= LINE_WIDTH - indent - allowance;
    bool empty = v.kind == VALUE_LIST ? !v.as.list->count
                 : is_text(v)         ? !v.len || (v.flags & TEXT_SAFE)
                                      : v.kind != VALUE_DICT || !v.as.dict->count;
    bool whole = v.kind == VALUE_LIST && !is_plain_list(v);
    if (!done || fits || empty || whole) {
        buf_add_str(l->out, buf_str(&flat));
        buf_free(&flat);
        return done;
    }
    buf_free(&flat);
    if (is_text(v))
        return put_text(l, value_text(v), indent, allowance, depth + 1);
    bool dict = v.kind == VALUE_DICT, tuple = v.kind == VALUE_LIST && v.flags;
    bool alone = tuple && v.as.list->count == 1;
    buf_add_char(l->out, dict ? '{' : tuple ? '(' : '[');
    done = dict ? put_members(l, v.as.dict, indent + 1, allowance + 1, depth + 1)
                : put_items(l, v, indent + 1, allowance + 1 + alone, depth + 1);
    buf_add_str(l->out, dict ? STR("}") : alone ? STR(",)") : tuple ? STR(")") : STR("]"));
    return done;
}

static value filter_pprint(template_call *call) {
    buf out = {0};
    layout l = {call, &out};
    bool done = put(&l, call->args[0], 0, 0, 0);
    value v = result_text(call, &out);
    return done ? v : failed_value();
}

const builtin filters_pprint[] = {{"pprint", filter_pprint, ""}, {NULL, NULL, NULL}};
