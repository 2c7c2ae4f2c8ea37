/*
 * Small parts: free-form values, arenas over malloc, lookup tables, enums, patterns' syntax, and
 * what makes items of every type unique.
 */
#include "decimal.h"
#include "hash.h"
#include "models.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char memory[1 << 16];

static bool is_special(int c) {
    return c < 0x20 || c >= 0x80 || c == '"' || c == '\\';
}

static bool is_blank(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Each byte at each place of a block, among others of all kinds. */
static void blocks_are_judged(void **state) {
    (void)state;
    static const char wide[] = "\xC3\xA4";
    assert_int_equal(swage_utf8_sequence(wide, wide + 2), 2);
    assert_int_equal(swage_utf8_sequence(wide, wide + 1), 0);
    static const char around[] = {'a', '"', ' ', '\x80', '\x21', '\x7F', '\x1F', '\n', '\xDC'};
    char text[PORT_BLOCK], back[PORT_BLOCK];
    for (size_t i = 0; i < sizeof around * PORT_BLOCK * 256; i++) {
        uint64_t special = 0, not_blank = 0;
        for (size_t at = 0; at < PORT_BLOCK; at++)
            text[at] = around[(i / PORT_BLOCK / 256 + (i & 1) * at) % sizeof around];
        text[i / 256 % PORT_BLOCK] = (char)(i % 256);
        for (size_t at = 0; at < PORT_BLOCK; at++) {
            special |= (uint64_t)is_special((unsigned char)text[at]) << at;
            not_blank |= (uint64_t)!is_blank((unsigned char)text[at]) << at;
        }
        assert_int_equal(port_special(port_load(text)), special);
        unsigned blanks = not_blank ? port_low_bit(not_blank) : (unsigned)PORT_BLOCK;
        assert_int_equal(port_blanks(text), blanks);
        port_store(back, port_load(text));
        assert_memory_equal(back, text, PORT_BLOCK);
    }
}

static void values_are_read(void **state) {
    static const char json[] = "{\"b\":true,\"i\":-5,\"u\":18446744073709551615,\"d\":0.5,"
                               "\"s\":\"x\",\"a\":[null,1e999]}";
    swage_value v;
    swage_arena arena;
    bool flag = false;
    int64_t integer = 0;
    uint64_t natural = 0;
    double number = 0;
    swage_str text;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_value_parse(&v, json, sizeof json - 1, NULL, &arena, NULL));
    assert_true(swage_value_get_bool(swage_value_member(&v, "b"), &flag) && flag);
    assert_true(swage_value_get_int64(swage_value_member(&v, "i"), &integer) && integer == -5);
    assert_true(swage_value_get_uint64(swage_value_member(&v, "u"), &natural) &&
                natural == UINT64_MAX);
    assert_true(swage_value_get_double(swage_value_member(&v, "d"), &number) && number == 0.5);
    assert_true(swage_value_get_str(swage_value_member(&v, "s"), &text) && text.len == 1);
    const swage_value *list = swage_value_member(&v, "a");
    assert_non_null(swage_value_item(list, 1));
    assert_null(swage_value_item(list, 2));
    assert_null(swage_value_item(&v, 0));
    assert_null(swage_value_member(list, "a"));
    assert_null(swage_value_member(&v, "none"));
    assert_false(swage_value_get_int64(swage_value_member(&v, "u"), &integer));
    assert_false(swage_value_get_int64(swage_value_member(&v, "d"), &integer));
    assert_false(swage_value_get_uint64(swage_value_member(&v, "i"), &natural));
    assert_false(swage_value_get_double(swage_value_item(list, 1), &number));
    assert_false(swage_value_get_double(list, &number));
    assert_false(swage_value_get_bool(list, &flag) || swage_value_get_str(list, &text));
    const swage_value *none = swage_value_item(swage_value_member(&v, "none"), 0);
    assert_false(swage_value_get_bool(none, &flag) || swage_value_get_str(none, &text));
    assert_false(swage_value_get_int64(swage_value_member(none, "i"), &integer));
    assert_false(swage_value_get_double(none, &number) || swage_value_get_uint64(none, &natural));
}

