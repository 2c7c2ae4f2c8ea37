/* Conditions: keywords as they stand beside each other, as tests and in words; see schema.h. */
#include "spec/schema_test.h"

/* ---- tests ---- */

/* That a member is not there, or the object as it needs to be then. */
static model_test *dependent_test(test_builder *b, const node_member *dependent, bool negated) {
    const node *needs = dependent->item;
    test_group g = test_any_of(negated);
    test_add(&g, test_presence(b, dependent->key, !negated));
    if (needs->kind == NODE_LIST) {
        test_group names = test_all_of(negated);
        for (uint32_t i = 0; i < needs->count; i++)
            test_add(&names, test_presence(b, needs->as.items[i], negated));
        test_add(&g, test_joined(b, &names));
    } else {
        test_add(&g, test_schema(b, needs, negated));
    }
    return test_joined(b, &g);
}

/* That `then` holds where `if` does (`otherwise`: where it does not). */
static model_test *branch_test(test_builder *b, const schema_condition *c, bool otherwise,
                               bool negated) {
    const node_member *branch = otherwise ? c->otherwise : c->then;
    test_group g = test_any_of(negated);
    if (!branch)
        return test_constant(b, !negated);
    test_add(&g, test_schema(b, c->member->item, otherwise == negated));
    test_add(&g, test_schema(b, branch->item, negated));
    return test_joined(b, &g);
}

static bool is_dependency(const schema_condition *c) {
    return c->keyword == KEYWORD_DEPENDENT_REQUIRED || c->keyword == KEYWORD_DEPENDENT_SCHEMAS ||
           c->keyword == KEYWORD_DEPENDENCIES;
}

/* Of a list or map with a type, which the schema that gives it the type has evaluated. */
static model_test *typed_rest_test(test_builder *b, const schema_condition *c, bool negated) {
    const bool items = c->keyword == KEYWORD_UNEVALUATED_ITEMS;
    const str own = items ? STR("items") : STR("additionalProperties");
    const bool gives_type = node_get(c->schema, own) || node_get(c->schema, STR("$ref")) ||
                            node_get(c->schema, STR("allOf"));
    if (test_is_about(b->type, items ? JSON_ARRAY : JSON_OBJECT) && (b->trail || !gives_type))
        return test_unsupported(b, c->member);
    return test_constant(b, !negated);
}

model_test *test_condition(test_builder *b, const schema_condition *c, bool negated) {
    const node *item = c->member->item;
    test_group g = test_all_of(negated);
    switch (c->keyword) {
    case KEYWORD_NOT:
        return test_schema(b, item, !negated);
    case KEYWORD_ALL_OF: /* one schema, of keywords that the type does not tell */
        return b->type ? test_schema(b, item, negated) : test_others(b, item, negated);
    case KEYWORD_IF:
        test_add(&g, branch_test(b, c, false, negated));
        test_add(&g, branch_test(b, c, true, negated));
        return test_joined(b, &g);
    case KEYWORD_UNEVALUATED_PROPERTIES:
    case KEYWORD_UNEVALUATED_ITEMS:
        return b->type && !model_type_is_json(b->type) ? typed_rest_test(b, c, negated)
                                                       : test_rest(b, c, negated);
    case KEYWORD_FORMAT:
        return test_format(b, c->member, negated);
    case KEYWORD_ENUM: {
        schema_parts parts = {.node = item};
        parts.of[KEYWORD_ENUM] = c->member;
        return test_keyword(b, &parts, KEYWORD_ENUM, negated);
    }
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return test_list(b, c->member, c->keyword, negated);
    case KEYWORD_CONTAINS:
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
        if (b->type && test_knows_items(b->type))
            return test_listed(b, c, negated);
        return b->type && test_is_about(b->type, JSON_ARRAY) ? test_unsupported(b, c->member)
                                                             : test_constant(b, !negated);
    default:
        if (b->type && !test_is_about(b->type, JSON_OBJECT))
            return test_constant(b, !negated);
        if (item->kind != NODE_MAP || (b->type && !model_type_is_json(b->type)))
            return test_unsupported(b, c->member);
        for (uint32_t i = 0; i < item->count; i++)
            test_add(&g, dependent_test(b, &item->as.members[i], negated));
        return test_joined(b, &g);
    }
}

/* ---- what is made of them ---- */

/* Adds what has to hold, and why: the facts where it does; NULL: everywhere. */
static void add(test_builder *b, model_condition ***end, const model_test *when, model_test *duty,
                model_test *whole) {
    arena *a = b->r->memory;
    if (test_is_constant(whole, true))
        return;
    const bool parted = when && when->kind != MODEL_TEST_ALWAYS && duty->kind != MODEL_TEST_ALWAYS;
    str text = parted ? model_test_text(a, duty, true) : model_test_demand(a, whole);
    if (parted)
        text =
            str_format(a, "if %.*s, %.*s", STR_ARG(model_test_text(a, when, false)), STR_ARG(text));
    model_condition *c = ARENA_NEW(a, model_condition);
    *c = (model_condition){
        .test = whole, .keyword = node_text(b->of->key), .text = text, .at = b->of->key->at};
    **end = c;
    *end = &c->next;
}

