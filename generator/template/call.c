/* Calls: arguments to parameters, C functions, macros, methods; see run.h. */
#include "template/run.h"

#include <stdio.h>

/* --- Arguments --- */

static bool add_spread(template_run *run, const node *n, given_arguments *out) {
    value v = evaluate(run, n), list;
    if (is_failed(v) || !list_of(run, n, v, &list))
        return false;
    uint32_t count = list.as.list->count;
    value *larger = ARENA_ARRAY(&run->stack, (size_t)out->count + count + 16, value);
    memcpy(larger, out->items, out->count * sizeof *larger);
    if (count)
        memcpy(larger + out->count, list.as.list->items, count * sizeof *larger);
    out->items = larger;
    out->count += count;
    return true;
}

static bool add_spread_named(template_run *run, const node *n, given_arguments *out) {
    value v = evaluate(run, n);
    if (is_failed(v))
        return false;
    if (v.kind != VALUE_DICT) {
        run_fail(run, n, CODE_TEMPLATE_TYPE, "`**` takes a dict, not %s", kind_name(v));
        return false;
    }
    const value_dict *dict = v.as.dict;
    template_named *larger =
        ARENA_ARRAY(&run->stack, (size_t)out->named_count + dict->count + 1, template_named);
    if (out->named_count)
        memcpy(larger, out->named, out->named_count * sizeof *larger);
    for (uint32_t i = 0; i < dict->count; i++) {
        if (!is_text(dict->shape->keys[i])) {
            run_fail(run, n, CODE_TEMPLATE_TYPE, "`**` takes a dict whose keys are strings");
            return false;
        }
        str key = value_text(dict->shape->keys[i]);
        for (uint32_t k = 0; k < out->named_count; k++) {
            if (str_eq(larger[k].name, key)) {
                run_fail(run, n, CODE_TEMPLATE_ARGUMENT, "the argument `%.*s` is given twice",
                         STR_ARG(key));
                return false;
            }
        }
        larger[out->named_count++] = (template_named){key, dict->items[i]};
    }
    out->named = larger;
    return true;
}

bool evaluate_arguments(template_run *run, const arguments *a, uint32_t first, uint32_t room,
                        value *few, given_arguments *out) {
    uint32_t positional = a ? a->positional.count : 0, named = a ? a->named_count : 0;
    uint32_t size = first + positional > room ? first + positional : room;
    *out = (given_arguments){.items = few, .count = first};
    if (size < FEW_ARGUMENTS)
        memset(few, 0, (size + 1) * sizeof *few);
    else
        out->items = ARENA_ARRAY(&run->stack, size + 1, value);
    for (uint32_t i = 0; i < positional; i++) {
        value v = evaluate(run, a->positional.items[i]);
        if (is_failed(v))
            return false;
        out->items[out->count++] = v;
    }
    if (a && a->spread && !add_spread(run, a->spread, out))
        return false;
    if (named)
        out->named = ARENA_ARRAY(&run->stack, named + 1, template_named);
    for (uint32_t i = 0; i < named; i++) {
        value v = evaluate(run, a->named[i].item);
        if (is_failed(v))
            return false;
        out->named[out->named_count++] = (template_named){a->named[i].name->text, v};
    }
    return !a || !a->spread_named || add_spread_named(run, a->spread_named, out);
}

/* --- C functions: parameters by the specification of their registration --- */

callable *new_callable(template_env *env, const char *called, template_function function,
                       const char *parameters, void *user_data, bool piped) {
    callable *c = ARENA_NEW(env->memory, callable);
    c->head.type = &function_type;
    c->name = str_from(called);
    c->function = function;
    c->user_data = user_data;
    c->parameters = ARENA_ARRAY(env->memory, strlen(parameters) / 2 + 2, str);
    if (piped) {
        c->parameters[c->count++] = STR("value");
        c->required++;
    }
    for (const char *p = parameters; *p;) {
        size_t len = strcspn(p, " ");
        str word = {p, len};
        p += len + (p[len] == ' ');
        if (str_eq(word, STR("*"))) {
            c->more = true;
        } else if (str_eq(word, STR("**"))) {
            c->more_named = true;
        } else if (len) {
            bool optional = str_ends(word, STR("="));
            word.len -= optional;
            c->parameters[c->count++] = word;
            c->required += !optional;
        }
    }
    return c;
}

