/*
 * Samples as templates see them: a value of a definition, part by part, with what its literal in a
 * language needs to know. See the function `sample` in docs/languages.md.
 */
#ifndef SWAGE_RENDER_CONTEXT_SAMPLE_H
#define SWAGE_RENDER_CONTEXT_SAMPLE_H

#include "model/model.h"

/*
 * A sample of a definition, in the arena: {value, good, length, needs}. `definitions` are those of
 * the context by order; `texts` are as in analyze/sample.h.
 */
value context_sample(arena *a, const model_definition *d, value definitions, value texts);

#endif
