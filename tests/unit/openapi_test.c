/* spec/openapi and the reader of schemas: each rule by a small document. */
#include "model_text.h"

/* Loads schemas, which stand at an indent of 4 from line 2 on. */
static model_package *load_schemas(const char *schemas) {
    char text[8192];
    snprintf(text, sizeof text,
             "{openapi: 3.1.0, info: {title: T, version: '1'}, components: "
             "{schemas: {\n%s\n}}}",
             schemas);
    write_file("t.yaml", text);
    return load_file("t.yaml");
}

static void assert_schemas(const char *schemas, const char *expected) {
    assert_package(load_schemas(schemas), expected);
}

static void objects(void **state) {
    (void)state;
    assert_schemas("A: {type: object, required: [b], properties: {\n"
                   "a: {type: string}, b: {type: integer, format: int32}, 'x y': {}}}",
                   "A = object {a: string, b!: int32, x y: any}\n");
    assert_schemas("A: {type: object}, 'a.b-c d': {properties: {x: {type: number}}}",
                   "A = object {}\na.b-c d = object {x: number}\n");
    assert_schemas("A: {type: object, additionalProperties: false}", "A = object {} closed\n");
    assert_schemas("A: {type: object, properties: {a: {}}, additionalProperties: {type: string},"
                   " minProperties: 1}",
                   "A = object {a: any} typed string [minProperties]\n");
    assert_schemas("A: {type: object, properties: {m: {type: object, additionalProperties: true},\n"
                   "n: {type: object, additionalProperties: {type: [integer, 'null']}}}}",
                   "A = object {m: {any}, n: {integer?}}\n");
}

static void inline_definitions_follow_their_owner(void **state) {
    (void)state;
    assert_schemas("A: {type: object, properties: {\n"
                   "first_one: {type: object, properties: {in: {enum: [x]}}},\n"
                   "list: {type: array, items: {type: object, properties: {y: {}}}}}},\n"
                   "AFirstOne: {type: object}",
                   "A = object {first_one: AFirstOne2, list: [AList]}\n"
                   "AFirstOne2 (A.first_one) = object {in: AFirstOne2In}\n"
                   "AFirstOne2In (AFirstOne2.in) = enum \"x\"\n"
                   "AList (A.list[]) = object {y: any}\n"
                   "AFirstOne = object {}\n");
}

static void plain_components_are_used_in_place(void **state) {
    (void)state;
    assert_schemas("Id: {type: string, minLength: 3, nullable: true}, Ids: {type: array, items: "
                   "{$ref: '#/components/schemas/Id'}},\n"
                   "A: {properties: {a: {$ref: '#/components/schemas/Id'}, "
                   "b: {$ref: '#/components/schemas/Ids'}}}",
                   "A = object {a: string?[minLength=3], b: [string?[minLength=3]]}\n");
    assert_schemas("Rows: {type: array, items: {type: object, properties: {a: {}}}}, "
                   "A: {properties: {r: {$ref: '#/components/schemas/Rows'}}}",
                   "RowsItem (.Rows[]) = object {a: any}\nA = object {r: [RowsItem]}\n");
}

static void enums(void **state) {
    (void)state;
    assert_schemas("A: {type: string, enum: [a, '', null]}, B: {properties: {x: {$ref: "
                   "'#/components/schemas/A'}}}",
                   "A = enum \"a\"|\"\"\nB = object {x: A?}\n");
    assert_schemas("A: {enum: [1, 2.5, x]}\n", "A = enum 1|2.5|\"x\"\n");
    assert_schemas("A: {type: integer, enum: [1.0, 2,\n1,\n2.5]}",
                   "3:1 enum-value\n4:1 enum-value\nA = enum 1.0|2|2.5\n");
    assert_schemas("A: {type: string, enum: [a,\n1,\na]}",
                   "4:1 enum-value\n3:1 enum-value\nA = enum \"a\"|1\n");
    assert_schemas(
        "A: {properties: {yes: {type: boolean, enum: [true]}, both: {type: boolean, "
        "enum: [true, false]}, c: {const: x}}}",
        "A = object {yes: boolean[const=true], both: boolean, c: string[const=\"x\"]}\n");
    assert_schemas("A: {oneOf: [{const: 1, title: One}, {const: 2}, {type: 'null'}]}, "
                   "B: {enum: [a, b], x-enum-varnames: [Ah, Be]}",
                   "A = enum 1 One|2\nB = enum \"a\" Ah|\"b\" Be\n");
}

