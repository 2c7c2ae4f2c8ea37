/*
 * The end of an item is told by brackets and quotes alone, or by a line feed; whether what stands
 * before it is JSON is for the parser to say.
 */
#include "stream_scan.h"

#include <swage/fast/portability.h>

/* What an item is cut off in: a scalar is a number or literal; a line is all that it may be. */
enum { OUTSIDE, STRING, SCALAR, LINE };

const char *swage_stream_scan_begin(swage_stream *s, const char *at) {
    s->depth = *at == '{' || *at == '[';
    s->within = *at == '"' ? STRING : s->depth ? OUTSIDE : SCALAR;
    s->escaped = false;
    if (s->shape == SWAGE_STREAM_LINES) {
        s->within = LINE;
        s->depth = 0;
    }
    return at + 1;
}

/* The next quote or backslash. */
static const char *find_special(const char *at, const char *end) {
    while (end - at >= PORT_BLOCK) {
        uint64_t special = port_special(port_load(at));
        if (!special) {
            at += PORT_BLOCK;
            continue;
        }
        at += port_low_bit(special);
        if (*at == '"' || *at == '\\')
            return at;
        at++;
    }
    while (at < end && *at != '"' && *at != '\\')
        at++;
    return at;
}

static const char *scan_string(swage_stream *s, const char *at, const char *end) {
    if (s->escaped) {
        s->escaped = false;
        return at + 1;
    }
    at = find_special(at, end);
    if (at == end)
        return at;
    s->escaped = *at == '\\';
    if (!s->escaped)
        s->within = OUTSIDE;
    return at + 1;
}

/* To behind a quote that opens, or the bracket that ends the item. */
static const char *scan_outside(swage_stream *s, const char *at, const char *end) {
    for (; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '"') {
            s->within = STRING;
            return at + 1;
        }
        c |= 0x20; /* brackets become braces */
        if (c == '{')
            s->depth++;
        else if (c == '}' && --s->depth == 0)
            return at + 1;
    }
    return at;
}

static const char *scan_scalar(const char *at, const char *end) {
    while (at < end && (unsigned char)*at > ' ' && !strchr(",:\"[]{}", *at))
        at++;
    return at;
}

static const char *scan_line(const char *at, const char *end) {
    const char *feed = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    return feed ? feed : end;
}

bool swage_stream_scan(swage_stream *s, const char **place, const char *end) {
    const char *at = *place;
    while (s->within == STRING || (s->within == OUTSIDE && s->depth)) {
        if (at == end) {
            *place = at;
            return false;
        }
        at = s->within == STRING ? scan_string(s, at, end) : scan_outside(s, at, end);
    }
    if (s->within >= SCALAR)
        at = s->within == LINE ? scan_line(at, end) : scan_scalar(at, end);
    *place = at;
    return s->within < SCALAR || at < end;
}