value new_callable_value(template_env *env, const char *called, template_function function,
                         const char *parameters, void *user_data) {
    return template_object_value(
        &new_callable(env, called, function, parameters, user_data, false)->head);
}

static bool bind_named(template_run *run, const node *at, const callable *c, const char *what,
                       given_arguments *g) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < g->named_count; i++) {
        uint32_t k = 0;
        while (k < c->count && !str_eq(c->parameters[k], g->named[i].name))
            k++;
        if (k < c->count && (k >= g->count || !template_given(g->items[k]))) {
            g->items[k] = g->named[i].item;
        } else if (k < c->count) {
            run_fail(run, at, CODE_TEMPLATE_ARGUMENT, "%s `%.*s` got its argument `%.*s` twice",
                     what, STR_ARG(c->name), STR_ARG(g->named[i].name));
            return false;
        } else if (c->more_named) {
            g->named[kept++] = g->named[i];
        } else {
            run_fail_argument(run, at, what, c->name, g->named[i].name, c->parameters, c->count);
            return false;
        }
    }
    g->named_count = kept;
    return true;
}

static bool bind_arguments(template_run *run, const node *at, const callable *c, const char *what,
                           given_arguments *g) {
    if (!g->named_count && g->count >= c->required && g->count <= c->count) {
        g->count = c->count;
        return true;
    }
    if (g->count > c->count && !c->more) {
        uint32_t piped =
            strcmp(what, "filter") == 0 || strcmp(what, "test") == 0 || strcmp(what, "method") == 0;
        run_fail(run, at, CODE_TEMPLATE_ARGUMENT, "%s `%.*s` takes at most %u arguments, not %u",
                 what, STR_ARG(c->name), c->count - piped, g->count - piped);
        return false;
    }
    if (g->named_count && !bind_named(run, at, c, what, g))
        return false;
    for (uint32_t i = 0; i < c->required; i++) {
        if (i >= g->count && !template_given(g->items[i])) {
            run_fail(run, at, CODE_TEMPLATE_ARGUMENT, "%s `%.*s` needs the argument `%.*s`", what,
                     STR_ARG(c->name), STR_ARG(c->parameters[i]));
            return false;
        }
    }
    if (g->count < c->count)
        g->count = c->count;
    return true;
}

/* Makes room for all parameters, when the arguments came from elsewhere. */
static void make_room(template_run *run, given_arguments *g, uint32_t count) {
    value *larger = ARENA_ARRAY(&run->stack, (g->count > count ? g->count : count) + 1, value);
    if (g->count)
        memcpy(larger, g->items, g->count * sizeof *larger);
    g->items = larger;
}

/* The text of a filter that writes; to_output: where it goes to, and gives "". */
static value call_writer(template_call *call, template_writer writer, bool to_output) {
    template_run *run = call->run;
    buf *out = to_output ? run->out : &run->env->text;
    const size_t from = out->len;
    bool done = writer(call, out);
    if (to_output)
        return done ? value_str(STR("")) : failed_value();
    value v = done ? text_value(run, (str){out->ptr ? out->ptr + from : "", out->len - from})
                   : failed_value();
    out->len = from;
    return v;
}

/* With all parameters in their places. */
static value run_callable(template_run *run, const node *at, const callable *c,
                          const given_arguments *g, bool to_output) {
    const uint64_t read = g->count ? g->items[0].len / 64 : 0; /* of a text, or a long integer */
    if (!run_count_steps(run, at, 1 + read))
        return failed_value();
    const node *outer = run->at;
    run->at = at;
    template_call call = {run,      run->memory, c->user_data,  g->items,
                          g->count, g->named,    g->named_count};
    value result = c->writer ? call_writer(&call, c->writer, to_output) : c->function(&call);
    run->at = outer;
    return run->failed ? failed_value() : result;
}

static value call_bound(template_run *run, const node *at, const callable *c, const char *what,
                        given_arguments *g, bool to_output) {
    return bind_arguments(run, at, c, what, g) ? run_callable(run, at, c, g, to_output)
                                               : failed_value();
}

value call_callable(template_run *run, const node *at, const callable *c, const char *what,
                    given_arguments *g) {
    make_room(run, g, c->count);
    return call_bound(run, at, c, what, g, false);
}

/* --- Everything that can be called --- */

const template_object_type function_type = {.name = "a function"};
const template_object_type method_type = {.name = "a method"};

