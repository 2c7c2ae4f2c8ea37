/*
 * Every error with its exact place, pointer and message, in a parse that copies and in place; and
 * all errors of one text.
 */
#include "fast_models.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 20];
static unsigned char out[4096];

typedef struct error_case {
    const swage_model *model;
    const char *json, *text;
} error_case;

#define SIX_EUROS "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"

static const error_case cases[] = {
    {&all_model, "", "1:1: there is no JSON value"},
    {&all_model, " \n ", "2:2: there is no JSON value"},
    {&all_model, "[]", "1:1: expected an object, got an array"},
    {&all_model, "null", "1:1: null is not allowed here"},
    {&all_model, "{}", "1:1: the required member \"string\" is missing"},
    {&all_model, "{\"string\":\"\"} x", "1:15: something follows the JSON value"},
    {&all_model, "{\"string\":\"\",}", "1:14: expected a member's name in quotes"},
    {&all_model, "{\"string\" \"\"}", "1:11: expected ':' behind a member's name"},
    {&all_model, "{\"string\":\"\" \"a\":1}", "1:14: expected ',' or '}'"},
    {&all_model, "{\"string\":\"", "1:12: /string: the text ends within a string"},
    {&all_model, "{\"string\":", "1:11: /string: the text ends where a value is expected"},
    {&all_model, "{\"string\":\"a\nb\"}", "1:13: /string: control character 0x0A must be escaped"},
    {&all_model, "{\"string\":\"a\\x\"}", "1:13: /string: no such escape as this backslash begins"},
    {&all_model, "{\"string\":\"a\\u12g4\"}", "1:13: /string: \\u needs four hexadecimal digits"},
    {&all_model, "{\"string\":\"\\ud800\"}", "1:12: /string: \\uD800 is half of a surrogate pair"},
    {&all_model, "{\"string\":\"\\udc00\\ud800\"}",
     "1:12: /string: \\uDC00 is half of a surrogate pair"},
    {&all_model, "{\"string\":\"\\n\\n\\x\"}",
     "1:16: /string: no such escape as this backslash begins"},
    {&all_model, "{\"string\":\"\\n \\n", "1:17: /string: the text ends within a string"},
    {&all_model, "{\"bytes\":\"CgoK\"",
     "1:16: expected ',' or '}'"}, /* decoded: three line feeds */
    {&all_model, "{\"string\":\"abc\x80\"}", "1:15: /string: byte 0x80 is not valid UTF-8 here"},
    {&all_model, "{\"string\":\"\xED\xA0\x80\"}",
     "1:12: /string: byte 0xED is not valid UTF-8 here"},
    {&all_model, "{\"string\":\"\xC0\xAF\"}", "1:12: /string: byte 0xC0 is not valid UTF-8 here"},
    {&all_model, "{\"string\":1}", "1:11: /string: expected a string, got a number"},
    {&all_model, "{\"string\":\"\",\"string\":\"\"}",
     "1:14: /string: the member comes a second time"},
    {&all_model, "{\"string\":\"\",\"x\":1,\"x\":1}", "1:20: /x: the member comes a second time"},
    {&all_model, "{\"boolean\":nul}", "1:12: /boolean: expected a value"},
    {&all_model, "{\"boolean\":0}", "1:12: /boolean: expected a boolean, got a number"},
    {&all_model, "{\"boolean\":?}", "1:12: /boolean: expected a value"},
    {&all_model, "{\"a\\u0000b\":?}", "1:13: /a\\u0000b: expected a value"},
    {&all_model, "\xEF\xBB\xBF{}", "1:1: expected a value"},
    {&all_model, "{\"int32\":\n\n  2147483648}", "3:3: /int32: 2147483648 does not fit in int32"},
    {&all_model, "{\"int32\":1.5}", "1:10: /int32: expected an integer, got 1.5"},
    {&all_model, "{\"int64\":9223372036854775808}",
     "1:10: /int64: 9223372036854775808 does not fit in int64"},
    {&all_model, "{\"uint32\":-1}", "1:11: /uint32: -1 does not fit in uint32"},
    {&all_model, "{\"uint64\":18446744073709551616}",
     "1:11: /uint64: 18446744073709551616 does not fit in uint64"},
    {&all_model, "{\"uint64\":1e20}", "1:11: /uint64: 1e20 does not fit in uint64"},
    {&all_model, "{\"int64\":true}", "1:10: /int64: expected an integer, got a boolean"},
    {&all_model, "{\"int64\":-}", "1:11: /int64: expected a digit"},
    {&all_model, "{\"int64\":01}", "1:11: expected ',' or '}'"},
    {&all_model, "{\"float\":1e39}", "1:10: /float: 1e39 does not fit in float"},
    {&all_model, "{\"double\":-1e309}", "1:11: /double: -1e309 does not fit in double"},
    {&all_model, "{\"double\":1.}", "1:13: /double: expected a digit"},
    {&all_model, "{\"double\":1e+}", "1:14: /double: expected a digit"},
    {&all_model, "{\"decimal\":\"1\"}", "1:12: /decimal: expected a number, got a string"},
    {&all_model, "{\"bytes\":\"A===\"}", "1:10: /bytes: is not base64 (RFC 4648, section 4)"},
    {&all_model, "{\"date_time\":\"2023-02-29T00:00:00Z\"}",
     "1:14: /date_time: is not a date-time (RFC 3339, section 5.6)"},
    {&all_model, "{\"any\":{\"a\":[1,tru]}}", "1:16: /any/a/1: expected a value"},
    {&all_model, "{\"strings\":[\"a\",\n 2]}", "2:2: /strings/1: expected a string, got a number"},
    {&all_model, "{\"strings\":[\"a\",null]}", "1:17: /strings/1: null is not allowed here"},
    {&all_model, "{\"strings\":{}}", "1:12: /strings: expected an array, got an object"},
    {&all_model, "{\"nullable_ints\":[1,null,\"\"]}",
     "1:26: /nullable_ints/2: expected an integer, got a string"},
    {&all_model, "{\"map\":{\"a~/b\":true}}",
     "1:16: /map/a~0~1b: expected an integer, got a boolean"},
    {&all_model, "{\"map\":{\"a\":1,\"a\":2}}", "1:15: /map/a: the member comes a second time"},
    {&all_model, "{\"map\":[]}", "1:8: /map: expected an object, got an array"},
    {&all_model, "{\"node\":{\"children\":[{\"name\":\"\"},\n {}]}}",
     "2:2: /node/children/1: the required member \"name\" is missing"},
    {&all_model, "{\"node\":null}", "1:9: /node: null is not allowed here"},
    {&all_model, "{\"color\":null}", "1:10: /color: null is not allowed here"},
    {&all_model, "{\"color\":[]}", "1:10: /color: expected a value of Color, got an array"},
    {&all_model, "{\"color\":\"7\"}", "1:10: /color: \"7\" is no value of Color"},
    {&all_model, "{\"size\":\"huge\"}", "1:9: /size: \"huge\" is no value of Size"},
    {&all_model, "{\"size\":1}", "1:9: /size: expected a value of Size, got a number"},
    {&all_model, "{\"pet\":{\"kind\":\"cow\"}}",
     "1:16: /pet/kind: \"cow\" is no alternative of Pet"},
    {&all_model, "{\"pet\":{\"a\":1,\"kind\":1}}",
     "1:22: /pet/kind: expected a string, got a number"},
    {&all_model, "{\"pet\":{\"kin\":1}}", "1:8: /pet: the required member \"kind\" is missing"},
    {&all_model, "{\"pet\":{\"lives\":\"x\",\"kind\":\"cat\"}}",
     "1:17: /pet/lives: expected an integer, got a string"},
    {&all_model, "{\"pet\":\"x\"}", "1:8: /pet: expected an object, got a string"},
    {&all_model, "{\"thing\":true}", "1:10: /thing: fits none of the alternatives of Thing"},
    {&all_model, "{\"thing\":{\"kind\":1}}",
     "1:10: /thing: fits none of the alternatives of Thing; the nearest: /kind: expected a string, "
     "got a number"},
    {&all_model, "{\"thing\":{\"lives\":1}}",
     "1:10: /thing: fits none of the alternatives of Thing; the nearest: the required member "
     "\"kind\" is missing"},
    {&all_model, "{\"pet\":{\"kind\":\"\\u001b[31m\\n\\u007f\\u009b\\u00a0\"}}",
     "1:16: /pet/kind: \"?[31m????\xC2\xA0\" is no alternative of Pet"},
    {&all_model, "{\"pet\":{\"kind\":\"12" SIX_EUROS SIX_EUROS SIX_EUROS "\"}}",
     "1:16: /pet/kind: \"12" SIX_EUROS SIX_EUROS "??\" is no alternative of Pet"},
    {&all_model, "{\"map\":{\"a\\nb\":true}}",
     "1:16: /map/a?b: expected an integer, got a boolean"},
    {&all_model, "{\"thing\":{\"kind\":tru}}", "1:18: /thing: expected a value"},
    {&all_model, "{\"thing\":\"too long\"}",
     "1:10: /thing: must have at most 5 characters (maxLength)"},
    {&all_model, "{\"a\\\"b/c~d\":1}", "1:13: /a\"b~1c~0d: expected a string, got a number"},
    {&closed_rest_model, "{\"name\":\"\",\n\"x\":1}", "2:1: /x: ClosedRest has no such member"},
    {&typed_rest_model, "{\"name\":\"\",\"x\":\"\"}",
     "1:16: /x: expected an integer, got a string"},
    {&typed_rest_model, " {\"x\":1}", "1:2: must have at least 2 members (minProperties)"},
    {&typed_rest_model, "{\"x\":1,\"y\":1,\"z\":1,\"a\":1}",
     "1:1: must have at most 3 members (maxProperties)"},
    {&rules_model, "{\"length\":\"\xC3\xA4\"}",
     "1:11: /length: must have at least 2 characters (minLength)"},
    {&rules_model, "{\"length\":\"abcd\"}",
     "1:11: /length: must have at most 3 characters (maxLength)"},
    {&rules_model, "{\"pattern\":\"aab\"}", "1:12: /pattern: must match ^a+$ (pattern)"},
    {&rules_model, "{\"uuid\":\"x\"}", "1:9: /uuid: must be a valid uuid (format)"},
    {&rules_model, "{\"integer\":-6}", "1:12: /integer: must be at least -5 (minimum)"},
    {&rules_model, "{\"integer\":6}", "1:12: /integer: must be at most 5 (maximum)"},
    {&rules_model, "{\"natural\":0}", "1:12: /natural: must be at least 1 (minimum)"},
    {&rules_model, "{\"natural\":18446744073709551615}",
     "1:12: /natural: must be at most 18446744073709551614 (maximum)"},
    {&rules_model, "{\"number\":0.09}", "1:11: /number: must be at least 0.1 (minimum)"},
    {&rules_model, "{\"number\":0.91}", "1:11: /number: must be at most 0.9 (maximum)"},
    {&rules_model, "{\"between\":-1}",
     "1:12: /between: must be greater than -1 (exclusiveMinimum)"},
    {&rules_model, "{\"between\":10}", "1:12: /between: must be less than 10 (exclusiveMaximum)"},
    {&rules_model, "{\"below\":2}", "1:10: /below: must be greater than 2 (exclusiveMinimum)"},
    {&rules_model, "{\"below\":4}", "1:10: /below: must be less than 4 (exclusiveMaximum)"},
    {&rules_model, "{\"open\":0}", "1:9: /open: must be greater than 0 (exclusiveMinimum)"},
    {&rules_model, "{\"open\":1}", "1:9: /open: must be less than 1 (exclusiveMaximum)"},
    {&rules_model, "{\"cents\":0.125}", "1:10: /cents: must be a multiple of 0.01 (multipleOf)"},
    {&rules_model, "{\"narrow\":0.2}", "1:11: /narrow: must be at most 0.1 (maximum)"},
    {&rules_model, "{\"precise\":0.0001}",
     "1:12: /precise: must be a multiple of 1e-3 (multipleOf)"},
    {&rules_model, "{\"precise\":100.001}", "1:12: /precise: must be at most 100 (maximum)"},
    {&rules_model, "{\"items\":[]}", "1:10: /items: must have at least 1 item (minItems)"},
    {&rules_model, "{\"items\":[1,2,3,4]}", "1:10: /items: must have at most 3 items (maxItems)"},
    {&rules_model, "{\"items\":[1,2,1]}",
     "1:10: /items: must not have the same item twice (uniqueItems)"},
    {&rules_model, "{\"free\":[1,{\"a\":[],\"b\":2},{\"b\":2.0,\"a\":[]}]}",
     "1:9: /free: must not have the same item twice (uniqueItems)"},
    {&rules_model, "{\"free\":{}}", "1:9: /free: must have at least 1 member (minProperties)"},
    {&rules_model, "{\"free\":\"\"}", "1:9: /free: must have at least 1 character (minLength)"},
    {&rules_model, "{\"free\":-2}", "1:9: /free: must be at least -1.5 (minimum)"},
    {&rules_model, "{\"free\":0.75}", "1:9: /free: must be a multiple of 0.5 (multipleOf)"},
    {&rules_model, "{\"map\":{}}", "1:8: /map: must have at least 1 member (minProperties)"},
    {&rules_model, "{\"constant\":\"y\"}", "1:13: /constant: must be \"x\" (const)"},
    {&rules_model, "{\"constant_any\":{\"a\":[1]}}",
     "1:17: /constant_any: must be {\"a\": [1, 2.0]} (const)"},
};

