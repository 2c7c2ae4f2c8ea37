/* Borrowed text; see str.h. */
#include "base/str.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>

int str_cmp(str a, str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(str s, str prefix) {
    return s.len >= prefix.len && memcmp(s.ptr, prefix.ptr, prefix.len) == 0;
}

bool str_ends(str s, str suffix) {
    return s.len >= suffix.len && memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

size_t str_find_char(str s, size_t from, char c) {
    if (from >= s.len)
        return s.len;
    const char *at = memchr(s.ptr + from, c, s.len - from);
    return at ? (size_t)(at - s.ptr) : s.len;
}

size_t str_find(str s, size_t from, str needle) {
    if (needle.len == 0)
        return from < s.len ? from : s.len;
    if (from >= s.len)
        return s.len;
    const char *at = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return at ? (size_t)(at - s.ptr) : s.len;
}

str str_slice(str s, size_t from, size_t to) {
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    /* An empty str may have no bytes at all, and NULL + 0 is undefined (C11, 6.5.6). */
    return (str){from ? s.ptr + from : s.ptr, to - from};
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str str_trim(str s) {
    size_t from = 0;
    while (from < s.len && is_space(s.ptr[from]))
        from++;
    while (s.len > from && is_space(s.ptr[s.len - 1]))
        s.len--;
    return str_slice(s, from, s.len);
}

str str_dup(arena *a, str s) {
    char *copy = arena_alloc(a, s.len + 1);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (str){copy, s.len};
}

str str_join(arena *a, str first, str second) {
    char *text = arena_alloc(a, first.len + second.len + 1);
    if (first.len)
        memcpy(text, first.ptr, first.len);
    if (second.len)
        memcpy(text + first.len, second.ptr, second.len);
    return (str){text, first.len + second.len};
}

str str_format(arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        mem_fail();
    char *text = arena_alloc(a, (size_t)len + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return (str){text, (size_t)len};
}

/* Multiply and fold, as in wyhash: every bit of the word reaches the low half. */
static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

uint32_t str_hash(str s) {
    uint64_t hash = s.len, word = 0;
    size_t i = 0;
    for (; i + 8 <= s.len; i += 8) {
        memcpy(&word, s.ptr + i, 8);
        hash = mix(hash, word);
    }
    word = 0;
    if (s.len > i)
        memcpy(&word, s.ptr + i, s.len - i);
    return (uint32_t)mix(hash, word);
}
