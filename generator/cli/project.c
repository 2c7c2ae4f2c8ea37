/*
 * swage.yaml: what to generate when no spec is given on the command line.
 *
 *     specs: [api.yaml, events.yaml]        # or one: spec
 *     targets: [c, markdown]
 *     output: generated
 *     prefix: shop
 *     layout: per-model
 *     templates: my-templates
 *     settings: {c: {code: fast}}
 *
 * Paths are relative to the file's folder. Arguments win over it.
 */
#include "base/folder.h"
#include "cli/settings.h"
#include "source/source.h"

#include <stdlib.h>
#include <unistd.h>

enum { LEVELS_UP = 64 };

static const str keys[] = {STR_INIT("specs"),     STR_INIT("spec"),    STR_INIT("targets"),
                           STR_INIT("output"),    STR_INIT("prefix"),  STR_INIT("layout"),
                           STR_INIT("templates"), STR_INIT("settings")};

typedef struct project {
    command_run *run;
    str folder; /* of the file, relative to the working folder; empty when it is that */
    const node *root;
} project;

static bool is_root(str up) {
    char *real = realpath(up.len ? up.ptr : ".", NULL);
    bool root = real && real[0] == '/' && real[1] == '\0';
    free(real);
    return root;
}

/* Looks here and in the folders above, as "../../swage.yaml". */
static bool find(arena *a, str *folder) {
    str up = STR("");
    for (int i = 0; i < LEVELS_UP; i++) {
        if (folder_has_file(folder_join(a, up, STR("swage.yaml")))) {
            *folder = up;
            return true;
        }
        if (is_root(up))
            return false;
        up = folder_join(a, up, STR(".."));
    }
    return false;
}

static void wrong_type(project *p, const node *n, const char *wanted) {
    diag_report(p->run->diags, CODE_WRONG_TYPE, n->at, "expected %s, got %s", wanted,
                node_kind_name(n));
}

static str text_of(project *p, str key) {
    const node *n = node_get(p->root, key);
    if (n && (n->kind != NODE_STRING || n->as.text.len == 0))
        wrong_type(p, n, "a text");
    return n && n->kind == NODE_STRING ? n->as.text : STR("");
}

static str path_of(project *p, str path) {
    bool plain = path.len == 0 || path.ptr[0] == '/' || p->folder.len == 0;
    return plain ? path : folder_join(p->run->memory, p->folder, path);
}

/* A list of texts, or one text. */
static str *list_of(project *p, const node *n, size_t *count) {
    *count = 0;
    size_t most = n && n->kind == NODE_LIST ? n->count : 1;
    str *items = ARENA_ARRAY(p->run->memory, most, str);
    for (size_t i = 0; n && i < most; i++) {
        const node *item = n->kind == NODE_LIST ? n->as.items[i] : n;
        if (item->kind == NODE_STRING && item->as.text.len)
            items[(*count)++] = item->as.text;
        else
            wrong_type(p, item, "a text");
    }
    return items;
}

static void check_keys(project *p) {
    for (uint32_t i = 0; i < p->root->count; i++) {
        const node *key = p->root->as.members[i].key;
        size_t k = 0, count = sizeof keys / sizeof *keys;
        while (k < count && !str_eq(node_text(key), keys[k]))
            k++;
        if (k < count)
            continue;
        diagnostic *found = diag_report(p->run->diags, CODE_UNKNOWN_KEY, key->at,
                                        "swage.yaml has no key `%.*s`", STR_ARG(node_text(key)));
        diag_suggest(p->run->diags, found, node_text(key), keys, count);
    }
}

static void take_specs(project *p, job *j) {
    const node *n = node_get(p->root, STR("specs"));
    str *specs = list_of(p, n ? n : node_get(p->root, STR("spec")), &j->spec_count);
    for (size_t i = 0; i < j->spec_count; i++)
        specs[i] = path_of(p, specs[i]);
    j->specs = specs;
    if (j->spec_count == 0 && p->run->diags->errors == 0)
        diag_report(p->run->diags, CODE_MISSING_KEY, p->root->at,
                    "swage.yaml names no spec: add `specs: [FILE, ...]`");
}

static void take_layout(project *p, job *j) {
    str layout = text_of(p, STR("layout"));
    if (p->run->options->given[OPTION_LAYOUT])
        return;
    if (layout.len && !str_eq(layout, STR("per-model")) && !str_eq(layout, STR("single")))
        diag_report(p->run->diags, CODE_BAD_VALUE, node_get(p->root, STR("layout"))->at,
                    "layout is `per-model` or `single`, not `%.*s`", STR_ARG(layout));
    j->single = str_eq(layout, STR("single"));
}

static void take_rest(project *p, job *j) {
    str folder = path_of(p, text_of(p, STR("output"))), prefix = text_of(p, STR("prefix"));
    str templates = path_of(p, text_of(p, STR("templates")));
    if (j->folder.len == 0)
        j->folder = folder.len ? folder : path_of(p, STR("generated"));
    if (j->prefix.len == 0)
        j->prefix = prefix;
    if (j->templates.len == 0)
        j->templates = templates;
    const node *targets = node_get(p->root, STR("targets"));
    if (j->target_count == 0 && targets) {
        j->targets = list_of(p, targets, &j->target_count);
        j->targets_at = targets->at;
    }
    const node *settings = node_get(p->root, STR("settings"));
    if (settings)
        settings_take_project(p->run, j, settings);
    take_layout(p, j);
}

bool project_read(command_run *r, job *j) {
    project p = {.run = r};
    if (!find(r->memory, &p.folder))
        return false;
    str path = folder_join(r->memory, p.folder, STR("swage.yaml"));
    const source_file *file = source_read(r->memory, r->diags, path, (span){0});
    p.root = file ? source_parse(r->memory, r->diags, file) : NULL;
    if (!p.root)
        return false;
    if (p.root->kind != NODE_MAP) {
        wrong_type(&p, p.root, "a mapping");
        return false;
    }
    check_keys(&p);
    take_specs(&p, j);
    take_rest(&p, j);
    return r->diags->errors == 0;
}
