/* Tests of schemas, of whatever values: how keywords and schemas in each other join; see
   schema_test.h. */
#include "spec/schema_test.h"

model_test *test_left_out(test_builder *b, const node *at, const char *key, const char *what) {
    schema_reader *r = b->r;
    str name = node_text(at);
    b->unsupported = true;
    if (!map_put(r->warned, schema_key(r, at, "condition"), r)) {
        diagnostic *d = diag_count(r->diags, CODE_UNSUPPORTED, str_from(key), at->at,
                                   "`%.*s`%s has no effect in a condition", STR_ARG(name), what);
        if (d->count == 1)
            diag_add_note(r->diags, d, b->of->key->at, "the condition is here");
    }
    return test_constant(b, true);
}

model_test *test_unsupported(test_builder *b, const node_member *member) {
    str key = str_format(b->r->memory, "condition %.*s", STR_ARG(node_text(member->key)));
    return test_left_out(b, member->key, key.ptr, "");
}

bool test_list_has(const node *list, str name) {
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
        if (str_eq(node_text(list->as.items[i]), name))
            return true;
    return false;
}

/* ---- schemas in each other ---- */

/* That none of the schemas holds but the one at `sure`, which does. */
static model_test *no_other_test(test_builder *b, const node *list, uint32_t sure, bool negated) {
    test_group g = test_all_of(negated);
    for (uint32_t i = 0; i < list->count; i++)
        if (i != sure)
            test_add(&g, test_schema(b, list->as.items[i], !negated));
    return test_joined(b, &g);
}

/* That exactly one of the schemas holds. */
static model_test *one_of_test(test_builder *b, const node *list, bool negated) {
    const bool before = b->unsupported;
    test_group g = {.kind = MODEL_TEST_ONE};
    uint32_t sure = list->count;
    b->unsupported = false;
    for (uint32_t i = 0; i < list->count; i++) {
        model_test *test = test_schema(b, list->as.items[i], false);
        if (test->kind != MODEL_TEST_ALWAYS)
            test_add(&g, test);
        else if (!test->negated)
            sure = i;
    }
    if (b->unsupported) /* one that holds wrongly could refuse what is right */
        return test_constant(b, true);
    b->unsupported = before;
    if (sure < list->count)
        return no_other_test(b, list, sure, negated);
    if (!g.first)
        return test_constant(b, negated);
    model_test *test = test_new(b, MODEL_TEST_ONE, negated);
    test->tests = g.first;
    return test;
}

model_test *test_list(test_builder *b, const node_member *member, schema_keyword keyword,
                      bool negated) {
    const node *list = member->item;
    if (list->kind != NODE_LIST || list->count == 0)
        return test_unsupported(b, member);
    if (list->count == 1)
        return test_schema(b, list->as.items[0], negated);
    if (keyword != KEYWORD_ONE_OF) {
        test_group g = keyword == KEYWORD_ALL_OF ? test_all_of(negated) : test_any_of(negated);
        for (uint32_t i = 0; i < list->count; i++)
            test_add(&g, test_schema(b, list->as.items[i], negated));
        return test_joined(b, &g);
    }
    return one_of_test(b, list, negated);
}

static model_test *ref_test(test_builder *b, const node_member *member, bool negated) {
    const schema_entry *entry = schema_target(b->r, member->item);
    return entry ? test_schema(b, entry->schema, negated) : test_constant(b, true);
}

/* ---- one schema ---- */

static bool is_rule(schema_keyword keyword) {
    return (keyword >= KEYWORD_MIN_LENGTH && keyword <= KEYWORD_MAX_PROPERTIES) ||
           keyword == KEYWORD_FORMAT;
}

model_test *test_keyword(test_builder *b, const schema_parts *parts, schema_keyword keyword,
                         bool negated) {
    const node_member *member = parts->of[keyword];
    const schema_class class = schema_keyword_class(keyword);
    const bool content = keyword >= KEYWORD_CONTENT_ENCODING && keyword <= KEYWORD_CONTENT_SCHEMA;
    if (class == NOTE || class == QUIET || content || is_rule(keyword)) /* content: it is a note */
        return test_constant(b, !negated);
    switch (keyword) {
    case KEYWORD_REF:
        return ref_test(b, member, negated);
    case KEYWORD_ALL_OF:
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        return test_list(b, member, keyword, negated);
    default:
        if (!b->type)
            return test_object_keyword(b, parts, keyword, negated);
        return model_type_is_json(b->type) ? test_json_keyword(b, parts, keyword, negated)
                                           : test_value_keyword(b, parts, keyword, negated);
    }
}

