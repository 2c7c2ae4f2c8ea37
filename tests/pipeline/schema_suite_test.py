"""The constraints of JSON-Schema-Test-Suite, through generated C: what is taken, and what is not."""
import json

import reader
import support

SUITE = support.CORPUS / "json-schema/JSON-Schema-Test-Suite/tests/draft2020-12"
FILES = ["additionalProperties", "allOf", "anyOf", "const", "exclusiveMaximum", "exclusiveMinimum",
         "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength",
         "minProperties", "minimum", "multipleOf", "oneOf", "pattern", "properties", "required", "type",
         "uniqueItems", "optional/bignum", "optional/float-overflow", "optional/non-bmp-regex",
         "optional/ecmascript-regex"]
# Schemas with these are for other tests, or not supported, which a warning tells.
OTHERS = ["$ref", "$defs", "prefixItems", "patternProperties", "false", '"not"']
# What models do otherwise: keywords of objects and arrays tell the type, one alternative that fits
# is enough, those that only restrict are left out (a warning tells), what is required has to be a
# property, and integers have 64 bits.
OTHERWISE = {
    ("allOf", "allOf: true, anyOf: false, oneOf: false"),
    ("allOf", "allOf: true, anyOf: false, oneOf: true"),
    ("allOf", "allOf: true, anyOf: true, oneOf: false"),
    ("anyOf", "both anyOf invalid"),
    ("additionalProperties", "properties defined in allOf are not examined"),
    ("anyOf", "anything non-null is invalid"),
    ("items", "ignores non-arrays"), ("items", "JavaScript pseudo-array is valid"),
    ("oneOf", "*"), ("required", "*"),
    ("properties", "ignores arrays"), ("properties", "ignores other non-objects"),
    ("optional/bignum", "a bignum is an integer"),
    ("optional/bignum", "a negative bignum is an integer"),
    ("optional/float-overflow", "valid if optional overflow handling is implemented"),
}


def groups():
    for file in FILES:
        for number, group in enumerate(json.loads((SUITE / f"{file}.json").read_text("utf-8"))):
            schema = json.dumps(group["schema"])
            if not any(word in schema for word in OTHERS):
                yield file, f"{file.split('/')[-1]}_{number}", group


class SchemaSuite(reader.Reader):
    def answers(self, found, code):
        """((file, test), what the program says of it) of each case."""
        program, context, _ = self.make_schemas(
            {name: group["schema"] for _, name, group in found}, "suite", code)
        symbols = {t["name"]: t["symbol"] for t in context["types"]}
        cases = [(file, name, test) for file, name, group in found for test in group["tests"]]
        said = self.read(program, [(symbols[name], {"v": test["data"]}) for _, name, test in cases])
        return [((file, test), line) for (file, _, test), line in zip(cases, said)]

    def test_constraints(self):
        support.need(SUITE)
        found = list(groups())
        for code in ("small", "fast"):
            answers = self.answers(found, code)
            wrong = [f"{file}: {test}: {line}" for (file, test), line in answers
                     if line.startswith("error:") == test["valid"]
                     and not {(file, test["description"]), (file, "*")} & OTHERWISE]
            self.assertEqual(wrong, [], "\n".join(wrong[:20]))
            print(code, len(answers), "cases")
            self.assertGreater(len(answers), 300)


if __name__ == "__main__":
    support.unittest.main()
