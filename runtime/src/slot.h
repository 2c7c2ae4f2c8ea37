/*
 * Slots: reading the C values that descriptors tell of, comparing and hashing them.
 */
#ifndef SWAGE_SRC_SLOT_H
#define SWAGE_SRC_SLOT_H

#include "portability.h"

#include <swage/runtime.h>

/* What arrays, maps and unknown members look like in a struct. */
typedef struct slot_list {
    const void *items;
    size_t count;
} slot_list;

enum { SLOT_DEPTH = 1024 }; /* how deep copy, equal and validate go */

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

static inline uint32_t slot_get_tag(const swage_union *u, const void *slot) {
    uint32_t tag;
    memcpy(&tag, (const char *)slot + u->tag_offset, sizeof tag);
    return tag;
}

/* The size of a slot of the type. */
size_t swage_slot_size(const swage_type *type);

/* False past `depth` levels. */
bool swage_slot_equal(const swage_type *type, const void *a, const void *b, unsigned depth);
bool swage_slot_value_equal(const swage_value *a, const swage_value *b, unsigned depth);

/* Equal slots have equal hashes. */
uint64_t swage_slot_hash(const swage_type *type, const void *slot, uint64_t seed, unsigned depth);

#endif
