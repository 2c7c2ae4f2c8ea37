/*
 * UTF-8: checks and counts whole texts.
 */
#include "utf8.h"

#include <swage/fast/portability.h>

#define HIGH_BITS 0x8080808080808080U

size_t swage_utf8_sequence(const char *at, const char *end) {
    return utf8_sequence_here(at, end);
}

size_t swage_utf8_valid(const char *text, size_t len) {
    const char *at = text, *end = text + len;
    while (at < end) {
        if (end - at >= 8 && (port_load64(at) & HIGH_BITS) == 0) {
            at += 8;
            continue;
        }
        size_t n = utf8_sequence(at, end);
        if (n == 0)
            break;
        at += n;
    }
    return (size_t)(at - text);
}

size_t swage_utf8_count(const char *text, size_t len) {
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t swage_utf8_put(char *out, uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t swage_utf8_next(const char **at) {
    const unsigned char *s = (const unsigned char *)*at;
    if (s[0] < 0x80) {
        *at += 1;
        return s[0];
    }
    if (s[0] < 0xE0) {
        *at += 2;
        return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
    }
    if (s[0] < 0xF0) {
        *at += 3;
        return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
    }
    *at += 4;
    return (s[0] & 7U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 | (s[3] & 0x3FU);
}
