/* Settings of targets; see settings.h. */
#include "cli/settings.h"

#include "source/source.h"

static void add(command_run *r, job *j, render_setting setting) {
    render_setting *all = ARENA_ARRAY(r->memory, j->setting_count + 1, render_setting);
    for (size_t i = 0; i < j->setting_count; i++) {
        all[i] = j->settings[i];
        if (str_eq(all[i].target, setting.target) && str_eq(all[i].name, setting.name))
            return;
    }
    all[j->setting_count++] = setting;
    j->settings = all;
}

/* TARGET.NAME=VALUE, the value being a YAML scalar. */
static void take_argument(command_run *r, job *j, str text) {
    size_t equal = str_find_char(text, 0, '='), dot = str_find_char(text, 0, '.');
    if (equal == text.len || dot == 0 || dot + 1 >= equal) {
        command_usage(r, "--set wants TARGET.NAME=VALUE, not `%.*s`", STR_ARG(text));
        return;
    }
    str item = str_slice(text, equal + 1, text.len);
    const source_file *file = source_from_text(r->memory, STR("--set"), item);
    const node *n = source_parse(r->memory, r->diags, file);
    if (n)
        add(r, j,
            (render_setting){str_slice(text, 0, dot), str_slice(text, dot + 1, equal),
                             node_to_value(r->memory, n), (span){0}});
}

void settings_take_arguments(command_run *r, job *j) {
    size_t count;
    const str *items = options_split(r->memory, r->options->value[OPTION_SET], &count);
    if (r->options->given[OPTION_SET] && count == 0)
        command_usage(r, "--set wants an argument: %s", option_rows[OPTION_SET].argument);
    for (size_t i = 0; i < count; i++)
        take_argument(r, j, items[i]);
}

void settings_take_project(command_run *r, job *j, const node *n) {
    for (uint32_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        const node *target = n->as.members[i].key, *own = n->as.members[i].item;
        if (own->kind != NODE_MAP)
            diag_report(r->diags, CODE_WRONG_TYPE, own->at, "expected a mapping, got %s",
                        node_kind_name(own));
        for (uint32_t k = 0; own->kind == NODE_MAP && k < own->count; k++)
            add(r, j,
                (render_setting){node_text(target), node_text(own->as.members[k].key),
                                 node_to_value(r->memory, own->as.members[k].item),
                                 own->as.members[k].key->at});
    }
    if (n->kind != NODE_MAP)
        diag_report(r->diags, CODE_WRONG_TYPE, n->at, "expected a mapping, got %s",
                    node_kind_name(n));
}

void settings_check_targets(command_run *r, const job *j) {
    for (size_t i = 0; i < j->setting_count; i++) {
        const render_setting *s = &j->settings[i];
        size_t k = 0;
        while (k < j->target_count && !str_eq(j->targets[k], s->target))
            k++;
        if (k < j->target_count || s->at.file)
            continue; /* swage.yaml may have settings of targets that this run leaves out */
        diagnostic *found =
            diag_report(r->diags, CODE_USAGE, s->at, "--set: the target `%.*s` is not generated",
                        STR_ARG(s->target));
        diag_suggest(r->diags, found, s->target, j->targets, j->target_count);
    }
}
