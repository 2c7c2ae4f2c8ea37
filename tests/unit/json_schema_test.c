/* spec/json_schema: roots, their names, and definitions in the spellings of the drafts. */
#include "model_text.h"

static void assert_schema(const char *text, const char *expected) {
    write_file("person.schema.json", text);
    assert_package(load_file("person.schema.json"), expected);
}

static void the_root_is_named(void **state) {
    (void)state;
    assert_schema("{\"title\": \"A Person\", \"type\": \"object\", \"properties\": {\"a\": {}}}",
                  "A Person = object {a: any}\n");
    assert_schema("{\"$id\": \"https://x.org/y/human.json\", \"type\": \"object\"}",
                  "human = object {}\n");
    assert_schema("{\"$id\": \"urn:x:1.2:Human.req\", \"type\": \"object\"}",
                  "Human = object {}\n");
    assert_schema("{\"type\": \"object\"}", "person = object {}\n");
}

static void definitions_of_all_drafts(void **state) {
    (void)state;
    assert_schema("{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"$ref\": "
                  "\"#/$defs/Tree\", \"$defs\": {\"Tree\": {\"type\": \"object\", \"properties\": "
                  "{\"kids\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/Tree\"}}}}}}",
                  "Tree = object {kids: [Tree]}\n");
    assert_schema(
        "{\"definitions\": {\"E\": {\"enum\": [1]}}, \"type\": \"object\", \"properties\": "
        "{\"e\": {\"$ref\": \"#/definitions/E\"}, \"self\": {\"$ref\": \"#\"}}}",
        "person = object {e: E, self: person}\nE = enum 1\n");
    assert_schema("{\"definitions\": {\"E\": {\"type\": \"object\"}}}", "E = object {}\n");
    assert_schema(
        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#here\"}}, \"$defs\": "
        "{\"X\": {\"$anchor\": \"here\", \"type\": \"object\"}}}",
        "person = object {a: X}\nX = object {}\n");
    assert_schema(
        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#here\"}}, \"$defs\": "
        "{\"X\": {\"$dynamicAnchor\": \"here\", \"type\": \"object\"}}}",
        "person = object {a: X}\nX = object {}\n");
}

static void short_integers(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"type\": \"integer\", \"format\": \"int8\"}, "
                  "\"b\": {\"type\": \"integer\", \"format\": \"uint16\", \"maximum\": 9}, "
                  "\"c\": {\"type\": \"integer\", \"format\": \"int16\", \"minimum\": -99999}, "
                  "\"d\": {\"type\": \"number\", \"format\": \"uint8\"}}}",
                  "person = object {a: int32<int8>[minimum=-128][maximum=127], "
                  "b: uint32<uint16>[maximum=9], c: int32<int16>[minimum=-32768][maximum=32767], "
                  "d: number<uint8>}\n");
}

/* A URI is that of a schema in the document before it is a file; up to draft-07, `$id` has anchors.
 */
static void schemas_by_their_uri(void **state) {
    (void)state;
    assert_schema(
        "{\"$id\": \"https://x.org/y/human.json\", \"type\": \"object\", \"properties\": {"
        "\"a\": {\"$ref\": \"https://x.org/y/human.json#/$defs/X\"}, "
        "\"b\": {\"$ref\": \"human.json\"}, \"c\": {\"$ref\": \"#mark\"}, "
        "\"d\": {\"$ref\": \"part.json\"}, \"e\": {\"$ref\": \"part.json#/properties/z\"}}, "
        "\"$defs\": {\"X\": {\"$id\": \"#mark\", \"type\": \"object\"}, "
        "\"Y\": {\"$id\": \"https://x.org/y/part.json\", \"type\": \"object\", "
        "\"properties\": {\"z\": {\"type\": \"string\"}}}}}",
        "human = object {a: X, b: human, c: X, d: Y, e: string}\nX = object {}\n"
        "Y = object {z: string}\n");
    assert_schema("{\"id\": \"human.json\", \"type\": \"object\", \"properties\": {"
                  "\"id\": {\"$ref\": \"#mark\"}, \"a\": {\"$ref\": \"human.json#\"}}, "
                  "\"definitions\": {\"X\": {\"id\": \"#mark\", \"type\": \"object\"}}}",
                  "person = object {id: X, a: person}\nX = object {}\n");
}

