/* What the commands of cli/ share. For cli/ alone. */
#ifndef SWAGE_CLI_COMMAND_H
#define SWAGE_CLI_COMMAND_H

#include "cli/cli.h"
#include "cli/options.h"

typedef struct command_run {
    arena *memory;
    diagnostics *diags;
    const options *options;
    job_run *pipeline;
    buf out;   /* for stdout */
    buf notes; /* for stderr, behind the diagnostics */
} command_run;

/* Each returns an exit code; errors that were reported make it CLI_ERROR. */
int command_generate(command_run *r); /* and check */
int command_render(command_run *r);
int command_templates(command_run *r);

/* The help of a command, or of all of them (COMMAND_COUNT). */
void help_write(buf *out, command_id command);
int command_help(command_run *r);
int command_completion(command_run *r);

/* Reports wrong usage, with where to find help. */
__attribute__((format(printf, 2, 3))) void command_usage(command_run *r, const char *format, ...);

/*
 * Fills what the arguments left open from swage.yaml in this folder or one above it. False when
 * there is no such file, or after reporting.
 */
bool project_read(command_run *r, job *j);

#endif
