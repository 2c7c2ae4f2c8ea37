/*
 * What generated functions (<swage/fast.h>) call: values that take more than a few instructions,
 * and the ways back to the table for all that is not as most texts have it.
 */
#include "enums.h"
#include "formats.h"
#include "object.h"
#include "string_short.h"

/* The object has ended, or the parse. */
static const char *over(swage_parser *p, swage_object *o, const char *behind) {
    o->behind = behind;
    return p->end;
}

/* swage_read_next, for all places. */
static NOINLINE const char *read_any_next(swage_parser *parser_, swage_object *object_,
                                          const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    if (!at)
        return over(parser_, object_, NULL);
    at = skip_indent(at, p->in.end, &o->outdent);
    if (LIKELY(at < p->in.end && *at == ',')) {
        at = skip_indent(at + 1, p->in.end, &o->in.indent);
        if (LIKELY(at < p->in.end))
            return at;
        return over(parser_, object_, swage_object_member(p, o, at)); /* which tells the error */
    }
    if (LIKELY(at < p->in.end && *at == '}'))
        return over(parser_, object_, at + 1);
    return over(parser_, object_, swage_no_comma(p, at, '}'));
}

const char *swage_read_next(swage_parser *p, swage_object *o, const char *at) {
    const size_t n = port_opaque(o->indent);
    if (!PORT_SMALL && LIKELY(at && p->end - at > 3 * PORT_BLOCK && *at == ',' &&
                              n <= 2 * PORT_BLOCK && is_indent(at + 1, n)))
        return at + 1 + n;
    return read_any_next(p, o, at);
}

const char *swage_read_slow(swage_parser *parser_, swage_object *object_, uint32_t position,
                            const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    const char *name = at - (at[-1] == ' ') - f->name_len - 3;
    return swage_read_next(&p->in, &o->in,
                           swage_object_field(p, o, position, name, skip_blank(at, p->in.end)));
}

/* A value that was read: the field is noted. */
static inline const char *read_value(swage_parser *p, swage_object *o, uint32_t position,
                                     const char *behind) {
    if (UNLIKELY(!behind))
        return over(p, o, NULL);
    o->few_seen[position / 64] |= (uint64_t)1 << (position % 64);
    return swage_read_next(p, o, behind);
}

/* Whether a value at `at` begins as it should, and comes for the first time; it is read now. */
static inline bool begins(swage_object *o, uint32_t position, const char *at, char c) {
    if (PORT_SMALL || UNLIKELY(*at != c || swage_seen(o, position)))
        return false;
    o->position = position;
    return true;
}

const char *swage_read_checked(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                               const void *slot, const char *behind) {
    const swage_type *type = &o->model->fields[position].type;
    o->position = position;
    if (!swage_rules_surely_hold(type, slot) &&
        !swage_check_rules((parser *)p, type, slot, at, NULL))
        return over(p, o, NULL);
    return read_value(p, o, position, behind);
}

const char *swage_read_text(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                            swage_str *slot) {
    const swage_type *type = &o->model->fields[position].type;
    if (!begins(o, position, at, '"'))
        return swage_read_slow(p, o, position, at);
    const char *behind = swage_parse_string((parser *)p, at, slot);
    if (behind && UNLIKELY(type->rule_count))
        return swage_read_checked(p, o, position, at, slot, behind);
    return read_value(p, o, position, behind);
}

const char *swage_take_uuid(swage_parser *p, const char *at, swage_str *out) {
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

const char *swage_read_model(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                             void *slot, const swage_model *model) {
    if (!begins(o, position, at, '{'))
        return swage_read_slow(p, o, position, at);
    return read_value(p, o, position, swage_parse_model((parser *)p, model, slot, at));
}

const char *swage_read_pointer(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                               void *slot, const swage_model *model) {
    if (!begins(o, position, at, '{'))
        return swage_read_slow(p, o, position, at);
    void *out = swage_arena_alloc(p->arena, model->size, model->align);
    if (UNLIKELY(!out))
        return over(p, o, swage_no_memory((parser *)p, at));
    memset(out, 0, model->size);
    memcpy(slot, &out, sizeof out);
    return read_value(p, o, position, swage_parse_model((parser *)p, model, out, at));
}

const char *swage_read_date_time(swage_parser *p, swage_object *o, uint32_t position,
                                 const char *at, swage_date_time *slot) {
    swage_str text;
    const char *behind = NULL;
    if (begins(o, position, at, '"'))
        behind = short_plain((parser *)p, at, &text);
    if (UNLIKELY(!behind || !swage_date_time_parse(slot, text.ptr, text.len)))
        return swage_read_slow(p, o, position, at);
    return read_value(p, o, position, behind);
}

const char *swage_read_array(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                             void *slot) {
    const swage_type *type = &o->model->fields[position].type;
    if (!begins(o, position, at, '['))
        return swage_read_slow(p, o, position, at);
    return read_value(p, o, position, swage_parse_array((parser *)p, type, slot, at));
}

const char *swage_read_map(swage_parser *p, swage_object *o, uint32_t position, const char *at,
                           void *slot) {
    const swage_type *type = &o->model->fields[position].type;
    if (!begins(o, position, at, '{'))
        return swage_read_slow(p, o, position, at);
    return read_value(p, o, position, swage_parse_map((parser *)p, type, slot, at));
}

const char *swage_read_other(swage_parser *parser_, swage_object *object_, uint32_t next,
                             const char *at, const char *safe) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    swage_str key;
    const char *behind = NULL;
    if (at < p->in.end && *at == '"') {
        behind = short_plain(p, at, &key);
        if (UNLIKELY(!behind))
            behind = swage_plain_string(p, at, &key);
    }
    uint32_t found = behind ? swage_field_find(o->in.model, key.ptr, key.len) : 0;
    o->in.next = next;
    if (found && at < safe && *behind == ':' &&
        o->in.model->fields[found - 1].flags & SWAGE_FIELD_QUOTED) {
        o->in.next = found - 1;
        return at;
    }
    if (behind && !found && !object_keeps(p, o) && behind < p->in.end && *behind == ':')
        at = swage_object_unknown(p, o, key, at, skip_blank(behind + 1, p->in.end));
    else
        at = swage_object_member(p, o, at);
    return swage_read_next(parser_, object_, at);
}
