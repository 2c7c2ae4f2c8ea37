/*
 * Types of the context: uses of types with their notations, constraints, and what a definition
 * needs of others. A part of the context (render/context.h).
 */
#ifndef SWAGE_RENDER_CONTEXT_TYPE_H
#define SWAGE_RENDER_CONTEXT_TYPE_H

#include "model/model.h"
#include "render/language.h"
#include "render/snippet.h"

typedef struct context_types context_types;

/* `definitions` are the dicts of all definitions by their order, with their names; notations see
 * the `settings`. */
context_types *context_types_new(arena *a, const language *lang, snippet_set *snippets,
                                 const value *definitions, value settings);

/* Those that make conditions, of definitions as of these types. */
struct context_conditions *context_types_conditions(const context_types *t);

/* Fills the `conditions` of all types, once all definitions have their fields; false when a
   notation fails (reported). */
bool context_types_fill_conditions(context_types *t);

/*
 * Makes the dicts of all uses fit another language that has the same names: notations that it has
 * and the first one had not, or had otherwise, are added. False when one fails (reported).
 */
bool context_types_adapt(context_types *t, const language *lang, snippet_set *snippets,
                         value settings);

/*
 * The dict of a use: {kind, nullable, bare, format, constraints, conditions, element, names,
 * definition, … notations}. `optional` is what the notations see: the field that has this type may
 * be absent or null. Equal uses share one dict. False when a notation fails (reported).
 */
bool context_type(context_types *t, const model_type *type, bool optional, value *out);

/*
 * The list of constraints: {keyword, value, json, bound, automaton}; `bound` is the value as an
 * integer of the type where the type is one, rounded to the inside, and null where it excludes
 * nothing. `automaton` is that of a pattern (pattern/pattern.h), {states, classes, class_of, next,
 * accept} with lists of numbers, and `sample`, a text that matches; null where it was not compiled,
 * and for other constraints.
 */
value context_constraints(context_types *t, model_kind kind, const model_constraint *list);

/*
 * Adds what a definition needs of others, each once, in the order of use:
 *   embeds      those whose values stand in its own (inline objects, enums, unions, values of maps)
 *   embeds_late those that stand only in its maps' entries, and may need it in turn
 *   points_to   those that it only points to
 */
void context_add_needs(context_types *t, value definition, const model_definition *d);

/* A name for a type that has none: "string", "ipv4 string", "string list", "Category map". */
str context_type_label(arena *a, const model_type *type);

#endif
