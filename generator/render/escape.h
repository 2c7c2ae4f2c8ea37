/*
 * Escaping: what keeps the text of a spec inside the comment, string or table cell it is put in.
 *
 * Which replacements is the language's to say (render/language.h).
 */
#ifndef SWAGE_RENDER_ESCAPE_H
#define SWAGE_RENDER_ESCAPE_H

#include "base/buf.h"
#include "render/language.h"

/*
 * Adds the text with the language's replacements made, longest first, left to right, once. Two may
 * have a character in common, the last of one and the first of the other, when both keep it.
 */
void escape_write(buf *out, const language_escape *escape, str text);

/* The same as text of the arena; the text itself when nothing had to be replaced. */
str escape_text(arena *a, const language_escape *escape, str text);

/* The escape of that name, or NULL. */
const language_escape *escape_find(const language *lang, str name);

#endif