static void null_is_a_value_of_all_parts(void **state) {
    (void)state;
    assert_schemas("A: {type: object}, T: {type: string, nullable: true}, B: {properties: {\n"
                   "a: {$ref: '#/components/schemas/A', nullable: true},\n"
                   "b: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true},\n"
                   "c: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, nullable: true}],"
                   " type: object},\n"
                   "d: {$ref: '#/components/schemas/A', type: [object, 'null']},\n"
                   "e: {$ref: '#/components/schemas/T', type: string},\n"
                   "f: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}}}",
                   "A = object {}\n"
                   "B = object {a: A?~, b: A?~, c: A?~, d: A~, e: string, f: A?~}\n");
}

static void references(void **state) {
    (void)state;
    assert_schemas(
        "A: {type: object, properties: {'a/b~c d': {type: object, properties: {x: {}}}}},\n"
        "B: {properties: {\n"
        "b: {$ref: '#/components/schemas/A/properties/a~1b~0c%20d'},\n"
        "c: {$ref: '#/components/schemas/A', nullable: true},\n"
        "d: {$ref: '#/components/schemas/A', description: only}}}",
        "A = object {a/b~c d: AABCD}\nAABCD (A.a/b~c d) = object {x: any}\n"
        "B = object {b: AABCD, c: A?~, d: A}\n");
    /* escapes that look like escapes once they are decoded */
    assert_schemas("a~0b: {type: object}, a~1b: {type: object}, a/0: {type: object},\n"
                   "B: {properties: {a: {$ref: '#/components/schemas/a~00b'},\n"
                   "b: {$ref: '#/components/schemas/a~01b'},\n"
                   "c: {$ref: '#/components/schemas/a%7e10'}}}",
                   "a~0b = object {}\na~1b = object {}\na/0 = object {}\n"
                   "B = object {a: a~0b, b: a~1b, c: a/0}\n");
    /* the same, when what is referred to comes later */
    assert_schemas("B: {properties: {b: {$ref: '#/components/schemas/A/properties/a'}}},\n"
                   "A: {type: object, properties: {a: {type: object}}}",
                   "B = object {b: AA}\nA = object {a: AA}\nAA (A.a) = object {}\n");
    assert_schemas("C: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}, "
                   "A: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}",
                   "A = object {c: A}\n");
}

static void bad_references(void **state) {
    (void)state;
    assert_schemas(
        "Pet: {type: object},\nA: {properties: {a: {$ref:\n'#/components/schemas/Pets'}}}",
        "4:1 bad-ref\n  did you mean `Pet`?\nPet = object {}\nA = object {a: any}\n");
    assert_schemas("A: {$ref:\n'#/components/schemas/B'}, B: {$ref:\n'#/components/schemas/A'}",
                   "4:1 cycle\n  3:1\n");
    assert_schemas("A: {allOf: [\n{$ref: '#/components/schemas/B'}, {properties: {x: {}}}]},\n"
                   "B: {allOf: [\n{$ref: '#/components/schemas/A'}, {properties: {y: {}}}]}",
                   "5:8 cycle\n  3:8\n");
    assert_schemas("A: {properties: {a: {$ref: 7},\nb: {$ref: 'http://x.org/y.yaml'},\n"
                   "c: {$ref: '#/info/title'}, d: {$ref: 'none.yaml'}}}",
                   "2:28 wrong-type\n3:11 bad-ref\n4:11 bad-ref\n4:38 read\n"
                   "A = object {a: any, b: any, c: any, d: any}\n");
    assert_schemas("A: {type: array, items: {$ref: '#/components/schemas/A'}},\n"
                   "B: {properties: {a: {$ref: '#/components/schemas/A'}}}",
                   "2:32 unsupported\nB = object {a: [any]}\n");
}

