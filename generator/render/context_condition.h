/*
 * Conditions of an object in the context (render/context.h).
 */
#ifndef SWAGE_RENDER_CONTEXT_CONDITION_H
#define SWAGE_RENDER_CONTEXT_CONDITION_H

#include "base/value.h"
#include "model/model.h"

/*
 * The list of an object's conditions: {keyword, text, test}. A test is {kind, negated, tests,
 * field, operands}: `present`, `null` and `equals` (one of the `operands`) are about a `field`, one
 * of the dicts of `fields`, else null; `all`, `any` and `one` have a list of `tests`. No test but
 * those of fields and `one` is negated.
 */
value context_conditions(arena *a, const model_definition *d, value fields);

#endif
