/*
 * Following a $ref: JSON pointers (RFC 6901) in URI fragments, in this file and in others beside
 * it; see schema.h.
 */
#include "spec/schema.h"

#include "base/folder.h"

static void bad_ref(schema_reader *r, const node *ref, const char *why) {
    if (!map_put(r->warned, schema_key(r, ref, NULL), r))
        diag_report(r->diags, CODE_BAD_REF, ref->at, "`%.*s` leads to no schema: %s",
                    STR_ARG(ref->as.text), why);
}

static int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Takes the escapes %xx out of a fragment, and ~1 and ~0 out of what that gives. */
static str decode_segment(arena *a, str raw) {
    if (str_find_char(raw, 0, '%') == raw.len && str_find_char(raw, 0, '~') == raw.len)
        return raw;
    char *out = arena_alloc(a, raw.len + 1);
    size_t len = 0;
    bool after_tilde = false; /* of the text itself, not one that ~0 gave */
    for (size_t i = 0; i < raw.len; i++) {
        bool escaped = raw.ptr[i] == '%' && i + 2 < raw.len && hex(raw.ptr[i + 1]) >= 0 &&
                       hex(raw.ptr[i + 2]) >= 0;
        char c = escaped ? (char)(hex(raw.ptr[i + 1]) * 16 + hex(raw.ptr[i + 2])) : raw.ptr[i];
        i += escaped ? 2 : 0;
        if (after_tilde && (c == '0' || c == '1'))
            out[len - 1] = c == '1' ? '/' : '~';
        else
            out[len++] = c;
        after_tilde = c == '~';
    }
    return (str){out, len};
}

/* The next segment of a pointer, decoded; `at` stands on its slash and moves behind it. */
static str next_segment(arena *a, str pointer, size_t *at) {
    size_t end = str_find_char(pointer, *at + 1, '/');
    str segment = str_slice(pointer, *at + 1, end);
    *at = end;
    return decode_segment(a, segment);
}

/* The child of that key or position; NULL when there is none. */
static const node *child_of(const node *parent, str segment) {
    if (parent->kind == NODE_MAP)
        return node_get(parent, segment);
    if (parent->kind != NODE_LIST || segment.len == 0 || segment.len > 9)
        return NULL;
    uint32_t index = 0;
    for (size_t i = 0; i < segment.len; i++) {
        if (segment.ptr[i] < '0' || segment.ptr[i] > '9')
            return NULL;
        index = index * 10 + (uint32_t)(segment.ptr[i] - '0');
    }
    return index < parent->count ? parent->as.items[index] : NULL;
}

/* Schemas to refer to stand in `definitions` up to draft-07, and in `$defs` later. */
static bool suggest_section(schema_reader *r, diagnostic *to, const node *parent, str segment) {
    const str old = STR("definitions"), modern = STR("$defs");
    const str other = str_eq(segment, old) ? modern : str_eq(segment, modern) ? old : STR("");
    if (!other.len || !node_get(parent, other))
        return false;
    diag_add_note(r->diags, to, (span){0}, "did you mean `%.*s`?", STR_ARG(other));
    return true;
}

static void report_missing(schema_reader *r, const node *ref, const node *parent, str before,
                           str segment) {
    if (map_put(r->warned, schema_key(r, ref, NULL), r))
        return;
    diagnostic *d = diag_report(r->diags, CODE_BAD_REF, ref->at,
                                "`%.*s` leads to no schema: there is no `%.*s` in `#%.*s`",
                                STR_ARG(ref->as.text), STR_ARG(segment), STR_ARG(before));
    if (parent->kind != NODE_MAP)
        return;
    if (suggest_section(r, d, parent, segment))
        return;
    str *names = ARENA_ARRAY(r->memory, parent->count + 1, str);
    for (uint32_t i = 0; i < parent->count; i++)
        names[i] = node_text(parent->as.members[i].key);
    diag_suggest(r->diags, d, segment, names, parent->count);
}

/* A pointer without its slash is written often enough. */
static const node *find_anchor(schema_reader *r, const node *ref, const schema_resource *in,
                               str anchor) {
    const node *found = schema_resource_anchor(r, in, anchor);
    if (!found && str_find_char(anchor, 0, '/') < anchor.len)
        bad_ref(r, ref, "a pointer begins with `#/`");
    else if (!found)
        bad_ref(r, ref, "no schema has that $anchor");
    return found;
}

/* Pointers start at the schema with the nearest $id around them; many are written as if at the top
 * of the document, which is tried next. */
static const node *find_in(schema_reader *r, const node *ref, const schema_resource **in,
                           str fragment) {
    if (fragment.len && fragment.ptr[0] != '/')
        return find_anchor(r, ref, *in, fragment);
    const schema_resource *top = schema_resource_top(r, schema_resource_outermost(*in));
    const node *at = (*in)->root;
    for (size_t i = 0; i < fragment.len;) {
        size_t before = i;
        str segment = next_segment(r->memory, fragment, &i);
        const node *child = child_of(at, segment);
        if (!child && *in != top) {
            *in = top;
            return find_in(r, ref, in, fragment);
        }
        if (!child) {
            report_missing(r, ref, at, str_slice(fragment, 0, before), segment);
            return NULL;
        }
        at = child;
    }
    return at;
}

