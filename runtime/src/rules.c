/*
 * Constraints: one case a rule (rules.def).
 */
#include "rules.h"
#include "base64.h"
#include "constant.h"
#include "decimal.h"
#include "entries.h"
#include "enums.h"
#include "formats.h"
#include "number.h"
#include "unique.h"
#include "utf8.h"

#include <swage/fast.h>

enum { TEXT_ROOM = 40 }; /* of a date-time */

/* The text of a slot that rules about strings look at, in `room` or not; false: it has none. */
static bool get_text(const swage_type *type, const void *slot, char room[TEXT_ROOM],
                     swage_str *text) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        *text = *(const swage_str *)slot;
        return true;
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        *text = swage_enum_text_of(type, slot);
        return swage_enum_is_string(type->of.enumeration, *text);
    case SWAGE_TYPE_DATE_TIME:
        *text = (swage_str){room, swage_date_time_write(slot, room)};
        return true;
    default:
        return type->kind == SWAGE_TYPE_VALUE && swage_value_get_str(slot, text);
    }
}

static bool get_length(const swage_type *type, const void *slot, uint64_t *length) {
    char room[TEXT_ROOM];
    swage_str text;
    if (type->kind == SWAGE_TYPE_BYTES) {
        *length = BASE64_ENCODED((uint64_t)((const swage_bytes *)slot)->len);
        return true;
    }
    if (!get_text(type, slot, room, &text))
        return false;
    *length = swage_utf8_count(text.ptr, text.len);
    return true;
}

static bool is_model(const swage_type *type) {
    return type->kind == SWAGE_TYPE_MODEL || type->kind == SWAGE_TYPE_MODEL_POINTER;
}

size_t swage_count_fields(const swage_model *model, const void *base, const uint64_t *seen) {
    size_t count = 0;
    for (uint32_t i = 0; i < model->field_count; i++)
        if (slot_state(base, model->fields[i].state_offset) != SWAGE_ABSENT)
            count += !seen || (seen[i / 64] >> (i % 64) & 1) != 0;
    return count;
}

static uint64_t count_members(const swage_model *model, const char *base) {
    const swage_element *unknown = swage_unknown_entries(model);
    uint64_t count = unknown ? slot_get_list(base + model->unknown_offset).count : 0;
    return count + swage_count_fields(model, base, NULL);
}

/* Counts items for `kind` array, members for kind object. */
static bool get_count(const swage_type *type, const void *slot, swage_kind kind, uint64_t *count) {
    swage_type_kind list = kind == SWAGE_KIND_ARRAY ? SWAGE_TYPE_ARRAY : SWAGE_TYPE_MAP;
    if (type->kind == (uint8_t)list) {
        *count = slot_get_list(slot).count;
        return true;
    }
    const void *base = type->kind == SWAGE_TYPE_MODEL_POINTER ? *(const void *const *)slot : slot;
    if (kind == SWAGE_KIND_OBJECT && base && is_model(type)) {
        *count = count_members(type->of.model, base);
        return true;
    }
    const swage_value *value = slot;
    if (type->kind != SWAGE_TYPE_VALUE || value->kind != (uint32_t)kind)
        return false;
    *count = value->count;
    return true;
}

