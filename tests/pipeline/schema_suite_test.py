"""
JSON-Schema-Test-Suite (draft 2020-12), all of it, through generated C: what a schema allows is never
refused, and what it does not allow is, or a warning about the schema tells otherwise.
"""
import json
import re

import reader
import support

SUITE = support.CORPUS / "json-schema/JSON-Schema-Test-Suite/tests/draft2020-12"
# What models do otherwise, and docs/json-schema.md tells: reasons, by what a test says of itself.
OTHERWISE = [
    # keywords of objects and arrays tell the type
    r"additionalProperties/0/ignores ", r"items/0/(ignores non-arrays|JavaScript pseudo-array)",
    r"properties/[05]/ignores ", r"required/0/ignores ", r"ref/0/(recursive )?match$", r"ref/21/valid under",
    r"enum/(0|3|13)/",  # enums are open
    r"oneOf/[024679]/",  # one alternative that fits is enough
    r"format/\d+/invalid .* is only an annotation",  # formats are checked
    r"optional/(bignum/0/a (negative )?bignum|float-overflow/0/)",  # integers have 64 bits
    r"optional/format/hostname/1/",  # punycode is not decoded: RFC 1123 knows nothing of it
    r"vocabulary/0/no validation",  # meta-schemas are not read
]
REMOTE = r"nothing is read from the web|can't read [\w/-]+\.json"


def groups():
    """(file/number, the group of tests), each with a schema."""
    for path in sorted(SUITE.rglob("*.json")):
        file = str(path.relative_to(SUITE))[:-len(".json")]
        for number, group in enumerate(json.loads(path.read_text("utf-8"))):
            yield f"{file}/{number}", group


class SchemaSuite(reader.Reader):
    def write_spec(self, names):
        """A spec of models with a member `v`, for the schemas of these files."""
        spec = self.folder / "suite.json"
        spec.write_text(json.dumps({"$defs": {
            name: {"type": "object", "required": ["v"], "properties": {"v": {"$ref": f"{name}.json"}}}
            for name in names}}))
        return spec

    def write_schemas(self):
        """
        (title, group, whether its schema warns) by name, without those that need schemas of the web,
        which is told.
        """
        found, remote = {}, 0
        for index, (title, group) in enumerate(groups()):
            name = f"t{index}"
            (self.folder / f"{name}.json").write_text(json.dumps(group["schema"]))
            done = support.swage("generate", "-q", self.write_spec([name]), "--list-outputs", "--target", "c")
            if done.returncode:
                self.assertRegex(done.stderr, REMOTE, title)
                remote += 1
            else:
                found[name] = (title, group, " warning: " in done.stderr)
        self.assertLess(remote, 25)
        return found

    def answers(self, found, code):
        """(title, its data, whether it is allowed, what the program says, a warning or none) of all."""
        program, context, _ = self.make(self.write_spec(found), code, code, "suite")
        symbols = {t["name"]: t["symbol"] for t in context["types"]}
        cases = [(symbols[name], test, f"{title}/{test['description']}", warned)
                 for name, (title, group, warned) in found.items() for test in group["tests"]]
        lines = self.read(program, [(symbol, {"v": test["data"]}) for symbol, test, _, _ in cases])
        return [(title, test["data"], test["valid"], line, warned)
                for (_, test, title, warned), line in zip(cases, lines)]

    def test_all(self):
        support.need(SUITE)
        found = self.write_schemas()
        for code in ("small", "fast"):
            answers = self.answers(found, code)
            self.assertGreater(len(answers), 2000)
            told = 0
            for title, data, valid, line, warned in answers:
                if line.startswith("error:") != valid or any(re.match(row, title) for row in OTHERWISE):
                    continue
                with self.subTest(title):
                    self.assertTrue(warned and not valid, f"{json.dumps(data)}: {line}")
                told += 1
            print(f"{code}: {len(answers)} cases, {told} of which a warning tells otherwise")
            self.assertLess(told, 130)
        for row in OTHERWISE:
            self.assertTrue(any(re.match(row, title) and line.startswith("error:") == valid
                                for title, _, valid, line, _ in answers), f"{row} excuses nothing")


if __name__ == "__main__":
    support.unittest.main()
