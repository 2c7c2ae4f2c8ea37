/* Methods of strings that split and join: {{ s.split(',') }}, as Python's str has them. */
#include "template/methods_text.h"

static void add_part(template_call *call, value list, str part) {
    value_append(list, part_result(call, part));
}

static value split_space(template_call *call, int64_t most) {
    value list = value_new_list(call->memory);
    str s = self(call);
    size_t at = unicode_leading_space(s);
    while (at < s.len) {
        if (most-- == 0) {
            add_part(call, list, str_slice(s, at, s.len));
            break;
        }
        size_t end = at;
        while (end < s.len && !unicode_leading_space(str_slice(s, end, s.len)))
            unicode_next(s, &end);
        add_part(call, list, str_slice(s, at, end));
        at = end + unicode_leading_space(str_slice(s, end, s.len));
    }
    return list;
}

static void turn_around(value_list *l) {
    for (uint32_t i = 0; i < l->count / 2; i++) {
        value item = l->items[i];
        l->items[i] = l->items[l->count - 1 - i];
        l->items[l->count - 1 - i] = item;
    }
}

static value rsplit_space(template_call *call, int64_t most) {
    value list = value_new_list(call->memory);
    str s = self(call);
    size_t end = unicode_trimmed_end(s);
    while (end > 0) {
        if (most-- == 0) {
            add_part(call, list, str_slice(s, 0, end));
            break;
        }
        size_t from = end;
        while (from > 0 && !unicode_leading_space(str_slice(s, unicode_before(s, from), s.len)))
            from = unicode_before(s, from);
        if (from == end)
            break;
        add_part(call, list, str_slice(s, from, end));
        end = unicode_trimmed_end(str_slice(s, 0, from));
    }
    turn_around(list.as.list);
    return list;
}

static size_t find_last(str s, str needle) {
    for (size_t at = s.len - needle.len + 1; s.len >= needle.len && at-- > 0;)
        if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
            return at;
    return SIZE_MAX;
}

static value split_at(template_call *call, str separator, int64_t most) {
    value list = value_new_list(call->memory);
    str s = self(call);
    while (true) {
        size_t next = most == 0 ? s.len : str_find(s, 0, separator);
        add_part(call, list, str_slice(s, 0, next));
        if (next >= s.len)
            return list;
        s = str_slice(s, next + separator.len, s.len);
        most -= most > 0;
    }
}

static value rsplit_at(template_call *call, str separator, int64_t most) {
    value list = value_new_list(call->memory);
    str s = self(call);
    for (; most != 0; most -= most > 0) {
        size_t at = find_last(s, separator);
        if (at == SIZE_MAX)
            break;
        add_part(call, list, str_slice(s, at + separator.len, s.len));
        s.len = at;
    }
    add_part(call, list, s);
    turn_around(list.as.list);
    return list;
}

static value split(template_call *call, bool from_right) {
    str separator = {0};
    int64_t most = -1;
    if (!argument_string(call, 1, &separator) || !template_int_argument(call, 2, &most))
        return failed_value();
    if (argument_present(call, 1) && separator.len == 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "the separator is empty");
    if (argument_present(call, 1))
        return from_right ? rsplit_at(call, separator, most) : split_at(call, separator, most);
    return from_right ? rsplit_space(call, most) : split_space(call, most);
}
value text_split(template_call *call) {
    return split(call, false);
}
value text_rsplit(template_call *call) {
    return split(call, true);
}

value text_splitlines(template_call *call) {
    value list = value_new_list(call->memory);
    str s = self(call), line;
    bool keep = false;
    if (!argument_switch(call, 1, &keep))
        return failed_value();
    for (size_t at = 0, from = 0; next_line(s, &at, &line); from = at)
        add_part(call, list, keep ? str_slice(s, from, at) : line);
    return list;
}

static value partition(template_call *call, bool last) {
    str s = self(call), separator = {0};
    if (!template_text_argument(call, 1, &separator))
        return failed_value();
    separator = beside_first(call, 1, separator);
    if (separator.len == 0)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "the separator is empty");
    size_t at = last ? find_last(s, separator) : str_find(s, 0, separator);
    bool found = at < s.len;
    str parts[3] = {str_slice(s, 0, found ? at : s.len), found ? separator : STR(""),
                    found ? str_slice(s, at + separator.len, s.len) : STR("")};
    if (!found && last) {
        parts[2] = parts[0];
        parts[0] = STR("");
    }
    value items[3];
    for (int i = 0; i < 3; i++)
        items[i] = part_result(call, parts[i]);
    return tuple_of(call->run, items, 3);
}
value text_partition(template_call *call) {
    return partition(call, false);
}
value text_rpartition(template_call *call) {
    return partition(call, true);
}

value text_join(template_call *call) {
    value list;
    if (!template_to_list(call, call->args[1], &list))
        return failed_value();
    buf out = {0};
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        value item = list.as.list->items[i];
        if (!is_text(item)) {
            buf_free(&out);
            return template_fail(call, CODE_TEMPLATE_TYPE, "join takes strings, not %s",
                                 kind_name(item));
        }
        if (i)
            buf_add_str(&out, self(call));
        if (is_escaped(call->args[0]) && !is_escaped(item))
            print_escaped(&out, value_text(item));
        else
            buf_add_str(&out, value_text(item));
    }
    return text_result(call, &out);
}
