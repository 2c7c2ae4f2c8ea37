/*
 * Remembers within a union which alternative fits at a place, so that unions in unions are decided
 * once and not once for each way that leads to them, nor once more when the value itself is read:
 * the time stays in proportion to the text's length and depth. A table that can't grow (as in a
 * fixed arena) stays as it is, and no more than so many decisions may be forgotten then.
 */
#include "hash.h"
#include "parser.h"

enum { FORGOTTEN_LIMIT = 20000 };

void swage_memo_begin(memo *m) {
    m->entries = m->first;
    m->slots = MEMO_FIRST;
    m->count = 0;
    memset(m->first, 0, sizeof m->first);
}

static void drop(const memo *m, swage_arena *arena) {
    if (m->entries != m->first)
        swage_arena_give_block(arena, m->entries, m->slots * sizeof *m->entries);
}

void swage_memo_end(memo *m, swage_arena *arena) {
    drop(m, arena);
    m->entries = NULL;
}

static memo_entry *find(const memo *m, const char *of, const char *at) {
    size_t i = (size_t)hash_mix((uintptr_t)at, (uintptr_t)of);
    for (i &= m->slots - 1; m->entries[i].of; i = (i + 1) & (m->slots - 1))
        if (m->entries[i].of == of && m->entries[i].at == at)
            break;
    return &m->entries[i];
}

uint32_t swage_memo_get(const memo *m, const char *of, const char *at) {
    return find(m, of, at)->choice;
}

static bool widen(memo *m, swage_arena *arena) {
    memo_entry *from = m->entries;
    const size_t slots = m->slots, size = slots * 4 * sizeof *from;
    memo_entry *entries = swage_arena_take_block(arena, size);
    if (!entries)
        return false;
    memset(entries, 0, size);
    m->entries = entries;
    m->slots *= 4;
    for (size_t i = 0; i < slots; i++)
        if (from[i].of)
            *find(m, from[i].of, from[i].at) = from[i];
    if (from != m->first)
        swage_arena_give_block(arena, from, slots * sizeof *from);
    return true;
}

bool swage_memo_put(memo *m, swage_arena *arena, const char *of, const char *at, uint32_t choice) {
    if (m->count >= m->slots / 8 * 7 && !widen(m, arena))
        return ++m->forgotten < FORGOTTEN_LIMIT;
    m->count++;
    *find(m, of, at) = (memo_entry){of, at, choice};
    return true;
}
