/*
 * What the schemas of a document are called, by their URIs and anchors, and which schema with a
 * URI of its own a $ref stands in (JSON Schema, core, 8.2 and 9.1); see schema.h.
 */
#include "spec/schema.h"

struct schema_document {
    schema_resource top;
    bool plain;   /* of OpenAPI, whose examples are full of members `id` */
    bool all;     /* what is no keyword may have schemas, too: they are looked for last */
    map *uris;    /* schema_resource * */
    map *anchors; /* by URI, `#` and the anchor: const node * */
    map *within;  /* by address of the text of a $ref that stands in one of them: the same */
};

/* How long "https://host" or "urn:" is; 0 when the URI is relative. */
static size_t authority_of(str uri) {
    size_t colon = str_find_char(uri, 0, ':');
    if (colon == uri.len || str_find_char(uri, 0, '/') < colon)
        return 0;
    bool host = str_starts(str_slice(uri, colon + 1, uri.len), STR("//"));
    return host ? str_find_char(uri, colon + 3, '/') : colon + 1;
}

/* A reference without its fragment, from where `base` stands (RFC 3986, 5.2). */
static str resolve(arena *a, str base, str reference) {
    str uri = str_slice(reference, 0, str_find_char(reference, 0, '#'));
    if (!uri.len || authority_of(uri))
        return uri.len ? uri : base;
    size_t authority = authority_of(base);
    source_file here = {.path = str_slice(base, authority, base.len)};
    return str_join(a, str_slice(base, 0, authority), spec_relative_path(a, &here, uri));
}

static str anchored(arena *a, str uri, str anchor) {
    return str_format(a, "%.*s#%.*s", STR_ARG(uri), STR_ARG(anchor));
}

/* The first of a name has it: others are but examples that look like schemas. */
static void put_first(map *names, str name, const void *what) {
    if (!map_get(names, name))
        map_put(names, name, (void *)(uintptr_t)what);
}

static void put_anchor(schema_reader *r, schema_document *d, str uri, str anchor, const node *at) {
    put_first(d->anchors, anchored(r->memory, uri, anchor), at);
    put_first(d->anchors, anchored(r->memory, STR(""), anchor), at);
}

/* Up to draft-04, a member `id` was what `$id` is; a bundle may have schemas of other drafts. */
static bool is_old(const node *schema, bool otherwise) {
    str version = node_text(node_get(schema, STR("$schema")));
    return version.len ? str_find(version, 0, STR("draft-03")) < version.len ||
                             str_find(version, 0, STR("draft-04")) < version.len
                       : otherwise;
}

/* Its `$id`; a property of that name is no text. */
static str id_of(const schema_document *d, const node *schema) {
    const node *id = node_get(schema, STR("$id"));
    if (!id && !d->plain)
        id = node_get(schema, STR("id"));
    return id && id->kind == NODE_STRING ? id->as.text : (str){"", 0};
}

/* A schema that has a URI, and that references start from unless `id` is just a member there. */
static const schema_resource *add_resource(schema_reader *r, schema_document *d, const node *schema,
                                           str uri, const schema_resource *outer) {
    schema_resource *named = ARENA_NEW(r->memory, schema_resource);
    *named = (schema_resource){d, schema, uri, is_old(schema, outer->old)};
    put_first(d->uris, uri, named);
    return named->old || node_get(schema, STR("$id")) ? named : outer;
}

/* What references in a schema start from: itself, when it has a URI, else what it stands in. */
static const schema_resource *name_schema(schema_reader *r, schema_document *d, const node *schema,
                                          const schema_resource *outer) {
    str id = id_of(d, schema), uri = resolve(r->memory, outer->uri, id);
    size_t hash = str_find_char(id, 0, '#');
    const node *anchors[] = {node_get(schema, STR("$anchor")),
                             node_get(schema, STR("$dynamicAnchor"))};
    if (hash + 1 < id.len) /* until draft-07, it said an anchor, too */
        put_anchor(r, d, uri, str_slice(id, hash + 1, id.len), schema);
    else if (hash && id.len && schema != d->top.root)
        outer = add_resource(r, d, schema, uri, outer);
    for (size_t i = 0; i < sizeof anchors / sizeof *anchors; i++)
        if (anchors[i] && anchors[i]->kind == NODE_STRING)
            put_anchor(r, d, outer->uri, anchors[i]->as.text, schema);
    return outer;
}