static void other_files(void **state) {
    (void)state;
    write_file("other.yaml", "Node: {type: object, properties: {next: {$ref: '#/Node'}, "
                             "up: {$ref: 't.yaml#/components/schemas/A'}}}\n");
    write_file("Error.json", "{\"type\": \"object\", \"properties\": {\"code\": {}}}");
    assert_schemas("A: {properties: {n: {$ref: './other.yaml#/Node'}, e: {$ref: Error.json}}}",
                   "A = object {n: Node, e: Error}\nNode (.Node) = object {next: Node, up: A}\n"
                   "Error (.Error) = object {code: any}\n");
    char link[256]; /* a way around to the same files */
    snprintf(link, sizeof link, "%s/link", folder);
    assert_int_equal(symlink(folder, link), 0);
    model_package *p = load_file("link/t.yaml");
    assert_int_equal(p->count, 3);
    p = load_schemas("A: {properties: {n: {$ref: './link/other.yaml#/Node'}}}");
    assert_int_equal(p->count, 2);
    unlink(link);
}

static void all_of(void **state) {
    (void)state;
    assert_schemas("A: {type: object, required: [a], properties: {a: {type: string}}},\n"
                   "B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, required: [b], "
                   "properties: {b: {}}}], required: [c], properties: {c: {}}}",
                   "A = object {a!: string}\nB = object {a!: string, b!: any, c!: any}\n");
    assert_schemas("A: {type: object}, B: {properties: {\n"
                   "x: {allOf: [{$ref: '#/components/schemas/A'}], description: d},\n"
                   "y: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true},\n"
                   "z: {allOf: [{$ref: '#/components/schemas/A'}, {default: {}}]}}}",
                   "A = object {}\nB = object {x: A, y: A?~, z: A~={}}\n");
    assert_schemas(
        "A: {allOf: [{type: string, minLength: 2, maxLength: 9}, {minLength: 3, maxLength: "
        "12}, {enum: [abc, abd]}, {enum: [abd, abe]}]}, B: {properties: {a: {$ref: "
        "'#/components/schemas/A'}}}",
        "A = enum \"abd\"\nB = object {a: A[minLength=3][maxLength=9]}\n");
    assert_schemas("A: {allOf: [{properties: {a: {type: string}}},\n{properties: {a: {type: "
                   "string, minLength: 1}}}, {properties: {a: {type:\ninteger}}}]}",
                   "4:1 all-of\n  3:25\nA = object {a: integer[minLength=1]}\n");
}

static void merged_inline_types_belong_to_the_base(void **state) {
    (void)state;
    assert_schemas("B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {}}}]},\n"
                   "A: {type: object, properties: {k: {enum: [x, y]}}}",
                   "B = object {k: AK, b: any}\nA = object {k: AK}\nAK (A.k) = enum \"x\"|\"y\"\n");
    /* both sides have a property that leads on to both: one definition, which closes the circle */
    assert_schemas(
        "A: {type: object, properties: {x: {$ref: '#/components/schemas/A'}}},\n"
        "B: {type: object, properties: {x: {$ref: '#/components/schemas/B'}}},\n"
        "C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
        "A = object {x: A}\nB = object {x: B}\nC = object {x: CX}\n"
        "CX (C.x) = object {x: CX}\n");
}

