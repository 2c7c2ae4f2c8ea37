/*
 * A second opinion on what is JSON: as plain as can be, and sharing nothing with the runtime.
 */
#ifndef SWAGE_TESTS_FUZZ_REFERENCE_JSON_H
#define SWAGE_TESTS_FUZZ_REFERENCE_JSON_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the text is one JSON value by RFC 8259, in UTF-8 by RFC 3629, with no half of a surrogate
 * pair and at most `max_depth` arrays and objects within each other.
 */
bool reference_accepts(const char *text, size_t len, unsigned max_depth);

#endif
