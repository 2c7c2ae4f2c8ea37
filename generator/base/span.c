/* Places in files; see span.h. */
#include "base/span.h"

#include "base/text.h"

static void locate(str text, size_t offset, uint32_t *line, uint32_t *column) {
    size_t start = 0;
    *line = 1;
    for (size_t at = str_find_char(text, 0, '\n'); at < offset;
         at = str_find_char(text, start, '\n')) {
        start = at + 1;
        ++*line;
    }
    *column = (uint32_t)utf8_count(str_slice(text, start, offset)) + 1;
}

span span_of_bytes(const source_file *file, size_t from, size_t to) {
    span s = {.file = file};
    size_t end = file->text.len;
    locate(file->text, from < end ? from : end, &s.line, &s.column);
    locate(file->text, to < end ? to : end, &s.end_line, &s.end_column);
    return s;
}

str source_line_near(line_cursor *cursor, const source_file *file, uint32_t line) {
    str text = file->text;
    if (line == 0)
        return STR("");
    if (cursor->file != file)
        *cursor = (line_cursor){file, 1, 0};
    for (; cursor->line < line && cursor->start <= text.len; cursor->line++)
        cursor->start = str_find_char(text, cursor->start, '\n') + 1;
    for (; cursor->line > line; cursor->line--) {
        size_t start = cursor->start - 1; /* of the line feed before, or of what is missing there */
        while (start > 0 && text.ptr[start - 1] != '\n')
            start--;
        cursor->start = start;
    }
    if (cursor->start > text.len)
        return STR("");
    str found = str_slice(text, cursor->start, str_find_char(text, cursor->start, '\n'));
    if (str_ends(found, STR("\r")))
        found.len--;
    return found;
}

str source_line(const source_file *file, uint32_t line) {
    line_cursor cursor = {0};
    return source_line_near(&cursor, file, line);
}
