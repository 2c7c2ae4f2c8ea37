"""Parts of one schema (allOf, what stands beside a $ref or a union): generated C decides as python's jsonschema."""
import jsonschema

import reader
import support

OTHERS = {
    "text": {"type": ["string", "null"]},
    "object": {"type": "object", "properties": {"a": {"type": "string"}}},
    "either": {"type": ["object", "null"], "properties": {"a": {"type": "string"}}},
    "wrapped": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"a": {"type": "string"}}}]},
}
NULL = {"type": "null"}


def ref(name):
    return {"$ref": f"#/$defs/{name}"}


# Null is a value where all parts take it.
NULLS = [
    {"allOf": [{"anyOf": [{"type": "string"}, NULL]}, {"type": "string"}]},
    {"anyOf": [{"type": "string"}, NULL], "type": "string"},
    {"anyOf": [{"type": "string"}, NULL], "const": "a"},
    {"anyOf": [{"type": "integer"}], "type": ["integer", "null"]},
    {"anyOf": [{"type": ["string", "null"]}, {"type": "integer"}], "type": ["string", "integer"]},
    {"oneOf": [{"type": "string"}, {"type": "integer"}, NULL], "type": ["string", "integer"]},
    {"oneOf": [ref("object"), NULL], "type": "object"},
    {"type": "string", "anyOf": [NULL, {"type": "string", "minLength": 2}]},
    {**ref("text"), "type": "string"},
    {**ref("text"), "type": ["string", "null"]},
    {**ref("text"), "const": "a"},
    {**ref("object"), "type": ["object", "null"]},
    {**ref("either"), "type": ["object", "null"]},
    {**ref("wrapped"), "type": "object"},
    {"allOf": [ref("object")], "type": ["object", "null"]},
    {"allOf": [ref("either"), {"type": "object"}]},
    {"allOf": [ref("wrapped")], "minProperties": 1},
    {"allOf": [ref("text"), {"type": "string", "minLength": 1}]},
    {"allOf": [{"enum": [True, None]}, {"type": "boolean"}]},
    {"type": ["string", "null"], "const": "a"},
    {"enum": [True, None], "type": ["boolean", "null"]},
    {"oneOf": [ref("object"), NULL]},
    {"oneOf": [ref("wrapped"), {"type": "integer"}]},
]
# Types are what all parts take, integer being a number.
TYPES = [
    {"allOf": [{"type": ["number", "null"]}, {"type": ["integer", "null"]}]},
    {"allOf": [{"type": "integer"}, {"type": ["number", "string"]}]},
    {"allOf": [{"type": ["number", "string"]}, {"type": "integer"}]},
    {"allOf": [{"type": ["string", "integer"]}, {"type": ["number", "string"]}]},
    {"allOf": [{"type": ["string", "number"]}, {"type": ["integer", "string", "number"]}]},
    {"allOf": [{"type": ["integer", "number"]}, {"type": "integer"}]},
    {"allOf": [{"type": ["integer", "null"]}, {"type": ["null", "number"]}], "type": "number"},
]
# Of enums null alone is asked: they are open.
ENUMS = [
    {**ref("text"), "enum": ["a"]},
    {"enum": [None, "a"], "type": "string"},
    {"enum": ["a"], "type": ["string", "null"]},
    {"enum": [None, "a"], "type": ["string", "null"]},
    {"allOf": [{"enum": ["a", None]}, {"enum": ["a"]}]},
    {"oneOf": [{"const": "a"}, {"const": "b"}, {"const": None}], "type": "string"},
    {"oneOf": [{"const": "a"}, {"const": "b"}, {"const": None}]},
]
VALUES = [None, "", "a", "ab", 1, -1, 1.5, True, False, {}, {"a": "x"}, {"a": 1}, []]


class Parts(reader.Reader):
    def test_parts(self):
        schemas = {f"p{i}": schema for i, schema in enumerate(NULLS + TYPES)}
        enums = {f"e{i}": schema for i, schema in enumerate(ENUMS)}
        cases = [(name, value) for name in schemas for value in VALUES]
        cases += [(name, value) for name in enums for value in (None, "a", {})]
        schemas.update(enums)
        judges = {name: jsonschema.Draft202012Validator({"$defs": OTHERS, **schema})
                  for name, schema in schemas.items()}
        for code in ("small", "fast"):
            program, _, said = self.make_schemas(schemas, "parts", code, **OTHERS)
            self.assertNotIn("[all-of]", said)  # none of the parts contradict each other
            read = self.read(program, [(f"parts_{name}", {"v": value}) for name, value in cases])
            wrong = [f"{schemas[name]}: {value}: {line}" for (name, value), line in zip(cases, read)
                     if line.startswith("error:") == judges[name].is_valid(value)]
            self.assertEqual(wrong, [], "\n".join(wrong))
            print(code, len(cases), "documents")


if __name__ == "__main__":
    support.unittest.main()
