/* Heap memory of the generator; see memory.h. */
#include "base/memory.h"

#include "base/portability.h"

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

void *mem_alloc_zeroed(size_t size) {
    void *block = calloc(1, size ? size : 1);
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

void *mem_alloc_large_page(void) {
    void *page = aligned_alloc(LARGE_PAGE, LARGE_PAGE);
    if (!page)
        mem_fail();
    memory_advise_large(page, LARGE_PAGE);
    return page;
}
