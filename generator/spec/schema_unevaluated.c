/*
 * `unevaluatedProperties` and `unevaluatedItems`: what may be there besides what a schema and all
 * its parts tell. Once the parts of an object are one schema, that is what `additionalProperties`
 * says; see schema.h.
 */
#include "spec/schema.h"

static bool names_others(const node *schema, const node *properties);

static bool any_names_others(const node *schemas, const node *properties) {
    bool found = false;
    for (uint32_t i = 0; schemas && i < schemas->count && !found; i++)
        found = names_others(schemas->kind == NODE_MAP ? schemas->as.members[i].item
                                                       : schemas->as.items[i],
                             properties);
    return found;
}

/* Whether it is about members that are none of the properties: if it holds, they are evaluated. */
static bool names_others(const node *schema, const node *properties) {
    static const str about[] = {STR_INIT("patternProperties"), STR_INIT("additionalProperties"),
                                STR_INIT("unevaluatedProperties"), STR_INIT("$ref"),
                                STR_INIT("$dynamicRef")};
    static const str parts[] = {STR_INIT("allOf"), STR_INIT("anyOf"), STR_INIT("oneOf"),
                                STR_INIT("dependentSchemas"), STR_INIT("dependencies")};
    static const str single[] = {STR_INIT("if"), STR_INIT("then"), STR_INIT("else")};
    const node *own = node_get(schema, STR("properties"));
    bool found = false;
    for (uint32_t i = 0; own && own->kind == NODE_MAP && i < own->count && !found; i++)
        found = !node_get(properties, node_text(own->as.members[i].key));
    for (size_t i = 0; i < sizeof about / sizeof *about && !found; i++)
        found = node_get(schema, about[i]) != NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !found; i++)
        found = any_names_others(node_get(schema, parts[i]), properties);
    for (size_t i = 0; schema && i < sizeof single / sizeof *single && !found; i++)
        found = names_others(node_get(schema, single[i]), properties);
    return found;
}

/* Whether all that is evaluated are the properties, and the value is an object. */
static bool is_closed(schema_reader *r, const schema_parts *parts) {
    if (parts->of[KEYWORD_ONE_OF] || parts->of[KEYWORD_ANY_OF] || parts->of[KEYWORD_DYNAMIC_REF] ||
        parts->of[KEYWORD_RECURSIVE_REF])
        return false;
    if (!parts->of[KEYWORD_TYPE] && !parts->of[KEYWORD_PROPERTIES])
        return false;
    const node *conditions = schema_conditions_list(r, parts->node->at, parts->conditions);
    return !any_names_others(conditions, schema_part(parts, KEYWORD_PROPERTIES));
}

/* The conditions without the one of a schema itself, which *own is then. */
static const schema_condition *without_own(schema_reader *r, const schema_parts *parts,
                                           const node_member **own) {
    const schema_condition *rest = NULL, **end = &rest;
    for (const schema_condition *c = parts->conditions; c; c = c->next)
        if (c->keyword == KEYWORD_UNEVALUATED_PROPERTIES && c->schema == parts->node)
            *own = c->member;
        else
            end = schema_conditions_put(r, end, c);
    return rest;
}

static bool has_condition(const schema_condition *list, schema_keyword keyword) {
    while (list && list->keyword != keyword)
        list = list->next;
    return list != NULL;
}

bool schema_close(schema_reader *r, schema_parts *parts) {
    const node_member *member = NULL;
    schema_parts all = *parts;
    without_own(r, parts, &member);
    if (!member)
        return false;
    if ((all.of[KEYWORD_REF] || all.of[KEYWORD_ALL_OF]) && !schema_merge(r, parts->node, &all))
        return false;
    all.conditions = without_own(r, &all, &member);
    if (all.of[KEYWORD_ADDITIONAL_PROPERTIES] || all.of[KEYWORD_UNEVALUATED_PROPERTIES] ||
        has_condition(all.conditions, KEYWORD_UNEVALUATED_PROPERTIES) || !is_closed(r, &all))
        return false;
    *parts = all;
    parts->of[KEYWORD_ADDITIONAL_PROPERTIES] = member;
    return true;
}

static bool is_unevaluated(const schema_condition *c) {
    return c->keyword == KEYWORD_UNEVALUATED_PROPERTIES || c->keyword == KEYWORD_UNEVALUATED_ITEMS;
}

void schema_warn_unevaluated(schema_reader *r, const node_member *member, const char *where) {
    const str name = node_text(member->key);
    if (!map_put(r->warned, schema_key(r, member->key, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED,
                   str_format(r->memory, "%.*s %s", STR_ARG(name), where), member->key->at,
                   "`%.*s` %s is not supported and has no effect", STR_ARG(name), where);
}

const schema_condition *schema_take_unevaluated(schema_reader *r, const node *schema,
                                                const schema_condition *list,
                                                schema_unevaluated *out) {
    const schema_condition *others = NULL, **end = &others;
    for (const schema_condition *c = list; c; c = c->next)
        if (!is_unevaluated(c))
            end = schema_conditions_put(r, end, c);
        else if (c->schema == schema)
            out->members[out->count++] = *c->member;
        else
            schema_warn_unevaluated(r, c->member, "in a part of a union");
    return others;
}

const node *schema_with_unevaluated(schema_reader *r, const node *schema,
                                    const schema_unevaluated *more) {
    if (!more->count)
        return schema;
    node_member *members = ARENA_ARRAY(r->memory, schema->count + more->count, node_member);
    memcpy(members, schema->as.members, schema->count * sizeof *members);
    memcpy(members + schema->count, more->members, more->count * sizeof *members);
    return schema_new_map(r, schema->at, members, schema->count + more->count);
}
