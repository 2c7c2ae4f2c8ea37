/*
 * Members that conditions name, and that are no properties: fields with any value that the object's
 * other members may have, so that it can be told whether they are there, and what they are; see
 * schema.h.
 */
#include "spec/schema.h"

typedef struct named_member {
    const node *key;    /* where it is named first */
    const node *schema; /* that a condition has for it; NULL: it is only asked for */
} named_member;

/* An object that has some. */
typedef struct named_object {
    schema_entry *entry;
    map *members; /* by name: named_member */
    bool sealed;  /* what its other members may be depends on their names: none becomes a field */
} named_object;

static schema_entry *entry_of(const schema_reader *r, const model_definition *object) {
    schema_entry *entry = r->queue;
    while (entry && entry->definition != object)
        entry = entry->queued;
    return entry;
}

static bool is_sealed(schema_reader *r, const schema_entry *entry) {
    if (!entry || entry->definition->names || schema_read_additional(r, entry->parts).untold)
        return true;
    for (const schema_condition *c = entry->parts->conditions; c; c = c->next)
        if (c->keyword == KEYWORD_UNEVALUATED_PROPERTIES)
            return true;
    return false;
}

static named_object *object_of(schema_reader *r, const model_definition *object) {
    const str key = schema_key(r, object, NULL);
    named_object *o = map_get(r->named, key);
    if (o)
        return o;
    o = ARENA_NEW(r->memory, named_object);
    *o = (named_object){.entry = entry_of(r, object), .members = map_new(r->memory)};
    o->sealed = is_sealed(r, o->entry);
    map_put(r->named, key, o);
    return o;
}

bool schema_name_member(schema_reader *r, const model_definition *object, const node *key,
                        const node *schema) {
    if (!r->named || key->kind != NODE_STRING)
        return false;
    named_object *o = object_of(r, object);
    if (o->sealed)
        return false;
    named_member *m = map_get(o->members, key->as.text);
    if (!m) {
        m = ARENA_NEW(r->memory, named_member);
        *m = (named_member){.key = key};
        map_put(o->members, key->as.text, m);
    }
    m->schema = m->schema ? m->schema : schema;
    return true;
}

/* What the schema says of the member, but not which values it may have. */
static const node *notes_of(schema_reader *r, const named_member *m) {
    schema_parts parts, notes = {.node = m->schema ? m->schema : m->key};
    if (m->schema && m->schema->kind == NODE_MAP && schema_parts_read(r, m->schema, &parts)) {
        notes.of[KEYWORD_TITLE] = parts.of[KEYWORD_TITLE];
        notes.of[KEYWORD_DESCRIPTION] = parts.of[KEYWORD_DESCRIPTION];
        notes.of[KEYWORD_DEPRECATED] = parts.of[KEYWORD_DEPRECATED];
    }
    return schema_from_parts(r, &notes);
}

static void warn_named(schema_reader *r, const model_definition *object, const named_member *m) {
    if (map_put(r->warned, schema_key(r, m->key, NULL), r)) /* of another alternative */
        return;
    diagnostic *w = diag_report(r->diags, CODE_REQUIRED_UNKNOWN, m->key->at,
                                "a condition asks for `%.*s`, which is no property: it becomes a "
                                "field that may have any value",
                                STR_ARG(m->key->as.text));
    schema_suggest_property(r, w, object, m->key->as.text);
}

static void add_fields(schema_reader *r, const named_object *o) {
    model_definition *d = o->entry->definition;
    const size_t before = d->field_count, count = map_count(o->members);
    model_field *fields = ARENA_ARRAY(r->memory, before + count, model_field), *to;
    memcpy(fields, d->fields, before * sizeof *fields);
    to = fields + before;
    for (const map_entry *e = map_first(o->members); e; e = map_next(e), to++) {
        const named_member *m = map_value(e);
        if (!m->schema)
            warn_named(r, d, m);
        schema_read_field(r, o->entry, schema_new_member(r, m->key, notes_of(r, m)), to);
        if (d->additional_mode == MODEL_ADDITIONAL_TYPED)
            to->type = d->additional;
    }
    d->fields = fields;
    d->field_count += count;
}

void schema_named_begin(schema_reader *r) {
    r->named = map_new(r->memory);
    r->field_checks = map_new(r->memory);
}

bool schema_named_end(schema_reader *r) {
    bool some = false;
    for (const map_entry *e = map_first(r->named); e; e = map_next(e)) {
        const named_object *o = map_value(e);
        if (!map_count(o->members))
            continue;
        add_fields(r, o);
        some = true;
    }
    r->named = NULL;
    return some;
}
