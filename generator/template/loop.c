/* The for loop and its `loop` variable; see run.h. */
#include "template/run.h"

typedef enum loop_field {
    LOOP_NONE,
    LOOP_INDEX,
    LOOP_INDEX0,
    LOOP_REVINDEX,
    LOOP_REVINDEX0,
    LOOP_FIRST,
    LOOP_LAST,
    LOOP_LENGTH,
    LOOP_DEPTH,
    LOOP_DEPTH0,
    LOOP_PREVITEM,
    LOOP_NEXTITEM,
    LOOP_CYCLE,
    LOOP_CHANGED,
    LOOP_FIELDS
} loop_field;

static const str fields[LOOP_FIELDS] = {
    [LOOP_INDEX] = STR_INIT("index"),       [LOOP_INDEX0] = STR_INIT("index0"),
    [LOOP_REVINDEX] = STR_INIT("revindex"), [LOOP_REVINDEX0] = STR_INIT("revindex0"),
    [LOOP_FIRST] = STR_INIT("first"),       [LOOP_LAST] = STR_INIT("last"),
    [LOOP_LENGTH] = STR_INIT("length"),     [LOOP_DEPTH] = STR_INIT("depth"),
    [LOOP_DEPTH0] = STR_INIT("depth0"),     [LOOP_PREVITEM] = STR_INIT("previtem"),
    [LOOP_NEXTITEM] = STR_INIT("nextitem"), [LOOP_CYCLE] = STR_INIT("cycle"),
    [LOOP_CHANGED] = STR_INIT("changed"),
};

uint8_t loop_attribute_of(str called) {
    for (uint8_t i = LOOP_INDEX; i < LOOP_FIELDS; i++)
        if (str_eq(fields[i], called))
            return i;
    return LOOP_NONE;
}

/* --- The loop object --- */

static value loop_cycle(template_call *call) {
    const loop_object *loop = call->args[0].as.object;
    if (call->count < 2)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "loop.cycle needs values");
    return call->args[1 + loop->index % (call->count - 1)];
}

static value loop_changed(template_call *call) {
    loop_object *loop = call->args[0].as.object;
    value now = tuple_of(call->run, call->args + 1, (uint32_t)call->count - 1);
    bool changed =
        !loop->has_changed || !values_equal(call->run, call->run->at, now, loop->last_changed);
    loop->has_changed = true;
    loop->last_changed = now;
    return call->run->failed ? failed_value() : value_bool(changed);
}

static value loop_method(template_run *run, loop_object *loop, bool cycle) {
    callable *c = ARENA_NEW(run->memory, callable);
    *c = (callable){.head = {&function_type},
                    .name = cycle ? STR("loop.cycle") : STR("loop.changed"),
                    .function = cycle ? loop_cycle : loop_changed,
                    .parameters = ARENA_NEW(run->memory, str),
                    .count = 1,
                    .required = 1,
                    .more = true};
    return bind_method(run, c, template_object_value(&loop->head));
}

/* Whether the loop's condition lets an item through. */
static bool passes(template_run *run, const node *n, value item, bool *failed) {
    if (!n->as.loop.test)
        return true;
    enter_frame(run, n->as.loop.test_frame);
    int is_true = -1;
    if (assign(run, n->as.loop.test_target, item))
        is_true = truth_of(run, evaluate(run, n->as.loop.test));
    *failed = is_true < 0;
    return is_true > 0;
}

/*
 * As in Jinja2, a generator and a loop's condition are asked for an item when it is needed: for the
 * next round, or because `loop` tells of it. Whether there is an item of that number.
 */
static bool has_item(loop_object *loop, uint32_t number) {
    template_run *run = loop->run;
    if (!loop->lazy || number < loop->items.as.list->count)
        return number < loop->items.as.list->count;
    activation *now = run->now;
    const template *owner = run->owner;
    value item;
    run->now = loop->home;
    run->owner = NULL;
    run->pure_broken = true; /* the item is kept */
    while (loop->lazy && number >= loop->items.as.list->count) {
        bool failed = false;
        loop->lazy = iterator_next(run, loop->node, &loop->source, &item);
        if (loop->lazy && passes(run, loop->node, item, &failed))
            value_append(loop->items, item);
        loop->lazy &= !failed;
    }
    run->now = now;
    run->owner = owner;
    return number < loop->items.as.list->count;
}

static int64_t count_items(loop_object *loop) {
    has_item(loop, UINT32_MAX);
    return loop->items.as.list->count;
}

static value number_or_failure(const template_run *run, int64_t number) {
    return run->failed ? failed_value() : value_int(number);
}

value loop_attribute(template_run *run, const node *at, loop_object *loop, uint8_t attribute) {
    const value_list *items = loop->items.as.list;
    int64_t index = loop->index;
    bool next;
    switch ((loop_field)attribute) {
    case LOOP_INDEX:
        return value_int(index + 1);
    case LOOP_INDEX0:
        return value_int(index);
    case LOOP_REVINDEX:
        return number_or_failure(run, count_items(loop) - index);
    case LOOP_REVINDEX0:
        return number_or_failure(run, count_items(loop) - index - 1);
    case LOOP_FIRST:
        return value_bool(index == 0);
    case LOOP_LAST:
        next = has_item(loop, loop->index + 1);
        return run->failed ? failed_value() : value_bool(!next);
    case LOOP_LENGTH:
        return number_or_failure(run, count_items(loop));
    case LOOP_DEPTH:
        return value_int((int64_t)loop->depth + 1);
    case LOOP_DEPTH0:
        return value_int(loop->depth);
    case LOOP_PREVITEM:
        return index > 0 ? items->items[index - 1]
                         : undefined_hint(run, at, STR("previtem"), "there is no previous item");
    case LOOP_NEXTITEM:
        next = has_item(loop, loop->index + 1);
        return run->failed ? failed_value()
               : next      ? items->items[index + 1]
                           : undefined_hint(run, at, STR("nextitem"), "there is no next item");
    case LOOP_CYCLE:
        return loop_method(run, loop, true);
    case LOOP_CHANGED:
        return loop_method(run, loop, false);
    default:
        return (value){0};
    }
}

