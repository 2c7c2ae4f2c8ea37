/* Operators on values, with Python's rules; see run.h. */
#include "template/run.h"

#include "template/lexer.h"
#include "template/number.h"

#include <math.h>

enum { LARGEST_POWER_DIGITS = 20000 };

value format_percent(template_run *run, const node *at, value format, value args);

static value fail_types(template_run *run, const node *at, uint8_t op, value left, value right) {
    return run_fail(run, at, CODE_TEMPLATE_TYPE, "`%s` can't take %s and %s",
                    lexer_spelling((token_kind)op), kind_name(left), kind_name(right));
}

/* --- Arithmetic --- */

static void float_divide(double a, double b, double *quotient, double *remainder) {
    double rest = fmod(a, b), whole = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
        rest += b;
        whole -= 1;
    } else if (rest == 0) {
        rest = copysign(0.0, b);
    }
    double floored = floor(whole);
    if (whole - floored > 0.5)
        floored += 1;
    *quotient = whole != 0 ? floored : copysign(0.0, a / b);
    *remainder = rest;
}

static double digits_of(value v) {
    double number = fabs(number_to_double(v));
    return number > 1 ? log10(number) : 0;
}

static uint64_t limbs_of(value v) {
    return v.kind == VALUE_NUMERAL ? v.len / 9 + 1 : 2;
}

bool operate_count(template_run *run, const node *at, value left, value right) {
    enum { PRODUCTS = 32 }; /* of limbs that take as long as a round of a loop, or as one to read */
    if (left.kind != VALUE_NUMERAL && right.kind != VALUE_NUMERAL)
        return true;
    uint64_t a = limbs_of(left), b = limbs_of(right);
    return run_count_steps(run, at, a + b + a * b / PRODUCTS);
}

static value multiply(template_run *run, const node *at, value left, value right) {
    return operate_count(run, at, left, right) ? number_combine(run->memory, '*', left, right)
                                               : failed_value();
}

static value integer_power(template_run *run, const node *at, value base, value exponent) {
    value result = value_int(1);
    bool trivial =
        base.kind != VALUE_NUMERAL && number_small(base) >= -1 && number_small(base) <= 1;
    if (exponent.kind == VALUE_NUMERAL ||
        (!trivial && digits_of(base) * (double)number_small(exponent) > LARGEST_POWER_DIGITS))
        return run_fail(run, at, CODE_TEMPLATE_LIMIT, "the power has more than %d digits",
                        LARGEST_POWER_DIGITS);
    int64_t left = number_small(exponent);
    if (trivial)
        left = left % 2 + (left ? 2 : 0);
    while (left > 0 && !run->failed) {
        if (left & 1)
            result = multiply(run, at, result, base);
        left >>= 1;
        if (left && !run->failed)
            base = multiply(run, at, base, base);
    }
    return run->failed ? failed_value() : result;
}

static value power(template_run *run, const node *at, value left, value right) {
    bool negative = number_is_integer(right) && number_compare(right, value_int(0)) < 0;
    if (number_is_integer(left) && number_is_integer(right) && !negative)
        return integer_power(run, at, left, right);
    double base = number_to_double(left), exponent = number_to_double(right);
    if (base == 0 && exponent < 0)
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "0 can't be raised to a negative power");
    double result = pow(base, exponent);
    if (base < 0 && exponent != trunc(exponent))
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "the power is no real number");
    if (isinf(result) && isfinite(base) && isfinite(exponent))
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "the power is too large for a float");
    return value_float(result);
}

static value divide(template_run *run, const node *at, uint8_t op, value left, value right) {
    if (number_to_double(right) == 0)
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "division by zero");
    value quotient, remainder;
    if (op == TOKEN_DIV && number_is_integer(left) && number_is_integer(right)) {
        double result = number_ratio(run->memory, left, right);
        return isinf(result) ? run_fail(run, at, CODE_TEMPLATE_TYPE, "the quotient is too large")
                             : value_float(result);
    }
    if (op == TOKEN_DIV)
        return value_float(number_to_double(left) / number_to_double(right));
    if (number_is_integer(left) && number_is_integer(right)) {
        number_divide(run->memory, left, right, &quotient, &remainder);
    } else {
        double whole, rest;
        float_divide(number_to_double(left), number_to_double(right), &whole, &rest);
        quotient = value_float(whole), remainder = value_float(rest);
    }
    return op == TOKEN_MOD ? remainder : quotient;
}

