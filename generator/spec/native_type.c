/* Types of the native format; see native.h. */
#include "spec/native.h"

/* Names that people try, and what to write here. */
static const char *const habits[][2] = {
    {"bool", "did you mean `boolean`?"},
    {"int", "did you mean `integer`?"},
    {"long", "did you mean `int64`?"},
    {"str", "did you mean `string`?"},
    {"text", "did you mean `string`?"},
    {"datetime", "did you mean `date-time`?"},
    {"timestamp", "did you mean `date-time`?"},
    {"binary", "did you mean `bytes`?"},
    {"byte", "did you mean `bytes`?"},
    {"url", "did you mean `uri`?"},
    {"guid", "did you mean `uuid`?"},
    {"array", "an array of T is written `[T]`"},
    {"list", "an array of T is written `[T]`"},
    {"object", "give it `fields`, or write `{map: any}` for free members"},
    {"dict", "a map to T is written `{map: T}`"},
    {"map", "a map to T is written `{map: T}`"},
    {"enum", "list the values under `enum`"},
    {"null", "write the type, and `nullable: true`"},
};

static str list_of_types(native *n) {
    enum { MOST = 12 };
    buf text = {0};
    size_t count = 0;
    for (const map_entry *e = map_first(n->names); e && count < MOST; e = map_next(e)) {
        buf_add_str(&text, count++ ? STR(", ") : STR(""));
        buf_add_str(&text, map_key(e));
    }
    if (map_count(n->names) > MOST)
        buf_add_str(&text, STR(", …"));
    for (model_kind kind = 0; kind < MODEL_ARRAY; kind++) {
        buf_add_str(&text, kind == 0 && count == 0 ? STR("")
                           : kind == 0             ? STR("; built in: ")
                                                   : STR(", "));
        buf_add_str(&text, model_kind_name(kind));
    }
    str all = str_dup(n->memory, buf_str(&text));
    buf_free(&text);
    return all;
}

static void suggest_type(native *n, diagnostic *error, str name) {
    if (str_ends(name, STR("?")) || str_ends(name, STR("[]"))) {
        bool array = str_ends(name, STR("[]"));
        str inner = str_slice(name, 0, name.len - (array ? 2 : 1));
        diag_add_note(n->d, error, (span){0},
                      array ? "an array is written `[%.*s]`"
                            : "write `{type: %.*s, nullable: true}`; a field is optional anyway",
                      STR_ARG(inner));
        return;
    }
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (str_eq(name, str_from(habits[i][0]))) {
            diag_add_note(n->d, error, (span){0}, "%s", habits[i][1]);
            return;
        }
    }
    str *names = ARENA_ARRAY(n->memory, map_count(n->names) + MODEL_ARRAY, str);
    size_t count = 0;
    for (const map_entry *e = map_first(n->names); e; e = map_next(e))
        names[count++] = map_key(e);
    for (model_kind kind = 0; kind < MODEL_ARRAY; kind++)
        names[count++] = model_kind_name(kind);
    diag_suggest(n->d, error, name, names, count);
    if (!error->notes)
        diag_add_note(n->d, error, (span){0}, "the types are: %.*s", STR_ARG(list_of_types(n)));
}

static model_type *new_type(native *n, model_kind kind, span at) {
    model_type *type = ARENA_NEW(n->memory, model_type);
    type->kind = kind;
    type->at = at;
    return type;
}

static model_type *named_type(native *n, const node *written) {
    model_type *type = new_type(n, MODEL_ANY, written->at);
    str name = written->as.text;
    if (model_scalar_from_name(name, &type->kind))
        return type;
    const native_entry *entry = map_get(n->names, name);
    if (!entry) {
        suggest_type(n,
                     diag_report(n->d, CODE_UNKNOWN_TYPE, written->at,
                                 "there is no type `%.*s`: define it, or correct the name",
                                 STR_ARG(name)),
                     name);
        return type;
    }
    type->kind = entry->definition->kind;
    type->definition = entry->definition;
    return type;
}

static model_type *container(native *n, model_kind kind, const node *written, const node *element,
                             const native_owner *owner) {
    model_type *type = new_type(n, kind, written->at);
    native_owner inner = *owner;
    inner.item = true;
    type->element = native_type(n, element, &inner);
    return type;
}

static bool has(const node *body, const char *key) {
    return node_get(body, str_from(key)) != NULL;
}

bool native_is_inline(const node *body) {
    return has(body, "enum") || has(body, "fields") || has(body, "oneOf") || has(body, "anyOf");
}

