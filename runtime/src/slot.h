/*
 * Slots: reading the C values that descriptors tell of, comparing and hashing them.
 */
#ifndef SWAGE_SRC_SLOT_H
#define SWAGE_SRC_SLOT_H

#include <swage/fast/portability.h>

#include <swage/runtime.h>

/* What arrays, maps and unknown members look like in a struct. */
typedef struct slot_list {
    const void *items;
    size_t count;
} slot_list;

enum { SLOT_DEPTH = 1024 }; /* how deep copy, equal, merge, diff and validate go unasked */

static inline unsigned slot_depth(unsigned max_depth) {
    return max_depth ? max_depth : (unsigned)SLOT_DEPTH;
}

static inline swage_state slot_state(const void *base, uint32_t state_offset) {
    swage_state state = SWAGE_SET;
    if (state_offset != SWAGE_NO_STATE)
        memcpy(&state, (const char *)base + state_offset, sizeof state);
    return state;
}

static inline slot_list slot_get_list(const void *slot) {
    slot_list list;
    memcpy(&list, slot, sizeof list);
    return list;
}

/* Whether there are items where some are counted. */
static inline bool slot_list_is_whole(slot_list list) {
    return list.items || list.count == 0;
}

static inline uint32_t slot_get_tag(const swage_union *u, const void *slot) {
    uint32_t tag;
    memcpy(&tag, (const char *)slot + u->tag_offset, sizeof tag);
    return tag;
}

/* Whether the slot has values within: lists, models, unions, free-form arrays and objects. */
static inline bool slot_is_container(const swage_type *type, const void *slot) {
    const swage_value *value = slot;
    if (type->kind == SWAGE_TYPE_VALUE)
        return value->kind == SWAGE_KIND_ARRAY || value->kind == SWAGE_KIND_OBJECT;
    return type->kind >= SWAGE_TYPE_ARRAY && type->kind != SWAGE_TYPE_ENUM &&
           type->kind != SWAGE_TYPE_CLOSED_ENUM;
}

/* 1 for what is one more level of JSON, else 0: a union is none, but what is in it. */
unsigned swage_slot_level(const swage_type *type, const void *slot);

/* Whether a slot without values within can be written, but for its rules; else code and message. */
bool swage_leaf_is_good(const swage_type *type, const void *slot, swage_error *error);

/* The size of a slot of the type. */
size_t swage_slot_size(const swage_type *type);

/* False past `depth` levels. */
bool swage_slot_equal(const swage_type *type, const void *a, const void *b, unsigned depth);
bool swage_slot_value_equal(const swage_value *a, const swage_value *b, unsigned depth);

/* Equal slots have equal hashes. */
uint64_t swage_slot_hash(const swage_type *type, const void *slot, uint64_t seed, unsigned depth);

/* The same of a list; a map's entries may come in any order. */
uint64_t swage_list_hash(const swage_element *e, bool map, slot_list list, uint64_t seed,
                         unsigned depth);

#endif
