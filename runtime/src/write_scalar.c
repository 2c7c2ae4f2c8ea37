/*
 * Writes what is a single JSON token.
 */
#include "base64.h"
#include "decimal.h"
#include "enums.h"
#include "number.h"
#include "utf8.h"
#include "writer.h"

/* The escape of a byte that needs one. */
static void put_escape(writer *w, unsigned char c) {
    static const char letters[] = "btnvfr", digits[] = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        char text[2] = {'\\', (char)c};
        put(w, text, 2);
    } else if (c >= '\b' && c <= '\r' && c != '\v') {
        char text[2] = {'\\', letters[c - '\b']};
        put(w, text, 2);
    } else {
        char text[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        put(w, text, 6);
    }
}

/* The first byte from `at` on that is not plain, or the end. */
static const char *find_special(const char *at, const char *end) {
    while (end - at >= PORT_BLOCK) {
        uint64_t special = port_special(port_load(at));
        if (special)
            return at + port_low_bit(special);
        at += PORT_BLOCK;
    }
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80 && *at != '"' &&
           *at != '\\')
        at++;
    return at;
}

/* Whether none of eight bytes needs an escape or a look at its UTF-8. */
static inline bool eight_are_plain(uint64_t x) {
    const uint64_t ones = 0x0101010101010101U;
    uint64_t low = x - 0x20 * ones, quote = (x ^ '"' * ones) - ones;
    uint64_t slash = (x ^ '\\' * ones) - ones;
    return ((x | low | quote | slash) & 0x80 * ones) == 0;
}

/*
 * Copies the last `rest` bytes (less than a block) of a text of `len`, looking back into what is
 * copied rather than at single bytes; false when they are not all plain.
 */
static inline bool copy_tail(char *to, const char *at, size_t rest, size_t len) {
    for (; rest >= 8; rest -= 8, at += 8, to += 8) {
        memcpy(to, at, 8);
        if (!eight_are_plain(port_load64(at)))
            return false;
    }
    if (rest == 0)
        return true;
    if (len >= 8) {
        memcpy(to + rest - 8, at + rest - 8, 8);
        return eight_are_plain(port_load64(at + rest - 8));
    }
    copy_bytes(to, at, rest & 7);
    if (rest >= 4)
        return eight_are_plain(port_load32(at) | (uint64_t)port_load32(at + rest - 4) << 32);
    uint64_t last = 0x2020202020202020U << 8 | (unsigned char)at[0];
    last = last << 8 | (unsigned char)at[rest / 2];
    return eight_are_plain(last << 8 | (unsigned char)at[rest - 1]);
}

/*
 * Copies the plain part of a text into a buffer that has room for all of it and a block more; where
 * it stopped.
 */
static inline const char *copy_plain(writer *w, const char *at, size_t len) {
    char *to = w->buffer + w->len;
    const char *end = at + len;
    for (; end - at >= PORT_BLOCK; at += PORT_BLOCK, to += PORT_BLOCK) {
        port_block block = port_load(at);
        port_store(to, block);
        if (port_special(block))
            break;
    }
    size_t rest = (size_t)(end - at);
    if (rest < PORT_BLOCK && copy_tail(to, at, rest, len)) {
        at = end;
        to += rest;
    }
    w->len = (size_t)(to - w->buffer);
    return at;
}

bool swage_write_string(writer *w, const char *text, size_t len) {
    const char *at = text, *end = text + len;
    if (!text && len)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text has a length but no bytes");
    put_char(w, '"');
    if (LIKELY(len && w->len < w->capacity && w->capacity - w->len > len + PORT_BLOCK))
        at = copy_plain(w, at, len);
    while (len && at < end) {
        const char *stop = find_special(at, end);
        while (stop < end && (unsigned char)*stop >= 0x80) {
            size_t n = utf8_sequence(stop, end);
            if (n == 0)
                return swage_refuse(w, SWAGE_ERROR_UTF8, "the text is not valid UTF-8");
            stop += n;
        }
        put(w, at, (size_t)(stop - at));
        at = stop;
        if (at < end && ((unsigned char)*at < 0x20 || *at == '"' || *at == '\\'))
            put_escape(w, (unsigned char)*at++);
    }
    put_char(w, '"');
    return true;
}

bool swage_write_number_text(writer *w, const char *text, size_t len) {
    if (!text)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the number is not set");
    if (!swage_decimal_is_number(text, len))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text is no JSON number");
    put(w, text, len);
    return true;
}

