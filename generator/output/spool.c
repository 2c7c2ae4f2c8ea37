/* Where rendered files wait; see spool.h. */
#include "output/spool.h"

enum { SPOOL_IN_MEMORY = 1024 * 1024 };

/* Moves what is in memory to a file; without one (no place for it), memory has to do. */
static void move_to_file(spool *s) {
    FILE *file = tmpfile();
    if (!file)
        return;
    if (fwrite(buf_str(&s->memory).ptr, 1, s->memory.len, file) != s->memory.len) {
        fclose(file);
        return;
    }
    s->file = file;
    buf_free(&s->memory);
}

/* When the disk of the spool is full, what was written comes back to memory. */
static void come_back(spool *s) {
    FILE *file = s->file;
    s->file = NULL;
    char *room = buf_reserve(&s->memory, s->len);
    rewind(file);
    s->memory.len = fread(room, 1, s->len, file);
    fclose(file);
}

size_t spool_add(spool *s, str bytes) {
    size_t offset = s->len;
    if (!s->file && s->len + bytes.len > SPOOL_IN_MEMORY)
        move_to_file(s);
    if (s->file && (fseek(s->file, (long)offset, SEEK_SET) ||
                    fwrite(bytes.ptr, 1, bytes.len, s->file) != bytes.len || fflush(s->file)))
        come_back(s);
    if (!s->file)
        buf_add_str(&s->memory, bytes);
    s->len += bytes.len;
    return offset;
}

bool spool_read(spool *s, size_t offset, size_t len, buf *out) {
    out->len = 0;
    if (!s->file) {
        buf_add_str(out, str_slice(buf_str(&s->memory), offset, offset + len));
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
