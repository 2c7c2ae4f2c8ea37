/* Errors, limits and undefined values of a rendering, and the ways in; see run.h. */
#include "template/run.h"

#include "template/number.h"

enum {
    CHAIN_SHOWN = 6,
    MEMORY_TIMES = 4,    /* the limit of memory, in those of output */
    STEPS_BETWEEN = 1024 /* two looks at the limits */
};

/* What an undefined value remembers, for the error that its use will be. */
typedef struct undefined_info {
    const template *owner;
    const node *at;
    str name; /* empty: `hint` says it all */
    value object, key;
    str hint;
    bool is_member;
} undefined_info;

/* --- Errors --- */

void run_add_chain(template_run *run, diagnostic *d) {
    diagnostics *diags = run->env->diags;
    int shown = 0;
    for (const link *l = run->chain; l; l = l->outer, shown++) {
        if (!l->site || (shown >= CHAIN_SHOWN && l->outer))
            continue;
        bool named = l->name.len > 0;
        diag_add_note(diags, d, tree_place(l->owner, l->site->from, l->site->to),
                      "in %s%s%.*s%s, from here", l->what, named ? " `" : "", STR_ARG(l->name),
                      named ? "`" : "");
    }
}

static diagnostic *report(template_run *run, const template *owner, const node *at, diag_code code,
                          const char *format, va_list args) {
    run->failed = true;
    static const node nowhere;
    at = at ? at : &nowhere;
    uint32_t from = at->from;
    if (at->kind == NODE_ATTRIBUTE) /* the name, not all that stands before the dot */
        from = at->to - (uint32_t)at->as.attribute.name->text.len;
    return env_report(owner, code, from, at->to, format, args);
}

value run_fail(template_run *run, const node *at, diag_code code, const char *format, ...) {
    if (run->failed)
        return failed_value();
    va_list args;
    va_start(args, format);
    run_add_chain(run, report(run, run_template_now(run), at, code, format, args));
    va_end(args);
    return failed_value();
}

__attribute__((format(printf, 5, 6))) static diagnostic *fail_at(template_run *run,
                                                                 const template *owner,
                                                                 const node *at, diag_code code,
                                                                 const char *format, ...) {
    va_list args;
    va_start(args, format);
    diagnostic *d = report(run, owner, at, code, format, args);
    va_end(args);
    return d;
}

value run_fail_argument(template_run *run, const node *at, const char *what, str owner,
                        str argument, const str *known, size_t count) {
    if (run->failed)
        return failed_value();
    diagnostic *d =
        fail_at(run, run_template_now(run), at, CODE_TEMPLATE_ARGUMENT,
                "%s `%.*s` has no argument `%.*s`", what, STR_ARG(owner), STR_ARG(argument));
    diag_suggest(run->env->diags, d, argument, known, count);
    run_add_chain(run, d);
    return failed_value();
}

/* --- Did you mean --- */

static void add_candidate(arena *memory, value list, str name) {
    (void)memory;
    value_append(list, value_str(name));
}

static void add_keys(arena *memory, value list, value data) {
    if (data.kind == VALUE_DICT)
        for (uint32_t i = 0; i < data.as.dict->count; i++)
            if (is_text(data.as.dict->shape->keys[i]))
                add_candidate(memory, list, value_text(data.as.dict->shape->keys[i]));
    if (data.kind == VALUE_OBJECT) {
        template_object *object = data.as.object;
        if (object->type->names)
            object->type->names(object, list);
    }
}

static void add_methods(arena *memory, value list, const callable *methods) {
    for (; methods->name.len; methods++)
        add_candidate(memory, list, methods->name);
}

/* What can stand behind the dot. */
static void add_attributes(const template_run *run, value list, value data) {
    const template_env *env = run->env;
    if (is_text(data))
        add_methods(run->memory, list, env->string_methods);
    else if (data.kind == VALUE_LIST)
        add_methods(run->memory, list, env->list_methods);
    else if (data.kind == VALUE_DICT)
        add_methods(run->memory, list, env->dict_methods);
    add_keys(run->memory, list, data);
}

