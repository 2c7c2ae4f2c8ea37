"""
Random JSON Schemas with hostile names, the same for one seed. They say nothing that
docs/json-schema.md tells to be done otherwise, but for what judge() knows.
"""
import functools
import json
import random
import re
import urllib.parse

import jsonschema

WORDS = ["", "int", "class", "true", "errno", "assert", "state", "value", "items", "count", "type",
         "enum", "const", "$ref", "unknown_members", "swage_str", "NULL", "_X", "__x", "1a", "%s",
         "{{x}}", "??/", "*/", "a b", "a_b", "a-b", "a\0b"]
LETTERS = [*"abcdeZ09_ -.?\\\"'/%&<*,{}[]#~$\0\n\t\x01\x7f\x85ßéü名前", "\u2028", "\ud7ff", "\uffff",
           "😀", "\U0010ffff"]
LENGTHS = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 49, 64, 70, 130, 300]
# By each, what keeps it.
PATTERNS = {"^[é-ü]+$": ["é", "üé"], "^(名|前)+$": ["名", "前名"], "é": ["é", "xéy", "é" * 40],
            "^[😀-😎]*$": ["", "😀😎"], "^[^é]{0,5}$": ["", "名前😀", "abcde"], "^[A-Z]{2}$": ["AZ"],
            "[\\u0000-\\u001f]": ["\n", "a\0"], "^(?:é|e)?$": ["", "é"],
            "^[^:]{0,63}:[^:]{0,63}:[^:]{0,250}$": ["::", "é:名:😀", "a" * 63 + "::" + "é" * 250],
            "[ab]é[abé]{19}$": ["xbé" + "aé" * 9 + "b", "aéaé" + "b" * 17 + "éa"]}
FORMATS = {"date": ["2020-02-29"], "time": ["23:59:59Z"], "duration": ["P1Y2M", "PT5S"],
           "date-time": ["2024-08-22T09:15:37.633Z", "1999-12-31T23:59:59-05:30"],
           "email": ["a@b.c"], "ipv4": ["192.0.2.255"], "ipv6": ["2001:db8::1"],
           "uuid": ["123e4567-E89B-12d3-a456-426614174000"]}
BASE64 = ("(?:[A-Za-z0-9+/]{4})*"
          "(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?")
