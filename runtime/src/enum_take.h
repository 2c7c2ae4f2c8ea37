/*
 * Enums and arrays of them, as most texts have them.
 */
#ifndef SWAGE_SRC_ENUM_TAKE_H
#define SWAGE_SRC_ENUM_TAKE_H

#include "parser.h"

/* The value at `at`; behind it. NULL, and nothing done, when it is not as most texts have it. */
const char *swage_take_enum(const swage_parser *p, const char *at, const swage_enum *type,
                            void *out);

/*
 * The values behind the bracket at `at`, into the arena from `items` on, where one fits; behind the
 * last one's text, where no comma is. NULL: something is not as in most texts, or the arena is
 * full.
 */
const char *swage_take_enums(parser *p, const swage_enum *type, const char *at, char *items,
                             size_t *count);

#endif
