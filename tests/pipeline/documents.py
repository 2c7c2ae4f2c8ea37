"""Documents that fit a model, derived from the context that templates see (--dump-context)."""
import math

import jsonschema

FORMATS = {
    "date": "2024-02-29", "date-time": "2024-08-22T09:15:37.633Z", "time": "09:15:37Z",
    "duration": "P1DT2H", "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "uri": "https://example.com/a?b=c", "email": "jo@example.com", "hostname": "example.com",
    "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "uri-reference": "/a", "json-pointer": "/a/0",
    "regex": "^a+$", "bytes": "aGVsbG8=", "decimal": 1.50,
}
INTEGERS = {
    "integer": (-2**63, 2**63 - 1), "int64": (-2**63, 2**63 - 1), "int32": (-2**31, 2**31 - 1),
    "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1),
}
DEEPEST = 4
NONE = object()


def shortest_match(automaton, least):
    """A shortest text of at least that many characters that ends where the automaton accepts."""
    if automaton["positions"]:
        return automaton["sample"]
    byte_of = {}
    for byte in [*range(32, 256), *range(32)]:
        byte_of.setdefault(automaton["class_of"][byte], byte)
    found, width = {(1, 0): b""}, automaton["classes"]
    queue = [(1, 0)]
    for state, count in queue:
        text = found[state, count]
        if count == least and automaton["accept"][state // 8] >> state % 8 & 1:
            return text.decode("utf-8")
        for kind, byte in byte_of.items():
            to = (automaton["next"][state * width + kind],
                  min(least, count + (byte & 0xC0 != 0x80)))
            if to[0] and to not in found:
                found[to] = text + bytes([byte])
                queue.append(to)
    raise AssertionError("no text matches")


TYPES = {"null": lambda v: v is None, "boolean": lambda v: isinstance(v, bool), "string": lambda v: isinstance(v, str),
         "integer": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and v == int(v),
         "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
         "array": lambda v: isinstance(v, list), "object": lambda v: isinstance(v, dict)}
POOL = ["a", "ab", "abc", "x", "", "2", "https://example.com/a", "jo@example.com", "2020-02-29T12:00:00Z", 1, 0, 2, 3, 12, 0.5,
        True, None, [], ["a"], ["a", 1], [1], [1, 2], [1, "a"], {}, {"a": "b"}, {"lang": "x", "text": "y"}, {"kind": "open", "until": "x"}]


def keeps(rules, value):
    """Whether a value keeps constraints; formats are not looked at."""
    schema = {rule["keyword"]: rule["value"] for rule in rules["constraints"]}
    return jsonschema.Draft202012Validator(schema).is_valid(value)


def part_holds(test, value, part):
    """A leaf about free-form JSON."""
    def fits(item):
        return holds(test["check"]["test"], item)
    members = value if isinstance(value, dict) else {}
    items = value if isinstance(value, list) else []
    kind, first = test["kind"], test["first"]
    if kind == "has":
        return test["name"] in members
    if kind == "member":
        return test["name"] not in members or fits(members[test["name"]])
    if kind == "members":
        return all(fits(v) for k, v in members.items() if not test["names"] or holds(test["names"]["test"], k))
    if kind == "names":
        return all(map(fits, members))
    if kind in ("item", "items"):
        return all(map(fits, items[first:first + 1] if kind == "item" else items[first:]))
    if kind == "contains":
        last = math.inf if test["last"] is None else test["last"]
        return not isinstance(value, list) or first <= sum(map(fits, items)) <= last
    if kind == "rest" and test["of_items"]:
        return all(fits(v) for i, v in enumerate(items) if not holds(test["names"]["test"], value, (i, v)))
    if kind == "rest":
        return all(fits(v) for k, v in members.items() if not holds(test["names"]["test"], value, (k, v)))
    if kind == "before":
        return part[0] < first
    raise AssertionError(kind)


def holds(test, value, part=None, fields=()):
    """Whether a condition's test holds for a value, an object's `fields` being known."""
    if test["tests"]:
        count = sum(holds(inner, value, part, fields) for inner in test["tests"])
        right = {"all": count == len(test["tests"]), "any": count > 0, "one": count == 1}[test["kind"]]
        return right != test["negated"]
    kind, subject = test["kind"], value
    if test["field"]:
        name = test["field"]["name"]
        subject = value.get(name)
        if kind == "present":
            return (name in value) != test["negated"]
    elif test["part"]:
        subject = part[0] if kind in ("rules", "equals") else part[1]
    elif test["others"]:
        subject = {k: v for k, v in value.items() if k not in fields}
    if kind == "null":
        right = subject is None and test["field"]["name"] in value
    elif kind == "equals":
        right = any(subject == o and isinstance(subject, bool) == isinstance(o, bool) for o in test["operands"])
    elif kind == "rules":
        constant = any(rule["keyword"] == "const" for rule in test["rules"]["constraints"])
        right = (subject is None and bool(test["field"]) and not constant) or keeps(test["rules"], subject)
    elif kind == "fits":
        right = (subject is None and bool(test["field"])) or holds(test["check"]["test"], subject)
    elif kind == "type":
        right = any(TYPES[name](subject) for name in test["types"])
    elif kind == "moment":
        right = not isinstance(subject, str) or subject[10:11] == "T"
    else:
        right = kind == "always" or part_holds(test, subject, part)
    return right != test["negated"]


class Documents:
    """variants(definition) gives (name of the variant, document) for each object."""

    def __init__(self, context):
        self.types = {definition["name"]: definition for definition in context["types"]}

    def variants(self, definition):
        for name, document in self.all_variants(definition):
            names = [field["name"] for field in definition["fields"]]
            if all(holds(c["test"], document, fields=names) for c in definition["conditions"]):
                yield name, document

    def all_variants(self, definition):
        yield "all", self.object(definition, 0, lambda field: True)
        yield "required", self.object(definition, 0, lambda field: field["required"])
        nulls = self.object(definition, 0, lambda field: field["required"])
        for field in definition["fields"]:
            if field["type"]["nullable"]:
                nulls[field["name"]] = None
        yield "nulls", nulls
        if definition["additional"] == "open":
            extra = dict(nulls)
            extra["x unknown \u00e9"] = {"big": 12345678901234567890123, "list": [1, None, "a"]}
            yield "unknown members", extra

    def object(self, definition, depth, wanted):
        out = {}
        for field in definition["fields"]:
            optional = not field["required"]
            if wanted(field) and not (optional and depth > DEEPEST):
                value = self.value(field["type"], depth + 1, field)
                assert value is not NONE or optional, field
                if value is not NONE:
                    out[field["name"]] = value
        if definition["additional"] == "typed" and depth <= DEEPEST and wanted({"required": 0}):
            name = self.name(definition["additional_names"], "another")
            out[name] = self.value(definition["additional_type"], depth + 1)
        return out

    def value(self, use, depth, field=None):
        """A value of the type that keeps its conditions; NONE where none is found."""
        own = self.plain_value(use, depth, field)
        listed = [operand for c in use["conditions"] for operand in c["test"]["operands"]]
        types = {"any": list(TYPES), "map": ["object"], "array": ["array"], "boolean": ["boolean"]}.get(
            use["kind"], ["integer"] if use["kind"] in INTEGERS else ["number"] if isinstance(own, (int, float)) else ["string"])
        for value in [own, *listed, *POOL] if use["conditions"] else []:
            if value is own or (any(TYPES[name](value) for name in types) and keeps(use, value)):
                if all(holds(c["test"], value) for c in use["conditions"]):
                    return value
        return NONE if use["conditions"] else own

    def plain_value(self, use, depth, field):
        rules = {rule["keyword"]: rule["value"] for rule in use["constraints"]}
        kind = use["kind"]
        if "const" in rules:
            return rules["const"]
        if kind == "object":
            wanted = (lambda f: True) if depth < DEEPEST else (lambda f: f["required"])
            return self.object(self.types[use["definition"]["definition"]], depth, wanted)
        if kind == "enum":
            values = self.types[use["definition"]["definition"]]["enumerators"]
            return values[depth % len(values)]["value"] if values else "anything"
        if kind == "union":
            return self.union(self.types[use["definition"]["definition"]], depth)
        if kind == "array":
            count = max(rules.get("minItems", 1), 0 if depth > DEEPEST else 1)
            items = [self.value(use["element"], depth + 1) for _ in range(count)]
            return [self.different(item, i) for i, item in enumerate(items)]
        if kind == "map":
            count = max(rules.get("minProperties", 0), 0 if depth > DEEPEST else 1)
            return {self.name(use["names"], f"key {i}"): self.value(use["element"], depth + 1)
                    for i in range(count)}
        if kind == "any":
            return {"any": [True, 1.5, {"deep": None}]}
        if kind == "boolean":
            return True
        if kind in INTEGERS or kind in ("number", "double", "float"):
            return self.number(kind, rules)
        return self.text(kind, use, rules, field)

    def name(self, use, otherwise):
        """A name for a member of a map whose names are of that type."""
        return self.value(use, 0) if use else otherwise

    @staticmethod
    def different(item, number):
        """Items of a list that are told apart, for uniqueItems, where that is simple."""
        if number and isinstance(item, (int, float)) and not isinstance(item, bool):
            return item + number
        return item

    def union(self, definition, depth):
        alternatives = definition["alternatives"]
        chosen = alternatives[depth % len(alternatives)]
        if depth > DEEPEST:
            simple = [a for a in alternatives if a["type"]["kind"] not in ("object", "union")]
            chosen = (simple or alternatives)[0]
        value = self.value(chosen["type"], depth + 1)
        if definition["discriminator"] and chosen["tags"] and isinstance(value, dict):
            value = {definition["discriminator"]: chosen["tags"][0], **value}
            value[definition["discriminator"]] = chosen["tags"][0]
        return value

    @staticmethod
    def number(kind, rules):
        low, high = INTEGERS.get(kind, (-1e9, 1e9))
        low = max(low, rules.get("minimum", low))
        high = min(high, rules.get("maximum", high))
        if "exclusiveMinimum" in rules:
            low = max(low, rules["exclusiveMinimum"] + (1 if kind in INTEGERS else 0.5))
        if "exclusiveMaximum" in rules:
            high = min(high, rules["exclusiveMaximum"] - (1 if kind in INTEGERS else 0.5))
        step = rules.get("multipleOf")
        wanted = 7 if kind in INTEGERS else 7.25
        value = min(max(wanted, low), high)
        if step:
            value = math.ceil(low / step) * step if value - step < low else value // step * step
            value = round(value, 9)
        if kind in INTEGERS:
            return int(value)
        return value

    @staticmethod
    def text(kind, use, rules, field):
        if kind in FORMATS or use["format"] in FORMATS:
            return FORMATS.get(kind, FORMATS.get(use["format"]))
        if "pattern" in rules:
            for source in ("example", "default"):
                if field and isinstance(field.get(source), str):
                    return field[source]
            for rule in use["constraints"]:
                if rule["automaton"]:
                    return shortest_match(rule["automaton"], rules.get("minLength", 0))
        text = "text \u00e9\U0001f600 \"\\/\n"
        text = text[:rules.get("maxLength", len(text))]
        return text + "x" * (rules.get("minLength", 0) - len(text))