/* A list of types, which other formats have for what may be null, or one of several. */
static model_type *bad_list(native *n, const node *written) {
    bool null = false;
    for (uint32_t i = 0; i < written->count; i++)
        null = null || str_eq(node_text(written->as.items[i]), STR("null"));
    diagnostic *error = diag_report(
        n->d, CODE_BAD_VALUE, written->at,
        "an array type has one element type, as `[string]`; this list has %u", written->count);
    if (null)
        diag_add_note(n->d, error, (span){0}, "what may be null says `nullable: true`");
    else if (written->count)
        diag_add_note(n->d, error, (span){0},
                      "one of several types is `{oneOf: [string, number]}`");
    return new_type(n, MODEL_ANY, written->at);
}

model_type *native_type(native *n, const node *written, const native_owner *owner) {
    if (written->kind == NODE_STRING)
        return named_type(n, written);
    if (written->kind == NODE_LIST && written->count == 1)
        return container(n, MODEL_ARRAY, written, written->as.items[0], owner);
    if (written->kind == NODE_LIST)
        return bad_list(n, written);
    if (written->kind != NODE_MAP) {
        diag_report(n->d, CODE_WRONG_TYPE, written->at,
                    "expected a type (a name, `[T]`, `{map: T}` or `{type: T, …}`), got %s",
                    node_kind_name(written));
        return new_type(n, MODEL_ANY, written->at);
    }
    const node *values = node_get(written, STR("map"));
    if (values && written->count == 1)
        return container(n, MODEL_MAP, written, values, owner);
    native_check_keys(n, written, native_is_inline(written) ? NATIVE_INLINE_TYPE : NATIVE_TYPE,
                      "a type");
    return native_typed(n, written, owner, "a type");
}

