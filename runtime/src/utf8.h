/*
 * UTF-8 by RFC 3629: checked, counted, written.
 */
#ifndef SWAGE_SRC_UTF8_H
#define SWAGE_SRC_UTF8_H

#include <swage/fast/portability.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the sequence at `at` (before `end`), 0 when it is not well-formed. */
size_t swage_utf8_sequence(const char *at, const char *end);
ALWAYS_INLINE size_t utf8_sequence_here(const char *at, const char *end) {
    const unsigned char *s = (const unsigned char *)at;
    size_t room = (size_t)(end - at);
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xE0)
        return s[0] >= 0xC2 && room >= 2 && (s[1] & 0xC0) == 0x80 ? 2 : 0;
    if (s[0] < 0xF0) {
        if (room < 3 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80)
            return 0;
        unsigned top = (s[0] & 0x0FU) << 1 | (s[1] >> 5 & 1U);
        return top != 0 && top != 0x1B ? 3 : 0; /* no longer than need be; no surrogates */
    }
    if (s[0] > 0xF4 || room < 4 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80 ||
        (s[3] & 0xC0) != 0x80)
        return 0;
    unsigned top = (s[0] & 7U) << 2 | (s[1] >> 4 & 3U);
    return top >= 1 && top <= 0x10 ? 4 : 0;
}

static inline size_t utf8_sequence(const char *at, const char *end) {
    return PORT_SMALL ? swage_utf8_sequence(at, end) : utf8_sequence_here(at, end);
}

/* The same for two and three bytes, of four that were loaded with the first one lowest; else 0. */
static inline size_t utf8_short_sequence(uint32_t w) {
    if ((w & 0x00C0C0F0U) == 0x008080E0U) { /* no longer than need be, and no surrogate */
        uint32_t top = w & 0x200FU;
        return top != 0 && top != 0x200DU ? 3 : 0;
    }
    return (w & 0xC0E0U) == 0x80C0U && (w & 0x1EU) ? 2 : 0;
}

/* How many of the bytes, from the first on, are well-formed. */
size_t swage_utf8_valid(const char *text, size_t len);

/* The number of code points of a well-formed text. */
size_t swage_utf8_count(const char *text, size_t len);

/* Writes a code point (no surrogate, at most 0x10FFFF) in 1 to 4 bytes; how many. */
size_t swage_utf8_put(char *out, uint32_t code_point);

/* The code point at *at, which moves behind it; of a well-formed text. */
uint32_t swage_utf8_next(const char **at);

#endif
