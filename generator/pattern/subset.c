/*
 * The subset construction: from an automaton in many places at once to one with a state for each
 * set of places.
 *
 * A state is a set of threads and what stood before it. A thread is a position, and the set of
 * look-aheads that were passed on the way to it and are not decided yet, each with the state of its
 * own automaton ("debts"). Look-behinds run along as threads of their own. Assertions are decided
 * when the next byte, or the end, is known.
 */
#include "pattern/automaton.h"

#include "base/buf.h"
#include "base/map.h"

#include <stdlib.h>

enum {
    MAX_RAW_STATES = 40 * 1000,
    MAX_RAW_ENTRIES = 1024 * 1024,
    MAX_KERNEL_IDS = 4 * 1024 * 1024, /* of all states together */
    MAX_MARKS = 8 * 1024 * 1024,
    MAX_WORK = 20 * 1000 * 1000, /* steps of threads */
    MAX_DEBTS = 16
};

enum { NEXT_END, NEXT_WORD, NEXT_OTHER };

typedef struct raw_state {
    const uint32_t *threads;
    uint32_t count;
    uint32_t before;
} raw_state;

typedef struct debt_set {
    uint32_t count;
    uint32_t items[MAX_DEBTS]; /* look << 16 | state, rising */
} debt_set;

typedef struct subset {
    arena *a;
    const nfa *n;
    const dfa *looks;
    buf states; /* raw_state each */
    buf next;   /* uint16_t each */
    buf accept;
    map *known; /* threads of a state → its number + 1 */
    size_t kernel_ids, work;
    buf debts; /* debt_set each; the first is empty */
    map *known_debts;
    uint32_t *marks; /* by thread: the number of the set that it is in */
    size_t mark_count;
    uint32_t mark;
    buf stack, ready, kernel; /* uint32_t each */
    uint32_t behind;          /* bit a look-behind: it holds here */
    uint32_t before, following;
    bool matched, too_large;
} subset;

static uint32_t *ids_of(const buf *b) {
    return (uint32_t *)(void *)b->ptr;
}

static size_t id_count(const buf *b) {
    return b->len / sizeof(uint32_t);
}

static const debt_set *debts_at(const subset *s, uint32_t i) {
    return (const debt_set *)(const void *)s->debts.ptr + i;
}

static uint32_t intern_debts(subset *s, const debt_set *set) {
    str key = {(const char *)set, sizeof *set};
    void *found = map_get(s->known_debts, key);
    if (found)
        return (uint32_t)(uintptr_t)found - 1;
    uint32_t number = (uint32_t)(s->debts.len / sizeof *set);
    buf_add(&s->debts, (const char *)set, sizeof *set);
    map_put(s->known_debts, str_dup(s->a, key), (void *)(uintptr_t)(number + 1));
    return number;
}

typedef enum debt_fate { DEBT_OPEN, DEBT_PAID, DEBT_BROKEN } debt_fate;

static debt_fate fate_of(const subset *s, uint32_t debt) {
    bool negative = s->n->tree->looks[debt >> 16].negative;
    uint32_t state = debt & 0xFFFF;
    return state > 1 ? DEBT_OPEN : (state == 1) != negative ? DEBT_PAID : DEBT_BROKEN;
}

/* Adds one that is open or paid; false when it is broken. */
static bool add_debt(subset *s, debt_set *set, uint32_t debt) {
    debt_fate fate = fate_of(s, debt);
    if (fate != DEBT_OPEN)
        return fate == DEBT_PAID;
    uint32_t at = 0;
    while (at < set->count && set->items[at] < debt)
        at++;
    if (at < set->count && set->items[at] == debt)
        return true;
    if (set->count == MAX_DEBTS) {
        s->too_large = true;
        return false;
    }
    memmove(&set->items[at + 1], &set->items[at], (set->count - at) * sizeof debt);
    set->items[at] = debt;
    set->count++;
    return true;
}

/* Whether a thread with these debts matches when the text ends here. */
static bool debts_accept(const subset *s, uint32_t debts) {
    const debt_set *set = debts_at(s, debts);
    for (uint32_t i = 0; i < set->count; i++) {
        uint32_t look = set->items[i] >> 16;
        if (s->looks[look].accept[set->items[i] & 0xFFFF] == s->n->tree->looks[look].negative)
            return false;
    }
    return true;
}

/* The debts one byte later; false when one is broken by it. */
static bool step_debts(subset *s, uint32_t debts, uint32_t class, uint32_t *out) {
    debt_set set = {0}, old = *debts_at(s, debts);
    for (uint32_t i = 0; i < old.count; i++) {
        uint32_t look = old.items[i] >> 16, state = old.items[i] & 0xFFFF;
        const dfa *d = &s->looks[look];
        if (!add_debt(s, &set, look << 16 | d->next[state * d->classes + class]))
            return false;
    }
    *out = intern_debts(s, &set);
    return true;
}

