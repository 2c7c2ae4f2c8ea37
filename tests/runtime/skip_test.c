/*
 * Members that nobody keeps are checked as strictly as those that are kept: the same documents,
 * each of their bytes being any other or none, are refused for the same error at the same place.
 */
#include "models.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 1500, PADDING = 300, BLOCK = 64 };

/* Values without members of nearly the same name, so that no other byte makes two of them equal. */
static const char *const values[] = {
    "{\"a\": [1, -2, 0, 30.5, -0.25, 1e5, 12345678901234567, 0.12345678901234567], \"bcd\": {}}",
    "[\n    {\"t\": true,\n     \"ff\": false},\n    [null, [], [[ ]], { }]\n  , \"\"]",
    "\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\uD7fF \\uE000 \\ud83d\\uDE00 and a text of more "
    "than a block\"",
    "\"caf\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC \xED\x9F\xBF \xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF, "
    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE6\x97\xA5\xE6\x9C"
    "\xAC\"",
    "-1234567890123456789012345678901234567890.5",
    "{\"b\" : [ {} , 1e5 , -2E-7,3.5e+10\t,\r\n true ] , \"c\" :{\"d\":[[],{\"e\":null}]} }",
    "[\"a text that no block of sixty-four bytes holds, \\\\ with \xC3\xA9 and \\\" and "
    "\\ud83d\\uDE00 in it\",\"\"]",
};

/* What may be where it must not. */
static const char strange[] = "\"\\{}[]:, \n\t\x01\x1F\x7F\x80\xC3\xE0\xF4\xFFtfnue019-+.xaA/";

/* The outcome of a parse: of what nobody keeps there is nothing in it. */
typedef struct outcome {
    bool accepted, named;
    swage_error error;
} outcome;

static outcome parse(const swage_model *model, const char *text, size_t len, bool drop, bool insitu,
                     unsigned max_depth) {
    static char memory[1 << 16];
    char *exact = malloc(len); /* nothing behind it may be read */
    memcpy(exact, text, len);
    swage_parse_options options = {.unknown = drop ? SWAGE_DROP_UNKNOWN : SWAGE_KEEP_UNKNOWN,
                                   .max_depth = max_depth};
    outcome o;
    node out;
    swage_arena arena;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    if (insitu)
        o.accepted = swage_parse_insitu(model, &out, exact, len, &options, &arena, &o.error);
    else
        o.accepted = swage_parse(model, &out, exact, len, &options, &arena, &o.error);
    o.named = o.accepted && out.name.len == 1 && *out.name.ptr == 'n';
    free(exact);
    return o;
}

static void must_be_same(const char *text, size_t len, outcome a, outcome b) {
    if (a.accepted != b.accepted || a.named != b.named || a.error.code != b.error.code ||
        a.error.line != b.error.line || a.error.column != b.error.column)
        fail_msg("%.*s\ndropped: %d, %u:%u: %s\nkept: %d, %u:%u: %s", (int)len, text, a.accepted,
                 (unsigned)a.error.line, (unsigned)a.error.column, a.error.message, b.accepted,
                 (unsigned)b.error.line, (unsigned)b.error.column, b.error.message);
}

/* A model that counts its members: each is skipped by itself. */
static swage_model counting(void) {
    static const swage_rule rule = {SWAGE_RULE_MIN_PROPERTIES, {.natural = 1}};
    swage_model model = node_model;
    model.rule_count = 1;
    model.rules = &rule;
    return model;
}

/* Whether the text is accepted, with its member dropped as well as with it kept. */
static bool check_depth(const char *text, size_t len, unsigned max_depth) {
    const swage_model counts = counting();
    outcome kept = parse(&node_model, text, len, false, false, max_depth);
    must_be_same(text, len, parse(&node_model, text, len, true, false, max_depth), kept);
    must_be_same(text, len, parse(&node_model, text, len, true, true, max_depth), kept);
    must_be_same(text, len, parse(&counts, text, len, true, false, max_depth), kept);
    return kept.accepted;
}

static bool check(const char *text, size_t len) {
    return check_depth(text, len, 0);
}

/* A document with the value, and so many bytes behind it. */
static size_t make(char *text, const char *value, size_t len, int padding) {
    size_t at = (size_t)sprintf(text, "{\"name\":\"n\",\"x\":");
    memcpy(text + at, value, len);
    at += len;
    return at + (size_t)sprintf(text + at, ",\"other\":\"%*s\"}", padding, "");
}

/* The same with so many blanks before the value, and the fields behind it. */
static size_t make_shifted(char *text, const char *value, size_t len, int shift) {
    size_t at = (size_t)sprintf(text, "{\"x\":%*s", shift, "");
    memcpy(text + at, value, len);
    at += len;
    return at + (size_t)sprintf(text + at,
                                ", \"namf\":[],\"\":{},\"n\\u0061me\" : \"n\",\"y\":[1],\n"
                                "\"next\":null,\"a name that is as long as no other, and longer "
                                "than two blocks\":-0,\"other\":\"%*s\"}",
                                PADDING, "");
}

