/*
 * Validation by itself: it says what the parse of the same JSON says, one error or all of them.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 20];

enum { MOST = 32 };

/* A text is parsed with and without its constraints, and what came is validated. */
static void compare(const swage_model *model, const char *json) {
    swage_error parsed[MOST], found[MOST], first;
    size_t parsed_count = 0, found_count = 99;
    swage_arena arena;
    void *out = malloc(model->size);
    swage_parse_options strict = {
        .errors = parsed, .max_errors = MOST, .error_count = &parsed_count};
    swage_parse_options lax = {.skip_validation = true};
    swage_validate_options all_of_them = {
        .errors = found, .max_errors = MOST, .error_count = &found_count};
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool good = swage_parse(model, out, json, strlen(json), &strict, &arena, &first);
    assert_true(swage_parse(model, out, json, strlen(json), &lax, &arena, &first));
    assert_int_equal(swage_validate_with(model, out, &all_of_them, &first), good);
    assert_int_equal(found_count, parsed_count);
    for (size_t i = 0; i < found_count; i++) {
        assert_int_equal(found[i].code, parsed[i].code);
        assert_string_equal(found[i].path, parsed[i].path);
        assert_string_equal(found[i].message, parsed[i].message);
        assert_int_equal(found[i].line, 0);
    }
    if (!good)
        assert_string_equal(first.message, found[0].message);
    assert_int_equal(swage_validate_with(model, out, NULL, &first), good);
    if (!good)
        assert_string_equal(first.path, parsed[0].path);
    for (size_t most = 1; most < parsed_count; most++) {
        all_of_them.max_errors = most;
        assert_false(swage_validate_with(model, out, &all_of_them, NULL));
        assert_int_equal(found_count, most);
    }
    free(out);
}

