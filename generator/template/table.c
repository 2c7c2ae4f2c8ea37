/* Tables, JSON styles, wrapped lines, text without tags; see table.h. */
#include "template/table.h"

#include "template/builtin.h"

enum { DEEPEST_JSON = 100 };

/* --- Tables --- */

typedef struct cell {
    str text;
    size_t width; /* in code points, a line feed counting as one */
} cell;

static void put_cell(buf *out, const cell *c, size_t width) {
    size_t written = c->width;
    for (size_t at = 0; at < c->text.len;) {
        size_t line = str_find_char(c->text, at, '\n');
        write_text(out, c->text.ptr + at, line - at);
        at = line;
        if (at < c->text.len) {
            write_text(out, "<br/>", 5);
            written += 4;
            at++;
        }
    }
    if (written < width)
        buf_add_repeat(out, ' ', width - written);
}

static void put_rule(buf *out, uint32_t columns, size_t width) {
    buf_add_str(out, STR("\n| "));
    for (uint32_t i = 0; i < columns; i++) {
        if (i)
            buf_add_str(out, STR(" | "));
        buf_add_repeat(out, '-', width);
    }
    buf_add_str(out, STR(" |"));
}

/* The cells of all rows; NULL after an error. */
static cell **table_cells(template_run *run, const node *at, value rows, uint32_t *columns,
                          size_t *width) {
    uint32_t count = rows.as.list->count;
    cell **cells = ARENA_ARRAY(run->memory, count + 1, cell *);
    for (uint32_t i = 0; i < count; i++) {
        value row;
        if (!list_of(run, at, rows.as.list->items[i], &row))
            return NULL;
        if (i == 0)
            *columns = row.as.list->count;
        if (row.as.list->count != *columns) {
            run_fail(run, at, CODE_TEMPLATE_TYPE, "row %u of the table has %u cells, the header %u",
                     i + 1, row.as.list->count, *columns);
            return NULL;
        }
        cells[i] = ARENA_ARRAY(run->memory, *columns + 1, cell);
        for (uint32_t k = 0; k < *columns; k++) {
            cell *each = &cells[i][k];
            if (!text_of(run, at, row.as.list->items[k], &each->text))
                return NULL;
            each->width = utf8_count(each->text);
            *width = each->width > *width ? each->width : *width;
        }
    }
    return cells;
}

bool table_write(template_run *run, const node *at, buf *out, value rows) {
    value list;
    uint32_t columns = 0;
    size_t width = 0;
    if (!list_of(run, at, rows, &list))
        return false;
    cell **cells = table_cells(run, at, list, &columns, &width);
    if (!cells)
        return false;
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        write_text(out, &"\n| "[!i], i ? 3 : 2);
        for (uint32_t k = 0; k < columns; k++) {
            if (k)
                write_text(out, " | ", 3);
            put_cell(out, &cells[i][k], width);
        }
        write_text(out, " |", 2);
        if (i == 0)
            put_rule(out, columns, width);
        if (!run_check_size(run, at, out->len))
            return false;
    }
    return true;
}

/* --- JSON --- */

typedef struct json_style {
    template_run *run;
    const node *at;
    const char *separator, *colon;
    int64_t indent; /* of `unit` a level; -1: no line breaks */
    bool ascii, sorted, go;
    str unit; /* empty: a blank */
} json_style;

static void put_json_character(buf *out, const json_style *s, str text, size_t from, size_t to,
                               uint32_t c) {
    static const char short_forms[] = "btn_fr"; /* of 8, 9, 10, 12, 13 */
    if (c == '"' || c == '\\')
        buf_format(out, "\\%c", (char)c);
    else if (c >= 8 && c <= 13 && c != 11 && !(s->go && (c == 8 || c == 12)))
        buf_format(out, "\\%c", short_forms[c - 8]);
    else if (c < 0x20 || (c == 0x7F && !s->go) || c == '<' || c == '>' || c == '&' ||
             (c == '\'' && !s->go) || (s->go && (c == 0x2028 || c == 0x2029)))
        buf_format(out, "\\u%04x", c);
    else if (c < 0x80 || !s->ascii)
        buf_add(out, text.ptr + from, to - from);
    else if (c < 0x10000)
        buf_format(out, "\\u%04x", c);
    else
        buf_format(out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10),
                   0xDC00 + ((c - 0x10000) & 0x3FF));
}

