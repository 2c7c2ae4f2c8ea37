/*
 * Places in files: what every node, name and diagnostic carries.
 */
#ifndef SWAGE_BASE_SPAN_H
#define SWAGE_BASE_SPAN_H

#include "base/str.h"

/* A file that was read (or a text with a name). Lives as long as the run. */
typedef struct source_file {
    str path; /* as the user wrote it, "-" for stdin; what diagnostics print */
    str text; /* the whole of it */
} source_file;

/*
 * From the first character to behind the last. Lines and columns count from 1, columns in code
 * points. line 0: no place is known (or the file as a whole, when `file` is set).
 */
typedef struct span {
    const source_file *file;
    uint32_t line, column;
    uint32_t end_line, end_column;
} span;

/* The span of bytes [from, to) of a file; counts lines, so for errors and not for hot paths. */
span span_of_bytes(const source_file *file, size_t from, size_t to);

/* The text of a line (from 1), without its line feed; empty when there is no such line. */
str source_line(const source_file *file, uint32_t line);

/* Where a walk through the lines of a file stands; all zero is before the first file. */
typedef struct line_cursor {
    const source_file *file;
    uint32_t line;
    size_t start; /* of that line */
} line_cursor;

/* source_line, from where the cursor stands: for many lines that are near to each other. */
str source_line_near(line_cursor *cursor, const source_file *file, uint32_t line);

#endif
