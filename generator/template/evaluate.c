/* Expressions; see run.h. */
#include "template/run.h"

#include "template/lexer.h"
#include "template/number.h"

enum { LARGEST_KEY = 1000 }; /* parts of a tuple, with those of tuples in it */

/* --- Attributes and items --- */

static const callable *method_at(const callable *methods, uint8_t index) {
    return index ? &methods[index - 1] : NULL;
}

static bool is_method_of_tuples(str name) {
    return str_eq(name, STR("count")) || str_eq(name, STR("index"));
}

const callable *method_of(const template_run *run, value object, const identifier *name) {
    const template_env *env = run->env;
    if (object.kind == VALUE_DICT)
        return method_at(env->dict_methods, name->dict_method);
    if (object.kind == VALUE_STRING)
        return method_at(env->string_methods, name->string_method);
    if (object.kind != VALUE_LIST || object.flags > VALUE_TUPLE)
        return NULL;
    const callable *method = method_at(env->list_methods, name->list_method);
    if (object.flags == VALUE_TUPLE && method && !is_method_of_tuples(name->text))
        return NULL;
    return method;
}

static value object_attribute(template_run *run, const node *at, value object, str name) {
    template_object *o = object.as.object;
    if (!o->type->get)
        return (value){0};
    const node *outer = run->at;
    run->at = at;
    template_call call = {.run = run, .memory = run->memory};
    value v = o->type->get(&call, o, name);
    run->at = outer;
    return run->failed ? failed_value() : v;
}

bool has_attributes(value v) {
    return v.kind == VALUE_OBJECT || (v.kind == VALUE_LIST && v.as.list->names);
}

value get_attribute(template_run *run, const node *at, value object, const identifier *name) {
    value v = {0};
    const callable *method = method_of(run, object, name);
    if (method)
        return bind_method(run, method, object);
    if (object.kind == VALUE_DICT) {
        const value *item = value_find_hashed(object, name->text, name->hash);
        if (item)
            return *item;
    } else if (object.kind == VALUE_OBJECT) {
        if (is_object_of(object, &loop_type) && name->loop_attribute)
            return loop_attribute(run, at, object.as.object, name->loop_attribute);
        v = object_attribute(run, at, object, name->text);
    } else if (object.kind == VALUE_LIST && object.as.list->names) {
        for (uint32_t i = 0; i < object.as.list->count; i++)
            if (str_eq(object.as.list->names[i], name->text))
                return object.as.list->items[i];
    } else if (object.kind == VALUE_UNDEFINED) {
        return run_fail_undefined(run, object);
    }
    return v.kind != VALUE_UNDEFINED || v.as.object
               ? v
               : undefined_member(run, at, object, value_str(name->text));
}

static value string_item(value text, int64_t index) {
    str s = value_text(text);
    if (index < 0)
        index += (int64_t)utf8_count(s);
    if (index < 0)
        return (value){0};
    size_t at = 0;
    while (at < s.len && index-- > 0)
        unicode_next(s, &at);
    if (at >= s.len)
        return (value){0};
    size_t end = at;
    unicode_next(s, &end);
    value item = value_str(str_slice(s, at, end));
    item.flags = text.flags;
    return item;
}

static value indexed_item(value object, int64_t index) {
    if (object.kind == VALUE_STRING)
        return string_item(object, index);
    if (object.kind == VALUE_LIST && object.flags <= VALUE_TUPLE) {
        const value_list *list = object.as.list;
        if (index < 0)
            index += list->count;
        if (index >= 0 && index < list->count)
            return list->items[index];
    } else if (is_object_of(object, &range_type)) {
        const range *r = object.as.object;
        if (index < 0)
            index += r->count;
        if (index >= 0 && index < r->count)
            return value_int(r->start + index * r->step);
    }
    return (value){0};
}

/* Counts the parts of a tuple, and of those in it, down; they get no deeper than that either. */
static bool is_key(value v, uint32_t *parts_left) {
    if (v.kind == VALUE_LIST && v.flags == VALUE_TUPLE) {
        for (uint32_t i = 0; i < v.as.list->count; i++)
            if ((*parts_left)-- == 0 || !is_key(v.as.list->items[i], parts_left))
                return false;
        return true;
    }
    return v.kind != VALUE_LIST && v.kind != VALUE_DICT;
}

bool is_hashable(value v) {
    uint32_t parts = LARGEST_KEY;
    return is_key(v, &parts);
}

