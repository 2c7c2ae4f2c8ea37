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

/* malloc and realloc that never return NULL; the caller frees with free(). */
__attribute__((returns_nonnull)) void *mem_alloc(size_t size);
__attribute__((returns_nonnull)) void *mem_realloc(void *old, size_t size);

#endif
