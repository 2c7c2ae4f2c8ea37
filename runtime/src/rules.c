/*
 * Constraints: one case a rule (rules.def).
 */
#include "rules.h"
#include "base64.h"
#include "constant.h"
#include "decimal.h"
#include "enums.h"
#include "formats.h"
#include "number.h"
#include "slot.h"
#include "unique.h"
#include "utf8.h"

#include <swage/fast.h>

/* The text of a slot that rules about strings look at; false when it has none. */
static bool get_text(const swage_type *type, const void *slot, swage_str *text) {
    if (type->kind == SWAGE_TYPE_STRING) {
        *text = *(const swage_str *)slot;
        return true;
    }
    if (type->kind == SWAGE_TYPE_ENUM) {
        *text = swage_enum_text(type->of.enumeration, swage_enum_get_code(type, slot),
                                swage_enum_get_text(type, slot));
        return true;
    }
    return type->kind == SWAGE_TYPE_VALUE && swage_value_get_str(slot, text);
}

static bool get_length(const swage_type *type, const void *slot, uint64_t *length) {
    swage_str text;
    if (type->kind == SWAGE_TYPE_BYTES) {
        *length = BASE64_ENCODED((uint64_t)((const swage_bytes *)slot)->len);
        return true;
    }
    if (!get_text(type, slot, &text))
        return false;
    *length = swage_utf8_count(text.ptr, text.len);
    return true;
}

/* Counts items for `kind` array, members for kind object. */
static bool get_count(const swage_type *type, const void *slot, swage_kind kind, uint64_t *count) {
    swage_type_kind list = kind == SWAGE_KIND_ARRAY ? SWAGE_TYPE_ARRAY : SWAGE_TYPE_MAP;
    if (type->kind == (uint8_t)list) {
        *count = slot_get_list(slot).count;
        return true;
    }
    const swage_value *value = slot;
    if (type->kind != SWAGE_TYPE_VALUE || value->kind != (uint32_t)kind)
        return false;
    *count = value->count;
    return true;
}

/* A number of a slot or a rule. */
typedef struct quantity {
    enum { SIGNED, UNSIGNED, BINARY } form;
    int64_t integer;
    uint64_t natural;
    double number;
} quantity;

static bool from_text(quantity *q, const char *text, size_t len) {
    number n;
    bool range;
    const char *stuck;
    if (!text || swage_number_scan(text, text + len, &n, &stuck) != text + len)
        return false;
    q->form = SIGNED;
    if (swage_number_to_int64(&n, &q->integer, &range))
        return true;
    q->form = UNSIGNED;
    if (swage_number_to_uint64(&n, &q->natural, &range))
        return true;
    q->form = BINARY;
    q->number = swage_number_to_double(&n);
    return true;
}

static bool get_quantity(const swage_type *type, const void *slot, quantity *q) {
    switch (type->kind) {
    case SWAGE_TYPE_INT32:
        *q = (quantity){.form = SIGNED, .integer = *(const int32_t *)slot};
        return true;
    case SWAGE_TYPE_INT64:
        *q = (quantity){.form = SIGNED, .integer = *(const int64_t *)slot};
        return true;
    case SWAGE_TYPE_UINT32:
        *q = (quantity){.form = UNSIGNED, .natural = *(const uint32_t *)slot};
        return true;
    case SWAGE_TYPE_UINT64:
        *q = (quantity){.form = UNSIGNED, .natural = *(const uint64_t *)slot};
        return true;
    case SWAGE_TYPE_FLOAT:
        *q = (quantity){.form = BINARY, .number = (double)*(const float *)slot};
        return true;
    case SWAGE_TYPE_DOUBLE:
        *q = (quantity){.form = BINARY, .number = *(const double *)slot};
        return true;
    case SWAGE_TYPE_DECIMAL:
        return from_text(q, ((const swage_decimal *)slot)->ptr, ((const swage_decimal *)slot)->len);
    case SWAGE_TYPE_VALUE: {
        const swage_value *value = slot;
        return value->kind == SWAGE_KIND_NUMBER && from_text(q, value->as.text, value->count);
    }
    default:
        return false;
    }
}

