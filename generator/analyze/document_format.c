/* Whether a text has a format, as the runtime has it; see document.h. */
#include <swage/fast.h> /* before the names that its parameters have, too */
#include <swage/runtime.h>

#include "analyze/document.h"

/* RFC 4122, section 3 */
static bool is_uuid(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !strchr("0123456789abcdefABCDEF", text[i]) || !text[i])
            return false;
    }
    return len == 36;
}

/* RFC 4648, section 4, as the runtime has it: padded, and nothing beside. */
static bool is_base64(const char *text, size_t len) {
    size_t count = 0;
    while (count < len &&
           ((text[count] >= 'A' && text[count] <= 'Z') ||
            (text[count] >= 'a' && text[count] <= 'z') ||
            (text[count] >= '0' && text[count] <= '9') || text[count] == '+' || text[count] == '/'))
        count++;
    const size_t padding = len - count;
    return len % 4 == 0 && padding <= 2 && (padding < 1 || text[len - 1] == '=') &&
           (padding < 2 || text[len - 2] == '=');
}

static bool is_date_time(const char *text, size_t len) {
    swage_date_time moment;
    return swage_date_time_parse(&moment, text, len);
}

bool document_has_format(str format, str text) {
    static const struct {
        str name;
        bool (*check)(const char *, size_t);
    } formats[] = {
        {STR_INIT("date"), swage_format_date},
        {STR_INIT("time"), swage_format_time},
        {STR_INIT("date-time"), is_date_time},
        {STR_INIT("duration"), swage_format_duration},
        {STR_INIT("email"), swage_format_email},
        {STR_INIT("hostname"), swage_format_hostname},
        {STR_INIT("ipv4"), swage_format_ipv4},
        {STR_INIT("ipv6"), swage_format_ipv6},
        {STR_INIT("uri"), swage_format_uri},
        {STR_INIT("uri-reference"), swage_format_uri_reference},
        {STR_INIT("uuid"), is_uuid},
        {STR_INIT("json-pointer"), swage_format_json_pointer},
        {STR_INIT("regex"), swage_format_regex},
        {STR_INIT("byte"), is_base64},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(format, formats[i].name))
            return formats[i].check(text.ptr, text.len);
    return true;
}

bool document_is_decimal(str text) {
    const size_t at = text.len && text.ptr[0] == '-', point = str_find_char(text, 0, '.');
    if (at >= text.len || text.ptr[at] < '0' || text.ptr[at] > '9')
        return false;
    for (size_t i = at; i < text.len; i++)
        if (!text.ptr[i] || !strchr("0123456789.", text.ptr[i]))
            return false;
    if (text.ptr[at] == '0' && at + 1 < text.len && point != at + 1)
        return false;
    return point >= text.len ||
           (point + 1 < text.len && str_find_char(text, point + 1, '.') == text.len);
}
