/*
 * Diagnostics as text and as JSON; see report.h.
 *
 * The source line is shown as a terminal shows it: tabs as blanks up to the next stop of 4, control
 * characters as `?`, wide characters two columns wide, and of a long line the part around the
 * place.
 */
#include "cli/report.h"

#include "base/text.h"
#include "base/value.h"
#include "cli/width.h"

#include <stdlib.h>

enum { TAB = 4, LINE_WIDTH = 100, LINE_LEAD = 60, AROUND = 1000 };

typedef struct painter {
    buf *out;
    bool color;
    line_cursor *lines; /* the lines that are shown are near to each other */
} painter;

static void paint(const painter *p, const char *code, const char *text) {
    if (p->color)
        buf_format(p->out, "\033[%sm%s\033[0m", code, text);
    else
        buf_add_str(p->out, str_from(text));
}

/* Text of a message; a control character in it (from a spec) must not reach the terminal. */
static void write_safe(buf *out, str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == 0x7F)
            buf_format(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\x%02X", c);
        else
            buf_add_char(out, (char)c);
    }
}

static void write_place(buf *out, span at) {
    if (!at.file)
        return;
    write_safe(out, at.file->path);
    if (at.line)
        buf_format(out, ":%u:%u", at.line, at.column);
    buf_add_str(out, STR(": "));
}

/* A code point on the screen, at column `at` (from 0): adds what is shown, returns its width. */
static unsigned show(buf *out, str text, size_t *offset, unsigned at) {
    uint32_t code_point;
    size_t start = *offset;
    if (!utf8_next(text, offset, &code_point)) {
        ++*offset;
        code_point = 0;
    }
    if (code_point == '\t') {
        unsigned width = TAB - at % TAB;
        buf_add_repeat(out, ' ', width);
        return width;
    }
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) {
        buf_add_char(out, '?');
        return 1;
    }
    buf_add_str(out, str_slice(text, start, *offset));
    return width_of(code_point);
}

/* The line as it is shown, its width, and the screen columns [*from, *to) of the span. */
static unsigned layout_line(buf *shown, str line, span at, unsigned *from, unsigned *to) {
    unsigned column = 0;
    uint32_t number = 1;
    bool same_line = at.end_line == at.line;
    bool found_from = false, found_to = false;
    for (size_t offset = 0; offset < line.len; number++) {
        if (number == at.column) {
            *from = column;
            found_from = true;
        }
        if (same_line && number == at.end_column) {
            *to = column;
            found_to = true;
        }
        column += show(shown, line, &offset, column);
    }
    if (!found_from)
        *from = column;
    if (!found_to)
        *to = column;
    if (*to <= *from)
        *to = *from + 1;
    return column;
}

/* Cuts what is shown to the columns [first, first + LINE_WIDTH), with … where it was cut. */
static void write_cut(buf *out, str shown, unsigned first) {
    unsigned column = 0;
    bool cut_end = false;
    if (first)
        buf_add_str(out, STR("\xE2\x80\xA6"));
    for (size_t offset = 0; offset < shown.len;) {
        size_t start = offset;
        uint32_t code_point = ' ';
        if (!utf8_next(shown, &offset, &code_point))
            offset++;
        unsigned width = width_of(code_point);
        if (column >= first + LINE_WIDTH)
            cut_end = true;
        else if (column >= first)
            buf_add_str(out, str_slice(shown, start, offset));
        else if (column + width > first)
            buf_add_char(out, ' '); /* the right half of a wide character */
        column += width;
    }
    if (cut_end)
        buf_add_str(out, STR("\xE2\x80\xA6"));
    buf_add_char(out, '\n');
}

/* What is around the place: a whole spec can be one line, and only a little of it is shown. */
static str cut_around(str line, span *at) {
    size_t from = at->column > AROUND ? at->column - AROUND : 0;
    line = str_slice(line, utf8_offset(line, from), line.len);
    line.len = utf8_offset(line, 2 * AROUND);
    at->column -= (uint32_t)from;
    at->end_column -= at->end_column > from ? (uint32_t)from : 0;
    return line;
}

static void write_source(const painter *p, span at) {
    if (!at.file || at.line == 0 || at.file->text.len == 0)
        return;
    str line = cut_around(source_line_near(p->lines, at.file, at.line), &at);
    buf shown = {0};
    unsigned from = 0, to = 1;
    unsigned all = layout_line(&shown, line, at, &from, &to);
    unsigned first = from > LINE_LEAD && all > LINE_WIDTH ? from - LINE_LEAD : 0;
    buf_format(p->out, "%5u | ", at.line);
    write_cut(p->out, buf_str(&shown), first);
    unsigned width = to - from, most = first + LINE_WIDTH - from;
    buf_add_str(p->out, STR("      | "));
    buf_add_repeat(p->out, ' ', from - first + (first > 0));
    buf marks = {0};
    buf_add_repeat(&marks, '^', width < most ? width : most > 0 ? most : 1);
    paint(p, "1;32", buf_str(&marks).ptr);
    buf_add_char(p->out, '\n');
    buf_free(&marks);
    buf_free(&shown);
}

