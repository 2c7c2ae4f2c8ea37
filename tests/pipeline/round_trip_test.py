"""Every model of real and small specs: parse, write, parse is equal, for derived documents."""
import json
import pathlib

import documents
import support

HERE = pathlib.Path(__file__).parent
SPECS = [
    support.CORPUS / "openapi/stackone/out.openapi.yaml",
    support.CORPUS / "openapi/swagger-petstore/openapi.yaml",
    support.SOURCE / "specs/shop.openapi.yaml",
    support.SOURCE / "specs/drawing.schema.json",
    support.SOURCE / "specs/tour.yaml",
]
SPECS += sorted((support.SOURCE / "tests/golden").glob("*/spec.*"))


def same(a, b):
    """Equal as JSON: 1 and 1.0 are, True and 1 are not."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


class RoundTrip(support.Folder):
    def build(self, out, context, work):
        package = next(path for path in out.iterdir() if path.is_dir())
        prefix = context["package"]["symbol"]
        objects = [t for t in context["types"] if t["kind"] == "object"]
        table = work / "models.c"
        table.write_text(
            f'#include "{prefix}/{prefix}.h"\n'
            "typedef struct { const char *name; const swage_model *model; } round_trip_model;\n"
            "extern const round_trip_model round_trip_models[];\n"
            "extern const unsigned long round_trip_count;\n"
            "const round_trip_model round_trip_models[] = {\n"
            + "".join(f'    {{"{t["symbol"]}", &{t["symbol"]}_model}},\n' for t in objects)
            + "};\n" f"const unsigned long round_trip_count = {len(objects)};\n")
        program = work / "round_trip"
        compiler = support.compilers()[0][0]
        built = support.run([compiler, "-std=c11", "-O0", *support.library_flags(),
                             "-I", support.INCLUDE, "-I", package / "c", HERE / "round_trip.c",
                             table, *sorted((package / "c").rglob("*.c")), support.LIBRARY,
                             "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr[:4000])
        return program, objects

    def check(self, spec, name, code):
        """What the program prints, a line for each document."""
        out, work = self.folder / f"{name}-{code}", self.folder / f"{name}-{code}-work"
        work.mkdir()
        support.generate(spec, "-o", out, "--prefix", "api", "--target", "c", "--layout", "single",
                         "--set", f"c.code={code}")
        dumped = support.swage("generate", spec, "--prefix", "api", "--target", "c",
                               "--layout", "single", "--dump-context")
        self.assertEqual(dumped.returncode, 0, dumped.stderr)
        context = json.loads(dumped.stdout)
        program, objects = self.build(out, context, work)
        source = documents.Documents(context)
        cases = [(t["symbol"], variant, document)
                 for t in objects for variant, document in source.variants(t)]
        lines = "".join(f"{symbol}\t{json.dumps(document, ensure_ascii=False)}\n"
                        for symbol, _, document in cases)
        done = support.run([program], input=lines)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        written = done.stdout.splitlines()
        self.assertEqual(len(written), len(cases))
        wrong = [f"{symbol} ({variant}): {line[:300]}\n    of {json.dumps(document)[:600]}"
                 for (symbol, variant, document), line in zip(cases, written)
                 if line.startswith("error:") or not same(json.loads(line.split("\t")[0]), document)]
        self.assertEqual(wrong[:20], [], f"{len(wrong)} of {len(cases)} documents")
        return written

    def test_documents_come_back(self):
        for number, spec in enumerate(SPECS):
            with self.subTest(spec=spec.name):
                support.need(spec)
                small, fast = (self.check(spec, str(number), code) for code in ("small", "fast"))
                self.assertEqual(small, fast)
                print(spec.parent.name, spec.name, len(small), "documents")


if __name__ == "__main__":
    support.unittest.main()
