/*
 * Characters as Python's str methods see them: cases, kinds, white space (private to template/).
 *
 * The tables in unicode_tables.inc are made by script/unicode_tables.py from the Unicode data.
 */
#ifndef SWAGE_TEMPLATE_UNICODE_H
#define SWAGE_TEMPLATE_UNICODE_H

#include "base/buf.h"
#include "base/text.h"

/* What str.isspace() says. */
bool unicode_is_space(uint32_t c);
bool unicode_is_alpha(uint32_t c);
bool unicode_is_digit(uint32_t c);
bool unicode_is_decimal(uint32_t c);
/* The value of a decimal digit of any script; -1 where it is none. */
int unicode_decimal_value(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_alnum(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_lower(uint32_t c);
/* A letter like U+01C5, upper and lower in one. */
bool unicode_is_title(uint32_t c);
/* Upper, lower or title. */
bool unicode_is_cased(uint32_t c);
bool unicode_is_printable(uint32_t c);

/* Appends a character's upper, lower or title case: up to three characters. */
void unicode_put_upper(buf *out, uint32_t c);
void unicode_put_lower(buf *out, uint32_t c);
void unicode_put_title(buf *out, uint32_t c);

/* What str.casefold() makes of it. */
void unicode_put_fold(buf *out, uint32_t c);
/* The lower case of c, which stands at from … end in s: a sigma at the end of a word is another. */
void unicode_put_lower_of(buf *out, str s, size_t from, size_t end, uint32_t c);

/* Bytes of white space that the text begins with. */
size_t unicode_leading_space(str s);
/* Length of the text without the white space at its end. */
size_t unicode_trimmed_end(str s);
/* Length of the identifier that the text begins with, 0 when it begins with none. */
size_t unicode_identifier(str s);

/* The code point at *at, which moves on; a byte that is no UTF-8 stands for itself. */
uint32_t unicode_next(str s, size_t *at);
/* Byte offset of the code point before `at`. */
size_t unicode_before(str s, size_t at);

/* The text in another case. */
void unicode_upper(buf *out, str s);
void unicode_lower(buf *out, str s);

/* Whether there are letters with a case, and all of them are upper (or lower) ones, as in Python.
 */
bool unicode_has_case(str s, bool upper);

#endif
