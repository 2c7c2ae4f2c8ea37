/*
 * Counts that an automaton would have to spend its states on, and that can be told otherwise: each
 * step of `.{1,255}` is a state for each byte of a character. See tree.h.
 */
#include "pattern/tree.h"

enum { MANY = 32, MOST = 1 << 30 }; /* counts that are worth it; lengths that are kept */

/* ---- changed copies ---- */

static const pattern_node *with_count(arena *a, const pattern_node *repeat, uint32_t min,
                                      uint32_t max) {
    pattern_node *copy = ARENA_NEW(a, pattern_node);
    *copy = *repeat;
    copy->min = min;
    copy->max = max;
    return copy;
}

/* Puts a copy of a child at the end of a list; where the next one goes. */
static pattern_node **append(arena *a, pattern_node **end, const pattern_node *child) {
    *end = ARENA_NEW(a, pattern_node);
    **end = *child;
    (*end)->next = NULL;
    return &(*end)->next;
}

static const pattern_node *with_child(arena *a, const pattern_node *node, const pattern_node *old,
                                      const pattern_node *child) {
    pattern_node *out = ARENA_NEW(a, pattern_node), **end = &out->first;
    *out = *node;
    for (const pattern_node *c = node->first; c; c = c->next)
        end = append(a, end, c == old ? child : c);
    return out;
}

static const pattern_node *last_child(const pattern_node *node) {
    const pattern_node *child = node->first;
    while (child && child->next)
        child = child->next;
    return child;
}

/* ---- at an end that is not anchored ---- */

/* What is searched matches with the fewest of a repeat that it starts or ends with. */
static const pattern_node *trim_end(arena *a, const pattern_node *concat, bool is_start) {
    const pattern_node *child = is_start ? last_child(concat) : concat->first;
    if (!child || child->kind != PATTERN_REPEAT || child->min == child->max)
        return concat;
    return with_child(a, concat, child, with_count(a, child, child->min, child->min));
}

static const pattern_node *trim(arena *a, const pattern_node *either) {
    pattern_node *out = ARENA_NEW(a, pattern_node), **end = &out->first;
    *out = *either;
    for (const pattern_node *c = either->first; c; c = c->next)
        end = append(a, end, trim_end(a, trim_end(a, c, true), false));
    return out;
}

/* ---- of a text that is matched from its start to its end ---- */

/* The characters that all matches have, and whether that is one number. */
static bool has_width(const pattern_node *node, uint64_t *width) {
    uint64_t first = 0, sum = 0, one;
    switch (node->kind) {
    case PATTERN_SET:
        *width = 1;
        return true;
    case PATTERN_CONCAT:
    case PATTERN_EITHER:
        for (const pattern_node *c = node->first; c; c = c->next) {
            if (!has_width(c, &one) || (sum += one) > MOST)
                return false;
            if (c == node->first)
                first = one;
            else if (node->kind == PATTERN_EITHER && one != first)
                return false;
        }
        *width = node->kind == PATTERN_CONCAT ? sum : first;
        return true;
    case PATTERN_REPEAT:
        if (!has_width(node->first, &one) || (node->min != node->max && one))
            return false;
        *width = one * node->min;
        return *width <= MOST;
    default:
        *width = 0;
        return true;
    }
}

typedef struct lifted {
    arena *a;
    uint64_t min, max; /* the characters of the part at hand */
} lifted;

/* Whether the text's length tells the count of a repeat, once that of all else is known. */
static bool is_told_by_length(const pattern_node *node) {
    uint64_t width;
    return node->kind == PATTERN_REPEAT && node->max != PATTERN_UNLIMITED && node->max >= MANY &&
           has_width(node->first, &width) && width && width * node->max <= MOST;
}

static const pattern_node *lift(lifted *l, const pattern_node *node);

static const pattern_node *lift_repeat(lifted *l, const pattern_node *repeat) {
    uint64_t width = 0;
    if (!is_told_by_length(repeat) || !has_width(repeat->first, &width))
        return NULL;
    l->min = width * repeat->min;
    l->max = width * repeat->max;
    return with_count(l->a, repeat, 0, PATTERN_UNLIMITED);
}

/* The one child whose width is not known; else one with a count that is worth it. */
static const pattern_node *find_varying(const pattern_node *concat) {
    const pattern_node *varying = NULL, *counted = NULL;
    uint64_t width;
    for (const pattern_node *c = concat->first; c; c = c->next)
        if (!has_width(c, &width)) {
            if (varying)
                return NULL;
            varying = c;
        } else if (is_told_by_length(c)) {
            counted = c;
        }
    return varying ? varying : counted;
}

static const pattern_node *lift_concat(lifted *l, const pattern_node *concat) {
    const pattern_node *varying = find_varying(concat);
    const pattern_node *made = varying ? lift(l, varying) : NULL;
    uint64_t width;
    for (const pattern_node *c = concat->first; c && made; c = c->next)
        if (c != varying && has_width(c, &width)) {
            l->min += width;
            l->max += width;
        }
    return made && l->max <= MOST ? with_child(l->a, concat, varying, made) : NULL;
}

/* The same without the count of its one repeat that takes characters, which its length tells;
 * NULL where there is none, or more than one. */
static const pattern_node *lift(lifted *l, const pattern_node *node) {
    if (node->kind == PATTERN_REPEAT)
        return lift_repeat(l, node);
    if (node->kind == PATTERN_CONCAT)
        return lift_concat(l, node);
    if (node->kind != PATTERN_EITHER || node->first->next)
        return NULL;
    const pattern_node *made = lift(l, node->first);
    return made ? with_child(l->a, node, node->first, made) : NULL;
}

/* ---- both ---- */

static bool is_anchored(const pattern_node *either) {
    const pattern_node *concat = either->first;
    return !concat->next && concat->first && concat->first->kind == PATTERN_END &&
           last_child(concat)->kind == PATTERN_BEGIN;
}

/* What is in the groups around all of it, which say nothing. */
static const pattern_node *without_groups(const pattern_node *either) {
    while (!either->first->next && either->first->first && !either->first->first->next &&
           either->first->first->kind == PATTERN_EITHER)
        either = either->first->first;
    return either;
}

void pattern_simplify(arena *a, pattern_tree *tree, uint32_t *min_length, uint32_t *max_length) {
    const pattern_node *root = without_groups(tree->root);
    lifted l = {.a = a};
    *min_length = *max_length = 0;
    if (!is_anchored(root)) {
        tree->root = trim(a, root);
        return;
    }
    const pattern_node *made = lift(&l, root);
    if (!made)
        return;
    tree->root = made;
    *min_length = (uint32_t)l.min;
    *max_length = (uint32_t)l.max;
}
