/*
 * The formats uri and uri-reference: the grammar of RFC 3986, appendix A.
 */
#include "formats.h"

/* unreserved / sub-delims */
static bool is_plain(char c) {
    return format_is_alpha(c) || format_is_digit(c) || format_is_one_of(c, "-._~!$&'()*+,;=");
}

/* Characters, percent escapes and those of `also`. */
static const char *scan_chars(const char *at, const char *end, const char *also) {
    while (at < end) {
        if (*at == '%') {
            if (end - at < 3 || !format_is_hex(at[1]) || !format_is_hex(at[2]))
                return at;
            at += 3;
        } else if (is_plain(*at) || format_is_one_of(*at, also)) {
            at++;
        } else {
            return at;
        }
    }
    return at;
}

static bool all_chars(const char *at, const char *end, const char *also) {
    return scan_chars(at, end, also) == end;
}

/* "[" ( IPv6address / IPvFuture ) "]" */
static bool is_literal(const char *at, const char *end) {
    if (end - at < 3 || *at != '[' || end[-1] != ']')
        return false;
    at++;
    end--;
    if (*at != 'v' && *at != 'V')
        return swage_format_ipv6(at, (size_t)(end - at));
    const char *digits = ++at;
    while (at < end && format_is_hex(*at))
        at++;
    if (at == digits || at == end || *at != '.' || at + 1 == end)
        return false;
    return !memchr(at, '%', (size_t)(end - at)) && all_chars(at + 1, end, ":");
}

static bool is_authority(const char *at, const char *end) {
    const char *host = memchr(at, '@', (size_t)(end - at));
    if (host && !all_chars(at, host, ":"))
        return false;
    host = host ? host + 1 : at;
    const char *port = end;
    while (port > host && format_is_digit(port[-1]))
        port--;
    const char *stop = port > host && port[-1] == ':' ? port - 1 : end;
    if (stop > host && *host == '[')
        return is_literal(host, stop);
    return all_chars(host, stop, "");
}

/* The end of the scheme (its colon); NULL when there is none. */
static const char *scan_scheme(const char *at, const char *end) {
    if (at == end || !format_is_alpha(*at))
        return NULL;
    while (at < end &&
           (format_is_alpha(*at) || format_is_digit(*at) || *at == '+' || *at == '-' || *at == '.'))
        at++;
    return at < end && *at == ':' ? at : NULL;
}

static const char *find_first(const char *at, const char *end, const char *of) {
    while (at < end && !format_is_one_of(*at, of))
        at++;
    return at;
}

/* hier-part or relative-part, with query and fragment. */
static bool is_rest(const char *at, const char *end, bool relative) {
    const char *fragment = find_first(at, end, "#"), *query = find_first(at, fragment, "?");
    if (fragment < end && !all_chars(fragment + 1, end, ":@/?"))
        return false;
    if (query < fragment && !all_chars(query + 1, fragment, ":@/?"))
        return false;
    if (query - at >= 2 && at[0] == '/' && at[1] == '/') {
        const char *path = find_first(at + 2, query, "/");
        return is_authority(at + 2, path) && all_chars(path, query, ":@/");
    }
    if (relative && memchr(at, ':', (size_t)(find_first(at, query, "/") - at)))
        return false; /* its first segment would be a scheme */
    return all_chars(at, query, ":@/");
}

bool swage_format_uri(const char *text, size_t len) {
    const char *end = text + len, *colon = scan_scheme(text, end);
    return colon && is_rest(colon + 1, end, false);
}

bool swage_format_uri_reference(const char *text, size_t len) {
    return swage_format_uri(text, len) || is_rest(text, text + len, true);
}
