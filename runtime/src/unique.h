/*
 * uniqueItems.
 */
#ifndef SWAGE_SRC_UNIQUE_H
#define SWAGE_SRC_UNIQUE_H

#include "scratch.h"
#include "slot.h"

/* Whether no two items are equal. `s` is memory to sort in; NULL: none but the stack. */
bool swage_unique_items(const swage_element *e, slot_list list, scratch *s);
bool swage_unique_values(const swage_value *array, scratch *s);

#endif
