/* Built-in filters on lists and dicts: {{ x | join(', ') }}. */
#include "template/builtin.h"

#include "template/lexer.h"

static const value_list *items_of(template_call *call, value *list) {
    return template_to_list(call, call->args[0], list) ? list->as.list : NULL;
}

value fold_text(template_call *call, value v) {
    if (!is_text(v))
        return v;
    buf out = {0};
    unicode_lower(&out, value_text(v));
    return result_text(call, &out);
}

/* The item, or its attribute; where the case is ignored, folded. */
static value key_of(template_call *call, value item, value attribute, bool fold_case,
                    value fallback) {
    value key = get_path(call, item, attribute, fallback);
    return fold_case && !is_failed(key) ? fold_text(call, key) : key;
}

static value filter_list(template_call *call) {
    value list;
    return copy_list(call->run, here(call), call->args[0], &list) ? list : failed_value();
}

static value filter_length(template_call *call) {
    value v = call->args[0];
    if (v.kind == VALUE_UNDEFINED)
        return v.flags == UNDEFINED_LENIENT ? value_int(0) : run_fail_undefined(call->run, v);
    int64_t length = length_of(v);
    return length < 0 ? template_fail(call, CODE_TEMPLATE_TYPE, "%s has no length", kind_name(v))
                      : value_int(length);
}

static value filter_first(template_call *call) {
    iterator it;
    value item;
    if (!iterator_start(call->run, here(call), call->args[0], &it))
        return failed_value();
    if (iterator_next(call->run, here(call), &it, &item))
        return item;
    return call->run->failed ? failed_value()
                             : undefined_hint(call->run, here(call), STR("first"),
                                              "there is no first item: the sequence is empty");
}

static value filter_last(template_call *call) {
    value v = call->args[0], list;
    if (is_object_of(v, &generator_type))
        return template_fail(call, CODE_TEMPLATE_TYPE, "a generator has no last item; use list");
    if (!items_of(call, &list))
        return failed_value();
    uint32_t count = list.as.list->count;
    if (count && is_text(v)) /* an item of trusted text is trusted, when it is taken from the end */
        list.as.list->items[count - 1].flags = v.flags;
    return count ? list.as.list->items[count - 1]
                 : undefined_hint(call->run, here(call), STR("last"),
                                  "there is no last item: the sequence is empty");
}

static void put_joined(buf *out, str text, bool escaped) {
    if (escaped)
        print_escaped(out, text);
    else
        buf_add_str(out, text);
}

static value filter_join(template_call *call) {
    value list;
    str separator = STR("");
    if ((template_given(call->args[1]) && !argument_text(call, 1, &separator)) ||
        !items_of(call, &list))
        return failed_value();
    bool safe = call->run->autoescape && is_escaped(call->args[1]);
    for (uint32_t i = 0; call->run->autoescape && i < list.as.list->count; i++)
        safe |= is_escaped(list.as.list->items[i]);
    buf out = {0};
    bool done = true;
    for (uint32_t i = 0; i < list.as.list->count && done; i++) {
        value item = get_path(call, list.as.list->items[i], call->args[2], (value){0});
        str text;
        if (i)
            put_joined(&out, separator, safe && !is_escaped(call->args[1]));
        done = !is_failed(item) && text_of(call->run, here(call), item, &text);
        if (done)
            put_joined(&out, text, safe && !is_escaped(item));
        done = done && run_check_size(call->run, here(call), out.len);
    }
    value v = result_text(call, &out);
    v.flags = safe && !is_failed(v) ? TEXT_SAFE : 0;
    return done ? v : failed_value();
}

/* --- Sorting and grouping --- */

/* One key of each item; a comma-separated attribute gives lists of keys. */
static value sort_key(template_call *call, value item, value attribute, bool fold_case) {
    if (!is_text(attribute) || str_find_char(value_text(attribute), 0, ',') == attribute.len)
        return key_of(call, item, attribute, fold_case, (value){0});
    value keys = value_new_list(call->memory);
    str path = value_text(attribute);
    for (size_t from = 0; from <= path.len;) {
        size_t comma = str_find_char(path, from, ',');
        value part = value_str(str_slice(path, from, comma));
        value key = key_of(call, item, part, fold_case, (value){0});
        if (is_failed(key))
            return key;
        value_append(keys, key);
        from = comma + 1;
    }
    return keys;
}

static bool sort_by(template_call *call, value list, value attribute, bool fold_case,
                    unsigned how) {
    uint32_t count = list.as.list->count;
    value *keys = ARENA_ARRAY(call->memory, count + 1, value);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = sort_key(call, list.as.list->items[i], attribute, fold_case);
        if (is_failed(keys[i]))
            return false;
    }
    sort_values(call, list.as.list->items, keys, count, how);
    return !call->run->failed;
}

static value filter_sort(template_call *call) {
    value list;
    bool reverse = false;
    if (!copy_list(call->run, here(call), call->args[0], &list) ||
        !argument_switch(call, 1, &reverse))
        return failed_value();
    bool fold_case = !argument_truth(call, 2, false);
    unsigned how = SORT_EQUAL | (reverse ? SORT_REVERSE : 0);
    return sort_by(call, list, call->args[3], fold_case, how) ? list : failed_value();
}

