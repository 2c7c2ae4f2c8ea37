/*
 * `unevaluatedProperties` and `unevaluatedItems`: which members and items a schema has evaluated
 * (JSON Schema core, section 11), as a test of each of them; see schema_test.h.
 *
 * What stands in a schema that holds is evaluated by it; of alternatives and branches those count
 * that hold.
 */
#include "spec/schema_test.h"

typedef struct evaluation {
    test_builder *b;
    bool items; /* what is asked of: items, or members by their names */
} evaluation;

static const model_type any = {.kind = MODEL_ANY}, text = {.kind = MODEL_STRING};

static model_test *evaluated_by(evaluation *e, const node *schema, bool outermost);

/* ---- leaves, about a part ---- */

/* That a name is as a schema of names says. */
static model_test *name_test(evaluation *e, const model_test *test) {
    model_test *copy = ARENA_NEW(e->b->r->memory, model_test);
    *copy = *test;
    copy->part = true;
    return copy;
}

static void add_properties(evaluation *e, test_group *g, const node *properties) {
    test_builder names = {.r = e->b->r, .type = &text, .of = e->b->of};
    if (!properties || properties->kind != NODE_MAP || !properties->count)
        return;
    test_add(g, name_test(e, test_names(&names, properties, false)));
}

static void add_patterns(evaluation *e, test_group *g, const node *patterns) {
    for (uint32_t i = 0; patterns && patterns->kind == NODE_MAP && i < patterns->count; i++) {
        const model_check *check = test_matching(e->b, patterns->as.members[i].key);
        if (check)
            test_add(g, check->test->kind == MODEL_TEST_ALWAYS ? test_constant(e->b, true)
                                                               : name_test(e, check->test));
    }
}

static model_test *before_test(evaluation *e, uint32_t count) {
    model_test *test = test_leaf(e->b, MODEL_TEST_BEFORE, false);
    test->first = count;
    test->part = true;
    return test;
}

static model_test *contained_test(evaluation *e, const node *schema) {
    const model_check *check = test_check(e->b, &any, schema);
    if (!check || check->test->kind == MODEL_TEST_ALWAYS)
        return test_constant(e->b, check && !check->test->negated);
    model_test *test = test_leaf(e->b, MODEL_TEST_FITS, false);
    test->check = check;
    test->part = true;
    return test;
}

/* ---- schemas in each other ---- */

/* What a schema evaluates, where it holds (`holds` NULL: it does). */
static void add_where(evaluation *e, test_group *g, model_test *holds, const node *schema) {
    test_group all = test_all_of(false);
    model_test *evaluated = evaluated_by(e, schema, false);
    if (test_is_constant(evaluated, false))
        return;
    test_add(&all, holds);
    test_add(&all, evaluated);
    test_add(g, test_joined(e->b, &all));
}

static void add_alternatives(evaluation *e, test_group *g, const node *list, bool all) {
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
        add_where(e, g,
                  all ? test_constant(e->b, true) : test_schema(e->b, list->as.items[i], false),
                  list->as.items[i]);
}

static void add_dependents(evaluation *e, test_group *g, const node *list) {
    for (uint32_t i = 0; list->kind == NODE_MAP && i < list->count; i++)
        if (list->as.members[i].item->kind != NODE_LIST)
            add_where(e, g, test_presence(e->b, list->as.members[i].key, false),
                      list->as.members[i].item);
}

static void add_condition(evaluation *e, test_group *g, const schema_condition *c) {
    const node *item = c->member->item;
    switch (c->keyword) {
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        add_alternatives(e, g, item, false);
        break;
    case KEYWORD_IF:
        add_where(e, g, test_schema(e->b, item, false), item);
        if (c->then)
            add_where(e, g, test_schema(e->b, item, false), c->then->item);
        if (c->otherwise)
            add_where(e, g, test_schema(e->b, item, true), c->otherwise->item);
        break;
    case KEYWORD_DEPENDENT_SCHEMAS:
    case KEYWORD_DEPENDENCIES:
        add_dependents(e, g, item);
        break;
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
        if (e->items && item->kind == NODE_LIST && (item->count || c->then))
            test_add(g, c->then ? test_constant(e->b, true) : before_test(e, item->count));
        break;
    case KEYWORD_CONTAINS:
        if (e->items)
            test_add(g, contained_test(e, item));
        break;
    default:
        break;
    }
}

