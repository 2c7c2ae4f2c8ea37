/* Text layouts that filters use: tables, JSON styles, wrapped lines (private to template/). */
#ifndef SWAGE_TEMPLATE_TABLE_H
#define SWAGE_TEMPLATE_TABLE_H

#include "template/run.h"

/* A line broken into pieces of at most `width` characters, as Python's textwrap does it. */
void wrap_line(arena *memory, buf *out, str line, int64_t width, bool break_long,
               bool break_hyphens, str separator);

/* Without HTML comments and tags, white space run together, entities resolved. */
void striptags(buf *out, str s);

/*
 * A Markdown table whose columns all have one width: that of the widest cell in code points, a
 * line break in it counting as one. Line breaks are written <br/>; no line feed at the end.
 */
bool table_write(template_run *run, const node *at, buf *out, value rows);

/* JSON in a style: "compact", "lines" (every item on a line of its own) or "comma". */
bool json_write_style(template_run *run, const node *at, buf *out, value v, str style);

/*
 * JSON as Python's json.dumps(v, sort_keys=True, indent=…) writes it; indent < 0: none. A level is
 * indented by so many times the `unit`, or blanks where that is empty.
 */
bool json_write_python(template_run *run, const node *at, buf *out, value v, int64_t indent,
                       str unit);

/* padded_table, json_style and tojson. */
void table_add_filters(template_env *env);

#endif
