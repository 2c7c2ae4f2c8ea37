/*
 * Names: of an enum's values, of a model's fields and of a union's alternatives, by generated table
 * or one by one.
 */
#include "enums.h"
#include "decimal.h"
#include "hash.h"
#include "slot.h"

#include <swage/runtime.h>

static bool same(const char *a, size_t a_len, const char *b, size_t b_len) {
    return a_len == b_len && same_bytes(a, b, a_len);
}

static bool value_is(const swage_enum_value *value, swage_kind kind, const char *text, size_t len) {
    if (LIKELY(kind != SWAGE_KIND_NUMBER))
        return value->len == len && value->kind == (uint32_t)kind &&
               same_bytes(value->text, text, len);
    if (value->kind != (uint32_t)kind)
        return false;
    decimal a, b;
    swage_decimal_take_apart(&a, value->text, value->len);
    swage_decimal_take_apart(&b, text, len);
    return swage_decimal_equal(&a, &b);
}

uint32_t swage_enum_find(const swage_enum *type, swage_kind kind, const char *text, size_t len) {
    if (!type->lookup || kind != SWAGE_KIND_STRING) {
        for (uint32_t i = 0; i < type->count; i++)
            if (value_is(&type->values[i], kind, text, len))
                return i + 1;
        return 0;
    }
    uint32_t mask = ((uint32_t)1 << type->lookup_bits) - 1;
    uint32_t i = hash_name(text, len, type->lookup_seed) & mask;
    for (; type->lookup[i]; i = (i + 1) & mask)
        if (value_is(&type->values[type->lookup[i] - 1], kind, text, len))
            return type->lookup[i];
    return 0;
}

uint32_t swage_field_find(const swage_model *model, const char *name, size_t len) {
    if (!model->lookup) {
        for (uint32_t i = 0; i < model->field_count; i++)
            if (same(model->fields[i].name, model->fields[i].name_len, name, len))
                return i + 1;
        return 0;
    }
    uint32_t mask = ((uint32_t)1 << model->lookup_bits) - 1;
    uint32_t i = hash_name(name, len, model->lookup_seed) & mask;
    for (; model->lookup[i]; i = (i + 1) & mask) {
        const swage_field *field = &model->fields[model->lookup[i] - 1];
        if (same(field->name, field->name_len, name, len))
            return model->lookup[i];
    }
    return 0;
}

bool swage_is_text(const char *name, const char *text, size_t len) {
    return same(name, strlen(name), text, len);
}

uint32_t swage_union_find(const swage_union *type, swage_str text) {
    for (uint32_t i = 0; i < type->count; i++)
        for (const char *const *tag = type->alternatives[i].tags; tag && *tag; tag++)
            if (swage_is_text(*tag, text.ptr, text.len))
                return i + 1;
    return 0;
}

/* The position + 1 of the discriminator among the fields of the alternative at that position + 1;
   0 when there is no discriminator, or it is no field. */
static uint32_t field_of(const swage_union *type, uint32_t position) {
    const swage_type *alternative = &type->alternatives[position - 1].type;
    if (!type->discriminator || alternative->kind != SWAGE_TYPE_MODEL_POINTER)
        return 0;
    return swage_field_find(alternative->of.model, type->discriminator,
                            strlen(type->discriminator));
}

/* The text of the discriminator in the model that is the alternative, empty when it is not set;
   without bytes: nothing can be told, as there is no model or the discriminator is no text of it.
 */
static swage_str discriminator_of(const swage_union *type, uint32_t position, const char *slot) {
    const swage_alternative *a = &type->alternatives[position - 1];
    const uint32_t found = field_of(type, position);
    const char *model = NULL;
    swage_str text = {NULL, 0};
    if (found)
        memcpy(&model, slot + a->offset, sizeof model);
    if (!model)
        return text;
    const swage_field *f = &a->type.of.model->fields[found - 1];
    if (slot_state(model, f->state_offset) != SWAGE_SET)
        return (swage_str){"", 0};
    if (f->type.kind == SWAGE_TYPE_STRING)
        memcpy(&text, model + f->offset, sizeof text);
    else if (f->type.kind == SWAGE_TYPE_ENUM || f->type.kind == SWAGE_TYPE_CLOSED_ENUM)
        text = swage_enum_text_of(&f->type, model + f->offset);
    return text;
}

