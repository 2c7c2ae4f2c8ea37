/*
 * From the tree of a pattern to an automaton that may be in many places at once. Built from behind:
 * a node is made after those that follow it. Counted repeats are written out.
 */
#include "pattern/automaton.h"

#include "base/buf.h"

enum { MAX_NODES = 64 * 1024, MAX_POSITIONS = 256 * 1024 };

typedef struct nfa_builder {
    buf nodes; /* nfa_node each */
    uint32_t count;
    uint8_t region;
} nfa_builder;

static nfa_node *node_at(const nfa_builder *b, uint32_t i) {
    return (nfa_node *)(void *)b->nodes.ptr + i;
}

static uint32_t add_node(nfa_builder *b, nfa_kind kind, uint32_t index, uint32_t out) {
    nfa_node node = {.kind = (uint8_t)kind, .region = b->region, .index = index, .out = out};
    if (b->count == MAX_NODES)
        return 0;
    buf_add(&b->nodes, (const char *)&node, sizeof node);
    return b->count++;
}

static uint32_t add_split(nfa_builder *b, uint32_t out, uint32_t other) {
    uint32_t split = add_node(b, NFA_SPLIT, 0, out);
    node_at(b, split)->other = other;
    return split;
}

static uint32_t build(nfa_builder *b, const pattern_node *node, uint32_t next);

static uint32_t build_copies(nfa_builder *b, const pattern_node *node, uint32_t count,
                             uint32_t next) {
    for (uint32_t i = 0; i < count && b->count < MAX_NODES; i++) {
        uint32_t before = b->count;
        next = build(b, node, next);
        if (b->count == before)
            break; /* the empty text, however often */
    }
    return next;
}

static uint32_t build_repeat(nfa_builder *b, const pattern_node *node, uint32_t next) {
    const pattern_node *body = node->first;
    if (node->max == PATTERN_UNLIMITED) {
        uint32_t loop = add_split(b, next, next);
        uint32_t entry = build(b, body, loop);
        node_at(b, loop)->out = entry;
        return node->min ? build_copies(b, body, node->min - 1, entry) : loop;
    }
    uint32_t entry = next;
    for (uint32_t i = node->min; i < node->max && b->count < MAX_NODES; i++)
        entry = add_split(b, build(b, body, entry), next);
    return build_copies(b, body, node->min, entry);
}

static uint32_t build_either(nfa_builder *b, const pattern_node *node, uint32_t next) {
    uint32_t entry = build(b, node->first, next);
    for (const pattern_node *child = node->first->next; child; child = child->next)
        entry = add_split(b, build(b, child, next), entry);
    return entry;
}

static uint32_t build(nfa_builder *b, const pattern_node *node, uint32_t next) {
    switch (node->kind) {
    case PATTERN_SET:
        return add_node(b, NFA_SET, node->index, next);
    case PATTERN_CONCAT:
        for (const pattern_node *child = node->first; child; child = child->next)
            next = build(b, child, next);
        return next;
    case PATTERN_EITHER:
        return build_either(b, node, next);
    case PATTERN_REPEAT:
        return build_repeat(b, node, next);
    case PATTERN_BEGIN:
        return add_node(b, NFA_BEGIN, 0, next);
    case PATTERN_END:
        return add_node(b, NFA_END, 0, next);
    case PATTERN_EDGE:
        return add_node(b, NFA_EDGE, 0, next);
    case PATTERN_NO_EDGE:
        return add_node(b, NFA_NO_EDGE, 0, next);
    default:
        return add_node(b, NFA_LOOK, node->index, next);
    }
}

/* The body, and before it any text: set 0 holds all characters. */
static uint32_t build_search(nfa_builder *b, const pattern_node *body, uint32_t end) {
    uint32_t loop = add_split(b, end, end);
    uint32_t entry = build(b, body, end);
    uint32_t any = add_node(b, NFA_SET, 0, loop);
    node_at(b, loop)->out = entry;
    node_at(b, loop)->other = any;
    return loop;
}

static void build_look(nfa_builder *b, const pattern_tree *tree, uint32_t index, nfa *out) {
    const pattern_look *look = &tree->looks[index];
    if (look->behind) {
        b->region = (uint8_t)index;
        uint32_t end = add_node(b, NFA_BEHIND, index, 0);
        out->look_entry[index] = build_search(b, look->body, end);
        b->region = NO_REGION;
    } else {
        uint32_t end = add_node(b, NFA_MATCH, 0, 0);
        out->look_entry[index] = build(b, look->body, end);
    }
}

static bool leads_to_end(const nfa *n, const nfa_node *node) {
    switch (node->kind) {
    case NFA_MATCH:
    case NFA_BEHIND:
        return true;
    case NFA_BEGIN:
        return false;
    case NFA_SPLIT:
        return n->nodes[node->out].is_useful || n->nodes[node->other].is_useful;
    default:
        return n->nodes[node->out].is_useful;
    }
}

/* Marks what is worth being followed once a character was read: no ^ holds any more. */
static void find_useful(nfa *n) {
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < n->node_count; i++) {
            bool is_new = !n->nodes[i].is_useful && leads_to_end(n, &n->nodes[i]);
            n->nodes[i].is_useful |= is_new;
            changed |= is_new;
        }
    }
}

/* Gives each node its positions; false when there are too many. */
static bool number_positions(arena *a, nfa *n) {
    size_t count = 0;
    for (uint32_t i = 0; i < n->node_count; i++) {
        nfa_node *node = &n->nodes[i];
        node->position = (uint32_t)count;
        count += node->kind == NFA_SET ? n->set_row[node->index + 1] - n->set_row[node->index] : 1;
    }
    if (count > MAX_POSITIONS)
        return false;
    n->position_count = (uint32_t)count;
    n->node_of = ARENA_ARRAY(a, count, uint32_t);
    for (uint32_t i = 0; i < n->node_count; i++) {
        size_t end = i + 1 < n->node_count ? n->nodes[i + 1].position : count;
        for (size_t p = n->nodes[i].position; p < end; p++)
            n->node_of[p] = i;
    }
    return true;
}

bool pattern_nfa_connect(arena *a, const pattern_tree *tree, nfa *out) {
    nfa_builder b = {.region = NO_REGION};
    out->tree = tree;
    for (uint32_t i = 0; i < tree->look_count; i++)
        build_look(&b, tree, i, out);
    uint32_t end = add_node(&b, NFA_MATCH, 0, 0);
    out->entry = build_search(&b, tree->root, end);
    bool fits = b.count < MAX_NODES;
    out->node_count = b.count;
    out->nodes = ARENA_ARRAY(a, b.count, nfa_node);
    memcpy(out->nodes, b.nodes.ptr, b.nodes.len);
    buf_free(&b.nodes);
    find_useful(out);
    return fits;
}

bool pattern_nfa_build(arena *a, const pattern_tree *tree, nfa *out) {
    return pattern_nfa_connect(a, tree, out) && pattern_utf8_rows(a, tree, out) &&
           number_positions(a, out);
}
