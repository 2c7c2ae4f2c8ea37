/*
 * Constraints in words: what conditions (test_text.c) ask of a value by them, in the words that the
 * runtime has for the same rules.
 */
#ifndef SWAGE_MODEL_RULE_TEXT_H
#define SWAGE_MODEL_RULE_TEXT_H

#include "model/model.h"

/*
 * Adds " must have at least 3 and at most 5 characters" of a list of constraints, or with `duty`
 * false " has …"; with `negated` that not all of them hold: " … fewer than 3 or more than 5 …".
 */
void model_rules_write(buf *out, const model_constraint *list, bool negated, bool duty);

#endif