const char *swage_union_fault(const swage_union *type, const void *slot) {
    const uint32_t position = slot_get_tag(type, slot);
    if (position < 1 || position > type->count)
        return "not set";
    const swage_str text = discriminator_of(type, position, slot);
    if (text.ptr && swage_union_find(type, text) != position)
        return "not the one that its discriminator means";
    return NULL;
}

bool swage_enum_has_kind(const swage_enum *type, swage_kind kind) {
    for (uint32_t i = 0; i < type->count; i++)
        if (type->values[i].kind == (uint32_t)kind)
            return true;
    return type->count == 0 && kind == SWAGE_KIND_STRING;
}

bool swage_enum_has_strings(const swage_enum *type) {
    return swage_enum_has_kind(type, SWAGE_KIND_STRING);
}

bool swage_enum_has_others(const swage_enum *type) {
    for (uint32_t i = 0; i < type->count; i++)
        if (type->values[i].kind != SWAGE_KIND_STRING)
            return true;
    return false;
}

swage_kind swage_enum_text_kind(swage_str text) {
    if (swage_decimal_is_number(text.ptr, text.len))
        return SWAGE_KIND_NUMBER;
    if (same(text.ptr, text.len, "true", 4) || same(text.ptr, text.len, "false", 5))
        return SWAGE_KIND_BOOLEAN;
    return same(text.ptr, text.len, "null", 4) ? SWAGE_KIND_NULL : SWAGE_KIND_STRING;
}

bool swage_enum_is_string(const swage_enum *type, swage_str text) {
    return !swage_enum_has_others(type) ||
           (swage_enum_has_strings(type) && swage_enum_text_kind(text) == SWAGE_KIND_STRING);
}

static const char *code_place(const swage_type *type, const void *slot) {
    uint32_t offset = type->kind == SWAGE_TYPE_ENUM ? type->of.enumeration->code_offset : 0;
    return (const char *)slot + offset;
}

uint32_t swage_enum_get_code(const swage_type *type, const void *slot) {
    uint32_t code;
    memcpy(&code, code_place(type, slot), sizeof code);
    return code;
}

swage_str swage_enum_get_text(const swage_type *type, const void *slot) {
    swage_str text = {NULL, 0};
    if (type->kind == SWAGE_TYPE_ENUM)
        memcpy(&text, (const char *)slot + type->of.enumeration->text_offset, sizeof text);
    return text;
}

swage_str swage_enum_text_of(const swage_type *type, const void *slot) {
    return swage_enum_text(type->of.enumeration, swage_enum_get_code(type, slot),
                           swage_enum_get_text(type, slot));
}

void swage_enum_set(const swage_type *type, void *slot, uint32_t code, swage_str text) {
    char *base = slot;
    if (type->kind == SWAGE_TYPE_ENUM) {
        memcpy(base + type->of.enumeration->code_offset, &code, sizeof code);
        memcpy(base + type->of.enumeration->text_offset, &text, sizeof text);
    } else {
        memcpy(base, &code, sizeof code);
    }
}

swage_str swage_enum_text(const swage_enum *type, uint32_t code, swage_str text) {
    if (code >= 1 && code <= type->count) {
        text.ptr = type->values[code - 1].text;
        text.len = type->values[code - 1].len;
    }
    return text;
}

uint32_t swage_enum_code(const swage_enum *type, const char *text, size_t len) {
    for (uint32_t i = 0; i < type->count; i++)
        if (same(type->values[i].text, type->values[i].len, text, len))
            return i + 1;
    return 0;
}