static void run_case(const error_case *c, const swage_model *model, bool insitu) {
    swage_arena arena;
    swage_error error;
    char text[1024];
    size_t len = strlen(c->json);
    memcpy(text, c->json, len + 1);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    memset(out, 0xFF, sizeof out);
    bool good = insitu ? swage_parse_insitu(model, out, text, len, NULL, &arena, &error)
                       : swage_parse(model, out, text, len, NULL, &arena, &error);
    if (good)
        fail_msg("accepted: %s", c->json);
    if (strcmp(swage_error_text(&error), c->text) != 0)
        fail_msg("%s\n  gives  %s\n  not    %s", c->json, error.text, c->text);
    for (size_t i = 0; i < model->size; i++)
        assert_int_equal(out[i], 0);
}

static void errors_have_their_place(void **state) {
    swage_model fast = fast_all_model();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int insitu = 0; insitu < 2; insitu++) {
            run_case(&cases[i], cases[i].model, insitu);
            if (cases[i].model == &all_model)
                run_case(&cases[i], &fast, insitu);
        }
}

static void good_values_pass(void **state) {
    static const char json[] =
        "{\"length\":\"\xC3\xA4\xC3\xA4\",\"pattern\":\"aaa\",\"hook\":\"ab\","
        "\"uuid\":\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\",\"integer\":-5,"
        "\"natural\":18446744073709551614,\"number\":0.1,\"between\":9,\"below\":3,\"open\":0.5,"
        "\"cents\":1e300,\"narrow\":0.1,\"precise\":99.999,\"items\":[3,2,1],"
        "\"free\":{\"a\":1,\"b\":[]},\"map\":{\"a\":1},\"constant\":\"x\","
        "\"constant_any\":{\"a\":[1.0,2]}}";
    static const char *const cents[] = {"0.01", "0.07", "19.99", "1.1", "4.35", "-1.15", "0"};
    rules x;
    swage_arena arena;
    swage_error error;
    char text[64];
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    if (!swage_parse(&rules_model, &x, json, strlen(json), NULL, &arena, &error))
        fail_msg("%s", swage_error_text(&error));
    assert_true(swage_validate(&rules_model, &x, &error));
    for (size_t i = 0; i < sizeof cents / sizeof *cents; i++) {
        int len = snprintf(text, sizeof text, "{\"cents\":%s}", cents[i]);
        assert_true(swage_parse(&rules_model, &x, text, (size_t)len, NULL, &arena, &error));
    }
}

