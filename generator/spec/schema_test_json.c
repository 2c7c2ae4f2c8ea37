/* Tests of free-form JSON, which may be of any type, and of items of lists; see schema_test.h. */
#include "spec/schema_test.h"

static const model_type any = {.kind = MODEL_ANY}, text = {.kind = MODEL_STRING};

/* ---- leaves ---- */

/* That a part is as `check` says; negated, that it is there and is not. */
static model_test *part_test(const test_builder *b, model_test_kind kind, const model_check *check,
                             bool negated) {
    if (!check || test_is_constant(check->test, true))
        return test_constant(b, !check || !negated);
    model_test *test = test_leaf(b, kind, negated);
    test->check = check;
    return test;
}

static model_test *types_test(const test_builder *b, unsigned types, bool negated) {
    model_test *test = test_leaf(b, MODEL_TEST_TYPE, negated);
    if (types & JSON_NUMBER)
        types &= ~(unsigned)JSON_INTEGER;
    if (b->type->kind != MODEL_ANY) {
        const bool own = types & (b->type->kind == MODEL_ARRAY ? JSON_ARRAY : JSON_OBJECT);
        return test_constant(b, own != negated);
    }
    test->types = types;
    return test;
}

model_test *test_json_has(test_builder *b, str name, bool negated) {
    model_test *test = test_leaf(b, MODEL_TEST_HAS, negated);
    test->name = name;
    return test;
}

/* ---- keywords of all types ---- */

static model_test *type_test(test_builder *b, const schema_parts *parts, bool negated) {
    unsigned types = schema_type_set(b->r, schema_part(parts, KEYWORD_TYPE));
    if (schema_flag(b->r, parts, KEYWORD_NULLABLE))
        types |= JSON_NULL;
    return types ? types_test(b, types, negated) : test_constant(b, true);
}

static model_test *values_test(const test_builder *b, const node *const *values, size_t count,
                               bool negated) {
    model_test *test = test_leaf(b, MODEL_TEST_EQUALS, negated);
    test->operands = values;
    test->operand_count = count;
    return test;
}

static model_test *enum_test(test_builder *b, const node_member *member, bool negated) {
    const node *list = member->item;
    if (list->kind != NODE_LIST || list->count == 0)
        return test_unsupported(b, member);
    return values_test(b, list->as.items, list->count, negated);
}

/* ---- objects ---- */

/* Any but an object has all that is required, unless `type` beside it asks for one. */
static model_test *required_test(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *member = parts->of[KEYWORD_REQUIRED];
    const node *names = member->item;
    test_group all = test_all_of(negated), g = test_any_of(negated);
    if (names->kind != NODE_LIST)
        return test_unsupported(b, member);
    for (uint32_t i = 0; i < names->count; i++)
        test_add(&all, test_json_has(b, node_text(names->as.items[i]), negated));
    if (!all.first)
        return test_constant(b, !negated);
    if (!str_eq(node_text(schema_part(parts, KEYWORD_TYPE)), STR("object")))
        test_add(&g, types_test(b, JSON_OBJECT, !negated));
    test_add(&g, test_joined(b, &all));
    return test_joined(b, &g);
}

static model_test *properties_test(test_builder *b, const node_member *member, bool negated) {
    const node *properties = member->item;
    test_group g = test_all_of(negated);
    if (properties->kind != NODE_MAP)
        return test_unsupported(b, member);
    for (uint32_t i = 0; i < properties->count; i++) {
        const node_member *property = &properties->as.members[i];
        const str name = node_text(property->key);
        const model_check *check = test_check(b, &any, property->item);
        if (check && test_is_constant(check->test, false)) {
            test_add(&g, test_json_has(b, name, !negated));
            continue;
        }
        model_test *test = part_test(b, MODEL_TEST_MEMBER, check, negated);
        test->name = name;
        test_add(&g, test);
    }
    return test_joined(b, &g);
}

const model_check *test_matching(test_builder *b, const node *pattern) {
    node_member *member =
        schema_new_member(b->r, schema_new_text(b->r, pattern->at, STR("pattern")), pattern);
    return test_check(b, &text, schema_new_map(b->r, pattern->at, member, 1));
}

static model_test *members_test(test_builder *b, const model_check *names, const node *schema,
                                bool negated) {
    model_test *test =
        part_test(b, MODEL_TEST_MEMBERS, names ? test_check(b, &any, schema) : NULL, negated);
    test->names = names && test_is_constant(names->test, true) ? NULL : names;
    return test;
}

static model_test *patterns_test(test_builder *b, const node_member *member, bool negated) {
    const node *list = member->item;
    test_group g = test_all_of(negated);
    if (list->kind != NODE_MAP)
        return test_unsupported(b, member);
    for (uint32_t i = 0; i < list->count; i++)
        test_add(&g, members_test(b, test_matching(b, list->as.members[i].key),
                                  list->as.members[i].item, negated));
    return test_joined(b, &g);
}

