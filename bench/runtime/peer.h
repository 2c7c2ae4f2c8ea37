/*
 * What the mappings to other libraries share: enums and date-times, as their users write them by
 * hand for the few shapes that they meet.
 */
#ifndef SWAGE_BENCH_PEER_H
#define SWAGE_BENCH_PEER_H

#include "harness.h"

/* The code of an enum's text: its position + 1; 0 when it is none of the names. */
static inline unsigned bench_code_of(const swage_str *names, unsigned count, const char *text,
                                     size_t len) {
    for (unsigned i = 0; i < count; i++)
        if (names[i].len == len && memcmp(names[i].ptr, text, len) == 0)
            return i + 1;
    return 0;
}

/* So many digits; -1 when one of them is none. */
static inline int bench_digits(const char *text, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
        unsigned digit = (unsigned)(unsigned char)text[i] - '0';
        if (digit > 9)
            return -1;
        number = number * 10 + (int)digit;
    }
    return number;
}

/* YYYY-MM-DDThh:mm:ss[.fraction]Z: no other zone is met here. */
static inline bool bench_moment_read(swage_date_time *out, const char *text, size_t len) {
    if (len < 20 || text[len - 1] != 'Z')
        return false;
    int year = bench_digits(text, 4), month = bench_digits(text + 5, 2);
    int day = bench_digits(text + 8, 2), hour = bench_digits(text + 11, 2);
    int minute = bench_digits(text + 14, 2), second = bench_digits(text + 17, 2);
    int digits = len == 20 ? 0 : (int)len - 21, fraction = 0;
    if ((year | month | day | hour | minute | second) < 0 || month > 12 || day > 31 || hour > 23 ||
        minute > 59 || second > 60 || digits > 9)
        return false;
    if (digits && (fraction = bench_digits(text + 20, digits)) < 0)
        return false;
    for (int i = digits; i < 9; i++)
        fraction *= 10;
    memset(out, 0, sizeof *out);
    out->year = (int16_t)year;
    out->month = (uint8_t)month;
    out->day = (uint8_t)day;
    out->hour = (uint8_t)hour;
    out->minute = (uint8_t)minute;
    out->second = (uint8_t)second;
    out->nanosecond = fraction;
    out->fraction_digits = (uint8_t)digits;
    return true;
}

static inline char *bench_put_digits(char *at, int number, int count) {
    for (int i = count - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
    return at + count;
}

/* The same, written; the length, at most 30. */
static inline size_t bench_moment_write(const swage_date_time *moment, char text[32]) {
    char *at = bench_put_digits(text, moment->year, 4);
    *at++ = '-';
    at = bench_put_digits(at, moment->month, 2);
    *at++ = '-';
    at = bench_put_digits(at, moment->day, 2);
    *at++ = 'T';
    at = bench_put_digits(at, moment->hour, 2);
    *at++ = ':';
    at = bench_put_digits(at, moment->minute, 2);
    *at++ = ':';
    at = bench_put_digits(at, moment->second, 2);
    if (moment->fraction_digits) {
        int fraction = moment->nanosecond;
        for (int i = moment->fraction_digits; i < 9; i++)
            fraction /= 10;
        *at++ = '.';
        at = bench_put_digits(at, fraction, moment->fraction_digits);
    }
    *at++ = 'Z';
    *at = '\0';
    return (size_t)(at - text);
}

#endif
