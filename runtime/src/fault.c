/*
 * The parser's errors: where they are, and whether the parse goes on; and the frames that tell it.
 */
#include "parser.h"

size_t swage_count_newlines(const char *from, const char *end) {
    size_t count = 0;
    for (; !PORT_SMALL && end - from >= PORT_BLOCK; from += PORT_BLOCK)
        count += port_count_bits(port_newlines(from));
    while (from < end)
        count += *from++ == '\n';
    return count;
}

/* The line feeds in front of a place, counted from the one that was asked for before. */
static size_t newlines_before(parser *p, const char *at) {
    if (at < p->counted)
        p->newlines -= swage_count_newlines(at, p->counted);
    else
        p->newlines += swage_count_newlines(p->counted, at);
    p->counted = at;
    return p->newlines;
}

/*
 * Where the line of a place begins that is behind line_from, or in the value that ends there. It is
 * looked for up to the place that was told last, where that is on the same line or before it.
 */
static const char *find_line_start(parser *p, const char *place) {
    if (p->told < p->line_from || place < p->told_start) {
        p->told = p->line_from;
        p->told_start = p->line_start;
    }
    const char *at = place;
    while (!PORT_SMALL && at - p->told >= PORT_BLOCK && port_newlines(at - PORT_BLOCK) == 0)
        at -= PORT_BLOCK;
    while (at > p->told && at[-1] != '\n')
        at--;
    if (at > p->told)
        p->told_start = at;
    p->told = place;
    return p->told_start;
}

static void find_line(parser *p, const char *at, const frame *container, swage_error *error) {
    bool fixed = container && container->column;
    size_t made = fixed ? container->made : at < p->line_from ? p->made_before : p->made;
    error->offset = (size_t)(at - p->begin);
    error->line = newlines_before(p, at) - made + 1;
    error->column = fixed ? container->column : (size_t)(at - find_line_start(p, at)) + 1;
}

/* The lines of the containers that are open, outermost first, so that nothing is looked at twice.
 */
static void fix_frames(parser *p, frame *f) {
    if (!f || f->column)
        return;
    fix_frames(p, f->up);
    p->line_start = find_line_start(p, f->start);
    p->line_from = f->start;
    f->column = (size_t)(f->start - p->line_start) + 1;
    f->made = p->made;
}

void swage_fault_newlines_made(parser *p, const char *start, const char *end, size_t count) {
    if (start > p->line_from) { /* not the second time in a value */
        fix_frames(p, p->top);
        p->line_start = find_line_start(p, start);
        p->made_before = p->made;
    }
    p->line_from = end;
    p->made += count;
}

/* The place for the error in the making: NULL when there is none to be made. */
static swage_error *next_error(parser *p) {
    bool first = !p->failed;
    p->failed = true;
    if (p->error_count < p->max_errors)
        return &p->errors[p->error_count++];
    return first && p->max_errors == 0 ? p->first : NULL;
}

static bool tell(parser *p, const char *at, const frame *container, const frame *top,
                 swage_error_code code, const char *format, va_list arguments) {
    const bool trial = p->trial && code != SWAGE_ERROR_NO_MEMORY;
    swage_error *error = trial ? p->why : next_error(p);
    if (!error)
        return false;
    swage_report_set_list(error, code, top, format, arguments);
    if (trial) {
        p->why = NULL;
        return false;
    }
    find_line(p, at, container, error);
    if (p->errors && p->error_count == 1 && p->first)
        *p->first = *error;
    return p->error_count < p->max_errors;
}

bool swage_fault(parser *p, const char *at, swage_error_code code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    bool go_on = tell(p, at, NULL, p->top, code, format, arguments);
    va_end(arguments);
    return go_on;
}

bool swage_fault_of(parser *p, const frame *container, swage_error_code code, const char *format,
                    ...) {
    va_list arguments;
    va_start(arguments, format);
    bool go_on = tell(p, container->start, container, container->up, code, format, arguments);
    va_end(arguments);
    return go_on;
}

const char *swage_no_memory(parser *p, const char *at) {
    p->out_of_memory = true;
    return FATAL(p, at, NO_MEMORY, "no memory left");
}

static const char no_value[] = "something else";

const char *swage_kind_at(const parser *p, const char *at) {
    if (at >= p->in.end)
        return "the end of the text";
    switch (*at) {
    case '"':
        return "a string";
    case '{':
        return "an object";
    case '[':
        return "an array";
    case 't':
    case 'f':
        return "a boolean";
    case 'n':
        return "null";
    default:
        return *at == '-' || (*at >= '0' && *at <= '9') ? "a number" : no_value;
    }
}

const char *swage_wrong_kind(parser *p, const char *at, const char *expected) {
    const char *kind = swage_kind_at(p, at);
    if (at == p->in.end || kind == no_value) /* which tells of that */
        return swage_skip_value(p, at);
    return REFUSE(p, at, TYPE, "expected %s, got %s", expected, kind);
}

bool swage_too_deep(parser *p, const char *at) {
    swage_fault(p, at, SWAGE_ERROR_DEPTH, swage_text_too_deep, p->max_depth);
    return false;
}

bool swage_enter(parser *p, frame *f, const char *at) {
    return enter(p, f, at);
}
