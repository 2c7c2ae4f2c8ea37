/* The environment: options, names, templates and callables (private to template/). */
#ifndef SWAGE_TEMPLATE_ENV_H
#define SWAGE_TEMPLATE_ENV_H

#include "base/map.h"
#include "base/text.h"
#include "template/tree.h"

#include <stdarg.h>

/* A filter, test or function with its parameters. As a value it is an object. */
typedef struct callable {
    template_object head;
    str name;
    template_function function;
    template_writer writer;   /* in place of a function: see template_add_writer */
    bool (*matches)(value v); /* of a test that looks at the value alone: what its function does */
    void *user_data;
    str *parameters; /* for filters and tests, the first one is what is piped in */
    uint32_t count, required;
    bool more, more_named; /* * and ** */
} callable;

/* A row of the built-in tables. */
typedef struct builtin {
    const char *name;
    template_function function;
    const char *parameters;
} builtin;

/* A test that looks at the value alone. */
typedef struct builtin_predicate {
    const char *name;
    bool (*matches)(value v);
} builtin_predicate;

struct template_env {
    arena *memory;
    diagnostics *diags;
    template_loader loader;
    template_options options;
    arena scratch; /* of the running rendering */
    buf text;      /* of the expressions that are being put together, one behind the other */
    arena stack;   /* for the next rendering's template_run.stack, while none is running */
    map *names, *templates;
    map *filters, *tests;
    callable *string_methods, *list_methods, *dict_methods; /* each ended by one without a name */
    value globals;
    value modules;                /* imported without context, and the same in every rendering */
    map *fresh_modules;           /* templates whose modules are made anew in every rendering */
    struct template_run *running; /* the innermost one */
    const identifier *caller, *varargs, *kwargs, *self, *super, *loop;
};

/* Built-in tables, each ended by a row without a name. */
extern const builtin filters_of_text[], filters_of_lists[], filters_lazy[], filters_pprint[],
    filters_urlize[], filters_of_values[], builtin_tests[], builtin_functions[], string_methods[],
    list_methods[], dict_methods[];

extern const builtin_predicate builtin_predicates[];

const identifier *env_name(template_env *env, str text);

/* Parses; NULL after an error was reported. */
template *parse_template(template_env *env, str name, const source_file *file, span at,
                         bool expression_only);

/* Reports at a place of a template that is being parsed. */
__attribute__((format(printf, 5, 0))) diagnostic *env_report(const template *t, diag_code code,
                                                             uint32_t from, uint32_t to,
                                                             const char *format, va_list args);

/* Adds "did you mean" with the keys of a map. */
void env_suggest(template_env *env, diagnostic *to, str word, const map *known);

/* Lists where a template that was not found was looked for. */
void env_add_places(template_env *env, diagnostic *to, str name);

/* Without an error: NULL when there is none. *failed: it is there, but not well-formed. */
template *env_find_template(template_env *env, str name, bool *failed);

#endif
