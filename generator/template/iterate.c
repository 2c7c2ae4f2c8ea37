/* What a for loop, a filter or an unpacking goes through; see run.h. */
#include "template/run.h"

#include "template/number.h"

#include <math.h>

value new_range(template_run *run, int64_t start, int64_t stop, int64_t step) {
    range *r = ARENA_NEW(run->memory, range);
    int64_t distance = step > 0 ? stop - start : start - stop, stride = step > 0 ? step : -step;
    bool any = step > 0 ? stop > start : stop < start;
    *r = (range){{&range_type}, start, stop, step, any ? (distance - 1) / stride + 1 : 0};
    return template_object_value(&r->head);
}

int64_t range_position(const range *r, value item) {
    int64_t number;
    if (item.kind == VALUE_INT || item.kind == VALUE_BOOL)
        number = number_small(item);
    else if (item.kind == VALUE_FLOAT && fabs(item.as.number) < 9e18 &&
             item.as.number == trunc(item.as.number))
        number = (int64_t)item.as.number;
    else
        return -1;
    if (r->step > 0 ? number < r->start : number > r->start)
        return -1;
    uint64_t distance =
        r->step > 0 ? (uint64_t)number - (uint64_t)r->start : (uint64_t)r->start - (uint64_t)number;
    uint64_t stride = r->step > 0 ? (uint64_t)r->step : 0 - (uint64_t)r->step;
    return distance % stride == 0 && distance / stride < (uint64_t)r->count
               ? (int64_t)(distance / stride)
               : -1;
}

int64_t length_of(value v) {
    if (v.kind == VALUE_LIST)
        return v.as.list->count;
    if (v.kind == VALUE_DICT)
        return v.as.dict->count;
    if (v.kind == VALUE_STRING)
        return (int64_t)utf8_count(value_text(v));
    if (v.kind == VALUE_OBJECT) {
        template_object *o = v.as.object;
        return o->type->length ? o->type->length(o) : -1;
    }
    return -1;
}

value tuple_of(template_run *run, const value *items, uint32_t count) {
    value tuple = value_new_list(run->memory);
    value_list *list = tuple.as.list;
    list->items = ARENA_ARRAY(run->memory, count, value);
    list->count = list->capacity = count;
    if (count)
        memcpy(list->items, items, count * sizeof *items);
    tuple.flags = VALUE_TUPLE;
    return tuple;
}

static bool start_object(template_run *run, const node *at, value v, iterator *it) {
    template_object *o = v.as.object;
    if (o->type == &range_type) {
        const range *r = v.as.object;
        it->kind = VALUE_INT;
        it->at = r->start, it->end = r->count, it->step = r->step;
        return true;
    }
    if (o->type == &generator_type)
        return true;
    if (!o->type->items) {
        run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be gone through", o->type->name);
        return false;
    }
    const node *outer = run->at;
    run->at = at;
    template_call call = {.run = run, .memory = run->memory};
    value list = o->type->items(&call, o);
    run->at = outer;
    if (run->failed || is_failed(list))
        return false;
    return iterator_start(run, at, list, it);
}

bool iterator_start(template_run *run, const node *at, value v, iterator *it) {
    *it = (iterator){.source = v, .kind = v.kind};
    switch (v.kind) {
    case VALUE_LIST:
    case VALUE_STRING:
        return true;
    case VALUE_DICT:
        it->size = v.as.dict->count;
        return true;
    case VALUE_OBJECT:
        return start_object(run, at, v, it);
    case VALUE_UNDEFINED:
        if (v.flags == UNDEFINED_LENIENT)
            return true;
        run_fail_undefined(run, v);
        return false;
    default:
        run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be gone through", kind_name(v));
        return false;
    }
}

static bool next_in_dict(template_run *run, const node *at, iterator *it, value *item) {
    const value_dict *dict = it->source.as.dict;
    if (dict->count != it->size) {
        run_fail(run, at, CODE_TEMPLATE_TYPE,
                 "the dict changed its size while it was gone through");
        return false;
    }
    if (it->at >= dict->count)
        return false;
    *item = dict->shape->keys[it->at++];
    return true;
}

static bool next_in_text(iterator *it, value *item) {
    str s = value_text(it->source);
    size_t at = (size_t)it->at, next = at;
    if (at >= s.len)
        return false;
    unicode_next(s, &next);
    it->at = (int64_t)next;
    *item = value_str(str_slice(s, at, next));
    return true;
}

bool iterator_next_other(template_run *run, const node *at, iterator *it, value *item) {
    switch (it->kind) {
    case VALUE_DICT:
        if (!next_in_dict(run, at, it, item))
            return false;
        break;
    case VALUE_STRING:
        if (!next_in_text(it, item))
            return false;
        break;
    case VALUE_INT: /* a range */
        if (it->end-- <= 0)
            return false;
        *item = value_int(it->at);
        it->at = (int64_t)((uint64_t)it->at + (uint64_t)it->step);
        break;
    case VALUE_OBJECT:
        if (!generator_next(run, it->source.as.object, item))
            return false;
        break;
    default:
        return false;
    }
    return run_count_step(run, at);
}

bool copy_list(template_run *run, const node *at, value v, value *list) {
    iterator it;
    value item;
    *list = value_new_list(run->memory);
    if (!iterator_start(run, at, v, &it))
        return false;
    while (iterator_next(run, at, &it, &item)) {
        value_append(*list, item);
        if (list->as.list->count % 65536 == 0 && !run_check_size(run, at, 0))
            return false;
    }
    return !run->failed;
}

bool list_of(template_run *run, const node *at, value v, value *list) {
    if (v.kind != VALUE_LIST)
        return copy_list(run, at, v, list);
    *list = v;
    return true;
}

bool template_to_list(template_call *call, value v, value *list) {
    return list_of(call->run, call->run->at, v, list);
}