static void add_branch(test_builder *b, model_condition ***end, const schema_condition *c,
                       bool otherwise) {
    const node_member *branch = otherwise ? c->otherwise : c->then;
    if (branch)
        add(b, end, test_schema(b, c->member->item, otherwise), test_schema(b, branch->item, false),
            branch_test(b, c, otherwise, false));
}

static void add_dependent(test_builder *b, model_condition ***end, const node_member *dependent) {
    test_group names = test_all_of(false);
    const node *needs = dependent->item;
    for (uint32_t i = 0; needs->kind == NODE_LIST && i < needs->count; i++)
        test_add(&names, test_presence(b, needs->as.items[i], false));
    add(b, end, test_presence(b, dependent->key, false),
        needs->kind == NODE_LIST ? test_joined(b, &names) : test_schema(b, needs, false),
        dependent_test(b, dependent, false));
}

static void add_condition(test_builder *b, model_condition ***end, const schema_condition *c) {
    const node *item = c->member->item;
    if (c->keyword == KEYWORD_IF) {
        add_branch(b, end, c, false);
        add_branch(b, end, c, true);
    } else if (is_dependency(c) && item->kind == NODE_MAP &&
               (!b->type || model_type_is_json(b->type))) {
        for (uint32_t i = 0; i < item->count; i++)
            add_dependent(b, end, &item->as.members[i]);
    } else {
        model_test *test = test_condition(b, c, false);
        add(b, end, NULL, test, test);
    }
}

model_condition *schema_conditions(schema_reader *r, const schema_condition *list,
                                   const model_definition *object, const model_type *type) {
    model_condition *first = NULL, **end = &first;
    for (const schema_condition *c = list; c; c = c->next) {
        test_builder b = {.r = r, .object = object, .type = type, .of = c->member};
        add_condition(&b, &end, c);
    }
    return first;
}

/* ---- null ---- */

static model_test *copy_test(arena *a, const model_test *test) {
    model_test *copy = ARENA_NEW(a, model_test);
    *copy = *test;
    copy->next = NULL;
    model_test **end = &copy->tests;
    for (const model_test *inner = test->tests; inner; inner = inner->next) {
        *end = copy_test(a, inner);
        end = &(*end)->next;
    }
    return copy;
}

/* The same condition where null keeps it, else one that takes null, too. */
static model_condition *with_null(const test_builder *b, const model_condition *c) {
    model_condition *copy = ARENA_NEW(b->r->memory, model_condition);
    *copy = *c;
    copy->next = NULL;
    if (test_holds_of_null(c->test))
        return copy;
    test_group g = test_any_of(false);
    model_test *null = test_leaf(b, MODEL_TEST_TYPE, false);
    null->types = JSON_NULL;
    test_add(&g, null);
    test_add(&g, copy_test(b->r->memory, c->test));
    copy->test = test_joined(b, &g);
    copy->text = model_test_demand(b->r->memory, copy->test);
    return copy;
}

/* A constant as a condition. */
static model_condition *const_condition(const test_builder *b, const model_constraint *c) {
    const node **operand = ARENA_NEW(b->r->memory, const node *);
    model_test *test = test_leaf(b, MODEL_TEST_EQUALS, false);
    *operand = c->operand;
    test->operands = operand;
    test->operand_count = 1;
    model_condition *made = ARENA_NEW(b->r->memory, model_condition);
    *made = (model_condition){.test = test, .keyword = STR("const"), .at = c->at};
    return made;
}

void schema_add_null(schema_reader *r, model_type *type) {
    const test_builder b = {.r = r, .type = type};
    const model_constraint *rest = type->constraints;
    model_condition *first = NULL, **end = &first;
    if (type->kind != MODEL_ANY || !type->nullable)
        return;
    type->constraints = NULL;
    for (model_constraint **last = &type->constraints; rest; rest = rest->next)
        if (rest->kind == MODEL_CONST && rest->operand->kind != NODE_NULL) {
            *end = with_null(&b, const_condition(&b, rest));
            end = &(*end)->next;
        } else {
            *last = ARENA_NEW(r->memory, model_constraint);
            **last = *rest;
            (*last)->next = NULL;
            last = &(*last)->next;
        }
    for (const model_condition *c = type->conditions; c; c = c->next) {
        *end = with_null(&b, c);
        end = &(*end)->next;
    }
    type->conditions = first;
}
