/* Conditions of the context; see context_condition.h. */
#include "render/context_condition.h"

struct context_conditions {
    arena *memory;
    context_types *types;
    const value *definitions;
    map *checks; /* dicts by address */
    int64_t made;
};

context_conditions *context_conditions_new(arena *a, const value *definitions,
                                           context_types *types) {
    context_conditions *c = ARENA_NEW(a, context_conditions);
    *c = (context_conditions){a, types, definitions, map_new(a), 0};
    return c;
}

static bool add_test(context_conditions *c, const model_definition *d, const model_type *type,
                     const model_test *test, value *out);

static bool add_check(context_conditions *c, const model_check *check, value *out) {
    static const str of[] = {[MODEL_WHOLE] = STR_INIT("whole"),
                             [MODEL_MEMBERS] = STR_INIT("members"),
                             [MODEL_ITEMS] = STR_INIT("items")};
    const void **key = ARENA_ARRAY(c->memory, 1, const void *);
    key[0] = check;
    const str name = {(const char *)key, sizeof *key};
    value *known = map_get(c->checks, name), type, test;
    *out = known ? *known : value_null();
    if (known || !check)
        return true;
    if (!context_type(c->types, check->type, false, &type) ||
        !add_test(c, check->type->definition, check->type, check->test, &test))
        return false;
    known = ARENA_NEW(c->memory, value);
    *known = value_new_dict(c->memory);
    value_add(*known, STR("id"), value_int(++c->made));
    value_add(*known, STR("of"), value_str(of[check->of]));
    value_add(*known, STR("type"), type);
    value_add(*known, STR("test"), test);
    value_add(*known, STR("text"),
              check->of == MODEL_WHOLE ? value_str(model_test_text(c->memory, check->test, true))
                                       : value_null());
    map_put(c->checks, name, known);
    *out = *known;
    return true;
}

/* Whether an operand can be a value: a closed enum has no other ones. */
static bool is_possible(const model_type *type, const node *operand) {
    const model_definition *d = type && type->kind == MODEL_ENUM ? type->definition : NULL;
    bool found = !d || !d->closed;
    for (size_t i = 0; !found && i < d->value_count; i++)
        found = node_eq(d->values[i].json, operand);
    return found;
}

/* JSON as a tree: numbers with all their digits, members in their order. */
static value tree_of(arena *a, const node *n) {
    static const str kinds[] = {
        [NODE_NULL] = STR_INIT("null"),     [NODE_BOOL] = STR_INIT("boolean"),
        [NODE_INT] = STR_INIT("number"),    [NODE_FLOAT] = STR_INIT("number"),
        [NODE_STRING] = STR_INIT("string"), [NODE_LIST] = STR_INIT("array"),
        [NODE_MAP] = STR_INIT("object")};
    value dict = value_new_dict(a), names = value_new_list(a), items = value_new_list(a);
    buf json = {0};
    node_write_json(&json, n);
    value_add(dict, STR("kind"), value_str(kinds[n->kind]));
    value_add(dict, STR("json"), value_str(str_dup(a, buf_str(&json))));
    value_add(dict, STR("text"), n->kind == NODE_STRING ? value_str(n->as.text) : value_null());
    for (uint32_t i = 0; n->kind == NODE_LIST && i < n->count; i++)
        value_append(items, tree_of(a, n->as.items[i]));
    for (uint32_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        value_append(names, value_str(node_text(n->as.members[i].key)));
        value_append(items, tree_of(a, n->as.members[i].item));
    }
    value_add(dict, STR("names"), names);
    value_add(dict, STR("items"), items);
    buf_free(&json);
    return dict;
}

static value types_of(arena *a, unsigned types) {
    value list = value_new_list(a);
    for (size_t i = 0; i < JSON_TYPES; i++)
        if (types >> i & 1)
            value_append(list, value_str(json_type_names[i]));
    return list;
}

static value count_of(uint64_t count) {
    return count <= INT64_MAX ? value_int((int64_t)count) : value_null();
}

