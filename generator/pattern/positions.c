/*
 * The positions of a pattern and what follows each; see positions.h.
 *
 * A position takes a character. Where the pattern has \b or \B, each is two, one for the characters
 * of words and one for all others: then what stands before a place is known, and the assertion says
 * of what kind the next character has to be. Two more positions take that character behind a match.
 */
#include "pattern/positions.h"

#include "base/buf.h"

enum { MAX_EDGES = 256 * 1024, MAX_BYTES = 64 * 1024 };

#define NO_POSITION UINT32_MAX

/* What has to come next on a way through the nodes, as assertions want it. */
enum { NEEDS_ANY, NEEDS_WORD, NEEDS_OTHER, NEEDS_END, NEED_COUNT };

typedef struct position_builder {
    arena *a;
    const nfa *n;
    uint32_t *first; /* [node_count] the first position of a node; NO_POSITION */
    taker *takers;
    uint32_t count;
    uint32_t behind; /* the first of the two behind a match */
    uint32_t *marks; /* [node_count * NEED_COUNT]: the number of the way that came by */
    uint32_t mark;
    buf stack; /* uint32_t each: node * NEED_COUNT + need */
    buf edges; /* position_edge each */
    swage_positions *out;
    uint64_t *start, *last, *enough;
    bool too_large, has_looks;
} position_builder;

/* A position, or two with \b; the first one's number. */
static uint32_t add_takers(position_builder *b, uint32_t set) {
    const uint32_t first = b->count;
    if (b->n->tree->has_edges) {
        b->takers[b->count++] = (taker){set, TAKES_WORD};
        b->takers[b->count++] = (taker){set, TAKES_OTHER};
    } else {
        b->takers[b->count++] = (taker){set, TAKES_ALL};
    }
    return first;
}

/* Numbers them; false when there are too many. */
static bool number_positions(position_builder *b) {
    b->first = ARENA_ARRAY(b->a, b->n->node_count, uint32_t);
    b->takers = ARENA_ARRAY(b->a, PATTERN_MAX_POSITIONS + 4, taker);
    for (uint32_t i = b->n->node_count; i > 0; i--) { /* built from behind: so they rise */
        const nfa_node *node = &b->n->nodes[i - 1];
        b->first[i - 1] = NO_POSITION;
        b->has_looks |= node->kind == NFA_LOOK;
        if (node->kind == NFA_SET && node->is_useful && b->count < PATTERN_MAX_POSITIONS)
            b->first[i - 1] = add_takers(b, node->index);
    }
    b->behind = b->n->tree->has_edges ? add_takers(b, 0) : NO_POSITION;
    return b->count < PATTERN_MAX_POSITIONS;
}

static void push(position_builder *b, uint32_t node, unsigned need) {
    const uint32_t way = node * NEED_COUNT + need;
    if (b->marks[way] == b->mark)
        return;
    b->marks[way] = b->mark;
    buf_add(&b->stack, (const char *)&way, sizeof way);
}

/* To a position from another one, or from the start. */
static void lead_to(position_builder *b, uint32_t from, uint32_t to) {
    const position_edge edge = {from, to};
    if (from == NO_POSITION)
        add_position(b->start, to);
    else if (b->edges.len / sizeof edge < MAX_EDGES)
        buf_add(&b->edges, (const char *)&edge, sizeof edge);
    else
        b->too_large = true;
}

static void lead_to_taker(position_builder *b, uint32_t from, uint32_t first, unsigned need) {
    if (first == NO_POSITION || need == NEEDS_END)
        return;
    if (b->takers[first].kind == TAKES_ALL || need != NEEDS_OTHER)
        lead_to(b, from, first);
    if (b->takers[first].kind != TAKES_ALL && need != NEEDS_WORD)
        lead_to(b, from, first + 1);
}

