/*
 * Generated functions that write models (`code: fast`) against the table: the same bytes into every
 * buffer and sink, and the same errors, whatever the value.
 */
#include "fast_models.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <swage/fast_write.h>

static char memory[1 << 18];
static char written[1 << 16];

/* What `all` has none of: plain values but for a text, a model in place, and rules. */
typedef struct box {
    int64_t limited;
    swage_opt_str letter;
    swage_opt_bool yes;
    node node;
    swage_opt_str day;
} box;

static const swage_rule at_most_nine[] = {{SWAGE_RULE_MAXIMUM_INTEGER, {.integer = 9}}};
static const swage_rule a_date[] = {{SWAGE_RULE_FORMAT, {.format = SWAGE_FORMAT_DATE}}};
static const swage_rule one_letter[] = {{SWAGE_RULE_MAX_LENGTH, {.natural = 1}}};
static swage_field box_fields[] = {
    SWAGE_FIELD(box, limited, "limited", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_INT64,
                SWAGE_RULES(at_most_nine)),
    SWAGE_STATE_FIELD(box, letter, "letter", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(one_letter)),
    SWAGE_STATE_FIELD(box, yes, "yes", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_BOOLEAN,
                      .nullable = true),
    SWAGE_FIELD(box, node, "node", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_MODEL,
                .of.model = &node_model),
    SWAGE_STATE_FIELD(box, day, "day", 0, .kind = SWAGE_TYPE_STRING, SWAGE_RULES(a_date))};

static char *write_box(swage_writer *w, char *at, const void *value) {
    const box *v = value;
    SWAGE_WRITE_BEGIN(box_fields, 200)
    SWAGE_WRITE_PLAIN(0, swage_put_int64, limited, "\"limited\":")
    SWAGE_WRITE_RULES(0, true, swage_surely_int64_within(&v->limited, INT64_MIN, 9), &v->limited)
    SWAGE_WRITE_STATE(1, swage_put_str, letter, "\"letter\":", false, false)
    SWAGE_WRITE_RULES(1, v->letter.state == SWAGE_SET, false, &v->letter.value)
    SWAGE_WRITE_STATE(2, swage_put_bool, yes, "\"yes\":", true, true)
    SWAGE_WRITE_PLAIN(3, swage_put_model, node, "\"node\":")
    SWAGE_WRITE_STATE(4, swage_put_str, day, "\"day\":", false, false)
    SWAGE_WRITE_RULES(4, v->day.state == SWAGE_SET,
                      swage_surely_format(&v->day.value, SWAGE_FORMAT_DATE), &v->day.value)
    SWAGE_WRITE_END(true)
}

static const swage_model box_model = {.name = "Box",
                                      .size = sizeof(box),
                                      .align = _Alignof(box),
                                      .field_count = 5,
                                      .required_count = 3,
                                      .fields = box_fields,
                                      .unknown_offset = SWAGE_NO_STATE};

/* A sink that takes so many pieces. */
typedef struct sink {
    char text[1 << 16];
    size_t len, left;
} sink;

static bool keep(void *context, const char *bytes, size_t len) {
    sink *s = context;
    assert_true(len > 0 && s->left > 0);
    memcpy(s->text + s->len, bytes, len);
    s->len += len;
    return --s->left > 0;
}

static void compare_errors(swage_error *table, swage_error *fast) {
    if (strcmp(swage_error_text(table), swage_error_text(fast)) != 0)
        fail_msg("by the table  %s\n  by functions  %s", table->text, fast->text);
    assert_int_equal(table->code, fast->code);
}

/* Into a buffer of just that size, whose end sanitizers see. */
static void write_exactly(const swage_model *fast, const void *value,
                          const swage_write_options *options, size_t capacity, size_t len) {
    char *exact = malloc(capacity);
    size_t kept = len < capacity ? len : capacity - 1;
    assert_int_equal(swage_write(fast, value, exact, capacity, options, NULL), len);
    assert_memory_equal(exact, written, kept);
    assert_int_equal(exact[kept], 0);
    free(exact);
}

static void write_to_sinks(const swage_model *fast, const void *value,
                           const swage_write_options *options, size_t len) {
    static sink s;
    swage_error error;
    for (size_t left = 1; left < 40; left++) {
        s.len = 0;
        s.left = left;
        bool good = swage_write_to(fast, value, keep, &s, options, &error);
        assert_memory_equal(s.text, written, s.len);
        assert_int_equal(good, s.left > 0);
        assert_int_equal(error.code, good ? SWAGE_OK : SWAGE_ERROR_SINK);
        if (good) {
            assert_int_equal(s.len, len);
            return;
        }
    }
    fail_msg("too many pieces");
}