static void values_are_built(void **state) {
    swage_arena arena, none;
    swage_value items[7], list, copy;
    swage_member members[2];
    swage_error error;
    char text[256];
    double infinite = 1e308;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    swage_arena_init_fixed(&none, NULL, 0);
    items[0] = swage_value_null();
    items[1] = swage_value_bool(true);
    items[2] = swage_value_str(swage_text("x"));
    assert_true(swage_value_int64(&items[3], INT64_MIN, &arena));
    assert_true(swage_value_uint64(&items[4], UINT64_MAX, &arena));
    assert_true(swage_value_double(&items[5], 0.1, &arena));
    assert_false(swage_value_double(&items[6], infinite * 10, &arena));
    assert_false(swage_value_int64(&items[6], 1, &none));
    members[0] = (swage_member){swage_text("list"), swage_value_array(items, 6)};
    members[1] = (swage_member){swage_text("empty"), swage_value_object(NULL, 0)};
    list = swage_value_object(members, 2);
    assert_true(swage_value_write(&list, text, sizeof text, NULL, &error));
    assert_string_equal(text, "{\"list\":[null,true,\"x\",-9223372036854775808,"
                              "18446744073709551615,0.1],\"empty\":{}}");
    assert_true(swage_value_copy(&copy, &list, &arena, &error));
    assert_true(swage_value_equal(&copy, &list));
    swage_member turned[2] = {members[1], members[0]};
    copy = swage_value_object(turned, 2);
    assert_true(swage_value_equal(&copy, &list));
    turned[0].value = items[0];
    assert_false(swage_value_equal(&copy, &list));
    copy.kind = 99;
    assert_false(swage_validate_type(&any_type, &copy, &error));
    copy = swage_value_array(NULL, 3);
    assert_false(swage_validate_type(&any_type, &copy, &error));
    copy = swage_value_object(NULL, 3);
    assert_false(swage_validate_type(&any_type, &copy, &error));
    copy = (swage_value){SWAGE_KIND_NUMBER, 2, {.text = "1."}};
    assert_false(swage_validate_type(&any_type, &copy, &error));
}

static void numbers_are_equal_by_value(void **state) {
    static const char *const same[][2] = {
        {"1", "1.0"}, {"100", "1e2"}, {"0", "-0.0e5"}, {"12.50", "1250e-2"}, {"1e400", "10E399"}};
    static const char *const other[][2] = {
        {"1", "-1"}, {"1", "1.01"}, {"1e400", "1e401"}, {"12", "21"}};
    swage_arena arena;
    swage_value a, b;
    (void)state;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        swage_value_parse(&a, same[i][0], strlen(same[i][0]), NULL, &arena, NULL);
        swage_value_parse(&b, same[i][1], strlen(same[i][1]), NULL, &arena, NULL);
        assert_true(swage_value_equal(&a, &b));
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        swage_value_parse(&a, other[i][0], strlen(other[i][0]), NULL, &arena, NULL);
        swage_value_parse(&b, other[i][1], strlen(other[i][1]), NULL, &arena, NULL);
        assert_false(swage_value_equal(&a, &b));
    }
}

static void judge_expressions(const char *const *expressions, size_t count, bool are_good) {
    swage_rule rule = {SWAGE_RULE_FORMAT, {.format = SWAGE_FORMAT_REGEX}};
    swage_type type = {.kind = SWAGE_TYPE_STRING, .rule_count = 1, .rules = &rule};
    for (size_t i = 0; i < count; i++) {
        swage_str text = swage_text(expressions[i]);
        if (swage_validate_type(&type, &text, NULL) != are_good)
            fail_msg("%s: %s", are_good ? "refused" : "accepted", expressions[i]);
    }
}

