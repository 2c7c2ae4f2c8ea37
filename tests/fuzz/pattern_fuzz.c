/*
 * libFuzzer: any bytes as a pattern, and behind a line feed a text to match: by the table and by
 * positions, which agree.
 */
#include "../support/positions_only.h"
#include "base/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The table leads nowhere outside of itself. */
static void check_table(const pattern_dfa *dfa) {
    for (size_t i = 0; i < (size_t)dfa->states * dfa->classes; i++)
        if (dfa->next[i] >= dfa->states || (i < dfa->classes && dfa->next[i] != 0))
            abort();
    for (size_t b = 0; b < sizeof dfa->class_of; b++)
        if (!dfa->positions && dfa->class_of[b] >= dfa->classes)
            abort();
}

static void compare_ways(arena *a, const pattern_dfa *table, str source, str text) {
    pattern_dfa positions;
    pattern_problem problem;
    const bool matches = pattern_matches(table, text);
    if (compile_positions(a, source, &positions, &problem) == PATTERN_COMPILED &&
        utf8_invalid_at(text) == text.len && pattern_matches(&positions, text) != matches)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a = {0};
    str input = {(const char *)data, size};
    size_t end = str_find_char(input, 0, '\n');
    pattern_dfa dfa;
    pattern_problem problem;
    if (pattern_compile(&a, str_slice(input, 0, end), &dfa, &problem) == PATTERN_COMPILED) {
        check_table(&dfa);
        compare_ways(&a, &dfa, str_slice(input, 0, end), str_slice(input, end + 1, size));
    } else if (problem.message.len == 0 || problem.offset > end) {
        abort();
    }
    arena_free(&a);
    return 0;
}
