"""What no C type tells (docs/json-schema.md, Conditions): single schemas that were once wrong, by python's jsonschema."""
import json

import jsonschema

import reader

OBJECT = {"type": "object"}
FIELD = {**OBJECT, "properties": {"a": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}}
MANY = {f"k{i:03}": i for i in range(500)}
CASES = [
    ({"enum": [MANY, "none"]}, [MANY, dict(reversed(MANY.items())), {**MANY, "k000": 1}, "none"]),
    ({"not": {"const": MANY}}, [dict(reversed(MANY.items())), {**MANY, "k499": 0}, {}]),
    ({"contains": {"const": [1] * 2000}}, [[[1.0] * 2000], [[1.0] * 1999]]),
    ({"enum": [None, True, {"a": [None, "x\0y", {}, [], "é\"\\"], "": 1e300}]},
     [None, True, False, {"": 1e300, "a": [None, "x\0y", {}, [], "é\"\\"]}, {"": 1e300, "a": [None, "x\0z", {}, [], "é\"\\"]}, {}]),
    ({"enum": ["a"], "not": {"const": "c"}}, ["a", "c"]),
    ({"enum": [1, "a"], "not": {"enum": ["a", 1]}}, ["a", 1]),
    ({"type": "integer", "not": {"type": "string", "const": 0}}, [0, 1]),
    ({"type": "integer", "if": {"minimum": 0}, "then": {"enum": [5.0]}}, [5, 4, -1]),
    ({"type": "integer", "not": {"const": 1.0}}, [1, 2]),
    ({"type": ["null", "string"], "not": {"const": None}}, [None, "a"]),
    ({"type": ["null", "string"], "if": {"type": "null"}, "then": False}, [None, "a"]),
    ({"enum": ["a", None], "not": {"const": None}}, [None, "a"]),
    ({"const": None, "not": {}}, [None]),
    ({"type": ["object", "null"], "properties": {"a": {}}, "not": {"properties": {"a": {"type": "null"}}}}, [None, {"a": 1}, {}]),
    ({**FIELD, "not": {"properties": {"a": {"const": 3}}, "required": ["a"]}}, [{}, {"a": 3}, {"a": "x"}]),
    ({**FIELD, "if": {}, "then": {"properties": {"a": {"enum": [2]}}, "required": ["a"]}}, [{}, {"a": 2}, {"a": "x"}]),
    ({**OBJECT, "properties": {"a": {"type": ["object", "null"]}}, "dependentSchemas": {"a": {"properties": {"a": {"type": "null"}}}}},
     [{"a": None}, {"a": {}}, {}]),
    ({**OBJECT, "properties": {"a": {"type": "null"}}, "required": ["a"], "not": {"properties": {"a": {"type": "string"}}}}, [{"a": None}]),
    ({**OBJECT, "properties": {"c": {"type": "integer"}, "d": {}, "e": {}}, "not": {"required": ["c"]}, "dependentRequired": {"d": ["e"]}},
     [{}, {"c": 1}, {"d": 1}, {"d": 1, "e": 2}]),
    ({**OBJECT, "properties": {"c": {"type": "boolean"}}, "dependentRequired": {"c": ["x1"]}, "unevaluatedProperties": False}, [{}]),
    ({"propertyNames": {"dependentRequired": {"a": ["b"]}}}, [{"a": 1}, 3]),
    ({"propertyNames": {"unevaluatedProperties": False, "not": {"const": "b"}}}, [{"a": 1}, {"b": 1}]),
    ({"not": {"anyOf": [{"type": "string"}, {"not": {"type": "string"}}]}}, ["a", 1]),
    ({"allOf": [{"type": "string"}, {"not": {"type": ["string", "object"]}}]}, ["a", {}]),
    ({"items": {"minimum": 5}, "allOf": [{"prefixItems": [{"minimum": 3}]}]}, [[3], [5], [2]]),
    ({"prefixItems": [], "unevaluatedItems": False}, [[], [1]]),
    ({"patternProperties": {"^\\d+$": {"type": "integer"}, "x": False}}, [{"1": 1}, {"1": "a"}, {"ax": 1}, {"a": "a"}]),
    ({"anyOf": [{"type": ["integer", "null"], "not": {"enum": [True, None]}}, {"type": "boolean"}]}, [None, 1, True]),
    ({"oneOf": [{"type": ["integer", "null"], "not": {"const": None}}, {"type": "string"}]}, [None, 1, "a"]),
    ({"oneOf": [{"type": ["integer", "null"], "not": {"type": "null", "if": {"type": "null"}, "then": False}}, {"type": "string"}]}, [None, 1]),
    ({"enum": [{"a": "ab"}, None], "const": {"b": 1}}, [None, {"b": 1}]),
    ({"type": "object", "additionalProperties": {"type": "string"}, "not": {"minProperties": 2}}, [{}, {"a": "x"}, {"a": "x", "b": "y"}]),
    ({**OBJECT, "properties": {"b": {"type": ["object", "null"], "properties": {"x": {}}}}, "if": {"properties": {"b": {"type": "null"}}, "required": ["b"]},
      "then": {"properties": {"b": {"const": None}}}}, [{}, {"b": None}, {"b": {"x": 1}}]),
    ({**OBJECT, "required": ["k"], "properties": {"k": {"enum": ["a", "b"]}, "o": {"enum": ["a", "b"]}}, "if": {"properties": {"k": {"const": "a"}}},
      "then": {"properties": {"k": {"enum": ["a", "b"]}, "o": {"not": {"allOf": [{"const": "a"}, {"const": "b"}]}}}}}, [{"k": "a"}, {"k": "b", "o": "a"}]),
    ({**OBJECT, "properties": {"n": {"type": "number"}}, "allOf": [{"not": {"properties": {"n": {"const": 1}}, "required": ["n"]}},
      {"anyOf": [{"required": ["n"], "minProperties": 1}, {"maxProperties": 0}]}]}, [{}, {"n": 1.0}, {"n": 2}]),
    ({**OBJECT, "properties": {"b": {}}, "dependentRequired": {"b": ["a\0x", "a\0y"]}}, [{"b": 1}, {"b": 1, "a\0x": 2}, {"b": 1, "a\0x": 2, "a\0y": 2}]),
    ({"type": "array", "items": {"type": "array", "items": {"type": "string"}}, "contains": {"minItems": 1, "items": {"minLength": 2}}},
     [[], [[]], [["a"]], [["a"], ["bc", "de"]]]),
    ({"type": "array", "items": {"type": "object", "additionalProperties": {"type": "integer"}}, "contains": {"minProperties": 1}}, [[{}], [{}, {"a": 1}]]),
    ({"anyOf": [{"type": ["number", "null"], "not": {"required": ["c"]}}, {"type": "number"}]}, [None, 1]),
    ({"type": "array", "items": {"type": "string"}, "not": {"unevaluatedItems": False}}, [["a"]]),
    ({"type": "array", "items": {"type": "string"}, "unevaluatedItems": False}, [[], ["a"], [1]]),
    ({"type": "object", "additionalProperties": {"type": "string"}, "not": {"unevaluatedProperties": False}}, [{"a": "x"}]),
    ({"type": "array", "items": {"type": ["boolean", "null"]}, "if": {"items": {"type": "boolean"}}, "then": False}, [[None]]),
    ({"type": ["array", "string"], "prefixItems": [{"type": "string"}], "unevaluatedItems": False}, [["a"], ["a", "b"], [1], "x", 1]),
    ({"type": ["array", "object"], "prefixItems": [{"type": "string"}], "unevaluatedItems": False, "properties": {"a": {"type": "string"}},
      "unevaluatedProperties": {"type": "integer"}}, [["a"], ["a", "b"], {"a": "x", "b": 1}, {"b": "x"}]),
    ({"oneOf": [{"type": "array", "prefixItems": [{"const": 1}]}, {"type": "array", "prefixItems": [{"const": 2}, {"const": 3}]}],
      "unevaluatedItems": False}, [[1], [2], [2, 3], [2, 3, 4], [1, 3]]),
    ({**OBJECT, "properties": {"id": {"type": "string"}}, "oneOf": [
        {**OBJECT, "required": ["k"], "properties": {"k": {"const": "a"}, "a": {"type": "string"}}},
        {"required": ["k"], "properties": {"k": {"const": "b"}, "b": {"type": "integer"}}}], "unevaluatedProperties": False},
     [{"k": "a"}, {"k": "a", "id": "x", "a": "y"}, {"k": "a", "b": 1}, {"k": "b", "id": "x", "b": 1}, {"k": "b", "z": 1}]),
    ({"oneOf": [{**OBJECT, "required": ["k"], "properties": {"k": {"const": "a"}}, "unevaluatedProperties": {"type": "integer"}},
                {**OBJECT, "required": ["k"], "properties": {"k": {"const": "b"}}}], "unevaluatedProperties": {"minimum": 2}},
     [{"k": "a"}, {"k": "a", "n": "x"}, {"k": "b", "n": "x"}, {"k": "b", "n": 1}]),
    ({"allOf": [{"anyOf": [{**OBJECT, "required": ["a"], "properties": {"a": {"type": "string"}}}, {**OBJECT, "required": ["b"], "properties": {"b": {}}}]},
                {"anyOf": [{**OBJECT, "required": ["c"], "properties": {"c": {"type": "string"}}}, {**OBJECT, "required": ["d"], "properties": {"d": {}}}]}]},
     [{"c": "x"}, {"c": "x", "a": "y"}, {"d": "x", "b": 1}, {"d": "x", "a": 1}, {"a": "x", "b": 1}, {"a": 1, "b": 2, "c": "x"}]),
    ({**OBJECT, "properties": {"x": {"type": "integer"}}, "oneOf": [
        {"required": ["k"], "properties": {"k": {"const": "a"}}}, {**OBJECT, "required": ["k"], "properties": {"k": {"const": "b"}}}],
      "anyOf": [{"required": ["x"], "properties": {"x": {"minimum": 3}}}, {"required": ["y"], "properties": {"y": {"type": "string"}}}]},
     [{"k": "a"}, {"k": "a", "x": 1}, {"k": "b", "x": 3}, {"k": "b", "y": "s"}, {"k": "b", "y": 1}]),
    ({"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "array", "prefixItems": [True, {"const": "b"}]}], "prefixItems": [{"enum": [1, "a"]}]},
     [[1, 2], ["a", "b"], [2, 2], ["b", "b"], [], ["a", 1]]),
    ({"anyOf": [{"type": "string"}, {"type": "integer"}, {**OBJECT, "properties": {"a": {}}}], "if": {"minimum": 3}, "then": {"multipleOf": 2}},
     ["a", 1, 3, 4, {"a": 1}]),
    ({"anyOf": [{"type": "array", "prefixItems": [{"type": "string"}]}], "unevaluatedItems": False}, [["a"], ["a", 1], [1]]),
    ({**OBJECT, "propertyNames": {"pattern": "^[a-z]+$"}, "properties": {"$x": {}, "b": {}}}, [{"$x": 1}, {"b": 1}, {"B": 1}, {}]),
    ({"type": "object", "patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
     [{"x": 1}, {"x": "a"}, {"y": "a"}, {"y": 1}]),
    ({**OBJECT, "properties": {"a": {"type": "string"}, "b": {}, "xb": False}, "patternProperties": {".*": {"type": "string", "maxLength": 3}, "b$": {"minLength": 2}}},
     [{"a": "long"}, {"a": "lon"}, {"b": "a"}, {"b": "ab", "c": "abc"}, {"b": 1}, {"xb": "ab"}, {"z": 1}]),
    ({**OBJECT, "additionalProperties": False, "properties": {"long": {"type": "string"}}, "patternProperties": {"^a": {"type": "integer"}},
      "propertyNames": {"maxLength": 3}}, [{"long": "x"}, {"a": 1}, {"a": "x"}, {"along": 1}, {}]),
    ({**OBJECT, "properties": {"k": {"enum": ["a", "b", "c", "d", "e"]}, "x1": {"type": "integer"}, "y": {"type": "string"}, "n": {"type": ["string", "null"]}},
      "allOf": [{"if": {"properties": {"k": {"const": k}}, "required": ["k"]}, "then": then} for k, then in {
          "a": {"properties": {"k": True, "y": True, "z": True}, "additionalProperties": False},
          "b": {"patternProperties": {"^x": {"type": ["integer", "string"], "maximum": 5}}, "additionalProperties": {"type": "string"}},
          "c": {"propertyNames": {"enum": ["k", "y", "q"]}}, "d": {"not": {"propertyNames": {"type": "string", "pattern": "^[a-z]+$"}}},
          "e": {"not": {"patternProperties": {"^[xn]": {"type": "null"}}}}}.items()]},
     [{"k": "a", "x1": 1}, {"k": "a", "y": "s"}, {"k": "a", "z": 1}, {"k": "a", "w": 1}, {"k": "b", "x1": 5, "y": "s"}, {"k": "b", "x1": 6},
      {"k": "b", "x2": 6}, {"k": "b", "x2": "s"}, {"k": "b", "w": 1}, {"k": "b", "w": "s"}, {"k": "b", "n": None}, {"k": "c", "y": "s", "q": 1},
      {"k": "c", "x1": 1}, {"k": "c", "w": 1}, {"k": "d", "y": "s"}, {"k": "d", "x1": 1}, {"k": "d", "w2": 1}, {"k": "e"}, {"k": "e", "n": None},
      {"k": "e", "n": "s"}, {"k": "e", "x": 1}, {"k": "e", "x": None}]),
    ({**OBJECT, "additionalProperties": False, "properties": {"a": {}, "b": {}}, "not": {"additionalProperties": False, "properties": {"b": {}}}},
     [{}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}]),
    ({"enum": [[1, {"a": 2}], None, 1.5]}, [[1, {"a": 2.0}], [1], None, 1.50, 2]),
]


class Checks(reader.Reader):
    def test_cases(self):
        schemas = {f"s{i}": schema for i, (schema, _) in enumerate(CASES)}
        for code in ("small", "fast"):
            program, _, _ = self.make_schemas(schemas, "checks", code)
            cases = [(f"s{i}", schema, value) for i, (schema, values) in enumerate(CASES) for value in values]
            lines = self.read(program, [(f"checks_{key}", {"v": value}) for key, _, value in cases])
            for (_, schema, value), line in zip(cases, lines):
                with self.subTest(json.dumps(schema), value=json.dumps(value)):
                    valid = jsonschema.Draft202012Validator(schema).is_valid(value)
                    self.assertEqual(not line.startswith("error:"), valid, line)

    def test_unevaluated_of_a_part(self):
        """It evaluates all that is left (core, section 11.3), which old judges don't know."""
        own = {**OBJECT, "required": ["k"], "properties": {"k": {"const": "a"}}, "unevaluatedProperties": {"type": "integer"}}
        other = {**OBJECT, "required": ["k"], "properties": {"k": {"const": "b"}}}
        schemas = {"all": {"allOf": [own], "unevaluatedProperties": False}, "one": {"oneOf": [own, other], "unevaluatedProperties": False}}
        program, _, _ = self.make_schemas(schemas, "part", "small")
        for name in schemas:
            lines = self.read(program, [(f"part_{name}", {"v": {"k": "a", "n": value}}) for value in (1, "x")])
            self.assertEqual([line.startswith("error:") for line in lines], [False, name == "one"], lines)

    def test_native_formats(self):
        """Those that are patterns, in specs that are no JSON Schema."""
        values = {"uri-template": ("/a{b}", "{"), "idn-email": ("ä@b", "b"), "iri": ("a:ä", "ä"), "iri-reference": ("ä", "%"),
                  "relative-json-pointer": ("1/a", "/a")}
        spec = self.folder / "formats.yaml"
        fields = {f"f{i}": {"type": "string", "format": name} for i, name in enumerate(values)}
        maps = {f"m{i}": {"type": {"map": field}} for i, field in enumerate(fields.values())}
        spec.write_text(json.dumps({"swage": 1, "package": "formats", "models": {"All": {"fields": {**fields, **maps}}}}))
        program, _, said = self.make(spec, "formats", "small", "formats")
        self.assertEqual(said, "")
        cases = [(good, {name: text if name[0] == "f" else {"k": text}}) for i, texts in enumerate(values.values())
                 for name in (f"f{i}", f"m{i}") for good, text in zip((True, False), texts)]
        lines = self.read(program, [("formats_all", document) for _, document in cases])
        for (good, document), line in zip(cases, lines):
            self.assertEqual(not line.startswith("error:"), good, (document, line))

    def test_many_ways(self):
        """Schemas that are referred to twice each: there are 2^60 ways through them."""
        types = ["array", "string", "object", "number", "boolean", "null"]
        chain = {"d0": {"pattern": "^a"}, **{
            f"d{i}": {"type": types, "items": {"$ref": f"#/$defs/d{i - 1}"}, "contains": {"$ref": f"#/$defs/d{i - 1}"}}
            for i in range(1, 60)}}
        chain["s"] = {"type": "object", "properties": {"v": {"not": {"$ref": "#/$defs/d59"}}}}
        spec = self.folder / "ways.json"
        spec.write_text(json.dumps({"$defs": chain}))
        done = reader.support.swage("generate", "-q", spec, "-o", self.folder / "ways", "--target", "c")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    reader.support.unittest.main()
