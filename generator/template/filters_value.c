/* Built-in filters on numbers and on any value: {{ x | int }}, {{ x | default('') }}. */
#include "template/builtin.h"

#include <math.h>
#include <stdio.h>

static value filter_default(template_call *call) {
    value v = call->args[0];
    bool replace =
        v.kind == VALUE_UNDEFINED || (argument_truth(call, 2, false) && !template_is_true(v));
    if (!replace)
        return v;
    return template_given(call->args[1]) ? call->args[1] : value_str(STR(""));
}

static value filter_attr(template_call *call) {
    str called = {0};
    value v = call->args[0];
    if (!template_text_argument(call, 1, &called))
        return failed_value();
    if (v.kind == VALUE_UNDEFINED)
        return run_fail_undefined(call->run, v);
    const identifier *attribute = env_name(call->run->env, called);
    const callable *method = method_of(call->run, v, attribute);
    if (method)
        return bind_method(call->run, method, v);
    if (has_attributes(v))
        return get_attribute(call->run, here(call), v, attribute);
    return undefined_member(call->run, here(call), v, value_str(called));
}

static value filter_abs(template_call *call) {
    value v = call->args[0];
    if (v.kind == VALUE_UNDEFINED)
        return run_fail_undefined(call->run, v);
    if (v.kind == VALUE_FLOAT)
        return value_float(fabs(v.as.number));
    if (!number_is_integer(v))
        return template_fail(call, CODE_TEMPLATE_TYPE, "abs takes a number, not %s", kind_name(v));
    return number_compare(v, value_int(0)) < 0 ? number_negate(call->memory, v)
                                               : number_combine(call->memory, '+', v, value_int(0));
}

/* What an inline if without else gives has no value as a number. */
static bool is_lenient(template_call *call) {
    if (call->args[0].kind == VALUE_UNDEFINED)
        run_fail_undefined(call->run, call->args[0]);
    return call->run->failed;
}

static value filter_int(template_call *call) {
    value v = call->args[0], result = template_given(call->args[1]) ? call->args[1] : value_int(0);
    int64_t base = 10;
    double number;
    if (is_lenient(call))
        return failed_value();
    bool has_base = !template_given(call->args[2]) || number_is_integer(call->args[2]);
    if (has_base && !template_int_argument(call, 2, &base))
        return failed_value();
    if (number_is_integer(v))
        return number_combine(call->memory, '+', v, value_int(0));
    if (is_text(v)) {
        value parsed;
        if (has_base && base >= 0 && base <= 36 &&
            parse_int(call->memory, value_text(v), (unsigned)base, &parsed))
            return parsed;
        if (!parse_float(value_text(v), &number))
            return result;
    } else if (v.kind == VALUE_FLOAT) {
        number = v.as.number;
    } else {
        return result;
    }
    if (isinf(number))
        return template_fail(call, CODE_TEMPLATE_TYPE, "infinity is no integer");
    return number_from_double(call->memory, number, &v) ? v : result;
}

static value filter_float(template_call *call) {
    value v = call->args[0];
    double number;
    if (is_lenient(call))
        return failed_value();
    if (number_is(v))
        return value_float(number_to_double(v));
    if (is_text(v) && parse_float(value_text(v), &number))
        return value_float(number);
    return template_given(call->args[1]) ? call->args[1] : value_float(0);
}

/* Half to even, as Python's round(): exact, by way of decimal digits. */
static double round_to(double number, int64_t digits) {
    if (!isfinite(number) || digits > 300)
        return number;
    if (digits < 0) {
        double scale = pow(10, (double)-digits);
        return isinf(scale) ? 0 * number : nearbyint(number / scale) * scale;
    }
    char text[700];
    double result = number;
    snprintf(text, sizeof text, "%.*f", (int)digits, number);
    sscanf(text, "%lf", &result);
    return result;
}

