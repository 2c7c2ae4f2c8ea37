/*
 * Any text through what reads texts of one kind: formats, date-times, numbers, patterns' checks.
 */
#include "base64.h"
#include "decimal.h"
#include "formats.h"
#include "number.h"
#include "utf8.h"

#include <stdlib.h>

#include <swage/runtime.h>

static void must(bool good) {
    if (!good)
        abort();
}

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
    if (swage_number_scan(text, text + len, &n, &stuck) != text + len)
        return;
    double value = swage_number_to_double(&n);
    char *copy = malloc(len + 1), *end;
    memcpy(copy, text, len);
    copy[len] = '\0';
    must(strtod(copy, &end) == value && strtof(copy, &end) == swage_number_to_float(&n));
    free(copy);
    swage_decimal_take_apart(&d, text, len);
    must(swage_decimal_equal(&d, &d) && swage_decimal_is_multiple(&d, &d));
}

static void check_base64(const char *text, size_t len) {
    unsigned char *bytes = malloc(len + 1);
    size_t size;
    if (swage_base64_decode(text, len, bytes, &size))
        for (size_t i = 0; i < size; i += 3) {
            char group[4];
            swage_base64_encode_group(bytes + i, size - i, group);
            must(memcmp(group, text + i / 3 * 4, 4) == 0);
        }
    free(bytes);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    char *text = malloc(size ? size : 1); /* exactly as large, so that sanitizers see the end */
    memcpy(text, data, size);
    check_moment(text, size);
    check_number(text, size);
    check_base64(text, size);
    if (swage_utf8_valid(text, size) == size)
        for (int f = 0; f < SWAGE_FORMAT_COUNT; f++)
            swage_format_check((swage_format)f, text, size);
    free(text);
    return 0;
}
