/*
 * An owned, growing byte buffer: what output is collected in.
 *
 * All zero is an empty buffer. The owner frees it with buf_free, or hands its bytes on by
 * buf_take. A NUL always stands behind the bytes once something was added.
 */
#ifndef SWAGE_BASE_BUF_H
#define SWAGE_BASE_BUF_H

#include "base/str.h"

typedef struct buf {
    char *ptr;
    size_t len, capacity;
} buf;

/* Room for `more` bytes behind the ones there are; the pointer to write them to. */
char *buf_reserve(buf *b, size_t more);

void buf_add(buf *b, const char *bytes, size_t len);
void buf_add_str(buf *b, str s);
void buf_add_char(buf *b, char c);
void buf_add_repeat(buf *b, char c, size_t times);
__attribute__((format(printf, 2, 3))) void buf_format(buf *b, const char *format, ...);

static inline str buf_str(const buf *b) {
    return (str){b->ptr ? b->ptr : "", b->len};
}

/* Gives the bytes (malloc'ed, NUL-terminated) to the caller and leaves the buffer empty. */
char *buf_take(buf *b);

void buf_free(buf *b);

#endif
