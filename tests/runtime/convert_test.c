/*
 * Moments against the C library's calendar, over all years; decimals as numbers.
 */
#define _DEFAULT_SOURCE /* timegm */
#include "models.h"

#include <swage/convert.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Years 0000 and 9999, or what a time_t of 32 bits has of them. */
static const int64_t least = sizeof(time_t) < 8 ? INT32_MIN : -62167219200;
static const int64_t most = sizeof(time_t) < 8 ? INT32_MAX : 253402300799;

/* An instant is what the C library says of it, as text and as a moment, there and back. */
static void check(int64_t seconds, long nanosecond) {
    struct timespec in = {(time_t)seconds, nanosecond}, out = {0, 0};
    time_t time = (time_t)seconds;
    struct tm tm = *gmtime(&time);
    char text[40], expected[80];
    swage_date_time t;
    assert_true(swage_date_time_from_timespec(&t, in));
    assert_true(t.year == tm.tm_year + 1900 && t.month == tm.tm_mon + 1 && t.day == tm.tm_mday);
    assert_true(t.hour == tm.tm_hour && t.minute == tm.tm_min && t.second == tm.tm_sec);
    assert_true(timegm(&tm) == time);
    assert_true(swage_date_time_to_timespec(&t, &out));
    assert_true(out.tv_sec == in.tv_sec && out.tv_nsec == in.tv_nsec);
    int len = sprintf(expected, "%04d-%02d-%02dT%02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1,
                      tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    if (nanosecond) {
        len += sprintf(expected + len, ".%09ld", nanosecond);
        while (expected[len - 1] == '0')
            len--;
    }
    strcpy(expected + len, "Z");
    assert_int_equal(swage_timespec_write(in, text), len + 1);
    assert_string_equal(text, expected);
    assert_true(swage_timespec_parse(&out, swage_text(text)));
    assert_true(out.tv_sec == in.tv_sec && out.tv_nsec == in.tv_nsec);
}

static void instants_there_and_back(void **state) {
    uint64_t seed = 7;
    (void)state;
    check(least, 0);
    check(most, 999999999);
    check(0, 0);
    check(-1, 1);
    check(951782400, 500000000); /* a leap day */
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        int64_t seconds = least + (int64_t)((seed >> 20) % (uint64_t)(most - least + 1));
        static const long scales[] = {0, 1, 1000, 1000000, 10000000};
        check(seconds, (long)(seed % 100) * scales[i % 5] % 1000000000);
    }
    for (int64_t day = least; day < most; day += 86400 * 13)
        check(day, 0);
}

static void texts_are_instants(void **state) {
    static const struct {
        const char *text;
        int64_t seconds;
        long nanosecond;
    } cases[] = {
        {"1970-01-01T00:00:00Z", 0, 0},
        {"1970-01-01T01:00:00+01:00", 0, 0},
        {"1969-12-31T23:00:00-01:00", 0, 0},
        {"1970-01-01T00:00:00-00:00", 0, 0},
        {"1970-01-01", 0, 0},
        {"2024-02-29", 1709164800, 0},
        {"2016-12-31T23:59:60Z", 1483228800, 0}, /* the next day's first second */
        {"2016-12-31T23:59:60.5Z", 1483228800, 500000000},
        {"1990-12-31T15:59:60-08:00", 662688000, 0},
        {"0000-01-01T00:00:00+23:59", -62167219200 - 86340, 0},
        {"1970-01-01T00:00:00.1234567899999Z", 0, 123456789},
    };
    static const char *const wrong[] = {"",
                                        "1970",
                                        "1970-01-01T",
                                        "1970-13-01",
                                        "1970-01-01x",
                                        "2023-02-29T00:00:00Z",
                                        "2016-06-30T12:59:60Z"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct timespec t = {1, 1};
        bool fits = cases[i].seconds >= least || sizeof(time_t) == 8;
        assert_int_equal(swage_timespec_parse(&t, swage_text(cases[i].text)), fits);
        if (!fits)
            continue;
        assert_true(t.tv_sec == (time_t)cases[i].seconds && t.tv_nsec == cases[i].nanosecond);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct timespec t = {1, 1};
        assert_false(swage_timespec_parse(&t, swage_text(wrong[i])));
        assert_true(t.tv_sec == 1 && t.tv_nsec == 1);
    }
    assert_false(swage_timespec_parse(NULL, swage_text(NULL)));
}

static void what_is_out_of_range(void **state) {
    struct timespec cases[] = {
        {(time_t)(least - 1), 0}, {(time_t)(most + 1), 0}, {0, -1}, {0, 1000000000}};
    swage_date_time t = {.year = -1, .month = 1, .day = 1};
    char text[40];
    (void)state;
    for (size_t i = sizeof(time_t) < 8 ? 2 : 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(swage_date_time_from_timespec(&t, cases[i]));
        assert_int_equal(swage_timespec_write(cases[i], text), 0);
        assert_string_equal(text, "");
    }
    assert_false(swage_date_time_to_timespec(&t, cases));
    assert_int_equal(t.year, -1);
}

static void decimals_are_numbers(void **state) {
    swage_arena arena;
    char room[128];
    swage_decimal d = {"1.50", 4}, whole = {"12e2", 4}, none = {NULL, 0}, wrong = {"1x", 2};
    int64_t integer = 0;
    uint64_t natural = 0;
    double number = 0;
    (void)state;
    assert_true(swage_decimal_get_double(d, &number) && number == 1.5);
    assert_false(swage_decimal_get_int64(d, &integer));
    assert_true(swage_decimal_get_int64(whole, &integer) && integer == 1200);
    assert_true(swage_decimal_get_uint64(whole, &natural) && natural == 1200);
    assert_false(swage_decimal_get_int64(none, &integer) ||
                 swage_decimal_get_double(wrong, &number));
    swage_arena_init_fixed(&arena, room, sizeof room);
    assert_true(swage_decimal_int64(&d, INT64_MIN, &arena));
    assert_string_equal(d.ptr, "-9223372036854775808");
    assert_true(swage_decimal_double(&d, 0.1, &arena));
    assert_string_equal(d.ptr, "0.1");
    assert_false(swage_decimal_double(&d, strtod("inf", NULL), &arena));
    swage_arena_init_fixed(&arena, room, 0);
    assert_false(swage_decimal_int64(&d, 1, &arena));
    assert_string_equal(d.ptr, "0.1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_there_and_back),
        cmocka_unit_test(texts_are_instants),
        cmocka_unit_test(what_is_out_of_range),
        cmocka_unit_test(decimals_are_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
