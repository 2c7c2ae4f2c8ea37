/*
 * The formats of JSON Schema (validation, section 7.3) that are checked.
 */
#ifndef SWAGE_SRC_FORMATS_H
#define SWAGE_SRC_FORMATS_H

#include <swage/fast/portability.h>

#include <swage/descriptor.h>

bool swage_format_check(swage_format format, const char *text, size_t len);

bool swage_format_date(const char *text, size_t len);     /* RFC 3339, full-date */
bool swage_format_time(const char *text, size_t len);     /* RFC 3339, full-time */
bool swage_format_duration(const char *text, size_t len); /* RFC 3339, appendix A */
bool swage_format_email(const char *text, size_t len);    /* RFC 5321, section 4.1.2, Mailbox */
bool swage_format_hostname(const char *text, size_t len); /* RFC 1123, section 2.1 */
bool swage_format_ipv4(const char *text, size_t len);     /* RFC 2673, section 3.2 */
bool swage_format_ipv6(const char *text, size_t len);     /* RFC 4291, section 2.2 */
bool swage_format_uri(const char *text, size_t len);      /* RFC 3986 */
bool swage_format_uri_reference(const char *text, size_t len); /* RFC 3986, section 4.1 */
bool swage_format_uuid(const char *text, size_t len);          /* RFC 4122, section 3 */
bool swage_format_json_pointer(const char *text, size_t len);  /* RFC 6901, section 3 */
bool swage_format_regex(const char *text, size_t len); /* ECMA-262, section 22.2.1, with u */

static inline bool format_is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool format_is_hex(char c) {
    return format_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
static inline bool format_is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif
