"""What a second run writes: nothing; and after an edit, the files that it touches."""
import re

import support

SPEC = """\
swage: 1
package: zoo
models:
  Cage: {fields: {number: {type: integer, required: true}, keeper: Keeper}}
  Keeper: {fields: {name: {type: string, required: true}}}
  Animal: {fields: {kind: {type: Kind, required: true}, cage: {type: Cage, required: true}}}
  Ticket: {fields: {price: number}}
enums:
  Kind: [lion, zebra]
"""


class Incremental(support.Folder):
    def setUp(self):
        super().setUp()
        self.spec = self.folder / "zoo.yaml"
        self.out = self.folder / "out"
        self.spec.write_text(SPEC)
        support.generate(self.spec, "-o", self.out)
        self.before = support.files_of(self.out)

    def changed(self):
        after = support.files_of(self.out)
        self.assertEqual(set(after), set(self.before))
        return {path for path in after
                if after[path] != self.before[path] and not path.endswith(".swage-manifest")}

    def test_second_run_writes_nothing_and_says_so(self):
        said = support.generate(self.spec, "-o", self.out)
        self.assertEqual(support.files_of(self.out), self.before)
        self.assertRegex(said, r"(?i)nothing|unchanged|up to date")

    def test_one_field_changes_the_files_of_its_model(self):
        self.spec.write_text(SPEC.replace("{price: number}", "{price: number, day: date}"))
        support.generate(self.spec, "-o", self.out)
        self.assertEqual(self.changed(), {"zoo/c/zoo/ticket.h", "zoo/c/zoo/ticket.c",
                                          "zoo/markdown/ticket.md"})

    def test_a_description_changes_no_source(self):
        self.spec.write_text(SPEC.replace("{price: number}",
                                          "{price: {type: number, description: In euro}}"))
        support.generate(self.spec, "-o", self.out)
        self.assertEqual(self.changed(), {"zoo/c/zoo/ticket.h", "zoo/markdown/ticket.md"})

    def test_a_failed_run_leaves_what_was_there(self):
        self.spec.write_text(SPEC.replace("price: number", "price: nummer"))
        done = support.swage("generate", self.spec, "-o", self.out)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(support.files_of(self.out), self.before)

    def test_a_removed_model_takes_its_files_along(self):
        self.spec.write_text(re.sub(r"  Ticket: .*\n", "", SPEC))
        support.generate(self.spec, "-o", self.out)
        self.assertEqual({path for path in self.before if "ticket" in path},
                         set(self.before) - set(support.files_of(self.out)))


if __name__ == "__main__":
    support.unittest.main()
