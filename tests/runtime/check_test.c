/* What generated conditions ask: <swage/check.h>, and rules that are functions over a slot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <swage/check.h>
#include <swage/validate.h>

static char memory[1 << 16];

static swage_value read_value_into(char *room, size_t size, const char *json) {
    swage_arena arena;
    swage_value value;
    swage_arena_init_fixed(&arena, room, size);
    assert_true(swage_value_parse(&value, json, strlen(json), NULL, &arena, NULL));
    return value;
}

static swage_value read_value(const char *json) {
    return read_value_into(memory, sizeof memory, json);
}

static bool is_number(const void *slot) {
    const swage_value *value = slot;
    return value->kind == SWAGE_KIND_NUMBER;
}

static bool is_short(const void *slot) {
    const swage_str *name = slot;
    return name->len < 2;
}

static bool is_a(const void *slot, const swage_str *name) {
    (void)slot;
    return swage_str_equal(*name, swage_text("a"));
}

static bool is_first(const void *slot, size_t position) {
    (void)slot;
    return position == 0;
}

/* Of values of other types, questions about parts hold. */
static void other_types(void **state) {
    static const char *const texts[] = {"null", "true", "1", "\"x\""};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const swage_value value = read_value(texts[i]);
        assert_true(swage_member_fits(&value, swage_text("a"), is_number));
        assert_true(swage_members_fit(&value, NULL, is_number));
        assert_true(swage_names_fit(&value, is_short));
        assert_true(swage_item_fits(&value, 0, is_number));
        assert_true(swage_items_fit(&value, 0, is_number));
        assert_true(swage_contains(&value, is_number, 5, SIZE_MAX));
        assert_true(swage_other_members_fit(&value, &value, is_a, is_number));
        assert_true(swage_other_items_fit(&value, is_first, is_number));
        assert_null(swage_value_find(&value, swage_text("a")));
    }
}

static void members(void **state) {
    const swage_value value = read_value("{\"a\":1,\"bc\":\"x\",\"d\":2}");
    (void)state;
    assert_true(swage_member_fits(&value, swage_text("a"), is_number));
    assert_false(swage_member_fits(&value, swage_text("bc"), is_number));
    assert_true(swage_member_fits(&value, swage_text("none"), is_number));
    assert_true(swage_members_fit(&value, is_short, is_number));
    assert_false(swage_members_fit(&value, NULL, is_number));
    assert_false(swage_names_fit(&value, is_short));
    assert_false(swage_other_members_fit(&value, &value, is_a, is_number));
    const swage_members list = {value.as.members, value.count}, two = {value.as.members, 1};
    assert_false(swage_unknown_members_fit(&list, &value, is_a, is_number));
    assert_true(swage_unknown_members_fit(&two, &value, is_a, is_number));
}

static void items(void **state) {
    const swage_value value = read_value("[\"x\",1,2]");
    (void)state;
    assert_false(swage_item_fits(&value, 0, is_number));
    assert_true(swage_item_fits(&value, 1, is_number));
    assert_true(swage_item_fits(&value, 3, is_number));
    assert_false(swage_items_fit(&value, 0, is_number));
    assert_true(swage_items_fit(&value, 1, is_number));
    assert_true(swage_items_fit(&value, 9, is_number));
    assert_true(swage_contains(&value, is_number, 2, 2));
    assert_false(swage_contains(&value, is_number, 3, SIZE_MAX));
    assert_false(swage_contains(&value, is_number, 0, 1));
    assert_true(swage_other_items_fit(&value, is_first, is_number));
    const struct {
        const swage_value *items;
        size_t count;
    } list = {value.as.items, value.count}, none = {NULL, 0};
    const swage_value view = swage_value_of_list(&list), empty = swage_value_of_list(&none);
    assert_int_equal(view.count, 3);
    assert_true(swage_contains(&view, is_number, 2, 2));
    assert_true(swage_items_fit(&empty, 0, is_number));
}