static int compare_parts(bool less, bool more) {
    return more - less;
}

/* An integer against a double: its whole part, then what is behind the point. */
static int compare_binary(const quantity *a, double b) {
    bool negative = a->form == SIGNED && a->integer < 0;
    if (b >= 18446744073709551616.0)
        return -1;
    if (b < -9223372036854775808.0)
        return 1;
    if (b < 0) {
        if (!negative)
            return 1;
        int64_t whole = (int64_t)b;
        return a->integer != whole ? compare_parts(a->integer<whole, a->integer> whole)
                                   : compare_parts(false, (double)whole > b);
    }
    if (negative)
        return -1;
    uint64_t whole = (uint64_t)b, value = a->form == SIGNED ? (uint64_t)a->integer : a->natural;
    return value != whole ? (value < whole ? -1 : 1) : compare_parts((double)whole < b, false);
}

static int compare(const quantity *a, const quantity *b) {
    if (a->form == BINARY && b->form == BINARY)
        return compare_parts(a->number<b->number, a->number> b->number);
    if (a->form == BINARY)
        return -compare_binary(b, a->number);
    if (b->form == BINARY)
        return compare_binary(a, b->number);
    if (a->form == SIGNED && b->form == SIGNED)
        return compare_parts(a->integer<b->integer, a->integer> b->integer);
    if (a->form == SIGNED && a->integer < 0)
        return -1;
    if (b->form == SIGNED && b->integer < 0)
        return 1;
    uint64_t x = a->form == SIGNED ? (uint64_t)a->integer : a->natural;
    uint64_t y = b->form == SIGNED ? (uint64_t)b->integer : b->natural;
    return compare_parts(x<y, x> y);
}

/* Four forms of a bound follow each other in rules.def, each for integer, natural and number. */
static bool bound_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    quantity value, bound;
    if (!get_quantity(type, slot, &value))
        return true;
    uint32_t at = rule->name - SWAGE_RULE_MINIMUM_INTEGER;
    if (at % 3 == 0)
        bound = (quantity){.form = SIGNED, .integer = rule->as.integer};
    else if (at % 3 == 1)
        bound = (quantity){.form = UNSIGNED, .natural = rule->as.natural};
    else
        bound = (quantity){.form = BINARY, .number = rule->as.number};
    if (type->kind == SWAGE_TYPE_FLOAT && bound.form == BINARY)
        bound.number = (double)(float)bound.number; /* 0.1 is the float 0.1 there */
    int order = compare(&value, &bound);
    switch (at / 3) {
    case 0:
        return order >= 0;
    case 1:
        return order <= 0;
    case 2:
        return order > 0;
    default:
        return order < 0;
    }
}

static bool multiple_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    char buffer[NUMBER_TEXT_SIZE];
    swage_decimal text = {buffer, 0};
    quantity value;
    if (!get_quantity(type, slot, &value))
        return true;
    if (type->kind == SWAGE_TYPE_DECIMAL)
        text = *(const swage_decimal *)slot;
    else if (type->kind == SWAGE_TYPE_VALUE)
        text = (swage_decimal){((const swage_value *)slot)->as.text,
                               ((const swage_value *)slot)->count};
    else if (value.form == SIGNED)
        text.len = swage_number_write_int64(buffer, value.integer);
    else if (value.form == UNSIGNED)
        text.len = swage_number_write_uint64(buffer, value.natural);
    else if (type->kind == SWAGE_TYPE_FLOAT)
        text.len = swage_number_write_float(buffer, *(const float *)slot);
    else
        text.len = swage_number_write_double(buffer, value.number);
    decimal dividend, divisor;
    swage_decimal_take_apart(&dividend, text.ptr, text.len);
    swage_decimal_take_apart(&divisor, rule->as.text, strlen(rule->as.text));
    return swage_decimal_is_multiple(&dividend, &divisor);
}