static void unions(void **state) {
    (void)state;
    assert_schemas(
        "A: {type: object}, U: {oneOf: [{$ref: '#/components/schemas/A'}, {type: array, "
        "items: {type: integer}}, {type: 'null'}, {type: object, properties: {z: {}}}]},\n"
        "V: {properties: {u: {$ref: '#/components/schemas/U'}, n: {anyOf: [{$ref: "
        "'#/components/schemas/A'}, {type: 'null'}]}}}",
        "A = object {}\nU = oneOf A|[integer]|U3\nU3 (U.#3) = object {z: any}\n"
        "V = object {u: U?, n: A?~}\n");
    assert_schemas("A: {properties: {a: {type: [string, integer, 'null']}, b: {type: [string, "
                   "'null'], maxLength: 4}, c: {type: [array, string], items: {type: string}}}}",
                   "A = object {a: AA?, b: string?[maxLength=4], c: AC}\n"
                   "AA (A.a) = oneOf string|integer\nAC (A.c) = oneOf [string]|string\n");
    assert_schemas("A: {anyOf: [{type: object, properties: {z: {}}}]}, B: {type: object, "
                   "properties: {p: {}},\noneOf: [{required: [p]}, {required: [q]}]}",
                   "3:38 required-unknown\nA = object {z: any}\nB = object {p: any, q: any}\n");
    assert_schemas("A: {type: object, properties: {p: {}}, anyOf: [{properties: {q: {}}}, "
                   "{properties: {r: {}}}]}",
                   "A = anyOf A1|A2\nA1 (A.#1) = object {p: any, q: any}\n"
                   "A2 (A.#2) = object {p: any, r: any}\n");
    assert_schemas("A: {oneOf: [{type: string}, {type: object}], additionalProperties: true}",
                   "A = oneOf string|{any}\n");
}

static void discriminators(void **state) {
    (void)state;
    assert_schemas(
        "Cat: {type: object}, Dog: {type: object, properties: {k: {const: woof}}}, "
        "Eel: {type: object},\n"
        "U: {discriminator: {propertyName: k, mapping: {c: Cat, d: "
        "'#/components/schemas/Cat'}}, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: "
        "'#/components/schemas/Dog'}, {$ref: '#/components/schemas/Eel'}]}",
        "Cat = object {}\nDog = object {k: string[const=\"woof\"]}\nEel = object {}\n"
        "U = oneOf Cat @c,d|Dog @woof|Eel @Eel (k)\n");
    /* the base lists what is derived from it */
    assert_schemas("Pet: {type: object, properties: {k: {type: string}}, discriminator: "
                   "{propertyName: k}, oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: "
                   "'#/components/schemas/Cat'}]},\n"
                   "Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {d: {}}}]},\n"
                   "Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {c: {}}}]}",
                   "Pet = oneOf Pet1 @Dog|Pet2 @Cat (k)\n"
                   "Pet1 (Pet.#1) = object {k: string, d: any}\n"
                   "Pet2 (Pet.#2) = object {k: string, c: any}\n"
                   "Dog = object {k: string, d: any}\nCat = object {k: string, c: any}\n");
    /* constants that are inherited tell nothing but for names; what is mapped is taken */
    assert_schemas("Pet: {type: object, properties: {k: {enum: [Dog, Cat, Eel]}}},\n"
                   "Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {d: {}}}]},\n"
                   "Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {c: {}}}]},\n"
                   "U: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: "
                   "'#/components/schemas/Cat'}], discriminator: {propertyName: k}},\n"
                   "V: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: "
                   "'#/components/schemas/Cat'}], discriminator: {propertyName: k, mapping: {Dog: "
                   "Dog}}}",
                   "Pet = object {k: PetK}\nPetK (Pet.k) = enum \"Dog\"|\"Cat\"|\"Eel\"\n"
                   "Dog = object {k: PetK, d: any}\nCat = object {k: PetK, c: any}\n"
                   "U = oneOf Dog @Dog|Cat @Cat (k)\nV = oneOf Dog @Dog|Cat @Cat,Eel (k)\n");
    /* what stands beside the oneOf goes into the alternatives, which stay what is mapped */
    assert_schemas(
        "A: {type: object, properties: {k: {type: string}}}, B: {type: object},\n"
        "U: {required: [k], discriminator: {propertyName: k, mapping: {a: A, b: B}}, oneOf: "
        "[{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
        "3:16 required-unknown\nA = object {k: string}\nB = object {}\n"
        "U = oneOf U1 @a|U2 @b (k)\nU1 (U.#1) = object {k!: string}\nU2 (U.#2) = object {}\n");
    /* a union tells of its own; two names for one schema are two alternatives */
    assert_schemas("A: {type: object}, B: {type: object}, C: {allOf: [{$ref: "
                   "'#/components/schemas/A'}]},\n"
                   "U: {discriminator: {propertyName: k}, oneOf: [{$ref: "
                   "'#/components/schemas/V'}, {$ref: '#/components/schemas/C'}]},\n"
                   "V: {discriminator: {propertyName: k, mapping: {a: A, c: C}}, oneOf: [{$ref: "
                   "'#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
                   "A = object {}\nB = object {}\nU = oneOf V @a,c,B|A @C (k)\n"
                   "V = oneOf A @a,c|B @B (k)\n");
    assert_schemas("U: {oneOf: [{type: string}, {type: integer}],\ndiscriminator: {}},\n"
                   "B: {type: object, discriminator: {propertyName: x}}",
                   "4:19 unsupported\n3:1 missing-key\nU = oneOf string|integer\nB = object {}\n");
}

