/* Methods of lists and dicts: {{ d.items() }}, {% do l.append(x) %}. */
#include "template/builtin.h"

/* --- What belongs to the context --- */

static void remember(template_call *call, change c) {
    change *kept = ARENA_NEW(call->memory, change);
    *kept = c;
    kept->before = call->run->changes;
    call->run->changes = kept;
}

/* The list, which may be changed from here on: when the rendering ends it is as it was. */
static void own_items(template_call *call, value_list *list) {
    if (list->memory == call->run->memory)
        return;
    remember(call, (change){.list = list, .list_was = *list});
    value *items = ARENA_ARRAY(call->run->memory, (size_t)list->count + 1, value);
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->capacity = list->count;
    list->memory = call->run->memory;
}

/* The same for the dict that the method is called of. */
static value_dict *own_dict(template_call *call) {
    value_dict *dict = call->args[0].as.dict;
    if (dict->memory == call->run->memory)
        return dict;
    remember(call, (change){.dict = dict, .dict_was = *dict});
    value copy = value_new_dict_for(call->run->memory, dict->count + 1);
    for (uint32_t i = 0; i < dict->count; i++)
        value_put_key(copy, dict->shape->keys[i], dict->items[i]);
    *dict = *copy.as.dict;
    return dict;
}

static bool put_member(template_call *call, value key, value item) {
    if (!check_key(call->run, here(call), key))
        return false;
    own_dict(call);
    value_put_key(call->args[0], key, item);
    return true;
}

/* --- Lists --- */

static value_list *own_list(template_call *call) {
    value v = call->args[0];
    if (v.flags == 0) {
        own_items(call, v.as.list);
        return v.as.list;
    }
    template_fail(call, CODE_TEMPLATE_TYPE, "%s can't be changed", kind_name(v));
    return NULL;
}

static value list_append(template_call *call) {
    value_list *list = own_list(call);
    value item = call->args[1];
    if (!list || !run_check_size(call->run, here(call), 0))
        return failed_value();
    value_append(call->args[0], item);
    return value_null();
}

static value list_extend(template_call *call) {
    value more;
    if (!own_list(call) || !copy_list(call->run, here(call), call->args[1], &more))
        return failed_value();
    for (uint32_t i = 0; i < more.as.list->count; i++)
        value_append(call->args[0], more.as.list->items[i]);
    return value_null();
}

static value list_insert(template_call *call) {
    value_list *list = own_list(call);
    int64_t at = 0;
    value item = call->args[2];
    if (!list || !template_int_argument(call, 1, &at))
        return failed_value();
    if (at < 0)
        at = at + list->count < 0 ? 0 : at + list->count;
    if (at > list->count)
        at = list->count;
    if (!run_count_items(call->run, here(call), list->count - (size_t)at))
        return failed_value();
    value_append(call->args[0], value_null());
    memmove(list->items + at + 1, list->items + at, (list->count - 1 - (size_t)at) * sizeof(value));
    list->items[at] = item;
    return value_null();
}

static value list_pop(template_call *call) {
    value_list *list = own_list(call);
    int64_t at = -1;
    if (!list || !template_int_argument(call, 1, &at))
        return failed_value();
    if (at < 0)
        at += list->count;
    if (at < 0 || at >= list->count)
        return template_fail(call, CODE_TEMPLATE_TYPE, "pop: the list has no such item");
    if (!run_count_items(call->run, here(call), list->count - (size_t)at))
        return failed_value();
    value item = list->items[at];
    memmove(list->items + at, list->items + at + 1, (list->count - 1 - (size_t)at) * sizeof(value));
    list->count--;
    return item;
}

/* The position of args[1] in the list, between the positions args[2] and args[3]. */
static int64_t position_in(template_call *call) {
    const value_list *list = call->args[0].as.list;
    int64_t ends[2] = {0, list->count};
    for (size_t i = 0; i < 2 && i + 2 < call->count; i++) {
        if (!template_int_argument(call, i + 2, &ends[i]))
            return -1;
        if (ends[i] < 0)
            ends[i] = ends[i] + list->count < 0 ? 0 : ends[i] + list->count;
    }
    bool same = false;
    for (int64_t i = ends[0]; i < ends[1] && i < list->count; i++) {
        if (!run_count_step(call->run, here(call)) ||
            !operate_equal(call->run, here(call), list->items[i], call->args[1], &same))
            return -1;
        if (same)
            return i;
    }
    template_fail(call, CODE_TEMPLATE_TYPE, "the list has no such item");
    return -1;
}

