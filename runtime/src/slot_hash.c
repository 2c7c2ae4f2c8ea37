/*
 * Hashes of slots: what is equal by equal.c hashes alike.
 */
#include "decimal.h"
#include "entries.h"
#include "enums.h"
#include "hash.h"

static uint64_t hash_text(uint64_t h, const char *text, size_t len) {
    return text ? swage_hash_bytes(h, text, len) : hash_mix(h, 0);
}

static uint64_t hash_number(uint64_t h, const char *text, size_t len) {
    decimal d;
    if (!swage_decimal_is_number(text, len))
        return hash_text(h, text, len);
    swage_decimal_take_apart(&d, text, len);
    return swage_decimal_hash(&d, h);
}

static uint64_t hash_nullable(const swage_type *type, const char *base, uint32_t offset,
                              uint32_t state_offset, uint64_t h, unsigned depth) {
    swage_state state = slot_state(base, state_offset);
    h = hash_mix(h, (uint64_t)state);
    return state == SWAGE_SET ? swage_slot_hash(type, base + offset, h, depth) : h;
}

uint64_t swage_list_hash(const swage_element *e, bool map, slot_list list, uint64_t seed,
                         unsigned depth) {
    uint64_t h = hash_mix(seed, list.count);
    for (size_t i = 0; list.items && i < list.count; i++) {
        const char *item = (const char *)list.items + i * e->size;
        if (map) {
            const swage_str *key = (const swage_str *)(const void *)item;
            h += hash_nullable(&e->type, item, e->value_offset, e->state_offset,
                               hash_text(seed, key->ptr, key->len), depth);
        } else {
            h = hash_nullable(&e->type, item, e->value_offset, e->state_offset, h, depth);
        }
    }
    return h;
}

/* What is too deep, or no value, is equal to nothing. */
static uint64_t hash_value(const swage_value *v, uint64_t h, unsigned depth) {
    const bool object = v->kind == SWAGE_KIND_OBJECT;
    h = hash_mix(h, v->kind);
    switch (v->kind) {
    case SWAGE_KIND_NULL:
        return h;
    case SWAGE_KIND_BOOLEAN:
        return hash_mix(h, v->as.boolean);
    case SWAGE_KIND_NUMBER:
        return hash_number(h, v->as.text, v->count);
    case SWAGE_KIND_STRING:
        return hash_text(h, v->as.text, v->count);
    default:
        if (depth == 0 || (!object && v->kind != SWAGE_KIND_ARRAY))
            return hash_mix(h, (uintptr_t)v);
        return swage_list_hash(object ? &swage_any_entry : &swage_any_item, object,
                               entries_of_value(v), h, depth - 1);
    }
}

static uint64_t hash_model(const swage_model *m, const char *base, uint64_t h, unsigned depth) {
    const swage_element *unknown = swage_unknown_entries(m);
    for (uint32_t i = 0; base && i < m->field_count; i++) {
        const swage_field *f = &m->fields[i];
        h = hash_nullable(&f->type, base, f->offset, f->state_offset, h, depth);
    }
    if (base && unknown)
        h = swage_list_hash(unknown, true, slot_get_list(base + m->unknown_offset), h, depth);
    return h;
}

/* All its bytes but the last ones, which may be padding. */
static uint64_t hash_moment(const swage_date_time *t, uint64_t h) {
    return swage_hash_bytes(h, (const char *)t, offsetof(swage_date_time, zone) + 1);
}

static uint64_t hash_double(double value, uint64_t h) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return hash_mix(h, bits << 1 ? bits : 0); /* of the two zeros, one */
}

static uint64_t hash_union(const swage_union *u, const char *slot, uint64_t h, unsigned depth) {
    uint32_t tag = slot_get_tag(u, slot);
    h = hash_mix(h, tag);
    if (tag < 1 || tag > u->count)
        return h;
    const swage_alternative *a = &u->alternatives[tag - 1];
    return swage_slot_hash(&a->type, slot + a->offset, h, depth);
}

static uint64_t hash_container(const swage_type *type, const void *slot, uint64_t h,
                               unsigned depth) {
    if (depth == 0)
        return hash_mix(h, (uintptr_t)slot);
    switch (type->kind) {
    case SWAGE_TYPE_ARRAY:
    case SWAGE_TYPE_MAP:
        return swage_list_hash(type->of.element, type->kind == SWAGE_TYPE_MAP, slot_get_list(slot),
                               h, depth - 1);
    case SWAGE_TYPE_MODEL:
        return hash_model(type->of.model, slot, h, depth - 1);
    default:
        return hash_model(type->of.model, *(const char *const *)slot, h, depth - 1);
    }
}

uint64_t swage_slot_hash(const swage_type *type, const void *slot, uint64_t h, unsigned depth) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
    case SWAGE_TYPE_BYTES: {
        const swage_str *s = slot;
        return hash_text(h, s->ptr, s->len);
    }
    case SWAGE_TYPE_BOOLEAN:
    case SWAGE_TYPE_INT32:
    case SWAGE_TYPE_UINT32:
    case SWAGE_TYPE_INT64:
    case SWAGE_TYPE_UINT64:
        return swage_hash_bytes(h, slot, swage_slot_size(type));
    case SWAGE_TYPE_FLOAT:
        return hash_double((double)*(const float *)slot, h);
    case SWAGE_TYPE_DOUBLE:
        return hash_double(*(const double *)slot, h);
    case SWAGE_TYPE_DECIMAL: {
        const swage_decimal *d = slot;
        return hash_number(h, d->ptr, d->len);
    }
    case SWAGE_TYPE_DATE_TIME:
        return hash_moment(slot, h);
    case SWAGE_TYPE_VALUE:
        return hash_value(slot, h, depth);
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM: {
        swage_str text = swage_enum_get_text(type, slot);
        uint32_t code = swage_enum_get_code(type, slot);
        return code ? hash_mix(h, code) : hash_text(h, text.ptr, text.len);
    }
    case SWAGE_TYPE_UNION:
        return hash_union(type->of.alternatives, slot, h, depth);
    default:
        return hash_container(type, slot, h, depth);
    }
}