value bind_method(template_run *run, const callable *method, value self) {
    bound_method *bound = ARENA_NEW(run->memory, bound_method);
    *bound = (bound_method){{&method_type}, method, self};
    return template_object_value(&bound->head);
}

static value call_method(template_run *run, const node *at, const callable *method, value self,
                         given_arguments *g) {
    value *items = ARENA_ARRAY(&run->stack, g->count + 1, value);
    items[0] = self;
    if (g->count)
        memcpy(items + 1, g->items, g->count * sizeof *items);
    g->items = items;
    g->count++;
    return call_callable(run, at, method, "method", g);
}

value call_value(template_run *run, const node *at, value callee, given_arguments *g) {
    if (callee.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, callee);
    if (callee.kind != VALUE_OBJECT)
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be called", kind_name(callee));
    template_object *o = callee.as.object;
    if (o->type == &macro_type)
        return call_macro(run, at, callee.as.object, g);
    if (o->type == &function_type)
        return call_callable(run, at, callee.as.object, "function", g);
    if (o->type == &method_type) {
        bound_method *bound = callee.as.object;
        return call_method(run, at, bound->method, bound->self, g);
    }
    if (!o->type->call)
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "%s can't be called", o->type->name);
    const node *outer = run->at;
    run->at = at;
    template_call call = {.run = run,
                          .memory = run->memory,
                          .args = g->items,
                          .count = g->count,
                          .named = g->named,
                          .named_count = g->named_count};
    value result = o->type->call(&call, o);
    run->at = outer;
    return run->failed ? failed_value() : result;
}

/* x.method(…) of strings, lists and dicts, without making the method a value first. */
static bool find_method(template_run *run, const node *callee, value *object,
                        const callable **method) {
    *method = NULL;
    if (callee->kind != NODE_ATTRIBUTE)
        return true;
    const identifier *called = callee->as.attribute.name;
    if (!called->dict_method && !called->list_method && !called->string_method)
        return true;
    *object = evaluate(run, callee->as.attribute.object);
    if (is_failed(*object))
        return false;
    *method = method_of(run, *object, called);
    return true;
}

/* What is no macro by its name alone. */
__attribute__((noinline)) static value call_other(template_run *run, const node *n,
                                                  bool to_output) {
    const node *callee = n->as.call.callee;
    const callable *method;
    value object = {0}, f, few[FEW_ARGUMENTS];
    given_arguments g;
    if (!find_method(run, callee, &object, &method))
        return failed_value();
    if (method) {
        if (!evaluate_arguments(run, n->as.call.arguments, 1, method->count, few, &g))
            return failed_value();
        g.items[0] = object;
        return call_bound(run, n, method, "method", &g, false);
    }
    f = callee->kind == NODE_ATTRIBUTE && template_given(object)
            ? get_attribute(run, callee, object, callee->as.attribute.name)
            : evaluate(run, callee);
    if (is_failed(f))
        return f;
    if (f.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, f);
    if (is_object_of(f, &macro_type))
        return call_macro_node(run, n, f.as.object, to_output);
    if (!evaluate_arguments(run, n->as.call.arguments, 0, 0, few, &g))
        return failed_value();
    return call_value(run, n, f, &g);
}

value evaluate_call(template_run *run, const node *n, bool to_output) {
    const node *callee = n->as.call.callee;
    const arena_point mark = arena_mark(&run->stack);
    const value f = callee->kind == NODE_NAME ? *slot_of(run, callee->as.name.ref) : (value){0};
    value result = is_object_of(f, &macro_type) ? call_macro_node(run, n, f.as.object, to_output)
                                                : call_other(run, n, to_output);
    arena_reset(&run->stack, mark);
    return result;
}

/* --- Filters and tests --- */

static value fail_unknown(template_run *run, const node *at, bool filter, str called) {
    diagnostic **report = run->env->diags->last;
    run_fail(run, at, filter ? CODE_TEMPLATE_FILTER : CODE_TEMPLATE_TEST, "there is no %s `%.*s`",
             filter ? "filter" : "test", STR_ARG(called));
    if (*report)
        env_suggest(run->env, *report, called, filter ? run->env->filters : run->env->tests);
    return failed_value();
}

/* Of what can be called with the subject alone, these many parameters at most. */
enum { ALONE = 3 };

