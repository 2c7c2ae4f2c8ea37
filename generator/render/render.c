/* Rendering; see render.h. One environment and one context a target, one file after the other. */
#include "render/render.h"

#include "base/map.h"
#include "base/memory.h"
#include "render/context.h"
#include "render/context_sample.h"
#include "render/filters.h"
#include "render/identifier.h"

#include <assert.h>
#include <stdlib.h>

struct render_memo {
    arena memory;
    context context; /* of the last target; names_from is empty when there is none */
};

render_memo *render_memo_new(arena *a) {
    return ARENA_NEW(a, render_memo);
}

void render_memo_free(render_memo *memo) {
    arena_free(&memo->memory);
    *memo = (render_memo){0};
}

struct rendering {
    render_request request;
    arena memory; /* of this target alone: freed at its end */
    const language *lang;
    template_env *env;
    snippet_set *snippets;
    value context;   /* the root of the context; its own, as it changes from file to file */
    value declared;  /* of the context: all definitions, those that are not rendered, too */
    map *by_name;    /* definitions, once they were asked for */
    buf content;     /* of the file that is made */
    span at;         /* of the definition that it is made for; line 0: of none */
    const map *only; /* names of definitions to render; NULL for all */
    render_emit *emit;
    void *user;
};

static const source_file *load_template(void *files, str name) {
    return library_find(files, name);
}

static void template_places(void *files, str name, value list) {
    (void)files;
    (void)name;
    value_append(list, value_str(STR("the folder of --templates")));
    value_append(list, value_str(STR("the built-in templates")));
}

static value copy_of(arena *a, value dict) {
    value copy = value_new_dict(a);
    for (uint32_t i = 0; i < dict.as.dict->count; i++)
        value_put_key(copy, dict.as.dict->shape->keys[i], dict.as.dict->items[i]);
    return copy;
}

/* The context for the target: the memo's, where it has the names of the same language. */
static bool make_context(rendering *r, context *c, arena *memory) {
    bool same = c->names_from.len && str_eq(c->names_from, r->lang->names_from);
    bool ok = same ? context_adapt(c, &r->request, r->lang, r->snippets)
                   : context_build(c, memory, &r->request, r->lang, r->snippets);
    if (!ok) {
        c->names_from = STR("");
        return false;
    }
    r->context = copy_of(&r->memory, c->root);
    r->declared = value_get(c->root, STR("declared"));
    /* Seen by imported templates, too. */
    template_add_global(r->env, "settings", value_get(r->context, STR("settings")));
    return true;
}

/* `warn(text)`: what the languages' pages can't say as it is. */
static value warn(template_call *call) {
    rendering *r = call->user_data;
    str text;
    if (!template_text_argument(call, 0, &text))
        return template_fail(call, CODE_TEMPLATE_TYPE, "`warn` takes text");
    str name = r->lang->name;
    str key = str_format(call->memory, "%.*s %.*s", STR_ARG(name), STR_ARG(text));
    diag_count(r->request.diags, CODE_TEXT, key, r->at, "%.*s: %.*s", STR_ARG(name), STR_ARG(text));
    return value_null();
}

static const model_definition *definition_named(rendering *r, str name) {
    const model_package *package = r->request.package;
    if (!r->by_name) {
        r->by_name = map_new(&r->memory);
        for (size_t i = 0; i < package->count; i++)
            map_put(r->by_name, package->definitions[i]->name, package->definitions[i]);
    }
    return map_get(r->by_name, name);
}

/* `sample(type)`: a value of a definition. */
static value sample(template_call *call) {
    rendering *r = call->user_data;
    const value type = call->args[0];
    if (!context_is_definition(type))
        return template_fail(call, CODE_TEMPLATE_TYPE, "`sample` takes a definition");
    const value texts = value_get(value_get(r->context, STR("settings")), STR("samples"));
    const model_definition *d = definition_named(r, value_text(value_get(type, STR("name"))));
    return context_sample(call->memory, d, r->declared, texts);
}

/* All but the files; false when there were errors. */
static bool set_up(rendering *r) {
    const render_request *request = &r->request;
    const size_t errors = request->diags->errors;
    context own = {0};
    arena *memory = request->memo ? &request->memo->memory : &r->memory;
    r->lang =
        language_load(memory, request->diags, request->files, request->target, request->target_at);
    if (!r->lang)
        return false;
    template_loader loader = {load_template, template_places, request->files};
    template_options options = {.trim_blocks = r->lang->trim_blocks,
                                .lstrip_blocks = r->lang->lstrip_blocks,
                                .keep_trailing_newline = true};
    r->env = template_env_new(&r->memory, request->diags, loader, options);
    filters_add(&r->memory, r->env, r->lang);
    template_add_function(r->env, "warn", warn, "text", r);
    template_add_function(r->env, "sample", sample, "type", r);
    r->snippets = snippets_new(memory, r->env);
    bool made = make_context(r, request->memo ? &request->memo->context : &own, memory);
    /* With names or settings that are refused, errors of templates would only be their echo. */
    return made && request->diags->errors == errors;
}

/* --- --only: the named definitions, and all that they need --- */

static void mark(map *marked, const model_definition *d);

static void mark_type(map *marked, const model_type *type) {
    for (; type; type = type->element)
        if (type->definition)
            mark(marked, type->definition);
}

