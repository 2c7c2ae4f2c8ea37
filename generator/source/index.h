/*
 * The hash index of a large map: a table of positions (from 1) that stands right behind the
 * members in memory, so that a node needs no room for it.
 */
#ifndef SWAGE_SOURCE_INDEX_H
#define SWAGE_SOURCE_INDEX_H

#include "source/node.h"

/* Bytes for the members of a map and their index. */
size_t index_bytes(uint32_t count);

/* No index up to this many members; they are compared one by one. */
enum { INDEX_FROM = 12 };

/*
 * Where the position of `key` stands or would stand: 0 when it is not there. Only for maps of at
 * least INDEX_FROM members; `count` is what index_bytes was asked for.
 */
uint32_t *index_slot(const node_member *members, uint32_t count, str key);

#endif