/* Whether JSON of every style has the byte as it is. */
static bool is_plain_json(char c) {
    return c >= ' ' && c != 0x7F && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' &&
           c != '\'' && !((unsigned char)c & 0x80);
}

static void put_json_text(buf *out, const json_style *s, str text) {
    buf_add_char(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        while (at < text.len && is_plain_json(text.ptr[at]))
            at++;
        write_text(out, text.ptr + from, at - from);
        if (at == text.len)
            break;
        from = at;
        uint32_t c = unicode_next(text, &at);
        put_json_character(out, s, text, from, at, c);
    }
    buf_add_char(out, '"');
}

static void put_json_break(buf *out, const json_style *s, unsigned depth) {
    if (s->indent < 0)
        return;
    buf_add_char(out, '\n');
    for (int64_t i = 0; s->unit.len && i < s->indent * depth; i++)
        buf_add_str(out, s->unit);
    if (s->unit.len == 0)
        buf_add_repeat(out, ' ', (size_t)s->indent * depth);
}

static bool put_json(buf *out, const json_style *s, value v, unsigned depth);

static bool put_json_list(buf *out, const json_style *s, const value_list *list, unsigned depth) {
    buf_add_char(out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buf_add_str(out, str_from(s->separator));
        put_json_break(out, s, depth + 1);
        if (!put_json(out, s, list->items[i], depth + 1))
            return false;
    }
    if (list->count)
        put_json_break(out, s, depth);
    buf_add_char(out, ']');
    return true;
}

static bool put_json_key(buf *out, const json_style *s, value key) {
    if (is_text(key)) {
        put_json_text(out, s, value_text(key));
        return true;
    }
    buf text = {0};
    bool done = key.kind != VALUE_LIST && key.kind != VALUE_OBJECT && put_json(&text, s, key, 0);
    put_json_text(out, s, buf_str(&text));
    buf_free(&text);
    if (!done)
        run_fail(s->run, s->at, CODE_TEMPLATE_TYPE, "%s can't be a key in JSON", kind_name(key));
    return done;
}

static bool put_json_dict(buf *out, const json_style *s, const value_dict *dict, unsigned depth) {
    const bool sorted = s->sorted && dict->count > 1;
    const uint32_t *order =
        sorted ? sorted_order(s->run, s->at, dict->shape->keys, dict->count) : NULL;
    if (s->run->failed)
        return false;
    buf_add_char(out, '{');
    for (uint32_t i = 0; i < dict->count; i++) {
        const uint32_t at = sorted ? order[i] : i;
        if (i)
            buf_add_str(out, str_from(s->separator));
        put_json_break(out, s, depth + 1);
        if (!put_json_key(out, s, dict->shape->keys[at]))
            return false;
        buf_add_str(out, str_from(s->colon));
        if (!put_json(out, s, dict->items[at], depth + 1))
            return false;
    }
    if (dict->count)
        put_json_break(out, s, depth);
    buf_add_char(out, '}');
    return true;
}

/* As a number in JSON: 1800 for 1800.0 in Go's style, which docs of examples use. */
static void put_json_float(buf *out, const json_style *s, double number) {
    size_t from = out->len;
    if (number != number || number - number != 0) {
        buf_add_str(out, number != number ? STR("NaN")
                         : number < 0     ? STR("-Infinity")
                                          : STR("Infinity"));
        return;
    }
    value_write_float(out, number);
    if (s->go && str_ends(str_slice(buf_str(out), from, out->len), STR(".0")))
        out->len -= 2;
}

