/*
 * Between the files that make samples (analyze/sample.h): those of scalars, and of what holds
 * others.
 */
#ifndef SWAGE_ANALYZE_SAMPLE_BUILD_H
#define SWAGE_ANALYZE_SAMPLE_BUILD_H

#include "analyze/document.h"
#include "analyze/sample.h"

struct sampler {
    arena *memory;
    value texts;
    unsigned steps, depth, deepest;
    bool lenient; /* what has no value is sample_missing, and the rest is shown */
};

/* Where an end is made of it, and the most items and members that are made. */
enum { SAMPLE_STEPS = 5000, SAMPLE_ITEMS = 50 };

/*
 * Values that are tried, the best one first: those that fit are taken, until there are enough or
 * many were tried. Who adds them looks whether that is so before more are made.
 */
enum { SAMPLE_CANDIDATES = 48, SAMPLE_TRIES = 256 };
typedef struct candidates {
    const model_type *type; /* that they are to be of; NULL: any will do */
    size_t most, count, tried;
    const node *first; /* that was tried */
    const node *items[SAMPLE_CANDIDATES];
} candidates;

/* None, of which so many are wanted. */
static inline candidates candidates_for(const model_type *type, size_t most) {
    candidates c;
    c.type = type;
    c.most = most < SAMPLE_CANDIDATES ? most : SAMPLE_CANDIDATES;
    c.count = c.tried = 0;
    c.first = NULL;
    return c;
}

static inline bool candidates_are_enough(const candidates *c) {
    return c->count >= c->most || c->tried >= SAMPLE_TRIES;
}

/* Takes one, if it is one and fits. */
void candidates_add(candidates *c, const node *n);

/* Whether a value is one of the type, and does all that is asked of it. */
static inline bool sample_fits(const model_type *type, const node *n) {
    return n != &sample_missing && document_fits(type, n);
}

/* New nodes. */
node *sample_node(sampler *s, node_kind kind, str text);
const node *sample_list(sampler *s, const node *const *items, size_t count);
const node *sample_map(sampler *s, const node_member *members, size_t count);

/* A count that a list of constraints has; 0 without one, and where it is too much to show. */
size_t sample_least(const model_constraint *list, model_constraint_kind kind);

/* The first candidate that fits; NULL, or sample_missing where the sampler is lenient. */
const node *sample_made(sampler *s, const model_type *type);

/* Adds the candidates of a type. */
void sample_add(sampler *s, const model_type *type, candidates *c);
/* Those of a text or number kind, true and false. */
void sample_add_scalars(sampler *s, const model_type *type, candidates *c);
void sample_add_json(sampler *s, const model_type *type, candidates *c);
void sample_add_maps(sampler *s, const model_type *type, candidates *c);
/* Values that tests name: those that something has to be equal to, or whose type it has to have. */
void sample_add_asked(sampler *s, const model_condition *list, candidates *c);

/* What a check asks for, or NULL. */
const node *sample_asked(sampler *s, const model_check *check);

/* A list; NULL when none is known. */
const node *sample_list_of(sampler *s, const model_type *type);

/* A map of at most that many members, whose names are good, and different. */
const node *sample_map_of(sampler *s, const model_type *names, const model_type *element,
                          size_t count);

/* An object, with that discriminator where there is one, and at the top with what the spec shows;
   NULL when none is known. */
const node *sample_object_of(sampler *s, const model_definition *d, const node_member *tag,
                             bool top);

#endif
