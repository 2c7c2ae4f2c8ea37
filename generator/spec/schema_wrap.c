/*
 * Schemas that only wrap another one: a $ref with siblings, an allOf around one $ref, a oneOf or
 * anyOf of one type and null. They are a use of that other type, not a type of their own.
 */
#include "spec/schema.h"

bool schema_is_false(const node *schema) {
    static const str unions[] = {STR_INIT("oneOf"), STR_INIT("anyOf")};
    if (schema->kind == NODE_BOOL)
        return !schema->boolean;
    const node *all = node_get(schema, STR("allOf"));
    for (uint32_t i = 0; all && all->kind == NODE_LIST && i < all->count; i++)
        if (schema_is_false(all->as.items[i]))
            return true;
    for (size_t u = 0; u < sizeof unions / sizeof *unions; u++) {
        const node *list = node_get(schema, unions[u]);
        uint32_t at = 0, count = list && list->kind == NODE_LIST ? list->count : 0;
        while (at < count && schema_is_false(list->as.items[at]))
            at++;
        if (count && at == count)
            return true;
    }
    return false;
}

const node *schema_alternatives(schema_reader *r, const node *list, size_t *nulls) {
    const node **items = ARENA_ARRAY(r->memory, list->count, const node *);
    size_t count = 0;
    *nulls = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const node *item = list->as.items[i];
        if (schema_is_null(item))
            ++*nulls;
        else if (!schema_is_false(item))
            items[count++] = item;
    }
    return count == list->count ? list : schema_new_list(r, list->at, items, count);
}

/* Whether anything but a description is said beside the reference. */
static bool refines(const schema_parts *parts) {
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++)
        if (parts->of[k] && k != KEYWORD_REF && k != KEYWORD_ALL_OF && k != KEYWORD_ONE_OF &&
            k != KEYWORD_ANY_OF && k != KEYWORD_DESCRIPTION && schema_keyword_class(k) != QUIET)
            return true;
    return parts->extensions != NULL;
}

static void override_note(model_note *note, const model_note *outer) {
    if (outer->title.len)
        note->title = outer->title;
    if (outer->description.len)
        note->description = outer->description;
    if (outer->example)
        note->example = outer->example;
    if (outer->extensions)
        note->extensions = outer->extensions;
    if (outer->deprecation.len)
        note->deprecation = outer->deprecation;
}

/* What the wrapper says counts more than what stands inside. */
static void wrap(schema_reader *r, schema_use *use, const schema_parts *outer) {
    schema_use own = {0};
    schema_read_note(r, outer, &own);
    override_note(&use->note, &own.note);
    if (outer->of[KEYWORD_DEPRECATED])
        use->note.deprecated = own.note.deprecated;
    if (own.default_value)
        use->default_value = own.default_value;
    use->read_only = use->read_only || own.read_only;
    use->write_only = use->write_only || own.write_only;
    if (outer->of[KEYWORD_NULLABLE])
        use->type.nullable = schema_flag(r, outer, KEYWORD_NULLABLE);
    if (outer->of[KEYWORD_DISCRIMINATOR])
        schema_warn_keyword(r, outer->of[KEYWORD_DISCRIMINATOR], "beside a single alternative");
    if (outer->of[KEYWORD_TYPE])
        use->type.asked_type = outer->of[KEYWORD_TYPE]->item;
    if (outer->of[KEYWORD_FORMAT])
        use->type.asked_format = outer->of[KEYWORD_FORMAT]->item;
    const model_constraint *more = schema_constraints(r, outer);
    if (more)
        use->type.constraints = schema_constraints_join(r, use->type.constraints, more);
    const model_definition *d = use->type.definition;
    if (d && !d->owner && !d->property.len && refines(outer))
        use->type.refined = true;
}

