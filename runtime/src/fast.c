/*
 * Reads members for generated functions (<swage/fast.h>): each kind of value with the comma behind
 * it, in one call. What is not as most texts have it goes the way of the table.
 */
#include "enums.h"
#include "object.h"

static NOINLINE const char *next_far(parser *p, object *o, const char *at) {
    bool more;
    at = swage_parse_comma(p, at, '}', &more);
    if (at && more)
        return at;
    o->in.behind = at;
    return NULL;
}

/* Behind a value: the next name, or NULL. */
static inline const char *next_name(parser *p, object *o, const char *at) {
    if (LIKELY(at && p->in.end - at > 1 && at[0] == ',' && at[1] == '"'))
        return at + 1;
    if (at)
        return next_far(p, o, at);
    o->in.behind = NULL;
    return NULL;
}

/* The way of the table. */
static NOINLINE const char *read_far(parser *p, object *o, uint32_t position, const char *at) {
    const char *name = at - o->in.model->fields[position].name_len - 3;
    return next_name(p, o, swage_object_field(p, o, position, name, skip_blank(at, p->in.end)));
}

/*
 * Whether a member can go the short way: it comes for the first time, and its value, of which *at
 * is moved to the first byte, is no null.
 */
ALWAYS_INLINE bool begins(parser *p, object *o, uint32_t position, const char **at) {
    const char *value = *at;
    uint64_t bit = (uint64_t)1 << (position % 64), *word = &o->in.seen[position / 64];
    value += *value == ' ';
    if (PORT_SMALL) /* one way is enough */
        return false;
    if (UNLIKELY(value == p->in.end || (unsigned char)*value <= ' ' || *value == 'n' ||
                 (*word & bit)))
        return false;
    *at = value;
    *word |= bit;
    o->in.position = position;
    o->in.required += o->in.model->fields[position].flags & SWAGE_FIELD_REQUIRED;
    return true;
}

static inline void set_state(object *o, const swage_field *f) {
    swage_state state = SWAGE_SET;
    memcpy(o->in.out + f->state_offset, &state, sizeof state);
}

/* A value of any kind, the state being set by the caller. */
static inline const char *read_value(parser *p, object *o, const swage_field *f, const char *at) {
    return next_name(p, o, swage_parse_slot(p, &f->type, o->in.out + f->offset, at));
}

ALWAYS_INLINE const char *read_text(parser *p, object *o, uint32_t position, const char *at,
                                    bool optional) {
    const swage_field *f = &o->in.model->fields[position];
    if (!begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (optional)
        set_state(o, f);
    if (UNLIKELY(f->type.rule_count || *at != '"'))
        return read_value(p, o, f, at);
    return next_name(p, o, swage_parse_string(p, at, (swage_str *)(void *)(o->in.out + f->offset)));
}

const char *swage_read_str(swage_parser *p, swage_object *o, uint32_t position, const char *at) {
    return read_text((parser *)p, (object *)o, position, at, false);
}

const char *swage_read_opt_str(swage_parser *p, swage_object *o, uint32_t position,
                               const char *at) {
    return read_text((parser *)p, (object *)o, position, at, true);
}

/* Digits up to a comma or brace, if the number is no longer than an int64 surely holds. */
static inline const char *read_digits(const char *at, const char *end, int64_t *value) {
    const char *start = at;
    int64_t v = 0;
    if (end - at < 20)
        return NULL;
    while ((unsigned char)(*at - '0') < 10 && at - start < 18)
        v = v * 10 + (*at++ - '0');
    *value = v;
    bool good = (*at == ',' || *at == '}') && at > start && (*start != '0' || at == start + 1);
    return good ? at : NULL;
}

const char *swage_read_int64(swage_parser *parser_, swage_object *object_, uint32_t position,
                             const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    int64_t value;
    if (!begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (f->state_offset != SWAGE_NO_STATE)
        set_state(o, f);
    const char *end = read_digits(at, p->in.end, &value);
    if (UNLIKELY(!end))
        return read_value(p, o, f, at);
    void *slot = o->in.out + f->offset;
    *(int64_t *)slot = value;
    if (UNLIKELY(f->type.rule_count) && !swage_check_rules(p, &f->type, slot, at, NULL))
        end = NULL;
    return next_name(p, o, end);
}

const char *swage_read_bool(swage_parser *parser_, swage_object *object_, uint32_t position,
                            const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    if (!begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (f->state_offset != SWAGE_NO_STATE)
        set_state(o, f);
    bool yes = *at == 't';
    if (UNLIKELY(p->in.end - at < 6 || f->type.rule_count || (!yes && *at != 'f') ||
                 memcmp(at + !yes, yes ? "true" : "alse", 4) != 0))
        return read_value(p, o, f, at);
    *(bool *)(o->in.out + f->offset) = yes;
    return next_name(p, o, at + 5 - yes);
}

const char *swage_read_enum(swage_parser *parser_, swage_object *object_, uint32_t position,
                            const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    if (UNLIKELY(f->type.rule_count) || !begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (f->state_offset != SWAGE_NO_STATE)
        set_state(o, f);
    return next_name(p, o, swage_parse_enum(p, &f->type, o->in.out + f->offset, at));
}

const char *swage_read_model(swage_parser *parser_, swage_object *object_, uint32_t position,
                             const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    if (!begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (f->state_offset != SWAGE_NO_STATE)
        set_state(o, f);
    return next_name(p, o, swage_parse_model(p, f->type.of.model, o->in.out + f->offset, at));
}

const char *swage_read_slot(swage_parser *parser_, swage_object *object_, uint32_t position,
                            const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    if (!begins(p, o, position, &at))
        return read_far(p, o, position, at);
    if (f->state_offset != SWAGE_NO_STATE)
        set_state(o, f);
    return read_value(p, o, f, at);
}

const char *swage_read_other(swage_parser *parser_, swage_object *object_, uint32_t *next,
                             const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    swage_str key;
    const char *behind = NULL;
    if (at < p->in.end && *at == '"')
        behind = swage_plain_string(p, at, &key);
    uint32_t found = behind ? swage_field_find(o->in.model, key.ptr, key.len) : 0;
    if (found && p->in.end - behind > 1 && *behind == ':' &&
        o->in.model->fields[found - 1].flags & SWAGE_FIELD_QUOTED) {
        *next = found - 1;
        return at;
    }
    o->next = *next;
    at = swage_object_member(p, o, at);
    *next = o->next;
    return next_name(p, o, at);
}
