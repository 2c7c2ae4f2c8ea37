/*
 * What a broken rule is told as: a sentence with the rule's operand and its keyword.
 */
#include "number.h"
#include "rules.h"

#include <stdio.h>

enum {
    OPERAND_natural,
    OPERAND_integer,
    OPERAND_number,
    OPERAND_text,
    OPERAND_pattern,
    OPERAND_format,
    OPERAND_condition
};

/* What a value must; with a %s for the operand, and a noun behind it, of which there may be one. */
static const char *const texts[] = {
    [SWAGE_RULE_MIN_LENGTH] = "have at least %s characters (minLength)",
    [SWAGE_RULE_MAX_LENGTH] = "have at most %s characters (maxLength)",
    [SWAGE_RULE_PATTERN] = "match %s (pattern)",
    [SWAGE_RULE_FORMAT] = "be a valid %s (format)",
    [SWAGE_RULE_MINIMUM_INTEGER] = "be at least %s (minimum)",
    [SWAGE_RULE_MINIMUM_NATURAL] = "be at least %s (minimum)",
    [SWAGE_RULE_MINIMUM_NUMBER] = "be at least %s (minimum)",
    [SWAGE_RULE_MINIMUM_DECIMAL] = "be at least %s (minimum)",
    [SWAGE_RULE_MAXIMUM_INTEGER] = "be at most %s (maximum)",
    [SWAGE_RULE_MAXIMUM_NATURAL] = "be at most %s (maximum)",
    [SWAGE_RULE_MAXIMUM_NUMBER] = "be at most %s (maximum)",
    [SWAGE_RULE_MAXIMUM_DECIMAL] = "be at most %s (maximum)",
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_INTEGER] = "be greater than %s (exclusiveMinimum)",
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_NATURAL] = "be greater than %s (exclusiveMinimum)",
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_NUMBER] = "be greater than %s (exclusiveMinimum)",
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_DECIMAL] = "be greater than %s (exclusiveMinimum)",
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_INTEGER] = "be less than %s (exclusiveMaximum)",
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_NATURAL] = "be less than %s (exclusiveMaximum)",
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_NUMBER] = "be less than %s (exclusiveMaximum)",
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_DECIMAL] = "be less than %s (exclusiveMaximum)",
    [SWAGE_RULE_MULTIPLE_OF] = "be a multiple of %s (multipleOf)",
    [SWAGE_RULE_MIN_ITEMS] = "have at least %s items (minItems)",
    [SWAGE_RULE_MAX_ITEMS] = "have at most %s items (maxItems)",
    [SWAGE_RULE_UNIQUE_ITEMS] = "not have the same item twice (uniqueItems)",
    [SWAGE_RULE_MIN_PROPERTIES] = "have at least %s members (minProperties)",
    [SWAGE_RULE_MAX_PROPERTIES] = "have at most %s members (maxProperties)",
    [SWAGE_RULE_CONST] = "be %s (const)",
};

/* Which member of the operand each rule has, by rules.def. */
static int operand_of(uint32_t name) {
    static const unsigned char operands[] = {
#define SWAGE_RULE(name, keyword, operand) OPERAND_##operand,
#include <swage/rules.def>
#undef SWAGE_RULE
    };
    return operands[name];
}

static const char *format_name(swage_format format) {
    static const char *const names[] = {
#define SWAGE_FORMAT(name, text) text,
#include <swage/formats.def>
#undef SWAGE_FORMAT
    };
    return names[format];
}

const char *swage_rule_operand(const swage_rule *rule, char digits[NUMBER_TEXT_SIZE]) {
    switch (operand_of(rule->name)) {
    case OPERAND_natural:
        digits[swage_number_write_uint64(digits, rule->as.natural)] = '\0';
        return digits;
    case OPERAND_integer:
        digits[swage_number_write_int64(digits, rule->as.integer)] = '\0';
        return digits;
    case OPERAND_number:
        digits[swage_number_write_double(digits, rule->as.number)] = '\0';
        return digits;
    case OPERAND_text:
        return rule->as.text;
    case OPERAND_pattern:
        return rule->as.pattern->source;
    default:
        return format_name(rule->as.format);
    }
}

const char *swage_rule_text(const swage_rule *rule, char buffer[RULE_TEXT_SIZE]) {
    char digits[NUMBER_TEXT_SIZE];
    if (rule->name == SWAGE_RULE_CONDITION)
        return rule->as.condition->text;
    const char *text = texts[rule->name], *operand = swage_rule_operand(rule, digits);
    const size_t before = strcspn(text, "%");
    const bool gap = text[before];
    const char *behind = gap ? text + before + 2 : "";
    const bool one = gap && behind[1] != '(' && strcmp(operand, "1") == 0;
    const size_t noun = one ? strcspn(behind, "s") : 0;
    snprintf(buffer, RULE_TEXT_SIZE, "must %.*s%.*s%.*s%s", (int)before, text, gap ? 63 : 0,
             operand, (int)noun, behind, behind + noun + one);
    return buffer;
}
