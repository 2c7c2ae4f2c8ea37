/*
 * The template engine: Jinja, as Jinja2 3.1 does it, in C.
 *
 * A template is parsed once a run, its names are resolved to slots, and it is then rendered as
 * often as the embedder likes: into a buffer, with plain data (base/value.h) and with objects,
 * functions, filters and tests of the embedder's. The engine knows nothing of schemas. What it
 * offers to template authors, and where it deviates from Jinja2, is in docs/templates.md.
 *
 *     template_env *env = template_env_new(&memory, &diags, loader, (template_options){0});
 *     template *page = template_load(env, STR("page.md.j2"), (span){0});
 *     bool done = page && template_render(page, context, &out);
 *     template_env_free(env);
 *
 * Errors (syntax, undefined names, limits …) go to the diagnostics with their place in the
 * template, and with the chain of includes, macros and blocks that led there as notes.
 * An environment is used by one thread at a time.
 */
#ifndef SWAGE_TEMPLATE_TEMPLATE_H
#define SWAGE_TEMPLATE_TEMPLATE_H

#include "base/diag.h"
#include "base/value.h"

typedef struct template_env template_env;
typedef struct template template; /* a parsed template, snippet or expression */

/* Where templates come from. */
typedef struct template_loader {
    /* The text of a template, NULL when there is none; it must outlive the environment. */
    const source_file *(*load)(void *context, str name);
    /* Adds the places (folders, mostly) that were looked in for `name` to the list. May be NULL. */
    void (*places)(void *context, str name, value list);
    void *context;
} template_loader;

typedef struct template_options {
    bool trim_blocks, lstrip_blocks, keep_trailing_newline; /* as in Jinja2 */
    /* Limits of one rendering; 0 is the default. */
    size_t max_output;  /* bytes, also of any one string; 4 times as many of all; 256 MiB */
    uint64_t max_steps; /* loop rounds and calls; 50 million */
    uint32_t max_depth; /* macros, includes, blocks and recursive loops in each other; 400 */
} template_options;

/* An environment, in the arena; what it needs for a while it frees again in template_env_free. */
template_env *template_env_new(arena *memory, diagnostics *diags, template_loader loader,
                               template_options options);
void template_env_free(template_env *env);

/*
 * The template of that name, parsed the first time; NULL after an error was reported. `from` is
 * the place of the name (in a language.yaml, say), zero when there is none.
 */
template *template_load(template_env *env, str name, span from);

/*
 * Compiles a snippet that stands in another file: `at` is where its first character stands there,
 * and gives the places of errors (at.file NULL: errors name `name` instead, a text by itself).
 * The text must outlive the environment. NULL after an error was reported.
 */
template *template_compile(template_env *env, str name, str text, span at);

/* The same for a bare expression, as it stands between {{ and }}; for template_evaluate. */
template *template_compile_expression(template_env *env, str name, str text, span at);

/*
 * Appends the rendered text to `out`; on an error false, after reporting, with `out` as it was.
 * `context` is a dict, or an object whose `get` gives the names. Temporary memory is freed. The
 * dicts that templates get to see (here, of functions and objects) stay as long as the environment,
 * but for those in a call's memory: templates remember where in a dict they found a name.
 */
__attribute__((warn_unused_result)) bool template_render(template *t, value context, buf *out);

/* Evaluates an expression; what the result consists of lives in `memory` (or in the context). */
__attribute__((warn_unused_result)) bool template_evaluate(template *expression, value context,
                                                           arena *memory, value *result);

/* --- Functions, filters and tests of the embedder --- */

typedef struct template_run template_run; /* a rendering that is going on */

typedef struct template_named {
    str name;
    value item;
} template_named;

/* A call from a template, arguments bound to the parameters. */
typedef struct template_call {
    template_run *run;
    arena *memory;     /* for the result: freed soon, so it must not be kept elsewhere */
    void *user_data;   /* of the registration */
    const value *args; /* one for each parameter; for filters and tests, 0 is what is piped in */
    size_t count;      /* of args; those of `*` stand at the end */
    const template_named *named; /* what went to `**` */
    size_t named_count;
} template_call;

