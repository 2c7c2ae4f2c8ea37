"""Every spec of specs/ and of tests/golden: its C compiles, its pages link, its examples run."""
import support

SPECS = sorted(path for path in (support.SOURCE / "specs").rglob("*")
               if path.suffix in (".yaml", ".json"))
UNIONS = support.SOURCE / "tests/errors/openapi-discriminator-idle.yaml"
GOLDEN = sorted((support.SOURCE / "tests/golden").glob("*/spec.*"))


class SmallSpecs(support.Folder):
    def test_output_compiles_and_links(self):
        self.assertTrue(SPECS)
        for number, spec in enumerate(SPECS + GOLDEN):
            for layout in ("per-model", "single"):
                with self.subTest(spec=str(spec), layout=layout):
                    out = self.folder / f"{number}-{layout}"
                    support.generate(spec, "-o", out, "--layout", layout, "--prefix", "sample")
                    package = next(out.iterdir())
                    support.check_c_output(package / "c")
                    self.assertEqual(support.dead_links(package / "markdown"), [])
                    work = out / "usage"
                    work.mkdir()
                    count = support.check_usage_examples(package / "markdown", package / "c", work)
                    self.assertGreater(count, 0)

    def test_usage_examples_run(self):
        """They write JSON and read it back, but for those that say that no valid value is known."""
        for number, spec in enumerate([*SPECS, *GOLDEN, UNIONS]):
            with self.subTest(spec=str(spec)):
                out = self.folder / str(number)
                support.generate(spec, "-o", out, "--prefix", "sample")
                package = next(out.iterdir())
                models = out / "models"
                models.mkdir()
                compiler = [support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                            "-I", support.INCLUDE, "-I", package / "c"]
                sources = sorted((package / "c").rglob("*.c"))
                self.must([*compiler, "-c", *sources], "", cwd=models)
                for page in sorted((package / "markdown").rglob("*.md")):
                    for code in support.code_blocks(page):
                        example = self.folder / "example.c"
                        example.write_text(code)
                        program = self.folder / "example"
                        self.must([*compiler, example, *models.iterdir(), support.LIBRARY,
                                   "-o", program], page.name)
                        if "/* Not valid as it stands" in code:
                            self.assertEqual(support.run([program]).returncode, 1, code)
                        else:
                            self.must([program], f"{page.name}\n{code}")

    def test_optimised(self):
        """Compilers warn of more when they see more: all of a package at once, and what it makes of an enum with one short text."""
        short = self.folder / "short.yaml"
        short.write_text("swage: 1\nmodels: {M: {fields: {e: {type: E, required: true}}}}\nenums: {E: [card]}\n")
        for number, spec in enumerate([short, *GOLDEN]):
            out = self.folder / f"{number}"
            support.generate(spec, "-o", out, "--layout", "single", "--prefix", "sample", "--target", "c", "--set", "c.code=fast")
            for compiler, _ in support.compilers():
                for level in ("-O2", "-O3"):
                    with self.subTest(spec=str(spec), compiler=compiler, level=level):
                        self.must([compiler, *support.C_FLAGS, level, "-I", support.INCLUDE, "-I", next(out.iterdir()) / "c", "-c",
                                   *sorted(out.rglob("*.c")), "-o", self.folder / "made.o"], spec.name)

    def must(self, command, what, **options):
        done = support.run(command, **options)
        self.assertEqual((done.returncode, done.stderr), (0, ""), what)


if __name__ == "__main__":
    support.unittest.main()