static void patterns_are_judged(void **state) {
    static const char *const good[] = {"",
                                       "^a+$",
                                       "[a-z\\d_-]",
                                       "(?:a|b)*?",
                                       "a{2}",
                                       "a{2,}b{2,3}",
                                       "\\u00e4",
                                       "\\u{1F600}",
                                       "\\x41\\cA\\0",
                                       "(?<n>a)\\k<n>",
                                       "(a)\\1",
                                       "\\p{L}\\P{Lu}",
                                       "[^\\]]*",
                                       "a(?=b)(?!c)",
                                       "(?<=a)b(?<!c)",
                                       "\\bx\\B",
                                       "[\\b\\-]",
                                       "\\p{Script=Greek}",
                                       "[\xC3\xA4-\xC3\xBC]",
                                       "\\/\\.\\*",
                                       "."};
    static const char *const bad[] = {
        "(",        ")",           "[",      "a**",          "*",
        "a{2,1}",   "a{",          "\\",     "\\a",          "\\x4",
        "\\u12",    "\\u{110000}", "[b-a]",  "(?<n",         "(?<1>a)",
        "\\1",      "\\k<n>",      "\\p{}",  "\\p",          "]",
        "}",        "(?a)",        "^*",     "\\c1",         "\\01",
        "[\\d-z]",  "a{1",         "(?=a)*", "a(?<!b|(c))?", "((?:a)(?!b)+)",
        "[\\]-\\[]"};
    (void)state;
    judge_expressions(good, sizeof good / sizeof *good, true);
    judge_expressions(bad, sizeof bad / sizeof *bad, false);
}

/* Characters are known through their escapes: where ranges end, and what names are made of. */
static void escapes_in_patterns_are_read(void **state) {
    static const char *const good[] = {
        "[\\0-\\t\\v-\\r\\cA-\\cb\\x61-\\u0062\\--\\/]",
        "[\\uD83D\\uDE00-\\uD83D\\uDE01\\uDE00-\\u{1F600}]",
        "(?<\\u0061\\u{30}>a)\\k<a\\u0030>",
        "(?<a\\uD835\\uDCB3>a)",
    };
    static const char *const bad[] = {
        "[a-\\0]",         "[\\n-\\t]",     "[\\x62-a]",          "[a-\\b]",   "[\\cb-\\cA]",
        "[\\u{62}-\\x61]", "(?<\\u0030>a)", "[\\uDBFF\\uDFFF-a]", "(?<\\n>a)",
    };
    (void)state;
    judge_expressions(good, sizeof good / sizeof *good, true);
    judge_expressions(bad, sizeof bad / sizeof *bad, false);
}

static void enums_are_looked_up(void **state) {
    static const char *const texts[] = {"a",     "bc",       "def",         "ghij",
                                        "klmno", "pqrstuvw", "xyzxyzxyzxyz"};
    swage_enum_value values[7];
    uint16_t lookup[16] = {0};
    (void)state;
    for (uint16_t i = 0; i < 7; i++) {
        values[i] = (swage_enum_value){texts[i], (uint32_t)strlen(texts[i]), SWAGE_KIND_STRING};
        uint32_t slot = swage_name_hash(texts[i], strlen(texts[i]), 5) & 15;
        while (lookup[slot])
            slot = (slot + 1) & 15;
        lookup[slot] = (uint16_t)(i + 1);
    }
    swage_enum hashed = {.name = "E",
                         .count = 7,
                         .size = sizeof(color),
                         .values = values,
                         .code_offset = offsetof(color, code),
                         .text_offset = offsetof(color, text),
                         .lookup_seed = 5,
                         .lookup_bits = 4,
                         .lookup = lookup};
    swage_type type = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &hashed};
    swage_arena arena;
    color c;
    char json[32];
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    for (int i = 0; i < 7; i++) {
        int len = sprintf(json, "\"%s\"", texts[i]);
        assert_true(swage_parse_type(&type, &c, json, (size_t)len, NULL, &arena, NULL));
        assert_int_equal(c.code, i + 1);
        assert_int_equal(swage_enum_code(&hashed, texts[i], strlen(texts[i])), i + 1);
    }
    assert_true(swage_parse_type(&type, &c, "\"none\"", 6, NULL, &arena, NULL));
    assert_int_equal(c.code, 0);
    assert_int_equal(swage_enum_code(&color_enum, "x", 1), 0);
    assert_string_equal(swage_enum_text(&color_enum, COLOR_GREEN, swage_text("")).ptr, "green");
    assert_string_equal(swage_enum_text(&color_enum, 0, swage_text("own")).ptr, "own");
}

