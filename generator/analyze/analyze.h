/*
 * Checks of the whole model, and what follows from it for every language: cycles, order, storage.
 */
#ifndef SWAGE_ANALYZE_ANALYZE_H
#define SWAGE_ANALYZE_ANALYZE_H

#include "model/model.h"

/*
 * Checks names, required names, constraints, defaults, consts and examples, and fills
 * definition->order and ->recursive, field->storage, alternative->storage and
 * constraint->automaton. Findings are
 * diagnostics; the model can be rendered when none of them is an error.
 */
void analyze_package(arena *a, diagnostics *d, model_package *package);

#endif
