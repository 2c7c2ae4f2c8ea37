/*
 * What text is made of: UTF-8, counting, and guessing what was meant.
 */
#ifndef SWAGE_BASE_TEXT_H
#define SWAGE_BASE_TEXT_H

#include "base/str.h"

/*
 * Decodes the code point at s.ptr[*at] and moves *at behind it (RFC 3629: no surrogates, no
 * overlong forms, at most U+10FFFF). False, with *at unmoved, where the bytes are no UTF-8.
 */
bool utf8_next(str s, size_t *at, uint32_t *code_point);

/* Offset of the first byte that is no UTF-8; s.len when all is well. */
size_t utf8_invalid_at(str s);

/* Number of code points; a byte that is no UTF-8 counts as one. */
size_t utf8_count(str s);

/* Offset of the code point that has `count` others before it; s.len when there are not as many. */
size_t utf8_offset(str s, size_t count);

/* Writes a code point as 1 to 4 bytes; how many. */
size_t utf8_put(char out[4], uint32_t code_point);

/*
 * The candidate closest to `word` (edits, with transposition, ignoring case first), for
 * "did you mean …?". An empty str when none is close enough to be worth saying.
 */
str text_closest(str word, const str *candidates, size_t count);

#endif