/* A schema with an $id of its own is a document within the document: references start from it. */
static void schemas_within_schemas(void **state) {
    (void)state;
    assert_schema(
        "{\"$id\": \"https://x.org/y/human.json\", \"type\": \"object\", \"properties\": {"
        "\"a\": {\"$ref\": \"#/definitions/X\"}, \"b\": {\"$ref\": \"/z/part.json\"}, "
        "\"c\": {\"$ref\": \"#mark\"}, \"d\": {\"$ref\": \"../z/part.json#mark\"}}, "
        "\"definitions\": {\"X\": {\"$anchor\": \"mark\", \"type\": \"string\"}, "
        "\"https://x.org/z/part.json\": {\"$id\": \"https://x.org/z/part.json\", "
        "\"type\": \"object\", \"properties\": {\"x\": {\"$ref\": \"#/definitions/X\"}, "
        "\"m\": {\"$ref\": \"#mark\"}, \"self\": {\"$ref\": \"#\"}, "
        "\"up\": {\"$ref\": \"../y/human.json\"}, \"top\": {\"$ref\": \"#/definitions/E\"}}, "
        "\"definitions\": {\"X\": {\"$anchor\": \"mark\", \"type\": \"boolean\"}}}, "
        "\"E\": {\"type\": \"integer\"}}}",
        "human = object {a: string, b: part, c: string, d: boolean}\n"
        "part = object {x: boolean, m: boolean, self: part, up: human, top: integer}\n");
    /* Up to draft-04 a member `id` was that; later it is any member. */
    static const char text[] =
        "{\"$schema\": \"http://json-schema.org/draft-0%c/schema#\", \"type\": \"object\", "
        "\"properties\": {\"a\": {\"id\": \"http://x.org/a\", \"type\": \"array\", "
        "\"items\": {\"$ref\": \"#/definitions/X\"}, "
        "\"definitions\": {\"X\": {\"type\": \"string\"}}}, \"b\": {\"$ref\": "
        "\"#/definitions/X\"}}, "
        "\"definitions\": {\"X\": {\"type\": \"boolean\"}}}";
    assert_schema(str_format(&memory, text, '4').ptr,
                  "person = object {a: [string], b: boolean}\n");
    assert_schema(str_format(&memory, text, '7').ptr,
                  "person = object {a: [boolean], b: boolean}\n");
}

/* What has its $id on the web has its neighbours there beside itself here, too. */
static void files_by_their_uri(void **state) {
    (void)state;
    write_file("other.json", "{\"$id\": \"https://x.org/y/other.json\", \"type\": \"object\"}");
    assert_schema(
        "{\"$id\": \"https://x.org/y/human.json\", \"type\": \"object\", "
        "\"properties\": {\n\"a\": {\"$ref\": \"https://x.org/y/other.json\"}, "
        "\"b\": {\"$ref\": \"/y/other.json#\"},\n"
        "\"c\": {\"$ref\": \"https://x.org/y/missing.json\"},\n"
        "\"d\": {\"$ref\": \"https://y.org/y/other.json\"}}}",
        "3:15 bad-ref\n4:15 bad-ref\n"
        "human = object {a: Other, b: Other, c: any, d: any}\nOther (.other) = object {}\n");
}

/* A schema as a value: those of JSON Schema itself are on the web, and known to everyone. */
static void schemas_of_schemas(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {\n"
                  "\"a\": {\"$ref\": \"http://json-schema.org/draft-07/schema#\"}, \"b\": "
                  "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}}}",
                  "2:15 unsupported\nperson = object {a: any, b: any}\n");
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"$ref\": \"http://json-schema.org/draft-07/schema#\"}}, "
                  "\"definitions\": {\"http://json-schema.org/draft-07/schema\": {"
                  "\"$id\": \"http://json-schema.org/draft-07/schema\", \"type\": \"object\"}}}",
                  "person = object {a: schema}\nschema = object {}\n");
}

/* Of two that end alike, the second keeps its URI for a name. */
static void names_that_are_uris(void **state) {
    (void)state;
    assert_schema("{\"definitions\": {\"http://x.org/a.json\": {\"type\": \"object\"}, "
                  "\"http://y.org/a\": {\"type\": \"object\"}, "
                  "\"http://x.org/b.json\": {\"type\": \"object\"}, "
                  "\"http://x.org/\": {\"type\": \"object\"}, \"b\": {\"enum\": [1]}}}",
                  "a = object {}\nhttp://y.org/a = object {}\nhttp://x.org/b.json = object {}\n"
                  "http://x.org/ = object {}\nb = enum 1\n");
}