/* Whether a keyword of the schema evaluates all that others have not. */
static bool evaluates_all(const evaluation *e, const schema_parts *parts, bool outermost) {
    const schema_keyword rest =
        e->items ? KEYWORD_UNEVALUATED_ITEMS : KEYWORD_UNEVALUATED_PROPERTIES;
    bool tuple = false, found = parts->of[rest] != NULL; /* it takes all */
    for (const schema_condition *c = parts->conditions; c; c = c->next) {
        found = found || (c->keyword == rest && !outermost);
        tuple = tuple || c->keyword == KEYWORD_PREFIX_ITEMS || c->keyword == KEYWORD_ITEMS;
    }
    return found || (e->items ? parts->of[KEYWORD_ITEMS] && !tuple
                              : parts->of[KEYWORD_ADDITIONAL_PROPERTIES] != NULL);
}

static model_test *evaluated_by(evaluation *e, const node *schema, bool outermost) {
    test_builder *b = e->b;
    const test_trail step = {b->trail, schema};
    schema_parts parts;
    test_group g = test_any_of(false);
    if (schema->kind != NODE_MAP)
        return test_constant(b, false);
    if (!outermost && !test_can_ask(b, schema))
        return test_unsupported(b, b->of);
    if (!schema_parts_read(b->r, schema, &parts))
        return test_constant(b, true);
    if (parts.of[KEYWORD_DYNAMIC_REF] || parts.of[KEYWORD_RECURSIVE_REF])
        return test_unsupported(b, b->of);
    if (evaluates_all(e, &parts, outermost))
        return test_constant(b, true);
    b->trail = &step;
    if (!e->items) {
        add_properties(e, &g, schema_part(&parts, KEYWORD_PROPERTIES));
        add_patterns(e, &g, schema_part(&parts, KEYWORD_PATTERN_PROPERTIES));
    }
    if (parts.of[KEYWORD_REF]) {
        const schema_entry *entry = schema_target(b->r, parts.of[KEYWORD_REF]->item);
        test_add(&g, entry ? evaluated_by(e, entry->schema, false) : test_constant(b, true));
    }
    add_alternatives(e, &g, schema_part(&parts, KEYWORD_ALL_OF), true);
    add_alternatives(e, &g, schema_part(&parts, KEYWORD_ANY_OF), false);
    add_alternatives(e, &g, schema_part(&parts, KEYWORD_ONE_OF), false);
    for (const schema_condition *c = parts.conditions; c; c = c->next)
        add_condition(e, &g, c);
    b->trail = step.outer;
    return test_joined(b, &g);
}

model_test *test_rest(test_builder *b, const schema_condition *c, bool negated) {
    const bool before = b->unsupported;
    evaluation e = {.b = b, .items = c->keyword == KEYWORD_UNEVALUATED_ITEMS};
    if (!b->type && e.items)
        return test_constant(b, !negated);
    if (!b->type && b->trail) /* a part of a struct's schema: fields are among these */
        return test_unsupported(b, c->member);
    if (!b->type && b->object->additional_mode == MODEL_ADDITIONAL_CLOSED)
        return test_constant(b, !negated);
    b->unsupported = false;
    model_test *evaluated = evaluated_by(&e, c->schema, true);
    const model_check *check = test_check(b, &any, c->member->item);
    if (b->unsupported || !check) { /* what is evaluated wrongly could be refused */
        b->unsupported = true;
        return test_constant(b, true);
    }
    b->unsupported = before;
    if (test_is_constant(check->test, true) || test_is_constant(evaluated, true))
        return test_constant(b, !negated);
    if (!b->type && !test_knows_others(b->object))
        return test_unsupported(b, c->member);
    model_check *names = ARENA_NEW(b->r->memory, model_check);
    model_type *type = ARENA_NEW(b->r->memory, model_type);
    *type = b->type ? any
                    : (model_type){.kind = MODEL_OBJECT,
                                   .definition = (model_definition *)(uintptr_t)b->object};
    *names =
        (model_check){.type = type, .of = e.items ? MODEL_ITEMS : MODEL_MEMBERS, .test = evaluated};
    model_test *test = test_leaf(b, MODEL_TEST_REST, negated);
    test->names = names;
    test->check = check;
    test->others = b->type == NULL;
    test->items = e.items;
    return test;
}