static value number_operation(template_run *run, const node *at, uint8_t op, value left,
                              value right) {
    bool integers = number_is_integer(left) && number_is_integer(right);
    double a = number_to_double(left), b = number_to_double(right);
    if (!integers &&
        ((isinf(a) && left.kind == VALUE_NUMERAL) || (isinf(b) && right.kind == VALUE_NUMERAL)))
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "the integer is too large for a float");
    if (!operate_count(run, at, left, right))
        return failed_value();
    switch (op) {
    case TOKEN_ADD:
        return integers ? number_combine(run->memory, '+', left, right) : value_float(a + b);
    case TOKEN_SUB:
        return integers ? number_combine(run->memory, '-', left, right) : value_float(a - b);
    case TOKEN_MUL:
        if (integers && left.len + right.len > LARGEST_POWER_DIGITS)
            return run_fail(run, at, CODE_TEMPLATE_LIMIT, "the product has more than %d digits",
                            LARGEST_POWER_DIGITS);
        return integers ? number_combine(run->memory, '*', left, right) : value_float(a * b);
    case TOKEN_POW:
        return power(run, at, left, right);
    default:
        return divide(run, at, op, left, right);
    }
}

/* --- Text and lists --- */

value add_texts(template_run *run, value left, value right) {
    bool safe = (left.flags | right.flags) & TEXT_SAFE;
    buf out = {0};
    value parts[2] = {left, right};
    for (int i = 0; i < 2; i++) {
        if (safe && !(parts[i].flags & TEXT_SAFE))
            print_escaped(&out, value_text(parts[i]));
        else
            buf_add_str(&out, value_text(parts[i]));
    }
    value result = take_text(run, &out);
    if (!is_failed(result))
        result.flags = safe ? TEXT_SAFE : 0;
    return result;
}

static value add_lists(template_run *run, const node *at, value left, value right) {
    if (!run_count_items(run, at, (size_t)left.as.list->count + right.as.list->count))
        return failed_value();
    value list = value_new_list_for(run->memory, left.as.list->count + right.as.list->count);
    for (uint32_t i = 0; i < left.as.list->count; i++)
        value_append(list, left.as.list->items[i]);
    for (uint32_t i = 0; i < right.as.list->count; i++)
        value_append(list, right.as.list->items[i]);
    list.flags = left.flags;
    return list;
}

static value repeat(template_run *run, const node *at, value v, value times) {
    bool many = times.kind == VALUE_NUMERAL && times.as.text[0] != '-';
    uint64_t count =
        times.kind == VALUE_NUMERAL || number_small(times) < 0 ? 0 : (uint64_t)number_small(times);
    uint64_t size = is_text(v) ? v.len : v.as.list->count * (uint64_t)sizeof(value);
    const bool fits = size == 0 || (!many && count <= run->env->options.max_output / size);
    if (!run_check_size(run, at, fits ? size * count : SIZE_MAX) ||
        !run_count_text(run, at, size * count))
        return failed_value();
    if (is_text(v)) {
        buf out = {0};
        for (uint64_t i = 0; size && i < count; i++)
            buf_add_str(&out, value_text(v));
        value result = take_text(run, &out);
        if (!is_failed(result))
            result.flags = v.flags;
        return result;
    }
    value list = value_new_list(run->memory);
    list.flags = v.flags;
    for (uint64_t i = 0; size && i < count; i++)
        for (uint32_t k = 0; k < v.as.list->count; k++)
            value_append(list, v.as.list->items[k]);
    return list;
}

static bool is_sequence(value v) {
    return is_text(v) || (v.kind == VALUE_LIST && v.flags <= VALUE_TUPLE);
}

value operate_binary(template_run *run, const node *at, uint8_t op, value left, value right) {
    if (number_is(left) && number_is(right))
        return number_operation(run, at, op, left, right);
    if (left.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, left);
    if (op == TOKEN_MOD && is_text(left))
        return format_percent(run, at, left, right);
    if (right.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, right);
    if (op == TOKEN_ADD && is_text(left) && is_text(right)) {
        const node *outer = run->at;
        run->at = at; /* where the text may be too long */
        value sum = add_texts(run, left, right);
        run->at = outer;
        return sum;
    }
    if (op == TOKEN_ADD && left.kind == VALUE_LIST && right.kind == VALUE_LIST &&
        left.flags == right.flags && left.flags <= VALUE_TUPLE)
        return add_lists(run, at, left, right);
    if (op == TOKEN_MUL && is_sequence(left) && number_is_integer(right))
        return repeat(run, at, left, right);
    if (op == TOKEN_MUL && is_sequence(right) && number_is_integer(left))
        return repeat(run, at, right, left);
    return fail_types(run, at, op, left, right);
}

