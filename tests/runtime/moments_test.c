/*
 * What is checked by words and sets (dates, times, UUIDs, host names) against the plain rules, a
 * byte at a time: valid texts with every byte made every other, and with any two of them changed.
 */
#include "formats.h"
#include "sample.h"

#include <swage/runtime.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAX_TEXT = 64 };

/* A text being read by the plain rules. */
typedef struct reader {
    const char *at, *end;
} reader;

static bool take(reader *r, char c) {
    bool there = r->at < r->end && *r->at == c;
    r->at += there;
    return there;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Exactly so many digits; -1 when there are fewer. */
static int number(reader *r, int digits) {
    int value = 0;
    for (; digits > 0; digits--, r->at++) {
        if (r->at == r->end || !is_digit(*r->at))
            return -1;
        value = value * 10 + (*r->at - '0');
    }
    return value;
}

/* RFC 3339, section 5.6: full-date. */
static bool plain_date(reader *r, swage_date_time *out) {
    int year = number(r, 4);
    bool dash = take(r, '-');
    int month = dash ? number(r, 2) : -1;
    dash = dash && take(r, '-');
    int day = dash ? number(r, 2) : -1, days = 31;
    if (year < 0 || month < 1 || month > 12 || day < 1)
        return false;
    if (month == 4 || month == 6 || month == 9 || month == 11)
        days = 30;
    if (month == 2)
        days = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    out->year = (int16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    return day <= days;
}

static bool plain_zone(reader *r, swage_date_time *out) {
    out->offset_minutes = 0;
    out->zone = SWAGE_ZONE_UTC;
    if (take(r, 'Z') || take(r, 'z'))
        return true;
    bool negative = take(r, '-');
    if (!negative && !take(r, '+'))
        return false;
    int hour = number(r, 2);
    int minute = hour >= 0 && take(r, ':') ? number(r, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    int offset = hour * 60 + minute;
    out->offset_minutes = (int16_t)(negative ? -offset : offset);
    out->zone = negative && offset == 0 ? SWAGE_ZONE_UNKNOWN : SWAGE_ZONE_OFFSET;
    return true;
}

static bool plain_fraction(reader *r, swage_date_time *out) {
    int digits = 0, value = 0;
    if (!take(r, '.'))
        return true;
    if (r->at == r->end || !is_digit(*r->at))
        return false;
    for (; r->at < r->end && is_digit(*r->at); r->at++)
        if (digits < 9) {
            value = value * 10 + (*r->at - '0');
            digits++;
        }
    out->fraction_digits = (uint8_t)digits;
    for (; digits < 9; digits++)
        value *= 10;
    out->nanosecond = value;
    return true;
}

/* full-time; the 60th second is the last one of a day of UTC (section 5.7). */
static bool plain_time(reader *r, swage_date_time *out) {
    int hour = number(r, 2);
    int minute = hour >= 0 && take(r, ':') ? number(r, 2) : -1;
    int second = minute >= 0 && take(r, ':') ? number(r, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return false;
    out->hour = (uint8_t)hour;
    out->minute = (uint8_t)minute;
    out->second = (uint8_t)second;
    if (!plain_fraction(r, out) || !plain_zone(r, out))
        return false;
    int utc = (hour * 60 + minute - out->offset_minutes + 2880) % 1440;
    return second < 60 || utc == 1439;
}

static bool date_is_good(reader r) {
    swage_date_time t;
    return plain_date(&r, &t) && r.at == r.end;
}

static bool time_is_good(reader r) {
    swage_date_time t;
    return plain_time(&r, &t) && r.at == r.end;
}

static bool moment_is_good(reader r, swage_date_time *out) {
    memset(out, 0, sizeof *out);
    return plain_date(&r, out) && (take(&r, 'T') || take(&r, 't')) && plain_time(&r, out) &&
           r.at == r.end;
}

/* RFC 9562, section 4. */
static bool uuid_is_good(const char *text, size_t len) {
    for (size_t i = 0; i < len && i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = is_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f') ||
                   (text[i] >= 'A' && text[i] <= 'F');
        if (dash ? text[i] != '-' : !hex)
            return false;
    }
    return len == 36;
}

/* RFC 1123, section 2.1: labels of letters, digits and inner hyphens. */
static bool host_is_good(const char *text, size_t len) {
    size_t label = 0;
    for (size_t i = 0; i <= len; i++) {
        char c = i < len ? text[i] : '.';
        char small = (char)(c | 0x20);
        if (c == '.') {
            if (label == 0 || label > 63 || text[i - 1] == '-')
                return false;
            label = 0;
        } else if (c == '-' ? label == 0 : !is_digit(c) && (small < 'a' || small > 'z')) {
            return false;
        } else {
            label++;
        }
    }
    return len > 0 && len <= 253;
}

/* The text, of its exact size, so that sanitizers see what is read behind it. */
static void check(const char *text, size_t len) {
    char *exact = malloc(len ? len : 1);
    swage_date_time plain, found;
    memcpy(exact, text, len);
    reader r = {exact, exact + len};
    bool good = moment_is_good(r, &plain);
    memset(&found, 0, sizeof found);
    if (swage_date_time_parse(&found, exact, len) != good ||
        (good && memcmp(&plain, &found, sizeof found) != 0) ||
        swage_format_check(SWAGE_FORMAT_DATE, exact, len) != date_is_good(r) ||
        swage_format_check(SWAGE_FORMAT_TIME, exact, len) != time_is_good(r) ||
        swage_format_check(SWAGE_FORMAT_UUID, exact, len) != uuid_is_good(exact, len) ||
        swage_format_check(SWAGE_FORMAT_HOSTNAME, exact, len) != host_is_good(exact, len))
        fail_msg("the plain rules say otherwise of \"%.*s\"", (int)len, text);
    free(exact);
}

static const char *const texts[] = {"2024-02-29",
                                    "1900-02-28",
                                    "2000-12-31",
                                    "0000-01-01",
                                    "9999-10-30",
                                    "23:59:60Z",
                                    "00:00:00.1z",
                                    "12:34:56+01:59",
                                    "22:59:60-01:00",
                                    "00:29:60.5+00:30",
                                    "2024-02-29T23:59:59Z",
                                    "1999-09-19t09:19:29.123456789-23:59",
                                    "2016-12-31T23:59:60.0000000001-00:00",
                                    "01234567-89ab-cdef-CDEF-AB9876543210",
                                    "ffffffff-ffff-FFFF-ffff-ffffffffffff",
                                    "a-b.c--d.X9.0"};
enum { TEXTS = sizeof texts / sizeof *texts };

static void any_byte_is_any_other(void **state) {
    char text[MAX_TEXT];
    (void)state;
    for (size_t t = 0; t < TEXTS; t++) {
        size_t len = strlen(texts[t]);
        check(texts[t], len);
        for (size_t i = 0; i < len; i++)
            for (int byte = 0; byte < 256; byte++) {
                memcpy(text, texts[t], len);
                text[i] = (char)byte;
                check(text, len);
            }
    }
}

static void any_two_bytes_are_others(void **state) {
    static const char bytes[] = "0123569:/.-+TZz@AFGafg`{\x80\xB0";
    char text[MAX_TEXT];
    (void)state;
    for (size_t t = 0; t < TEXTS; t++) {
        size_t len = strlen(texts[t]);
        for (size_t i = 0; i < len; i++)
            for (size_t k = i + 1; k < len; k++)
                for (size_t b = 0; b < (sizeof bytes - 1) * (sizeof bytes - 1); b++) {
                    memcpy(text, texts[t], len);
                    text[i] = bytes[b / (sizeof bytes - 1)];
                    text[k] = bytes[b % (sizeof bytes - 1)];
                    if (in_sample())
                        check(text, len);
                }
    }
}

/* Cut at every byte, at its start or its end; with a byte left out, doubled or added. */
static void any_byte_is_missing_or_too_many(void **state) {
    char text[MAX_TEXT + 1];
    (void)state;
    for (size_t t = 0; t < TEXTS; t++) {
        size_t len = strlen(texts[t]);
        for (size_t i = 0; i <= len; i++) {
            check(texts[t], i);
            check(texts[t] + i, len - i);
            memcpy(text, texts[t], i);
            if (i < len) {
                memcpy(text + i, texts[t] + i + 1, len - i - 1);
                check(text, len - 1);
            }
            memcpy(text + i + 1, texts[t] + i, len - i);
            for (int byte = 0; byte < 256; byte++) {
                text[i] = (char)byte;
                check(text, len + 1);
            }
        }
    }
}

/* Every day that there may be in any year, every time of a day, every offset. */
static void all_dates_and_times(void **state) {
    char text[MAX_TEXT];
    (void)state;
    for (int year = 0; year < 10000; year += year % 100 < 5 ? 1 : 19)
        for (int day = 0; day < 14 * 33; day++)
            if (in_sample())
                check(text, (size_t)sprintf(text, "%04d-%02d-%02d", year, day / 33, day % 33));
    for (int second = 0; second < 25 * 62 * 62; second += second % 62 < 57 ? 7 : 1)
        check(text, (size_t)sprintf(text, "%02d:%02d:%02dZ", second / 62 / 62, second / 62 % 62,
                                    second % 62));
    for (int offset = 0; offset < 26 * 62; offset++)
        for (int minute = 0; minute < 1440; minute += 13)
            check(text, (size_t)sprintf(text, "%02d:%02d:60%c%02d:%02d", minute / 60, minute % 60,
                                        offset % 2 ? '+' : '-', offset / 62, offset % 62));
}

static void long_host_names(void **state) {
    char text[300];
    (void)state;
    for (size_t len = 1; len < sizeof text; len++)
        for (size_t label = 60; label < 66; label++) {
            for (size_t i = 0; i < len; i++)
                text[i] = i % (label + 1) == label ? '.' : 'a';
            check(text, len);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_byte_is_any_other),
        cmocka_unit_test(any_two_bytes_are_others),
        cmocka_unit_test(any_byte_is_missing_or_too_many),
        cmocka_unit_test(all_dates_and_times),
        cmocka_unit_test(long_host_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
