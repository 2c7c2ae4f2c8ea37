/* "%s" % x, and the filter format; see format.h. */
#include "template/format.h"

#include <ctype.h>

typedef struct percent {
    template_run *run;
    const node *at;
    value args;
    bool is_tuple, safe;
    uint32_t next;
} percent;

/* Whether Python takes it for a mapping, of whose values none need to be written. */
static bool has_items(value v) {
    return v.kind == VALUE_DICT || v.kind == VALUE_UNDEFINED || is_object_of(v, &range_type) ||
           (v.kind == VALUE_LIST && v.flags == 0);
}

static bool fail_percent(percent *p, const char *what) {
    run_fail(p->run, p->at, CODE_TEMPLATE_TYPE, "%%: %s", what);
    return false;
}

static bool next_argument(percent *p, value *out) {
    uint32_t count = p->is_tuple ? p->args.as.list->count : 1;
    if (p->next >= count)
        return fail_percent(p, "there are more fields than values");
    *out = p->is_tuple ? p->args.as.list->items[p->next] : p->args;
    p->next++;
    return true;
}

static bool percent_text(percent *p, buf *out, value v, const spec *s) {
    buf text = {0};
    bool done = true;
    if (s->type == 'r' || s->type == 'a')
        format_repr(p->run, &text, v, s->type == 'a');
    else
        done = print_value(p->run, p->at, &text, v);
    if (p->safe && !is_escaped(v)) {
        buf escaped = {0};
        print_escaped(&escaped, buf_str(&text));
        buf_free(&text);
        text = escaped;
    }
    if (done)
        format_text(out, s, buf_str(&text));
    buf_free(&text);
    return done && !p->run->failed;
}

static bool percent_number(percent *p, buf *out, value v, spec *s) {
    if (!number_is(v))
        return fail_percent(p, "a number is wanted");
    if (strchr("eEfFgG", s->type))
        return format_float(out, number_to_double(v), s);
    if (v.kind == VALUE_FLOAT) {
        if (strchr("xXo", s->type))
            return fail_percent(p, "an integer is wanted");
        if (!number_from_double(p->run->memory, v.as.number, &v))
            return fail_percent(p, "the float is no integer");
    }
    if (s->type == 'i' || s->type == 'u')
        s->type = 'd';
    if (s->type == 'd' && s->precision > 0) { /* digits at least */
        char room[72];
        bool negative;
        str digits = format_digits(p->run->memory, v, room, 10, false, &negative);
        buf padded = {0};
        append_pad(&padded, digits, s->precision - (int64_t)digits.len, 0, STR("0"));
        format_number(out, s, negative, STR(""), buf_str(&padded));
        buf_free(&padded);
        return true;
    }
    return format_integer(p->run, out, v, s);
}

static bool percent_char(percent *p, buf *out, value v, const spec *s) {
    char bytes[4];
    str text;
    if (is_text(v) && utf8_count(value_text(v)) == 1)
        text = value_text(v);
    else if ((v.kind == VALUE_INT || v.kind == VALUE_BOOL) && number_small(v) >= 0 &&
             number_small(v) <= 0x10FFFF)
        text = (str){bytes, utf8_put(bytes, (uint32_t)number_small(v))};
    else
        return fail_percent(p, "%c wants a character");
    format_text(out, s, text);
    return true;
}

/* A width or precision: digits or `*`. */
static bool percent_size(percent *p, str format, size_t *at, int64_t *size) {
    if (*at < format.len && format.ptr[*at] == '*') {
        value v;
        ++*at;
        if (!next_argument(p, &v))
            return false;
        if (v.kind != VALUE_INT || v.as.integer > WIDEST || v.as.integer < -WIDEST)
            return fail_percent(p, "`*` wants an integer");
        *size = v.as.integer;
        return true;
    }
    *size = format_size(format, at);
    return *size < WIDEST || fail_percent(p, "the width is too large");
}

static bool percent_key(percent *p, str format, size_t *at, value *v) {
    size_t end = *at, nesting = 0;
    for (; end < format.len; end++) {
        nesting += format.ptr[end] == '(';
        nesting -= format.ptr[end] == ')';
        if (nesting == 0)
            break;
    }
    if (p->args.kind != VALUE_DICT || end == format.len)
        return fail_percent(p, "a dict is wanted for %(name)");
    str key = str_slice(format, *at + 1, end);
    const value *item = value_find_key(p->args, value_str(key));
    if (!item)
        return fail_percent(p, "the dict has no such key");
    *v = *item;
    *at = end + 1;
    return true;
}

static bool percent_field(percent *p, str format, size_t *at, buf *out) {
    spec s = {.precision = -1};
    value v = {0};
    bool keyed = *at < format.len && format.ptr[*at] == '(';
    if (keyed && !percent_key(p, format, at, &v))
        return false;
    bool left = false;
    for (; *at < format.len && strchr("-+ #0", format.ptr[*at]); ++*at) {
        char c = format.ptr[*at];
        left |= c == '-';
        s.zero |= c == '0';
        s.alternate |= c == '#';
        if (c == '+' || (c == ' ' && s.sign != '+'))
            s.sign = c;
    }
    if (!percent_size(p, format, at, &s.width))
        return false;
    if (s.width < -1)
        left = true, s.width = -s.width;
    if (*at < format.len && format.ptr[*at] == '.') {
        ++*at;
        if (!percent_size(p, format, at, &s.precision))
            return false;
        if (s.precision < 0)
            s.precision = 0;
    }
    while (*at < format.len && strchr("hlL", format.ptr[*at]))
        ++*at;
    if (*at >= format.len)
        return fail_percent(p, "the format ends within a field");
    s.type = format.ptr[(*at)++];
    if (s.type == '%') {
        buf_add_char(out, '%');
        return true;
    }
    if (!strchr("sraiduxXoeEfFgGc", s.type))
        return fail_percent(p, "there is no such field");
    if (!keyed && !next_argument(p, &v))
        return false;
    if (v.kind == VALUE_UNDEFINED && v.flags != UNDEFINED_LENIENT && s.type != 'r' &&
        s.type != 'a') {
        run_fail_undefined(p->run, v);
        return false;
    }
    bool text = strchr("srac", s.type);
    s.align = left ? '<' : text ? '>' : 0;
    if (left)
        s.zero = false;
    return s.type == 'c' ? percent_char(p, out, v, &s)
           : text        ? percent_text(p, out, v, &s)
                         : percent_number(p, out, v, &s);
}

value format_percent(template_run *run, const node *at, value format, value args) {
    percent p = {.run = run, .at = at, .args = args, .safe = is_escaped(format)};
    p.is_tuple = args.kind == VALUE_LIST && args.flags == VALUE_TUPLE;
    str text = value_text(format);
    buf out = {0};
    bool done = true;
    const node *outer = run->at;
    run->at = at; /* the place of errors in what is formatted */
    for (size_t i = 0; i < text.len && done;) {
        size_t next = str_find_char(text, i, '%');
        buf_add(&out, text.ptr + i, next - i);
        i = next + 1;
        if (next < text.len)
            done = percent_field(&p, text, &i, &out);
    }
    if (done && p.next < (p.is_tuple ? args.as.list->count : 1) && !has_items(args))
        done = fail_percent(&p, "there are more values than fields");
    run->at = outer;
    if (!done) {
        buf_free(&out);
        return failed_value();
    }
    value result = take_text(run, &out);
    if (!is_failed(result))
        result.flags = format.flags;
    return result;
}
