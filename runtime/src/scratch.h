/*
 * Memory for the time of a parse, given back in the reverse order: where lists grow until their
 * length is known. It starts on the stack, then takes blocks from where the arena takes its own.
 */
#ifndef SWAGE_SRC_SCRATCH_H
#define SWAGE_SRC_SCRATCH_H

#include <swage/arena.h>

#include <stdbool.h>

enum { SCRATCH_FIRST = 4096 };

typedef struct scratch {
    char *next, *end;
    struct scratch_block *blocks; /* newest first */
    struct scratch_block *spare;  /* the last one given back, or NULL */
    swage_arena *arena;
    _Alignas(16) char first[SCRATCH_FIRST];
} scratch;

typedef struct scratch_mark {
    char *next;
    struct scratch_block *blocks;
} scratch_mark;

void swage_scratch_init(scratch *s, swage_arena *arena);

/* `size` bytes aligned to 16; NULL: no memory. */
void *swage_scratch_alloc(scratch *s, size_t size);

/* Gives back what was allocated since the mark was taken. */
scratch_mark swage_scratch_get_mark(const scratch *s);
void swage_scratch_rewind(scratch *s, scratch_mark mark);

void swage_scratch_free(scratch *s);

/*
 * A list that grows in the scratch, piece by piece, so that its items never move; unless it is told
 * to go on in an array of the arena.
 */
typedef struct collector {
    struct piece *first, *last;
    size_t item_size;
    size_t count; /* of all pieces */
    size_t room;  /* free items in the last one */
    char *next;   /* the first of them */
    char *array;  /* in the arena: all items; NULL when they are in the scratch */
    scratch_mark mark;
} collector;

void swage_collector_init(collector *c, scratch *s, size_t item_size);

/* Room for one more item, not cleared; NULL: no memory. */
void *swage_collector_add(collector *c, scratch *s);

/* The same where there is room. */
static inline void *collector_next(collector *c) {
    void *item = c->next;
    c->next += c->item_size;
    c->room--;
    c->count++;
    return item;
}

/* Moves all items to an array of the arena that has room for `expected`; false: no memory. */
bool swage_collector_move(collector *c, scratch *s, swage_arena *arena, size_t expected);

/* Takes back the last item. */
void swage_collector_drop(collector *c);

/* All items in one array of the arena, the scratch being rewound; NULL: no memory, or none. */
void *swage_collector_finish(collector *c, scratch *s, swage_arena *arena);

#endif
