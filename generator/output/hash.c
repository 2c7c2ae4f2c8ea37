/* A 128-bit hash of a file's bytes; see hash.h. */
#include "output/hash.h"

#include <inttypes.h>
#include <stdio.h>

static const uint64_t c1 = 0x87c37b91114253d5u, c2 = 0x4cf5ad432745937fu;

static uint64_t rotate(uint64_t x, int bits) {
    return x << bits | x >> (64 - bits);
}

/* `count` bytes (at most 8) as a little-endian number. */
static uint64_t load(const unsigned char *bytes, size_t count) {
    uint64_t x = 0;
    for (size_t i = 0; i < count; i++)
        x |= (uint64_t)bytes[i] << (8 * i);
    return x;
}

static uint64_t finish(uint64_t x) {
    x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 33;
}

static uint64_t mix_low(uint64_t k) {
    return rotate(k * c1, 31) * c2;
}

static uint64_t mix_high(uint64_t k) {
    return rotate(k * c2, 33) * c1;
}

hash128 hash_bytes(str bytes) {
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    uint64_t h1 = 0, h2 = 0;
    size_t left = bytes.len;
    for (; left >= 16; p += 16, left -= 16) {
        h1 = (rotate(h1 ^ mix_low(load(p, 8)), 27) + h2) * 5 + 0x52dce729;
        h2 = (rotate(h2 ^ mix_high(load(p + 8, 8)), 31) + h1) * 5 + 0x38495ab5;
    }
    if (left > 8)
        h2 ^= mix_high(load(p + 8, left - 8));
    if (left > 0)
        h1 ^= mix_low(load(p, left < 8 ? left : 8));
    h1 ^= bytes.len;
    h2 ^= bytes.len;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    return (hash128){h1, h2 + h1};
}

void hash_write(hash128 hash, char out[HASH_DIGITS + 1]) {
    snprintf(out, HASH_DIGITS + 1, "%016" PRIx64 "%016" PRIx64, hash.high, hash.low);
}

bool hash_read(str text, hash128 *hash) {
    uint64_t half[2] = {0, 0};
    if (text.len != HASH_DIGITS)
        return false;
    for (size_t i = 0; i < HASH_DIGITS; i++) {
        char c = text.ptr[i];
        bool digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'f';
        if (!digit && !letter)
            return false;
        half[i / 16] = half[i / 16] << 4 | (uint64_t)(c - (digit ? '0' : 'a' - 10));
    }
    *hash = (hash128){half[0], half[1]};
    return true;
}
