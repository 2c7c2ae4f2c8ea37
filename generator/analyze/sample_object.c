/* Samples of objects: which fields they have, and what is in these. */
#include "analyze/sample_build.h"

/* What is shown of examples, and how deep something is shown that need not be there. */
enum { SHOWN_ITEMS = 16, SHOWN_LENGTH = 1000, SHOWN_DEPTH = 3 };

/* Which optional fields a sample of an object has. */
typedef enum extent {
    SHOWN, /* those that the spec shows by an example, and those asked for */
    ASKED, /* those that are asked for by conditions and counts */
    BARE,  /* none */
    FEW,   /* and one or two simple ones */
    FULL
} extent;

/* The fields that a test wants to be there: of alternatives those of the first. */
static bool asks_for(const model_test *test, const model_field *field) {
    if (test->kind == MODEL_TEST_PRESENT)
        return !test->negated && test->field == field;
    for (const model_test *t = test->tests; t; t = t->next) {
        if (asks_for(t, field))
            return true;
        if (test->kind != MODEL_TEST_ALL)
            break;
    }
    return false;
}

static bool is_asked(const model_definition *d, const model_field *field, const node *tag_of) {
    if (field->required || (tag_of && str_eq(field->name, tag_of->as.text)))
        return true;
    for (const model_condition *c = d->conditions; c; c = c->next)
        if (asks_for(c->test, field))
            return true;
    return false;
}

/* Null shows nothing, and what is long hides the rest. */
static bool is_short(const node *n) {
    return n->kind != NODE_NULL && n->count <= SHOWN_ITEMS &&
           (n->kind != NODE_STRING || n->as.text.len <= SHOWN_LENGTH);
}

/* The items of a list that are good, the first of many. */
static const node *good_items(sampler *s, const model_type *type, const node *list) {
    const node *items[SHOWN_ITEMS];
    size_t count = 0;
    for (uint32_t i = 0; i < list->count && count < SHOWN_ITEMS; i++)
        if (sample_fits(type->element, list->as.items[i]))
            items[count++] = list->as.items[i];
    return sample_list(s, items, count);
}

/* What a spec gives as a value, or of a list what is good of it; NULL where nothing is. */
static const node *good_part(sampler *s, const model_type *type, const node *given) {
    if (given && is_short(given) && sample_fits(type, given))
        return given;
    if (!given || type->kind != MODEL_ARRAY || given->kind != NODE_LIST)
        return NULL;
    const node *part = good_items(s, type, given);
    return part->count && sample_fits(type, part) ? part : NULL;
}

/* The value of a field: what the model's example has, its own example, its default, or made up. */
static const node *field_value(sampler *s, const model_field *field, const node *example) {
    const node *given[] = {node_get(example, field->name), field->note.example,
                           field->default_value};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        const node *good = good_part(s, field->type, given[i]);
        if (good)
            return good;
    }
    return sample_made(s, field->type);
}

typedef struct object_plan {
    const model_definition *definition;
    const node *example;    /* of the object; or NULL */
    const node_member *tag; /* the discriminator and its value; or NULL */
    extent extent;
    size_t few; /* so many of FEW */
} object_plan;

/* How many optional fields are to be there only because there must be so many. */
static size_t more_fields(const object_plan *p) {
    const model_definition *d = p->definition;
    size_t least = sample_least(d->constraints, MODEL_MIN_PROPERTIES), count = 0;
    for (size_t i = 0; i < d->field_count; i++)
        count += is_asked(d, &d->fields[i], p->tag ? p->tag->key : NULL);
    if (least < p->few)
        least = p->few;
    return p->extent == BARE || count >= least ? 0 : least - count;
}

static bool is_simple(const model_field *field) {
    return field->type->kind < MODEL_ANY || field->type->kind == MODEL_ENUM;
}

static bool is_shown(const object_plan *p, const model_field *field) {
    return p->extent == SHOWN &&
           (field->note.example || (p->example && node_get(p->example, field->name)));
}