static void tuples_and_booleans(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {\n\"a\": {\"type\": \"array\", "
                  "\"items\": [{\"type\": \"string\"}]},\n\"b\": {\"type\": \"array\", "
                  "\"prefixItems\": []}, \"c\": true}}",
                  "person = object {a: [any], b: [any], c: any}\n");
}

/* The type null alone is the constant null; beside a constant that is none, null is no value. */
static void nulls(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"null\"}, "
                  "\"b\": {\"const\": null}, \"c\": {\"enum\": [null]}, "
                  "\"d\": {\"type\": [\"string\", \"null\"], \"const\": \"x\"}, "
                  "\"e\": {\"type\": \"array\", \"items\": {\"type\": [\"null\"]}}}}",
                  "person = object {a: any?[const=null], b: any?[const=null], c: any?[const=null], "
                  "d: string[const=\"x\"], e: [any?[const=null]]}\n");
}

/* So it is by alternatives, however nested, and by values; what takes nothing is no alternative. */
static void nulls_within(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"oneOf\": [{\"type\": \"null\"}]}, "
                  "\"b\": {\"anyOf\": [{\"oneOf\": [{\"const\": null}]}, {\"type\": [\"null\"]}]}, "
                  "\"c\": {\"type\": [\"string\", \"null\"], \"enum\": [null]}, "
                  "\"d\": {\"oneOf\": [false, {\"type\": \"null\"}]}, "
                  "\"e\": {\"oneOf\": [{\"oneOf\": [{\"type\": \"null\"}]}, "
                  "{\"type\": \"string\"}]}}}",
                  "person = object {a: any?[const=null], b: any?[const=null], c: any?[const=null], "
                  "d: any?[const=null], e: string?}\n");
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"anyOf\": [false, {\"type\": \"string\"}]}, "
                  "\"b\": {\"oneOf\": [{\"type\": \"string\"}, {\"allOf\": [false, {}]}, "
                  "{\"type\": \"integer\"}]}}}",
                  "person = object {a: string, b: personB}\n"
                  "personB (person.b) = oneOf string|integer\n");
}

/* An alternative that may be null lets the union be; what stands beside the union can forbid it. */
static void nullable_alternatives(void **state) {
    (void)state;
    static const char text[] =
        "{\"type\": \"object\", \"properties\": {\"a\": {\"anyOf\": [%s, {\"type\": "
        "\"integer\"}]%s}}, "
        "\"definitions\": {\"N\": {\"type\": [\"string\", \"null\"]}, \"S\": {\"type\": "
        "\"string\"}, "
        "\"L\": {\"anyOf\": [{\"$ref\": \"#/definitions/L\"}, {\"$ref\": \"#/definitions/N\"}]}}}";
    static const struct {
        const char *alternative, *beside;
        bool null;
    } cases[] = {
        {"{\"type\": [\"string\", \"null\"]}", "", true},
        {"{\"$ref\": \"#/definitions/N\"}", "", true},
        {"{\"$ref\": \"#/definitions/S\"}", "", false},
        {"{\"anyOf\": [{\"type\": \"null\"}, {\"$ref\": \"#/definitions/S\"}]}", "", true},
        {"{\"anyOf\": [{\"$ref\": \"#/definitions/S\"}, {\"$ref\": \"#/definitions/N\"}]}", "",
         true},
        {"{\"allOf\": [{\"$ref\": \"#/definitions/N\"}, {\"minLength\": 1}]}", "", true},
        {"{\"allOf\": [{\"$ref\": \"#/definitions/N\"}, {\"type\": \"string\"}]}", "", false},
        {"{\"enum\": [\"x\", null]}", "", true},
        {"{\"enum\": [\"x\"]}", "", false},
        {"{\"type\": [\"string\", \"null\"], \"enum\": [\"x\"]}", "", false},
        {"{\"type\": \"string\", \"nullable\": true}", "", true},
        {"{\"type\": [\"string\", \"null\"]}", ", \"type\": [\"string\", \"integer\"]", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_file("n.json", str_format(&memory, text, cases[i].alternative, cases[i].beside).ptr);
        const model_package *package = load_file("n.json");
        assert_int_equal(package->definitions[0]->fields[0].type->nullable, cases[i].null);
    }
}

/* A format goes to what it is about, beside a reference or a list of types, too. */
static void formats(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"$ref\": \"#/$defs/S\", \"format\": \"date\"}, "
                  "\"b\": {\"oneOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}], "
                  "\"format\": \"ipv4\"}, "
                  "\"c\": {\"type\": [\"string\", \"integer\"], \"format\": \"int32\"}, "
                  "\"d\": {\"format\": \"ipv4\"}}, "
                  "\"$defs\": {\"S\": {\"type\": \"string\"}}}",
                  "person = object {a: date, b: string?<ipv4>, c: personC, d: any<ipv4>}\n"
                  "personC (person.c) = oneOf string|int32\n");
}

