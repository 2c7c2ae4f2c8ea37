/*
 * The parser's own memory; see scratch.h.
 */
#include "scratch.h"
#include "arena_internal.h"

#include <swage/fast/portability.h>

typedef struct scratch_block {
    struct scratch_block *older;
    size_t size;
    char *next, *end; /* of the block below, to go back to */
} scratch_block;

typedef struct piece {
    struct piece *newer;
    size_t count;
} piece;

#define ALIGNED(size) (((size) + 15) & ~(size_t)15)

enum { HEAD = ALIGNED(sizeof(scratch_block)), PIECE_HEAD = ALIGNED(sizeof(piece)) };
enum { FIRST_BYTES = 256, LARGEST_PIECE = 1 << 18 };

void swage_scratch_init(scratch *s, swage_arena *arena) {
    s->next = s->first;
    s->end = s->first + sizeof s->first;
    s->blocks = s->spare = NULL;
    s->arena = arena;
}

static bool is_fixed(const scratch *s) {
    return s->arena->allocator.allocate == NULL;
}

/* From a fixed arena blocks are cut off at its end, as large as need be. */
static scratch_block *take(scratch *s, size_t size) {
    if (!is_fixed(s))
        return swage_arena_take_block(s->arena, size);
    swage_arena *a = s->arena;
    size_t gap = (uintptr_t)a->end & 15;
    if (!a->next || (size_t)(a->end - a->next) < gap || (size_t)(a->end - a->next) - gap < size)
        return NULL;
    a->end -= size + gap;
    return (scratch_block *)(void *)a->end;
}

static void give(scratch *s, scratch_block *block) {
    if (!is_fixed(s))
        swage_arena_give_block(s->arena, block, block->size);
}

/* A block of at least `need` bytes: the spare one, or one twice as large as the last. */
static scratch_block *find_block(scratch *s, size_t need) {
    scratch_block *block = s->spare;
    s->spare = NULL;
    if (block && block->size >= need)
        return block;
    if (block)
        give(s, block);
    size_t wish = s->blocks ? s->blocks->size * 2 : (size_t)SCRATCH_FIRST * 2;
    if (is_fixed(s) || wish < need)
        wish = need;
    block = take(s, wish);
    if (!block && wish > need)
        block = take(s, wish = need);
    if (block)
        block->size = wish;
    return block;
}

static void *grow(scratch *s, size_t size) {
    char *arena_end = s->arena->end;
    scratch_block *block = find_block(s, size + HEAD);
    if (!block)
        return NULL;
    block->older = s->blocks;
    block->next = s->next;
    block->end = is_fixed(s) ? arena_end : s->end;
    if (is_fixed(s)) /* the block below is full: its end is not asked for again, the arena's is */
        s->end = s->next;
    s->blocks = block;
    s->next = (char *)block + HEAD + size;
    s->end = (char *)block + block->size;
    return s->next - size;
}

void *swage_scratch_alloc(scratch *s, size_t size) {
    if (size > SIZE_MAX / 2)
        return NULL;
    size = ALIGNED(size);
    if ((size_t)(s->end - s->next) < size)
        return grow(s, size);
    s->next += size;
    return s->next - size;
}

scratch_mark swage_scratch_get_mark(const scratch *s) {
    scratch_mark mark = {s->next, s->blocks};
    return mark;
}

static void pop(scratch *s) {
    scratch_block *block = s->blocks;
    s->blocks = block->older;
    s->next = block->next;
    if (is_fixed(s)) {
        s->arena->end = block->end;
        s->end = s->next;
        return;
    }
    s->end = block->end;
    if (s->spare)
        give(s, s->spare);
    s->spare = block;
}

void swage_scratch_rewind(scratch *s, scratch_mark mark) {
    while (s->blocks != mark.blocks)
        pop(s);
    s->next = mark.next;
}

void swage_scratch_free(scratch *s) {
    while (s->blocks)
        pop(s);
    if (s->spare)
        give(s, s->spare);
    s->spare = NULL;
}

void swage_collector_init(collector *c, scratch *s, size_t item_size) {
    c->first = c->last = NULL;
    c->item_size = item_size;
    c->count = c->room = 0;
    c->next = c->array = NULL;
    c->mark = swage_scratch_get_mark(s);
}

static bool add_piece(collector *c, scratch *s) {
    size_t bytes = c->last ? c->last->count * c->item_size * 2 : (size_t)FIRST_BYTES;
    if (bytes > LARGEST_PIECE)
        bytes = LARGEST_PIECE;
    size_t count = bytes > c->item_size ? bytes / c->item_size : 1;
    piece *p = swage_scratch_alloc(s, PIECE_HEAD + count * c->item_size);
    if (!p && count > 1)
        p = swage_scratch_alloc(s, PIECE_HEAD + (count = 1) * c->item_size);
    if (!p)
        return false;
    p->newer = NULL;
    p->count = count;
    if (c->last)
        c->last->newer = p;
    else
        c->first = p;
    c->last = p;
    c->room = count;
    c->next = (char *)p + PIECE_HEAD;
    return true;
}

void *swage_collector_add(collector *c, scratch *s) {
    if (UNLIKELY(c->room == 0) && !add_piece(c, s))
        return NULL;
    return collector_next(c);
}

void swage_collector_drop(collector *c) {
    c->next -= c->item_size;
    c->room++;
    c->count--;
}

/* All items so far, which is c->room fewer than there is room for, to `to`. */
static void copy_items(const collector *c, char *to) {
    if (c->array)
        memcpy(to, c->array, c->count * c->item_size);
    for (const piece *p = c->first; p && !c->array; p = p->newer) {
        size_t count = p->newer ? p->count : p->count - c->room;
        memcpy(to, (const char *)p + PIECE_HEAD, count * c->item_size);
        to += count * c->item_size;
    }
}

bool swage_collector_move(collector *c, scratch *s, swage_arena *arena, size_t expected) {
    char *array = swage_arena_array(arena, c->item_size, expected);
    if (!array)
        return false;
    copy_items(c, array);
    swage_scratch_rewind(s, c->mark);
    c->array = array;
    c->next = array + c->count * c->item_size;
    c->room = expected - c->count;
    return true;
}

void *swage_collector_finish(collector *c, scratch *s, swage_arena *arena) {
    char *array = c->array;
    if (array && arena->next == c->next + c->room * c->item_size)
        arena->next = c->next; /* nothing came behind it: the rest is free again */
    if (!array && c->count) {
        array = swage_arena_array(arena, c->item_size, c->count);
        if (array)
            copy_items(c, array);
    }
    swage_scratch_rewind(s, c->mark);
    return array;
}
