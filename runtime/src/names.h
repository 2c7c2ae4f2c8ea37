/*
 * The names of a container so far, which tell when one comes again.
 */
#ifndef SWAGE_SRC_NAMES_H
#define SWAGE_SRC_NAMES_H

#include "scratch.h"

#include <string.h>
#include <swage/types.h>

/* It does not copy or free the names, which must not move. */
enum { NAMES_FEW = 8 };
typedef struct name_set {
    const swage_str *few[NAMES_FEW];
    const swage_str **table; /* of more than NAMES_FEW; in the scratch */
    size_t count, slots;
} name_set;

static inline void names_init(name_set *set) {
    set->table = NULL;
    set->count = set->slots = 0;
}

/* Adds a name, *repeated telling whether it was there; false: no memory, and it was not added. */
bool swage_names_add(name_set *set, scratch *s, const swage_str *name, bool *repeated);

#endif