static bool write_text(writer *w, const swage_str *text) {
    if (!text->ptr && text->len == 0)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the text is not set");
    return swage_write_string(w, text->ptr, text->len);
}

static bool write_bytes(writer *w, const swage_bytes *bytes) {
    char group[4];
    if (!bytes->ptr && bytes->len)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the data have a length but no bytes");
    put_char(w, '"');
    for (size_t i = 0; i < bytes->len && !w->silent; i += 3) {
        swage_base64_encode_group(bytes->ptr + i, bytes->len - i, group);
        put(w, group, 4);
    }
    put_char(w, '"');
    return true;
}

static bool write_date_time(writer *w, const swage_date_time *moment) {
    char text[40];
    size_t len = swage_date_time_write(moment, text);
    if (len == 0)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE,
                            "a part of the date-time is out of range");
    put_char(w, '"');
    put(w, text, len);
    put_char(w, '"');
    return true;
}

/* An unknown value: its text is a string's, or the JSON text of another scalar. */
static bool write_unknown_enum(writer *w, const swage_enum *e, swage_str text) {
    if (!text.ptr)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the value of %s is not set", e->name);
    bool others = swage_enum_has_others(e), strings = swage_enum_has_strings(e);
    if (!others || (strings && !swage_enum_text_is_json(text)))
        return swage_write_string(w, text.ptr, text.len);
    if (!swage_enum_text_is_json(text))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text is no JSON scalar");
    put(w, text.ptr, text.len);
    return true;
}

static bool write_enum(writer *w, const swage_type *type, const void *slot) {
    const swage_enum *e = type->of.enumeration;
    uint32_t code = swage_enum_get_code(type, slot);
    if (code > e->count || (code == 0 && type->kind == SWAGE_TYPE_CLOSED_ENUM))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "%u is no value of %s", (unsigned)code,
                            e->name);
    if (code == 0)
        return write_unknown_enum(w, e, swage_enum_get_text(type, slot));
    const swage_enum_value *value = &e->values[code - 1];
    if (value->kind == SWAGE_KIND_STRING)
        return swage_write_string(w, value->text, value->len);
    put(w, value->text, value->len);
    return true;
}

static size_t put_digits(char *out, const swage_type *type, const void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_INT32:
        return swage_number_write_int64(out, *(const int32_t *)slot);
    case SWAGE_TYPE_INT64:
        return swage_number_write_int64(out, *(const int64_t *)slot);
    case SWAGE_TYPE_UINT32:
        return swage_number_write_uint64(out, *(const uint32_t *)slot);
    case SWAGE_TYPE_UINT64:
        return swage_number_write_uint64(out, *(const uint64_t *)slot);
    case SWAGE_TYPE_FLOAT:
        return swage_number_write_float(out, *(const float *)slot);
    default:
        return swage_number_write_double(out, *(const double *)slot);
    }
}

/* Straight into the buffer where it has room for any number. */
static bool write_number(writer *w, const swage_type *type, const void *slot) {
    char text[NUMBER_TEXT_SIZE];
    if (w->silent)
        return true;
    if (LIKELY(w->len < w->capacity && w->capacity - w->len >= NUMBER_TEXT_SIZE))
        w->len += put_digits(w->buffer + w->len, type, slot);
    else
        swage_put_far(w, text, put_digits(text, type, slot));
    return true;
}

static bool write_floating(writer *w, const swage_type *type, const void *slot) {
    double value =
        type->kind == SWAGE_TYPE_FLOAT ? (double)*(const float *)slot : *(const double *)slot;
    if (value - value != 0)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "JSON has no infinity and no NaN");
    return write_number(w, type, slot);
}

bool swage_write_scalar(writer *w, const swage_type *type, const void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        return write_text(w, slot);
    case SWAGE_TYPE_BOOLEAN:
        put(w, *(const bool *)slot ? "true" : "false", *(const bool *)slot ? 4 : 5);
        return true;
    case SWAGE_TYPE_FLOAT:
    case SWAGE_TYPE_DOUBLE:
        return write_floating(w, type, slot);
    case SWAGE_TYPE_DECIMAL: {
        const swage_decimal *decimal_text = slot;
        return swage_write_number_text(w, decimal_text->ptr, decimal_text->len);
    }
    case SWAGE_TYPE_BYTES:
        return write_bytes(w, slot);
    case SWAGE_TYPE_DATE_TIME:
        return write_date_time(w, slot);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return write_enum(w, type, slot);
    default:
        return write_number(w, type, slot);
    }
}