/* What the leaves have beside a field. */
static bool add_leaf(context_conditions *c, const model_type *type, const model_test *test,
                     value dict) {
    value rules = value_null(), check, names;
    if (test->rules && !context_type(c->types, test->rules, false, &rules))
        return false;
    if (!add_check(c, test->check, &check) || !add_check(c, test->names, &names))
        return false;
    value operands = value_new_list(c->memory), trees = value_new_list(c->memory);
    for (size_t i = 0; i < test->operand_count; i++)
        if (is_possible(type, test->operands[i])) {
            value_append(operands, node_to_value(c->memory, test->operands[i]));
            value_append(trees, tree_of(c->memory, test->operands[i]));
        }
    value_add(dict, STR("operands"), operands);
    value_add(dict, STR("trees"), trees);
    value_add(dict, STR("rules"), rules);
    value_add(dict, STR("check"), check);
    value_add(dict, STR("names"), names);
    value_add(dict, STR("types"), types_of(c->memory, test->types));
    value_add(dict, STR("name"), value_str(test->name));
    value_add(dict, STR("first"), count_of(test->first));
    value_add(dict, STR("last"), count_of(test->last));
    return true;
}

/* An `equals` that no value is left of. */
static void make_never(value dict, bool negated) {
    value_put(dict, STR("kind"), value_str(STR("always")));
    value_put(dict, STR("negated"), value_bool(!negated));
}

static bool add_test(context_conditions *c, const model_definition *d, const model_type *type,
                     const model_test *test, value *out) {
    static const str kinds[] = {
        [MODEL_TEST_ALWAYS] = STR_INIT("always"),   [MODEL_TEST_PRESENT] = STR_INIT("present"),
        [MODEL_TEST_NULL] = STR_INIT("null"),       [MODEL_TEST_EQUALS] = STR_INIT("equals"),
        [MODEL_TEST_RULES] = STR_INIT("rules"),     [MODEL_TEST_FITS] = STR_INIT("fits"),
        [MODEL_TEST_TYPE] = STR_INIT("type"),       [MODEL_TEST_MOMENT] = STR_INIT("moment"),
        [MODEL_TEST_HAS] = STR_INIT("has"),         [MODEL_TEST_MEMBER] = STR_INIT("member"),
        [MODEL_TEST_MEMBERS] = STR_INIT("members"), [MODEL_TEST_ITEM] = STR_INIT("item"),
        [MODEL_TEST_ITEMS] = STR_INIT("items"),     [MODEL_TEST_CONTAINS] = STR_INIT("contains"),
        [MODEL_TEST_NAMES] = STR_INIT("names"),     [MODEL_TEST_REST] = STR_INIT("rest"),
        [MODEL_TEST_BEFORE] = STR_INIT("before"),   [MODEL_TEST_ALL] = STR_INIT("all"),
        [MODEL_TEST_ANY] = STR_INIT("any"),         [MODEL_TEST_ONE] = STR_INIT("one"),
    };
    value dict = value_new_dict(c->memory), tests = value_new_list(c->memory), inner;
    value_add(dict, STR("kind"), value_str(kinds[test->kind]));
    value_add(dict, STR("negated"), value_bool(test->negated));
    for (const model_test *t = test->tests; t; t = t->next) {
        if (!add_test(c, d, type, t, &inner))
            return false;
        value_append(tests, inner);
    }
    value_add(dict, STR("tests"), tests);
    value field = value_null();
    if (test->field) {
        value fields = value_get(c->definitions[d->order], STR("fields"));
        field = fields.as.list->items[test->field - d->fields];
    }
    value_add(dict, STR("field"), field);
    value_add(dict, STR("others"), value_bool(test->others));
    value_add(dict, STR("of_items"), value_bool(test->items));
    value_add(dict, STR("part"), value_bool(test->part));
    *out = dict;
    if (!add_leaf(c, test->field ? test->field->type : type, test, dict))
        return false;
    if (test->kind == MODEL_TEST_EQUALS && !value_get(dict, STR("operands")).as.list->count)
        make_never(dict, test->negated);
    return true;
}

bool context_conditions_list(context_conditions *c, const model_definition *d,
                             const model_type *type, const model_condition *list, value out) {
    for (; list; list = list->next) {
        value dict = value_new_dict(c->memory), test;
        if (list->test->kind == MODEL_TEST_ALWAYS && !list->test->negated)
            continue;
        if (!add_test(c, d, type, list->test, &test))
            return false;
        value_add(dict, STR("keyword"), value_str(list->keyword));
        value_add(dict, STR("text"), value_str(list->text));
        value_add(dict, STR("test"), test);
        value_append(out, dict);
    }
    return true;
}
