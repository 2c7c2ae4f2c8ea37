"""Rules about text, and null in unions: generated C, small and fast, decides as python's jsonschema."""
import json

import jsonschema

import reader
import support

TIME, ENDING = "2020-01-01T00:00:00Z", " " * 40  # quick ways of reading want bytes behind a value
# A schema, values.
ROWS = [
    ({"type": "string", "format": "date-time", "pattern": "^2021"}, [TIME, TIME.replace("2020", "2021")]),
    ({"type": "string", "format": "date-time", "minLength": 21}, [TIME, TIME.replace("Z", ".5Z")]),
    ({"type": "string", "format": "date-time", "const": "2021-01-01T00:00:00Z"}, [TIME]),
    ({"enum": ["a", 1], "pattern": "^a"}, ["a", 1]),
    ({"enum": [1, 2], "minLength": 2}, [1, 2]),
    ({"enum": [True, "true"], "maxLength": 4}, [True]),
    ({"anyOf": [{"anyOf": [{"type": "boolean"}, {}]}, {"type": "object", "properties": {"a": {}}}]},
     [None, True, {"a": 1}]),
    ({"allOf": [{"anyOf": [{"const": 1}, {"type": "null"}]}, {"type": "number"}]}, [1, 2, None]),
    ({"anyOf": [{"anyOf": [{"type": "boolean"}, {"type": "string"}]}, {"type": "array", "items": {}}]},
     [None, "x", []]),
    ({"type": "array", "uniqueItems": True, "items": {}},
     [[{"a": 1, "b": [1, 2]}, {"b": [1.0, 2e0], "a": 10e-1}], [{"a": 1}, {"a": 2}], [[1], [[1]]], [1, "1"],
      [None, False, 0, "", [], {}], [None, None], [[1, 2], [2, 1]], [{"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}}]]),
    ({"type": "array", "uniqueItems": True, "items": {"type": "object", "properties": {"a": {"type": "number"}}}},
     [[{"a": 1, "x": 1, "y": 2}, {"y": 2, "x": 1, "a": 1}], [{}, {"a": 0}], [{"x": 1}, {"y": 1}]]),
]


# Null beside free-form JSON that is no null: in fields, and in lists and maps, whose items have no state.
ROWS += [({"type": ["array", "object"], "items": schema, "additionalProperties": schema}, [[value], {"a": value}])
         for schema, values in [
             ({"anyOf": [{"not": {"minLength": 2}}, {"type": "null"}]}, [None, "x", "xy", 1]),
             ({"oneOf": [{"type": "null"}, {"const": {"a": [1]}}]}, [None, {"a": [1]}, {"a": [2]}]),
             ({"anyOf": [{"enum": [[1], "a"]}, {"type": "null"}]}, [None, [1], "a", "b", [2]]),
             ({"anyOf": [{"not": {"type": ["null", "string"]}}, {"type": "null"}]}, [None, "x", 1])]
         for value in values]


UNION_PROGRAM = """\
#include "t/t.h"

#include <stdio.h>
#include <string.h>

static bool drop(void *context, const char *bytes, size_t len) {
    return (void)context, (void)bytes, len > 0;
}

int main(void) {
    static const char *const documents[] = {"\\"x\\"", "[1,2]", "\\"xyz\\"", "[1]"};
    for (int i = 0; i < 4; i++) {
        const swage_parse_options lax = {.skip_validation = true};
        const char *json = documents[i];
        swage_arena arena;
        swage_error error;
        swage_stream stream;
        t_u u, next;
        char text[99];
        swage_arena_init(&arena);
        if (!t_u_parse(&u, json, strlen(json), &lax, &arena, &error))
            return 1;
        int good = t_u_validate(&u, &error) + t_u_validate_with(&u, NULL, &error) +
                   (t_u_write(&u, text, sizeof text, NULL, &error) > 0) + t_u_write_to(&u, drop, NULL, NULL, &error) +
                   t_u_parse(&next, json, strlen(json), NULL, &arena, &error);
        t_u_stream_init(&stream, SWAGE_STREAM_DOCUMENTS, NULL, &arena);
        swage_stream_feed(&stream, json, strlen(json));
        swage_stream_finish(&stream);
        good += t_u_stream_next(&stream, &next, &arena, &error) == SWAGE_STREAM_ITEM;
        printf("%s %d\\n", json, good);
        swage_arena_free(&arena);
    }
    return 0;
}
"""


class Texts(reader.Reader):
    def test_texts(self):
        schemas = {f"t{i}": schema for i, (schema, _) in enumerate(ROWS)}
        cases = [(f"t{i}", value) for i, (_, values) in enumerate(ROWS) for value in values]
        for code in ("small", "fast"):
            program, _, _ = self.make_schemas(schemas, "texts", code)
            read = self.read(program, [(f"texts_{key}", {"v": value, "x": ENDING}) for key, value in cases])
            wrong = [f"{schemas[key]}: {json.dumps(value)}: {line}" for (key, value), line in zip(cases, read)
                     if line.startswith("error:") == jsonschema.Draft202012Validator(schemas[key]).is_valid(value)]
            self.assertEqual(wrong, [], "\n".join(wrong))
            self.assertGreater(sum(line.startswith("error:") for line in read), 5)

    def test_rules_of_unions(self):
        """All functions of a union look at the rules that stand beside its alternatives."""
        spec = self.folder / "union.json"
        spec.write_text(json.dumps({"$defs": {"U": {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "integer"}}], "minLength": 3, "maxItems": 1}}}))
        (self.folder / "main.c").write_text(UNION_PROGRAM)
        for layout in ("single", "per-model"):
            out, program = self.folder / layout, self.folder / "program"
            support.generate("-q", spec, "-o", out, "--prefix", "t", "--target", "c", "--layout", layout)
            built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                                 "-I", support.INCLUDE, "-I", out / "t/c", self.folder / "main.c",
                                 *out.rglob("*.c"), support.LIBRARY, "-o", program])
            self.assertEqual((built.returncode, built.stderr), (0, ""))
            done = support.run([program])
            self.assertEqual(done.stdout.splitlines(), [f"{document} {how}" for document, how in
                             [('"x"', 0), ("[1,2]", 0), ('"xyz"', 6), ("[1]", 6)]])

    def test_long_literals(self):
        """They are longer than C11 wants compilers to take (5.2.4.1), which is told where that matters."""
        long = "x" * 5000
        spec = self.folder / "long.json"
        spec.write_text(json.dumps({"$defs": {
            "model": {"type": "object", "required": ["c"], "properties": {
                "text": {"type": "string", "default": long}, "c": {"const": long}, long: {"type": "string", "not": {"const": "a"}},
                "list": {"type": "array", "items": {"type": "string"}, "default": ["a", long]},
                "enum": {"$ref": "#/$defs/enum", "default": long},
                "pattern": {"type": "string", "pattern": f"(?={long})y"}},
                "if": {"properties": {"text": {"const": long}}, "required": ["text"]}, "then": {"required": ["enum"]}},
            "enum": {"enum": ["s", long]}}}))
        for code in ("small", "fast"):
            for layout in ("single", "per-model"):
                out = self.folder / f"{code}-{layout}"
                support.generate("-q", spec, "-o", out, "--prefix", "t", "--target", "c", "--layout", layout,
                                 "--set", f"c.code={code}")
                support.check_c_output(out / "t/c")


if __name__ == "__main__":
    support.unittest.main()
