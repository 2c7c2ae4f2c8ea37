/* Macros: parameters, and the text that they give; see run.h. */
#include "template/run.h"

static const template_named *find_named(const given_arguments *g, str name) {
    for (uint32_t i = 0; i < g->named_count; i++)
        if (str_eq(g->named[i].name, name))
            return &g->named[i];
    return NULL;
}

static bool is_parameter(const procedure *f, str name) {
    for (uint32_t i = 0; i < f->parameters.count; i++)
        if (str_eq(f->parameters.items[i]->as.name.name->text, name))
            return true;
    return false;
}

static str macro_name(const procedure *f) {
    return f->name ? f->name->text : STR("caller");
}

static const str *parameter_names(template_run *run, const procedure *f) {
    str *names = ARENA_ARRAY(run->memory, f->parameters.count + 1, str);
    for (uint32_t i = 0; i < f->parameters.count; i++)
        names[i] = f->parameters.items[i]->as.name.name->text;
    return names;
}

/* Named arguments that are no parameters: to kwargs, or an error. */
static bool bind_further_named(template_run *run, const procedure *f, const given_arguments *g) {
    value kwargs = f->kwargs ? value_new_dict(run->memory) : value_null();
    for (uint32_t i = 0; i < g->named_count; i++) {
        str called = g->named[i].name;
        bool is_caller = f->caller && str_eq(called, STR("caller"));
        bool parameter = is_parameter(f, called);
        uint32_t index = 0;
        while (parameter && !str_eq(f->parameters.items[index]->as.name.name->text, called))
            index++;
        if (is_caller || (parameter && index >= g->count))
            continue;
        if (f->kwargs) {
            value_put(kwargs, called, g->named[i].item);
            continue;
        }
        if (parameter)
            run_fail(run, run->chain->site, CODE_TEMPLATE_ARGUMENT,
                     "macro `%.*s` got its argument `%.*s` twice", STR_ARG(macro_name(f)),
                     STR_ARG(called));
        else
            run_fail_argument(run, run->chain->site, "macro", macro_name(f), called,
                              parameter_names(run, f), f->parameters.count);
        return false;
    }
    if (f->kwargs)
        run->now->slots[f->kwargs - 1] = kwargs;
    return true;
}

static bool bind_further(template_run *run, const procedure *f, const given_arguments *g) {
    uint32_t count = f->parameters.count;
    value *slots = run->now->slots;
    if (f->varargs)
        slots[f->varargs - 1] = g->count > count ? tuple_of(run, g->items + count, g->count - count)
                                                 : tuple_of(run, NULL, 0);
    if (!f->varargs && g->count > count) {
        run_fail(run, run->chain->site, CODE_TEMPLATE_ARGUMENT,
                 "macro `%.*s` takes at most %u arguments, not %u", STR_ARG(macro_name(f)), count,
                 g->count);
        return false;
    }
    if (f->caller) {
        const template_named *caller = find_named(g, STR("caller"));
        slots[f->caller - 1] =
            caller ? caller->item
                   : undefined_hint(run, run->chain->site, STR("caller"),
                                    "the macro was not called by a call block: it has no `caller`");
    }
    return g->named_count == 0 && !f->kwargs ? true : bind_further_named(run, f, g);
}

/* Parameters to slots: given by place, by name, by default; else undefined. */
static bool bind_parameters(template_run *run, const procedure *f, const given_arguments *g) {
    uint32_t count = f->parameters.count, first_default = count - f->defaults.count;
    for (uint32_t i = 0; i < count; i++) {
        const node *parameter = f->parameters.items[i];
        value *slot = &run->now->slots[parameter->as.name.ref.slot];
        const template_named *named =
            i < g->count ? NULL : find_named(g, parameter->as.name.name->text);
        if (i < g->count && g->items)
            *slot = g->items[i];
        else if (named)
            *slot = named->item;
    }
    if (!bind_further(run, f, g))
        return false;
    for (uint32_t i = g->count < count ? g->count : count; i < count; i++) {
        const node *parameter = f->parameters.items[i];
        value *slot = &run->now->slots[parameter->as.name.ref.slot];
        if (template_given(*slot))
            continue;
        *slot = i >= first_default
                    ? evaluate(run, f->defaults.items[i - first_default])
                    : undefined_hint(run, run->chain->site, parameter->as.name.name->text,
                                     "the parameter `%.*s` was not given",
                                     STR_ARG(parameter->as.name.name->text));
        if (is_failed(*slot))
            return false;
    }
    return true;
}

