"""Conditions (if, not, dependentRequired …): generated C decides as python's jsonschema."""
import itertools
import json
import random

import jsonschema

import reader
import support

FIELDS = {
    "s": {"type": "string"}, "e": {"enum": ["x", "y", "z z"]}, "i": {"type": "integer"},
    "n": {"type": "number"}, "b": {"type": "boolean"}, "o": {"type": ["string", "null"]},
    "u": {"type": "integer", "format": "uint32"}, "d": {"type": "string", "format": "uri"},
    "a": {"type": "array", "items": {"type": "string"}}, "r": {"type": "string"},
    "q": {"type": ["boolean", "null"]}, "m": {"type": "integer", "format": "int32"},
    "l": {"type": "integer", "format": "int64"}, "v": {"type": "integer", "format": "uint64"},
    "f": {}, "h": {"type": "array"}, "k": {"type": "object", "additionalProperties": True},
    "p": {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "string"}, "z": {}}},
    "t": {"type": "string", "format": "date-time"},
    "g": {"type": "array", "items": {"type": "integer"}}, "j": {"type": ["array", "null"], "items": {
        "type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "string"}}}},
    "w": {},
}
OTHERS = ["w"]  # which conditions alone name
REQUIRED = ["r", "q"]
VALUES = {
    "s": ["x", "", 'a"b'], "e": ["x", "y", "z z"], "i": [0, -3, 5], "n": [0, 0.5, 5.0],
    "b": [True, False], "o": ["x", None], "u": [0, 2**32 - 1], "d": ["a:b", "c:d"], "a": [[], ["x"]],
    "r": ["x", "y"], "q": [True, None], "m": [-2**31, 2**31 - 1], "l": [-2**63, 2**63 - 1], "v": [0, 2**63 - 1],
    "f": [None, 3, 2.5, "x", [], [1, 2], {"x": 1}, {"x": "y", "y": [2]}], "h": [[], [1], ["x", "yy"], [3, 2.5, 1]],
    "k": [{}, {"x": 1}, {"x": "y", "yy": [1]}], "p": [{}, {"x": 5}, {"x": 7, "y": "x", "z": [1]}, {"y": "xyz", "z": None}],
    "g": [[], [1], [3, 7, -1]], "j": [[], None, [{"x": 5}], [{"y": "xx"}, {"x": 1, "y": "a"}]],
    "t": ["2020-02-29T12:00:00Z", "2021-01-01T00:00:00.5+01:00"], "w": [None, 3, -1, "x", [1, 2], {"x": 1}],
}
BEYOND = [-2**63 - 1, -2**31 - 1, -1, 2**31, 2**32, 2**64]  # what some integers are never equal to
TYPES = {"s": "string", "i": "integer", "n": "number", "b": "boolean", "o": "string", "u": "integer",
         "d": "string", "a": "array", "r": "string", "q": "boolean", "m": "integer", "l": "integer", "v": "integer"}
# What can't be tested: it holds, and a warning tells.
UNTESTED = [{"properties": {"a": {"const": ["x"]}}}, {"properties": {"e": {"minimum": 0}}},
            {"properties": {"a": {"uniqueItems": True, "minItems": 1}}},
            {"properties": {"s": {"pattern": "^(?=x)"}}}]
# Rules by what they are about, and schemas of parts of free-form JSON.
RULES = {
    "s": [{"minLength": 1}, {"maxLength": 2}, {"pattern": "^x"}, {"pattern": "a", "minLength": 2}],
    "n": [{"minimum": 0}, {"maximum": 4}, {"exclusiveMinimum": 0}, {"multipleOf": 0.25}, {"multipleOf": 2}, {"type": "integer"}],
    "a": [{"minItems": 1}, {"maxItems": 0}],
}
RULES.update({name: RULES["s"] for name in "odr"}, **{name: RULES["n"] for name in "iuml"})
PARTS = [{"type": "integer"}, {"type": ["string", "null"]}, {"const": 1}, {"enum": ["x", [1], {"x": 1}]}, {"minLength": 1},
         {"minimum": 2}, {"maxItems": 1, "maxProperties": 1}, {"uniqueItems": True}, False]


class Conditions:
    """Random schemas of conditions, the same for one seed."""

    def __init__(self, seed, untested):
        self.random = random.Random(seed)
        self.untested = untested

    def names(self, count):
        return self.random.sample(sorted(FIELDS), count)

    def of_value(self, name):
        values, pick = VALUES[name], self.random.choice
        if name in "fhkw":
            return self.of_json(2)
        if name == "p":
            return pick([{"required": pick([["x"], ["y", "z"]])}, {"properties": {"x": pick(RULES["n"]), "z": self.of_json(1)}},
                         {"minProperties": 2}, {"const": pick(values)}, {"not": {"required": ["y"]}},
                         {"if": {"required": ["x"]}, "then": {"properties": {"y": pick(RULES["s"])}}}])
        if name in RULES and pick(range(3)) == 0:
            return pick(RULES[name])
        if name in "agj":
            def item():
                return self.of_value({"a": "s", "g": "i", "j": "p"}[name])
            return pick([{"contains": item(), **pick([{}, {"minContains": 0}, {"maxContains": 1}, {"minContains": 2}])},
                         {"items": item()}, {"items": item(), "minItems": 1}, {"prefixItems": [item(), item()], **pick([{}, {"items": item()}])},
                         {"type": pick(["array", "null", ["array", "string"], "string"])}, {"not": {"contains": item()}}, True])
        if name == "t":
            return pick([{"const": pick(values)}, {"enum": values}, {"not": {"const": pick(values)}}])
        kinds = ["const", "enum", "not", "any", "true"] + (["type"] if name in TYPES else [])
        kind = pick(kinds)
        if kind == "const":
            return {"const": pick(values + [1.25, "none", None, pick(BEYOND)])}
        if kind == "enum":
            return {"enum": self.random.sample(values, pick(range(1, len(values) + 1))) + pick([[], [None], [17], BEYOND])}
        if kind == "type":
            own = TYPES[name]
            return {"type": pick([own, [own, "null"], "null", "object", ["number", "integer", "null"]])}
        if kind == "not":
            return {"not": self.of_value(name)}
        if kind == "any":
            return {pick(["anyOf", "oneOf", "allOf"]): [self.of_value(name), self.of_value(name)]}
        return pick([True, {}, {"description": "anything"}, False])

    def of_json(self, depth):
        """A schema of free-form JSON."""
        pick = self.random.choice
        if depth == 0:
            return pick(PARTS)

        def inner():
            return self.of_json(depth - 1)
        kind = pick(["part", "members", "others", "patterns", "names", "tuple", "contains", "not", "list", "if", "rest", "items"])
        if kind == "part":
            return pick(PARTS)
        if kind == "members":
            return {"required": pick([["x"], ["x", "y"]]), "properties": {"x": inner()}, **pick([{}, {"type": "object"}])}
        if kind == "others":
            return {"properties": {"x": inner()}, "patternProperties": {"^y": inner()}, "additionalProperties": inner()}
        if kind == "patterns":
            return {"patternProperties": {"^x": inner(), "y$": inner()}}
        if kind == "names":
            return {"propertyNames": pick([{"maxLength": 1}, {"pattern": "^x"}, {"enum": ["x", "y"]}, {"not": {"const": "x"}}])}
        if kind == "tuple":
            return {"prefixItems": [inner(), inner()], **pick([{}, {"items": inner()}])}
        if kind == "contains":
            return {"contains": inner(), **pick([{}, {"minContains": 0}, {"maxContains": 1}, {"minContains": 2}])}
        if kind == "not":
            return {"not": inner()}
        if kind == "if":
            return {"if": inner(), "then": inner(), "else": inner()}
        if kind == "rest":
            parts = [{"properties": {"x": inner()}}, {"prefixItems": [inner()]}, {"if": {"required": ["y"]}, "then": {"properties": {"y": inner()}}}]
            return {pick(["anyOf", "oneOf", "allOf"]): parts, pick(["unevaluatedProperties", "unevaluatedItems"]): inner()}
        if kind == "items":
            return {"items": inner(), "minItems": 1}
        return {pick(["anyOf", "oneOf", "allOf"]): [inner(), inner()]}

    def schema(self, depth):
        pick = self.random.choice
        if self.untested and pick(range(6)) == 0:
            return pick(UNTESTED)
        if depth == 0 or pick(range(3)) == 0:
            some = {}
            if pick(range(2)):
                some["required"] = self.names(pick([1, 1, 2, 3]))
            if not some or pick(range(2)):
                some["properties"] = {name: self.of_value(name) for name in self.names(pick([1, 2]))}
            return pick([some, some, {"type": "object", **some}])
        return {**self.condition(depth - 1), **(self.condition(depth - 1) if pick(range(4)) == 0 else {})}

    def condition(self, depth):
        kind = self.random.choice(["not", "if", "required", "schemas", "dependencies", "list"])
        if kind == "not":
            return {"not": self.schema(depth)}
        if kind == "if":
            branches = self.random.choice([["then"], ["else"], ["then", "else"]])
            return {"if": self.schema(depth), **{branch: self.schema(depth) for branch in branches}}
        if kind == "required":
            return {"dependentRequired": {name: self.names(2) for name in self.names(2)}}
        if kind == "schemas":
            return {"dependentSchemas": {name: self.schema(depth) for name in self.names(1)}}
        if kind == "dependencies":
            return {"dependencies": {self.names(1)[0]: self.names(1), self.names(1)[0]: self.schema(depth)}}
        parts = [{"required": self.names(self.random.choice([1, 2]))}
                 for _ in range(self.random.choice([1, 2, 3]))]
        return {self.random.choice(["anyOf", "oneOf"]): parts}


def documents(seed):
    """Each field alone with each of its values, and random ones."""
    chance = random.Random(seed)
    least = {"r": "x", "q": True}
    yield least
    for name, values in VALUES.items():
        for value in values:
            yield {**least, name: value}
    for _ in range(60):
        names = chance.sample(sorted(FIELDS), chance.randrange(2, len(FIELDS)))
        yield {**least, **{name: chance.choice(VALUES[name]) for name in names}}


def judge(schema):
    """`dependencies` is a keyword of draft 7, which has no dependentRequired: as both."""
    old = jsonschema.Draft7Validator.VALIDATORS["dependencies"]
    both = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"dependencies": old})
    return both(schema)


