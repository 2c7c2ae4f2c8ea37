/*
 * Constraints by themselves: operands that make no sense, pairs that leave no value, keywords that
 * mean nothing for the type they stand at.
 */
#include "analyze/analysis.h"

typedef enum applies { STRINGS, NUMBERS, ARRAYS, OBJECTS, ALL } applies;
typedef enum operand { COUNT, NUMBER, FLAG, TEXT, VALUE } operand;

static const struct {
    operand operand;
    applies to;
} rows[] = {
#define CONSTRAINT(kind, keyword, operand, applies) {operand, applies},
#include "model/constraints.def"
#undef CONSTRAINT
};

static void report_pair(analysis *an, const model_constraint *low, const model_constraint *high) {
    if (!analysis_first(an, low->operand, "pair"))
        return;
    str keyword = model_constraint_keyword(low->kind), other = model_constraint_keyword(high->kind);
    str a = node_text(low->operand), b = node_text(high->operand);
    diagnostic *d = diag_report(an->diags, CODE_CONSTRAINT, low->at,
                                "no value satisfies `%.*s` %.*s and `%.*s` %.*s", STR_ARG(keyword),
                                STR_ARG(a), STR_ARG(other), STR_ARG(b));
    diag_add_note(an->diags, d, high->at, "`%.*s` is here", STR_ARG(other));
}

/* Pairs of a lower and an upper bound; whether they may be equal. */
static const struct {
    model_constraint_kind low, high;
    bool equal;
} pairs[] = {
    {MODEL_MIN_LENGTH, MODEL_MAX_LENGTH, true},
    {MODEL_MINIMUM, MODEL_MAXIMUM, true},
    {MODEL_MINIMUM, MODEL_EXCLUSIVE_MAXIMUM, false},
    {MODEL_EXCLUSIVE_MINIMUM, MODEL_MAXIMUM, false},
    {MODEL_EXCLUSIVE_MINIMUM, MODEL_EXCLUSIVE_MAXIMUM, false},
    {MODEL_MIN_ITEMS, MODEL_MAX_ITEMS, true},
    {MODEL_MIN_PROPERTIES, MODEL_MAX_PROPERTIES, true},
};

static void check_pairs(analysis *an, const model_constraint *list) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const model_constraint *low = model_constraint_find(list, pairs[i].low);
        const model_constraint *high = model_constraint_find(list, pairs[i].high);
        if (!low || !high)
            continue;
        int order = node_compare(low->operand, high->operand);
        if (order > 0 || (order == 0 && !pairs[i].equal))
            report_pair(an, low, high);
    }
}

static void check_operand(analysis *an, const model_constraint *c) {
    if (!node_is_number(c->operand))
        return;
    bool least = c->kind == MODEL_MIN_LENGTH || c->kind == MODEL_MIN_ITEMS ||
                 c->kind == MODEL_MIN_PROPERTIES;
    if (least && model_constraint_is_beyond(c) && analysis_first(an, c->operand, "operand"))
        diag_report(an->diags, CODE_CONSTRAINT, c->operand->at,
                    "no value satisfies `%.*s` %.*s: no document is as long",
                    STR_ARG(model_constraint_keyword(c->kind)), STR_ARG(node_text(c->operand)));
    int sign = node_compare_text(c->operand, STR("0"));
    bool negative = rows[c->kind].operand == COUNT && sign < 0;
    bool step = c->kind == MODEL_MULTIPLE_OF && sign <= 0;
    if ((negative || step) && analysis_first(an, c->operand, "operand"))
        diag_report(an->diags, CODE_CONSTRAINT, c->operand->at,
                    negative ? "`%.*s` is a count and can't be negative"
                             : "`%.*s` has to be greater than 0",
                    STR_ARG(model_constraint_keyword(c->kind)));
}

static void check_range(analysis *an, const model_type *type, const model_constraint *c) {
    const char *const *range = model_kind_range(type->kind);
    if (!range || !node_is_number(c->operand) || c->kind == MODEL_MULTIPLE_OF)
        return;
    bool below = node_compare_text(c->operand, str_from(range[0])) < 0;
    bool above = node_compare_text(c->operand, str_from(range[1])) > 0;
    bool lower = c->kind == MODEL_MINIMUM || c->kind == MODEL_EXCLUSIVE_MINIMUM;
    bool impossible = lower ? above : below;
    bool useless = (lower ? below : above) && type->kind != MODEL_INTEGER;
    if ((!impossible && !useless) || !analysis_first(an, c->operand, "range"))
        return;
    str keyword = model_constraint_keyword(c->kind);
    model_kind kind = type->kind == MODEL_INTEGER  ? MODEL_INT64
                      : type->kind == MODEL_NUMBER ? MODEL_DOUBLE
                                                   : type->kind;
    if (impossible)
        diag_report(an->diags, CODE_CONSTRAINT, c->at,
                    "no value satisfies `%.*s` %.*s: it lies outside of %.*s", STR_ARG(keyword),
                    STR_ARG(node_text(c->operand)), STR_ARG(model_kind_name(kind)));
    else
        diag_report(an->diags, CODE_CONSTRAINT_TYPE, c->at,
                    "`%.*s` has no effect: it lies outside of %.*s", STR_ARG(keyword),
                    STR_ARG(model_kind_name(kind)));
}

