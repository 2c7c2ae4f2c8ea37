/*
 * Arenas: bump allocation in blocks from an allocator, or in one buffer of the caller's.
 */
#include "arena_internal.h"

#include <swage/fast/portability.h>
#include <swage/arena.h>

#include <stdint.h>

typedef struct swage_block {
    struct swage_block *older, *newer; /* newer ones are empty, and kept for the next use */
    size_t size;                       /* with this head */
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

static void use(swage_arena *arena, swage_block *block) {
    arena->blocks = block;
    arena->next = (char *)block + HEAD;
    arena->end = (char *)block + block->size;
}

/* Gives back the blocks behind `block`. */
static void give_newer(swage_arena *arena, swage_block *block) {
    while (block->newer) {
        swage_block *next = block->newer;
        block->newer = next->newer;
        swage_arena_give_block(arena, next, next->size);
    }
}

/* A new block of at least `least` bytes: twice the last one, or less when the limit is near. */
static swage_block *new_block(swage_arena *arena, size_t least) {
    size_t wish = arena->blocks ? arena->blocks->size : FIRST_BLOCK / 2;
    wish += wish < LARGEST_STEP ? wish : LARGEST_STEP;
    if (wish > arena->limit - arena->used)
        wish = arena->limit - arena->used;
    size_t size = wish > least ? wish : least;
    swage_block *block = swage_arena_take_block(arena, size);
    if (!block && size > least)
        block = swage_arena_take_block(arena, size = least);
    if (block) {
        block->older = arena->blocks;
        block->newer = NULL;
        block->size = size;
    }
    return block;
}

/* Goes on in a block with room for `need` bytes: one that was kept, or a new one. */
static bool grow(swage_arena *arena, size_t need) {
    if (!arena->allocator.allocate || need > SIZE_MAX - HEAD - 16)
        return false;
    swage_block *current = arena->blocks, *next = current ? current->newer : NULL;
    size_t least = need + HEAD + 16;
    if (next && next->size < least) {
        give_newer(arena, current);
        next = NULL;
    }
    if (!next)
        next = new_block(arena, least);
    if (!next)
        return false;
    if (current)
        current->newer = next;
    use(arena, next);
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
    if (arena->blocks == mark.blocks) { /* `end` may have moved since: see scratch.c */
        arena->next = mark.next;
    } else if (mark.blocks) {
        arena->blocks = mark.blocks;
        arena->next = mark.next;
        arena->end = mark.end;
    } else {
        swage_arena_reset(arena);
    }
}

void swage_arena_reset(swage_arena *arena) {
    if (!arena->allocator.allocate) {
        arena->next = arena->end ? arena->end - arena->limit : NULL;
        return;
    }
    swage_block *oldest = arena->blocks;
    while (oldest && oldest->older)
        oldest = oldest->older;
    if (oldest)
        use(arena, oldest);
}

void swage_arena_free(swage_arena *arena) {
    swage_arena_reset(arena);
    if (!arena->allocator.allocate || !arena->blocks)
        return;
    give_newer(arena, arena->blocks);
    swage_arena_give_block(arena, arena->blocks, arena->blocks->size);
    arena->blocks = NULL;
    arena->next = arena->end = NULL;
}
