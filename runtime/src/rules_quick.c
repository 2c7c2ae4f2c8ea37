/*
 * What most values need of their constraints: an answer from a text alone or a plain bound, before
 * rules.c looks closer.
 */
#include "formats.h"
#include "rules.h"
#include "slot.h"

#include <swage/fast_write.h>

static bool is_bound(uint32_t name) {
    return name >= SWAGE_RULE_MINIMUM_INTEGER && name < SWAGE_RULE_MULTIPLE_OF;
}

/* How a number is to a bound: which of the four kinds of bounds, in their order, it keeps. */
#define KEPT(value, bound)                                                                         \
    (((value) >= (bound)) | ((value) <= (bound)) << 1 | ((value) > (bound)) << 2 |                 \
     ((value) < (bound)) << 3)

/* Whether a number keeps a bound of its own form. */
static bool keeps_bound(const swage_rule *rule, const swage_type *type, const void *slot) {
    uint32_t at = rule->name - SWAGE_RULE_MINIMUM_INTEGER;
    int kept = 0;
    if (at % 4 == 0 && type->kind == SWAGE_TYPE_INT64)
        kept = KEPT(*(const int64_t *)slot, rule->as.integer);
    else if (at % 4 == 0 && type->kind == SWAGE_TYPE_INT32)
        kept = KEPT(*(const int32_t *)slot, rule->as.integer);
    else if (at % 4 == 1 && type->kind == SWAGE_TYPE_UINT64)
        kept = KEPT(*(const uint64_t *)slot, rule->as.natural);
    else if (at % 4 == 1 && type->kind == SWAGE_TYPE_UINT32)
        kept = KEPT(*(const uint32_t *)slot, rule->as.natural);
    else if (at % 4 == 2 && type->kind == SWAGE_TYPE_DOUBLE)
        kept = KEPT(*(const double *)slot, rule->as.number);
    return kept >> at / 4 & 1;
}

static bool surely_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    size_t len = type->kind == SWAGE_TYPE_STRING ? ((const swage_str *)slot)->len : 0;
    switch (rule->name) {
    case SWAGE_RULE_MIN_LENGTH: /* a character has up to four bytes */
        return len / 4 >= rule->as.natural || (len && rule->as.natural == 1);
    case SWAGE_RULE_MAX_LENGTH:
        return type->kind == SWAGE_TYPE_STRING && len <= rule->as.natural;
    case SWAGE_RULE_MIN_ITEMS:
        return type->kind == SWAGE_TYPE_ARRAY && slot_get_list(slot).count >= rule->as.natural;
    case SWAGE_RULE_MAX_ITEMS:
        return type->kind == SWAGE_TYPE_ARRAY && slot_get_list(slot).count <= rule->as.natural;
    case SWAGE_RULE_FORMAT:
        return type->kind == SWAGE_TYPE_STRING &&
               swage_format_check(rule->as.format, ((const swage_str *)slot)->ptr, len);
    case SWAGE_RULE_PATTERN:
        return type->kind == SWAGE_TYPE_STRING && rule->as.pattern->next &&
               swage_pattern_accepts(rule->as.pattern, *(const swage_str *)slot);
    default:
        return is_bound(rule->name) && keeps_bound(rule, type, slot);
    }
}

bool swage_rules_surely_hold(const swage_type *type, const void *slot) {
    if (PORT_SMALL)
        return false;
    for (uint32_t i = 0; i < type->rule_count; i++)
        if (!surely_holds(&type->rules[i], type, slot))
            return false;
    return true;
}

bool swage_surely_format(const swage_str *slot, swage_format format) {
    return !PORT_SMALL && slot->ptr && swage_format_check(format, slot->ptr, slot->len);
}