model_test *test_names(const test_builder *names, const node *properties, bool negated) {
    const node **operands = ARENA_ARRAY(names->r->memory, properties->count, const node *);
    for (uint32_t i = 0; i < properties->count; i++)
        operands[i] = schema_new_text(names->r, properties->as.members[i].key->at,
                                      node_text(properties->as.members[i].key));
    return values_test(names, operands, properties->count, negated);
}

/* A name that is none of the properties, and matches no pattern, as a check of names. */
static const model_check *other_names(test_builder *b, const schema_parts *parts) {
    const node *properties = schema_part(parts, KEYWORD_PROPERTIES);
    const node *patterns = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    const size_t count = properties && properties->kind == NODE_MAP ? properties->count : 0;
    test_builder names = {.r = b->r, .type = &text, .of = b->of};
    test_group g = test_all_of(false);
    if (count)
        test_add(&g, test_names(&names, properties, true));
    for (uint32_t i = 0; patterns && patterns->kind == NODE_MAP && i < patterns->count; i++) {
        const model_check *check = test_matching(b, patterns->as.members[i].key);
        model_test *not = ARENA_NEW(b->r->memory, model_test);
        if (!check)
            return NULL;
        *not = *check->test;
        not ->negated = true;
        test_add(&g, not );
    }
    model_check *check = ARENA_NEW(b->r->memory, model_check);
    *check = (model_check){.type = &text, .test = test_joined(&names, &g)};
    return check;
}

static model_test *additional_test(test_builder *b, const schema_parts *parts, bool negated) {
    const node *schema = parts->of[KEYWORD_ADDITIONAL_PROPERTIES]->item;
    return members_test(b, other_names(b, parts), schema, negated);
}

/* ---- arrays ---- */

/* What an item has to be; NULL where that can't be tested. */
static const model_check *item_check(test_builder *b, const node *schema) {
    const bool typed = b->type->kind == MODEL_ARRAY && !model_type_is_json(b->type);
    return test_check(b, typed ? b->type->element : &any, schema);
}

bool test_knows_items(const model_type *type) {
    return model_type_is_json(type) || (type->kind == MODEL_ARRAY && !type->element->nullable);
}

model_test *test_items(test_builder *b, const node *schema, size_t first, bool negated) {
    model_test *test = part_test(b, MODEL_TEST_ITEMS, item_check(b, schema), negated);
    test->first = first;
    return test;
}

static model_test *tuple_test(test_builder *b, const schema_condition *c, bool negated) {
    const node *list = c->member->item;
    test_group g = test_all_of(negated);
    if (list->kind != NODE_LIST)
        return test_unsupported(b, c->member);
    for (uint32_t i = 0; i < list->count; i++) {
        model_test *test = part_test(b, MODEL_TEST_ITEM, item_check(b, list->as.items[i]), negated);
        test->first = i;
        test_add(&g, test);
    }
    if (c->then)
        test_add(&g, test_items(b, c->then->item, list->count, negated));
    return test_joined(b, &g);
}

/* A count of minContains and maxContains; `none` where it is not there. */
static bool count_of(const node_member *member, uint64_t none, uint64_t *count) {
    bool negative, whole;
    *count = none;
    return !member ||
           (node_is_number(member->item) && node_truncate(member->item, &negative, count, &whole) &&
            whole && (!negative || *count == 0));
}

static model_test *contains_test(test_builder *b, const schema_condition *c, bool negated) {
    uint64_t least, most;
    if (!count_of(c->then, 1, &least))
        return test_unsupported(b, c->then);
    if (!count_of(c->otherwise, UINT64_MAX, &most))
        return test_unsupported(b, c->otherwise);
    const model_check *check = item_check(b, c->member->item);
    if (!check || (least == 0 && most == UINT64_MAX))
        return test_constant(b, !check || !negated);
    model_test *test = test_leaf(b, MODEL_TEST_CONTAINS, negated);
    test->check = check;
    test->first = least;
    test->last = most;
    return test;
}

model_test *test_listed(test_builder *b, const schema_condition *c, bool negated) {
    return c->keyword == KEYWORD_CONTAINS ? contains_test(b, c, negated)
                                          : tuple_test(b, c, negated);
}

model_test *test_json_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                              bool negated) {
    const node_member *member = parts->of[keyword];
    switch (keyword) {
    case KEYWORD_TYPE:
        return type_test(b, parts, negated);
    case KEYWORD_NULLABLE:
        return test_constant(b, !negated); /* beside `type`, which reads it */
    case KEYWORD_CONST:
        return values_test(b, &member->item, 1, negated);
    case KEYWORD_ENUM:
        return enum_test(b, member, negated);
    case KEYWORD_REQUIRED:
        return required_test(b, parts, negated);
    case KEYWORD_PROPERTIES:
        return properties_test(b, member, negated);
    case KEYWORD_PATTERN_PROPERTIES:
        return patterns_test(b, member, negated);
    case KEYWORD_ADDITIONAL_PROPERTIES:
        return additional_test(b, parts, negated);
    case KEYWORD_PROPERTY_NAMES:
        return part_test(b, MODEL_TEST_NAMES, test_check(b, &text, member->item), negated);
    case KEYWORD_ITEMS:
        return test_items(b, member->item, 0, negated);
    default:
        return test_unsupported(b, member);
    }
}
