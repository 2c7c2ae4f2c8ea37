/*
 * uniqueItems: items are sorted by a hash whose seed is not known outside, and hashed anew where it
 * is the same. Without memory for all of them, ranges of hashes that fit on the stack come one by
 * one.
 */
#include "unique.h"
#include "entries.h"
#include "hash.h"

typedef struct pair {
    uint64_t hash;
    size_t index;
} pair;

/* How many are sorted on the stack, and how many are put in a range, so that it hardly has more. */
enum { ON_STACK = 384, IN_RANGE = 320 };

/* The items that are looked at: their hashes are from `low` to `low + width`. */
typedef struct job {
    const swage_element *element;
    const char *items;
    size_t count;
    uint64_t seed;
} job;

static uint64_t hash_of(const job *j, size_t i, uint64_t seed) {
    const swage_element *e = j->element;
    const char *item = j->items + i * e->size;
    const swage_state state = slot_state(item, e->state_offset);
    if (state != SWAGE_SET)
        return (uint64_t)state;
    return swage_slot_hash(&e->type, item + e->value_offset, seed, SLOT_DEPTH);
}

/*
 * Items are the same where they hash alike by another seed, too, of 64 bits: members that come in
 * another order would be compared in the square of the time.
 */
static bool same(const job *j, size_t a, size_t b) {
    return hash_of(j, a, ~j->seed) == hash_of(j, b, ~j->seed);
}

static void sift(pair *pairs, size_t root, size_t count) {
    for (;;) {
        size_t child = root * 2 + 1;
        if (child >= count)
            return;
        if (child + 1 < count && pairs[child].hash < pairs[child + 1].hash)
            child++;
        if (pairs[root].hash >= pairs[child].hash)
            return;
        pair held = pairs[root];
        pairs[root] = pairs[child];
        pairs[child] = held;
        root = child;
    }
}

static void sort(pair *pairs, size_t count) {
    for (size_t i = count / 2; i-- > 0;)
        sift(pairs, i, count);
    for (size_t i = count; i-- > 1;) {
        pair held = pairs[0];
        pairs[0] = pairs[i];
        pairs[i] = held;
        sift(pairs, 0, i);
    }
}

static bool sorted_are_unique(const job *j, pair *pairs, size_t count) {
    sort(pairs, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && pairs[k].hash == pairs[i].hash; k++)
            if (same(j, pairs[i].index, pairs[k].index))
                return false;
    return true;
}

/* Items whose hash is in the range; SIZE_MAX when they are more than there is room for. */
static size_t collect(const job *j, pair *pairs, size_t room, uint64_t low, uint64_t width) {
    size_t count = 0;
    for (size_t i = 0; i < j->count; i++) {
        uint64_t hash = hash_of(j, i, j->seed);
        if (hash - low > width)
            continue;
        if (count == room)
            return SIZE_MAX;
        pairs[count].hash = hash;
        pairs[count++].index = i;
    }
    return count;
}

static bool ranges_are_unique(const job *j) {
    pair pairs[ON_STACK];
    uint64_t low = 0, width = UINT64_MAX / (j->count / IN_RANGE + 1);
    for (;;) {
        if (width > UINT64_MAX - low)
            width = UINT64_MAX - low;
        size_t count = collect(j, pairs, ON_STACK, low, width);
        if (count == SIZE_MAX && width > 0) {
            width /= 2;
            continue;
        }
        if (count == SIZE_MAX) /* that many of one hash: looking at some will do */
            count = ON_STACK;
        if (!sorted_are_unique(j, pairs, count))
            return false;
        if (width == UINT64_MAX - low)
            return true;
        low += width + 1;
    }
}

bool swage_unique_items(const swage_element *e, slot_list list, scratch *s) {
    job j = {e, list.items, list.count, 0};
    if (!list.items)
        return true;
    j.seed = hash_mix((uintptr_t)&j, (uintptr_t)list.items);
    if (!s || list.count <= ON_STACK || list.count > SIZE_MAX / sizeof(pair))
        return ranges_are_unique(&j);
    scratch_mark mark = swage_scratch_get_mark(s);
    pair *pairs = swage_scratch_alloc(s, list.count * sizeof *pairs);
    bool unique = pairs ? sorted_are_unique(&j, pairs, collect(&j, pairs, j.count, 0, UINT64_MAX))
                        : ranges_are_unique(&j);
    swage_scratch_rewind(s, mark);
    return unique;
}

bool swage_unique_values(const swage_value *array, scratch *s) {
    return swage_unique_items(&swage_any_item, entries_of_value(array), s);
}