bool check_key(template_run *run, const node *at, value key) {
    if (key.kind == VALUE_UNDEFINED && key.flags != UNDEFINED_LENIENT)
        run_fail_undefined(run, key);
    uint32_t parts = LARGEST_KEY;
    if (run->failed || (is_key(key, &parts) && run_count_steps(run, at, LARGEST_KEY - parts)))
        return !run->failed;
    if (parts == UINT32_MAX)
        run_fail(run, at, CODE_TEMPLATE_LIMIT, "the key of a dict has more than %d parts",
                 LARGEST_KEY);
    else
        run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be the key of a dict", kind_name(key));
    return false;
}

value get_item(template_run *run, const node *at, value object, value key) {
    value v = {0};
    if (object.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, object);
    if (key.kind == VALUE_UNDEFINED && key.flags != UNDEFINED_LENIENT)
        return object.kind == VALUE_DICT ? run_fail_undefined(run, key) : key;
    if (object.kind == VALUE_DICT && is_hashable(key)) {
        const value *item = value_find_key(object, key);
        if (item)
            return *item;
    }
    if (key.kind == VALUE_INT || key.kind == VALUE_BOOL) {
        if (!run_count_text(run, at, object.len))
            return failed_value();
        v = indexed_item(object, number_small(key));
    } else if (is_text(key)) {
        const identifier *called = env_name(run->env, value_text(key));
        const callable *method = method_of(run, object, called);
        if (method)
            return bind_method(run, method, object);
        if (has_attributes(object))
            return get_attribute(run, at, object, called);
    }
    return v.kind != VALUE_UNDEFINED || v.as.object ? v : undefined_member(run, at, object, key);
}

/* --- Slices --- */

/* One end of a slice, as Python's slice.indices() computes it. */
static int64_t slice_end(value given, int64_t length, int64_t step, bool is_start) {
    int64_t lowest = step < 0 ? -1 : 0, highest = step < 0 ? length - 1 : length;
    if (given.kind == VALUE_NULL || given.kind == VALUE_UNDEFINED)
        return is_start == (step > 0) ? lowest : highest;
    int64_t at = given.kind == VALUE_NUMERAL ? (given.as.text[0] == '-' ? lowest : highest)
                                             : number_small(given);
    if (at < 0)
        at = at < -length ? lowest : at + length;
    return at < lowest ? lowest : at > highest ? highest : at;
}

/* The characters from `start` on: a part of the text itself. */
static value part_of_text(value text, uint32_t length, int64_t start, int64_t count) {
    str s = value_text(text);
    size_t from = (size_t)start, to = (size_t)(start + count);
    if (length != s.len) {
        from = 0;
        for (int64_t i = 0; i < start; i++)
            unicode_next(s, &from);
        to = from;
        for (int64_t i = 0; i < count; i++)
            unicode_next(s, &to);
    }
    value part = value_str(str_slice(s, from, to));
    part.flags = text.flags;
    return part;
}

static value slice_text(template_run *run, value text, int64_t start, int64_t step, int64_t count) {
    str s = value_text(text);
    uint32_t length = (uint32_t)utf8_count(s);
    if (count == 0)
        return part_of_text(text, length, 0, 0);
    if (step == 1 || count == 1)
        return part_of_text(text, length, start, count);
    uint32_t *offsets = ARENA_ARRAY(run->memory, (size_t)length + 1, uint32_t);
    size_t at = 0;
    for (uint32_t i = 0; i < length && at < s.len; i++) {
        offsets[i] = (uint32_t)at;
        unicode_next(s, &at);
    }
    offsets[length] = (uint32_t)s.len;
    buf out = {0};
    for (int64_t i = 0; i < count; i++, start += step)
        buf_add(&out, s.ptr + offsets[start], offsets[start + 1] - offsets[start]);
    value result = take_text(run, &out);
    result.flags = text.flags;
    return result;
}

static value slice_list(template_run *run, value list, int64_t start, int64_t step, int64_t count) {
    value result = value_new_list_for(run->memory, (uint32_t)count);
    result.flags = list.flags;
    for (int64_t i = 0; i < count; i++, start += step)
        value_append(result, list.as.list->items[start]);
    return result;
}

static value slice_range(template_run *run, const range *r, int64_t start, int64_t stop,
                         int64_t step) {
    const int64_t most = INT64_MAX / 4 / (r->step < 0 ? -r->step : r->step); /* of new steps */
    step = step > most ? most : step < -most ? -most : step;
    return new_range(run, r->start + start * r->step, r->start + stop * r->step, r->step * step);
}

