/* "{}".format(x), and the format specs that stand in it; see format.h. */
#include "template/format.h"

#include <ctype.h>
#include <math.h>

/* --- Numbers --- */

/* With zeros before it, that are in groups too, until it has the width. */
static void put_grouped(buf *out, str digits, char separator, int group, int64_t width) {
    size_t size = (size_t)group, count = digits.len;
    while (width > 0 && (int64_t)(count + (count - 1) / size) < width)
        count++;
    for (size_t i = 0; i < count; i++) {
        if (separator && i && i % size == count % size)
            buf_add_char(out, separator);
        buf_add_char(out, i < count - digits.len ? '0' : digits.ptr[i - (count - digits.len)]);
    }
}

/* Digits of a non-negative integer in a base, of an int64. */
static str digits_in_base(char room[72], uint64_t number, unsigned base, bool upper) {
    char *end = room + 71, *at = end;
    *at = '\0';
    do {
        unsigned digit = (unsigned)(number % base);
        *--at = (char)(digit < 10 ? '0' + digit : (upper ? 'A' : 'a') + digit - 10);
    } while (number /= base);
    return (str){at, (size_t)(end - at)};
}

/* Magnitude of an integer as text; its sign apart. */
str format_digits(arena *memory, value v, char room[72], unsigned base, bool upper,
                  bool *negative) {
    if (v.kind == VALUE_NUMERAL) {
        *negative = v.as.text[0] == '-';
        return base == 10 ? str_slice(value_text(v), *negative, v.len)
                          : number_in_base(memory, v, base, upper);
    }
    int64_t number = number_small(v);
    *negative = number < 0;
    return digits_in_base(room, *negative ? 0 - (uint64_t)number : (uint64_t)number, base, upper);
}

/* A finite or not finite float in the way of `type`: f F e E g G %, or 0 for Python's own. */
static void float_digits(buf *out, double number, const spec *s) {
    double magnitude = fabs(number);
    int precision = s->precision < 0 ? 6 : (int)s->precision;
    bool upper = isupper((unsigned char)s->type);
    if (isnan(number) || isinf(number)) {
        buf_add_str(out, isnan(number) ? (upper ? STR("NAN") : STR("nan"))
                                       : (upper ? STR("INF") : STR("inf")));
        if (s->type == '%')
            buf_add_char(out, '%');
        return;
    }
    switch (s->type) {
    case '%':
        buf_format(out, "%.*f%%", precision, magnitude * 100);
        break;
    case 'e':
        buf_format(out, "%.*e", precision, magnitude);
        break;
    case 'E':
        buf_format(out, "%.*E", precision, magnitude);
        break;
    case 'f':
    case 'F':
        buf_format(out, s->alternate ? "%#.*f" : "%.*f", precision, magnitude);
        break;
    case 'G':
        buf_format(out, s->alternate ? "%#.*G" : "%.*G", precision ? precision : 1, magnitude);
        break;
    case 'g':
        buf_format(out, s->alternate ? "%#.*g" : "%.*g", precision ? precision : 1, magnitude);
        break;
    default: /* like g, but with a digit behind the point; or repr */
        if (s->precision < 0) {
            value_write_float(out, magnitude);
        } else {
            size_t from = out->len;
            buf_format(out, "%.*g", precision ? precision : 1, magnitude);
            if (strcspn(out->ptr + from, ".e") == out->len - from)
                buf_add_str(out, STR(".0"));
        }
    }
}

/* Sign, prefix, fill and digits of a number. */
void format_number(buf *out, const spec *s, bool negative, str prefix, str body) {
    char sign = negative ? '-' : s->sign == '+' || s->sign == ' ' ? s->sign : 0;
    size_t whole = 0;
    while (whole < body.len && isalnum((unsigned char)body.ptr[whole]) &&
           !(strchr("eE", body.ptr[whole]) && s->grouping && !strchr("xX", s->type)))
        whole++;
    buf grouped = {0};
    bool hex = s->type == 'x' || s->type == 'X' || s->type == 'b' || s->type == 'o';
    char align = s->align ? s->align : s->zero ? '=' : '>';
    str fill = s->fill.len ? s->fill : s->zero ? STR("0") : STR(" ");
    int64_t room = s->width - (sign != 0) - (int64_t)prefix.len - (int64_t)(body.len - whole);
    bool zeros = s->grouping && align == '=' && str_eq(fill, STR("0")) && body.len &&
                 isxdigit((unsigned char)body.ptr[0]); /* not inf */
    put_grouped(&grouped, str_slice(body, 0, whole), s->grouping, hex ? 4 : 3, zeros ? room : 0);
    buf_add_str(&grouped, str_slice(body, whole, body.len));
    int64_t missing =
        s->width - (int64_t)utf8_count(buf_str(&grouped)) - (sign != 0) - (int64_t)prefix.len;
    int64_t before = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
    if (missing < 0)
        missing = before = 0;
    if (align != '=')
        append_pad(out, STR(""), before, 0, fill);
    if (sign)
        buf_add_char(out, sign);
    buf_add_str(out, prefix);
    if (align == '=')
        append_pad(out, STR(""), before, 0, fill);
    buf_add_str(out, buf_str(&grouped));
    append_pad(out, STR(""), 0, missing - before, fill);
    buf_free(&grouped);
}

