/*
 * Formats of the net: hostname, addresses, email.
 */
#include "formats.h"
#include "formats/portability.h"

/* Sets of bytes, a bit for each. */
static const uint64_t label_bytes[4] = {0x3FF200000000000U, 0x7FFFFFE07FFFFFEU, 0, 0};
static const uint64_t atom_bytes[4] = {0xA3FFACFA00000000U, 0x7FFFFFFFC7FFFFFEU, 0, 0};

static inline bool has(const uint64_t set[4], char c) {
    unsigned byte = (unsigned char)c;
    return set[byte >> 6] >> (byte & 63) & 1;
}

bool swage_format_hostname(const char *text, size_t len) {
    const char *end = text + len, *label = text;
    if (len == 0 || len > 253)
        return false;
    for (const char *at = text;; at++) {
        if (at < end && has(label_bytes, *at))
            continue;
        if (at == label || at - label > 63 || *label == '-' || at[-1] == '-')
            return false;
        if (at == end)
            return true;
        if (*at != '.')
            return false;
        label = at + 1;
    }
}

/* A decimal number up to 255 without leading zeros. */
static const char *scan_octet(const char *at, const char *end) {
    unsigned value = 0;
    const char *start = at;
    while (at < end && format_is_digit(*at) && at - start < 3)
        value = value * 10 + (unsigned)(*at++ - '0');
    return at > start && value <= 255 && (*start != '0' || at == start + 1) ? at : NULL;
}

bool swage_format_ipv4(const char *text, size_t len) {
    const char *at = text, *end = text + len;
    for (int i = 0; at && i < 4; i++) {
        if (i > 0)
            at = at < end && *at == '.' ? at + 1 : NULL;
        at = at ? scan_octet(at, end) : NULL;
    }
    return at == end;
}

bool swage_format_ipv6(const char *text, size_t len) {
    const char *at = text, *end = text + len;
    int groups = 0;
    bool gap = false;
    if (len >= 2 && text[0] == ':' && text[1] == ':') {
        gap = true;
        at += 2;
    }
    while (at < end) {
        const char *group = at;
        while (at < end && format_is_hex(*at) && at - group < 4)
            at++;
        if (at < end && *at == '.')
            return (gap ? groups <= 5 : groups == 6) &&
                   swage_format_ipv4(group, (size_t)(end - group));
        if (at == group)
            return false;
        groups++;
        if (at == end)
            break;
        if (*at++ != ':' || at == end)
            return false;
        if (*at == ':') {
            if (gap)
                return false;
            gap = true;
            at++;
        }
    }
    return gap ? groups <= 7 : groups == 8;
}

/* Dot-string or Quoted-string up to the @; NULL when it is neither. */
static const char *scan_local_part(const char *at, const char *end) {
    const char *start = at;
    if (at < end && *at == '"') {
        for (at++; at < end && *at != '"'; at++) {
            if (*at == '\\')
                at++;
            if (at == end || (unsigned char)*at < ' ' || (unsigned char)*at > '~')
                return NULL;
        }
        return at < end ? at + 1 : NULL;
    }
    for (; at < end && (has(atom_bytes, *at) || *at == '.'); at++)
        if (*at == '.' && (at == start || at[-1] == '.'))
            return NULL;
    return at > start && at[-1] != '.' ? at : NULL;
}

/*
 * Whether a text, shorter than a block, surely is a Mailbox: letters, digits, and of the marks
 * those that most have. No part of the name or the domain is empty, or has a hyphen at its ends
 * (which in the name others may have).
 */
static bool surely_is_email(const char *text, size_t len) {
    port_block b = port_load_part(text, len);
    const uint64_t end = (uint64_t)1 << len, all = end - 1;
    uint64_t at = port_equal(b, '@') & all, dot = port_equal(b, '.'), hyphen = port_equal(b, '-');
    uint64_t known = port_alnums(b) | at | dot | hyphen, name = at - 1;
    uint64_t starts = 1 | (at | dot) << 1, stops = at | dot | end;
    known |= (port_equal(b, '_') | port_equal(b, '+')) & name;
    if (at == 0 || (at & name) || (known & all) != all)
        return false;
    return ((starts & (stops | hyphen)) | (hyphen << 1 & stops)) == 0;
}

bool swage_format_email(const char *text, size_t len) {
    if (!PORT_SMALL && PORT_CLASSES && LIKELY(len < PORT_BLOCK) && surely_is_email(text, len))
        return true;
    const char *end = text + len, *at = scan_local_part(text, end);
    if (!at || at == end || *at != '@' || at - text > 64)
        return false;
    const char *domain = at + 1;
    size_t size = (size_t)(end - domain);
    if (size < 2 || domain[0] != '[' || end[-1] != ']')
        return swage_format_hostname(domain, size);
    if (size > 7 && memcmp(domain, "[IPv6:", 6) == 0)
        return swage_format_ipv6(domain + 6, size - 7);
    return swage_format_ipv4(domain + 1, size - 2);
}
