/*
 * Levels of nesting: all functions count them as JSON does, where a union is no level of its own;
 * what one takes of so many levels, all others take.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <swage/merge.h>
#include <swage/validate.h>

static char memory[1 << 16];
static const swage_type type = {.kind = SWAGE_TYPE_MODEL, .of.model = &all_model};

static void check_parse(const char *json, unsigned depth, bool good) {
    const swage_parse_options options = {.max_depth = depth};
    swage_arena arena;
    swage_error error;
    all out;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_int_equal(swage_parse(&all_model, &out, json, strlen(json), &options, &arena, &error),
                     good);
}

/* Of two structs that were read from the same text. */
static void check_structs(const all *x, const all *y, swage_arena *arena, unsigned depth,
                          bool good) {
    const swage_write_options write = {.max_depth = depth};
    const swage_validate_options validate = {.max_depth = depth};
    const all least = {.string = SWAGE_STR("")};
    all copy, patch, merged = least;
    char text[256];
    swage_error error;
    assert_int_equal(swage_write(&all_model, x, text, sizeof text, &write, &error) != 0, good);
    assert_int_equal(swage_validate_with(&all_model, x, &validate, &error), good);
    assert_int_equal(swage_copy_deep(&type, &copy, x, arena, depth, &error), good);
    assert_int_equal(swage_equal_deep(&type, x, y, depth), good);
    assert_int_equal(swage_merge_deep(&type, &merged, x, arena, depth, &error), good);
    assert_int_equal(swage_diff_deep(&type, &patch, &least, x, arena, depth, &error), good);
}

static void levels_are_those_of_json(void **state) {
    static const struct {
        const char *json;
        unsigned levels;
    } rows[] = {
        {"{\"string\":\"a\"}", 1},
        {"{\"string\":\"a\",\"any\":\"x\"}", 1},
        {"{\"string\":\"a\",\"any\":[\"x\",1]}", 2},
        {"{\"string\":\"a\",\"any\":{\"x\":{\"y\":\"z\"}}}", 3},
        {"{\"string\":\"a\",\"strings\":[\"x\"]}", 2},
        {"{\"string\":\"a\",\"map\":{\"x\":1}}", 2},
        {"{\"string\":\"a\",\"pet\":{\"kind\":\"cat\"}}", 2},
        {"{\"string\":\"a\",\"thing\":\"x\"}", 1},
        {"{\"string\":\"a\",\"thing\":[1]}", 2},
        {"{\"string\":\"a\",\"node\":{\"name\":\"n\",\"x\":\"y\"}}", 2},
        {"{\"string\":\"a\",\"node\":{\"name\":\"n\",\"children\":[{\"name\":\"m\"}]}}", 4},
        {"{\"string\":\"a\",\"strange\":[[\"x\"]]}", 3},
    };
    static char room[1 << 18];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        swage_arena arena;
        all x, y;
        swage_arena_init_fixed(&arena, room, sizeof room);
        assert_true(
            swage_parse(&all_model, &x, rows[i].json, strlen(rows[i].json), NULL, &arena, NULL));
        assert_true(
            swage_parse(&all_model, &y, rows[i].json, strlen(rows[i].json), NULL, &arena, NULL));
        for (unsigned depth = 1; depth < 6; depth++) {
            check_parse(rows[i].json, depth, depth >= rows[i].levels);
            check_structs(&x, &y, &arena, depth, depth >= rows[i].levels);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_those_of_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
