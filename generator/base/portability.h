/*
 * What differs between systems: the one place of the generator with conditional compilation.
 */
#ifndef SWAGE_BASE_PORTABILITY_H
#define SWAGE_BASE_PORTABILITY_H

#include <stddef.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Says that memory will be used whole, so that the system may map it by large pages. */
static inline void memory_advise_large(void *memory, size_t size) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    (void)madvise(memory, size, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

#endif
