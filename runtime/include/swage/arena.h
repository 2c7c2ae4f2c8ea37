/*
 * The caller's memory: everything a parse, copy or build allocates comes from one arena.
 *
 *     swage_arena arena;
 *     swage_arena_init(&arena);
 *     … parse, read …
 *     swage_arena_free(&arena);       frees all of it
 *
 * An arena grows by blocks from malloc, up to a limit if one is set, or is a fixed buffer of the
 * caller's that never calls malloc. An arena is used by one thread at a time.
 */
#ifndef SWAGE_ARENA_H
#define SWAGE_ARENA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where blocks come from: both functions get `context`; free is not called on NULL. */
typedef struct swage_allocator {
    void *(*allocate)(void *context, size_t size); /* NULL: no memory */
    void (*release)(void *context, void *block, size_t size);
    void *context;
} swage_allocator;

typedef struct swage_arena {
    char *next, *end;           /* free bytes of the current block */
    struct swage_block *blocks; /* the current one; NULL for a fixed buffer */
    size_t used;                /* bytes taken from the allocator; 0 of a fixed buffer */
    size_t limit;               /* of used; SIZE_MAX when there is none */
    swage_allocator allocator;  /* allocate NULL: a fixed buffer */
} swage_arena;

/* A growing arena over malloc. Never fails; the first block comes with the first use. */
void swage_arena_init(swage_arena *arena);

/* The same, that takes at most `limit` bytes from malloc; past it parsing fails with NO_MEMORY. */
void swage_arena_init_limited(swage_arena *arena, size_t limit);

/* Over the caller's buffer alone: no malloc at all. The buffer must outlive what is parsed. */
void swage_arena_init_fixed(swage_arena *arena, void *buffer, size_t size);

/* Over the caller's allocator, with a limit (SIZE_MAX for none). */
void swage_arena_init_with(swage_arena *arena, swage_allocator allocator, size_t limit);

/* `size` bytes aligned to `align` (a power of two, at most 16), not cleared; NULL: no memory. */
void *swage_arena_alloc(swage_arena *arena, size_t size, size_t align);

/* Forgets all that was allocated, and keeps the blocks for the next use. */
void swage_arena_reset(swage_arena *arena);

/* Gives everything back; the arena can be used again. */
void swage_arena_free(swage_arena *arena);

/* An uninitialised array of `count` T's, or NULL when memory ran out. */
#define SWAGE_NEW(arena, T, count) ((T *)swage_arena_array((arena), sizeof(T), (count)))
void *swage_arena_array(swage_arena *arena, size_t size, size_t count);

#ifdef __cplusplus
}
#endif

#endif
