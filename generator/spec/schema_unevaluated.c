/*
 * `unevaluatedProperties`: what may be there besides the properties of a schema and all its parts.
 * Once the parts are one schema, that is what `additionalProperties` says; see schema.h.
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

/* Why it can't be told which members are evaluated; NULL: all properties are, and no others. */
static const char *why_open(schema_reader *r, const schema_parts *parts) {
    if (parts->of[KEYWORD_ONE_OF] || parts->of[KEYWORD_ANY_OF])
        return "beside `oneOf` or `anyOf`";
    if (parts->of[KEYWORD_DYNAMIC_REF] || parts->of[KEYWORD_RECURSIVE_REF])
        return "beside references that are not read";
    if (!parts->of[KEYWORD_TYPE] && !parts->of[KEYWORD_PROPERTIES])
        return "where nothing else tells that a value is an object";
    const node *conditions = schema_conditions_list(r, parts->node->at, parts->conditions);
    return any_names_others(conditions, schema_part(parts, KEYWORD_PROPERTIES))
               ? "beside conditions on other members"
               : NULL;
}

void schema_warn_unevaluated(schema_reader *r, const node_member *member, const char *where) {
    if (!schema_is_true(member->item) && !map_put(r->warned, schema_key(r, member->key, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED, str_from(where), member->key->at,
                   "`unevaluatedProperties` %s is not supported and has no effect", where);
}

bool schema_close(schema_reader *r, schema_parts *parts) {
    const node_member *member = parts->of[KEYWORD_UNEVALUATED_PROPERTIES];
    schema_parts all = *parts;
    all.of[KEYWORD_UNEVALUATED_PROPERTIES] = parts->of[KEYWORD_UNEVALUATED_PROPERTIES] = NULL;
    if (!member || schema_is_true(member->item))
        return false;
    if ((all.of[KEYWORD_REF] || all.of[KEYWORD_ALL_OF]) && !schema_merge(r, parts->node, &all))
        return false;
    if (all.of[KEYWORD_ADDITIONAL_PROPERTIES] || all.of[KEYWORD_UNEVALUATED_PROPERTIES])
        return false; /* parts with these have evaluated all */
    const char *why = why_open(r, &all);
    if (why) {
        schema_warn_unevaluated(r, member, why);
        return false;
    }
    *parts = all;
    parts->of[KEYWORD_ADDITIONAL_PROPERTIES] = member;
    return true;
}