static bool is_of_json_schema(str uri) {
    return str_starts(uri, STR("http://json-schema.org/")) ||
           str_starts(uri, STR("https://json-schema.org/"));
}

/* The file of a URI; what has an $id on the web is looked for beside its own file. */
static str file_of(schema_reader *r, const node *ref, const schema_resource *from, str uri) {
    bool web = str_find(uri, 0, STR("://")) < uri.len;
    str path = schema_resource_path(r, from, uri);
    if (!path.len && is_of_json_schema(uri))
        return path;
    if (!path.len && web) {
        bad_ref(r, ref, "nothing is read from the web: save it, and refer to the file");
        return path;
    }
    path = decode_segment(r->memory, path.len ? path : uri);
    path = spec_relative_path(r->memory, ref->at.file, path);
    if (web && !folder_has_file(path)) {
        bad_ref(r, ref,
                str_format(r->memory, "there is no file %.*s, and nothing is read from the web",
                           STR_ARG(path))
                    .ptr);
        return (str){"", 0};
    }
    return path;
}

/* A reference that is a schema's name and no file: tells how it is written. */
static bool names_schema(schema_reader *r, const node *ref, const schema_resource *in, str name) {
    static const struct {
        str outer, inner;
        const char *path;
    } sections[] = {{STR_INIT("components"), STR_INIT("schemas"), "components/schemas"},
                    {STR_INIT("$defs"), STR_INIT(""), "$defs"},
                    {STR_INIT("definitions"), STR_INIT(""), "definitions"}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        const node *section = node_get(in->root, sections[i].outer);
        if (section && sections[i].inner.len)
            section = node_get(section, sections[i].inner);
        if (!section || !node_get(section, name))
            continue;
        bad_ref(r, ref,
                str_format(r->memory,
                           "there is no such file; a schema of this one is written `#/%s/%.*s`",
                           sections[i].path, STR_ARG(name))
                    .ptr);
        return true;
    }
    return false;
}

/* What a reference names by its part before the `#`: a schema by its $id, or a file's root. */
static const schema_resource *resource_of(schema_reader *r, const node *ref, str uri) {
    const schema_resource *here = schema_resource_of(r, ref);
    const schema_resource *own = uri.len ? schema_resource_find(r, here, uri) : here;
    if (own)
        return own;
    str path = file_of(r, ref, here, uri);
    if (path.len && !folder_has_file(path) && names_schema(r, ref, here, uri))
        return NULL;
    const node *root = path.len ? spec_open(r->spec, path, ref->at) : NULL;
    return root ? schema_resource_top(r, root) : NULL;
}

/* Segments of pointers that are keywords, and say nothing about the schema below. */
static bool is_plain_segment(str segment) {
    static const str words[] = {STR_INIT("schema"),     STR_INIT("content"), STR_INIT("responses"),
                                STR_INIT("components"), STR_INIT("paths"),   STR_INIT("schemas"),
                                STR_INIT("allOf"),      STR_INIT("oneOf"),   STR_INIT("anyOf"),
                                STR_INIT("not"),        STR_INIT("get"),     STR_INIT("post"),
                                STR_INIT("put"),        STR_INIT("patch"),   STR_INIT("delete")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(segment, words[i]))
            return true;
    return segment.len == 0 || (segment.ptr[0] >= '0' && segment.ptr[0] <= '9') ||
           str_find_char(segment, 0, '/') < segment.len;
}

/* Moves a place from a schema on to its child of that keyword. */
static void move_on(schema_reader *r, schema_place *place, str keyword, str segment,
                    const node *child) {
    if (str_eq(keyword, STR("properties")) || str_eq(keyword, STR("$defs")) ||
        str_eq(keyword, STR("definitions"))) {
        place->property = segment;
        place->position = 0;
        place->item = false;
    } else if (str_eq(segment, STR("items")) || str_eq(segment, STR("additionalProperties"))) {
        place->item = true;
    } else if (!place->parent && !is_plain_segment(segment)) {
        place->property = segment;
    }
    schema_entry *entry = schema_entry_find(r, child);
    if (!entry || (!entry->definition && !entry->name.len))
        return;
    if (entry->name.len)
        schema_resolve(r, entry);
    *place = (schema_place){.parent = entry};
}

/* Where a schema stands that only a pointer leads to. */
static schema_place place_of(schema_reader *r, const node *root, str pointer) {
    schema_place place = {0};
    str keyword = {"", 0};
    const node *at = root;
    for (size_t i = 0; i < pointer.len && pointer.ptr[0] == '/';) {
        str segment = next_segment(r->memory, pointer, &i);
        at = child_of(at, segment);
        if (i < pointer.len)
            move_on(r, &place, keyword, segment, at);
        else
            move_on(r, &place, keyword, segment, NULL); /* the schema itself is no place */
        keyword = segment;
    }
    place.named = NULL;
    return place;
}

