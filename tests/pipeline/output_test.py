"""What `generate` and `check` do to the disk: stale files, hand-edited ones, failures on the way."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import support

SPEC = """\
swage: 1
package: zoo
models:
  Cage: {fields: {number: {type: integer, required: true}, keeper: Keeper}}
  Keeper: {fields: {name: {type: string, required: true}}}
  Ticket: {fields: {price: number}}
"""
TICKET = {"zoo/c/zoo/ticket.c", "zoo/c/zoo/ticket.h", "zoo/markdown/ticket.md"}
HEADER = "zoo/c/zoo/ticket.h"


def many(count):
    return "swage: 1\npackage: zoo\nmodels:\n" + "".join(
        f"  M{i}: {{fields: {{a: string}}}}\n" for i in range(count))


class Zoo(support.Folder):
    def setUp(self):
        super().setUp()
        self.spec = self.folder / "zoo.yaml"
        self.out = self.folder / "out"
        self.spec.write_text(SPEC)

    def run_swage(self, *arguments, command="generate"):
        return support.swage(command, self.spec, "-o", self.out, *arguments)

    def good(self, *arguments):
        done = self.run_swage(*arguments)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        return done.stderr

    def refused(self, code, *arguments):
        """A run that fails with that code, and changes nothing."""
        before = self.tree()
        done = self.run_swage(*arguments)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(f"[{code}]", done.stderr)
        self.assertEqual(self.tree(), before)
        return done.stderr

    def tree(self):
        return {str(path.relative_to(self.folder)): (path.lstat().st_mtime_ns, path.is_symlink())
                for path in self.folder.rglob("*")}

    def names(self):
        return set(support.files_of(self.out))

    def drop_ticket(self):
        self.spec.write_text(re.sub(r"  Ticket: .*\n", "", SPEC))


class Stale(Zoo):
    def test_files_and_the_folders_that_they_leave_empty(self):
        templates = self.folder / "templates/notes"
        templates.mkdir(parents=True)
        (templates / "language.yaml").write_text(
            "language: 1\ntitle: Notes\nextends: c\n"
            "outputs: [{per: type, template: page.j2, path: 'deep/{{ type.name }}/page.md'}]\n")
        (templates / "page.j2").write_text("{{ type.name }}\n")
        arguments = ("--templates", self.folder / "templates", "--target", "notes")
        self.good(*arguments)
        self.assertIn("zoo/notes/deep/Ticket/page.md", self.names())
        (self.out / "zoo/notes/deep/Cage/mine.txt").write_text("mine")
        self.spec.write_text(SPEC.replace("  Ticket:", "  Stamp:").replace("  Cage:", "  Pen:"))
        self.assertIn("2 removed", self.good(*arguments))
        self.assertFalse((self.out / "zoo/notes/deep/Ticket").exists())
        self.assertEqual([path.name for path in (self.out / "zoo/notes/deep/Cage").iterdir()],
                         ["mine.txt"])

    def test_what_is_not_ours_stays(self):
        self.good()
        note = self.out / "zoo/c/zoo/note.txt"
        note.write_text("mine")
        self.drop_ticket()
        self.assertIn("3 removed", self.good())
        self.assertTrue(note.exists())
        self.assertFalse(TICKET & self.names())

    def test_edited_by_hand_is_not_removed(self):
        self.good()
        (self.out / HEADER).write_text("mine\n")
        self.drop_ticket()
        self.refused("hand-edited")
        self.assertIn("3 removed", self.good("--force"))
        self.assertFalse(TICKET & self.names())

    def test_removed_by_hand_is_no_error(self):
        self.good()
        (self.out / HEADER).unlink()
        self.drop_ticket()
        self.good()
        self.assertEqual(self.run_swage(command="check").returncode, 0)

    def test_other_targets_stay(self):
        self.good()
        before = self.names()
        self.good("--target", "c")
        self.assertEqual(self.names(), before)
        self.assertEqual(self.run_swage(command="check").returncode, 0)


class Only(Zoo):
    def test_takes_along_what_it_needs(self):
        self.good("--only", "Cage", "--target", "c")
        self.assertIn("zoo/c/zoo/keeper.h", self.names())
        self.assertFalse(TICKET & self.names())

    def test_leaves_the_rest_as_it_is(self):
        self.good()
        before = support.files_of(self.out)
        self.spec.write_text(SPEC.replace("price: number", "price: integer")
                             .replace("{name: {", "{age: int32, name: {"))
        self.good("--only", "Keeper")
        after = support.files_of(self.out)
        self.assertEqual({name for name in before if before[name] != after[name]},
                         {"zoo/c/zoo/keeper.c", "zoo/c/zoo/keeper.h", "zoo/markdown/keeper.md",
                          "zoo/.swage-manifest"})
        self.good()
        self.assertEqual(self.run_swage(command="check").returncode, 0)

    def test_unknown_name_is_refused(self):
        said = self.refused("usage", "--only", "Tickte")
        self.assertEqual((said.count("did you mean `Ticket`?"), said.count("error:")), (1, 1))

    def test_a_name_is_of_one_of_several_specs(self):
        farm = self.folder / "farm.yaml"
        farm.write_text("swage: 1\npackage: farm\nmodels: {Barn: {fields: {size: int32}}}\n")
        self.good(farm, "--only", "Barn", "--target", "c")
        self.assertEqual({name.split("/")[0] for name in self.names()}, {"farm"})
        self.refused("usage", farm, "--only", "Barn,Bran")


class HandEdited(Zoo):
    def setUp(self):
        super().setUp()
        self.good()
        self.header = self.out / HEADER

    def mend(self):
        """--force brings back what generate would write."""
        self.good("--force")
        self.assertEqual(self.run_swage(command="check").returncode, 0)

    def test_edited(self):
        self.header.write_text("mine\n")
        self.assertIn("ticket.h", self.refused("hand-edited"))
        self.mend()

    def test_removed_comes_back(self):
        self.header.unlink()
        self.assertIn("1 file written", self.good())
        self.assertTrue(self.header.exists())

    def test_replaced_by_a_folder(self):
        self.header.unlink()
        self.header.mkdir()
        self.refused("output-path")
        self.refused("output-path", "--force")

    def test_replaced_by_a_link(self):
        target = self.folder / "elsewhere"
        target.write_text("mine\n")
        self.header.unlink()
        self.header.symlink_to(target)
        self.refused("output-path")
        self.refused("output-path", "--force")
        self.assertEqual(target.read_text(), "mine\n")

    def test_edited_to_what_comes_out_is_fine(self):
        other = self.folder / "other"
        self.spec.write_text(SPEC.replace("price: number", "price: integer"))
        support.generate(self.spec, "-o", other)
        self.header.write_bytes((other / HEADER).read_bytes())
        self.good()

    def test_the_mode_of_a_file_is_kept(self):
        self.header.chmod(0o600)
        self.spec.write_text(SPEC.replace("price: number", "price: integer"))
        self.good()
        self.assertEqual(self.header.stat().st_mode & 0o777, 0o600)

    def test_foreign_file_in_the_way(self):
        shutil.rmtree(self.out)
        self.header.parent.mkdir(parents=True)
        self.header.write_text("mine\n")
        self.refused("hand-edited")
        self.mend()

    def test_damaged_manifest(self):
        (self.out / "zoo/.swage-manifest").write_text("swage-manifest 1\nzzz\n")
        self.refused("manifest")
        (self.out / "zoo/.swage-manifest").unlink()
        self.good()
        self.assertEqual(self.run_swage(command="check").returncode, 0)


class Check(Zoo):
    def check(self, code, *arguments):
        before = self.tree()
        done = self.run_swage(*arguments, command="check")
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(self.tree(), before)
        return done.stdout

    def patch(self, text):
        """The diff brings the folder to where generate would."""
        done = subprocess.run(["patch", "-p0", "-s", "-E"], input=text, text=True, cwd="/",
                              capture_output=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.check(0), "")

    def test_clean(self):
        self.good()
        self.assertEqual(self.check(0), "")

    def test_nothing_there(self):
        text = self.check(1)
        self.assertFalse(self.out.exists())
        self.assertIn("--- /dev/null", text)
        self.patch(text)

    def test_changed_missing_and_stale_files(self):
        self.good()
        (self.out / "zoo/markdown/cage.md").unlink()
        self.drop_ticket()
        self.spec.write_text(self.spec.read_text().replace("{name:", "{age: int32, name:"))
        text = self.check(1)
        self.assertIn("+++ /dev/null", text)
        self.patch(text)

    def test_edited_file(self):
        self.good()
        (self.out / HEADER).write_text("mine")
        text = self.check(1)
        self.assertIn("-mine\n\\ No newline at end of file\n", text)
        self.patch(text)

    def test_quiet_prints_the_diff_alone(self):
        done = self.run_swage("-q", command="check")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertTrue(done.stdout)


class Depfile(Zoo):
    def test_make_reads_it(self):
        home = self.folder / "a b$c#d:e"
        home.mkdir()
        spec = home / "zoo spec.yaml"
        (home / "common #1.yaml").write_text("swage: 1\nmodels: {Keeper: {fields: {a: string}}}\n")
        spec.write_text("swage: 1\npackage: zoo\ninclude: ['common #1.yaml']\n"
                        "models: {Cage: {fields: {keeper: Keeper}}}\n")
        depfile = home / "zoo.d"
        support.generate(spec, "-o", home / "out", "--depfile", depfile)
        makefile = self.folder / "Makefile"
        makefile.write_text(depfile.read_text())
        for source in (spec, home / "common #1.yaml"):
            database = subprocess.run(["make", "-pqrR", "-f", makefile], capture_output=True,
                                      text=True).stdout
            self.assertIn(str(source), database.replace("$$", "$").replace("\\#", "#").replace("\\:", ":"))
        os.utime(home / "common #1.yaml", (time.time() + 100,) * 2)
        done = subprocess.run(["make", "-n", "-d", "-rR", "-f", makefile], capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"common #1\.yaml' is newer than target")

    def test_a_source_may_go(self):
        """Both make and ninja run the step again, which then tells what is wrong, if anything."""
        depfile, included = self.folder / "zoo.d", self.folder / "more.yaml"
        included.write_text("swage: 1\nmodels: {Keeper: {fields: {a: string}}}\n")
        with_more = self.folder / "with.yaml"
        with_more.write_text("swage: 1\npackage: zoo\ninclude: more.yaml\n")
        support.generate(with_more, "-o", self.folder / "out", "--depfile", depfile)
        targets = depfile.read_text().split(":")[0].replace(" \\\n", " ")
        target = targets.split()[0]
        (self.folder / "Makefile").write_text(f"{target}:\n\ttouch again\ninclude zoo.d\n")
        (self.folder / "build.ninja").write_text(
            f"rule swage\n  command = touch again-too\n  depfile = zoo.d\nbuild {targets}: swage\n")
        included.unlink()
        for build, mark in ((["make", target], "again"), (["ninja"], "again-too")):
            done = subprocess.run(build, cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertTrue((self.folder / mark).exists(), done.stdout)

    def test_it_is_written_when_nothing_else_is(self):
        self.good()
        depfile = self.folder / "zoo.d"
        self.assertIn("nothing to do", self.good("--depfile", depfile))
        self.assertIn("zoo.yaml", depfile.read_text())

    def test_nothing_is_written_when_it_can_not_be(self):
        out = self.folder / "other"
        done = support.swage("generate", self.folder / "zoo.yaml", "-o", out, "--depfile", self.folder / "no/zoo.d")
        self.assertEqual((done.returncode, out.exists()), (2, False), done.stderr)

    def test_lists_the_overlay(self):
        overlay = self.folder / "overlay"
        (overlay / "markdown").mkdir(parents=True)
        shutil.copy(support.SOURCE / "templates/markdown/index.md.j2", overlay / "markdown")
        depfile = self.folder / "zoo.d"
        self.good("--depfile", depfile, "--templates", overlay)
        self.assertIn("overlay/markdown/index.md.j2", depfile.read_text())


class Lists(Zoo):
    def test_outputs_are_those_of_generate(self):
        done = self.run_swage("--list-outputs")
        self.assertEqual(done.returncode, 0)
        self.assertFalse(self.out.exists())
        self.good()
        listed = {str(pathlib.Path(line).relative_to(self.out)) for line in done.stdout.splitlines()}
        self.assertEqual(listed, self.names() - {"zoo/.swage-manifest"})

    def test_two_packages_in_one_run(self):
        farm = self.folder / "farm.yaml"
        farm.write_text(SPEC.replace("zoo", "farm"))
        self.good(farm)
        self.assertEqual({name.split("/")[0] for name in self.names()}, {"zoo", "farm"})
        before = self.tree()
        farm.write_text(SPEC.replace("zoo", "farm").replace("number}}", "nummer}}"))
        done = self.run_swage(farm)
        self.assertEqual(done.returncode, 2)
        farm.write_text(SPEC.replace("zoo", "farm"))
        os.utime(farm, ns=(before["farm.yaml"][0],) * 2)
        self.assertEqual(self.tree(), before)


class Failures(Zoo):
    def test_unwritable_folder(self):
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        self.good()
        self.spec.write_text(SPEC.replace("price: number", "price: integer"))
        self.header = self.out / HEADER
        self.header.parent.chmod(0o500)
        try:
            self.refused("write")
        finally:
            self.header.parent.chmod(0o700)

    def test_folder_that_nobody_can_make(self):
        self.out = pathlib.Path("/proc/swage-models")
        self.refused("write")

    def test_full_disk(self):
        """A limit of the size of files stands for a disk that is full."""
        self.good()
        self.spec.write_text(many(300))
        before = support.files_of(self.folder)
        done = subprocess.run(["bash", "-c", 'ulimit -f 4; trap "" XFSZ; exec "$@"', "-",
                               support.SWAGE, "generate", self.spec, "-o", self.out],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("[write]", done.stderr)
        self.assertEqual(support.files_of(self.folder), before)

    def kill_after(self, seconds, number):
        process = subprocess.Popen([support.SWAGE, "generate", "-q", self.spec, "-o", self.out],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(number)
        return process.wait()

    def test_signals_leave_no_trace(self):
        """Ended at any time, a run leaves no file of its own, and the next one goes on."""
        self.good()
        kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        for number in range(24):
            self.spec.write_text(many(60 + 60 * (number % 2)))
            code = self.kill_after(number * 0.004, kinds[number % 3])
            self.assertIn(code, (0, -kinds[number % 3]))
            self.assertEqual([name for name in self.names() if "tmp" in name], [])
            self.assertNotEqual(self.run_swage("-q", command="check").returncode, 2)
        self.good()
        self.assertEqual(self.run_swage(command="check").returncode, 0)

    def test_a_crash_between_files_is_mended(self):
        """SIGKILL may leave temporary files, but never what the next run takes for foreign."""
        self.good()
        for number in range(12):
            self.spec.write_text(many(60 + 60 * (number % 2)).replace("string", "integer"))
            self.kill_after(0.01 + number * 0.004, signal.SIGKILL)
        self.good()
        self.assertEqual(self.run_swage(command="check").returncode, 0)


class Hostile(Zoo):
    NAMES = ["../../x", "/etc/x", "a\\b", "..", "a/*b*/", "con", "%s", "a\tb", "a\nb", "\u202e"]

    def test_names_of_types_stay_inside(self):
        for name in self.NAMES:
            with self.subTest(name=name):
                self.spec.write_text("swage: 1\npackage: zoo\nmodels:\n  "
                                     + support.json_text(name) + ": {fields: {a: string}}\n")
                done = self.run_swage()
                self.assertIn(done.returncode, (0, 2), done.stderr)
                outside = {path for path in self.folder.rglob("*") if path.is_file()
                           and not path.is_relative_to(self.out / "zoo")}
                self.assertEqual(outside, {self.spec})

    def test_a_name_with_a_nul(self):
        self.spec.write_text('swage: 1\npackage: zoo\nmodels:\n  "a\\0b": {fields: {a: string}}\n')
        self.assertIn(self.run_swage().returncode, (0, 2))

    def test_long_names_are_refused_with_their_place(self):
        self.spec.write_text(SPEC.replace("Ticket", "T" * 300))
        self.assertRegex(self.refused("output-path"), r"zoo\.yaml:6:\d+: error: .*too long")

    def test_pages_of_a_discriminator_that_is_no_property(self):
        self.spec.write_text("openapi: 3.0.3\ninfo: {title: zoo, version: '1'}\ncomponents: {schemas: {A: {type: object}, "
                             "B: {type: object}, U: {oneOf: [{$ref: '#/components/schemas/A'}, "
                             "{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}}}\n")
        self.assertEqual(self.run_swage().returncode, 0)

    def test_names_of_packages_stay_inside(self):
        for name in ("../x", "/tmp/x", "a/b", "..", "C:\\\\x"):
            self.spec.write_text(SPEC.replace("package: zoo", f"package: {support.json_text(name)}"))
            self.run_swage()
            self.assertLessEqual({path.parent for path in self.folder.rglob("c")}, {
                self.out / folder for folder in ("x", "tmp_x", "a_b", "c_x", "dot_dot")})


if __name__ == "__main__":
    support.unittest.main()
