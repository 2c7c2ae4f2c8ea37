/* The run's arena; see arena.h. */
#include "base/arena.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4 * 1024, LARGEST_SMALL_BLOCK = 1024 * 1024 };

struct arena_block {
    arena_block *older;
    size_t size;
    alignas(max_align_t) char bytes[];
};

/* Makes a block the newest one; its first `dirty` bytes are not known to be zero. */
static void push_block(arena *a, arena_block *block, size_t dirty) {
    block->older = a->blocks;
    a->blocks = block;
    a->next = block->bytes;
    a->end = block->bytes + block->size;
    a->zero = block->bytes + dirty;
    a->used += sizeof *block + block->size;
}

/* A block of twice the newest one's size; large ones are one large page each. */
static void add_block(arena *a, size_t need) {
    if (a->spare && a->spare->size >= need) {
        push_block(a, a->spare, a->spare->size);
        a->spare = NULL;
        return;
    }
    const size_t large = LARGE_PAGE - sizeof(arena_block);
    size_t size = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK;
    bool is_large = size > LARGEST_SMALL_BLOCK && need <= large;
    if (size > LARGEST_SMALL_BLOCK || size < need)
        size = is_large ? large : need > LARGEST_SMALL_BLOCK ? need : LARGEST_SMALL_BLOCK;
    arena_block *block = is_large ? mem_alloc_large_page() : mem_alloc_zeroed(sizeof *block + size);
    block->size = size;
    push_block(a, block, is_large ? size : 0);
}

void *arena_alloc_further(arena *a, size_t size) {
    if (size > SIZE_MAX / 2)
        mem_fail();
    add_block(a, (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN);
    return arena_alloc(a, size);
}

void *arena_array(arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size)
        mem_fail();
    return arena_alloc(a, count * size);
}

void arena_reserve(arena *a, size_t size) {
    if ((size_t)(a->end - a->next) < size)
        add_block(a, size);
}

/* The larger of the two stays as the spare one. */
static void drop_block(arena *a, arena_block *block) {
    if (!a->spare || a->spare->size < block->size) {
        arena_block *smaller = a->spare;
        a->spare = block;
        block = smaller;
    }
    free(block);
}

void arena_reset_blocks(arena *a, arena_point point) {
    while (a->blocks != point.blocks) {
        arena_block *block = a->blocks;
        a->blocks = block->older;
        drop_block(a, block);
    }
    a->zero = point.end; /* how much of an older block was used is not known */
    a->next = point.next;
    a->end = point.end;
    a->used = point.used;
}

void arena_free(arena *a) {
    arena_reset(a, (arena_point){0});
    free(a->spare);
    a->spare = NULL;
}
