"""Names of members (patternProperties, propertyNames): generated C decides as python's jsonschema."""
import itertools
import json

import jsonschema

import round_trip_test
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
    {"propertyNames": {"enum": [1, None]}},
    {"propertyNames": {"$ref": "#/$defs/name"}, "properties": {"a": {"type": "integer"}}},
    {"propertyNames": {"format": "email"}},
    {"propertyNames": True, "additionalProperties": {"type": "integer"}},
    {"allOf": [{"patternProperties": {"^x-": {"minLength": 2}}, "propertyNames": {"maxLength": 3}},
               {"propertyNames": {"minLength": 3}}],
     "patternProperties": {"^x-": {"type": "string"}}, **CLOSED},
]
NAMES = ["", "1", "a", "b", "A", "ab", "x-", "x-a", "x-ab", "/", "/x", "a.b", "a-b", "é", "jo@x.org", "abcde"]
VALUES = [1, 2, "", "x", "xyz", None, True, {}, [1]]


class Names(round_trip_test.RoundTrip):
    test_documents_come_back = None  # is that of the class alone

    def program(self, code):
        spec = self.folder / "names.schema.json"
        defs = {f"n{i}": {"type": "object", "required": ["v"],
                          "properties": {"v": {"type": "object", **schema}}}
                for i, schema in enumerate(SCHEMAS)}
        defs["name"] = {"type": "string", "pattern": "^[^A-Z]*$"}
        spec.write_text(json.dumps({"$defs": defs}), encoding="utf-8")
        out, work = self.folder / code, self.folder / f"{code}-work"
        work.mkdir()
        options = ["-q", "--prefix", "names", "--target", "c", "--layout", "single"]
        said = support.generate(spec, "-o", out, *options, "--set", f"c.code={code}")
        self.assertEqual(said, "")  # nothing of these is left out
        context = json.loads(support.swage("generate", spec, *options, "--dump-context").stdout)
        return self.build(out, context, work)[0], defs

    def test_names(self):
        one = [{name: value} for name, value in itertools.product(NAMES, VALUES)]
        two = [{a: 2, b: value} for a, b in itertools.combinations(NAMES, 2) for value in (2, "xyz")]
        for code in ("small", "fast"):
            program, defs = self.program(code)
            checks = jsonschema.FormatChecker(["email"])
            cases = [(i, document, jsonschema.Draft202012Validator(
                          {"$defs": defs, **defs[f"n{i}"]}, format_checker=checks).is_valid(document))
                     for i in range(len(SCHEMAS)) for members in [{}, *one, *two]
                     for document in [{"v": members}]]
            done = support.run([program], input="".join(
                f"names_n{i}\t{json.dumps(document)}\n" for i, document, _ in cases))
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            said = [line for line in done.stdout.split("\n") if line.startswith(("error:", "{"))]
            wrong = [f"{SCHEMAS[i]}: {document}: {line}"
                     for (i, document, valid), line in zip(cases, said, strict=True)
                     if line.startswith("error:") == valid]
            self.assertEqual(wrong, [], "\n".join(wrong[:20]))
            self.assertGreater(sum(not valid for *_, valid in cases), 1000)
            print(code, len(cases), "documents")


if __name__ == "__main__":
    support.unittest.main()
