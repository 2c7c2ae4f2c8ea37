/*
 * Rendering: from the model and a language's templates to the files of one target.
 *
 * For each output of the language (render/language.h) a context is built of plain data
 * (render/context.h), the template is run, and the file is handed to the caller, who stages it.
 */
#ifndef SWAGE_RENDER_RENDER_H
#define SWAGE_RENDER_RENDER_H

#include "base/buf.h"
#include "model/model.h"
#include "render/library.h"

typedef enum render_layout { RENDER_PER_MODEL, RENDER_SINGLE } render_layout;

/* What targets of one run can share: see render_memo_new. */
typedef struct render_memo render_memo;

/* One setting of a target, over what its language and the spec say. */
typedef struct render_setting {
    str target, name;
    value item; /* a text, number, boolean … */
    span at;    /* where it was given; zero: in the arguments */
} render_setting;

typedef struct render_request {
    diagnostics *diags;
    library *files;
    const model_package *package; /* analyzed, without errors */
    str package_name;             /* see render_package_name */
    str target;                   /* name of a folder of templates/ */
    span target_at; /* where the target was asked for, for "there is no such target" */
    render_layout layout;
    const str *only; /* names of definitions of the package; with all they need, and without the
                        outputs of the package as a whole; NULL for all */
    size_t only_count;
    const render_setting *settings; /* of any target; those of others are left alone */
    size_t setting_count;
    render_memo *memo; /* of this package; NULL for none */
} render_request;

/*
 * What one target found out and another need not: the context, where their languages share names.
 * For all targets of one package, one after the other; the memo stands in the arena, what it holds
 * is freed by render_memo_free.
 */
render_memo *render_memo_new(arena *a);
void render_memo_free(render_memo *memo);

/*
 * Takes one file: path relative to the target's folder, '/'-separated, not yet checked; cause is
 * the place of the definition that it is made for. path and content are borrowed. False stops.
 */
typedef bool render_emit(void *user, str path, str content, span cause);

/* Renders all files of the target, in a fixed order. False when there were errors. */
bool render_package(const render_request *request, render_emit *emit, void *user);

/*
 * render_package in parts, for who renders the same files more than once: NULL when there were
 * errors; what the request points to must last until render_end.
 */
typedef struct rendering rendering;
rendering *render_begin(const render_request *request);
bool render_files(rendering *r, render_emit *emit, void *user);
void render_end(rendering *r);

/* What the templates see; `type` is null between the files. Lives as long as the rendering. */
value render_context(const rendering *r);

/* What the templates see, as JSON (--dump-context); a definition met again is its name only. */
bool render_dump_context(const render_request *request, buf *out);

/*
 * The name of the package, for folders and prefixes: the spec's, else `prefix`, else made from the
 * title, else "api". In lower case with `_`, ASCII.
 */
str render_package_name(arena *a, const model_package *package, str prefix);

#endif
