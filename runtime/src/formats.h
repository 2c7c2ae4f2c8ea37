/*
 * The formats of JSON Schema (validation, section 7.3) that are checked.
 */
#ifndef SWAGE_SRC_FORMATS_H
#define SWAGE_SRC_FORMATS_H

#include <swage/fast/portability.h>

#include <swage/descriptor.h>
#include <swage/fast.h>

bool swage_format_check(swage_format format, const char *text, size_t len);

/*
 * swage_format_date, time and duration: RFC 3339; email: RFC 5321, section 4.1.2, Mailbox;
 * hostname: RFC 1123, section 2.1; ipv4: RFC 2673, section 3.2; ipv6: RFC 4291, section 2.2; uri
 * and uri_reference: RFC 3986; json_pointer: RFC 6901, section 3; regex: ECMA-262, section 22.2.1,
 * with u (all in <swage/fast.h>).
 */
bool swage_format_uuid(const char *text, size_t len); /* RFC 4122, section 3 */

static inline bool format_is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool format_is_hex(char c) {
    return format_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
static inline bool format_is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/* A NUL is none of any. */
static inline bool format_is_one_of(char c, const char *set) {
    return c && strchr(set, c);
}

#endif
