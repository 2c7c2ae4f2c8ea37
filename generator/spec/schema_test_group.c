/* Single tests, and groups of them, which are simplified as they are made; see schema_test.h. */
#include "spec/schema_test.h"

model_test *test_new(const test_builder *b, model_test_kind kind, bool negated) {
    model_test *test = ARENA_NEW(b->r->memory, model_test);
    *test = (model_test){.kind = kind, .negated = negated};
    return test;
}

model_test *test_leaf(const test_builder *b, model_test_kind kind, bool negated) {
    model_test *test = test_new(b, kind, negated);
    test->field = b->field;
    return test;
}

model_test *test_constant(const test_builder *b, bool holds) {
    return test_new(b, MODEL_TEST_ALWAYS, !holds);
}

bool test_is_constant(const model_test *test, bool holds) {
    return test->kind == MODEL_TEST_ALWAYS && test->negated != holds;
}

test_group test_all_of(bool negated) {
    return (test_group){.kind = negated ? MODEL_TEST_ANY : MODEL_TEST_ALL};
}

test_group test_any_of(bool negated) {
    return test_all_of(!negated);
}

/* Whether two leaves ask the same, negated or not. */
static bool asks_same(const model_test *a, const model_test *b) {
    if (a->kind != b->kind || a->field != b->field || a->part != b->part)
        return false;
    switch (a->kind) {
    case MODEL_TEST_PRESENT:
    case MODEL_TEST_NULL:
        return true;
    case MODEL_TEST_TYPE:
        return a->types == b->types;
    case MODEL_TEST_HAS:
        return str_eq(a->name, b->name);
    case MODEL_TEST_FITS:
        return a->check == b->check && a->others == b->others;
    default:
        return false;
    }
}

/* The types of both, or of either: an integer is a number. */
static unsigned join_types(unsigned a, unsigned b, bool both) {
    a |= a & JSON_NUMBER ? JSON_INTEGER : 0;
    b |= b & JSON_NUMBER ? JSON_INTEGER : 0;
    const unsigned types = both ? a & b : a | b;
    return types & JSON_NUMBER ? types & ~(unsigned)JSON_INTEGER : types;
}

/* Makes one of two that say which types there are, and which are not; false: of numbers those that
   are no integers are left, which no type is. */
static bool take_types_away(model_test *there, const model_test *test, bool all) {
    const unsigned from = there->negated == all ? test->types : there->types;
    const unsigned away = there->negated == all ? there->types : test->types;
    if (from & JSON_NUMBER && away & JSON_INTEGER)
        return false;
    there->types = from & ~(away | (away & JSON_NUMBER ? JSON_INTEGER : 0U));
    there->negated = !all;
    return true;
}

/* Whether a test, or its opposite, holds but of a field that is there. */
static bool asks_presence(const model_test *test, bool opposite) {
    const bool negated = test->negated != opposite;
    switch (test->kind) {
    case MODEL_TEST_NULL:
    case MODEL_TEST_EQUALS:
        return !negated;
    case MODEL_TEST_RULES:
        return negated != (model_constraint_find(test->rules->constraints, MODEL_CONST) != NULL);
    case MODEL_TEST_FITS:
        return negated;
    default:
        return false;
    }
}

/* Whether all is decided by a field that is absent, or null, beside what asks for its value. */
static bool excludes(model_test_kind group, const model_test *there, const model_test *test) {
    const bool all = group == MODEL_TEST_ALL;
    if (there->field != test->field || !asks_presence(test, !all))
        return false;
    if (there->kind == MODEL_TEST_NULL)
        return there->negated != all && test->kind != MODEL_TEST_NULL;
    return there->kind == MODEL_TEST_PRESENT && there->negated == all;
}

/* Whether a value is told from others as text or as a double, too. */
static bool is_exact(const node *operand) {
    enum { SAFE_DIGITS = 15 };
    return operand->kind == NODE_STRING || operand->kind == NODE_BOOL ||
           (operand->kind == NODE_INT && operand->as.text.len <= SAFE_DIGITS);
}

/* How many of the values that one test asks for another does, too; false: that is not known. */
static bool count_shared(const model_test *of, const model_test *other, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < of->operand_count; i++) {
        bool found = false;
        for (size_t k = 0; k < other->operand_count; k++) {
            if (!is_exact(of->operands[i]) || !is_exact(other->operands[k]))
                return false;
            found = found || node_eq(of->operands[i], other->operands[k]);
        }
        *count += found;
    }
    return true;
}

/* Whether two tests for values can't both hold (of an ANY: one of them does in any case). */
static bool values_decide(bool all, const model_test *a, const model_test *b) {
    if (a->kind != MODEL_TEST_EQUALS || b->kind != MODEL_TEST_EQUALS || a->field != b->field ||
        a->part != b->part || a->operand_count * b->operand_count > TEST_MAX_MADE)
        return false;
    const model_test *narrow = a->negated != all ? a : b;
    size_t shared;
    if (!count_shared(narrow, narrow == a ? b : a, &shared))
        return false;
    return a->negated == b->negated ? a->negated != all && shared == 0
                                    : shared == narrow->operand_count;
}

/* Whether a test adds nothing to one that is there, or becomes one with it; with its opposite, all
   or none holds. */
static bool is_added(test_group *g, model_test *there, const model_test *test) {
    if (asks_same(there, test)) {
        g->decided = g->decided || there->negated != test->negated;
        return true;
    }
    if (excludes(g->kind, there, test) || excludes(g->kind, test, there) ||
        values_decide(g->kind == MODEL_TEST_ALL, there, test)) {
        g->decided = true;
        return true;
    }
    if (there->kind != MODEL_TEST_TYPE || test->kind != MODEL_TEST_TYPE)
        return false;
    const bool all = g->kind == MODEL_TEST_ALL;
    if (there->negated == test->negated)
        there->types = join_types(there->types, test->types, all != test->negated);
    else if (!take_types_away(there, test, all))
        return false;
    g->decided = g->decided || there->types == 0;
    return true;
}

static void add_one(test_group *g, model_test *test) {
    for (model_test *t = g->first; t && g->kind != MODEL_TEST_ONE; t = t->next)
        if (is_added(g, t, test))
            return;
    if (g->last)
        g->last->next = test;
    else
        g->first = test;
    g->last = test;
    test->next = NULL;
}

void test_add(test_group *g, model_test *test) {
    if (test->kind == MODEL_TEST_ALWAYS && g->kind != MODEL_TEST_ONE) {
        g->decided = g->decided || test->negated == (g->kind == MODEL_TEST_ALL);
        return;
    }
    if (test->kind != g->kind || g->kind == MODEL_TEST_ONE) {
        add_one(g, test);
        return;
    }
    for (model_test *inner = test->tests, *next; inner; inner = next) {
        next = inner->next;
        add_one(g, inner);
    }
}

model_test *test_joined(const test_builder *b, const test_group *g) {
    const bool all = g->kind == MODEL_TEST_ALL;
    if (g->decided || !g->first)
        return test_constant(b, g->decided ? !all : all);
    if (g->first == g->last)
        return g->first;
    model_test *test = test_new(b, g->kind, false);
    test->tests = g->first;
    return test;
}
