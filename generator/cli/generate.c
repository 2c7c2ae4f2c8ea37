/* The commands generate and check: arguments and swage.yaml make a job for the pipeline. */
#include "cli/command.h"
#include "cli/settings.h"

static bool layout_is_single(command_run *r, str layout) {
    if (layout.len && !str_eq(layout, STR("per-model")) && !str_eq(layout, STR("single")))
        command_usage(r, "--layout is `per-model` or `single`, not `%.*s`", STR_ARG(layout));
    return str_eq(layout, STR("single"));
}

static job_kind kind_of(const options *o) {
    if (o->given[OPTION_DUMP_MODEL])
        return JOB_MODEL;
    if (o->given[OPTION_DUMP_CONTEXT])
        return JOB_CONTEXT;
    if (o->given[OPTION_LIST_OUTPUTS])
        return JOB_LIST;
    return o->command == COMMAND_CHECK ? JOB_CHECK : JOB_GENERATE;
}

static void check_jobs(command_run *r) {
    str jobs = r->options->value[OPTION_JOBS];
    bool fine = jobs.len > 0 && jobs.len < 6;
    for (size_t i = 0; i < jobs.len; i++)
        fine = fine && jobs.ptr[i] >= '0' && jobs.ptr[i] <= '9';
    if (!r->options->given[OPTION_JOBS])
        return;
    if (!fine)
        command_usage(r, "--jobs is a number, not `%.*s`", STR_ARG(jobs));
    else if (!str_eq(jobs, STR("1")) && !r->options->given[OPTION_QUIET])
        buf_format(&r->notes, "--jobs %.*s has no effect yet: one thread does all the work\n",
                   STR_ARG(jobs));
}

/* A list that was given must not be empty: "--only ''" would mean everything. */
static const str *list_of(command_run *r, option_id id, size_t *count) {
    const str *items = options_split(r->memory, r->options->value[id], count);
    if (r->options->given[id] && *count == 0)
        command_usage(r, "--%s wants an argument: %s", option_rows[id].name,
                      option_rows[id].argument);
    return items;
}

static void check_given(command_run *r, option_id id) {
    if (r->options->given[id] && r->options->value[id].len == 0)
        command_usage(r, "--%s is empty", option_rows[id].name);
}

static void take_targets(command_run *r, job *j) {
    size_t count;
    const str *given = list_of(r, OPTION_TARGET, &count);
    str *unique = ARENA_ARRAY(r->memory, count, str);
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < j->target_count && !str_eq(unique[k], given[i]))
            k++;
        if (k == j->target_count)
            unique[j->target_count++] = given[i];
    }
    j->targets = unique;
}

static job make_job(command_run *r) {
    const options *o = r->options;
    static const str default_targets[] = {STR_INIT("c"), STR_INIT("markdown")};
    static const option_id texts[] = {OPTION_OUTPUT, OPTION_PREFIX, OPTION_TEMPLATES,
                                      OPTION_DEPFILE};
    job j = {.kind = kind_of(o),
             .specs = o->operands,
             .spec_count = o->operand_count,
             .folder = o->value[OPTION_OUTPUT],
             .prefix = o->value[OPTION_PREFIX],
             .templates = o->value[OPTION_TEMPLATES],
             .depfile = o->value[OPTION_DEPFILE],
             .single = layout_is_single(r, o->value[OPTION_LAYOUT]),
             .force = o->given[OPTION_FORCE]};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_given(r, texts[i]);
    check_jobs(r);
    take_targets(r, &j);
    settings_take_arguments(r, &j);
    j.only = list_of(r, OPTION_ONLY, &j.only_count);
    if (j.spec_count == 0 && r->diags->errors == 0 && !project_read(r, &j) && r->diags->errors == 0)
        command_usage(r, "no spec was given, and there is no swage.yaml here or above");
    if (j.folder.len == 0)
        j.folder = STR("generated");
    if (j.target_count == 0) {
        j.targets = default_targets;
        j.target_count = 2;
    }
    settings_check_targets(r, &j);
    return j;
}

static void add_count(buf *out, size_t count, const char *what, bool *any) {
    if (count == 0)
        return;
    buf_format(out, "%s%zu %s", *any ? ", " : "", count, what);
    *any = true;
}

static void summarize(command_run *r, const job *j, const job_result *result) {
    output_counts counts = result->counts;
    bool any = false;
    if (counts.written == 0 && counts.removed == 0) {
        buf_format(&r->notes, "nothing to do: %zu files in %.*s are up to date\n", counts.unchanged,
                   STR_ARG(j->folder));
        return;
    }
    add_count(&r->notes, counts.written, counts.written == 1 ? "file written" : "files written",
              &any);
    add_count(&r->notes, counts.unchanged, "unchanged", &any);
    add_count(&r->notes, counts.removed, "removed", &any);
    buf_format(&r->notes, " in %.*s\n", STR_ARG(j->folder));
}

static void add_times(command_run *r, const job_result *result) {
    static const char *const names[STAGE_COUNT] = {"read", "analyze", "render", "write"};
    for (int i = 0; i < STAGE_COUNT; i++)
        buf_format(&r->notes, "%s %.1f ms\n", names[i], result->seconds[i] * 1000);
}

static int conclude(command_run *r, const job *j, const job_result *result) {
    bool quiet = r->options->given[OPTION_QUIET];
    if (r->options->given[OPTION_VERBOSE])
        add_times(r, result);
    if (j->kind == JOB_GENERATE && !quiet)
        summarize(r, j, result);
    if (j->kind != JOB_CHECK)
        return CLI_DONE;
    if (result->differences && !quiet)
        buf_format(&r->notes, "%zu %s up to date\n", result->differences,
                   result->differences == 1 ? "file differs; `swage generate` brings it"
                                            : "files differ; `swage generate` brings them");
    else if (!quiet)
        buf_format(&r->notes, "up to date\n");
    return result->differences ? CLI_FINDINGS : CLI_DONE;
}

int command_generate(command_run *r) {
    job j = make_job(r);
    if (r->diags->errors)
        return CLI_ERROR;
    job_result result = {0};
    bool fine = r->pipeline(r->memory, r->diags, &j, &result);
    if (fine)
        buf_add_str(&r->out, buf_str(&result.text));
    buf_free(&result.text);
    return fine ? conclude(r, &j, &result) : CLI_ERROR;
}
