/*
 * Hashing: names in generated tables, and values by their contents.
 */
#ifndef SWAGE_SRC_HASH_H
#define SWAGE_SRC_HASH_H

#include "bytes.h"

#include <stddef.h>

/* Stirs one more word into a hash. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t word) {
    uint64_t low, high = port_multiply(hash ^ word, 0x9E3779B97F4A7C15U, &low);
    return (low ^ high) + 0xD6E8FEB86659FD93U;
}

uint64_t swage_hash_bytes(uint64_t hash, const void *bytes, size_t len);

/* The first bytes of a text and its last ones, as far as they count for its hash. */
typedef struct hash_words {
    uint64_t first; /* 8 of them, or all, and zeros */
    uint64_t last;  /* of up to 16: those behind the first 8, and zeros; of more: the last 8 */
} hash_words;

static inline hash_words hash_words_of(const char *text, size_t len) {
    hash_words w = {0, 0};
    if (len >= 8) {
        w.first = port_load64(text);
        if (len > 8)
            w.last = port_load64(text + len - 8) >> (len < 16 ? 8 * (16 - len) : 0);
    } else {
        for (size_t i = len; i-- > 0;)
            w.first = w.first << 8 | (unsigned char)text[i];
    }
    return w;
}

/* The same of a text of which 16 bytes can be read: without a branch that depends on it. */
static inline hash_words hash_words_padded(const char *text, size_t len) {
    static const uint64_t ones[8 + 17] = {0,
                                          0,
                                          0,
                                          0,
                                          0,
                                          0,
                                          0,
                                          0,
                                          0,
                                          0xFF,
                                          0xFFFF,
                                          0xFFFFFF,
                                          0xFFFFFFFF,
                                          0xFFFFFFFFFF,
                                          0xFFFFFFFFFFFF,
                                          0xFFFFFFFFFFFFFF,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX,
                                          UINT64_MAX};
    const char *last = text + (len > 16 ? len - 8 : 8);
    len = len > 16 ? 16 : len;
    hash_words w = {port_load64(text) & ones[len + 8], port_load64(last) & ones[len]};
    return w;
}

/* swage_name_hash of a text of these words. */
static inline uint32_t hash_of_words(hash_words w, size_t len, uint32_t seed) {
    uint64_t h = (w.first ^ seed) * 0x9E3779B97F4A7C15U;
    h ^= (w.last + len) * 0xC2B2AE3D27D4EB4FU;
    h ^= h >> 29;
    h *= 0x165667B19E3779F9U;
    return (uint32_t)(h >> 32);
}

static inline uint32_t hash_name(const char *name, size_t len, uint32_t seed) {
    return hash_of_words(hash_words_of(name, len), len, seed);
}

#endif