/* cat, its fields found by a table; and more fields than fit in a word of bits. */
static void fields_are_looked_up(void **state) {
    enum { MANY = 300 };
    static swage_field fields[MANY];
    static swage_opt_int64 out[MANY];
    static uint16_t lookup[1024];
    static char names[MANY][16], json[MANY * 24];
    char *at = json;
    swage_model model = {.name = "Many",
                         .size = sizeof out,
                         .align = 8,
                         .field_count = MANY,
                         .required_count = MANY,
                         .fields = fields,
                         .unknown_offset = SWAGE_NO_STATE,
                         .lookup_bits = 10,
                         .lookup = lookup};
    swage_arena arena;
    swage_error error;
    (void)state;
    *at++ = '{';
    for (int i = 0; i < MANY; i++) {
        int len = sprintf(names[i], "\"field%d\":", i);
        fields[i] = (swage_field){
            .name = names[i] + 1,
            .name_len = (uint32_t)len - 3,
            .offset = (uint32_t)((size_t)i * sizeof *out + offsetof(swage_opt_int64, value)),
            .state_offset = (uint32_t)((size_t)i * sizeof *out),
            .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED,
            .type = {.kind = SWAGE_TYPE_INT64}};
        uint32_t slot = swage_name_hash(names[i] + 1, (size_t)len - 3, 0) & 1023;
        while (lookup[slot])
            slot = (slot + 1) & 1023;
        lookup[slot] = (uint16_t)(i + 1);
    }
    for (int i = 0; i < MANY; i++)
        at += sprintf(at, "%s%d,", names[i * 7 % MANY], i);
    at[-1] = '}';
    for (int free_bytes = 0; free_bytes < 2; free_bytes++) {
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        if (!swage_parse(&model, out, json, (size_t)(at - json), NULL, &arena, &error))
            fail_msg("%s", swage_error_text(&error));
        assert_int_equal(out[7].value, 1);
    }
    assert_false(swage_parse(&model, out, "{\"field3\":1}", 12, NULL, &arena, &error));
    assert_int_equal(error.code, SWAGE_ERROR_REQUIRED);
}

/* What the element's kind needs in addition. */
static void give_detail(swage_element *element) {
    static const swage_element any_item = {{.kind = SWAGE_TYPE_INT64}, 8, 0, SWAGE_NO_STATE, NULL};
    static const swage_element any_entry = {{.kind = SWAGE_TYPE_INT64},
                                            sizeof(int_map_entry),
                                            offsetof(int_map_entry, value),
                                            SWAGE_NO_STATE,
                                            NULL};
    if (element->type.kind == SWAGE_TYPE_ENUM)
        element->type.of.enumeration = &color_enum;
    else if (element->type.kind == SWAGE_TYPE_UNION)
        element->type = thing_type;
    else if (element->type.kind == SWAGE_TYPE_MAP)
        element->type.of.element = &any_entry;
    else if (element->type.kind == SWAGE_TYPE_ARRAY)
        element->type.of.element = &any_item;
    else if (element->type.kind == SWAGE_TYPE_MODEL_POINTER)
        element->type.of.model = &node_model;
}

/* Lists of every type with and without an item that comes twice, of more items than are compared
   pair by pair. */
