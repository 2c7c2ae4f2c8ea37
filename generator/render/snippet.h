/*
 * Snippets: the small templates that stand in language.yaml, compiled once each.
 */
#ifndef SWAGE_RENDER_SNIPPET_H
#define SWAGE_RENDER_SNIPPET_H

#include "source/node.h"
#include "template/template.h"

typedef struct snippet_set snippet_set;

/* `a` holds what they give; the environment has the language's filters. */
snippet_set *snippets_new(arena *a, template_env *env);
/* Frees what the arena does not hold. */
void snippets_free(snippet_set *s);

/*
 * Runs the template that is the text of `n` with that context. False, with diagnostics at n's
 * place, when it is malformed or fails. The text is the arena's.
 */
bool snippet_text(snippet_set *s, const node *n, value context, str *out);

#endif
