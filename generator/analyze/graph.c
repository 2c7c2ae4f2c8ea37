/* Which definitions contain which, and the cycles among them (Tarjan's algorithm, no recursion). */
#include "analyze/analysis.h"

typedef struct builder {
    arena *memory;
    graph *g;
    size_t capacity, from;
    span at;  /* of the field or alternative at hand */
    str name; /* of that field */
} builder;

static void add_edge(builder *b, const model_definition *to, edge_kind kind,
                     model_storage *storage) {
    graph *g = b->g;
    if (g->edges == b->capacity) {
        b->capacity = b->capacity ? b->capacity * 2 : 64;
        edge *larger = ARENA_ARRAY(b->memory, b->capacity, edge);
        if (g->edges)
            memcpy(larger, g->edge, g->edges * sizeof *larger);
        g->edge = larger;
    }
    g->edge[g->edges++] = (edge){b->from, to->order, kind, b->at, b->name, storage};
}

/* The definition at the end of arrays and maps: an enum has to come first in any case. */
static void add_element(builder *b, const model_type *type) {
    edge_kind kind = EDGE_POINTS;
    for (; type->element; type = type->element)
        kind = type->kind == MODEL_MAP ? EDGE_ENTRY : EDGE_POINTS;
    if (type->definition)
        add_edge(b, type->definition, type->kind == MODEL_ENUM ? EDGE_EMBEDS : kind, NULL);
}

static void add_field(builder *b, model_field *field) {
    const model_type *type = field->type;
    bool plain = field->required && !type->nullable;
    field->storage = type->kind == MODEL_OBJECT && !plain ? MODEL_POINTER : MODEL_INLINE;
    if (type->element) {
        add_element(b, type);
    } else if (type->definition) {
        b->at = field->at;
        b->name = field->name;
        add_edge(b, type->definition, field->storage == MODEL_INLINE ? EDGE_EMBEDS : EDGE_POINTS,
                 &field->storage);
    }
}

static void add_alternative(builder *b, model_alternative *alternative) {
    const model_type *type = alternative->type;
    bool object = type->kind == MODEL_OBJECT;
    alternative->storage = object ? MODEL_POINTER : MODEL_INLINE;
    b->at = alternative->at;
    if (type->element)
        add_element(b, type);
    else if (type->definition)
        add_edge(b, type->definition, object ? EDGE_POINTS : EDGE_EMBEDS, &alternative->storage);
}

graph graph_of(arena *a, const model_package *package) {
    graph g = {.nodes = package->count, .start = ARENA_ARRAY(a, package->count + 1, size_t)};
    builder b = {.memory = a, .g = &g};
    for (size_t i = 0; i < package->count; i++)
        package->definitions[i]->order = i;
    for (size_t i = 0; i < package->count; i++) {
        model_definition *d = package->definitions[i];
        b.from = i;
        g.start[i] = g.edges;
        for (size_t k = 0; k < d->field_count; k++)
            add_field(&b, &d->fields[k]);
        if (d->additional) {
            model_type map_type = {.kind = MODEL_MAP, .element = d->additional};
            add_element(&b, &map_type);
        }
        for (size_t k = 0; k < d->alternative_count; k++)
            add_alternative(&b, &d->alternatives[k]);
    }
    g.start[package->count] = g.edges;
    return g;
}

typedef struct tarjan {
    const graph *g;
    edge_kind up_to;
    parts out;
    size_t *index, *low, *next; /* by node; index from 1, 0: not visited */
    bool *on_stack;
    size_t *stack, stacked; /* nodes whose part is not known yet */
    size_t *calls, called;  /* what recursion would keep */
    size_t counter, part_counter;
} tarjan;

static void enter(tarjan *t, size_t node_index) {
    t->index[node_index] = t->low[node_index] = ++t->counter;
    t->next[node_index] = t->g->start[node_index];
    t->stack[t->stacked++] = node_index;
    t->on_stack[node_index] = true;
    t->calls[t->called++] = node_index;
}

static void leave(tarjan *t, size_t root) {
    t->called--;
    if (t->called && t->low[root] < t->low[t->calls[t->called - 1]])
        t->low[t->calls[t->called - 1]] = t->low[root];
    if (t->low[root] != t->index[root])
        return;
    bool several = t->stack[t->stacked - 1] != root;
    size_t member;
    do {
        member = t->stack[--t->stacked];
        t->on_stack[member] = false;
        t->out.part[member] = t->part_counter;
        t->out.cyclic[member] = t->out.cyclic[member] || several;
    } while (member != root);
    t->part_counter++;
}

static void visit(tarjan *t, size_t root) {
    enter(t, root);
    while (t->called) {
        size_t at = t->calls[t->called - 1];
        if (t->next[at] == t->g->start[at + 1]) {
            leave(t, at);
            continue;
        }
        const edge *e = &t->g->edge[t->next[at]++];
        if (e->kind > t->up_to)
            continue;
        if (e->to == at)
            t->out.cyclic[at] = true;
        if (!t->index[e->to])
            enter(t, e->to);
        else if (t->on_stack[e->to] && t->index[e->to] < t->low[at])
            t->low[at] = t->index[e->to];
    }
}

parts graph_parts(arena *a, const graph *g, edge_kind up_to) {
    size_t n = g->nodes;
    tarjan t = {.g = g, .up_to = up_to};
    t.out = (parts){ARENA_ARRAY(a, n, size_t), ARENA_ARRAY(a, n, bool)};
    t.index = ARENA_ARRAY(a, n, size_t);
    t.low = ARENA_ARRAY(a, n, size_t);
    t.next = ARENA_ARRAY(a, n, size_t);
    t.on_stack = ARENA_ARRAY(a, n, bool);
    t.stack = ARENA_ARRAY(a, n, size_t);
    t.calls = ARENA_ARRAY(a, n, size_t);
    for (size_t i = 0; i < n; i++)
        if (!t.index[i])
            visit(&t, i);
    return t.out;
}
