/*
 * Formats of one rule each: date, time, duration, uuid, json-pointer; and the table of all.
 */
#include "datetime.h"
#include "formats.h"

bool swage_format_check(swage_format format, const char *text, size_t len) {
    static bool (*const checks[])(const char *, size_t) = {
        [SWAGE_FORMAT_DATE] = swage_format_date,
        [SWAGE_FORMAT_TIME] = swage_format_time,
        [SWAGE_FORMAT_DURATION] = swage_format_duration,
        [SWAGE_FORMAT_EMAIL] = swage_format_email,
        [SWAGE_FORMAT_HOSTNAME] = swage_format_hostname,
        [SWAGE_FORMAT_IPV4] = swage_format_ipv4,
        [SWAGE_FORMAT_IPV6] = swage_format_ipv6,
        [SWAGE_FORMAT_URI] = swage_format_uri,
        [SWAGE_FORMAT_URI_REFERENCE] = swage_format_uri_reference,
        [SWAGE_FORMAT_UUID] = swage_format_uuid,
        [SWAGE_FORMAT_JSON_POINTER] = swage_format_json_pointer,
        [SWAGE_FORMAT_REGEX] = swage_format_regex,
    };
    return (unsigned)format >= SWAGE_FORMAT_COUNT || checks[format](text, len);
}

bool swage_format_date(const char *text, size_t len) {
    swage_date_time t;
    return swage_datetime_scan_date(&t, text, text + len) == text + len;
}

bool swage_format_time(const char *text, size_t len) {
    swage_date_time t;
    return swage_datetime_scan_time(&t, text, text + len) == text + len;
}

/* Digits and a unit of `units` (each at most once, in their order, none left out between two). */
static const char *scan_units(const char *at, const char *end, const char *units) {
    const char *unit = NULL;
    while (at < end && *at != 'T') {
        const char *digits = at;
        while (at < end && format_is_digit(*at))
            at++;
        bool counted = at < end && at > digits && *at != '\0';
        const char *next = counted ? strchr(unit ? unit + 1 : units, *at) : NULL;
        if (!next || (unit && next != unit + 1))
            return NULL;
        unit = next;
        at++;
    }
    return unit ? at : NULL;
}

bool swage_format_duration(const char *text, size_t len) {
    const char *at = text + 1, *end = text + len;
    if (len < 3 || text[0] != 'P')
        return false;
    if (end[-1] == 'W')
        return scan_units(at, end, "W") == end;
    if (*at != 'T')
        at = scan_units(at, end, "YMD");
    if (at && at < end && *at == 'T')
        at = scan_units(at + 1, end, "HMS");
    return at == end;
}

/* The highest bits of eight bytes: whether they are hexadecimal digits. */
static inline uint64_t hex_of_eight(uint64_t x) {
    const uint64_t ones = 0x0101010101010101U;
    uint64_t text = x & 0x7F * ones, small = text | 0x20 * ones;
    uint64_t digit = (text + (0x80 - '0') * ones) & ~(text + (0x7F - '9') * ones);
    uint64_t letter = (small + (0x80 - 'a') * ones) & ~(small + (0x7F - 'f') * ones);
    return (digit | letter) & ~x;
}

bool swage_format_uuid(const char *text, size_t len) {
    static const unsigned char words[] = {0, 4, 9, 14, 19, 24, 28, 32};
    const uint64_t high = 0x8080808080808080U;
    uint64_t hex = high;
    if (len != 36)
        return false;
    for (int i = 0; i < 8; i += 2)
        hex &= hex_of_eight(port_load32(text + words[i]) |
                            (uint64_t)port_load32(text + words[i + 1]) << 32);
    int other = (text[8] ^ '-') | (text[13] ^ '-') | (text[18] ^ '-') | (text[23] ^ '-');
    return hex == high && other == 0;
}

bool swage_format_json_pointer(const char *text, size_t len) {
    if (len && text[0] != '/')
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '~' && (i + 1 == len || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    return true;
}
