/*
 * Constraints: which rule of a type a value breaks, and how that is said.
 */
#ifndef SWAGE_SRC_RULES_H
#define SWAGE_SRC_RULES_H

#include "number.h"

#include <swage/runtime.h>

struct scratch;

typedef struct rule_context {
    bool (*match)(void *context, const char *pattern, swage_str text);
    void *match_context;
    struct scratch *scratch; /* to sort in; NULL: there is none */
    bool counts_only;        /* values are not all there: rules that compare them wait */
} rule_context;

/* Whether all rules of the type hold, as far as that is quickly told; false: it is not known. */
bool swage_rules_surely_hold(const swage_type *type, const void *slot);

/*
 * The first rule that the slot's value breaks behind `rule` (NULL: of all); NULL when it breaks no
 * more.
 */
const swage_rule *swage_rules_broken(const rule_context *c, const swage_type *type,
                                     const void *slot, const swage_rule *rule);

/*
 * The same of a model's own rules: about its number of members, and about several of its fields at
 * once. The latter are left out where `value` is NULL.
 */
const swage_rule *swage_rules_broken_by_model(const swage_model *model, const void *value,
                                              size_t members, const swage_rule *rule);

/* The fields of a struct that are not absent; of those that `seen` has, unless it is NULL. */
size_t swage_count_fields(const swage_model *model, const void *base, const uint64_t *seen);

/* What a rule compares with, as text: its own, static, or written into `room`. */
const char *swage_rule_operand(const swage_rule *rule, char room[NUMBER_TEXT_SIZE]);

/* "must have at least 3 characters (minLength)". */
enum { RULE_TEXT_SIZE = 120 };
const char *swage_rule_text(const swage_rule *rule, char buffer[RULE_TEXT_SIZE]);

#endif
