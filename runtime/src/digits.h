/*
 * Decimal digits, eight at a time, in the bytes of a word (the first one lowest).
 */
#ifndef SWAGE_SRC_DIGITS_H
#define SWAGE_SRC_DIGITS_H

#include <swage/fast/portability.h>

#define EIGHT_ZEROS 0x3030303030303030U /* their codes */

/* Whether eight bytes are all digits, and the number that they are. */
static inline bool eight_digits(uint64_t x) {
    return (((x + 0x4646464646464646U) | (x - 0x3030303030303030U)) & 0x8080808080808080U) == 0;
}

static inline uint32_t eight_value(uint64_t x) {
    x -= 0x3030303030303030U;
    x = x * 10 + (x >> 8);
    uint64_t high = (x & 0x000000FF000000FFU) * 0x000F424000000064U;
    uint64_t low = (x >> 16 & 0x000000FF000000FFU) * 0x0000271000000001U;
    return (uint32_t)((high + low) >> 32);
}

/* How many of eight bytes are digits before the first that is none. */
static inline unsigned leading_digits(uint64_t x) {
    uint64_t digits = x ^ 0x3030303030303030U;
    uint64_t others = ((digits + 0x7676767676767676U) | digits) & 0x8080808080808080U;
    return others ? port_low_bit(others) / 8 : 8;
}

/* The number that the first n digits are, n from 1 to 8. */
static inline uint32_t leading_value(uint64_t x, unsigned n) {
    uint64_t digits = (x - 0x3030303030303030U) << (64 - 8 * n);
    return eight_value(digits + 0x3030303030303030U);
}

/* Eight digits of a number below 10^8, without the zeros' codes; the first digit is lowest. */
static inline uint64_t eight_of(uint32_t value) {
    uint64_t x = value / 10000 | (uint64_t)(value % 10000) << 32;
    uint64_t hundreds = (x * 10486) >> 20 & 0x0000007F0000007FU;
    x = hundreds | (x - hundreds * 100) << 16;
    uint64_t tens = (x * 103) >> 10 & 0x000F000F000F000FU;
    return tens | (x - tens * 10) << 8;
}

#endif
