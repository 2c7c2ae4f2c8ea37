/*
 * const: a slot against JSON text.
 */
#ifndef SWAGE_SRC_CONSTANT_H
#define SWAGE_SRC_CONSTANT_H

#include <swage/descriptor.h>

/* Whether the slot's value is what the JSON text says. */
bool swage_constant_equals(const swage_type *type, const void *slot, const char *json);

#endif
