/*
 * Renders templates for the tests of the engine: a file of cases in, their outputs out.
 *
 *     template_driver CASES.json
 *
 * CASES.json is a list of {templates: {name: text}, main, context, trim, lstrip, keep}. For each
 * case a line `ok LENGTH`, the output and a line feed, or a line `error CODE NAME:LINE:COLUMN
 * MESSAGE` with the notes behind it, each on a line that begins with `note `; then a line `end`.
 */
#include "source/source.h"
#include "template/template.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct texts {
    arena *memory;
    const node *templates;
} texts;

static const source_file *load(void *context, str name) {
    texts *t = context;
    const node *text = node_get(t->templates, name);
    return text ? source_from_text(t->memory, str_dup(t->memory, name), node_text(text)) : NULL;
}

static void places(void *context, str name, value list) {
    (void)context, (void)name;
    value_append(list, value_str(STR("the case")));
}

static bool flag(const node *c, str key) {
    const node *n = node_get(c, key);
    return n && n->boolean;
}

static void print_place(span at) {
    str path = at.file ? at.file->path : STR("");
    printf("%.*s:%u:%u", STR_ARG(path), at.line, at.column);
}

static void print_errors(const diagnostics *d) {
    for (const diagnostic *each = d->first; each; each = each->next) {
        printf("error %s ", diag_code_text(each->code));
        print_place(each->at);
        printf(" %.*s\n", STR_ARG(each->message));
        for (const diag_note *note = each->notes; note; note = note->next) {
            printf("note ");
            if (note->at.line) {
                print_place(note->at);
                printf(" ");
            }
            printf("%.*s\n", STR_ARG(note->message));
        }
    }
}

static int64_t number(const node *c, str key) {
    int64_t n = 0;
    const node *option = node_get(c, key);
    return option && node_int64(option, &n) ? n : 0;
}

static void run_case(const node *c) {
    arena memory = {0};
    diagnostics d;
    diag_init(&d, &memory);
    texts t = {&memory, node_get(c, STR("templates"))};
    template_options options = {.trim_blocks = flag(c, STR("trim")),
                                .lstrip_blocks = flag(c, STR("lstrip")),
                                .keep_trailing_newline = flag(c, STR("keep")),
                                .max_steps = (uint64_t)number(c, STR("max_steps")),
                                .max_output = (size_t)number(c, STR("max_output"))};
    template_env *env = template_env_new(&memory, &d, (template_loader){load, places, &t}, options);
    value context = node_to_value(&memory, node_get(c, STR("context")));
    template *main_template = template_load(env, node_text(node_get(c, STR("main"))), (span){0});
    buf out = {0};
    if (main_template && template_render(main_template, context, &out)) {
        printf("ok %zu\n", out.len);
        fwrite(out.ptr ? out.ptr : "", 1, out.len, stdout);
        printf("\n");
    } else {
        print_errors(&d);
    }
    printf("end\n");
    buf_free(&out);
    template_env_free(env);
    arena_free(&memory);
}

int main(int argc, char **argv) {
    arena memory = {0};
    diagnostics d;
    diag_init(&d, &memory);
    if (argc != 2)
        return 2;
    const source_file *file = source_read(&memory, &d, str_from(argv[1]), (span){0});
    const node *cases = file ? source_parse(&memory, &d, file) : NULL;
    if (!cases || cases->kind != NODE_LIST) {
        print_errors(&d);
        return 2;
    }
    for (uint32_t i = 0; i < cases->count; i++)
        run_case(cases->as.items[i]);
    arena_free(&memory);
    return 0;
}
