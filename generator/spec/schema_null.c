/* Whether null is a value of a schema, as it is written; see schema.h. */
#include "spec/schema.h"

/* Whether a list of values, or of schemas (`nested`), leaves null alone. */
static bool leaves_null(const node *list, bool nested) {
    bool null = false;
    for (uint32_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        const node *item = list->as.items[i];
        if (nested ? schema_is_null(item) : item->kind == NODE_NULL)
            null = true;
        else if (!nested || !schema_is_false(item))
            return false;
    }
    return null;
}

bool schema_is_null(const node *schema) {
    const node *type = node_get(schema, STR("type")), *constant = node_get(schema, STR("const"));
    if (constant)
        return constant->kind == NODE_NULL;
    if (type && type->kind == NODE_LIST && type->count == 1)
        type = type->as.items[0];
    return leaves_null(node_get(schema, STR("enum")), false) ||
           leaves_null(node_get(schema, STR("oneOf")), true) ||
           leaves_null(node_get(schema, STR("anyOf")), true) ||
           (type && (type->kind == NODE_NULL || str_eq(node_text(type), STR("null"))));
}

/* What a schema says of null; of two answers beside each other the later one counts. */
typedef enum null_answer { SILENT, TAKES, REFUSES } null_answer;

static null_answer ask(schema_reader *r, const node *schema);

static null_answer ask_type(const node *type) {
    bool null = type->kind == NODE_NULL || str_eq(node_text(type), STR("null"));
    for (uint32_t i = 0; type->kind == NODE_LIST && i < type->count && !null; i++)
        null = ask_type(type->as.items[i]) == TAKES;
    return null ? TAKES : REFUSES;
}

static null_answer ask_values(const node *list) {
    for (uint32_t i = 0; list->kind == NODE_LIST && i < list->count; i++)
        if (list->as.items[i]->kind == NODE_NULL)
            return TAKES;
    return REFUSES;
}

/* Of an allOf all parts count, of alternatives one is enough. */
static null_answer ask_parts(schema_reader *r, const node *list, bool all) {
    null_answer said = all || list->kind != NODE_LIST ? SILENT : REFUSES;
    for (uint32_t i = 0; list->kind == NODE_LIST && i < list->count; i++) {
        null_answer part = ask(r, list->as.items[i]);
        if (all ? part > said : part == TAKES || (part == SILENT && said == REFUSES))
            said = part;
    }
    return said;
}

/* Each is asked once; one that leads back to itself has nothing to add. */
static null_answer ask_target(schema_reader *r, const node *ref) {
    enum { NOT_ASKED, ASKED };
    schema_entry *entry = schema_target(r, ref);
    if (!entry || r->depth >= SCHEMA_MAX_CHAIN)
        return SILENT;
    if (entry->null == NOT_ASKED) {
        entry->null = ASKED + SILENT;
        r->depth++;
        entry->null = ASKED + (int)ask(r, entry->schema);
        r->depth--;
    }
    return (null_answer)(entry->null - ASKED);
}

static null_answer ask_keyword(schema_reader *r, str keyword, const node *item);

/* Whether null surely is a value: no schema within is asked, and other keywords are about others.
 */
static bool plainly_takes_null(schema_reader *r, const node *schema) {
    static const str within[] = {
        STR_INIT("not"),   STR_INIT("if"),           STR_INIT("allOf"), STR_INIT("anyOf"),
        STR_INIT("oneOf"), STR_INIT("$ref"),         STR_INIT("then"),  STR_INIT("$dynamicRef"),
        STR_INIT("else"),  STR_INIT("$recursiveRef")};
    static const str words[] = {STR_INIT("type"), STR_INIT("const"), STR_INIT("enum")};
    bool takes = schema->kind == NODE_MAP || schema_is_true(schema);
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        takes = takes && !node_get(schema, within[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const node *item = node_get(schema, words[i]);
        takes = takes && (!item || ask_keyword(r, words[i], item) == TAKES);
    }
    return takes;
}

static null_answer ask_keyword(schema_reader *r, str keyword, const node *item) {
    if (str_eq(keyword, STR("type")))
        return ask_type(item);
    if (str_eq(keyword, STR("const")))
        return item->kind == NODE_NULL ? TAKES : REFUSES;
    if (str_eq(keyword, STR("enum")))
        return ask_values(item);
    if (str_eq(keyword, STR("allOf")))
        return ask_parts(r, item, true);
    if (str_eq(keyword, STR("oneOf")) || str_eq(keyword, STR("anyOf")))
        return ask_parts(r, item, false);
    if (str_eq(keyword, STR("not")))
        return plainly_takes_null(r, item) ? REFUSES : SILENT;
    return str_eq(keyword, STR("$ref")) ? ask_target(r, item) : SILENT;
}

/*
 * Whether it says so as OpenAPI 3.0 has it, itself or a part of it: that counts beside a type
 * without null, too, and so is meant a null that an enum lists there.
 */
static bool is_nullable(const schema_reader *r, const node *schema) {
    const node *flag = node_get(schema, STR("nullable")), *values = node_get(schema, STR("enum"));
    const node *all = node_get(schema, STR("allOf"));
    bool found = (flag && flag->kind == NODE_BOOL && flag->boolean) ||
                 (r->openapi && values && ask_values(values) == TAKES);
    for (uint32_t i = 0; all && all->kind == NODE_LIST && i < all->count && !found; i++)
        found = is_nullable(r, all->as.items[i]);
    return found;
}

static null_answer ask(schema_reader *r, const node *schema) {
    if (is_nullable(r, schema))
        return TAKES;
    if (schema->kind != NODE_MAP)
        return schema_is_false(schema) ? REFUSES : SILENT;
    bool shaped = node_get(schema, STR("properties")) || node_get(schema, STR("items")) ||
                  node_get(schema, STR("additionalProperties"));
    null_answer said = shaped && !node_get(schema, STR("type")) ? REFUSES : SILENT;
    for (uint32_t i = 0; i < schema->count && said != REFUSES; i++) {
        const node_member *member = &schema->as.members[i];
        null_answer more = ask_keyword(r, node_text(member->key), member->item);
        said = more > said ? more : said;
    }
    return said;
}

bool schema_takes_null(schema_reader *r, const node *schema) {
    return ask(r, schema) == TAKES;
}

bool schema_refuses_null(schema_reader *r, const node *schema) {
    return ask(r, schema) == REFUSES;
}
