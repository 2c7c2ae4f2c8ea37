/*
 * Generators: what map, select, batch and others give. As in Jinja2 they can be gone through once,
 * do their work when an item is asked for, and fail then; see run.h.
 */
#include "template/run.h"

static void print_generator(template_object *object, buf *out) {
    (void)object;
    buf_add_str(out, STR("<generator object>"));
}

const template_object_type generator_type = {.name = "a generator", .print = print_generator};

static generator *start(template_run *run) {
    generator *g = ARENA_NEW(run->memory, generator);
    g->head.type = &generator_type;
    g->serial = ++run->generators;
    return g;
}

value new_generator(template_run *run, value list) {
    generator *g = start(run);
    g->list = list;
    return template_object_value(&g->head);
}

/* The call's arguments lie on a stack, and the generator outlives it. */
value new_lazy(template_call *call, generator_step step) {
    generator *g = start(call->run);
    value *args = ARENA_ARRAY(call->memory, call->count, value);
    template_named *named = ARENA_ARRAY(call->memory, call->named_count, template_named);
    memcpy(args, call->args, call->count * sizeof *args);
    if (call->named_count)
        memcpy(named, call->named, call->named_count * sizeof *named);
    g->step = step;
    g->call = *call;
    g->call.args = args;
    g->call.named = named;
    g->at = call->run->at;
    g->owner = run_template_now(call->run);
    return template_object_value(&g->head);
}

static bool take_step(template_run *run, generator *g, value *item) {
    const node *at = run->at;
    const template *owner = run->owner;
    if (g->running) {
        run_fail(run, at, CODE_TEMPLATE_TYPE, "the generator is being gone through already");
        return false;
    }
    if (!run_descend(run, g->at))
        return false;
    g->running = true;
    run->at = g->at;
    run->owner = g->owner;
    g->call.run = run;
    bool any = g->step(&g->call, g, item);
    run->at = at;
    run->owner = owner;
    g->running = false;
    run->depth--;
    return any && !run->failed;
}

bool generator_next(template_run *run, generator *g, value *item) {
    if (g->serial <= run->pure_from)
        run->pure_broken = true; /* it keeps what it makes here */
    if (g->ended)
        return false;
    if (g->step) {
        g->ended = !take_step(run, g, item);
    } else if (g->position < g->list.as.list->count) {
        *item = g->list.as.list->items[g->position++];
    } else {
        g->ended = true;
    }
    return !g->ended;
}

bool generator_source(template_call *call, generator *g) {
    if (!g->started && !iterator_start(call->run, g->at, call->args[0], &g->source))
        return false;
    g->started = true;
    return true;
}

bool generator_pull(template_call *call, generator *g, value *item) {
    return generator_source(call, g) && iterator_next(call->run, g->at, &g->source, item);
}
