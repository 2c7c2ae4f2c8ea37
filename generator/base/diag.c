/* Diagnostics, collected; see diag.h. */
#include "base/diag.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

enum { INCLUDES_SHOWN = 8 };

static const struct {
    const char *text;
    diag_severity severity;
} codes[] = {
#define CODE(identifier, code, severity, rule) {code, severity},
#include "base/codes.def"
#undef CODE
};

const char *diag_code_text(diag_code code) {
    return codes[code].text;
}

void diag_init(diagnostics *d, arena *memory) {
    *d = (diagnostics){.memory = memory, .counted = map_new(memory), .read_for = map_new(memory)};
    d->last = &d->first;
}

__attribute__((format(printf, 2, 0))) static str format_message(arena *a, const char *format,
                                                                va_list args) {
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        mem_fail();
    char *text = arena_alloc(a, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    return (str){text, (size_t)len};
}

/* Of a file that another one asked for, and so on; two specs that include each other go in circles.
 */
static void add_includes(diagnostics *d, diagnostic *item) {
    span at = item->at;
    for (int i = 0; i < INCLUDES_SHOWN && at.file; i++) {
        const span *from = map_get(d->read_for, at.file->path);
        if (!from)
            return;
        diag_add_note(d, item, *from, "included from here");
        at = *from;
    }
}

static diagnostic *append(diagnostics *d, diag_code code, span at) {
    diagnostic *item = ARENA_NEW(d->memory, diagnostic);
    item->code = code;
    item->severity = d->lenient ? DIAG_WARNING : codes[code].severity;
    item->at = at;
    item->count = 1;
    *d->last = item;
    d->last = &item->next;
    if (item->severity == DIAG_ERROR)
        d->errors++;
    else
        d->warnings++;
    add_includes(d, item);
    return item;
}

void diag_included(diagnostics *d, const source_file *file, span from) {
    span *kept = ARENA_NEW(d->memory, span);
    *kept = from;
    map_put(d->read_for, str_dup(d->memory, file->path), kept);
}

diagnostic *diag_report(diagnostics *d, diag_code code, span at, const char *format, ...) {
    diagnostic *item = append(d, code, at);
    va_list args;
    va_start(args, format);
    item->message = format_message(d->memory, format, args);
    va_end(args);
    return item;
}

diagnostic *diag_count(diagnostics *d, diag_code code, str key, span at, const char *format, ...) {
    str name = str_format(d->memory, "%d:%.*s", (int)code, STR_ARG(key));
    diagnostic *item = map_get(d->counted, name);
    if (item) {
        item->count++;
        return item;
    }
    item = append(d, code, at);
    item->key = str_dup(d->memory, key);
    va_list args;
    va_start(args, format);
    item->message = format_message(d->memory, format, args);
    va_end(args);
    map_put(d->counted, name, item);
    return item;
}

void diag_add_note(diagnostics *d, diagnostic *to, span at, const char *format, ...) {
    diag_note *note = ARENA_NEW(d->memory, diag_note);
    note->at = at;
    va_list args;
    va_start(args, format);
    note->message = format_message(d->memory, format, args);
    va_end(args);
    diag_note **end = &to->notes;
    while (*end)
        end = &(*end)->next;
    *end = note;
}

void diag_suggest(diagnostics *d, diagnostic *to, str word, const str *candidates, size_t count) {
    str guess = text_closest(word, candidates, count);
    if (guess.len)
        diag_add_note(d, to, (span){0}, "did you mean `%.*s`?", STR_ARG(guess));
}
