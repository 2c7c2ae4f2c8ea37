/*
 * The pipeline, one call a stage:
 *
 *     spec_load (source/, spec/) → analyze_package → render_package → output_finish, _commit
 *
 * Each spec is a package of its own. Rendered files are staged as they come; they are put in place
 * when all packages are known to be good.
 */
#include "compile.h"

#include "analyze/analyze.h"
#include "base/folder.h"
#include "output/depfile.h"
#include "output/disk.h"
#include "render/render.h"
#include "spec/spec.h"

#include <time.h>

typedef struct compiler {
    arena *memory;
    diagnostics *diags;
    const job *job;
    job_result *result;
    library *files;
    output *output;
    const model_package **packages; /* by spec */
    bool *only_found;               /* by name of --only: a package has it */
    double clock;                   /* when the stage began */
} compiler;

/* Where render_package hands its files on to. */
typedef struct sink {
    output_package *package;
    str target;
} sink;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stage_done(compiler *c, job_stage stage) {
    double t = now();
    c->result->seconds[stage] += t - c->clock;
    c->clock = t;
}

static model_package *load(compiler *c, str spec) {
    size_t errors = c->diags->errors;
    model_package *package = spec_load(c->memory, c->diags, spec);
    stage_done(c, STAGE_READ);
    if (!package || c->diags->errors > errors)
        return NULL;
    analyze_package(c->memory, c->diags, package);
    stage_done(c, STAGE_ANALYZE);
    return c->diags->errors > errors ? NULL : package;
}

static void dump_model(compiler *c, const model_package *package) {
    value_write_json(&c->result->text, model_to_value(c->memory, package), 2);
    buf_add_char(&c->result->text, '\n');
}

/* Goes on after a bad path, so that all of them are reported. */
static bool stage_file(void *user, str path, str content, span cause) {
    const sink *s = user;
    (void)output_add(s->package, s->target, path, content, cause);
    return true;
}

static bool has_definition(const model_package *package, str name) {
    for (size_t i = 0; i < package->count; i++)
        if (str_eq(package->definitions[i]->name, name))
            return true;
    return false;
}

/* The names of --only that are of this package. */
static const str *only_of(compiler *c, const model_package *package, size_t *count) {
    const job *j = c->job;
    str *names = ARENA_ARRAY(c->memory, j->only_count, str);
    *count = 0;
    for (size_t i = 0; i < j->only_count; i++) {
        if (!has_definition(package, j->only[i]))
            continue;
        names[(*count)++] = j->only[i];
        c->only_found[i] = true;
    }
    return names;
}

static str *definition_names(compiler *c, size_t *count) {
    size_t most = 0;
    for (size_t i = 0; i < c->job->spec_count; i++)
        most += c->packages[i]->count;
    str *names = ARENA_ARRAY(c->memory, most, str);
    *count = 0;
    for (size_t i = 0; i < c->job->spec_count; i++)
        for (size_t k = 0; k < c->packages[i]->count; k++)
            names[(*count)++] = c->packages[i]->definitions[k]->name;
    return names;
}

/* When all specs could be read: names of --only that none of them has. */
static void check_only(compiler *c) {
    const job *j = c->job;
    for (size_t i = 0; i < j->spec_count; i++)
        if (!c->packages[i])
            return;
    size_t count;
    const str *known = definition_names(c, &count);
    for (size_t i = 0; i < j->only_count; i++) {
        if (c->only_found[i])
            continue;
        diagnostic *item =
            diag_report(c->diags, CODE_USAGE, (span){0}, "--only: there is no `%.*s` in the spec",
                        STR_ARG(j->only[i]));
        diag_suggest(c->diags, item, j->only[i], known, count);
    }
}

static render_request request_for(compiler *c, const model_package *package, str name, size_t i,
                                  render_memo *memo) {
    const job *j = c->job;
    return (render_request){.diags = c->diags,
                            .files = c->files,
                            .package = package,
                            .package_name = name,
                            .target = j->targets[i],
                            .target_at = j->targets_at,
                            .settings = j->settings,
                            .setting_count = j->setting_count,
                            .layout = j->single ? RENDER_SINGLE : RENDER_PER_MODEL,
                            .memo = memo};
}

