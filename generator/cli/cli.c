/* The command line: parses, runs a command, and prints what came of it; see cli.h. */
#include "cli/cli.h"

#include "cli/command.h"
#include "cli/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { SHOWN_DIAGNOSTICS = 20 };

void command_usage(command_run *r, const char *format, ...) {
    va_list args;
    char text[512];
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    diagnostic *found = diag_report(r->diags, CODE_USAGE, (span){0}, "%s", text);
    command_id command = r->options->command;
    bool known = command != COMMAND_COUNT && command_rows[command].stands;
    const char *name = known ? command_rows[command].name : "";
    diag_add_note(r->diags, found, (span){0}, "see `swage %s%s--help`", name, *name ? " " : "");
}

/* One of two words, the first being the default. */
static bool choose(command_run *r, option_id id, const char *first, const char *second) {
    str text = r->options->value[id];
    if (!r->options->given[id] || str_eq(text, str_from(first)))
        return false;
    if (str_eq(text, str_from(second)))
        return true;
    command_usage(r, "--%s is `%s` or `%s`, not `%.*s`", option_rows[id].name, first, second,
                  STR_ARG(text));
    return false;
}

static bool use_color(command_run *r) {
    str when = r->options->value[OPTION_COLOR];
    if (str_eq(when, STR("always")))
        return true;
    if (str_eq(when, STR("never")))
        return false;
    if (r->options->given[OPTION_COLOR] && !str_eq(when, STR("auto")))
        command_usage(r, "--color is `auto`, `always` or `never`, not `%.*s`", STR_ARG(when));
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool dumb = terminal && strcmp(terminal, "dumb") == 0;
    return isatty(STDERR_FILENO) && !dumb && !(no_color && *no_color);
}

static int planned(command_run *r) {
    command_usage(r, "`swage %s` is not there yet", command_rows[r->options->command].name);
    return CLI_ERROR;
}

/* Without any argument, the help is the answer; what is on stdout stays the result of commands. */
static int no_command(command_run *r) {
    for (int i = 0; i < OPTION_COUNT; i++)
        if (r->options->given[i]) {
            command_usage(r, "which command?");
            return CLI_ERROR;
        }
    help_write(&r->notes, COMMAND_COUNT);
    return CLI_ERROR;
}

static int dispatch(command_run *r) {
    switch (r->options->command) {
    case COMMAND_GENERATE:
    case COMMAND_CHECK:
        return command_generate(r);
    case COMMAND_RENDER:
        return command_render(r);
    case COMMAND_TEMPLATES:
        return command_templates(r);
    case COMMAND_COMPLETION:
        return command_completion(r);
    case COMMAND_HELP:
        return command_help(r);
    case COMMAND_COUNT:
        return no_command(r);
    default:
        return planned(r);
    }
}

static int run(command_run *r) {
    const options *o = r->options;
    if (r->diags->errors)
        return CLI_ERROR;
    if (o->given[OPTION_VERSION]) {
        buf_format(&r->out, "swage %s\n", SWAGE_VERSION);
        return CLI_DONE;
    }
    if (o->given[OPTION_HELP] && (o->command == COMMAND_COUNT || command_rows[o->command].stands)) {
        help_write(&r->out, o->command);
        return CLI_DONE;
    }
    return dispatch(r);
}

static bool print(FILE *to, str text) {
    return fwrite(text.ptr, 1, text.len, to) == text.len && fflush(to) == 0;
}

static void add_memory(command_run *r) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        buf_format(&r->notes, "memory %.1f MiB\n", (double)usage.ru_maxrss / 1024);
}

/* Results, diagnostics, notes, in this order. */
static int print_all(command_run *r, int code, const report_options *report) {
    if (!print(stdout, buf_str(&r->out))) {
        diag_report(r->diags, CODE_WRITE, (span){0}, "can't write to stdout: %s", strerror(errno));
        code = CLI_ERROR;
    }
    buf text = {0};
    report_write(&text, r->diags, report);
    (void)print(stderr, buf_str(&text));
    buf_free(&text);
    (void)print(stderr, buf_str(&r->notes));
    return code;
}

int cli_main(int argc, char **argv, job_run *pipeline) {
    arena memory = {0};
    diagnostics diags;
    options parsed;
    diag_init(&diags, &memory);
    options_parse(&memory, &diags, argc, argv, &parsed);
    command_run r = {&memory, &diags, &parsed, pipeline, {0}, {0}};
    report_options report = {.limit = SHOWN_DIAGNOSTICS};
    report.json = choose(&r, OPTION_DIAGNOSTICS, "text", "json");
    report.color = use_color(&r);
    int code = run(&r);
    if (diags.errors)
        code = CLI_ERROR;
    if (parsed.given[OPTION_VERBOSE])
        add_memory(&r);
    code = print_all(&r, code, &report);
    buf_free(&r.out);
    buf_free(&r.notes);
    arena_free(&memory);
    return code;
}
