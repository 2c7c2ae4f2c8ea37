/*
 * Date-time by RFC 3339, section 5.6, with the leap second rule of its section 5.7: a 60th second
 * only at the end of a UTC day.
 */
#include "datetime.h"

#include <swage/runtime.h>

enum { MAX_FRACTION = 9, MINUTES_A_DAY = 24 * 60 };

/* `count` digits as a number no greater than `most`; NULL when they are none. */
static const char *scan_number(const char *at, const char *end, int count, int most, int *out) {
    int value = 0;
    if (!at || end - at < count)
        return NULL;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9')
            return NULL;
        value = value * 10 + (at[i] - '0');
    }
    *out = value;
    return value <= most ? at + count : NULL;
}

static const char *scan_char(const char *at, const char *end, char c) {
    return at && at < end && *at == c ? at + 1 : NULL;
}

static int days_of(int year, int month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

const char *swage_datetime_scan_date(swage_date_time *out, const char *at, const char *end) {
    int year = 0, month = 0, day = 0;
    at = scan_number(at, end, 4, 9999, &year);
    at = scan_number(scan_char(at, end, '-'), end, 2, 12, &month);
    at = scan_number(scan_char(at, end, '-'), end, 2, 31, &day);
    if (!at || month < 1 || day < 1 || day > days_of(year, month))
        return NULL;
    out->year = (int16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    return at;
}

/* The digits behind the point: nine are kept, more are cut off. */
static const char *scan_fraction(swage_date_time *out, const char *at, const char *end) {
    int32_t nanosecond = 0;
    int digits = 0;
    const char *first = at;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        if (digits < MAX_FRACTION) {
            nanosecond = nanosecond * 10 + (*at - '0');
            digits++;
        }
    out->fraction_digits = (uint8_t)digits;
    for (; digits < MAX_FRACTION; digits++)
        nanosecond *= 10;
    out->nanosecond = nanosecond;
    return at > first ? at : NULL;
}

static const char *scan_zone(swage_date_time *out, const char *at, const char *end) {
    int hour = 0, minute = 0;
    if (at == end)
        return NULL;
    out->offset_minutes = 0;
    out->zone = SWAGE_ZONE_UTC;
    if (*at == 'Z' || *at == 'z')
        return at + 1;
    bool negative = *at == '-';
    if (!negative && *at != '+')
        return NULL;
    at = scan_number(at + 1, end, 2, 23, &hour);
    at = scan_number(scan_char(at, end, ':'), end, 2, 59, &minute);
    int offset = hour * 60 + minute;
    out->zone = negative && offset == 0 ? SWAGE_ZONE_UNKNOWN : SWAGE_ZONE_OFFSET;
    out->offset_minutes = (int16_t)(negative ? -offset : offset);
    return at;
}

static bool leap_second_fits(const swage_date_time *t) {
    int utc = t->hour * 60 + t->minute - t->offset_minutes;
    return t->second < 60 || (utc + MINUTES_A_DAY) % MINUTES_A_DAY == MINUTES_A_DAY - 1;
}

const char *swage_datetime_scan_time(swage_date_time *out, const char *at, const char *end) {
    int hour = 0, minute = 0, second = 0;
    at = scan_number(at, end, 2, 23, &hour);
    at = scan_number(scan_char(at, end, ':'), end, 2, 59, &minute);
    at = scan_number(scan_char(at, end, ':'), end, 2, 60, &second);
    if (!at)
        return NULL;
    out->hour = (uint8_t)hour;
    out->minute = (uint8_t)minute;
    out->second = (uint8_t)second;
    out->nanosecond = 0;
    out->fraction_digits = 0;
    if (at < end && *at == '.')
        at = scan_fraction(out, at + 1, end);
    at = at ? scan_zone(out, at, end) : NULL;
    return at && leap_second_fits(out) ? at : NULL;
}

bool swage_date_time_parse(swage_date_time *out, const char *text, size_t len) {
    swage_date_time t;
    memset(&t, 0, sizeof t);
    const char *end = text + len, *at = swage_datetime_scan_date(&t, text, end);
    if (!at || at == end || (*at != 'T' && *at != 't'))
        return false;
    if (swage_datetime_scan_time(&t, at + 1, end) != end)
        return false;
    *out = t;
    return true;
}

static char *put(char *at, unsigned value, int digits) {
    for (int i = digits; i-- > 0; value /= 10)
        at[i] = (char)('0' + value % 10);
    return at + digits;
}

static bool in_range(const swage_date_time *t) {
    return t->year >= 0 && t->year <= 9999 && t->month >= 1 && t->month <= 12 && t->day >= 1 &&
           t->day <= days_of(t->year, t->month) && t->hour <= 23 && t->minute <= 59 &&
           t->second <= 60 && t->nanosecond >= 0 && t->nanosecond <= 999999999 &&
           t->fraction_digits <= MAX_FRACTION && t->zone <= SWAGE_ZONE_UNKNOWN &&
           t->offset_minutes > -MINUTES_A_DAY && t->offset_minutes < MINUTES_A_DAY &&
           (t->zone == SWAGE_ZONE_OFFSET || t->offset_minutes == 0) && leap_second_fits(t);
}

static char *put_zone(char *at, const swage_date_time *t) {
    if (t->zone == SWAGE_ZONE_UTC) {
        *at = 'Z';
        return at + 1;
    }
    bool negative = t->offset_minutes < 0 || t->zone == SWAGE_ZONE_UNKNOWN;
    unsigned offset = (unsigned)(t->offset_minutes < 0 ? -t->offset_minutes : t->offset_minutes);
    *at = negative ? '-' : '+';
    at = put(at + 1, offset / 60, 2);
    *at = ':';
    return put(at + 1, offset % 60, 2);
}

size_t swage_date_time_write(const swage_date_time *t, char buffer[40]) {
    buffer[0] = '\0';
    if (!in_range(t))
        return 0;
    char *at = put(buffer, (unsigned)t->year, 4);
    *at++ = '-';
    at = put(at, t->month, 2);
    *at++ = '-';
    at = put(at, t->day, 2);
    *at++ = 'T';
    at = put(at, t->hour, 2);
    *at++ = ':';
    at = put(at, t->minute, 2);
    *at++ = ':';
    at = put(at, t->second, 2);
    if (t->fraction_digits) {
        unsigned fraction = (unsigned)t->nanosecond;
        for (int i = t->fraction_digits; i < MAX_FRACTION; i++)
            fraction /= 10;
        *at++ = '.';
        at = put(at, fraction, t->fraction_digits);
    }
    at = put_zone(at, t);
    *at = '\0';
    return (size_t)(at - buffer);
}