/* Puts a thread into a list, once between two changes of s->mark. */
static void put(subset *s, buf *list, uint32_t position, uint32_t debts) {
    size_t thread = (size_t)debts * s->n->position_count + position;
    if (thread >= s->mark_count) {
        size_t count = (debts + 1) * 2 * (size_t)s->n->position_count;
        if (thread >= MAX_MARKS) {
            s->too_large = true;
            return;
        }
        uint32_t *marks = ARENA_ARRAY(s->a, count, uint32_t);
        if (s->mark_count)
            memcpy(marks, s->marks, s->mark_count * sizeof *marks);
        s->marks = marks;
        s->mark_count = count;
    }
    if (s->marks[thread] == s->mark)
        return;
    s->marks[thread] = s->mark;
    uint32_t id = (uint32_t)thread;
    buf_add(list, (const char *)&id, sizeof id);
}

static void follow(subset *s, uint32_t node, uint32_t debts) {
    put(s, &s->stack, s->n->nodes[node].position, debts);
}

static void visit_look(subset *s, const nfa_node *node, uint32_t debts) {
    const pattern_look *look = &s->n->tree->looks[node->index];
    if (look->behind) {
        if ((s->behind >> node->index & 1) != look->negative)
            follow(s, node->out, debts);
        return;
    }
    debt_set set = *debts_at(s, debts);
    if (add_debt(s, &set, node->index << 16 | s->looks[node->index].start[s->before]))
        follow(s, node->out, intern_debts(s, &set));
}

static bool assertion_holds(const subset *s, unsigned kind) {
    switch (kind) {
    case NFA_BEGIN:
        return s->before == BEFORE_START;
    case NFA_END:
        return s->following == NEXT_END;
    default:
        return ((s->before == BEFORE_WORD) != (s->following == NEXT_WORD)) == (kind == NFA_EDGE);
    }
}

static void visit(subset *s, uint32_t thread) {
    uint32_t position = thread % s->n->position_count, debts = thread / s->n->position_count;
    const nfa_node *node = &s->n->nodes[s->n->node_of[position]];
    switch (node->kind) {
    case NFA_SET:
        buf_add(&s->ready, (const char *)&thread, sizeof thread);
        break;
    case NFA_SPLIT:
        follow(s, node->out, debts);
        follow(s, node->other, debts);
        break;
    case NFA_LOOK:
        visit_look(s, node, debts);
        break;
    case NFA_BEHIND:
        s->behind |= UINT32_C(1) << node->index;
        break;
    case NFA_MATCH:
        if (debts == 0 || (s->following == NEXT_END && debts_accept(s, debts)))
            s->matched = true;
        buf_add(&s->ready, (const char *)&thread, sizeof thread);
        break;
    default:
        if (assertion_holds(s, node->kind))
            follow(s, node->out, debts);
    }
}

/* Goes as far as goes without a byte, from the threads of one region. */
static void explore(subset *s, const raw_state *state, unsigned region) {
    for (uint32_t i = 0; i < state->count; i++) {
        uint32_t position = state->threads[i] % s->n->position_count;
        if (s->n->nodes[s->n->node_of[position]].region == region)
            put(s, &s->stack, position, state->threads[i] / s->n->position_count);
    }
    while (s->stack.len) {
        s->stack.len -= sizeof(uint32_t);
        uint32_t thread = ids_of(&s->stack)[id_count(&s->stack)];
        visit(s, thread);
        s->work++;
    }
}

/* Fills s->ready and s->matched. Look-behinds first, an inner one before what is around it. */
static void close_over(subset *s, const raw_state *state, uint32_t following) {
    s->mark++;
    s->ready.len = 0;
    s->behind = 0;
    s->matched = false;
    s->before = state->before;
    s->following = following;
    for (unsigned i = 0; i < s->n->tree->look_count; i++)
        if (s->n->tree->looks[i].behind)
            explore(s, state, i);
    explore(s, state, NO_REGION);
}

/* The state of the threads in s->kernel, a new one when there is none yet. */
static uint32_t intern_state(subset *s, uint32_t before) {
    size_t count = id_count(&s->kernel);
    if (count == 0)
        return 0;
    qsort(s->kernel.ptr, count, sizeof(uint32_t), pattern_compare_numbers);
    buf_add(&s->kernel, (const char *)&before, sizeof before);
    str key = buf_str(&s->kernel);
    void *found = map_get(s->known, key);
    if (found)
        return (uint32_t)(uintptr_t)found - 1;
    uint32_t number = (uint32_t)(s->states.len / sizeof(raw_state));
    s->kernel_ids += count;
    if (number >= MAX_RAW_STATES || (size_t)number * s->n->classes > MAX_RAW_ENTRIES ||
        s->kernel_ids > MAX_KERNEL_IDS) {
        s->too_large = true;
        return 0;
    }
    uint32_t *threads = ARENA_ARRAY(s->a, count + 1, uint32_t);
    memcpy(threads, key.ptr, key.len);
    raw_state state = {threads, (uint32_t)count, before};
    buf_add(&s->states, (const char *)&state, sizeof state);
    map_put(s->known, (str){(const char *)threads, key.len}, (void *)(uintptr_t)(number + 1));
    return number;
}

