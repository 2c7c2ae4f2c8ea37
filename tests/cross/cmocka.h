/*
 * The little of cmocka that the runtime's tests use, for machines that have no cmocka to link with.
 * A test that fails ends its program.
 */
#ifndef SWAGE_TESTS_CROSS_CMOCKA_H
#define SWAGE_TESTS_CROSS_CMOCKA_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};

#define fail_msg(...)                                                                              \
    (printf("%s:%d: ", __FILE__, __LINE__), printf(__VA_ARGS__), putchar('\n'), exit(1))
#define assert_true(x) ((x) ? (void)0 : fail_msg("not true: %s", #x))
#define assert_false(x) ((x) ? fail_msg("not false: %s", #x) : (void)0)
#define assert_null(x) assert_true(!(x))
#define assert_non_null(x) assert_true(x)
#define assert_int_equal(a, b) assert_true((uintmax_t)(a) == (uintmax_t)(b))
#define assert_ptr_equal(a, b) assert_true((const void *)(a) == (const void *)(b))
#define assert_ptr_not_equal(a, b) assert_true((const void *)(a) != (const void *)(b))
#define assert_in_range(x, low, high) assert_true((x) >= (low) && (x) <= (high))
#define assert_string_equal(a, b) assert_true(strcmp((a), (b)) == 0)
#define assert_memory_equal(a, b, size) assert_true(memcmp((a), (b), (size)) == 0)
#define skip() return
#define print_message printf
#define print_error printf

#define cmocka_unit_test(function)                                                                 \
    { #function, function }
#define cmocka_run_group_tests(tests, setup, teardown)                                             \
    run_tests(tests, sizeof(tests) / sizeof *(tests), setup, teardown)

static int run_tests(const struct CMUnitTest *tests, size_t count, int (*setup)(void **state),
                     int (*teardown)(void **state)) {
    void *of_all = NULL;
    if (setup && setup(&of_all))
        fail_msg("setup");
    for (size_t i = 0; i < count; i++) {
        void *state = NULL;
        tests[i].run(&state);
        printf("%s: passed\n", tests[i].name);
    }
    if (teardown && teardown(&of_all))
        fail_msg("teardown");
    return 0;
}

#endif
