/* The pipeline: from specs to files in place, one call a stage. */
#ifndef SWAGE_COMPILE_H
#define SWAGE_COMPILE_H

#include "cli/job.h"

/* A job_run. */
bool compile(arena *a, diagnostics *d, const job *j, job_result *result);

#endif
