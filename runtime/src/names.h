/*
 * The names of a container so far, which tell where one came first.
 */
#ifndef SWAGE_SRC_NAMES_H
#define SWAGE_SRC_NAMES_H

#include "entries.h"
#include "scratch.h"

/* It does not copy or free the names, which must not move. */
enum { NAMES_FEW = 8 };
typedef struct name_set {
    const swage_str *few[NAMES_FEW + 1]; /* and NULL behind them */
    const swage_str **table;             /* of more than NAMES_FEW; in the scratch */
    size_t count, slots;                 /* at least twice as many slots, and a power of two */
} name_set;

void swage_names_init(name_set *set);

/* The name in the set that has the same text; NULL: none. */
const swage_str *swage_names_find(name_set *set, const swage_str *name);

/* The same, adding it where there is none; NULL: no memory. */
const swage_str *swage_names_add(name_set *set, scratch *s, const swage_str *name);

/* Begins with the keys of a list's entries; false: no memory. */
bool swage_names_init_list(name_set *set, scratch *s, const swage_element *e, slot_list list);

#endif
