/*
 * Schemas that are definitions or have names: their table, their names and their order; see
 * schema.h.
 */
#include "spec/schema.h"

schema_entry *schema_entry_find(schema_reader *r, const node *schema) {
    const void *key[2] = {schema, NULL};
    return map_get(r->entries, (str){(const char *)key, sizeof key});
}

schema_entry *schema_entry_of(schema_reader *r, const node *schema) {
    schema_entry *entry = schema_entry_find(r, schema);
    if (entry)
        return entry;
    entry = ARENA_NEW(r->memory, schema_entry);
    entry->schema = schema;
    entry->at = schema->at;
    entry->last_child = &entry->children;
    map_put(r->entries, schema_key(r, schema, NULL), entry);
    return entry;
}

static void add_root(schema_reader *r, schema_entry *entry) {
    *r->last = entry;
    r->last = &entry->sibling;
}

/* Gives it a name; the one that has this name already, or NULL. */
static const schema_entry *add_named(schema_reader *r, schema_entry *entry, str name, span at) {
    entry->name = name;
    entry->at = at;
    entry->place = (schema_place){.parent = entry, .named = entry, .property = name};
    add_root(r, entry);
    return map_put(r->names, name, entry);
}

void schema_declare(schema_reader *r, str name, span at, const node *schema) {
    schema_entry *entry = schema_entry_find(r, schema);
    if (entry && entry->name.len) /* two names for one node, by an alias: the first one's */
        return;
    const schema_entry *first = add_named(r, schema_entry_of(r, schema), name, at);
    if (first) {
        diagnostic *d = diag_report(r->diags, CODE_DUPLICATE_NAME, at,
                                    "there is a schema `%.*s` already", STR_ARG(name));
        diag_add_note(r->diags, d, first->at, "the first one is here");
    }
}

static str unique_name(schema_reader *r, str base) {
    str name = base;
    for (int i = 2; map_get(r->names, name); i++)
        name = str_format(r->memory, "%.*s%d", STR_ARG(base), i);
    return name;
}

bool schema_is_of_named(schema_reader *r, const node *schema) {
    const node *ref = schema->count == 1 ? node_get(schema, STR("$ref")) : NULL;
    const schema_entry *target = ref ? schema_target(r, ref) : NULL;
    return target && target->name.len;
}

void schema_declare_body(schema_reader *r, str base, const node *schema, str about,
                         const node *example) {
    schema_entry *entry = schema_entry_of(r, schema);
    if (entry->name.len || entry->state != SCHEMA_NEW || entry->definition)
        return;
    entry->about = about;
    entry->example = example;
    add_named(r, entry, unique_name(r, base), schema->at);
}

void schema_resolve(schema_reader *r, schema_entry *entry) {
    if (entry->state != SCHEMA_NEW)
        return;
    entry->state = SCHEMA_RESOLVING;
    entry->containers = r->containers;
    entry->use = schema_read_new(r, entry->schema, entry->place);
    entry->state = SCHEMA_RESOLVED;
}

str schema_pascal(arena *a, str text, str before) {
    char *out = arena_alloc(a, before.len + text.len + 1);
    size_t len = before.len;
    memcpy(out, before.ptr, len);
    bool start = true;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool lower = c >= 'a' && c <= 'z', other = (unsigned char)c >= 0x80;
        if (!lower && !other && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
            start = true;
            continue;
        }
        out[len++] = lower && start ? (char)(c - 'a' + 'A') : c;
        start = false;
    }
    return (str){out, len};
}

static str inline_name(schema_reader *r, schema_place place) {
    str property = schema_pascal(r->memory, place.property, STR(""));
    property = property.len ? property : STR("Value");
    if (!place.parent)
        return unique_name(r, property);
    const schema_entry *parent = place.parent;
    str owner = parent->definition ? parent->definition->name : parent->name;
    str name = !parent->definition || (place.position && !place.property.len)
                   ? owner
                   : str_format(r->memory, "%.*s%.*s", STR_ARG(owner), STR_ARG(property));
    if (place.position)
        name = str_format(r->memory, "%.*s%d", STR_ARG(name), place.position);
    else if (!parent->definition)
        name = str_format(r->memory, "%.*sItem", STR_ARG(name));
    return unique_name(r, name);
}

static void add_below(schema_reader *r, schema_entry *entry, schema_entry *parent) {
    if (!parent) {
        add_root(r, entry);
        return;
    }
    entry->parent = parent;
    *parent->last_child = entry;
    parent->last_child = &entry->sibling;
}

static void set_inline(schema_reader *r, schema_entry *entry, model_definition *d,
                       schema_place place) {
    d->name = inline_name(r, place);
    d->property = place.property;
    d->position = place.position;
    d->item = place.item;
    d->at = entry->schema->at;
    map_put(r->names, d->name, entry);
    d->owner = place.parent ? place.parent->definition : NULL;
    add_below(r, entry, place.parent);
}

