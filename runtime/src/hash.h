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

/* swage_name_hash, where it must be fast. */
static inline uint32_t hash_name(const char *name, size_t len, uint32_t seed) {
    uint64_t a, b = 0;
    if (len >= 8) {
        a = port_load64(name);
        b = port_load64(name + len - 8);
    } else if (len >= 4) {
        a = port_load32(name);
        b = port_load32(name + len - 4);
    } else {
        a = 0;
        for (size_t i = 0; i < len; i++)
            a = a << 8 | (unsigned char)name[i];
    }
    uint64_t h = (a ^ seed) * 0x9E3779B97F4A7C15U;
    h ^= (b + len) * 0xC2B2AE3D27D4EB4FU;
    h ^= h >> 29;
    h *= 0x165667B19E3779F9U;
    return (uint32_t)(h >> 32);
}

#endif
