/*
 * OpenAPI 3.0 and 3.1, and Swagger 2.0: the named schemas of a document, and those of the bodies
 * that its operations have (openapi_operation.c).
 */
#include "spec/openapi.h"

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

/* A document may have all its schemas in its operations, which would come to nothing unseen. */
static void warn_empty(spec_reader *r, const node *root, const node *place) {
    if (!place)
        place = node_get(root, STR("openapi"));
    if (!place)
        place = node_get(root, STR("swagger"));
    diag_report(r->diags, CODE_UNSUPPORTED, place->at,
                "nothing is made of this document: it names no schemas in `%s`, and has none in "
                "operations' bodies of JSON",
                node_get(root, STR("swagger")) ? "definitions" : "components/schemas");
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
static void warn_unread(const openapi_operations *o, const node *schema) {
    const node *inner = openapi_is_read(o, schema) ? NULL : schema;
    while (inner && inner->kind == NODE_MAP && !is_type(inner)) {
        const node *items = node_get(inner, STR("items"));
        inner = items ? items : node_get(inner, STR("additionalProperties"));
    }
    if (inner && inner->kind == NODE_MAP)
        diag_count(o->schemas->diags, CODE_UNSUPPORTED, STR("operations"), inner->at,
                   "a schema that stands in an operation, and not for a body of JSON, is not read: "
                   "to have a type made of it, name it in `components/schemas`, and refer to it by "
                   "`$ref`");
}

static bool holds_no_schemas(str key) {
    return str_eq(key, STR("schemas")) || str_eq(key, STR("example")) ||
           str_eq(key, STR("examples")) || str_starts(key, STR("x-"));
}

static void find_unread(const openapi_operations *o, const node *n) {
    for (uint32_t i = 0; n && n->kind == NODE_LIST && i < n->count; i++)
        find_unread(o, n->as.items[i]);
    for (uint32_t i = 0; n && n->kind == NODE_MAP && i < n->count; i++) {
        const node_member *member = &n->as.members[i];
        str key = node_text(member->key);
        if (str_eq(key, STR("schema")))
            warn_unread(o, member->item);
        else if (!holds_no_schemas(key))
            find_unread(o, member->item);
    }
}

/* The schemas in operations, and in what these share: parameters, bodies, responses, headers. */
static void find_in_operations(const openapi_operations *o, const node *root) {
    static const str places[] = {STR_INIT("paths"), STR_INIT("webhooks"), STR_INIT("components")};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        find_unread(o, node_get(root, places[i]));
}

bool spec_read_openapi(spec_reader *r, const node *root) {
    if (!check_version(r, root))
        return false;
    read_info(r, root);
    const node *components = schemas_of(r, root, STR("components"));
    const node *schemas = schemas_of(r, components, STR("schemas"));
    if (!components)
        schemas = schemas_of(r, root, STR("definitions"));
    schema_reader reader;
    schema_init(&reader, r);
    reader.openapi = true;
    for (uint32_t i = 0; schemas && i < schemas->count; i++) {
        const node_member *member = &schemas->as.members[i];
        schema_declare(&reader, node_text(member->key), member->key->at, member->item);
    }
    schema_read_declared(&reader);
    openapi_operations operations = {.schemas = &reader, .swagger = node_get(root, STR("swagger"))};
    r->diags->lenient = true; /* its schemas are good, whatever its operations are */
    openapi_declare_bodies(&operations, root);
    schema_read_declared(&reader);
    r->diags->lenient = false;
    schema_finish(&reader);
    if (!r->package->count && !(schemas && schemas->count) && !r->diags->errors)
        warn_empty(r, root, schemas ? schemas : components);
    find_in_operations(&operations, root);
    return true;
}
