/* A pattern compiled to positions where a table would do, to compare the two. */
#ifndef SWAGE_TESTS_POSITIONS_ONLY_H
#define SWAGE_TESTS_POSITIONS_ONLY_H

#include "pattern/positions.h"

/* As pattern_compile, which tries the table first. */
static inline pattern_result compile_positions(arena *a, str source, pattern_dfa *out,
                                               pattern_problem *problem) {
    pattern_tree *tree = ARENA_NEW(a, pattern_tree);
    swage_positions *positions = ARENA_NEW(a, swage_positions);
    *out = (pattern_dfa){.positions = positions};
    *problem = (pattern_problem){0};
    pattern_result result = pattern_parse(a, source, tree, problem);
    if (result != PATTERN_COMPILED)
        return result;
    pattern_simplify(a, tree, &out->min_length, &out->max_length);
    return pattern_positions_build(a, tree, positions) ? PATTERN_COMPILED : PATTERN_TOO_LARGE;
}

#endif
