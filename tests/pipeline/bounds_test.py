"""
Worst cases: the largest documents of bounded models are parsed into arenas of exactly the size
that their headers tell, and written into such buffers; models without bounds have no such size.
"""
import json
import pathlib
import random
import re

import support

HERE = pathlib.Path(__file__).parent
WIDE = "\\ud83d\\ude00"  # decoded: four bytes


def quoted(text):
    """With escapes, so that it has to be decoded."""
    return '"' + "".join(f"\\u{ord(c):04x}" for c in text) + '"'


def text(count, rng):
    return '"' + rng.choice([WIDE, "😀", "\\u0001"]) * count + '"'


def number(rng):
    return rng.choice(["1e0", "-1.2345678901234567e-300"])


def some(count, make):
    return "[" + ",".join(make() for _ in range(count)) + "]"


def color(rng):
    return quoted(rng.choice(["deep \"blue\"", "violet"]))


def scalars(rng):
    return {"b": "false", "i": "-2147483648", "l": "-9223372036854775808", "u": "18446744073709551615",
            "d": number(rng), "f": "-1.17549435e-38", "at": quoted("2024-02-29T23:59:59.123456789+00:30"),
            "day": quoted("2024-02-29"), "id": quoted("01234567-89ab-cdef-0123-456789abcdef")}


def texts(rng):
    return {"s": text(7, rng), "naïve name": text(100, rng), "host": quoted("a" * 63 + ".b" * 95),
            "address": quoted("1111:2222:3333::4444"), "fixed": quoted('a"ß'),
            "raw": quoted("AAAA" * 4), "color": color(rng), "size": quoted("xl")}


def small(rng):
    return {"n": "1e0", "names": "[]", "tags": some(4, lambda: text(3, rng))}


def cat(rng):
    return {"kind": quoted("cat"), "lives": "-1e0"}


def dog(rng):
    return {"kind": quoted("dog"), "barks": some(700, lambda: "-1.2345678901234567e-300")}


def large(rng):
    numbers = iter(range(10 ** 17, 10 ** 17 + 500))
    return {"small": made(small, rng), "other": made(small, rng), "list": some(40, lambda: made(small, rng)),
            "some": some(9, lambda: made(scalars, rng)), "numbers": some(500, lambda: f"{next(numbers)}.0"),
            "grid": some(30, lambda: some(6, lambda: number(rng))), "flags": some(70, lambda: "false"),
            "colors": some(50, lambda: color(rng)), "pet": pet(rng), "pets": some(12, lambda: pet(rng)),
            "either": either(rng)}


def pet(rng):
    return made(rng.choice([dog, dog, cat]), rng)


def either(rng):
    return rng.choice([made(small, rng), text(30, rng), "1e0", "[1e0,2,3]"])


def made(members, rng):
    """A document with its members in any order, or in that of the spec."""
    items = list(members(rng).items())
    if rng.random() < 0.5:
        rng.shuffle(items)
    return "{" + ",".join(f"{quoted(name)}:{value}" for name, value in items) + "}"


BOUNDED = {"pet": pet, "either": either,
           **{kind.__name__: (lambda rng, kind=kind: made(kind, rng))
              for kind in (scalars, texts, small, large, cat, dog)}}


class Bounds(support.Folder):
    def build(self, code):
        out = self.folder / code
        support.generate(HERE / "bounds.yaml", "-o", out, "--target", "c", "--set", f"c.code={code}")
        c_folder = out / "demo/c"
        support.check_c_output(c_folder)
        (out / "bounds.def").write_text("".join(f"MODEL({name}, {name.upper()})\n" for name in BOUNDED))
        built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(), "-I", out,
                             "-I", support.INCLUDE, "-I", c_folder, HERE / "bounds.c",
                             *sorted(c_folder.rglob("*.c")), support.LIBRARY, "-o", out / "bounds"])
        self.assertEqual(built.returncode, 0, built.stderr[:4000])
        return out

    def check(self, code):
        program = self.build(code) / "bounds"
        rng = random.Random(1)
        for name, document in BOUNDED.items():
            lines = "".join(document(rng) + "\n" for _ in range(6))
            done = support.run([program, name], input=lines)
            self.assertEqual((done.returncode, done.stderr[:2000]), (0, ""))
            least, told, longest, json = map(int, done.stdout.split())
            self.assertLessEqual(least, told)
            if told > 200:  # and they are no wild guesses
                self.assertGreater(least, told * 0.5, name)
                self.assertGreater(longest, json * 0.5, name)

    def test_worst_documents_by_tables(self):
        self.check("small")

    def test_worst_documents_by_generated_functions(self):
        self.check("fast")

    def test_what_has_no_bound(self):
        out = self.folder / "free"
        support.generate(HERE / "bounds.yaml", "-o", out, "--target", "c")
        headers = "".join(path.read_text() for path in sorted(out.rglob("*.h")))
        told = set(re.findall(r"define DEMO_(\w+)_MAX_BYTES", headers))
        self.assertEqual(told, {name.upper() for name in BOUNDED})
        self.assertEqual(told, set(re.findall(r"define DEMO_(\w+)_MAX_JSON", headers)))

    def told_of(self, name, links, count):
        """The models with a worst case, of a chain in which each refers to the next by those fields."""
        spec, out = self.folder / f"{name}.yaml", self.folder / name
        models = {f"M{i}": {"fields": {link: f"M{i + 1}" for link in links}} for i in range(count)}
        spec.write_text(json.dumps({"swage": 1, "package": "d", "models": {**models, f"M{count}": {"fields": {"x": "int32"}}}}))
        support.generate(spec, "-o", out, "--target", "c,markdown")
        headers = "".join(path.read_text() for path in sorted(out.rglob("*.h")))
        return sorted(map(int, re.findall(r"define D_M(\d+)_MAX_BYTES", headers)))

    def test_models_in_many_others(self):
        """There are 2^60 ways through them: up to 2 GiB are told."""
        told = self.told_of("many", ("a", "b"), 60)
        self.assertEqual(told, list(range(told[0], 61)))
        self.assertGreater(len(told), 20)

    def test_models_deep_in_others(self):
        told = self.told_of("deep", ("n",), 300)
        self.assertEqual(told, list(range(301 - len(told), 301)))
        self.assertGreater(len(told), 40)


if __name__ == "__main__":
    support.unittest.main()
