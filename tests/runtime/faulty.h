/*
 * An allocator that fails when it is told to, and knows what it has given.
 */
#ifndef SWAGE_TESTS_RUNTIME_FAULTY_H
#define SWAGE_TESTS_RUNTIME_FAULTY_H

#include <swage/arena.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct counter {
    long calls, fail_at; /* the call that fails; -1: none */
    bool for_good;       /* so do all behind it */
    size_t taken, most;  /* bytes: now, and the most that it ever was */
} counter;

static inline void *faulty_allocate(void *context, size_t size) {
    counter *c = context;
    long call = c->calls++;
    if (call == c->fail_at || (c->for_good && c->fail_at >= 0 && call > c->fail_at))
        return NULL;
    c->taken += size;
    c->most = c->taken > c->most ? c->taken : c->most;
    return malloc(size);
}

static inline void faulty_release(void *context, void *block, size_t size) {
    counter *c = context;
    c->taken -= size;
    free(block);
}

static inline void faulty_init(swage_arena *arena, counter *c, long fail_at) {
    swage_allocator allocator = {faulty_allocate, faulty_release, c};
    *c = (counter){.fail_at = fail_at};
    swage_arena_init_with(arena, allocator, SIZE_MAX);
}

#endif
