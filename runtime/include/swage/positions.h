/*
 * Patterns whose deterministic automaton would be too large for a table: the automaton that is in
 * many positions at once, a position for each character of the expression, run on sets of them as
 * bits (Glushkov's automaton; Navarro and Raffinot, Flexible Pattern Matching in Strings, 2002,
 * chapter 5). Time is linear in the text; memory is the caller's. For generated code.
 */
#ifndef SWAGE_POSITIONS_H
#define SWAGE_POSITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <swage/portability.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A set has a bit a position: set[i / 64] >> i % 64 & 1. Characters that no position tells apart
 * are one class; a class is ranges of code points. A step leads from each position of its set to
 * the one that is `distance` further; a jump leads from any of its first set to all of its second.
 */
typedef struct swage_positions {
    const uint32_t *first;         /* [range_count] where each range begins, rising from 0 */
    const unsigned char *class_of; /* [range_count] */
    const uint64_t *reads;         /* a set a class: the positions that take its characters */
    const uint64_t *start;         /* the set that may take the first character */
    const uint64_t *last;          /* the set behind which the text may end */
    const uint64_t *enough;        /* the set behind which the text matches, whatever follows */
    const int16_t *distances;      /* [step_count] */
    const uint64_t *steps;         /* a set a step */
    const uint64_t *jumps;         /* two sets a jump */
    uint16_t words;                /* of a set */
    uint16_t range_count, step_count, jump_count;
    bool takes_empty;                   /* the empty text matches */
    bool is_forbidden;                  /* it must not match */
    const struct swage_positions *also; /* what the text has to match besides; NULL */
} swage_positions;

/* The words that swage_positions_accept wants for sets of so many. */
#define SWAGE_POSITIONS_ROOM(words) (2 * (words) + 3)

/* The character of UTF-8 at `*at`, which is moved behind it; UINT32_MAX where there is none. */
SWAGE_INLINE uint32_t swage_positions_next(const char *text, size_t len, size_t *at) {
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char lead = (unsigned char)text[(*at)++];
    const unsigned more = lead < 0x80   ? 0
                          : lead < 0xC0 ? 4
                          : lead < 0xE0 ? 1
                          : lead < 0xF0 ? 2
                          : lead < 0xF8 ? 3
                                        : 4;
    uint32_t code_point = lead & (more ? 0x3FU >> more : 0x7FU);
    if (more == 4 || len - *at < more)
        return UINT32_MAX;
    for (unsigned i = 0; i < more; i++, (*at)++) {
        if (((unsigned char)text[*at] & 0xC0) != 0x80)
            return UINT32_MAX;
        code_point = code_point << 6 | ((unsigned char)text[*at] & 0x3FU);
    }
    const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point < least[more] || code_point > 0x10FFFF || is_surrogate ? UINT32_MAX
                                                                             : code_point;
}

SWAGE_INLINE unsigned swage_positions_class(const swage_positions *p, uint32_t code_point) {
    size_t low = 0, high = p->range_count;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (p->first[middle] <= code_point)
            low = middle;
        else
            high = middle;
    }
    return p->class_of[low];
}

/* A set of which all is in the words from low on, before high. */
typedef struct swage_position_set {
    uint64_t *words; /* one more stands before them, and one behind */
    ptrdiff_t low, high;
} swage_position_set;

SWAGE_INLINE bool swage_positions_meet(const swage_position_set *set, const uint64_t *words) {
    for (ptrdiff_t i = set->low; i < set->high; i++)
        if (set->words[i] & words[i])
            return true;
    return false;
}

/* Moves on the positions of `read` from which a step leads. */
SWAGE_INLINE void swage_positions_step(const swage_position_set *read, const uint64_t *step,
                                       int distance, swage_position_set *next) {
    const unsigned shift = (unsigned)distance & 63;
    const ptrdiff_t over = (distance - (int)shift) / 64;
    for (ptrdiff_t i = read->low; i < read->high; i++) {
        const uint64_t moved = read->words[i] & step[i];
        if (!moved)
            continue;
        next->words[i + over] |= moved << shift;
        next->words[i + over + 1] |= shift ? moved >> (64 - shift) : 0;
        next->low = i + over < next->low ? i + over : next->low;
        next->high = i + over + 2 > next->high ? i + over + 2 : next->high;
    }
}

/* Puts into `next`, which is empty, what can follow the positions in `read`. */
SWAGE_INLINE void swage_positions_follow(const swage_positions *p, const swage_position_set *read,
                                         swage_position_set *next) {
    next->low = p->words;
    next->high = 0;
    for (size_t i = 0; i < p->step_count; i++)
        swage_positions_step(read, p->steps + i * p->words, p->distances[i], next);
    next->low = next->low < 0 ? 0 : next->low;
    next->high = next->high > p->words ? p->words : next->high;
    for (size_t i = 0; i < p->jump_count; i++) {
        const uint64_t *jump = p->jumps + 2 * i * p->words;
        if (!swage_positions_meet(read, jump))
            continue;
        for (size_t k = 0; k < p->words; k++)
            next->words[k] |= jump[p->words + k];
        next->low = 0;
        next->high = p->words;
    }
}

/* Takes a character: puts into `read` the positions of `next` that take it, and empties `next`. */
SWAGE_INLINE void swage_positions_take(const swage_positions *p, uint32_t code_point,
                                       swage_position_set *next, swage_position_set *read) {
    const uint64_t *reads = p->reads + swage_positions_class(p, code_point) * p->words;
    read->low = p->words;
    read->high = 0;
    for (ptrdiff_t i = next->low; i < next->high; i++) {
        read->words[i] = next->words[i] & reads[i];
        next->words[i] = 0;
        if (read->words[i]) {
            read->low = i < read->low ? i : read->low;
            read->high = i + 1;
        }
    }
}

/* Whether the text matches one automaton. */
SWAGE_INLINE bool swage_positions_run(const swage_positions *p, uint64_t *room, const char *text,
                                      size_t len) {
    swage_position_set read = {room + 1, 0, 0}, next = {room + p->words + 2, 0, p->words};
    bool is_last = p->takes_empty;
    for (size_t i = 0; i < SWAGE_POSITIONS_ROOM((size_t)p->words); i++)
        room[i] = 0;
    for (size_t i = 0; i < p->words; i++)
        next.words[i] = p->start[i];
    for (size_t at = 0; at < len;) {
        const uint32_t code_point = swage_positions_next(text, len, &at);
        swage_positions_take(p, code_point, &next, &read);
        if (!read.high || code_point == UINT32_MAX)
            return false;
        if (swage_positions_meet(&read, p->enough))
            return true;
        is_last = swage_positions_meet(&read, p->last);
        swage_positions_follow(p, &read, &next);
    }
    return is_last;
}

/*
 * Whether the text matches; false where it is no UTF-8, unless it matched before that. `room` has
 * SWAGE_POSITIONS_ROOM words of the longest set.
 */
SWAGE_INLINE bool swage_positions_accept(const swage_positions *p, uint64_t *room, const char *text,
                                         size_t len) {
    for (; p; p = p->also)
        if (swage_positions_run(p, room, text, len) == p->is_forbidden)
            return false;
    return true;
}

#ifdef __cplusplus
}
#endif

#endif
