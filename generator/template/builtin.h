/* What the built-in filters, tests and methods have in common (private to template/). */
#ifndef SWAGE_TEMPLATE_BUILTIN_H
#define SWAGE_TEMPLATE_BUILTIN_H

#include "template/number.h"
#include "template/run.h"

static inline const node *here(const template_call *call) {
    return call->run->at;
}

/* Argument as text, whatever it is (soft_str). False after an error. */
bool argument_text(template_call *call, size_t index, str *out);
/* A string argument, or an error; where not given (or none) *out stays. */
bool argument_string(template_call *call, size_t index, str *out);
/* Truth of an argument; `fallback` when it was not given. An error when it is undefined. */
bool argument_truth(template_call *call, size_t index, bool fallback);
/* An argument that has to be an integer or boolean, as `reverse` of sort; false after an error. */
bool argument_switch(template_call *call, size_t index, bool *out);
/* Whether an argument was given and is not none. */
bool argument_present(const template_call *call, size_t index);
/* An error when the argument is undefined. */
bool argument_defined(template_call *call, size_t index);

/* The text of a buffer, which is freed. */
value result_text(template_call *call, buf *out);

/* Splits at line ends as str.splitlines(): the line at *at, which moves behind its end. */
bool next_line(str s, size_t *at, str *line);
/* White space at both ends, or characters of `chars` where that is not NULL. */
str strip(str s, const str *chars, bool left, bool right);
void append_pad(buf *out, str s, int64_t before, int64_t after, str fill);
bool text_is(str s, bool (*all)(uint32_t c));

/* Python's str.format() and %; false after an error. */
value format_braces(template_call *call);
value format_map(template_call *call);
value format_percent(template_run *run, const node *at, value format, value args);
/* format(v, spec) */
bool format_spec(template_run *run, buf *out, value v, str spec);

/*
 * x.a.b or x.0 for a path "a.b"; none: x itself. Undefined where there is none, or the fallback
 * (when it is given and not none) in place of each part that is missing.
 */
value get_path(template_call *call, value object, value path, value fallback);

/*
 * The text of an argument, or its default, as it goes into or is sought in the first one: escaped
 * when that is trusted and the argument is not.
 */
str beside_first(template_call *call, size_t index, str text);

/* Text in lower case, for comparisons that ignore it; other values as they are. */
value fold_text(template_call *call, value v);

/* How values are ordered: a set of flags. */
enum {
    SORT_REVERSE = 1, /* downwards */
    SORT_EQUAL = 2,   /* keys that are equal need no order, as if they were items of lists */
    SORT_MIXED = 4    /* keys of dicts of any kind: none, then numbers, strings and tuples */
};

/* Orders values by their keys; run->failed after an error. */
void sort_values(template_call *call, value *items, const value *keys, uint32_t count,
                 unsigned how);

/* Positions of the keys in their order upwards, in the run's memory. */
const uint32_t *sorted_order(template_run *run, const node *at, const value *keys, uint32_t count);

/* float("…"), int("…"): false when the text is no number. */
bool parse_float(str s, double *out);
bool parse_int(arena *memory, str s, unsigned base, value *out);
bool is_escaped(value v);

#endif
