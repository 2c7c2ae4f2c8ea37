/*
 * The smallest automaton of the same texts: Hopcroft's refinement of a partition of the states, in
 * n log n.
 */
#include "pattern/automaton.h"

typedef struct partition {
    uint32_t *elements;              /* the states, block by block */
    uint32_t *place;                 /* of a state in elements */
    uint32_t *block;                 /* of a state */
    uint32_t *first, *size, *marked; /* by block; its marked states stand first */
    uint32_t count;
    uint32_t *waiting; /* stack of blocks to split by */
    bool *is_waiting;
    uint32_t waiting_count;
} partition;

/* The states that lead to a state by a class. */
typedef struct inverse {
    uint32_t *starts; /* [class * states + state], and one more */
    uint32_t *from;
} inverse;

static inverse invert(arena *a, const dfa *d) {
    size_t entries = (size_t)d->states * d->classes;
    inverse v = {ARENA_ARRAY(a, entries + 2, uint32_t), ARENA_ARRAY(a, entries, uint32_t)};
    for (size_t s = 0; s < d->states; s++)
        for (size_t c = 0; c < d->classes; c++)
            v.starts[c * d->states + d->next[s * d->classes + c] + 2]++;
    for (size_t i = 2; i < entries + 2; i++)
        v.starts[i] += v.starts[i - 1];
    for (size_t s = 0; s < d->states; s++)
        for (size_t c = 0; c < d->classes; c++)
            v.from[v.starts[c * d->states + d->next[s * d->classes + c] + 1]++] = (uint32_t)s;
    return v;
}

static void wait_for(partition *p, uint32_t block) {
    if (!p->is_waiting[block]) {
        p->is_waiting[block] = true;
        p->waiting[p->waiting_count++] = block;
    }
}

/* The marked states of a block become one of their own, unless all are. */
static void split(partition *p, uint32_t block) {
    uint32_t marked = p->marked[block];
    p->marked[block] = 0;
    if (marked == p->size[block])
        return;
    uint32_t made = p->count++;
    p->first[made] = p->first[block];
    p->size[made] = marked;
    p->first[block] += marked;
    p->size[block] -= marked;
    for (uint32_t i = 0; i < marked; i++)
        p->block[p->elements[p->first[made] + i]] = made;
    if (p->is_waiting[block] || marked <= p->size[block])
        wait_for(p, made);
    else
        wait_for(p, block);
}

/* Moves a state to the marked ones of its block; true when it is the first of them. */
static bool mark(partition *p, uint32_t state) {
    uint32_t block = p->block[state], to = p->first[block] + p->marked[block];
    if (p->place[state] < to)
        return false;
    uint32_t other = p->elements[to];
    p->elements[p->place[state]] = other;
    p->place[other] = p->place[state];
    p->elements[to] = state;
    p->place[state] = to;
    return p->marked[block]++ == 0;
}

static partition new_partition(arena *a, const dfa *d) {
    partition p = {.count = 1};
    uint32_t n = d->states, **arrays[] = {&p.elements, &p.place,  &p.block,  &p.first,
                                          &p.size,     &p.marked, &p.waiting};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        *arrays[i] = ARENA_ARRAY(a, n, uint32_t);
    p.is_waiting = ARENA_ARRAY(a, n, bool);
    p.size[0] = n;
    for (uint32_t s = 0; s < n; s++)
        p.elements[s] = p.place[s] = s;
    wait_for(&p, 0);
    for (uint32_t s = 0; s < n; s++)
        if (d->accept[s])
            mark(&p, s);
    split(&p, 0);
    return p;
}

static void refine(arena *a, const dfa *d, partition *p) {
    inverse v = invert(a, d);
    uint32_t *splitter = ARENA_ARRAY(a, d->states, uint32_t);
    uint32_t *touched = ARENA_ARRAY(a, d->states, uint32_t);
    while (p->waiting_count) {
        uint32_t block = p->waiting[--p->waiting_count], size = p->size[block];
        p->is_waiting[block] = false;
        memcpy(splitter, p->elements + p->first[block], size * sizeof *splitter);
        for (size_t c = 0; c < d->classes; c++) {
            uint32_t touched_count = 0;
            for (uint32_t i = 0; i < size; i++) {
                size_t at = c * d->states + splitter[i];
                for (uint32_t j = v.starts[at]; j < v.starts[at + 1]; j++)
                    if (mark(p, v.from[j]))
                        touched[touched_count++] = p->block[v.from[j]];
            }
            for (uint32_t i = 0; i < touched_count; i++)
                split(p, touched[i]);
        }
    }
}

void pattern_minimize(arena *a, dfa *d) {
    arena scratch = {0};
    partition p = new_partition(&scratch, d);
    refine(&scratch, d, &p);
    /* Numbers in the order of the first states, so that 0 and 1 stay. */
    uint32_t *number = ARENA_ARRAY(&scratch, d->states, uint32_t), count = 0;
    dfa small = {.classes = d->classes};
    small.next = ARENA_ARRAY(a, (size_t)p.count * d->classes, uint16_t);
    small.accept = ARENA_ARRAY(a, p.count, unsigned char);
    for (uint32_t s = 0; s < d->states; s++)
        if (number[p.block[s]] == 0)
            number[p.block[s]] = ++count;
    for (uint32_t s = 0; s < d->states; s++) {
        uint32_t to = number[p.block[s]] - 1;
        small.accept[to] = d->accept[s];
        for (size_t c = 0; c < d->classes; c++)
            small.next[to * d->classes + c] =
                (uint16_t)(number[p.block[d->next[s * d->classes + c]]] - 1);
    }
    for (unsigned i = 0; i < BEFORE_COUNT; i++)
        small.start[i] = number[p.block[d->start[i]]] - 1;
    small.states = count;
    *d = small;
    arena_free(&scratch);
}
