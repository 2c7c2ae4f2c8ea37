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

static const struct {
    const char *sentence; /* with one %s */
    const char *keyword;
} texts[] = {
    [SWAGE_RULE_MIN_LENGTH] = {"must have at least %s characters", "minLength"},
    [SWAGE_RULE_MAX_LENGTH] = {"must have at most %s characters", "maxLength"},
    [SWAGE_RULE_PATTERN] = {"must match %s", "pattern"},
    [SWAGE_RULE_FORMAT] = {"must be a valid %s", "format"},
    [SWAGE_RULE_MINIMUM_INTEGER] = {"must be at least %s", "minimum"},
    [SWAGE_RULE_MINIMUM_NATURAL] = {"must be at least %s", "minimum"},
    [SWAGE_RULE_MINIMUM_NUMBER] = {"must be at least %s", "minimum"},
    [SWAGE_RULE_MINIMUM_DECIMAL] = {"must be at least %s", "minimum"},
    [SWAGE_RULE_MAXIMUM_INTEGER] = {"must be at most %s", "maximum"},
    [SWAGE_RULE_MAXIMUM_NATURAL] = {"must be at most %s", "maximum"},
    [SWAGE_RULE_MAXIMUM_NUMBER] = {"must be at most %s", "maximum"},
    [SWAGE_RULE_MAXIMUM_DECIMAL] = {"must be at most %s", "maximum"},
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_INTEGER] = {"must be greater than %s", "exclusiveMinimum"},
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_NATURAL] = {"must be greater than %s", "exclusiveMinimum"},
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_NUMBER] = {"must be greater than %s", "exclusiveMinimum"},
    [SWAGE_RULE_EXCLUSIVE_MINIMUM_DECIMAL] = {"must be greater than %s", "exclusiveMinimum"},
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_INTEGER] = {"must be less than %s", "exclusiveMaximum"},
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_NATURAL] = {"must be less than %s", "exclusiveMaximum"},
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_NUMBER] = {"must be less than %s", "exclusiveMaximum"},
    [SWAGE_RULE_EXCLUSIVE_MAXIMUM_DECIMAL] = {"must be less than %s", "exclusiveMaximum"},
    [SWAGE_RULE_MULTIPLE_OF] = {"must be a multiple of %s", "multipleOf"},
    [SWAGE_RULE_MIN_ITEMS] = {"must have at least %s items", "minItems"},
    [SWAGE_RULE_MAX_ITEMS] = {"must have at most %s items", "maxItems"},
    [SWAGE_RULE_UNIQUE_ITEMS] = {"must not have the same item twice", "uniqueItems"},
    [SWAGE_RULE_MIN_PROPERTIES] = {"must have at least %s members", "minProperties"},
    [SWAGE_RULE_MAX_PROPERTIES] = {"must have at most %s members", "maxProperties"},
    [SWAGE_RULE_CONST] = {"must be %s", "const"},
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
    char digits[NUMBER_TEXT_SIZE], sentence[RULE_TEXT_SIZE];
    if (rule->name == SWAGE_RULE_CONDITION)
        return rule->as.condition->text;
    const char *text = texts[rule->name].sentence, *gap = strstr(text, "%s");
    snprintf(sentence, sizeof sentence, "%.*s%.63s%s", gap ? (int)(gap - text) : RULE_TEXT_SIZE,
             text, gap ? swage_rule_operand(rule, digits) : "", gap ? gap + 2 : "");
    snprintf(buffer, RULE_TEXT_SIZE, "%.90s (%s)", sentence, texts[rule->name].keyword);
    return buffer;
}
