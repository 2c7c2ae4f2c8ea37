/*
 * Heap memory of the generator, and the one place where it gives up.
 *
 * The generator is a short-lived command: when malloc fails it says so on stderr and aborts here,
 * so that no other room has to test an allocation. (The runtime, which lives in other people's
 * programs, never does this; it returns an error.)
 */
#ifndef SWAGE_BASE_MEMORY_H
#define SWAGE_BASE_MEMORY_H

#include <stddef.h>

/* Ends the process with exit code 2 after saying that memory ran out. */
_Noreturn void mem_fail(void);

/* malloc, calloc and realloc that never return NULL; the caller frees with free(). */
__attribute__((returns_nonnull)) void *mem_alloc(size_t size);
__attribute__((returns_nonnull)) void *mem_alloc_zeroed(size_t size);
__attribute__((returns_nonnull)) void *mem_realloc(void *old, size_t size);

/* LARGE_PAGE bytes that begin at a multiple of as many: one large page where the system has them.
 */
enum { LARGE_PAGE = 2 * 1024 * 1024 };
__attribute__((returns_nonnull)) void *mem_alloc_large_page(void);

#endif
