/* spec/native: the whole of the native format into the model, and what it refuses. */
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static arena memory;
static diagnostics found;
static char folder[] = "/tmp/swage-native-XXXXXX";

static void write_file(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static model_package *load_file(const char *name) {
    arena_free(&memory);
    diag_init(&found, &memory);
    return spec_load(&memory, &found, str_format(&memory, "%s/%s", folder, name));
}

/* Loads a text behind `swage: 1`, which is its first line. */
static model_package *load(const char *text) {
    char whole[8192];
    snprintf(whole, sizeof whole, "swage: 1\n%s", text);
    write_file("t.yaml", whole);
    return load_file("t.yaml");
}

static model_package *load_well(const char *text) {
    model_package *package = load(text);
    if (found.first)
        print_error("%u:%u %s\n", found.first->at.line, found.first->at.column,
                    found.first->message.ptr);
    assert_non_null(package);
    assert_null(found.first);
    return package;
}

static void assert_text(str actual, const char *expected) {
    if (actual.len != strlen(expected) || memcmp(actual.ptr, expected, actual.len) != 0)
        fail_msg("%.*s is not %s", STR_ARG(actual), expected);
}

static const model_definition *definition(const model_package *package, const char *name) {
    for (size_t i = 0; i < package->count; i++)
        if (str_eq(package->definitions[i]->name, str_from(name)))
            return package->definitions[i];
    fail_msg("no definition %s", name);
    return NULL;
}

static const model_field *field(const model_definition *of, const char *name) {
    for (size_t i = 0; i < of->field_count; i++)
        if (str_eq(of->fields[i].name, str_from(name)))
            return &of->fields[i];
    fail_msg("no field %s", name);
    return NULL;
}

static void the_head_of_a_package(void **state) {
    (void)state;
    model_package *p = load_well("package: shop\ntitle: The shop\ndescription: All of it\n"
                                 "version: 1.0\ntargets: {c: {layout: single}}\n"
                                 "enums: {E: [a]}\n");
    assert_text(p->name, "shop");
    assert_text(p->title, "The shop");
    assert_text(p->description, "All of it");
    assert_text(p->version, "1.0");
    assert_text(node_text(node_get(node_get(p->targets, STR("c")), STR("layout"))), "single");
    assert_int_equal(p->count, 1);
    assert_int_equal(p->file_count, 1);
}

static void fields_short_and_long(void **state) {
    (void)state;
    model_package *p =
        load_well("models:\n"
                  "  A:\n"
                  "    description: An A\n"
                  "    x-color: red\n"
                  "    minProperties: 1\n"
                  "    additionalProperties: [int32]\n"
                  "    fields:\n"
                  "      s: string\n"
                  "      list: [[A]]\n"
                  "      map: {map: [date]}\n"
                  "      long: {type: int64, required: true, minimum: 0, maximum: 9}\n"
                  "      old: {type: E, nullable: true, deprecated: use s}\n"
                  "      at: {type: string, format: date-time, readOnly: true}\n"
                  "      odd: {type: string, format: hostname, default: x}\n"
                  "      kind: {const: a}\n"
                  "      items: {type: [{type: string, minLength: 1}], maxItems: 3}\n"
                  "  Empty:\n"
                  "  Closed: {additionalProperties: false}\n"
                  "enums:\n  E: [x]\n");
    const model_definition *a = definition(p, "A");
    assert_int_equal(a->at.line, 3);
    assert_text(a->note.description, "An A");
    assert_text(node_text(node_get(a->note.extensions, STR("x-color"))), "red");
    assert_int_equal(a->constraints->kind, MODEL_MIN_PROPERTIES);
    assert_int_equal(a->additional_mode, MODEL_ADDITIONAL_TYPED);
    assert_int_equal(a->additional->element->kind, MODEL_INT32);
    assert_int_equal(a->field_count, 9);
    assert_int_equal(field(a, "s")->type->kind, MODEL_STRING);
    assert_false(field(a, "s")->required);
    assert_ptr_equal(field(a, "list")->type->element->element->definition, a);
    assert_int_equal(field(a, "map")->type->kind, MODEL_MAP);
    assert_int_equal(field(a, "map")->type->element->element->kind, MODEL_DATE);
    const model_field *number = field(a, "long");
    assert_true(number->required);
    assert_text(model_constraint_find(number->type->constraints, MODEL_MAXIMUM)->operand->as.text,
                "9");
    const model_field *old = field(a, "old");
    assert_true(old->type->nullable && old->type->refined && old->note.deprecated);
    assert_text(old->note.deprecation, "use s");
    assert_int_equal(field(a, "at")->type->kind, MODEL_DATE_TIME);
    assert_true(field(a, "at")->read_only);
    assert_text(field(a, "odd")->type->format, "hostname");
    assert_text(node_text(field(a, "odd")->default_value), "x");
    assert_int_equal(field(a, "kind")->type->kind, MODEL_STRING);
    assert_int_equal(field(a, "items")->type->constraints->kind, MODEL_MAX_ITEMS);
    assert_int_equal(field(a, "items")->type->element->constraints->kind, MODEL_MIN_LENGTH);
    assert_int_equal(definition(p, "Empty")->field_count, 0);
    assert_int_equal(definition(p, "Closed")->additional_mode, MODEL_ADDITIONAL_CLOSED);
}

static void enums_in_all_forms(void **state) {
    (void)state;
    model_package *p =
        load_well("enums:\n"
                  "  A: [on, 1, 1.5, true, {value: x-y, name: Xy, deprecated: true}]\n"
                  "  B: {values: [a, \"z\\0b\", \"z\\0c\"], closed: true, title: Bee}\n"
                  "models:\n"
                  "  M: {fields: {inner-kind: {enum: [p, q], description: Kind},\n"
                  "      many: [{type: integer, enum: [1, 2]}]}}\n");
    const model_definition *a = definition(p, "A");
    assert_int_equal(a->value_count, 5);
    assert_int_equal(a->values[0].json->kind, NODE_STRING);
    assert_text(a->values[4].json->as.text, "x-y");
    assert_text(a->values[4].name, "Xy");
    assert_true(a->values[4].note.deprecated);
    assert_true(definition(p, "B")->closed && !a->closed);
    assert_int_equal(definition(p, "B")->value_count, 3);
    const model_definition *inner = definition(p, "MInnerKind"), *many = definition(p, "MMany");
    assert_ptr_equal(inner->owner, definition(p, "M"));
    assert_text(inner->property, "inner-kind");
    assert_text(inner->note.description, "Kind");
    assert_false(inner->item);
    assert_true(many->item);
    assert_ptr_equal(p->definitions[2], definition(p, "M"));
    assert_ptr_equal(p->definitions[3], inner);
}

static void inline_names_are_unique(void **state) {
    (void)state;
    model_package *p = load_well("models:\n"
                                 "  M: {fields: {a_b: {fields: {x: string}},\n"
                                 "               a-b: {fields: {c: {enum: [d]}}}}}\n"
                                 "  MAB: {}\n");
    assert_int_equal(p->count, 5);
    definition(p, "MAB2");
    definition(p, "MAB3");
    assert_text(definition(p, "MAB3C")->owner->name, "MAB3");
}

static void unions_and_their_tags(void **state) {
    (void)state;
    model_package *p = load_well(
        "models:\n"
        "  A: {fields: {kind: {const: a}}}\n"
        "  B: {fields: {kind: {enum: [b, bb]}}}\n"
        "  C: {fields: {kind: string}}\n"
        "  D: {fields: {kind: Kinds, either: {anyOf: [string, [A], {fields: {z: any}}]}}}\n"
        "  Late: {fields: {u: {oneOf: [A, Later], discriminator: kind}}}\n"
        "  Later: {fields: {kind: {const: late}}}\n"
        "enums: {Kinds: [a, b]}\n"
        "unions:\n"
        "  U: {oneOf: [A, B, C, D], discriminator: kind, description: One of them}\n"
        "  V: {anyOf: [A, B], discriminator: {property: kind, mapping: {x: A, y: A}}}\n"
        "  W: {oneOf: [string, {type: int32, name: Count}, [A], {map: B}]}\n");
    const model_definition *u = definition(p, "U"), *v = definition(p, "V");
    assert_true(u->exclusive && !v->exclusive);
    assert_text(u->discriminator, "kind");
    assert_text(u->alternatives[0].tags[0], "a");
    assert_int_equal(u->alternatives[1].tag_count, 2);
    assert_text(u->alternatives[1].tags[1], "bb");
    assert_text(u->alternatives[2].tags[0], "C");
    assert_text(u->alternatives[3].tags[0], "D");
    assert_int_equal(v->alternatives[0].tag_count, 2);
    assert_text(v->alternatives[0].tags[1], "y");
    assert_text(definition(p, "W")->alternatives[1].name, "Count");
    assert_int_equal(definition(p, "W")->alternatives[3].type->kind, MODEL_MAP);
    const model_definition *either = definition(p, "DEither");
    assert_int_equal(either->kind, MODEL_UNION);
    assert_int_equal(either->alternatives[2].type->definition->position, 3);
    assert_text(definition(p, "LateU")->alternatives[1].tags[0], "late");
}

static void includes_are_read_once(void **state) {
    (void)state;
    write_file("base.yaml", "swage: 1\npackage: base\ninclude: [a.yaml]\nmodels: {Base: {}}\n");
    write_file("a.yaml", "swage: 1\npackage: other\ninclude: [./base.yaml, sub/b.yaml]\n"
                         "models: {A: {fields: {b: B, base: Base}}}\n");
    char path[256];
    snprintf(path, sizeof path, "%s/sub", folder);
    mkdir(path, 0777);
    write_file("sub/b.yaml",
               "swage: 1\ninclude: [../a.yaml, ../base.yaml]\nmodels: {B: {fields: {a: A}}}\n");
    model_package *p = load_file("base.yaml");
    assert_null(found.first);
    assert_text(p->name, "base");
    assert_int_equal(p->count, 3);
    assert_int_equal(p->file_count, 3);
    assert_text(p->definitions[2]->name, "B");
}

static void files_are_one_by_whatever_path(void **state) {
    (void)state;
    write_file("base.yaml", "swage: 1\npackage: base\ninclude: [a.yaml, link/a.yaml]\n"
                            "models: {Base: {}}\n");
    write_file("a.yaml", "swage: 1\ninclude: [link/base.yaml]\nmodels: {A: {}}\n");
    char link[256];
    snprintf(link, sizeof link, "%s/link", folder);
    assert_int_equal(symlink(folder, link), 0);
    model_package *p = load_file("link/base.yaml");
    unlink(link);
    assert_null(found.first);
    assert_int_equal(p->count, 2);
    assert_int_equal(p->file_count, 2);
}

static const struct {
    const char *text;
    diag_code code;
    uint32_t line, column;
    const char *part, *note; /* NULL: any */
} refused[] = {
    {"model: {}\n", CODE_UNKNOWN_KEY, 2, 1, "a spec has no key `model`", "models"},
    {"package: 5\n", CODE_WRONG_TYPE, 2, 10, "a string for `package`", "\"5\""},
    {"package: ''\n", CODE_BAD_VALUE, 2, 10, "empty", NULL},
    {"models: [A]\n", CODE_WRONG_TYPE, 2, 9, "a mapping for `models`", NULL},
    {"models: {A: text}\n", CODE_WRONG_TYPE, 2, 13, "a model", NULL},
    {"models: {A: {id: string}}\n", CODE_UNKNOWN_KEY, 2, 14, "a model has no key `id`", "fields"},
    {"models: {A: {properties: {}}}\n", CODE_UNKNOWN_KEY, 2, 14, "properties", "`fields`"},
    {"models: {A: {fields: [a]}}\n", CODE_WRONG_TYPE, 2, 22, "a mapping for `fields`", NULL},
    {"models: {A: {}}\nenums: {A: [x]}\n", CODE_DUPLICATE_NAME, 3, 9, "`A`", "first defined"},
    {"models: {string: {}}\n", CODE_BAD_VALUE, 2, 10, "built-in", NULL},
    {"models: {A: {fields: {b: Strin}}}\n", CODE_UNKNOWN_TYPE, 2, 26, "`Strin`", "string"},
    {"models: {A: {fields: {b: Zzzzzz}}}\n", CODE_UNKNOWN_TYPE, 2, 26, "Zzzzzz", "A; built in"},
    {"models: {A: {fields: {b: 'A?'}}}\n", CODE_UNKNOWN_TYPE, 2, 26, "A?", "nullable: true"},
    {"models: {A: {fields: {b: [A, A]}}}\n", CODE_BAD_VALUE, 2, 26, "one element", NULL},
    {"models: {A: {fields: {b: []}}}\n", CODE_BAD_VALUE, 2, 26, "one element", NULL},
    {"models: {A: {fields: {b: }}}\n", CODE_WRONG_TYPE, 2, 26, "a type", NULL},
    {"models: {A: {fields: {b: {required: true}}}}\n", CODE_MISSING_KEY, 2, 26, "`type`", NULL},
    {"models: {A: {fields: {b: {type: any, requird: true}}}}\n", CODE_UNKNOWN_KEY, 2, 38, "requird",
     "`required`"},
    {"models: {A: {fields: {b: {type: any, required: yes}}}}\n", CODE_WRONG_TYPE, 2, 48,
     "true or false", "only `true`"},
    {"models: {A: {fields: {b: {type: string, minLength: -1}}}}\n", CODE_WRONG_TYPE, 2, 52, "`-1`",
     NULL},
    {"models: {A: {fields: {b: {type: string, pattern: 5}}}}\n", CODE_WRONG_TYPE, 2, 50,
     "a string for `pattern`", NULL},
    {"models: {A: {fields: {b: {type: number, maximum: .inf}}}}\n", CODE_WRONG_TYPE, 2, 50,
     "a number", NULL},
    {"models: {A: {fields: {b: {type: string, closed: true}}}}\n", CODE_BAD_VALUE, 2, 41,
     "`closed`", NULL},
    {"models: {A: {fields: {b: {map: string, nullable: true}}}}\n", CODE_UNKNOWN_KEY, 2, 27, "map",
     "type: {map: T}"},
    {"models: {A: {fields: {b: {type: integer, enum: [x]}}}}\n", CODE_WRONG_TYPE, 2, 49,
     "`integer`", NULL},
    {"enums: {A: []}\n", CODE_BAD_VALUE, 2, 12, "at least one", NULL},
    {"enums: {A: [x, null]}\n", CODE_BAD_VALUE, 2, 16, "nullable", NULL},
    {"enums: {A: [1, x, 1.0]}\n", CODE_BAD_VALUE, 2, 19, "twice", "first listed"},
    {"enums: {A: {closed: true}}\n", CODE_MISSING_KEY, 2, 9, "`values`", NULL},
    {"enums: {A: [{name: X}]}\n", CODE_MISSING_KEY, 2, 13, "`value`", NULL},
    {"enums: {A: x}\n", CODE_WRONG_TYPE, 2, 12, "a list of values", NULL},
    {"unions: {U: [string]}\n", CODE_WRONG_TYPE, 2, 13, "a union", NULL},
    {"unions: {U: {discriminator: x}}\n", CODE_MISSING_KEY, 2, 10, "`oneOf`", NULL},
    {"unions: {U: {oneOf: []}}\n", CODE_BAD_VALUE, 2, 21, "at least one", NULL},
    {"unions: {U: {oneOf: [any], anyOf: [any]}}\n", CODE_BAD_VALUE, 2, 28, "not both", NULL},
    {"unions: {U: {oneOf: [string], discriminator: k}}\n", CODE_WRONG_TYPE, 2, 22, "models", NULL},
    {"models: {A: {}}\nunions: {U: {oneOf: [A], discriminator: {property: k, mapping: {x: B}}}}\n",
     CODE_BAD_VALUE, 3, 68, "`B`", NULL},
    {"models: {A: {fields: {k: {const: x}}}, B: {fields: {k: {const: x}}}}\n"
     "unions: {U: {oneOf: [A, B], discriminator: k}}\n",
     CODE_BAD_VALUE, 3, 25, "two alternatives", "other"},
    {"unions: {U: {oneOf: [{type: string, description: x}]}}\n", CODE_UNKNOWN_KEY, 2, 37,
     "an alternative has no key `description`", NULL},
    {"models: {A: {fields: {b: [{type: string, x-a: 1}]}}}\n", CODE_UNKNOWN_KEY, 2, 42,
     "a type has no key `x-a`", NULL},
    {"include: [nowhere.yaml]\n", CODE_READ, 2, 11, "nowhere.yaml", NULL},
    {"include: [plain.yaml]\n", CODE_INCLUDE, 2, 11, "swage: 1", NULL},
};

static void mistakes_are_told_with_their_place(void **state) {
    (void)state;
    write_file("plain.yaml", "a: 1\n");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        load(refused[i].text);
        const diagnostic *error = found.first;
        if (!error)
            fail_msg("accepted: %s", refused[i].text);
        const char *note = error->notes ? error->notes->message.ptr : "";
        if (error->code != refused[i].code || error->at.line != refused[i].line ||
            error->at.column != refused[i].column || !strstr(error->message.ptr, refused[i].part) ||
            (refused[i].note && !strstr(note, refused[i].note)) || found.errors != 1)
            fail_msg("%s%u:%u: %s [%s] (%s), %zu errors", refused[i].text, error->at.line,
                     error->at.column, error->message.ptr, diag_code_text(error->code), note,
                     found.errors);
    }
}

static void versions_and_formats(void **state) {
    (void)state;
    write_file("v.yaml", "swage: 2\nmodels: {}\n");
    load_file("v.yaml");
    assert_int_equal(found.first->code, CODE_BAD_VALUE);
    assert_int_equal(found.first->at.column, 8);
    write_file("v.yaml", "hello: 2\n");
    assert_null(load_file("v.yaml"));
    assert_int_equal(found.first->code, CODE_UNKNOWN_FORMAT);
}

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"t.yaml",     "base.yaml", "a.yaml", "sub/b.yaml",
                                        "plain.yaml", "v.yaml",    "sub",    ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    arena_free(&memory);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_of_a_package),
        cmocka_unit_test(fields_short_and_long),
        cmocka_unit_test(enums_in_all_forms),
        cmocka_unit_test(inline_names_are_unique),
        cmocka_unit_test(unions_and_their_tags),
        cmocka_unit_test(includes_are_read_once),
        cmocka_unit_test(files_are_one_by_whatever_path),
        cmocka_unit_test(mistakes_are_told_with_their_place),
        cmocka_unit_test(versions_and_formats),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
