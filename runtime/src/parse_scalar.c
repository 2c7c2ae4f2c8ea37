/*
 * Parses what is a single JSON token: numbers, booleans, text in its forms, enums.
 */
#include "base64.h"
#include "enums.h"
#include "number.h"
#include "parser.h"
#include "string_short.h"

/* Whether a value of `kinds` starts at `at`; the error otherwise, *next being how to go on. */
static bool expect_string(parser *p, const char *at, const char **next) {
    if (LIKELY(at < p->in.end && *at == '"'))
        return true;
    *next = swage_wrong_kind(p, at, "a string");
    return false;
}

static bool is_number_start(const parser *p, const char *at) {
    return at < p->in.end && (*at == '-' || (unsigned char)(*at - '0') < 10);
}

/* Takes a number apart; NULL when there is none, *next being how to go on. */
static const char *take_number(parser *p, const char *at, const char *expected, number *n,
                               const char **next) {
    *next = NULL;
    if (UNLIKELY(!is_number_start(p, at))) {
        *next = swage_wrong_kind(p, at, expected);
        return NULL;
    }
    const char *stuck, *end = swage_number_scan(at, p->in.end, n, &stuck);
    if (UNLIKELY(!end))
        swage_fault(p, stuck, SWAGE_ERROR_SYNTAX, "expected a digit");
    return end;
}

/* How much of a number a message shows. */
static int shown(const number *n) {
    return n->end - n->start > 40 ? 40 : (int)(n->end - n->start);
}

static const char *refuse_integer(parser *p, const char *at, const number *n, bool range,
                                  const char *type) {
    if (!range)
        return REFUSE(p, at, TYPE, "expected an integer, got %.*s", shown(n), n->start);
    return REFUSE(p, at, RANGE, "%.*s does not fit in %s", shown(n), n->start, type);
}

static const char *parse_signed(parser *p, const swage_type *type, void *slot, const char *at) {
    number n;
    const char *next, *end = take_number(p, at, "an integer", &n, &next);
    if (!end)
        return next;
    bool range, wide = type->kind == SWAGE_TYPE_INT64;
    int64_t value;
    bool fits = swage_number_to_int64(&n, &value, &range);
    if (fits && !wide) {
        fits = value >= INT32_MIN && value <= INT32_MAX;
        range = !fits;
    }
    if (!fits)
        return refuse_integer(p, at, &n, range, wide ? "int64" : "int32");
    if (wide)
        *(int64_t *)slot = value;
    else
        *(int32_t *)slot = (int32_t)value;
    return end;
}

static const char *parse_unsigned(parser *p, const swage_type *type, void *slot, const char *at) {
    number n;
    const char *next, *end = take_number(p, at, "an integer", &n, &next);
    if (!end)
        return next;
    bool range, wide = type->kind == SWAGE_TYPE_UINT64;
    uint64_t value;
    bool fits = swage_number_to_uint64(&n, &value, &range);
    if (fits && !wide) {
        fits = value <= UINT32_MAX;
        range = !fits;
    }
    if (!fits)
        return refuse_integer(p, at, &n, range, wide ? "uint64" : "uint32");
    if (wide)
        *(uint64_t *)slot = value;
    else
        *(uint32_t *)slot = (uint32_t)value;
    return end;
}

static const char *parse_floating(parser *p, const swage_type *type, void *slot, const char *at) {
    number n;
    const char *next, *end = take_number(p, at, "a number", &n, &next);
    if (!end)
        return next;
    const bool is_float = type->kind == SWAGE_TYPE_FLOAT;
    const double value = is_float ? (double)swage_number_to_float(&n) : swage_number_to_double(&n);
    if (!number_is_finite(value))
        return REFUSE(p, at, RANGE, "%.*s does not fit in %s", shown(&n), n.start,
                      is_float ? "float" : "double");
    if (is_float)
        *(float *)slot = (float)value;
    else
        *(double *)slot = value;
    return end;
}

const char *swage_parse_number_text(parser *p, const char *at, const char **text, size_t *len) {
    number n;
    const char *next, *end = take_number(p, at, "a number", &n, &next);
    if (!end)
        return next;
    *len = (size_t)(end - at);
    *text = at;
    if (p->in.insitu)
        return end;
    char *copy = swage_arena_alloc(p->in.arena, *len + 1, 1);
    if (!copy)
        return swage_no_memory(p, at);
    memcpy(copy, at, *len);
    copy[*len] = '\0';
    *text = copy;
    return end;
}

const char *swage_parse_number_kind(parser *p, const swage_type *type, void *slot, const char *at) {
    switch (type->kind) {
    case SWAGE_TYPE_INT32:
    case SWAGE_TYPE_INT64:
        return parse_signed(p, type, slot, at);
    case SWAGE_TYPE_UINT32:
    case SWAGE_TYPE_UINT64:
        return parse_unsigned(p, type, slot, at);
    case SWAGE_TYPE_DECIMAL: {
        swage_decimal *out = slot;
        return swage_parse_number_text(p, at, &out->ptr, &out->len);
    }
    default:
        return parse_floating(p, type, slot, at);
    }
}

const char *swage_parse_boolean(parser *p, bool *out, const char *at) {
    if (at == p->in.end || (*at != 't' && *at != 'f'))
        return swage_wrong_kind(p, at, "a boolean");
    *out = *at == 't';
    return swage_skip_literal(p, at);
}

