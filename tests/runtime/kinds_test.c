/*
 * Constraints of values of every kind, and alternatives of every kind: what each takes, and what it
 * leaves to the others.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 16];

typedef struct case_of_rule {
    uint8_t kind;
    swage_rule rule;
    const char *good, *bad; /* bad NULL: the rule says nothing about such values */
} case_of_rule;

#define CASE(kind, name, member, operand, good, bad)                                               \
    { SWAGE_TYPE_##kind, {SWAGE_RULE_##name, {.member = operand}}, good, bad }

static const case_of_rule cases[] = {
    CASE(ENUM, MIN_LENGTH, natural, 4, "\"green\"", "\"red\""),
    CASE(ENUM, MIN_LENGTH, natural, 4, "\"violet\"", "\"x\""),
    CASE(BYTES, MAX_LENGTH, natural, 4, "\"AAEC\"", "\"AAECAw==\""),
    CASE(BOOLEAN, MINIMUM_NUMBER, number, 5, "true", NULL),
    CASE(BOOLEAN, MULTIPLE_OF, text, "5", "true", NULL),
    CASE(INT64, MIN_LENGTH, natural, 9, "1", NULL),
    CASE(INT64, MINIMUM_NUMBER, number, -1.5, "-1", "-2"),
    CASE(INT64, MINIMUM_NUMBER, number, 1.5, "2", "-2"),
    CASE(INT64, MAXIMUM_NUMBER, number, 2.5, "2", "3"),
    CASE(INT64, MAXIMUM_NUMBER, number, 1e300, "9223372036854775807", NULL),
    CASE(INT64, MINIMUM_NUMBER, number, -1e300, "-9223372036854775808", NULL),
    CASE(INT64, MINIMUM_NATURAL, natural, 7, "7", "-7"),
    CASE(INT64, MINIMUM_NATURAL, natural, 7, "8", "6"),
    CASE(UINT64, MINIMUM_INTEGER, integer, -7, "0", NULL),
    CASE(UINT64, MINIMUM_INTEGER, integer, 7, "7", "6"),
    CASE(UINT64, MINIMUM_NUMBER, number, -0.5, "0", NULL),
    CASE(DOUBLE, MINIMUM_INTEGER, integer, 3, "3.0", "2.99"),
    CASE(DOUBLE, MAXIMUM_NATURAL, natural, 3, "2.5", "3.25"),
    CASE(DECIMAL, MAXIMUM_NATURAL, natural, UINT64_MAX, "18446744073709551615",
         "18446744073709551616"),
    CASE(DECIMAL, MAXIMUM_DECIMAL, text, "99999999999999999999.99", "99999999999999999999.990",
         "99999999999999999999.991"),
    CASE(DECIMAL, MAXIMUM_DECIMAL, text, "1e-7", "0.00000010", "1.1e-7"),
    CASE(DECIMAL, MINIMUM_DECIMAL, text, "-0.5", "-50e-2", "-0.5000000000000000000001"),
    CASE(DECIMAL, MINIMUM_DECIMAL, text, "0", "-0.0", "-1e-999"),
    CASE(DECIMAL, EXCLUSIVE_MINIMUM_DECIMAL, text, "10", "10.5", "1e1"),
    CASE(DECIMAL, EXCLUSIVE_MAXIMUM_DECIMAL, text, "1e3", "999.9", "1000.0"),
    CASE(VALUE, MAXIMUM_DECIMAL, text, "5", "5.0", "5.0000000000000000001"),
    CASE(VALUE, MAXIMUM_DECIMAL, text, "5", "\"9\"", "9"),
    CASE(DOUBLE, MINIMUM_DECIMAL, text, "9007199254740993", "9007199254740993", "9007199254740990"),
    CASE(DOUBLE, MAXIMUM_DECIMAL, text, "1152921504606846976", "1152921504606846976", "2e18"),
    CASE(DOUBLE, EXCLUSIVE_MAXIMUM_NUMBER, number, 0.3, "0.29999999999999993", "0.3"),
    CASE(FLOAT, MAXIMUM_NUMBER, number, 0.1, "0.1", "0.10000002"),
    CASE(FLOAT, MAXIMUM_NUMBER, number, 1e300, "3e38", NULL),
    CASE(INT32, EXCLUSIVE_MINIMUM_INTEGER, integer, -1, "0", "-1"),
    CASE(UINT32, EXCLUSIVE_MAXIMUM_NATURAL, natural, 9, "8", "9"),
    CASE(INT64, MAXIMUM_DECIMAL, text, "9223372036854775806.5", "9223372036854775806",
         "9223372036854775807"),
    CASE(DATE_TIME, MAX_LENGTH, natural, 20, "\"2024-02-29T00:00:00Z\"",
         "\"2024-02-29T00:00:00.5Z\""),
    CASE(DECIMAL, MULTIPLE_OF, text, "7", "70000000000000000000000000000000000000000000000007",
         "70000000000000000000000000000000000000000000000008"),
    CASE(DECIMAL, MULTIPLE_OF, text, "7", "35e20", "36e20"),
    CASE(DECIMAL, MULTIPLE_OF, text, "12", "6e1", "5e3"),
    CASE(INT64, MULTIPLE_OF, text, "3", "-9", "10"),
    CASE(UINT64, MULTIPLE_OF, text, "3", "18446744073709551615", "18446744073709551614"),
    CASE(UINT32, MULTIPLE_OF, text, "3", "9", "10"),
    CASE(FLOAT, MULTIPLE_OF, text, "0.1", "0.3", "0.35"),
    CASE(VALUE, MINIMUM_NUMBER, number, 2, "\"1\"", "1"),
    CASE(VALUE, CONST, text, "null", "null", "false"),
    CASE(VALUE, CONST, text, "0.1", "1e-1", "0.1000000000000000000001"),
    CASE(DOUBLE, CONST, text, "3.14159265358979323846", "3.14159265358979323846", "3.1415926535"),
    CASE(DOUBLE, CONST, text, "123456789012345678901", "123456789012345678901e0", "1e20"),
    CASE(DOUBLE, CONST, text, "0", "-0.0", "5e-324"),
    CASE(FLOAT, CONST, text, "0.100000001", "0.1", "0.11"),
};

static bool parse_with_rule(const case_of_rule *c, const char *json) {
    union {
        all a;
        swage_value v;
    } out;
    swage_arena arena;
    swage_error error;
    swage_type type = {.kind = c->kind, .rule_count = 1, .rules = &c->rule};
    if (c->kind == SWAGE_TYPE_ENUM)
        type.of.enumeration = &color_enum;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool good = swage_parse_type(&type, &out, json, strlen(json), NULL, &arena, &error);
    if (!good && error.code != SWAGE_ERROR_CONSTRAINT)
        fail_msg("%s: %s", json, swage_error_text(&error));
    if (good)
        assert_true(swage_validate_type(&type, &out, NULL));
    return good;
}

static void rules_of_every_kind(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!parse_with_rule(&cases[i], cases[i].good))
            fail_msg("%zu: %s is refused", i, cases[i].good);
        if (cases[i].bad && parse_with_rule(&cases[i], cases[i].bad))
            fail_msg("%zu: %s is taken", i, cases[i].bad);
    }
}

