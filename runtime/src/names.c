/*
 * Tells names that come twice in one object: a few are compared one by one, more are hashed, with a
 * seed that who writes the JSON doesn't know.
 */
#include "hash.h"
#include "parser.h"

static size_t slot_of(const parser *p, const swage_str *name, size_t slots) {
    return (size_t)swage_hash_bytes((uintptr_t)p, name->ptr, name->len) & (slots - 1);
}

/* Whether the name is in the table; if not, it is put there. */
static bool find_or_put(const parser *p, name_set *set, const swage_str *name) {
    size_t i = slot_of(p, name, set->slots);
    for (; set->table[i]; i = (i + 1) & (set->slots - 1))
        if (swage_str_equal(*set->table[i], *name))
            return true;
    set->table[i] = name;
    return false;
}

/* A table twice as large; the old one is left to the scratch. */
static bool widen(parser *p, name_set *set) {
    const swage_str **old = set->count == NAMES_FEW ? set->few : set->table;
    size_t count = set->count == NAMES_FEW ? NAMES_FEW : set->slots;
    size_t slots = set->slots ? set->slots * 4 : NAMES_FEW * 4;
    const swage_str **table = swage_scratch_alloc(&p->scratch, slots * sizeof *table);
    if (!table)
        return false;
    memset((void *)table, 0, slots * sizeof *table);
    set->table = table;
    set->slots = slots;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            find_or_put(p, set, old[i]);
    return true;
}

bool swage_names_add(parser *p, name_set *set, const swage_str *name, bool *repeated) {
    *repeated = false;
    if (set->count < NAMES_FEW) {
        for (size_t i = 0; i < set->count; i++)
            *repeated |= swage_str_equal(*set->few[i], *name);
        set->few[set->count] = name;
        set->count += !*repeated;
        return true;
    }
    if ((set->count == NAMES_FEW || set->count * 2 >= set->slots) && !widen(p, set))
        return false;
    *repeated = find_or_put(p, set, name);
    set->count += !*repeated;
    return true;
}
