/*
 * The context: the model as the plain data that templates see.
 *
 *   package   {name, title, description, version, … spellings}
 *   types     all definitions, in the order of the spec; `declared` in an order in which what is
 *             embedded comes first
 *   type      the definition of this file (outputs per type)
 *   settings  of the language, overridden by the spec's `targets`
 *   target, layout, generator {name, version}
 *
 * docs/templates.md describes every member; `swage generate --dump-context` shows them.
 */
#ifndef SWAGE_RENDER_CONTEXT_H
#define SWAGE_RENDER_CONTEXT_H

#include "render/language.h"
#include "render/names.h"
#include "render/render.h"
#include "render/snippet.h"

/*
 * Builds the context of a target in the arena, which it may leave behind: undefined, and
 * diagnostics, when a name or notation fails. `record` is names_new's.
 */
value context_build(arena *a, const render_request *request, const language *lang,
                    snippet_set *snippets, names_record *record);

/* Whether a value is a definition's dict (flags of value.h), which stands in many places. */
bool context_is_definition(value v);

/* JSON of a context; a definition within a definition is {"definition": name}. */
void context_write_json(buf *out, value context);

#endif
