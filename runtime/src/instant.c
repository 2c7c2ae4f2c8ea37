/*
 * Moments as instants and back, by the calendar of RFC 3339: the Gregorian one, in all years.
 */
#include "datetime.h"

#include <swage/convert.h>
#include <swage/runtime.h>

enum { DAYS_OF_400_YEARS = 146097, SECONDS_A_DAY = 86400, MAX_FRACTION = 9 };
/* From March 1st, 400 years before year 0, to 1970-01-01. */
enum { DAYS_TO_1970 = 719468 + DAYS_OF_400_YEARS };

/* Years begin in March here, so that the day that some lack is their last one. */
static int64_t days_since_1970(int year, int month, int day) {
    int64_t y = year + 400 - (month <= 2), m = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + (day - 1) - DAYS_TO_1970;
}

static void set_date(swage_date_time *t, int64_t days) {
    int64_t rest = days + DAYS_TO_1970, cycle = rest / DAYS_OF_400_YEARS;
    rest %= DAYS_OF_400_YEARS;
    int64_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    rest -= year * 365 + year / 4 - year / 100;
    int64_t month = (5 * rest + 2) / 153;
    t->day = (uint8_t)(rest - (153 * month + 2) / 5 + 1);
    t->month = (uint8_t)(month < 10 ? month + 3 : month - 9);
    t->year = (int16_t)(year + cycle * 400 - 400 + (t->month <= 2));
}

bool swage_date_time_to_timespec(const swage_date_time *t, struct timespec *out) {
    char text[40];
    if (swage_date_time_write(t, text) == 0) /* which checks all its parts */
        return false;
    int64_t minutes = t->hour * 60 + t->minute - t->offset_minutes;
    int64_t seconds =
        days_since_1970(t->year, t->month, t->day) * SECONDS_A_DAY + minutes * 60 + t->second;
    struct timespec instant = {(time_t)seconds, t->nanosecond};
    if ((int64_t)instant.tv_sec != seconds)
        return false;
    *out = instant;
    return true;
}

bool swage_date_time_from_timespec(swage_date_time *out, struct timespec instant) {
    int64_t seconds = instant.tv_sec, least = days_since_1970(0, 1, 1) * SECONDS_A_DAY;
    if (seconds < least || seconds >= days_since_1970(10000, 1, 1) * SECONDS_A_DAY ||
        instant.tv_nsec < 0 || instant.tv_nsec > 999999999)
        return false;
    int64_t days = (seconds - least) / SECONDS_A_DAY, rest = (seconds - least) % SECONDS_A_DAY;
    swage_date_time t;
    memset(&t, 0, sizeof t);
    set_date(&t, days + least / SECONDS_A_DAY);
    t.hour = (uint8_t)(rest / 3600);
    t.minute = (uint8_t)(rest / 60 % 60);
    t.second = (uint8_t)(rest % 60);
    t.nanosecond = (int32_t)instant.tv_nsec;
    if (t.nanosecond) {
        t.fraction_digits = MAX_FRACTION;
        for (int32_t digits = t.nanosecond; digits % 10 == 0; digits /= 10)
            t.fraction_digits--;
    }
    *out = t;
    return true;
}

bool swage_timespec_parse(struct timespec *out, swage_str text) {
    swage_date_time t;
    memset(&t, 0, sizeof t);
    if (!text.ptr)
        return false;
    return (swage_datetime_scan_date(&t, text.ptr, text.ptr + text.len) == text.ptr + text.len ||
            swage_date_time_parse(&t, text.ptr, text.len)) &&
           swage_date_time_to_timespec(&t, out);
}
