/* Keys, kinds and what all parts of the native format have in common; see native.h. */
#include "spec/native.h"

#define TYPE_KEYS                                                                                  \
    "type", "nullable", "format", "enum", "closed", "fields", "additionalProperties", "oneOf",     \
        "anyOf", "discriminator"
#define NOTE_KEYS "title", "description", "deprecated", "example"

enum { MOST_KEYS = 24 };

/* The keys of each form; those of types have the constraints besides. */
static const struct {
    bool constraints;
    const char *keys[MOST_KEYS];
} forms[] = {
    [NATIVE_DOCUMENT] = {false,
                         {"swage", "package", "title", "description", "version", "include",
                          "models", "enums", "unions", "targets"}},
    [NATIVE_MODEL] = {false,
                      {"fields", "additionalProperties", "minProperties", "maxProperties",
                       NOTE_KEYS}},
    [NATIVE_ENUM] = {false, {"values", "closed", NOTE_KEYS}},
    [NATIVE_ENUM_VALUE] = {false, {"value", "name", "title", "description", "deprecated"}},
    [NATIVE_UNION] = {false, {"oneOf", "anyOf", "discriminator", NOTE_KEYS}},
    [NATIVE_DISCRIMINATOR] = {false, {"property", "mapping"}},
    [NATIVE_FIELD] = {true, {TYPE_KEYS, NOTE_KEYS, "required", "default", "readOnly", "writeOnly"}},
    [NATIVE_TYPE] = {true, {TYPE_KEYS}},
    [NATIVE_INLINE_TYPE] = {true, {TYPE_KEYS, NOTE_KEYS}},
    [NATIVE_ALTERNATIVE] = {true, {TYPE_KEYS, "name"}},
    [NATIVE_INLINE_ALTERNATIVE] = {true, {TYPE_KEYS, "name", NOTE_KEYS}},
};

/* Words of other formats, and what to write here. */
static const char *const habits[][2] = {
    {"properties", "fields stand under `fields`"},
    {"items", "an array of T is written `type: [T]`"},
    {"enums", "values of one field stand under `enum`"},
    {"$ref", "a type is named: `type: Name`"},
    {"ref", "a type is named: `type: Name`"},
    {"allOf", "there is no inheritance: write the fields out, or merge them with `<<`"},
    {"examples", "one example stands under `example`"},
    {"optional", "a field is optional unless it has `required: true`"},
    {"map", "a map with more to say is written `type: {map: T}`"},
    {"required", "each required field says `required: true` itself"},
    {"components", "models, enums and unions stand at the top of the file"},
    {"types", "models, enums and unions stand at the top of the file"},
};

enum { MOST_KEYS_OF_ALL = MOST_KEYS + MODEL_CONSTRAINT_COUNT };

static size_t collect_keys(native_form form, str keys[MOST_KEYS_OF_ALL]) {
    size_t count = 0;
    for (size_t i = 0; i < MOST_KEYS && forms[form].keys[i]; i++)
        keys[count++] = str_from(forms[form].keys[i]);
    for (int kind = 0; forms[form].constraints && kind < MODEL_CONSTRAINT_COUNT; kind++)
        keys[count++] = model_constraint_keyword((model_constraint_kind)kind);
    return count;
}

static str joined_keys(native *n, const str *keys, size_t count) {
    buf text = {0};
    for (size_t i = 0; i < count; i++) {
        buf_add_str(&text, i ? STR(", ") : STR(""));
        buf_add_str(&text, keys[i]);
    }
    str all = str_dup(n->memory, buf_str(&text));
    buf_free(&text);
    return all;
}

static void unknown_key(native *n, const node *key, native_form form, const char *what) {
    str keys[MOST_KEYS_OF_ALL];
    size_t count = collect_keys(form, keys);
    diagnostic *error = diag_report(n->d, CODE_UNKNOWN_KEY, key->at, "%s has no key `%.*s`", what,
                                    STR_ARG(key->as.text));
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (str_eq(key->as.text, str_from(habits[i][0]))) {
            diag_add_note(n->d, error, (span){0}, "%s", habits[i][1]);
            return;
        }
    }
    diag_suggest(n->d, error, key->as.text, keys, count);
    if (!error->notes && form == NATIVE_MODEL)
        diag_add_note(n->d, error, (span){0}, "the fields of a model stand under `fields`");
    else if (!error->notes)
        diag_add_note(n->d, error, (span){0}, "it has: %.*s", STR_ARG(joined_keys(n, keys, count)));
}

/* A node as a key of maps. */
static str node_key(native *n, const node *body) {
    const node **bytes = ARENA_NEW(n->memory, const node *);
    *bytes = body;
    return (str){(const char *)bytes, sizeof *bytes};
}

/* What has no place in the model for x-… must not take them, and drop them silently. */
static bool takes_extensions(native_form form) {
    return form != NATIVE_DISCRIMINATOR && form != NATIVE_TYPE && form != NATIVE_ALTERNATIVE;
}

