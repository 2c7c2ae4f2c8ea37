/* The help of the commands, made from the tables. */
#include "cli/command.h"

#include <stdio.h>

enum { HELP_COLUMN = 26 };

/* A name in the left column and its text in the right one. */
static void write_row(buf *out, const char *left, const char *right) {
    size_t width = strlen(left) + 2;
    buf_format(out, "  %s", left);
    if (width + 1 > HELP_COLUMN) {
        buf_add_char(out, '\n');
        width = 0;
    }
    buf_add_repeat(out, ' ', HELP_COLUMN - width);
    buf_format(out, "%s\n", right);
}

static void write_option(buf *out, command_id command, option_id id) {
    const option_row *row = &option_rows[id];
    char left[80], letter[8] = "    ";
    if (row->letter)
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name, *row->argument ? " " : "",
             row->argument);
    write_row(out, left, option_help(command, id));
}

/* The options of a command; COMMAND_COUNT: of all. */
static void write_options(buf *out, command_id command) {
    const unsigned own = command == COMMAND_COUNT ? FOR_NONE : command_rows[command].options;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_rows[i].commands & (own | FOR_ALL))
            write_option(out, command, (option_id)i);
}

static void write_commands(buf *out) {
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (command_rows[i].stands)
            write_row(out, command_rows[i].name, command_rows[i].help);
}

static void write_general(buf *out) {
    buf_add_str(out, STR("swage turns model specs into C models and docs.\n\n"
                         "Usage: swage COMMAND [OPTION...] [ARGUMENT...]\n\nCommands:\n"));
    write_commands(out);
    buf_add_str(out, STR("\nOptions of every command:\n"));
    write_options(out, COMMAND_COUNT);
    buf_add_str(out, STR("\n`swage COMMAND --help` tells more. Exit: 0 done, 1 findings, 2 bad "
                         "spec, bad usage or I/O.\n"));
}

/* What a user of the command would ask next. */
static const char *more_about(command_id command) {
    switch (command) {
    case COMMAND_GENERATE:
        return "A SPEC is a native spec, an OpenAPI document or a JSON Schema, as YAML or JSON; "
               "`-` "
               "is stdin.\nWith none, swage.yaml in this folder or one above it says what to "
               "generate.\n\nFiles go to DIR/<package>/<target>/. Only those whose content changes "
               "are written; those\nthat are no longer generated are removed. A file that was "
               "changed by hand is an error\n(--force overwrites it). When anything is wrong, "
               "nothing is written.\n";
    case COMMAND_CHECK:
        return "Writes nothing but what --depfile names. Prints a unified diff to stdout and exits "
               "with 1\nwhen the output on disk is not what `swage generate` with the same "
               "arguments would write.\n";
    case COMMAND_RENDER:
        return "Includes and imports are looked for in the folder of the template. The result goes "
               "to stdout,\nor to the file of -o.\n";
    case COMMAND_TEMPLATES:
        return "`list` prints the targets, with -v all files. `export` writes the files of all or "
               "of some\ntargets to a folder, to be changed there and used by --templates.\n";
    case COMMAND_COMPLETION:
        return "For bash: source <(swage completion bash). For zsh: swage completion zsh into a "
               "file _swage in\n$fpath. For fish: swage completion fish | source.\n";
    default:
        return "";
    }
}

void help_write(buf *out, command_id command) {
    if (command == COMMAND_COUNT) {
        write_general(out);
        return;
    }
    const command_row *row = &command_rows[command];
    buf_format(out, "swage %s %s.\n\nUsage: swage %s [OPTION...] %s\n\n", row->name, row->help,
               row->name, row->operands);
    const char *more = more_about(command);
    buf_format(out, "%s%sOptions:\n", more, *more ? "\n" : "");
    write_options(out, command);
}

int command_help(command_run *r) {
    if (r->options->operand_count > 1) {
        command_usage(r, "help takes one command");
        return CLI_ERROR;
    }
    if (r->options->operand_count == 0) {
        help_write(&r->out, COMMAND_COUNT);
        return CLI_DONE;
    }
    str name = r->options->operands[0], known[COMMAND_COUNT];
    size_t count = 0;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (!command_rows[i].stands)
            continue;
        known[count] = str_from(command_rows[i].name);
        if (str_eq(name, known[count++])) {
            help_write(&r->out, (command_id)i);
            return CLI_DONE;
        }
    }
    diagnostic *found =
        diag_report(r->diags, CODE_USAGE, (span){0}, "there is no command `%.*s`", STR_ARG(name));
    diag_suggest(r->diags, found, name, known, count);
    return CLI_ERROR;
}