/* What stands beside alternatives goes into those that it is about; rules hold of the union. */
static void beside_alternatives(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"properties\": {"
                  "\"a\": {\"oneOf\": [{\"type\": \"array\"}, {\"type\": \"integer\"}], "
                  "\"items\": {\"type\": \"string\"}}}}",
                  "person = object {a: personA}\npersonA (person.a) = oneOf [string]|integer\n");
}

/* Members by the pattern of their name: one type where all others are refused, else a warning. */
static void patterns_of_names(void **state) {
    (void)state;
    assert_schema("{\"type\": \"object\", \"additionalProperties\": false,\n"
                  "\"patternProperties\": {\"^x-\": {\"type\": \"string\"}}}",
                  "person = object {} typed string\n");
    assert_schema("{\"type\": \"object\", \"properties\": {\"m\": {\"type\": \"object\", "
                  "\"additionalProperties\": false,\n"
                  "\"patternProperties\": {\"^n-\": {\"type\": \"number\"}}}}}",
                  "person = object {m: {number}}\n");
    assert_schema("{\"type\": \"object\", \"properties\": {\"m\": {\"type\": \"object\", "
                  "\"additionalProperties\": {\"type\": \"string\"},\n"
                  "\"patternProperties\": {\"^n-\": {\"type\": \"number\"}}}}}",
                  "person = object {m: {any}}\n");
    assert_schema("{\"type\": \"object\", \"properties\": {\"m\": {\"type\": \"object\",\n"
                  "\"patternProperties\": {\"^n-\": {\"type\": \"number\"}}}}}",
                  "person = object {m: personM}\npersonM (person.m) = object {}\n");
    assert_schema(
        "{\"type\": \"object\", \"properties\": {\"m\": {\n\"patternProperties\": {\"^n-\": "
        "{\"type\": \"number\"}}}, \"n\": {\n\"propertyNames\": {\"pattern\": \"a\"}}}}",
        "person = object {m: any, n: any}\n");
    assert_schema("{\"type\": \"object\", \"patternProperties\":\n[]}",
                  "2:1 wrong-type\nperson = object {}\n");
    assert_schema("{\"type\": \"object\", \"propertyNames\":\n{\"type\": \"integer\"}}",
                  "2:1 unsupported\nperson = object {} typed any\n");
    assert_schema("{\"type\": \"object\", \"propertyNames\":\n{\"anyOf\": [{\"pattern\": \"a\"}, "
                  "{\"const\": \"b\"}]}}",
                  "2:1 unsupported\nperson = object {} typed any\n");
}

static void twice_the_same_name(void **state) {
    (void)state;
    assert_schema(
        "{\"$defs\": {\"A\": {\"type\": \"object\"}},\n\"definitions\": {\"A\": {\"type\": "
        "\"object\"}}}",
        "2:17 duplicate-name\n  1:12\nA = object {}\nA = object {}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_root_is_named),
        cmocka_unit_test(definitions_of_all_drafts),
        cmocka_unit_test(short_integers),
        cmocka_unit_test(schemas_by_their_uri),
        cmocka_unit_test(schemas_within_schemas),
        cmocka_unit_test(schemas_of_schemas),
        cmocka_unit_test(files_by_their_uri),
        cmocka_unit_test(names_that_are_uris),
        cmocka_unit_test(tuples_and_booleans),
        cmocka_unit_test(nulls),
        cmocka_unit_test(nulls_within),
        cmocka_unit_test(nullable_alternatives),
        cmocka_unit_test(formats),
        cmocka_unit_test(beside_alternatives),
        cmocka_unit_test(patterns_of_names),
        cmocka_unit_test(twice_the_same_name),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
