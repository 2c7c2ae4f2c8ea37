/* The command templates: what is built in, listed or written out for own templates. */
#include "base/folder.h"
#include "cli/command.h"
#include "output/output.h"
#include "render/library.h"

static void list(command_run *r, library *l) {
    size_t count, path_count;
    const str *targets = library_targets(l, &count);
    const str *paths = library_paths(l, &path_count);
    for (size_t i = 0; i < count; i++) {
        buf_add_str(&r->out, targets[i]);
        buf_add_char(&r->out, '\n');
    }
    if (!r->options->given[OPTION_VERBOSE])
        return;
    for (size_t i = 0; i < path_count; i++)
        buf_format(&r->out, "  %.*s\n", STR_ARG(paths[i]));
}

/* Whether the folder of a path was asked for; all are, when no target is named. */
static bool is_wanted(command_run *r, str path) {
    str folder = str_slice(path, 0, str_find_char(path, 0, '/'));
    for (size_t i = 1; i < r->options->operand_count; i++)
        if (str_eq(folder, r->options->operands[i]))
            return true;
    return r->options->operand_count == 1;
}

static void check_targets(command_run *r, library *l) {
    size_t count;
    const str *targets = library_targets(l, &count);
    for (size_t i = 1; i < r->options->operand_count; i++) {
        str wanted = r->options->operands[i];
        size_t k = 0;
        while (k < count && !str_eq(targets[k], wanted))
            k++;
        if (k < count)
            continue;
        diagnostic *found = diag_report(r->diags, CODE_UNKNOWN_TARGET, (span){0},
                                        "there is no target `%.*s`", STR_ARG(wanted));
        diag_suggest(r->diags, found, wanted, targets, count);
    }
}

static void export_to(command_run *r, library *l, str folder) {
    size_t count;
    const str *paths = library_paths(l, &count);
    output_counts counts = {0};
    for (size_t i = 0; i < count; i++) {
        const source_file *file = is_wanted(r, paths[i]) ? library_find(l, paths[i]) : NULL;
        if (file && !output_single(r->memory, r->diags, folder_join(r->memory, folder, paths[i]),
                                   file->text, r->options->given[OPTION_FORCE], &counts))
            return;
    }
    if (!r->options->given[OPTION_QUIET])
        buf_format(&r->notes, "%zu written, %zu unchanged in %.*s\n", counts.written,
                   counts.unchanged, STR_ARG(folder));
}

int command_templates(command_run *r) {
    const options *o = r->options;
    library *l = library_new(r->memory, r->diags, o->value[OPTION_TEMPLATES]);
    str what = o->operand_count ? o->operands[0] : STR("");
    if (str_eq(what, STR("list")) && o->operand_count == 1) {
        list(r, l);
        return CLI_DONE;
    }
    if (!str_eq(what, STR("export"))) {
        command_usage(r, "templates takes `list`, or `export` and targets");
        return CLI_ERROR;
    }
    check_targets(r, l);
    if (r->diags->errors)
        return CLI_ERROR;
    export_to(r, l, o->given[OPTION_OUTPUT] ? o->value[OPTION_OUTPUT] : STR("templates"));
    return CLI_DONE;
}
