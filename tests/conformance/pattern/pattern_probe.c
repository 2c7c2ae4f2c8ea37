/*
 * What the compiler of patterns makes of patterns and texts, for judge.py; with the argument
 * `positions`, what comes of them where no table is tried.
 *
 * Each line of the input is a pattern and texts, in hexadecimal, apart by blanks ("-" is empty).
 * Each line of the output is the result, the number of states and entries, and 1 or 0 a text; or
 * the result, the offset of the problem and its message.
 */
#include "../../support/positions_only.h"

#include <stdio.h>
#include <stdlib.h>

static str from_hex(arena *a, const char *word) {
    size_t len = strcmp(word, "-") == 0 ? 0 : strlen(word) / 2;
    char *bytes = arena_alloc(a, len + 1);
    for (size_t i = 0; i < len; i++) {
        char digits[3] = {word[2 * i], word[2 * i + 1], 0};
        bytes[i] = (char)strtoul(digits, NULL, 16);
    }
    return (str){bytes, len};
}

static void probe(char *line, bool by_positions) {
    static const char *const names[] = {"compiled", "not-regular", "too-large", "malformed"};
    arena a = {0};
    char *rest = NULL, *word = strtok_r(line, " \n", &rest);
    pattern_dfa found;
    pattern_problem problem;
    pattern_result result = (by_positions ? compile_positions : pattern_compile)(
        &a, from_hex(&a, word ? word : "-"), &found, &problem);
    if (result == PATTERN_COMPILED) {
        printf("%s %u %u ", names[result], found.states, found.states * found.classes);
        while ((word = strtok_r(NULL, " \n", &rest)))
            putchar(pattern_matches(&found, from_hex(&a, word)) ? '1' : '0');
    } else {
        printf("%s %zu %.*s", names[result], problem.offset, STR_ARG(problem.message));
    }
    putchar('\n');
    arena_free(&a);
}

int main(int argc, char **argv) {
    const bool by_positions = argc > 1 && strcmp(argv[1], "positions") == 0;
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) > 0)
        probe(line, by_positions);
    free(line);
    return 0;
}