static void render(compiler *c, const model_package *package) {
    str name = render_package_name(c->memory, package, c->job->prefix);
    render_memo *memo = render_memo_new(c->memory);
    bool dump = c->job->kind == JOB_CONTEXT;
    size_t only_count;
    const str *only = only_of(c, package, &only_count);
    if (c->job->only_count && only_count == 0)
        return;
    span at = {.file = package->file_count ? package->files[0] : NULL};
    output_package *staged = dump ? NULL : output_open(c->output, name, at);
    for (size_t i = 0; i < c->job->target_count && (dump || staged); i++) {
        render_request request = request_for(c, package, name, i, memo);
        request.only = only;
        request.only_count = only_count;
        if (dump) {
            (void)render_dump_context(&request, &c->result->text);
            continue;
        }
        sink to = {staged, c->job->targets[i]};
        output_begin_target(staged, to.target);
        (void)render_package(&request, stage_file, &to);
    }
    render_memo_free(memo);
    stage_done(c, STAGE_RENDER);
}

static void compile_spec(compiler *c, size_t i) {
    model_package *package = load(c, c->job->specs[i]);
    c->packages[i] = package;
    if (package && c->job->kind == JOB_MODEL)
        dump_model(c, package);
    else if (package)
        render(c, package);
}

static void list_outputs(compiler *c) {
    size_t count;
    const str *paths = output_paths(c->output, &count);
    for (size_t i = 0; i < count; i++) {
        buf_add_str(&c->result->text, paths[i]);
        buf_add_char(&c->result->text, '\n');
    }
}

/* All files that were read, specs first. */
static const str *sources(compiler *c, size_t *count) {
    size_t used_count, most = 0;
    const source_file *const *used = library_used(c->files, &used_count);
    for (size_t i = 0; i < c->job->spec_count; i++)
        most += c->packages[i]->file_count;
    str *paths = ARENA_ARRAY(c->memory, most + used_count, str);
    *count = 0;
    for (size_t i = 0; i < c->job->spec_count; i++)
        for (size_t k = 0; k < c->packages[i]->file_count; k++)
            if (!str_eq(c->packages[i]->files[k]->path, STR("-")))
                paths[(*count)++] = c->packages[i]->files[k]->path;
    for (size_t i = 0; i < used_count; i++)
        paths[(*count)++] = used[i]->path;
    return paths;
}

static bool write_depfile(compiler *c) {
    size_t target_count, source_count;
    const str *targets = output_paths(c->output, &target_count);
    const str *from = sources(c, &source_count);
    buf text = {0};
    depfile_write(&text, targets, target_count, from, source_count);
    int error = disk_replace(str_dup(c->memory, c->job->depfile).ptr, buf_str(&text));
    buf_free(&text);
    if (error)
        diag_report(c->diags, CODE_WRITE, (span){0}, "can't write `%.*s`: %s",
                    STR_ARG(c->job->depfile), strerror(error));
    return error == 0;
}

static void finish(compiler *c) {
    if (!output_finish(c->output) || (c->job->depfile.len && !write_depfile(c)))
        return;
    if (c->job->kind == JOB_LIST)
        list_outputs(c);
    else if (c->job->kind == JOB_CHECK)
        c->result->differences = output_differences(c->output, &c->result->text);
    else
        (void)output_commit(c->output, &c->result->counts);
    stage_done(c, STAGE_WRITE);
}

bool compile(arena *a, diagnostics *d, const job *j, job_result *result) {
    output_options options = {.folder = j->folder,
                              .mode = j->kind == JOB_CHECK  ? OUTPUT_CHECK
                                      : j->kind == JOB_LIST ? OUTPUT_LIST
                                                            : OUTPUT_WRITE,
                              .force = j->force,
                              .partial = j->only_count > 0};
    compiler c = {.memory = a, .diags = d, .job = j, .result = result, .clock = now()};
    c.files = library_new(a, d, j->templates);
    c.output = output_new(a, d, &options);
    c.packages = ARENA_ARRAY(a, j->spec_count, const model_package *);
    c.only_found = ARENA_ARRAY(a, j->only_count, bool);
    for (size_t i = 0; i < j->spec_count; i++)
        compile_spec(&c, i);
    if (j->kind != JOB_MODEL)
        check_only(&c);
    bool writes = j->kind != JOB_MODEL && j->kind != JOB_CONTEXT;
    if (writes && d->errors == 0)
        finish(&c);
    output_free(c.output);
    return d->errors == 0;
}