static bool put_json(buf *out, const json_style *s, value v, unsigned depth) {
    if (depth > DEEPEST_JSON || out->len > s->run->env->options.max_output) {
        run_fail(s->run, s->at, CODE_TEMPLATE_LIMIT, "the value is too large or deep for JSON");
        return false;
    }
    switch ((value_kind)v.kind) {
    case VALUE_NULL:
        buf_add_str(out, STR("null"));
        return true;
    case VALUE_BOOL:
        buf_add_str(out, v.as.boolean ? STR("true") : STR("false"));
        return true;
    case VALUE_FLOAT:
        put_json_float(out, s, v.as.number);
        return true;
    case VALUE_STRING:
        put_json_text(out, s, value_text(v));
        return true;
    case VALUE_INT:
    case VALUE_NUMERAL:
        return print_value(s->run, s->at, out, v);
    case VALUE_LIST:
        if (v.flags <= VALUE_TUPLE)
            return put_json_list(out, s, v.as.list, depth);
        break;
    case VALUE_DICT:
        return put_json_dict(out, s, v.as.dict, depth);
    case VALUE_UNDEFINED:
        run_fail_undefined(s->run, v);
        return false;
    case VALUE_OBJECT:
        break;
    }
    run_fail(s->run, s->at, CODE_TEMPLATE_TYPE, "%s can't be written as JSON", kind_name(v));
    return false;
}

bool json_write_python(template_run *run, const node *at, buf *out, value v, int64_t indent,
                       str unit) {
    json_style s = {run, at, indent < 0 ? ", " : ",", ": ", indent, true, true, false, unit};
    return put_json(out, &s, v, 0);
}

static bool put_comma_items(buf *out, const json_style *s, const value_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        value item = list->items[i];
        if (i)
            buf_add_char(out, ',');
        if (is_text(item))
            buf_add_str(out, value_text(item));
        else if (!put_json(out, s, item, 1))
            return false;
    }
    return true;
}

bool json_write_style(template_run *run, const node *at, buf *out, value v, str style) {
    json_style s = {run, at, ",", ":", -1, false, false, true, STR("")};
    if (str_eq(style, STR("lines"))) {
        s.indent = 0;
        s.colon = ": ";
    } else if (str_eq(style, STR("comma")) && v.kind == VALUE_LIST) {
        return put_comma_items(out, &s, v.as.list);
    } else if (!str_eq(style, STR("compact")) && !str_eq(style, STR("comma"))) {
        run_fail(run, at, CODE_TEMPLATE_ARGUMENT,
                 "the style of JSON is `lines`, `compact` or `comma`, not `%.*s`", STR_ARG(style));
        return false;
    }
    return put_json(out, &s, v, 0);
}

static bool write_padded_table(template_call *call, buf *out) {
    return table_write(call->run, here(call), out, call->args[0]);
}

static bool write_json_style(template_call *call, buf *out) {
    str style = STR("compact");
    return template_text_argument(call, 1, &style) &&
           json_write_style(call->run, here(call), out, call->args[0], style);
}

/* What a text that indents JSON is written as, so that it is safe in HTML, too. */
static str safe_indent(template_call *call, str unit) {
    buf out = {0};
    for (size_t i = 0; i < unit.len; i++)
        if (memchr("<>&'", unit.ptr[i], 4))
            buf_format(&out, "\\u%04x", (unsigned)unit.ptr[i]);
        else
            buf_add_char(&out, unit.ptr[i]);
    return value_text(result_text(call, &out));
}

static value filter_tojson(template_call *call) {
    buf out = {0};
    int64_t indent = -1;
    str unit = STR("");
    bool by_text = argument_present(call, 1) && is_text(call->args[1]), done = true;
    if (by_text)
        indent = call->args[1].len > 0, unit = safe_indent(call, value_text(call->args[1]));
    else if (argument_present(call, 1))
        done = template_int_argument(call, 1, &indent);
    indent = argument_present(call, 1) && indent < 0 ? 0 : indent; /* line breaks alone */
    if (done && json_write_python(call->run, here(call), &out, call->args[0],
                                  indent > 10000 ? 10000 : indent, unit)) {
        value v = result_text(call, &out);
        v.flags = is_failed(v) ? 0 : TEXT_SAFE;
        return v;
    }
    buf_free(&out);
    return failed_value();
}

void table_add_filters(template_env *env) {
    template_add_writer(env, "padded_table", write_padded_table, "", NULL);
    template_add_writer(env, "json_style", write_json_style, "style=", NULL);
    template_add_filter(env, "tojson", filter_tojson, "indent=", NULL);
}
