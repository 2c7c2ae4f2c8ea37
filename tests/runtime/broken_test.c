/*
 * Structs that no parse gives: built by hand, and wrong. Each is refused by the writer with its
 * place, and copied without harm.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 16], text[4096];

static const swage_str no_bytes = {NULL, 3}, some = {"x", 1};

static void no_list(all *x) {
    x->strings.state = SWAGE_SET;
    x->strings.value = (strings){NULL, 2};
}
static void no_map(all *x) {
    x->map.state = SWAGE_SET;
    x->map.value = (int_map){NULL, 2};
}
static void nameless_entry(all *x) {
    static const int_map_entry entry = {{NULL, 0}, 1};
    x->map.state = SWAGE_SET;
    x->map.value = (int_map){&entry, 1};
}
static void entry_of_wrong_bytes(all *x) {
    static const int_map_entry entry = {{"\xFF", 1}, 1};
    x->map.state = SWAGE_SET;
    x->map.value = (int_map){&entry, 1};
}
static void no_members(all *x) {
    x->unknown = (swage_members){NULL, 1};
}
static void nameless_member(all *x) {
    static const swage_member member = {{NULL, 0}, {SWAGE_KIND_NULL, 0, {false}}};
    x->unknown = (swage_members){&member, 1};
}
static void item_not_set(all *x) {
    static const swage_opt_int64 item = {SWAGE_ABSENT, 1};
    x->nullable_ints.state = SWAGE_SET;
    x->nullable_ints.value = (opt_ints){&item, 1};
}
static void no_such_state(all *x) {
    x->boolean.state = (swage_state)7;
}
static void no_text(all *x) {
    x->string = no_bytes;
}
static void no_data(all *x) {
    SWAGE_PUT(x->bytes, (swage_bytes){NULL, 1});
}
static void no_number(all *x) {
    SWAGE_PUT(x->decimal, (swage_decimal){NULL, 0});
}
static void no_such_alternative(all *x) {
    x->thing.state = SWAGE_SET;
    x->thing.value.tag = 99;
}
static void value_of_no_kind(all *x) {
    x->any.state = SWAGE_SET;
    x->any.value.kind = 99;
}
static void value_without_items(all *x) {
    x->any.state = SWAGE_SET;
    x->any.value = (swage_value){SWAGE_KIND_ARRAY, 1, {.items = NULL}};
}
static void other_alternative(all *x) {
    static const cat pretends = {.kind = {"dog", 3}};
    x->pet.state = SWAGE_SET;
    x->pet.value.tag = 1;
    x->pet.value.as.cat = &pretends;
}
static void no_alternative(all *x) {
    static const cat pretends = {.kind = {"cats", 4}};
    other_alternative(x);
    x->pet.value.as.cat = &pretends;
}
static void nameless_node(all *x) {
    static const node child = {.name = {NULL, 0}};
    SWAGE_PUT(x->node, &child);
}

static void broken_structs_are_refused(void **state) {
    static const struct {
        void (*break_it)(all *x);
        const char *text;
    } cases[] = {
        {no_list, "/strings: there is a count, but no items"},
        {no_map, "/map: there is a count, but no items"},
        {nameless_entry, "/map: a member has no name"},
        {entry_of_wrong_bytes, "/map/?: the text is not valid UTF-8"},
        {no_members, "there is a count, but no items"},
        {nameless_member, "a member has no name"},
        {item_not_set, "/nullable_ints/0: the value is not set"},
        {no_such_state, "/boolean: the state is none"},
        {no_text, "/string: the text has a length but no bytes"},
        {no_data, "/bytes: the data have a length but no bytes"},
        {no_number, "/decimal: the number is not set"},
        {no_such_alternative, "/thing: the alternative of Thing is not set"},
        {other_alternative,
         "/pet: the alternative of Pet is not the one that its discriminator means"},
        {no_alternative,
         "/pet: the alternative of Pet is not the one that its discriminator means"},
        {value_of_no_kind, "/any: the kind of the value is none"},
        {value_without_items, "/any: there is a count, but no items"},
        {nameless_node, "/node/name: the text is not set"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        all x, copy;
        swage_error error;
        swage_arena arena;
        memset(&x, 0, sizeof x);
        x.string = some;
        cases[i].break_it(&x);
        size_t len = swage_write(&all_model, &x, text, sizeof text, NULL, &error);
        if (len || strcmp(swage_error_text(&error), cases[i].text) != 0)
            fail_msg("%zu gives %s\n  not %s", i, len ? text : error.text, cases[i].text);
        assert_string_equal(text, "");
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        swage_copy(&all_model, &copy, &x, &arena, &error);
    }
}

/* What is missing in the middle, with constraints, and what nests too deep. */
static void models_and_unions_are_refused(void **state) {
    typed_rest rest = {.name = SWAGE_SOME(SWAGE_STR("x"))};
    thing deep = {.tag = 3, .as.text = {"abcdef", 6}};
    swage_error error;
    swage_write_options flat = {.max_depth = 0};
    (void)state;
    assert_int_equal(swage_write(&typed_rest_model, &rest, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "must have at least 2 members (minProperties)");
    assert_int_equal(swage_write_type(&thing_type, &deep, text, sizeof text, &flat, &error), 0);
    assert_string_equal(swage_error_text(&error), "must have at most 5 characters (maxLength)");
    swage_value innermost = {SWAGE_KIND_ARRAY, 0, {.items = NULL}};
    swage_value values[4] = {innermost};
    for (int i = 1; i < 4; i++)
        values[i] = (swage_value){SWAGE_KIND_ARRAY, 1, {.items = &values[i - 1]}};
    flat.max_depth = 3;
    assert_int_equal(swage_value_write(&values[3], text, sizeof text, &flat, &error), 0);
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_int_equal(swage_value_write(&values[2], text, sizeof text, &flat, &error), 6);
    assert_int_equal(swage_write(&node_model, NULL, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "the Node is not set");
}

/* Pairs of structs, equal or not, where little is set. */
static void odd_structs_are_compared(void **state) {
    all x, y;
    thing none = {.tag = 0}, strange = {.tag = 99}, first = {.tag = 1}, second = {.tag = 1};
    static const cat one = {.kind = {"a", 1}};
    static const swage_opt_int64 set = SWAGE_SOME(1), null = SWAGE_NIL;
    (void)state;
    memset(&x, 0, sizeof x);
    memset(&y, 0, sizeof y);
    assert_true(swage_equal(&all_model, &x, &y));
    assert_true(swage_equal_type(&thing_type, &none, &none));
    assert_false(swage_equal_type(&thing_type, &none, &first));
    assert_false(swage_equal_type(&thing_type, &strange, &strange));
    assert_true(swage_equal_type(&thing_type, &first, &second));
    second.as.cat = &one;
    assert_false(swage_equal_type(&thing_type, &first, &second));
    assert_false(swage_equal_type(&thing_type, &second, &first));
    x.nullable_ints.state = y.nullable_ints.state = SWAGE_SET;
    x.nullable_ints.value = (opt_ints){&set, 1};
    y.nullable_ints.value = (opt_ints){&null, 1};
    assert_false(swage_equal(&all_model, &x, &y));
    y.nullable_ints.value = (opt_ints){&null, 0};
    assert_false(swage_equal(&all_model, &x, &y));
    /* Not more than 1024 levels are looked at. */
    static swage_value levels[1100];
    for (int i = 1; i < 1100; i++)
        levels[i] = (swage_value){SWAGE_KIND_ARRAY, 1, {.items = &levels[i - 1]}};
    swage_value copy;
    swage_arena arena;
    swage_error error;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_false(swage_value_copy(&copy, &levels[1099], &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_true(swage_value_copy(&copy, &levels[1000], &arena, &error));
    assert_true(swage_value_equal(&copy, &levels[1000]));
    swage_arena_reset(&arena); /* but as many as one asks for */
    assert_true(swage_copy_deep(&any_type, &copy, &levels[1099], &arena, 1099, &error));
    assert_false(swage_equal_type(&any_type, &copy, &levels[1099]));
    assert_true(swage_equal_deep(&any_type, &copy, &levels[1099], 1099));
    assert_false(swage_equal_deep(&any_type, &copy, &levels[1099], 1098));
    assert_false(swage_copy_deep(&any_type, &copy, &levels[1099], &arena, 1098, &error));
    assert_string_equal(error.message, "nested deeper than 1098 levels");
}

/* Structs that broken_structs_are_refused refuses are compared, and merged, without harm. */
static void broken_lists_are_compared(void **state) {
    all x, y, patch;
    swage_arena arena;
    swage_error error;
    swage_value none = {SWAGE_KIND_ARRAY, 2, {.items = NULL}},
                one = {SWAGE_KIND_ARRAY, 2, {.items = &none}};
    swage_value strange = {99, 2, {.text = "x"}};
    swage_member member = {{NULL, 2}, none};
    (void)state;
    memset(&x, 0, sizeof x);
    x.string = some;
    y = x;
    no_list(&x);
    no_map(&x);
    no_members(&x);
    no_data(&x);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_copy(&all_model, &patch, &x, &arena, &error));
    assert_true(swage_equal(&all_model, &patch, &x));
    assert_false(swage_equal(&all_model, &y, &x));
    assert_true(swage_diff(&all_model, &patch, &y, &x, &arena, &error));
    assert_true(swage_diff(&all_model, &patch, &x, &x, &arena, &error));
    assert_true(swage_merge(&all_model, &x, &x, &arena, &error));
    assert_true(swage_value_equal(&none, &none));
    assert_false(swage_value_equal(&none, &one) || swage_value_equal(&one, &none));
    assert_false(swage_value_equal(&strange, &strange));
    none = swage_value_object(&member, 1);
    assert_true(swage_value_equal(&none, &none));
    assert_null(swage_value_member(&none, "ab"));
}

/* Where all errors are asked for, rules look at lists in which errors were found. */
static void broken_items_are_looked_through(void **state) {
    swage_value lists[8], odd;
    swage_error errors[20];
    size_t count;
    const swage_validate_options options = {
        .errors = errors, .max_errors = 20, .error_count = &count};
    static const swage_rule unique = {SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}};
    swage_type type = any_type;
    (void)state;
    type.rules = &unique;
    type.rule_count = 1;
    for (uint32_t i = 0; i < 8; i++)
        lists[i] = (swage_value){i % 2 ? SWAGE_KIND_ARRAY : 99, i + 1, {.items = NULL}};
    odd = swage_value_array(lists, 8);
    assert_false(swage_validate_type_with(&type, &odd, &options, NULL));
    assert_int_equal(count, 8);
    odd = swage_value_array(NULL, 8);
    assert_false(swage_validate_type_with(&type, &odd, &options, NULL));
    assert_string_equal(swage_error_text(errors), "there is a count, but no items");
}

/* A place in an error is that of the value, whatever was written before it. */
static void broken_entries_have_their_place(void **state) {
    static const swage_member members[] = {{{"a", 1}, {SWAGE_KIND_NULL, 0, {false}}},
                                           {{NULL, 0}, {SWAGE_KIND_NULL, 0, {false}}}};
    static const swage_opt_int64 item = {(swage_state)7, 1};
    all x;
    swage_error error;
    (void)state;
    memset(&x, 0, sizeof x);
    x.string = some;
    x.unknown = (swage_members){members, 2};
    assert_int_equal(swage_write(&all_model, &x, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "a member has no name");
    x.unknown.count = 0;
    SWAGE_PUT(x.any, swage_value_object(members, 2));
    assert_int_equal(swage_write(&all_model, &x, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "/any: a member has no name");
    x.any.state = SWAGE_ABSENT;
    x.nullable_ints.state = SWAGE_SET;
    x.nullable_ints.value = (opt_ints){&item, 1};
    assert_int_equal(swage_write(&all_model, &x, text, sizeof text, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error), "/nullable_ints/0: the state is none");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_structs_are_refused),
        cmocka_unit_test(models_and_unions_are_refused),
        cmocka_unit_test(odd_structs_are_compared),
        cmocka_unit_test(broken_lists_are_compared),
        cmocka_unit_test(broken_items_are_looked_through),
        cmocka_unit_test(broken_entries_have_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
