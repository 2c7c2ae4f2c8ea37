/* Heap memory of the generator; see memory.h. */
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

void mem_fail(void) {
    fputs("swage: out of memory\n", stderr);
    exit(2);
}

void *mem_alloc(size_t size) {
    void *block = malloc(size ? size : 1);
    if (!block)
        mem_fail();
    return block;
}

void *mem_realloc(void *old, size_t size) {
    void *block = realloc(old, size ? size : 1);
    if (!block)
        mem_fail();
    return block;
}