INTEGERS = {"integer": (-2**63, 2**63 - 1), "int32": (-2**31, 2**31 - 1),
            "int64": (-2**63, 2**63 - 1), "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1)}
PLAIN = [None, True, False, 0, 1, -1, 2.0, 2.5, -0.125, 1e300, "", "a", "é" * 17]


def pointer(name):
    escaped = name.replace("~", "~0").replace("/", "~1")
    return "#/$defs/" + urllib.parse.quote(escaped, safe="~")


class Schemas:
    """Schemas by name (`definitions`); a `depth` is that of nesting."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.pick = self.random.choice
        self.names = self.new_names(self.pick([3, 6, 13, 30]))
        self.definitions, self.named = {}, {}  # by name, and names by pointer
        kinds = [self.model, self.model, self.enumeration, self.tagged]
        names = [self.new_definition() for _ in range(self.pick([2, 4, 6]))]
        for name in names:
            self.definitions[name] = (self.model if name == names[0] else self.pick(kinds))()

    def chance(self, one_in):
        return self.random.randrange(one_in) == 0

    # Names and other texts.

    def letters(self, count):
        letters = self.pick([[self.pick(LETTERS)], "abcdefgh", "aéü名😀", LETTERS])
        return "".join(self.random.choices(letters, k=count))

    def near(self, name):
        """A name that is nearly that one."""
        at, letter = self.random.randrange(len(name) + 1), self.pick(LETTERS)
        return self.pick([name + letter, letter + name, name[:-1], name.swapcase(),
                          name[:at] + letter + name[at + 1:]])[:300]

    def new_names(self, count):
        found = {}
        while len(found) < count:
            made = [self.pick(WORDS), self.letters(self.pick(LENGTHS))]
            made += [self.near(self.pick(list(found)))] * 2 if found else []
            found[self.pick(made)] = True
        return list(found)

    def new_definition(self):
        """A name; none that is empty, as the judge would not find what it stands for."""
        name = ""
        while not name or pointer(name) in self.named:
            name = self.pick([*self.new_names(1), self.near(self.pick(self.names))])
        self.named[pointer(name)] = name
        return name

    # Schemas.

    def field(self, depth):
        kinds = [self.string] * 4 + [self.number] * 2 + [self.boolean, self.enumeration, self.any]
        if depth < 3:
            kinds += [self.array, self.array, self.map, self.model, self.union]
        schema = self.pick([*kinds, *[self.reference] * 4])(depth)
        if not self.chance(5) or not schema:
            return schema
        types = schema.get("type", [])
        if types and not schema.keys() & {"const", "enum"}:
            return {**schema, "type": [*(types if isinstance(types, list) else [types]), "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def reference(self, depth):
        return {"$ref": self.pick(list(self.named))}

    def string(self, depth=0):
        low = self.pick([0, 1, 2, 16])
        return {"type": "string", **self.pick([
            {}, {}, {"minLength": low, "maxLength": low + self.pick([0, 1, 15, 40])},
            {"pattern": self.pick(list(PATTERNS))}, {"const": self.pick(self.names)},
            {"format": self.pick(list(FORMATS))}, {"format": "byte"}])}

    def number(self, depth=0):
        low = self.pick([0, 7])
        rules = self.pick([{}, {}, {"minimum": low, "maximum": low + self.pick([0, 1, 10**6])},
                           {"exclusiveMinimum": low, "exclusiveMaximum": low + 3},
                           {"multipleOf": self.pick([2, 5])}])
        if self.chance(3):
            rules = {"multipleOf": 0.25} if "multipleOf" in rules else rules
            return {"type": "number", **rules}
        name = self.pick(list(INTEGERS))
        return {"type": "integer", **({} if name == "integer" else {"format": name}), **rules}

    def boolean(self, depth=0):
        return {"type": "boolean", **self.pick([{}, {}, {"const": True}])}

    def enumeration(self, depth=0):
        if self.chance(4):
            values = self.random.sample(range(-20, 20), self.pick([1, 3, 20]))
            return {"type": "integer", "enum": values}
        return {"type": "string", "enum": self.new_names(self.pick([1, 2, 5, 12, 40]))}

    def array(self, depth):
        items, low = self.field(depth + 1), self.pick([0, 0, 0, 1, 2])
        rules = self.pick([{}, {}, {"minItems": low, "maxItems": low + self.pick([0, 1, 20])}])
        rules = {"uniqueItems": True} if self.chance(4) else rules
        return {"type": "array", "items": items, **rules}

    def map(self, depth):
        pattern, value = self.pick(list(PATTERNS)), self.field(depth + 1)
        names = self.pick([{"pattern": pattern}, {"maxLength": 3},
                           {"enum": self.random.sample(self.names, 3)}])
        return {"type": "object", **self.pick([
            {"patternProperties": {pattern: value}, "additionalProperties": False},
            {"additionalProperties": value, **self.pick([
                {}, {"minProperties": 1}, {"maxProperties": 2}, {"propertyNames": names}])}])}

    def model(self, depth=0):
        count, deeper = self.pick([0, 1, 2, 3, 5, 8, 12, 13]), depth + 1
        names = self.random.sample(self.names, min(count, len(self.names)))
        if depth == 0 and self.chance(12):
            names, deeper = self.new_names(self.pick([63, 64, 65, 130, 256, 257])), 3
        fields = {name: self.field(deeper) for name in names}
        others = self.pick([{}, {"additionalProperties": False}] +
                           [{"additionalProperties": self.field(2)}] * bool(names))
        more = self.condition(fields) if len(names) > 1 and self.chance(3) else {}
        return {"type": "object", "properties": fields, **others, **more,
                "required": [name for name, field in fields.items() if self.chance(3) and
                             self.references(field) <= self.definitions.keys()]}

    def references(self, schema):
        """The names of the definitions that it leads to."""
        found = re.findall(r'"\$ref": "([^"]*)"', json.dumps(schema))
        return {self.named[text] for text in found if text in self.named}

    def union(self, depth):
        """Of alternatives that may overlap."""
        kinds = [self.string, self.number, self.boolean, self.array, self.model, self.map]
        parts = [kind(depth + 1) for kind in self.random.sample([*kinds, self.reference], 3)]
        types = self.random.sample(["string", "integer", "boolean", "array", "object"], 2)
        return self.pick([{"anyOf": parts}, {"anyOf": parts}, {"type": types}])

    def tagged(self):
        """Of objects that a member tells apart."""
        texts = dict.fromkeys(name.replace("\0", "x") for name in self.new_names(7))
        tag, *tags = list(texts)[:self.pick([3, 4, 5])]
        parts = []
        for value in tags:
            model, name = self.model(1), self.new_definition()
            model["properties"][tag] = {"type": "string", "const": value}
            model["required"] = [name for name in model["required"] if name != tag] + [tag]
            self.definitions[name] = model
            parts.append({"$ref": pointer(name)})
        return {"oneOf": parts, **self.pick([{}, {"discriminator": {"propertyName": tag}}])}

    # Conditions.

    def condition(self, fields):
        one, other = self.random.sample(list(fields), 2)
        test = {"properties": {one: self.field_test(fields[one])}, "required": [one]}
        last = {"properties": {other: self.field_test(fields[other])}}
        return self.pick([
            {"dependentRequired": {one: [other]}}, {"dependentSchemas": {one: last}},
            {"if": test, "then": last}, {"if": test, "else": {"required": [other]}},
            {"not": {"required": [one, other]}}, {"not": test},
            {"anyOf": [{"required": [one]}, {"required": [other]}]},
            {"minProperties": 1}, {"maxProperties": len(fields) + 1}])

    def field_test(self, schema):
        """What a condition can ask of a field."""
        kind = schema.get("type")
        if not schema:
            return self.json_test(1)
        if kind == "string" and not schema.keys() & {"format", "enum"}:
            return self.pick([{"const": self.pick(self.names)}, {"minLength": 2},
                              {"pattern": self.pick(list(PATTERNS))}])
        if kind in ("integer", "number") and "enum" not in schema:
            return self.pick([{"minimum": 1}, {"enum": [1, 7]}, {"not": {"const": 0}}])
        return {"minItems": 1} if kind == "array" else {}

    def any(self, depth=0):
        """Free-form JSON, and what is asked of it."""
        return self.pick([{}, {"type": "array"}, {"type": "object"}, self.json_test(0),
                          {"type": "array", **self.array_test(0)}])

    def json_test(self, depth):
        """One that stands for itself (at depth 0) says nothing of types."""
        one, other = self.random.sample(self.names, 2)
        kinds = [lambda: {"minLength": 2}, lambda: {"minimum": 1, "maxItems": 3}]
        if depth:
            kinds += [lambda: {"type": ["string", "null"]}, lambda: {"required": [one]},
                      lambda: {"const": self.json(2)}, lambda: {"enum": [self.json(2), one]}]
        if depth < 3:
            test = functools.partial(self.json_test, depth + 1)
            kinds += [lambda: self.array_test(depth), lambda: {"not": test()},
                      lambda: {"if": test(), "then": test()},
                      lambda: {"dependentRequired": {one: [other]}},
                      lambda: {"propertyNames": {"maxLength": 3}}]
        if 0 < depth < 3:
            kinds += [lambda: {"properties": {one: test()}, "additionalProperties": test()},
                      lambda: {"anyOf": [test(), test()]}, lambda: {"items": test()},
                      lambda: {"patternProperties": {"é": test()}}]
        return self.pick(kinds)()

    def array_test(self, depth):
        inner = self.json_test(depth + 1)
        return self.pick([{"contains": inner, "maxContains": 2}, {"uniqueItems": True},
                          {"prefixItems": [inner, self.json_test(depth + 1)]}])

    def json(self, depth=0):
        """Any value."""
        kind = self.pick(["plain", "plain", "array", "object"]) if depth < 3 else "plain"
        if kind == "plain":
            return self.pick([*PLAIN, *self.names, 10**25])
        count = self.pick([0, 1, 2, 3])
        if kind == "array":
            return [self.json(depth + 1) for _ in range(count)]
        return {name: self.json(depth + 1) for name in self.random.sample(self.names, count)}


def judge(definitions, name):
    """A validator that takes what is done otherwise as it is done."""
    known = jsonschema.Draft202012Validator.VALIDATORS

    def of_type(validator, types, value, schema):
        if "enum" in schema and types == "integer":
            types = "number"  # enums are open
        elif "integer" in types and validator.is_type(value, "integer"):
            low, high = INTEGERS[schema.get("format", "integer")]
            if not low <= value <= high:
                yield jsonschema.ValidationError("too many bits")
        yield from known["type"](validator, types, value, schema)

    def of_enum(validator, values, value, schema):
        if "type" not in schema:  # of a condition
            yield from known["enum"](validator, values, value, schema)

    def of_pattern(validator, pattern, value, schema):
        if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
            yield jsonschema.ValidationError("no match")

    def of_format(validator, name, value, schema):
        good = value in FORMATS.get(name, [value])
        if isinstance(value, str) and not (re.fullmatch(BASE64, value) if name == "byte" else good):
            yield jsonschema.ValidationError("another format")

    both = jsonschema.validators.extend(jsonschema.Draft202012Validator, {
        "type": of_type, "enum": of_enum, "pattern": of_pattern, "format": of_format})
    return both({"$defs": definitions, "$ref": pointer(name)})
