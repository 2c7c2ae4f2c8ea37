/* The environment; see env.h. */
#include "template/run.h"
#include "template/table.h"

enum { SCRATCH_KEPT = 64 * 1024 };

static const template_options defaults = {
    .max_output = (size_t)1 << 28, .max_steps = 50 * 1000 * 1000, .max_depth = 400};

/* --- Names --- */

static uint8_t method_index(const callable *methods, str called) {
    for (uint8_t i = 0; methods && methods[i].name.len; i++)
        if (str_eq(methods[i].name, called))
            return (uint8_t)(i + 1);
    return 0;
}

const identifier *env_name(template_env *env, str text) {
    identifier *known = map_get(env->names, text);
    if (known)
        return known;
    known = ARENA_NEW(env->memory, identifier);
    known->text = str_dup(env->memory, text);
    known->hash = str_hash(text);
    known->dict_method = method_index(env->dict_methods, text);
    known->list_method = method_index(env->list_methods, text);
    known->string_method = method_index(env->string_methods, text);
    known->loop_attribute = loop_attribute_of(text);
    map_put(env->names, known->text, known);
    return known;
}

/* --- Callables --- */

void template_add_filter(template_env *env, const char *called, template_function function,
                         const char *parameters, void *user_data) {
    map_put(env->filters, str_from(called),
            new_callable(env, called, function, parameters, user_data, true));
}

void template_add_writer(template_env *env, const char *called, template_writer writer,
                         const char *parameters, void *user_data) {
    callable *c = new_callable(env, called, NULL, parameters, user_data, true);
    c->writer = writer;
    map_put(env->filters, str_from(called), c);
}

void template_add_test(template_env *env, const char *called, template_function function,
                       const char *parameters, void *user_data) {
    map_put(env->tests, str_from(called),
            new_callable(env, called, function, parameters, user_data, true));
}

void template_add_global(template_env *env, const char *called, value item) {
    value_put(env->globals, str_from(called), item);
}

void template_add_function(template_env *env, const char *called, template_function function,
                           const char *parameters, void *user_data) {
    template_add_global(env, called,
                        new_callable_value(env, called, function, parameters, user_data));
}

static value test_by_predicate(template_call *call) {
    const callable *c = call->user_data;
    return value_bool(c->matches(call->args[0]));
}

static void add_predicates(template_env *env, const builtin_predicate *rows) {
    for (; rows->name; rows++) {
        callable *c = new_callable(env, rows->name, test_by_predicate, "", NULL, true);
        c->matches = rows->matches;
        c->user_data = c;
        map_put(env->tests, c->name, c);
    }
}

static void add_filters(template_env *env, const builtin *rows) {
    for (; rows->name; rows++)
        template_add_filter(env, rows->name, rows->function, rows->parameters, NULL);
}

static callable *new_methods(template_env *env, const builtin *rows) {
    size_t count = 0;
    while (rows[count].name)
        count++;
    callable *methods = ARENA_ARRAY(env->memory, count + 1, callable);
    for (size_t i = 0; i < count; i++)
        methods[i] =
            *new_callable(env, rows[i].name, rows[i].function, rows[i].parameters, NULL, true);
    return methods;
}

/* A block that renderings find again, instead of asking the system each time. */
static void keep_scratch(template_env *env) {
    env->scratch.next = arena_alloc(&env->scratch, SCRATCH_KEPT);
}