/* Where the threads in s->ready are after a byte of the class. */
static uint32_t step(subset *s, uint32_t class) {
    const nfa *n = s->n;
    unsigned sample = n->sample[class];
    s->mark++;
    s->kernel.len = 0;
    s->work += id_count(&s->ready);
    for (size_t i = 0; i < id_count(&s->ready); i++) {
        uint32_t thread = ids_of(&s->ready)[i], debts = thread / n->position_count;
        uint32_t position = thread % n->position_count;
        const nfa_node *node = &n->nodes[n->node_of[position]];
        if (!node->is_useful)
            continue;
        if (node->kind == NFA_SET) {
            uint32_t row = n->set_row[node->index] + position - node->position;
            uint16_t to = n->rows[row * n->classes + class];
            if (to == ROW_DEAD)
                continue;
            position = to == ROW_DONE ? n->nodes[node->out].position : node->position + to - 1U;
        }
        if (debts == 0 || step_debts(s, debts, class, &debts))
            put(s, &s->kernel, position, debts);
    }
    bool is_word = n->tree->has_edges && is_word_byte(sample);
    return intern_state(s, is_word ? BEFORE_WORD : BEFORE_OTHER);
}

/* One row of the table: state number `i`. */
static void expand(subset *s, uint32_t i) {
    raw_state state = ((const raw_state *)(const void *)s->states.ptr)[i];
    const nfa *n = s->n;
    uint16_t *row = ARENA_ARRAY(s->a, n->classes, uint16_t);
    close_over(s, &state, NEXT_END);
    buf_add_char(&s->accept, s->matched);
    for (uint32_t following = NEXT_WORD; following <= NEXT_OTHER; following++) {
        if (following == NEXT_WORD && !n->tree->has_edges)
            continue;
        close_over(s, &state, following);
        for (uint32_t c = 0; c < n->classes && !s->too_large; c++) {
            bool is_word = n->tree->has_edges && is_word_byte(n->sample[c]);
            if (is_word == (following == NEXT_WORD))
                row[c] = (uint16_t)(s->matched ? 1 : step(s, c));
        }
    }
    buf_add(&s->next, (const char *)row, n->classes * sizeof *row);
}

/* States 0 and 1: dead, and all is accepted. */
static void add_fixed_states(subset *s) {
    for (uint16_t number = 0; number < 2; number++) {
        raw_state state = {0};
        buf_add(&s->states, (const char *)&state, sizeof state);
        buf_add_char(&s->accept, (char)number);
        for (uint32_t c = 0; c < s->n->classes; c++)
            buf_add(&s->next, (const char *)&number, sizeof number);
    }
}

static void add_starts(subset *s, uint32_t entry, bool is_whole_pattern, uint32_t *starts) {
    const pattern_tree *tree = s->n->tree;
    for (uint32_t before = 0; before < (is_whole_pattern ? 1 : BEFORE_COUNT); before++) {
        s->mark++;
        s->kernel.len = 0;
        put(s, &s->kernel, s->n->nodes[entry].position, 0);
        for (uint32_t i = 0; is_whole_pattern && i < tree->look_count; i++)
            if (tree->looks[i].behind)
                put(s, &s->kernel, s->n->nodes[s->n->look_entry[i]].position, 0);
        starts[before] = intern_state(s, before);
    }
}

static void copy_table(arena *a, const subset *s, dfa *out) {
    out->states = (uint32_t)(s->states.len / sizeof(raw_state));
    out->classes = s->n->classes;
    out->next = arena_alloc(a, s->next.len);
    out->accept = arena_alloc(a, s->accept.len);
    memcpy(out->next, s->next.ptr, s->next.len);
    memcpy(out->accept, s->accept.ptr, s->accept.len);
}

bool pattern_determinize(arena *a, const nfa *n, const dfa *looks, uint32_t entry,
                         bool is_whole_pattern, dfa *out) {
    arena scratch = {0};
    subset s = {.a = &scratch, .n = n, .looks = looks};
    debt_set none = {0};
    s.known = map_new(&scratch);
    s.known_debts = map_new(&scratch);
    intern_debts(&s, &none);
    add_fixed_states(&s);
    add_starts(&s, entry, is_whole_pattern, out->start);
    for (uint32_t i = 2; i < s.states.len / sizeof(raw_state) && !s.too_large; i++) {
        expand(&s, i);
        s.too_large |= s.work > MAX_WORK;
    }
    if (!s.too_large)
        copy_table(a, &s, out);
    buf *const lists[] = {&s.states, &s.next, &s.accept, &s.debts, &s.stack, &s.ready, &s.kernel};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        buf_free(lists[i]);
    arena_free(&scratch);
    return !s.too_large;
}
