/* Samples of the context; see context_sample.h. */
#include "render/context_sample.h"

#include "analyze/document.h"
#include "analyze/sample.h"

/* A sample that is made for a template, and the definitions that it takes. */
typedef struct maker {
    arena *memory;
    value definitions; /* by order */
    const model_definition *whole;
    value needs;
    value_shape *scalars, *bytes, *parts, *entries, *objects, *fields, *unions;
} maker;

/* The parts of a value, in a definition. */
static value sample_value(maker *m, const model_definition *in, const model_type *type,
                          const node *n);

static value of_kind(maker *m, value_shape **shape, str kind) {
    value dict = value_new_dict_like(m->memory, 3, shape);
    value_add(dict, STR("kind"), value_str(kind));
    return dict;
}

static value nothing(maker *m, str kind) {
    value dict = value_new_dict_for(m->memory, 1);
    value_add(dict, STR("kind"), value_str(kind));
    return dict;
}

static value definition_of(const maker *m, const model_definition *d) {
    return m->definitions.as.list->items[d->order];
}

static bool has_item(value list, value item) {
    for (uint32_t i = 0; i < list.as.list->count; i++)
        if (list.as.list->items[i].as.dict == item.as.dict)
            return true;
    return false;
}

/* What a definition is used in but not there by itself, as it is only pointed to. */
static void add_need(maker *m, const model_definition *in, const model_definition *d) {
    const value used = definition_of(m, d);
    if (d != m->whole && !has_item(value_get(definition_of(m, in), STR("embeds")), used) &&
        !has_item(m->needs, used))
        value_append(m->needs, used);
}

static value scalar_value(maker *m, const node *n) {
    value dict = of_kind(m, &m->scalars, STR("scalar")), text = value_null();
    value_add(dict, STR("value"), node_to_value(m->memory, n));
    if (node_is_number(n)) {
        buf json = {0};
        node_write_json(&json, n);
        text = value_str(str_dup(m->memory, buf_str(&json)));
        buf_free(&json);
    }
    value_add(dict, STR("json"), text);
    return dict;
}

/* What the four characters of a group of base64 stand for (RFC 4648, section 4), from the left. */
static unsigned group_of(const char *text) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0;
    for (size_t i = 0; i < 4; i++) {
        const char *digit = text[i] == '=' ? digits : strchr(digits, text[i]);
        bits = bits << 6 | (unsigned)(digit - digits);
    }
    return bits;
}

/* Base64 that was looked at: its bytes, and these as a text where all can be read. */
static value bytes_value(maker *m, str text) {
    value dict = of_kind(m, &m->bytes, STR("bytes")), bytes = value_new_list(m->memory);
    buf plain = {0};
    bool readable = true;
    for (size_t i = 0; i < text.len; i += 4) {
        const unsigned bits = group_of(text.ptr + i);
        const size_t count = text.ptr[i + 2] == '=' ? 1 : text.ptr[i + 3] == '=' ? 2 : 3;
        for (size_t k = 0; k < count; k++) {
            const unsigned byte = bits >> (16 - 8 * k) & 0xFF;
            readable = readable && byte >= 0x20 && byte < 0x7F;
            buf_add_char(&plain, (char)byte);
            value_append(bytes, value_int(byte));
        }
    }
    value_add(dict, STR("bytes"), bytes);
    value_add(dict, STR("text"),
              readable ? value_str(str_dup(m->memory, buf_str(&plain))) : value_null());
    buf_free(&plain);
    return dict;
}

static value list_value(maker *m, const model_definition *in, const model_type *element,
                        const node *n) {
    value dict = of_kind(m, &m->parts, STR("array"));
    value items = value_new_list_for(m->memory, n->count);
    for (uint32_t i = 0; i < n->count; i++)
        value_append(items, sample_value(m, in, element, n->as.items[i]));
    value_add(dict, STR("parts"), items);
    return dict;
}

