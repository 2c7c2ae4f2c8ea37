/*
 * Looking up names of fields, values of enums and alternatives of unions.
 */
#ifndef SWAGE_SRC_ENUMS_H
#define SWAGE_SRC_ENUMS_H

#include <swage/descriptor.h>

/* The position + 1 of the value of that kind and text; 0 when the enum has none. */
uint32_t swage_enum_find(const swage_enum *type, swage_kind kind, const char *text, size_t len);

/* Whether the enum has values of that kind; those that are strings, and others. */
bool swage_enum_has_kind(const swage_enum *type, swage_kind kind);
bool swage_enum_has_strings(const swage_enum *type);
bool swage_enum_has_others(const swage_enum *type);

/* What an unknown value of that text is unless it is a string: of a JSON number, boolean or null.
 */
swage_kind swage_enum_text_kind(swage_str text);

/* Whether the text of a value is that of a string; where there are others, too: unless it is JSON.
 */
bool swage_enum_is_string(const swage_enum *type, swage_str text);

/* Reads and sets the enum in a slot: its code; the text that it has if the code is 0, and the one
   that it has in any case. */
uint32_t swage_enum_get_code(const swage_type *type, const void *slot);
swage_str swage_enum_get_text(const swage_type *type, const void *slot);
swage_str swage_enum_text_of(const swage_type *type, const void *slot);
void swage_enum_set(const swage_type *type, void *slot, uint32_t code, swage_str text);

/* The position + 1 of the field of that name; 0 when the model has none. */
uint32_t swage_field_find(const swage_model *model, const char *name, size_t len);

/* Whether a text is that name, which ends with a NUL. */
bool swage_is_text(const char *name, const char *text, size_t len);

/* The position + 1 of the alternative that a discriminator's text means; 0 when none is meant. */
uint32_t swage_union_find(const swage_union *type, swage_str text);

/* How the alternative of a union should not be: "not set", or another one than its discriminator
   means, if that is a field; NULL: it is good. */
const char *swage_union_fault(const swage_union *type, const void *slot);

#endif