static const char *parse_bytes(parser *p, swage_bytes *out, const char *at) {
    swage_str text;
    const char *next;
    if (!expect_string(p, at, &next))
        return next;
    const char *end = swage_parse_string(p, at, &text);
    if (!end)
        return NULL;
    /* The text is the arena's or the caller's to change, and never shorter than its bytes. */
    unsigned char *bytes = (unsigned char *)(uintptr_t)text.ptr;
    const size_t newlines = swage_count_newlines(text.ptr, text.ptr + text.len);
    const bool good = swage_base64_decode(text.ptr, text.len, bytes, &out->len);
    if (p->in.insitu && !p->trial)
        swage_fault_newlines_made(p, at, end,
                                  swage_count_newlines(text.ptr, text.ptr + text.len) - newlines);
    if (!good)
        return swage_fault(p, at, SWAGE_ERROR_FORMAT, "is not base64 (RFC 4648, section 4)") ? end
                                                                                             : NULL;
    out->ptr = bytes;
    return end;
}

static const char *parse_date_time(parser *p, swage_date_time *out, const char *at) {
    swage_str text;
    const char *next;
    if (!expect_string(p, at, &next))
        return next;
    arena_mark mark = swage_arena_get_mark(p->in.arena);
    const char *end = swage_plain_string(p, at, &text);
    if (!end && !(end = swage_parse_string(p, at, &text)))
        return NULL;
    bool good = swage_date_time_parse(out, text.ptr, text.len);
    swage_arena_rewind(p->in.arena, mark);
    if (good ||
        swage_fault(p, at, SWAGE_ERROR_FORMAT, "is not a date-time (RFC 3339, section 5.6)"))
        return end;
    return NULL;
}

const char *swage_parse_text_kind(parser *p, const swage_type *type, void *slot, const char *at) {
    const char *next;
    if (type->kind == SWAGE_TYPE_BYTES)
        return parse_bytes(p, slot, at);
    if (type->kind == SWAGE_TYPE_DATE_TIME)
        return parse_date_time(p, slot, at);
    return expect_string(p, at, &next) ? swage_parse_string(p, at, slot) : next;
}

static swage_kind kind_of(const parser *p, const char *at) {
    switch (*at) {
    case '"':
        return SWAGE_KIND_STRING;
    case 't':
    case 'f':
        return SWAGE_KIND_BOOLEAN;
    case 'n':
        return SWAGE_KIND_NULL;
    case '[':
        return SWAGE_KIND_ARRAY;
    case '{':
        return SWAGE_KIND_OBJECT;
    default:
        return is_number_start(p, at) ? SWAGE_KIND_NUMBER : SWAGE_KIND_NULL;
    }
}

/* The text of an enum's value: a string's, or the JSON text of another scalar where it stands. */
static const char *take_enum_text(parser *p, const char *at, swage_kind kind, swage_str *text) {
    if (kind == SWAGE_KIND_STRING)
        return swage_parse_string(p, at, text);
    const char *end = swage_skip_value(p, at);
    *text = (swage_str){at, end ? (size_t)(end - at) : 0};
    return end;
}

/*
 * Whether an unknown value can be kept so that it is written back as it came: the text alone must
 * tell whether it was a string.
 */
static bool can_keep(const swage_enum *type, swage_kind kind, swage_str text) {
    return kind != SWAGE_KIND_STRING || swage_enum_is_string(type, text);
}

static void set_known(parser *p, const swage_type *type, void *slot, uint32_t code) {
    const swage_enum_value *value = &type->of.enumeration->values[code - 1];
    swage_str text = {value->text, value->len};
    swage_enum_set(type, slot, code, text);
    p->matched++;
}

const char *swage_parse_enum(parser *p, const swage_type *type, void *slot, const char *at) {
    const swage_enum *e = type->of.enumeration;
    if (at == p->in.end)
        return swage_skip_value(p, at);
    if (LIKELY(*at == '"')) { /* a value that is known need not be copied */
        swage_str plain;
        const char *behind = short_plain(p, at, &plain);
        if (UNLIKELY(!behind))
            behind = swage_plain_string(p, at, &plain);
        uint32_t known = behind ? swage_enum_find(e, SWAGE_KIND_STRING, plain.ptr, plain.len) : 0;
        if (known) {
            set_known(p, type, slot, known);
            return behind;
        }
    }
    swage_kind kind = kind_of(p, at);
    if (!swage_enum_has_kind(e, kind))
        return REFUSE(p, at, TYPE, "expected a value of %s, got %s", e->name, swage_kind_at(p, at));
    swage_str text;
    arena_mark mark = swage_arena_get_mark(p->in.arena);
    const char *end = take_enum_text(p, at, kind, &text);
    if (!end)
        return NULL;
    uint32_t code = swage_enum_find(e, kind, text.ptr, text.len);
    if (code) {
        swage_arena_rewind(p->in.arena, mark);
        set_known(p, type, slot, code);
        return end;
    }
    if (kind != SWAGE_KIND_STRING && !swage_str_copy(&text, text, p->in.arena))
        return swage_no_memory(p, at);
    swage_enum_set(type, slot, 0, text);
    if (type->kind == SWAGE_TYPE_ENUM && can_keep(e, kind, text))
        return end;
    int shown_len = text.len > 40 ? 40 : (int)text.len;
    return swage_fault(p, at, SWAGE_ERROR_UNKNOWN_ENUM, "\"%.*s\" is no value of %s", shown_len,
                       text.ptr, e->name)
               ? end
               : NULL;
}
