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
 * docs/languages.md describes the members; `swage generate --dump-context` shows them.
 */
#ifndef SWAGE_RENDER_CONTEXT_H
#define SWAGE_RENDER_CONTEXT_H

#include "render/language.h"
#include "render/names.h"
#include "render/render.h"
#include "render/snippet.h"

typedef struct context {
    arena *memory;
    value root;
    struct context_types *types;
    str names_from; /* the language whose names it has */
} context;

/*
 * Builds the context of a target in the arena, in which the language must stand, too. False, and
 * diagnostics, when a name or notation fails.
 */
bool context_build(context *c, arena *a, const render_request *request, const language *lang,
                   snippet_set *snippets);

/*
 * Turns a context that was built for another target of the same package into one for this target,
 * whose language has the same names. False, and diagnostics, when a notation fails.
 */
bool context_adapt(context *c, const render_request *request, const language *lang,
                   snippet_set *snippets);

/* Whether a value is a definition's dict (flags of value.h), which stands in many places. */
bool context_is_definition(value v);

/* JSON of a context; a definition within a definition is {"definition": name}. */
void context_write_json(buf *out, value root);

#endif
