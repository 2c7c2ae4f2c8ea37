/* Methods of strings: {{ s.upper() }}, {{ s.split(',') }}, as Python's str has them. */
#include "template/methods_text.h"

/* --- Cases --- */

static value text_upper(template_call *call) {
    buf out = {0};
    unicode_upper(&out, self(call));
    return text_result(call, &out);
}

static value text_lower(template_call *call) {
    buf out = {0};
    unicode_lower(&out, self(call));
    return text_result(call, &out);
}

static value text_casefold(template_call *call) {
    buf out = {0};
    str s = self(call);
    for (size_t at = 0; at < s.len;)
        unicode_put_fold(&out, unicode_next(s, &at));
    return result_text(call, &out);
}

/* Each letter as an upper or title one where a word begins, else as a lower one. */
static value title_words(template_call *call, bool first_word_only) {
    buf out = {0};
    str s = self(call);
    bool inside = false;
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        if (inside)
            unicode_put_lower_of(&out, s, from, at, c);
        else
            unicode_put_title(&out, c);
        inside = first_word_only || unicode_is_cased(c);
    }
    return text_result(call, &out);
}
static value text_capitalize(template_call *call) {
    return title_words(call, true);
}
static value text_title(template_call *call) {
    return title_words(call, false);
}

static value text_swapcase(template_call *call) {
    buf out = {0};
    str s = self(call);
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        if (unicode_is_upper(c))
            unicode_put_lower_of(&out, s, from, at, c);
        else if (unicode_is_lower(c))
            unicode_put_upper(&out, c);
        else
            buf_add(&out, s.ptr + from, at - from);
    }
    return text_result(call, &out);
}

/* --- Kinds --- */

#define KIND_METHOD(name, matches)                                                                 \
    static value text_##name(template_call *call) {                                                \
        return value_bool(text_is(self(call), matches));                                           \
    }
KIND_METHOD(isalpha, unicode_is_alpha)
KIND_METHOD(isdigit, unicode_is_digit)
KIND_METHOD(isdecimal, unicode_is_decimal)
KIND_METHOD(isnumeric, unicode_is_numeric)
KIND_METHOD(isalnum, unicode_is_alnum)
KIND_METHOD(isspace, unicode_is_space)

static value text_isprintable(template_call *call) {
    return value_bool(self(call).len == 0 || text_is(self(call), unicode_is_printable));
}
static value text_isascii(template_call *call) {
    str s = self(call);
    bool ascii = true;
    for (size_t i = 0; i < s.len; i++)
        ascii = ascii && (unsigned char)s.ptr[i] < 0x80;
    return value_bool(ascii);
}
static value text_isupper(template_call *call) {
    return value_bool(unicode_has_case(self(call), true));
}
static value text_islower(template_call *call) {
    return value_bool(unicode_has_case(self(call), false));
}

static value text_istitle(template_call *call) {
    str s = self(call);
    bool any = false, inside = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = unicode_next(s, &at);
        bool upper = unicode_is_upper(c) || unicode_is_title(c), lower = unicode_is_lower(c);
        if ((upper && inside) || (lower && !inside))
            return value_bool(false);
        any |= upper || lower;
        inside = upper || lower;
    }
    return value_bool(any);
}

static value text_isidentifier(template_call *call) {
    str s = self(call);
    return value_bool(s.len > 0 && unicode_identifier(s) == s.len);
}

/* --- Stripping and padding --- */

static value strip_sides(template_call *call, bool left, bool right) {
    str chars = {0};
    if (!argument_string(call, 1, &chars))
        return failed_value();
    chars = beside_first(call, 1, chars);
    return part_result(call,
                       strip(self(call), argument_present(call, 1) ? &chars : NULL, left, right));
}
static value text_strip(template_call *call) {
    return strip_sides(call, true, true);
}
static value text_lstrip(template_call *call) {
    return strip_sides(call, true, false);
}
static value text_rstrip(template_call *call) {
    return strip_sides(call, false, true);
}

static value text_removeprefix(template_call *call) {
    str s = self(call), prefix = {0};
    if (!template_text_argument(call, 1, &prefix))
        return failed_value();
    return value_str(str_starts(s, prefix) ? str_slice(s, prefix.len, s.len) : s);
}

static value text_removesuffix(template_call *call) {
    str s = self(call), suffix = {0};
    if (!template_text_argument(call, 1, &suffix))
        return failed_value();
    return value_str(str_ends(s, suffix) ? str_slice(s, 0, s.len - suffix.len) : s);
}

/* Width less the text's length, and the character to fill with; false after an error. */
static bool padding(template_call *call, int64_t *missing, str *fill) {
    int64_t width = 0;
    *fill = STR(" ");
    if (!template_int_argument(call, 1, &width) || !template_text_argument(call, 2, fill))
        return false;
    *fill = beside_first(call, 2, *fill);
    if (utf8_count(*fill) != 1) {
        template_fail(call, CODE_TEMPLATE_TYPE, "the fill must be one character");
        return false;
    }
    *missing = width - (int64_t)utf8_count(self(call));
    return *missing <= 0 || run_check_size(call->run, here(call), (size_t)*missing);
}

