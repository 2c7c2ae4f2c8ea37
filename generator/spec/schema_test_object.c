/* Tests of an object's fields; see schema_test.h. */
#include "spec/schema_test.h"

/* The same of a member that is no field, of which conditions have that schema, or NULL. */
static model_test *other_test(test_builder *b, const node *key, const node *schema, bool negated) {
    if (b->object->additional_mode == MODEL_ADDITIONAL_CLOSED)
        return test_constant(b, negated);
    if (schema_name_member(b->r, b->object, key, schema))
        return test_constant(b, true); /* all is asked again */
    return test_left_out(b, key, "condition on others", ", which is no property,");
}

model_test *test_presence(test_builder *b, const node *at, bool negated) {
    if (b->type)
        return test_json_has(b, node_text(at), negated);
    const model_field *field = model_field_find(b->object, node_text(at));
    if (!field)
        return other_test(b, at, NULL, negated);
    if (field->required)
        return test_constant(b, !negated);
    model_test *test = test_leaf(b, MODEL_TEST_PRESENT, negated);
    test->field = field;
    return test;
}

/* Whether the schema of a member takes some values, null not among them: a test of these asks
   whether the member is there, too. */
static bool names_values(const node *schema) {
    const node *values = node_get(schema, STR("enum")), *only = node_get(schema, STR("const"));
    bool all = values && values->kind == NODE_LIST;
    for (uint32_t i = 0; all && i < values->count; i++)
        all = values->as.items[i]->kind != NODE_NULL;
    return all || (only && only->kind != NODE_NULL);
}

static bool has_parts(const model_type *type) {
    return type->kind == MODEL_OBJECT || type->kind == MODEL_ARRAY || model_type_is_json(type);
}

/* Whether a test of a field's value asks whether it is set, too. */
static bool asks_presence(const model_field *field, const node *schema) {
    return field && !has_parts(field->type) && names_values(schema);
}

static model_test *required_test(test_builder *b, const schema_parts *parts, bool negated) {
    const node *names = parts->of[KEYWORD_REQUIRED]->item;
    test_group g = test_all_of(negated);
    if (names->kind != NODE_LIST)
        return test_unsupported(b, parts->of[KEYWORD_REQUIRED]);
    for (uint32_t i = 0; i < names->count; i++) {
        const node *name = names->as.items[i];
        const node *about = node_get(schema_part(parts, KEYWORD_PROPERTIES), node_text(name));
        if (!asks_presence(model_field_find(b->object, node_text(name)), about))
            test_add(&g, test_presence(b, name, negated));
    }
    return test_joined(b, &g);
}

/* That the value of a field fits, or is null where the schema takes null. */
static model_test *fits_test(test_builder *b, const model_field *field, const node *schema,
                             bool negated) {
    static const model_type any = {.kind = MODEL_ANY};
    const model_check *check = test_check(b, field->type, schema), *null = check;
    test_group g = test_all_of(negated);
    if (field->type->nullable)
        null = test_check(b, &any, schema);
    if (!check || !null)
        return test_constant(b, true);
    const bool takes_null = field->type->nullable && test_holds_of_null(null->test);
    b->field = field;
    if (test_is_constant(check->test, false)) {
        test_add(&g,
                 takes_null ? test_leaf(b, MODEL_TEST_NULL, negated) : test_constant(b, negated));
    } else if (!test_is_constant(check->test, true)) {
        model_test *test = test_leaf(b, MODEL_TEST_FITS, negated);
        test->check = check;
        test_add(&g, test);
    }
    if (field->type->nullable && !takes_null)
        test_add(&g, test_leaf(b, MODEL_TEST_NULL, !negated));
    b->field = NULL;
    return test_joined(b, &g);
}

/* That the value of a field is as a schema says: of structs, lists and free-form JSON a function
   tells. */
static model_test *field_test(test_builder *b, const model_field *field, const node *schema,
                              bool negated) {
    if (has_parts(field->type))
        return fits_test(b, field, schema, negated);
    b->field = field;
    b->type = field->type;
    model_test *test = test_schema(b, schema, negated);
    b->field = NULL;
    b->type = NULL;
    return test;
}

model_test *test_property(test_builder *b, const node_member *property, const node *required,
                          bool negated) {
    const str name = node_text(property->key);
    const model_field *field = model_field_find(b->object, name);
    if (schema_is_true(property->item) ||
        (!field && b->object->additional_mode == MODEL_ADDITIONAL_CLOSED))
        return test_constant(b, !negated);
    if (!field)
        return other_test(b, property->key, property->item, negated);
    test_group g = test_any_of(negated);
    model_test *test = field_test(b, field, property->item, negated);
    const bool holds_of_none = test->kind == MODEL_TEST_FITS ||
                               (test->kind == MODEL_TEST_RULES && test->negated == negated &&
                                !model_constraint_find(test->rules->constraints, MODEL_CONST));
    if (!holds_of_none && !(test_list_has(required, name) && asks_presence(field, property->item)))
        test_add(&g, test_presence(b, property->key, !negated));
    test_add(&g, test);
    return test_joined(b, &g);
}

static model_test *properties_test(test_builder *b, const schema_parts *parts, bool negated) {
    const node *properties = parts->of[KEYWORD_PROPERTIES]->item;
    test_group g = test_all_of(negated);
    if (properties->kind != NODE_MAP)
        return test_unsupported(b, parts->of[KEYWORD_PROPERTIES]);
    for (uint32_t i = 0; i < properties->count; i++)
        test_add(&g, test_property(b, &properties->as.members[i],
                                   schema_part(parts, KEYWORD_REQUIRED), negated));
    return test_joined(b, &g);
}

model_test *test_object_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                                bool negated) {
    const node_member *member = parts->of[keyword];
    switch (keyword) {
    case KEYWORD_REQUIRED:
        return required_test(b, parts, negated);
    case KEYWORD_PROPERTIES:
        return properties_test(b, parts, negated);
    case KEYWORD_ADDITIONAL_PROPERTIES:
        return test_additional(b, parts, negated);
    case KEYWORD_PATTERN_PROPERTIES:
        return test_patterns(b, parts, negated);
    case KEYWORD_PROPERTY_NAMES:
        return test_property_names(b, parts, negated);
    case KEYWORD_TYPE:
        return test_constant(b, test_takes_type(member->item, STR("object")) != negated);
    case KEYWORD_CONST:
        return test_rule_const(b, &member->item, 1, negated);
    case KEYWORD_ENUM:
        if (member->item->kind == NODE_LIST)
            return test_rule_const(b, member->item->as.items, member->item->count, negated);
        return test_unsupported(b, member);
    default:
        return test_unsupported(b, member);
    }
}
