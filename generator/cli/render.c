/* The command render: one template with plain data, for template authors and for tests. */
#include "base/folder.h"
#include "cli/command.h"
#include "output/disk.h"
#include "source/data.h"
#include "template/template.h"

/* The data that the template sees: a mapping of a YAML or JSON file, or nothing. */
static bool read_context(command_run *r, value *context) {
    *context = value_new_dict(r->memory);
    if (r->options->operand_count < 2)
        return true;
    const source_file *file = source_read(r->memory, r->diags, r->options->operands[1], (span){0});
    value data;
    if (!file || !data_read(r->memory, r->diags, file, &data))
        return false;
    if (data.kind == VALUE_DICT)
        *context = data;
    if (data.kind == VALUE_DICT || data.kind == VALUE_NULL)
        return true;
    diag_report(r->diags, CODE_WRONG_TYPE, (span){file, 1, 1, 1, 1},
                "the data of a template is a mapping, and this is a %s",
                data.kind == VALUE_LIST ? "list" : "single value");
    return false;
}

/* The folder of a path (empty when it names none) and the name in it. */
static str split_folder(str path, str *name) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    *name = str_slice(path, end, path.len);
    return end == 0 ? STR("") : str_slice(path, 0, end > 1 ? end - 1 : 1);
}

static bool render(command_run *r, value context) {
    str path = r->options->operands[0], name;
    str folder = split_folder(path, &name);
    template_loader loader = template_folder_loader(r->memory, folder);
    template_env *env = template_env_new(r->memory, r->diags, loader, (template_options){0});
    template *page = NULL;
    if (str_eq(path, STR("-"))) {
        const source_file *file = source_read(r->memory, r->diags, path, (span){0});
        span start = {file, 1, 1, 1, 1};
        page = file ? template_compile(env, path, file->text, start) : NULL;
    } else {
        page = template_load(env, name, (span){0});
    }
    bool fine = page && template_render(page, context, &r->out);
    template_env_free(env);
    return fine;
}

/* With -o the result goes to a file, and only when all went well. */
static bool write_result(command_run *r) {
    str path = r->options->value[OPTION_OUTPUT];
    if (path.len == 0 || str_eq(path, STR("-")))
        return true;
    int error = disk_replace(str_dup(r->memory, path).ptr, buf_str(&r->out));
    if (error)
        diag_report(r->diags, CODE_WRITE, (span){0}, "can't write `%.*s`: %s", STR_ARG(path),
                    strerror(error));
    r->out.len = 0;
    return error == 0;
}

int command_render(command_run *r) {
    size_t count = r->options->operand_count;
    if (count == 0 || count > 2) {
        command_usage(r, "render takes a template, and a file with its data (or `-`)");
        return CLI_ERROR;
    }
    value context;
    bool fine = read_context(r, &context) && render(r, context) && write_result(r);
    return fine ? CLI_DONE : CLI_ERROR;
}