/* By both; whether the value is good. */
static bool both(const swage_model *table, const swage_model *fast, const void *value,
                 const swage_write_options *options, size_t step) {
    static char again[sizeof written];
    static sink s;
    swage_error error, other;
    size_t len = swage_write(table, value, written, sizeof written, options, &error);
    assert_true(len < sizeof written);
    assert_int_equal(swage_write(fast, value, again, sizeof again, options, &other), len);
    compare_errors(&error, &other);
    assert_string_equal(written, again);
    assert_int_equal(swage_write(fast, value, NULL, 0, options, NULL), len);
    if (len == 0) {
        s.len = 0;
        s.left = 40;
        assert_false(swage_write_to(fast, value, keep, &s, options, &other));
        compare_errors(&error, &other);
        assert_int_equal(swage_write(fast, value, again, 2, options, &other), 0);
        compare_errors(&error, &other);
        return false;
    }
    for (size_t capacity = 1; capacity < len + 3; capacity += step)
        write_exactly(fast, value, options, capacity, len);
    write_to_sinks(fast, value, options, len);
    return true;
}

/* With each option; whether the value is good by the default ones. */
static bool in_all_ways(const swage_model *table, const swage_model *fast, const void *value,
                        size_t step) {
    static const swage_write_options ways[] = {{.skip_validation = true}, {.drop_unknown = true},
                                               {.max_depth = 1},          {.max_depth = 2},
                                               {.max_depth = 3},          {.indent = 1}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        both(table, fast, value, &ways[i], step * 7);
    return both(table, fast, value, NULL, step);
}

static const char colors_json[] =
    "{\"string\":\"\",\"nullable\":\"x\",\"color\":\"red\",\"size\":\"small\","
    "\"uint32\":0,\"double\":-1.5e300,\"node\":{\"name\":\"\",\"children\":[]},\"x\":1}";

static void every_kind_is_written_the_same(void **state) {
    static const char *const texts[] = {all_json, colors_json, "{\"string\":\"\\u0000\"}"};
    swage_model fast = fast_all_model();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        all x;
        swage_arena arena;
        swage_error error;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        if (!swage_parse(&all_model, &x, texts[i], strlen(texts[i]), NULL, &arena, &error))
            fail_msg("%s", swage_error_text(&error));
        assert_true(in_all_ways(&all_model, &fast, &x, 1));
    }
}

/* Whatever the room is when a field's turn comes. */
static void long_texts_are_written_the_same(void **state) {
    static char text[5000];
    swage_model fast = fast_all_model();
    all x;
    swage_arena arena;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse(&all_model, &x, all_json, strlen(all_json), NULL, &arena, NULL));
    memset(text, 'x', sizeof text);
    for (size_t len = 0; len < sizeof text; len += 97) {
        x.string.ptr = x.nullable.value.ptr = text;
        x.string.len = x.nullable.value.len = len;
        x.nullable.state = SWAGE_SET;
        text[len / 2] = len % 2 ? '"' : 'x';
        assert_true(both(&all_model, &fast, &x, NULL, 61));
    }
}

/* Every length, and each byte as one that is not plain, in memory that ends with the text. */
static void short_texts_are_written_the_same(void **state) {
    static const char others[] = {'"', '\\', '\n', '\xC3', '~'};
    const swage_model fast = fast_all_model();
    (void)state;
    for (size_t len = 1; len <= 70; len++) {
        char *text = malloc(len);
        const all x = {.string = {text, len}};
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('A' + i % 26);
        for (size_t i = 0; i < len * sizeof others; i++) {
            const char plain = text[i % len];
            text[i % len] = others[i / len];
            both(&all_model, &fast, &x, NULL, len);
            text[i % len] = plain;
        }
        free(text);
    }
}

/* Each field in each state, with nothing but zeros for its value; and in a state that is none. */
static void wrong_values_are_refused_the_same(void **state) {
    swage_model fast = fast_all_model();
    all x;
    (void)state;
    for (uint32_t i = 1; i < all_model.field_count; i++)
        for (unsigned value = 0; value < 5; value++) {
            swage_state is = (swage_state)value;
            memset(&x, 0, sizeof x);
            x.string = swage_text("s");
            memcpy((char *)&x + all_model.fields[i].state_offset, &is, sizeof is);
            in_all_ways(&all_model, &fast, &x, 1);
        }
    x.string.ptr = NULL;
    assert_false(in_all_ways(&all_model, &fast, &x, 1));
}