value get_slice(template_run *run, const node *at, value object, const value parts[3]) {
    for (int i = 0; i < 3; i++)
        if (parts[i].kind != VALUE_NULL && !number_is_integer(parts[i]))
            return run_fail(run, at, CODE_TEMPLATE_TYPE, "a slice takes integers, not %s",
                            kind_name(parts[i]));
    bool is_range = is_object_of(object, &range_type);
    if (object.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, object);
    if (!is_text(object) && !is_range && (object.kind != VALUE_LIST || object.flags > VALUE_TUPLE))
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be sliced", kind_name(object));
    int64_t step = parts[2].kind == VALUE_NULL ? 1 : number_small(parts[2]);
    if (parts[2].kind == VALUE_NUMERAL)
        step = parts[2].as.text[0] == '-' ? -INT64_MAX : INT64_MAX;
    if (step == INT64_MIN)
        step = -INT64_MAX;
    if (step == 0)
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "the step of a slice can't be 0");
    if (!run_count_text(run, at, object.len))
        return failed_value();
    int64_t length = length_of(object);
    int64_t start = slice_end(parts[0], length, step, true);
    int64_t stop = slice_end(parts[1], length, step, false);
    int64_t distance = step > 0 ? stop - start : start - stop;
    int64_t stride = step > 0 ? step : -step;
    int64_t count = distance > 0 ? (distance - 1) / stride + 1 : 0;
    int64_t parts_step = step;
    if (count <= 1)
        step = 0; /* never taken; so that no sum overflows */
    if (is_text(object))
        return slice_text(run, object, start, step, count);
    if (is_range)
        return slice_range(run, object.as.object, start, stop, parts_step);
    return run_count_items(run, at, (size_t)count) ? slice_list(run, object, start, step, count)
                                                   : failed_value();
}

static value evaluate_slice(template_run *run, const node *n, value object) {
    const node *index = n->as.item.index;
    const node *nodes[3] = {index->as.slice.start, index->as.slice.stop, index->as.slice.step};
    value parts[3];
    for (int i = 0; i < 3; i++) {
        parts[i] = nodes[i] ? evaluate(run, nodes[i]) : value_null();
        if (is_failed(parts[i]))
            return parts[i];
        if (parts[i].kind == VALUE_UNDEFINED)
            return run_fail_undefined(run, parts[i]);
    }
    return get_slice(run, n, object, parts);
}

static value evaluate_item(template_run *run, const node *n) {
    value object = evaluate(run, n->as.item.object);
    if (is_failed(object))
        return object;
    if (n->as.item.index->kind == NODE_SLICE)
        return evaluate_slice(run, n, object);
    value key = evaluate(run, n->as.item.index);
    return is_failed(key) ? key : get_item(run, n, object, key);
}

static inline bool has_key(const value_shape *shape, uint32_t at, str text) {
    const value key = shape->keys[at];
    return key.kind == VALUE_STRING && key.len == text.len &&
           same_bytes(key.as.text, text.ptr, text.len);
}

static const value *find_member(const node *n, value object) {
    const identifier *called = n->as.attribute.name;
    const value_dict *dict = object.as.dict;
    const uint32_t cached = n->as.attribute.cached;
    return cached < dict->count && has_key(dict->shape, cached, called->text)
               ? &dict->items[cached]
               : value_find_hashed(object, called->text, called->hash);
}

__attribute__((noinline)) value find_attribute(template_run *run, const node *n, value object) {
    const identifier *called = n->as.attribute.name;
    if (object.kind == VALUE_DICT && !called->dict_method) {
        const value_dict *dict = object.as.dict;
        const value *item = find_member(n, object);
        if (item) {
            ((node *)n)->as.attribute.cached = value_position(dict, item);
            ((node *)n)->as.attribute.shape = run_keeps(run, dict) ? dict->shape : NULL;
            return *item;
        }
    } else if (is_object_of(object, &module_type)) {
        const value v = module_member(object.as.object, called, &((node *)n)->as.attribute.cached);
        if (template_given(v))
            return v;
    }
    return is_failed(object) ? object : get_attribute(run, n, object, called);
}

static value evaluate_attribute(template_run *run, const node *n) {
    const value object = evaluate(run, n->as.attribute.object);
    const value *item = attribute_at(n, object);
    return item ? *item : find_attribute(run, n, object);
}

