/*
 * What the runtime itself does with arenas beyond <swage/arena.h>.
 */
#ifndef SWAGE_SRC_ARENA_INTERNAL_H
#define SWAGE_SRC_ARENA_INTERNAL_H

#include <swage/arena.h>

#include <stdbool.h>

/* A point to go back to: what was allocated after it is forgotten. */
typedef struct arena_mark {
    char *next, *end;
    struct swage_block *blocks;
} arena_mark;

arena_mark swage_arena_get_mark(const swage_arena *arena);
void swage_arena_rewind(swage_arena *arena, arena_mark mark);

/* Makes sure that `size` bytes stand free from arena->next on, at no alignment. */
bool swage_arena_reserve(swage_arena *arena, size_t size);

/* A block straight from the allocator, counted and limited as the arena's own; NULL: no memory. */
void *swage_arena_take_block(swage_arena *arena, size_t size);
void swage_arena_give_block(swage_arena *arena, void *block, size_t size);

#endif
