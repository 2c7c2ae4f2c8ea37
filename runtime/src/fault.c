/*
 * The parser's errors: where they are, and whether the parse goes on; and the frames that tell it.
 */
#include "parser.h"

/* Moves the counted part of the text up to `at`. */
static void count_lines(parser *p, const char *at) {
    const char *from = p->line_from;
    for (; !PORT_SMALL && at - from >= PORT_BLOCK; from += PORT_BLOCK) {
        uint64_t newlines = port_newlines(from);
        if (newlines) {
            p->line += port_count_bits(newlines);
            p->line_start = from + 64 - port_leading_zeros(newlines);
        }
    }
    while (from < at) {
        const char *newline = memchr(from, '\n', (size_t)(at - from));
        if (!newline)
            break;
        from = newline + 1;
        p->line++;
        p->line_start = from;
    }
    if (p->line_from < at)
        p->line_from = at;
}

/*
 * The line and column of a place. Places behind line_start can be told from there; those before it
 * are starts of containers (whose lines are fixed before that is moved).
 */
static void find_line(parser *p, const char *at, const frame *container, swage_error *error) {
    error->offset = (size_t)(at - p->begin);
    if (container && container->line) {
        error->line = container->line;
        error->column = container->column;
        return;
    }
    if (at < p->line_start) {
        p->line_from = p->line_start = p->begin;
        p->line = 1;
    }
    count_lines(p, at);
    error->line = p->line;
    error->column = (size_t)(at - p->line_start) + 1;
}

/* Outermost first, as text is counted forward. */
static void fix_frames(parser *p, frame *f) {
    if (!f || f->line)
        return;
    fix_frames(p, f->up);
    swage_error place;
    find_line(p, f->start, NULL, &place);
    f->line = place.line;
    f->column = place.column;
}

void swage_fault_fix_lines(parser *p, const char *at, const char *end) {
    fix_frames(p, p->top);
    count_lines(p, at);
    p->line_from = end;
}

/* The place for the error in the making: NULL when there is none to be made. */
static swage_error *next_error(parser *p, swage_error_code code) {
    if (p->trial && code != SWAGE_ERROR_NO_MEMORY)
        return NULL;
    bool first = !p->failed;
    p->failed = true;
    if (p->error_count < p->max_errors)
        return &p->errors[p->error_count++];
    return first && p->max_errors == 0 ? p->first : NULL;
}

static bool tell(parser *p, const char *at, const frame *container, const frame *top,
                 swage_error_code code, const char *format, va_list arguments) {
    swage_error *error = next_error(p, code);
    if (!error)
        return false;
    swage_report_set_list(error, code, top, format, arguments);
    if (p->max_errors)
        fix_frames(p, p->top);
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

const char *swage_fatal(parser *p, const char *at, swage_error_code code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    tell(p, at, NULL, p->top, code, format, arguments);
    va_end(arguments);
    return NULL;
}

const char *swage_no_memory(parser *p, const char *at) {
    p->out_of_memory = true;
    return swage_fatal(p, at, SWAGE_ERROR_NO_MEMORY, "no memory left");
}

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
        return *at == '-' || (*at >= '0' && *at <= '9') ? "a number" : "something else";
    }
}

const char *swage_wrong_kind(parser *p, const char *at, const char *expected) {
    if (at == p->in.end) /* which tells of that */
        return swage_skip_value(p, at);
    return REFUSE(p, at, TYPE, "expected %s, got %s", expected, swage_kind_at(p, at));
}

bool swage_too_deep(parser *p, const char *at) {
    swage_fatal(p, at, SWAGE_ERROR_DEPTH, "nested deeper than %u levels", p->max_depth);
    return false;
}

bool swage_enter(parser *p, frame *f, const char *at) {
    return enter(p, f, at);
}
