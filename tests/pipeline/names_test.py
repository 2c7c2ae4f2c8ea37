"""Names of members (patternProperties, propertyNames): generated C decides as python's jsonschema."""
import itertools
import json

import jsonschema

import reader
import support

CLOSED = {"additionalProperties": False}
SCHEMAS = [
    {"patternProperties": {"^x-": {"type": "string"}}, **CLOSED},
    {"patternProperties": {"^x-": {"type": "string"}}, "properties": {"a": {"type": "integer"}}, **CLOSED},
    {"patternProperties": {"^x-": {}, "^/": True}, "properties": {"a": {"type": "integer"}}, **CLOSED},
    {"patternProperties": {"^x-|b$": {"minimum": 2}, "^A": {"minimum": 2}}, **CLOSED},
    {"patternProperties": {"^x-": {"type": "string"}, "a": False}, **CLOSED},
    {"patternProperties": {".*": {"type": ["integer", "null"]}}},
    {"patternProperties": {"^": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
    {"patternProperties": {".+": {"type": "integer"}}, **CLOSED},
    {"patternProperties": {"^.+$": {"type": "integer"}, "^a": {"type": "integer"}, "b": False}, **CLOSED},
    {"patternProperties": {".": True}, "properties": {"a": {"type": "integer"}}, **CLOSED},
    {"patternProperties": {"a": False, "^A|b$": False}},
    {"patternProperties": {"a": False}, "additionalProperties": {"type": "integer"}},
    {"patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": {"type": "string"}},
    {"patternProperties": {"^x-": {"type": "string"}}, "propertyNames": {"maxLength": 3}, **CLOSED},
    {"propertyNames": {"pattern": "^[a-z]+$"}},
    {"propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": {"type": "integer"}},
    {"propertyNames": {"type": "string", "minLength": 2, "maxLength": 4}},
    {"propertyNames": {"enum": ["a", "x-a", "a.b", "é"]}, "additionalProperties": {"type": "integer"}},
    {"propertyNames": {"const": "a"}, "maxProperties": 1},
    {"propertyNames": {"enum": [1, "a", "ab"]}},
    {"propertyNames": {"enum": ["a", "b"], "const": "b"}},
    {"propertyNames": {"enum": ["a", "b"], "const": "ab"}},
    {"propertyNames": {"allOf": [{"enum": ["a", "b"]}, {"const": "a"}]}},
    {"allOf": [{"propertyNames": {"enum": ["a", "b", "ab"]}}, {"propertyNames": {"enum": ["b", "ab"]}}]},
    {"propertyNames": {"enum": [1, None]}},
    {"propertyNames": {"$ref": "#/$defs/name"}, "properties": {"a": {"type": "integer"}}},
    {"propertyNames": {"format": "email"}},
    {"propertyNames": {"type": ["object", "string", "null"], "minLength": 2, "properties": {"a": {}}}},
    {"propertyNames": True, "additionalProperties": {"type": "integer"}},
    {"allOf": [{"patternProperties": {"^x-": {"minLength": 2}}, "propertyNames": {"maxLength": 3}},
               {"propertyNames": {"minLength": 3}}],
     "patternProperties": {"^x-": {"type": "string"}}, **CLOSED},
]
NAMES = ["", "1", "a", "b", "A", "ab", "x-", "x-a", "x-ab", "/", "/x", "a.b", "a-b", "é", "jo@x.org", "abcde"]
VALUES = [1, 2, "", "x", "xyz", None, True, {}, [1]]


class Names(reader.Reader):
    def test_names(self):
        one = [{name: value} for name, value in itertools.product(NAMES, VALUES)]
        two = [{a: 2, b: value} for a, b in itertools.combinations(NAMES, 2) for value in (2, "xyz")]
        others = {"name": {"type": "string", "pattern": "^[^A-Z]*$"}}
        schemas = {f"n{i}": {"type": "object", **schema} for i, schema in enumerate(SCHEMAS)}
        checks = jsonschema.FormatChecker(["email"])
        cases = []
        for key, schema in schemas.items():
            judge = jsonschema.Draft202012Validator({"$defs": others, **schema}, format_checker=checks)
            cases += [(key, members, judge.is_valid(members)) for members in [{}, *one, *two]]
        for code in ("small", "fast"):
            program, _, said = self.make_schemas(schemas, "names", code, **others)
            self.assertEqual(said, "")  # nothing of these is left out
            read = self.read(program, [(f"names_{key}", {"v": members}) for key, members, _ in cases])
            wrong = [f"{schemas[key]}: {members}: {line}"
                     for (key, members, valid), line in zip(cases, read)
                     if line.startswith("error:") == valid]
            self.assertEqual(wrong, [], "\n".join(wrong[:20]))
            self.assertGreater(sum(not valid for *_, valid in cases), 1000)
            print(code, len(cases), "documents")


if __name__ == "__main__":
    support.unittest.main()