model_definition *schema_define(schema_reader *r, const schema_parts *parts, model_kind kind,
                                schema_place place) {
    schema_entry *entry = schema_entry_of(r, parts->node);
    if (entry->definition)
        return entry->definition;
    model_definition *d = ARENA_NEW(r->memory, model_definition);
    d->kind = kind;
    schema_entry *named = entry->name.len ? entry : place.named;
    if (named && !named->definition) {
        d->name = named->name;
        d->at = named->at;
        named->definition = d;
        if (named != entry) /* a wrapper has the name, what it wraps the contents */
            add_below(r, entry, named);
    } else {
        set_inline(r, entry, d, place);
    }
    entry->definition = d;
    entry->parts = ARENA_NEW(r->memory, schema_parts);
    *entry->parts = *parts;
    entry->nested = place.parent && place.parent != entry ? place.parent->nested + 1 : 0;
    if (entry->nested > SCHEMA_MAX_NESTED) {
        schema_endless(r, parts->node->at);
        return d; /* it stays empty */
    }
    *r->queue_end = entry;
    r->queue_end = &entry->queued;
    return d;
}

/* What an allOf merges in comes first, so that its inline definitions belong to it. */
void schema_fill(schema_reader *r, schema_entry *entry) {
    if (entry->filled || !entry->parts)
        return;
    entry->filled = true;
    if (r->depth++ < SCHEMA_MAX_CHAIN)
        for (const schema_part_base *base = entry->parts->bases; base; base = base->next) {
            schema_resolve(r, base->entry);
            schema_fill(r, base->entry);
        }
    r->depth--;
    model_definition *d = entry->definition;
    if (d->kind == MODEL_OBJECT)
        schema_fill_object(r, entry, d);
    else if (d->kind == MODEL_ENUM)
        schema_fill_enum(r, entry, d);
    else
        schema_fill_union(r, entry, d);
}

/* The definitions of an entry and of all below it, outer ones first. */
static void emit(schema_reader *r, schema_entry *root) {
    schema_entry *entry = root;
    while (entry) {
        model_definition *d = entry->definition;
        if (d && entry->parts)
            spec_add_definition(r->spec, d);
        if (entry->children) {
            entry = entry->children;
            continue;
        }
        while (entry != root && !entry->sibling)
            entry = entry->parent;
        entry = entry == root ? NULL : entry->sibling;
    }
}

/* Arrays, maps and scalars are what others use: where none does, nothing comes of them. */
static void warn_unused(schema_reader *r, const schema_entry *entry) {
    if (r->diags->errors || !entry->name.len || entry->about.len || entry->referred ||
        entry->use.type.definition || node_get(entry->schema, STR("$ref")))
        return;
    const model_type *type = &entry->use.type;
    const str kind = model_kind_name(type->kind);
    diagnostic *d = diag_count(
        r->diags, CODE_UNSUPPORTED, STR("plain schema"), entry->at,
        "nothing is made of `%.*s`, of type %.*s: objects, enums and unions have types of "
        "their own; of all else only what a $ref leads to is used",
        STR_ARG(entry->name), STR_ARG(kind));
    if (d->count == 1 && type->kind == MODEL_ARRAY && type->element->definition)
        diag_add_note(r->diags, d, (span){0}, "its items can be read as a stream of `%.*s`",
                      STR_ARG(type->element->definition->name));
}

void schema_read_declared(schema_reader *r) {
    for (schema_entry *entry = r->first; entry; entry = entry->sibling)
        schema_resolve(r, entry);
    for (schema_entry *entry = r->queue; entry; entry = entry->queued)
        schema_fill(r, entry);
    for (schema_entry *entry = r->queue; entry; entry = entry->queued)
        schema_read_discriminator(r, entry);
}

/* The example of a body or, of one that is a list, of its items; texts of other media are none. */
static const node *example_of(const schema_entry *entry, bool list) {
    const node *example = entry->example;
    if (list && example)
        example = example->kind == NODE_LIST && example->count ? example->as.items[0] : NULL;
    return example && (example->kind == NODE_MAP || example->kind == NODE_LIST) ? example : NULL;
}

/* What has nothing to say about itself is told by what it is a body of. */
static void describe(schema_reader *r, const schema_entry *entry) {
    const bool list = !entry->definition && entry->children;
    model_definition *d = list ? entry->children->definition : entry->definition;
    if (entry->about.len && d && !d->note.title.len && !d->note.description.len)
        d->note.description =
            str_join(r->memory, list ? STR("An item of the ") : STR("The "), entry->about);
    if (d && example_of(entry, list))
        d->note.example = example_of(entry, list);
}

void schema_finish(schema_reader *r) {
    schema_read_declared(r);
    do {
        schema_named_begin(r);
        for (schema_entry *entry = r->queue; entry;
             entry = entry->queued) /* of fields of others, too */
            if (entry->definition->kind == MODEL_OBJECT)
                schema_fill_conditions(r, entry, entry->definition);
        schema_fill_deferred(r);
    } while (schema_named_end(r));
    for (schema_entry *entry = r->first; entry; entry = entry->sibling) {
        warn_unused(r, entry);
        describe(r, entry);
        emit(r, entry);
    }
}