static void items_of_every_type_are_unique(void **state) {
    static const struct {
        int kind;
        const char *unique, *twice;
    } cases[] = {
        {SWAGE_TYPE_STRING, "\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"ghijklmnop\"", "\"c\""},
        {SWAGE_TYPE_INT32, "1,2,3,4,5,6,7", "4"},
        {SWAGE_TYPE_UINT64, "1,2,3,4,5,6,7", "7"},
        {SWAGE_TYPE_FLOAT, "1,2,3,4,5,6,0", "-0"},
        {SWAGE_TYPE_DOUBLE, "1,2,3,4,5,6,0.1", "1e-1"},
        {SWAGE_TYPE_DECIMAL, "1,2,3,4,5,6,1000", "1e3"},
        {SWAGE_TYPE_BYTES, "\"AAAA\",\"AAAB\",\"AAAC\",\"AAAD\",\"AAAE\",\"AAAF\",\"\"", "\"\""},
        {SWAGE_TYPE_DATE_TIME,
         "\"2020-01-01T00:00:00Z\",\"2020-01-02T00:00:00Z\",\"2020-01-03T00:00:00Z\","
         "\"2020-01-04T00:00:00Z\",\"2020-01-05T00:00:00Z\",\"2020-01-06T00:00:00Z\","
         "\"2020-01-06T00:00:00+01:00\"",
         "\"2020-01-06T00:00:00+01:00\""},
        {SWAGE_TYPE_VALUE, "1,\"1\",true,null,[],{},[1,{\"a\":1,\"b\":[2]}]",
         "[1.0,{\"b\":[2],\"a\":1}]"},
        {SWAGE_TYPE_ENUM, "\"red\",\"green\",7,true,\"x\",\"y\",\"z\"", "\"y\""},
        {SWAGE_TYPE_UNION, "1,1.5,\"a\",\"b\",[1],[2],{\"kind\":\"\"}", "{\"kind\":\"\"}"},
        {SWAGE_TYPE_MAP, "{},{\"a\":1},{\"b\":1},{\"c\":1},{\"d\":1},{\"e\":1},{\"a\":1,\"b\":2}",
         "{\"b\":2,\"a\":1}"},
        {SWAGE_TYPE_ARRAY, "[],[1],[2],[3],[4],[5],[1,2]", "[1,2]"},
        {SWAGE_TYPE_MODEL_POINTER,
         "{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},{\"name\":\"d\"},{\"name\":\"e\"},"
         "{\"name\":\"f\"},{\"name\":\"g\",\"u\":1}",
         "{\"u\":1,\"name\":\"g\"}"},
    };
    static const swage_rule unique[] = {{SWAGE_RULE_UNIQUE_ITEMS, {.natural = 1}}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        swage_element element = {{.kind = (uint8_t)cases[i].kind}, 64, 0, SWAGE_NO_STATE, NULL};
        swage_type type = {
            .kind = SWAGE_TYPE_ARRAY, .rule_count = 1, .rules = unique, .of.element = &element};
        give_detail(&element);
        swage_arena arena;
        swage_error error;
        char json[1024];
        ints list;
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        int len = sprintf(json, "[%s]", cases[i].unique);
        if (!swage_parse_type(&type, &list, json, (size_t)len, NULL, &arena, &error))
            fail_msg("%s: %s", json, swage_error_text(&error));
        len = sprintf(json, "[%s,%s]", cases[i].unique, cases[i].twice);
        if (swage_parse_type(&type, &list, json, (size_t)len, NULL, &arena, &error))
            fail_msg("not unique: %s", json);
        assert_int_equal(error.code, SWAGE_ERROR_CONSTRAINT);
    }
}