static void the_same_as_a_parse(void **state) {
    static const char *const texts[] = {
        "{}",
        "{\"length\":\"a\",\"pattern\":\"b\",\"uuid\":\"x\",\"integer\":-6,\"natural\":0,"
        "\"number\":0.95,\"between\":10,\"below\":4,\"open\":1,\"cents\":0.001,\"narrow\":0.25}",
        "{\"precise\":100.0001,\"items\":[1,2,1,3],\"free\":[1,1],\"map\":{},\"constant\":\"y\","
        "\"constant_any\":{\"a\":[1]}}",
        "{\"items\":[],\"free\":{\"a\":1,\"b\":2,\"c\":3}}",
        "{\"constant_any\":{\"a\":[1,2]},\"constant\":\"x\",\"items\":[3,1,2]}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        compare(&rules_model, texts[i]);
    compare(&typed_rest_model, "{\"name\":\"a\"}");
    compare(&typed_rest_model, "{\"name\":\"a\",\"b\":1}");
    compare(&all_model, all_json);
}

/* Everything that a struct built by hand can have wrong. */
static void wrong_structs(void **state) {
    static const swage_value bad_items[] = {{.kind = 9}, {.kind = SWAGE_KIND_NUMBER}};
    static const swage_member bad_members[] = {{{NULL, 0}, {.kind = 0}},
                                               {{"\xFF", 1}, {.kind = SWAGE_KIND_NULL}}};
    static const int_map_entry bad_entries[] = {{{NULL, 0}, 1}};
    static const swage_opt_int64 bad_ints[] = {{SWAGE_ABSENT, 0}, {SWAGE_NULL, 0}};
    static const char *const expected[] = {
        "/string: the text is not set",
        "/int32: the state is none",
        "/int64: null is not allowed here",
        "/decimal: the number is not set",
        "/bytes: the data have a length but no bytes",
        "/date_time: a part of the date-time is out of range",
        "/any/0: the kind of the value is none",
        "/any/1: the number is not set",
        "/strings: there is a count, but no items",
        "/nullable_ints/0: the value is not set",
        "/map: a member has no name",
        "/node: the Node is not set",
        "/color: 9 is no value of Color",
        "/size: 0 is no value of Size",
        "/pet: the alternative of Pet is not set",
        "a member has no name",
        "/?: the text is not valid UTF-8",
    };
    swage_error errors[MOST];
    size_t count;
    swage_validate_options options = {.errors = errors, .max_errors = MOST, .error_count = &count};
    all x;
    (void)state;
    memset(&x, 0, sizeof x);
    x.int32.state = (swage_state)7;
    SWAGE_PUT_NULL(x.int64);
    x.decimal.state = x.date_time.state = x.node.state = x.pet.state = x.size.state = SWAGE_SET;
    x.bytes.state = SWAGE_SET;
    x.bytes.value.len = 1;
    SWAGE_PUT(x.any, swage_value_array(bad_items, 2));
    SWAGE_PUT_LIST(x.strings, NULL, 1);
    SWAGE_PUT_LIST(x.nullable_ints, bad_ints, 2);
    SWAGE_PUT_LIST(x.map, bad_entries, 1);
    x.color.state = SWAGE_SET;
    x.color.value.code = 9;
    x.unknown = (swage_members){bad_members, 2};
    assert_false(swage_validate_with(&all_model, &x, &options, NULL));
    for (size_t i = 0; i < sizeof expected / sizeof *expected && i < count; i++)
        assert_string_equal(swage_error_text(&errors[i]), expected[i]);
    assert_int_equal(count, sizeof expected / sizeof *expected);
    for (int i = 0; i < 2; i++) {
        x.any.value = i ? swage_value_array(NULL, 1) : swage_value_object(NULL, 1);
        assert_false(swage_validate_with(&all_model, &x, &options, NULL));
        assert_string_equal(errors[6].message, "there is a count, but no items");
    }
    x.unknown.items = NULL;
    assert_false(swage_validate_with(&all_model, &x, &options, NULL));
    assert_string_equal(errors[count - 1].message, "there is a count, but no items");
}

/* An alternative that its discriminator does not mean is looked into all the same. */
static void wrong_alternatives(void **state) {
    static const cat pretends = {.kind = {"dog\xFF", 4}};
    swage_error errors[MOST];
    size_t count;
    swage_validate_options options = {.errors = errors, .max_errors = MOST, .error_count = &count};
    all x;
    (void)state;
    memset(&x, 0, sizeof x);
    x.string = swage_text("");
    x.pet.state = SWAGE_SET;
    x.pet.value.tag = 1;
    x.pet.value.as.cat = &pretends;
    assert_false(swage_validate_with(&all_model, &x, &options, NULL));
    assert_int_equal(count, 2);
    assert_string_equal(swage_error_text(&errors[0]),
                        "/pet: the alternative of Pet is not the one that its discriminator means");
    assert_string_equal(swage_error_text(&errors[1]), "/pet/kind: the text is not valid UTF-8");
    options.max_errors = 1;
    assert_false(swage_validate_with(&all_model, &x, &options, NULL));
    assert_int_equal(count, 1);
}

/* Rules beside a union are left out where its alternative is no value. */
static void rules_beside_a_broken_alternative(void **state) {
    static const swage_rule length[] = {{SWAGE_RULE_MIN_LENGTH, {.natural = 2}}};
    swage_type type = thing_type;
    type.rule_count = 1;
    type.rules = length;
    thing text = {.tag = 3, .as.text = {NULL, 3}};
    swage_error errors[MOST];
    size_t count;
    const swage_validate_options each = {
        .errors = errors, .max_errors = MOST, .error_count = &count};
    (void)state;
    assert_false(swage_validate_type_with(&type, &text, &each, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(errors[0].message, "the text has a length but no bytes");
    text.as.text = swage_text("a");
    assert_false(swage_validate_type_with(&type, &text, &each, NULL));
    assert_string_equal(errors[0].message, "must have at least 2 characters (minLength)");
}

/* Free-form text without bytes is an empty one, for all rules of text. */
static void empty_text_made_by_hand(void **state) {
    static const bool good[SWAGE_FORMAT_COUNT] = {[SWAGE_FORMAT_URI_REFERENCE] = true,
                                                  [SWAGE_FORMAT_JSON_POINTER] = true,
                                                  [SWAGE_FORMAT_REGEX] = true};
    const swage_value text = swage_value_str((swage_str){NULL, 0});
    swage_str got;
    (void)state;
    for (unsigned i = 0; i < SWAGE_FORMAT_COUNT; i++) {
        const swage_rule rule = {SWAGE_RULE_FORMAT, {.format = (swage_format)i}};
        const swage_type type = {.kind = SWAGE_TYPE_VALUE, .rule_count = 1, .rules = &rule};
        assert_int_equal(swage_validate_type(&type, &text, NULL), good[i]);
    }
    assert_true(swage_value_get_str(&text, &got));
    assert_string_equal(got.ptr, "");
    const swage_value broken = swage_value_str((swage_str){NULL, 3});
    assert_true(swage_value_get_str(&broken, &got));
    assert_int_equal(got.len, 0);
}

static void depth_is_the_callers(void **state) {
    node nodes[10];
    thing unions;
    swage_value values[3];
    swage_error error;
    (void)state;
    memset(nodes, 0, sizeof nodes);
    memset(&unions, 0, sizeof unions);
    for (int i = 0; i < 10; i++) {
        nodes[i].name = swage_text("");
        nodes[i].next.state = i < 9 ? SWAGE_SET : SWAGE_ABSENT;
        nodes[i].next.value = i < 9 ? &nodes[i + 1] : NULL;
    }
    swage_validate_options options = {.max_depth = 9};
    assert_false(swage_validate_with(&node_model, nodes, &options, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_string_equal(error.message, "nested deeper than 9 levels");
    options.max_depth = 10;
    assert_true(swage_validate_with(&node_model, nodes, &options, &error));
    assert_int_equal(error.code, SWAGE_OK);
    options.max_depth = 1;
    unions.tag = 3;
    unions.as.text = swage_text("a");
    assert_true(swage_validate_type_with(&thing_type, &unions, &options, &error));
    values[0] = swage_value_null();
    values[1] = swage_value_array(&values[0], 1);
    values[2] = swage_value_array(&values[1], 1);
    assert_true(swage_validate_type_with(&any_type, &values[1], &options, &error));
    assert_false(swage_validate_type_with(&any_type, &values[2], &options, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
}

static bool refuse_all(void *context, const char *pattern, swage_str text) {
    ++*(int *)context;
    return pattern == NULL && text.len == 0;
}

static void patterns_ask(void **state) {
    int asked = 0;
    rules x;
    swage_error error;
    swage_validate_options options = {.match = refuse_all, .match_context = &asked};
    (void)state;
    memset(&x, 0, sizeof x);
    SWAGE_PUT(x.hook, swage_text("a"));
    assert_true(swage_validate_with(&rules_model, &x, NULL, &error));
    assert_false(swage_validate_with(&rules_model, &x, &options, &error));
    assert_int_equal(asked, 1);
    assert_string_equal(error.path, "/hook");
}

static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
static const swage_element integer_item = {
    {.kind = SWAGE_TYPE_INT64}, sizeof(int64_t), 0, SWAGE_NO_STATE, NULL};
static const swage_type set_type = {
    .kind = SWAGE_TYPE_ARRAY, SWAGE_RULES(unique), .of.element = &integer_item};

/* Long lists of unique items are sorted in the arena that is given. */
static void unique_items(void **state) {
    static int64_t items[20000];
    ints list = {items, 20000};
    swage_arena arena;
    swage_error error;
    swage_validate_options options = {.arena = &arena};
    (void)state;
    for (int64_t i = 0; i < 20000; i++)
        items[i] = i * 7;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    const char *next = arena.next, *end = arena.end;
    assert_true(swage_validate_type_with(&set_type, &list, &options, &error));
    items[19999] = items[0];
    assert_false(swage_validate_type_with(&set_type, &list, &options, &error));
    assert_string_equal(error.message, "must not have the same item twice (uniqueItems)");
    assert_true(arena.next == next && arena.end == end);
    assert_false(swage_validate_type_with(&set_type, &list, NULL, NULL));
}

/* Few are sorted on the stack, many elsewhere; a write has no memory to do so. */
static void unique_items_of_any_number(void **state) {
    static const size_t counts[] = {2, 3, 7, 100, 319, 321, 383, 384, 385, 641, 769, 5000};
    static int64_t items[5000];
    (void)state;
    for (size_t i = 0; i < 5000; i++)
        items[i] = (int64_t)(i * 0x9E3779B97F4A7C15U >> 1);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        ints list = {items, counts[i]};
        assert_true(swage_validate_type(&set_type, &list, NULL));
        assert_true(swage_write_type(&set_type, &list, NULL, 0, NULL, NULL) > 0);
        for (size_t k = 0; k < 20; k++) {
            size_t a = k * 104729 % (counts[i] - 1), b = a + 1 + k * 7919 % (counts[i] - 1 - a);
            int64_t held = items[b];
            items[b] = items[a];
            assert_false(swage_validate_type(&set_type, &list, NULL));
            assert_int_equal(swage_write_type(&set_type, &list, NULL, 0, NULL, NULL), 0);
            items[b] = held;
        }
    }
}

/* Names of a map and unknown members come once, as in a parse; those of free-form JSON may come
   again. */
static void names_that_come_again(void **state) {
    static const int_map_entry entries[] = {{{"a", 1}, 1}, {{"b", 1}, 2}, {{"a", 1}, -3}};
    static const swage_member unknown[] = {{{"x", 1}, {.kind = SWAGE_KIND_BOOLEAN}},
                                           {{"any", 3}, {.kind = SWAGE_KIND_NULL}},
                                           {{"x", 1}, {.kind = SWAGE_KIND_NULL}},
                                           {{"string", 6}, {.kind = SWAGE_KIND_NULL}},
                                           {{"any", 3}, {.kind = SWAGE_KIND_NULL}}};
    swage_error errors[MOST];
    size_t count;
    swage_validate_options options = {.errors = errors, .max_errors = MOST, .error_count = &count};
    all x;
    (void)state;
    memset(&x, 0, sizeof x);
    x.string = (swage_str){"", 0};
    SWAGE_PUT_LIST(x.map, entries, 2);
    x.unknown = (swage_members){unknown, 2};
    SWAGE_PUT(x.any, swage_value_object(unknown, 3));
    assert_false(swage_validate(&all_model, &x, NULL));
    x.unknown.count = 1;
    assert_true(swage_validate(&all_model, &x, NULL));
    x.any.state = SWAGE_ABSENT; /* then another member may have its name */
    x.unknown.count = 2;
    assert_true(swage_validate(&all_model, &x, NULL));
    x.unknown.count = 5;
    SWAGE_PUT_LIST(x.map, entries, 3);
    assert_false(swage_validate_with(&all_model, &x, &options, NULL));
    assert_int_equal(count, 4);
    static const char *const expected[] = {
        "/map/a: the member comes a second time", "/x: the member comes a second time",
        "/string: the member comes a second time", "/any: the member comes a second time"};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(errors[i].code, SWAGE_ERROR_DUPLICATE_MEMBER);
        assert_string_equal(swage_error_text(&errors[i]), expected[i]);
    }
}

/* Of few names and of many, with memory and without. */
static void names_of_any_number(void **state) {
    enum { COUNT = 3000 };
    static const size_t counts[] = {2, 8, 9, 16, 17, 100, COUNT};
    static int_map_entry entries[COUNT];
    static char texts[COUNT][8], room[64];
    static const swage_element element = {{SWAGE_TYPE_INT64, 0, 0, NULL, {NULL}},
                                          sizeof(int_map_entry),
                                          offsetof(int_map_entry, value),
                                          SWAGE_NO_STATE,
                                          NULL};
    const swage_type type = {.kind = SWAGE_TYPE_MAP, .of.element = &element};
    swage_arena arena;
    swage_error error;
    swage_validate_options options = {0};
    (void)state;
    for (int i = 0; i < COUNT; i++)
        entries[i].key = (swage_str){texts[i], (size_t)sprintf(texts[i], "%d", i * 7)};
    for (size_t i = 0; i < 2 * sizeof counts / sizeof *counts; i++) {
        int_map map = {entries, counts[i / 2]};
        swage_arena_init_fixed(&arena, room, sizeof room);
        options.arena = i % 2 ? &arena : NULL;
        assert_true(swage_validate_type_with(&type, &map, &options, NULL));
        for (size_t k = 0; k < 20; k++) {
            size_t a = k * 104729 % (map.count - 1), b = a + 1 + k * 7919 % (map.count - 1 - a);
            swage_str held = entries[b].key;
            char path[10];
            entries[b].key = entries[a].key;
            sprintf(path, "/%s", entries[a].key.ptr);
            assert_false(swage_validate_type_with(&type, &map, &options, &error));
            assert_int_equal(error.code, SWAGE_ERROR_DUPLICATE_MEMBER);
            assert_string_equal(error.path, path);
            entries[b].key = held;
        }
    }
}

/* {"a":[0,1,2…],"b":…}, as one may write it: `other` with exponents, blanks and another order. */
static size_t put_constant(char *json, bool other, int last) {
    char *at = json + sprintf(json, other ? "{\"b\" : 1.0, \"a\":[" : "{\"a\":[");
    for (int i = 0; i < 3000; i++)
        at += sprintf(at, other ? "%s%d.0e0" : "%s%d", i ? "," : "", i == 2999 ? last : i);
    return (size_t)(at + sprintf(at, other ? "]}" : "],\"b\":1}") - json);
}

/* A constant is compared whole, however large and however it is written. */
static void large_constants(void **state) {
    static char constant[1 << 16], json[1 << 16], room[1 << 19];
    const swage_rule rule[] = {{SWAGE_RULE_CONST, {.text = constant}}};
    const swage_type type = {.kind = SWAGE_TYPE_VALUE, SWAGE_RULES(rule)};
    swage_value value;
    swage_arena arena;
    swage_error error;
    swage_validate_options options = {.arena = &arena};
    (void)state;
    put_constant(constant, false, 2999);
    for (int form = 0; form < 4; form++) {
        bool other = form & 1, good = form < 2;
        size_t len = put_constant(json, other, good ? 2999 : 3000);
        swage_arena_init_fixed(&arena, room, sizeof room);
        assert_int_equal(swage_parse_type(&type, &value, json, len, NULL, &arena, &error), good);
        assert_int_equal(error.code, good ? SWAGE_OK : SWAGE_ERROR_CONSTRAINT);
        swage_arena_init_fixed(&arena, room, sizeof room);
        assert_true(swage_value_parse(&value, json, len, NULL, &arena, NULL));
        assert_int_equal(swage_validate_type_with(&type, &value, &options, NULL), good);
        /* A write has no memory for what is written otherwise. */
        assert_int_equal(swage_write_type(&type, &value, NULL, 0, NULL, NULL) > 0, form == 0);
    }
}

/* A model with a condition, and one with a list of them. */
typedef struct pair {
    swage_opt_int64 a, b;
} pair;

typedef struct pairs {
    struct {
        const pair *items;
        size_t count;
    } list;
} pairs;

static bool b_is_there(const void *model) {
    const pair *value = model;
    return value->a.state == SWAGE_ABSENT || value->b.state != SWAGE_ABSENT;
}

static const swage_condition needs_b = {b_is_there, "if \"a\" is there, \"b\" must be there"};
static const swage_rule pair_rules[] = {{SWAGE_RULE_CONDITION, {.condition = &needs_b}}};
static const swage_rule a_rules[] = {{SWAGE_RULE_MAXIMUM_INTEGER, {.integer = 5}}};
static const swage_field pair_fields[] = {
    SWAGE_STATE_FIELD(pair, a, "a", 0, .kind = SWAGE_TYPE_INT64, SWAGE_RULES(a_rules)),
    SWAGE_STATE_FIELD(pair, b, "b", 0, .kind = SWAGE_TYPE_INT64)};
static const swage_model pair_model = {.name = "pair",
                                       .size = sizeof(pair),
                                       .align = _Alignof(pair),
                                       .field_count = 2,
                                       .fields = pair_fields,
                                       .unknown_offset = SWAGE_NO_STATE,
                                       .longest_name = 1,
                                       SWAGE_RULES(pair_rules)};
static const swage_element pair_element = {
    {.kind = SWAGE_TYPE_MODEL, .of.model = &pair_model}, sizeof(pair), 0, SWAGE_NO_STATE, NULL};
static const swage_field list_fields[] = {SWAGE_FIELD(pairs, list, "list", SWAGE_FIELD_REQUIRED,
                                                      .kind = SWAGE_TYPE_ARRAY,
                                                      .of.element = &pair_element)};
static const swage_model pairs_model = {.name = "pairs",
                                        .size = sizeof(pairs),
                                        .align = _Alignof(pairs),
                                        .field_count = 1,
                                        .required_count = 1,
                                        .fields = list_fields,
                                        .unknown_offset = SWAGE_NO_STATE};

/* Conditions are asked where all values of the object are there, be they within their rules or not.
 */
static void conditions_hold(void **state) {
    static const char broken[] = "{\"list\":[{\"a\":1,\"b\":\"x\"},{\"a\":2}]}";
    swage_error errors[MOST], error;
    size_t count;
    const swage_parse_options all_of_them = {
        .errors = errors, .max_errors = MOST, .error_count = &count};
    swage_arena arena;
    pairs out;
    (void)state;
    compare(&pairs_model, "{\"list\":[{\"a\":1,\"b\":2},{\"b\":1},{}]}");
    compare(&pairs_model, "{\"list\":[{\"a\":1},{\"b\":1},{\"a\":2}]}");
    compare(&pairs_model, "{\"list\":[{\"a\":9},{\"a\":1}]}");
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_false(
        swage_parse(&pairs_model, &out, broken, sizeof broken - 1, &all_of_them, &arena, &error));
    assert_int_equal(count, 2);
    assert_string_equal(swage_error_text(&errors[0]),
                        "1:21: /list/0/b: expected an integer, got a string");
    assert_string_equal(swage_error_text(&errors[1]),
                        "1:26: /list/1: if \"a\" is there, \"b\" must be there");
    const pair lonely = {.a = {SWAGE_SET, 1}}, odd = {{SWAGE_SET, 1}, {(swage_state)7, 0}};
    char text[64];
    assert_int_equal(swage_write(&pair_model, &lonely, text, sizeof text, NULL, &error), 0);
    assert_string_equal(error.message, needs_b.text);
    assert_false(swage_validate(&pair_model, &lonely, &error));
    assert_string_equal(error.message, needs_b.text);
    const swage_validate_options each = {
        .errors = errors, .max_errors = MOST, .error_count = &count};
    assert_false(swage_validate_with(&pair_model, &odd, &each, NULL));
    assert_int_equal(count, 1);
    assert_string_equal(errors[0].message, "the state is none");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_as_a_parse),
        cmocka_unit_test(wrong_structs),
        cmocka_unit_test(wrong_alternatives),
        cmocka_unit_test(rules_beside_a_broken_alternative),
        cmocka_unit_test(empty_text_made_by_hand),
        cmocka_unit_test(depth_is_the_callers),
        cmocka_unit_test(patterns_ask),
        cmocka_unit_test(unique_items),
        cmocka_unit_test(unique_items_of_any_number),
        cmocka_unit_test(names_that_come_again),
        cmocka_unit_test(names_of_any_number),
        cmocka_unit_test(large_constants),
        cmocka_unit_test(conditions_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
