"""
Random schemas with hostile names, and random documents: generated C takes what python's jsonschema
takes, writes it back, and all its functions agree (random_specs.c). What is found is told with its
seed: `random_specs_test.py --seed 7 --count 1` makes the same again, and another one any number.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys

import support
from random_documents import BROKEN, Documents
from random_specs import judge
from round_trip_test import same

Case = collections.namedtuple("Case", "index document value thorough")  # index: of its definition
HERE = pathlib.Path(__file__).parent
TYPES = """\
#include "specs/specs.h"

swage_type random_type(size_t index);

swage_type random_type(size_t index) {{
    switch (index) {{
{}    }}
    return swage_model_type(NULL);
}}
"""


def read(document):
    """The value, where numbers beyond 53 bits are rounded; NaN and lone surrogates are errors."""
    def whole(text):
        return int(text) if abs(int(text)) < 2**53 else float(text)

    def refuse(text):
        raise ValueError(text)
    value = json.loads(document, parse_int=whole, parse_constant=refuse)
    json.dumps(value, ensure_ascii=False).encode()
    return value


def is_json(document):
    try:
        read(document.decode())
    except ValueError:
        return False
    return True


def needed(schemas, name, found):
    """The definitions that one leads to, itself among them."""
    if name not in found:
        found[name] = schemas.definitions[name]
        for other in schemas.references(found[name]):
            needed(schemas, other, found)
    return found


def mistake(case, said, judged, last):
    """What is wrong with what is said of a case, if anything; `last` is what was taken before."""
    taken = said[0] in "+="
    if said[0] == "!" or case.value is BROKEN and taken and not is_json(case.document):
        return said
    if case.value is BROKEN:
        return None
    if judged.is_valid(case.value) != taken:
        return f"not valid: {said}" if taken else f"valid: {said}"
    if taken and not same(read(said[2:]), read(case.document)):
        return f"written as {said[2:]}"
    if taken and last and same(read(last), read(said[2:])) != (said[0] == "="):
        return f"{said[0]} where the last one was {last}"
    return None


class RandomSpecs(support.Folder):
    seed, count = 1, 40

    def compile(self, *words):
        compiler = support.compilers()[0][0]
        done = support.run([compiler, *support.C_FLAGS, *support.library_flags(),
                            "-D_DEFAULT_SOURCE", "-I", support.INCLUDE, *words])
        if done.returncode:
            raise AssertionError(done.stderr[:2000])

    def make(self, seed, schemas):
        """(program, the definitions that it knows); swage has to warn of nothing but names."""
        folder = self.folder / str(seed)
        folder.mkdir()
        spec = folder / "spec.json"
        spec.write_text(json.dumps({"$defs": schemas.definitions}))
        code = ["small", "fast"][seed % 2]
        options = [spec, "-q", "--target", "c", "--layout", "single", "--prefix", "specs",
                   "--set", f"c.code={code}", "--diagnostics", "json"]
        done = support.swage("generate", *options, "-o", folder)
        if done.returncode not in (0, 2):
            raise AssertionError(done.stderr)
        told = [json.loads(line) for line in done.stderr.split("\n")[:-1]]
        told = [line["message"] for line in told if line["code"] != "name-collision"]
        if done.returncode or told:
            raise AssertionError(*told)
        context = json.loads(support.swage("generate", *options, "--dump-context").stdout)
        types = [t for t in context["types"]
                 if t["kind"] in ("object", "union") and t["name"] in schemas.definitions]
        cases = [f"    case {i}:\n        return " + (
            f"swage_model_type(&{t['symbol']}_model);\n" if t["kind"] == "object"
            else f"{t['symbol']}_type;\n") for i, t in enumerate(types)]
        (folder / "types.c").write_text(TYPES.format("".join(cases)))
        self.compile("-I", folder / "specs/c", folder / "specs/c/specs/specs.c", folder / "types.c",
                     self.folder / "driver.o", support.LIBRARY, "-o", folder / "program")
        return folder / "program", [t["name"] for t in types]

    def tell(self, program, cases):
        """A line for each of the cases, up to what ends the program."""
        sent = b"".join(b"%d %d %d\n%b" % (index, len(document), thorough, document)
                        for index, document, _, thorough in cases)
        done = subprocess.run([program], input=sent, capture_output=True, timeout=600)
        lines = [line.decode() for line in done.stdout.split(b"\n")[:-1]]
        if done.returncode and not "".join(lines[-1:]).startswith("!"):
            lines.append(f"! {done.returncode}: {done.stderr.decode(errors='replace')}")
        return lines

    def mistakes(self, seed):
        """What is wrong with a seed's models; how many documents are taken, and how many not."""
        schemas = Documents(seed)
        try:
            program, names = self.make(seed, schemas)
        except AssertionError as error:
            return [f"{str(error)[-2000:]}\n{json.dumps(schemas.definitions)}"], 0, 0
        judges = [judge(schemas.definitions, name) for name in names]
        cases = [Case(index, document, value, number == 0) for index, name in enumerate(names)
                 for number, (document, value) in enumerate(schemas.documents(name, 4))
                 if len(document) < 20000]
        lines, found, last = self.tell(program, cases), [], {}
        shutil.rmtree(program.parent)  # many of them take much room
        for case, line in zip(cases, lines):
            wrong = mistake(case, line, judges[case.index], last.get(case.index))
            if wrong:
                name = names[case.index]
                found.append(f"{wrong}\n{case.document}\nfor {name!r} of "
                             f"{json.dumps(needed(schemas, name, {}))}")
            if line[0] in "+=":
                last[case.index] = line[2:]
        taken = sum(line[0] in "+=" for line in lines)
        return found, taken, len(lines) - taken

    def test_random_specs(self):
        self.compile("-c", HERE / "random_specs.c", "-o", self.folder / "driver.o")
        seeds, totals, wrong = range(self.seed, self.seed + self.count), [0, 0], 0
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
            for seed, (found, *counts) in zip(seeds, workers.map(self.mistakes, seeds)):
                if found:
                    print(f"seed {seed}, {len(found)} documents: {found[0]}", flush=True)
                wrong += bool(found)
                totals = [sum(pair) for pair in zip(totals, counts)]
        print(self.count, "specs,", totals[0], "documents taken,", totals[1], "refused")
        self.assertEqual(wrong, 0, "seeds of which the documents above are")
        self.assertGreater(min(totals), 10 * self.count)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=RandomSpecs.seed)
    parser.add_argument("--count", type=int, default=RandomSpecs.count)
    options = parser.parse_args()
    RandomSpecs.seed, RandomSpecs.count = options.seed, options.count
    support.unittest.main(argv=sys.argv[:1])
