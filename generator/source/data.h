/*
 * Files of plain data: what `swage render` gives to a template.
 *
 * JSON is read as everywhere. YAML is read as PyYAML's safe_load does it, by YAML 1.1, since that
 * is what users of Jinja know: `yes` and `off` are booleans, 0755 is octal, 1:30 is 90, keys keep
 * their type, a key that stands twice has its last value. Dates become text, in the form that
 * Python writes them in; what a tag of one's own would make is an error.
 */
#ifndef SWAGE_SOURCE_DATA_H
#define SWAGE_SOURCE_DATA_H

#include "source/source.h"

/* The file's one value: null when it is empty. False after reporting what is wrong. */
__attribute__((warn_unused_result)) bool data_read(arena *a, diagnostics *d,
                                                   const source_file *file, value *out);

/* What a plain scalar means in YAML 1.1; `ok` is false for what has the form of none. */
value data_scalar(arena *a, str text, bool *ok);

#endif
