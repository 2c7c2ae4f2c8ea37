/* Hash tables of names, by trying seeds; see lookup.h. */
#include "analyze/lookup.h"

#include "base/map.h"

#include <swage/descriptor.h>

enum { MAX_NAMES = UINT16_MAX - 1, SEEDS = 256, SPARE_BITS = 3, MAX_BITS = 17, MAX_PERFECT = 512 };

/*
 * Whether some of the seeds can be hoped to part all names: by the birthday problem one in
 * e^(n(n-1)/2m) does, for n names in m slots; e^4 are 55.
 */
static bool is_hopeful(size_t count, const lookup_table *t) {
    return count * (count - 1) / 2 <= (size_t)4 << t->bits;
}

static bool has_duplicate(const str *names, size_t count) {
    arena scratch = {0};
    map *seen = map_new(&scratch);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = map_put(seen, names[i], &scratch) != NULL;
    arena_free(&scratch);
    return found;
}

/*
 * Puts all names into the table, which is cleared first. How many steps lookups of all of them take
 * beyond the first slot; more than `most` ends it early.
 */
static size_t fill(const str *names, size_t count, lookup_table *t, size_t most) {
    size_t mask = ((size_t)1 << t->bits) - 1, steps = 0;
    memset(t->slots, 0, (mask + 1) * sizeof *t->slots);
    for (size_t i = 0; i < count && steps <= most; i++) {
        size_t at = swage_name_hash(names[i].ptr, names[i].len, t->seed) & mask;
        for (; t->slots[at]; at = (at + 1) & mask)
            steps++;
        t->slots[at] = (uint16_t)(i + 1);
    }
    return steps;
}

/* Tries all seeds for a table without collisions; beyond some hundred names it is no use. */
static bool make_perfect(const str *names, size_t count, lookup_table *t) {
    if (count > MAX_PERFECT || !is_hopeful(count, t))
        return false;
    for (t->seed = 0; t->seed < SEEDS; t->seed++)
        if (fill(names, count, t, 0) == 0)
            return true;
    return false;
}

/* The seed with the fewest steps. */
static void make_good(const str *names, size_t count, lookup_table *t) {
    size_t fewest = SIZE_MAX;
    uint32_t best = 0;
    for (t->seed = 0; t->seed < SEEDS / 8; t->seed++) {
        size_t steps = fill(names, count, t, fewest);
        if (steps < fewest) {
            fewest = steps;
            best = t->seed;
        }
    }
    t->seed = best;
    fill(names, count, t, SIZE_MAX);
}

bool lookup_make(arena *a, const str *names, size_t count, lookup_table *out) {
    *out = (lookup_table){0};
    if (count == 0 || count > MAX_NAMES)
        return false;
    uint32_t bits = 1;
    while ((size_t)1 << bits <= count)
        bits++;
    uint32_t largest = bits + SPARE_BITS < MAX_BITS ? bits + SPARE_BITS : MAX_BITS;
    lookup_table t = {.bits = bits, .slots = ARENA_ARRAY(a, (size_t)1 << largest, uint16_t)};
    while (t.bits <= largest && !(t.is_perfect = make_perfect(names, count, &t)))
        t.bits++;
    if (!t.is_perfect && has_duplicate(names, count)) /* of a perfect one all are parted */
        return false;
    if (!t.is_perfect) {
        t.bits = bits + 1 < largest ? bits + 1 : largest;
        make_good(names, count, &t);
    }
    *out = t;
    return true;
}
