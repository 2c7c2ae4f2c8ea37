/*
 * What a run of the pipeline is to do: the arguments of `generate` and `check`, resolved.
 */
#ifndef SWAGE_CLI_JOB_H
#define SWAGE_CLI_JOB_H

#include "base/buf.h"
#include "output/output.h"
#include "render/render.h"

typedef enum job_kind { JOB_GENERATE, JOB_CHECK, JOB_LIST, JOB_MODEL, JOB_CONTEXT } job_kind;

typedef struct job {
    job_kind kind;
    const str *specs;
    size_t spec_count;
    const str *targets;
    size_t target_count;
    span targets_at; /* of the project file's list; zero when they come from the arguments */
    const render_setting *settings;
    size_t setting_count;
    const str *only;
    size_t only_count;
    str folder, prefix, templates, depfile; /* empty: none */
    bool single;                            /* the layout */
    bool force;
} job;

typedef enum job_stage {
    STAGE_READ,
    STAGE_ANALYZE,
    STAGE_RENDER,
    STAGE_WRITE,
    STAGE_COUNT
} job_stage;

typedef struct job_result {
    buf text;           /* for stdout: a dump, a list, a diff; the caller frees it */
    size_t differences; /* of JOB_CHECK: files */
    output_counts counts;
    double seconds[STAGE_COUNT];
} job_result;

/* Runs the pipeline; false when diagnostics has errors. The pipeline itself is compile.c. */
typedef bool job_run(arena *a, diagnostics *d, const job *j, job_result *result);

#endif
