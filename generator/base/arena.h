/*
 * The run's arena: memory that is given out in order and freed all at once.
 *
 * Trees, names and contexts of one run live here; nothing in it is freed by itself. Blocks grow
 * geometrically, so a small run stays small.
 */
#ifndef SWAGE_BASE_ARENA_H
#define SWAGE_BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct arena_block arena_block;

/* All zero is an empty arena, ready for use. */
typedef struct arena {
    arena_block *blocks; /* newest first */
    char *next, *end;    /* free bytes of the newest block */
    char *zero;          /* from here to its end they were never given out, and are zero */
    size_t used;         /* bytes asked of the system, for limits and -v */
    arena_block *spare;  /* the largest that a reset left, for the next one that is needed */
} arena;

/* A place to come back to: see arena_mark. */
typedef struct arena_point {
    arena_block *blocks;
    char *next, *end;
    size_t used;
} arena_point;

enum { ARENA_ALIGN = alignof(max_align_t) < 8 ? 8 : alignof(max_align_t) };

/* arena_alloc where the newest block has no room for it. */
__attribute__((returns_nonnull)) void *arena_alloc_further(arena *a, size_t size);

/* Zeroed memory, aligned for any type; never NULL. Valid until arena_free. */
__attribute__((returns_nonnull)) static inline void *arena_alloc(arena *a, size_t size) {
    const size_t whole = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
    /* Nothing of an empty arena still wants a block: its pointer is not NULL. */
    if (size > SIZE_MAX / 2 || !a->next || (size_t)(a->end - a->next) < whole)
        return arena_alloc_further(a, size);
    char *memory = a->next;
    a->next += whole;
    if (memory < a->zero)
        memset(memory, 0, whole);
    if (a->zero < a->next)
        a->zero = a->next;
    return memory;
}

/* Room for `count` items of `size` bytes, zeroed; refuses (mem_fail) when the product overflows. */
__attribute__((returns_nonnull)) void *arena_array(arena *a, size_t count, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

/* Makes room for `size` bytes in one block, which a reset to a mark of here keeps for reuse. */
void arena_reserve(arena *a, size_t size);

/* What has been given out so far; arena_reset frees all that came after. */
static inline arena_point arena_mark(const arena *a) {
    return (arena_point){a->blocks, a->next, a->end, a->used};
}
void arena_reset_blocks(arena *a, arena_point point);
static inline void arena_reset(arena *a, arena_point point) {
    if (a->blocks != point.blocks)
        arena_reset_blocks(a, point);
    a->next = point.next;
}

/* Frees everything; the arena is empty and can be used again. */
void arena_free(arena *a);

#endif
