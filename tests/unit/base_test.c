/* base/: arena, text, tables, values and diagnostics. */
#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"
#include "base/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static void assert_text(str actual, const char *expected) {
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.ptr, expected, actual.len);
}

static void arena_gives_zeroed_memory_back_to_a_mark(void **state) {
    (void)state;
    arena a = {0};
    char *first = arena_alloc(&a, 10);
    arena_point point = arena_mark(&a);
    for (int i = 0; i < 1000; i++)
        memset(arena_alloc(&a, 1000), 0xFF, 1000);
    arena_reset(&a, point);
    const char *again = arena_alloc(&a, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    assert_ptr_equal(first, point.next - 16);
    arena_free(&a);
}

static void map_keeps_order_and_replaces(void **state) {
    (void)state;
    arena a = {0};
    map *m = map_new(&a);
    int values[300];
    for (int i = 0; i < 300; i++)
        assert_null(map_put(m, str_format(&a, "key%d", i), &values[i]));
    assert_ptr_equal(map_put(m, STR("key7"), &values[0]), &values[7]);
    assert_int_equal(map_count(m), 300);
    assert_ptr_equal(map_get(m, STR("key7")), &values[0]);
    assert_null(map_get(m, STR("key300")));
    int i = 0;
    for (const map_entry *e = map_first(m); e; e = map_next(e), i++)
        assert_true(str_eq(map_key(e), str_format(&a, "key%d", i)));
    assert_int_equal(i, 300);
    arena_free(&a);
}

static void utf8_refuses_what_rfc_3629_refuses(void **state) {
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xC0\xAF",         "\xE0\x80\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80",
        "\xC3", "\xF0\x80\x80\x80", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(utf8_invalid_at(str_from(bad[i])), 0);
    assert_int_equal(utf8_invalid_at(STR("a\xC3\xA9\xF0\x9F\x98\x80")), 7);
    assert_int_equal(utf8_count(STR("a\xC3\xA9\xF0\x9F\x98\x80")), 3);
    assert_int_equal(utf8_offset(STR("a\xC3\xA9z"), 0), 0);
    assert_int_equal(utf8_offset(STR("a\xC3\xA9z"), 2), 3);
    assert_int_equal(utf8_offset(STR("a\xC3\xA9z"), 3), 4);
    assert_int_equal(utf8_offset(STR("a\xC3\xA9z"), 9), 4);
    char long_text[3 * 5000 + 1];
    for (size_t i = 0; i < 5000; i++)
        memcpy(long_text + 3 * i, i % 2 ? "\xE4\xB8\xAD" : "abc", 4);
    for (size_t i = 0; i < 10 * 1000; i += 997) /* four code points in six bytes */
        assert_int_equal(utf8_offset(str_from(long_text), i), i / 4 * 6 + i % 4);
    char bytes[4];
    assert_int_equal(utf8_put(bytes, 0x1F600), 4);
    assert_memory_equal(bytes, "\xF0\x9F\x98\x80", 4);
}

static void closest_allows_a_third_of_the_word(void **state) {
    (void)state;
    static const str words[] = {STR_INIT("description"), STR_INIT("deprecated"), STR_INIT("type")};
    assert_text(text_closest(STR("desciption"), words, 3), "description");
    assert_text(text_closest(STR("tpye"), words, 3), "type");
    assert_text(text_closest(STR("Type"), words, 3), "type");
    assert_int_equal(text_closest(STR("zebra"), words, 3).len, 0);
}

static void dict_finds_members_small_and_large(void **state) {
    (void)state;
    arena a = {0};
    value dict = value_new_dict(&a);
    for (int64_t i = 0; i < 500; i++)
        value_put(dict, str_format(&a, "k%d", (int)i), value_int(i));
    value_put(dict, STR("k3"), value_int(-3));
    assert_int_equal(dict.as.dict->count, 500);
    assert_int_equal(value_get(dict, STR("k3")).as.integer, -3);
    assert_int_equal(value_get(dict, STR("k499")).as.integer, 499);
    assert_int_equal(value_get(dict, STR("k500")).kind, VALUE_UNDEFINED);
    value_put_key(dict, value_int(1), value_bool(true));
    assert_true(value_find_key(dict, value_float(1.0))->as.boolean);
    arena_free(&a);
}

/* What dicts that are made alike share is no matter of any of them. */
static void dicts_of_a_shape_are_their_own(void **state) {
    (void)state;
    arena a = {0};
    value_shape *shape = NULL;
    value dicts[3];
    for (int i = 0; i < 3; i++) {
        dicts[i] = value_new_dict_like(&a, 4, &shape);
        for (int k = 0; k < 12 + i; k++) /* beyond the room, and with an index */
            value_add(dicts[i], str_format(&a, "k%d", k), value_int(i * 100 + k));
    }
    assert_ptr_equal(dicts[0].as.dict->shape, dicts[2].as.dict->shape);
    assert_int_equal(value_get(dicts[0], STR("k12")).kind, VALUE_UNDEFINED);
    assert_int_equal(value_get(dicts[2], STR("k12")).as.integer, 212);
    value_put(dicts[0], STR("k13"), value_int(-1)); /* where the others have k12 */
    value_put(dicts[1], STR("other"), value_int(-2));
    assert_int_equal(value_get(dicts[0], STR("k13")).as.integer, -1);
    assert_int_equal(value_get(dicts[0], STR("k11")).as.integer, 11);
    assert_int_equal(value_get(dicts[0], STR("other")).kind, VALUE_UNDEFINED);
    assert_int_equal(value_get(dicts[1], STR("other")).as.integer, -2);
    assert_int_equal(value_get(dicts[1], STR("k13")).kind, VALUE_UNDEFINED);
    assert_int_equal(value_get(dicts[2], STR("k13")).as.integer, 213);
    assert_int_equal(dicts[2].as.dict->count, 14);
    arena_free(&a);
}

static void json_of_values(void **state) {
    (void)state;
    arena a = {0};
    buf out = {0};
    value dict = value_new_dict(&a), list = value_new_list(&a);
    value_append(list, value_int(-5));
    value_append(list, value_float(0.1));
    value_append(list, value_float(1e16));
    value_append(list, value_float(1800));
    value_append(list, value_str(STR("a\"\n\x01\xC3\xA9")));
    value_put(dict, STR("list"), list);
    value_put(dict, STR("none"), value_null());
    value_put(dict, STR("empty"), value_new_list(&a));
    value_write_json(&out, dict, 0);
    assert_text(buf_str(&out), "{\"list\":[-5,0.1,1e+16,1800.0,\"a\\\"\\n\\u0001\xC3\xA9\"],"
                               "\"none\":null,\"empty\":[]}");
    buf_free(&out);
    arena_free(&a);
}

static void counted_diagnostics_are_reported_once(void **state) {
    (void)state;
    arena a = {0};
    diagnostics d;
    diag_init(&d, &a);
    for (int i = 0; i < 3; i++)
        diag_count(&d, CODE_UNSUPPORTED, STR("not"), (span){0}, "`not` has no effect");
    diag_report(&d, CODE_USAGE, (span){0}, "no %s", "way");
    assert_int_equal(d.warnings, 1);
    assert_int_equal(d.errors, 1);
    assert_int_equal(d.first->count, 3);
    assert_text(d.first->next->message, "no way");
    arena_free(&a);
}

static void spans_count_code_points(void **state) {
    (void)state;
    source_file file = {STR("f"), STR("one\nt\xC3\xA9o x\r\nlast")};
    span s = span_of_bytes(&file, 9, 10);
    assert_int_equal(s.line, 2);
    assert_int_equal(s.column, 5);
    assert_int_equal(s.end_column, 6);
    assert_text(source_line(&file, 2), "t\xC3\xA9o x");
    assert_text(source_line(&file, 3), "last");
    assert_text(source_line(&file, 9), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_memory_back_to_a_mark),
        cmocka_unit_test(map_keeps_order_and_replaces),
        cmocka_unit_test(utf8_refuses_what_rfc_3629_refuses),
        cmocka_unit_test(closest_allows_a_third_of_the_word),
        cmocka_unit_test(dict_finds_members_small_and_large),
        cmocka_unit_test(dicts_of_a_shape_are_their_own),
        cmocka_unit_test(json_of_values),
        cmocka_unit_test(counted_diagnostics_are_reported_once),
        cmocka_unit_test(spans_count_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
