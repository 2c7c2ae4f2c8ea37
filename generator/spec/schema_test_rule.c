/* Tests of the rules that the runtime has: constraints, formats and constants; see schema_test.h.
 */
#include "spec/schema_test.h"

/* What a rule is asked of: of text what it is, of all else its kind. */
static model_type *rules_of(test_builder *b) {
    static const model_type any = {.kind = MODEL_ANY};
    model_type *type = ARENA_NEW(b->r->memory, model_type);
    const bool object = b->type == NULL;
    *type = object ? (model_type){.kind = MODEL_OBJECT,
                                  .definition = (model_definition *)b->object,
                                  .at = b->of->key->at}
                   : *b->type;
    if (model_type_is_json(type))
        type->kind = MODEL_ANY;
    else if (model_kind_is_text(type->kind) && type->kind != MODEL_BYTES &&
             type->kind != MODEL_DATE_TIME)
        type->kind = MODEL_STRING;
    type->nullable = false;
    type->element = type->element ? &any : NULL;
    type->names = NULL;
    type->format = (str){"", 0};
    type->asked_type = type->asked_format = NULL;
    type->constraints = NULL;
    type->conditions = NULL;
    return type;
}

/* Whether a constraint is about values of a kind, and yet can't be told of them: of enums there is
   the text of numbers, of binary data none, and items that are structs have to be sorted. */
static bool is_blind(const model_constraint *c, model_kind kind) {
    const bool number = model_constraint_applies(c->kind, MODEL_NUMBER);
    return (kind == MODEL_ENUM && number) || (kind == MODEL_BYTES && c->kind == MODEL_PATTERN) ||
           (kind == MODEL_ARRAY && c->kind == MODEL_UNIQUE_ITEMS) || kind == MODEL_UNION;
}

static model_test *rules_leaf(const test_builder *b, const model_type *rules, bool negated) {
    model_test *test = test_leaf(b, MODEL_TEST_RULES, negated);
    test->rules = rules;
    return test;
}

model_test *test_format(test_builder *b, const node_member *member, bool negated) {
    model_type *rules = rules_of(b);
    const str format = node_text(member->item);
    if (!format.len || !test_is_about(rules, JSON_STRING))
        return test_constant(b, !negated);
    if (rules->kind != MODEL_ANY && rules->kind != MODEL_STRING)
        return test_unsupported(b, member);
    if (str_eq(format, STR("date-time")))
        return rules->kind == MODEL_ANY ? test_leaf(b, MODEL_TEST_MOMENT, negated)
                                        : test_unsupported(b, member);
    rules->format = format;
    rules->asked_format = member->item;
    if (model_format_is_pattern(format))
        rules->constraints = model_format_constraint(b->r->memory, member->item);
    return rules_leaf(b, rules, negated);
}

model_test *test_rules(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *format = parts->of[KEYWORD_FORMAT];
    model_type *rules = rules_of(b);
    model_constraint **end = &rules->constraints;
    test_group g = test_all_of(negated);
    for (model_constraint *c = schema_constraints(b->r, parts), *next; c; c = next) {
        next = c->next;
        c->next = NULL;
        if (c->kind == MODEL_CONST)
            continue;
        if (is_blind(c, rules->kind))
            test_add(&g, test_unsupported(b, parts->of[schema_constraint_keyword(c->kind)]));
        else if (model_constraint_applies(c->kind, rules->kind))
            *end = c, end = &c->next;
    }
    if (rules->constraints)
        test_add(&g, rules_leaf(b, rules, negated));
    if (format)
        test_add(&g, test_format(b, format, negated));
    return test_joined(b, &g);
}

model_test *test_rule_const(test_builder *b, const node *const *values, size_t count,
                            bool negated) {
    test_group g = test_any_of(negated);
    for (size_t i = 0; i < count; i++) {
        model_type *rules = rules_of(b);
        model_constraint *c = ARENA_NEW(b->r->memory, model_constraint);
        *c = (model_constraint){.kind = MODEL_CONST, .operand = values[i], .at = values[i]->at};
        rules->constraints = c;
        test_add(&g, rules_leaf(b, rules, negated));
    }
    return test_joined(b, &g);
}
