/*
 * Conditions: the keywords that ask something of several members of an object at once, taken out of
 * a schema's other ones; see schema.h. What they ask is read by schema_test.c.
 */
#include "spec/schema.h"

bool schema_only_restricts(const node *list) {
    static const str words[] = {STR_INIT("type"),  STR_INIT("$ref"),  STR_INIT("properties"),
                                STR_INIT("items"), STR_INIT("enum"),  STR_INIT("const"),
                                STR_INIT("allOf"), STR_INIT("oneOf"), STR_INIT("anyOf"),
                                STR_INIT("format")};
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->as.items[i]->kind != NODE_MAP || list->as.items[i]->count == 0)
            return false;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (node_get(list->as.items[i], words[w]))
                return false;
    }
    return true;
}

static bool is_condition(const schema_parts *parts, schema_keyword keyword) {
    const node *item = schema_part(parts, keyword);
    if (!item)
        return false;
    if (keyword == KEYWORD_ANY_OF || keyword == KEYWORD_ONE_OF)
        return item->kind == NODE_LIST && item->count && schema_only_restricts(item);
    return schema_keyword_class(keyword) == CONDITION && keyword != KEYWORD_THEN &&
           keyword != KEYWORD_ELSE;
}

void schema_conditions_take(schema_reader *r, schema_parts *parts) {
    const schema_condition **end = &parts->conditions;
    for (schema_keyword k = 0; k < KEYWORD_COUNT; k++) {
        if (!is_condition(parts, k))
            continue;
        schema_condition *c = ARENA_NEW(r->memory, schema_condition);
        *c = (schema_condition){.keyword = k, .member = parts->of[k]};
        parts->of[k] = NULL;
        if (k == KEYWORD_IF) {
            c->then = parts->of[KEYWORD_THEN];
            c->otherwise = parts->of[KEYWORD_ELSE];
            parts->of[KEYWORD_THEN] = parts->of[KEYWORD_ELSE] = NULL;
        }
        *end = c;
        end = &c->next;
    }
}

const schema_condition *schema_conditions_join(schema_reader *r, const schema_condition *a,
                                               const schema_condition *b) {
    const schema_condition *all = b, **end = &all;
    for (; a; a = a->next) {
        schema_condition *copy = ARENA_NEW(r->memory, schema_condition);
        *copy = *a;
        copy->next = b;
        *end = copy;
        end = &copy->next;
    }
    return all;
}

const node *schema_conditions_list(schema_reader *r, span at, const schema_condition *list) {
    size_t count = 0;
    for (const schema_condition *c = list; c; c = c->next)
        count++;
    const node **items = ARENA_ARRAY(r->memory, count, const node *);
    for (size_t i = 0; i < count; i++, list = list->next) {
        node_member members[3] = {*list->member};
        size_t used = 1;
        if (list->then)
            members[used++] = *list->then;
        if (list->otherwise)
            members[used++] = *list->otherwise;
        items[i] = schema_new_map(r, list->member->key->at, members, used);
    }
    return schema_new_list(r, at, items, count);
}

static void warn_member(schema_reader *r, const node_member *member) {
    if (!member || map_put(r->warned, schema_key(r, member->key, NULL), r))
        return;
    str name = node_text(member->key);
    if (member->item->kind == NODE_LIST)
        diag_count(r->diags, CODE_UNSUPPORTED, STR("restricting union"), member->key->at,
                   "`%.*s` whose parts only restrict the schema beside it has no effect, as that "
                   "is no object",
                   STR_ARG(name));
    else
        diag_count(r->diags, CODE_UNSUPPORTED, name, member->key->at,
                   "`%.*s` is not supported but for objects, and has no effect", STR_ARG(name));
}

void schema_warn_conditions(schema_reader *r, const schema_condition *list) {
    for (; list; list = list->next) {
        warn_member(r, list->member);
        warn_member(r, list->then);
        warn_member(r, list->otherwise);
    }
}
