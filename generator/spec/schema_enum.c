/* Enums: lists of values, and lists of constants that each have a schema; see schema.h. */
#include "spec/schema.h"

static void warn_value(schema_reader *r, const node *item, str key, const char *what) {
    if (!map_put(r->warned, schema_key(r, item, key.ptr), r))
        diag_count(r->diags, CODE_ENUM_VALUE, key, item->at, "%s", what);
}

/* What a value is known by, so that none is there twice: numbers by \n. */
static str key_of(schema_reader *r, const node *item) {
    bool negative, whole;
    uint64_t magnitude;
    if (item->kind == NODE_STRING)
        return item->as.text;
    if (!node_truncate(item, &negative, &magnitude, &whole) || !whole)
        return str_format(r->memory, "\n%.*s", STR_ARG(node_text(item)));
    return str_format(r->memory, "\n%s%llu", negative && magnitude ? "-" : "",
                      (unsigned long long)magnitude);
}

/* Adds a value unless it is null, no scalar or there already. */
static void add_value(schema_reader *r, schema_enum *e, map *seen, const node *item) {
    if (item->kind == NODE_NULL)
        return;
    if (item->kind == NODE_LIST || item->kind == NODE_MAP) {
        warn_value(r, item, STR("compound"), "an enum's value is no list or mapping here");
        return;
    }
    if (node_is_special(item)) {
        warn_value(r, item, STR("special"), "JSON has no such number, and the enum no such value");
        return;
    }
    if (map_put(seen, key_of(r, item), r)) {
        warn_value(r, item, STR("twice"), "this value stands in the enum twice");
        return;
    }
    if (item->kind != NODE_BOOL)
        e->booleans = false;
    e->values[e->count++] = item;
}

schema_enum schema_read_enum(schema_reader *r, const schema_parts *parts) {
    schema_enum e = {.booleans = true};
    const node *list = schema_list(r, parts, KEYWORD_ENUM);
    if (!list)
        return e;
    map *seen = map_new(r->memory);
    e.values = ARENA_ARRAY(r->memory, list->count + 1, const node *);
    for (uint32_t i = 0; i < list->count; i++)
        add_value(r, &e, seen, list->as.items[i]);
    return e;
}

/* The constant that a schema is, when it says nothing else of values. */
static const node *constant_of(const node *schema) {
    const node *list = node_get(schema, STR("enum"));
    if (list && (list->kind != NODE_LIST || list->count != 1))
        return NULL;
    const node *item = list ? list->as.items[0] : node_get(schema, STR("const"));
    return item && item->kind < NODE_LIST && item->kind != NODE_BOOL ? item : NULL;
}

bool schema_is_const_list(schema_reader *r, const node *alternatives) {
    for (uint32_t i = 0; i < alternatives->count; i++) {
        schema_parts parts;
        const node *schema = alternatives->as.items[i];
        if (!constant_of(schema) || !schema_parts_read(r, schema, &parts) ||
            schema_has_shape(&parts, KEYWORD_ENUM))
            return false;
    }
    return alternatives->count > 0;
}

/* Names and descriptions of values have no keyword; these extensions are in wide use. */
static str extension_text(const node *extensions, const char *const names[2], size_t position,
                          const node *item) {
    for (int i = 0; i < 2; i++) {
        const node *list = node_get(extensions, str_from(names[i]));
        if (list && list->kind == NODE_LIST && position < list->count)
            return node_text(list->as.items[position]);
        if (list && list->kind == NODE_MAP)
            return node_text(node_get(list, node_text(item)));
    }
    return (str){"", 0};
}

static size_t position_in(const node *list, const node *item) {
    for (uint32_t i = 0; list && i < list->count; i++)
        if (list->as.items[i] == item)
            return i;
    return SIZE_MAX;
}

static void fill_from_constants(schema_reader *r, model_definition *d, const node *list) {
    schema_enum e = {.booleans = true};
    map *seen = map_new(r->memory);
    e.values = ARENA_ARRAY(r->memory, list->count + 1, const node *);
    d->values = ARENA_ARRAY(r->memory, list->count + 1, model_value);
    for (uint32_t i = 0; i < list->count; i++) {
        const node *item = constant_of(list->as.items[i]);
        size_t before = e.count;
        schema_parts parts;
        if (!item || !schema_parts_read(r, list->as.items[i], &parts))
            continue;
        schema_warn_unsupported(r, &parts);
        schema_warn_conditions(r, parts.conditions, MODEL_ENUM);
        add_value(r, &e, seen, item);
        if (e.count == before)
            continue;
        schema_use use = {0};
        schema_read_note(r, &parts, &use);
        d->values[d->value_count++] =
            (model_value){.json = item, .name = use.note.title, .at = item->at, .note = use.note};
    }
}

void schema_fill_enum(schema_reader *r, schema_entry *entry, model_definition *d) {
    static const char *const names[2] = {"x-enum-varnames", "x-enumNames"};
    static const char *const descriptions[2] = {"x-enum-descriptions", "x-enumDescriptions"};
    const schema_parts *parts = entry->parts;
    const node *list = schema_part(parts, KEYWORD_ENUM);
    if (!list) {
        size_t nulls;
        list = schema_part(parts, parts->of[KEYWORD_ONE_OF] ? KEYWORD_ONE_OF : KEYWORD_ANY_OF);
        fill_from_constants(r, d, schema_alternatives(r, list, &nulls));
        return;
    }
    schema_enum e = schema_read_enum(r, parts);
    d->values = ARENA_ARRAY(r->memory, e.count, model_value);
    d->value_count = e.count;
    for (size_t i = 0; i < e.count; i++) {
        size_t position = parts->extensions ? position_in(list, e.values[i]) : SIZE_MAX;
        model_value *v = &d->values[i];
        v->json = e.values[i];
        v->at = e.values[i]->at;
        v->name = extension_text(parts->extensions, names, position, v->json);
        v->note.description = extension_text(parts->extensions, descriptions, position, v->json);
    }
}