/* Whether the members of a keyword's map have names of their own: all are schemas. */
static bool names_schemas(str keyword) {
    static const str words[] = {STR_INIT("properties"),  STR_INIT("patternProperties"),
                                STR_INIT("$defs"),       STR_INIT("definitions"),
                                STR_INIT("schemas"),     STR_INIT("dependentSchemas"),
                                STR_INIT("dependencies")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(keyword, words[i]))
            return true;
    return false;
}

static void collect(schema_reader *r, schema_document *d, const node *schema,
                    const schema_resource *outer);

static void collect_member(schema_reader *r, schema_document *d, const node_member *member,
                           const schema_resource *outer) {
    const node *item = member->item;
    const str keyword = node_text(member->key);
    if (item->kind != NODE_MAP && item->kind != NODE_LIST)
        return;
    const bool data = str_eq(keyword, STR("enum")) || str_eq(keyword, STR("const"));
    if (data || !(d->all || d->plain || map_get(r->keywords, keyword)))
        return;
    if (item->kind != NODE_MAP || !names_schemas(keyword)) {
        collect(r, d, item, outer);
        return;
    }
    for (uint32_t i = 0; i < item->count; i++)
        collect(r, d, item->as.members[i].item, outer);
}

static void collect(schema_reader *r, schema_document *d, const node *schema,
                    const schema_resource *outer) {
    if (schema->kind == NODE_MAP) {
        const schema_resource *here = name_schema(r, d, schema, outer);
        const node *ref = node_get(schema, STR("$ref"));
        if (ref && here != &d->top)
            map_put(d->within, schema_key(r, ref, NULL), (void *)(uintptr_t)here);
        for (uint32_t i = 0; i < schema->count; i++)
            collect_member(r, d, &schema->as.members[i], here);
    } else if (schema->kind == NODE_LIST) {
        for (uint32_t i = 0; i < schema->count; i++)
            collect(r, d, schema->as.items[i], outer);
    }
}

static schema_document *document_of(schema_reader *r, const node *root) {
    str key = schema_key(r, root, NULL);
    schema_document *d = map_get(r->documents, key);
    if (d)
        return d;
    d = ARENA_NEW(r->memory, schema_document);
    d->plain = node_get(root, STR("openapi")) || node_get(root, STR("swagger"));
    d->uris = map_new(r->memory);
    d->anchors = map_new(r->memory);
    d->within = map_new(r->memory);
    d->top = (schema_resource){d, root, resolve(r->memory, STR(""), id_of(d, root)),
                               is_old(root, false)};
    put_first(d->uris, d->top.uri, &d->top);
    collect(r, d, root, &d->top);
    d->all = true;
    if (!d->plain)
        collect(r, d, root, &d->top);
    map_put(r->documents, key, d);
    return d;
}

const schema_resource *schema_resource_top(schema_reader *r, const node *root) {
    return &document_of(r, root)->top;
}

const schema_resource *schema_resource_of(schema_reader *r, const node *ref) {
    schema_document *d = document_of(r, map_get(r->spec->roots, ref->at.file->path));
    const schema_resource *inner = map_get(d->within, schema_key(r, ref, NULL));
    return inner ? inner : &d->top;
}

const schema_resource *schema_resource_find(schema_reader *r, const schema_resource *from,
                                            str uri) {
    return map_get(from->document->uris, resolve(r->memory, from->uri, uri));
}

const node *schema_resource_anchor(schema_reader *r, const schema_resource *in, str anchor) {
    const node *own = map_get(in->document->anchors, anchored(r->memory, in->uri, anchor));
    return own ? own : map_get(in->document->anchors, anchored(r->memory, STR(""), anchor));
}

const node *schema_resource_outermost(const schema_resource *resource) {
    return resource->document->top.root;
}

str schema_resource_path(schema_reader *r, const schema_resource *from, str uri) {
    str base = from->document->top.uri, to = resolve(r->memory, from->uri, uri);
    size_t common = authority_of(base), i = common;
    if (!common || authority_of(to) != common ||
        !str_eq(str_slice(base, 0, common), str_slice(to, 0, common)))
        return (str){"", 0};
    for (; i < to.len && i < base.len && to.ptr[i] == base.ptr[i]; i++)
        common = to.ptr[i] == '/' ? i + 1 : common;
    str path = str_slice(to, common, to.len);
    for (i = common; i < base.len; i++)
        if (base.ptr[i] == '/')
            path = str_join(r->memory, STR("../"), path);
    return path;
}