/* "common/Error.json" → "Error" */
static str file_stem(str path) {
    size_t from = path.len, to;
    while (from && path.ptr[from - 1] != '/')
        from--;
    to = str_find_char(path, from, '.');
    return str_slice(path, from, to);
}

/* A value that is itself a schema. What those of JSON Schema are is not read: it is free-form. */
static schema_entry *any_schema(schema_reader *r, const node *ref) {
    if (!map_put(r->warned, schema_key(r, ref, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED, STR("meta-schema"), ref->at,
                   "`%.*s` is not read: schemas are free-form", STR_ARG(ref->as.text));
    static const node anything = {.kind = NODE_BOOL, .boolean = true};
    schema_entry *entry = schema_entry_of(r, &anything);
    entry->referred = true;
    return entry;
}

/* What a $ref leads to: the schema of what has a name (`in`), and where in it. */
typedef struct ref_target {
    const schema_resource *in; /* NULL: not known */
    str file, fragment;
} ref_target;

/* The value that a $ref leads to; NULL, and an error but where it leads to JSON Schema itself. */
static const node *locate(schema_reader *r, const node *ref, ref_target *to) {
    *to = (ref_target){.in = NULL};
    if (ref->kind != NODE_STRING) {
        if (!map_put(r->warned, schema_key(r, ref, NULL), r))
            diag_report(r->diags, CODE_WRONG_TYPE, ref->at, "`$ref` is a text, not %s",
                        node_kind_name(ref));
        return NULL;
    }
    str text = ref->as.text;
    size_t hash = str_find_char(text, 0, '#');
    to->file = str_slice(text, 0, hash);
    to->fragment = str_slice(text, hash + 1 < text.len ? hash + 1 : text.len, text.len);
    to->in = resource_of(r, ref, to->file);
    return to->in ? find_in(r, ref, &to->in, to->fragment) : NULL;
}

const node *schema_locate(schema_reader *r, const node *ref) {
    ref_target to;
    return locate(r, ref, &to);
}

schema_entry *schema_target(schema_reader *r, const node *ref) {
    ref_target to;
    const node *schema = locate(r, ref, &to);
    if (!to.in && ref->kind == NODE_STRING && is_of_json_schema(ref->as.text))
        return any_schema(r, ref);
    if (!schema)
        return NULL;
    if (schema->kind != NODE_MAP && schema->kind != NODE_BOOL) {
        bad_ref(r, ref, str_format(r->memory, "it is %s", node_kind_name(schema)).ptr);
        return NULL;
    }
    schema_entry *entry = schema_entry_of(r, schema);
    entry->referred = true;
    if (entry->state == SCHEMA_NEW && !entry->name.len) {
        entry->place = place_of(r, to.in->root, to.fragment);
        if (!entry->place.property.len)
            entry->place.property = file_stem(to.file);
    }
    return entry;
}

static void report_circle(schema_reader *r, const schema_entry *entry, const node *ref) {
    if (map_put(r->warned, schema_key(r, ref, NULL), r))
        return;
    diagnostic *d =
        diag_report(r->diags, CODE_CYCLE, ref->at,
                    "`%.*s` leads back to where it stands: no schema is at the end of it",
                    STR_ARG(ref->as.text));
    for (const schema_trail *step = r->trail; step; step = step->outer) {
        map_put(r->warned, schema_key(r, step->ref, NULL), r); /* one error for one circle */
        diag_add_note(r->diags, d, step->ref->at, "by way of `%.*s`", STR_ARG(step->ref->as.text));
        if (step->entry == entry)
            break;
    }
}

bool schema_enter(schema_reader *r, schema_trail *step, schema_entry *entry, const node *ref,
                  bool again) {
    if (again) {
        report_circle(r, entry, ref);
        return false;
    }
    if (r->depth >= SCHEMA_MAX_CHAIN) {
        bad_ref(r, ref, "too many references lead to each other");
        return false;
    }
    *step = (schema_trail){r->trail, entry, ref};
    r->trail = step;
    r->depth++;
    return true;
}

void schema_leave(schema_reader *r, const schema_trail *step) {
    r->trail = step->outer;
    r->depth--;
}

void schema_warn_loop(schema_reader *r, span at) {
    r->loops++;
    diag_count(r->diags, CODE_UNSUPPORTED, STR("array of itself"), at,
               "an array or map of itself is not supported: its items are free-form");
}

schema_entry *schema_follow(schema_reader *r, const node *ref) {
    schema_entry *entry = schema_target(r, ref);
    if (!entry || entry->state == SCHEMA_RESOLVED || entry->definition)
        return entry;
    if (entry->state == SCHEMA_RESOLVING && r->containers > entry->containers) {
        schema_warn_loop(r, ref->at);
        return NULL;
    }
    schema_trail step;
    if (!schema_enter(r, &step, entry, ref, entry->state == SCHEMA_RESOLVING))
        return NULL;
    schema_resolve(r, entry);
    schema_leave(r, &step);
    return entry;
}
