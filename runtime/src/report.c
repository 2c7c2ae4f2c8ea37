/*
 * Composes errors: the message, and the JSON Pointer (RFC 6901) from the chain of frames.
 */
#include "report.h"
#include "number.h"
#include "utf8.h"

#include <stdio.h>

const char swage_text_ends[] = "the text ends where a value is expected";
const char swage_text_null[] = "null is not allowed here";
const char swage_text_repeated[] = "the member comes a second time";
const char swage_text_no_items[] = "there is a count, but no items";
const char swage_text_too_deep[] = "nested deeper than %u levels";

static const char ellipsis[] = "\xE2\x80\xA6";

/* The path is made from its end on, as that is what must be in it. */
typedef struct path_maker {
    char text[SWAGE_PATH_SIZE];
    size_t start; /* of what has been made; ends at the last byte, a NUL */
    bool full;
} path_maker;

static void put_before(path_maker *m, const char *bytes, size_t count) {
    size_t room = m->start - (sizeof ellipsis - 1);
    if (m->full || count > room) {
        m->full = true;
        return;
    }
    m->start -= count;
    memcpy(m->text + m->start, bytes, count);
}

/*
 * A name that there is no room for is left out; but the last of a path is cut at its front, between
 * characters.
 */
static void put_name(path_maker *m, const char *name, size_t len) {
    size_t before = m->start;
    while (len > 0 && !m->full) {
        size_t n = 1;
        while (n < len && n < 4 && ((unsigned char)name[len - n] & 0xC0) == 0x80)
            n++;
        len -= n;
        if (name[len] == '~' || name[len] == '/')
            put_before(m, name[len] == '~' ? "~0" : "~1", 2);
        else if (name[len] == '\0') /* the path ends at one */
            put_before(m, "\\u0000", 6);
        else
            put_before(m, name + len, n);
    }
    put_before(m, "/", 1);
    if (m->full && before != sizeof m->text - 1)
        m->start = before;
}

static void compose_path(const frame *top, char out[SWAGE_PATH_SIZE]) {
    path_maker m;
    m.start = sizeof m.text - 1;
    m.text[m.start] = '\0';
    m.full = false;
    for (const frame *f = top; f && !m.full; f = f->up) {
        char digits[NUMBER_TEXT_SIZE];
        if (f->object && f->object->position != SWAGE_NO_POSITION) {
            const swage_field *field = &f->object->model->fields[f->object->position];
            put_name(&m, field->name, field->name_len);
            continue;
        }
        if (f->number == NO_CHILD)
            continue;
        if (f->name)
            put_name(&m, f->name, f->number);
        else
            put_name(&m, digits, swage_number_write_uint64(digits, f->number));
    }
    if (m.full) {
        m.start -= sizeof ellipsis - 1;
        memcpy(m.text + m.start, ellipsis, sizeof ellipsis - 1);
    }
    memcpy(out, m.text + m.start, sizeof m.text - m.start);
}

void swage_report_make_visible(char *text) {
    size_t len = strlen(text), good;
    while ((good = swage_utf8_valid(text, len)) < len)
        text[good] = '?';
    for (unsigned char *c = (unsigned char *)text; *c; c++) {
        bool next_is = *c == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0; /* U+0080 to U+009F */
        if (*c < 0x20 || *c == 0x7F || next_is)
            *c = '?';
        if (next_is)
            *++c = '?';
    }
}

void swage_report_clear(swage_error *error) {
    if (error)
        memset(error, 0, sizeof *error);
}

void swage_report_set_list(swage_error *error, swage_error_code code, const frame *top,
                           const char *format, va_list arguments) {
    if (!error)
        return;
    swage_report_clear(error);
    error->code = code;
    compose_path(top, error->path);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    swage_report_make_visible(error->message);
}

void swage_report_set(swage_error *error, swage_error_code code, const frame *top,
                      const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    swage_report_set_list(error, code, top, format, arguments);
    va_end(arguments);
}
