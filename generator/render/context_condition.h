/*
 * Conditions in the context (render/context.h).
 */
#ifndef SWAGE_RENDER_CONTEXT_CONDITION_H
#define SWAGE_RENDER_CONTEXT_CONDITION_H

#include "base/map.h"
#include "render/context_type.h"

typedef struct context_conditions context_conditions;

/* `definitions` are the dicts of all definitions by their order. */
context_conditions *context_conditions_new(arena *a, const value *definitions,
                                           context_types *types);

/*
 * Appends to a list the conditions of an object, or of a `type` (the other is NULL), once the dicts
 * of all objects have their `fields`:
 * {keyword, text, test}. A test is {kind, negated, tests, field, others, of_items, part, operands,
 * jsons, rules, check, names, types, name, first, last}, the kinds being those of model.h. Leaves
 * are about a `field`, one of the object's dicts, where it is null about the `others`, which are no
 * fields, or about the value itself. `jsons` are the operands as JSON; `rules` is a type with
 * constraints; `check` and `names` are {id, of, type, test, text}, the same dict each time, or
 * null: `of` is `whole`, or `members` or `items`, one by one; `last` is null where there is no
 * limit. False when a notation fails (reported).
 */
bool context_conditions_list(context_conditions *c, const model_definition *d,
                             const model_type *type, const model_condition *list, value out);

#endif