/* A filter or test that takes the subject alone: nothing is bound. */
static value apply_alone(template_run *run, const node *n, const callable *c, value subject,
                         bool to_output) {
    value items[ALONE] = {subject};
    given_arguments g = {items, c->count, NULL, 0};
    return run_callable(run, n, c, &g, to_output);
}

value evaluate_filter(template_run *run, const node *n, value subject, bool to_output) {
    const callable *c = n->as.apply.callable;
    bool filter = n->kind == NODE_FILTER;
    if (!c)
        return fail_unknown(run, n, filter, n->as.apply.name->text);
    if (!n->as.apply.arguments && c->required == 1 && c->count <= ALONE)
        return apply_alone(run, n, c, subject, to_output);
    arena_point mark = arena_mark(&run->stack);
    given_arguments g;
    value result = failed_value(), few[FEW_ARGUMENTS];
    if (evaluate_arguments(run, n->as.apply.arguments, 1, c->count, few, &g)) {
        g.items[0] = subject;
        if (n->as.apply.arguments && n->as.apply.arguments->spread)
            make_room(run, &g, c->count);
        result = call_bound(run, n, c, filter ? "filter" : "test", &g, to_output);
    }
    if (run->stack.next != mark.next)
        arena_reset(&run->stack, mark);
    return result;
}

const callable *find_named_callable(template_run *run, bool filter, str called) {
    const callable *c = map_get(filter ? run->env->filters : run->env->tests, called);
    if (!c)
        fail_unknown(run, run->at, filter, called);
    return c;
}

value call_applied(template_run *run, bool filter, const callable *c, value subject,
                   const value *further, uint32_t count) {
    value few[FEW_ARGUMENTS] = {subject};
    given_arguments g = {few, count + 1, NULL, 0};
    if (c->count >= FEW_ARGUMENTS || count + 1 >= FEW_ARGUMENTS)
        g.items = ARENA_ARRAY(&run->stack, c->count + count + 2, value);
    g.items[0] = subject;
    if (count)
        memcpy(g.items + 1, further, count * sizeof *further);
    return call_bound(run, run->at, c, filter ? "filter" : "test", &g, false);
}

/* --- For functions in C --- */

value template_fail(template_call *call, diag_code code, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return run_fail(call->run, call->run->at, code, "%s", text);
}

bool template_failed(value result) {
    return is_failed(result);
}

bool template_to_text(template_call *call, value v, str *text) {
    return text_of(call->run, call->run->at, v, text);
}

bool template_text_argument(template_call *call, size_t index, str *out) {
    value v = call->args[index];
    if (!template_given(v))
        return true;
    if (v.kind == VALUE_UNDEFINED) {
        run_fail_undefined(call->run, v);
        return false;
    }
    if (is_text(v)) {
        *out = value_text(v);
        return true;
    }
    template_fail(call, CODE_TEMPLATE_TYPE, "expected a string as argument %zu, got %s", index,
                  kind_name(v));
    return false;
}

bool template_int_argument(template_call *call, size_t index, int64_t *out) {
    value v = call->args[index];
    if (!template_given(v))
        return true;
    if (v.kind == VALUE_UNDEFINED) {
        run_fail_undefined(call->run, v);
        return false;
    }
    if (v.kind == VALUE_INT || v.kind == VALUE_BOOL) {
        *out = v.kind == VALUE_INT ? v.as.integer : v.as.boolean;
        return true;
    }
    template_fail(call, CODE_TEMPLATE_TYPE, "expected an integer as argument %zu, got %s", index,
                  kind_name(v));
    return false;
}

bool template_is_true(value v) {
    switch ((value_kind)v.kind) {
    case VALUE_UNDEFINED:
    case VALUE_NULL:
        return false;
    case VALUE_BOOL:
        return v.as.boolean;
    case VALUE_INT:
        return v.as.integer != 0;
    case VALUE_FLOAT:
        return v.as.number != 0;
    case VALUE_NUMERAL:
        return true;
    case VALUE_STRING:
        return v.len > 0;
    case VALUE_LIST:
        return v.as.list->count > 0;
    case VALUE_DICT:
        return v.as.dict->count > 0;
    case VALUE_OBJECT: {
        template_object *o = v.as.object;
        int64_t length = o->type->length ? o->type->length(o) : -1;
        return o->type->is_true ? o->type->is_true(o) : length != 0;
    }
    }
    return true;
}
