/*
 * The analysis by parts, between the files of this folder. All of them report to diagnostics and
 * go on.
 */
#ifndef SWAGE_ANALYZE_ANALYSIS_H
#define SWAGE_ANALYZE_ANALYSIS_H

#include "analyze/analyze.h"
#include "base/map.h"

typedef struct analysis {
    arena *memory;
    diagnostics *diags;
    model_package *package;
    map *seen; /* by address: constraints and nodes that were looked at, as uses share them */
} analysis;

/* True at the first call for an address under that purpose. */
bool analysis_first(analysis *an, const void *address, const char *purpose);

/* names.c: definitions and fields of one name */
void analyze_names(analysis *an);

/* constraints.c: constraints of a type that no value satisfies, or that mean nothing for it */
void analyze_type_constraints(analysis *an, const model_type *type);
/* The operands alone, of a type that a condition asks about, and its format. */
void analyze_rules(analysis *an, const model_type *rules);
void analyze_object_constraints(analysis *an, const model_definition *d);
/* Fields, and what is said of the names of members: a condition that one with such a name is not
 * there. */
void analyze_object_names(analysis *an, model_definition *d);

/* types.c: a `type` beside what takes more than it */
void analyze_type_asked(analysis *an, const model_type *type);

/* formats.c: a format that is not checked, or that means nothing for its type */
void analyze_type_format(analysis *an, const model_type *type);

/* pattern_constraint.c: compiles the patterns of all types, which sets constraint->automaton */
void analyze_patterns(analysis *an);

/* What is wrong with a document, and where. */
typedef struct finding {
    const node *at;
    str path; /* JSON pointer from the document's root */
    str what;
} finding;

/* document.c: whether a JSON value is one of a type; the first finding when it is not */
bool document_check(arena *a, const model_type *type, const node *n, finding *out);

/* graph.c, layout.c: cycles, storage and order */
void analyze_layout(analysis *an);

typedef enum edge_kind {
    EDGE_EMBEDS, /* by value: the other definition has to come before */
    EDGE_ENTRY,  /* the values of a map: better before, where that can be */
    EDGE_POINTS  /* by pointer: no order needed */
} edge_kind;

typedef struct edge {
    size_t from, to; /* positions of definitions in the package */
    edge_kind kind;
    span at;                /* of the field or alternative */
    str field;              /* the name of an object's field */
    model_storage *storage; /* to be set; NULL where there is no choice */
} edge;

typedef struct graph {
    size_t nodes, edges;
    size_t *start; /* the edges of node i are start[i] … start[i + 1] */
    edge *edge;
} graph;

/*
 * The strongly connected parts of a graph, regarding edges up to a kind: for each node the number
 * of its part, and whether the part is a cycle.
 */
typedef struct parts {
    size_t *part;
    bool *cyclic; /* by node */
} parts;

graph graph_of(arena *a, const model_package *package);
parts graph_parts(arena *a, const graph *g, edge_kind up_to);

#endif
