/*
 * Reads an object's members by the model's table in the way that generated functions do
 * (<swage/fast.h>), for models that have none.
 */
#include "bytes.h"
#include "enum_take.h"
#include "fast_next.h"
#include "hash.h"
#include "int_take.h"
#include "number_quick.h"
#include "rules.h"

/* A value that is no container, as most texts have it; NULL, and nothing done, for another. */
static inline const char *take_scalar(swage_parser *p, const swage_type *type, const char *at,
                                      void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
        return take_text(p, at, slot);
    case SWAGE_TYPE_BOOLEAN:
        return take_bool(at, slot);
    case SWAGE_TYPE_INT32:
        return take_int32(p, at, slot);
    case SWAGE_TYPE_INT64:
        return take_int64(p, at, slot);
    case SWAGE_TYPE_DOUBLE:
        return swage_take_double(p, at, slot);
    case SWAGE_TYPE_ENUM:
        return swage_take_enum(p, at, type->of.enumeration, slot);
    default:
        return NULL;
    }
}

/* Any other value; or one that is not as most texts have it. */
static const char *read_any(swage_parser *p, swage_object *o, const char *at) {
    const swage_field *f = &o->model->fields[o->position];
    void *slot = (char *)o->out + f->offset;
    switch (f->type.kind) {
    case SWAGE_TYPE_STRING:
        return swage_read_str(p, o, at, slot);
    case SWAGE_TYPE_DATE_TIME:
        if (f->type.rule_count == 0)
            return swage_read_date_time(p, o, at, slot);
        break;
    case SWAGE_TYPE_ARRAY:
        return swage_read_array(p, o, at, slot);
    case SWAGE_TYPE_MAP:
        return swage_read_map(p, o, at, slot);
    case SWAGE_TYPE_MODEL:
        if (LIKELY(f->type.rule_count == 0))
            return swage_read_model(p, o, at, slot, f->type.of.model);
    }
    return swage_read_again(p, o, at);
}

/* The value of the field's member at `at`, behind the colon. */
static inline const char *read_value(swage_parser *p, swage_object *o, const swage_field *f,
                                     const char *at) {
    char *slot = (char *)o->out + f->offset;
    if (UNLIKELY(!swage_see(o->few_seen, o->position)))
        return swage_read_slow(p, o, at);
    if (f->state_offset != SWAGE_NO_STATE) {
        swage_state *state = (swage_state *)(void *)((char *)o->out + f->state_offset);
        if (*at == 'n' && f->type.nullable)
            return swage_read_null(p, o, at, state);
        *state = SWAGE_SET;
    }
    const char *behind = take_scalar(p, &f->type, at, slot);
    if (!behind)
        return read_any(p, o, at);
    if (f->type.rule_count && UNLIKELY(!swage_rules_surely_hold(&f->type, slot)))
        return swage_read_checked(p, o, at, slot, behind);
    return read_next(p, o, behind);
}

/* Whether the field's name stands at `at`, with its quotes and the colon, which are three bytes at
   least. */
static inline bool is_name_of(const swage_field *f, const char *at) {
    return f->flags & SWAGE_FIELD_QUOTED && memcmp(at, f->name - 1, 3) == 0 &&
           same_bytes(at, f->name - 1, f->name_len + 3);
}

/*
 * The field whose name stands at `at`, where one can be read, or NULL: found by its length and
 * hash, without a branch that depends on which field it is, or among a few, one by one.
 */
static NOINLINE const swage_field *find_field(const swage_model *model, const char *at) {
    size_t len;
    if (!model->lookup) {
        for (uint32_t i = 0; i < model->field_count; i++)
            if (is_name_of(&model->fields[i], at))
                return &model->fields[i];
        return NULL;
    }
    if (PORT_BLOCK < 16 || UNLIKELY(*at != '"'))
        return NULL;
    if (!port_ends_plain(port_load(at + 1), at + 1, &len))
        return NULL;
    const hash_words w = hash_words_padded(at + 1, len);
    const uint32_t mask = ((uint32_t)1 << model->lookup_bits) - 1;
    const uint32_t found = model->lookup[hash_of_words(w, len, model->lookup_seed) & mask];
    return found && is_name_of(&model->fields[found - 1], at) ? &model->fields[found - 1] : NULL;
}

/* Optional members may be left out: so many fields from the expected one on are tried. */
enum { LOOK_AHEAD = 5 };

const char *swage_read_members_by_table(swage_parser *p, swage_object *o, const char *at) {
    const swage_field *const fields = o->model->fields;
    const swage_field *const last = fields + o->model->field_count;
    const char *const safe = swage_safe_end(p, at, o->model->longest_name + 3);
    const swage_field *next = fields;
    if (PORT_SMALL)
        return NULL; /* there, members are read one by one */
    while (at != p->end) {
        const swage_field *f = next, *end = last - next > LOOK_AHEAD ? next + LOOK_AHEAD : last;
        while (at < safe && f < end && !is_name_of(f, at))
            f++;
        if (UNLIKELY(f == end) && at < safe)
            f = find_field(o->model, at);
        if (LIKELY(at < safe && f)) {
            at += f->name_len + 3;
            at += *at == ' '; /* as in texts for people */
            o->position = (uint32_t)(f - fields);
            at = read_value(p, o, f, at);
            next = f + 1;
        } else {
            at = swage_read_other(p, o, (uint32_t)(next - fields), at);
            next = fields + o->next;
        }
    }
    return o->behind;
}
