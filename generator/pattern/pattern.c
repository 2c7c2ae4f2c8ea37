/*
 * Patterns as tables: parser, automaton, subset construction, smallest automaton, and last the
 * order of states and the classes of bytes that the runtime wants. Where that would be too large,
 * positions. See pattern.h.
 */
#include "pattern/positions.h"
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

static bool make_positions(arena *a, const pattern_tree *tree, pattern_dfa *out) {
    swage_positions *positions = ARENA_NEW(a, swage_positions);
    if (!pattern_positions_build(a, tree, positions))
        return false;
    out->positions = positions;
    out->states = (uint16_t)(positions->words * 64);
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
        (!compile_tree(&scratch, tree, n, &d) || !make_table(a, &scratch, n, &d, out)) &&
        !make_positions(a, tree, out))
        result = too_large(problem);
    if (problem->message.len)
        problem->message = str_dup(a, problem->message);
    arena_free(&scratch);
    return result;
}

static bool table_matches(const pattern_dfa *table, str text) {
    size_t state = 1;
    for (size_t i = 0; i < text.len && state; i++)
        state = table->next[state * table->classes + table->class_of[(unsigned char)text.ptr[i]]];
    return pattern_accepts(table, state);
}

static bool positions_match(const swage_positions *p, str text) {
    uint64_t room[SWAGE_POSITIONS_ROOM(PATTERN_MAX_POSITIONS / 64)];
    return swage_positions_accept(p, room, text.ptr, text.len);
}

bool pattern_matches(const pattern_dfa *table, str text) {
    const size_t length = table->max_length ? utf8_count(text) : 0;
    return length >= table->min_length && length <= table->max_length &&
           (table->positions ? positions_match(table->positions, text)
                             : table_matches(table, text));
}
