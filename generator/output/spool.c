/* Where rendered files wait; see spool.h. */
#include "output/spool.h"

enum { SPOOL_IN_MEMORY = 1024 * 1024 };

/* Puts what is in memory behind what is in the file; false when that can't be done. */
static bool move_to_file(spool *s) {
    str bytes = buf_str(&s->memory);
    if (!s->file && !(s->file = tmpfile()))
        return false;
    if (fseek(s->file, (long)s->stored, SEEK_SET) ||
        fwrite(bytes.ptr, 1, bytes.len, s->file) != bytes.len || fflush(s->file))
        return false;
    s->stored += bytes.len;
    s->memory.len = 0;
    return true;
}

/* When the disk of the spool is full, what is in the file comes back to memory. */
static void come_back(spool *s) {
    buf all = {0};
    s->no_file = true;
    if (!s->file)
        return;
    rewind(s->file);
    all.len = fread(buf_reserve(&all, s->stored), 1, s->stored, s->file);
    fclose(s->file);
    s->file = NULL;
    s->stored = 0;
    buf_add_str(&all, buf_str(&s->memory));
    buf_free(&s->memory);
    s->memory = all;
}

size_t spool_add(spool *s, str bytes) {
    bool is_full = s->memory.len && s->memory.len + bytes.len > SPOOL_IN_MEMORY;
    if (is_full && !s->no_file && !move_to_file(s))
        come_back(s);
    size_t offset = s->stored + s->memory.len;
    buf_add_str(&s->memory, bytes);
    return offset;
}

bool spool_read(spool *s, size_t offset, size_t len, buf *out) {
    out->len = 0;
    if (offset >= s->stored) {
        size_t from = offset - s->stored;
        buf_add_str(out, str_slice(buf_str(&s->memory), from, from + len));
        return out->len == len;
    }
    if (fseek(s->file, (long)offset, SEEK_SET))
        return false;
    out->len = fread(buf_reserve(out, len), 1, len, s->file);
    return out->len == len;
}

void spool_free(spool *s) {
    if (s->file)
        fclose(s->file);
    buf_free(&s->memory);
    *s = (spool){0};
}
