/*
 * Hashes of byte strings, and the public one of names.
 */
#include "hash.h"

#include <swage/descriptor.h>

uint64_t swage_hash_bytes(uint64_t hash, const void *bytes, size_t len) {
    const char *at = bytes;
    hash = hash_mix(hash, len);
    for (; len >= 8; at += 8, len -= 8)
        hash = hash_mix(hash, port_load64(at));
    uint64_t rest = 0;
    for (size_t i = 0; i < len; i++)
        rest = rest << 8 | (unsigned char)at[i];
    return len ? hash_mix(hash, rest) : hash;
}

uint32_t swage_name_hash(const char *name, size_t len, uint32_t seed) {
    return hash_name(name, len, seed);
}
