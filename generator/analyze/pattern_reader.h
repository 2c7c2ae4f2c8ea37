/*
 * What the two halves of a pattern's parser share: terms (pattern_parse.c), and escapes and classes
 * (pattern_class.c).
 */
#ifndef SWAGE_ANALYZE_PATTERN_READER_H
#define SWAGE_ANALYZE_PATTERN_READER_H

#include "analyze/pattern_tree.h"

typedef struct pattern_reader {
    arena *a;
    str source;
    size_t at;
    pattern_tree *tree;
    pattern_problem *problem;
    pattern_result result;
    unsigned depth;
    unsigned ahead, behind; /* how many look-aheads and look-behinds are around */
} pattern_reader;

/* Notes the problem, unless one was there (a malformed pattern outweighs one that is not regular);
   false. */
bool pattern_fail(pattern_reader *r, pattern_result result, size_t offset, str message);

static inline bool pattern_at(const pattern_reader *r, char c) {
    return r->at < r->source.len && r->source.ptr[r->at] == c;
}

static inline bool pattern_eat(pattern_reader *r, char c) {
    bool is_there = pattern_at(r, c);
    r->at += is_there;
    return is_there;
}

/*
 * What stands behind a backslash that was read. A character adds itself to the set and is given
 * in `*c`; an escape as \d or \p{…} adds its set, and `*c` becomes PATTERN_NO_CHARACTER.
 */
bool pattern_read_escape(pattern_reader *r, bool in_class, pattern_set *set, uint32_t *c);

#define PATTERN_NO_CHARACTER UINT32_MAX

/* A class, behind its `[`. */
bool pattern_read_class(pattern_reader *r, pattern_set *set);

#endif
