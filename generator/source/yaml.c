/*
 * libyaml's events as calls of the builder.
 *
 * Text is borrowed from the file where it stands there as it is (nearly always), found by
 * counting code points along with libyaml's marks; else it is copied.
 */
#include "base/memory.h"
#include "source/build.h"
#include "source/readers.h"
#include "source/scalar.h"

typedef struct reader {
    builder build;
    const source_file *file;
    size_t index, byte; /* a place in the file, in code points and in bytes */
    unsigned documents;
} reader;

static span place(const source_file *file, const yaml_mark_t *from, const yaml_mark_t *to) {
    return (span){.file = file,
                  .line = (uint32_t)from->line + 1,
                  .column = (uint32_t)from->column + 1,
                  .end_line = (uint32_t)to->line + 1,
                  .end_column = (uint32_t)to->column + 1};
}

/* Moves on to a code point; marks of scalars never go back. */
static void move_to(reader *r, size_t index) {
    str text = r->file->text;
    const uint64_t wide = UINT64_C(0x8080808080808080);
    uint64_t eight; /* ASCII goes by eight bytes at once */
    while (index - r->index >= 8 && r->index < index && text.len - r->byte > 8) {
        memcpy(&eight, text.ptr + r->byte, 8);
        if (eight & wide || ((unsigned char)text.ptr[r->byte + 8] & 0xC0) == 0x80)
            break;
        r->byte += 8;
        r->index += 8;
    }
    while (r->index < index && r->byte < text.len) {
        r->byte++;
        while (r->byte < text.len && ((unsigned char)text.ptr[r->byte] & 0xC0) == 0x80)
            r->byte++;
        r->index++;
    }
}

static str scalar_text(reader *r, const yaml_event_t *event) {
    str content = {(const char *)event->data.scalar.value, event->data.scalar.length};
    move_to(r, event->start_mark.index + (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE));
    str text = r->file->text;
    if (content.len <= text.len - r->byte &&
        memcmp(text.ptr + r->byte, content.ptr, content.len) == 0)
        return (str){text.ptr + r->byte, content.len};
    return str_dup(r->build.memory, content);
}

static str name_of(const yaml_char_t *name) {
    return name ? str_from((const char *)name) : (str){"", 0};
}

/* The name of a core tag ("str" of tag:yaml.org,2002:str); empty for others. */
static str core_tag(const yaml_char_t *tag) {
    static const str prefix = STR_INIT("tag:yaml.org,2002:");
    str name = name_of(tag);
    return str_starts(name, prefix) ? str_slice(name, prefix.len, name.len) : (str){"", 0};
}

/* The non-specific tag `!` makes a scalar a string, and says nothing of a list or map. */
static bool is_plain_tag(const yaml_char_t *tag) {
    return str_eq(name_of(tag), STR("!"));
}

static void custom_tag(reader *r, const yaml_char_t *tag, span at) {
    str name = name_of(tag), core = core_tag(tag);
    r->build.failed = true;
    diag_report(r->build.d, CODE_CUSTOM_TAG, at,
                "the tag `%s%.*s` is not known here: remove it, or quote the text",
                core.len ? "!!" : "", STR_ARG(core.len ? core : name));
}

/* Whether the tag of a list or map is its own. */
static void check_tag(reader *r, const yaml_char_t *tag, str expected, span at) {
    if (tag && !is_plain_tag(tag) && !str_eq(core_tag(tag), expected))
        custom_tag(r, tag, at);
}

