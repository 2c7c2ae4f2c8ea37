"""Every model of real and small specs: parse, write, parse is equal, for derived documents."""
import json

import documents
import reader
import support

SPECS = [
    support.CORPUS / "openapi/stackone/out.openapi.yaml",
    support.CORPUS / "openapi/swagger-petstore/openapi.yaml",
    support.SOURCE / "specs/shop.openapi.yaml",
    support.SOURCE / "specs/drawing.schema.json",
    support.SOURCE / "specs/tour.yaml",
    support.SOURCE / "tests/errors/openapi-discriminator-idle.yaml",
]
# All but one, of which some models have no valid value and others none that is simple to find: small_specs_test runs its usage examples.
SPECS += sorted(spec for spec in (support.SOURCE / "tests/golden").glob("*/spec.*") if spec.parent.name != "samples")


def same(a, b):
    """Equal as JSON: 1 and 1.0 are, True and 1 are not."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


class RoundTrip(reader.Reader):
    def check(self, spec, name, code):
        """What the program prints, a line for each document."""
        program, context, _ = self.make(spec, name, code, "api")
        source = documents.Documents(context)
        cases = [(t["symbol"], variant, document)
                 for t in context["types"] if t["kind"] == "object"
                 for variant, document in source.variants(t)]
        written = self.read(program, [(symbol, document) for symbol, _, document in cases])
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
