/*
 * Writes what is a single JSON token.
 */
#include "base64.h"
#include "decimal.h"
#include "enums.h"
#include "number.h"
#include "writer.h"

char *swage_write_number_text(writer *w, char *at, const char *text, size_t len) {
    if (!text)
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the number is not set");
    if (!swage_decimal_is_number(text, len))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text is no JSON number");
    return put(w, at, text, len);
}

static char *write_bytes(writer *w, char *at, const swage_bytes *bytes) {
    if (!bytes->ptr && bytes->len)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the data have a length but no bytes");
    *at++ = '"';
    for (size_t i = 0; i < bytes->len && !w->silent; i += 3) {
        at = need(w, at, 4);
        if (UNLIKELY(!at))
            return NULL;
        swage_base64_encode_group(bytes->ptr + i, bytes->len - i, at);
        at += 4;
    }
    at = need(w, at, 1);
    if (UNLIKELY(!at))
        return NULL;
    *at++ = '"';
    return at;
}

static char *write_date_time(writer *w, char *at, const swage_date_time *moment) {
    size_t len = swage_date_time_write(moment, at + 1);
    if (len == 0)
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE,
                            "a part of the date-time is out of range");
    at[0] = at[len + 1] = '"';
    return at + len + 2;
}

/* An unknown value: its text is a string's, or the JSON text of another scalar. One that is known
   has a code. */
static char *write_unknown_enum(writer *w, char *at, const swage_enum *e, swage_str text) {
    if (!text.ptr || swage_enum_code(e, text.ptr, text.len))
        return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the code of %s is not set", e->name);
    if (swage_enum_is_string(e, text))
        return swage_write_text(w, at, text.ptr, text.len, 0);
    if (!swage_enum_has_kind(e, swage_enum_text_kind(text)))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text is of no kind of %s", e->name);
    return put(w, at, text.ptr, text.len);
}

/* Text of up to sixteen bytes, which can be read whole; NULL: it has to be escaped. */
static inline char *put_padded(char *at, const char *text, size_t len) {
    static const char blanks[33] = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0                ";
    const char *fill = blanks + 16 - len;
    uint64_t low = port_load64(text), high = port_load64(text + 8);
    *at = '"';
    port_save64(at + 1, low);
    port_save64(at + 9, high);
    at[len + 1] = '"';
    return port_plain_words(low | port_load64(fill), high | port_load64(fill + 8)) ? at + len + 2
                                                                                   : NULL;
}

static char *write_enum(writer *w, char *at, const swage_type *type, const void *slot) {
    const swage_enum *e = type->of.enumeration;
    uint32_t code = swage_enum_get_code(type, slot);
    if (UNLIKELY(code > e->count || (code == 0 && type->kind == SWAGE_TYPE_CLOSED_ENUM)))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "%u is no value of %s", (unsigned)code,
                            e->name);
    if (UNLIKELY(code == 0))
        return write_unknown_enum(w, at, e, swage_enum_get_text(type, slot));
    const swage_enum_value *value = &e->values[code - 1];
    if (!PORT_SMALL && LIKELY(e->padded && value->kind == SWAGE_KIND_STRING && value->len <= 16)) {
        char *end = put_padded(at, value->text, value->len);
        if (LIKELY(end != NULL))
            return end;
    }
    if (LIKELY(value->kind == SWAGE_KIND_STRING))
        return swage_write_text(w, at, value->text, value->len, 0);
    return put(w, at, value->text, value->len);
}

static char *write_number(writer *w, char *at, const swage_type *type, const void *slot) {
    if (w->silent)
        return at;
    switch (type->kind) {
    case SWAGE_TYPE_INT32:
        return at + swage_number_write_int64(at, *(const int32_t *)slot);
    case SWAGE_TYPE_INT64:
        return at + swage_number_write_int64(at, *(const int64_t *)slot);
    case SWAGE_TYPE_UINT32:
        return at + swage_number_write_uint64(at, *(const uint32_t *)slot);
    case SWAGE_TYPE_UINT64:
        return at + swage_number_write_uint64(at, *(const uint64_t *)slot);
    case SWAGE_TYPE_FLOAT:
        return at + swage_number_write_float(at, *(const float *)slot);
    default:
        return at + swage_number_write_double(at, *(const double *)slot);
    }
}

static char *write_floating(writer *w, char *at, const swage_type *type, const void *slot) {
    double value =
        type->kind == SWAGE_TYPE_FLOAT ? (double)*(const float *)slot : *(const double *)slot;
    if (!number_is_finite(value))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "JSON has no infinity and no NaN");
    return write_number(w, at, type, slot);
}

char *swage_write_scalar(writer *w, char *at, const swage_type *type, const void *slot) {
    const swage_str *text = slot;
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        if (UNLIKELY(!text->ptr && text->len == 0))
            return swage_refuse(w, SWAGE_ERROR_REQUIRED, "the text is not set");
        return swage_write_text(w, at, text->ptr, text->len, 0);
    case SWAGE_TYPE_BOOLEAN:
        return put_boolean(at, *(const bool *)slot);
    case SWAGE_TYPE_FLOAT:
    case SWAGE_TYPE_DOUBLE:
        return write_floating(w, at, type, slot);
    case SWAGE_TYPE_DECIMAL:
        return swage_write_number_text(w, at, ((const swage_decimal *)slot)->ptr,
                                       ((const swage_decimal *)slot)->len);
    case SWAGE_TYPE_BYTES:
        return write_bytes(w, at, slot);
    case SWAGE_TYPE_DATE_TIME:
        return write_date_time(w, at, slot);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return write_enum(w, at, type, slot);
    default:
        return write_number(w, at, type, slot);
    }
}

char *swage_write_enum(writer *w, char *at, const swage_type *type, const void *slot,
                       size_t after) {
    at = write_enum(w, at, type, slot);
    return at ? need(w, at, after) : NULL;
}

char *swage_put_date_time(writer *w, char *at, const swage_type *type, const void *slot,
                          size_t after) {
    (void)type, (void)after;
    return write_date_time(w, at, slot);
}