value operate_unary(template_run *run, const node *at, uint8_t op, value operand) {
    if (operand.kind == VALUE_UNDEFINED)
        return run_fail_undefined(run, operand);
    if (!number_is(operand))
        return run_fail(run, at, CODE_TEMPLATE_TYPE, "`%s` can't take %s",
                        lexer_spelling((token_kind)op), kind_name(operand));
    if (operand.kind == VALUE_FLOAT)
        return value_float(op == TOKEN_SUB ? -operand.as.number : operand.as.number);
    return op == TOKEN_SUB ? number_negate(run->memory, operand)
                           : number_combine(run->memory, '+', operand, value_int(0));
}

/* --- Comparisons --- */

/* Views of dicts: keys and items are sets, values are equal to nothing but themselves. */
static bool views_equal(template_run *run, const node *at, value a, value b) {
    const value_list *left = a.as.list, *right = b.as.list;
    if (a.flags != b.flags || a.flags == LIST_VALUES || left->count != right->count)
        return left == right;
    for (uint32_t i = 0; i < left->count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < right->count && !found; k++)
            found =
                run_count_step(run, at) && values_equal(run, at, left->items[i], right->items[k]);
        if (!found)
            return false;
    }
    return true;
}

/* Whether two ranges have the same items; the ends that they were made with do not matter. */
static bool ranges_equal(const range *a, const range *b) {
    return a->count == b->count &&
           (a->count == 0 || (a->start == b->start && (a->count == 1 || a->step == b->step)));
}

static bool lists_equal(template_run *run, const node *at, value left, value right) {
    const value_list *a = left.as.list, *b = right.as.list;
    if ((left.flags | right.flags) > VALUE_TUPLE)
        return views_equal(run, at, left, right);
    if (left.flags != right.flags || a->count != b->count)
        return false;
    for (uint32_t i = 0; a != b && i < a->count; i++)
        if (!run_count_step(run, at) || !values_equal(run, at, a->items[i], b->items[i]))
            return false;
    return true;
}

static bool dicts_equal(template_run *run, const node *at, value left, value right) {
    const value_dict *a = left.as.dict, *b = right.as.dict;
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; a != b && i < a->count; i++) {
        const value *other = value_find_key(right, a->shape->keys[i]);
        if (!other || !run_count_step(run, at) || !values_equal(run, at, a->items[i], *other))
            return false;
    }
    return true;
}

bool values_equal(template_run *run, const node *at, value a, value b) {
    if (is_object_of(a, &range_type) && is_object_of(b, &range_type))
        return ranges_equal(a.as.object, b.as.object);
    if (a.kind != b.kind || (a.kind != VALUE_LIST && a.kind != VALUE_DICT))
        return value_eq(a, b);
    if (!run_descend(run, at))
        return false;
    const bool equal =
        a.kind == VALUE_LIST ? lists_equal(run, at, a, b) : dicts_equal(run, at, a, b);
    run->depth--;
    return equal && !run->failed;
}

static bool order_lists(template_run *run, const node *at, value left, value right, int *order) {
    const value_list *a = left.as.list, *b = right.as.list;
    for (uint32_t i = 0; i < a->count && i < b->count; i++) {
        if (!run_count_step(run, at))
            return false;
        if (!values_equal(run, at, a->items[i], b->items[i]) || a->items[i].kind == VALUE_UNDEFINED)
            return !run->failed && operate_order(run, at, a->items[i], b->items[i], order);
    }
    *order = (a->count > b->count) - (a->count < b->count);
    return true;
}

/* As in Python no integer is rounded for it. */
static int order_numbers(template_run *run, value left, value right) {
    if (number_is_integer(left))
        return number_compare_float(run->memory, left, right.as.number);
    if (number_is_integer(right)) {
        int order = number_compare_float(run->memory, right, left.as.number);
        return order == 2 ? 2 : -order;
    }
    double a = left.as.number, b = right.as.number;
    return isnan(a) || isnan(b) ? 2 : (a > b) - (a < b);
}