static value list_remove(template_call *call) {
    value_list *list = own_list(call);
    int64_t at = list ? position_in(call) : -1;
    if (at < 0)
        return failed_value();
    memmove(list->items + at, list->items + at + 1, (list->count - 1 - (size_t)at) * sizeof(value));
    list->count--;
    return value_null();
}

static value list_index(template_call *call) {
    int64_t at = position_in(call);
    return at < 0 ? failed_value() : value_int(at);
}

static value list_count(template_call *call) {
    const value_list *list = call->args[0].as.list;
    int64_t count = 0;
    bool same = false;
    for (uint32_t i = 0; i < list->count; i++, count += same)
        if (!run_count_step(call->run, here(call)) ||
            !operate_equal(call->run, here(call), list->items[i], call->args[1], &same))
            return failed_value();
    return value_int(count);
}

static value list_clear(template_call *call) {
    value_list *list = own_list(call);
    if (!list)
        return failed_value();
    list->count = 0;
    return value_null();
}

static value list_copy(template_call *call) {
    value copy;
    return copy_list(call->run, here(call), call->args[0], &copy) ? copy : failed_value();
}

static value list_reverse(template_call *call) {
    value_list *list = own_list(call);
    if (!list || !run_count_items(call->run, here(call), list->count))
        return failed_value();
    for (uint32_t i = 0; i < list->count / 2; i++) {
        value item = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = item;
    }
    return value_null();
}

static value list_sort(template_call *call) {
    value_list *list = own_list(call);
    if (!list)
        return failed_value();
    value keys;
    if (!copy_list(call->run, here(call), call->args[0], &keys))
        return failed_value();
    bool reverse = false;
    for (size_t i = 0; i < call->named_count; i++) {
        template_call inner = *call;
        inner.args = &call->named[i].item;
        if (!str_eq(call->named[i].name, STR("reverse")))
            return template_fail(call, CODE_TEMPLATE_ARGUMENT, "sort takes only `reverse`");
        if (!argument_switch(&inner, 0, &reverse))
            return failed_value();
    }
    sort_values(call, list->items, keys.as.list->items, list->count, reverse ? SORT_REVERSE : 0);
    return call->run->failed ? failed_value() : value_null();
}

const builtin list_methods[] = {{"append", list_append, "item"},
                                {"extend", list_extend, "items"},
                                {"insert", list_insert, "index item"},
                                {"pop", list_pop, "index="},
                                {"remove", list_remove, "item"},
                                {"index", list_index, "item start= stop="},
                                {"count", list_count, "item"},
                                {"clear", list_clear, ""},
                                {"copy", list_copy, ""},
                                {"reverse", list_reverse, ""},
                                {"sort", list_sort, "**"},
                                {NULL, NULL, NULL}};

/* --- Dicts --- */

static value dict_keys(template_call *call) {
    const value_dict *dict = call->args[0].as.dict;
    if (!run_count_items(call->run, here(call), dict->count))
        return failed_value();
    value list = value_new_list_for(call->memory, dict->count);
    for (uint32_t i = 0; i < dict->count; i++)
        value_append(list, dict->shape->keys[i]);
    list.flags = LIST_KEYS;
    return list;
}

static value dict_values(template_call *call) {
    const value_dict *dict = call->args[0].as.dict;
    if (!run_count_items(call->run, here(call), dict->count))
        return failed_value();
    value list = value_new_list_for(call->memory, dict->count);
    for (uint32_t i = 0; i < dict->count; i++)
        value_append(list, dict->items[i]);
    list.flags = LIST_VALUES;
    return list;
}

static value dict_items(template_call *call) {
    const value_dict *dict = call->args[0].as.dict;
    if (!run_count_items(call->run, here(call), dict->count))
        return failed_value();
    value list = value_new_list_for(call->memory, dict->count);
    for (uint32_t i = 0; i < dict->count; i++) {
        value pair[2] = {dict->shape->keys[i], dict->items[i]};
        value_append(list, tuple_of(call->run, pair, 2));
    }
    list.flags = LIST_ITEMS;
    return list;
}

static value dict_get(template_call *call) {
    if (!check_key(call->run, here(call), call->args[1]))
        return failed_value();
    const value *item = value_find_key(call->args[0], call->args[1]);
    return item ? *item : template_given(call->args[2]) ? call->args[2] : value_null();
}

