/*
 * Numbers taken from text the quick way, held to the way that knows all of them: they are taken
 * with the same end and value, or left. NUMBERS in the environment is how many random ones
 * (100,000).
 */
#include "int_take.h"
#include "number.h"
#include "number_quick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <swage/fast.h>

#include <cmocka.h>

enum { PADDING = 64, MAX_TEXT = 64 };

static uint64_t random_state = 6364136223846793005U;
static long taken;

static uint64_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static long rounds(void) {
    const char *text = getenv("NUMBERS");
    return text ? atol(text) : 100000;
}

/* The text, then what stands behind it up to the end of the document. */
static void check(const char *text, char behind) {
    char document[MAX_TEXT + PADDING];
    size_t len = strlen(text);
    memcpy(document, text, len);
    memset(document + len, behind, sizeof document - len);
    swage_parser p = {.end = document + sizeof document};
    const char *stuck;
    number n;
    bool range;
    const char *end = swage_number_scan(document, p.end, &n, &stuck);
    double real = 0;
    int64_t integer = 0, exact;
    const char *real_end = swage_take_double(&p, document, &real);
    const char *integer_end = take_int64(&p, document, &integer);
    if (real_end) {
        double judge = end ? swage_number_to_double(&n) : 0;
        if (real_end != end || memcmp(&judge, &real, sizeof real) != 0)
            fail_msg("'%s' is taken for %a, not %a", text, real, judge);
    }
    if (integer_end &&
        (integer_end != end || !swage_number_to_int64(&n, &exact, &range) || exact != integer))
        fail_msg("'%s' is taken for %lld", text, (long long)integer);
    taken += real_end != NULL;
}

static void digits_to(char *text, int count) {
    for (int i = 0; i < count; i++)
        text[i] = (char)('0' + next_random() % 10);
    text[count] = '\0';
}

static void all_short_texts(void **state) {
    static const char letters[] = "-0159.eE+, ]:\x80";
    enum { LETTERS = sizeof letters - 1, LENGTH = 5 };
    (void)state;
    for (long code = 0; code < (long)LETTERS * LETTERS * LETTERS * LETTERS * LETTERS; code++) {
        char text[LENGTH + 1] = {0};
        long rest = code;
        for (int i = 0; i < LENGTH; i++, rest /= LETTERS)
            text[i] = letters[rest % LETTERS];
        check(text, ']');
    }
}

/* Digits before and behind the point, of each count. */
static void all_lengths(void **state) {
    (void)state;
    for (int whole = 1; whole < 22; whole++)
        for (int fraction = 0; fraction < 30; fraction++)
            for (int i = 0; i < 40; i++) {
                char text[MAX_TEXT] = "-";
                digits_to(text + 1, whole);
                strcat(text, fraction ? "." : "");
                digits_to(text + strlen(text), fraction);
                check(text + i % 2, "] ,}x\n"[i % 6]);
            }
}

static void random_ones(void **state) {
    (void)state;
    taken = 0;
    for (long i = rounds(); i > 0; i--) {
        char text[MAX_TEXT];
        double value = (double)(int64_t)next_random() / 9223372036854775808.0 * 1000;
        snprintf(text, sizeof text, "%.*g", 15 + (int)(i % 3), value);
        check(text, ',');
        snprintf(text, sizeof text, "%.*f", (int)(i % 17), value);
        check(text, ',');
        snprintf(text, sizeof text, "%.16f",
                 (double)(i % 1000000) / 1024); /* no rounding: as it is */
        check(text, ',');
    }
    if (!PORT_SMALL) /* but for %g's exponents and what has 18 digits or more, it takes them all */
        assert_true(taken > rounds() * 5 / 2);
}

/* The decimals next to the middle of two doubles: the hardest to decide. */
static void near_the_middle(void **state) {
    (void)state;
    for (long i = rounds(); i > 0; i--) {
        char text[MAX_TEXT];
        double value = (double)(next_random() >> 11) / (double)((uint64_t)1 << (44 + i % 20));
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        bits++;
        double next;
        memcpy(&next, &bits, sizeof next);
        snprintf(text, sizeof text, "%.*Lf", 13 + (int)(i % 4), ((long double)value + next) / 2);
        check(text, '}');
    }
}

/* Nothing is read behind the end: what is close to it is left to others. */
static void ends_are_kept(void **state) {
    (void)state;
    static const char text[] = "-123.4567890123456,";
    for (size_t len = 1; len < sizeof text; len++) {
        char *exact = malloc(len);
        double value;
        int64_t integer;
        assert_non_null(exact);
        memcpy(exact, text, len);
        swage_parser p = {.end = exact + len};
        assert_null(swage_take_double(&p, exact, &value));
        assert_null(take_int64(&p, exact, &integer));
        free(exact);
    }
}

/* Arrays: how many are taken, and what stands behind the last. */
static void arrays_are_taken(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        char behind; /* 0: the array is left */
    } cases[] = {{"[1.5,-2,0.25]", 3, ']'},
                 {"[ 1.5,\n\t-2 , 3]", 2, ' '},
                 {"[7]", 1, ']'},
                 {"[]", 0, 0},
                 {"[1,2,3,4,5]", 0, 0},
                 {"[1,]", 0, 0},
                 {"[1,\x80"
                  "2]",
                  0, 0},
                 {"[1,\x01"
                  "2]",
                  0, 0},
                 {"[1.5.2]", 0, 0},
                 {"[1,null]", 0, 0},
                 {"[-.5]", 0, 0},
                 {"[01.5]", 0, 0}};
    if (PORT_SMALL)
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[MAX_TEXT + PADDING];
        double items[4], first = 0;
        size_t count = 0, len = strlen(cases[i].text);
        memset(document, ' ', sizeof document);
        memcpy(document, cases[i].text, len);
        swage_parser p = {.end = document + sizeof document};
        const char *behind = swage_take_doubles(&p, document, items, 4, &count);
        if ((behind ? *behind : 0) != cases[i].behind || count != cases[i].count)
            fail_msg("%s: %zu are taken", cases[i].text, count);
        if (behind && swage_take_double(&p, document + 1 + (document[1] == ' '), &first))
            assert_memory_equal(&first, items, sizeof first);
        p.end = document + len;
        assert_null(swage_take_doubles(&p, document, items, 4, &count));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_short_texts), cmocka_unit_test(all_lengths),
        cmocka_unit_test(random_ones),     cmocka_unit_test(near_the_middle),
        cmocka_unit_test(ends_are_kept),   cmocka_unit_test(arrays_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