static void whole_numbers_are_integers(void **state) {
    all x;
    swage_arena arena;
    static const char json[] = "{\"string\":\"\",\"int32\":1.0,\"int64\":-12e2,\"uint32\":0.00,"
                               "\"uint64\":1844674407370955161500.00e-2,\"float\":-0.0}";
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse(&all_model, &x, json, strlen(json), NULL, &arena, NULL));
    assert_true(x.int32.value == 1 && x.int64.value == -1200 && x.uint32.value == 0);
    assert_true(x.uint64.value == UINT64_MAX);
}

static void options_are_heard(void **state) {
    all x;
    rules r;
    swage_arena arena;
    swage_error error;
    swage_parse_options options = {.null_policy = SWAGE_NULL_IS_ABSENT};
    static const char nulls[] = "{\"string\":\"\",\"int64\":null,\"nullable\":null,\"zzz\":1}";
    static const char broken[] = "{\"integer\":77}";
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse(&all_model, &x, nulls, strlen(nulls), &options, &arena, &error));
    assert_true(x.int64.state == SWAGE_ABSENT && x.nullable.state == SWAGE_NULL);
    assert_int_equal(x.unknown.count, 1);
    options.unknown = SWAGE_DROP_UNKNOWN;
    assert_true(swage_parse(&all_model, &x, nulls, strlen(nulls), &options, &arena, &error));
    assert_int_equal(x.unknown.count, 0);
    options.unknown = SWAGE_REJECT_UNKNOWN;
    assert_false(swage_parse(&all_model, &x, nulls, strlen(nulls), &options, &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_UNKNOWN_MEMBER);
    options.skip_validation = true;
    assert_true(swage_parse(&rules_model, &r, broken, strlen(broken), &options, &arena, &error));
    assert_false(swage_validate(&rules_model, &r, &error));
    assert_string_equal(swage_error_text(&error), "/integer: must be at most 5 (maximum)");
    assert_int_equal(swage_write(&rules_model, &r, NULL, 0, NULL, &error), 0);
    assert_int_equal(error.code, SWAGE_ERROR_CONSTRAINT);
    swage_write_options unchecked = {.skip_validation = true};
    assert_int_equal(swage_write(&rules_model, &r, NULL, 0, &unchecked, &error), strlen(broken));
}