/*
 * Runs a macro whose activation has the first g->count parameters, or gets them from g->items;
 * g is NULL when it has all that there are.
 */
static inline bool run_activation(template_run *run, const node *at, const macro *m, activation *a,
                                  const given_arguments *g) {
    const procedure *f = m->function;
    link l;
    if (!run_count_step(run, at) || !run_enter(run, &l, at, f->name ? "macro" : "call block",
                                               f->name ? f->name->text : STR("")))
        return false;
    activation *outer = run->now;
    bool autoescape = run->autoescape;
    run->autoescape = m->autoescape;
    run->now = a;
    if (f->enter.count)
        enter_frame(run, &f->enter);
    bool done = (!g || bind_parameters(run, f, g)) && execute(run, &f->body) != FLOW_FAILED;
    run->autoescape = autoescape;
    run->now = outer;
    run_leave(run);
    return done;
}

/* Runs a macro; its output goes to run->out. */
static bool run_macro(template_run *run, const node *at, const macro *m, const given_arguments *g) {
    arena_point mark = arena_mark(&run->stack);
    activation *a = activation_start(run, m->function, m->outer, m->context);
    bool done = run_activation(run, at, m, a, g);
    arena_reset(&run->stack, mark);
    return done;
}

/* The same with the arguments of a call, which are all given by place: they go to the slots. */
static bool run_macro_by_place(template_run *run, const node *call, const macro *m) {
    const procedure *f = m->function;
    const node_list *given = &call->as.call.arguments->positional;
    activation *a = activation_start(run, f, m->outer, m->context);
    for (uint32_t i = 0; i < given->count; i++) {
        value v = evaluate(run, given->items[i]);
        if (is_failed(v))
            return false;
        a->slots[f->parameters.items[i]->as.name.ref.slot] = v;
    }
    if (given->count == f->parameters.count && !f->varargs && !f->kwargs && !f->caller)
        return run_activation(run, call, m, a, NULL);
    return run_activation(run, call, m, a, &(given_arguments){.count = given->count});
}

static bool run_macro_of_node(template_run *run, const node *call, const macro *m) {
    const arguments *a = call->as.call.arguments;
    value few[FEW_ARGUMENTS];
    given_arguments g;
    if (!a->named_count && !a->spread && !a->spread_named &&
        a->positional.count <= m->function->parameters.count)
        return run_macro_by_place(run, call, m);
    return evaluate_arguments(run, a, 0, 0, few, &g) && run_macro(run, call, m, &g);
}

value cut_output(template_run *run, size_t from) {
    str text = {run->out->len > from ? run->out->ptr + from : "", run->out->len - from};
    value v = value_str(str_dup(run->memory, text));
    run->out->len = from;
    v.flags = run->autoescape ? TEXT_SAFE : 0;
    return run_check_size(run, run->at, 0) ? v : failed_value();
}

value call_macro(template_run *run, const node *at, macro *m, const given_arguments *g) {
    size_t from = run->out->len;
    return run_macro(run, at, m, g) ? cut_output(run, from) : failed_value();
}

value call_macro_node(template_run *run, const node *call, macro *m, bool to_output) {
    size_t from = run->out->len;
    if (!run_macro_of_node(run, call, m))
        return failed_value();
    return to_output ? value_str(STR("")) : cut_output(run, from);
}

static value macro_attribute(template_call *call, template_object *object, str name) {
    const procedure *f = ((macro *)object)->function;
    if (str_eq(name, STR("name")))
        return f->name ? value_str(f->name->text) : value_null();
    if (str_eq(name, STR("catch_kwargs")))
        return value_bool(f->kwargs);
    if (str_eq(name, STR("catch_varargs")))
        return value_bool(f->varargs);
    if (str_eq(name, STR("caller")))
        return value_bool(f->caller);
    if (str_eq(name, STR("explicit_caller")))
        return value_bool(f->caller_is_parameter);
    if (!str_eq(name, STR("arguments")))
        return (value){0};
    value list = value_new_list(call->memory);
    for (uint32_t i = 0; i < f->parameters.count; i++)
        value_append(list, value_str(f->parameters.items[i]->as.name.name->text));
    list.flags = VALUE_TUPLE;
    return list;
}

static void print_macro(template_object *object, buf *out) {
    const procedure *f = ((macro *)object)->function;
    if (f->name)
        buf_format(out, "<Macro '%.*s'>", STR_ARG(f->name->text));
    else
        buf_add_str(out, STR("<Macro anonymous>"));
}

const template_object_type macro_type = {
    .name = "a macro", .get = macro_attribute, .print = print_macro};
