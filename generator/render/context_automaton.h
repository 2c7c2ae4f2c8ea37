/*
 * The automaton of a pattern for templates: a table, or positions. docs/languages.md tells its
 * members.
 */
#ifndef SWAGE_RENDER_CONTEXT_AUTOMATON_H
#define SWAGE_RENDER_CONTEXT_AUTOMATON_H

#include "pattern/pattern.h"
#include "base/value.h"

/* In the arena. */
value context_automaton(arena *a, const pattern_dfa *d);

#endif