void format_text(buf *out, const spec *s, str text) {
    if (s->precision >= 0) {
        size_t at = 0;
        for (int64_t i = 0; i < s->precision && at < text.len; i++)
            unicode_next(text, &at);
        text = str_slice(text, 0, at);
    }
    int64_t missing = s->width - (int64_t)utf8_count(text);
    if (missing < 0)
        missing = 0;
    int64_t before = s->align == '>' ? missing : s->align == '^' ? missing / 2 : 0;
    append_pad(out, text, before, missing - before, s->fill.len ? s->fill : STR(" "));
}

static bool bad_spec(template_run *run, value v, char type) {
    run_fail(run, run->at, CODE_TEMPLATE_TYPE, "the format `%c` does not fit %s", type,
             kind_name(v));
    return false;
}

bool format_integer(template_run *run, buf *out, value v, const spec *s) {
    unsigned base = s->type == 'x' || s->type == 'X' ? 16
                    : s->type == 'o'                 ? 8
                    : s->type == 'b'                 ? 2
                                                     : 10;
    char room[72];
    bool negative;
    const uint64_t limbs = v.len / 9; /* each is divided once for every digit or four */
    if (base != 10 && !run_count_steps(run, run->at, limbs * limbs / 8))
        return false;
    str digits = format_digits(run->memory, v, room, base, s->type == 'X', &negative);
    str prefix = !s->alternate || base == 10 ? STR("")
                 : base == 8                 ? STR("0o")
                 : base == 2                 ? STR("0b")
                 : s->type == 'X'            ? STR("0X")
                                             : STR("0x");
    format_number(out, s, negative, prefix, digits);
    return true;
}

/* Whether there is a digit but 0 before the exponent, or a word as inf. */
static bool has_digit(str digits) {
    for (size_t i = 0; i < digits.len && tolower((unsigned char)digits.ptr[i]) != 'e'; i++)
        if (!strchr("0.%", digits.ptr[i]))
            return true;
    return false;
}

bool format_float(buf *out, double number, const spec *s) {
    buf digits = {0};
    float_digits(&digits, number, s);
    bool negative = signbit(number) && !isnan(number);
    if (s->no_negative_zero && negative)
        negative = has_digit(buf_str(&digits));
    format_number(out, s, negative, STR(""), buf_str(&digits));
    buf_free(&digits);
    return true;
}

/* --- format(v, spec) --- */