static void values_of_no_json_are_refused_the_same(void **state) {
    swage_model fast = fast_all_model();
    const double not_finite[] = {INFINITY, -INFINITY, NAN};
    all x = {.string = SWAGE_STR("s"), .double_ = {SWAGE_SET, 0}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        x.double_.value = not_finite[i];
        assert_false(in_all_ways(&all_model, &fast, &x, 1));
    }
    x.double_.state = SWAGE_ABSENT;
    x.odd = (swage_opt_str)SWAGE_SOME(SWAGE_STR("\xFF"));
    assert_false(in_all_ways(&all_model, &fast, &x, 1));
    x.odd.state = SWAGE_ABSENT;
    x.color.state = SWAGE_SET;
    for (int code = -1; code < 6; code++) {
        x.color.value.code = code;
        in_all_ways(&all_model, &fast, &x, 1);
    }
    x.color.state = SWAGE_ABSENT;
    x.unknown.count = 1; /* without items, then without a name, then with a value that is none */
    assert_false(in_all_ways(&all_model, &fast, &x, 1));
    swage_member member = {{NULL, 0}, swage_value_bool(true)};
    x.unknown.items = &member;
    assert_false(in_all_ways(&all_model, &fast, &x, 1));
    member.key = swage_text("u");
    assert_true(in_all_ways(&all_model, &fast, &x, 1));
    member.value.kind = (swage_kind)77;
    assert_false(in_all_ways(&all_model, &fast, &x, 1));
}

static void nodes_nest_the_same(void **state) {
    static node nodes[140];
    swage_model fast = fast_all_model();
    all x = {.string = SWAGE_STR("s")};
    (void)state;
    x.node.state = SWAGE_SET;
    x.node.value = nodes;
    for (size_t i = 0; i + 1 < 140; i++) {
        nodes[i].name = swage_text("n");
        nodes[i].next.state = SWAGE_NULL;
        size_t depth = 2 + i + i / 2; /* arrays are levels, too */
        assert_int_equal(both(&all_model, &fast, &x, NULL, 301), depth <= 128);
        nodes[i].next.state = SWAGE_SET;
        assert_false(both(&all_model, &fast, &x, NULL, 301)); /* there is none */
        if (i % 2 == 0) {
            nodes[i].next.value = &nodes[i + 1];
        } else { /* goes by the table */
            nodes[i].next.state = SWAGE_ABSENT;
            nodes[i].children.state = SWAGE_SET;
            nodes[i].children.value.items = &nodes[i + 1];
            nodes[i].children.value.count = 1;
        }
    }
}

static void rules_are_kept_the_same(void **state) {
    const swage_model all_fast = fast_all_model();
    swage_model fast = box_model;
    box x = {.node.name = SWAGE_STR("n")};
    (void)state;
    fast.write = write_box;
    box_fields[3].type.of.model = all_fast.fields[15].type.of.model;
    for (int broken = 0; broken < 256; broken++) {
        x.limited = broken & 1 ? 10 : 9;
        x.letter.state = broken & 2 ? SWAGE_SET : SWAGE_ABSENT;
        x.letter.value = swage_text(broken & 4 ? "ab" : "\xC3\xA4");
        x.yes.state = broken & 8 ? SWAGE_SET : broken & 16 ? SWAGE_NULL : SWAGE_ABSENT;
        x.node.name.ptr = broken & 32 ? NULL : "n";
        x.day.state = broken & 64 ? SWAGE_SET : SWAGE_ABSENT;
        x.day.value = swage_text(broken & 128 ? "2023-02-29" : "2024-02-29");
        bool good = in_all_ways(&box_model, &fast, &x, 1);
        assert_int_equal(good, !(broken & 1) && (broken & 6) != 6 && (broken & 24) &&
                                   !(broken & 32) && (broken & 192) != 192);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_written_the_same),
        cmocka_unit_test(short_texts_are_written_the_same),
        cmocka_unit_test(long_texts_are_written_the_same),
        cmocka_unit_test(wrong_values_are_refused_the_same),
        cmocka_unit_test(values_of_no_json_are_refused_the_same),
        cmocka_unit_test(nodes_nest_the_same),
        cmocka_unit_test(rules_are_kept_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
