#!/usr/bin/python3
"""Patterns judged by others.

    judge.py random PROBE             random patterns and texts, beside Python's re
    judge.py suite PROBE CORPUS       the cases of the JSON Schema test suite
    judge.py specs PROBE CORPUS       every pattern in the specs of the corpus compiles

PROBE is the program pattern_probe. Exits 1 when something differs, 77 (skipped) without the data.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import yaml

COUNT, TEXTS, SEED = 3000, 25, 20240229


def in_hex(text):
    return text.encode("utf-8").hex() or "-"


def probe(program, rows, *how):
    """For each (pattern, texts): (result, what matched as "010…", or the message)."""
    lines = "".join(" ".join(map(in_hex, [pattern, *texts])) + "\n" for pattern, texts in rows)
    run = subprocess.run([program, *how], input=lines, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        result, *rest = line.split(" ", 1)
        yield result, rest[0].split(" ")[-1] if result == "compiled" else rest[0]


class Maker:
    """Random patterns as pairs: as ECMA-262 writes them, and as Python's re does."""

    ATOMS = [(c, c) for c in ["a", "b", "_", "é", "😀", r"\.", "[ab]", "[^a]", "[a-c1]", "[^😀]",
                              r"\n", r"[\w-]", r"\d", r"\w", r"[^\d_]", r"\x61", "[é-ü]", " "]]
    ATOMS += [(".", "[^\n\r\u2028\u2029]"), (r"\W", "[^A-Za-z0-9_]"), (r"\u{1F600}", "😀"),
              (r"\uD83D\uDE00", "😀"), (r"\/", "/"), (r"\cJ", "\n"), ("[^]", "[\\s\\S]"),
              (r"[\]\-^]", r"[\]\-^]"), ("]", r"\]"), ("{", r"\{")]
    ASSERTIONS = [("^", r"\A"), ("$", r"\Z"), (r"\b", r"\b"), (r"\B", r"(?:\B|\A\Z)")]
    QUANTIFIERS = ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?", "{1,2}?"]
    CHARACTERS = "aaabbb__  11é😀\nc/.-]{\u2028Z"

    def __init__(self):
        self.random = random.Random(SEED)

    def atom(self, depth):
        chance = self.random.random()
        if depth == 0 or chance < 0.6:
            return self.random.choice(self.ATOMS), True
        if chance < 0.7:
            return self.random.choice(self.ASSERTIONS), False
        if chance < 0.78:
            mark = self.random.choice(["(?=", "(?!"])
            return tuple(mark + text + ")" for text in self.pattern(depth - 1)), False
        if chance < 0.82:  # re wants them of one width
            ecma, python = self.random.choice(self.ATOMS)
            mark = self.random.choice(["(?<=", "(?<!"])
            return (f"{mark}{ecma})", f"{mark}{python})"), False
        mark = self.random.choice(["(", "(?:"])
        return tuple(mark + text + ")" for text in self.pattern(depth - 1)), True

    def term(self, depth):
        (ecma, python), is_repeatable = self.atom(depth)
        if not is_repeatable or self.random.random() < 0.6:
            return ecma, python
        quantifier = self.random.choice(self.QUANTIFIERS)
        return ecma + quantifier, python + quantifier

    def pattern(self, depth):
        alternatives = []
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            terms = [self.term(depth) for _ in range(self.random.randrange(4))]
            alternatives.append(tuple("".join(text) for text in zip(*terms)) or ("", ""))
        return tuple("|".join(text) for text in zip(*alternatives))

    def text(self):
        return "".join(self.random.choices(self.CHARACTERS, k=self.random.randrange(9)))

    def counted(self):
        """A pattern with a large count, and texts around its bounds."""
        def some(words, most):
            return [self.random.choice(words) for _ in range(self.random.randrange(most))]
        bodies = [*self.ATOMS, ("(a|[^ab])", "(a|[^ab])"), (r"(?:ab|\.\.)", r"(?:ab|\.\.)"), ("(?:(?!b).)", "(?:(?!b)[^\n\r\u2028\u2029])"), ("(?:a|bc)", "(?:a|bc)"),
                  ("(?:a{2})", "(?:a{2})"), (r"(?:\Ba)", r"(?:(?:\B|\A\Z)a)")]
        most = self.random.randrange(32, 40)
        least = self.random.choice([0, 1, most - 2, most])
        count = f"{{{least},{most}}}" if least < most else f"{{{most}}}"
        body = self.random.choice(bodies)
        before = some([*self.ATOMS, ("(?!aa)", "(?!aa)"), ("a{2}", "a{2}")], 3)
        behind = some([*self.ATOMS, ("b?", "b?"), (r"\b", r"\b")], 3)
        begin = [("^", r"\A")] if self.random.random() < 0.8 else []
        end = [("$", r"\Z")] if self.random.random() < 0.8 else []
        group = self.random.choice([("", ""), ("(", ")"), ("(?:", ")")])
        repeat = tuple(f"{group[0]}{text}{count}{group[1]}" for text in body)
        pattern = tuple("".join(text) for text in zip(*begin, *before, repeat, *behind, *end))
        if self.random.random() < 0.2:
            pattern = tuple(f"({text})" for text in pattern)
        return pattern, [self.text()[:2] + self.random.choice(["a", "b", "ab", "..", "é", "😀", "1"])
                         * self.random.choice([least, most]) + self.text()[:self.random.randrange(3)] for _ in range(TEXTS)]