static value entry_value(maker *m, const model_definition *in, const model_type *element,
                         const node_member *member) {
    value entry = value_new_dict_like(m->memory, 2, &m->entries);
    value_add(entry, STR("key"), value_str(node_text(member->key)));
    value_add(entry, STR("value"), sample_value(m, in, element, member->item));
    return entry;
}

static value members_value(maker *m, const model_definition *in, const model_type *element,
                           const node *n) {
    value dict = of_kind(m, &m->parts, STR("map"));
    value entries = value_new_list_for(m->memory, n->count);
    for (uint32_t i = 0; i < n->count; i++)
        value_append(entries, entry_value(m, in, element, &n->as.members[i]));
    value_add(dict, STR("parts"), entries);
    return dict;
}

static value object_value(maker *m, const model_definition *d, const node *n) {
    static const model_type any = {.kind = MODEL_ANY};
    value dict = of_kind(m, &m->objects, STR("object"));
    value fields = value_new_list_for(m->memory, n->count), others = value_new_list(m->memory);
    for (size_t i = 0; i < d->field_count; i++) {
        const node_member *member = node_find(n, d->fields[i].name);
        if (!member)
            continue;
        value field = value_new_dict_like(m->memory, 2, &m->fields);
        value_add(field, STR("position"), value_int((int64_t)i));
        value_add(field, STR("value"), sample_value(m, d, d->fields[i].type, member->item));
        value_append(fields, field);
    }
    const bool typed = d->additional_mode == MODEL_ADDITIONAL_TYPED;
    for (uint32_t i = 0; i < n->count && n->count > fields.as.list->count; i++)
        if (!model_field_find(d, node_text(n->as.members[i].key)))
            value_append(others,
                         entry_value(m, d, typed ? d->additional : &any, &n->as.members[i]));
    value_add(dict, STR("fields"), fields);
    value_add(dict, STR("others"), others);
    return dict;
}

static value union_value(maker *m, const model_definition *d, const node *n) {
    const model_alternative *chosen = document_alternative(d, n);
    if (!chosen)
        return nothing(m, STR("missing"));
    value dict = of_kind(m, &m->unions, STR("union"));
    value_add(dict, STR("alternative"), value_int(chosen - d->alternatives));
    value_add(dict, STR("value"), sample_value(m, d, chosen->type, n));
    return dict;
}

static value sample_value(maker *m, const model_definition *in, const model_type *type,
                          const node *n) {
    if (n == &sample_missing)
        return nothing(m, STR("missing"));
    if (type->kind == MODEL_ANY)
        return scalar_value(m, n);
    if (n->kind == NODE_NULL)
        return nothing(m, STR("null"));
    if (type->definition)
        add_need(m, in, type->definition);
    switch (type->kind) {
    case MODEL_BYTES:
        return bytes_value(m, n->as.text);
    case MODEL_ARRAY:
        return list_value(m, in, type->element, n);
    case MODEL_MAP:
        return members_value(m, in, type->element, n);
    case MODEL_OBJECT:
        return object_value(m, type->definition, n);
    case MODEL_UNION:
        return union_value(m, type->definition, n);
    default:
        return scalar_value(m, n);
    }
}

static int64_t json_length(const node *n) {
    buf json = {0};
    node_write_json(&json, n);
    const int64_t length = (int64_t)json.len;
    buf_free(&json);
    return length;
}

value context_sample(arena *a, const model_definition *d, value definitions, value texts) {
    maker m = {.memory = a, .definitions = definitions, .whole = d, .needs = value_new_list(a)};
    const model_type self = {.kind = d->kind, .definition = (model_definition *)(uintptr_t)d};
    bool good;
    const node *n = sample_of(sampler_new(a, texts), d, &good);
    value dict = value_new_dict_for(a, 4);
    value_add(dict, STR("value"), sample_value(&m, d, &self, n));
    value_add(dict, STR("good"), value_bool(good));
    value_add(dict, STR("length"), good ? value_int(json_length(n)) : value_null());
    value_add(dict, STR("needs"), m.needs);
    return dict;
}
