/*
 * Most strings are short, plain ASCII without escapes: these are read in one step, in line.
 */
#ifndef SWAGE_SRC_STRING_SHORT_H
#define SWAGE_SRC_STRING_SHORT_H

#include "parser.h"

/*
 * The string whose opening quote is at `at`, when one block holds the rest of it; behind its
 * closing quote. NULL, and nothing done, when it is no such string or a block's room is missing.
 */
ALWAYS_INLINE const char *short_string(parser *p, const char *at, swage_str *out) {
    if (PORT_SMALL || UNLIKELY(p->in.end - at <= PORT_BLOCK))
        return NULL;
    port_block block = port_load(++at);
    uint64_t special = port_special(block);
    char *to = p->in.arena->next;
    if (p->in.insitu && p->trial == 0)
        to = (char *)(uintptr_t)at; /* swage_parse_insitu was given the text to change */
    else if (UNLIKELY(p->in.arena->end - to <= PORT_BLOCK))
        return NULL;
    unsigned n = special ? port_low_bit(special) : 0;
    if (UNLIKELY(special == 0 || at[n] != '"'))
        return NULL;
    if (to != at) {
        port_store(to, block);
        p->in.arena->next = to + n + 1;
    }
    to[n] = '\0';
    out->ptr = to;
    out->len = n;
    return at + n + 1;
}

/* The same without the copy: the text as it stands. */
ALWAYS_INLINE const char *short_plain(const parser *p, const char *at, swage_str *out) {
    if (PORT_SMALL || UNLIKELY(p->in.end - at <= PORT_BLOCK))
        return NULL;
    uint64_t special = port_special(port_load(++at));
    unsigned n = special ? port_low_bit(special) : 0;
    if (UNLIKELY(special == 0 || at[n] != '"'))
        return NULL;
    out->ptr = at;
    out->len = n;
    return at + n + 1;
}

#endif