static value evaluate_name(template_run *run, const node *n) {
    value v = *slot_of(run, n->as.name.ref);
    return template_given(v) ? v : undefined_name(run, n, n->as.name.name->text);
}

/* A name of the function that runs: most names are. */
static value evaluate_local(template_run *run, const node *n) {
    value v = run->now->slots[n->as.name.ref.slot];
    return template_given(v) ? v : undefined_name(run, n, n->as.name.name->text);
}

__attribute__((noinline)) value find_attribute_of_local(template_run *run, const node *n) {
    return find_attribute(run, n, evaluate_local(run, n->as.attribute.object));
}

static value evaluate_attribute_of_local(template_run *run, const node *n) {
    return attribute_of_local(run, n);
}

/* --- Literals --- */

static value evaluate_constant(template_run *run, const node *n) {
    (void)run;
    return n->as.constant;
}

static value evaluate_list(template_run *run, const node *n) {
    value list = value_new_list_for(run->memory, n->as.list.count);
    for (uint32_t i = 0; i < n->as.list.count; i++) {
        value item = evaluate(run, n->as.list.items[i]);
        if (is_failed(item))
            return item;
        value_append(list, item);
    }
    list.flags = n->kind == NODE_TUPLE ? VALUE_TUPLE : 0;
    return list;
}

static value evaluate_dict(template_run *run, const node *n) {
    value dict = value_new_dict(run->memory);
    for (uint32_t i = 0; i < n->as.dict.keys.count; i++) {
        value key = evaluate(run, n->as.dict.keys.items[i]);
        value item = is_failed(key) ? key : evaluate(run, n->as.dict.items.items[i]);
        if (is_failed(item))
            return item;
        if (!check_key(run, n->as.dict.keys.items[i], key))
            return failed_value();
        value_put_key(dict, key, item);
    }
    return dict;
}

/* --- Operators --- */

static value evaluate_not(template_run *run, const node *n) {
    int is_true = truth_of(run, evaluate(run, n->as.pair.left));
    return is_true < 0 ? failed_value() : value_bool(!is_true);
}

static value evaluate_and(template_run *run, const node *n) {
    value left = evaluate(run, n->as.pair.left);
    int is_true = truth_of(run, left);
    return is_true > 0 ? evaluate(run, n->as.pair.right) : is_true < 0 ? failed_value() : left;
}

static value evaluate_or(template_run *run, const node *n) {
    value left = evaluate(run, n->as.pair.left);
    int is_true = truth_of(run, left);
    return is_true == 0 ? evaluate(run, n->as.pair.right) : is_true < 0 ? failed_value() : left;
}

static value evaluate_compare(template_run *run, const node *n) {
    value left = evaluate(run, n->as.compare.first);
    bool result = true;
    for (uint32_t i = 0; i < n->as.compare.count && result; i++) {
        if (is_failed(left))
            return left;
        const compare_operand *operand = &n->as.compare.operands[i];
        value right = evaluate(run, operand->item);
        if (is_failed(right))
            return right;
        if (!operate_compare(run, n, operand->op, left, right, &result))
            return failed_value();
        left = right;
    }
    return is_failed(left) ? left : value_bool(result);
}

/* x == 'text' and x != 'text'. */
static value compare_to_text(template_run *run, const node *n) {
    value left = evaluate(run, n->as.compare.first);
    const compare_operand *operand = n->as.compare.operands;
    const value right = operand->item->as.constant;
    bool result;
    if (is_text(left)) {
        result = left.len == right.len && same_bytes(left.as.text, right.as.text, right.len);
        return value_bool(result == (operand->op == TOKEN_EQ));
    }
    if (is_failed(left) || !operate_compare(run, n, operand->op, left, right, &result))
        return failed_value();
    return value_bool(result);
}

/* Where text is escaped, `~` with trusted text escapes the rest, and gives trusted text. */
static value concat_escaped(template_run *run, const node *n) {
    value items = evaluate_list(run, n);
    buf text = {0};
    bool safe = false;
    for (uint32_t i = 0; !is_failed(items) && i < items.as.list->count; i++)
        safe |= is_text(items.as.list->items[i]) && (items.as.list->items[i].flags & TEXT_SAFE);
    for (uint32_t i = 0; !run->failed && i < items.as.list->count; i++) {
        value item = items.as.list->items[i];
        str part;
        if (!text_of(run, n, item, &part))
            break;
        if (safe && !(is_text(item) && (item.flags & TEXT_SAFE)))
            print_escaped(&text, part);
        else
            buf_add_str(&text, part);
    }
    value v = take_text(run, &text);
    v.flags = safe && !is_failed(v) ? TEXT_SAFE : 0;
    return run->failed ? failed_value() : v;
}

