/*
 * Sizes of slots, and which of them are levels of JSON.
 */
#include "slot.h"

size_t swage_slot_size(const swage_type *type) {
    static const unsigned char sizes[] = {
        [SWAGE_TYPE_STRING] = sizeof(swage_str),
        [SWAGE_TYPE_BOOLEAN] = sizeof(bool),
        [SWAGE_TYPE_INT32] = sizeof(int32_t),
        [SWAGE_TYPE_INT64] = sizeof(int64_t),
        [SWAGE_TYPE_UINT32] = sizeof(uint32_t),
        [SWAGE_TYPE_UINT64] = sizeof(uint64_t),
        [SWAGE_TYPE_FLOAT] = sizeof(float),
        [SWAGE_TYPE_DOUBLE] = sizeof(double),
        [SWAGE_TYPE_DECIMAL] = sizeof(swage_decimal),
        [SWAGE_TYPE_BYTES] = sizeof(swage_bytes),
        [SWAGE_TYPE_DATE_TIME] = sizeof(swage_date_time),
        [SWAGE_TYPE_VALUE] = sizeof(swage_value),
        [SWAGE_TYPE_ARRAY] = sizeof(swage_members),
        [SWAGE_TYPE_MAP] = sizeof(swage_members),
        [SWAGE_TYPE_MODEL_POINTER] = sizeof(void *),
    };
    switch (type->kind) {
    case SWAGE_TYPE_MODEL:
        return type->of.model->size;
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return type->of.enumeration->size;
    case SWAGE_TYPE_UNION:
        return type->of.alternatives->size;
    default:
        return sizes[type->kind];
    }
}

unsigned swage_slot_level(const swage_type *type, const void *slot) {
    return type->kind != SWAGE_TYPE_UNION && slot_is_container(type, slot);
}
