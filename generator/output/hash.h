/*
 * A 128-bit hash of a file's bytes: tells a file that was changed by hand from one that was not.
 *
 * MurmurHash3 (x64, 128 bits) by Austin Appleby, in the public domain: fast, and no two files of a
 * project meet by accident. It does not withstand someone who wants a collision, and need not.
 */
#ifndef SWAGE_OUTPUT_HASH_H
#define SWAGE_OUTPUT_HASH_H

#include "base/str.h"

typedef struct hash128 {
    uint64_t high, low;
} hash128;

/* The same on every machine, whatever its byte order. */
hash128 hash_bytes(str bytes);

static inline bool hash_eq(hash128 a, hash128 b) {
    return a.high == b.high && a.low == b.low;
}

enum { HASH_DIGITS = 32 };

/* 32 hexadecimal digits in lower case, and a NUL. */
void hash_write(hash128 hash, char out[HASH_DIGITS + 1]);

/* False when `text` is not what hash_write writes. */
bool hash_read(str text, hash128 *hash);

#endif
