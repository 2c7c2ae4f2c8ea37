/* Reading files into trees; see source.h. */
#include "source/source.h"

#include "base/text.h"
#include "source/readers.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static str without_bom(str text) {
    return str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.len) : text;
}

const source_file *source_from_text(arena *a, str name, str text) {
    source_file *file = ARENA_NEW(a, source_file);
    *file = (source_file){name, without_bom(text)};
    return file;
}

/* Reads to the end; 0, or the errno of what went wrong. */
static int read_all(int fd, buf *out) {
    struct stat info;
    size_t piece = 64 * 1024;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0)
        piece = (size_t)info.st_size + 1; /* one more, to see the end at once */
    for (;;) {
        ssize_t got = read(fd, buf_reserve(out, piece), piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            return 0;
        out->len += (size_t)got;
        piece = out->len < piece ? piece - (size_t)got : 64 * 1024;
    }
}

const source_file *source_read(arena *a, diagnostics *d, str path, span from) {
    bool is_stdin = str_eq(path, STR("-"));
    int fd = is_stdin ? STDIN_FILENO : open(str_dup(a, path).ptr, O_RDONLY | O_CLOEXEC);
    buf bytes = {0};
    int error = fd < 0 ? errno : read_all(fd, &bytes);
    if (fd >= 0 && !is_stdin)
        close(fd);
    const source_file *file = NULL;
    if (error)
        diag_report(d, CODE_READ, from, "can't read %.*s: %s", STR_ARG(path), strerror(error));
    else
        file = source_from_text(a, str_dup(a, path), str_dup(a, buf_str(&bytes)));
    buf_free(&bytes);
    return file;
}

/* By its byte order mark, or by the zeros of its first letters, which no text has. */
static bool is_utf16(str text) {
    return str_starts(text, STR("\xFF\xFE")) || str_starts(text, STR("\xFE\xFF")) ||
           (text.len > 1 && (text.ptr[0] == 0) != (text.ptr[1] == 0));
}

bool source_check(diagnostics *d, const source_file *file) {
    const bool utf16 = is_utf16(file->text);
    const size_t bad = utf16 ? 0 : utf8_invalid_at(file->text);
    if (bad == file->text.len)
        return true;
    span at = span_of_bytes(file, bad, bad + 1);
    if (utf16)
        diag_report(d, CODE_UTF8, at, "the file is UTF-16: save it as UTF-8");
    else
        diag_report(d, CODE_UTF8, at,
                    "the byte 0x%02X is not valid UTF-8 here: save the file as UTF-8",
                    (unsigned)(unsigned char)file->text.ptr[bad]);
    return false;
}

const node *source_parse(arena *a, diagnostics *d, const source_file *file) {
    if (!source_check(d, file))
        return NULL;
    str text = str_trim(file->text);
    if (str_ends(file->path, STR(".json")) && text.len)
        return json_read(a, d, file, false);
    if (text.len && (text.ptr[0] == '{' || text.ptr[0] == '[')) {
        arena_point before = arena_mark(a);
        const node *root = json_read(a, d, file, true);
        if (root)
            return root;
        arena_reset(a, before);
    }
    return yaml_read(a, d, file);
}