static void any_byte_is_any_other(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        size_t len = strlen(values[v]);
        memcpy(value, values[v], len);
        for (size_t i = 0; i < len; i++) {
            for (int byte = 0; byte < 256; byte++) {
                if (!in_sample())
                    continue;
                value[i] = (char)byte;
                check(text, make(text, value, len, PADDING));
            }
            value[i] = values[v][i];
        }
    }
}

static void values_are_anywhere_in_blocks(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        for (int shift = 0; shift < BLOCK; shift++) {
            size_t len = strlen(values[v]);
            memcpy(value, values[v], len);
            assert_true(check(text, make_shifted(text, value, len, shift)));
            for (size_t i = 0; i < len; i++) {
                if (!in_sample())
                    continue;
                value[i] = strange[(i * 7 + (size_t)shift * 3) % (sizeof strange - 1)];
                check(text, make_shifted(text, value, len, shift));
                value[i] = strange[(i * 7 + (size_t)shift * 3 + BLOCK / 2) % (sizeof strange - 1)];
                check(text, make_shifted(text, value, len, shift));
                value[i] = values[v][i];
            }
        }
}

/* All that three tokens can be, in an object and in an array, at the border of two blocks. */
static void tokens_are_in_any_order(void **state) {
    (void)state;
    static const char *const tokens[] = {"{", "}", "[",    "]",  ":", ",",  "\"a\"", "\"b\":",
                                         "1", "-", "true", "0 ", "",  "[]", "{}",    "\"c\":{"};
    enum { COUNT = sizeof tokens / sizeof *tokens };
    char text[LONGEST], value[LONGEST];
    for (int i = 0; i < 2 * COUNT * COUNT * COUNT; i++)
        for (int shift = 50; shift < BLOCK; shift++) {
            if (!in_sample())
                continue;
            bool object = i % 2;
            int n = sprintf(value, object ? "{\"q\":0%s%s%s}" : "[0%s%s%s]", tokens[i / 2 % COUNT],
                            tokens[i / 2 / COUNT % COUNT], tokens[i / 2 / COUNT / COUNT]);
            check(text, make_shifted(text, value, (size_t)n, shift));
        }
}

/* Names of fields among others are found, wherever they are in blocks, and with escapes. */
static void fields_are_found(void **state) {
    (void)state;
    static const char *const names[] = {"name", "n\\u0061me", "\\u006eame", "nam\\u0065"};
    char text[LONGEST];
    for (int shift = 0; shift < 3 * BLOCK; shift++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            int len = sprintf(text, "{\"%0*d\":[],\"other\":1,\"%s\":\"n\",\"x\":\"%*s\"}", shift,
                              7, names[i], PADDING, "");
            outcome o = parse(&node_model, text, (size_t)len, true, false, 0);
            assert_true(o.accepted && o.named && check(text, (size_t)len));
        }
}

static void any_byte_is_missing(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        size_t len = strlen(values[v]);
        for (size_t i = 0; i < len; i++) {
            memcpy(value, values[v], i);
            memcpy(value + i, values[v] + i + 1, len - i - 1);
            check(text, make(text, value, len - 1, PADDING));
        }
    }
}

static void the_end_is_at_any_place(void **state) {
    (void)state;
    char text[LONGEST];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        for (int padding = 0; padding < PADDING; padding++) {
            size_t len = make(text, values[v], strlen(values[v]), padding);
            assert_true(check(text, len));
            assert_false(check(text, len - (size_t)padding - 1));
        }
}

/* What must not be told by one block alone. */
static void faults_are_anywhere_in_blocks(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "[\"\\\\\"x\"]",
        "[\"\\\\\\\\\"x\"]",
        "[\"\\\"]",
        "[                    1,          "
        "                                                                         ]",
        "{            \"a\":           "
        "                                                                         }",
        "[\"            \xC3                                                                    "
        "\"]",
        "[\"                                                                \t                 \"]",
        "[\"\\ud83d\\ud83d\"]",
        "[12345678901234567890123456789012345678901234567890123456789012345678901234567890x]",
        "[1e]",
        "[1.e5]",
        "[1e5.0]",
        "[nulll]",
        "[\"a\" \"b\"]",
        "{\"a\":1 \"b\":2}",
        "[1}",
        "{\"a\":1]",
    };
    char text[LONGEST];
    for (size_t v = 0; v < sizeof wrong / sizeof *wrong; v++)
        for (int shift = 0; shift < BLOCK; shift++)
            assert_false(check(text, make_shifted(text, wrong[v], strlen(wrong[v]), shift)));
}

/* Nested up to the limit, and beyond it. */
static void nesting_is_limited(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (unsigned depth = 1; depth < 140; depth++) {
        memset(value, '[', depth);
        memset(value + depth, ']', depth);
        size_t len = make(text, value, 2 * depth, PADDING);
        assert_int_equal(check(text, len), depth < 128);
        for (unsigned limit = 1; limit < 80; limit++)
            assert_int_equal(check_depth(text, len, limit), depth < limit);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_byte_is_any_other),
        cmocka_unit_test(values_are_anywhere_in_blocks),
        cmocka_unit_test(tokens_are_in_any_order),
        cmocka_unit_test(fields_are_found),
        cmocka_unit_test(faults_are_anywhere_in_blocks),
        cmocka_unit_test(any_byte_is_missing),
        cmocka_unit_test(the_end_is_at_any_place),
        cmocka_unit_test(nesting_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
