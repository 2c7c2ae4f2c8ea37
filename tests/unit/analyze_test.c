/* analyze/: what it finds in a model, with exact places, and what it adds to it. */
#include "model_text.h"

/* Loads schemas, which stand from line 2 on, and analyzes them. */
static model_package *analyze(const char *schemas) {
    char text[8192];
    snprintf(text, sizeof text, "{openapi: 3.1.0, components: {schemas: {\n%s\n}}}", schemas);
    write_file("t.yaml", text);
    model_package *package = load_file("t.yaml");
    analyze_package(&memory, &found, package);
    return package;
}

static void assert_analyzed(const char *schemas, const char *expected) {
    assert_package(analyze(schemas), expected);
}

static void assert_message(const char *schemas, const char *message) {
    analyze(schemas);
    assert_non_null(found.first);
    assert_string_equal(found.first->message.ptr, message);
}

static void impossible_pairs(void **state) {
    (void)state;
    assert_analyzed("A: {properties: {\n"
                    "a: {type: string, minLength: 5, maxLength: 4},\n"
                    "b: {type: integer, minimum: 2, exclusiveMaximum: 2},\n"
                    "c: {type: number, minimum: 2, maximum: 2},\n"
                    "d: {type: integer, minimum: 9007199254740993, maximum: 9007199254740992},\n"
                    "e: {type: array, minItems: 2, maxItems: 1}}}",
                    "3:19 constraint\n  3:33\n4:20 constraint\n  4:32\n6:20 constraint\n  6:47\n"
                    "7:18 constraint\n  7:31\n"
                    "A = object {a: string[minLength=5][maxLength=4], "
                    "b: integer[minimum=2][exclusiveMaximum=2], c: number[minimum=2][maximum=2], "
                    "d: integer[minimum=9007199254740993][maximum=9007199254740992], "
                    "e: [any][minItems=2][maxItems=1]}\n");
    assert_message("A: {properties: {a: {type: string, minLength: 5, maxLength: 4}}}",
                   "no value satisfies `minLength` 5 and `maxLength` 4");
}

static void impossible_operands(void **state) {
    (void)state;
    assert_analyzed("A: {properties: {\na: {type: string, minLength: -1}, b: {type: number, "
                    "multipleOf: 0},\nc: {type: integer, format: int32, minimum: 3000000000}, d: "
                    "{type: integer, format: int32, maximum: 3000000000}}}",
                    "3:30 constraint\n3:65 constraint\n4:35 constraint\n4:91 constraint-type\n"
                    "A = object {a: string[minLength=-1], b: number[multipleOf=0], "
                    "c: int32[minimum=3000000000], d: int32[maximum=3000000000]}\n");
    assert_analyzed(
        "E: {enum: [a, b]}, A: {properties: {\ne: {$ref: '#/components/schemas/E', "
        "const: c}}}",
        "3:37 constraint\n  2:1\nE = enum \"a\"|\"b\"\nA = object {e: E~[const=\"c\"]}\n");
    assert_analyzed(
        "A: {type: object, required: [a, b], maxProperties: 1, properties: {a: {}, b: {}}}",
        "2:37 constraint\nA = object {a!: any, b!: any} [maxProperties]\n");
}

static void idle_constraints(void **state) {
    (void)state;
    assert_analyzed(
        "A: {properties: {a: {type: string, minimum: 1}, b: {type: integer, maxLength: 2},\n"
        "c: {type: array, items: {type: string, maxItems: 2}}, d: {maxItems: 3}}}",
        "2:36 constraint-type\n2:68 constraint-type\n3:40 constraint-type\n"
        "A = object {a: string[minimum=1], b: integer[maxLength=2], "
        "c: [string[maxItems=2]], d: any[maxItems=3]}\n");
}

static void documents(void **state) {
    (void)state;
    assert_analyzed(
        "A: {type: object, required: [n], properties: {n: {type: integer,\nexample: x}, "
        "l: {type: array, items: {type: string, maxLength: 2},\ndefault: [ab, abc]}}},\n"
        "B: {properties: {a: {$ref: '#/components/schemas/A', example:\n{n: 1, l: "
        "[7]}}, c: {type: string, nullable: true, default: null}}, example:\n{a: {}}}",
        "3:10 example\n  2:50\n4:15 default\n  3:17\n6:12 example\n  5:28\n"
        "7:5 example\n  5:1\n"
        "A = object {n!: integer, l: [string[maxLength=2]]=[\"ab\",\"abc\"]}\n"
        "B = object {a: A~*, c: string?=null}\n");
    assert_message(
        "A: {properties: {a: {type: object, properties: {'x/y': {type: array, items: {enum: "
        "[p]}}}, example: {'x/y': [p, q]}}}}",
        "the example breaks its own schema: /x~1y/1: the enum has no value `q`");
    assert_message("A: {properties: {a: {type: integer, format: int32, default: 3000000000}}}",
                   "the default breaks its own schema: 3000000000 is outside of int32");
    assert_message("A: {properties: {a: {type: string, const: 5}}}",
                   "the const breaks its own schema: expected a string, got an integer");
    assert_message(
        "A: {properties: {a: {oneOf: [{type: string}, {type: integer}], default: true}}}",
        "the default breaks its own schema: fits none of the alternatives");
    assert_message("A: {properties: {a: {type: number, multipleOf: 0.1, default: 0.35}}}",
                   "the default breaks its own schema: breaks `multipleOf` 0.1");
    assert_message("A: {type: object, additionalProperties: false, properties: {a: {}}, "
                   "example: {b: 1}}",
                   "the example breaks its own schema: there is no field `b`");
    assert_message("A: {properties: {a: {type: array, uniqueItems: true, example: [1, 1.0]}}}",
                   "the example breaks its own schema: breaks `uniqueItems` true");
    analyze("A: {properties: {a: {type: number, multipleOf: 0.1, default: 0.3}, b: {oneOf: [{type: "
            "string}, {type: integer}], default: 1}, c: {default: {x: [null]}}}}");
    assert_null(found.first);
}