static bool twice(void *context, const char *pattern, swage_str text) {
    assert_string_equal(pattern, "(.)\\1");
    ++*(int *)context;
    return text.len == 2 && text.ptr[0] == text.ptr[1];
}

static void patterns_that_are_not_regular_ask(void **state) {
    rules r;
    int calls = 0;
    swage_arena arena;
    swage_error error;
    swage_parse_options options = {.match = twice, .match_context = &calls};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_parse(&rules_model, &r, "{\"hook\":\"aa\"}", 13, &options, &arena, &error));
    assert_false(swage_parse(&rules_model, &r, "{\"hook\":\"ab\"}", 13, &options, &arena, &error));
    assert_int_equal(calls, 2);
    assert_string_equal(swage_error_text(&error), "1:9: /hook: must match (.)\\1 (pattern)");
}

static void all_errors_are_collected(void **state) {
    static const char json[] =
        "{\n\"string\": 1,\n \"int32\": \"x\\n\",\n\"strings\": [1, \"\\n\", 2],"
        "\n\"node\": {\n\"children\": [{},\n{\"name\":\"a\\n\\n\"}]},\n"
        "\"size\": \"?\", \"pet\":{\"kind\":\"cow\"}, \"thing\":false}";
    static const char *const expected[] = {
        "2:11: /string: expected a string, got a number",
        "3:11: /int32: expected an integer, got a string",
        "4:13: /strings/0: expected a string, got a number",
        "4:22: /strings/2: expected a string, got a number",
        "6:14: /node/children/0: the required member \"name\" is missing",
        "5:9: /node: the required member \"name\" is missing",
        "8:9: /size: \"?\" is no value of Size",
        "8:28: /pet/kind: \"cow\" is no alternative of Pet",
        "8:44: /thing: fits none of the alternatives of Thing",
    };
    all x;
    swage_arena arena;
    swage_error errors[20], error;
    size_t count = 99, len = strlen(json);
    (void)state;
    for (int insitu = 0; insitu < 2; insitu++) {
        swage_parse_options options = {.errors = errors, .max_errors = 20, .error_count = &count};
        char text[1024];
        memcpy(text, json, len);
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_false(insitu
                         ? swage_parse_insitu(&all_model, &x, text, len, &options, &arena, &error)
                         : swage_parse(&all_model, &x, text, len, &options, &arena, &error));
        for (size_t i = 0; i < count; i++)
            assert_string_equal(swage_error_text(&errors[i]), expected[i]);
        assert_int_equal(count, sizeof expected / sizeof *expected);
        assert_string_equal(swage_error_text(&error), expected[0]);
        options.max_errors = 3;
        memcpy(text, json, len);
        assert_false(swage_parse(&all_model, &x, text, len, &options, &arena, NULL));
        assert_int_equal(count, 3);
    }
}