static void add_visible_names(template_run *run, value list) {
    const context *c = run->now->context;
    add_keys(run->memory, list, c->vars);
    for (const layer *l = c->layers; l; l = l->outer)
        add_keys(run->memory, list, l->data);
    for (const activation *a = run->now; a; a = a->outer)
        for (uint32_t i = 0; i < a->function->parameters.count; i++)
            add_candidate(run->memory, list, a->function->parameters.items[i]->as.name.name->text);
}

static void suggest(template_run *run, diagnostic *d, str name, value list) {
    uint32_t count = list.as.list->count;
    str *candidates = ARENA_ARRAY(run->memory, count, str);
    for (uint32_t i = 0; i < count; i++)
        candidates[i] = value_text(list.as.list->items[i]);
    diag_suggest(run->env->diags, d, name, candidates, count);
}

/* --- Undefined values --- */

static value new_undefined(template_run *run, undefined_info info) {
    undefined_info *kept = ARENA_NEW(run->memory, undefined_info);
    *kept = info;
    kept->owner = run_template_now(run);
    return (value){.kind = VALUE_UNDEFINED, .as.object = kept};
}

value undefined_name(template_run *run, const node *at, str name) {
    return new_undefined(run, (undefined_info){.at = at, .name = name});
}

value undefined_member(template_run *run, const node *at, value object, value key) {
    return new_undefined(
        run, (undefined_info){.at = at, .object = object, .key = key, .is_member = true});
}