void native_check_keys(native *n, const node *body, native_form form, const char *what) {
    str keys[MOST_KEYS_OF_ALL];
    size_t count = collect_keys(form, keys);
    for (uint32_t i = 0; i < body->count; i++) {
        const node *key = body->as.members[i].key;
        bool known = takes_extensions(form) && str_starts(key->as.text, STR("x-"));
        for (size_t k = 0; k < count && !known; k++)
            known = str_eq(key->as.text, keys[k]);
        if (known)
            continue;
        unknown_key(n, key, form, what);
        map_put(n->odd, node_key(n, body), n);
    }
}

void native_missing_key(native *n, const node *body, span at, const char *what, const char *key) {
    if (!map_get(n->odd, node_key(n, body)))
        diag_report(n->d, CODE_MISSING_KEY, at, "%s needs the key `%s`", what, key);
}

bool native_expect(native *n, const node *found, node_kind kind, const char *what) {
    if (found->kind == kind)
        return true;
    diagnostic *error = diag_report(n->d, CODE_WRONG_TYPE, found->at, "expected %s, got %s", what,
                                    node_kind_name(found));
    if (kind == NODE_STRING && found->kind < NODE_STRING && found->as.text.len)
        diag_add_note(n->d, error, (span){0}, "put it in quotes: \"%.*s\"",
                      STR_ARG(found->as.text));
    if (kind == NODE_BOOL && found->kind == NODE_STRING)
        diag_add_note(n->d, error, (span){0}, "only `true` and `false` are booleans in YAML 1.2");
    return false;
}

/* The member of that key, if it is of that kind. */
static const node *member_of(native *n, const node *body, const char *key, node_kind kind,
                             const char *kind_name) {
    const node *found = node_get(body, str_from(key));
    if (!found)
        return NULL;
    str what = str_format(n->memory, "%s for `%s`", kind_name, key);
    return native_expect(n, found, kind, what.ptr) ? found : NULL;
}

str native_text(native *n, const node *body, const char *key) {
    return node_text(member_of(n, body, key, NODE_STRING, "a string"));
}

bool native_flag(native *n, const node *body, const char *key) {
    const node *found = member_of(n, body, key, NODE_BOOL, "true or false");
    return found && found->boolean;
}

const node *native_map(native *n, const node *body, const char *key) {
    return member_of(n, body, key, NODE_MAP, "a mapping");
}

const node *native_list(native *n, const node *body, const char *key) {
    return member_of(n, body, key, NODE_LIST, "a list");
}

model_note native_note(native *n, const node *body) {
    model_note note = {.title = native_text(n, body, "title"),
                       .description = native_text(n, body, "description"),
                       .example = node_get(body, STR("example")),
                       .extensions = node_with_prefix(n->memory, body, STR("x-"))};
    const node *deprecated = node_get(body, STR("deprecated"));
    if (deprecated && deprecated->kind == NODE_STRING) {
        note.deprecated = true;
        note.deprecation = deprecated->as.text;
    } else if (deprecated &&
               native_expect(n, deprecated, NODE_BOOL, "true, false or a text for `deprecated`")) {
        note.deprecated = deprecated->boolean;
    }
    return note;
}

typedef enum operand { COUNT, NUMBER, FLAG, TEXT, VALUE } operand;
typedef enum applies { STRINGS, NUMBERS, ARRAYS, OBJECTS, ALL } applies;

static const struct {
    str keyword;
    operand operand;
    applies applies;
} constraints[] = {
#define CONSTRAINT(kind, keyword, operand, applies) {STR_INIT(keyword), operand, applies},
#include "model/constraints.def"
#undef CONSTRAINT
};

static bool operand_fits(native *n, const node *found, operand kind, str keyword) {
    static const char *const expected[] = {[COUNT] = "a whole number of at least 0",
                                           [NUMBER] = "a number",
                                           [FLAG] = "true or false",
                                           [TEXT] = "a string"};
    uint64_t count;
    double number;
    bool fits = kind == COUNT    ? node_uint64(found, &count)
                : kind == NUMBER ? node_double(found, &number) && number - number == 0
                : kind == FLAG   ? found->kind == NODE_BOOL
                : kind == TEXT   ? found->kind == NODE_STRING
                                 : true;
    if (!fits)
        diag_report(n->d, CODE_WRONG_TYPE, found->at, "expected %s for `%.*s`, got %s",
                    expected[kind], STR_ARG(keyword),
                    found->kind < NODE_LIST && found->as.text.len
                        ? str_format(n->memory,
                                     found->kind == NODE_STRING ? "the string `%.*s`" : "`%.*s`",
                                     STR_ARG(found->as.text))
                              .ptr
                        : node_kind_name(found));
    return fits;
}

model_constraint *native_constraints(native *n, const node *body, bool objects_only) {
    model_constraint *first = NULL, **last = &first;
    for (size_t i = 0; i < MODEL_CONSTRAINT_COUNT; i++) {
        const node_member *member = node_find(body, constraints[i].keyword);
        if (!member || (objects_only && constraints[i].applies != OBJECTS) ||
            !operand_fits(n, member->item, constraints[i].operand, constraints[i].keyword))
            continue;
        model_constraint *made = ARENA_NEW(n->memory, model_constraint);
        made->kind = (model_constraint_kind)i;
        made->operand = member->item;
        made->at = member->key->at;
        *last = made;
        last = &made->next;
    }
    return first;
}