static void mark(map *marked, const model_definition *d) {
    if (map_get(marked, d->name))
        return;
    map_put(marked, d->name, (void *)(uintptr_t)d);
    for (size_t i = 0; i < d->field_count; i++)
        mark_type(marked, d->fields[i].type);
    mark_type(marked, d->additional);
    for (size_t i = 0; i < d->alternative_count; i++)
        mark_type(marked, d->alternatives[i].type);
}

static const map *marked_definitions(rendering *r) {
    const render_request *request = &r->request;
    map *marked = map_new(&r->memory);
    for (size_t i = 0; i < request->only_count; i++) {
        const model_definition *d = definition_named(r, request->only[i]);
        assert(d);
        mark(marked, d);
    }
    return marked;
}

/* Leaves in the context's lists only what is marked. */
static void restrict_list(rendering *r, str key) {
    value all = value_get(r->context, key), kept = value_new_list(&r->memory);
    for (uint32_t i = 0; i < all.as.list->count; i++) {
        value name = value_get(all.as.list->items[i], STR("name"));
        if (map_get(r->only, value_text(name)))
            value_append(kept, all.as.list->items[i]);
    }
    value_put(r->context, key, kept);
}

/* --- files --- */

static bool render_file(rendering *r, const language_output *output, span cause) {
    str path;
    template *t = template_load(r->env, output->template_name, output->at);
    if (!t || !snippet_text(r->snippets, output->path, r->context, &path))
        return false;
    r->content.len = 0;
    return template_render(t, r->context, &r->content) &&
           r->emit(r->user, path, buf_str(&r->content), cause);
}

static bool render_types(rendering *r, const language_output *output) {
    const model_package *package = r->request.package;
    value all = value_get(r->context, STR("types"));
    uint32_t next = 0;
    for (size_t i = 0; i < package->count; i++) {
        const model_definition *d = package->definitions[i];
        if (r->only && !map_get(r->only, d->name))
            continue;
        const uint32_t at = next++; /* `types` has them in this order */
        assert(at < all.as.list->count);
        value_prefetch(all.as.list, at);
        if (!(output->kinds & 1u << d->kind))
            continue;
        value_put(r->context, STR("type"), all.as.list->items[at]);
        r->at = d->at;
        if (!render_file(r, output, d->at))
            return false;
    }
    value_put(r->context, STR("type"), value_null());
    r->at = (span){0};
    return true;
}

static bool is_wanted(const rendering *r, const language_output *output) {
    if (output->layout == LANGUAGE_ANY_LAYOUT)
        return true;
    return (output->layout == LANGUAGE_SINGLE) == (r->request.layout == RENDER_SINGLE);
}

/*
 * With --only, what stands for the package as a whole (an index, a header of all) stays as it is:
 * it would lose all that was not chosen. Where nothing is made by type, it is what was asked for.
 */
static bool is_left_out(const rendering *r, const language_output *output) {
    if (!r->only || output->per == LANGUAGE_PER_TYPE)
        return false;
    for (size_t i = 0; i < r->lang->output_count; i++)
        if (r->lang->outputs[i].per == LANGUAGE_PER_TYPE && is_wanted(r, &r->lang->outputs[i]))
            return true;
    return false;
}

static bool render_outputs(rendering *r) {
    for (size_t i = 0; i < r->lang->output_count; i++) {
        const language_output *output = &r->lang->outputs[i];
        if (!is_wanted(r, output) || is_left_out(r, output))
            continue;
        bool ok = output->per == LANGUAGE_PER_TYPE ? render_types(r, output)
                                                   : render_file(r, output, (span){0});
        if (!ok)
            return false;
    }
    return true;
}

/* --- the ways in --- */

rendering *render_begin(const render_request *request) {
    rendering *r = mem_alloc_zeroed(sizeof *r);
    r->request = *request;
    if (!set_up(r)) {
        render_end(r);
        return NULL;
    }
    if (request->only_count) {
        r->only = marked_definitions(r);
        restrict_list(r, STR("types"));
        restrict_list(r, STR("declared"));
    }
    return r;
}

bool render_files(rendering *r, render_emit *emit, void *user) {
    r->emit = emit;
    r->user = user;
    return render_outputs(r);
}

value render_context(const rendering *r) {
    return r->context;
}

void render_end(rendering *r) {
    if (r->snippets)
        snippets_free(r->snippets);
    if (r->env)
        template_env_free(r->env);
    buf_free(&r->content);
    arena_free(&r->memory);
    free(r);
}

bool render_package(const render_request *request, render_emit *emit, void *user) {
    size_t errors = request->diags->errors;
    rendering *r = render_begin(request);
    bool ok = r && render_files(r, emit, user);
    if (r)
        render_end(r);
    return ok && request->diags->errors == errors;
}

bool render_dump_context(const render_request *request, buf *out) {
    rendering *r = render_begin(request);
    if (!r)
        return false;
    context_write_json(out, r->context);
    render_end(r);
    return true;
}

str render_package_name(arena *a, const model_package *package, str prefix) {
    str name = package->name.len ? package->name : prefix.len ? prefix : package->title;
    return identifier_valid(a, identifier_make(a, name, IDENTIFIER_SNAKE), STR("api"));
}