/* A union of what no other test has a union of. */
typedef struct odd {
    int tag;
    union {
        bool boolean;
        color color;
        pet pet;
        thing thing;
    } as;
} odd;

static const swage_enum_value number_values[] = {{"7", 1, SWAGE_KIND_NUMBER},
                                                 {"null", 4, SWAGE_KIND_NULL}};
static const swage_enum number_enum = {.name = "Number",
                                       .count = 2,
                                       .size = sizeof(color),
                                       .values = number_values,
                                       .code_offset = offsetof(color, code),
                                       .text_offset = offsetof(color, text)};

static void alternatives_of_every_kind(void **state) {
    const swage_type pet_type = {.kind = SWAGE_TYPE_UNION,
                                 .of.alternatives = all_model.fields[18].type.of.alternatives};
    const swage_alternative alternatives[] = {
        {"boolean", NULL, offsetof(odd, as.boolean), {.kind = SWAGE_TYPE_BOOLEAN}},
        {"color",
         NULL,
         offsetof(odd, as.color),
         {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &number_enum}},
        {"pet", NULL, offsetof(odd, as.pet), pet_type},
        {"thing", NULL, offsetof(odd, as.thing), thing_type},
    };
    const swage_union odd_union = {"Odd", sizeof(odd), _Alignof(odd), offsetof(odd, tag),
                                   4,     NULL,        alternatives};
    const swage_type type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &odd_union};
    static const struct {
        const char *json;
        int tag;
    } texts[] = {{"true", 1}, {"false", 1}, {"7", 2}, {"8", 2}, {"{\"kind\":\"dog\"}", 3},
                 {"[1]", 4},  {"\"x\"", 4}};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        odd x, y;
        swage_arena arena;
        swage_error error;
        char written[64];
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        if (!swage_parse_type(&type, &x, texts[i].json, strlen(texts[i].json), NULL, &arena,
                              &error))
            fail_msg("%s: %s", texts[i].json, swage_error_text(&error));
        if (x.tag != texts[i].tag)
            fail_msg("%s is alternative %d", texts[i].json, x.tag);
        assert_true(swage_write_type(&type, &x, written, sizeof written, NULL, &error) > 0);
        assert_string_equal(written, texts[i].json);
        assert_true(swage_copy_type(&type, &y, &x, &arena, &error));
        assert_true(swage_equal_type(&type, &x, &y));
    }
}

