/*
 * Scalars for generated functions (<swage/fast.h>), as most texts have them; all others go by the
 * table.
 */
#include "enum_take.h"
#include "fast_next.h"
#include "formats.h"
#include "int_take.h"
#include "number_quick.h"
#include "string_short.h"

const char *swage_read_null(swage_parser *p, swage_object *o, const char *at, swage_state *state) {
    if (PORT_SMALL || UNLIKELY(memcmp(at, "null", 4) != 0))
        return swage_read_again(p, o, at);
    *state = SWAGE_NULL;
    return read_next(p, o, at + 4);
}

const char *swage_read_bool(swage_parser *p, swage_object *o, const char *at, bool *slot) {
    const char *behind = PORT_SMALL ? NULL : take_bool(at, slot);
    if (UNLIKELY(!behind))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

const char *swage_read_int64_within(swage_parser *p, swage_object *o, const char *at, int64_t *slot,
                                    int64_t least, int64_t most) {
    const char *behind = take_int64(p, at, slot);
    if (UNLIKELY(!behind || *slot < least || *slot > most))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

const char *swage_read_int64(swage_parser *p, swage_object *o, const char *at, int64_t *slot) {
    return swage_read_int64_within(p, o, at, slot, INT64_MIN, INT64_MAX);
}

const char *swage_read_int32_within(swage_parser *p, swage_object *o, const char *at, int32_t *slot,
                                    int64_t least, int64_t most) {
    const char *behind = take_int32(p, at, slot);
    if (UNLIKELY(!behind || *slot < least || *slot > most))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

const char *swage_read_double_within(swage_parser *p, swage_object *o, const char *at, double *slot,
                                     double least, double most) {
    const char *behind = PORT_SMALL ? NULL : swage_take_double(p, at, slot);
    if (UNLIKELY(!behind || !(*slot >= least && *slot <= most)))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

const char *swage_read_double(swage_parser *p, swage_object *o, const char *at, double *slot) {
    return swage_read_double_within(p, o, at, slot, -SWAGE_LARGEST, SWAGE_LARGEST);
}

const char *swage_read_enum(swage_parser *p, swage_object *o, const char *at, void *slot,
                            const swage_enum *type) {
    const char *behind = PORT_SMALL ? NULL : swage_take_enum(p, at, type, slot);
    if (UNLIKELY(!behind))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

const char *swage_read_date_time(swage_parser *p, swage_object *o, const char *at,
                                 swage_date_time *slot) {
    swage_str text;
    const char *behind = *at == '"' ? short_plain((parser *)p, at, &text) : NULL;
    if (UNLIKELY(!behind || !swage_date_time_parse(slot, text.ptr, text.len)))
        return swage_read_again(p, o, at);
    return read_next(p, o, behind);
}

NOINLINE const char *swage_read_checked(swage_parser *p, swage_object *o, const char *at,
                                        const void *slot, const char *behind) {
    const swage_type *type = &o->model->fields[o->position].type;
    if (PORT_SMALL)
        return NULL; /* there, nothing is read so */
    if (!swage_rules_surely_hold(type, slot) &&
        !swage_check_rules((parser *)p, type, slot, at, NULL))
        behind = NULL;
    return swage_read_next(p, o, behind);
}

/* A text of any length, by its rules. */
static NOINLINE const char *read_text(swage_parser *p, swage_object *o, const char *at,
                                      swage_str *slot) {
    const swage_type *type = &o->model->fields[o->position].type;
    if (PORT_SMALL || UNLIKELY(*at != '"'))
        return swage_read_again(p, o, at);
    const char *behind = swage_parse_string((parser *)p, at, slot);
    if (behind && UNLIKELY(type->rule_count))
        return swage_read_checked(p, o, at, slot, behind);
    return swage_read_next(p, o, behind);
}

const char *swage_read_str(swage_parser *p, swage_object *o, const char *at, swage_str *slot) {
    const char *behind = take_text(p, at, slot);
    if (UNLIKELY(!behind))
        return read_text(p, o, at, slot);
    return read_next(p, o, behind);
}

const char *swage_read_str_within(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                                  size_t least, size_t most) {
    const char *behind = take_text(p, at, slot);
    if (UNLIKELY(!behind))
        return read_text(p, o, at, slot);
    if (UNLIKELY(slot->len < least || slot->len > most))
        return swage_read_checked(p, o, at, slot, behind);
    return read_next(p, o, behind);
}

const char *swage_read_format(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                              bool (*check)(const char *, size_t)) {
    const char *behind = take_text(p, at, slot);
    if (UNLIKELY(!behind))
        return read_text(p, o, at, slot);
    if (UNLIKELY(!check(slot->ptr, slot->len)))
        return swage_read_checked(p, o, at, slot, behind);
    return read_next(p, o, behind);
}

const char *swage_read_pattern(swage_parser *p, swage_object *o, const char *at, swage_str *slot,
                               const swage_pattern *pattern) {
    const char *behind = take_text(p, at, slot);
    if (UNLIKELY(!behind))
        return read_text(p, o, at, slot);
    if (UNLIKELY(!swage_pattern_accepts(pattern, *slot)))
        return swage_read_checked(p, o, at, slot, behind);
    return read_next(p, o, behind);
}

/* A UUID as a string; the same, and two bytes can be read behind it. */
static inline const char *take_uuid(swage_parser *p, const char *at, swage_str *out) {
    enum { LENGTH = 36, QUOTED = LENGTH + 2 };
    if (PORT_SMALL || UNLIKELY(p->end - at < QUOTED + 2 || at[0] != '"' || at[QUOTED - 1] != '"' ||
                               !swage_format_uuid(at + 1, LENGTH)))
        return NULL;
    char *to = p->arena->next;
    if (p->insitu) {
        to = (char *)(uintptr_t)at + 1; /* the caller gave the text to be changed */
    } else if (LIKELY(p->arena->end - to > LENGTH)) {
        memcpy(to, at + 1, LENGTH);
        p->arena->next = to + LENGTH + 1;
    } else {
        return NULL;
    }
    to[LENGTH] = '\0';
    out->ptr = to;
    out->len = LENGTH;
    return at + QUOTED;
}

const char *swage_read_uuid(swage_parser *p, swage_object *o, const char *at, swage_str *slot) {
    const char *behind = take_uuid(p, at, slot);
    if (UNLIKELY(!behind))
        return read_text(p, o, at, slot);
    return read_next(p, o, behind);
}