static void write_notes(const painter *p, const diagnostic *item) {
    for (const diag_note *note = item->notes; note; note = note->next) {
        write_place(p->out, note->at);
        paint(p, "1;36", note->at.file ? "note: " : "hint: ");
        write_safe(p->out, note->message);
        buf_add_char(p->out, '\n');
        write_source(p, note->at);
    }
}

static void write_text(const painter *p, const diagnostic *item) {
    if (item->at.file)
        write_place(p->out, item->at);
    else
        buf_add_str(p->out, STR("swage: "));
    bool error = item->severity == DIAG_ERROR;
    paint(p, error ? "1;31" : "1;35", error ? "error: " : "warning: ");
    write_safe(p->out, item->message);
    if (item->count > 1)
        buf_format(p->out, " (met %zu times)", item->count);
    buf_format(p->out, " [%s]\n", diag_code_text(item->code));
    write_source(p, item->at);
    write_notes(p, item);
}

static void put_place(value object, span at) {
    if (at.file)
        value_put(object, STR("file"), value_str(at.file->path));
    if (at.line == 0)
        return;
    value_put(object, STR("line"), value_int(at.line));
    value_put(object, STR("column"), value_int(at.column));
    value_put(object, STR("endLine"), value_int(at.end_line));
    value_put(object, STR("endColumn"), value_int(at.end_column));
}

static void write_json(buf *out, const diagnostic *item) {
    arena scratch = {0};
    value object = value_new_dict(&scratch), notes = value_new_list(&scratch);
    bool error = item->severity == DIAG_ERROR;
    value_put(object, STR("severity"), value_str(error ? STR("error") : STR("warning")));
    value_put(object, STR("code"), value_str(str_from(diag_code_text(item->code))));
    value_put(object, STR("message"), value_str(item->message));
    put_place(object, item->at);
    if (item->count > 1)
        value_put(object, STR("count"), value_int((int64_t)item->count));
    for (const diag_note *note = item->notes; note; note = note->next) {
        value inner = value_new_dict(&scratch);
        value_put(inner, STR("message"), value_str(note->message));
        put_place(inner, note->at);
        value_append(notes, inner);
    }
    if (item->notes)
        value_put(object, STR("notes"), notes);
    value_write_json(out, object, 0);
    buf_add_char(out, '\n');
    arena_free(&scratch);
}

/* A diagnostic with what it is sorted by. */
typedef struct ranked {
    const diagnostic *item;
    size_t file, order;
    bool shown;
} ranked;

static int by_place(const void *left, const void *right) {
    const ranked *a = left, *b = right;
    const size_t l[] = {a->file, a->item->at.line, a->item->at.column, a->order};
    const size_t r[] = {b->file, b->item->at.line, b->item->at.column, b->order};
    for (int i = 0; i < 4; i++)
        if (l[i] != r[i])
            return l[i] < r[i] ? -1 : 1;
    return 0;
}

static size_t file_rank(const ranked *all, size_t count, const source_file *file) {
    if (!file)
        return 0;
    for (size_t i = 0; i < count; i++) {
        const source_file *other = all[i].item->at.file;
        if (other && (other == file || str_eq(other->path, file->path)))
            return all[i].file;
    }
    return count + 1;
}

static ranked *sort(arena *a, const diagnostics *d, size_t *count) {
    ranked *all = ARENA_ARRAY(a, d->errors + d->warnings, ranked);
    *count = 0;
    for (const diagnostic *item = d->first; item; item = item->next, ++*count)
        all[*count] = (ranked){item, file_rank(all, *count, item->at.file), *count, false};
    if (*count)
        qsort(all, *count, sizeof *all, by_place);
    return all;
}

static void write_rest(const painter *p, size_t hidden, const char *what) {
    if (hidden)
        buf_format(p->out, "\xE2\x80\xA6 and %zu more %s%s\n", hidden, what, hidden > 1 ? "s" : "");
}

/*
 * Chooses `limit` of one severity: the first of each code, then the second of each, and so on, so
 * that many of one code hide no other one.
 */
static void choose(ranked *all, size_t count, diag_severity severity, size_t limit) {
    size_t chosen = 0, before = count;
    while (chosen < limit && chosen != before) {
        bool met[CODE_COUNT] = {false};
        before = chosen;
        for (size_t i = 0; i < count && chosen < limit; i++) {
            const diagnostic *item = all[i].item;
            if (item->severity != severity || all[i].shown || met[item->code])
                continue;
            met[item->code] = all[i].shown = true;
            chosen++;
        }
    }
}

void report_write(buf *out, const diagnostics *d, const report_options *options) {
    arena scratch = {0};
    line_cursor lines = {0};
    painter p = {out, options->color, &lines};
    const size_t limit = options->limit;
    size_t count;
    ranked *all = sort(&scratch, d, &count);
    choose(all, count, DIAG_WARNING, limit);
    choose(all, count, DIAG_ERROR, limit);
    for (size_t i = 0; i < count; i++) {
        if (options->json)
            write_json(out, all[i].item);
        else if (all[i].shown)
            write_text(&p, all[i].item);
    }
    if (!options->json) {
        write_rest(&p, d->warnings > limit ? d->warnings - limit : 0, "warning");
        write_rest(&p, d->errors > limit ? d->errors - limit : 0, "error");
    }
    arena_free(&scratch);
}