template_env *template_env_new(arena *memory, diagnostics *diags, template_loader loader,
                               template_options options) {
    template_env *env = ARENA_NEW(memory, template_env);
    *env = (template_env){.memory = memory, .diags = diags, .loader = loader, .options = options};
    if (!options.max_output)
        env->options.max_output = defaults.max_output;
    if (!options.max_steps)
        env->options.max_steps = defaults.max_steps;
    if (!options.max_depth)
        env->options.max_depth = defaults.max_depth;
    keep_scratch(env);
    env->names = map_new(memory);
    env->templates = map_new(memory);
    env->filters = map_new(memory);
    env->tests = map_new(memory);
    env->globals = value_new_dict(memory);
    env->modules = value_new_dict(memory);
    env->fresh_modules = map_new(memory);
    env->string_methods = new_methods(env, string_methods);
    env->list_methods = new_methods(env, list_methods);
    env->dict_methods = new_methods(env, dict_methods);
    env->caller = env_name(env, STR("caller"));
    env->varargs = env_name(env, STR("varargs"));
    env->kwargs = env_name(env, STR("kwargs"));
    env->self = env_name(env, STR("self"));
    env->super = env_name(env, STR("super"));
    env->loop = env_name(env, STR("loop"));
    add_filters(env, filters_of_text);
    add_filters(env, filters_of_lists);
    add_filters(env, filters_lazy);
    add_filters(env, filters_pprint);
    add_filters(env, filters_urlize);
    add_filters(env, filters_of_values);
    table_add_filters(env);
    add_predicates(env, builtin_predicates);
    for (const builtin *row = builtin_tests; row->name; row++)
        template_add_test(env, row->name, row->function, row->parameters, NULL);
    for (const builtin *row = builtin_functions; row->name; row++)
        template_add_function(env, row->name, row->function, row->parameters, NULL);
    return env;
}

void template_env_free(template_env *env) {
    arena_free(&env->scratch);
    arena_free(&env->stack);
    buf_free(&env->text);
}

/* --- Diagnostics --- */

diagnostic *env_report(const template *t, diag_code code, uint32_t from, uint32_t to,
                       const char *format, va_list args) {
    char text[1024];
    vsnprintf(text, sizeof text, format, args);
    return diag_report(t->env->diags, code, tree_place(t, from, to), "%s", text);
}

void env_suggest(template_env *env, diagnostic *to, str word, const map *known) {
    str *candidates = ARENA_ARRAY(env->memory, map_count(known), str);
    size_t count = 0;
    for (const map_entry *e = map_first(known); e; e = map_next(e))
        candidates[count++] = map_key(e);
    diag_suggest(env->diags, to, word, candidates, count);
}

void env_add_places(template_env *env, diagnostic *to, str called) {
    if (!env->loader.places)
        return;
    value list = value_new_list(env->memory);
    env->loader.places(env->loader.context, called, list);
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        str place = value_text(list.as.list->items[i]);
        diag_add_note(env->diags, to, (span){0}, "looked for `%.*s` in %.*s", STR_ARG(called),
                      STR_ARG(place));
    }
}

/* --- Templates --- */

template *env_find_template(template_env *env, str called, bool *failed) {
    template *t = map_get(env->templates, called);
    if (t) {
        *failed = t->root == NULL;
        return *failed ? NULL : t;
    }
    const source_file *file =
        env->loader.load ? env->loader.load(env->loader.context, called) : NULL;
    if (!file)
        return NULL;
    called = str_dup(env->memory, called);
    t = parse_template(env, called, file, (span){0}, false);
    *failed = t == NULL;
    map_put(env->templates, called, t ? t : ARENA_NEW(env->memory, template));
    return t;
}

template *template_load(template_env *env, str called, span from) {
    bool failed = false;
    template *t = env_find_template(env, called, &failed);
    if (!t && !failed) {
        diagnostic *d = diag_report(env->diags, CODE_TEMPLATE_MISSING, from,
                                    "there is no template `%.*s`", STR_ARG(called));
        env_add_places(env, d, called);
    }
    return t;
}

static template *compile(template_env *env, str called, str text, span at, bool expression) {
    source_file *file = ARENA_NEW(env->memory, source_file);
    *file = (source_file){called, text};
    return parse_template(env, called, file, at.file ? at : (span){0}, expression);
}

template *template_compile(template_env *env, str called, str text, span at) {
    return compile(env, called, text, at, false);
}

template *template_compile_expression(template_env *env, str called, str text, span at) {
    return compile(env, called, text, at, true);
}
