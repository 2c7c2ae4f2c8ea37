/*
 * Finds names in one object: a few are compared one by one, more are hashed, with a seed that who
 * writes the JSON doesn't know.
 */
#include "names.h"
#include "hash.h"

void swage_names_init(name_set *set) {
    set->few[0] = NULL;
    set->table = NULL;
    set->count = 0;
    set->slots = NAMES_FEW * 2;
}

/* Where a name is, or would be put. */
static const swage_str **slot_of(name_set *set, const swage_str *name) {
    const swage_str **slots = set->few;
    size_t i = 0, mask = set->slots - 1;
    if (set->table) {
        slots = set->table;
        i = (size_t)swage_hash_bytes((uintptr_t)set, name->ptr, name->ptr ? name->len : 0);
    }
    while (slots[i & mask] && !entries_same_text(*slots[i & mask], *name))
        i++;
    return &slots[i & mask];
}

/* A larger table; the old one is left to the scratch. */
static bool widen(name_set *set, scratch *s) {
    const swage_str **old = set->table ? set->table : set->few;
    const size_t count = set->table ? set->slots : NAMES_FEW, slots = set->slots * 4;
    const swage_str **table = swage_scratch_alloc(s, slots * sizeof *table);
    if (!table)
        return false;
    memset((void *)table, 0, slots * sizeof *table);
    set->table = table;
    set->slots = slots;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            *slot_of(set, old[i]) = old[i];
    return true;
}

const swage_str *swage_names_add(name_set *set, scratch *s, const swage_str *name) {
    if (set->count * 2 >= set->slots && !widen(set, s))
        return NULL;
    const swage_str **slot = slot_of(set, name);
    if (!*slot) {
        *slot = name;
        set->count++;
        if (!set->table)
            slot[1] = NULL;
    }
    return *slot;
}

const swage_str *swage_names_find(name_set *set, const swage_str *name) {
    return *slot_of(set, name);
}

bool swage_names_init_list(name_set *set, scratch *s, const swage_element *e, slot_list list) {
    swage_names_init(set);
    for (size_t i = 0; i < list.count; i++)
        if (!swage_names_add(set, s, entry_key((const char *)list.items + i * e->size)))
            return false;
    return true;
}
