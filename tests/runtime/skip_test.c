/*
 * Members that nobody keeps are checked as strictly as those that are kept: the same documents,
 * each of their bytes being any other or none, are refused for the same error at the same place.
 */
#include "models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 1000, PADDING = 300 };

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
};

/* Whether the text is accepted, with its member dropped as well as with it kept. */
static bool check(const char *text, size_t len) {
    char *exact = malloc(len); /* nothing behind it may be read */
    memcpy(exact, text, len);
    swage_parse_options drop = {.unknown = SWAGE_DROP_UNKNOWN};
    swage_error dropped, kept;
    node out;
    static char memory[1 << 16];
    swage_arena arena;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool accepted = swage_parse(&node_model, &out, exact, len, &drop, &arena, &dropped);
    bool expected = swage_parse(&node_model, &out, exact, len, NULL, &arena, &kept);
    if (accepted != expected || dropped.code != kept.code || dropped.line != kept.line ||
        dropped.column != kept.column)
        fail_msg("%.*s\ndropped: %d, %u:%u: %s\nkept: %d, %u:%u: %s", (int)len, text, accepted,
                 (unsigned)dropped.line, (unsigned)dropped.column, dropped.message, expected,
                 (unsigned)kept.line, (unsigned)kept.column, kept.message);
    free(exact);
    return accepted;
}

/* A document with the value, and so many bytes behind it. */
static size_t make(char *text, const char *value, size_t len, int padding) {
    size_t at = (size_t)sprintf(text, "{\"name\":\"n\",\"x\":");
    memcpy(text + at, value, len);
    at += len;
    return at + (size_t)sprintf(text + at, ",\"other\":\"%*s\"}", padding, "");
}

static void any_byte_is_any_other(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        size_t len = strlen(values[v]);
        memcpy(value, values[v], len);
        for (size_t i = 0; i < len; i++) {
            for (int byte = 0; byte < 256; byte++) {
                value[i] = (char)byte;
                check(text, make(text, value, len, PADDING));
            }
            value[i] = values[v][i];
        }
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

/* Nested up to the limit, and beyond it. */
static void nesting_is_limited(void **state) {
    (void)state;
    char text[LONGEST], value[LONGEST];
    for (unsigned depth = 1; depth < 140; depth++) {
        memset(value, '[', depth);
        memset(value + depth, ']', depth);
        assert_int_equal(check(text, make(text, value, 2 * depth, PADDING)), depth < 128);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_byte_is_any_other),
        cmocka_unit_test(any_byte_is_missing),
        cmocka_unit_test(the_end_is_at_any_place),
        cmocka_unit_test(nesting_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