/* By hand an enum may have any text: it is written as the parse would read it, or not at all. */
static void unknown_texts_by_hand(void **state) {
    static const swage_enum_value mixed_values[] = {{"x", 1, SWAGE_KIND_STRING},
                                                    {"true", 4, SWAGE_KIND_BOOLEAN}};
    swage_enum mixed = number_enum;
    mixed.name = "Mixed";
    mixed.values = mixed_values;
    const struct {
        const swage_enum *type;
        const char *text, *written, *error;
    } texts[] = {{&number_enum, "8", "8", NULL},
                 {&number_enum, "[1]", NULL, "the text is of no kind of Number"},
                 {&number_enum, "true", NULL, "the text is of no kind of Number"},
                 {&mixed, "y", "\"y\"", NULL},
                 {&mixed, "false", "false", NULL},
                 {&mixed, "5", NULL, "the text is of no kind of Mixed"},
                 {&mixed, "null", NULL, "the text is of no kind of Mixed"}};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const swage_type type = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = texts[i].type};
        const color by_hand = {.code = 0, .text = swage_text(texts[i].text)};
        swage_error error;
        char written[16];
        size_t len = swage_write_type(&type, &by_hand, written, sizeof written, NULL, &error);
        assert_true((len > 0) == !texts[i].error);
        assert_string_equal(len ? written : swage_error_text(&error),
                            len ? texts[i].written : texts[i].error);
    }
}

/* A discriminator that may be absent has to be there: nobody could read the JSON without it. */
static void discriminators_are_set(void **state) {
    static const char *const tags[] = {"woof", NULL};
    const swage_alternative alternative = {
        "dog",
        tags,
        offsetof(pet, as.dog),
        {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &dog_model}};
    const swage_union barks = {"Barks", sizeof(pet), _Alignof(pet), offsetof(pet, tag),
                               1,       "bark",      &alternative};
    const swage_type type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &barks};
    dog silent = {.kind = SWAGE_STR("dog")};
    const pet by_hand = {.tag = 1, .as.dog = &silent};
    swage_error error;
    char written[64];
    (void)state;
    assert_int_equal(swage_write_type(&type, &by_hand, written, sizeof written, NULL, &error), 0);
    assert_string_equal(swage_error_text(&error),
                        "the alternative of Barks is not the one that its discriminator means");
    SWAGE_PUT(silent.bark, swage_text("woof"));
    assert_true(swage_write_type(&type, &by_hand, written, sizeof written, NULL, &error) > 0);
    assert_string_equal(written, "{\"kind\":\"dog\",\"bark\":\"woof\"}");
}

/* Parses a text, which is good or has that error. */
static void expect_outcome(const swage_type *type, void *out, const char *json,
                           const char *error_text) {
    swage_arena arena;
    swage_error error;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool good = swage_parse_type(type, out, json, strlen(json), NULL, &arena, &error);
    assert_true(good == !error_text);
    if (!good)
        assert_string_equal(swage_error_text(&error), error_text);
}