/* Items that were refused are not there to be compared; what is counted was counted. */
static void refused_items_are_not_compared(void **state) {
    static const swage_rule own[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}},
                                     {SWAGE_RULE_MAX_ITEMS, {.natural = 8}}};
    static const struct {
        const char *json;
        size_t count;
        const char *last;
    } texts[] = {
        {"[\"a\",\"b\"]", 2, "1:6: /1: expected an integer, got a string"},
        {"[1,1,1.5]", 1, "1:6: /2: expected an integer, got 1.5"},
        {"[5,0,0,5,0,0,0,null,1]", 2, "1:1: must have at most 8 items (maxItems)"},
        {"[0,1,2,3,4,5,6,7,8,8]", 2, "1:1: must have at most 8 items (maxItems)"},
    };
    const swage_element item = {
        {.kind = SWAGE_TYPE_INT64}, sizeof(int64_t), 0, SWAGE_NO_STATE, NULL};
    const swage_type list = {
        .kind = SWAGE_TYPE_ARRAY, .rule_count = 2, .rules = own, .of.element = &item};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ints x;
        size_t count = 99;
        swage_arena arena;
        swage_error errors[9];
        swage_parse_options options = {.errors = errors, .max_errors = 9, .error_count = &count};
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_false(swage_parse_type(&list, &x, texts[i].json, strlen(texts[i].json), &options,
                                      &arena, NULL));
        assert_int_equal(count, texts[i].count);
        assert_string_equal(swage_error_text(&errors[count - 1]), texts[i].last);
    }
}