/* A use of what a $ref leads to: a definition keeps its note to itself. */
static schema_use use_of_ref(schema_reader *r, const node *ref) {
    const schema_entry *entry = schema_follow(r, ref);
    schema_use use = {.type = {.kind = MODEL_ANY}};
    if (entry && entry->state == SCHEMA_RESOLVED) {
        use = entry->use;
    } else if (entry && entry->definition) { /* it is being resolved: a member of itself */
        use.type.kind = entry->definition->kind;
        use.type.definition = entry->definition;
    }
    if (use.type.definition)
        use.note = (model_note){0};
    use.type.at = ref->at;
    return use;
}

/* The one part of an allOf that says which values there are, when it is a $ref. */
static const node *single_ref(schema_reader *r, const node *all) {
    const node *found = NULL;
    for (uint32_t i = 0; i < all->count; i++) {
        schema_parts parts;
        if (!schema_parts_read(r, all->as.items[i], &parts) || schema_is_false(all->as.items[i]))
            return NULL;
        if (!schema_has_shape(&parts, KEYWORD_COUNT) && !parts.conditions)
            continue;
        if (found || !parts.of[KEYWORD_REF] || schema_has_shape(&parts, KEYWORD_REF) ||
            parts.conditions)
            return NULL;
        found = all->as.items[i];
    }
    return found;
}

static bool unwrap_all_of(schema_reader *r, const schema_parts *parts, schema_place place,
                          schema_use *use) {
    const node *all = schema_list(r, parts, KEYWORD_ALL_OF);
    const node *ref = all ? single_ref(r, all) : NULL;
    if (!ref)
        return false;
    *use = schema_read_use(r, ref, place);
    for (uint32_t i = 0; i < all->count; i++) {
        schema_parts part;
        if (all->as.items[i] == ref || !schema_parts_read(r, all->as.items[i], &part))
            continue;
        schema_warn_unsupported(r, &part);
        wrap(r, use, &part);
    }
    wrap(r, use, parts);
    return true;
}

static bool unwrap_union(schema_reader *r, const schema_parts *parts, schema_keyword keyword,
                         schema_place place, schema_use *use) {
    const node *list = schema_list(r, parts, keyword);
    size_t nulls;
    const node *rest = list ? schema_alternatives(r, list, &nulls) : NULL;
    if (!rest || rest->count != 1)
        return false;
    *use = schema_read_use(r, rest->as.items[0], place);
    wrap(r, use, parts);
    const model_definition *d = use->type.definition;
    if (nulls && d && !d->owner && !d->property.len)
        use->type.refined = true;
    use->type.nullable = use->type.nullable || nulls;
    return true;
}

static bool unwrap(schema_reader *r, const schema_parts *parts, schema_place place,
                   schema_use *use) {
    if (parts->conditions) /* of a type of its own */
        return false;
    if (parts->of[KEYWORD_REF] && !schema_has_shape(parts, KEYWORD_REF)) {
        *use = use_of_ref(r, parts->of[KEYWORD_REF]->item);
        wrap(r, use, parts);
        return true;
    }
    if (parts->of[KEYWORD_ALL_OF] && !schema_has_shape(parts, KEYWORD_ALL_OF))
        return unwrap_all_of(r, parts, place, use);
    if (parts->of[KEYWORD_ONE_OF] && !schema_has_shape(parts, KEYWORD_ONE_OF))
        return unwrap_union(r, parts, KEYWORD_ONE_OF, place, use);
    if (parts->of[KEYWORD_ANY_OF] && !schema_has_shape(parts, KEYWORD_ANY_OF))
        return unwrap_union(r, parts, KEYWORD_ANY_OF, place, use);
    return false;
}

bool schema_unwrap(schema_reader *r, const schema_parts *parts, schema_place place,
                   schema_use *use) {
    const unsigned loops = r->loops;
    if (!unwrap(r, parts, place, use))
        return false;
    /* a format makes another scalar of what it stands beside: they are read as one schema, but not
       with the array or map that is just being read, which would begin anew */
    return !parts->of[KEYWORD_FORMAT] || use->type.kind >= MODEL_ARRAY || r->loops > loops;
}
