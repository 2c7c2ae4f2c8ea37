/* Tests of values that have one type: scalars and enums; see schema_test.h. */
#include "spec/schema_test.h"

/* Whether a number is none of those that integers of a kind can be. */
static bool is_beyond(model_kind kind, const node *operand) {
    const char *const *range = model_kind_range(kind);
    return model_kind_is_integer(kind) && node_is_number(operand) &&
           (node_compare_text(operand, str_from(range[0])) < 0 ||
            node_compare_text(operand, str_from(range[1])) > 0);
}

static bool is_listed(const model_definition *d, const node *operand) {
    for (size_t i = 0; i < d->value_count; i++)
        if (node_eq(d->values[i].json, operand))
            return true;
    return false;
}

/* Whether an enum can have a value: others than the listed ones are of their kinds. */
static bool is_of_enum(const model_definition *d, const node *operand) {
    for (size_t i = 0; i < d->value_count; i++)
        if (node_eq(d->values[i].json, operand) || d->values[i].json->kind == operand->kind ||
            (node_is_number(d->values[i].json) && node_is_number(operand)))
            return true;
    return false;
}

/* Whether its values that are not listed can be compared as text: there is none that is none. */
static bool has_text_alone(const model_definition *d) {
    for (size_t i = 0; i < d->value_count; i++)
        if (d->values[i].json->kind != NODE_STRING)
            return false;
    return true;
}

/* Whether fields of a kind can be compared with values as those that a spec has, in any language.
 */
static bool can_compare(const model_type *type, const node *operand) {
    const model_kind kind = type->kind;
    const node_kind json = (node_kind)operand->kind;
    int64_t whole;
    if (kind == MODEL_ENUM)
        return is_listed(type->definition, operand) || has_text_alone(type->definition);
    if (model_kind_is_text(kind))
        return kind != MODEL_BYTES && kind != MODEL_DATE_TIME;
    if (model_kind_is_integer(kind))
        return json == NODE_INT && node_int64(operand, &whole);
    return kind == MODEL_BOOLEAN || kind == MODEL_NUMBER || kind == MODEL_DOUBLE;
}

/* Whether a value can be one of a field of that kind. */
static bool is_of_kind(model_kind kind, const node *operand) {
    const node_kind json = (node_kind)operand->kind;
    if (kind == MODEL_BOOLEAN)
        return json == NODE_BOOL;
    if (model_kind_is_integer(kind))
        return node_is_whole(operand) && !is_beyond(kind, operand);
    if (kind == MODEL_UNION)
        return true;
    return model_kind_is_text(kind) ? json == NODE_STRING : node_is_number(operand);
}

static model_test *null_test(const test_builder *b, bool negated) {
    return b->field && b->type->nullable ? test_leaf(b, MODEL_TEST_NULL, negated)
                                         : test_constant(b, negated);
}

/* That the field has one of these values, which `keyword` names. */
static model_test *values_test(test_builder *b, const node_member *keyword,
                               const node *const *values, size_t count, bool negated) {
    const model_kind kind = b->type->kind;
    const node **operands = ARENA_ARRAY(b->r->memory, count, const node *);
    test_group g = test_any_of(negated);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i]->kind == NODE_NULL)
            test_add(&g, null_test(b, negated));
        if (kind == MODEL_ARRAY || kind == MODEL_MAP)
            return test_unsupported(b, keyword);
        if (kind == MODEL_ENUM ? !is_of_enum(b->type->definition, values[i])
                               : !is_of_kind(kind, values[i]))
            continue;
        if (!can_compare(b->type, values[i]))
            test_add(&g, test_rule_const(b, &values[i], 1, negated));
        else
            operands[used++] = values[i];
    }
    if (used) {
        model_test *test = test_leaf(b, MODEL_TEST_EQUALS, negated);
        test->operands = operands;
        test->operand_count = used;
        test_add(&g, test);
    }
    return test_joined(b, &g);
}

static model_test *enum_test(test_builder *b, const node_member *keyword, bool negated) {
    const node *values = keyword->item;
    if (values->kind != NODE_LIST)
        return test_unsupported(b, keyword);
    return values_test(b, keyword, values->as.items, values->count, negated);
}

bool test_takes_type(const node *type, str name) {
    return str_eq(node_text(type), name) || test_list_has(type, name);
}

/* That a number has no fraction. */
static model_test *whole_test(test_builder *b, const node_member *type, bool negated) {
    node *one = ARENA_NEW(b->r->memory, node);
    *one = (node){.kind = NODE_INT, .at = type->item->at, .as.text = STR("1")};
    schema_parts parts = {.node = type->item};
    parts.of[KEYWORD_MULTIPLE_OF] = schema_new_member(b->r, type->key, one);
    return test_rules(b, &parts, negated);
}

/* Whether values are listed beside the type, and null is none of them. */
static bool lists_no_null(const schema_parts *parts) {
    const node *only = schema_part(parts, KEYWORD_CONST), *list = schema_part(parts, KEYWORD_ENUM);
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
        if (list->as.items[i]->kind == NODE_NULL)
            list = NULL;
    return (only && only->kind != NODE_NULL) || list;
}

static model_test *type_test(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *member = parts->of[KEYWORD_TYPE];
    const node *type = member->item;
    const str own = model_kind_json_type(b->type->kind);
    const bool number = test_takes_type(type, STR("number"));
    const bool integer = test_takes_type(type, STR("integer"));
    test_group g = test_all_of(negated);
    if (!own.len)
        return test_unsupported(b, member);
    if (!test_takes_type(type, own) && !(str_eq(own, STR("integer")) && number) &&
        !(str_eq(own, STR("number")) && integer))
        return test_takes_type(type, STR("null")) ? null_test(b, negated)
                                                  : test_constant(b, negated);
    if (str_eq(own, STR("number")) && integer && !number) /* of null it holds */
        test_add(&g, whole_test(b, member, negated));
    if (!test_takes_type(type, STR("null")) && !lists_no_null(parts)) /* else these ask it */
        test_add(&g, null_test(b, !negated));
    return test_joined(b, &g);
}

bool test_is_about(const model_type *type, unsigned json) {
    switch (type->kind) {
    case MODEL_UNION:
    case MODEL_ANY:
        return true;
    case MODEL_ARRAY:
        return json & JSON_ARRAY;
    case MODEL_MAP:
    case MODEL_OBJECT:
        return json & JSON_OBJECT;
    case MODEL_ENUM:
        return json & ~(unsigned)(JSON_ARRAY | JSON_OBJECT);
    case MODEL_BOOLEAN:
        return json & JSON_BOOLEAN;
    default:
        return json & (model_kind_is_text(type->kind) ? JSON_STRING : JSON_INTEGER | JSON_NUMBER);
    }
}

model_test *test_value_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                               bool negated) {
    const node_member *member = parts->of[keyword];
    if (keyword == KEYWORD_ITEMS && test_knows_items(b->type))
        return test_items(b, member->item, 0, negated);
    switch (keyword) {
    case KEYWORD_TYPE:
        return type_test(b, parts, negated);
    case KEYWORD_CONST:
        return values_test(b, member, &member->item, 1, negated);
    case KEYWORD_ENUM:
        return enum_test(b, member, negated);
    default:
        return test_is_about(b->type, schema_keyword_types(keyword)) ? test_unsupported(b, member)
                                                                     : test_constant(b, !negated);
    }
}
