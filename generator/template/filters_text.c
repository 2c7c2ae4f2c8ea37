/* Built-in filters on text: {{ x | upper }}. */
#include "template/builtin.h"

#include "template/table.h"

static bool call_method(template_call *call, const char *called, value *out) {
    const callable *c =
        method_of(call->run, value_str(STR("")), env_name(call->run->env, str_from(called)));
    value subject = call->args[0];
    if (!is_text(subject)) {
        str text;
        if (!argument_text(call, 0, &text))
            return false;
        subject = value_str(text);
    }
    given_arguments g = {&subject, 1, NULL, 0};
    *out = call_callable(call->run, here(call), c, "filter", &g);
    return !is_failed(*out);
}

static value filter_by_method(template_call *call, const char *called) {
    value v;
    return call_method(call, called, &v) ? v : failed_value();
}
static value filter_upper(template_call *call) {
    return filter_by_method(call, "upper");
}
static value filter_lower(template_call *call) {
    return filter_by_method(call, "lower");
}
static value filter_capitalize(template_call *call) {
    return filter_by_method(call, "capitalize");
}

/* Words begin at the start, and behind white space and - ( { [ < */
static bool parts_words(uint32_t c) {
    return unicode_is_space(c) || (c && c < 0x80 && strchr("-({[<", (int)c));
}

static value filter_title(template_call *call) {
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    buf out = {0};
    for (size_t at = 0; at < s.len;) {
        size_t second, end;
        uint32_t first = unicode_next(s, &at);
        unicode_put_upper(&out, first);
        for (second = end = at; end < s.len && !parts_words(first);) {
            size_t next = end;
            if (parts_words(unicode_next(s, &next)))
                break;
            end = next;
        }
        unicode_lower(&out, str_slice(s, second, end));
        at = end;
    }
    return result_text(call, &out);
}

static value trusted(value v) {
    if (!is_failed(v))
        v.flags = TEXT_SAFE;
    return v;
}

/* Text that the filter's object became is trusted if that was. */
static value like_first(const template_call *call, value v) {
    if (!is_failed(v))
        v.flags = is_escaped(call->args[0]) ? TEXT_SAFE : 0;
    return v;
}

static value filter_center(template_call *call) {
    int64_t width = 80;
    str s;
    if (!argument_text(call, 0, &s) || !template_int_argument(call, 1, &width))
        return failed_value();
    int64_t missing = width - (int64_t)utf8_count(s);
    if (missing <= 0)
        return like_first(call, value_str(s));
    if (!run_check_size(call->run, here(call), (size_t)missing))
        return failed_value();
    int64_t left = missing / 2 + (missing & width & 1);
    buf out = {0};
    append_pad(&out, s, left, missing - left, STR(" "));
    return like_first(call, result_text(call, &out));
}

static value filter_trim(template_call *call) {
    str s, chars = {0};
    if (!argument_text(call, 0, &s) || !argument_string(call, 1, &chars))
        return failed_value();
    chars = beside_first(call, 1, chars);
    return like_first(call,
                      value_str(strip(s, argument_present(call, 1) ? &chars : NULL, true, true)));
}

static value filter_string(template_call *call) {
    str s;
    if (is_text(call->args[0]))
        return call->args[0];
    return argument_text(call, 0, &s) ? value_str(s) : failed_value();
}

static value filter_replace(template_call *call) {
    str s, old, new;
    int64_t count = -1;
    if (!argument_text(call, 0, &s) || !argument_text(call, 1, &old) ||
        !argument_text(call, 2, &new) ||
        (argument_present(call, 3) && !template_int_argument(call, 3, &count)))
        return failed_value();
    const callable *c =
        method_of(call->run, value_str(STR("")), env_name(call->run->env, STR("replace")));
    value args[4] = {value_str(s), value_str(old), value_str(new), value_int(count)};
    for (size_t i = 0; call->run->autoescape && i < 3; i++)
        args[i].flags = is_escaped(call->args[i]) ? TEXT_SAFE : 0;
    if (!is_escaped(args[0]) && (is_escaped(args[1]) || is_escaped(args[2]))) {
        buf escaped = {0};
        print_escaped(&escaped, s);
        args[0] = trusted(result_text(call, &escaped));
    }
    given_arguments g = {args, 4, NULL, 0};
    return call_callable(call->run, here(call), c, "filter", &g);
}