static value pad(template_call *call, int side) {
    int64_t missing;
    str fill;
    if (!padding(call, &missing, &fill))
        return failed_value();
    if (missing <= 0)
        return call->args[0];
    int64_t width = missing + (int64_t)utf8_count(self(call));
    int64_t left = side < 0 ? 0 : side > 0 ? missing : missing / 2 + (missing & width & 1);
    buf out = {0};
    append_pad(&out, self(call), left, missing - left, fill);
    return text_result(call, &out);
}
static value text_ljust(template_call *call) {
    return pad(call, -1);
}
static value text_rjust(template_call *call) {
    return pad(call, 1);
}
static value text_center(template_call *call) {
    return pad(call, 0);
}

static value text_zfill(template_call *call) {
    int64_t width = 0;
    str s = self(call);
    if (!template_int_argument(call, 1, &width))
        return failed_value();
    int64_t missing = width - (int64_t)utf8_count(s);
    if (missing > 0 && !run_check_size(call->run, here(call), (size_t)missing))
        return failed_value();
    size_t sign = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    buf out = {0};
    buf_add(&out, s.ptr, sign);
    append_pad(&out, str_slice(s, sign, s.len), missing, 0, STR("0"));
    return text_result(call, &out);
}

static value text_expandtabs(template_call *call) {
    int64_t size = 8, column = 0;
    str s = self(call);
    if (!template_int_argument(call, 1, &size))
        return failed_value();
    buf out = {0};
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        if (c == '\t') {
            int64_t blanks = size > 0 ? size - column % size : 0;
            if (!run_check_size(call->run, here(call), out.len + (size_t)blanks)) {
                buf_free(&out);
                return failed_value();
            }
            append_pad(&out, STR(""), blanks, 0, STR(" "));
            column += blanks;
        } else {
            buf_add(&out, s.ptr + from, at - from);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return text_result(call, &out);
}

/* --- Searching --- */

/* Start and end arguments, as byte offsets. */
static bool window(template_call *call, size_t first, size_t *from, size_t *to) {
    str s = self(call);
    int64_t length = (int64_t)utf8_count(s), ends[2] = {0, length};
    for (size_t i = 0; i < 2; i++) {
        value end = call->args[first + i];
        if (end.kind == VALUE_NUMERAL)
            ends[i] = end.as.text[0] == '-' ? 0 : INT64_MAX;
        else if (argument_present(call, first + i) &&
                 !template_int_argument(call, first + i, &ends[i]))
            return false;
        if (ends[i] < 0)
            ends[i] = ends[i] + length < 0 ? 0 : ends[i] + length;
    }
    size_t offsets[2] = {SIZE_MAX, s.len};
    int64_t count = 0;
    for (size_t at = 0; at <= s.len; count++) {
        for (int i = 0; i < 2; i++)
            if (count == ends[i])
                offsets[i] = at;
        if (at == s.len)
            break;
        unicode_next(s, &at);
    }
    *from = offsets[0], *to = offsets[1];
    return true;
}

/* The byte offset of the needle in the window, or SIZE_MAX. */
static bool search(template_call *call, bool last, size_t *found) {
    str needle = {0}, s = self(call);
    size_t from, to;
    *found = SIZE_MAX;
    if (!template_text_argument(call, 1, &needle) || !window(call, 2, &from, &to))
        return false;
    if (from > to)
        return true;
    for (size_t at = from; at + needle.len <= to; at++) {
        if (((unsigned char)(at < s.len ? s.ptr[at] : 0) & 0xC0) == 0x80)
            continue;
        if (needle.len == 0 || memcmp(s.ptr + at, needle.ptr, needle.len) == 0) {
            *found = at;
            if (!last)
                break;
        }
    }
    return true;
}

static value find(template_call *call, bool last, bool must) {
    size_t found;
    if (!search(call, last, &found))
        return failed_value();
    if (found == SIZE_MAX)
        return must ? template_fail(call, CODE_TEMPLATE_TYPE, "the text was not found")
                    : value_int(-1);
    return value_int((int64_t)utf8_count(str_slice(self(call), 0, found)));
}
static value text_find(template_call *call) {
    return find(call, false, false);
}
static value text_rfind(template_call *call) {
    return find(call, true, false);
}
static value text_index(template_call *call) {
    return find(call, false, true);
}
static value text_rindex(template_call *call) {
    return find(call, true, true);
}

static value text_count(template_call *call) {
    str needle = {0}, s = self(call);
    size_t from, to;
    if (!template_text_argument(call, 1, &needle) || !window(call, 2, &from, &to))
        return failed_value();
    if (from > to)
        return value_int(0);
    s = str_slice(s, from, to);
    if (needle.len == 0)
        return value_int((int64_t)utf8_count(s) + 1);
    int64_t count = 0;
    for (size_t at = str_find(s, 0, needle); at < s.len; at = str_find(s, at + needle.len, needle))
        count++;
    return value_int(count);
}

/* Whether the window begins or ends with the text, or one of a tuple of texts. */
static value has_end(template_call *call, bool start) {
    value list = call->args[1];
    size_t from, to;
    if (!window(call, 2, &from, &to))
        return failed_value();
    if (list.kind != VALUE_LIST || list.flags != VALUE_TUPLE) {
        str only = {0};
        if (!template_text_argument(call, 1, &only))
            return failed_value();
        list = tuple_of(call->run, &call->args[1], 1);
    }
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        value part = list.as.list->items[i];
        if (!is_text(part))
            return template_fail(call, CODE_TEMPLATE_TYPE, "expected a string, got %s",
                                 kind_name(part));
        str s = str_slice(self(call), from, to);
        if (from <= to && (start ? str_starts(s, value_text(part)) : str_ends(s, value_text(part))))
            return value_bool(true);
    }
    return value_bool(false);
}
static value text_startswith(template_call *call) {
    return has_end(call, true);
}
static value text_endswith(template_call *call) {
    return has_end(call, false);
}

