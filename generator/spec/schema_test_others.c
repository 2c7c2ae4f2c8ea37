/*
 * Tests of an object's members by their names: of its fields, whose names are known here, and of
 * the members that are none of the fields; see schema_test.h.
 */
#include "spec/schema_test.h"

bool test_knows_others(const model_definition *object) {
    return !object->additional || object->additional->kind == MODEL_ANY;
}

model_test *test_others(test_builder *b, const node *schema, bool negated) {
    static const model_type any = {.kind = MODEL_ANY},
                            members = {.kind = MODEL_MAP, .element = &any};
    if (b->object->additional_mode == MODEL_ADDITIONAL_CLOSED)
        return test_constant(b, !negated);
    if (!test_knows_others(b->object))
        return test_unsupported(b, b->of);
    const model_check *check = test_check(b, &members, schema);
    if (!check || check->test->kind == MODEL_TEST_ALWAYS)
        return test_constant(b, !check || check->test->negated == negated);
    model_test *test = test_leaf(b, MODEL_TEST_FITS, negated);
    test->check = check;
    test->others = true;
    return test;
}

/* ---- the keywords, as a schema of the others alone ---- */

static node_member text_member(schema_reader *r, span at, str name, const node *item) {
    return (node_member){schema_new_text(r, at, name), item};
}

/* The same names, each with the schema `true`. */
static const node *allowing(schema_reader *r, const node *names) {
    node *anything = ARENA_NEW(r->memory, node);
    node_member *members = ARENA_ARRAY(r->memory, names->count + 1, node_member);
    *anything = (node){.at = names->at, .kind = NODE_BOOL, .boolean = true};
    for (uint32_t i = 0; i < names->count; i++)
        members[i] = (node_member){names->as.members[i].key, anything};
    return schema_new_map(r, names->at, members, names->count);
}

/* Of the keywords that say what other members are: of what the rest have to be, all about names. */
static const node *rest_schema(schema_reader *r, const schema_parts *parts) {
    static const schema_keyword named[] = {KEYWORD_PROPERTIES, KEYWORD_PATTERN_PROPERTIES};
    const node_member *additional = parts->of[KEYWORD_ADDITIONAL_PROPERTIES];
    const str key = schema_key(r, additional, "others");
    const node *known = map_get(r->merges, key);
    node_member members[3];
    size_t count = 0;
    if (known)
        return known;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const node *names = schema_part(parts, named[i]);
        if (names && names->kind == NODE_MAP && names->count)
            members[count++] =
                text_member(r, names->at, schema_keyword_name(named[i]), allowing(r, names));
    }
    members[count++] = *additional;
    known = schema_new_map(r, additional->item->at, members, count);
    map_put(r->merges, key, (void *)(uintptr_t)known);
    return known;
}

static const node *only_schema(schema_reader *r, const node_member *member) {
    const str key = schema_key(r, member, "others");
    const node *known = map_get(r->merges, key);
    if (!known) {
        known = schema_new_map(r, member->item->at, member, 1);
        map_put(r->merges, key, (void *)(uintptr_t)known);
    }
    return known;
}

/* ---- tests of fields and others ---- */

static model_test *field_test(test_builder *b, const model_field *field, const node *schema,
                              bool negated) {
    const node_member property = text_member(b->r, field->at, field->name, schema);
    return test_property(b, &property, NULL, negated);
}

/* Whether a name is that of a property or matches a pattern; MAY_MATCH where it can't be told. */
static schema_match is_named(schema_reader *r, const schema_parts *parts, str name) {
    const node *patterns = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    schema_match found = NO_MATCH;
    if (node_get(schema_part(parts, KEYWORD_PROPERTIES), name))
        return MATCHES;
    for (uint32_t i = 0; patterns && patterns->kind == NODE_MAP && i < patterns->count; i++) {
        const schema_match match = schema_matches(r, patterns->as.members[i].key, name);
        found = found == MATCHES || match == NO_MATCH ? found : match;
    }
    return found;
}

model_test *test_additional(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *member = parts->of[KEYWORD_ADDITIONAL_PROPERTIES];
    test_group g = test_all_of(negated);
    if (schema_is_true(member->item))
        return test_constant(b, !negated);
    for (size_t i = 0; i < b->object->field_count; i++) {
        const model_field *field = &b->object->fields[i];
        const schema_match named = is_named(b->r, parts, field->name);
        if (named == MAY_MATCH)
            return test_unsupported(b, member);
        if (named == NO_MATCH)
            test_add(&g, field_test(b, field, member->item, negated));
    }
    test_add(&g, test_others(b, rest_schema(b->r, parts), negated));
    return test_joined(b, &g);
}

model_test *test_patterns(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *member = parts->of[KEYWORD_PATTERN_PROPERTIES];
    const node *patterns = member->item;
    test_group g = test_all_of(negated);
    if (patterns->kind != NODE_MAP)
        return test_unsupported(b, member);
    for (uint32_t i = 0; i < patterns->count; i++)
        for (size_t k = 0; k < b->object->field_count; k++) {
            const node_member *pattern = &patterns->as.members[i];
            const model_field *field = &b->object->fields[k];
            const schema_match match = schema_matches(b->r, pattern->key, field->name);
            if (match == MAY_MATCH)
                return test_unsupported(b, member);
            if (match == MATCHES && !schema_is_true(pattern->item))
                test_add(&g, field_test(b, field, pattern->item, negated));
        }
    test_add(&g, test_others(b, only_schema(b->r, member), negated));
    return test_joined(b, &g);
}

/* Whether a schema takes a name; MAY_MATCH where more is asked than can be told here. */
static schema_match takes_name(schema_reader *r, const node *schema, str name) {
    const node *list = node_get(schema, STR("enum")), *pattern = node_get(schema, STR("pattern"));
    const node *only = node_get(schema, STR("const"));
    const bool typed = str_eq(node_text(node_get(schema, STR("type"))), STR("string"));
    if (schema->kind == NODE_BOOL)
        return schema->boolean ? MATCHES : NO_MATCH;
    if (schema->kind != NODE_MAP || schema->count != 1 + (uint32_t)typed)
        return MAY_MATCH;
    if (list && list->kind == NODE_LIST)
        return test_list_has(list, name) ? MATCHES : NO_MATCH;
    if (only)
        return only->kind == NODE_STRING && str_eq(only->as.text, name) ? MATCHES : NO_MATCH;
    return pattern && pattern->kind == NODE_STRING ? schema_matches(r, pattern, name) : MAY_MATCH;
}

model_test *test_property_names(test_builder *b, const schema_parts *parts, bool negated) {
    static const node none = {.kind = NODE_BOOL};
    const node_member *member = parts->of[KEYWORD_PROPERTY_NAMES];
    test_group g = test_all_of(negated);
    for (size_t i = 0; i < b->object->field_count; i++) {
        const model_field *field = &b->object->fields[i];
        const schema_match taken = takes_name(b->r, member->item, field->name);
        if (taken == MAY_MATCH)
            return test_unsupported(b, member);
        if (taken == NO_MATCH)
            test_add(&g, field_test(b, field, &none, negated));
    }
    test_add(&g, test_others(b, only_schema(b->r, member), negated));
    return test_joined(b, &g);
}
