/*
 * Base64 by RFC 4648, section 4: padded, without white space.
 */
#ifndef SWAGE_SRC_BASE64_H
#define SWAGE_SRC_BASE64_H

#include <swage/fast/portability.h>

#include <stdbool.h>
#include <stddef.h>

/* How many bytes `len` characters (of this text) decode to, at most. */
#define BASE64_DECODED(len) ((len) / 4 * 3)
#define BASE64_ENCODED(len) (((len) + 2) / 3 * 4)

/* Decodes into `out` (which may be the text itself); false when the text is no canonical base64. */
bool swage_base64_decode(const char *text, size_t len, unsigned char *out, size_t *out_len);

/* Three bytes (or the last one or two) as four characters. */
void swage_base64_encode_group(const unsigned char *bytes, size_t count, char out[4]);

#endif
