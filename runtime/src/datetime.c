/*
 * Date-time by RFC 3339, section 5.6, with the leap second rule of its section 5.7: a 60th second
 * only at the end of a UTC day.
 */
#include "datetime.h"

#include <swage/runtime.h>

enum { MAX_FRACTION = 9, MINUTES_A_DAY = 24 * 60 };

/* Eight bytes with zeros for digits, the first byte lowest; and 128 less what each differs at most
 * from, so that adding it sets the highest bit: 10 for digits, 1 for the marks between them. */
#define DATE_SHAPE 0x2D30302D30303030U /* "0000-00-" */
#define DATE_LIMIT 0x7F76767F76767676U
#define TIME_SHAPE 0x30303A30303A3030U /* "00:00:00" */
#define TIME_LIMIT 0x76767F76767F7676U
#define ZONE_SHAPE 0x30303030303A3030U /* "00:00", and three more that are none of the text */
#define ZONE_LIMIT 0x76767676767F7676U

/* Whether eight bytes are of that shape; byte i of *pairs is what the digits i and i + 1 are. */
static bool scan_pairs(uint64_t text, uint64_t shape, uint64_t limit, uint64_t *pairs) {
    uint64_t digits = text ^ shape;
    *pairs = digits * 10 + (digits >> 8);
    return ((digits | (digits + limit)) & 0x8080808080808080U) == 0;
}

static int get_pair(uint64_t pairs, int i) {
    return (int)(pairs >> (8 * i) & 0xFF);
}

static int days_of(int year, int month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

const char *swage_datetime_scan_date(swage_date_time *out, const char *at, const char *end) {
    uint64_t pairs;
    if (end - at < 10 || !scan_pairs(port_load64(at), DATE_SHAPE, DATE_LIMIT, &pairs))
        return NULL;
    unsigned tens = (unsigned)(at[8] - '0'), ones = (unsigned)(at[9] - '0');
    int year = get_pair(pairs, 0) * 100 + get_pair(pairs, 2), month = get_pair(pairs, 5);
    int day = (int)(tens * 10 + ones);
    if (tens > 3 || ones > 9 || day < 1 || month < 1 || month > 12)
        return NULL;
    if (day > 28 && day > days_of(year, month))
        return NULL;
    out->year = (int16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    return at + 10;
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
    uint64_t pairs;
    if (at == end)
        return NULL;
    out->offset_minutes = 0;
    out->zone = SWAGE_ZONE_UTC;
    if (*at == 'Z' || *at == 'z')
        return at + 1;
    bool negative = *at == '-';
    if ((!negative && *at != '+') || end - at < 6)
        return NULL;
    uint64_t text = ZONE_SHAPE >> 40 << 40 | (uint64_t)(unsigned char)at[5] << 32;
    if (!scan_pairs(text | port_load32(at + 1), ZONE_SHAPE, ZONE_LIMIT, &pairs))
        return NULL;
    int hour = get_pair(pairs, 0), minute = get_pair(pairs, 3), offset = hour * 60 + minute;
    out->zone = negative && offset == 0 ? SWAGE_ZONE_UNKNOWN : SWAGE_ZONE_OFFSET;
    out->offset_minutes = (int16_t)(negative ? -offset : offset);
    return hour <= 23 && minute <= 59 ? at + 6 : NULL;
}

static bool leap_second_fits(const swage_date_time *t) {
    int utc = t->hour * 60 + t->minute - t->offset_minutes;
    return LIKELY(t->second < 60) || (utc + MINUTES_A_DAY) % MINUTES_A_DAY == MINUTES_A_DAY - 1;
}

const char *swage_datetime_scan_time(swage_date_time *out, const char *at, const char *end) {
    uint64_t pairs;
    if (end - at < 8 || !scan_pairs(port_load64(at), TIME_SHAPE, TIME_LIMIT, &pairs))
        return NULL;
    int hour = get_pair(pairs, 0), minute = get_pair(pairs, 3), second = get_pair(pairs, 6);
    if (hour > 23 || minute > 59 || second > 60)
        return NULL;
    at += 8;
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

static char *put_two(char *at, unsigned value) {
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
    return at + 2;
}

static bool in_range(const swage_date_time *t) {
    return t->year >= 0 && t->year <= 9999 && t->month >= 1 && t->month <= 12 && t->day >= 1 &&
           (t->day <= 28 || t->day <= days_of(t->year, t->month)) && t->hour <= 23 &&
           t->minute <= 59 && t->second <= 60 && t->nanosecond >= 0 && t->nanosecond <= 999999999 &&
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
    at = put_two(at + 1, offset / 60);
    *at = ':';
    return put_two(at + 1, offset % 60);
}

size_t swage_date_time_write(const swage_date_time *t, char buffer[40]) {
    buffer[0] = '\0';
    if (!in_range(t))
        return 0;
    char *at = put_two(put_two(buffer, (unsigned)t->year / 100), (unsigned)t->year % 100);
    *at++ = '-';
    at = put_two(at, t->month);
    *at++ = '-';
    at = put_two(at, t->day);
    *at++ = 'T';
    at = put_two(at, t->hour);
    *at++ = ':';
    at = put_two(at, t->minute);
    *at++ = ':';
    at = put_two(at, t->second);
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