/* The digits of a number in a slot, which are written into `room` where there is no text. */
static bool get_digits(const swage_type *type, const void *slot, char room[NUMBER_TEXT_SIZE],
                       decimal *out) {
    const swage_value *value = slot;
    swage_str text = {room, 0};
    switch (type->kind) {
    case SWAGE_TYPE_INT32:
        text.len = swage_number_write_int64(room, *(const int32_t *)slot);
        break;
    case SWAGE_TYPE_INT64:
        text.len = swage_number_write_int64(room, *(const int64_t *)slot);
        break;
    case SWAGE_TYPE_UINT32:
        text.len = swage_number_write_uint64(room, *(const uint32_t *)slot);
        break;
    case SWAGE_TYPE_UINT64:
        text.len = swage_number_write_uint64(room, *(const uint64_t *)slot);
        break;
    case SWAGE_TYPE_FLOAT:
        text.len = swage_number_write_float(room, *(const float *)slot);
        break;
    case SWAGE_TYPE_DOUBLE:
        text.len = swage_number_write_double(room, *(const double *)slot);
        break;
    case SWAGE_TYPE_DECIMAL:
        text = (swage_str){((const swage_decimal *)slot)->ptr, ((const swage_decimal *)slot)->len};
        break;
    case SWAGE_TYPE_VALUE:
        if (value->kind == SWAGE_KIND_NUMBER)
            text = (swage_str){value->as.text, value->count};
        break;
    default:
        break;
    }
    if (!swage_decimal_is_number(text.ptr, text.len))
        return false;
    swage_decimal_take_apart(out, text.ptr, text.len);
    return true;
}

static bool is_floating(const swage_type *type) {
    return type->kind == SWAGE_TYPE_FLOAT || type->kind == SWAGE_TYPE_DOUBLE;
}

/*
 * The digits of a bound or const: of a float's and a double's those of the one next to it, as the
 * number itself has been rounded.
 */
static void get_bound(const swage_rule *rule, const swage_type *type, char room[NUMBER_TEXT_SIZE],
                      decimal *out) {
    const char *text = swage_rule_operand(rule, room), *stuck;
    size_t len = strlen(text);
    number n;
    if (is_floating(type)) {
        swage_number_scan(text, text + len, &n, &stuck);
        bool wide = type->kind == SWAGE_TYPE_DOUBLE;
        double nearest = wide ? swage_number_to_double(&n) : (double)swage_number_to_float(&n);
        if (nearest - nearest == 0) {
            len = wide ? swage_number_write_double(room, nearest)
                       : swage_number_write_float(room, (float)nearest);
            text = room;
        }
    }
    swage_decimal_take_apart(out, text, len);
}

/*
 * A number against a bound or a const. Four forms of a bound follow each other in rules.def, for
 * each keyword.
 */
static bool number_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    char room[NUMBER_TEXT_SIZE], bound_room[NUMBER_TEXT_SIZE];
    decimal value, bound;
    if (!get_digits(type, slot, room, &value))
        return true;
    get_bound(rule, type, bound_room, &bound);
    int order = swage_decimal_compare(&value, &bound);
    switch ((rule->name - SWAGE_RULE_MINIMUM_INTEGER) / 4) {
    case 0:
        return order >= 0;
    case 1:
        return order <= 0;
    case 2:
        return order > 0;
    case 3:
        return order < 0;
    default:
        return order == 0;
    }
}

static bool constant_holds(const rule_context *c, const swage_rule *rule, const swage_type *type,
                           const void *slot) {
    const char *json = rule->as.text;
    char room[NUMBER_TEXT_SIZE];
    decimal digits;
    if (swage_decimal_is_number(json, strlen(json)) && get_digits(type, slot, room, &digits))
        return number_holds(rule, type, slot);
    return swage_constant_equals(type, slot, json, c->scratch);
}

static bool multiple_holds(const swage_rule *rule, const swage_type *type, const void *slot) {
    char room[NUMBER_TEXT_SIZE];
    decimal dividend, divisor;
    if (!get_digits(type, slot, room, &dividend))
        return true;
    swage_decimal_take_apart(&divisor, rule->as.text, strlen(rule->as.text));
    return swage_decimal_is_multiple(&dividend, &divisor);
}

static bool table_accepts(const swage_pattern *pattern, swage_str text) {
    unsigned state = 1;
    for (size_t i = 0; i < text.len && state; i++)
        state =
            pattern->next[state * pattern->classes + pattern->class_of[(unsigned char)text.ptr[i]]];
    return pattern->accept[state / 8] >> (state % 8) & 1;
}

