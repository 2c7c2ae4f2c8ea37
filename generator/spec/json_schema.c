/*
 * JSON Schema, draft-07 to 2020-12: the root and its $defs (or definitions) as named schemas.
 */
#include "spec/schema.h"

/* "https://example.com/person.schema.json" and "urn:example:person" → "person" */
static str stem_of(str path) {
    size_t from = path.len;
    while (from && path.ptr[from - 1] != '/' && path.ptr[from - 1] != ':')
        from--;
    return str_slice(path, from, str_find_char(path, from, '.'));
}

static str root_name(const node *root) {
    const node *title = node_get(root, STR("title"));
    if (title && title->kind == NODE_STRING && title->as.text.len)
        return title->as.text;
    str stem = stem_of(node_text(node_get(root, STR("$id"))));
    if (!stem.len)
        stem = stem_of(root->at.file->path);
    return stem.len ? stem : STR("Root");
}

/* Whether the root is a schema itself, not only the place where others stand. */
static bool is_schema(const node *root) {
    static const str words[] = {STR_INIT("type"),  STR_INIT("properties"),
                                STR_INIT("$ref"),  STR_INIT("allOf"),
                                STR_INIT("oneOf"), STR_INIT("anyOf"),
                                STR_INIT("enum"),  STR_INIT("const"),
                                STR_INIT("items"), STR_INIT("additionalProperties")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (node_get(root, words[i]))
            return true;
    return false;
}

/* Bundles have their schemas under URIs: such a one is called by the last part, as files are,
 * where nothing else is. */
static str name_of(schema_reader *reader, const node *root, str key) {
    if (str_find(key, 0, STR("://")) == key.len)
        return key;
    str stem = stem_of(key);
    bool taken = !stem.len || map_get(reader->names, stem) ||
                 node_get(node_get(root, STR("$defs")), stem) ||
                 node_get(node_get(root, STR("definitions")), stem);
    return taken ? key : stem;
}

static void declare_all(schema_reader *reader, const node *root, str key) {
    const node *schemas = node_get(root, key);
    for (uint32_t i = 0; schemas && schemas->kind == NODE_MAP && i < schemas->count; i++) {
        const node_member *member = &schemas->as.members[i];
        str name = name_of(reader, root, node_text(member->key));
        schema_declare(reader, name, member->key->at, member->item);
    }
}

bool spec_read_json_schema(spec_reader *r, const node *root) {
    const node *title = node_get(root, STR("title"));
    schema_reader reader;
    schema_init(&reader, r);
    r->package->title = title ? node_text(title) : stem_of(root->at.file->path);
    r->package->description = node_text(node_get(root, STR("description")));
    if (is_schema(root)) {
        schema_declare(&reader, root_name(root), title ? title->at : root->at, root);
        schema_entry_of(&reader, root)->whole = true;
    }
    declare_all(&reader, root, STR("$defs"));
    declare_all(&reader, root, STR("definitions"));
    schema_finish(&reader);
    return true;
}