static value dict_setdefault(template_call *call) {
    if (!check_key(call->run, here(call), call->args[1]))
        return failed_value();
    const value *item = value_find_key(call->args[0], call->args[1]);
    if (item)
        return *item;
    value v = template_given(call->args[2]) ? call->args[2] : value_null();
    return put_member(call, call->args[1], v) ? v : failed_value();
}

static bool update_from_pairs(template_call *call, value from) {
    value list, pair;
    if (from.kind == VALUE_UNDEFINED)
        run_fail_undefined(call->run, from);
    if (call->run->failed || !template_to_list(call, from, &list))
        return false;
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (!template_to_list(call, list.as.list->items[i], &pair))
            return false;
        if (pair.as.list->count != 2) {
            template_fail(call, CODE_TEMPLATE_TYPE, "update takes pairs");
            return false;
        }
        if (!put_member(call, pair.as.list->items[0], pair.as.list->items[1]))
            return false;
    }
    return true;
}

static value dict_update(template_call *call) {
    value from = call->args[1];
    if (template_given(from) && from.kind == VALUE_DICT) {
        for (uint32_t i = 0; i < from.as.dict->count; i++)
            if (!put_member(call, from.as.dict->shape->keys[i], from.as.dict->items[i]))
                return failed_value();
    } else if (template_given(from) && !update_from_pairs(call, from)) {
        return failed_value();
    }
    for (size_t i = 0; i < call->named_count; i++)
        if (!put_member(call, value_str(call->named[i].name), call->named[i].item))
            return failed_value();
    return value_null();
}

static value dict_copy(template_call *call) {
    const value_dict *from = call->args[0].as.dict;
    if (!run_count_steps(call->run, here(call), from->count))
        return failed_value();
    value copy = value_new_dict(call->memory);
    for (uint32_t i = 0; i < from->count; i++)
        value_put_key(copy, from->shape->keys[i], from->items[i]);
    return copy;
}

static value dict_clear(template_call *call) {
    value_dict *dict = own_dict(call);
    *dict = (value_dict){.memory = dict->memory};
    return value_null();
}

/* Takes the member at a position out, by building the others anew where it is not the last. */
static value take_member(template_call *call, uint32_t position) {
    value_dict *dict = own_dict(call), old = *dict;
    value item = old.items[position];
    if (position == old.count - 1) {
        dict->count--;
        return item;
    }
    if (!run_count_steps(call->run, here(call), old.count))
        return failed_value();
    *dict = (value_dict){.memory = old.memory};
    for (uint32_t i = 0; i < old.count; i++)
        if (i != position)
            value_put_key(call->args[0], old.shape->keys[i], old.items[i]);
    return item;
}

static value dict_pop(template_call *call) {
    if (!check_key(call->run, here(call), call->args[1]))
        return failed_value();
    const value_dict *dict = call->args[0].as.dict;
    const value *item = value_find_key(call->args[0], call->args[1]);
    for (uint32_t i = 0; item && i < dict->count; i++)
        if (&dict->items[i] == item)
            return take_member(call, i);
    if (template_given(call->args[2]))
        return call->args[2];
    return template_fail(call, CODE_TEMPLATE_TYPE, "pop: the dict has no such key");
}

static value dict_popitem(template_call *call) {
    const value_dict *dict = call->args[0].as.dict;
    if (dict->count == 0)
        return template_fail(call, CODE_TEMPLATE_TYPE, "popitem: the dict is empty");
    value pair[2] = {dict->shape->keys[dict->count - 1], {0}};
    pair[1] = take_member(call, dict->count - 1);
    return tuple_of(call->run, pair, 2);
}

static value dict_fromkeys(template_call *call) {
    value keys, dict = value_new_dict(call->memory);
    if (!template_to_list(call, call->args[1], &keys))
        return failed_value();
    for (uint32_t i = 0; i < keys.as.list->count; i++) {
        if (!check_key(call->run, here(call), keys.as.list->items[i]))
            return failed_value();
        value_put_key(dict, keys.as.list->items[i],
                      template_given(call->args[2]) ? call->args[2] : value_null());
    }
    return dict;
}

const builtin dict_methods[] = {{"keys", dict_keys, ""},
                                {"values", dict_values, ""},
                                {"items", dict_items, ""},
                                {"get", dict_get, "key default="},
                                {"setdefault", dict_setdefault, "key default="},
                                {"update", dict_update, "from= **"},
                                {"copy", dict_copy, ""},
                                {"clear", dict_clear, ""},
                                {"pop", dict_pop, "key default="},
                                {"popitem", dict_popitem, ""},
                                {"fromkeys", dict_fromkeys, "keys value="},
                                {NULL, NULL, NULL}};