bool swage_pattern_accepts(const swage_pattern *pattern, swage_str text) {
    if (!(pattern->accepts ? pattern->accepts(text.ptr, text.len) : table_accepts(pattern, text)))
        return false;
    const size_t length = pattern->max_length ? swage_utf8_count(text.ptr, text.len) : 0;
    return length - pattern->min_length <= pattern->max_length - pattern->min_length;
}

static bool matches(const rule_context *c, const swage_pattern *pattern, swage_str text) {
    if (!pattern->states)
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
    char room[TEXT_ROOM];
    uint64_t count;
    swage_str text;
    if (rule->name >= SWAGE_RULE_CONST && c->counts_only) /* constants and conditions */
        return true;
    switch ((swage_rule_name)rule->name) {
    case SWAGE_RULE_MIN_LENGTH:
        return !get_length(type, slot, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_LENGTH:
        return !get_length(type, slot, &count) || count <= rule->as.natural;
    case SWAGE_RULE_PATTERN:
        return !get_text(type, slot, room, &text) || matches(c, rule->as.pattern, text);
    case SWAGE_RULE_FORMAT:
        return !get_text(type, slot, room, &text) ||
               swage_format_check(rule->as.format, text.ptr, text.len);
    case SWAGE_RULE_MULTIPLE_OF:
        return multiple_holds(rule, type, slot);
    case SWAGE_RULE_MIN_ITEMS:
        return !get_count(type, slot, SWAGE_KIND_ARRAY, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_ITEMS:
        return !get_count(type, slot, SWAGE_KIND_ARRAY, &count) || count <= rule->as.natural;
    case SWAGE_RULE_UNIQUE_ITEMS:
        return c->counts_only || items_are_unique(c, type, slot);
    case SWAGE_RULE_MIN_PROPERTIES:
        return !get_count(type, slot, SWAGE_KIND_OBJECT, &count) || count >= rule->as.natural;
    case SWAGE_RULE_MAX_PROPERTIES:
        return !get_count(type, slot, SWAGE_KIND_OBJECT, &count) || count <= rule->as.natural;
    case SWAGE_RULE_CONST:
        return constant_holds(c, rule, type, slot);
    case SWAGE_RULE_CONDITION:
        return rule->as.condition->holds(slot);
    default:
        return number_holds(rule, type, slot);
    }
}

/* Rules beside alternatives are about the one that there is: its type, with *slot moved to it. */
static const swage_type *chosen(const swage_type *type, const void **slot) {
    while (type->kind == SWAGE_TYPE_UNION) {
        const swage_union *u = type->of.alternatives;
        uint32_t tag = slot_get_tag(u, *slot);
        if (tag < 1 || tag > u->count)
            break;
        type = &u->alternatives[tag - 1].type;
        *slot = (const char *)*slot + u->alternatives[tag - 1].offset;
    }
    return type;
}

const swage_rule *swage_rules_broken(const rule_context *c, const swage_type *type,
                                     const void *slot, const swage_rule *rule) {
    if (!rule && swage_rules_surely_hold(type, slot))
        return NULL;
    const swage_rule *end = type->rules + type->rule_count;
    rule = rule ? rule + 1 : type->rules;
    type = chosen(type, &slot);
    for (; rule < end; rule++)
        if (!bytes_suffice(rule, type, slot) && !holds(c, rule, type, slot))
            return rule;
    return NULL;
}

const swage_rule *swage_rules_broken_by_model(const swage_model *model, const void *value,
                                              size_t members, const swage_rule *rule) {
    const swage_rule *end = model->rules + model->rule_count;
    for (rule = rule ? rule + 1 : model->rules; rule < end; rule++) {
        if (rule->name == SWAGE_RULE_MIN_PROPERTIES && members < rule->as.natural)
            return rule;
        if (rule->name == SWAGE_RULE_MAX_PROPERTIES && members > rule->as.natural)
            return rule;
        if (rule->name == SWAGE_RULE_CONDITION && value && !rule->as.condition->holds(value))
            return rule;
    }
    return NULL;
}