/* The result, or template_fail(…). A test gives a bool. */
typedef value (*template_function)(template_call *call);

/* Adds the text that is the result to `out`; false after template_fail(…). */
typedef bool (*template_writer)(template_call *call, buf *out);

/*
 * The parameters are names between blanks: "width first=" (one to be given, one optional),
 * then "*" for any further arguments and "**" for any further named ones. For filters and tests
 * they come after what is piped in. An argument that was not given is !template_given().
 * Names and parameters must outlive the environment. A name that exists is replaced.
 */
void template_add_filter(template_env *env, const char *name, template_function function,
                         const char *parameters, void *user_data);
/* A filter that gives text, and where it is written at once needs no copy of it. */
void template_add_writer(template_env *env, const char *name, template_writer writer,
                         const char *parameters, void *user_data);
void template_add_test(template_env *env, const char *name, template_function function,
                       const char *parameters, void *user_data);
void template_add_function(template_env *env, const char *name, template_function function,
                           const char *parameters, void *user_data);
/* A variable that every template sees. */
void template_add_global(template_env *env, const char *name, value item);

/* Ends the rendering with an error at the place of the call; the value to return. */
__attribute__((format(printf, 3, 4))) value template_fail(template_call *call, diag_code code,
                                                          const char *format, ...);

static inline bool template_given(value argument) {
    return argument.kind != VALUE_UNDEFINED || argument.as.object != NULL;
}

/* Whether a value of these functions' results says that the rendering has failed. */
bool template_failed(value result);

/* The text that {{ value }} would write; in call->memory unless it is text already. */
__attribute__((warn_unused_result)) bool template_to_text(template_call *call, value v, str *text);

/*
 * An argument of that type; false after reporting an error that names the `argument`.
 * An optional one that was not given leaves *out alone.
 */
__attribute__((warn_unused_result)) bool template_text_argument(template_call *call, size_t index,
                                                                str *out);
__attribute__((warn_unused_result)) bool template_int_argument(template_call *call, size_t index,
                                                               int64_t *out);

/* All items of something that a for loop could go through, as a list. */
__attribute__((warn_unused_result)) bool template_to_list(template_call *call, value v,
                                                          value *list);

/* Truth, as in {% if %}. */
bool template_is_true(value v);

/* --- Objects of the embedder: what is computed when a template asks for it --- */

typedef struct template_object_type template_object_type;

/* The head of every object; the embedder's struct begins with it. */
typedef struct template_object {
    const template_object_type *type;
} template_object;

/* Functions that a kind of object does not have are NULL. */
struct template_object_type {
    const char *name; /* for error messages: "model" */
    /* The attribute (x.name and x['name']); kind VALUE_UNDEFINED when there is none. */
    value (*get)(template_call *call, template_object *object, str name);
    /* Adds the attributes' names to the list, for did-you-mean. */
    void (*names)(template_object *object, value list);
    /* What a for loop goes through, as a list. */
    value (*items)(template_call *call, template_object *object);
    /* Number of items; negative when it has none to count. */
    int64_t (*length)(template_object *object);
    /* x(…); call->args as they were given, call->named too. */
    value (*call)(template_call *call, template_object *object);
    /* {{ x }} */
    void (*print)(template_object *object, buf *out);
    /* {% if x %}; NULL: by length, else true. */
    bool (*is_true)(template_object *object);
};

static inline value template_object_value(template_object *object) {
    return (value){.kind = VALUE_OBJECT, .as.object = object};
}

/* --- Templates in a folder --- */

/*
 * A loader that reads `folder`/name; a name that would leave the folder is not found. The context
 * lives in the arena. For `swage render` the folder is the one the template stands in.
 */
template_loader template_folder_loader(arena *memory, str folder);

#endif