/* Values that an enum does not list are kept where they are of a kind that it lists. */
static void unknown_values_are_of_a_kind_that_is_listed(void **state) {
    const swage_type type = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &number_enum};
    static const struct {
        const char *json, *error;
    } texts[] = {{"8", NULL},
                 {"true", "1:1: expected a value of Number, got a boolean"},
                 {"\"7\"", "1:1: expected a value of Number, got a string"},
                 {"[7]", "1:1: expected a value of Number, got an array"}};
    color out;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_outcome(&type, &out, texts[i].json, texts[i].error);
}

/* Rules beside a union are about the alternative that there is; those of models count members. */
static void rules_of_alternatives(void **state) {
    static const swage_rule own[] = {{SWAGE_RULE_MIN_LENGTH, {.natural = 2}},
                                     {SWAGE_RULE_MINIMUM_DECIMAL, {.text = "2"}},
                                     {SWAGE_RULE_MIN_PROPERTIES, {.natural = 2}}};
    static const struct {
        const char *json, *error;
    } texts[] = {
        {"\"ab\"", NULL},
        {"\"\\u00E9\"", "1:1: must have at least 2 characters (minLength)"},
        {"2", NULL},
        {"1", "1:1: must be at least 2 (minimum)"},
        {"{\"name\":\"x\",\"rest\":1}", NULL},
        {"{\"name\":\"x\"}", "1:1: must have at least 2 members (minProperties)"},
    };
    struct {
        int tag;
        union {
            swage_str text;
            double number;
            node node;
        } as;
    } out;
    const size_t offset = (size_t)((char *)&out.as - (char *)&out);
    const swage_alternative alternatives[] = {
        {"text", NULL, (uint32_t)offset, {.kind = SWAGE_TYPE_STRING}},
        {"number", NULL, (uint32_t)offset, {.kind = SWAGE_TYPE_DOUBLE}},
        {"node", NULL, (uint32_t)offset, {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model}},
    };
    const swage_union any_of = {"Any", sizeof out, 8, 0, 3, NULL, alternatives};
    const swage_type type = {
        .kind = SWAGE_TYPE_UNION, .rule_count = 3, .rules = own, .of.alternatives = &any_of};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_outcome(&type, &out, texts[i].json, texts[i].error);
}

/* Nulls that are taken as absent are no members, either. */
static void absent_nulls_are_not_counted(void **state) {
    static const swage_rule one[] = {{SWAGE_RULE_MIN_PROPERTIES, {.natural = 1}},
                                     {SWAGE_RULE_MAX_PROPERTIES, {.natural = 1}}};
    static const char *const good[] = {"{\"a\":1}", "{\"a\":1,\"b\":null}", "{\"a\":null,\"x\":1}"},
                             *const bad[] = {"{}", "{\"a\":null}", "{\"a\":1,\"x\":1,\"b\":null}"};
    typedef struct two {
        swage_opt_int64 a, b;
        swage_members unknown;
    } two;
    static const swage_field fields[] = {
        SWAGE_STATE_FIELD(two, a, "a", 0, .kind = SWAGE_TYPE_INT64),
        SWAGE_STATE_FIELD(two, b, "b", 0, .kind = SWAGE_TYPE_INT64)};
    static const swage_model model = {.name = "Two",
                                      .size = sizeof(two),
                                      .align = _Alignof(two),
                                      .field_count = 2,
                                      .fields = fields,
                                      .unknown_offset = offsetof(two, unknown),
                                      .rule_count = 2,
                                      .rules = one};
    const swage_parse_options options = {.null_policy = SWAGE_NULL_IS_ABSENT};
    swage_arena arena;
    swage_error error;
    two out;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    for (size_t i = 0; i < 3; i++) {
        assert_true(swage_parse(&model, &out, good[i], strlen(good[i]), &options, &arena, &error));
        assert_true(swage_validate(&model, &out, &error));
        assert_false(swage_parse(&model, &out, bad[i], strlen(bad[i]), &options, &arena, &error));
        assert_int_equal(error.code, SWAGE_ERROR_CONSTRAINT);
    }
}

