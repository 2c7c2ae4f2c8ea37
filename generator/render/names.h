/*
 * Names: every definition, field, value and alternative gets the spellings of its language,
 * different ones where they must differ, and no reserved words.
 *
 * What collides is resolved in the order of the spec (a reserved word gets `_` behind it, a second
 * one of the same spelling _2, a third _3 …), so the same spec always gives the same names, and is
 * reported.
 */
#ifndef SWAGE_RENDER_NAMES_H
#define SWAGE_RENDER_NAMES_H

#include "render/language.h"
#include "render/snippet.h"

typedef struct names names;

/* `a` holds the names; what is only needed to find them is freed by names_free. */
names *names_new(arena *a, diagnostics *d, const language *lang, snippet_set *snippets);
void names_free(names *n);

/* Begins an owner (a definition): names of its parts may be those of another owner's parts. */
void names_begin_owner(names *n);

/*
 * Adds the spellings of an entity to its dict. `context` is what the language's templates see:
 * the entity under its own name ("type", "field" …) and its owners. `raw` is the spec's name, for
 * messages. False when a name can't be spelled (reported).
 */
bool names_spell(names *n, language_entity entity, value entity_dict, value context, str raw,
                 span at);

#endif
