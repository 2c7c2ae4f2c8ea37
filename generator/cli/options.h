/*
 * The command line, parsed: a command, its options and its operands.
 */
#ifndef SWAGE_CLI_OPTIONS_H
#define SWAGE_CLI_OPTIONS_H

#include "base/diag.h"

/* Kinds of commands that take the same options; sets of them. */
enum {
    FOR_NONE = 0,
    FOR_GENERATE = 1,
    FOR_RENDER = 2,
    FOR_TEMPLATES = 4,
    FOR_ALL = 8 /* also without a command */
};

typedef enum command_id {
#define COMMAND(id, name, options, stands, operands, help) COMMAND_##id,
#include "cli/commands.def"
#undef COMMAND
    COMMAND_COUNT /* none was given */
} command_id;

typedef enum option_id {
#define OPTION(id, name, letter, argument, commands, help) OPTION_##id,
#include "cli/options.def"
#undef OPTION
    OPTION_COUNT
} option_id;

typedef struct command_row {
    const char *name;
    unsigned options;
    bool stands;
    const char *operands, *help;
} command_row;

typedef struct option_row {
    const char *name;
    char letter;
    const char *argument;
    unsigned commands;
    const char *help;
} option_row;

extern const command_row command_rows[COMMAND_COUNT];
extern const option_row option_rows[OPTION_COUNT];

/* What an option means to a command; COMMAND_COUNT: in general. */
const char *option_help(command_id command, option_id id);

typedef struct options {
    command_id command;
    bool given[OPTION_COUNT];
    str value[OPTION_COUNT]; /* of the last one given; empty when there is none */
    str *operands;
    size_t operand_count;
} options;

/*
 * Parses `--long`, `--long=x`, `--long x`, `-x`, `-xy`, `-ox`, `-o x` (but not `-o=x`), `--` and
 * operands, `-` among them. What is wrong is reported as CODE_USAGE; the rest is there all the
 * same.
 */
void options_parse(arena *a, diagnostics *d, int argc, char **argv, options *out);

/* The items of "a,b,c", trimmed, empty ones left out; in the arena. */
str *options_split(arena *a, str list, size_t *count);

#endif
