/* What Python's ways to format have in common: "{}".format(x) and "%s" % x (private to template/).
 */
#ifndef SWAGE_TEMPLATE_FORMAT_H
#define SWAGE_TEMPLATE_FORMAT_H

#include "template/builtin.h"

enum { WIDEST = 100000 };

typedef struct format_spec_parts {
    str fill;
    char align, sign, grouping, type;
    bool alternate, zero;
    bool no_negative_zero;    /* the option z */
    int64_t width, precision; /* -1: not given */
} spec;

/* Sign, prefix, fill and digits of a number. */
void format_number(buf *out, const spec *s, bool negative, str prefix, str body);
void format_text(buf *out, const spec *s, str text);
bool format_integer(template_run *run, buf *out, value v, const spec *s);
bool format_float(buf *out, double number, const spec *s);
/* Magnitude of an integer as text; its sign apart. */
str format_digits(arena *memory, value v, char room[72], unsigned base, bool upper, bool *negative);
/* The number at *at, which moves behind it; -1 when there is none. */
int64_t format_size(str s, size_t *at);
/* repr(v), or ascii(v). */
void format_repr(template_run *run, buf *out, value v, bool ascii);

#endif
