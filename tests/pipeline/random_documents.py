"""Random documents for random schemas: valid ones, ones with a change, and broken ones."""
import json

from random_specs import FORMATS, INTEGERS, LENGTHS, PATTERNS, PLAIN, Schemas

BROKEN = object()  # the value of a document that may have none
TWICE = object()  # that of an object that has a member twice: it fits no schema


class Documents(Schemas):
    room = 0  # for how many values there may be more

    def valid(self, schema, depth=0):
        """A value of that schema, but for conditions, and where there is no room for all of it."""
        self.room = 300 if depth == 0 else self.room - 1
        if "$ref" in schema:
            return self.valid(self.definitions[self.named[schema["$ref"]]], depth + 1)
        if "const" in schema:
            return schema["const"]
        for key in ("enum", "anyOf", "oneOf"):
            if key in schema and ("type" not in schema or key == "enum"):
                chosen = self.pick(schema[key])
                return chosen if key == "enum" else self.valid(chosen, depth + 1)
        kinds = schema.get("type", "any")
        kind = self.pick(kinds) if isinstance(kinds, list) else kinds
        if kind in ("integer", "number"):
            return self.valid_number(schema, kind)
        if kind in ("string", "array", "object"):
            return getattr(self, f"valid_{kind}")(schema, depth)
        return {"boolean": self.chance(2), "null": None, "any": self.json(depth)}[kind]

    def fits(self, depth):
        return self.room > 0 and depth < 9

    def valid_string(self, schema, _):
        if "pattern" in schema:
            return self.pick(PATTERNS[schema["pattern"]])
        if "format" in schema:
            return self.pick(FORMATS.get(schema["format"], ["", "QQ==", "QUI=", "QUJDQUJD"]))
        low = schema.get("minLength", 0)
        return self.letters(self.pick([low, schema.get("maxLength", self.pick(LENGTHS))]))

    def valid_number(self, schema, kind):
        low, high = INTEGERS[schema.get("format", kind)] if kind == "integer" else (-100, 100)
        low = max(low, schema.get("minimum", low), schema.get("exclusiveMinimum", low - 1) + 1)
        high = min(schema.get("maximum", high), schema.get("exclusiveMaximum", high + 1) - 1)
        step = int(schema.get("multipleOf", 1)) or 1
        return self.pick([low, high, self.random.randint(low, high)]) // step * step

    def valid_array(self, schema, depth):
        low = schema.get("minItems", 0)
        count = self.random.randint(low, min(schema.get("maxItems", 5), low + 5))
        items = [self.valid(schema.get("items", {}), depth + 1)
                 for _ in range(count if self.fits(depth) else 0)]
        unique = list({json.dumps(item): item for item in items}.values())
        return unique if "uniqueItems" in schema else items

    def valid_object(self, schema, depth):
        share = self.pick([0.1, 0.5, 1]) if self.fits(depth) else 0
        value = {name: self.valid(field, depth + 1)
                 for name, field in schema.get("properties", {}).items()
                 if name in schema.get("required", []) or self.random.random() < share}
        rule, others = schema.get("propertyNames", {}), schema.get("additionalProperties", {})
        names = PATTERNS.get(rule.get("pattern")) or rule.get("enum") or self.names
        for pattern, part in schema.get("patternProperties", {}).items():
            names, others = PATTERNS[pattern], part
        if others is not False and self.fits(depth) and (not value or self.chance(3)):
            for name in self.random.sample(names, min(len(names), self.pick([1, 2]))):
                name = name[:rule.get("maxLength", 300)]
                value.setdefault(name, self.valid(others, depth + 1))
        return value

    def mutated(self, value):
        """With one change, somewhere."""
        if not value or not isinstance(value, (list, dict)) or self.chance(6):
            return self.pick([*PLAIN, [], {}, ["a"], {"a": 1}, [value], 2**31, 2**63, 2**64])
        changed, is_list = value.copy(), isinstance(value, list)
        key = self.pick(range(len(value)) if is_list else list(value))
        kind = self.pick(["deeper", "deeper", "drop", "twice" if is_list else "rename"])
        if kind == "deeper":
            changed[key] = self.mutated(value[key])
        elif kind == "drop":
            del changed[key]
        elif kind == "twice":
            changed.append(value[key])
        else:
            changed[self.near(key)] = changed.pop(key)
        return changed

    def shuffled(self, value):
        """The same value with members in another order."""
        if isinstance(value, list):
            return list(map(self.shuffled, value))
        if not isinstance(value, dict):
            return value
        members = [(name, self.shuffled(item)) for name, item in value.items()]
        return dict(self.random.sample(members, len(members)))

    def text(self, value):
        indent, separators = self.pick([None, None, 1]), self.pick([(",", ":"), (" , ", "\t:\n")])
        return json.dumps(self.shuffled(value), ensure_ascii=self.chance(3), indent=indent,
                          separators=separators).encode()

    def with_twice(self, value):
        """An object that has one member twice."""
        members = [self.text({name: item})[1:-1] for name, item in value.items()]
        members.insert(self.random.randrange(len(members) + 1), self.pick(members))
        return b"{" + b",".join(members) + b"}"

    def broken(self, text):
        """With a few bytes that are others, not there, or there twice."""
        at, count = self.random.randrange(len(text)), self.pick([1, 1, 2, 8])
        flipped = bytes([text[at] ^ 1 << self.random.randrange(8)])
        other = self.pick([b"", flipped, b'"', b"\\", b",", b"\\u0000", b"\\ud83d",
                           b"\xc3", b"\xf0\x9f", text[at:at + count] * 2])
        return text[:at] + other + text[at + count:]

    def documents(self, name, count):
        """(JSON, its value) of a definition: valid ones, and others."""
        values = [self.valid(self.definitions[name]) for _ in range(count)]
        yield from ((self.text(value), value) for value in values)
        for value in values:
            for changed in (self.mutated(value), self.mutated(value)):
                yield self.text(changed), changed
            yield self.broken(self.text(value)), BROKEN
            if isinstance(value, dict) and value:
                yield self.with_twice(value), TWICE
