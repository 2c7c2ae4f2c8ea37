"""A real spec of 538 schemas: its C compiles with all warnings, and its pages have no dead link."""
import support

SPEC = support.need(support.CORPUS / "openapi/stackone/out.openapi.yaml")
PETSTORE = support.CORPUS / "openapi/swagger-petstore/openapi.yaml"


class StackOne(support.Folder):
    def check(self, spec, at_least):
        support.generate(spec, "-o", self.folder / "out", "--prefix", "api")
        package = next((self.folder / "out").iterdir())
        self.assertGreaterEqual(len(list((package / "c").rglob("*.c"))), at_least)
        self.assertEqual(support.dead_links(package / "markdown"), [])
        if support.SANITIZED:
            return  # the output is the same: the other build compiles it, with both compilers
        for pair in (("gcc", "g++"), ("clang", "clang++")):
            support.compilers = lambda pair=pair: [pair]
            support.check_c_output(package / "c")
        work = self.folder / "usage"
        work.mkdir()
        count = support.check_usage_examples(package / "markdown", package / "c", work,
                                             at_once=True)
        self.assertGreaterEqual(count, at_least)

    def test_stackone(self):
        self.check(SPEC, 538)

    def test_petstore(self):
        self.check(support.need(PETSTORE), 6)


if __name__ == "__main__":
    support.unittest.main()