static void check_enum_const(analysis *an, const model_type *type, const model_constraint *c) {
    const model_definition *d = type->definition;
    for (size_t i = 0; i < d->value_count; i++)
        if (node_eq(d->values[i].json, c->operand))
            return;
    if (!analysis_first(an, c->operand, "enum"))
        return;
    diagnostic *w = diag_report(an->diags, CODE_CONSTRAINT, c->at,
                                "no value satisfies this `const`: the enum has no such value");
    diag_add_note(an->diags, w, d->at, "the enum is here");
}

/* The values of an enum that a keyword beside it refuses. */
static void check_enum_values(analysis *an, const model_definition *d, const model_constraint *c) {
    model_constraint alone = *c;
    alone.next = NULL;
    const model_type rule = {.kind = MODEL_ANY, .constraints = &alone};
    finding found;
    for (size_t i = 0; i < d->value_count; i++) {
        const node *item = d->values[i].json;
        if (document_check(an->memory, &rule, item, &found) || !analysis_first(an, item, "refused"))
            continue;
        diagnostic *w =
            diag_report(an->diags, CODE_ENUM_VALUE, d->values[i].at,
                        "this value %.*s: take one of the two out", STR_ARG(found.what));
        diag_add_note(an->diags, w, c->at, "`%.*s` is here",
                      STR_ARG(model_constraint_keyword(c->kind)));
    }
}

void analyze_type_constraints(analysis *an, const model_type *type) {
    for (const model_constraint *c = type->constraints; c; c = c->next) {
        check_operand(an, c);
        if (!model_constraint_applies(c->kind, type->kind)) {
            if (analysis_first(an, c->operand, "type"))
                diag_report(an->diags, CODE_CONSTRAINT_TYPE, c->at,
                            "`%.*s` has no effect on values of type %.*s",
                            STR_ARG(model_constraint_keyword(c->kind)),
                            STR_ARG(model_kind_name(type->kind)));
        } else if (c->kind == MODEL_CONST && type->kind == MODEL_ENUM) {
            check_enum_const(an, type, c);
        } else if (type->kind == MODEL_ENUM) {
            if (!model_constraint_find(type->constraints, MODEL_CONST))
                check_enum_values(an, type->definition, c);
        } else if (rows[c->kind].to == NUMBERS) {
            check_range(an, type, c);
        }
    }
    check_pairs(an, type->constraints);
}

void analyze_rules(analysis *an, const model_type *rules) {
    for (const model_constraint *c = rules->constraints; c; c = c->next)
        check_operand(an, c);
    analyze_type_format(an, rules);
}

void analyze_object_constraints(analysis *an, const model_definition *d) {
    for (const model_constraint *c = d->constraints; c; c = c->next)
        check_operand(an, c);
    check_pairs(an, d->constraints);
    const model_constraint *most = model_constraint_find(d->constraints, MODEL_MAX_PROPERTIES);
    const model_constraint *least = model_constraint_find(d->constraints, MODEL_MIN_PROPERTIES);
    size_t required = 0;
    for (size_t i = 0; i < d->field_count; i++)
        required += d->fields[i].required;
    int64_t count;
    if (most && node_int64(most->operand, &count) && count >= 0 && (size_t)count < required &&
        analysis_first(an, most->operand, "count"))
        diag_report(an->diags, CODE_CONSTRAINT, most->at,
                    "no value satisfies `maxProperties` %lld: the required fields alone are %zu",
                    (long long)count, required);
    if (least && node_int64(least->operand, &count) && count > (int64_t)d->field_count &&
        d->additional_mode == MODEL_ADDITIONAL_CLOSED &&
        analysis_first(an, least->operand, "count"))
        diag_report(an->diags, CODE_CONSTRAINT, least->at,
                    "no value satisfies `minProperties` %lld: the fields are %zu, and others are "
                    "refused",
                    (long long)count, d->field_count);
}

/* A condition that the field is not there: no name of a member may be its. */
static void refuse_field(analysis *an, model_definition *d, const model_field *field) {
    model_test *test = ARENA_NEW(an->memory, model_test);
    model_condition *c = ARENA_NEW(an->memory, model_condition);
    *test = (model_test){.kind = field->required ? MODEL_TEST_ALWAYS : MODEL_TEST_PRESENT,
                         .negated = true,
                         .field = field->required ? NULL : field};
    *c = (model_condition){.next = d->conditions,
                           .test = test,
                           .keyword = STR("propertyNames"),
                           .text = model_test_text(an->memory, test, true),
                           .at = d->field_names->at};
    d->conditions = c;
}

void analyze_object_names(analysis *an, model_definition *d) {
    const model_type *names = d->field_names;
    for (size_t i = 0; names && i < d->field_count; i++) {
        const model_field *field = &d->fields[i];
        const node name = {.at = field->at, .kind = NODE_STRING, .as.text = field->name};
        finding found;
        if (!document_check(an->memory, names, &name, &found)) {
            diag_report(an->diags, CODE_CONSTRAINT_TYPE, field->at,
                        "no object may have this field: its name %.*s, as `propertyNames` has it",
                        STR_ARG(found.what));
            refuse_field(an, d, field);
        }
    }
    if (names && names->conditions && d->field_count)
        diag_count(an->diags, CODE_UNSUPPORTED, STR("names of fields"), names->conditions->at,
                   "`%.*s` of `propertyNames` is not checked for the names of `properties`",
                   STR_ARG(names->conditions->keyword));
}
