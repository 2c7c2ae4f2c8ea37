/* The text of values, as Python's str() and repr() give it; see run.h. */
#include "template/run.h"

enum { DEEPEST_REPR = 100 };

void print_int(buf *out, int64_t i) {
    char digits[24], *end = digits + sizeof digits, *at = end;
    uint64_t rest = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (i < 0)
        *--at = '-';
    buf_add(out, at, (size_t)(end - at));
}

static void repr_character(buf *out, str s, size_t at, size_t next, uint32_t c) {
    if (c == '\\')
        buf_add_str(out, STR("\\\\"));
    else if (c == '\n')
        buf_add_str(out, STR("\\n"));
    else if (c == '\r')
        buf_add_str(out, STR("\\r"));
    else if (c == '\t')
        buf_add_str(out, STR("\\t"));
    else if (c < 0x20 || c == 0x7F)
        buf_format(out, "\\x%02x", c);
    else if (c < 0x7F || unicode_is_printable(c))
        buf_add(out, s.ptr + at, next - at);
    else if (c < 0x100)
        buf_format(out, "\\x%02x", c);
    else if (c < 0x10000)
        buf_format(out, "\\u%04x", c);
    else
        buf_format(out, "\\U%08x", c);
}

static void repr_text(buf *out, str s) {
    bool single = str_find_char(s, 0, '\'') < s.len;
    char quote = single && str_find_char(s, 0, '"') == s.len ? '"' : '\'';
    buf_add_char(out, quote);
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        if (c == (unsigned char)quote) {
            buf_add_char(out, '\\');
            buf_add_char(out, quote);
        } else {
            repr_character(out, s, from, at, c);
        }
    }
    buf_add_char(out, quote);
}

static void repr(template_run *run, buf *out, value v, unsigned depth);

static void repr_items(template_run *run, buf *out, value v, unsigned depth) {
    const value_list *list = v.as.list;
    static const struct {
        const char *open, *close;
    } brackets[] = {{"[", "]"},
                    {"(", ")"},
                    {"dict_keys([", "])"},
                    {"dict_values([", "])"},
                    {"dict_items([", "])"}};
    buf_add_str(out, str_from(brackets[v.flags].open));
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buf_add_str(out, STR(", "));
        repr(run, out, list->items[i], depth + 1);
    }
    if (v.flags == VALUE_TUPLE && list->count == 1)
        buf_add_char(out, ',');
    buf_add_str(out, str_from(brackets[v.flags].close));
}

static void repr_dict(template_run *run, buf *out, const value_dict *dict, unsigned depth) {
    buf_add_char(out, '{');
    for (uint32_t i = 0; i < dict->count; i++) {
        if (i)
            buf_add_str(out, STR(", "));
        repr(run, out, dict->shape->keys[i], depth + 1);
        buf_add_str(out, STR(": "));
        repr(run, out, dict->items[i], depth + 1);
    }
    buf_add_char(out, '}');
}

static void repr_object(template_run *run, buf *out, template_object *o, unsigned depth) {
    if (o->type == &module_type) {
        buf_add_str(out, STR("<TemplateModule "));
        repr_text(out, module_name(o));
        buf_add_char(out, '>');
    } else if (o->type->print) {
        o->type->print(o, out);
    } else if (o->type == &namespace_type) {
        buf_add_str(out, STR("<Namespace "));
        repr(run, out, ((namespace_object *)o)->members, depth + 1);
        buf_add_char(out, '>');
    } else {
        buf_format(out, "<%s object>", o->type->name);
    }
}

static void repr(template_run *run, buf *out, value v, unsigned depth) {
    if (depth > DEEPEST_REPR || out->len > run->env->options.max_output) {
        run_fail(run, run->at, CODE_TEMPLATE_LIMIT, "the value is too large or deep to be written");
        return;
    }
    switch ((value_kind)v.kind) {
    case VALUE_NULL:
        buf_add_str(out, STR("None"));
        break;
    case VALUE_BOOL:
        buf_add_str(out, v.as.boolean ? STR("True") : STR("False"));
        break;
    case VALUE_INT:
        print_int(out, v.as.integer);
        break;
    case VALUE_FLOAT:
        value_write_float(out, v.as.number);
        break;
    case VALUE_NUMERAL:
        buf_add_str(out, value_text(v));
        break;
    case VALUE_STRING:
        if (v.flags & TEXT_SAFE)
            buf_add_str(out, STR("Markup("));
        repr_text(out, value_text(v));
        if (v.flags & TEXT_SAFE)
            buf_add_char(out, ')');
        break;
    case VALUE_LIST:
        repr_items(run, out, v, depth);
        break;
    case VALUE_DICT:
        repr_dict(run, out, v.as.dict, depth);
        break;
    case VALUE_OBJECT:
        repr_object(run, out, v.as.object, depth);
        break;
    case VALUE_UNDEFINED:
        buf_add_str(out, STR("Undefined"));
        break;
    }
}

void print_repr(template_run *run, buf *out, value v) {
    repr(run, out, v, 0);
}

void print_escaped(buf *out, str s) {
    static const char special[] = "&<>\"'";
    static const char *const entities[] = {"amp", "lt", "gt", "#34", "#39"};
    size_t plain = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *at = memchr(special, s.ptr[i], sizeof special - 1);
        if (!at)
            continue;
        buf_add(out, s.ptr + plain, i - plain);
        buf_format(out, "&%s;", entities[at - special]);
        plain = i + 1;
    }
    buf_add(out, s.ptr + plain, s.len - plain);
}

bool print_value(template_run *run, const node *at, buf *out, value v) {
    if (v.kind == VALUE_STRING) {
        buf_add(out, v.as.text, v.len);
    } else if (v.kind == VALUE_INT) {
        print_int(out, v.as.integer);
    } else if (v.kind == VALUE_UNDEFINED) {
        if (v.flags != UNDEFINED_LENIENT)
            run_fail_undefined(run, v);
    } else if (is_object_of(v, &module_type)) { /* its text; in a list its name stands for it */
        module_type.print(v.as.object, out);
    } else {
        const node *outer = run->at;
        run->at = at;
        repr(run, out, v, 0);
        run->at = outer;
    }
    if (out->len > run->env->options.max_output)
        return run_check_size(run, at, out->len);
    return !run->failed;
}

value text_value(template_run *run, str text) {
    if (text.len > UINT32_MAX)
        return run_fail(run, run->at, CODE_TEMPLATE_LIMIT, "a text is larger than 4 GiB");
    return run_check_size(run, run->at, text.len) && run_count_text(run, run->at, text.len)
               ? value_str(str_dup(run->memory, text))
               : failed_value();
}

value take_text(template_run *run, buf *b) {
    value v = text_value(run, buf_str(b));
    buf_free(b);
    return v;
}

bool text_of(template_run *run, const node *at, value v, str *text) {
    if (is_text(v)) {
        *text = value_text(v);
        return true;
    }
    buf out = {0};
    bool done = print_value(run, at, &out, v) && run_count_text(run, at, out.len);
    if (done)
        *text = str_dup(run->memory, buf_str(&out));
    buf_free(&out);
    return done;
}