static void arenas_grow(void **state) {
    swage_arena arena;
    (void)state;
#ifndef SWAGE_NO_MALLOC
    swage_arena_init(&arena);
    for (size_t i = 1; i < 3000; i++) {
        char *bytes = swage_arena_alloc(&arena, i, 16);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        memset(bytes, 1, i);
    }
    size_t used = arena.used;
    swage_arena_reset(&arena);
    for (size_t i = 1; i < 3000; i++)
        assert_non_null(swage_arena_alloc(&arena, i, 1));
    assert_int_equal(arena.used, used);
    swage_arena_reset(&arena);
    assert_non_null(swage_arena_alloc(&arena, 1 << 23, 1));
    assert_null(SWAGE_NEW(&arena, swage_str, SIZE_MAX / 2));
    swage_arena_free(&arena);
    assert_int_equal(arena.used, 0);
    assert_non_null(SWAGE_NEW(&arena, int, 3));
    swage_arena_free(&arena);
    swage_arena_init_limited(&arena, 100);
    assert_null(swage_arena_alloc(&arena, 100, 1));
    swage_arena_free(&arena);
#else
    swage_arena_init(&arena);
    assert_null(swage_arena_alloc(&arena, 1, 1));
#endif
    swage_arena_init_fixed(&arena, memory, 64);
    assert_non_null(swage_arena_alloc(&arena, 64, 1));
    assert_null(swage_arena_alloc(&arena, 1, 1));
    swage_arena_free(&arena);
    assert_non_null(swage_arena_alloc(&arena, 64, 1));
}

static void texts_are_named(void **state) {
    swage_error error;
    char bytes[4];
    (void)state;
    memset(&error, 0, sizeof error);
    error.code = SWAGE_ERROR_NO_MEMORY;
    assert_string_equal(swage_error_text(&error), "no-memory");
    assert_string_equal(swage_error_code_name(SWAGE_OK), "ok");
    assert_string_equal(swage_error_code_name((swage_error_code)999), "unknown");
    assert_string_equal(swage_version(), SWAGE_RUNTIME_VERSION);
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x1000 ? 1 : 77) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        size_t n = swage_utf8_put(bytes, c);
        const char *at = bytes;
        assert_int_equal(swage_utf8_valid(bytes, n), n);
        assert_int_equal(swage_utf8_count(bytes, n), 1);
        assert_int_equal(swage_utf8_next(&at), c);
        assert_ptr_equal(at, bytes + n);
        assert_true(n == 1 || swage_utf8_valid(bytes, n - 1) == 0);
    }
    assert_int_equal(swage_utf8_valid("abcdefgh\xC3\xA4", 10), 10);
}

static void multiples_are_exact(void **state) {
    static const struct {
        const char *value, *divisor;
        bool fits;
    } cases[] = {
        {"3703703670370370367036", "1234567890123456789012", true},
        {"3703703670370370367037", "1234567890123456789012", false},
        {"-0.3703703670370370367036", "0.1234567890123456789012", true},
        {"0.37037036703703703670361", "0.1234567890123456789012", false},
        {"370370367037037036703.6", "0.1234567890123456789012", true},
        {"1e70", "1180591620717411303424", true}, /* 2^70 */
        {"1e69", "1180591620717411303424", false},
        {"1e999999999999", "1180591620717411303424", true},
        {"3e999999999999", "1180591620717411303427", false},
        {"0", "1234567890123456789012", true},
        {"1234567890123456789011", "1234567890123456789012", false},
        {"9.99", "0.01", true},
        {"9.995", "0.01", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        decimal value, divisor;
        swage_decimal_take_apart(&value, cases[i].value, strlen(cases[i].value));
        swage_decimal_take_apart(&divisor, cases[i].divisor, strlen(cases[i].divisor));
        if (swage_decimal_is_multiple(&value, &divisor) != cases[i].fits)
            fail_msg("%s by %s", cases[i].value, cases[i].divisor);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(multiples_are_exact),
        cmocka_unit_test(blocks_are_judged),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(values_are_built),
        cmocka_unit_test(numbers_are_equal_by_value),
        cmocka_unit_test(patterns_are_judged),
        cmocka_unit_test(escapes_in_patterns_are_read),
        cmocka_unit_test(enums_are_looked_up),
        cmocka_unit_test(fields_are_looked_up),
        cmocka_unit_test(items_of_every_type_are_unique),
        cmocka_unit_test(arenas_grow),
        cmocka_unit_test(texts_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
