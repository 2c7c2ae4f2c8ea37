/* Plain data from libyaml's events; see data.h. */
#include "source/data.h"

#include "base/map.h"
#include "base/memory.h"
#include "source/readers.h"

#include <stdarg.h>

typedef struct reader {
    arena *memory;
    diagnostics *d;
    const source_file *file;
    yaml_parser_t parser;
    yaml_event_t event;
    map *anchors; /* name → value */
    unsigned depth;
    size_t count;
    bool failed;
} reader;

static span place(const reader *r) {
    const yaml_mark_t *from = &r->event.start_mark, *to = &r->event.end_mark;
    return (span){.file = r->file,
                  .line = (uint32_t)from->line + 1,
                  .column = (uint32_t)from->column + 1,
                  .end_line = (uint32_t)to->line + 1,
                  .end_column = (uint32_t)to->column + 1};
}

__attribute__((format(printf, 4, 5))) static value fail(reader *r, diag_code code, span at,
                                                        const char *format, ...) {
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!r->failed)
        diag_report(r->d, code, at, "%s", text);
    r->failed = true;
    return value_null();
}

/* The next event; the one before it is freed. False after an error. */
static bool next_event(reader *r) {
    if (r->failed)
        return false;
    yaml_event_delete(&r->event);
    if (yaml_parser_parse(&r->parser, &r->event))
        return true;
    memset(&r->event, 0, sizeof r->event);
    yaml_report(r->d, r->file, &r->parser);
    r->failed = true;
    return false;
}

static void set_anchor(reader *r, const yaml_char_t *name, value v) {
    if (!name)
        return;
    value *kept = ARENA_NEW(r->memory, value);
    *kept = v;
    map_put(r->anchors, str_dup(r->memory, str_from((const char *)name)), kept);
}

/* --- Scalars --- */

