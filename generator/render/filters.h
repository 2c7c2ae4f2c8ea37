/*
 * The filters that a language brings to the engine: spellings (`name | snake`), escapes and comment
 * forms under the names that its language.yaml gives them, `valid`, and `lookup`: of a list of
 * names, the hash table that the runtime finds them by (analyze/lookup.h), {bits, seed, slots}, or
 * none.
 */
#ifndef SWAGE_RENDER_FILTERS_H
#define SWAGE_RENDER_FILTERS_H

#include "render/language.h"
#include "template/template.h"

/* Registers them; `a` and `lang` must outlive the environment. */
void filters_add(arena *a, template_env *env, const language *lang);

#endif
