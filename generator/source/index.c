/* The hash index behind the members of a large map; see index.h. */
#include "source/index.h"

static uint32_t slots(uint32_t count) {
    uint32_t size = 32;
    while (size < count * 2 && size < UINT32_C(1) << 31)
        size *= 2;
    return size;
}

size_t index_bytes(uint32_t count) {
    size_t bytes = count * sizeof(node_member);
    return count < INDEX_FROM ? bytes : bytes + slots(count) * sizeof(uint32_t);
}

uint32_t *index_slot(const node_member *members, uint32_t count, str key) {
    uint32_t *table = (uint32_t *)(uintptr_t)(members + count);
    uint32_t mask = slots(count) - 1, at = str_hash(key) & mask;
    while (table[at] && !str_eq(members[table[at] - 1].key->as.text, key))
        at = (at + 1) & mask;
    return &table[at];
}
