/* An owned, growing byte buffer; see buf.h. */
#include "base/buf.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *buf_reserve(buf *b, size_t more) {
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        mem_fail();
    if (b->len + more + 1 > b->capacity) {
        size_t capacity = b->capacity ? b->capacity : 256;
        while (capacity < b->len + more + 1)
            capacity *= 2;
        b->ptr = mem_realloc(b->ptr, capacity);
        b->capacity = capacity;
    }
    return b->ptr + b->len;
}

void buf_add(buf *b, const char *bytes, size_t len) {
    char *to = buf_reserve(b, len);
    if (len)
        memcpy(to, bytes, len);
    b->len += len;
    b->ptr[b->len] = '\0';
}

void buf_add_str(buf *b, str s) {
    buf_add(b, s.ptr, s.len);
}

void buf_add_char(buf *b, char c) {
    buf_add(b, &c, 1);
}

void buf_add_repeat(buf *b, char c, size_t times) {
    memset(buf_reserve(b, times), c, times);
    b->len += times;
    b->ptr[b->len] = '\0';
}

void buf_format(buf *b, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        mem_fail();
    char *to = buf_reserve(b, (size_t)len);
    va_start(args, format);
    vsnprintf(to, (size_t)len + 1, format, args);
    va_end(args);
    b->len += (size_t)len;
}

char *buf_take(buf *b) {
    buf_reserve(b, 0)[0] = '\0';
    char *bytes = b->ptr;
    *b = (buf){0};
    return bytes;
}

void buf_free(buf *b) {
    free(b->ptr);
    *b = (buf){0};
}
