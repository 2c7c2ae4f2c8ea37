/*
 * Diagnostics: what is wrong with the user's input, collected and not printed.
 *
 * Every room reports here and goes on where it can, so that one run shows all errors. The command
 * line prints them at the end, sorted by place (cli/report.h). A message is one sentence that says
 * what is wrong and what to do, in lower case and without a full stop.
 */
#ifndef SWAGE_BASE_DIAG_H
#define SWAGE_BASE_DIAG_H

#include "base/span.h"

typedef enum diag_severity { DIAG_ERROR, DIAG_WARNING } diag_severity;

typedef enum diag_code {
#define CODE(identifier, code, severity, rule) identifier,
#include "base/codes.def"
#undef CODE
    CODE_COUNT
} diag_code;

/* The code as it is printed. */
const char *diag_code_text(diag_code code);

/* A second place or a hint that belongs to a diagnostic. */
typedef struct diag_note {
    struct diag_note *next;
    span at; /* line 0: a hint without a place */
    str message;
} diag_note;

typedef struct diagnostic {
    struct diagnostic *next;
    diag_code code;
    diag_severity severity;
    span at;
    str message;
    str key;          /* of diag_count; else empty */
    size_t count;     /* how often it was met */
    diag_note *notes; /* in the order they were added */
} diagnostic;

typedef struct diagnostics {
    arena *memory;
    diagnostic *first, **last; /* in the order they were reported */
    size_t errors, warnings;
    bool lenient;         /* errors are warnings: of what the run can do without */
    struct map *counted;  /* by code and key, for diag_count */
    struct map *read_for; /* span by path, for diag_included */
} diagnostics;

void diag_init(diagnostics *d, arena *memory);

/* Reports; the message is copied. Never NULL, so that notes can be added to it. */
__attribute__((format(printf, 4, 5), returns_nonnull)) diagnostic *
diag_report(diagnostics *d, diag_code code, span at, const char *format, ...);

/*
 * Reports once per code and key, at the first place, and counts the further ones: for what may
 * stand a thousand times in a spec, as an unsupported keyword.
 */
__attribute__((format(printf, 5, 6), returns_nonnull)) diagnostic *
diag_count(diagnostics *d, diag_code code, str key, span at, const char *format, ...);

/*
 * From now on, what is reported in that file gets a note that says where the file was asked for,
 * and where that one was.
 */
void diag_included(diagnostics *d, const source_file *file, span from);

/* Adds a note with a place ("first defined here"), or a hint without (`at` zero). */
__attribute__((format(printf, 4, 5))) void diag_add_note(diagnostics *d, diagnostic *to, span at,
                                                         const char *format, ...);

/* Adds "did you mean `x`?" when one of the candidates is close to `word`. */
void diag_suggest(diagnostics *d, diagnostic *to, str word, const str *candidates, size_t count);

#endif
