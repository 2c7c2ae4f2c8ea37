/*
 * Maps of texts: see map_take.h. All others, parse_list.c reads.
 */
#include "map_take.h"
#include "bytes.h"
#include "string_short.h"

enum { FEW = 8, ROOM = 2 * PORT_BLOCK + 8 };

static bool is_among(const text_entry *entries, size_t count, swage_str key) {
    for (size_t i = 0; i < count; i++)
        if (entries[i].key.len == key.len && same_bytes(entries[i].key.ptr, key.ptr, key.len))
            return true;
    return false;
}

/* The entry at `at`, of which ROOM bytes can be read; behind it. */
static inline const char *take_entry(parser *p, const char *at, text_entry *entry) {
    if (*at != '"' || !(at = short_string(p, at, &entry->key)))
        return NULL;
    entry->value.ptr = NULL;
    if (UNLIKELY(*at != ':'))
        return NULL;
    at += 1 + (at[1] == ' ');
    return *at == '"' ? short_string(p, at, &entry->value) : NULL;
}

/* Makes texts that ended in place what they were. */
static void restore(parser *p, const text_entry *entries, size_t count) {
    for (size_t i = 0; i < count && p->in.insitu; i++) {
        *(char *)(uintptr_t)(entries[i].key.ptr + entries[i].key.len) = '"';
        if (entries[i].value.ptr)
            *(char *)(uintptr_t)(entries[i].value.ptr + entries[i].value.len) = '"';
    }
}

static const char *take_entries(parser *p, const char *at, text_entry *entries, size_t *taken) {
    do {
        if (*taken == FEW || p->in.end - at <= ROOM)
            return NULL;
        at = skip_blank(at + 1, p->in.end);
        if (p->in.end - at <= ROOM)
            return NULL;
        text_entry *entry = &entries[*taken];
        entry->key.ptr = NULL;
        at = take_entry(p, at, entry);
        *taken += entry->key.ptr != NULL;
        if (!at || is_among(entries, *taken - 1, entry->key))
            return NULL;
        at = skip_blank(at, p->in.end);
    } while (at < p->in.end && *at == ',');
    return at < p->in.end && *at == '}' ? at + 1 : NULL;
}

const char *swage_take_texts(parser *p, const char *at, const void **items, size_t *count) {
    text_entry entries[FEW];
    size_t taken = 0;
    if (PORT_SMALL)
        return NULL;
    const arena_mark mark = swage_arena_get_mark(p->in.arena);
    const char *behind = take_entries(p, at, entries, &taken);
    void *array = behind ? swage_arena_array(p->in.arena, sizeof *entries, taken) : NULL;
    if (!array) {
        restore(p, entries, taken);
        swage_arena_rewind(p->in.arena, mark);
        return NULL;
    }
    memcpy(array, entries, taken * sizeof *entries);
    *items = array;
    *count = taken;
    return behind;
}
