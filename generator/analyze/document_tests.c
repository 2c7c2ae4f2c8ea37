/*
 * Whether a value does what conditions ask: the tests of the model, one by one, and formats. Only
 * for who asks for all of it; what is said of types by themselves is in document.c.
 */
#include "analyze/document.h"

/* What a test is about: a value, the object whose fields it names, or a part of something. */
typedef struct subject {
    const model_definition *object;
    const node *whole;
    uint64_t position; /* of an item */
} subject;

/* In place of a field that is not there. */
static const node absent = {.kind = NODE_NULL};

static bool holds(checker *c, const model_test *test, const subject *about);

/* Constraints and a format, whatever the type of the value. */
static bool keeps_rules(checker *c, const model_type *rules, const node *n) {
    const model_type all = {.kind = MODEL_ANY,
                            .constraints = rules->constraints,
                            .conditions = rules->conditions,
                            .format = rules->format};
    return document_value(c, &all, n, NULL);
}

static bool is_equal_to_one(const model_test *test, const node *n) {
    for (size_t i = 0; i < test->operand_count; i++)
        if (node_eq(test->operands[i], n))
            return true;
    return false;
}

static unsigned type_of(const node *n) {
    int64_t whole;
    uint64_t large;
    switch (n->kind) {
    case NODE_NULL:
        return JSON_NULL;
    case NODE_BOOL:
        return JSON_BOOLEAN;
    case NODE_STRING:
        return JSON_STRING;
    case NODE_LIST:
        return JSON_ARRAY;
    case NODE_MAP:
        return JSON_OBJECT;
    default:
        return node_int64(n, &whole) || node_uint64(n, &large) ? JSON_INTEGER | JSON_NUMBER
                                                               : JSON_NUMBER;
    }
}

/* What a check asks of a value. */
static bool passes(checker *c, const model_check *check, const node *n) {
    const subject about = {
        .object = check->type && check->type->kind == MODEL_OBJECT ? check->type->definition : NULL,
        .whole = n};
    return holds(c, check->test, &about);
}

/* Whether a check tells a part: the member of that name, or the item. */
static bool tells(checker *c, const model_check *check, const node *name, uint64_t position,
                  const node *item) {
    const subject about = {.whole = check->of == MODEL_ITEMS ? item : name, .position = position};
    return check->of == MODEL_WHOLE ? passes(c, check, name) : holds(c, check->test, &about);
}

static bool members_pass(checker *c, const model_test *test, const subject *about) {
    const node *n = about->whole;
    for (uint32_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        const node_member *m = &n->as.members[i];
        if (test->others && about->object && model_field_find(about->object, node_text(m->key)))
            continue;
        const bool told = test->names && tells(c, test->names, m->key, 0, m->item);
        const bool asked = test->kind == MODEL_TEST_NAMES || !test->names ||
                           told == (test->kind == MODEL_TEST_MEMBERS);
        if (asked && !passes(c, test->check, test->kind == MODEL_TEST_NAMES ? m->key : m->item))
            return false;
    }
    return true;
}

static bool items_pass(checker *c, const model_test *test, const node *n) {
    uint64_t found = 0;
    if (n->kind != NODE_LIST)
        return true;
    for (uint32_t i = 0; i < n->count; i++) {
        const node *item = n->as.items[i];
        const bool asked =
            test->kind == MODEL_TEST_CONTAINS ||
            (test->kind == MODEL_TEST_ITEM    ? i == test->first
             : test->kind == MODEL_TEST_ITEMS ? i >= test->first
                                              : !tells(c, test->names, NULL, i, item));
        const bool good = asked && passes(c, test->check, item);
        found += good;
        if (asked && !good && test->kind != MODEL_TEST_CONTAINS)
            return false;
    }
    return test->kind != MODEL_TEST_CONTAINS || (found >= test->first && found <= test->last);
}

/* A leaf about a value that is there, without its negation. */
static bool is_so(checker *c, const model_test *test, const node *n, const subject *about) {
    switch (test->kind) {
    case MODEL_TEST_NULL:
        return n->kind == NODE_NULL;
    case MODEL_TEST_EQUALS:
        return is_equal_to_one(test, n);
    case MODEL_TEST_RULES:
        return n->kind == NODE_NULL || keeps_rules(c, test->rules, n);
    case MODEL_TEST_FITS:
        return test->others ? members_pass(c, test, about) : passes(c, test->check, n);
    case MODEL_TEST_TYPE:
        return (type_of(n) & test->types) != 0;
    case MODEL_TEST_MOMENT:
        return n->kind != NODE_STRING || document_has_format(STR("date-time"), n->as.text);
    case MODEL_TEST_HAS:
        return n->kind == NODE_MAP && node_find(n, test->name);
    case MODEL_TEST_MEMBER: {
        const node_member *m = n->kind == NODE_MAP ? node_find(n, test->name) : NULL;
        return !m || passes(c, test->check, m->item);
    }
    case MODEL_TEST_BEFORE:
        return about->position < test->first;
    case MODEL_TEST_REST:
        return test->items ? items_pass(c, test, n) : members_pass(c, test, about);
    case MODEL_TEST_MEMBERS:
    case MODEL_TEST_NAMES:
        return members_pass(c, test, about);
    default:
        return items_pass(c, test, n);
    }
}

/* What holds of a field that is absent or null: rules do, constants do not. */
static bool holds_unset(const model_test *test) {
    const bool constant =
        test->kind == MODEL_TEST_EQUALS ||
        (test->rules && model_constraint_find(test->rules->constraints, MODEL_CONST));
    return constant == test->negated;
}

static bool leaf_holds(checker *c, const model_test *test, const subject *about) {
    const node *n = about->whole;
    if (test->field) {
        const node_member *m = node_find(n, test->field->name);
        if (test->kind == MODEL_TEST_PRESENT)
            return (m != NULL) != test->negated;
        if ((!m || m->item->kind == NODE_NULL) && test->kind != MODEL_TEST_NULL)
            return holds_unset(test);
        n = m ? m->item : &absent;
        if (test->kind == MODEL_TEST_NULL)
            return (m && n->kind == NODE_NULL) != test->negated;
    }
    return is_so(c, test, n, about) != test->negated;
}

static bool holds(checker *c, const model_test *test, const subject *about) {
    unsigned good = 0, all = 0;
    if (test->kind == MODEL_TEST_ALWAYS)
        return !test->negated;
    if (!document_enter(c))
        return false;
    if (test->kind < MODEL_TEST_ALL)
        good = leaf_holds(c, test, about);
    for (const model_test *t = test->tests; t && test->kind >= MODEL_TEST_ALL; t = t->next) {
        all++;
        good += holds(c, t, about);
    }
    c->depth--;
    if (test->kind < MODEL_TEST_ALL)
        return good;
    return test->kind == MODEL_TEST_ALL   ? good == all
           : test->kind == MODEL_TEST_ANY ? good > 0
                                          : (good == 1) != test->negated;
}

bool document_holds(checker *c, const model_definition *object, const model_condition *list,
                    const node *n) {
    const subject about = {.object = object, .whole = n};
    for (; list; list = list->next)
        if (!holds(c, list->test, &about))
            return false;
    return true;
}
