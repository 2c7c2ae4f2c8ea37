/*
 * Names of members that have rules (swage_element.names): in maps and beside fields, when they are
 * read, looked at and written.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <swage/validate.h>

typedef struct tagged {
    int64_t id;
    int_map tags;
} tagged;

static const swage_rule of_names[] = {{SWAGE_RULE_MIN_LENGTH, {.natural = 2}},
                                      {SWAGE_RULE_MAX_LENGTH, {.natural = 3}}};
static const swage_type name_type = {.kind = SWAGE_TYPE_STRING, SWAGE_RULES(of_names)};
static const swage_element entry = {{.kind = SWAGE_TYPE_INT64},
                                    sizeof(int_map_entry),
                                    offsetof(int_map_entry, value),
                                    SWAGE_NO_STATE,
                                    &name_type};
static const swage_type map_type = {.kind = SWAGE_TYPE_MAP, .of.element = &entry};
static const swage_field fields[] = {SWAGE_FIELD(tagged, id, "i", 0, .kind = SWAGE_TYPE_INT64)};
static const swage_model model = {.name = "Tagged",
                                  .size = sizeof(tagged),
                                  .align = _Alignof(tagged),
                                  .field_count = 1,
                                  .fields = fields,
                                  .unknown_mode = SWAGE_UNKNOWN_TYPED,
                                  .unknown_offset = offsetof(tagged, tags),
                                  .unknown = &entry};
static char memory[4096];

/* The errors of the text, one a line; as a map, and as members beside a field. */
static const char *errors_of(const char *json, bool as_map, bool every) {
    static char text[1024];
    union {
        int_map map;
        tagged object;
    } out;
    size_t count = 0, len = 0;
    swage_arena arena;
    swage_error errors[4], error;
    swage_parse_options options = {
        .errors = every ? errors : NULL, .max_errors = every ? 4 : 0, .error_count = &count};
    const swage_type object = swage_model_type(&model);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    text[0] = '\0';
    if (swage_parse_type(as_map ? &map_type : &object, &out, json, strlen(json), &options, &arena,
                         &error))
        return text;
    for (size_t i = 0; i < (every ? count : 1); i++)
        len += (size_t)sprintf(text + len, "%s\n", swage_error_text(every ? &errors[i] : &error));
    return text;
}

static void read(void **state) {
    static const struct {
        const char *json, *one, *all;
    } cases[] = {
        {"{}", "", ""},
        {"{\"ab\":1,\"abc\":2}", "", ""},
        {"{\"ab\":1,\n \"abcd\" : 2}", "2:2: /abcd: must have at most 3 characters (maxLength)\n",
         "2:2: /abcd: must have at most 3 characters (maxLength)\n"},
        {"{\"\":1,\"ab\":2,\"a\":\"x\"}", "1:2: /: must have at least 2 characters (minLength)\n",
         "1:2: /: must have at least 2 characters (minLength)\n"
         "1:14: /a: must have at least 2 characters (minLength)\n"
         "1:18: /a: expected an integer, got a string\n"},
        {"{\"\\u00e9\\u00e9\":1,\"\\u00e9\":1}",
         "1:19: /\xC3\xA9: must have at least 2 characters (minLength)\n",
         "1:19: /\xC3\xA9: must have at least 2 characters (minLength)\n"},
        {"{\"ab\":1,\"ab\":2}", "1:9: /ab: the member comes a second time\n",
         "1:9: /ab: the member comes a second time\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int as_map = 0; as_map < 2; as_map++) {
            assert_string_equal(errors_of(cases[i].json, as_map, false), cases[i].one);
            assert_string_equal(errors_of(cases[i].json, as_map, true), cases[i].all);
        }
    }
    assert_string_equal(errors_of("{\"i\":1,\"ab\":2}", false, false),
                        ""); /* a field may be short */
}

static void not_asked_for(void **state) {
    tagged out;
    swage_arena arena;
    const swage_parse_options options = {.skip_validation = true};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse(&model, &out, "{\"a\":1}", 7, &options, &arena, NULL));
    assert_int_equal(out.tags.count, 1);
}

static void looked_at_and_written(void **state) {
    static const int_map_entry entries[] = {{{"ab", 2}, 1}, {{"a", 1}, 2}, {{"abcd", 4}, 3}};
    static const swage_write_options unchecked = {.skip_validation = true};
    const tagged good = {1, {entries, 1}}, bad = {1, {entries, 3}};
    char json[64];
    size_t count = 0;
    swage_error error, errors[4];
    const swage_validate_options every = {.errors = errors, .max_errors = 4, .error_count = &count};
    (void)state;
    assert_true(swage_validate(&model, &good, NULL));
    assert_false(swage_validate(&model, &bad, &error));
    assert_int_equal(error.code, SWAGE_ERROR_CONSTRAINT);
    assert_string_equal(error.path, "/a");
    assert_false(swage_validate_with(&model, &bad, &every, NULL));
    assert_int_equal(count, 2);
    assert_string_equal(errors[1].path, "/abcd");
    assert_int_equal(swage_write(&model, &good, json, sizeof json, NULL, NULL), 14);
    assert_string_equal(json, "{\"i\":1,\"ab\":1}");
    assert_int_equal(swage_write(&model, &bad, json, sizeof json, NULL, &error), 0);
    assert_string_equal(error.path, "/a");
    assert_string_equal(error.message, "must have at least 2 characters (minLength)");
    assert_int_equal(swage_write(&model, &bad, json, sizeof json, &unchecked, NULL), 29);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read),
        cmocka_unit_test(not_asked_for),
        cmocka_unit_test(looked_at_and_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
