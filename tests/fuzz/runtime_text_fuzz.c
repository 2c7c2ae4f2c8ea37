/*
 * Any text through what reads texts of one kind: formats, date-times, numbers, patterns' checks.
 */
#include "base64.h"
#include "decimal.h"
#include "formats.h"
#include "number.h"
#include "runtime_room.h"
#include "utf8.h"

#include <arpa/inet.h>
#include <stdlib.h>

enum { MAX_INPUT = 4096 };

static char copy[MAX_INPUT];

static void check_moment(const char *text, size_t len) {
    swage_date_time moment, again;
    char written[40];
    if (!swage_date_time_parse(&moment, text, len))
        return;
    size_t size = swage_date_time_write(&moment, written);
    must(size > 0 && swage_date_time_parse(&again, written, size));
    must(memcmp(&moment, &again, sizeof moment) == 0);
}

static void check_number(const char *text, size_t len) {
    number n;
    const char *stuck;
    decimal d;
    char back[NUMBER_TEXT_SIZE];
    if (swage_number_scan(text, text + len, &n, &stuck) != text + len)
        return;
    double value = swage_number_to_double(&n);
    memcpy(copy, text, len);
    copy[len] = '\0';
    must(strtod(copy, NULL) == value && strtof(copy, NULL) == swage_number_to_float(&n));
    swage_decimal_take_apart(&d, text, len);
    must(swage_decimal_equal(&d, &d) && swage_decimal_is_multiple(&d, &d));
    if (value - value != 0)
        return;
    len = swage_number_write_double(back, value);
    must(len <= NUMBER_TEXT_SIZE && swage_number_scan(back, back + len, &n, &stuck) == back + len);
    must(swage_number_to_double(&n) == value);
}

static void check_base64(const char *text, size_t len) {
    unsigned char *bytes = (unsigned char *)copy;
    size_t size;
    if (!swage_base64_decode(text, len, bytes, &size))
        return;
    for (size_t i = 0; i < size; i += 3) {
        char group[4];
        swage_base64_encode_group(bytes + i, size - i, group);
        must(memcmp(group, text + i / 3 * 4, 4) == 0);
    }
}

/* Formats that others check, too. */
static void check_addresses(const char *text, size_t len) {
    unsigned char address[16];
    if (len == 0 || memchr(text, '\0', len))
        return;
    memcpy(copy, text, len);
    copy[len] = '\0';
    must(swage_format_check(SWAGE_FORMAT_IPV4, text, len) ==
         (inet_pton(AF_INET, copy, address) == 1));
    must(swage_format_check(SWAGE_FORMAT_IPV6, text, len) ==
         (inet_pton(AF_INET6, copy, address) == 1));
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    const char *text = (const char *)data; /* libFuzzer's own copy: sanitizers see its end */
    if (size >= MAX_INPUT)
        return 0;
    check_moment(text, size);
    check_number(text, size);
    check_base64(text, size);
    check_addresses(text, size);
    if (swage_utf8_valid(text, size) == size)
        for (int f = 0; f < SWAGE_FORMAT_COUNT; f++)
            swage_format_check((swage_format)f, text, size);
    return 0;
}
