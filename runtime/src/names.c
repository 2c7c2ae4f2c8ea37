/*
 * Tells names that come twice in one object: a few are compared one by one, more are hashed, with a
 * seed that who writes the JSON doesn't know.
 */
#include "names.h"
#include "hash.h"

static size_t slot_of(const name_set *set, const swage_str *name) {
    return (size_t)swage_hash_bytes((uintptr_t)set, name->ptr, name->len) & (set->slots - 1);
}

/* Whether the name is in the table; if not, it is put there. */
static bool find_or_put(name_set *set, const swage_str *name) {
    size_t i = slot_of(set, name);
    for (; set->table[i]; i = (i + 1) & (set->slots - 1))
        if (swage_str_equal(*set->table[i], *name))
            return true;
    set->table[i] = name;
    return false;
}

/* A larger table; the old one is left to the scratch. */
static bool widen(name_set *set, scratch *s) {
    const swage_str **old = set->count == NAMES_FEW ? set->few : set->table;
    size_t count = set->count == NAMES_FEW ? NAMES_FEW : set->slots;
    size_t slots = set->slots ? set->slots * 4 : NAMES_FEW * 4;
    const swage_str **table = swage_scratch_alloc(s, slots * sizeof *table);
    if (!table)
        return false;
    memset((void *)table, 0, slots * sizeof *table);
    set->table = table;
    set->slots = slots;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            find_or_put(set, old[i]);
    return true;
}

bool swage_names_add(name_set *set, scratch *s, const swage_str *name, bool *repeated) {
    *repeated = false;
    if (set->count < NAMES_FEW) {
        for (size_t i = 0; i < set->count; i++)
            *repeated |= swage_str_equal(*set->few[i], *name);
        set->few[set->count] = name;
        set->count += !*repeated;
        return true;
    }
    if ((set->count == NAMES_FEW || set->count * 2 >= set->slots) && !widen(set, s))
        return false;
    *repeated = find_or_put(set, name);
    set->count += !*repeated;
    return true;
}
