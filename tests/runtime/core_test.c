/*
 * Parse, write, equal and copy of every type.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 20];

static bool parse(const swage_model *m, void *out, const char *json, swage_arena *a,
                  swage_error *e) {
    swage_arena_init_fixed(a, memory, sizeof memory);
    return swage_parse(m, out, json, strlen(json), NULL, a, e);
}

static void every_type_is_read(void **state) {
    all x;
    swage_arena arena;
    swage_error error;
    (void)state;
    if (!parse(&all_model, &x, all_json, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    assert_string_equal(x.string.ptr, "text \xC3\xA4\xF0\x9F\x98\x80 \"quoted\"\n");
    assert_true(x.boolean.state == SWAGE_SET && x.boolean.value);
    assert_true(x.int32.value == INT32_MIN && x.int64.value == INT64_MIN);
    assert_true(x.uint32.value == UINT32_MAX && x.uint64.value == UINT64_MAX);
    assert_true(x.float_.value == (float)0.1f && x.double_.value == 5e-324);
    assert_string_equal(x.decimal.value.ptr, "123456789012345678901234567890.10");
    assert_memory_equal(x.bytes.value.ptr, "\0\1\2\377", 4);
    assert_int_equal(x.date_time.value.second, 60);
    assert_int_equal(x.date_time.value.nanosecond, 120000000);
    assert_int_equal(swage_value_member(&x.any.value, "a")->count, 6);
    assert_int_equal(x.strings.value.count, 3);
    assert_string_equal(x.strings.value.items[1].ptr, "hris");
    assert_int_equal(x.nullable_ints.value.items[1].state, SWAGE_NULL);
    assert_int_equal(x.nullable_ints.value.items[2].value, 3);
    assert_string_equal(x.map.value.items[1].key.ptr, "two");
    assert_int_equal(x.map.value.items[1].value, 2);
    assert_string_equal(x.node.value->next.value->name.ptr, "second");
    assert_int_equal(x.node.value->next.value->next.state, SWAGE_NULL);
    assert_string_equal(x.node.value->children.value.items[1].unknown.items[0].key.ptr, "extra");
    assert_int_equal(x.color.value.code, 0);
    assert_string_equal(x.color.value.text.ptr, "violet");
    assert_int_equal(x.size.value, SIZE_LARGE);
    assert_int_equal(x.pet.value.tag, 1);
    assert_int_equal(x.pet.value.as.cat->lives.value, 9);
    assert_int_equal(x.thing.value.tag, 2);
    assert_string_equal(x.thing.value.as.dog->bark.value.ptr, "wow");
    assert_int_equal(x.nullable.state, SWAGE_NULL);
    assert_string_equal(x.odd.value.ptr, "odd");
    assert_int_equal(x.unknown.count, 2);
}

static void what_was_read_is_written(void **state) {
    all x, y, z;
    swage_arena arena;
    swage_error error;
    char text[4096], small[16];
    (void)state;
    assert_true(parse(&all_model, &x, all_json, &arena, &error));
    size_t len = swage_write(&all_model, &x, text, sizeof text, NULL, &error);
    if (!len)
        fail_msg("%s", swage_error_text(&error));
    assert_int_equal(len, strlen(text));
    assert_int_equal(swage_write(&all_model, &x, small, sizeof small, NULL, &error), len);
    assert_memory_equal(small, text, sizeof small - 1);
    assert_int_equal(small[15], 0);
    assert_int_equal(swage_write(&all_model, &x, NULL, 0, NULL, &error), len);
    assert_non_null(
        strstr(text, "\"uint64\":18446744073709551615,\"float\":0.1,\"double\":5e-324"));
    assert_non_null(strstr(text, "\"2024-02-29T23:59:60.120+00:00\""));
    assert_non_null(strstr(text, "{\"big\":123456789012345678901234567890},\"u2\":[]}"));
    if (!swage_parse(&all_model, &y, text, len, NULL, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    assert_true(swage_equal(&all_model, &x, &y));
    assert_true(swage_validate(&all_model, &x, &error));
    assert_true(swage_copy(&all_model, &z, &x, &arena, &error));
    assert_true(swage_equal(&all_model, &x, &z));
    swage_write_options pretty = {.indent = 2};
    len = swage_write(&all_model, &x, text, sizeof text, &pretty, &error);
    assert_true(swage_parse(&all_model, &y, text, len, NULL, &arena, &error));
    assert_true(swage_equal(&all_model, &x, &y));
    ((char *)(uintptr_t)y.node.value->children.value.items[1].name.ptr)[0] = '!';
    assert_false(swage_equal(&all_model, &x, &y));
}

static void insitu_reads_the_same(void **state) {
    all x, y;
    swage_arena arena;
    swage_error error;
    char text[2048];
    size_t len = strlen(all_json);
    (void)state;
    memcpy(text, all_json, len);
    assert_true(parse(&all_model, &x, all_json, &arena, &error));
    if (!swage_parse_insitu(&all_model, &y, text, len, NULL, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    assert_true(swage_equal(&all_model, &x, &y));
    assert_true(y.string.ptr > text && y.string.ptr < text + sizeof text);
}

/* Texts of every length, with what must be escaped or checked at every place of them. */
static void texts_of_every_length(void **state) {
    static const char *const marks[] = {"\"", "\\", "\n", "\x1F", "\xC3\xA4", "\xFF", "\x7F"};
    static const char *const escapes[] = {"\\\"",     "\\\\", "\\n", "\\u001f",
                                          "\xC3\xA4", NULL,   "\x7F"};
    const swage_type type = {.kind = SWAGE_TYPE_STRING};
    (void)state;
    for (size_t len = 0; len < 70; len++)
        for (size_t place = 0; place <= len; place++)
            for (size_t mark = 0; mark < sizeof marks / sizeof *marks; mark++) {
                char text[128], expected[160], written[256];
                swage_str value = {text, 0}, back;
                swage_arena arena;
                swage_arena_init_fixed(&arena, memory, sizeof memory);
                sprintf(text, "%0*d%s%0*d", (int)place, 0, marks[mark], (int)(len - place), 0);
                value.len = strlen(text);
                size_t size = swage_write_type(&type, &value, written, sizeof written, NULL, NULL);
                assert_int_equal(size == 0, escapes[mark] == NULL);
                if (size == 0)
                    continue;
                sprintf(expected, "\"%0*d%s%0*d\"", (int)place, 0, escapes[mark],
                        (int)(len - place), 0);
                assert_string_equal(written, expected);
                char *exact = malloc(size + 1); /* sanitizers see its end */
                assert_int_equal(swage_write_type(&type, &value, exact, size + 1, NULL, NULL),
                                 size);
                assert_string_equal(exact, expected);
                assert_true(swage_parse_type(&type, &back, exact, size, NULL, &arena, NULL));
                assert_true(swage_str_equal(value, back));
                assert_true(swage_parse_type_insitu(&type, &back, exact, size, NULL, &arena, NULL));
                assert_true(swage_str_equal(value, back));
                free(exact);
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(what_was_read_is_written),
        cmocka_unit_test(insitu_reads_the_same),
        cmocka_unit_test(texts_of_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
