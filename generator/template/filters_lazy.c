/*
 * Built-in filters that give a generator: map, select, batch and others. As in Jinja2, their work,
 * and their errors, come when an item is asked for.
 */
#include "template/builtin.h"

static value lazy(template_call *call, generator_step step) {
    return new_lazy(call, step);
}

/* Starts on the subject; false where it is false itself, as in Jinja2, or after an error. */
static bool start_if_true(template_call *call, generator *g) {
    value v = call->args[0];
    if (v.kind == VALUE_UNDEFINED && v.flags != UNDEFINED_LENIENT)
        run_fail_undefined(call->run, v);
    return !call->run->failed && template_is_true(v) && generator_source(call, g);
}

/* --- map, select and reject --- */

/* Named arguments go with it, too: they are few, and rare. */
static value apply_with_names(template_call *call, bool filter, const callable *c, size_t from,
                              value subject) {
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
    return call_callable(call->run, here(call), c, filter ? "filter" : "test", &g);
}

/* The filter or test of that name on an item, with the further arguments of the call. */
static value apply_named(template_call *call, generator *g, bool filter, size_t name_at,
                         value subject) {
    value called = call->args[name_at];
    if (!is_text(called))
        return template_fail(call, CODE_TEMPLATE_TYPE, "the name of a %s is a string, not %s",
                             filter ? "filter" : "test", kind_name(called));
    if (!g->applied)
        g->applied = find_named_callable(call->run, filter, value_text(called));
    if (!g->applied)
        return failed_value();
    arena_point mark = arena_mark(&call->run->stack);
    const size_t from = name_at + 1;
    value v = call->named_count
                  ? apply_with_names(call, filter, g->applied, from, subject)
                  : call_applied(call->run, filter, g->applied, subject, call->args + from,
                                 call->count > from ? (uint32_t)(call->count - from) : 0);
    if (call->run->stack.next != mark.next)
        arena_reset(&call->run->stack, mark);
    return v;
}

/* map(attribute=…, default=…) */
static bool map_options(template_call *call, value *attribute, value *fallback) {
    for (size_t i = 0; i < call->named_count; i++) {
        str name = call->named[i].name;
        if (str_eq(name, STR("attribute"))) {
            *attribute = call->named[i].item;
        } else if (str_eq(name, STR("default"))) {
            *fallback = call->named[i].item;
        } else {
            static const str known[] = {{"attribute", 9}, {"default", 7}};
            run_fail_argument(call->run, call->run->at, "filter", STR("map"), name, known, 2);
            return false;
        }
    }
    if (template_given(*attribute))
        return true;
    template_fail(call, CODE_TEMPLATE_ARGUMENT, "map needs the name of a filter");
    return false;
}

static bool next_mapped(template_call *call, generator *g, value *item) {
    value attribute = {0}, fallback = {0};
    if (!start_if_true(call, g) ||
        (call->count == 1 && !map_options(call, &attribute, &fallback)) ||
        !generator_pull(call, g, item))
        return false;
    *item = call->count == 1 ? get_path(call, *item, attribute, fallback)
                             : apply_named(call, g, true, 1, *item);
    return !is_failed(*item);
}

static bool next_selected(template_call *call, generator *g, value *item, bool wanted,
                          bool by_attribute) {
    size_t name_at = by_attribute ? 2 : 1;
    if (!start_if_true(call, g))
        return false;
    if (by_attribute && call->count < 2) {
        template_fail(call, CODE_TEMPLATE_ARGUMENT, "the name of an attribute is missing");
        return false;
    }
    while (generator_pull(call, g, item)) {
        value v = by_attribute ? get_path(call, *item, call->args[1], (value){0}) : *item;
        if (!is_failed(v) && call->count > name_at)
            v = apply_named(call, g, false, name_at, v);
        else if (v.kind == VALUE_UNDEFINED && v.flags != UNDEFINED_LENIENT)
            v = run_fail_undefined(call->run, v);
        if (is_failed(v))
            return false;
        if (template_is_true(v) == wanted)
            return true;
    }
    return false;
}
static bool next_select(template_call *call, generator *g, value *item) {
    return next_selected(call, g, item, true, false);
}
static bool next_reject(template_call *call, generator *g, value *item) {
    return next_selected(call, g, item, false, false);
}
static bool next_selectattr(template_call *call, generator *g, value *item) {
    return next_selected(call, g, item, true, true);
}
static bool next_rejectattr(template_call *call, generator *g, value *item) {
    return next_selected(call, g, item, false, true);
}

static value filter_map(template_call *call) {
    return lazy(call, next_mapped);
}
static value filter_select(template_call *call) {
    return lazy(call, next_select);
}
static value filter_reject(template_call *call) {
    return lazy(call, next_reject);
}
static value filter_selectattr(template_call *call) {
    return lazy(call, next_selectattr);
}
static value filter_rejectattr(template_call *call) {
    return lazy(call, next_rejectattr);
}

/* --- unique and items --- */

