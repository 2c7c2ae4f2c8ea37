/* A hash table from text to pointers; see map.h. */
#include "base/map.h"

#include "base/memory.h"

/* uthash asks for memory through these: each function below names its map `m`. */
#define uthash_malloc(size) arena_alloc(m->memory, (size))
#define uthash_free(ptr, size) ((void)(ptr))
#define uthash_fatal(message) mem_fail()
#define HASH_FUNCTION(key, len, hash) ((hash) = str_hash((str){(const char *)(key), (len)}))
#include <uthash.h>

struct map_entry {
    str key;
    void *value;
    UT_hash_handle hh;
};

struct map {
    arena *memory;
    map_entry *entries;
};

map *map_new(arena *a) {
    map *m = ARENA_NEW(a, map);
    m->memory = a;
    return m;
}

static map_entry *find(const map *m, str key) {
    map_entry *entry = NULL;
    const char *bytes = key.ptr ? key.ptr : ""; /* memcmp takes no NULL */
    HASH_FIND(hh, m->entries, bytes, key.len, entry);
    return entry;
}

void *map_get(const map *m, str key) {
    const map_entry *entry = find(m, key);
    return entry ? entry->value : NULL;
}

void *map_put(map *m, str key, void *value) {
    map_entry *entry = find(m, key);
    if (entry) {
        void *old = entry->value;
        entry->value = value;
        return old;
    }
    entry = ARENA_NEW(m->memory, map_entry);
    entry->key = key.ptr ? key : STR("");
    entry->value = value;
    HASH_ADD_KEYPTR(hh, m->entries, entry->key.ptr, entry->key.len, entry);
    return NULL;
}

size_t map_count(const map *m) {
    return HASH_COUNT(m->entries);
}

const map_entry *map_first(const map *m) {
    return m->entries;
}

const map_entry *map_next(const map_entry *entry) {
    return entry->hh.next;
}

str map_key(const map_entry *entry) {
    return entry->key;
}

void *map_value(const map_entry *entry) {
    return entry->value;
}