value undefined_hint(template_run *run, const node *at, str name, const char *format, ...) {
    buf text = {0};
    char line[256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    buf_add_str(&text, str_from(line));
    undefined_info info = {.at = at, .name = name, .hint = str_dup(run->memory, buf_str(&text))};
    buf_free(&text);
    return new_undefined(run, info);
}

value undefined_choice(template *t, const node *n) {
    undefined_info *info = ARENA_NEW(t->env->memory, undefined_info);
    *info = (undefined_info){
        .owner = t, .at = n, .hint = STR("the inline if has no else, and its condition is false")};
    return (value){.kind = VALUE_UNDEFINED, .flags = UNDEFINED_LENIENT, .as.object = info};
}

static value fail_member(template_run *run, const undefined_info *info) {
    buf key = {0};
    print_repr(run, &key, info->key);
    value list = value_new_list(run->memory);
    add_attributes(run, list, info->object);
    diagnostic *d;
    if (is_text(info->key)) {
        d = fail_at(run, info->owner, info->at, CODE_TEMPLATE_UNDEFINED,
                    "%s has no attribute `%.*s`", kind_name(info->object),
                    STR_ARG(value_text(info->key)));
        suggest(run, d, value_text(info->key), list);
    } else {
        d = fail_at(run, info->owner, info->at, CODE_TEMPLATE_UNDEFINED, "%s has no item %.*s",
                    kind_name(info->object), STR_ARG(buf_str(&key)));
    }
    buf_free(&key);
    run_add_chain(run, d);
    return failed_value();
}

value run_fail_undefined(template_run *run, value v) {
    if (run->failed)
        return failed_value();
    const undefined_info *info = v.as.object;
    if (!info)
        return run_fail(run, run->at, CODE_TEMPLATE_UNDEFINED, "the value is undefined");
    if (info->is_member)
        return fail_member(run, info);
    if (info->hint.len) {
        run_add_chain(run, fail_at(run, info->owner, info->at, CODE_TEMPLATE_UNDEFINED, "%.*s",
                                   STR_ARG(info->hint)));
        return failed_value();
    }
    diagnostic *d = fail_at(run, info->owner, info->at, CODE_TEMPLATE_UNDEFINED,
                            "`%.*s` is undefined", STR_ARG(info->name));
    value list = value_new_list(run->memory);
    add_visible_names(run, list);
    suggest(run, d, info->name, list);
    run_add_chain(run, d);
    return failed_value();
}

const char *kind_name(value v) {
    switch (v.kind) {
    case VALUE_NULL:
        return "none";
    case VALUE_BOOL:
        return "a boolean";
    case VALUE_INT:
    case VALUE_NUMERAL:
        return "an integer";
    case VALUE_FLOAT:
        return "a float";
    case VALUE_STRING:
        return "a string";
    case VALUE_LIST:
        return v.flags == VALUE_TUPLE ? "a tuple" : v.flags ? "a view of a dict" : "a list";
    case VALUE_DICT:
        return "a dict";
    case VALUE_OBJECT:
        return ((template_object *)v.as.object)->type->name;
    default:
        return "an undefined value";
    }
}

/* --- Limits --- */

static bool check_memory(template_run *run, const node *at) {
    const size_t most = run->env->options.max_output * MEMORY_TIMES;
    if (run->memory->used <= most + run->memory_before)
        return true;
    run_fail(run, at, CODE_TEMPLATE_LIMIT, "the values take more than %zu bytes", most);
    return false;
}

bool run_check_limits(template_run *run, const node *at) {
    const uint64_t most = run->env->options.max_steps;
    if (run->steps > most)
        run_fail(run, at, CODE_TEMPLATE_LIMIT, "more than %llu loop rounds and calls",
                 (unsigned long long)most);
    const uint64_t next = run->steps + STEPS_BETWEEN;
    run->steps_checked = next < most ? next : most;
    return !run->failed && check_memory(run, at);
}

bool run_check_size(template_run *run, const node *at, size_t bytes) {
    const size_t most = run->env->options.max_output;
    if (bytes <= most)
        return check_memory(run, at);
    run_fail(run, at, CODE_TEMPLATE_LIMIT, "the output or a value is larger than %zu bytes", most);
    return false;
}

bool run_fail_depth(template_run *run, const node *site) {
    run_fail(run, site, CODE_TEMPLATE_LIMIT,
             "macros, includes, blocks, loops or values are nested more than %u deep", run->depth);
    return false;
}

/* --- The ways in --- */

enum { FIRST_STACK = 16 * 1024 };

static void run_start(template_run *run, template_env *env, arena *memory, buf *out) {
    *run = (template_run){.env = env, .outer = env->running, .memory = memory, .out = out};
    run->most = env->options.max_output;
    run->memory_before = memory->used;
    run->stack_base = __builtin_frame_address(0);
    run->modules = value_new_dict(memory);
    if (run->outer) { /* a rendering inside of another one shares its limits */
        run->depth = run->outer->depth;
        run->steps = run->outer->steps;
        run->stack_base = run->outer->stack_base;
    }
    env->running = run;
    run->stack = env->stack;
    env->stack = (arena){0};
    arena_reserve(&run->stack, FIRST_STACK); /* so that no reset gives the first block back */
    run->stack_start = arena_mark(&run->stack);
}

/* What a template changes in its context is seen by nobody else. */
static void undo_changes(template_run *run) {
    for (const change *c = run->changes; c; c = c->before) {
        if (c->list)
            *c->list = c->list_was;
        else
            *c->dict = c->dict_was;
    }
}

static void run_end(template_run *run) {
    undo_changes(run);
    arena_reset(&run->stack, run->stack_start);
    arena_free(&run->env->stack);
    run->env->stack = run->stack;
    run->env->running = run->outer;
    if (run->outer)
        run->outer->steps = run->steps;
}

static const layer *base_layers(template_run *run, value data) {
    layer *globals = ARENA_NEW(run->memory, layer), *given = ARENA_NEW(run->memory, layer);
    globals->data = run->env->globals;
    *given = (layer){globals, data};
    return given;
}

bool template_render(template *t, value data, buf *out) {
    template_env *env = t->env;
    template_run run;
    arena_point before = arena_mark(&env->scratch);
    size_t start = out->len;
    run_start(&run, env, &env->scratch, out);
    bool done = run_template(&run, t, new_context(&run, t, base_layers(&run, data)));
    if (!done)
        out->len = start;
    run_end(&run);
    arena_reset(&env->scratch, before);
    return done;
}

bool template_evaluate(template *t, value data, arena *memory, value *result) {
    template_run run;
    buf unused = {0};
    run_start(&run, t->env, memory, &unused);
    activation *a =
        activation_start(&run, t->root, NULL, new_context(&run, t, base_layers(&run, data)));
    run.now = a;
    enter_frame(&run, &t->root->enter);
    *result = evaluate(&run, t->expression);
    if (result->kind == VALUE_UNDEFINED && result->flags != UNDEFINED_LENIENT)
        *result = run_fail_undefined(&run, *result);
    run_end(&run);
    buf_free(&unused);
    return !is_failed(*result);
}