static value pairs_of(template_call *call, value dict) {
    value list = value_new_list(call->memory);
    for (uint32_t i = 0; i < dict.as.dict->count; i++) {
        value pair[2] = {dict.as.dict->shape->keys[i], dict.as.dict->items[i]};
        value_append(list, tuple_of(call->run, pair, 2));
    }
    return list;
}

static value fail_no_dict(template_call *call) {
    value v = call->args[0];
    if (v.kind == VALUE_UNDEFINED)
        return run_fail_undefined(call->run, v);
    return template_fail(call, CODE_TEMPLATE_TYPE, "expected a dict, got %s", kind_name(v));
}

static value filter_dictsort(template_call *call) {
    str by = STR("key");
    if (call->args[0].kind != VALUE_DICT)
        return fail_no_dict(call);
    if (!template_text_argument(call, 2, &by))
        return failed_value();
    bool by_key = str_eq(by, STR("key"));
    if (!by_key && !str_eq(by, STR("value")))
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "dictsort sorts by `key` or `value`");
    bool reverse = false;
    value list = pairs_of(call, call->args[0]);
    if (!argument_switch(call, 3, &reverse))
        return failed_value();
    return sort_by(call, list, value_int(!by_key), !argument_truth(call, 1, false),
                   reverse ? SORT_REVERSE : 0)
               ? list
               : failed_value();
}

static value extreme(template_call *call, int wanted) {
    value list, best = {0}, best_key = {0};
    const value_list *items = items_of(call, &list);
    bool fold_case = !argument_truth(call, 1, false);
    if (!items)
        return failed_value();
    for (uint32_t i = 0; i < items->count; i++) {
        int order = 0;
        value key = key_of(call, items->items[i], call->args[2], fold_case, (value){0});
        if (is_failed(key) || (i && !operate_order(call->run, here(call), key, best_key, &order)))
            return failed_value();
        if (i == 0 || (order != 2 && order * wanted > 0))
            best = items->items[i], best_key = key;
    }
    return items->count ? best
                        : undefined_hint(call->run, here(call), STR("min"),
                                         "there is no smallest or largest item: the sequence is "
                                         "empty");
}
static value filter_min(template_call *call) {
    return extreme(call, -1);
}
static value filter_max(template_call *call) {
    return extreme(call, 1);
}

static value group_tuple(template_call *call, value key, value list) {
    static const str names[] = {STR_INIT("grouper"), STR_INIT("list")};
    value pair[2] = {key, list}, tuple = tuple_of(call->run, pair, 2);
    tuple.as.list->names = names;
    return tuple;
}

static value filter_groupby(template_call *call) {
    value list, groups = value_new_list(call->memory), attribute = call->args[1];
    bool fold_case = !argument_truth(call, 3, false);
    if (!copy_list(call->run, here(call), call->args[0], &list))
        return failed_value();
    uint32_t count = list.as.list->count;
    value *keys = ARENA_ARRAY(call->memory, count + 1, value), last = {0}, members = {0};
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = key_of(call, list.as.list->items[i], attribute, fold_case, call->args[2]);
        if (is_failed(keys[i]))
            return keys[i];
    }
    sort_values(call, list.as.list->items, keys, count, 0);
    for (uint32_t i = 0; i < count && !call->run->failed; i++) {
        value item = list.as.list->items[i];
        value key = key_of(call, item, attribute, fold_case, call->args[2]);
        if (is_failed(key))
            return key;
        if (i == 0 || !values_equal(call->run, here(call), key, last)) {
            members = value_new_list(call->memory);
            value real = key_of(call, item, attribute, false, call->args[2]);
            value group = group_tuple(call, real, members);
            value_append(groups, group);
        }
        value_append(members, item);
        last = key;
    }
    return call->run->failed ? failed_value() : groups;
}

static value filter_sum(template_call *call) {
    value list, total = template_given(call->args[2]) ? call->args[2] : value_int(0);
    const value_list *items = items_of(call, &list);
    if (is_text(total))
        return template_fail(call, CODE_TEMPLATE_TYPE, "sum can't add strings; use join");
    for (uint32_t i = 0; items && i < items->count; i++) {
        value item = get_path(call, items->items[i], call->args[1], (value){0});
        total =
            is_failed(item) ? item : operate_binary(call->run, here(call), TOKEN_ADD, total, item);
        if (is_failed(total))
            return total;
    }
    return items ? total : failed_value();
}

static value filter_random(template_call *call) {
    return template_fail(call, CODE_TEMPLATE_ARGUMENT,
                         "`random` is left out: the same input has to give the same output");
}

const builtin filters_of_lists[] = {
    {"list", filter_list, ""},
    {"length", filter_length, ""},
    {"count", filter_length, ""},
    {"first", filter_first, ""},
    {"last", filter_last, ""},
    {"join", filter_join, "d= attribute="},
    {"sort", filter_sort, "reverse= case_sensitive= attribute="},
    {"dictsort", filter_dictsort, "case_sensitive= by= reverse="},
    {"min", filter_min, "case_sensitive= attribute="},
    {"max", filter_max, "case_sensitive= attribute="},
    {"groupby", filter_groupby, "attribute default= case_sensitive="},
    {"random", filter_random, ""},
    {"sum", filter_sum, "attribute= start="},
    {NULL, NULL, NULL}};
