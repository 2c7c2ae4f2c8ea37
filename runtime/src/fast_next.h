/*
 * What the readers of values that generated functions call (<swage/fast.h>) have in common: how
 * they begin, and how they go on behind a value.
 */
#ifndef SWAGE_SRC_FAST_NEXT_H
#define SWAGE_SRC_FAST_NEXT_H

#include "object.h"
#include "string_short.h"

/*
 * Behind a value, or NULL when the parse is over: what comes next. The place of the next name;
 * p->end: the object has ended, o->behind telling how.
 */
const char *swage_read_next(swage_parser *p, swage_object *o, const char *at);

/* swage_read_next behind a short value, where two bytes can be read. */
ALWAYS_INLINE const char *read_next(swage_parser *p, swage_object *o, const char *behind) {
    if (!PORT_SMALL && LIKELY(memcmp(behind, ",\"", 2) == 0))
        return behind + 1;
    return swage_read_next(p, o, behind);
}

/* Checks the rules of a value that was read at `at` into `slot`; then what is behind it. */
const char *swage_read_checked(swage_parser *p, swage_object *o, const char *at, const void *slot,
                               const char *behind);

/* A boolean at `at`; behind it. NULL, and nothing to be kept, when it is none. */
ALWAYS_INLINE const char *take_bool(const char *at, bool *slot) {
    const bool yes = memcmp(at, "true", 4) == 0, no = memcmp(at, "false", 5) == 0;
    *slot = yes;
    return LIKELY(!PORT_SMALL && (yes | no)) ? at + 5 - yes : NULL;
}

/* A text that a block holds; NULL, and nothing done, when it is no such text. */
ALWAYS_INLINE const char *take_text(swage_parser *p, const char *at, swage_str *slot) {
    if (PORT_SMALL || UNLIKELY(*at != '"'))
        return NULL;
    return take_short(p->arena, p->insitu, at, slot);
}

#endif
