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

/* Whether a text surely keeps a rule: a character has up to four bytes. */
static inline bool text_keeps(const swage_rule *rule, const swage_str *text) {
    switch (rule->name) {
    case SWAGE_RULE_MIN_LENGTH:
        return text->len / 4 >= rule->as.natural || (text->len && rule->as.natural == 1);
    case SWAGE_RULE_MAX_LENGTH:
        return text->len <= rule->as.natural;
    case SWAGE_RULE_FORMAT:
        return swage_format_check(rule->as.format, text->ptr, text->len);
    case SWAGE_RULE_PATTERN:
        return rule->as.pattern->states && swage_pattern_accepts(rule->as.pattern, *text);
    default:
        return false;
    }
}

static inline bool surely_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    if (type->kind == SWAGE_TYPE_STRING)
        return text_keeps(rule, slot);
    if (type->kind != SWAGE_TYPE_ARRAY)
        return is_bound(rule->name) && keeps_bound(rule, type, slot);
    const size_t count = slot_get_list(slot).count;
    return (rule->name == SWAGE_RULE_MIN_ITEMS && count >= rule->as.natural) ||
           (rule->name == SWAGE_RULE_MAX_ITEMS && count <= rule->as.natural);
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