static bool is_align(char c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

int64_t format_size(str s, size_t *at) {
    int64_t number = -1;
    for (; *at < s.len && isdigit((unsigned char)s.ptr[*at]) && number < WIDEST; ++*at)
        number = (number < 0 ? 0 : number * 10) + (s.ptr[*at] - '0');
    return number;
}

static bool parse_spec(str s, spec *out) {
    *out = (spec){.precision = -1};
    size_t at = 0, after = 0;
    if (s.len)
        unicode_next(s, &after);
    if (after && after < s.len && is_align(s.ptr[after])) {
        out->fill = str_slice(s, 0, after);
        out->align = s.ptr[after];
        at = after + 1;
    } else if (s.len && is_align(s.ptr[0])) {
        out->align = s.ptr[at++];
    }
    if (at < s.len && strchr("+- ", s.ptr[at]))
        out->sign = s.ptr[at++];
    if (at < s.len && s.ptr[at] == 'z')
        out->no_negative_zero = true, at++;
    if (at < s.len && s.ptr[at] == '#')
        out->alternate = true, at++;
    if (at < s.len && s.ptr[at] == '0' && !out->fill.len) {
        out->zero = true, at++;
        out->fill = STR("0");
    }
    out->width = format_size(s, &at);
    if (at < s.len && (s.ptr[at] == ',' || s.ptr[at] == '_'))
        out->grouping = s.ptr[at++];
    if (at < s.len && s.ptr[at] == '.') {
        at++;
        if ((out->precision = format_size(s, &at)) < 0)
            return false;
    }
    if (at < s.len)
        out->type = s.ptr[at++];
    return at == s.len && out->width < WIDEST && out->precision < WIDEST;
}

static bool fits(value v, char type) {
    if (is_text(v))
        return type == 0 || type == 's';
    if (number_is_integer(v))
        return type == 0 || strchr("dnxXobceEfFgG%", type);
    return v.kind == VALUE_FLOAT && (type == 0 || strchr("neEfFgG%", type));
}

bool format_spec(template_run *run, buf *out, value v, str text) {
    spec s;
    if (text.len == 0)
        return print_value(run, run->at, out, v);
    if (!parse_spec(text, &s)) {
        run_fail(run, run->at, CODE_TEMPLATE_TYPE, "bad format `%.*s`", STR_ARG(text));
        return false;
    }
    if (!fits(v, s.type))
        return bad_spec(run, v, s.type ? s.type : 's');
    if (is_text(v)) {
        if (s.align == '=' || s.sign || s.grouping || s.alternate || s.no_negative_zero)
            return bad_spec(run, v, '=');
        format_text(out, &s, value_text(v));
        return true;
    }
    if (v.kind == VALUE_BOOL && s.type == 0) { /* with a width, a bool is a number */
        s.type = 'd';
    }
    if (s.type == 'c') {
        char bytes[4];
        int64_t c = v.kind == VALUE_NUMERAL ? -1 : number_small(v);
        if (c < 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
            return bad_spec(run, v, 'c');
        s.align = s.align ? s.align : '<';
        format_text(out, &s, (str){bytes, utf8_put(bytes, (uint32_t)c)});
        return true;
    }
    if (v.kind == VALUE_FLOAT || (s.type && strchr("eEfFgG%", s.type)))
        return format_float(out, number_to_double(v), &s);
    if (s.precision >= 0 || s.no_negative_zero)
        return bad_spec(run, v, s.precision >= 0 ? '.' : 'z');
    return format_integer(run, out, v, &s);
}

void format_repr(template_run *run, buf *out, value v, bool ascii) {
    buf text = {0};
    print_repr(run, &text, v);
    str s = buf_str(&text);
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        if (!ascii || c < 0x80)
            buf_add(out, s.ptr + from, at - from);
        else
            buf_format(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
    buf_free(&text);
}

/* --- "{}".format(…) --- */

typedef struct braces {
    template_call *call;
    size_t next; /* argument of the next {} */
    bool manual, automatic, safe;
} braces;

static bool fail_format(template_call *call, const char *what) {
    template_fail(call, CODE_TEMPLATE_TYPE, "format: %s", what);
    return false;
}

static bool first_field(braces *b, str field, size_t *at, value *out) {
    template_call *call = b->call;
    size_t end = 0;
    while (end < field.len && field.ptr[end] != '.' && field.ptr[end] != '[')
        end++;
    str head = str_slice(field, 0, end);
    *at = end;
    if (head.len && !isdigit((unsigned char)head.ptr[0])) {
        for (size_t i = 0; i < call->named_count; i++) {
            if (str_eq(call->named[i].name, head)) {
                *out = call->named[i].item;
                return true;
            }
        }
        return fail_format(call, "there is no such named argument");
    }
    size_t index = b->next, digit = 0;
    if (head.len) {
        index = (size_t)format_size(head, &digit);
        b->manual = true;
    } else {
        b->automatic = true;
        b->next++;
    }
    if (b->manual && b->automatic)
        return fail_format(call, "numbered and unnumbered fields can't be mixed");
    if (digit != head.len || index + 1 >= call->count)
        return fail_format(call, "there are more fields than arguments");
    *out = call->args[index + 1];
    return true;
}

/* x.name as Python's getattr(), which finds no members of a dict. */
static value field_attribute(template_call *call, value object, str called) {
    const identifier *attribute = env_name(call->run->env, called);
    const callable *method = method_of(call->run, object, attribute);
    if (method)
        return bind_method(call->run, method, object);
    return object.kind == VALUE_DICT
               ? undefined_member(call->run, here(call), object, value_str(called))
               : get_attribute(call->run, here(call), object, attribute);
}

/* x[key], where digits are a number. */
static value field_item(template_call *call, value object, str part) {
    value key = value_str(part), index;
    if (parse_int(call->memory, part, 10, &index))
        key = index;
    if (object.kind == VALUE_DICT) {
        const value *item = value_find_key(object, key);
        return item ? *item : undefined_member(call->run, here(call), object, key);
    }
    return get_item(call->run, here(call), object, key);
}

/* {0.name[key]} */
static bool get_field(braces *b, str field, value *out) {
    size_t at;
    if (!first_field(b, field, &at, out))
        return false;
    while (at < field.len && !is_failed(*out)) {
        bool bracket = field.ptr[at++] == '[';
        size_t end = at;
        while (end < field.len &&
               (bracket ? field.ptr[end] != ']' : field.ptr[end] != '.' && field.ptr[end] != '['))
            end++;
        str part = str_slice(field, at, end);
        *out = bracket ? field_item(b->call, *out, part) : field_attribute(b->call, *out, part);
        if (out->kind == VALUE_UNDEFINED)
            *out = run_fail_undefined(b->call->run, *out);
        at = end + bracket;
    }
    return !is_failed(*out);
}

static bool put_fields(braces *b, str text, buf *out, unsigned depth);

/* A trusted format escapes what is not trusted itself; the latter can be put only as it is. */
static bool put_value(braces *b, value v, str wanted, buf *out) {
    template_run *run = b->call->run;
    if (!b->safe)
        return format_spec(run, out, v, wanted);
    if (is_escaped(v) && wanted.len)
        return fail_format(b->call, "what is escaped takes no format");
    if (is_escaped(v)) {
        buf_add_str(out, value_text(v));
        return true;
    }
    buf text = {0};
    bool done = format_spec(run, &text, v, wanted);
    if (done)
        print_escaped(out, buf_str(&text));
    buf_free(&text);
    return done;
}

static bool put_field(braces *b, str inside, buf *out, unsigned depth) {
    size_t colon = 0, nesting = 0;
    while (colon < inside.len && (inside.ptr[colon] != ':' || nesting)) {
        nesting += inside.ptr[colon] == '[';
        nesting -= inside.ptr[colon] == ']' && nesting;
        colon++;
    }
    str field = str_slice(inside, 0, colon);
    char conversion = 0;
    if (field.len >= 2 && field.ptr[field.len - 2] == '!') {
        conversion = field.ptr[field.len - 1];
        field.len -= 2;
    }
    value v;
    if (!get_field(b, field, &v))
        return false;
    buf format = {0}, converted = {0};
    bool done = put_fields(b, str_slice(inside, colon + 1, inside.len), &format, depth + 1);
    if (done && (conversion == 'r' || conversion == 'a'))
        format_repr(b->call->run, &converted, v, conversion == 'a');
    else if (done && conversion == 's')
        done = print_value(b->call->run, here(b->call), &converted, v);
    else if (conversion)
        done = fail_format(b->call, "the conversion is !s, !r or !a");
    if (conversion)
        v = value_str(buf_str(&converted));
    done = done && !b->call->run->failed && put_value(b, v, buf_str(&format), out);
    buf_free(&format);
    buf_free(&converted);
    return done;
}

static bool put_fields(braces *b, str text, buf *out, unsigned depth) {
    if (depth > 2)
        return fail_format(b->call, "fields are nested too deep");
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        if (c != '{' && c != '}') {
            buf_add_char(out, c);
            at++;
        } else if (at + 1 < text.len && text.ptr[at + 1] == c) {
            buf_add_char(out, c);
            at += 2;
        } else {
            size_t end = at + 1, nesting = 1;
            for (; end < text.len && nesting; end++)
                nesting += text.ptr[end] == '{', nesting -= text.ptr[end] == '}';
            if (c == '}' || nesting)
                return fail_format(b->call, "a brace stands alone");
            if (!put_field(b, str_slice(text, at + 1, end - 1), out, depth))
                return false;
            at = end;
        }
    }
    return true;
}

static value format_by(template_call *call, bool safe) {
    braces b = {.call = call, .safe = safe};
    buf out = {0};
    if (!put_fields(&b, value_text(call->args[0]), &out, 0)) {
        buf_free(&out);
        return failed_value();
    }
    value v = result_text(call, &out);
    if (!is_failed(v))
        v.flags = safe ? TEXT_SAFE : 0;
    return v;
}

value format_braces(template_call *call) {
    return format_by(call, is_escaped(call->args[0]));
}

/* The members of a dict as named arguments; what is no dict serves where no field asks for one. */
value format_map(template_call *call) {
    value members = call->args[1];
    template_call inner = *call;
    uint32_t count = members.kind == VALUE_DICT ? members.as.dict->count : 0;
    template_named *named = ARENA_ARRAY(call->memory, (size_t)count + 1, template_named);
    inner.count = 1;
    inner.named = named;
    inner.named_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (is_text(members.as.dict->shape->keys[i]))
            named[inner.named_count++] = (template_named){
                value_text(members.as.dict->shape->keys[i]), members.as.dict->items[i]};
    return format_by(&inner, false); /* trusted or not, as in Python */
}
