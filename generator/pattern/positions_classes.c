/*
 * The classes of characters that the positions of a pattern tell apart, as ranges of code points;
 * see positions.h.
 */
#include "pattern/positions.h"

#include <stdlib.h>

enum { MAX_RANGES = 16 * 1024, MAX_CLASSES = 256 };

typedef struct class_list {
    arena *a;
    const pattern_tree *tree;
    uint32_t *first; /* [count] of each range */
    unsigned char *class_of;
    size_t count, capacity;
    size_t classes;
    uint32_t *sample; /* [MAX_CLASSES]: a range of each */
} class_list;

static void add_cut(class_list *l, uint32_t code_point) {
    if (l->count == l->capacity) {
        const size_t capacity = l->capacity ? 2 * l->capacity : 64;
        uint32_t *first = ARENA_ARRAY(l->a, capacity, uint32_t);
        if (l->count)
            memcpy(first, l->first, l->count * sizeof *first);
        l->first = first;
        l->capacity = capacity;
    }
    l->first[l->count++] = code_point;
}

static void add_cuts(class_list *l, const pattern_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        add_cut(l, set->ranges[i].first);
        if (set->ranges[i].last < CODE_POINT_MAX)
            add_cut(l, set->ranges[i].last + 1);
    }
}

/* Where any of the sets begins or ends, each once, the first at 0. */
static void cut(class_list *l, const bool *is_used, pattern_set *words) {
    add_cut(l, 0);
    for (size_t i = 0; i < l->tree->set_count; i++)
        if (is_used[i])
            add_cuts(l, &l->tree->sets[i]);
    if (l->tree->has_edges)
        add_cuts(l, words);
    qsort(l->first, l->count, sizeof *l->first, pattern_compare_numbers);
    size_t count = 1;
    for (size_t i = 1; i < l->count; i++)
        if (l->first[i] != l->first[count - 1])
            l->first[count++] = l->first[i];
    l->count = count;
}

/* Splits the classes by whether the set has them; false when there are too many. */
static bool refine(class_list *l, const pattern_set *set) {
    enum { NONE = MAX_CLASSES };
    uint16_t with[MAX_CLASSES];
    bool is_with[MAX_CLASSES] = {false};
    for (size_t c = 0; c < l->classes; c++) {
        with[c] = NONE;
        is_with[c] = pattern_set_has(set, l->first[l->sample[c]]);
    }
    for (size_t i = 0; i < l->count; i++) {
        const unsigned char class = l->class_of[i];
        if (pattern_set_has(set, l->first[i]) == is_with[class])
            continue;
        if (with[class] == NONE) {
            if (l->classes == MAX_CLASSES)
                return false;
            with[class] = (uint16_t)l->classes;
            l->sample[l->classes++] = (uint32_t)i;
        }
        l->class_of[i] = (unsigned char)with[class];
    }
    return true;
}

static bool make_classes(class_list *l, const bool *is_used, const pattern_set *words) {
    l->class_of = ARENA_ARRAY(l->a, l->count, unsigned char);
    l->sample = ARENA_ARRAY(l->a, MAX_CLASSES, uint32_t);
    l->classes = 1;
    if (l->tree->has_edges && !refine(l, words))
        return false;
    for (size_t i = 0; i < l->tree->set_count; i++)
        if (is_used[i] && !refine(l, &l->tree->sets[i]))
            return false;
    return true;
}

static const uint64_t *readers_of(arena *a, const class_list *l, const taker *takers,
                                  uint32_t count, const pattern_set *words, size_t set_words) {
    uint64_t *reads = ARENA_ARRAY(a, l->classes * set_words, uint64_t);
    for (size_t c = 0; c < l->classes; c++) {
        const uint32_t code_point = l->first[l->sample[c]];
        const taker_kind kind = pattern_set_has(words, code_point) ? TAKES_WORD : TAKES_OTHER;
        for (uint32_t p = 0; p < count; p++)
            if ((takers[p].kind == TAKES_ALL || takers[p].kind == kind) &&
                pattern_set_has(&l->tree->sets[takers[p].set], code_point))
                add_position(reads + c * set_words, p);
    }
    return reads;
}

/* Neighbours of one class are one range. */
static void copy_ranges(arena *a, const class_list *l, swage_positions *out) {
    uint32_t *first = ARENA_ARRAY(a, l->count, uint32_t);
    unsigned char *class_of = ARENA_ARRAY(a, l->count, unsigned char);
    size_t count = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (count && class_of[count - 1] == l->class_of[i])
            continue;
        first[count] = l->first[i];
        class_of[count++] = l->class_of[i];
    }
    out->first = first;
    out->class_of = class_of;
    out->range_count = (uint16_t)count;
}

bool pattern_positions_classify(arena *a, const pattern_tree *tree, const taker *takers,
                                uint32_t count, swage_positions *out) {
    arena scratch = {0};
    class_list l = {.a = &scratch, .tree = tree};
    bool *is_used = ARENA_ARRAY(&scratch, PATTERN_MAX_SETS, bool);
    pattern_set words = pattern_set_of_escape(&scratch, 'w');
    pattern_set_normalize(&words);
    for (uint32_t p = 0; p < count; p++)
        is_used[takers[p].set] = true;
    cut(&l, is_used, &words);
    const bool made = l.count <= MAX_RANGES && make_classes(&l, is_used, &words);
    if (made) {
        copy_ranges(a, &l, out);
        out->reads = readers_of(a, &l, takers, count, &words, out->words);
    }
    arena_free(&scratch);
    return made;
}