static bool is_there(const object_plan *p, const model_field *field) {
    if (field->required || p->extent == FULL || is_shown(p, field))
        return true;
    return p->extent != BARE && is_asked(p->definition, field, p->tag ? p->tag->key : NULL);
}

/* An object with so many members that are none of its fields. */
static const node *with_others(sampler *s, const model_definition *d, const node_member *members,
                               size_t count, size_t more) {
    static const model_type any = {.kind = MODEL_ANY};
    const node *others = sample_map_of(s, d->names, d->additional ? d->additional : &any, more);
    node_member *all = ARENA_ARRAY(s->memory, count + others->count + 1, node_member);
    memcpy(all, members, count * sizeof *members);
    for (uint32_t i = 0; i < others->count; i++)
        if (!model_field_find(d, others->as.members[i].key->as.text))
            all[count++] = others->as.members[i];
    return sample_map(s, all, count);
}

/* NULL when a field that is there has no value. */
static const node *object_by(sampler *s, const object_plan *p) {
    const model_definition *d = p->definition;
    node_member *members = ARENA_ARRAY(s->memory, d->field_count + 2, node_member);
    size_t count = 0, more = more_fields(p);
    for (size_t i = 0; i < d->field_count; i++) {
        const model_field *field = &d->fields[i];
        bool there = is_there(p, field);
        if (!there && more && (p->extent != FEW || is_simple(field))) {
            there = true;
            more--;
        }
        if (!there)
            continue;
        const bool told = p->tag && str_eq(p->tag->key->as.text, field->name);
        const node *item = told ? p->tag->item : field_value(s, field, p->example);
        if (!item || (item == &sample_missing && !field->required)) {
            if (field->required)
                return NULL;
            continue;
        }
        node *key = sample_node(s, NODE_STRING, field->name);
        members[count++] = (node_member){key, item};
    }
    if (p->tag && !model_field_find(d, p->tag->key->as.text)) {
        members[count++] = *p->tag;
        more -= more > 0;
    }
    if (more && p->extent != FEW)
        return with_others(s, d, members, count, more);
    return sample_map(s, members, count);
}

static bool object_is_good(const model_definition *d, const node *n) {
    const model_type self = {.kind = MODEL_OBJECT, .definition = (model_definition *)(uintptr_t)d};
    return n && sample_fits(&self, n);
}

/* A good object with some fields, which there need not be: two, or as many as belong together. */
static const node *few_of(sampler *s, object_plan *p) {
    static const size_t counts[] = {2, 1, 3, 4, 5, 6};
    p->extent = FEW;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        p->few = counts[i];
        const node *n = object_by(s, p);
        if (n && n->count && object_is_good(p->definition, n))
            return n;
    }
    return NULL;
}

/* The first extent that gives a good object; the example itself is one, too. */
const node *sample_object_of(sampler *s, const model_definition *d, const node_member *tag,
                             bool top) {
    const node *example =
        d->note.example && d->note.example->kind == NODE_MAP ? d->note.example : NULL;
    object_plan p = {.definition = d, .example = top ? example : NULL, .tag = tag};
    static const extent of_top[] = {SHOWN, ASKED, BARE, FULL};
    static const extent of_inner[] = {ASKED, BARE, FULL};
    const extent *extents = top ? of_top : of_inner;
    const size_t count = top ? sizeof of_top / sizeof *of_top : sizeof of_inner / sizeof *of_inner;
    const node *first = NULL;
    for (size_t i = 0; i < count && s->steps < SAMPLE_STEPS; i++) {
        p.extent = extents[i];
        const node *n = object_by(s, &p);
        first = first ? first : n;
        if (!object_is_good(d, n))
            continue;
        const node *few = n->count || s->depth > SHOWN_DEPTH ? n : few_of(s, &p);
        return few ? few : n;
    }
    if (!tag && object_is_good(d, example))
        return example;
    return s->lenient ? first : NULL;
}