def count_differences(pairs, rows, results):
    """How many texts re judges otherwise, and the patterns that are not compiled, with the result."""
    differences, refused = 0, []
    for (ecma, python), (_, texts), (result, found) in zip(pairs, rows, results):
        if result != "compiled":
            refused.append((ecma, python, result))
            continue
        judge = re.compile(python, re.ASCII)
        for text, bit in zip(texts, found, strict=True):
            if bool(judge.search(text)) != (bit == "1"):
                differences += 1
                print(f"{ecma!r} on {text!r}: {bit}, and re ({python!r}) finds the contrary")
    print(f"{len(pairs)} patterns, {len(refused)} not compiled, {TEXTS} texts each: "
          f"{differences} differ")
    return differences, refused


def judge_random(program):
    maker = Maker()
    pairs = [maker.pattern(3) for _ in range(COUNT)]
    rows = [(ecma, [maker.text() for _ in range(TEXTS)]) for ecma, _ in pairs]
    for _ in range(COUNT // 3):
        pair, texts = maker.counted()
        pairs.append(pair)
        rows.append((pair[0], texts))
    differences, refused = count_differences(pairs, rows, probe(program, rows))
    # Look-behind in look-ahead is not compiled, nor are large counts with look-ahead.
    strange = [(ecma, result) for ecma, _, result in refused
               if not (result == "not-regular" and "(?<" in ecma
                       or result == "too-large" and re.search(r"\(\?[=!]", ecma))]
    found, others = count_differences(pairs, rows, probe(program, rows, "positions"))
    # Positions are not for look-around, but at the start, nor for what any text matches.
    strange += [(ecma, result) for ecma, python, result in others
                if "(?" not in ecma.replace("(?:", "") and not re.search(python, "", re.ASCII)]
    print(*strange, sep="\n")
    return (differences or found or strange or len(refused) > COUNT / 10
            or len(others) > 0.6 * len(pairs))


def schemas_of(case):
    """(pattern, text, whether it matches) of one group of the suite, where one can be read off."""
    schema = case["schema"]
    for test in case["tests"]:
        data = test["data"]
        if not isinstance(schema, dict):
            continue
        if "pattern" in schema and isinstance(data, str):
            yield schema["pattern"], data, test["valid"]
        properties = schema.get("patternProperties", {})
        if len(properties) == 1 and schema.get("additionalProperties") is False:
            pattern, = properties
            if isinstance(data, dict) and len(data) == 1:
                yield pattern, *data, test["valid"]


def judge_suite(program, corpus):
    folder = corpus / "json-schema/JSON-Schema-Test-Suite/tests/draft2020-12"
    names = ["pattern.json", "patternProperties.json", "optional/ecmascript-regex.json",
             "optional/non-bmp-regex.json", "unevaluatedProperties.json"]
    cases = [found for name in names if (folder / name).exists()
             for case in json.loads((folder / name).read_text(encoding="utf-8"))
             for found in schemas_of(case)]
    differences = 0
    for (pattern, text, valid), (result, found) in zip(
            cases, probe(program, [(pattern, [text]) for pattern, text, _ in cases])):
        if result != "compiled" or (found == "1") != valid:
            differences += 1
            print(f"{pattern!r} on {text!r}: {result} {found}, expected {valid}")
    return differences + judge_expressions(program, folder), len(cases)


def judge_expressions(program, folder):
    """The cases of `format: regex`: what is a regular expression at all."""
    differences = 0
    for name in ["optional/format/regex.json", "optional/format/ecmascript-regex.json"]:
        for case in json.loads((folder / name).read_text(encoding="utf-8")):
            for test in case["tests"]:
                if isinstance(test["data"], str):
                    (result, found), = probe(program, [(test["data"], [])])
                    if (result == "malformed") == test["valid"]:
                        differences += 1
                        print(f"{test['data']!r}: {result} {found}, expected {test['valid']}")
    return differences


def patterns_in(node):
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        if isinstance(node.get("patternProperties"), dict):
            yield from node["patternProperties"]
        for child in node.values():
            yield from patterns_in(child)
    elif isinstance(node, list):
        for child in node:
            yield from patterns_in(child)


def read_spec(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def judge_specs(program, corpus):
    files = [path for path in sorted((corpus / "openapi").rglob("*"))
             if path.suffix in (".json", ".yaml", ".yml")]
    found = sorted({pattern for path in files if "pattern" in path.read_text(encoding="utf-8")
                    for pattern in patterns_in(read_spec(path))})
    failures = 0
    for pattern, (result, message) in zip(found, probe(program, [(p, []) for p in found])):
        if result != "compiled":
            failures += 1
            print(f"{pattern!r}: {result} {message}")
    return failures, len(found)


def main(what, program, corpus=None):
    if what == "random":
        return 1 if judge_random(program) else 0
    corpus = pathlib.Path(corpus)
    if not (corpus / "json-schema").is_dir() or not (corpus / "openapi").is_dir():
        print(f"skipped: there is no test data in {corpus}")
        return 1 if os.environ.get("CI") else 77
    failures, count = {"suite": judge_suite, "specs": judge_specs}[what](program, corpus)
    print(f"{count} cases, {failures} failed")
    return 1 if failures or count == 0 else 0


sys.exit(main(*sys.argv[1:]))