/* A match, whose text goes on as `need` says. */
static void lead_to_match(position_builder *b, uint32_t from, unsigned need) {
    if (need == NEEDS_ANY && from == NO_POSITION)
        b->too_large = true; /* any text matches: no need of this automaton */
    else if (need == NEEDS_ANY)
        add_position(b->enough, from);
    if (need == NEEDS_WORD || need == NEEDS_OTHER)
        lead_to(b, from, b->behind + (need == NEEDS_OTHER));
    if (need != NEEDS_WORD && from == NO_POSITION)
        b->out->takes_empty = true;
    else if (need != NEEDS_WORD)
        add_position(b->last, from);
}

/* Over an assertion; the needs of two are one, or there is no way. */
static void push_over(position_builder *b, uint32_t node, unsigned need, unsigned more) {
    const bool is_end =
        (need == NEEDS_END && more == NEEDS_OTHER) || (need == NEEDS_OTHER && more == NEEDS_END);
    if (need == NEEDS_ANY || need == more)
        push(b, node, more);
    else if (is_end)
        push(b, node, NEEDS_END);
}

static void visit(position_builder *b, uint32_t from, uint32_t at, unsigned need) {
    const nfa_node *node = &b->n->nodes[at];
    const bool is_behind_word = from != NO_POSITION && b->takers[from].kind == TAKES_WORD;
    switch (node->kind) {
    case NFA_SET:
        lead_to_taker(b, from, b->first[at], need);
        break;
    case NFA_SPLIT:
        push(b, node->out, need);
        push(b, node->other, need);
        break;
    case NFA_BEGIN:
        if (from == NO_POSITION)
            push(b, node->out, need);
        break;
    case NFA_END:
        push_over(b, node->out, need, NEEDS_END);
        break;
    case NFA_EDGE:
    case NFA_NO_EDGE:
        push_over(b, node->out, need,
                  is_behind_word == (node->kind == NFA_EDGE) ? NEEDS_OTHER : NEEDS_WORD);
        break;
    case NFA_MATCH:
        lead_to_match(b, from, need);
        break;
    default: /* look-around, which number_positions saw */
        break;
    }
}

/* All ways from behind a position, or from the start, to the next positions. */
static void follow(position_builder *b, uint32_t from, uint32_t node) {
    b->mark++;
    push(b, node, NEEDS_ANY);
    while (b->stack.len) {
        b->stack.len -= sizeof(uint32_t);
        uint32_t way;
        memcpy(&way, b->stack.ptr + b->stack.len, sizeof way);
        visit(b, from, way / NEED_COUNT, way % NEED_COUNT);
    }
}

static void follow_all(position_builder *b) {
    const unsigned parts = b->n->tree->has_edges ? 2 : 1;
    b->marks = ARENA_ARRAY(b->a, (size_t)b->n->node_count * NEED_COUNT, uint32_t);
    follow(b, NO_POSITION, b->n->entry);
    for (uint32_t i = 0; i < b->n->node_count && !b->too_large; i++)
        for (unsigned part = 0; b->first[i] != NO_POSITION && part < parts; part++)
            follow(b, b->first[i] + part, b->n->nodes[i].out);
    for (unsigned part = 0; b->behind != NO_POSITION && part < parts; part++)
        add_position(b->enough, b->behind + part);
}

static size_t bytes_of(const swage_positions *p) {
    const size_t sets = pattern_class_count(p) + 3 + p->step_count + 2U * p->jump_count;
    return sets * p->words * sizeof(uint64_t) + p->range_count * (sizeof(uint32_t) + 1U);
}

static bool fill(position_builder *b, arena *a) {
    swage_positions *out = b->out;
    out->words = (uint16_t)((b->count + 63) / 64);
    out->start = b->start = ARENA_ARRAY(a, out->words, uint64_t);
    out->last = b->last = ARENA_ARRAY(a, out->words, uint64_t);
    out->enough = b->enough = ARENA_ARRAY(a, out->words, uint64_t);
    follow_all(b);
    return !b->too_large && pattern_positions_classify(a, b->n->tree, b->takers, b->count, out) &&
           pattern_positions_connect(a, (const position_edge *)(const void *)b->edges.ptr,
                                     b->edges.len / sizeof(position_edge), b->count, out) &&
           bytes_of(out) <= MAX_BYTES;
}

