"""The functions of generated headers beside the basic ones: compiled with all warnings, and run."""
import pathlib

import support

HERE = pathlib.Path(__file__).parent


class Helpers(support.Folder):
    def check(self, layout, code):
        out = self.folder / f"{layout}-{code}"
        support.generate(HERE / "helpers.yaml", "-o", out, "--target", "c", "--layout", layout,
                         "--set", f"c.code={code}")
        c_folder = out / "demo/c"
        support.check_c_output(c_folder)
        program = out / "helpers"
        built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                             "-I", support.INCLUDE, "-I", c_folder, HERE / "helpers.c",
                             *sorted(c_folder.rglob("*.c")), support.LIBRARY, "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr[:4000])
        done = support.run([program])
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_a_header_for_each_model(self):
        self.check("per-model", "small")

    def test_one_header(self):
        self.check("single", "small")

    def test_the_examples_of_the_documentation(self):
        out = self.folder / "docs"
        support.generate(HERE / "helpers.yaml", "-o", out, "--target", "c")
        page = support.SOURCE / "docs/runtime.md"
        examples = [code for code in support.code_blocks(page) if "demo/demo.h" in code]
        self.assertGreater(len(examples), 3)
        for number, code in enumerate(examples):
            (out / f"example-{number}.c").write_text(code)
        for c, _ in support.compilers():
            support.compile_all(c, support.C_FLAGS, sorted(out.glob("example-*.c")), "-I", support.INCLUDE,
                                "-I", out / "demo/c")

    def test_fast_code(self):
        self.check("per-model", "fast")


if __name__ == "__main__":
    support.unittest.main()
