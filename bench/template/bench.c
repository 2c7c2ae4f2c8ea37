/*
 * How fast templates are rendered: MB of output a second, as one JSON object a line.
 *
 *     bench_template CONTEXT.json TEMPLATE...
 *
 * Each template is rendered with the same context until a second has passed; the fastest round
 * counts. compare.py runs Jinja2 on the same files and prints the ratio.
 */
#include "base/map.h"
#include "source/source.h"
#include "template/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Equal keys become the same text, as in the contexts that are made by the generator itself. */
static void share_keys(map *known, value v) {
    if (v.kind == VALUE_LIST)
        for (uint32_t i = 0; i < v.as.list->count; i++)
            share_keys(known, v.as.list->items[i]);
    if (v.kind != VALUE_DICT)
        return;
    for (uint32_t i = 0; i < v.as.dict->count; i++) {
        value_member *member = &v.as.dict->members[i];
        const char *text = map_get(known, value_text(member->key));
        if (text)
            member->key.as.text = text;
        else
            map_put(known, value_text(member->key), (void *)(uintptr_t)member->key.as.text);
        share_keys(known, member->item);
    }
}

static str folder_of(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end ? end - 1 : 0);
}

static str name_of(str path) {
    str folder = folder_of(path);
    return str_slice(path, folder.len ? folder.len + 1 : 0, path.len);
}

static bool run(arena *memory, diagnostics *d, value context, str path, const char *save) {
    template_options options = {.trim_blocks = true, .lstrip_blocks = true};
    template_env *env =
        template_env_new(memory, d, template_folder_loader(memory, folder_of(path)), options);
    template *t = template_load(env, name_of(path), (span){0});
    buf out = {0};
    double best = 1e9, begin = now();
    for (int round = 0; t && (round < 3 || now() - begin < 1.0); round++) {
        double start = now();
        out.len = 0;
        if (!template_render(t, context, &out))
            return false;
        double took = now() - start;
        best = took < best ? took : best;
    }
    if (!t)
        return false;
    printf("{\"template\": \"%.*s\", \"bytes\": %zu, \"seconds\": %.9f, \"mb_per_s\": %.1f}\n",
           STR_ARG(name_of(path)), out.len, best, (double)out.len / best / 1e6);
    if (save) {
        FILE *file = fopen(save, "wb");
        if (file) {
            fwrite(out.ptr, 1, out.len, file);
            fclose(file);
        }
    }
    buf_free(&out);
    template_env_free(env);
    return true;
}

int main(int argc, char **argv) {
    arena memory = {0};
    diagnostics d;
    diag_init(&d, &memory);
    if (argc < 3)
        return 2;
    const source_file *file = source_read(&memory, &d, str_from(argv[1]), (span){0});
    const node *tree = file ? source_parse(&memory, &d, file) : NULL;
    bool done = tree != NULL;
    value context = done ? node_to_value(&memory, tree) : value_null();
    share_keys(map_new(&memory), context);
    for (int i = 2; i < argc && done; i++)
        done = run(&memory, &d, context, str_from(argv[i]), getenv("BENCH_SAVE"));
    for (const diagnostic *each = d.first; each; each = each->next)
        fprintf(stderr, "%u:%u: %.*s\n", each->at.line, each->at.column, STR_ARG(each->message));
    arena_free(&memory);
    return !done;
}
