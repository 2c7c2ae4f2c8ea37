/*
 * Arenas: bump allocation in blocks from an allocator, or in one buffer of the caller's.
 */
#include "arena_internal.h"
#include "portability.h"

#include <swage/arena.h>

#include <stdint.h>

typedef struct swage_block {
    struct swage_block *older;
    size_t size; /* with this head */
} swage_block;

enum { HEAD = (sizeof(swage_block) + 15) / 16 * 16, FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 22 };

static void *from_malloc(void *context, size_t size) {
    (void)context;
    return port_malloc(size);
}

static void to_malloc(void *context, void *block, size_t size) {
    (void)context;
    (void)size;
    port_free(block);
}

void swage_arena_init_with(swage_arena *arena, swage_allocator allocator, size_t limit) {
    memset(arena, 0, sizeof *arena);
    arena->allocator = allocator;
    arena->limit = limit;
}

void swage_arena_init_limited(swage_arena *arena, size_t limit) {
    swage_allocator allocator = {from_malloc, to_malloc, NULL};
    swage_arena_init_with(arena, allocator, limit);
}

void swage_arena_init(swage_arena *arena) {
    swage_arena_init_limited(arena, SIZE_MAX);
}

void swage_arena_init_fixed(swage_arena *arena, void *buffer, size_t size) {
    memset(arena, 0, sizeof *arena);
    arena->next = buffer;
    arena->end = buffer ? (char *)buffer + size : NULL;
    arena->limit = size;
}

void *swage_arena_take_block(swage_arena *arena, size_t size) {
    if (!arena->allocator.allocate || size > arena->limit - arena->used)
        return NULL;
    void *block = arena->allocator.allocate(arena->allocator.context, size);
    if (block)
        arena->used += size;
    return block;
}

void swage_arena_give_block(swage_arena *arena, void *block, size_t size) {
    arena->used -= size;
    arena->allocator.release(arena->allocator.context, block, size);
}

/* A block with room for `need` bytes: twice the last one, or less when the limit is near. */
static bool grow(swage_arena *arena, size_t need) {
    if (need > SIZE_MAX - HEAD - 16)
        return false;
    size_t least = need + HEAD + 16;
    size_t wish = arena->blocks ? arena->blocks->size : FIRST_BLOCK / 2;
    wish += wish < LARGEST_STEP ? wish : LARGEST_STEP;
    if (wish > arena->limit - arena->used)
        wish = arena->limit - arena->used;
    size_t size = wish > least ? wish : least;
    swage_block *block = swage_arena_take_block(arena, size);
    if (!block && size > least)
        block = swage_arena_take_block(arena, size = least);
    if (!block)
        return false;
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = (char *)block + HEAD;
    arena->end = (char *)block + size;
    return true;
}

bool swage_arena_reserve(swage_arena *arena, size_t size) {
    return (size_t)(arena->end - arena->next) >= size || grow(arena, size);
}

void *swage_arena_alloc(swage_arena *arena, size_t size, size_t align) {
    size_t room = (size_t)(arena->end - arena->next);
    size_t gap = (size_t)(-(uintptr_t)arena->next & (align - 1));
    if (UNLIKELY(room < gap || room - gap < size || !arena->next)) {
        if (!grow(arena, size))
            return NULL;
        gap = (size_t)(-(uintptr_t)arena->next & (align - 1));
    }
    char *result = arena->next + gap;
    arena->next = result + size;
    return result;
}

void *swage_arena_array(swage_arena *arena, size_t size, size_t count) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    return swage_arena_alloc(arena, size * count, 16);
}

arena_mark swage_arena_get_mark(const swage_arena *arena) {
    arena_mark mark = {arena->next, arena->end, arena->blocks};
    return mark;
}

void swage_arena_rewind(swage_arena *arena, arena_mark mark) {
    if (arena->blocks != mark.blocks) /* else `end` may have moved: see scratch.c */
        arena->end = mark.end;
    while (arena->blocks != mark.blocks) {
        swage_block *block = arena->blocks;
        arena->blocks = block->older;
        swage_arena_give_block(arena, block, block->size);
    }
    arena->next = mark.next;
}

void swage_arena_reset(swage_arena *arena) {
    if (!arena->allocator.allocate) {
        arena->next = arena->end ? arena->end - arena->limit : NULL;
        return;
    }
    if (!arena->blocks)
        return;
    swage_block *kept = arena->blocks;
    while (kept->older) {
        swage_block *block = kept->older;
        kept->older = block->older;
        swage_arena_give_block(arena, block, block->size);
    }
    arena->next = (char *)kept + HEAD;
    arena->end = (char *)kept + kept->size;
}

void swage_arena_free(swage_arena *arena) {
    if (!arena->allocator.allocate) {
        swage_arena_reset(arena);
        return;
    }
    arena_mark nothing = {NULL, NULL, NULL};
    swage_arena_rewind(arena, nothing);
}
