/* Samples of free-form JSON, and what tests name: values and members that have to be there. */
#include "analyze/sample_build.h"

const node *sample_asked(sampler *s, const model_check *check) {
    const model_condition condition = {.test = check->test};
    const model_type any = {.kind = MODEL_ANY,
                            .conditions = (model_condition *)(uintptr_t)&condition};
    candidates c = candidates_for(&any, 1);
    if (s->steps++ >= SAMPLE_STEPS || s->depth >= s->deepest)
        return NULL;
    s->depth++;
    sample_add(s, &any, &c);
    s->depth--;
    return c.count ? c.items[0] : NULL;
}

static void add_of_types(sampler *s, unsigned types, candidates *c) {
    static const model_kind kinds[] = {MODEL_STRING, MODEL_INTEGER, MODEL_NUMBER, MODEL_BOOLEAN};
    static const unsigned bits[] = {JSON_STRING, JSON_INTEGER, JSON_NUMBER, JSON_BOOLEAN};
    for (size_t i = 0; i < sizeof bits / sizeof *bits && !candidates_are_enough(c); i++) {
        const model_type type = {.kind = kinds[i]};
        candidates some = candidates_for(NULL, 3);
        if (types & bits[i])
            sample_add_scalars(s, &type, &some);
        for (size_t k = 0; k < some.count; k++)
            candidates_add(c, some.items[k]);
    }
    if (types & JSON_OBJECT && !candidates_are_enough(c))
        candidates_add(c, sample_map(s, NULL, 0));
    if (types & JSON_ARRAY && !candidates_are_enough(c))
        candidates_add(c, sample_list(s, NULL, 0));
}

static void add_of_rules(sampler *s, const model_type *rules, candidates *c) {
    static const model_kind kinds[] = {MODEL_STRING, MODEL_NUMBER};
    candidates some = candidates_for(rules, 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !some.count; i++) {
        model_type type = *rules;
        type.kind = kinds[i];
        sample_add_scalars(s, &type, &some);
    }
    candidates_add(c, some.count ? some.items[0] : NULL);
}

static void add_asked(sampler *s, const model_test *test, candidates *c) {
    for (size_t i = 0; i < test->operand_count && i < 8; i++)
        candidates_add(c, test->operands[i]);
    if (candidates_are_enough(c))
        return;
    if (test->kind == MODEL_TEST_TYPE)
        add_of_types(s, test->types, c);
    if (test->rules)
        add_of_rules(s, test->rules, c);
    if (test->kind == MODEL_TEST_FITS && !test->others)
        candidates_add(c, sample_asked(s, test->check));
    for (const model_test *t = test->tests; t; t = t->next)
        add_asked(s, t, c);
}

void sample_add_asked(sampler *s, const model_condition *list, candidates *c) {
    for (; list && !candidates_are_enough(c); list = list->next)
        add_asked(s, list->test, c);
}

enum { MOST_MEMBERS = 16 };

/* The first test about the member of that name. */
static const model_check *check_of_member(const model_test *test, str name) {
    if (test->kind == MODEL_TEST_MEMBER && !test->negated && str_eq(test->name, name))
        return test->check;
    for (const model_test *t = test->tests; t; t = t->next)
        if (check_of_member(t, name))
            return check_of_member(t, name);
    return NULL;
}

/* The members that an object has to have: of alternatives those of the first one. */
static void add_members(sampler *s, const model_condition *list, const model_test *test,
                        node_member members[MOST_MEMBERS], size_t *count) {
    if (test->kind == MODEL_TEST_HAS && !test->negated && *count < MOST_MEMBERS) {
        const model_check *check = NULL;
        for (const model_condition *c = list; c && !check; c = c->next)
            check = check_of_member(c->test, test->name);
        const node *item = check ? sample_asked(s, check) : NULL;
        const model_type any = {.kind = MODEL_ANY};
        for (size_t i = 0; i < *count; i++)
            if (str_eq(members[i].key->as.text, test->name))
                return;
        members[(*count)++] =
            (node_member){sample_node(s, NODE_STRING, test->name), item    ? item
                                                                   : check ? NULL
                                                                           : sample_made(s, &any)};
    }
    for (const model_test *t = test->tests; t; t = t->next) {
        add_members(s, list, t, members, count);
        if (test->kind != MODEL_TEST_ALL)
            break;
    }
}

static const node *asked_object(sampler *s, const model_condition *list) {
    node_member members[MOST_MEMBERS];
    size_t count = 0;
    for (const model_condition *c = list; c; c = c->next)
        add_members(s, list, c->test, members, &count);
    for (size_t i = 0; i < count; i++)
        if (!members[i].item)
            return NULL;
    return count ? sample_map(s, members, count) : NULL;
}

void sample_add_json(sampler *s, const model_type *type, candidates *c) {
    const model_type any = {.kind = MODEL_ANY};
    const model_type items = {.kind = MODEL_ARRAY,
                              .element = &any,
                              .constraints = type->constraints,
                              .conditions = type->conditions};
    const bool lenient = s->lenient;
    sample_add_asked(s, type->conditions, c);
    if (candidates_are_enough(c))
        return;
    if (!type->conditions || type->constraints || type->format.len)
        sample_add_scalars(s, type, c);
    add_of_types(s, JSON_STRING | JSON_INTEGER | JSON_BOOLEAN | JSON_OBJECT, c);
    if (candidates_are_enough(c))
        return;
    s->lenient = false;
    if (type->conditions || type->constraints) {
        candidates_add(c, asked_object(s, type->conditions));
        candidates_add(c, sample_list_of(s, &items));
    }
    s->lenient = lenient;
    candidates_add(c, sample_list(s, NULL, 0));
}
