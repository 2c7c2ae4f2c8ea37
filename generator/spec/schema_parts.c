/* From a schema's node to its keywords, each with the place of its key; see schema.h. */
#include "spec/schema.h"

typedef struct keyword_row {
    str name;
    schema_class class;
} keyword_row;

static const keyword_row rows[] = {
#define KEYWORD(identifier, keyword, class) {STR_INIT(keyword), class},
#include "spec/keywords.def"
#undef KEYWORD
};

schema_class schema_keyword_class(schema_keyword keyword) {
    return rows[keyword].class;
}

str schema_keyword_name(schema_keyword keyword) {
    return rows[keyword].name;
}

bool schema_is_note(const schema_reader *r, str name) {
    const keyword_row *row = map_get(r->keywords, name);
    return row ? row->class == NOTE && row != &rows[KEYWORD_DISCRIMINATOR]
               : str_starts(name, STR("x-"));
}

void schema_init(schema_reader *r, spec_reader *spec) {
    arena *a = spec->memory;
    *r = (schema_reader){.spec = spec, .memory = a, .diags = spec->diags};
    r->keywords = map_new(a);
    r->entries = map_new(a);
    r->names = map_new(a);
    r->merges = map_new(a);
    r->checks = map_new(a);
    r->field_checks = map_new(a);
    r->warned = map_new(a);
    r->documents = map_new(a);
    r->patterns = map_new(a);
    r->last = &r->first;
    r->queue_end = &r->queue;
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        map_put(r->keywords, rows[i].name, (void *)&rows[i]);
}

/* Not found among the keywords: an x-… member is kept, any other one has no effect. */
static void unknown_keyword(schema_reader *r, const node_member *member) {
    str name = node_text(member->key);
    if (map_put(r->warned, schema_key(r, member->key, NULL), r))
        return;
    diagnostic *d = diag_count(r->diags, CODE_UNSUPPORTED, name, member->key->at,
                               "`%.*s` is no keyword of schemas and has no effect", STR_ARG(name));
    if (d->count > 1)
        return;
    str names[KEYWORD_COUNT];
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        names[i] = rows[i].name;
    diag_suggest(r->diags, d, name, names, KEYWORD_COUNT);
}

static const node *extensions_of(schema_reader *r, const node *schema, size_t count) {
    node_member *members = ARENA_ARRAY(r->memory, count, node_member);
    size_t at = 0;
    for (uint32_t i = 0; i < schema->count; i++)
        if (str_starts(node_text(schema->as.members[i].key), STR("x-")))
            members[at++] = schema->as.members[i];
    return schema_new_map(r, schema->at, members, at);
}

/* OpenAPI 3.0 has `minimum: 5, exclusiveMinimum: true` for what is `exclusiveMinimum: 5` later. */
static void modern_bound(schema_reader *r, schema_parts *parts, schema_keyword bound,
                         schema_keyword exclusive) {
    const node_member *flag = parts->of[exclusive];
    if (!flag || flag->item->kind != NODE_BOOL)
        return;
    const node_member *limit = parts->of[bound];
    const bool usable = limit && node_is_number(limit->item); /* else it is told of itself */
    parts->of[exclusive] = NULL;
    if (flag->item->boolean && !limit)
        schema_warn_keyword(r, flag, "as a flag without the bound it is about");
    if (!flag->item->boolean || !usable)
        return;
    parts->of[exclusive] = schema_new_member(r, flag->key, limit->item);
    parts->of[bound] = NULL;
}

static void report_no_schema(schema_reader *r, const node *found) {
    diagnostic *d =
        diag_report(r->diags, CODE_WRONG_TYPE, found->at,
                    "a schema is a mapping (or true or false), not %s", node_kind_name(found));
    if (found->kind == NODE_STRING)
        diag_add_note(r->diags, d, (span){0},
                      "a type is written `{type: string}`, a reference `{$ref: …}`");
    else if (found->kind == NODE_NULL)
        diag_add_note(r->diags, d, (span){0}, "its keywords are to be indented more than its name");
}