class ConditionsTest(reader.Reader):
    def decide(self, seed, code, untested=False):
        """(schema, document, whether it is valid, what is said of it), and what swage said."""
        make = Conditions(seed, untested)
        schemas = {}
        for number in range(40):
            others = [{"additionalProperties": False}, {"additionalProperties": {"type": "integer"}}, {}, {}][number % 4]
            parts = {"allOf": [make.condition(2), make.condition(1)]} if number % 3 else make.condition(2)
            fields = {name: schema for name, schema in FIELDS.items() if name not in OTHERS}
            schemas[f"c{number}"] = {"type": "object", "properties": fields, "required": REQUIRED,
                                     **others, **parts}
        program, _, said = self.make_schemas(schemas, f"conditions{seed}", code)
        cases = [(schema, key, document) for key, schema in schemas.items() for document in documents(seed)]
        lines = self.read(program, [(f"conditions{seed}_{key}", {"v": document}) for _, key, document in cases])
        judges = {key: judge(schema) for key, schema in schemas.items()}
        found = [(key, schema, document, judges[key].is_valid(document), line)
                 for (schema, key, document), line in zip(cases, lines)]
        return [case[1:] for case in found], said

    def test_conditions(self):
        for seed, code in itertools.product(range(3), ("small", "fast")):
            found, said = self.decide(seed, code)
            self.assertNotIn("has no effect in a condition", said)
            wrong = [f"{json.dumps(schema)}: {document}: {line}" for schema, document, valid, line in found
                     if line.startswith("error:") == valid]
            self.assertEqual(wrong[:5], [], f"{len(wrong)} of {len(found)}")
            refused = [line for *_, line in found if line.startswith("error:")]
            self.assertGreater(len(refused), 1000)
            print(code, len(found), "documents,", len(refused), "refused")

    def test_what_is_not_tested_refuses_nothing(self):
        for seed in range(10, 13):
            found, said = self.decide(seed, "small", untested=True)
            self.assertIn("has no effect in a condition", said)
            wrong = [f"{json.dumps(schema)}: {document}: {line}" for schema, document, valid, line in found
                     if valid and line.startswith("error:")]
            self.assertEqual(wrong[:5], [], f"{len(wrong)} of {len(found)}")
            self.assertGreater(sum(line.startswith("error:") for *_, line in found), 300)


if __name__ == "__main__":
    support.unittest.main()