static void whole_values(void **state) {
    static const struct {
        const char *json, *same;
        bool integer, moment;
    } rows[] = {
        {"1", "1.0", true, true},
        {"1e2", "100", true, true},
        {"0.5", "5e-1", false, true},
        {"1e400", "1E400", true, true},
        {"\"x\"", "\"\\u0078\"", false, false},
        {"\"\"", "\"\"", false, false},
        {"\"2024-02-29T23:59:60Z\"", "\"2024-02-29T23:59:60Z\"", false, true},
        {"\"2023-02-29T00:00:00Z\"", "\"2023-02-29T00:00:00Z\"", false, false},
        {"{\"a\":[1,2],\"b\":null}", "{\"b\":null,\"a\":[1.0,2]}", false, true},
        {"[true]", "[true]", false, true},
        {"null", "null", false, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char room[1024];
        const swage_value value = read_value(rows[i].json);
        const swage_value same = read_value_into(room, sizeof room, rows[i].same);
        assert_true(swage_value_equal(&value, &same));
        assert_int_equal(swage_value_is_integer(&value), rows[i].integer);
        assert_int_equal(swage_value_is_date_time(&value), rows[i].moment);
        assert_int_equal(swage_value_is_text(&value, swage_text("x")), i == 4);
        assert_int_equal(swage_value_is_text(&value, swage_text("")), i == 5);
    }
}

/* A list that has to contain a number. */
static bool contains_number(const void *slot) {
    const swage_value list = swage_value_of_list(slot);
    return swage_contains(&list, is_number, 1, SIZE_MAX);
}

static const swage_condition condition = {contains_number, "must contain a number"};
static const swage_rule rules[] = {{SWAGE_RULE_CONDITION, {.condition = &condition}}};
static const swage_rule short_rules[] = {{SWAGE_RULE_MAX_LENGTH, {.natural = 1}}};
static const swage_element element = {{.kind = SWAGE_TYPE_VALUE, SWAGE_RULES(short_rules)},
                                      sizeof(swage_value),
                                      0,
                                      SWAGE_NO_STATE,
                                      NULL};
static const swage_type type = {
    .kind = SWAGE_TYPE_ARRAY, SWAGE_RULES(rules), .of.element = &element};

/* A condition of a value is told as its rules are, beside what is told of its items. */
static void rules_that_are_functions(void **state) {
    static const struct {
        const char *json, *first, *second;
    } rows[] = {
        {"[\"x\",1]", NULL, NULL},
        {" []", "1:2: must contain a number", NULL},
        {"[\"xx\"]", "1:2: /0: must have at most 1 character (maxLength)",
         "1:1: must contain a number"},
        {"[\"xx\",1,\"yy\"]", "1:2: /0: must have at most 1 character (maxLength)",
         "1:9: /2: must have at most 1 character (maxLength)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct {
            const swage_value *items;
            size_t count;
        } out;
        swage_error errors[4];
        size_t count;
        const swage_parse_options all = {.errors = errors, .max_errors = 4, .error_count = &count};
        swage_arena arena;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_int_equal(
            swage_parse_type(&type, &out, rows[i].json, strlen(rows[i].json), &all, &arena, NULL),
            !rows[i].first);
        assert_int_equal(count, rows[i].second ? 2 : rows[i].first ? 1 : 0);
        if (rows[i].first)
            assert_string_equal(swage_error_text(&errors[0]), rows[i].first);
        if (rows[i].second)
            assert_string_equal(swage_error_text(&errors[1]), rows[i].second);
    }
    const struct {
        const swage_value *items;
        size_t count;
    } none = {NULL, 0};
    swage_error error;
    char text[8];
    assert_false(swage_validate_type(&type, &none, &error));
    assert_string_equal(error.message, condition.text);
    assert_int_equal(swage_write_type(&type, &none, text, sizeof text, NULL, &error), 0);
    assert_string_equal(error.message, condition.text);
}

static bool is_odd(const void *slot) {
    const int64_t *number = slot;
    return *number % 2 != 0;
}

static void typed_lists(void **state) {
    static const int64_t numbers[] = {1, 2, 3};
    static const struct {
        const int64_t *items;
        size_t count;
    } three = {numbers, 3}, none = {NULL, 0};
    const size_t size = sizeof *numbers;
    (void)state;
    assert_true(swage_list_item_fits(&three, size, 2, is_odd));
    assert_false(swage_list_item_fits(&three, size, 1, is_odd));
    assert_true(swage_list_item_fits(&three, size, 3, is_odd));
    assert_true(swage_list_items_fit(&three, size, 2, is_odd));
    assert_false(swage_list_items_fit(&three, size, 1, is_odd));
    assert_true(swage_list_items_fit(&none, size, 0, is_odd));
    assert_true(swage_list_contains(&three, size, is_odd, 2, 2));
    assert_false(swage_list_contains(&three, size, is_odd, 3, SIZE_MAX));
    assert_false(swage_list_contains(&three, size, is_odd, 0, 1));
    assert_true(swage_list_contains(&none, size, is_odd, 0, 0));
    assert_false(swage_list_contains(&none, size, is_odd, 1, 9));
}

typedef struct values {
    const swage_value *items;
    size_t count;
} values;

/* Where something can't be used, conditions are not asked; what counts is told. */
static void what_can_not_be_used(void **state) {
    static const swage_value without_text = {.kind = SWAGE_KIND_STRING, .count = 1};
    static const swage_rule both[] = {{SWAGE_RULE_MIN_ITEMS, {.natural = 2}},
                                      {SWAGE_RULE_CONDITION, {.condition = &condition}}};
    static const swage_type list = {
        .kind = SWAGE_TYPE_ARRAY, SWAGE_RULES(both), .of.element = &element};
    static const values rows[] = {{NULL, 3}, {&without_text, 1}};
    static const char *const told[][2] = {
        {"there is a count, but no items", NULL},
        {"the text has a length but no bytes", "must have at least 2 items (minItems)"}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        swage_error errors[4];
        size_t count;
        const swage_validate_options all = {
            .errors = errors, .max_errors = 4, .error_count = &count};
        assert_false(swage_validate_type_with(&list, &rows[i], &all, NULL));
        assert_int_equal(count, told[i][1] ? 2 : 1);
        for (size_t k = 0; k < count; k++)
            assert_string_equal(errors[k].message, told[i][k]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_types),
        cmocka_unit_test(members),
        cmocka_unit_test(items),
        cmocka_unit_test(whole_values),
        cmocka_unit_test(rules_that_are_functions),
        cmocka_unit_test(what_can_not_be_used),
        cmocka_unit_test(typed_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