static void constraints(void **state) {
    (void)state;
    assert_schemas(
        "A: {properties: {a: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 2, "
        "exclusiveMaximum: false}, b: {type: string, pattern: '^x', format: ipv4}, "
        "c: {type: integer, exclusiveMinimum: 0}, d: {type: array, uniqueItems: true}}}",
        "A = object {a: number[maximum=2][exclusiveMinimum=1], "
        "b: string<ipv4>[pattern=\"^x\"], c: integer[exclusiveMinimum=0], "
        "d: [any][uniqueItems=true]}\n");
    assert_schemas("A: {properties: {a: {type: string, minLength: '3'},\nb: {type: strin},\n"
                   "c: {minimum: high}, d: 7}}",
                   "2:47 wrong-type\n3:11 unknown-type\n  did you mean `string`?\n4:14 wrong-type\n"
                   "4:24 wrong-type\nA = object {a: string, b: any, c: any, d: any}\n");
}

static void nothing_is_dropped_silently(void **state) {
    (void)state;
    assert_schemas(
        "A: {type: object, patternProperties: {}, properties: {a: {not: {}},\nb: {not: {},"
        " desciption: x, x-y: 1}, c: {type: string, items: {type: number}}, d: false}}",
        "3:14 unsupported\n"
        "  did you mean `description`?\n3:56 constraint-type\n"
        "A = object {a: any, b: any, c: string, d: any}\n");
    assert_schemas("A: {type: object, required: [b,\n3], properties: {a: {type: string, required: "
                   "true}}}",
                   "3:36 constraint-type\n2:30 required-unknown\n3:1 wrong-type\n"
                   "A = object {a: string}\n");
}

static void notes(void **state) {
    (void)state;
    model_package *p = load_schemas(
        "S: {type: string, description: inner, example: e, default: d, deprecated: true},\n"
        "A: {description: da, properties: {a: {$ref: '#/components/schemas/S', description: "
        "outer}, "
        "b: {$ref: '#/components/schemas/A'}, c: {type: string, examples: [x, y], readOnly: true, "
        "writeOnly: true, title: t, x-a: 1}}}");
    const model_field *f = p->definitions[0]->fields;
    assert_true(str_eq(f[0].note.description, STR("outer")));
    assert_true(str_eq(node_text(f[0].note.example), STR("e")));
    assert_true(f[0].note.deprecated);
    assert_true(str_eq(node_text(f[0].default_value), STR("d")));
    assert_int_equal(f[1].note.description.len, 0);
    assert_true(str_eq(node_text(f[2].note.example), STR("x")));
    assert_true(f[2].read_only && f[2].write_only);
    assert_true(str_eq(f[2].note.title, STR("t")));
    assert_true(str_eq(node_text(node_get(f[2].note.extensions, STR("x-a"))), STR("1")));
    assert_true(str_eq(p->title, STR("T")));
}

static void documents(void **state) {
    (void)state;
    write_file("t.yaml", "swagger: '2.0'\ninfo: {title: T}\ndefinitions: {A: {type: object}}\n");
    assert_package(load_file("t.yaml"), "A = object {}\n");
    write_file("t.yaml", "openapi: 4.0.0\n");
    assert_null(load_file("t.yaml"));
    assert_int_equal(found.first->code, CODE_BAD_VALUE);
    write_file("t.yaml", "openapi: 3.0.0\ncomponents: {schemas: [a]}\n");
    assert_package(load_file("t.yaml"), "2:23 wrong-type\n");
    write_file("t.yaml", "openapi: 3.0.0\npaths: {}\n");
    assert_package(load_file("t.yaml"), "1:10 unsupported\n");
    write_file("part.yaml", "type: object\n");
    write_file("t.yaml", "openapi: 3.0.0\ncomponents: {schemas: {A: {type: object, "
                         "example: {id: part.yaml}, properties: {b: {$ref: part.yaml}}}}}\n");
    assert_package(load_file("t.yaml"), "A = object {b: Part}\nPart (.part) = object {}\n");
}

