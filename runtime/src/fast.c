/*
 * What generated functions (<swage/fast.h>) call: values that take more than a few instructions,
 * and the ways back to the table for all that is not as most texts have it.
 */
#include "enums.h"
#include "hash.h"
#include "object.h"
#include "string_short.h"

const char *swage_read_next(swage_parser *parser_, swage_object *object_, const char *at) {
    parser *p = (parser *)parser_;
    bool more = false;
    if (at && LIKELY(p->in.end - at > PORT_BLOCK && *at == ',')) {
        unsigned blanks = port_blanks(at + 1); /* most often a line's end and what is in front */
        if (LIKELY(blanks < PORT_BLOCK))
            return at + 1 + blanks;
    }
    if (at)
        at = swage_parse_comma(p, at, '}', &more);
    if (at && more)
        return at;
    object_->behind = at;
    return NULL;
}

const char *swage_read_slow(swage_parser *parser_, swage_object *object_, uint32_t position,
                            const char *at) {
    parser *p = (parser *)parser_;
    object *o = (object *)object_;
    const swage_field *f = &o->in.model->fields[position];
    const char *name = at - f->name_len - 3, *value = skip_blank(at, p->in.end);
    if (!PORT_SMALL && p->in.end - value > 4 && memcmp(value, "null", 4) == 0 && f->type.nullable &&
        f->state_offset != SWAGE_NO_STATE && !swage_seen(&o->in, position)) {
        swage_state state = SWAGE_NULL;
        memcpy((char *)o->in.out + f->state_offset, &state, sizeof state);
        return swage_behind_value(&p->in, &o->in, position, value + 4);
    }
    return swage_read_next(&p->in, &o->in, swage_object_field(p, o, position, name, value));
}

const char *swage_read_checked(swage_parser *parser_, swage_object *object_, uint32_t position,
                               const char *at, const void *slot, const char *behind) {
    parser *p = (parser *)parser_;
    object_->position = position;
    if (!swage_check_rules(p, &object_->model->fields[position].type, slot, at, NULL))
        return swage_read_next(&p->in, object_, NULL);
    return swage_behind_value(&p->in, object_, position, behind);
}

const char *swage_read_model(swage_parser *parser_, swage_object *object_, uint32_t position,
                             const char *at, void *slot, const swage_model *model) {
    parser *p = (parser *)parser_;
    const char *value = at + (*at == ' ');
    if (PORT_SMALL ||
        UNLIKELY(value == p->in.end || *value != '{' || swage_seen(object_, position)))
        return swage_read_slow(parser_, object_, position, at);
    object_->position = position;
    const char *behind = swage_parse_model(p, model, slot, value);
    if (!behind)
        return swage_read_next(&p->in, object_, NULL);
    return swage_behind_value(&p->in, object_, position, behind);
}

const char *swage_read_array(swage_parser *parser_, swage_object *object_, uint32_t position,
                             const char *at, void *slot) {
    parser *p = (parser *)parser_;
    const char *value = at + (*at == ' '), *behind = NULL;
    if (PORT_SMALL ||
        UNLIKELY(value == p->in.end || *value != '[' || swage_seen(object_, position)))
        return swage_read_slow(parser_, object_, position, at);
    object_->position = position;
    behind = swage_parse_array(p, &object_->model->fields[position].type, slot, value);
    if (!behind)
        return swage_read_next(&p->in, object_, NULL);
    return swage_behind_value(&p->in, object_, position, behind);
}

const char *swage_read_other(swage_parser *parser_, swage_object *object_, uint32_t *next,
                             const char *at) {
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
    if (found && p->in.end - behind > 1 && *behind == ':' &&
        o->in.model->fields[found - 1].flags & SWAGE_FIELD_QUOTED) {
        *next = found - 1;
        return at;
    }
    o->next = *next;
    if (behind && !found && !o->keeps && behind < p->in.end && *behind == ':')
        at = swage_object_unknown(p, o, key, at, skip_blank(behind + 1, p->in.end));
    else
        at = swage_object_member(p, o, at);
    *next = o->next;
    return swage_read_next(parser_, object_, at);
}

/* swage_enum_find for a text that a block holds. */
static inline uint32_t find_text(const swage_enum *type, swage_str text) {
    if (UNLIKELY(text.len > 16 || !type->padded || !type->lookup))
        return swage_enum_find(type, SWAGE_KIND_STRING, text.ptr, text.len);
    hash_words w = hash_words_padded(text.ptr, text.len);
    uint32_t mask = ((uint32_t)1 << type->lookup_bits) - 1;
    uint32_t i = hash_of_words(w, text.len, type->lookup_seed) & mask;
    for (; type->lookup[i]; i = (i + 1) & mask) {
        const swage_enum_value *value = &type->values[type->lookup[i] - 1];
        uint64_t other = (port_load64(value->text) ^ w.first) | (value->len ^ text.len);
        if (LIKELY((other | (port_load64(value->text + 8) ^ w.last)) == 0))
            return type->lookup[i];
    }
    return 0;
}

const char *swage_take_enum(const swage_parser *p, const char *at, const swage_enum *type,
                            void *out) {
    swage_str text;
    if (PORT_SMALL || PORT_BLOCK < 16 || UNLIKELY(p->end - at <= PORT_BLOCK || *at != '"'))
        return NULL;
    const char *behind = short_plain((const parser *)p, at, &text);
    uint32_t code = behind ? find_text(type, text) : 0;
    if (UNLIKELY(code == 0))
        return NULL;
    text.ptr = type->values[code - 1].text;
    text.len = type->values[code - 1].len;
    memcpy((char *)out + type->code_offset, &code, sizeof code);
    memcpy((char *)out + type->text_offset, &text, sizeof text);
    return behind;
}