bool schema_parts_read(schema_reader *r, const node *schema, schema_parts *out) {
    *out = (schema_parts){.node = schema};
    if (schema->kind == NODE_BOOL)
        return true;
    if (schema->kind != NODE_MAP) {
        if (!map_put(r->warned, schema_key(r, schema, NULL), r))
            report_no_schema(r, schema);
        return false;
    }
    size_t extensions = 0;
    for (uint32_t i = 0; i < schema->count; i++) {
        const node_member *member = &schema->as.members[i];
        str name = node_text(member->key);
        const keyword_row *row = map_get(r->keywords, name);
        if (row)
            out->of[row - rows] = member;
        else if (str_starts(name, STR("x-")))
            extensions++;
        else
            unknown_keyword(r, member);
    }
    if (extensions)
        out->extensions = extensions_of(r, schema, extensions);
    modern_bound(r, out, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM);
    modern_bound(r, out, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM);
    schema_conditions_take(r, out);
    return true;
}

/* Lists that allow nothing at all, which the standards don't have. */
static void warn_empty(schema_reader *r, const schema_parts *parts) {
    static const schema_keyword lists[] = {KEYWORD_TYPE, KEYWORD_ENUM, KEYWORD_ALL_OF,
                                           KEYWORD_ONE_OF, KEYWORD_ANY_OF};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const node_member *member = parts->of[lists[i]];
        if (member && member->item->kind == NODE_LIST && member->item->count == 0 &&
            !map_put(r->warned, schema_key(r, member->key, NULL), r))
            diag_count(r->diags, CODE_UNSUPPORTED, STR("empty list"), member->key->at,
                       "`%.*s` is an empty list and has no effect",
                       STR_ARG(node_text(member->key)));
    }
}

void schema_warn_unsupported(schema_reader *r, const schema_parts *parts) {
    warn_empty(r, parts);
    for (size_t i = KEYWORD_PREFIX_ITEMS; i < KEYWORD_COUNT; i++) {
        const node_member *member = parts->of[i];
        const bool rest = i == KEYWORD_UNEVALUATED_ITEMS || i == KEYWORD_UNEVALUATED_PROPERTIES;
        if (!member || rest || /* it takes all */
            map_put(r->warned, schema_key(r, member->key, NULL), r))
            continue;
        diag_count(r->diags, CODE_UNSUPPORTED, rows[i].name, member->key->at,
                   "`%.*s` is not supported and has no effect", STR_ARG(rows[i].name));
    }
}

bool schema_has_shape(const schema_parts *parts, schema_keyword except) {
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (parts->of[i] && rows[i].class == SHAPE && i != except)
            return true;
    return false;
}

/* Once for each place: a schema may be read for several of its users. */
static void wrong_type(schema_reader *r, const node_member *member, const char *wanted) {
    if (map_put(r->warned, schema_key(r, member->item, NULL), r))
        return;
    diag_report(r->diags, CODE_WRONG_TYPE, member->item->at, "`%.*s` is %s, not %s",
                STR_ARG(node_text(member->key)), wanted, node_kind_name(member->item));
}

str schema_text(schema_reader *r, const schema_parts *parts, schema_keyword keyword) {
    const node_member *member = parts->of[keyword];
    if (!member)
        return (str){"", 0};
    if (member->item->kind == NODE_STRING)
        return member->item->as.text;
    wrong_type(r, member, "a text");
    return (str){"", 0};
}

bool schema_flag(schema_reader *r, const schema_parts *parts, schema_keyword keyword) {
    const node_member *member = parts->of[keyword];
    if (!member)
        return false;
    if (member->item->kind == NODE_BOOL)
        return member->item->boolean;
    wrong_type(r, member, "true or false");
    return false;
}

const node *schema_list(schema_reader *r, const schema_parts *parts, schema_keyword keyword) {
    const node_member *member = parts->of[keyword];
    if (!member)
        return NULL;
    if (member->item->kind == NODE_LIST)
        return member->item;
    wrong_type(r, member, "a list");
    return NULL;
}
