/*
 * OpenAPI 3.0 and 3.1, and the definitions of Swagger 2.0: the named schemas of a document.
 * Operations are not read: models are all that is made of a document so far.
 */
#include "spec/schema.h"

static str text_of(spec_reader *r, const node *parent, str key) {
    const node *n = node_get(parent, key);
    if (n && n->kind >= NODE_LIST)
        diag_report(r->diags, CODE_WRONG_TYPE, n->at, "`%.*s` is a text, not %s", STR_ARG(key),
                    node_kind_name(n));
    return node_text(n);
}

static bool check_version(spec_reader *r, const node *root) {
    const node *version = node_get(root, STR("openapi"));
    if (!version)
        version = node_get(root, STR("swagger"));
    str text = node_text(version);
    if (str_starts(text, STR("3.")) || str_starts(text, STR("2.")))
        return true;
    diag_report(r->diags, CODE_BAD_VALUE, version->at,
                "OpenAPI 3.0 and 3.1 and Swagger 2.0 are read, not version `%.*s`", STR_ARG(text));
    return false;
}

static void read_info(spec_reader *r, const node *root) {
    const node *info = node_get(root, STR("info"));
    r->package->title = text_of(r, info, STR("title"));
    r->package->description = text_of(r, info, STR("description"));
    r->package->version = text_of(r, info, STR("version"));
}

/* The map of schemas under a key; NULL when there is none. */
static const node *schemas_of(spec_reader *r, const node *parent, str key) {
    const node *schemas = node_get(parent, key);
    if (!schemas || schemas->kind == NODE_MAP)
        return schemas;
    if (schemas->kind != NODE_NULL)
        diag_report(r->diags, CODE_WRONG_TYPE, schemas->at, "`%.*s` is a mapping, not %s",
                    STR_ARG(key), node_kind_name(schemas));
    return NULL;
}

/* Where a document names its schemas. */
static const char *home_of(const node *root) {
    return node_get(root, STR("swagger")) ? "definitions" : "components/schemas";
}

/* A document may have all its schemas in its operations, which would come to nothing unseen. */
static void warn_empty(spec_reader *r, const node *root, const node *place) {
    if (!place)
        place = node_get(root, STR("openapi"));
    if (!place)
        place = node_get(root, STR("swagger"));
    diag_report(r->diags, CODE_UNSUPPORTED, place->at,
                "nothing is made of this document: it names no schemas in `%s`, and those that "
                "stand in operations are not read",
                home_of(root));
}

/* Whether a schema would be a type of its own: neither named elsewhere nor a plain value. */
static bool is_type(const node *schema) {
    const node *parts = node_get(schema, STR("allOf"));
    bool wraps = parts && parts->kind == NODE_LIST && parts->count == 1 &&
                 node_get(parts->as.items[0], STR("$ref"));
    return !node_get(schema, STR("$ref")) &&
           (node_get(schema, STR("properties")) || node_get(schema, STR("oneOf")) ||
            node_get(schema, STR("anyOf")) || (parts && !wraps));
}

/* Warns of a schema that stands in an operation, or of what it lists or maps to. */
static void warn_unread(spec_reader *r, const char *home, const node *schema) {
    const node *inner = schema;
    while (inner && inner->kind == NODE_MAP && !is_type(inner)) {
        const node *items = node_get(inner, STR("items"));
        inner = items ? items : node_get(inner, STR("additionalProperties"));
    }
    if (inner && inner->kind == NODE_MAP)
        diag_count(r->diags, CODE_UNSUPPORTED, STR("operations"), inner->at,
                   "a schema that stands in an operation is not read: to have a type made of it, "
                   "name it in `%s`, and refer to it by `$ref`",
                   home);
}

static bool holds_no_schemas(str key) {
    return str_eq(key, STR("schemas")) || str_eq(key, STR("example")) ||
           str_eq(key, STR("examples")) || str_starts(key, STR("x-"));
}

static void find_unread(spec_reader *r, const char *home, const node *n) {
    for (uint32_t i = 0; n && n->kind == NODE_LIST && i < n->count; i++)
        find_unread(r, home, n->as.items[i]);
    for (uint32_t i = 0; n && n->kind == NODE_MAP && i < n->count; i++) {
        const node_member *member = &n->as.members[i];
        str key = node_text(member->key);
        if (str_eq(key, STR("schema")))
            warn_unread(r, home, member->item);
        else if (!holds_no_schemas(key))
            find_unread(r, home, member->item);
    }
}

/* The schemas in operations, and in what these share: parameters, bodies, responses, headers. */
static void find_in_operations(spec_reader *r, const node *root) {
    static const str places[] = {STR_INIT("paths"), STR_INIT("webhooks"), STR_INIT("components"),
                                 STR_INIT("parameters"), STR_INIT("responses")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        find_unread(r, home_of(root), node_get(root, places[i]));
}

bool spec_read_openapi(spec_reader *r, const node *root) {
    if (!check_version(r, root))
        return false;
    read_info(r, root);
    const node *components = schemas_of(r, root, STR("components"));
    const node *schemas = schemas_of(r, components, STR("schemas"));
    if (!components)
        schemas = schemas_of(r, root, STR("definitions"));
    if ((!schemas || !schemas->count) && !r->diags->errors)
        warn_empty(r, root, schemas ? schemas : components);
    else
        find_in_operations(r, root);
    schema_reader reader;
    schema_init(&reader, r);
    reader.openapi = true;
    for (uint32_t i = 0; schemas && i < schemas->count; i++) {
        const node_member *member = &schemas->as.members[i];
        schema_declare(&reader, node_text(member->key), member->key->at, member->item);
    }
    schema_finish(&reader);
    return true;
}
