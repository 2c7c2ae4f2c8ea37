/* analyze/lookup: tables that find each name where the runtime looks for it. */
#include "analyze/lookup.h"

#include <swage/descriptor.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

/* As the runtime looks a name up; how many slots were seen before it. */
static size_t steps_to(const lookup_table *t, const str *names, size_t wanted) {
    size_t mask = ((size_t)1 << t->bits) - 1, steps = 0;
    size_t at = swage_name_hash(names[wanted].ptr, names[wanted].len, t->seed) & mask;
    while (t->slots[at] && !str_eq(names[t->slots[at] - 1], names[wanted])) {
        at = (at + 1) & mask;
        steps++;
    }
    assert_int_equal(t->slots[at], wanted + 1);
    return steps;
}

static void every_name_is_found(void **state) {
    (void)state;
    for (size_t count = 1; count <= 300; count = count * 2 + 1) {
        arena a = {0};
        str *names = ARENA_ARRAY(&a, count, str);
        for (size_t i = 0; i < count; i++)
            names[i] = str_format(&a, "field_%zu", i * i);
        lookup_table t, again;
        size_t steps = 0, used = 0;
        assert_true(lookup_make(&a, names, count, &t));
        for (size_t i = 0; i < count; i++)
            steps += steps_to(&t, names, i);
        for (size_t i = 0; i < (size_t)1 << t.bits; i++)
            used += t.slots[i] != 0;
        assert_int_equal(used, count);
        assert_true(used < (size_t)1 << t.bits);
        assert_int_equal(t.is_perfect, steps == 0);
        assert_true(t.is_perfect || count > 40);
        assert_true(lookup_make(&a, names, count, &again));
        assert_int_equal(again.seed, t.seed);
        assert_int_equal(again.bits, t.bits);
        arena_free(&a);
    }
}

static void few_names_take_the_smallest_table(void **state) {
    (void)state;
    static const str names[] = {STR_INIT("id"), STR_INIT("name"), STR_INIT("")};
    arena a = {0};
    lookup_table t;
    assert_true(lookup_make(&a, names, 3, &t));
    assert_true(t.is_perfect);
    assert_int_equal(t.bits, 2);
    arena_free(&a);
}

static void names_that_always_collide_are_probed(void **state) {
    (void)state;
    /* The hash sees the first and last eight bytes of a name. */
    static const str names[] = {STR_INIT("same_start_a_same_end"),
                                STR_INIT("same_start_b_same_end")};
    arena a = {0};
    lookup_table t;
    assert_true(lookup_make(&a, names, 2, &t));
    for (size_t i = 0; i < 2; i++)
        steps_to(&t, names, i);
    arena_free(&a);
}

static void a_name_twice_has_no_table(void **state) {
    (void)state;
    static const str names[] = {STR_INIT("id"), STR_INIT("id")};
    arena a = {0};
    lookup_table t;
    assert_false(lookup_make(&a, names, 2, &t));
    assert_false(lookup_make(&a, names, 0, &t));
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_is_found),
        cmocka_unit_test(few_names_take_the_smallest_table),
        cmocka_unit_test(names_that_always_collide_are_probed),
        cmocka_unit_test(a_name_twice_has_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
