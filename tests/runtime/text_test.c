/*
 * Text as it is written, by blocks, against a plain loop over characters: each kind of character
 * and of malformed sequence at each place of a block, and lengths around those of blocks.
 */
#include "utf8.h"
#include "sample.h"

#include <swage/runtime.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LONGEST = 100 };

static uint64_t seed = 1;

static unsigned roll(unsigned sides) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % sides;
}

/* The JSON of a text; its length, 0 when it is not well-formed. */
static size_t plainly(char *to, const char *text, size_t len) {
    static const char *const escapes[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f",
        ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\"};
    char *at = to;
    *at++ = '"';
    for (const char *from = text; from < text + len;) {
        unsigned char c = (unsigned char)*from;
        size_t n = swage_utf8_sequence(from, text + len);
        if (n == 0)
            return 0;
        if (c < sizeof escapes / sizeof *escapes && escapes[c]) {
            at += sprintf(at, "%s", escapes[c]);
        } else if (c < 0x20) {
            at += sprintf(at, "\\u%04x", c);
        } else {
            memcpy(at, from, n);
            at += n;
        }
        from += n;
    }
    *at++ = '"';
    return (size_t)(at - to);
}

/* Writes a copy of the text behind which nothing may be read, into just the room that it takes. */
static void check(const char *text, size_t len) {
    static char expected[LONGEST * 6 + 3];
    size_t needed = plainly(expected, text, len);
    char *copy = malloc(len ? len : 1), *out = malloc(needed + 1);
    memcpy(copy, text, len);
    swage_value value = {.kind = SWAGE_KIND_STRING, .count = (uint32_t)len, .as.text = copy};
    swage_error error;
    assert_int_equal(swage_value_write(&value, out, needed + 1, NULL, &error), needed);
    assert_int_equal(error.code, needed ? SWAGE_OK : SWAGE_ERROR_UTF8);
    if (needed)
        assert_memory_equal(out, expected, needed);
    free(out);
    if (needed) {
        out = malloc(needed + 2000); /* with room to spare, all is written at once */
        assert_int_equal(swage_value_write(&value, out, needed + 2000, NULL, NULL), needed);
        assert_memory_equal(out, expected, needed);
        free(out);
    }
    free(copy);
}

static void sequences_are_told_at_every_place(void **state) {
    static const unsigned char odd[] = {0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                        0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
                                        0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF, '"',  '\n'};
    enum { ODD = sizeof odd };
    char text[LONGEST];
    (void)state;
    for (unsigned i = 0; i < ODD * ODD * ODD * ODD; i++) {
        size_t len = 4 + roll(LONGEST - 4), place = roll((unsigned)len - 3);
        memset(text, 'x', len);
        if (roll(2) &&
            len > 2) /* so that the way for characters above ASCII is taken from the start */
            memcpy(text, "\xC3\xA9", 2);
        text[place] = (char)odd[i % ODD];
        text[place + 1] = (char)odd[i / ODD % ODD];
        text[place + 2] = (char)odd[i / ODD / ODD % ODD];
        text[place + 3] = (char)odd[i / ODD / ODD / ODD];
        if (in_sample())
            check(text, len);
    }
}

static void texts_of_all_lengths_are_written(void **state) {
    static const char *const parts[] = {
        "a",  "plain", "\xC3\xA9",     "\xE7\xBE\x8E", "\xF0\x9F\x98\x80",
        "\n", "\"",    "\xE3\x81\x82", "\x01",         "\\"};
    char text[LONGEST + 8];
    (void)state;
    for (int i = 0; i < 100000; i++) {
        size_t len = 0, most = roll(LONGEST - 4);
        unsigned kinds = 1 + roll(10), first = roll(10);
        while (len < most) {
            const char *part = parts[(first + roll(kinds)) % 10];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        if (in_sample())
            check(text, len < LONGEST ? len : LONGEST);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_are_told_at_every_place),
        cmocka_unit_test(texts_of_all_lengths_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
