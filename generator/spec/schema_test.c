/* Tests of schemas, of whatever values: groups of them, and how keywords join; see schema_test.h.
 */
#include "spec/schema_test.h"

enum { MAX_TESTS = 1000 }; /* in one condition: by aliases there could be 2^n */

static model_test *new_test(const test_builder *b, model_test_kind kind, bool negated) {
    model_test *test = ARENA_NEW(b->r->memory, model_test);
    *test = (model_test){.kind = kind, .negated = negated};
    return test;
}

model_test *test_leaf(const test_builder *b, model_test_kind kind, bool negated) {
    model_test *test = new_test(b, kind, negated);
    test->field = b->field;
    return test;
}

model_test *test_constant(const test_builder *b, bool holds) {
    return new_test(b, MODEL_TEST_ALWAYS, !holds);
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
        a->part != b->part || a->operand_count * b->operand_count > MAX_TESTS)
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
    model_test *test = new_test(b, g->kind, false);
    test->tests = g->first;
    return test;
}

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
    model_test *test = new_test(b, MODEL_TEST_ONE, negated);
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

/* ---- constraints ---- */

/* What a rule is asked of: of text what it is, of all else its kind. */
static model_type *rules_of(test_builder *b) {
    static const model_type any = {.kind = MODEL_ANY};
    model_type *type = ARENA_NEW(b->r->memory, model_type);
    const bool object = b->type == NULL;
    *type = object ? (model_type){.kind = MODEL_OBJECT,
                                  .definition = (model_definition *)b->object,
                                  .at = b->of->key->at}
                   : *b->type;
    if (model_type_is_json(type))
        type->kind = MODEL_ANY;
    else if (model_kind_is_text(type->kind) && type->kind != MODEL_BYTES &&
             type->kind != MODEL_DATE_TIME)
        type->kind = MODEL_STRING;
    type->nullable = false;
    type->element = type->element ? &any : NULL;
    type->names = NULL;
    type->format = (str){"", 0};
    type->asked_type = type->asked_format = NULL;
    type->constraints = NULL;
    type->conditions = NULL;
    return type;
}

/* Whether a constraint is about values of a kind, and yet can't be told of them: of enums there is
   the text of numbers, of binary data none, and items that are structs have to be sorted. */
static bool is_blind(const model_constraint *c, model_kind kind) {
    const bool number = model_constraint_applies(c->kind, MODEL_NUMBER);
    return (kind == MODEL_ENUM && number) || (kind == MODEL_BYTES && c->kind == MODEL_PATTERN) ||
           (kind == MODEL_ARRAY && c->kind == MODEL_UNIQUE_ITEMS) || kind == MODEL_UNION;
}

static model_test *rules_leaf(const test_builder *b, const model_type *rules, bool negated) {
    model_test *test = test_leaf(b, MODEL_TEST_RULES, negated);
    test->rules = rules;
    return test;
}

model_test *test_format(test_builder *b, const node_member *member, bool negated) {
    model_type *rules = rules_of(b);
    const str format = node_text(member->item);
    if (!format.len || !test_is_about(rules, JSON_STRING))
        return test_constant(b, !negated);
    if (rules->kind != MODEL_ANY && rules->kind != MODEL_STRING)
        return test_unsupported(b, member);
    if (str_eq(format, STR("date-time")))
        return rules->kind == MODEL_ANY ? test_leaf(b, MODEL_TEST_MOMENT, negated)
                                        : test_unsupported(b, member);
    rules->format = format;
    rules->asked_format = member->item;
    if (model_format_is_pattern(format))
        rules->constraints = model_format_constraint(b->r->memory, member->item);
    return rules_leaf(b, rules, negated);
}

model_test *test_rules(test_builder *b, const schema_parts *parts, bool negated) {
    const node_member *format = parts->of[KEYWORD_FORMAT];
    model_type *rules = rules_of(b);
    model_constraint **end = &rules->constraints;
    test_group g = test_all_of(negated);
    for (model_constraint *c = schema_constraints(b->r, parts), *next; c; c = next) {
        next = c->next;
        c->next = NULL;
        if (c->kind == MODEL_CONST)
            continue;
        if (is_blind(c, rules->kind))
            test_add(&g, test_unsupported(b, parts->of[schema_constraint_keyword(c->kind)]));
        else if (model_constraint_applies(c->kind, rules->kind))
            *end = c, end = &c->next;
    }
    if (rules->constraints)
        test_add(&g, rules_leaf(b, rules, negated));
    if (format)
        test_add(&g, test_format(b, format, negated));
    return test_joined(b, &g);
}

model_test *test_rule_const(test_builder *b, const node *const *values, size_t count,
                            bool negated) {
    test_group g = test_any_of(negated);
    for (size_t i = 0; i < count; i++) {
        model_type *rules = rules_of(b);
        model_constraint *c = ARENA_NEW(b->r->memory, model_constraint);
        *c = (model_constraint){.kind = MODEL_CONST, .operand = values[i], .at = values[i]->at};
        rules->constraints = c;
        test_add(&g, rules_leaf(b, rules, negated));
    }
    return test_joined(b, &g);
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
    return !step && ++b->made <= MAX_TESTS;
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