bool operate_order(template_run *run, const node *at, value left, value right, int *order) {
    if (left.kind == VALUE_UNDEFINED || right.kind == VALUE_UNDEFINED) {
        run_fail_undefined(run, left.kind == VALUE_UNDEFINED ? left : right);
        return false;
    }
    if (number_is_integer(left) && number_is_integer(right)) {
        *order = number_compare(left, right);
        return true;
    }
    if (number_is(left) && number_is(right)) {
        *order = order_numbers(run, left, right);
        return true;
    }
    if (is_text(left) && is_text(right)) {
        *order = str_cmp(value_text(left), value_text(right));
        return true;
    }
    if (left.kind == VALUE_LIST && right.kind == VALUE_LIST && left.flags == right.flags &&
        left.flags <= VALUE_TUPLE) {
        link l;
        if (!run_enter(run, &l, at, "comparison", STR("")))
            return false;
        bool done = order_lists(run, at, left, right, order);
        run_leave(run);
        return done;
    }
    run_fail(run, at, CODE_TEMPLATE_TYPE, "%s and %s have no order", kind_name(left),
             kind_name(right));
    return false;
}

bool operate_equal(template_run *run, const node *at, value left, value right, bool *result) {
    bool bad = (left.kind == VALUE_UNDEFINED && left.flags != UNDEFINED_LENIENT) ||
               (right.kind == VALUE_UNDEFINED && right.flags != UNDEFINED_LENIENT);
    if (bad)
        run_fail_undefined(run, left.kind == VALUE_UNDEFINED ? left : right);
    *result = !bad && values_equal(run, at, left, right);
    return !run->failed;
}

/* Whether a list has a text: 1, 0, or -1 where something undefined comes first. */
static int has_text(const value_list *list, value text) {
    for (uint32_t i = 0; i < list->count; i++) {
        const value each = list->items[i];
        if (each.kind == VALUE_UNDEFINED)
            return -1;
        if (is_text(each) && each.len == text.len &&
            same_bytes(each.as.text, text.as.text, text.len))
            return 1;
    }
    return 0;
}

static bool contains(template_run *run, const node *at, value item, value in, bool *result) {
    const int has = in.kind == VALUE_LIST && is_text(item) ? has_text(in.as.list, item) : -1;
    if (has >= 0) {
        *result = has;
        return true;
    }
    if (is_text(in) && is_text(item)) {
        if (!run_count_text(run, at, in.len))
            return false;
        str text = value_text(in), needle = value_text(item);
        *result = needle.len == 0 || str_find(text, 0, needle) < text.len;
        return true;
    }
    if (is_text(in)) {
        run_fail(run, at, CODE_TEMPLATE_TYPE, "`in` a string can't take %s", kind_name(item));
        return false;
    }
    const bool in_dict = in.kind == VALUE_DICT;
    if ((in_dict || (in.kind == VALUE_LIST && in.flags == LIST_KEYS)) && !check_key(run, at, item))
        return false;
    if (in_dict) {
        *result = value_find_key(in, item) != NULL;
        return true;
    }
    if (is_object_of(in, &range_type) && item.kind != VALUE_UNDEFINED) {
        *result = range_position(in.as.object, item) >= 0;
        return true;
    }
    iterator it;
    if (!iterator_start(run, at, in, &it))
        return false;
    *result = false;
    value each;
    while (!*result && iterator_next(run, at, &it, &each))
        if (!operate_equal(run, at, each, item, result))
            return false;
    return !run->failed;
}

bool operate_compare(template_run *run, const node *at, uint8_t op, value left, value right,
                     bool *result) {
    int order = 0;
    if (!run_count_text(run, at, left.len < right.len ? left.len : right.len))
        return false;
    switch (op) {
    case TOKEN_IN:
        return contains(run, at, left, right, result);
    case TOKEN_NOT_IN:
        if (!contains(run, at, left, right, result))
            return false;
        *result = !*result;
        return true;
    case TOKEN_EQ:
    case TOKEN_NE:
        if (!operate_equal(run, at, left, right, result))
            return false;
        *result = *result == (op == TOKEN_EQ);
        return true;
    default:
        if (!operate_order(run, at, left, right, &order))
            return false;
        *result = order != 2 && (op == TOKEN_LT   ? order < 0
                                 : op == TOKEN_LE ? order <= 0
                                 : op == TOKEN_GT ? order > 0
                                                  : order >= 0);
        return true;
    }
}