static value round_integer(template_call *call, value v, int64_t digits) {
    if (digits >= 0)
        return number_combine(call->memory, '+', v, value_int(0));
    value scale = value_int(1), quotient, rest;
    for (int64_t i = digits; i < 0 && i >= -400; i++)
        scale = number_combine(call->memory, '*', scale, value_int(10));
    value doubled;
    number_divide(call->memory, v, scale, &quotient, &rest);
    doubled = number_combine(call->memory, '*', rest, value_int(2));
    int order = number_compare(doubled, scale);
    value half, odd;
    number_divide(call->memory, quotient, value_int(2), &half, &odd);
    if (order > 0 || (order == 0 && value_eq(odd, value_int(1))))
        quotient = number_combine(call->memory, '+', quotient, value_int(1));
    return number_combine(call->memory, '*', quotient, scale);
}

/* A precision of none gives an integer, as round() of Python does. */
static value round_whole(template_call *call, value v) {
    if (v.kind != VALUE_FLOAT)
        return round_integer(call, v, 0);
    return number_from_double(call->memory, nearbyint(v.as.number), &v)
               ? v
               : template_fail(call, CODE_TEMPLATE_TYPE, "what is infinite is no integer");
}

static value filter_round(template_call *call) {
    value v = call->args[0];
    int64_t precision = 0;
    str method = STR("common");
    if (!template_text_argument(call, 2, &method))
        return failed_value();
    bool whole = call->args[1].kind == VALUE_NULL && str_eq(method, STR("common"));
    if (!whole && !template_int_argument(call, 1, &precision))
        return failed_value();
    if (v.kind == VALUE_UNDEFINED)
        return run_fail_undefined(call->run, v);
    if (!number_is(v))
        return template_fail(call, CODE_TEMPLATE_TYPE, "round takes a number, not %s",
                             kind_name(v));
    if (whole)
        return round_whole(call, v);
    bool ceiling = str_eq(method, STR("ceil"));
    if (str_eq(method, STR("common")))
        return v.kind == VALUE_FLOAT ? value_float(round_to(v.as.number, precision))
                                     : round_integer(call, v, precision);
    if (!ceiling && !str_eq(method, STR("floor")))
        return template_fail(call, CODE_TEMPLATE_ARGUMENT,
                             "the method of round is `common`, `ceil` or `floor`");
    double scale = pow(10, (double)precision), scaled = number_to_double(v) * scale;
    if (!isfinite(scaled))
        return template_fail(call, CODE_TEMPLATE_TYPE, "what is infinite can't be rounded so");
    return value_float(((ceiling ? ceil(scaled) : floor(scaled)) + 0.0) / scale); /* no -0 */
}

static value filter_filesizeformat(template_call *call) {
    static const char *const units[2][8] = {
        {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"},
        {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"}};
    value v = call->args[0];
    double bytes;
    bool binary = argument_truth(call, 1, false);
    if (!argument_defined(call, 0))
        return failed_value();
    if (number_is(v))
        bytes = number_to_double(v);
    else if (!is_text(v) || !parse_float(value_text(v), &bytes))
        return template_fail(call, CODE_TEMPLATE_TYPE, "filesizeformat takes a number, not %s",
                             kind_name(v));
    double base = binary ? 1024 : 1000, unit = base * base;
    buf out = {0};
    if (bytes == 1) {
        buf_add_str(&out, STR("1 Byte"));
    } else if (bytes < base) {
        buf_format(&out, "%.0f Bytes", trunc(bytes) + 0.0); /* no -0 */
    } else {
        int i = 0;
        for (; i < 7 && bytes >= unit; i++)
            unit *= base;
        buf_format(&out, "%.1f %s", base * bytes / unit, units[binary][i]);
    }
    return result_text(call, &out);
}

const builtin filters_of_values[] = {{"default", filter_default, "default_value= boolean="},
                                     {"d", filter_default, "default_value= boolean="},
                                     {"attr", filter_attr, "name"},
                                     {"abs", filter_abs, ""},
                                     {"int", filter_int, "default= base="},
                                     {"float", filter_float, "default="},
                                     {"round", filter_round, "precision= method="},
                                     {"filesizeformat", filter_filesizeformat, "binary="},
                                     {NULL, NULL, NULL}};
