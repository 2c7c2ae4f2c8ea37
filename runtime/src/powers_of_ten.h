/*
 * Powers of ten as 128-bit significands, for reading and writing floating-point numbers.
 */
#ifndef SWAGE_SRC_POWERS_OF_TEN_H
#define SWAGE_SRC_POWERS_OF_TEN_H

#include <swage/fast/portability.h>

#include <stdint.h>

enum { POWER_MIN = -343, POWER_MAX = 324 };

/* 10^q = (high * 2^64 + low) * 2^e, high's top bit being set; see powers_of_ten.def. */
typedef struct power_of_ten {
    uint64_t high, low;
} power_of_ten;

extern const power_of_ten swage_powers_of_ten[]; /* of all, from POWER_MIN on; none if PORT_SMALL */

/* The same entry, made from a few of them: a fifteenth of the size, and slower. */
power_of_ten swage_power_of_ten_made(int q);

ALWAYS_INLINE power_of_ten power_of_ten_get(int q) {
    return PORT_SMALL ? swage_power_of_ten_made(q) : swage_powers_of_ten[q - POWER_MIN];
}

/* Where the entry is exact, or already one above what was cut off. */
enum { POWER_EXACT_MIN = -27, POWER_EXACT_MAX = 55 };

#endif