static bool build(arena *a, const pattern_tree *tree, swage_positions *out) {
    arena scratch = {0};
    nfa *n = ARENA_NEW(&scratch, nfa);
    position_builder b = {.a = &scratch, .n = n, .out = out};
    const bool built = pattern_nfa_connect(&scratch, tree, n) && number_positions(&b) &&
                       !b.has_looks && fill(&b, a);
    buf_free(&b.stack);
    buf_free(&b.edges);
    arena_free(&scratch);
    return built;
}

/* ---- look-ahead at the start, which the text has to match, or must not, besides ---- */

/* A tree of its own for nodes of another one. */
static pattern_tree *new_tree(arena *a, const pattern_tree *tree, pattern_node *last_to_first) {
    pattern_tree *made = ARENA_NEW(a, pattern_tree);
    pattern_node *concat = ARENA_NEW(a, pattern_node), *either = ARENA_NEW(a, pattern_node);
    *concat = (pattern_node){.kind = PATTERN_CONCAT, .first = last_to_first};
    *either = (pattern_node){.kind = PATTERN_EITHER, .first = concat};
    *made = *tree;
    made->root = either;
    made->look_count = 0;
    return made;
}

static pattern_node *new_node(arena *a, const pattern_node *node, pattern_node *next) {
    pattern_node *copy = ARENA_NEW(a, pattern_node);
    *copy = *node;
    copy->next = next;
    return copy;
}

/* The children of a concatenation, first to last. */
static const pattern_node **children_of(arena *a, const pattern_node *concat, size_t *count) {
    *count = 0;
    for (const pattern_node *c = concat->first; c; c = c->next)
        ++*count;
    const pattern_node **children = ARENA_ARRAY(a, *count + 1, const pattern_node *);
    size_t i = *count;
    for (const pattern_node *c = concat->first; c; c = c->next)
        children[--i] = c;
    return children;
}

/* `body` at the start of the text: what a look-ahead there has to match. */
static bool build_look(arena *a, arena *scratch, const pattern_tree *tree, const pattern_look *look,
                       swage_positions *whole) {
    const pattern_node begin = {.kind = PATTERN_BEGIN};
    pattern_node *nodes = new_node(scratch, look->body, new_node(scratch, &begin, NULL));
    swage_positions *out = ARENA_NEW(a, swage_positions);
    out->is_forbidden = look->negative;
    out->also = whole->also;
    whole->also = out;
    return build(a, new_tree(scratch, tree, nodes), out);
}

/* `^(?=…)(?!…)…`: an automaton for each look-ahead, and one for what stands around them. */
static bool build_with_looks(arena *a, arena *scratch, const pattern_tree *tree,
                             swage_positions *out) {
    size_t count, at = 1;
    const pattern_node **children = children_of(scratch, tree->root->first, &count);
    if (count == 0 || children[0]->kind != PATTERN_BEGIN)
        return false;
    for (; at < count && children[at]->kind == PATTERN_LOOK; at++)
        if (tree->looks[children[at]->index].behind ||
            !build_look(a, scratch, tree, &tree->looks[children[at]->index], out))
            return false;
    pattern_node *nodes = new_node(scratch, children[0], NULL);
    for (; at < count; at++)
        nodes = new_node(scratch, children[at], nodes);
    return build(a, new_tree(scratch, tree, nodes), out);
}

bool pattern_positions_build(arena *a, const pattern_tree *tree, swage_positions *out) {
    arena scratch = {0};
    *out = (swage_positions){0};
    const bool has_alternatives = tree->root->first->next;
    const bool built = tree->look_count == 0 || has_alternatives
                           ? build(a, tree, out)
                           : build_with_looks(a, &scratch, tree, out);
    arena_free(&scratch);
    return built;
}
