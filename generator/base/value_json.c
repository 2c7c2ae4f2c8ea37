/* Values as JSON text (RFC 8259); see value.h. */
#include "base/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void value_write_float(buf *out, double number) {
    if (isnan(number)) {
        buf_add_str(out, STR("nan"));
        return;
    }
    if (isinf(number)) {
        buf_add_str(out, number < 0 ? STR("-inf") : STR("inf"));
        return;
    }
    char digits[32];
    int precision = 0;
    do
        snprintf(digits, sizeof digits, "%.*e", precision, number);
    while (strtod(digits, NULL) != number && precision++ < 17);
    int exponent = atoi(strchr(digits, 'e') + 1);
    if (exponent >= -4 && exponent < 16) {
        int decimals = precision - exponent;
        buf_format(out, "%.*f", decimals > 1 ? decimals : 1, number);
        return;
    }
    snprintf(digits, sizeof digits, "%.*e", precision, number);
    buf_add_str(out, str_from(digits));
}

static void write_string(buf *out, str s) {
    buf_add_char(out, '"');
    size_t plain = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, s.ptr + plain, i - plain);
        plain = i + 1;
        static const char short_forms[] = "btn_fr"; /* of 8, 9, 10, 12, 13 */
        if (c == '"' || c == '\\')
            buf_format(out, "\\%c", c);
        else if (c >= 8 && c <= 13 && c != 11)
            buf_format(out, "\\%c", short_forms[c - 8]);
        else
            buf_format(out, "\\u%04x", c);
    }
    if (plain < s.len) /* an empty text may have no bytes to point into */
        buf_add(out, s.ptr + plain, s.len - plain);
    buf_add_char(out, '"');
}

static void write_break(buf *out, unsigned indent, unsigned depth) {
    if (indent) {
        buf_add_char(out, '\n');
        buf_add_repeat(out, ' ', (size_t)indent * depth);
    }
}

static void write(buf *out, value v, unsigned indent, unsigned depth);

static void write_list(buf *out, const value_list *list, unsigned indent, unsigned depth) {
    buf_add_char(out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buf_add_char(out, ',');
        write_break(out, indent, depth + 1);
        write(out, list->items[i], indent, depth + 1);
    }
    if (list->count)
        write_break(out, indent, depth);
    buf_add_char(out, ']');
}

static void write_key(buf *out, value key) {
    if (key.kind == VALUE_STRING) {
        write_string(out, value_text(key));
        return;
    }
    buf text = {0};
    value_write_json(&text, key, 0);
    write_string(out, buf_str(&text));
    buf_free(&text);
}

static void write_dict(buf *out, const value_dict *dict, unsigned indent, unsigned depth) {
    buf_add_char(out, '{');
    for (uint32_t i = 0; i < dict->count; i++) {
        if (i)
            buf_add_char(out, ',');
        write_break(out, indent, depth + 1);
        write_key(out, dict->shape->keys[i]);
        buf_add_str(out, indent ? STR(": ") : STR(":"));
        write(out, dict->items[i], indent, depth + 1);
    }
    if (dict->count)
        write_break(out, indent, depth);
    buf_add_char(out, '}');
}

static void write(buf *out, value v, unsigned indent, unsigned depth) {
    switch ((value_kind)v.kind) {
    case VALUE_BOOL:
        buf_add_str(out, v.as.boolean ? STR("true") : STR("false"));
        break;
    case VALUE_INT:
        buf_format(out, "%lld", (long long)v.as.integer);
        break;
    case VALUE_FLOAT:
        value_write_float(out, v.as.number);
        break;
    case VALUE_NUMERAL:
        buf_add_str(out, value_text(v));
        break;
    case VALUE_STRING:
        write_string(out, value_text(v));
        break;
    case VALUE_LIST:
        write_list(out, v.as.list, indent, depth);
        break;
    case VALUE_DICT:
        write_dict(out, v.as.dict, indent, depth);
        break;
    case VALUE_UNDEFINED:
    case VALUE_NULL:
    case VALUE_OBJECT:
        buf_add_str(out, STR("null"));
        break;
    }
}

void value_write_json(buf *out, value v, unsigned indent) {
    write(out, v, indent, 0);
}
