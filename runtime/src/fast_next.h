/*
 * What the readers of values that generated functions call (<swage/fast.h>) have in common: how
 * they begin, and how they go on behind a value.
 */
#ifndef SWAGE_SRC_FAST_NEXT_H
#define SWAGE_SRC_FAST_NEXT_H

#include "object.h"

/*
 * Behind a value, or NULL when the parse is over: what comes next. The place of the next name;
 * p->end: the object has ended, o->behind telling how.
 */
const char *swage_read_next(swage_parser *p, swage_object *o, const char *at);

/* Whether a value at `at` begins as it should; it is read now. */
ALWAYS_INLINE bool begins(swage_object *o, uint32_t position, const char *at, char c) {
    if (PORT_SMALL || UNLIKELY(*at != c))
        return false;
    o->position = position;
    return true;
}

/* swage_read_next behind a short value, where two bytes can be read. */
ALWAYS_INLINE const char *read_next(swage_parser *p, swage_object *o, const char *behind) {
    if (!PORT_SMALL && LIKELY(memcmp(behind, ",\"", 2) == 0))
        return behind + 1;
    return swage_read_next(p, o, behind);
}

#endif
