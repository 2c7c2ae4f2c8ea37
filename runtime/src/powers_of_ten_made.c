/*
 * Powers of ten from a small table: 10^q is an entry of it times 5^r, r < 27, and a power of two.
 */
#include "powers_of_ten.h"

enum { FEW_MIN = -351, FEW_STEP = 27 };

/* 64 bits more than are asked for, so that what was cut off never shows in the product. */
typedef struct long_power {
    uint64_t high, middle, low;
} long_power;

static const long_power few[] = {
#include "powers_of_ten_few.def"
};

/* a += b; what is carried over. */
static uint64_t add(uint64_t *a, uint64_t b) {
    *a += b;
    return *a < b;
}

power_of_ten swage_power_of_ten_made(int q) {
    unsigned distance = (unsigned)(q - FEW_MIN);
    const long_power *base = &few[distance / FEW_STEP];
    uint64_t factor = 1, ignored, second, third;
    for (unsigned r = distance % FEW_STEP; r > 0; r--)
        factor *= 5;
    factor <<= port_leading_zeros(factor);
    power_of_ten p;
    p.high = port_multiply(base->high, factor, &p.low);
    uint64_t middle = port_multiply(base->middle, factor, &second);
    third = port_multiply(base->low, factor, &ignored);
    middle += add(&second, third);
    p.high += add(&p.low, middle);
    if (p.high >> 63 == 0) {
        p.high = p.high << 1 | p.low >> 63;
        p.low = p.low << 1 | second >> 63;
    }
    p.low += q < 0 && q >= POWER_EXACT_MIN;
    return p;
}
