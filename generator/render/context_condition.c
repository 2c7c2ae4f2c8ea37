/* Conditions of the context; see context_condition.h. */
#include "render/context_condition.h"

static value test_of(arena *a, const model_definition *d, value fields, const model_test *test) {
    static const str kinds[] = {
        [MODEL_TEST_ALWAYS] = STR_INIT("always"), [MODEL_TEST_PRESENT] = STR_INIT("present"),
        [MODEL_TEST_NULL] = STR_INIT("null"),     [MODEL_TEST_EQUALS] = STR_INIT("equals"),
        [MODEL_TEST_ALL] = STR_INIT("all"),       [MODEL_TEST_ANY] = STR_INIT("any"),
        [MODEL_TEST_ONE] = STR_INIT("one"),
    };
    value dict = value_new_dict(a);
    value_add(dict, STR("kind"), value_str(kinds[test->kind]));
    value_add(dict, STR("negated"), value_bool(test->negated));
    value tests = value_new_list(a);
    for (const model_test *t = test->first; t; t = t->next)
        value_append(tests, test_of(a, d, fields, t));
    value_add(dict, STR("tests"), tests);
    value_add(dict, STR("field"),
              test->field ? fields.as.list->items[test->field - d->fields] : value_null());
    value operands = value_new_list(a);
    for (size_t i = 0; i < test->operand_count; i++)
        value_append(operands, node_to_value(a, test->operands[i]));
    value_add(dict, STR("operands"), operands);
    return dict;
}

value context_conditions(arena *a, const model_definition *d, value fields) {
    value list = value_new_list(a);
    for (const model_condition *c = d->conditions; c; c = c->next) {
        value dict = value_new_dict(a);
        value_add(dict, STR("keyword"), value_str(c->keyword));
        value_add(dict, STR("text"), value_str(c->text));
        value_add(dict, STR("test"), test_of(a, d, fields, c->test));
        value_append(list, dict);
    }
    return list;
}