static void resolve_tagged(reader *r, const yaml_char_t *tag, node *n, str text) {
    static const struct {
        str name;
        node_kind kind;
    } tags[] = {{STR_INIT("null"), NODE_NULL},
                {STR_INIT("bool"), NODE_BOOL},
                {STR_INIT("int"), NODE_INT},
                {STR_INIT("float"), NODE_FLOAT},
                {STR_INIT("str"), NODE_STRING}};
    str name = core_tag(tag);
    n->kind = NODE_STRING;
    n->as.text = text;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (!str_eq(name, tags[i].name))
            continue;
        if (tags[i].kind == NODE_STRING)
            return;
        scalar_resolve(r->build.memory, n, text);
        if (n->kind == NODE_INT && tags[i].kind == NODE_FLOAT)
            n->kind = NODE_FLOAT;
        if (n->kind == tags[i].kind)
            return;
        r->build.failed = true;
        diag_report(r->build.d, CODE_CUSTOM_TAG, n->at, "`%.*s` is not what its tag `!!%.*s` says",
                    STR_ARG(text), STR_ARG(name));
        return;
    }
    custom_tag(r, tag, n->at);
}

static bool read_scalar(reader *r, const yaml_event_t *event) {
    node n = {.at = place(r->file, &event->start_mark, &event->end_mark)};
    str text = scalar_text(r, event);
    bool key = build_at_key(&r->build), plain = event->data.scalar.plain_implicit;
    if (event->data.scalar.tag && !is_plain_tag(event->data.scalar.tag)) {
        resolve_tagged(r, event->data.scalar.tag, &n, text);
    } else if (plain && !event->data.scalar.tag) {
        scalar_resolve(r->build.memory, &n, text);
        n.boolean = n.boolean || (key && str_eq(text, STR("<<"))); /* marks a merge key */
    } else {
        n.kind = NODE_STRING;
        n.as.text = text;
    }
    if (key)
        n.as.text = text; /* as it was written */
    return build_scalar(&r->build, &n, name_of(event->data.scalar.anchor));
}

static bool start_document(reader *r, const yaml_event_t *event) {
    if (r->documents++ == 0)
        return true;
    r->build.failed = true;
    diag_report(r->build.d, CODE_MANY_DOCUMENTS,
                place(r->file, &event->start_mark, &event->end_mark),
                "a second document starts here: put it into a file of its own");
    return false;
}

/* False when reading has to stop. */
static bool read_event(reader *r, const yaml_event_t *event) {
    span at = place(r->file, &event->start_mark, &event->end_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, event);
    case YAML_SEQUENCE_START_EVENT:
        check_tag(r, event->data.sequence_start.tag, STR("seq"), at);
        return build_open(&r->build, NODE_LIST, at, name_of(event->data.sequence_start.anchor));
    case YAML_MAPPING_START_EVENT:
        check_tag(r, event->data.mapping_start.tag, STR("map"), at);
        return build_open(&r->build, NODE_MAP, at, name_of(event->data.mapping_start.anchor));
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: /* of block style when it has no text of its own */
        build_close(&r->build, event->start_mark.index == event->end_mark.index ? NULL : &at);
        return true;
    case YAML_ALIAS_EVENT:
        return build_alias(&r->build, name_of(event->data.alias.anchor), at);
    case YAML_DOCUMENT_START_EVENT:
        return start_document(r, event);
    default:
        return true;
    }
}

static void read_events(reader *r, yaml_parser_t *parser) {
    yaml_event_t event;
    for (bool more = true; more;) {
        if (!yaml_parser_parse(parser, &event)) {
            r->build.failed = true;
            yaml_report(r->build.d, r->file, parser);
            return;
        }
        more = read_event(r, &event) && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

const node *yaml_read(arena *a, diagnostics *d, const source_file *file) {
    reader r = {.file = file};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        mem_fail();
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->text.ptr, file->text.len);
    build_init(&r.build, a, d, file);
    read_events(&r, &parser);
    const node *root = build_finish(&r.build);
    if (!root && !r.build.failed) {
        node *empty = ARENA_NEW(a, node);
        *empty = (node){.at = {file, 1, 1, 1, 1}, .kind = NODE_NULL};
        root = empty;
    }
    build_free(&r.build);
    yaml_parser_delete(&parser);
    return root;
}
