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

/* A document may have all its schemas in its operations, which would come to nothing unseen. */
static void warn_empty(spec_reader *r, const node *root, const node *place) {
    if (!place)
        place = node_get(root, STR("openapi"));
    if (!place)
        place = node_get(root, STR("swagger"));
    diag_report(r->diags, CODE_UNSUPPORTED, place->at,
                "nothing is made of this document: it names no schemas in `%s`, and those that "
                "stand in operations are not read",
                node_get(root, STR("swagger")) ? "definitions" : "components/schemas");
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
    schema_reader reader;
    schema_init(&reader, r);
    for (uint32_t i = 0; schemas && i < schemas->count; i++) {
        const node_member *member = &schemas->as.members[i];
        schema_declare(&reader, node_text(member->key), member->key->at, member->item);
    }
    schema_finish(&reader);
    return true;
}
