/*
 * Settings of targets, from `--set c.code=fast` and from `settings` of swage.yaml.
 */
#ifndef SWAGE_CLI_SETTINGS_H
#define SWAGE_CLI_SETTINGS_H

#include "cli/command.h"

/* Takes those of the arguments, which win over those taken later; errors are reported. */
void settings_take_arguments(command_run *r, job *j);

/* Takes `settings: {TARGET: {NAME: VALUE}}`, n being the mapping of targets. */
void settings_take_project(command_run *r, job *j, const node *n);

/* Reports settings of targets that are not generated. */
void settings_check_targets(command_run *r, const job *j);

#endif
