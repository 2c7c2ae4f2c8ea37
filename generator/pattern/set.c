/* Sets of code points; see set.h. */
#include "pattern/set.h"

#include <stdlib.h>

void pattern_set_add(arena *a, pattern_set *set, uint32_t first, uint32_t last) {
    if (set->count == set->capacity) {
        size_t capacity = set->capacity ? set->capacity * 2 : 4;
        pattern_range *ranges = ARENA_ARRAY(a, capacity, pattern_range);
        if (set->count)
            memcpy(ranges, set->ranges, set->count * sizeof *ranges);
        set->ranges = ranges;
        set->capacity = capacity;
    }
    set->ranges[set->count++] = (pattern_range){first, last};
}

void pattern_set_join(arena *a, pattern_set *set, const pattern_set *other) {
    for (size_t i = 0; i < other->count; i++)
        pattern_set_add(a, set, other->ranges[i].first, other->ranges[i].last);
}

static int compare_ranges(const void *x, const void *y) {
    const pattern_range *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->last > b->last) - (a->last < b->last);
}

void pattern_set_normalize(pattern_set *set) {
    if (set->count == 0)
        return;
    qsort(set->ranges, set->count, sizeof *set->ranges, compare_ranges);
    size_t count = 1;
    for (size_t i = 1; i < set->count; i++) {
        pattern_range *before = &set->ranges[count - 1], range = set->ranges[i];
        if (range.first > before->last + 1)
            set->ranges[count++] = range;
        else if (range.last > before->last)
            before->last = range.last;
    }
    set->count = count;
}

pattern_set pattern_set_inverse(arena *a, pattern_set *set) {
    pattern_set inverse = {0};
    uint32_t next = 0;
    pattern_set_normalize(set);
    for (size_t i = 0; i < set->count; i++) {
        if (set->ranges[i].first > next)
            pattern_set_add(a, &inverse, next, set->ranges[i].first - 1);
        next = set->ranges[i].last + 1;
    }
    if (next <= CODE_POINT_MAX)
        pattern_set_add(a, &inverse, next, CODE_POINT_MAX);
    return inverse;
}

size_t pattern_set_find(const pattern_set *set, uint32_t code_point) {
    size_t low = 0, high = set->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (set->ranges[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int pattern_compare_numbers(const void *x, const void *y) {
    uint32_t a, b;
    memcpy(&a, x, sizeof a);
    memcpy(&b, y, sizeof b);
    return (a > b) - (a < b);
}

bool pattern_set_eq(const pattern_set *a, const pattern_set *b) {
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->ranges, b->ranges, a->count * sizeof *a->ranges) == 0);
}

static pattern_set from_table(arena *a, const pattern_range *ranges, size_t count) {
    pattern_set set = {0};
    for (size_t i = 0; i < count; i++)
        pattern_set_add(a, &set, ranges[i].first, ranges[i].last);
    return set;
}

/* ECMA-262: WhiteSpace and LineTerminator (sections 12.2 and 12.3). */
static const pattern_range space[] = {
    {'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
    {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
static const pattern_range digit[] = {{'0', '9'}};
static const pattern_range word[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const pattern_range line_end[] = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

#define TABLE(name) name, sizeof name / sizeof *name

pattern_set pattern_set_of_escape(arena *a, char letter) {
    return letter == 'd'   ? from_table(a, TABLE(digit))
           : letter == 'w' ? from_table(a, TABLE(word))
                           : from_table(a, TABLE(space));
}

pattern_set pattern_set_of_dot(arena *a) {
    pattern_set ends = from_table(a, TABLE(line_end));
    return pattern_set_inverse(a, &ends);
}