bool swage_pattern_accepts(const swage_pattern *pattern, swage_str text) {
    unsigned state = 1;
    for (size_t i = 0; i < text.len && state; i++)
        state =
            pattern->next[state * pattern->classes + pattern->class_of[(unsigned char)text.ptr[i]]];
    return pattern->accept[state / 8] >> (state % 8) & 1;
}

static bool matches(const rule_context *c, const swage_pattern *pattern, swage_str text) {
    if (!pattern->next)
        return !c->match || c->match(c->match_context, pattern->source, text);
    return swage_pattern_accepts(pattern, text);
}

static bool items_are_unique(const rule_context *c, const swage_type *type, const void *slot) {
    const swage_value *value = slot;
    if (type->kind == SWAGE_TYPE_ARRAY)
        return swage_unique_items(type->of.element, slot_get_list(slot), c->scratch);
    return type->kind != SWAGE_TYPE_VALUE || value->kind != SWAGE_KIND_ARRAY ||
           swage_unique_values(value, c->scratch);
}

/* Whether the bytes of a text tell already that it keeps a rule: a character takes one to four. */
static bool bytes_suffice(const swage_rule *rule, const swage_type *type, const void *slot) {
    if (PORT_SMALL || type->kind != SWAGE_TYPE_STRING)
        return false;
    size_t len = ((const swage_str *)slot)->len;
    if (rule->name == SWAGE_RULE_MAX_LENGTH)
        return len <= rule->as.natural;
    return rule->name == SWAGE_RULE_MIN_LENGTH && (len + 3) / 4 >= rule->as.natural;
}

static bool holds(const rule_context *c, const swage_rule *rule, const swage_type *type,
                  const void *slot) {
    uint64_t count;
    swage_str text;
    switch ((swage_rule_name)rule->name) {
    case SWAGE_RULE_MIN_LENGTH:
        return !get_length(type, slot, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_LENGTH:
        return !get_length(type, slot, &count) || count <= rule->as.natural;
    case SWAGE_RULE_PATTERN:
        return !get_text(type, slot, &text) || matches(c, rule->as.pattern, text);
    case SWAGE_RULE_FORMAT:
        return !get_text(type, slot, &text) ||
               swage_format_check(rule->as.format, text.ptr, text.len);
    case SWAGE_RULE_MULTIPLE_OF:
        return multiple_holds(rule, type, slot);
    case SWAGE_RULE_MIN_ITEMS:
        return !get_count(type, slot, SWAGE_KIND_ARRAY, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_ITEMS:
        return !get_count(type, slot, SWAGE_KIND_ARRAY, &count) || count <= rule->as.natural;
    case SWAGE_RULE_UNIQUE_ITEMS:
        return items_are_unique(c, type, slot);
    case SWAGE_RULE_MIN_PROPERTIES:
        return !get_count(type, slot, SWAGE_KIND_OBJECT, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_PROPERTIES:
        return !get_count(type, slot, SWAGE_KIND_OBJECT, &count) || count <= rule->as.natural;
    case SWAGE_RULE_CONST:
        return swage_constant_equals(type, slot, rule->as.text, c->scratch);
    default:
        return bound_holds(rule, type, slot);
    }
}

const swage_rule *swage_rules_broken(const rule_context *c, const swage_type *type,
                                     const void *slot, const swage_rule *rule) {
    if (!rule && swage_rules_surely_hold(type, slot))
        return NULL;
    const swage_rule *end = type->rules + type->rule_count;
    for (rule = rule ? rule + 1 : type->rules; rule < end; rule++)
        if (!bytes_suffice(rule, type, slot) && !holds(c, rule, type, slot))
            return rule;
    return NULL;
}

const swage_rule *swage_rules_broken_by_count(const swage_model *model, size_t members,
                                              const swage_rule *rule) {
    const swage_rule *end = model->rules + model->rule_count;
    for (rule = rule ? rule + 1 : model->rules; rule < end; rule++) {
        if (rule->name == SWAGE_RULE_MIN_PROPERTIES && members < rule->as.natural)
            return rule;
        if (rule->name == SWAGE_RULE_MAX_PROPERTIES && members > rule->as.natural)
            return rule;
    }
    return NULL;
}
