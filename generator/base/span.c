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

str source_line(const source_file *file, uint32_t line) {
    size_t start = 0;
    for (uint32_t i = 1; i < line && start < file->text.len; i++)
        start = str_find_char(file->text, start, '\n') + 1;
    if (start > file->text.len || line == 0)
        return STR("");
    str text = str_slice(file->text, start, str_find_char(file->text, start, '\n'));
    if (str_ends(text, STR("\r")))
        text.len--;
    return text;
}