static void cycles(void **state) {
    (void)state;
    assert_analyzed("A: {required: [b], properties: {\nb: {$ref: '#/components/schemas/B'}}},\n"
                    "B: {required: [c], properties: {\nc: {$ref: '#/components/schemas/C'}}},\n"
                    "C: {required: [a], properties: {\na: {$ref: '#/components/schemas/A'}}}",
                    "3:1 cycle\n  3:1\n  5:1\n  7:1\n"
                    "A = object {b!: B*}\nB = object {c!: C*}\nC = object {a!: A*}\n");
    assert_analyzed("A: {required: [a], properties: {a: {$ref: '#/components/schemas/A', nullable: "
                    "true}, b: {$ref: '#/components/schemas/A'}, c: {type: array, items: {$ref: "
                    "'#/components/schemas/A'}}, d: {type: object, additionalProperties: {$ref: "
                    "'#/components/schemas/A'}}}}",
                    "A = object {a!: A?~*, b: A*, c: [A], d: {A}}\n");
    /* the way into a circle is no part of it */
    assert_analyzed("X: {required: [a], properties: {a: {$ref: '#/components/schemas/A'}}},\n"
                    "A: {required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}",
                    "3:33 cycle\n  3:33\nX = object {a!: A}\nA = object {a!: A*}\n");
}

static size_t order_of(const model_package *p, const char *name) {
    for (size_t i = 0; i < p->count; i++)
        if (str_eq(p->definitions[i]->name, str_from(name)))
            return p->definitions[i]->order;
    fail_msg("no definition %s", name);
    return 0;
}

static void order_and_storage(void **state) {
    (void)state;
    model_package *p = analyze(
        "A: {required: [b, u], properties: {b: {$ref: '#/components/schemas/B'}, u: {$ref: "
        "'#/components/schemas/U'}, z: {$ref: '#/components/schemas/Z'}}},\n"
        "B: {properties: {e: {$ref: '#/components/schemas/E'}, m: {type: object, "
        "additionalProperties: {$ref: '#/components/schemas/M'}}}},\n"
        "U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/V'}]},\n"
        "V: {oneOf: [{type: string}, {type: boolean}]},\n"
        "E: {enum: [x]}, M: {type: object}, Z: {type: object}");
    assert_null(found.first);
    assert_true(order_of(p, "B") < order_of(p, "A"));
    assert_true(order_of(p, "E") < order_of(p, "B"));
    assert_true(order_of(p, "M") < order_of(p, "B"));
    assert_true(order_of(p, "U") < order_of(p, "A"));
    assert_true(order_of(p, "Z") > order_of(p, "A")); /* only pointed to: it keeps its place */
    const model_definition *u = p->definitions[2];
    assert_int_equal(u->alternatives[0].storage, MODEL_POINTER);
    assert_int_equal(u->alternatives[1].storage, MODEL_INLINE);
    assert_true(u->recursive && p->definitions[0]->recursive);
    assert_false(p->definitions[1]->recursive);
    bool seen[16] = {false};
    for (size_t i = 0; i < p->count; i++) {
        assert_true(p->definitions[i]->order < p->count);
        assert_false(seen[p->definitions[i]->order]);
        seen[p->definitions[i]->order] = true;
    }
}

/* A union that is a member of itself would be tried for ever. */
static void endless_unions(void **state) {
    (void)state;
    assert_message(
        "U: {oneOf: [{$ref: '#/components/schemas/V'}, {$ref: '#/components/schemas/W'}], "
        "example: 1},\nV: {oneOf: [{$ref: '#/components/schemas/U'}, {type: string}]},\n"
        "W: {oneOf: [{$ref: '#/components/schemas/U'}, {type: boolean}]}, X: {type: array, "
        "minItems: 2, maxItems: 1}, Y: {properties: {x: {$ref: "
        "'#/components/schemas/X'}}}",
        "no value satisfies `minItems` 2 and `maxItems` 1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(impossible_pairs), cmocka_unit_test(impossible_operands),
        cmocka_unit_test(idle_constraints), cmocka_unit_test(documents),
        cmocka_unit_test(cycles),           cmocka_unit_test(order_and_storage),
        cmocka_unit_test(endless_unions),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
