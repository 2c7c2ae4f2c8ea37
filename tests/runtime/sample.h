/*
 * Which of very many inputs a test tries: all of them, or, where SAMPLE=N stands in the
 * environment, about one in N, the same ones in each run. For what is slow: sanitizers, valgrind
 * and emulators.
 */
#ifndef SWAGE_TESTS_SAMPLE_H
#define SWAGE_TESTS_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Whether to try the next one. */
static inline bool in_sample(void) {
    static uint32_t random = 1;
    static long one_in;
    if (!one_in) {
        const char *text = getenv("SAMPLE");
        one_in = text && atol(text) > 0 ? atol(text) : 1;
    }
    random = random * 1664525 + 1013904223; /* Numerical Recipes' generator */
    return (random >> 8) % (uint32_t)one_in == 0;
}

#endif
