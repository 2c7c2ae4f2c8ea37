/*
 * The discriminator of a union: which of its values mean which alternative (OpenAPI 3.1, 4.8.25);
 * see schema.h.
 *
 * The mapping tells it, or else the constants that an alternative has for the member, or else its
 * name. It is read when all definitions are filled: what an alternative is counts, too.
 */
#include "spec/schema.h"

typedef struct discriminator {
    schema_reader *r;
    const schema_entry *entry;
    model_definition *d;
    bool *mapped;    /* by alternative */
    const char *why; /* it can't tell the alternatives; NULL: it can */
} discriminator;

/* ---- values ---- */

static void add_tag(schema_reader *r, model_alternative *a, str tag) {
    str *tags = ARENA_ARRAY(r->memory, a->tag_count + 1, str);
    if (a->tag_count)
        memcpy(tags, a->tags, a->tag_count * sizeof *tags);
    tags[a->tag_count++] = tag;
    a->tags = tags;
}

static bool has_tag(const model_alternative *a, str tag) {
    for (size_t i = 0; i < a->tag_count; i++)
        if (str_eq(a->tags[i], tag))
            return true;
    return false;
}

/* Whether a value means another alternative; of the mapped ones alone, or of all. */
static bool is_taken(const discriminator *t, const model_alternative *a, str tag, bool mapped) {
    for (size_t i = 0; i < t->d->alternative_count; i++) {
        const model_alternative *other = &t->d->alternatives[i];
        if (other != a && (t->mapped[i] || !mapped) && has_tag(other, tag))
            return true;
    }
    return false;
}

/* ---- the mapping ---- */

/* What a mapping names: a reference, or the bare name of a component. */
static schema_entry *mapped_entry(schema_reader *r, const node *target) {
    str text = node_text(target);
    schema_entry *entry = map_get(r->names, text);
    if (entry) {
        schema_resolve(r, entry);
        return entry;
    }
    if (str_find_char(text, 0, '#') < text.len || str_find_char(text, 0, '/') < text.len ||
        str_find_char(text, 0, '.') < text.len)
        return schema_follow(r, target);
    diagnostic *d =
        diag_report(r->diags, CODE_BAD_REF, target->at, "there is no schema `%.*s`", STR_ARG(text));
    str *names = ARENA_ARRAY(r->memory, map_count(r->names) + 1, str);
    size_t count = 0;
    for (const map_entry *e = map_first(r->names); e; e = map_next(e))
        names[count++] = map_key(e);
    diag_suggest(r->diags, d, text, names, count);
    return NULL;
}

/* What an alternative is written as: what its $ref leads to, or itself. */
static const schema_entry *entry_of(const discriminator *t, size_t alternative) {
    const node *member = t->entry->alternatives->as.items[alternative];
    const node *ref = node_get(member, STR("$ref"));
    return ref ? schema_target(t->r, ref) : schema_entry_find(t->r, member);
}

/* The alternative that a schema is, by itself or by what it comes to; their count: none is it. */
static size_t alternative_of(const discriminator *t, const schema_entry *entry) {
    const model_definition *d = entry->definition ? entry->definition : entry->use.type.definition;
    const size_t count = t->d->alternative_count;
    for (size_t i = 0; i < count; i++)
        if (entry_of(t, i) == entry)
            return i;
    for (size_t i = 0; i < count && d; i++)
        if (t->d->alternatives[i].type->definition == d)
            return i;
    return count;
}

static void read_mapping(discriminator *t, const node *mapping) {
    schema_reader *r = t->r;
    for (uint32_t i = 0; mapping && mapping->kind == NODE_MAP && i < mapping->count; i++) {
        const node_member *member = &mapping->as.members[i];
        const schema_entry *entry = mapped_entry(r, member->item);
        if (!entry)
            continue;
        const size_t found = alternative_of(t, entry);
        if (found == t->d->alternative_count) {
            diag_count(r->diags, CODE_UNSUPPORTED, STR("mapping"), member->key->at,
                       "`%.*s` is mapped to none of the alternatives and has no effect",
                       STR_ARG(node_text(member->key)));
        } else {
            add_tag(r, &t->d->alternatives[found], node_text(member->key));
            t->mapped[found] = true;
        }
    }
}

/* ---- constants and names ---- */

/* The constants that an alternative's schema allows for the member, and that are not mapped. */
static void tags_from_constants(discriminator *t, size_t alternative) {
    model_alternative *a = &t->d->alternatives[alternative];
    const schema_entry *entry = entry_of(t, alternative);
    if (!entry || !entry->parts)
        return;
    const node *property =
        node_get(schema_part(entry->parts, KEYWORD_PROPERTIES), t->d->discriminator);
    const node *constant = node_get(property, STR("const"));
    const node *list = node_get(property, STR("enum"));
    if (constant && constant->kind == NODE_STRING)
        add_tag(t->r, a, constant->as.text);
    for (uint32_t i = 0; !constant && list && list->kind == NODE_LIST && i < list->count; i++)
        if (list->as.items[i]->kind == NODE_STRING &&
            !is_taken(t, a, list->as.items[i]->as.text, true))
            add_tag(t->r, a, list->as.items[i]->as.text);
}

