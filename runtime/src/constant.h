/*
 * const: a slot against JSON text.
 */
#ifndef SWAGE_SRC_CONSTANT_H
#define SWAGE_SRC_CONSTANT_H

#include "scratch.h"

#include <swage/descriptor.h>

/*
 * Whether the slot's value is what the JSON text says. What is written otherwise than the text is
 * compared in memory: on the stack, else in the scratch. NULL, or no room: large ones are not
 * equal.
 */
bool swage_constant_equals(const swage_type *type, const void *slot, const char *json, scratch *s);

#endif
