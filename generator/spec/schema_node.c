/* Nodes made by the reader: of merged schemas, and keys for its tables; see schema.h. */
#include "spec/schema.h"

node *schema_new_map(schema_reader *r, span at, const node_member *members, size_t count) {
    return node_new_map(r->memory, at, members, count);
}

node *schema_new_list(schema_reader *r, span at, const node *const *items, size_t count) {
    node *n = ARENA_NEW(r->memory, node);
    *n = (node){.at = at, .kind = NODE_LIST, .count = (uint32_t)count, .as.items = items};
    return n;
}

node *schema_new_text(schema_reader *r, span at, str text) {
    node *n = ARENA_NEW(r->memory, node);
    *n = (node){.at = at, .kind = NODE_STRING, .as.text = text};
    return n;
}

node_member *schema_new_member(schema_reader *r, const node *key, const node *item) {
    node_member *m = ARENA_NEW(r->memory, node_member);
    *m = (node_member){key, item};
    return m;
}

str schema_key(schema_reader *r, const void *a, const void *b) {
    const void **key = ARENA_ARRAY(r->memory, 2, const void *);
    key[0] = a;
    key[1] = b;
    return (str){(const char *)key, 2 * sizeof *key};
}

void schema_endless(schema_reader *r, span at) {
    if (!r->endless)
        diag_report(r->diags, CODE_CYCLE, at,
                    "schemas that are merged with each other lead on to further ones without end: "
                    "give one of them a name of its own in the circle");
    r->endless = true;
}

const node *schema_both(schema_reader *r, const node *a, const node *b) {
    str key = schema_key(r, a, b);
    const node *found = map_get(r->merges, key);
    if (found)
        return found;
    if (++r->merged > SCHEMA_MAX_MERGED) {
        schema_endless(r, b->at);
        return b;
    }
    const node **items = ARENA_ARRAY(r->memory, 2, const node *);
    items[0] = a;
    items[1] = b;
    node *list = schema_new_list(r, b->at, items, 2);
    const node *name = schema_new_text(r, b->at, STR("allOf"));
    node *both = schema_new_map(r, b->at, schema_new_member(r, name, list), 1);
    map_put(r->merges, key, both);
    return both;
}

const node *schema_from_parts(schema_reader *r, const schema_parts *parts) {
    size_t extensions = parts->extensions ? parts->extensions->count : 0, count = 0;
    node_member *members = ARENA_ARRAY(r->memory, KEYWORD_COUNT + extensions + 1, node_member);
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (parts->of[i])
            members[count++] = *parts->of[i];
    if (parts->conditions)
        members[count++] =
            *schema_new_member(r, schema_new_text(r, parts->node->at, STR("allOf")),
                               schema_conditions_list(r, parts->node->at, parts->conditions));
    for (size_t i = 0; i < extensions; i++)
        members[count++] = parts->extensions->as.members[i];
    return schema_new_map(r, parts->node->at, members, count);
}