static bool is_number_text(str s, size_t from, size_t count) {
    for (size_t i = from; i < from + count; i++)
        if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

/* 2001-12-14t21:59:43.1-05:00 as Python prints it: 2001-12-14 21:59:43.100000-05:00. */
static str timestamp(arena *a, str s) {
    int parts[6], used = 0;
    char zone[16] = "", mark[2];
    char line[96];
    if (s.len < 14 || s.len > 40 || !is_number_text(s, 0, 4) || s.ptr[4] != '-')
        return s;
    memcpy(line, s.ptr, s.len);
    line[s.len] = '\0';
    if (sscanf(line, "%4d-%2d-%2d%1[Tt \t]%2d:%2d:%2d%n", &parts[0], &parts[1], &parts[2], mark,
               &parts[3], &parts[4], &parts[5], &used) != 7)
        return s;
    char fraction[8] = "000000";
    size_t at = (size_t)used, point = at;
    if (line[at] == '.')
        for (at++; line[at] >= '0' && line[at] <= '9'; at++)
            if (at - point <= 6)
                fraction[at - point - 1] = line[at];
    while (line[at] == ' ' || line[at] == '\t')
        at++;
    int hours = 0, minutes = 0, end = 0;
    if (line[at] == 'Z' && !line[at + 1])
        strcpy(zone, "+00:00");
    else if (line[at] && (strchr("+-", line[at]) == NULL ||
                          sscanf(line + at + 1, "%2d%n:%2d%n", &hours, &end, &minutes, &end) < 1 ||
                          line[at + 1 + (size_t)end]))
        return s;
    else if (line[at])
        snprintf(zone, sizeof zone, "%c%02d:%02d", line[at], hours % 100, minutes % 100);
    bool whole = strcmp(fraction, "000000") == 0;
    return str_format(a, "%04d-%02d-%02d %02d:%02d:%02d%s%s%s", parts[0], parts[1], parts[2],
                      parts[3], parts[4], parts[5], whole ? "" : ".", whole ? "" : fraction, zone);
}

static value tagged_scalar(reader *r, str tag, str text) {
    static const str prefix = STR_INIT("tag:yaml.org,2002:");
    bool core = str_starts(tag, prefix), ok = true;
    str name = core ? str_slice(tag, prefix.len, tag.len) : tag;
    if (str_eq(tag, STR("!")) || (core && str_eq(name, STR("str"))))
        return value_str(text);
    value v = data_scalar(r->memory, text, &ok);
    if (core && ok) {
        if (str_eq(name, STR("int")) && v.kind == VALUE_INT)
            return v;
        if (str_eq(name, STR("float")) && (v.kind == VALUE_FLOAT || v.kind == VALUE_INT))
            return v.kind == VALUE_INT ? value_float((double)v.as.integer) : v;
        if ((str_eq(name, STR("bool")) && v.kind == VALUE_BOOL) || str_eq(name, STR("null")))
            return v.kind == VALUE_BOOL ? v : value_null();
        if (str_eq(name, STR("timestamp")))
            return value_str(timestamp(r->memory, text));
    }
    return fail(r, CODE_CUSTOM_TAG, place(r), "the tag `%s%.*s` can't be used here",
                core ? "!!" : "", STR_ARG(name));
}

/* `merge` says whether it is the key `<<`. */
static value read_scalar(reader *r, bool *merge) {
    str text = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
    const yaml_char_t *tag = r->event.data.scalar.tag;
    bool ok = true;
    text = str_dup(r->memory, text);
    value v;
    *merge = false;
    if (tag) {
        v = tagged_scalar(r, str_from((const char *)tag), text);
    } else if (!r->event.data.scalar.plain_implicit) {
        v = value_str(text);
    } else {
        *merge = str_eq(text, STR("<<"));
        v = data_scalar(r->memory, text, &ok);
        if (is_number_text(text, 0, 4) && v.kind == VALUE_STRING)
            v = value_str(timestamp(r->memory, text));
        if (!ok || str_eq(text, STR("=")))
            fail(r, CODE_WRONG_TYPE, place(r), "`%.*s` is no value: put quotes around the text",
                 STR_ARG(text));
    }
    set_anchor(r, r->event.data.scalar.anchor, v);
    return v;
}

/* --- Lists and mappings --- */

static value read_value(reader *r, bool *merge);

static value read_list(reader *r) {
    value list = value_new_list(r->memory);
    bool merge;
    set_anchor(r, r->event.data.sequence_start.anchor, list);
    while (next_event(r) && r->event.type != YAML_SEQUENCE_END_EVENT)
        value_append(list, read_value(r, &merge));
    return list;
}

static void merge_dict(value into, value from) {
    for (uint32_t i = 0; i < from.as.dict->count; i++)
        value_put_key(into, from.as.dict->shape->keys[i], from.as.dict->items[i]);
}

/* `<<`: the members of a mapping, or of several, of which the first ones win. */
static void merge_value(reader *r, value into, value from, span at) {
    bool fine = from.kind == VALUE_DICT || from.kind == VALUE_LIST;
    if (from.kind == VALUE_DICT)
        merge_dict(into, from);
    for (uint32_t i = from.kind == VALUE_LIST ? from.as.list->count : 0; i-- > 0;) {
        value each = from.as.list->items[i];
        fine = fine && each.kind == VALUE_DICT;
        if (each.kind == VALUE_DICT)
            merge_dict(into, each);
    }
    if (!fine)
        fail(r, CODE_MERGE_KEY, at, "`<<` takes a mapping or a list of mappings, as `<<: *name`");
}

static value read_map(reader *r) {
    value own = value_new_list(r->memory), dict = value_new_dict(r->memory);
    bool merge, ignored;
    set_anchor(r, r->event.data.mapping_start.anchor, dict);
    while (next_event(r) && r->event.type != YAML_MAPPING_END_EVENT) {
        span at = place(r);
        value key = read_value(r, &merge);
        if (key.kind == VALUE_LIST || key.kind == VALUE_DICT)
            fail(r, CODE_KEY_TYPE, at, "a list or mapping can't be a key");
        if (!next_event(r))
            break;
        value item = read_value(r, &ignored);
        if (merge) {
            merge_value(r, dict, item, at);
        } else {
            value_append(own, key);
            value_append(own, item);
        }
    }
    for (uint32_t i = 0; i + 1 < own.as.list->count; i += 2)
        value_put_key(dict, own.as.list->items[i], own.as.list->items[i + 1]);
    return dict;
}

static value read_alias(reader *r) {
    str name = str_from((const char *)r->event.data.alias.anchor);
    const value *v = map_get(r->anchors, name);
    return v ? *v
             : fail(r, CODE_UNKNOWN_ALIAS, place(r), "no anchor `&%.*s` stands before this alias",
                    STR_ARG(name));
}

static void check_tag(reader *r, const yaml_char_t *tag, const char *expected) {
    if (tag && strcmp((const char *)tag, "!") != 0 && strcmp((const char *)tag, expected) != 0)
        fail(r, CODE_CUSTOM_TAG, place(r), "the tag `%s` can't be used here", (const char *)tag);
}

static value read_value(reader *r, bool *merge) {
    *merge = false;
    if (r->event.type == YAML_SCALAR_EVENT)
        return read_scalar(r, merge);
    if (r->event.type == YAML_ALIAS_EVENT)
        return read_alias(r);
    if (++r->count > SOURCE_MAX_NODES || r->depth == SOURCE_MAX_DEPTH)
        return fail(r, CODE_SOURCE_LIMIT, place(r), "lists and mappings are too many or too deep");
    bool list = r->event.type == YAML_SEQUENCE_START_EVENT;
    check_tag(r, list ? r->event.data.sequence_start.tag : r->event.data.mapping_start.tag,
              list ? YAML_SEQ_TAG : YAML_MAP_TAG);
    r->depth++;
    value v = list ? read_list(r) : read_map(r);
    r->depth--;
    return v;
}

/* --- Documents --- */

static value read_document(reader *r) {
    value v = value_null();
    bool merge, any = false;
    while (next_event(r) && r->event.type != YAML_STREAM_END_EVENT) {
        if (r->event.type == YAML_STREAM_START_EVENT || r->event.type == YAML_DOCUMENT_END_EVENT)
            continue;
        if (r->event.type != YAML_DOCUMENT_START_EVENT) {
            v = read_value(r, &merge);
            continue;
        }
        if (any)
            fail(r, CODE_MANY_DOCUMENTS, place(r), "a second document starts here");
        any = true;
    }
    return v;
}

bool data_read(arena *a, diagnostics *d, const source_file *file, value *out) {
    bool named_json = str_ends(file->path, STR(".json"));
    if (named_json || str_eq(file->path, STR("-"))) {
        const node *root = source_parse(a, d, file);
        if (root)
            *out = node_to_data(a, root);
        return root != NULL;
    }
    if (!source_check(d, file))
        return false;
    reader r = {.memory = a, .d = d, .file = file, .anchors = map_new(a)};
    if (!yaml_parser_initialize(&r.parser))
        mem_fail();
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)file->text.ptr, file->text.len);
    *out = read_document(&r);
    yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    return !r.failed;
}
