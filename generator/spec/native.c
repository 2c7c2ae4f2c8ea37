/*
 * The native format: short YAML made for people (docs/native-spec.md).
 *
 * First all documents are read and their names collected, so that types can refer to what comes
 * later or stands in another file; then the definitions are filled, and last the unions' tags,
 * which depend on the fields of other definitions.
 */
#include "spec/native.h"

enum { FORMAT_VERSION = 1 };

/* Sections of a document, and what they define. */
static const struct {
    const char *key;
    model_kind kind;
} sections[] = {{"models", MODEL_OBJECT}, {"enums", MODEL_ENUM}, {"unions", MODEL_UNION}};

static void add_name(native *n, model_kind kind, const node_member *member) {
    str name = member->key->as.text;
    model_kind scalar;
    if (name.len == 0 || model_scalar_from_name(name, &scalar)) {
        diag_report(n->d, CODE_BAD_VALUE, member->key->at,
                    name.len ? "`%.*s` is a built-in type: give this one another name"
                             : "a name can't be empty%.*s",
                    STR_ARG(name));
        return;
    }
    const native_entry *first = map_get(n->names, name);
    if (first) {
        diagnostic *error =
            diag_report(n->d, CODE_DUPLICATE_NAME, member->key->at,
                        "`%.*s` is defined twice: give one of them another name", STR_ARG(name));
        diag_add_note(n->d, error, first->definition->at, "first defined here");
        return;
    }
    native_entry *entry = ARENA_NEW(n->memory, native_entry);
    entry->definition = ARENA_NEW(n->memory, model_definition);
    entry->definition->kind = kind;
    entry->definition->name = name;
    entry->definition->at = member->key->at;
    entry->body = member->item;
    map_put(n->names, name, entry);
}

/* Names in the order of the file, whatever the order of its sections. */
static void collect_names(native *n, const node *document) {
    for (uint32_t i = 0; i < document->count; i++) {
        const node_member *section = &document->as.members[i];
        for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
            if (!str_eq(section->key->as.text, str_from(sections[s].key)) ||
                section->item->kind == NODE_NULL)
                continue;
            const node *members = native_map(n, document, sections[s].key);
            for (uint32_t m = 0; members && m < members->count; m++)
                add_name(n, sections[s].kind, &members->as.members[m]);
        }
    }
}

static void check_version(native *n, const node *document) {
    const node *version = node_get(document, STR("swage"));
    int64_t number;
    if (!node_int64(version, &number) || number != FORMAT_VERSION)
        diag_report(n->d, CODE_BAD_VALUE, version->at,
                    "this swage reads version %d of the format: write `swage: %d`", FORMAT_VERSION,
                    FORMAT_VERSION);
}

static void read_document(native *n, const node *document, map *visited);

static void read_include(native *n, const node *path, map *visited) {
    if (!native_expect(n, path, NODE_STRING, "the path of a file"))
        return;
    str resolved = spec_relative_path(n->memory, path->at.file, path->as.text);
    if (map_put(visited, resolved, visited))
        return;
    const node *document = spec_open(n->spec, resolved, path->at);
    if (!document || (!str_eq(document->at.file->path, resolved) &&
                      map_put(visited, document->at.file->path, visited))) /* by another path */
        return;
    if (node_get(document, STR("swage")))
        read_document(n, document, visited);
    else
        diag_report(n->d, CODE_INCLUDE, path->at,
                    "%.*s is no spec of the native format: it has no `swage: %d` at its top",
                    STR_ARG(resolved), FORMAT_VERSION);
}

static void read_includes(native *n, const node *document, map *visited) {
    const node *include = node_get(document, STR("include"));
    if (!include || include->kind == NODE_NULL)
        return;
    if (include->kind == NODE_STRING) {
        read_include(n, include, visited);
        return;
    }
    if (!native_expect(n, include, NODE_LIST, "a list of paths for `include`"))
        return;
    for (uint32_t i = 0; i < include->count; i++)
        read_include(n, include->as.items[i], visited);
}

static void read_document(native *n, const node *document, map *visited) {
    model_package *package = n->spec->package;
    check_version(n, document);
    native_check_keys(n, document, NATIVE_DOCUMENT, "a spec");
    collect_names(n, document);
    const node *targets = native_map(n, document, "targets");
    if (!package->targets)
        package->targets = targets;
    read_includes(n, document, visited);
}

/* What the first file says of the whole package. */
static void read_head(native *n, const node *document) {
    model_package *package = n->spec->package;
    package->name = native_text(n, document, "package");
    package->title = native_text(n, document, "title");
    package->description = native_text(n, document, "description");
    const node *version = node_get(document, STR("version"));
    if (node_is_number(version))
        package->version = version->as.text;
    else
        package->version = native_text(n, document, "version");
    const node *name = node_get(document, STR("package"));
    if (name && name->kind == NODE_STRING && package->name.len == 0)
        diag_report(n->d, CODE_BAD_VALUE, name->at, "a package's name can't be empty");
}

static void fill_tags(native *n, const map *entries) {
    for (const map_entry *e = map_first(entries); e; e = map_next(e)) {
        const native_entry *entry = map_value(e);
        if (entry->definition->kind == MODEL_UNION && entry->body->kind == NODE_MAP)
            native_fill_tags(n, entry->definition, entry->body);
    }
}

static void fill_definitions(native *n) {
    for (const map_entry *e = map_first(n->names); e; e = map_next(e)) {
        const native_entry *entry = map_value(e);
        model_definition *definition = entry->definition;
        spec_add_definition(n->spec, definition);
        if (definition->kind == MODEL_OBJECT)
            native_fill_model(n, definition, entry->body);
        else if (definition->kind == MODEL_ENUM)
            native_fill_enum(n, definition, entry->body);
        else
            native_fill_union(n, definition, entry->body);
    }
    fill_tags(n, n->names);
    fill_tags(n, n->inlined);
}

bool spec_read_native(spec_reader *r, const node *root) {
    native n = {r, r->memory, r->diags, map_new(r->memory), map_new(r->memory), map_new(r->memory)};
    map *visited = map_new(r->memory);
    source_file here = {{"", 0}, {"", 0}};
    map_put(visited, root->at.file->path, visited);
    map_put(visited, spec_relative_path(r->memory, &here, root->at.file->path), visited);
    read_head(&n, root);
    read_document(&n, root, visited);
    fill_definitions(&n);
    if (n.spec->package->count == 0 && n.d->errors == 0)
        diag_report(n.d, CODE_UNSUPPORTED, node_find(root, STR("swage"))->key->at,
                    "nothing is made of this spec: it has neither `models` nor `enums` nor "
                    "`unions`, nor has what it includes");
    return true;
}