/* A null where a slot has no state: for what can be null itself. */
static void nulls_that_are_values(void **state) {
    const swage_type numbers = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &number_enum};
    const swage_element element = {numbers, sizeof(color), 0, SWAGE_NO_STATE, NULL};
    const swage_type list = {.kind = SWAGE_TYPE_ARRAY, .of.element = &element};
    struct {
        const color *items;
        size_t count;
    } out;
    swage_arena arena;
    swage_error error;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    if (!swage_parse_type(&list, &out, "[7,null]", 8, NULL, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    assert_int_equal(out.items[1].code, 2);
}

/* A value that is listed has a code: without it, rules and comparisons would take it for another.
 */
static void known_texts_have_codes(void **state) {
    const swage_type numbers = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &number_enum};
    const color known = {0, swage_text("7")}, other = {0, swage_text("8")};
    swage_error error;
    char text[8];
    (void)state;
    assert_int_equal(swage_write_type(&numbers, &known, text, sizeof text, NULL, &error), 0);
    assert_int_equal(error.code, SWAGE_ERROR_REQUIRED);
    assert_string_equal(error.message, "the code of Number is not set");
    assert_false(swage_validate_type(&numbers, &known, &error));
    assert_string_equal(error.message, "the code of Number is not set");
    assert_int_equal(swage_write_type(&numbers, &other, text, sizeof text, NULL, &error), 1);
    assert_string_equal(text, "8");
}

/* Items with states, models with typed rests and booleans: told apart when they must be unique. */
static void more_items_are_unique(void **state) {
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    static const swage_element elements[] = {
        {{.kind = SWAGE_TYPE_INT64, .nullable = 1},
         sizeof(swage_opt_int64),
         offsetof(swage_opt_int64, value),
         offsetof(swage_opt_int64, state),
         NULL},
        {{.kind = SWAGE_TYPE_MODEL, .of.model = &typed_rest_model},
         sizeof(typed_rest),
         0,
         SWAGE_NO_STATE,
         NULL},
        {{.kind = SWAGE_TYPE_BOOLEAN, .nullable = 1},
         sizeof(swage_opt_bool),
         offsetof(swage_opt_bool, value),
         offsetof(swage_opt_bool, state),
         NULL}};
    static const char *const good[] = {"[1,2,3,4,5,6,null]",
                                       "[{\"a\":1,\"b\":1},{\"a\":1,\"b\":2},{\"a\":1,\"b\":3},{"
                                       "\"a\":1,\"c\":1},{\"a\":2,\"b\":1},"
                                       "{\"a\":2,\"b\":2},{\"name\":\"x\",\"a\":1}]",
                                       "[true,false,null]"};
    static const char *const bad[] = {"[1,2,null,4,5,6,null]",
                                      "[{\"a\":1,\"b\":1},{\"a\":1,\"b\":2},{\"a\":1,\"b\":3},{"
                                      "\"a\":1,\"c\":1},{\"a\":2,\"b\":1},"
                                      "{\"a\":2,\"b\":2},{\"b\":1,\"a\":1}]",
                                      "[true,false,null,true,false,true,true,true]"};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int twice = 0; twice < 2; twice++) {
            const swage_type type = {.kind = SWAGE_TYPE_ARRAY,
                                     .rule_count = 1,
                                     .rules = unique,
                                     .of.element = &elements[i]};
            const char *json = twice ? bad[i] : good[i];
            ints out;
            swage_arena arena;
            swage_error error;
            swage_arena_init_fixed(&arena, memory, sizeof memory);
            if (swage_parse_type(&type, &out, json, strlen(json), NULL, &arena, &error) == twice)
                fail_msg("%s", json);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_of_every_kind),
        cmocka_unit_test(alternatives_of_every_kind),
        cmocka_unit_test(unknown_texts_by_hand),
        cmocka_unit_test(discriminators_are_set),
        cmocka_unit_test(unknown_values_are_of_a_kind_that_is_listed),
        cmocka_unit_test(rules_of_alternatives),
        cmocka_unit_test(absent_nulls_are_not_counted),
        cmocka_unit_test(nulls_that_are_values),
        cmocka_unit_test(known_texts_have_codes),
        cmocka_unit_test(more_items_are_unique),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
