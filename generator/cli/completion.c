/* The command completion: templates/completion/<shell>.j2 over the tables of commands and options.
 */
#include "cli/command.h"
#include "render/library.h"
#include "template/template.h"

static value option_data(arena *a, command_id command, option_id id) {
    const option_row *row = &option_rows[id];
    value data = value_new_dict(a);
    value_put(data, STR("name"), value_str(str_from(row->name)));
    value_put(data, STR("argument"), value_str(str_from(row->argument)));
    value_put(data, STR("help"), value_str(str_from(option_help(command, id))));
    return data;
}

static value command_data(arena *a, command_id command) {
    const command_row *row = &command_rows[command];
    value data = value_new_dict(a), list = value_new_list(a);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_rows[i].commands & (row->options | FOR_ALL))
            value_append(list, option_data(a, command, (option_id)i));
    value_put(data, STR("name"), value_str(str_from(row->name)));
    value_put(data, STR("help"), value_str(str_from(row->help)));
    value_put(data, STR("options"), list);
    return data;
}

static const source_file *load(void *context, str name) {
    return library_find(context, name);
}

int command_completion(command_run *r) {
    str shell = r->options->operand_count == 1 ? r->options->operands[0] : STR("");
    if (!str_eq(shell, STR("bash")) && !str_eq(shell, STR("zsh")) && !str_eq(shell, STR("fish"))) {
        command_usage(r, "completion takes `bash`, `zsh` or `fish`");
        return CLI_ERROR;
    }
    value context = value_new_dict(r->memory), commands = value_new_list(r->memory);
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (command_rows[i].stands)
            value_append(commands, command_data(r->memory, (command_id)i));
    value_put(context, STR("commands"), commands);
    template_loader loader = {load, NULL, library_new(r->memory, r->diags, STR(""))};
    template_options keep = {.keep_trailing_newline = true};
    template_env *env = template_env_new(r->memory, r->diags, loader, keep);
    str name = str_format(r->memory, "completion/%.*s.j2", STR_ARG(shell));
    template *page = template_load(env, name, (span){0});
    bool fine = page && template_render(page, context, &r->out);
    template_env_free(env);
    return fine ? CLI_DONE : CLI_ERROR;
}