static value filter_indent(template_call *call) {
    str s = {0}, width = {0}, line;
    int64_t blanks = 4;
    if (!is_text(call->args[0]) && !template_text_argument(call, 0, &s))
        return failed_value();
    s = value_text(call->args[0]);
    bool by_text = template_given(call->args[1]) && is_text(call->args[1]);
    if (by_text)
        width = value_text(call->args[1]);
    else if (!template_int_argument(call, 1, &blanks))
        return failed_value();
    bool first = argument_truth(call, 2, false), blank = argument_truth(call, 3, false);
    if (blanks < 0)
        blanks = 0;
    if (blanks > 100000)
        return template_fail(call, CODE_TEMPLATE_LIMIT, "the indent is too wide");
    buf out = {0}, in = {0};
    buf_add_str(&in, s);
    buf_add_char(&in, '\n');
    size_t number = 0;
    for (size_t at = 0; next_line(buf_str(&in), &at, &line); number++) {
        if (number)
            buf_add_char(&out, '\n');
        if (number ? blank || line.len : first) {
            if (by_text)
                buf_add_str(&out, width);
            else
                buf_add_repeat(&out, ' ', (size_t)blanks);
        }
        buf_add_str(&out, line);
        if (!run_check_size(call->run, here(call), out.len))
            break;
    }
    buf_free(&in);
    value v = result_text(call, &out);
    v.flags = is_failed(v) ? 0 : call->args[0].flags;
    return call->run->failed ? failed_value() : v;
}

static size_t byte_offset(str s, int64_t characters) {
    size_t at = 0;
    while (at < s.len && characters-- > 0)
        unicode_next(s, &at);
    return at;
}

static value filter_truncate(template_call *call) {
    str s = {0}, end = STR("...");
    int64_t length = 255, leeway = 5, items = length_of(call->args[0]);
    if (call->args[0].kind == VALUE_UNDEFINED && call->args[0].flags == UNDEFINED_LENIENT)
        items = 0;
    bool short_list = !is_text(call->args[0]) && items >= 0; /* stays as it is, as in Jinja2 */
    if ((!short_list && !template_text_argument(call, 0, &s)) ||
        !template_int_argument(call, 1, &length) || !template_text_argument(call, 3, &end) ||
        (argument_present(call, 4) && !template_int_argument(call, 4, &leeway)))
        return failed_value();
    int64_t end_length = (int64_t)utf8_count(end);
    if (length < end_length || leeway < 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT,
                             "truncate: the length must be at least that of the end, the leeway "
                             "at least 0");
    if (items <= length + leeway)
        return call->args[0];
    if (short_list)
        return template_fail(call, CODE_TEMPLATE_TYPE, "%s can't be truncated",
                             kind_name(call->args[0]));
    str kept = str_slice(s, 0, byte_offset(s, length - end_length));
    if (!argument_truth(call, 2, false)) {
        size_t blank = kept.len;
        while (blank > 0 && kept.ptr[blank - 1] != ' ')
            blank--;
        if (blank > 0)
            kept.len = blank - 1;
    }
    value last = argument_present(call, 3) ? call->args[3] : value_str(end);
    return add_texts(call->run, like_first(call, value_str(kept)), last);
}

static value filter_wordcount(template_call *call) {
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    int64_t count = 0;
    bool inside = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = unicode_next(s, &at);
        bool word = c == '_' || unicode_is_alnum(c);
        count += word && !inside;
        inside = word;
    }
    return value_int(count);
}

static value filter_format(template_call *call) {
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    if (call->count > 1 && call->named_count)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT,
                             "format takes arguments by place or by name, not both");
    value args;
    if (call->named_count) {
        args = value_new_dict(call->memory);
        for (size_t i = 0; i < call->named_count; i++)
            value_put(args, call->named[i].name, call->named[i].item);
    } else {
        args = tuple_of(call->run, call->args + 1, (uint32_t)call->count - 1);
    }
    value format = value_str(s);
    format.flags = is_escaped(call->args[0]) ? TEXT_SAFE : 0;
    return format_percent(call->run, here(call), format, args);
}

/* --- Escapes --- */

static value escape(template_call *call, bool force) {
    if (!force && is_escaped(call->args[0]))
        return call->args[0];
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    buf out = {0};
    print_escaped(&out, s);
    return trusted(result_text(call, &out));
}
static value filter_escape(template_call *call) {
    return escape(call, false);
}
static value filter_forceescape(template_call *call) {
    return escape(call, true);
}

static value filter_safe(template_call *call) {
    str s;
    return argument_text(call, 0, &s) ? trusted(value_str(s)) : failed_value();
}

static value filter_striptags(template_call *call) {
    enum { REFERENCE = 8 }; /* a reference is sought by all that its name may be */
    str s;
    if (!argument_text(call, 0, &s))
        return failed_value();
    uint64_t references = 0;
    for (size_t at = 0; (at = str_find_char(s, at, '&')) < s.len; at++)
        references++;
    if (!run_count_steps(call->run, here(call), references * REFERENCE))
        return failed_value();
    buf out = {0};
    striptags(&out, s);
    return result_text(call, &out);
}

static void percent_encode(buf *out, str s, bool query) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c && strchr("_.-~", c)) || (c == '/' && !query);
        if (plain)
            buf_add_char(out, (char)c);
        else if (query && c == ' ')
            buf_add_char(out, '+');
        else
            buf_format(out, "%%%02X", c);
    }
}