static bool next_unique(template_call *call, generator *g, value *item) {
    bool fold_case = !argument_truth(call, 1, false);
    if (!g->started)
        g->list = value_new_dict(call->memory);
    while (generator_pull(call, g, item)) {
        value key = get_path(call, *item, call->args[2], (value){0});
        if (fold_case && !is_failed(key))
            key = fold_text(call, key);
        if (is_failed(key) || !check_key(call->run, here(call), key))
            return false;
        if (value_find_key(g->list, key))
            continue;
        value_put_key(g->list, key, value_null());
        return true;
    }
    return false;
}
static value filter_unique(template_call *call) {
    return lazy(call, next_unique);
}

static bool next_pair(template_call *call, generator *g, value *item) {
    value dict = call->args[0];
    if (dict.kind == VALUE_UNDEFINED)
        return false;
    if (dict.kind != VALUE_DICT) {
        template_fail(call, CODE_TEMPLATE_TYPE, "expected a dict, got %s", kind_name(dict));
        return false;
    }
    if (!generator_pull(call, g, item))
        return false;
    value pair[2] = {*item, dict.as.dict->items[g->source.at - 1]};
    *item = tuple_of(call->run, pair, 2);
    return true;
}
static value filter_items(template_call *call) {
    return lazy(call, next_pair);
}

/* --- Pieces --- */

/* Fills the last row up; only here the size has to be a number, and an integer if there is room. */
static bool fill_row(template_call *call, value row, value size) {
    value count = value_int(row.as.list->count);
    int64_t wanted = 0;
    int order = 0;
    if (!operate_order(call->run, here(call), count, size, &order))
        return false;
    if (order != -1)
        return true;
    if (!template_int_argument(call, 1, &wanted))
        return false;
    if (wanted > 1000000) {
        template_fail(call, CODE_TEMPLATE_LIMIT, "the batch is too large");
        return false;
    }
    while (row.as.list->count < wanted)
        value_append(row, call->args[2]);
    return true;
}

/*
 * A row; as in Jinja2 an item is read ahead, to know whether there is another row. A row ends where
 * its length equals the size; that can be any value: 2.0, none.
 */
static bool next_batch(template_call *call, generator *g, value *item) {
    value row = value_new_list(call->memory), each, size = call->args[1];
    bool full = false;
    if (g->list.kind == VALUE_LIST) { /* what was read ahead */
        value_append(row, g->list.as.list->items[0]);
        g->list = (value){0};
    }
    while (!g->source.over && generator_pull(call, g, &each)) {
        if (!operate_equal(call->run, here(call), value_int(row.as.list->count), size, &full))
            return false;
        if (full) {
            g->list = value_new_list(call->memory);
            value_append(g->list, each);
            *item = row;
            return true;
        }
        value_append(row, each);
    }
    g->source.over = true;
    if (call->run->failed || row.as.list->count == 0)
        return false;
    if (argument_present(call, 2) && !fill_row(call, row, size))
        return false;
    *item = row;
    return true;
}
static value filter_batch(template_call *call) {
    return lazy(call, next_batch);
}

static bool next_slice(template_call *call, generator *g, value *item) {
    int64_t count = 0;
    if (g->list.kind != VALUE_LIST && !copy_list(call->run, here(call), call->args[0], &g->list))
        return false;
    if (!template_int_argument(call, 1, &count))
        return false;
    if (count == 0) {
        template_fail(call, CODE_TEMPLATE_ARGUMENT, "slice: there must be a slice");
        return false;
    }
    if (g->position >= count)
        return false;
    int64_t length = g->list.as.list->count, size = length / count, longer = length % count;
    int64_t number = g->position++;
    int64_t offset = number * size + (number < longer ? number : longer);
    int64_t end = offset + size + (number < longer);
    value slice = value_new_list(call->memory);
    for (; offset < end; offset++)
        value_append(slice, g->list.as.list->items[offset]);
    if (argument_present(call, 2) && number >= longer)
        value_append(slice, call->args[2]);
    *item = slice;
    return true;
}
static value filter_slice(template_call *call) {
    return lazy(call, next_slice);
}

/* --- reverse --- */

static value reversed_text(template_call *call, str s) {
    buf out = {0};
    for (size_t end = s.len; end > 0;) {
        size_t from = unicode_before(s, end);
        buf_add(&out, s.ptr + from, end - from);
        end = from;
    }
    return result_text(call, &out);
}

static value filter_reverse(template_call *call) {
    value v = call->args[0], list;
    if (is_text(v)) {
        value text = reversed_text(call, value_text(v));
        text.flags = is_failed(text) ? 0 : v.flags;
        return text;
    }
    if (!template_to_list(call, v, &list))
        return failed_value();
    value reversed = value_new_list(call->memory);
    for (uint32_t i = list.as.list->count; i-- > 0;)
        value_append(reversed, list.as.list->items[i]);
    return is_object_of(v, &generator_type) ? reversed : new_generator(call->run, reversed);
}

const builtin filters_lazy[] = {{"reverse", filter_reverse, ""},
                                {"items", filter_items, ""},
                                {"unique", filter_unique, "case_sensitive= attribute="},
                                {"batch", filter_batch, "linecount fill_with="},
                                {"slice", filter_slice, "slices fill_with="},
                                {"map", filter_map, "* **"},
                                {"select", filter_select, "* **"},
                                {"reject", filter_reject, "* **"},
                                {"selectattr", filter_selectattr, "* **"},
                                {"rejectattr", filter_rejectattr, "* **"},
                                {NULL, NULL, NULL}};
