/*
 * Samples: candidates are tried until one fits; see sample.h. Those of unions are made here, and
 * those of what else holds others in the files beside.
 */
#include "analyze/sample_build.h"

/* Deeper ones are tried where those that are shallow do not do; and not without end. */
enum { SHALLOW = 8, DEEP = 16 };

const node sample_missing = {.kind = NODE_NULL};

sampler *sampler_new(arena *a, value texts) {
    sampler *s = ARENA_NEW(a, sampler);
    *s = (sampler){.memory = a, .texts = texts};
    return s;
}

const node *sample_list(sampler *s, const node *const *items, size_t count) {
    const node **copy = ARENA_ARRAY(s->memory, count + 1, const node *);
    node *list = sample_node(s, NODE_LIST, STR(""));
    for (size_t i = 0; i < count; i++)
        copy[i] = items[i];
    list->count = (uint32_t)count;
    list->as.items = copy;
    return list;
}

const node *sample_map(sampler *s, const node_member *members, size_t count) {
    return node_new_map(s->memory, (span){0}, members, count);
}

void candidates_add(candidates *c, const node *n) {
    if (!n || candidates_are_enough(c))
        return;
    c->tried++;
    c->first = c->first ? c->first : n;
    if (!c->type || sample_fits(c->type, n))
        c->items[c->count++] = n;
}

/* The first candidate that fits; NULL, or what is missing, when there is none. */
const node *sample_made(sampler *s, const model_type *type) {
    candidates c = candidates_for(type, 1);
    if (s->steps++ < SAMPLE_STEPS && s->depth < s->deepest) {
        s->depth++;
        sample_add(s, type, &c);
        s->depth--;
    }
    if (c.count)
        return c.items[0];
    if (!s->lenient)
        return NULL;
    return c.first && type->kind == MODEL_OBJECT ? c.first : &sample_missing;
}

/* What is simpler to show: what holds nothing, and an object rather than a union's own lists. */
static int simplicity(const model_definition *d, const model_type *type) {
    if (type->kind < MODEL_ARRAY || type->kind == MODEL_ENUM)
        return 2;
    return !d->recursive || type->kind == MODEL_OBJECT;
}

/* An alternative that is an object, with the discriminator, which may be one of its fields. */
static const node *told_of(sampler *s, const model_definition *d, const model_alternative *m,
                           bool by_field) {
    if (!m->tag_count || m->type->kind != MODEL_OBJECT)
        return NULL;
    if (!model_field_find(m->type->definition, d->discriminator) == by_field)
        return NULL;
    const node_member tag = {sample_node(s, NODE_STRING, d->discriminator),
                             sample_node(s, NODE_STRING, m->tags[0])};
    s->depth++;
    const node *n = s->depth < s->deepest && s->steps++ < SAMPLE_STEPS
                        ? sample_object_of(s, m->type->definition, &tag, false)
                        : NULL;
    s->depth--;
    return n && document_alternative(d, n) == m ? n : NULL;
}

/* Those that a discriminator tells come first, then those that hold no others. */
static void add_alternatives(sampler *s, const model_definition *d, candidates *c) {
    const size_t before = c->count;
    for (int by_field = 1; by_field >= 0; by_field--)
        for (size_t i = 0; i < d->alternative_count && c->count == before; i++)
            candidates_add(c, told_of(s, d, &d->alternatives[i], by_field));
    if (candidates_are_enough(c))
        return;
    for (int simple = 2; simple >= 0; simple--)
        for (size_t i = 0; i < d->alternative_count && !candidates_are_enough(c); i++)
            if (simplicity(d, d->alternatives[i].type) == simple) {
                const node *n = sample_made(s, d->alternatives[i].type);
                candidates_add(c, n == &sample_missing ? NULL : n);
                if (c->count > before && simple < 2)
                    return; /* one that is good, as it fits an alternative */
            }
}

static const node *constant_of(const model_type *type) {
    const model_constraint *c = model_constraint_find(type->constraints, MODEL_CONST);
    return c ? c->operand : NULL;
}

void sample_add(sampler *s, const model_type *type, candidates *c) {
    candidates_add(c, constant_of(type));
    if (candidates_are_enough(c))
        return;
    switch (type->kind) {
    case MODEL_ANY:
        sample_add_json(s, type, c);
        break;
    case MODEL_ARRAY:
        candidates_add(c, sample_list_of(s, type));
        break;
    case MODEL_MAP:
        sample_add_maps(s, type, c);
        break;
    case MODEL_OBJECT:
        candidates_add(c, sample_object_of(s, type->definition, NULL, false));
        break;
    case MODEL_ENUM:
        for (size_t i = 0; i < type->definition->value_count && !candidates_are_enough(c); i++)
            candidates_add(c, type->definition->values[i].json);
        break;
    case MODEL_UNION:
        add_alternatives(s, type->definition, c);
        break;
    default:
        sample_add_scalars(s, type, c);
        sample_add_asked(s, type->conditions, c);
        break;
    }
}

/* The value of a definition by itself. */
static const node *whole_of(sampler *s, const model_definition *d) {
    const model_type self = {.kind = d->kind, .definition = (model_definition *)(uintptr_t)d};
    s->steps = s->depth = 0;
    const node *example = d->note.example;
    if (d->kind != MODEL_OBJECT && example && example->kind != NODE_NULL &&
        sample_fits(&self, example))
        return example;
    return d->kind == MODEL_OBJECT ? sample_object_of(s, d, NULL, true) : sample_made(s, &self);
}

const node *sample_of(sampler *s, const model_definition *d, bool *good) {
    const node *n = NULL;
    s->lenient = false;
    for (s->deepest = SHALLOW; s->deepest <= DEEP && !n; s->deepest += SHALLOW)
        n = whole_of(s, d);
    *good = n != NULL;
    s->lenient = true;
    s->deepest = SHALLOW;
    return n ? n : whole_of(s, d);
}
