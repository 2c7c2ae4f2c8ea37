/* The command line, parsed; see options.h. */
#include "cli/options.h"

const command_row command_rows[COMMAND_COUNT] = {
#define COMMAND(id, name, options, stands, operands, help) {name, options, stands, operands, help},
#include "cli/commands.def"
#undef COMMAND
};

const option_row option_rows[OPTION_COUNT] = {
#define OPTION(id, name, letter, argument, commands, help) {name, letter, argument, commands, help},
#include "cli/options.def"
#undef OPTION
};

const char *option_help(command_id command, option_id id) {
    static const struct {
        command_id command;
        option_id option;
        const char *help;
    } rows[] = {
#define HELP(command, option, help) {COMMAND_##command, OPTION_##option, help},
#include "cli/option_help.def"
#undef HELP
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].command == command && rows[i].option == id)
            return rows[i].help;
    return option_rows[id].help;
}

typedef struct parser {
    arena *memory;
    diagnostics *diags;
    int argc, at;
    char **argv;
    options *out;
} parser;

static option_id find_long(str name) {
    int id = 0;
    while (id < OPTION_COUNT && !str_eq(name, str_from(option_rows[id].name)))
        id++;
    return (option_id)id;
}

static option_id find_letter(char letter) {
    int id = 0;
    while (id < OPTION_COUNT && option_rows[id].letter != letter)
        id++;
    return (option_id)id;
}

static void report_unknown(parser *p, str word) {
    str names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = str_format(p->memory, "--%s", option_rows[i].name);
    diagnostic *found =
        diag_report(p->diags, CODE_USAGE, (span){0}, "there is no option `%.*s`", STR_ARG(word));
    diag_suggest(p->diags, found, word, names, OPTION_COUNT);
}

static bool takes_argument(option_id id) {
    return option_rows[id].argument[0] != '\0';
}

/* `value.ptr` NULL: the argument, if one is needed, is the next word. */
static void set(parser *p, option_id id, str value) {
    if (takes_argument(id) && !value.ptr) {
        if (p->at == p->argc) {
            diag_report(p->diags, CODE_USAGE, (span){0}, "--%s wants an argument: %s",
                        option_rows[id].name, option_rows[id].argument);
            return;
        }
        value = str_from(p->argv[p->at++]);
    } else if (!takes_argument(id) && value.ptr) {
        diag_report(p->diags, CODE_USAGE, (span){0}, "--%s takes no argument",
                    option_rows[id].name);
        return;
    }
    /* Of lists that are given twice, both count. */
    bool list = id == OPTION_TARGET || id == OPTION_ONLY || id == OPTION_SET;
    if (list && p->out->given[id])
        value = str_format(p->memory, "%.*s,%.*s", STR_ARG(p->out->value[id]), STR_ARG(value));
    p->out->given[id] = true;
    p->out->value[id] = value.ptr ? value : STR("");
}

static void parse_long(parser *p, str word) {
    size_t equal = str_find_char(word, 0, '=');
    str name = str_slice(word, 2, equal);
    option_id id = find_long(name);
    str value = {0};
    if (equal < word.len)
        value = str_slice(word, equal + 1, word.len);
    if (id == OPTION_COUNT)
        report_unknown(p, str_slice(word, 0, equal));
    else
        set(p, id, value);
}

static void parse_letters(parser *p, str word) {
    for (size_t i = 1; i < word.len; i++) {
        option_id id = find_letter(word.ptr[i]);
        if (id == OPTION_COUNT) {
            diag_report(p->diags, CODE_USAGE, (span){0}, "there is no option `-%c` (in `%.*s`)",
                        word.ptr[i], STR_ARG(word));
            return;
        }
        if (takes_argument(id)) {
            str rest = str_slice(word, i + 1, word.len);
            if (str_starts(rest, STR("=")))
                diag_report(p->diags, CODE_USAGE, (span){0},
                            "`%.*s` has a `=` too many: write `-%c %.*s`", STR_ARG(word),
                            word.ptr[i], STR_ARG(str_slice(rest, 1, rest.len)));
            else
                set(p, id, rest.len ? rest : (str){0});
            return;
        }
        set(p, id, (str){0});
    }
}

static void parse_command(parser *p, str word) {
    str names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++) {
        names[i] = str_from(command_rows[i].name);
        if (str_eq(word, names[i])) {
            p->out->command = (command_id)i;
            return;
        }
    }
    diagnostic *found =
        diag_report(p->diags, CODE_USAGE, (span){0}, "there is no command `%.*s`", STR_ARG(word));
    diag_suggest(p->diags, found, word, names, COMMAND_COUNT);
}

static void check_options(parser *p) {
    if (p->out->command == COMMAND_COUNT)
        return;
    const command_row *command = &command_rows[p->out->command];
    for (int i = 0; i < OPTION_COUNT && command->stands; i++)
        if (p->out->given[i] && !(option_rows[i].commands & (command->options | FOR_ALL)))
            diag_report(p->diags, CODE_USAGE, (span){0}, "`swage %s` has no option --%s",
                        command->name, option_rows[i].name);
}

void options_parse(arena *a, diagnostics *d, int argc, char **argv, options *out) {
    *out = (options){.command = COMMAND_COUNT, .operands = ARENA_ARRAY(a, (size_t)argc + 1, str)};
    for (int i = 0; i < OPTION_COUNT; i++)
        out->value[i] = STR("");
    parser p = {a, d, argc, 1, argv, out};
    bool only_operands = false, command_seen = false;
    while (p.at < argc) {
        str word = str_from(argv[p.at++]);
        if (!only_operands && str_eq(word, STR("--"))) {
            only_operands = true;
        } else if (!only_operands && str_starts(word, STR("--"))) {
            parse_long(&p, word);
        } else if (!only_operands && word.len > 1 && word.ptr[0] == '-') {
            parse_letters(&p, word);
        } else if (!command_seen) {
            command_seen = true;
            parse_command(&p, word);
        } else {
            out->operands[out->operand_count++] = word;
        }
    }
    check_options(&p);
}

str *options_split(arena *a, str list, size_t *count) {
    size_t most = 1;
    for (size_t i = 0; i < list.len; i++)
        most += list.ptr[i] == ',';
    str *items = ARENA_ARRAY(a, most, str);
    *count = 0;
    for (size_t at = 0; at < list.len;) {
        size_t end = str_find_char(list, at, ',');
        str item = str_trim(str_slice(list, at, end));
        if (item.len)
            items[(*count)++] = item;
        at = end + 1;
    }
    return items;
}
