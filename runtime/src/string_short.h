/*
 * Most strings are short, plain ASCII without escapes: these are read in one step, in line.
 */
#ifndef SWAGE_SRC_STRING_SHORT_H
#define SWAGE_SRC_STRING_SHORT_H

#include "parser.h"

/*
 * The string whose opening quote is at `at`, when a block, which can be read, holds the rest of it;
 * behind its closing quote. It is copied, or ended in place. NULL, and nothing done, when it is no
 * such string.
 */
ALWAYS_INLINE const char *take_short(swage_arena *a, bool in_place, const char *at,
                                     swage_str *out) {
    port_block block = port_load(++at);
    size_t n;
    if (!port_ends_plain(block, at, &n))
        return NULL;
    char *to = a->next;
    if (in_place) {
        to = (char *)(uintptr_t)at; /* the caller gave the text to be changed */
    } else if (LIKELY(a->end - to > PORT_BLOCK)) {
        port_store(to, block);
        a->next = to + n + 1;
    } else {
        return NULL;
    }
    to[n] = '\0';
    out->ptr = to;
    out->len = n;
    return at + n + 1;
}

/* The same at any place. */
ALWAYS_INLINE const char *short_string(parser *p, const char *at, swage_str *out) {
    if (PORT_SMALL || UNLIKELY(p->in.end - at <= PORT_BLOCK))
        return NULL;
    return take_short(p->in.arena, p->in.insitu && p->trial == 0, at, out);
}

/* The same without the copy: the text as it stands. */
ALWAYS_INLINE const char *short_plain(const parser *p, const char *at, swage_str *out) {
    if (PORT_SMALL || UNLIKELY(p->in.end - at <= PORT_BLOCK))
        return NULL;
    size_t n;
    at++;
    if (!port_ends_plain(port_load(at), at, &n))
        return NULL;
    out->ptr = at;
    out->len = n;
    return at + n + 1;
}

#endif
