/*
 * From a path to a package: which format a document has, and the files that a run reads; see
 * spec.h.
 */
#include "spec/format.h"

#include "base/folder.h"
#include "source/source.h"

typedef struct format_row {
    bool (*read)(spec_reader *r, const node *root);
    str keys[12]; /* a document with one of them at its top is of this format */
} format_row;

/* The order counts: what says its format comes first. */
static const format_row formats[] = {
    {spec_read_native, {STR_INIT("swage")}},
    {spec_read_openapi, {STR_INIT("openapi"), STR_INIT("swagger")}},
    {spec_read_json_schema,
     {STR_INIT("$schema"), STR_INIT("$id"), STR_INIT("$defs"), STR_INIT("definitions"),
      STR_INIT("properties"), STR_INIT("type"), STR_INIT("$ref"), STR_INIT("allOf"),
      STR_INIT("oneOf"), STR_INIT("anyOf"), STR_INIT("enum"), STR_INIT("const")}},
};

static const format_row *format_of(const node *root) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        for (size_t k = 0; k < sizeof formats->keys / sizeof *formats->keys; k++)
            if (formats[i].keys[k].len && node_get(root, formats[i].keys[k]))
                return &formats[i];
    return NULL;
}

/* Room for one more in an array that doubles at powers of two. */
static void *grown(arena *a, void *items, size_t count, size_t size) {
    if (count && (count & (count - 1)))
        return items;
    void *larger = arena_array(a, count ? count * 2 : 1, size);
    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

void spec_add_definition(spec_reader *r, model_definition *definition) {
    model_package *p = r->package;
    p->definitions = grown(r->memory, p->definitions, p->count, sizeof(model_definition *));
    p->definitions[p->count++] = definition;
}

static const node *read_file(spec_reader *r, str path, span from) {
    const source_file *file = source_read(r->memory, r->diags, path, from);
    if (!file)
        return NULL;
    model_package *p = r->package;
    p->files = grown(r->memory, p->files, p->file_count, sizeof(source_file *));
    p->files[p->file_count++] = file;
    if (from.file)
        diag_included(r->diags, file, from);
    return source_parse(r->memory, r->diags, file);
}

const node *spec_open(spec_reader *r, str path, span from) {
    const node *root = map_get(r->roots, path);
    if (root)
        return root;
    const str real = folder_real_path(r->memory, path);
    root = real.len ? map_get(r->roots, real) : NULL; /* by another path */
    if (!root)
        root = read_file(r, path, from);
    if (root)
        map_put(r->roots, str_dup(r->memory, path), (void *)(uintptr_t)root);
    if (root && real.len)
        map_put(r->roots, real, (void *)(uintptr_t)root);
    return root;
}

/* Appends a part of a path to what stands in `out`, which it may shorten: `..` takes one away. */
static size_t add_part(char *out, size_t len, str part) {
    if (part.len == 0 || str_eq(part, STR(".")))
        return len;
    size_t last = len;
    while (last && out[last - 1] != '/')
        last--;
    str previous = {out + last, len - last};
    if (str_eq(part, STR("..")) && previous.len && !str_eq(previous, STR("..")))
        return last ? last - 1 : 0;
    if (len)
        out[len++] = '/';
    memcpy(out + len, part.ptr, part.len);
    return len + part.len;
}

str spec_relative_path(arena *a, const source_file *from, str path) {
    if (str_starts(path, STR("/")))
        return path;
    size_t folder = from->path.len;
    while (folder && from->path.ptr[folder - 1] != '/')
        folder--;
    str joined = str_format(a, "%.*s%.*s", (int)folder, from->path.ptr, STR_ARG(path));
    bool absolute = str_starts(joined, STR("/"));
    char *out = arena_alloc(a, joined.len + 2);
    size_t len = 0;
    for (size_t at = 0, end; at < joined.len; at = end + 1) {
        end = str_find_char(joined, at, '/');
        len = add_part(out + absolute, len, str_slice(joined, at, end));
    }
    if (absolute)
        out[0] = '/';
    return (str){out, len + absolute};
}

static void report_format(diagnostics *d, const node *root) {
    diagnostic *found = diag_report(
        d, CODE_UNKNOWN_FORMAT, root->at,
        root->kind == NODE_NULL
            ? "there is nothing in this file: a spec has one of the keys `swage`, "
              "`openapi` and `$schema` at its top"
            : "this is no spec of a known format: its top has none of the keys `swage`, "
              "`openapi` and `$schema`");
    if (node_get(root, STR("models")) || node_get(root, STR("enums")) ||
        node_get(root, STR("unions")))
        diag_add_note(d, found, (span){0}, "a spec of swage's own format says `swage: 1`");
    else if (node_get(root, STR("components")) || node_get(root, STR("paths")))
        diag_add_note(d, found, (span){0}, "an OpenAPI document says `openapi: 3.1.0`");
    else if (root->kind == NODE_MAP && root->count)
        diag_add_note(
            d, found, (span){0},
            "a JSON Schema says so by `$schema`, or has a `type`, `properties` or `$defs`");
}

model_package *spec_load(arena *a, diagnostics *d, str path) {
    spec_reader r = {a, d, ARENA_NEW(a, model_package), map_new(a)};
    const node *root = spec_open(&r, path, (span){0});
    if (!root)
        return NULL;
    const format_row *format = format_of(root);
    if (!format) {
        report_format(d, root);
        return NULL;
    }
    return format->read(&r, root) ? r.package : NULL;
}
