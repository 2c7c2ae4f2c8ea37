/*
 * Identifiers: how a name of a spec is cut into words and put together again.
 *
 * Names of a spec are any text. A word is a run of letters and digits; where the style asks for
 * it, words also end where the case changes (aB, ABc). The styles are general; which of them a
 * language uses for what is said in its language.yaml.
 */
#ifndef SWAGE_RENDER_IDENTIFIER_H
#define SWAGE_RENDER_IDENTIFIER_H

#include "base/str.h"

typedef enum identifier_style {
    IDENTIFIER_SNAKE,       /* some_name: also cut where the case changes */
    IDENTIFIER_UPPER_SNAKE, /* SOME_NAME */
    IDENTIFIER_KEBAB,       /* some-name */
    IDENTIFIER_PASCAL,      /* SomeName: the first letter of each word, the rest as it is */
    IDENTIFIER_CAMEL,       /* someName: as PASCAL, a leading run of capitals lowered */
    IDENTIFIER_FLAT         /* somename */
} identifier_style;

/* The style of that name ("snake", "upper_snake", …); false when there is none. */
bool identifier_style_from_name(str name, identifier_style *style);

/*
 * The name in that style, in ASCII: a letter outside ASCII becomes a word of its own, `u` and its
 * code point in hex. A name of signs alone is spelled by what they are called (`!=`: not_equal), as
 * the sign of a number is (`-1`: minus_1). Empty when the name has neither letter, digit nor sign.
 */
str identifier_make(arena *a, str name, identifier_style style);

/* A valid identifier of C-like languages from any text: "_" before a leading digit, and `fallback`
 * for an empty one. */
str identifier_valid(arena *a, str identifier, str fallback);

#endif
