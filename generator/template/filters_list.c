/* Built-in filters on lists and dicts: {{ x | join(', ') }}. */
#include "template/builtin.h"

#include "template/lexer.h"

static const value_list *items_of(template_call *call, value *list) {
    return template_to_list(call, call->args[0], list) ? list->as.list : NULL;
}

/* Text in lower case, for comparisons that ignore it. */
static value fold(template_call *call, value v) {
    if (!is_text(v))
        return v;
    buf out = {0};
    unicode_lower(&out, value_text(v));
    return result_text(call, &out);
}

/* The item, or its attribute; where the case is ignored, folded. */
static value key_of(template_call *call, value item, value attribute, bool fold_case,
                    value fallback) {
    value key = get_path(call, item, attribute);
    if (is_failed(key))
        return key;
    if (key.kind == VALUE_UNDEFINED && template_given(fallback) && fallback.kind != VALUE_NULL)
        key = fallback;
    return fold_case ? fold(call, key) : key;
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
        value item = get_path(call, list.as.list->items[i], call->args[2]);
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

static value filter_reverse(template_call *call) {
    value v = call->args[0], list;
    if (is_text(v)) {
        str s = value_text(v);
        buf out = {0};
        for (size_t end = s.len; end > 0;) {
            size_t from = unicode_before(s, end);
            buf_add(&out, s.ptr + from, end - from);
            end = from;
        }
        return result_text(call, &out);
    }
    if (!items_of(call, &list))
        return failed_value();
    value reversed = value_new_list(call->memory);
    for (uint32_t i = list.as.list->count; i-- > 0;)
        value_append(reversed, list.as.list->items[i]);
    return is_object_of(v, &generator_type) ? reversed : new_generator(call->run, reversed);
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
                    bool reverse) {
    uint32_t count = list.as.list->count;
    value *keys = ARENA_ARRAY(call->memory, count + 1, value);
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = sort_key(call, list.as.list->items[i], attribute, fold_case);
        if (is_failed(keys[i]))
            return false;
    }
    sort_values(call, list.as.list->items, keys, count, reverse);
    return !call->run->failed;
}

static value filter_sort(template_call *call) {
    value list;
    if (!copy_list(call->run, here(call), call->args[0], &list))
        return failed_value();
    bool fold_case = !argument_truth(call, 2, false);
    return sort_by(call, list, call->args[3], fold_case, argument_truth(call, 1, false))
               ? list
               : failed_value();
}

