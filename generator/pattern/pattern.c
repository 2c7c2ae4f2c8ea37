/*
 * Patterns as tables: parser, automaton, subset construction, smallest automaton, and last the
 * order of states and the classes of bytes that the runtime wants. See pattern.h.
 */
#include "pattern/automaton.h"
#include "base/text.h"

enum { LONGEST_SOURCE = 64 * 1024, BYTES = 256 };

static bool compile_looks(arena *a, const nfa *n, dfa *looks) {
    for (uint32_t i = 0; i < n->tree->look_count; i++) {
        if (n->tree->looks[i].behind)
            continue;
        if (!pattern_determinize(a, n, looks, n->look_entry[i], false, &looks[i]))
            return false;
        pattern_minimize(a, &looks[i]);
    }
    return true;
}

static bool compile_tree(arena *a, const pattern_tree *tree, nfa *n, dfa *out) {
    dfa looks[PATTERN_MAX_LOOKS] = {0};
    if (!pattern_nfa_build(a, tree, n) || !compile_looks(a, n, looks) ||
        !pattern_determinize(a, n, looks, n->entry, true, out))
        return false;
    pattern_minimize(a, out);
    return true;
}

/*
 * The states that can be reached, breadth first, behind the dead one: `order` by new number, and
 * the new number of each in `number`. The start comes first, a second time when it is dead.
 */
static uint32_t order_states(const dfa *d, uint32_t *order, uint32_t *number) {
    uint32_t count = 2;
    order[0] = 0;
    order[1] = d->start[BEFORE_START];
    if (order[1])
        number[order[1]] = 1;
    for (uint32_t i = 1; i < count; i++) {
        for (size_t c = 0; c < d->classes; c++) {
            uint32_t to = d->next[order[i] * d->classes + c];
            if (to && !number[to]) {
                number[to] = count;
                order[count++] = to;
            }
        }
    }
    return count;
}

/* Classes that no state tells apart become one; `kept` gets an old class of each new one. */
static uint32_t merge_classes(const dfa *d, const uint32_t *order, uint32_t states,
                              unsigned char *merged, uint32_t *kept) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < d->classes; c++) {
        uint32_t to = 0;
        for (; to < count; to++) {
            uint32_t s = 0;
            while (s < states &&
                   d->next[order[s] * d->classes + c] == d->next[order[s] * d->classes + kept[to]])
                s++;
            if (s == states)
                break;
        }
        if (to == count)
            kept[count++] = c;
        merged[c] = (unsigned char)to;
    }
    return count;
}

/* Fills the table; false when it would be too large. */
static bool make_table(arena *a, arena *scratch, const nfa *n, const dfa *d, pattern_dfa *out) {
    uint32_t *order = ARENA_ARRAY(scratch, d->states + 2, uint32_t);
    uint32_t *number = ARENA_ARRAY(scratch, d->states, uint32_t);
    uint32_t states = order_states(d, order, number), kept[BYTES];
    unsigned char merged[BYTES];
    uint32_t classes = merge_classes(d, order, states, merged, kept);
    if (states > PATTERN_MAX_STATES || (size_t)states * classes > PATTERN_MAX_ENTRIES)
        return false;
    out->states = (uint16_t)states;
    out->classes = (uint16_t)classes;
    out->next = ARENA_ARRAY(a, (size_t)states * classes, uint16_t);
    out->accept = ARENA_ARRAY(a, states / 8 + 1, unsigned char);
    for (unsigned b = 0; b < BYTES; b++)
        out->class_of[b] = merged[n->class_of[b]];
    for (uint32_t s = 0; s < states; s++) {
        if (d->accept[order[s]])
            out->accept[s / 8] = (unsigned char)(out->accept[s / 8] | 1U << s % 8);
        for (uint32_t c = 0; c < classes; c++)
            out->next[s * classes + c] = (uint16_t)number[d->next[order[s] * d->classes + kept[c]]];
    }
    return true;
}

static pattern_result too_large(pattern_problem *problem) {
    *problem = (pattern_problem){0, STR("the pattern's automaton is too large; make its counts "
                                        "smaller, or check lengths by maxLength")};
    return PATTERN_TOO_LARGE;
}

pattern_result pattern_compile(arena *a, str source, pattern_dfa *out, pattern_problem *problem) {
    *out = (pattern_dfa){0};
    *problem = (pattern_problem){0};
    if (source.len > LONGEST_SOURCE)
        return too_large(problem);
    arena scratch = {0};
    nfa *n = ARENA_NEW(&scratch, nfa);
    pattern_tree *tree = ARENA_NEW(&scratch, pattern_tree);
    dfa d = {0};
    pattern_result result = pattern_parse(&scratch, source, tree, problem);
    if (result == PATTERN_COMPILED)
        pattern_simplify(&scratch, tree, &out->min_length, &out->max_length);
    if (result == PATTERN_COMPILED &&
        (!compile_tree(&scratch, tree, n, &d) || !make_table(a, &scratch, n, &d, out)))
        result = too_large(problem);
    if (problem->message.len)
        problem->message = str_dup(a, problem->message);
    arena_free(&scratch);
    return result;
}

static bool accepts(const pattern_dfa *table, size_t state) {
    return table->accept[state / 8] >> state % 8 & 1;
}

bool pattern_matches(const pattern_dfa *table, str text) {
    size_t state = 1;
    for (size_t i = 0; i < text.len && state; i++)
        state = table->next[state * table->classes + table->class_of[(unsigned char)text.ptr[i]]];
    const size_t length = table->max_length ? utf8_count(text) : 0;
    return accepts(table, state) && length >= table->min_length && length <= table->max_length;
}

/* Bytes in the order in which a sample takes them. */
static void order_bytes(unsigned char order[BYTES]) {
    static const char liked[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    bool taken[BYTES] = {false};
    size_t count = 0;
    for (const char *c = liked; *c; c++) {
        order[count++] = (unsigned char)*c;
        taken[(unsigned char)*c] = true;
    }
    for (unsigned i = 0; i < BYTES; i++) {
        unsigned char byte = (unsigned char)((i + ' ') % BYTES); /* control characters come last */
        if (!taken[byte])
            order[count++] = byte;
    }
}

enum { MOST_PLACES = 1024 * 1024 };

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
        if (accepts(s->table, place / s->lengths) && place % s->lengths == s->lengths - 1)
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

bool pattern_sample(arena *a, const pattern_dfa *table, str *out) {
    arena scratch = {0};
    sample_search s = {.table = table, .lengths = table->min_length + 1};
    const size_t places = (size_t)table->states * s.lengths;
    if (places > MOST_PLACES)
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
    return end && pattern_matches(table, *out);
}
