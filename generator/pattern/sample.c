/* Texts that patterns match, found breadth first: see pattern.h. */
#include "pattern/positions.h"

enum { BYTES = 256 };

/* Bytes in the order in which a sample takes them. */
static void order_bytes(unsigned char order[BYTES]) {
    bool taken[BYTES] = {false};
    size_t count = 0;
    for (const char *c = PATTERN_LIKED; *c; c++) {
        order[count++] = (unsigned char)*c;
        taken[(unsigned char)*c] = true;
    }
    for (unsigned i = 0; i < BYTES; i++) {
        unsigned char byte = (unsigned char)((i + ' ') % BYTES); /* control characters come last */
        if (!taken[byte])
            order[count++] = byte;
    }
}

/* A place is a state and how many characters led to it, up to the fewest that a text has. */
typedef struct sample_search {
    const pattern_dfa *table;
    uint32_t lengths; /* how many there are */
    uint32_t *from;   /* [places]: by which place and byte each was reached; 0: not yet */
    unsigned char *by;
    uint32_t *queue;
} sample_search;

static uint32_t step_over(const sample_search *s, uint32_t place, unsigned char byte) {
    const pattern_dfa *t = s->table;
    const bool begins = (byte & 0xC0) != 0x80;
    const uint32_t length = place % s->lengths + begins;
    const uint32_t to = t->next[place / s->lengths * t->classes + t->class_of[byte]];
    return to * s->lengths + (length < s->lengths ? length : s->lengths - 1);
}

/* Breadth first from the start: the first place that accepts; 0 when there is none. */
static uint32_t search(const sample_search *s) {
    unsigned char order[BYTES];
    size_t head = 0, tail = 0;
    order_bytes(order);
    s->queue[tail++] = s->lengths;
    s->from[s->lengths] = s->lengths;
    while (head < tail) {
        const uint32_t place = s->queue[head++];
        if (pattern_accepts(s->table, place / s->lengths) && place % s->lengths == s->lengths - 1)
            return place;
        for (unsigned i = 0; i < BYTES; i++) {
            const uint32_t to = step_over(s, place, order[i]);
            if (to < s->lengths || s->from[to])
                continue;
            s->from[to] = place;
            s->by[to] = order[i];
            s->queue[tail++] = to;
        }
    }
    return 0;
}

static bool table_sample(arena *a, const pattern_dfa *table, str *out) {
    arena scratch = {0};
    sample_search s = {.table = table, .lengths = table->min_length + 1};
    const size_t places = (size_t)table->states * s.lengths;
    if (places > PATTERN_MOST_PLACES)
        return false;
    s.from = ARENA_ARRAY(&scratch, places, uint32_t);
    s.queue = ARENA_ARRAY(&scratch, places, uint32_t);
    s.by = ARENA_ARRAY(&scratch, places, unsigned char);
    const uint32_t end = search(&s);
    size_t len = 0;
    for (uint32_t p = end; p > s.lengths; p = s.from[p])
        len++;
    char *text = arena_alloc(a, len + 1);
    *out = (str){text, len};
    text[len] = 0;
    for (uint32_t p = end; p > s.lengths; p = s.from[p])
        text[--len] = (char)s.by[p];
    arena_free(&scratch);
    return end;
}

bool pattern_sample(arena *a, const pattern_dfa *table, str *out) {
    const bool found = table->positions
                           ? pattern_positions_sample(a, table->positions, table->min_length, out)
                           : table_sample(a, table, out);
    return found && pattern_matches(table, *out);
}