/* Appends the words of a property in Pascal case: `billing_address` → BillingAddress. */
static void add_words(buf *name, str property) {
    bool start = true;
    for (size_t i = 0; i < property.len; i++) {
        char c = property.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
        if (letter || (c >= '0' && c <= '9'))
            buf_add_char(name, start && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
        start = !letter;
    }
}

static str inline_name(native *n, const native_owner *owner) {
    buf name = {0};
    buf_add_str(&name, owner->definition->name);
    if (owner->position)
        buf_format(&name, "%d", owner->position);
    else
        add_words(&name, owner->property);
    size_t base = name.len;
    for (int i = 2; map_get(n->names, buf_str(&name)) || map_get(n->inlined, buf_str(&name)); i++) {
        name.len = base;
        buf_format(&name, "%d", i);
    }
    str unique = str_dup(n->memory, buf_str(&name));
    buf_free(&name);
    return unique;
}

static model_definition *inline_definition(native *n, model_kind kind, const node *body,
                                           const native_owner *owner) {
    model_definition *made = ARENA_NEW(n->memory, model_definition);
    made->kind = kind;
    made->name = inline_name(n, owner);
    made->owner = owner->definition;
    made->property = owner->property;
    made->position = owner->position;
    made->item = owner->item;
    made->at = body->at;
    made->note = native_note(n, body);
    native_entry *entry = ARENA_NEW(n->memory, native_entry);
    *entry = (native_entry){made, body};
    map_put(n->inlined, made->name, entry);
    spec_add_definition(n->spec, made);
    return made;
}

/* Values of `{type: integer, enum: […]}` are of that type. */
static void check_base(native *n, const node *body, const model_definition *made) {
    const node *base = node_get(body, STR("type"));
    model_kind kind;
    if (!base)
        return;
    if (base->kind != NODE_STRING || !model_scalar_from_name(base->as.text, &kind) ||
        kind > MODEL_DOUBLE) {
        diag_report(n->d, CODE_BAD_VALUE, base->at,
                    "the type of an enum is `string`, `integer`, `number` or `boolean`");
        return;
    }
    for (size_t i = 0; i < made->value_count; i++) {
        const node *value_node = made->values[i].json;
        bool fits = kind == MODEL_STRING    ? value_node->kind == NODE_STRING
                    : kind == MODEL_BOOLEAN ? value_node->kind == NODE_BOOL
                    : kind >= MODEL_NUMBER
                        ? value_node->kind <= NODE_FLOAT && value_node->kind >= NODE_INT
                        : value_node->kind == NODE_INT;
        if (!fits)
            diag_report(n->d, CODE_WRONG_TYPE, value_node->at,
                        "expected a value of the enum's type `%.*s`, got %s",
                        STR_ARG(base->as.text), node_kind_name(value_node));
    }
}

static void check_object_base(native *n, const node *body) {
    const node *base = node_get(body, STR("type"));
    if (base && !str_eq(node_text(base), STR("object")))
        diag_report(n->d, CODE_BAD_VALUE, base->at,
                    "a type with `fields` is an object: leave `type` out, or write `object`");
}

static model_type *inline_type(native *n, const node *body, const native_owner *owner) {
    model_kind kind = has(body, "enum")     ? MODEL_ENUM
                      : has(body, "fields") ? MODEL_OBJECT
                                            : MODEL_UNION;
    model_type *type = new_type(n, kind, body->at);
    type->definition = inline_definition(n, kind, body, owner);
    if (kind == MODEL_ENUM) {
        const node *values = native_list(n, body, "enum");
        type->definition->closed = native_flag(n, body, "closed");
        if (values)
            native_fill_values(n, type->definition, values);
        check_base(n, body, type->definition);
    } else if (kind == MODEL_OBJECT) {
        check_object_base(n, body);
        native_fill_fields(n, type->definition, body);
    } else {
        native_fill_alternatives(n, type->definition, body);
    }
    return type;
}

/* A const without a type says it by its value. */
static model_type *const_type(native *n, const node *value_node) {
    static const model_kind kinds[] = {
        [NODE_NULL] = MODEL_ANY,     [NODE_BOOL] = MODEL_BOOLEAN,  [NODE_INT] = MODEL_INTEGER,
        [NODE_FLOAT] = MODEL_NUMBER, [NODE_STRING] = MODEL_STRING, [NODE_LIST] = MODEL_ANY,
        [NODE_MAP] = MODEL_ANY};
    return new_type(n, kinds[value_node->kind], value_node->at);
}

/* A format that no type and no function of the runtime is: a condition, by its pattern. */
static void add_format_condition(native *n, model_type *type, const node *format) {
    model_type *rules = ARENA_NEW(n->memory, model_type);
    model_test *test = ARENA_NEW(n->memory, model_test);
    model_condition *c = ARENA_NEW(n->memory, model_condition);
    *rules = (model_type){.kind = MODEL_STRING,
                          .format = type->format,
                          .asked_format = format,
                          .constraints = model_format_constraint(n->memory, format),
                          .at = format->at};
    *test = (model_test){.kind = MODEL_TEST_RULES, .rules = rules};
    *c = (model_condition){.test = test,
                           .keyword = STR("format"),
                           .text = model_test_demand(n->memory, test),
                           .at = format->at};
    type->conditions = c;
}

/* `format` makes a plain scalar a more exact one where there is one (string + date → date). */
static void apply_format(native *n, model_type *type, const node *body) {
    str format = native_text(n, body, "format");
    if (format.len == 0)
        return;
    type->asked_format = node_get(body, STR("format"));
    model_kind exact;
    bool plain =
        type->kind == MODEL_STRING || type->kind == MODEL_INTEGER || type->kind == MODEL_NUMBER;
    if (plain && model_scalar_from_json(model_kind_name(type->kind), format, &exact) &&
        exact != type->kind)
        type->kind = exact;
    else
        type->format = format;
    if (type->kind == MODEL_STRING && model_format_is_pattern(format))
        add_format_condition(n, type, type->asked_format);
}

static void misplaced(native *n, const node *body, const char *key, const char *needs) {
    const node_member *member = node_find(body, str_from(key));
    if (member)
        diag_report(n->d, CODE_BAD_VALUE, member->key->at, "`%s` stands with %s only", key, needs);
}

static void check_companions(native *n, const node *body) {
    if (!has(body, "enum"))
        misplaced(n, body, "closed", "`enum`");
    if (!has(body, "fields"))
        misplaced(n, body, "additionalProperties", "`fields`");
    if (!has(body, "oneOf") && !has(body, "anyOf"))
        misplaced(n, body, "discriminator", "`oneOf` or `anyOf`");
    else
        misplaced(n, body, "type", "one type, not with `oneOf` or `anyOf`: it");
    if (has(body, "enum") + has(body, "fields") + (has(body, "oneOf") || has(body, "anyOf")) > 1)
        diag_report(n->d, CODE_BAD_VALUE, body->at,
                    "a type has `enum`, `fields` or `oneOf`, one of them");
}

model_type *native_typed(native *n, const node *body, const native_owner *owner, const char *what) {
    const node *written = node_get(body, STR("type")), *constant = node_get(body, STR("const"));
    model_type *type;
    check_companions(n, body);
    if (native_is_inline(body)) {
        type = inline_type(n, body, owner);
    } else if (written) {
        type = native_type(n, written, owner);
    } else if (constant) {
        type = const_type(n, constant);
    } else {
        native_missing_key(n, body, body->at, what, "type");
        type = new_type(n, MODEL_ANY, body->at);
    }
    type->nullable = type->nullable || native_flag(n, body, "nullable");
    apply_format(n, type, body);
    if (!has(body, "fields"))
        type->constraints = native_constraints(n, body, false);
    if (type->kind == MODEL_UNION && native_is_inline(body))
        type->definition->constraints = type->constraints;
    type->refined = type->definition && !type->definition->owner &&
                    (type->nullable || type->constraints || has(body, "default"));
    return type;
}
