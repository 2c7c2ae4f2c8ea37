/*
 * The command line: from argv to an exit code. stdout carries results, stderr the rest.
 */
#ifndef SWAGE_CLI_CLI_H
#define SWAGE_CLI_CLI_H

#include "cli/job.h"

/* Exit codes (DESIGN, section 4). */
enum { CLI_DONE = 0, CLI_FINDINGS = 1, CLI_ERROR = 2 };

/* Runs one command; `run` is the pipeline that generate and check are made of. */
int cli_main(int argc, char **argv, job_run *run);

#endif
