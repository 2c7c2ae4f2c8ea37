/*
 * Renders the built-in templates over a spec, as often as it is told; compare.py runs it next to
 * Jinja2.
 *
 *     bench_template SPEC TARGET CONTEXT.json OUTPUT
 *
 * First it writes what the templates see and which files they make to CONTEXT.json, and what they
 * give to OUTPUT: path, NUL, content, NUL, file by file. Then for each line on stdin that is a
 * number it renders all files that often, into memory, and prints {"bytes": …, "seconds": …}, the
 * seconds of processor time of one of these renderings. The spec is read, and the context made,
 * only once: what is timed is the templates.
 */
#include "analyze/analyze.h"
#include "base/map.h"
#include "render/language.h"
#include "render/render.h"
#include "spec/spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* --- the context as JSON: each list and dict once, so that cycles and what is shared stay --- */

typedef struct graph {
    arena *memory;
    map *numbers; /* of lists and dicts, their numbers from 1, by address */
    value nodes;
} graph;

static value reference(graph *g, size_t number) {
    value dict = value_new_dict(g->memory);
    value_add(dict, STR("#"), value_int((int64_t)number - 1));
    return dict;
}

static value flatten(graph *g, value v) {
    if (v.kind != VALUE_LIST && v.kind != VALUE_DICT)
        return v;
    void **address = ARENA_NEW(g->memory, void *);
    *address = v.as.object;
    const str key = {(const char *)address, sizeof *address};
    size_t number = (size_t)map_get(g->numbers, key);
    if (number)
        return reference(g, number);
    value parts = value_new_list(g->memory), entry = value_new_dict(g->memory);
    value_add(entry, v.kind == VALUE_LIST ? STR("list") : STR("dict"), parts);
    value_append(g->nodes, entry);
    number = g->nodes.as.list->count;
    map_put(g->numbers, key, (void *)number);
    for (uint32_t i = 0; v.kind == VALUE_LIST && i < v.as.list->count; i++)
        value_append(parts, flatten(g, v.as.list->items[i]));
    for (uint32_t i = 0; v.kind == VALUE_DICT && i < v.as.dict->count; i++) {
        value_append(parts, v.as.dict->shape->keys[i]);
        value_append(parts, flatten(g, v.as.dict->items[i]));
    }
    return reference(g, number);
}

static value outputs_of(arena *a, const language *lang) {
    value list = value_new_list(a);
    for (size_t i = 0; i < lang->output_count; i++) {
        const language_output *output = &lang->outputs[i];
        if (output->layout == LANGUAGE_SINGLE)
            continue;
        value dict = value_new_dict(a);
        value_add(dict, STR("template"), value_str(output->template_name));
        value_add(dict, STR("path"), value_str(node_text(output->path)));
        value_add(dict, STR("per_type"), value_bool(output->per == LANGUAGE_PER_TYPE));
        value_append(list, dict);
    }
    return list;
}

static bool write_file(const char *path, str text) {
    FILE *file = fopen(path, "wb");
    bool done = file && fwrite(text.ptr, 1, text.len, file) == text.len;
    if (file && fclose(file) != 0)
        done = false;
    if (!done)
        perror(path);
    return done;
}

static bool write_context(const render_request *request, const rendering *r, const char *path) {
    arena memory = {0};
    graph g = {&memory, map_new(&memory), value_new_list(&memory)};
    const language *lang =
        language_load(&memory, request->diags, request->files, request->target, (span){0});
    value all = value_new_dict(&memory);
    value_add(all, STR("root"), flatten(&g, render_context(r)));
    value_add(all, STR("nodes"), g.nodes);
    value_add(all, STR("outputs"), outputs_of(&memory, lang));
    buf json = {0};
    value_write_json(&json, all, 0);
    bool done = write_file(path, buf_str(&json));
    buf_free(&json);
    arena_free(&memory);
    return done;
}

/* --- rendering --- */

/* Where the files go that are looked at. */
static bool keep_file(void *user, str path, str content, span cause) {
    buf *all = user;
    (void)cause;
    buf_add_str(all, path);
    buf_add_char(all, '\0');
    buf_add_str(all, content);
    buf_add_char(all, '\0');
    return true;
}

/* Where they go that are timed: each is in memory when it is done, and more is not asked for. */
static bool count_file(void *user, str path, str content, span cause) {
    size_t *bytes = user;
    (void)path;
    (void)cause;
    *bytes += content.len;
    return true;
}

static bool write_output(rendering *r, const char *path) {
    buf all = {0};
    bool done = render_files(r, keep_file, &all) && write_file(path, buf_str(&all));
    buf_free(&all);
    return done;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool time_rounds(rendering *r) {
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        long rounds = strtol(line, NULL, 10);
        size_t bytes = 0;
        double start = now();
        for (long i = 0; i < rounds; i++)
            if (!render_files(r, count_file, &bytes))
                return false;
        double seconds = (now() - start) / (double)(rounds ? rounds : 1);
        printf("{\"bytes\": %zu, \"seconds\": %.9f}\n", bytes / (size_t)(rounds ? rounds : 1),
               seconds);
        fflush(stdout);
    }
    return true;
}

static bool run(arena *memory, diagnostics *d, char **arguments) {
    model_package *package = spec_load(memory, d, str_from(arguments[1]));
    if (!package)
        return false;
    analyze_package(memory, d, package);
    render_request request = {.diags = d,
                              .files = library_new(memory, d, STR("")),
                              .package = package,
                              .package_name = render_package_name(memory, package, STR("")),
                              .target = str_from(arguments[2]),
                              .layout = RENDER_PER_MODEL};
    rendering *r = d->errors ? NULL : render_begin(&request);
    if (!r)
        return false;
    bool done =
        write_context(&request, r, arguments[3]) && write_output(r, arguments[4]) && time_rounds(r);
    render_end(r);
    return done;
}

int main(int argc, char **argv) {
    arena memory = {0};
    diagnostics d;
    diag_init(&d, &memory);
    if (argc != 5) {
        fprintf(stderr, "usage: bench_template SPEC TARGET CONTEXT.json OUTPUT\n");
        return 2;
    }
    bool done = run(&memory, &d, argv);
    for (const diagnostic *each = d.first; each && !done; each = each->next)
        fprintf(stderr, "%u:%u: %.*s\n", each->at.line, each->at.column, STR_ARG(each->message));
    arena_free(&memory);
    return !done;
}