/* What was made of a schema for a type; NULL: it can't be tested. */
typedef struct known_check {
    const model_check *check;
} known_check;

bool test_can_ask(test_builder *b, const node *schema) {
    const test_trail *step = b->trail;
    while (step && step->schema != schema)
        step = step->outer;
    return !step && ++b->made <= TEST_MAX_MADE;
}

model_test *test_schema(test_builder *b, const node *schema, bool negated) {
    schema_parts parts;
    test_group g = test_all_of(negated);
    const test_trail step = {b->trail, schema};
    if (schema->kind == NODE_BOOL)
        return test_constant(b, schema->boolean != negated);
    if (schema->kind != NODE_MAP || !test_can_ask(b, schema))
        return test_unsupported(b, b->of);
    if (!schema_parts_read(b->r, schema, &parts))
        return test_constant(b, true);
    b->trail = &step;
    if (parts.of[KEYWORD_TYPE])
        test_add(&g, test_keyword(b, &parts, KEYWORD_TYPE, negated));
    test_add(&g, test_rules(b, &parts, negated));
    for (schema_keyword k = KEYWORD_TYPE + 1; k < KEYWORD_COUNT; k++)
        if (parts.of[k])
            test_add(&g, test_keyword(b, &parts, k, negated));
    for (const schema_condition *c = parts.conditions; c; c = c->next)
        test_add(&g, test_condition(b, c, negated));
    b->trail = step.outer;
    return test_joined(b, &g);
}

bool test_holds_of_null(const model_test *test) {
    size_t count = 0, all = 0;
    bool holds;
    switch (test->kind) {
    case MODEL_TEST_ALL:
    case MODEL_TEST_ANY:
    case MODEL_TEST_ONE:
        for (const model_test *t = test->tests; t; t = t->next, all++)
            count += test_holds_of_null(t);
        holds = test->kind == MODEL_TEST_ALL   ? count == all
                : test->kind == MODEL_TEST_ANY ? count > 0
                                               : count == 1;
        break;
    case MODEL_TEST_EQUALS:
        holds = false;
        for (size_t i = 0; i < test->operand_count; i++)
            holds = holds || test->operands[i]->kind == NODE_NULL;
        break;
    case MODEL_TEST_TYPE:
        holds = test->types & JSON_NULL;
        break;
    case MODEL_TEST_HAS:
        holds = false;
        break;
    default: /* null has no parts, and rules are about other types */
        holds = true;
        break;
    }
    return holds != test->negated;
}

/* What a schema asks, as it is told: without what it says about its values besides. */
static const node *without_notes(schema_reader *r, const node *schema) {
    if (schema->kind != NODE_MAP)
        return schema;
    node_member *members = ARENA_ARRAY(r->memory, schema->count, node_member);
    size_t count = 0;
    for (uint32_t i = 0; i < schema->count; i++)
        if (!schema_is_note(r, node_text(schema->as.members[i].key)))
            members[count++] = schema->as.members[i];
    return count < schema->count ? schema_new_map(r, schema->at, members, count) : schema;
}

const model_check *test_check(test_builder *b, const model_type *type, const node *schema) {
    const str key = schema_key(b->r, schema, type);
    const bool fields = type->kind >= MODEL_ARRAY && !model_type_is_json(type);
    map *checks = fields ? b->r->field_checks : b->r->checks;
    const known_check *known = map_get(checks, key);
    if (known) {
        b->unsupported = b->unsupported || !known->check;
        return known->check;
    }
    test_builder inner = *b;
    inner.object = type->kind == MODEL_OBJECT ? type->definition : NULL;
    inner.type = type->kind == MODEL_OBJECT ? NULL : type;
    inner.field = NULL;
    inner.unsupported = false;
    model_check *check = ARENA_NEW(b->r->memory, model_check);
    *check = (model_check){.type = type,
                           .test = test_schema(&inner, schema, false),
                           .schema = without_notes(b->r, schema)};
    known_check *made = ARENA_NEW(b->r->memory, known_check);
    made->check = inner.unsupported ? NULL : check;
    map_put(checks, key, made);
    b->made = inner.made;
    b->unsupported = b->unsupported || inner.unsupported;
    return made->check;
}
