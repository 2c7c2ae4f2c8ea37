/* The built-in tests: {{ x is odd }}. */
#include "template/builtin.h"

#include "template/lexer.h"

static value divisible(template_call *call, value by, int64_t wanted) {
    value v = operate_binary(call->run, here(call), TOKEN_MOD, call->args[0], by);
    return is_failed(v) ? v : value_bool(value_eq(v, value_int(wanted)));
}

static value test_odd(template_call *call) {
    return divisible(call, value_int(2), 1);
}
static value test_even(template_call *call) {
    return divisible(call, value_int(2), 0);
}
static value test_divisibleby(template_call *call) {
    return divisible(call, call->args[1], 0);
}

static value test_known(template_call *call, const map *known) {
    value v = call->args[0];
    if (!check_key(call->run, here(call), v))
        return failed_value();
    return value_bool(is_text(v) && map_get(known, value_text(v)));
}
static value test_filter(template_call *call) {
    return test_known(call, call->run->env->filters);
}
static value test_test(template_call *call) {
    return test_known(call, call->run->env->tests);
}

static bool is_defined(value v) {
    return v.kind != VALUE_UNDEFINED;
}
static bool is_undefined(value v) {
    return v.kind == VALUE_UNDEFINED;
}
static bool is_none(value v) {
    return v.kind == VALUE_NULL;
}
static bool is_boolean(value v) {
    return v.kind == VALUE_BOOL;
}
static bool is_true(value v) {
    return v.kind == VALUE_BOOL && v.as.boolean;
}
/* Not by !v.as.boolean: gcc 12 reads it ahead of the test of the kind, and takes any byte as 0
 * or 1. */
static bool is_false(value v) {
    return is_boolean(v) && value_eq(v, value_bool(false));
}
static bool is_string(value v) {
    return is_text(v);
}
static bool is_number(value v) {
    return number_is(v);
}
static bool is_integer(value v) {
    return v.kind == VALUE_INT || v.kind == VALUE_NUMERAL;
}
static bool is_float(value v) {
    return v.kind == VALUE_FLOAT;
}
static bool is_mapping(value v) {
    return v.kind == VALUE_DICT;
}
/* As in Jinja2 what is undefined can be called, and that is an error. */
static bool is_callable(value v) {
    if (v.kind != VALUE_OBJECT)
        return v.kind == VALUE_UNDEFINED;
    const template_object_type *type = ((template_object *)v.as.object)->type;
    return type == &macro_type || type == &function_type || type == &method_type || type->call;
}
static bool is_sequence(value v) {
    return is_text(v) || (v.kind == VALUE_LIST && v.flags <= VALUE_TUPLE) || v.kind == VALUE_DICT ||
           is_object_of(v, &range_type) ||
           (v.kind == VALUE_UNDEFINED && v.flags == UNDEFINED_LENIENT);
}
static bool is_iterable(value v) {
    if (v.kind == VALUE_OBJECT) {
        const template_object_type *type = ((template_object *)v.as.object)->type;
        return type == &range_type || type == &generator_type || type->items;
    }
    return is_text(v) || v.kind == VALUE_LIST || v.kind == VALUE_DICT;
}

static value test_iterable(template_call *call) {
    if (!argument_defined(call, 0))
        return failed_value();
    return value_bool(is_iterable(call->args[0]) || call->args[0].kind == VALUE_UNDEFINED);
}

/* Whether all cased characters have that case, and there is one. */
static value test_case(template_call *call, bool upper) {
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    return value_bool(unicode_has_case(s, upper));
}
static value test_lower(template_call *call) {
    return test_case(call, false);
}
static value test_upper(template_call *call) {
    return test_case(call, true);
}

/* `is` of Python: the same object; plain data is the same when kind and content are. */
static value test_sameas(template_call *call) {
    value a = call->args[0], b = call->args[1];
    if (a.kind != b.kind)
        return value_bool(false);
    if (a.kind == VALUE_LIST)
        return value_bool(a.as.list == b.as.list);
    if (a.kind == VALUE_DICT)
        return value_bool(a.as.dict == b.as.dict);
    if (a.kind == VALUE_UNDEFINED)
        return value_bool(a.as.object == b.as.object);
    return value_bool(values_equal(call->run, here(call), a, b));
}

static value compare(template_call *call, uint8_t op) {
    bool result = false;
    if (!operate_compare(call->run, here(call), op, call->args[0], call->args[1], &result))
        return failed_value();
    return value_bool(result);
}
static value test_in(template_call *call) {
    return compare(call, TOKEN_IN);
}
static value test_eq(template_call *call) {
    return compare(call, TOKEN_EQ);
}
static value test_ne(template_call *call) {
    return compare(call, TOKEN_NE);
}
static value test_gt(template_call *call) {
    return compare(call, TOKEN_GT);
}
static value test_ge(template_call *call) {
    return compare(call, TOKEN_GE);
}
static value test_lt(template_call *call) {
    return compare(call, TOKEN_LT);
}
static value test_le(template_call *call) {
    return compare(call, TOKEN_LE);
}

const builtin builtin_tests[] = {{"odd", test_odd, ""},
                                 {"even", test_even, ""},
                                 {"divisibleby", test_divisibleby, "num"},
                                 {"filter", test_filter, ""},
                                 {"test", test_test, ""},
                                 {"lower", test_lower, ""},
                                 {"upper", test_upper, ""},
                                 {"iterable", test_iterable, ""},
                                 {"sameas", test_sameas, "other"},
                                 {"in", test_in, "seq"},
                                 {"==", test_eq, "other"},
                                 {"eq", test_eq, "other"},
                                 {"equalto", test_eq, "other"},
                                 {"!=", test_ne, "other"},
                                 {"ne", test_ne, "other"},
                                 {">", test_gt, "other"},
                                 {"gt", test_gt, "other"},
                                 {"greaterthan", test_gt, "other"},
                                 {">=", test_ge, "other"},
                                 {"ge", test_ge, "other"},
                                 {"<", test_lt, "other"},
                                 {"lt", test_lt, "other"},
                                 {"lessthan", test_lt, "other"},
                                 {"<=", test_le, "other"},
                                 {"le", test_le, "other"},
                                 {NULL, NULL, NULL}};

const builtin_predicate builtin_predicates[] = {
    {"defined", is_defined},   {"undefined", is_undefined}, {"none", is_none},
    {"boolean", is_boolean},   {"true", is_true},           {"false", is_false},
    {"integer", is_integer},   {"float", is_float},         {"string", is_string},
    {"mapping", is_mapping},   {"number", is_number},       {"sequence", is_sequence},
    {"callable", is_callable}, {"escaped", is_escaped},     {NULL, NULL}};