static value pairs_of(template_call *call, value dict) {
    value list = value_new_list(call->memory);
    for (uint32_t i = 0; i < dict.as.dict->count; i++) {
        value pair[2] = {dict.as.dict->members[i].key, dict.as.dict->members[i].item};
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
    value list = pairs_of(call, call->args[0]);
    return sort_by(call, list, value_int(!by_key), !argument_truth(call, 1, false),
                   argument_truth(call, 3, false))
               ? list
               : failed_value();
}

static value filter_items(template_call *call) {
    if (call->args[0].kind == VALUE_UNDEFINED)
        return new_generator(call->run, value_new_list(call->memory));
    if (call->args[0].kind != VALUE_DICT)
        return fail_no_dict(call);
    return new_generator(call->run, pairs_of(call, call->args[0]));
}

static value filter_unique(template_call *call) {
    value list, unique = value_new_list(call->memory), seen = value_new_dict(call->memory);
    const value_list *items = items_of(call, &list);
    bool fold_case = !argument_truth(call, 1, false);
    for (uint32_t i = 0; items && i < items->count; i++) {
        value key = key_of(call, items->items[i], call->args[2], fold_case, (value){0});
        if (key.kind == VALUE_UNDEFINED)
            key = run_fail_undefined(call->run, key);
        if (is_failed(key))
            return key;
        if (key.kind == VALUE_DICT || (key.kind == VALUE_LIST && key.flags != VALUE_TUPLE))
            return template_fail(call, CODE_TEMPLATE_TYPE, "unique can't compare %s",
                                 kind_name(key));
        if (!value_find_key(seen, key)) {
            value_put_key(seen, key, value_null());
            value_append(unique, items->items[i]);
        }
    }
    return items ? new_generator(call->run, unique) : failed_value();
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
    sort_values(call, list.as.list->items, keys, count, false);
    for (uint32_t i = 0; i < count && !call->run->failed; i++) {
        value item = list.as.list->items[i];
        value key = key_of(call, item, attribute, fold_case, call->args[2]);
        if (key.kind == VALUE_UNDEFINED)
            return run_fail_undefined(call->run, key);
        if (i == 0 || !values_equal(key, last)) {
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

/* --- Pieces --- */

static value filter_batch(template_call *call) {
    value list, rows = value_new_list(call->memory), row = {0};
    int64_t size = 0;
    if (!template_int_argument(call, 1, &size) || !items_of(call, &list))
        return failed_value();
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (i == 0 || row.as.list->count == size) {
            row = value_new_list(call->memory);
            value_append(rows, row);
        }
        value_append(row, list.as.list->items[i]);
    }
    if (list.as.list->count && argument_present(call, 2)) {
        if (size > 1000000)
            return template_fail(call, CODE_TEMPLATE_LIMIT, "the batch is too large");
        while (row.as.list->count < size)
            value_append(row, call->args[2]);
    }
    return new_generator(call->run, rows);
}

static value filter_slice(template_call *call) {
    value list, slices = value_new_list(call->memory);
    int64_t count = 0, offset = 0;
    if (!template_int_argument(call, 1, &count) || !items_of(call, &list))
        return failed_value();
    if (count == 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "slice: there must be a slice");
    if (count > 1000000)
        return template_fail(call, CODE_TEMPLATE_LIMIT, "there are too many slices");
    int64_t length = list.as.list->count, size = count > 0 ? length / count : 0;
    int64_t longer = count > 0 ? length % count : 0;
    for (int64_t i = 0; i < count; i++) {
        value slice = value_new_list(call->memory);
        int64_t end = offset + size + (i < longer);
        for (; offset < end; offset++)
            value_append(slice, list.as.list->items[offset]);
        if (argument_present(call, 2) && i >= longer)
            value_append(slice, call->args[2]);
        value_append(slices, slice);
    }
    return new_generator(call->run, slices);
}

static value filter_sum(template_call *call) {
    value list, total = template_given(call->args[2]) ? call->args[2] : value_int(0);
    const value_list *items = items_of(call, &list);
    if (is_text(total))
        return template_fail(call, CODE_TEMPLATE_TYPE, "sum can't add strings; use join");
    for (uint32_t i = 0; items && i < items->count; i++) {
        value item = get_path(call, items->items[i], call->args[1]);
        total =
            is_failed(item) ? item : operate_binary(call->run, here(call), TOKEN_ADD, total, item);
        if (is_failed(total))
            return total;
    }
    return items ? total : failed_value();
}

/* --- map, select and reject --- */

/* The items; none where there is nothing: as in Jinja2, what is false has none. */
static bool items_or_none(template_call *call, value *list) {
    value v = call->args[0];
    if (v.kind == VALUE_UNDEFINED || template_is_true(v))
        return items_of(call, list) != NULL;
    *list = value_new_list(call->memory);
    return true;
}

/* The further arguments of the filter or test that is applied to each item. */
static given_arguments inner_arguments(template_call *call, size_t from, value subject) {
    size_t count = call->count > from ? call->count - from : 0;
    given_arguments g = {ARENA_ARRAY(&call->run->stack, count + 2, value), (uint32_t)count + 1,
                         NULL, 0};
    g.items[0] = subject;
    for (size_t i = 0; i < count; i++)
        g.items[i + 1] = call->args[from + i];
    g.named = ARENA_ARRAY(&call->run->stack, call->named_count + 1, template_named);
    g.named_count = (uint32_t)call->named_count;
    for (size_t i = 0; i < call->named_count; i++)
        g.named[i] = call->named[i];
    return g;
}

static value map_attribute(template_call *call, value items) {
    value attribute = {0}, fallback = {0}, mapped = value_new_list(call->memory);
    for (size_t i = 0; i < call->named_count; i++) {
        if (str_eq(call->named[i].name, STR("attribute")))
            attribute = call->named[i].item;
        else if (str_eq(call->named[i].name, STR("default")))
            fallback = call->named[i].item;
        else
            return template_fail(call, CODE_TEMPLATE_ARGUMENT, "map has no argument `%.*s`",
                                 STR_ARG(call->named[i].name));
    }
    for (uint32_t i = 0; i < items.as.list->count; i++) {
        value v = key_of(call, items.as.list->items[i], attribute, false, fallback);
        if (is_failed(v))
            return v;
        value_append(mapped, v);
    }
    return new_generator(call->run, mapped);
}

static value apply_named(template_call *call, bool filter, size_t name_at, value subject) {
    value called = call->args[name_at];
    if (!is_text(called))
        return template_fail(call, CODE_TEMPLATE_TYPE, "the name of a %s is a string, not %s",
                             filter ? "filter" : "test", kind_name(called));
    arena_point mark = arena_mark(&call->run->stack);
    given_arguments g = inner_arguments(call, name_at + 1, subject);
    value v = call_named(call->run, filter, value_text(called), &g);
    arena_reset(&call->run->stack, mark);
    return v;
}

static value filter_map(template_call *call) {
    value list, mapped = value_new_list(call->memory);
    if (!items_or_none(call, &list))
        return failed_value();
    if (call->count == 1 && call->named_count)
        return map_attribute(call, list);
    if (call->count == 1)
        return list.as.list->count
                   ? template_fail(call, CODE_TEMPLATE_ARGUMENT, "map needs the name of a filter")
                   : new_generator(call->run, mapped);
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        value v = apply_named(call, true, 1, list.as.list->items[i]);
        if (is_failed(v))
            return v;
        value_append(mapped, v);
    }
    return new_generator(call->run, mapped);
}

static value select_items(template_call *call, bool wanted, bool by_attribute) {
    value list, selected = value_new_list(call->memory);
    size_t name_at = by_attribute ? 2 : 1;
    if (!items_or_none(call, &list))
        return failed_value();
    if (by_attribute && call->count < 2 && list.as.list->count)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "the name of an attribute is missing");
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        value item = list.as.list->items[i];
        value v = by_attribute ? get_path(call, item, call->args[1]) : item;
        if (!is_failed(v) && call->count > name_at)
            v = apply_named(call, false, name_at, v);
        else if (v.kind == VALUE_UNDEFINED)
            v = run_fail_undefined(call->run, v);
        if (is_failed(v))
            return v;
        if (template_is_true(v) == wanted)
            value_append(selected, item);
    }
    return new_generator(call->run, selected);
}
static value filter_select(template_call *call) {
    return select_items(call, true, false);
}
static value filter_reject(template_call *call) {
    return select_items(call, false, false);
}
static value filter_selectattr(template_call *call) {
    return select_items(call, true, true);
}
static value filter_rejectattr(template_call *call) {
    return select_items(call, false, true);
}

const builtin filters_of_lists[] = {
    {"list", filter_list, ""},
    {"length", filter_length, ""},
    {"count", filter_length, ""},
    {"first", filter_first, ""},
    {"last", filter_last, ""},
    {"join", filter_join, "d= attribute="},
    {"reverse", filter_reverse, ""},
    {"sort", filter_sort, "reverse= case_sensitive= attribute="},
    {"dictsort", filter_dictsort, "case_sensitive= by= reverse="},
    {"items", filter_items, ""},
    {"unique", filter_unique, "case_sensitive= attribute="},
    {"min", filter_min, "case_sensitive= attribute="},
    {"max", filter_max, "case_sensitive= attribute="},
    {"groupby", filter_groupby, "attribute default= case_sensitive="},
    {"batch", filter_batch, "linecount fill_with="},
    {"slice", filter_slice, "slices fill_with="},
    {"sum", filter_sum, "attribute= start="},
    {"map", filter_map, "* **"},
    {"select", filter_select, "* **"},
    {"reject", filter_reject, "* **"},
    {"selectattr", filter_selectattr, "* **"},
    {"rejectattr", filter_rejectattr, "* **"},
    {NULL, NULL, NULL}};