static value evaluate_concat(template_run *run, const node *n) {
    if (run->autoescape)
        return concat_escaped(run, n);
    const node *at = run->at;
    buf *outer = run->out, *text = &run->env->text;
    const size_t from = text->len;
    value result = failed_value();
    run->out = text;
    if (n->execute(run, n) == FLOW_NEXT) {
        run->at = n; /* where the text may be too long */
        result = text_value(run, (str){text->ptr ? text->ptr + from : "", text->len - from});
        run->at = at;
    }
    text->len = from;
    run->out = outer;
    return result;
}

const node *evaluate_choice(template_run *run, const node *n) {
    int is_true = truth_of(run, evaluate(run, n->as.conditional.test));
    return is_true < 0 ? NULL : is_true ? n->as.conditional.yes : n->as.conditional.no;
}

static value evaluate_conditional(template_run *run, const node *n) {
    const node *choice = evaluate_choice(run, n);
    return choice ? evaluate(run, choice) : failed_value();
}

static value evaluate_binary(template_run *run, const node *n) {
    value left = evaluate(run, n->as.pair.left);
    if (is_failed(left))
        return left;
    value right = evaluate(run, n->as.pair.right);
    return is_failed(right) ? right : operate_binary(run, n, n->op, left, right);
}

static value evaluate_piped(template_run *run, const node *n) {
    value v = evaluate(run, n->as.apply.subject);
    return is_failed(v) ? v : evaluate_filter(run, n, v, false);
}

/* A test that looks at the value alone. */
static value evaluate_predicate(template_run *run, const node *n) {
    const value v = evaluate(run, n->as.apply.subject);
    return is_failed(v) ? v : value_bool(n->as.apply.callable->matches(v));
}

static value evaluate_unary(template_run *run, const node *n) {
    value v = evaluate(run, n->as.pair.left);
    return is_failed(v) ? v : operate_unary(run, n, n->op, v);
}

static value evaluate_call_value(template_run *run, const node *n) {
    return evaluate_call(run, n, false);
}

/* A slice among other indices: x[1:2, 3] fits nothing that templates have. */
static value fail_slice(template_run *run, const node *n) {
    return run_fail(run, n, CODE_TEMPLATE_TYPE, "a slice can't stand here");
}

static bool is_constant_text(const node *n) {
    return n->kind == NODE_CONST && is_text(n->as.constant);
}

node_evaluate *evaluator_of(const node *n) {
    static node_evaluate *const by_kind[] = {
        [NODE_CONST] = evaluate_constant,
        [NODE_NAME] = evaluate_name,
        [NODE_LIST] = evaluate_list,
        [NODE_TUPLE] = evaluate_list,
        [NODE_DICT] = evaluate_dict,
        [NODE_ATTRIBUTE] = evaluate_attribute,
        [NODE_ITEM] = evaluate_item,
        [NODE_SLICE] = fail_slice,
        [NODE_CALL] = evaluate_call_value,
        [NODE_FILTER] = evaluate_piped,
        [NODE_TEST] = evaluate_piped,
        [NODE_UNARY] = evaluate_unary,
        [NODE_BINARY] = evaluate_binary,
        [NODE_AND] = evaluate_and,
        [NODE_OR] = evaluate_or,
        [NODE_NOT] = evaluate_not,
        [NODE_CONCAT] = evaluate_concat,
        [NODE_COMPARE] = evaluate_compare,
        [NODE_CONDITIONAL] = evaluate_conditional,
    };
    if (n->kind == NODE_NAME && n->as.name.ref.hops == 0)
        return evaluate_local;
    if (tree_is_attribute_of_local(n))
        return evaluate_attribute_of_local;
    if (n->kind == NODE_TEST && n->as.apply.callable && n->as.apply.callable->matches &&
        !n->as.apply.arguments)
        return evaluate_predicate;
    if (n->kind == NODE_COMPARE && n->as.compare.count == 1 &&
        is_constant_text(n->as.compare.operands->item) &&
        (n->as.compare.operands->op == TOKEN_EQ || n->as.compare.operands->op == TOKEN_NE))
        return compare_to_text;
    return by_kind[n->kind];
}
