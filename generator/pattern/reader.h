/*
 * What the parts of a pattern's parser share: terms (parse.c), escapes and classes (class.c),
 * and the names of groups (names.c).
 */
#ifndef SWAGE_PATTERN_READER_H
#define SWAGE_PATTERN_READER_H

#include "pattern/tree.h"

/* A name of a group, or one that is referred to; newest first. */
typedef struct pattern_name {
    str text; /* in UTF-8, without escapes */
    size_t offset;
    bool elsewhere; /* in another alternative than what is being read */
    struct pattern_name *next;
} pattern_name;

typedef struct pattern_reader {
    arena *a;
    str source;
    size_t at;
    pattern_tree *tree;
    pattern_problem *problem;
    pattern_result result;
    unsigned depth;
    unsigned ahead, behind; /* how many look-aheads and look-behinds are around */
    pattern_name *names, *references;
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

/* Behind \u: a code point, by four digits, a pair of surrogates, or braces. */
bool pattern_read_unicode(pattern_reader *r, uint32_t *c);

/* A name, behind the <: of a group, which must differ from those that take part with it … */
bool pattern_read_name(pattern_reader *r);
/* … and one behind \k<, which must be that of a group, before or behind it. */
bool pattern_read_reference(pattern_reader *r);
bool pattern_check_references(pattern_reader *r);

/* Whether the names that were read since `mark` stand in another alternative than what follows. */
void pattern_set_elsewhere(pattern_reader *r, const pattern_name *mark, bool elsewhere);

/* A class, behind its `[`. */
bool pattern_read_class(pattern_reader *r, pattern_set *set);

#endif
