"""
Names of members (patternProperties, propertyNames): generated C decides as python's jsonschema. And
names that C or C++ would take for others: no output has them.
"""
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
WHOLE = [
    {"additionalProperties": {"type": "number"}},
    {"additionalProperties": {"$ref": "#"}},
    {"additionalProperties": {"type": "string"}, "propertyNames": {"minLength": 2}, "minProperties": 1},
    {"patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": {"type": "string"}},
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

    def test_whole_documents(self):
        """A schema that is a map, and the whole document, is a type."""
        for number, schema in enumerate(WHOLE):
            schema = {"title": "Whole", "type": "object", **schema}
            judge = jsonschema.Draft202012Validator(schema)
            spec = self.folder / f"whole{number}.json"
            spec.write_text(json.dumps(schema))
            program, _, said = self.make(spec, f"whole{number}", "fast", "whole")
            self.assertEqual(said, "")
            documents = [{}, *({name: value} for name, value in itertools.product(NAMES, [*VALUES, {}, {"a": {}}, {"a": 1}]))]
            valid = [judge.is_valid(document) for document in documents]
            read = self.read(program, [("whole_whole", document) for document in documents])
            self.assertEqual([not line.startswith("error:") for line in read], valid, schema)
            self.assertIn(True, valid)
            self.assertIn(False, valid)


# Fields called like types, which their names would hide from those beside them in C++.
HIDING = """
swage: 1
package: hr
models:
  User: {fields: {a: string}}
  Team:
    additionalProperties: {map: integer}
    fields:
      hr_user: User
      hr_kind: Kind
      hr_u: {type: U, required: true}
      hr_team: Team
      other: User
      users: [User]
      kind: {type: Kind, required: true}
      u: U
      team: Team
      x: {map: User}
      hr_team_x_entry: string
      hr_team_matrix_item: string
      matrix: [[integer]]
      hr_team_unknown_members_entry: string
      hr_userx: string
      hr_: string
  Words:
    fields: {%s}
  Plain:
    fields: {%s}
enums:
  Kind: [a, b]
unions:
  U: {oneOf: [{name: hr_user, type: User}, {name: swage_str, type: string}, {name: size_t, type: [string]},
              {name: int64_t, type: integer}, {name: hr_u_map_entry, type: boolean},
              {name: map, type: {map: Kind}}]}
"""
TYPES = ["size_t", "bool", "int32_t", "int64_t", "uint32_t", "uint64_t", "float", "double", "swage_state",
         "swage_str", "swage_bytes", "swage_decimal", "swage_date_time", "swage_value", "swage_members"]
KINDS = ["string", "boolean", "integer", "int32", "int64", "uint32", "uint64", "number", "float", "double",
         "decimal", "bytes", "date-time", "any", "[string]"]
# Packages whose name and a model's make a name of the C library; those of the first list change theirs.
PREFIXES = """ptrdiff intptr uintptr intmax uintmax int8 int16 int32 int64 uint8 uint16 uint32 uint64 size
    int_fast8 int_fast16 int_fast32 int_fast64 int_least8 int_least16 int_least32 int_least64
    uint_fast8 uint_fast16 uint_fast32 uint_fast64 uint_least8 uint_least16 uint_least32 uint_least64
    max_align wchar char8 char16 char32 nullptr""".split()
SYMBOLS = ["time", "clock", "timer", "pid", "locale", "div", "va"]
SHORT = """
swage: 1
models:
  T: {fields: {a: string, list: List}}
  List: {fields: {a: [T]}}
  Create: {fields: {a: string}}
  Gettime: {fields: {a: string}}
"""


class Spellings(support.Folder):
    def generate(self, spec, *more):
        """Output that compiles, each header as C++, too; the warnings."""
        path = self.folder / "spec.yaml"
        path.write_text(spec)
        said = ""
        for layout in ("per-model", "single"):
            for code in ("small", "fast"):
                out = self.folder / f"{layout}-{code}"
                said = support.generate(path, "-o", out, "--target", "c", "--layout", layout,
                                        "--set", f"c.code={code}", *more)
                support.check_c_output(out / "hr/c")
        return said

    def test_fields_called_like_types(self):
        opt = [f"swage_opt_{name.removeprefix('swage_').removesuffix('_t')}" for name in TYPES]
        plain = [f"{name}: {{type: {kind}, required: true}}"
                 for name, kind in zip(TYPES, KINDS)]
        plain += [f"n{i}: {{type: {kind}, required: true}}" for i, kind in enumerate(KINDS)]
        words = [f"{name}: {{type: {kind}}}" for name, kind in zip(opt + TYPES, KINDS * 2)]
        words += [f"n{i}: {{type: {kind}}}" for i, kind in enumerate(KINDS)]
        self.generate(HIDING % (", ".join(words), ", ".join(plain)))
        header = (self.folder / "per-model-small/hr/c/hr/team.h").read_text()
        for name in ("hr_user_;", "hr_team_x_entry_;", "hr_userx;",
                     'hr; /* JSON: "hr_" */'):
            self.assertIn(f" {name}\n", header)

    def test_what_becomes_of_them_is_told(self):
        told = self.generate(HIDING % ("a: string", "a: string"))
        self.assertIn("`hr_user` would be spelled `hr_user` in c (member), the name of a type: "
                      "it becomes `hr_user_` [name-collision]", told)
        self.assertIn("`swage_str` would be spelled `swage_str` in c (member), a name of the runtime: "
                      "it becomes `swage_str_` [name-collision]", told)
        self.assertIn("`size_t` is a reserved word of c: it is spelled `size_t_`", told)

    def test_prefixes_of_the_standard(self):
        spec = self.folder / "short.yaml"
        spec.write_text(SHORT)
        for prefix in PREFIXES + SYMBOLS:
            with self.subTest(prefix=prefix):
                said = support.generate(spec, "-o", self.folder, "--prefix", prefix, "--target", "c",
                                        "--layout", "single")
                self.assertIn("[name-collision]", said)
                kept = prefix if prefix in SYMBOLS else prefix + "_"
                self.assertIn(f" {kept}_create", (self.folder / f"{prefix}/c/{kept}/{kept}.h").read_text())
        for c, cxx in support.compilers():
            include = ["-I", support.INCLUDE, *(f"-I{path}" for path in self.folder.glob("*/c"))]
            headers = sorted(self.folder.glob("*/c/*/*.h"))
            support.compile_all(c, ["-x", "c", "-std=gnu17"], headers, *include)
            support.compile_all(cxx, support.CXX_FLAGS, headers, *include)


if __name__ == "__main__":
    support.unittest.main()
