/*
 * Borrowed text: a pointer and a length, not NUL-terminated, never owned.
 *
 * All text that moves between the rooms is a `str`: a slice of a source file, of the arena or of a
 * literal. What makes new text (`str_dup`, `str_format`) takes the arena it lives in, and adds a
 * NUL behind it for the system calls that want one.
 */
#ifndef SWAGE_BASE_STR_H
#define SWAGE_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *ptr;
    size_t len;
} str;

#define STR(literal) ((str){"" literal, sizeof(literal) - 1})
/* For static tables, where a compound literal is no constant. */
#define STR_INIT(literal)                                                                          \
    { "" literal, sizeof(literal) - 1 }
/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline str str_from(const char *text) {
    return (str){text, strlen(text)};
}

static inline bool str_eq(str a, str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* -1, 0 or 1 by byte order; a prefix comes before the longer text. */
int str_cmp(str a, str b);

bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

/* Offset of the first `c` (or `needle`) at or after `from`; s.len when there is none. */
size_t str_find_char(str s, size_t from, char c);
size_t str_find(str s, size_t from, str needle);

/* The part [from, to), both cut to the length. */
str str_slice(str s, size_t from, size_t to);

/* Without the white space (space, tab, CR, LF) at both ends. */
str str_trim(str s);

/* A copy in the arena, with a NUL behind it. */
str str_dup(arena *a, str s);

/* One behind the other, in the arena. */
str str_join(arena *a, str first, str second);

/* snprintf into the arena. */
__attribute__((format(printf, 2, 3))) str str_format(arena *a, const char *format, ...);

/* A hash for tables in memory, eight bytes at a time; it differs between machines. */
uint32_t str_hash(str s);

#endif