/* A union tells its own alternatives, where it does so by the same member. */
static void tags_from_union(discriminator *t, model_alternative *a) {
    const model_definition *inner = a->type->definition;
    for (schema_entry *entry = t->r->queue; entry; entry = entry->queued)
        if (entry->definition == inner)
            schema_read_discriminator(t->r, entry);
    if (!str_eq(inner->discriminator, t->d->discriminator)) {
        t->why = "an alternative is a union that it does not tell the alternatives of";
        return;
    }
    for (size_t i = 0; i < inner->alternative_count; i++)
        for (size_t k = 0; k < inner->alternatives[i].tag_count; k++)
            add_tag(t->r, a, inner->alternatives[i].tags[k]);
}

/* The last part of what its $ref names: of a pointer, or a file without its extension. */
static str name_of(const discriminator *t, size_t alternative) {
    str ref = node_text(node_get(t->entry->alternatives->as.items[alternative], STR("$ref")));
    size_t from = ref.len;
    while (from && ref.ptr[from - 1] != '/')
        from--;
    const bool file = str_find_char(ref, 0, '#') == ref.len;
    return str_slice(ref, from, file ? str_find_char(ref, from, '.') : ref.len);
}

/*
 * Of alternatives that have the same constants, as an enum that they inherit: each means those that
 * are its name.
 */
static void settle_shared(discriminator *t) {
    const size_t count = t->d->alternative_count;
    bool *shared = ARENA_ARRAY(t->r->memory, count, bool);
    for (size_t i = 0; i < count; i++) {
        const model_alternative *a = &t->d->alternatives[i];
        for (size_t k = 0; k < a->tag_count && !t->mapped[i]; k++)
            shared[i] = shared[i] || is_taken(t, a, a->tags[k], false);
    }
    for (size_t i = 0; i < count; i++) {
        model_alternative *a = &t->d->alternatives[i];
        const str name = name_of(t, i);
        const bool told = has_tag(a, name);
        if (!shared[i])
            continue;
        a->tag_count = 0;
        if (told)
            add_tag(t->r, a, name);
        else
            t->why = "alternatives have the same values for it, and none that is their name";
    }
}

/* ---- the whole ---- */

static bool takes_objects(const model_type *type) {
    return type->kind == MODEL_OBJECT || type->kind == MODEL_MAP || type->kind == MODEL_UNION ||
           type->kind == MODEL_ANY;
}

/* Whether the member can be one of the texts that tell the alternatives. */
static bool takes_text(const model_type *type) {
    if (type->kind == MODEL_ENUM)
        for (size_t i = 0; i < type->definition->value_count; i++)
            if (type->definition->values[i].json->kind == NODE_STRING)
                return true;
    return model_kind_is_text(type->kind) || type->kind == MODEL_ANY || type->kind == MODEL_UNION;
}

static void check_alternative(discriminator *t, const model_alternative *a) {
    const model_field *field = a->type->kind == MODEL_OBJECT
                                   ? model_field_find(a->type->definition, t->d->discriminator)
                                   : NULL;
    if (!takes_objects(a->type))
        t->why = "an alternative is no object";
    else if (field && !takes_text(field->type))
        t->why = "an alternative's member of that name is no text";
    else if (a->tag_count == 0 && !t->why)
        t->why = "an alternative has neither a name nor a `const` to be its value";
}

/* One that cannot tell all alternatives would refuse what they allow: then it is as if there were
 * none. */
static void drop(discriminator *t, span at) {
    diag_count(t->r->diags, CODE_UNSUPPORTED, str_from(t->why), at,
               "the discriminator `%.*s` has no effect: %s", STR_ARG(t->d->discriminator), t->why);
    t->d->discriminator = (str){0};
    for (size_t i = 0; i < t->d->alternative_count; i++)
        t->d->alternatives[i].tag_count = 0;
}

static void read_values(discriminator *t) {
    const size_t count = t->d->alternative_count;
    for (size_t i = 0; i < count; i++) {
        if (t->mapped[i])
            continue;
        if (t->d->alternatives[i].type->kind == MODEL_UNION)
            tags_from_union(t, &t->d->alternatives[i]);
        else
            tags_from_constants(t, i);
    }
    settle_shared(t);
    for (size_t i = 0; i < count; i++)
        if (t->d->alternatives[i].tag_count == 0 && name_of(t, i).len && !t->why)
            add_tag(t->r, &t->d->alternatives[i], name_of(t, i));
}

void schema_read_discriminator(schema_reader *r, schema_entry *entry) {
    const node_member *member =
        entry->alternatives ? entry->parts->of[KEYWORD_DISCRIMINATOR] : NULL;
    if (!member || entry->told)
        return;
    entry->told = true;
    discriminator t = {.r = r, .entry = entry, .d = entry->definition};
    const node *name = node_get(member->item, STR("propertyName"));
    if (!name || name->kind != NODE_STRING) {
        diag_report(r->diags, name ? CODE_WRONG_TYPE : CODE_MISSING_KEY,
                    name ? name->at : member->key->at,
                    "a discriminator has a `propertyName`, the name of the member that tells the "
                    "alternative");
        return;
    }
    t.d->discriminator = name->as.text;
    t.mapped = ARENA_ARRAY(r->memory, t.d->alternative_count, bool);
    read_mapping(&t, node_get(member->item, STR("mapping")));
    read_values(&t);
    for (size_t i = 0; i < t.d->alternative_count; i++)
        check_alternative(&t, &t.d->alternatives[i]);
    if (t.why)
        drop(&t, member->key->at);
}
