/*
 * Building in arenas: lists that grow, with others beside them and without; text.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 16];

static void lists_grow(void **state) {
    swage_arena arena;
    ints a = {NULL, 0}, b = {NULL, 0};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_builder x = swage_builder_in(&arena), y = swage_builder_in(&arena);
    for (int64_t i = 0; i < 500; i++) { /* one beside the other, so that both move */
        *(int64_t *)swage_builder_add(&x, &a, sizeof i) = i;
        *(int64_t *)swage_builder_add(&y, &b, sizeof i) = -i;
    }
    assert_int_equal(a.count, 500);
    for (int64_t i = 0; i < 500; i++)
        assert_true(a.items[i] == i && b.items[i] == -i);
    size_t taken = (size_t)(arena.next - memory);
    assert_true(taken < 2 * 2 * 2 * 500 * sizeof(int64_t));
}

/* The last allocation grows where it is: nothing is lost. */
static void one_list_loses_nothing(void **state) {
    swage_arena arena;
    ints list = {NULL, 0};
    (void)state;
    swage_arena_init_fixed(&arena, memory, 1000 * sizeof(int64_t) + 16);
    swage_builder b = swage_builder_in(&arena);
    for (int64_t i = 0; i < 1000; i++) {
        int64_t *item = swage_builder_add(&b, &list, sizeof i);
        assert_non_null(item);
        *item = i;
    }
    const int64_t *items = list.items;
    while (swage_builder_add(&b, &list, sizeof *items))
        continue;
    assert_in_range(list.count, 1000, 1002);
    assert_ptr_equal(list.items, items);
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
}

static void constants_are_copied(void **state) {
    static const int64_t constant[] = {1, 2, 3};
    swage_arena arena;
    ints list = {constant, 3};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_builder b = swage_builder_in(&arena);
    *(int64_t *)swage_builder_add(&b, &list, sizeof *constant) = 4;
    assert_ptr_not_equal(list.items, constant);
    assert_true(list.count == 4 && list.items[0] == 1 && list.items[2] == 3 && list.items[3] == 4);
    ints other = {constant, 2}; /* the builder's list is another one now */
    assert_int_equal(*(int64_t *)swage_builder_add(&b, &other, sizeof *constant), 0);
    assert_true(other.count == 3 && other.items[1] == 2 && list.items[3] == 4);
    ints huge = {constant, SIZE_MAX / 8};
    assert_null(swage_builder_add(&b, &huge, sizeof *constant));
    assert_ptr_equal(huge.items, constant);
}

static void memory_runs_out(void **state) {
    (void)state;
    for (size_t size = 0; size < 200; size++) {
        swage_arena arena;
        swage_members list = {NULL, 0};
        swage_str text = {NULL, 0};
        size_t count = 0;
        swage_arena_init_fixed(&arena, memory, size);
        swage_builder b = swage_builder_in(&arena);
        while (swage_members_append(&list, &b, swage_text("k")))
            count++;
        assert_true(count == list.count && count * sizeof(swage_member) <= size);
        assert_true(size < 48 || count > 0);
        swage_arena_init_fixed(&arena, memory, size);
        assert_int_equal(swage_str_copy(&text, swage_text("0123456789"), &arena), size >= 11);
        assert_int_equal(text.len, size >= 11 ? 10 : 0);
        swage_arena_init_fixed(&arena, memory, size);
        assert_int_equal(swage_str_format(&text, &arena, "%s-%d", "a", 12), size >= 5);
        assert_true(size < 5 || strcmp(text.ptr, "a-12") == 0);
    }
}

static void text_is_copied(void **state) {
    swage_arena arena;
    swage_str none = {NULL, 0}, text;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_str_copy(&text, none, &arena));
    assert_true(text.len == 0 && text.ptr[0] == '\0');
    swage_str huge = {"", SIZE_MAX};
    assert_false(swage_str_copy(&text, huge, &arena));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_grow),           cmocka_unit_test(one_list_loses_nothing),
        cmocka_unit_test(constants_are_copied), cmocka_unit_test(memory_runs_out),
        cmocka_unit_test(text_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