/* What a refused alternative has left in its place is looked at by nobody. */
static void refused_alternatives_are_not_compared(void **state) {
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    const swage_element item = {thing_type, sizeof(thing), 0, SWAGE_NO_STATE, NULL};
    const swage_type list = {
        .kind = SWAGE_TYPE_ARRAY, .rule_count = 1, .rules = unique, .of.element = &item};
    static const char json[] = "[{\"name\":1},[{\"name\":\"abc\"},3],[1,2,[]],\"x\",false,"
                               "{\"a\":[1]},{\"name\":\"abc\"},\"y\",[7]]";
    ints x;
    size_t count;
    swage_arena arena;
    swage_error errors[20];
    swage_parse_options options = {.errors = errors, .max_errors = 20, .error_count = &count};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_false(swage_parse_type(&list, &x, json, sizeof json - 1, &options, &arena, NULL));
    for (size_t i = 0; i < count; i++)
        assert_true(errors[i].code != SWAGE_ERROR_CONSTRAINT);
}

/* Line and column are those of the offset. */
static void check_place(const char *json, const swage_error *error) {
    const char *at = json + error->offset, *start = at;
    size_t line = 1;
    while (start > json && start[-1] != '\n')
        start--;
    for (const char *c = json; c < start; c++)
        line += *c == '\n';
    assert_int_equal(error->line, line);
    assert_int_equal(error->column, at - start + 1);
}

/* All errors of a text, a line each, read in place or not. */
static void list_errors(const char *json, size_t len, bool insitu, size_t max, char *lines) {
    all x;
    swage_arena arena;
    swage_error errors[20], error;
    size_t count = 0;
    swage_parse_options options = {.errors = errors, .max_errors = max, .error_count = &count};
    char text[1024];
    memcpy(text, json, len);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool good = insitu ? swage_parse_insitu(&all_model, &x, text, len, &options, &arena, &error)
                       : swage_parse(&all_model, &x, text, len, &options, &arena, &error);
    lines += sprintf(lines, "%s\n", good ? "good" : swage_error_text(&error));
    for (size_t i = 0; i < count; i++) {
        check_place(json, &errors[i]);
        lines += sprintf(lines, "%s\n", swage_error_text(&errors[i]));
    }
}

