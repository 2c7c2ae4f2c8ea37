/*
 * What follows each position, as few steps and jumps; see positions.h. Copies that a count makes
 * lead one to the next over one distance, which is a step; that each of them may be the last one is
 * a jump. Which cover the most edges that are left are taken first.
 */
#include "pattern/positions.h"

enum { MAX_STEPS = 64, MAX_JUMPS = 64 };

typedef struct edge_cover {
    arena *a;
    const position_edge *edges;
    size_t edge_count, left;
    bool *is_covered;
    uint32_t count;  /* of positions */
    size_t words;    /* of a set */
    size_t *by_step; /* [2 * count]: the edges left of each distance + count */
    size_t *by_jump; /* [count]: the edges left to each position */
    int16_t distances[MAX_STEPS];
    uint64_t *steps, *jumps; /* as of swage_positions */
    uint16_t step_count, jump_count;
} edge_cover;

static size_t distance_of(const edge_cover *c, const position_edge *edge) {
    return (size_t)edge->to + c->count - edge->from;
}

static void count_edges(edge_cover *c) {
    c->by_step = ARENA_ARRAY(c->a, 2 * (size_t)c->count, size_t);
    c->by_jump = ARENA_ARRAY(c->a, c->count, size_t);
    for (size_t i = 0; i < c->edge_count; i++) {
        c->by_step[distance_of(c, &c->edges[i])]++;
        c->by_jump[c->edges[i].to]++;
    }
}

static size_t find_most(const size_t *counts, size_t count) {
    size_t most = 0;
    for (size_t i = 1; i < count; i++)
        if (counts[i] > counts[most])
            most = i;
    return most;
}

static void cover(edge_cover *c, size_t i) {
    if (c->is_covered[i])
        return;
    c->is_covered[i] = true;
    c->by_step[distance_of(c, &c->edges[i])]--;
    c->by_jump[c->edges[i].to]--;
    c->left--;
}

static bool take_step(edge_cover *c, size_t distance) {
    if (c->step_count == MAX_STEPS)
        return false;
    uint64_t *from = c->steps + c->step_count * c->words;
    c->distances[c->step_count++] = (int16_t)((int)distance - (int)c->count);
    for (size_t i = 0; i < c->edge_count; i++)
        if (distance_of(c, &c->edges[i]) == distance) {
            add_position(from, c->edges[i].from);
            cover(c, i);
        }
    return true;
}

static bool is_same(const edge_cover *c, const uint64_t *a, const uint64_t *b) {
    return memcmp(a, b, c->words * sizeof *a) == 0;
}

/* All edges to a position; jumps from the same set are one. */
static bool take_jump(edge_cover *c, uint32_t to) {
    if (c->jump_count == MAX_JUMPS)
        return false;
    uint64_t *from = c->jumps + 2 * c->jump_count * c->words;
    memset(from, 0, 2 * c->words * sizeof *from);
    for (size_t i = 0; i < c->edge_count; i++)
        if (c->edges[i].to == to) {
            add_position(from, c->edges[i].from);
            cover(c, i);
        }
    uint64_t *same = c->jumps;
    while (!is_same(c, same, from))
        same += 2 * c->words;
    add_position(same + c->words, to);
    if (same == from)
        c->jump_count++;
    return true;
}

static bool cover_all(edge_cover *c) {
    while (c->left) {
        const size_t distance = find_most(c->by_step, 2 * (size_t)c->count);
        const size_t to = find_most(c->by_jump, c->count);
        if (!(c->by_step[distance] >= c->by_jump[to] ? take_step(c, distance)
                                                     : take_jump(c, (uint32_t)to)))
            return false;
    }
    return true;
}

bool pattern_positions_connect(arena *a, const position_edge *edges, size_t edge_count,
                               uint32_t count, swage_positions *out) {
    arena scratch = {0};
    edge_cover c = {.a = &scratch,
                    .edges = edges,
                    .edge_count = edge_count,
                    .left = edge_count,
                    .count = count,
                    .words = out->words};
    c.is_covered = ARENA_ARRAY(&scratch, edge_count, bool);
    c.steps = ARENA_ARRAY(a, MAX_STEPS * c.words, uint64_t);
    c.jumps = ARENA_ARRAY(a, 2 * MAX_JUMPS * c.words, uint64_t);
    count_edges(&c);
    const bool covered = cover_all(&c);
    int16_t *distances = ARENA_ARRAY(a, MAX_STEPS, int16_t);
    memcpy(distances, c.distances, sizeof c.distances);
    out->distances = distances;
    out->steps = c.steps;
    out->jumps = c.jumps;
    out->step_count = c.step_count;
    out->jump_count = c.jump_count;
    arena_free(&scratch);
    return covered;
}