static value loop_get(template_call *call, template_object *object, str called) {
    uint8_t attribute = loop_attribute_of(called);
    return attribute ? loop_attribute(call->run, call->run->at, (loop_object *)object, attribute)
                     : (value){0};
}

static void loop_names(template_object *object, value list) {
    (void)object;
    for (uint8_t i = LOOP_INDEX; i < LOOP_FIELDS; i++)
        value_append(list, value_str(fields[i]));
}

static int64_t loop_length(template_object *object) {
    return count_items((loop_object *)object);
}

/* loop(items): the loop again, one level deeper; its text. */
static value loop_call(template_call *call, template_object *object) {
    loop_object *loop = (loop_object *)object;
    template_run *run = call->run;
    if (!loop->node->as.loop.recursion)
        return template_fail(call, CODE_TEMPLATE_TYPE,
                             "loop(…) needs a loop that is marked `recursive`");
    if (call->count != 1)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "loop(…) takes one argument");
    size_t from = run->out->len;
    if (run_loop(run, loop->node, loop->outer, call->args[0], loop->depth + 1) == FLOW_FAILED)
        return failed_value();
    return cut_output(run, from);
}

static void loop_print(template_object *object, buf *out) {
    loop_object *loop = (loop_object *)object;
    buf_format(out, "<LoopContext %u/%lld>", loop->index + 1, (long long)count_items(loop));
}

const template_object_type loop_type = {.name = "the loop",
                                        .get = loop_get,
                                        .names = loop_names,
                                        .length = loop_length,
                                        .call = loop_call,
                                        .print = loop_print};

/* --- The statement --- */

static flow run_round(template_run *run, const node *n, value item) {
    enter_frame(run, n->as.loop.body_frame);
    if (!assign(run, n->as.loop.target, item))
        return FLOW_FAILED;
    return execute(run, &n->as.loop.body);
}

static flow run_else(template_run *run, const node *n) {
    if (n->as.loop.otherwise.count == 0)
        return FLOW_NEXT;
    enter_frame(run, n->as.loop.else_frame);
    return execute(run, &n->as.loop.otherwise);
}

/* A loop that does not use `loop`. As in Jinja2, `else` runs unless a round came to its end. */
static flow run_plain(template_run *run, const node *n, value items) {
    iterator it;
    value item;
    bool any = false, failed = false;
    if (!iterator_start(run, n->as.loop.iterable, items, &it))
        return FLOW_FAILED;
    while (iterator_next(run, n, &it, &item)) {
        if (!passes(run, n, item, &failed)) {
            if (failed)
                return FLOW_FAILED;
            continue;
        }
        flow result = run_round(run, n, item);
        any |= result == FLOW_NEXT;
        if (result == FLOW_BREAK)
            break;
        if (result == FLOW_FAILED)
            return result;
    }
    if (run->failed)
        return FLOW_FAILED;
    return any ? FLOW_NEXT : run_else(run, n);
}

/* The items of a list are at hand, unless there is a condition. */
static bool start_items(template_run *run, loop_object *loop, value items) {
    const node *n = loop->node;
    if (items.kind == VALUE_LIST && !n->as.loop.test) {
        loop->items = items;
        return true;
    }
    loop->lazy = true;
    loop->home = run->now;
    loop->items = value_new_list(run->memory);
    return iterator_start(run, n->as.loop.iterable, items, &loop->source);
}

static flow run_extended(template_run *run, const node *n, activation *outer, value items,
                         uint32_t depth) {
    loop_object *loop = ARENA_NEW(run->memory, loop_object);
    *loop =
        (loop_object){.head = {&loop_type}, .run = run, .node = n, .outer = outer, .depth = depth};
    if (!start_items(run, loop, items))
        return FLOW_FAILED;
    bool any = false;
    flow result = FLOW_NEXT;
    for (; result != FLOW_BREAK && has_item(loop, loop->index); loop->index++) {
        if (!run_count_step(run, n))
            return FLOW_FAILED;
        run->now->slots[n->as.loop.loop_slot - 1] = template_object_value(&loop->head);
        result = run_round(run, n, loop->items.as.list->items[loop->index]);
        any |= result == FLOW_NEXT;
        if (result == FLOW_FAILED)
            return result;
    }
    loop->lazy = false; /* its condition can't be evaluated any more */
    if (run->failed)
        return FLOW_FAILED;
    return any ? FLOW_NEXT : run_else(run, n);
}

flow run_loop(template_run *run, const node *n, activation *outer, value items, uint32_t depth) {
    const procedure *f = n->as.loop.recursion;
    link l;
    if (!run_enter(run, &l, n, "loop", STR("")))
        return FLOW_FAILED;
    activation *caller = run->now;
    activation *inner = activation_start(run, f, outer, outer->context);
    inner->parent = outer->parent;
    run->now = inner;
    enter_frame(run, &f->enter);
    flow result = run_extended(run, n, outer, items, depth);
    run->now = caller;
    run_leave(run);
    return result;
}

flow execute_loop(template_run *run, const node *n) {
    value items = evaluate(run, n->as.loop.iterable);
    if (is_failed(items))
        return FLOW_FAILED;
    if (n->as.loop.recursion)
        return run_loop(run, n, run->now, items, 0);
    if (n->as.loop.loop_slot)
        return run_extended(run, n, NULL, items, 0);
    return run_plain(run, n, items);
}
