/*
 * Comments: descriptions of a spec, which are Markdown, laid out as comments of a language.
 *
 * The form of a comment is the language's to say (render/language.h).
 */
#ifndef SWAGE_RENDER_COMMENT_H
#define SWAGE_RENDER_COMMENT_H

#include "base/buf.h"
#include "render/language.h"

/*
 * Adds the text as a comment, each line but the first indented by `indent` blanks; empty for an
 * empty text. It is on one line when it fits there. Lines of prose that follow each other are one
 * paragraph, filled to the form's width; items of lists keep their depth, and hang under their
 * text; fenced and indented code, and tables, stay as they are.
 */
void comment_write(arena *a, buf *out, const language *lang, const language_comment *form, str text,
                   unsigned indent);

#endif