/* Line feeds that are decoded in place are none of the text's. */
static void places_are_the_same_in_place(void **state) {
    static const char json[] =
        "{\"string\":\"\\n1\\n\", \"bytes\": \"CgoKCgoK\", \"boolean\": true,\n"
        "\"date_time\": \"x\", \"strings\": [\"\\u000a\", 1, \"\\n\\n\", 2], \"map\": {\"a\\nb\": "
        "false,"
        "\n \"a\\nc\": 1}, \"node\": {\"children\": [{}, {\"name\":\"a\\n\\n\"}, "
        "{\n\"name\":\"\\n\","
        "\"next\":{\"children\":[{\"name\":\"\\n\"}]}}]},\n  \"zzz\\n\": \"\\n\","
        "\"size\": \"?\\n\", \"pet\":{\"kind\":\"cow\\n\"}, \"thing\":false}";
    static const size_t limits[] = {0, 1, 20};
    char copied[8192], in_place[8192], text[sizeof json];
    (void)state;
    for (size_t i = 0; i < 3 * sizeof json; i++) {
        for (const char *c = "\n\"\\!{}"; *c; c++) {
            memcpy(text, json, sizeof json);
            text[i / 3] = *c;
            list_errors(text, sizeof json - 1, false, limits[i % 3], copied);
            list_errors(text, sizeof json - 1, true, limits[i % 3], in_place);
            assert_string_equal(in_place, copied);
        }
        list_errors(json, i / 3, false, limits[i % 3], copied);
        list_errors(json, i / 3, true, limits[i % 3], in_place);
        assert_string_equal(in_place, copied);
    }
}

/* Rules of what has values within are told where it begins, whatever came of the text within. */
static void lines_of_values_decoded_in_place(void **state) {
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    static const swage_element item = {{.kind = SWAGE_TYPE_VALUE, .rule_count = 1, .rules = unique},
                                       sizeof(swage_value),
                                       0,
                                       SWAGE_NO_STATE,
                                       NULL};
    static const swage_type list = {.kind = SWAGE_TYPE_ARRAY, .of.element = &item};
    static const char json[] = "[\"\\n\\n\",\n[\"\\n\",\"\\u000a\\n\",\"\\n\"],\n {}, [1,1]]";
    static const char *const expected[] = {
        "2:1: /1: must not have the same item twice (uniqueItems)",
        "3:6: /3: must not have the same item twice (uniqueItems)"};
    char text[sizeof json];
    ints x;
    size_t count;
    swage_arena arena;
    swage_error errors[9];
    swage_parse_options options = {.errors = errors, .max_errors = 9, .error_count = &count};
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    memcpy(text, json, sizeof json);
    assert_false(swage_parse_type_insitu(&list, &x, text, sizeof json - 1, &options, &arena, NULL));
    assert_int_equal(count, 2);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(swage_error_text(&errors[i]), expected[i]);
}

static void long_paths_are_cut_at_the_front(void **state) {
    char json[4096], *at = json;
    node x;
    swage_arena arena;
    swage_error error;
    (void)state;
    for (int i = 0; i < 60; i++)
        at += sprintf(at, "{\"name\":\"\",\"next\":");
    sprintf(at, "7");
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_false(swage_parse(&node_model, &x, json, strlen(json), NULL, &arena, &error));
    assert_memory_equal(error.path, "\xE2\x80\xA6/next/next/", 14);
    assert_int_equal(strlen(error.path), 3 + 5 * 50);
}

