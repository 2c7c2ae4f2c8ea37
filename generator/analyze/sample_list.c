/* Samples of lists, whose items may have to differ or to be others in each place, and of maps. */
#include "analyze/sample_build.h"

size_t sample_least(const model_constraint *list, model_constraint_kind kind) {
    const model_constraint *c = model_constraint_find(list, kind);
    uint64_t count;
    return c && node_uint64(c->operand, &count) && count <= SAMPLE_ITEMS ? (size_t)count : 0;
}

/* What the items of a list can be: its element's values, and what conditions name. */
static void add_items(sampler *s, const model_type *type, candidates *pool) {
    s->depth++;
    sample_add(s, type->element, pool);
    for (const model_condition *c = type->conditions; c; c = c->next) {
        const model_test *t = c->test->kind == MODEL_TEST_ALL ? c->test->tests : c->test;
        for (; t; t = c->test->kind == MODEL_TEST_ALL ? t->next : NULL)
            if (t->check && !t->items && !t->others && t->kind >= MODEL_TEST_ITEM)
                candidates_add(pool, sample_asked(s, t->check));
    }
    s->depth--;
}

/* Whether the items so far may begin a list of the type. */
static bool may_begin(sampler *s, const model_type *type, const node *const *items, size_t count) {
    model_constraint unique = {.kind = MODEL_UNIQUE_ITEMS};
    const model_constraint *asked = model_constraint_find(type->constraints, MODEL_UNIQUE_ITEMS);
    model_type prefix = {.kind = MODEL_ARRAY, .element = type->element};
    if (!asked && !type->conditions)
        return true;
    const node *list = sample_list(s, items, count);
    if (asked) {
        unique.operand = asked->operand;
        prefix.constraints = &unique;
    }
    if (!sample_fits(&prefix, list))
        return false;
    for (const model_condition *c = type->conditions; c; c = c->next)
        if (c->test->kind != MODEL_TEST_CONTAINS) {
            model_condition alone = *c;
            alone.next = NULL;
            if (!document_fits_conditions(&alone, list))
                return false;
        }
    return true;
}

/* Fills the places from `at` on; false when no items do. */
static bool fill(sampler *s, const model_type *type, const candidates *pool, const node **items,
                 size_t at, size_t count) {
    if (at == count)
        return sample_fits(type, sample_list(s, items, count));
    for (size_t i = 0; i < pool->count && s->steps++ < SAMPLE_STEPS; i++) {
        items[at] = pool->items[i];
        if (may_begin(s, type, items, at + 1) && fill(s, type, pool, items, at + 1, count))
            return true;
    }
    return false;
}

const node *sample_list_of(sampler *s, const model_type *type) {
    const node *items[SAMPLE_ITEMS];
    const size_t least = sample_least(type->constraints, MODEL_MIN_ITEMS);
    const bool alike = !type->conditions &&
                       (least < 2 || !model_constraint_find(type->constraints, MODEL_UNIQUE_ITEMS));
    candidates pool = candidates_for(type->element, alike ? 1 : SAMPLE_CANDIDATES);
    const bool nested = type->element->kind >= MODEL_ARRAY;
    if (s->depth <= 3 || !nested || least)
        add_items(s, type, &pool);
    for (size_t count = least ? least : 1;
         pool.count && count <= least + 2 && count <= SAMPLE_ITEMS; count++)
        if (fill(s, type, &pool, items, 0, count))
            return sample_list(s, items, count);
    return least ? NULL : sample_list(s, NULL, 0);
}

/* Members with names that are good, and different. */
const node *sample_map_of(sampler *s, const model_type *names, const model_type *element,
                          size_t count) {
    static const model_type any_name = {.kind = MODEL_STRING};
    const model_type *type = names ? names : &any_name;
    node_member members[SAMPLE_ITEMS];
    candidates pool = candidates_for(type, names && count > 1 ? SAMPLE_CANDIDATES : count);
    const node *item =
        s->depth <= 3 || element->kind < MODEL_ARRAY || count > 1 ? sample_made(s, element) : NULL;
    size_t found = 0;
    for (size_t i = 0; i < count && !names; i++)
        candidates_add(&pool, sample_node(s, NODE_STRING,
                                          i ? str_format(s->memory, "key%zu", i + 1) : STR("key")));
    sample_add_asked(s, type->conditions, &pool);
    if (!candidates_are_enough(&pool))
        sample_add_scalars(s, type, &pool);
    if (item == &sample_missing)
        item = NULL;
    for (size_t i = 0; i < pool.count && found < count && item; i++) {
        bool known = false;
        for (size_t k = 0; k < found && !known; k++)
            known = node_eq(members[k].key, pool.items[i]);
        if (!known)
            members[found++] = (node_member){pool.items[i], item};
    }
    return sample_map(s, members, found);
}

void sample_add_maps(sampler *s, const model_type *type, candidates *c) {
    const size_t least = sample_least(type->constraints, MODEL_MIN_PROPERTIES);
    candidates_add(c, sample_map_of(s, type->names, type->element, least ? least : 1));
    candidates_add(c, sample_map(s, NULL, 0));
}
