/*
 * What containing one another means: cycles that no finite value has, storage by value or by
 * pointer, and an order in which what is embedded comes first.
 */
#include "analyze/analysis.h"

/* From `start` along embedding edges of its part until a definition comes again. */
static void report_cycle(analysis *an, const graph *g, const parts *p, size_t start) {
    const edge **chain = ARENA_ARRAY(an->memory, g->nodes + 1, const edge *);
    size_t *position = ARENA_ARRAY(an->memory, g->nodes, size_t); /* from 1, in the chain */
    size_t count = 0, at = start;
    while (!position[at]) {
        position[at] = count + 1;
        size_t i = g->start[at];
        while (g->edge[i].kind != EDGE_EMBEDS || p->part[g->edge[i].to] != p->part[start])
            i++;
        chain[count++] = &g->edge[i];
        at = g->edge[i].to;
    }
    size_t first = position[at] - 1;
    model_definition **definitions = an->package->definitions;
    const bool object = definitions[chain[first]->from]->kind == MODEL_OBJECT;
    diagnostic *d = diag_report(
        an->diags, CODE_CYCLE, chain[first]->at,
        object ? "no value of `%.*s` is finite: it contains itself by required fields; make one of "
                 "them optional or nullable"
               : "`%.*s` is an alternative of itself: what it takes can't be told",
        STR_ARG(definitions[chain[first]->from]->name));
    for (size_t i = first; i < count; i++) {
        const str from = definitions[chain[i]->from]->name, to = definitions[chain[i]->to]->name;
        if (object)
            diag_add_note(an->diags, d, chain[i]->at, "`%.*s` requires `%.*s`, of type `%.*s`",
                          STR_ARG(from), STR_ARG(chain[i]->field), STR_ARG(to));
        else
            diag_add_note(an->diags, d, chain[i]->at, "`%.*s` has the alternative `%.*s`",
                          STR_ARG(from), STR_ARG(to));
    }
}

/* Objects that embed each other are an error, and so are unions. */
static void break_cycles(analysis *an, graph *g) {
    parts p = graph_parts(an->memory, g, EDGE_EMBEDS);
    bool *reported = ARENA_ARRAY(an->memory, g->nodes + 1, bool);
    for (size_t i = 0; i < g->nodes; i++) {
        if (!p.cyclic[i] || reported[p.part[i]])
            continue;
        reported[p.part[i]] = true;
        report_cycle(an, g, &p, i);
    }
    for (size_t i = 0; i < g->edges; i++) {
        edge *e = &g->edge[i];
        if (e->kind == EDGE_EMBEDS && e->storage && p.part[e->from] == p.part[e->to]) {
            *e->storage = MODEL_POINTER;
            e->kind = EDGE_POINTS;
        }
    }
}

typedef struct sorter {
    const graph *g;
    const parts *parts;
    size_t *next, *stack; /* by node: the next edge; the nodes being placed */
    bool *begun;
    size_t *order, count;
} sorter;

static bool comes_first(const sorter *s, const edge *e) {
    return e->kind == EDGE_EMBEDS ||
           (e->kind == EDGE_ENTRY && s->parts->part[e->from] != s->parts->part[e->to]);
}

static void place(sorter *s, size_t root) {
    size_t depth = 0;
    s->stack[depth++] = root;
    s->begun[root] = true;
    while (depth) {
        size_t at = s->stack[depth - 1];
        if (s->next[at] == s->g->start[at + 1]) {
            s->order[at] = s->count++;
            depth--;
            continue;
        }
        const edge *e = &s->g->edge[s->next[at]++];
        if (comes_first(s, e) && !s->begun[e->to]) {
            s->begun[e->to] = true;
            s->stack[depth++] = e->to;
        }
    }
}

static void set_order(analysis *an, const graph *g, const parts *p) {
    size_t n = g->nodes;
    sorter s = {.g = g, .parts = p};
    s.next = ARENA_ARRAY(an->memory, n, size_t);
    s.stack = ARENA_ARRAY(an->memory, n, size_t);
    s.begun = ARENA_ARRAY(an->memory, n, bool);
    s.order = ARENA_ARRAY(an->memory, n, size_t);
    for (size_t i = 0; i < n; i++)
        s.next[i] = g->start[i];
    for (size_t i = 0; i < n; i++)
        if (!s.begun[i])
            place(&s, i);
    for (size_t i = 0; i < n; i++)
        an->package->definitions[i]->order = s.order[i];
}

void analyze_layout(analysis *an) {
    graph g = graph_of(an->memory, an->package);
    break_cycles(an, &g);
    parts all = graph_parts(an->memory, &g, EDGE_POINTS);
    for (size_t i = 0; i < g.nodes; i++)
        an->package->definitions[i]->recursive = all.cyclic[i];
    set_order(an, &g, &all);
}
