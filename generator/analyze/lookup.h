/*
 * The hash tables of generated sources: from the names of a model's members, or the texts of an
 * enum's values, to their positions, by swage_name_hash of the runtime.
 */
#ifndef SWAGE_ANALYZE_LOOKUP_H
#define SWAGE_ANALYZE_LOOKUP_H

#include "base/str.h"

typedef struct lookup_table {
    uint32_t seed, bits;
    uint16_t *slots; /* [1 << bits]: position + 1, or 0 where free; at least one is */
    bool is_perfect; /* each name stands in its own slot */
} lookup_table;

/*
 * The smallest perfect table that a bounded search finds, of at most eight times the slots that are
 * needed; where there is none, the table that probing one by one serves best. The same names give
 * the same table on every machine. False when there is no name, more than 65534, or one twice.
 */
__attribute__((warn_unused_result)) bool lookup_make(arena *a, const str *names, size_t count,
                                                     lookup_table *out);

#endif
