/*
 * A hash table from text to pointers that keeps the order of insertion. Lives in an arena.
 *
 * A thin cover of uthash, so that one place decides about hashing and memory.
 */
#ifndef SWAGE_BASE_MAP_H
#define SWAGE_BASE_MAP_H

#include "base/str.h"

typedef struct map map;
typedef struct map_entry map_entry;

/* An empty table; its memory, and that of all entries, comes from the arena. */
map *map_new(arena *a);

/* The value of `key`, NULL when there is none. */
void *map_get(const map *m, str key);

/* Sets the value of `key` (whose bytes must outlive the map); the value that stood there, or NULL.
 */
void *map_put(map *m, str key, void *value);

size_t map_count(const map *m);

/* for (const map_entry *e = map_first(m); e; e = map_next(e)) … in order of insertion. */
const map_entry *map_first(const map *m);
const map_entry *map_next(const map_entry *entry);
str map_key(const map_entry *entry);
void *map_value(const map_entry *entry);

#endif
