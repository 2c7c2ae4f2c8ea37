/* Global functions: range, dict, namespace, cycler, joiner; lipsum is an error. */
#include "template/builtin.h"

/* A method of one of these objects; `count` of arguments, the object among them. */
static value new_method(template_call *call, template_object *object, const char *called,
                        template_function function, uint32_t count) {
    callable *method = ARENA_NEW(call->memory, callable);
    *method = (callable){.head = {&function_type},
                         .name = str_from(called),
                         .function = function,
                         .parameters = ARENA_ARRAY(call->memory, count, str),
                         .count = count,
                         .required = count};
    return bind_method(call->run, method, template_object_value(object));
}

/* --- range --- */

static value function_range(template_call *call) {
    int64_t start = 0, stop = 0, step = 1;
    if (!template_given(call->args[1])) {
        if (!template_int_argument(call, 0, &stop))
            return failed_value();
    } else if (!template_int_argument(call, 0, &start) || !template_int_argument(call, 1, &stop) ||
               !template_int_argument(call, 2, &step)) {
        return failed_value();
    }
    if (step == 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "the step of a range can't be 0");
    const int64_t most = INT64_MAX / 4;
    if (start > most || start < -most || stop > most || stop < -most || step > most || step < -most)
        return template_fail(call, CODE_TEMPLATE_LIMIT, "the range is too large");
    return new_range(call->run, start, stop, step);
}

static value range_index(template_call *call) {
    int64_t at = range_position(call->args[0].as.object, call->args[1]);
    return at >= 0 ? value_int(at)
                   : template_fail(call, CODE_TEMPLATE_ARGUMENT, "the range has no such item");
}

static value range_count(template_call *call) {
    return value_int(range_position(call->args[0].as.object, call->args[1]) >= 0);
}

static value range_get(template_call *call, template_object *object, str called) {
    const range *r = (range *)object;
    if (str_eq(called, STR("start")))
        return value_int(r->start);
    if (str_eq(called, STR("stop")))
        return value_int(r->stop);
    if (str_eq(called, STR("step")))
        return value_int(r->step);
    if (str_eq(called, STR("index")))
        return new_method(call, object, "index", range_index, 2);
    if (str_eq(called, STR("count")))
        return new_method(call, object, "count", range_count, 2);
    return (value){0};
}

static int64_t range_length(template_object *object) {
    return ((range *)object)->count;
}

static void print_range(template_object *object, buf *out) {
    const range *r = (range *)object;
    buf_format(out, "range(%lld, %lld", (long long)r->start, (long long)r->stop);
    if (r->step != 1)
        buf_format(out, ", %lld", (long long)r->step);
    buf_add_char(out, ')');
}

const template_object_type range_type = {
    .name = "a range", .get = range_get, .length = range_length, .print = print_range};

/* Puts the members of a mapping, or of a list of pairs. */
static bool update(template_call *call, value dict, value from) {
    if (from.kind == VALUE_DICT) {
        for (uint32_t i = 0; i < from.as.dict->count; i++)
            value_put_key(dict, from.as.dict->shape->keys[i], from.as.dict->items[i]);
        return true;
    }
    value list, pair;
    if (from.kind == VALUE_UNDEFINED)
        run_fail_undefined(call->run, from);
    if (call->run->failed || !template_to_list(call, from, &list))
        return false;
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (!template_to_list(call, list.as.list->items[i], &pair))
            return false;
        if (pair.as.list->count != 2) {
            template_fail(call, CODE_TEMPLATE_TYPE, "a dict is made of pairs, not of %u values",
                          pair.as.list->count);
            return false;
        }
        if (!check_key(call->run, here(call), pair.as.list->items[0]))
            return false;
        value_put_key(dict, pair.as.list->items[0], pair.as.list->items[1]);
    }
    return true;
}

static bool fill_dict(template_call *call, value dict) {
    if (template_given(call->args[0]) && !update(call, dict, call->args[0]))
        return false;
    for (size_t i = 0; i < call->named_count; i++)
        value_put(dict, call->named[i].name, call->named[i].item);
    return true;
}