static void depth_is_limited(void **state) {
    char json[1024];
    swage_value value, nested[200], *deep = nested;
    swage_arena arena;
    swage_error error;
    char text[4096];
    (void)state;
    memset(json, '[', 200);
    memset(json + 200, ']', 200);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_false(swage_value_parse(&value, json, 400, NULL, &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_int_equal(error.column, 129);
    swage_parse_options options = {.max_depth = 200};
    assert_true(swage_value_parse(&value, json, 400, &options, &arena, &error));
    assert_int_equal(swage_value_write(&value, text, sizeof text, NULL, &error), 0);
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    swage_write_options wide = {.max_depth = 200};
    assert_int_equal(swage_value_write(&value, text, sizeof text, &wide, &error), 400);
    nested[0] = swage_value_array(deep, 1); /* an array in itself */
    assert_int_equal(swage_value_write(deep, text, sizeof text, NULL, &error), 0);
    assert_int_equal(error.code, SWAGE_ERROR_DEPTH);
    assert_false(swage_validate_type(&any_type, deep, &error));
    assert_false(swage_value_copy(&value, deep, &arena, &error));
    nested[1] = nested[0];
    assert_false(swage_value_equal(&nested[0], &nested[1]));
}

static void values_by_hand_are_checked(void **state) {
    all x;
    swage_error error;
    double nan = 0, zero = 0;
    (void)state;
    nan = zero / zero;
    memset(&x, 0, sizeof x);
    assert_false(swage_validate(&all_model, &x, &error));
    assert_string_equal(swage_error_text(&error), "/string: the text is not set");
    x.string = swage_text("a\xFF");
    assert_false(swage_validate(&all_model, &x, &error));
    assert_int_equal(error.code, SWAGE_ERROR_UTF8);
    x.string = swage_text("\x01");
    SWAGE_PUT(x.double_, nan);
    assert_false(swage_validate(&all_model, &x, &error));
    assert_int_equal(error.code, SWAGE_ERROR_INVALID_VALUE);
    SWAGE_PUT_NULL(x.double_);
    assert_false(swage_validate(&all_model, &x, &error));
    assert_int_equal(error.code, SWAGE_ERROR_NULL_VALUE);
    SWAGE_CLEAR(x.double_);
    x.node.state = SWAGE_SET;
    assert_false(swage_validate(&all_model, &x, &error));
    assert_string_equal(swage_error_text(&error), "/node: the Node is not set");
    SWAGE_CLEAR(x.node);
    x.size.state = SWAGE_SET;
    assert_false(swage_validate(&all_model, &x, &error));
    SWAGE_CLEAR(x.size);
    x.color.state = SWAGE_SET;
    assert_false(swage_validate(&all_model, &x, &error));
    x.color.value.code = COLOR_SEVEN;
    x.pet.state = SWAGE_SET;
    assert_false(swage_validate(&all_model, &x, &error));
    SWAGE_CLEAR(x.pet);
    SWAGE_PUT(x.decimal, (swage_decimal){"1.", 2});
    assert_false(swage_validate(&all_model, &x, &error));
    SWAGE_CLEAR(x.decimal);
    SWAGE_PUT(x.date_time, (swage_date_time){.month = 13});
    assert_false(swage_validate(&all_model, &x, &error));
    SWAGE_CLEAR(x.date_time);
    char text[100];
    assert_true(swage_write(&all_model, &x, text, sizeof text, NULL, &error));
    assert_string_equal(text, "{\"string\":\"\\u0001\",\"color\":7}");
}

/* A message that is too long is cut between characters. */
static void long_messages_are_cut(void **state) {
    char name[301];
    swage_enum wordy = {.name = name, .size = sizeof(color)};
    const swage_type type = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &wordy};
    swage_arena arena;
    swage_error error;
    (void)state;
    for (size_t shift = 0; shift < 2; shift++) {
        memset(name, '.', sizeof name);
        for (size_t i = shift; i + 1 < sizeof name - 1; i += 2)
            memcpy(name + i, "\xC3\xA4", 2);
        name[sizeof name - 1] = '\0';
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_false(swage_parse_type(&type, out, "[]", 2, NULL, &arena, &error));
        size_t len = strlen(error.message);
        assert_true(len >= sizeof error.message - 4);
        assert_true(error.message[len - 1] == '\xA4' || error.message[len - 1] == '?');
        assert_int_equal(swage_utf8_valid(error.message, len), len);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_have_their_place),
        cmocka_unit_test(good_values_pass),
        cmocka_unit_test(whole_numbers_are_integers),
        cmocka_unit_test(options_are_heard),
        cmocka_unit_test(patterns_that_are_not_regular_ask),
        cmocka_unit_test(all_errors_are_collected),
        cmocka_unit_test(refused_items_are_not_compared),
        cmocka_unit_test(refused_alternatives_are_not_compared),
        cmocka_unit_test(places_are_the_same_in_place),
        cmocka_unit_test(lines_of_values_decoded_in_place),
        cmocka_unit_test(long_paths_are_cut_at_the_front),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(values_by_hand_are_checked),
        cmocka_unit_test(long_messages_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
