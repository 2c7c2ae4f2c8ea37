/* Dependency files; see depfile.h. */
#include "output/depfile.h"

/* As GCC writes them, which make, ninja and CMake read. For `;` and `|` make has no way. */
static void write_path(buf *out, str path) {
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (c == ' ' || c == '\t') {
            /* Back-slashes right before a blank stand for themselves only when doubled. */
            for (size_t k = i; k > 0 && path.ptr[k - 1] == '\\'; k--)
                buf_add_char(out, '\\');
            buf_add_char(out, '\\');
        } else if (c == '#' || c == ':') {
            buf_add_char(out, '\\');
        } else if (c == '$') {
            buf_add_char(out, '$');
        }
        buf_add_char(out, c);
    }
}

void depfile_write(buf *out, const str *targets, size_t target_count, const str *sources,
                   size_t source_count) {
    for (size_t i = 0; i < target_count; i++) {
        buf_add_str(out, i ? STR(" \\\n") : STR(""));
        write_path(out, targets[i]);
    }
    buf_add_char(out, ':');
    for (size_t i = 0; i < source_count; i++) {
        buf_add_str(out, STR(" \\\n  "));
        write_path(out, sources[i]);
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < source_count; i++) {
        write_path(out, sources[i]);
        buf_add_str(out, STR(":\n"));
    }
}