static value function_dict(template_call *call) {
    value dict = value_new_dict(call->memory);
    return fill_dict(call, dict) ? dict : failed_value();
}

/* --- namespace --- */

static value namespace_get(template_call *call, template_object *object, str called) {
    (void)call;
    return value_get(((namespace_object *)object)->members, called);
}

static void namespace_names(template_object *object, value list) {
    const value_dict *members = ((namespace_object *)object)->members.as.dict;
    for (uint32_t i = 0; i < members->count; i++)
        value_append(list, members->shape->keys[i]);
}

const template_object_type namespace_type = {
    .name = "the namespace", .get = namespace_get, .names = namespace_names};

static value function_namespace(template_call *call) {
    namespace_object *space = ARENA_NEW(call->memory, namespace_object);
    *space = (namespace_object){{&namespace_type}, value_new_dict(call->memory)};
    return fill_dict(call, space->members) ? template_object_value(&space->head) : failed_value();
}

/* --- cycler --- */

typedef struct cycler {
    template_object head;
    value items;
    uint32_t position;
} cycler;

static value cycler_next(template_call *call) {
    cycler *c = call->args[0].as.object;
    value item = c->items.as.list->items[c->position];
    c->position = (c->position + 1) % c->items.as.list->count;
    return item;
}

static value cycler_reset(template_call *call) {
    ((cycler *)call->args[0].as.object)->position = 0;
    return value_null();
}

static value cycler_get(template_call *call, template_object *object, str called) {
    cycler *c = (cycler *)object;
    if (str_eq(called, STR("current")))
        return c->items.as.list->items[c->position];
    if (str_eq(called, STR("items")))
        return c->items;
    if (str_eq(called, STR("pos")))
        return value_int(c->position);
    if (str_eq(called, STR("next")))
        return new_method(call, object, "next", cycler_next, 1);
    if (str_eq(called, STR("reset")))
        return new_method(call, object, "reset", cycler_reset, 1);
    return (value){0};
}

static const template_object_type cycler_type = {.name = "a cycler", .get = cycler_get};

static value function_cycler(template_call *call) {
    if (call->count == 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "a cycler needs values");
    cycler *c = ARENA_NEW(call->memory, cycler);
    *c = (cycler){{&cycler_type}, tuple_of(call->run, call->args, (uint32_t)call->count), 0};
    return template_object_value(&c->head);
}

/* --- joiner --- */

typedef struct joiner {
    template_object head;
    value separator;
    bool used;
} joiner;

static value joiner_call(template_call *call, template_object *object) {
    (void)call;
    joiner *j = (joiner *)object;
    value v = j->used ? j->separator : value_str(STR(""));
    j->used = true;
    return v;
}

static value joiner_get(template_call *call, template_object *object, str called) {
    (void)call;
    const joiner *j = (joiner *)object;
    if (str_eq(called, STR("sep")))
        return j->separator;
    return str_eq(called, STR("used")) ? value_bool(j->used) : (value){0};
}

static const template_object_type joiner_type = {
    .name = "a joiner", .get = joiner_get, .call = joiner_call};

static value function_joiner(template_call *call) {
    joiner *j = ARENA_NEW(call->memory, joiner);
    bool given = template_given(call->args[0]);
    *j = (joiner){{&joiner_type}, given ? call->args[0] : value_str(STR(", ")), false};
    return template_object_value(&j->head);
}

static value function_lipsum(template_call *call) {
    return template_fail(call, CODE_TEMPLATE_ARGUMENT,
                         "`lipsum` is left out: the same input has to give the same output");
}

const builtin builtin_functions[] = {{"range", function_range, "start stop= step="},
                                     {"dict", function_dict, "from= **"},
                                     {"namespace", function_namespace, "from= **"},
                                     {"cycler", function_cycler, "*"},
                                     {"joiner", function_joiner, "sep="},
                                     {"lipsum", function_lipsum, "n= html= min= max="},
                                     {NULL, NULL, NULL}};