static bool encode_pair(template_call *call, buf *out, value key, value item) {
    str k, v;
    if (!text_of(call->run, here(call), key, &k) || !text_of(call->run, here(call), item, &v))
        return false;
    if (out->len)
        buf_add_char(out, '&');
    percent_encode(out, k, true);
    buf_add_char(out, '=');
    percent_encode(out, v, true);
    return true;
}

static bool encode_pairs(template_call *call, buf *out, value from) {
    if (from.kind == VALUE_DICT) {
        for (uint32_t i = 0; i < from.as.dict->count; i++)
            if (!encode_pair(call, out, from.as.dict->shape->keys[i], from.as.dict->items[i]))
                return false;
        return true;
    }
    value list, pair;
    if (!template_to_list(call, from, &list))
        return false;
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (!template_to_list(call, list.as.list->items[i], &pair))
            return false;
        if (pair.as.list->count != 2) {
            template_fail(call, CODE_TEMPLATE_TYPE, "urlencode takes pairs");
            return false;
        }
        if (!encode_pair(call, out, pair.as.list->items[0], pair.as.list->items[1]))
            return false;
    }
    return true;
}

static value filter_urlencode(template_call *call) {
    value v = call->args[0];
    buf out = {0};
    bool done = true;
    if (v.kind == VALUE_DICT || v.kind == VALUE_LIST || is_object_of(v, &generator_type) ||
        is_object_of(v, &range_type)) {
        done = encode_pairs(call, &out, v);
    } else {
        str s;
        done = argument_text(call, 0, &s);
        if (done)
            percent_encode(&out, s, false);
    }
    if (done)
        return result_text(call, &out);
    buf_free(&out);
    return failed_value();
}

static value filter_xmlattr(template_call *call) {
    value d = call->args[0];
    if (d.kind != VALUE_DICT)
        return d.kind == VALUE_UNDEFINED
                   ? run_fail_undefined(call->run, d)
                   : template_fail(call, CODE_TEMPLATE_TYPE, "xmlattr takes a dict, not %s",
                                   kind_name(d));
    buf out = {0};
    for (uint32_t i = 0; i < d.as.dict->count; i++) {
        value key = d.as.dict->shape->keys[i], item = d.as.dict->items[i];
        str k, v;
        if (item.kind == VALUE_NULL || item.kind == VALUE_UNDEFINED)
            continue;
        bool known = is_text(key);
        for (size_t c = 0; known && c < key.len; c++)
            known = !strchr(" \t\n\r\f\v/>=", key.as.text[c]);
        if (!known || !text_of(call->run, here(call), key, &k) ||
            !text_of(call->run, here(call), item, &v)) {
            buf_free(&out);
            return template_fail(call, CODE_TEMPLATE_TYPE, "this key can't be an attribute");
        }
        if (out.len || argument_truth(call, 1, true))
            buf_add_char(&out, ' ');
        print_escaped(&out, k);
        buf_add_str(&out, STR("=\""));
        if (is_escaped(item))
            buf_add_str(&out, v);
        else
            print_escaped(&out, v);
        buf_add_char(&out, '"');
    }
    value v = result_text(call, &out);
    return call->run->autoescape ? trusted(v) : v;
}

static value filter_wordwrap(template_call *call) {
    str s = {0}, line, separator = STR("\n");
    int64_t width = 79;
    if (!template_text_argument(call, 0, &s) || !template_int_argument(call, 1, &width) ||
        !argument_string(call, 3, &separator))
        return failed_value();
    if (width <= 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "wordwrap: the width must be above 0");
    buf out = {0};
    bool first = true;
    for (size_t at = 0; next_line(s, &at, &line); first = false) {
        if (!first)
            buf_add_str(&out, separator);
        wrap_line(call->memory, &out, line, width, argument_truth(call, 2, true),
                  argument_truth(call, 4, true), separator);
    }
    return result_text(call, &out);
}

const builtin filters_of_text[] = {
    {"upper", filter_upper, ""},
    {"lower", filter_lower, ""},
    {"capitalize", filter_capitalize, ""},
    {"title", filter_title, ""},
    {"center", filter_center, "width="},
    {"trim", filter_trim, "chars="},
    {"string", filter_string, ""},
    {"replace", filter_replace, "old new count="},
    {"indent", filter_indent, "width= first= blank="},
    {"truncate", filter_truncate, "length= killwords= end= leeway="},
    {"wordcount", filter_wordcount, ""},
    {"wordwrap", filter_wordwrap, "width= break_long_words= wrapstring= break_on_hyphens="},
    {"format", filter_format, "* **"},
    {"e", filter_escape, ""},
    {"escape", filter_escape, ""},
    {"forceescape", filter_forceescape, ""},
    {"safe", filter_safe, ""},
    {"striptags", filter_striptags, ""},
    {"urlencode", filter_urlencode, ""},
    {"xmlattr", filter_xmlattr, "autospace="},
    {NULL, NULL, NULL}};
