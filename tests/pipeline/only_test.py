"""--only: the chosen definitions with what they need, and nothing else touched."""
import support

SPEC = """\
swage: 1
package: zoo
models:
  Cage: {fields: {number: {type: integer, required: true}}}
  Animal: {fields: {name: string, cage: {type: Cage, required: true}}}
  Ticket: {fields: {price: number}}
"""


class Only(support.Folder):
    def setUp(self):
        super().setUp()
        self.spec = self.folder / "zoo.yaml"
        self.out = self.folder / "out"
        self.spec.write_text(SPEC)

    def texts(self):
        return {path: data for path, (data, _) in support.files_of(self.out).items()
                if not path.endswith(".swage-manifest")}

    def test_into_an_empty_folder(self):
        support.generate(self.spec, "-o", self.out, "--only", "Animal")
        self.assertEqual(set(self.texts()), {
            f"zoo/{file}" for name in ("animal", "cage")
            for file in (f"c/zoo/{name}.h", f"c/zoo/{name}.c", f"markdown/{name}.md")})
        support.check_c_output(self.out / "zoo/c")
        work = self.folder / "usage"
        work.mkdir()
        self.assertEqual(support.check_usage_examples(self.out / "zoo/markdown", self.out / "zoo/c", work), 2)

    def test_what_stands_for_the_package_stays(self):
        support.generate(self.spec, "-o", self.out)
        before = self.texts()
        self.spec.write_text(SPEC.replace("name: string", "name: string, legs: int32")
                             .replace("price: number", "price: decimal"))
        support.generate(self.spec, "-o", self.out, "--only", "Animal")
        after = self.texts()
        self.assertEqual(set(before), set(after))
        self.assertEqual({path for path in after if after[path] != before[path]},
                         {"zoo/c/zoo/animal.h", "zoo/c/zoo/animal.c", "zoo/markdown/animal.md"})
        self.assertIn(b"zoo/ticket.h", after["zoo/c/zoo/zoo.h"])

    def test_check_looks_at_the_chosen_ones(self):
        support.generate(self.spec, "-o", self.out)
        self.spec.write_text(SPEC.replace("price: number", "price: decimal"))
        self.assertEqual(support.swage("check", self.spec, "-o", self.out,
                                       "--only", "Animal").returncode, 0)
        self.assertEqual(support.swage("check", self.spec, "-o", self.out,
                                       "--only", "Ticket").returncode, 1)

    def test_in_one_file_it_is_that_file(self):
        support.generate(self.spec, "-o", self.out, "--only", "Animal", "--layout", "single",
                         "--target", "c")
        header = self.texts()["zoo/c/zoo/zoo.h"]
        self.assertIn(b"zoo_animal", header)
        self.assertIn(b"zoo_cage", header)
        self.assertNotIn(b"zoo_ticket", header)


if __name__ == "__main__":
    support.unittest.main()