/* A chain of references as long as it gets neither overflows the stack nor takes long. */
static void long_chains(void **state) {
    (void)state;
    enum { LINKS = 20000 };
    buf text = {0};
    buf_format(&text, "openapi: 3.0.0\ncomponents:\n  schemas:\n");
    for (int i = 0; i < LINKS; i++)
        buf_format(&text,
                   "    A%d: {type: object, properties: {n: {$ref: '#/components/schemas/A%d'}}}\n",
                   i, (i + 1) % LINKS);
    write_file("t.yaml", buf_str(&text).ptr);
    model_package *p = load_file("t.yaml");
    assert_null(found.first);
    assert_int_equal(p->count, LINKS);
    analyze_package(&memory, &found, p);
    assert_true(p->definitions[0]->recursive);
    buf_free(&text);
    buf_format(&text, "openapi: 3.0.0\ncomponents:\n  schemas:\n");
    for (int i = 0; i < LINKS; i++)
        buf_format(&text, "    A%d: {$ref: '#/components/schemas/A%d'}\n", i, i + 1);
    write_file("t.yaml", buf_str(&text).ptr);
    load_file("t.yaml");
    assert_int_equal(found.first->code, CODE_BAD_REF);
    buf_free(&text);
}

/* Bases by 2^64 ways, and unions that are merged into each other for ever. */
static void endless_merges(void **state) {
    (void)state;
    buf text = {0};
    buf_format(&text, "openapi: 3.0.0\ncomponents:\n  schemas:\n");
    for (int i = 0; i < 64; i++)
        buf_format(&text,
                   "    A%d: {allOf: [{$ref: '#/components/schemas/A%d'}, {$ref: "
                   "'#/components/schemas/A%d'}], properties: {p%d: {}}}\n",
                   i, i + 1, i + 1, i);
    buf_format(&text, "    A64: {type: object}\n");
    write_file("t.yaml", buf_str(&text).ptr);
    model_package *p = load_file("t.yaml");
    assert_null(found.first);
    assert_int_equal(p->definitions[0]->field_count, 64);
    buf_free(&text);
    load_schemas(
        "U: {properties: {a: {}}, oneOf: [{$ref: '#/components/schemas/V'}, {type: object, "
        "properties: {x: {}}}]},\n"
        "V: {properties: {b: {}}, oneOf: [{$ref: '#/components/schemas/U'}, {type: object, "
        "properties: {y: {}}}]}");
    assert_int_equal(found.errors, 1);
    assert_int_equal(found.first->code, CODE_CYCLE);
    /* this one comes back to where it was */
    p = load_schemas("A: {properties: {x: {allOf: [{$ref: '#/components/schemas/A'}, {properties: "
                     "{x: {properties: {q: {}}}}}]}}}");
    assert_null(found.first);
    assert_int_equal(p->count, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects),
        cmocka_unit_test(inline_definitions_follow_their_owner),
        cmocka_unit_test(plain_components_are_used_in_place),
        cmocka_unit_test(enums),
        cmocka_unit_test(null_is_a_value_of_all_parts),
        cmocka_unit_test(references),
        cmocka_unit_test(bad_references),
        cmocka_unit_test(other_files),
        cmocka_unit_test(all_of),
        cmocka_unit_test(merged_inline_types_belong_to_the_base),
        cmocka_unit_test(unions),
        cmocka_unit_test(discriminators),
        cmocka_unit_test(constraints),
        cmocka_unit_test(nothing_is_dropped_silently),
        cmocka_unit_test(notes),
        cmocka_unit_test(documents),
        cmocka_unit_test(long_chains),
        cmocka_unit_test(endless_merges),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