static value text_replace(template_call *call) {
    str s = self(call), old = {0}, new = {0};
    int64_t count = -1;
    if (!template_text_argument(call, 1, &old) || !template_text_argument(call, 2, &new) ||
        !template_int_argument(call, 3, &count))
        return failed_value();
    old = beside_first(call, 1, old);
    new = beside_first(call, 2, new);
    buf out = {0};
    size_t at = 0;
    while (count != 0) {
        size_t next = str_find(s, at, old);
        if (next >= s.len && !(old.len == 0 && next == s.len))
            break;
        if (old.len == 0) { /* between all characters */
            buf_add_str(&out, new);
            if (at >= s.len)
                break;
            next = at;
            unicode_next(s, &next);
            buf_add(&out, s.ptr + at, next - at);
            at = next;
        } else {
            buf_add(&out, s.ptr + at, next - at);
            buf_add_str(&out, new);
            at = next + old.len;
        }
        count -= count > 0;
        if (out.len > call->run->env->options.max_output)
            break;
    }
    buf_add_str(&out, str_slice(s, at, s.len));
    return text_result(call, &out);
}

const builtin string_methods[] = {{"upper", text_upper, ""},
                                  {"lower", text_lower, ""},
                                  {"casefold", text_casefold, ""},
                                  {"capitalize", text_capitalize, ""},
                                  {"title", text_title, ""},
                                  {"swapcase", text_swapcase, ""},
                                  {"isalpha", text_isalpha, ""},
                                  {"isdigit", text_isdigit, ""},
                                  {"isdecimal", text_isdecimal, ""},
                                  {"isnumeric", text_isnumeric, ""},
                                  {"isprintable", text_isprintable, ""},
                                  {"isascii", text_isascii, ""},
                                  {"isalnum", text_isalnum, ""},
                                  {"isspace", text_isspace, ""},
                                  {"isupper", text_isupper, ""},
                                  {"islower", text_islower, ""},
                                  {"istitle", text_istitle, ""},
                                  {"isidentifier", text_isidentifier, ""},
                                  {"strip", text_strip, "chars="},
                                  {"lstrip", text_lstrip, "chars="},
                                  {"rstrip", text_rstrip, "chars="},
                                  {"removeprefix", text_removeprefix, "prefix"},
                                  {"removesuffix", text_removesuffix, "suffix"},
                                  {"ljust", text_ljust, "width fill="},
                                  {"rjust", text_rjust, "width fill="},
                                  {"center", text_center, "width fill="},
                                  {"zfill", text_zfill, "width"},
                                  {"expandtabs", text_expandtabs, "tabsize="},
                                  {"find", text_find, "sub start= end="},
                                  {"rfind", text_rfind, "sub start= end="},
                                  {"index", text_index, "sub start= end="},
                                  {"rindex", text_rindex, "sub start= end="},
                                  {"count", text_count, "sub start= end="},
                                  {"startswith", text_startswith, "prefix start= end="},
                                  {"endswith", text_endswith, "suffix start= end="},
                                  {"replace", text_replace, "old new count="},
                                  {"split", text_split, "sep= maxsplit="},
                                  {"rsplit", text_rsplit, "sep= maxsplit="},
                                  {"splitlines", text_splitlines, "keepends="},
                                  {"partition", text_partition, "sep"},
                                  {"rpartition", text_rpartition, "sep"},
                                  {"join", text_join, "items"},
                                  {"format", format_braces, "* **"},
                                  {"format_map", format_map, "mapping"},
                                  {NULL, NULL, NULL}};
