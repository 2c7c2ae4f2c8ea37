"""The command line: where specs come from, what is said and how, and with which exit code."""
import itertools
import json
import os
import pty
import resource
import subprocess

import support

SPEC = "swage: 1\npackage: zoo\nmodels: {Cage: {fields: {number: integer}}}\n"
BROKEN = """\
swage: 1
package: zoo
models:
  Cage: {fields: {number: intege, size: {type: int32, example: big}}}
  Keeper: {fields: {cage: Cage, name: strin}}
"""


class Cli(support.Folder):
    def setUp(self):
        super().setUp()
        self.write("zoo.yaml", SPEC)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def swage(self, *arguments, folder="", **options):
        return support.run([support.SWAGE, *arguments], cwd=self.folder / folder, **options)

    def says(self, code, *arguments, **options):
        """Runs, expects the exit code, and returns stdout and stderr."""
        done = self.swage(*arguments, **options)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout, done.stderr

    def exists(self, *names):
        for name in names:
            self.assertTrue((self.folder / name).exists(), name)


class Usage(Cli):
    def test_no_arguments_show_the_help_on_stderr(self):
        out, error = self.says(2)
        self.assertEqual(out, "")
        self.assertIn("Usage: swage", error)
        self.assertIn("generate", error)

    def test_help_goes_to_stdout(self):
        for arguments in (["--help"], ["-h"], ["help"], ["generate", "-h"], ["help", "check"]):
            out, error = self.says(0, *arguments)
            self.assertIn("Usage: swage", out)
            self.assertEqual(error, "")

    def test_every_command_has_a_help(self):
        names = [line.split()[0] for line in
                 self.says(0, "--help")[0].split("Commands:\n")[1].split("\n\n")[0].splitlines()]
        self.assertIn("generate", names)
        for name in names:
            self.assertIn(f"Usage: swage {name}", self.says(0, name, "--help")[0])

    def test_help_tells_what_an_option_means_to_its_command(self):
        for name, default in ("generate", "generated"), ("render", "stdout"), \
                             ("templates", "templates"):
            row = self.says(0, name, "--help")[0].split("--output PATH")[1].splitlines()[0]
            self.assertRegex(row, rf"\(default: {default}\)$")
        self.assertIn("--force             changes nothing", self.says(0, "check", "-h")[0])

    def test_help_of_an_unknown_command(self):
        self.assertIn("did you mean `generate`?", self.says(2, "help", "generat")[1])

    def test_version(self):
        for word in ("--version", "-V"):
            self.assertRegex(self.says(0, word)[0], r"^swage \d+\.\d+\.\d+\n$")

    def test_full_stdout_is_an_error(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([support.SWAGE, "--help"], stdout=full, stderr=subprocess.PIPE,
                                  text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("stdout", done.stderr)

    def test_unknown_option(self):
        self.assertIn("did you mean `--target`?",
                      self.says(2, "generate", "zoo.yaml", "--targt", "c")[1])

    def test_forms_of_options(self):
        for number, words in enumerate((["-o", "a"], ["-ob"], ["--output", "c"], ["--output=d"],
                                        ["-qo", "e"], ["--output=first", "-o", "f"])):
            self.says(0, "generate", "zoo.yaml", *words)
            self.exists(f"{'abcdef'[number]}/zoo/c/zoo/cage.h")
        self.assertFalse((self.folder / "first").exists())

    def test_letter_with_an_equals_sign(self):
        """`-o=x` is not the folder `=x`."""
        self.assertIn("write `-o x`", self.says(2, "generate", "zoo.yaml", "-o=x")[1])

    def test_behind_two_dashes_all_are_operands(self):
        self.write("-q.yaml", SPEC)
        self.says(0, "generate", "-o", "a", "--", "-q.yaml")
        self.exists("a/zoo/c/zoo/cage.h")
        self.assertIn("[read]", self.says(2, "generate", "--", "--help")[1])

    def test_empty_values(self):
        for option in ("--target=", "--output=", "--prefix=", "--only=,", "--depfile="):
            self.assertIn("[usage]", self.says(2, "generate", "zoo.yaml", option)[1])

    def test_lists_add_up(self):
        self.says(0, "generate", "zoo.yaml", "--target", "c,c", "--target", "markdown")
        self.exists("generated/zoo/c", "generated/zoo/markdown")

    def test_jobs_say_that_they_have_no_effect(self):
        self.assertIn("no effect", self.says(0, "generate", "zoo.yaml", "--jobs", "4")[1])
        self.assertNotIn("no effect", self.says(0, "generate", "zoo.yaml", "--jobs", "1")[1])

    def test_exit_codes_of_check(self):
        self.says(1, "check", "zoo.yaml")
        self.says(0, "generate", "zoo.yaml")
        self.says(0, "check", "zoo.yaml")
        self.says(2, "check", "nothing.yaml")


class Specs(Cli):
    def test_stdin(self):
        self.says(0, "generate", "-", input=SPEC)
        self.exists("generated/zoo/c/zoo/cage.h")
        error = self.says(2, "generate", "-", input=BROKEN)[1]
        self.assertRegex(error, r"(?m)^-:4:27: error: ")

    def test_stdin_twice(self):
        self.assertEqual(self.swage("generate", "-", "-", input=SPEC).returncode, 2)

    def test_the_same_spec_twice(self):
        self.assertIn("zoo", self.says(2, "generate", "zoo.yaml", "zoo.yaml")[1])

    def test_project_file_of_a_parent(self):
        self.write("swage.yaml", "spec: zoo.yaml\ntargets: c\noutput: code\nlayout: single\n")
        (self.folder / "a/b").mkdir(parents=True)
        self.says(0, "generate", folder="a/b")
        self.exists("code/zoo/c/zoo/zoo.c")
        self.assertFalse((self.folder / "code/zoo/markdown").exists())
        self.says(0, "check", folder="a/b")

    def test_flags_win_over_the_project_file(self):
        self.write("swage.yaml", "specs: [zoo.yaml]\ntargets: [c]\noutput: code\nlayout: single\n")
        self.says(0, "generate", "-o", "mine", "--target", "markdown", "--layout", "per-model")
        self.exists("mine/zoo/markdown/cage.md")
        self.assertFalse((self.folder / "mine/zoo/c").exists())
        self.assertFalse((self.folder / "code").exists())

    def test_spec_wins_over_the_project_file(self):
        self.write("swage.yaml", "specs: [nothing.yaml]\noutput: code\n")
        self.says(0, "generate", "zoo.yaml")
        self.exists("generated/zoo")

    def test_templates_of_the_project_file(self):
        self.write("swage.yaml", "specs: [zoo.yaml]\ntargets: [markdown]\ntemplates: mine\n")
        self.write("mine/markdown/index.md.j2", "of the house\n")
        self.says(0, "generate")
        self.assertEqual((self.folder / "generated/zoo/markdown/README.md").read_text(),
                         "of the house\n")

    def test_strings_of_two_formats_have_two_names(self):
        self.write("api.json", json.dumps({
            "openapi": "3.0.0", "info": {"title": "zoo", "version": "1"}, "paths": {},
            "components": {"schemas": {"Body": {"oneOf": [
                {"type": "string"}, {"type": "string", "format": "binary"}]}}}}))
        out, error = self.says(0, "generate", "api.json", "-q")
        self.assertEqual((out, error), ("", ""))
        self.assertIn("binary_string", (self.folder / "generated/zoo/c/zoo/body.h").read_text())

    def test_many_names_that_collide(self):
        """They take no square of the memory: 4096 models that would all be `m`."""
        models = ["m" + "".join(end) for end in itertools.product("-_", repeat=12)]
        self.write("many.json", json.dumps({"$defs": {
            name: {"type": "object", "properties": {"a": {}}} for name in models}}))
        most = resource.RLIM_INFINITY if support.SANITIZED else 512 << 20
        self.says(0, "generate", "many.json", "-q", "--target", "c", "--layout", "single",
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)))
        header = (self.folder / "generated/many/c/many/many.h").read_text()
        self.assertIn(f"struct many_m_{len(models)} {{", header)


class Diagnostics(Cli):
    def setUp(self):
        super().setUp()
        self.write("broken.yaml", BROKEN)

    def test_json_is_one_object_a_line(self):
        error = self.says(2, "generate", "broken.yaml", "--diagnostics", "json")[1]
        items = [json.loads(line) for line in error.splitlines()]
        self.assertEqual(len(items), 2)
        self.assertEqual({key: items[0][key] for key in items[0] if key != "message"}, {
            "severity": "error", "code": "unknown-type", "file": "broken.yaml", "line": 4,
            "column": 27, "endLine": 4, "endColumn": 33,
            "notes": [{"message": "did you mean `integer`?"}]})
        self.assertIn("intege", items[0]["message"])

    def test_json_of_success_is_json_alone(self):
        for command in ("generate", "check"):
            error = self.says(0, command, "zoo.yaml", "--diagnostics", "json", "-q")[1]
            self.assertEqual(error, "")

    def test_json_escapes_what_a_spec_says(self):
        self.write("odd.yaml", 'swage: 1\npackage: zoo\nmodels: {A: {fields: {a: "q\\"\\t\\u001b"}}}\n')
        error = self.says(2, "generate", "odd.yaml", "--diagnostics=json")[1]
        self.assertIn('q"\t\x1b', json.loads(error.splitlines()[0])["message"])

    def test_json_has_all_of_them(self):
        self.write("many.yaml", "swage: 1\npackage: zoo\nmodels:\n  A:\n    fields:\n"
                   + "".join(f"      f{i}: nothing\n" for i in range(50)))
        error = self.says(2, "generate", "many.yaml", "--diagnostics=json")[1]
        self.assertEqual(len(error.splitlines()), 50)
        text = self.says(2, "generate", "many.yaml")[1]
        self.assertEqual(text.count("error: "), 20)
        self.assertIn("and 30 more errors", text)

    def colored(self, *arguments, **environment):
        """Whether stderr, a pipe, is coloured."""
        base = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        error = self.says(2, "generate", "broken.yaml", *arguments, env={**base, **environment})[1]
        return "\x1b[" in error

    def test_color(self):
        self.assertFalse(self.colored())
        self.assertFalse(self.colored("--color", "auto"))
        self.assertTrue(self.colored("--color", "always"))
        self.assertTrue(self.colored("--color", "always", NO_COLOR="1"))
        self.assertFalse(self.colored("--color", "never"))
        self.assertIn("[usage]", self.says(2, "generate", "zoo.yaml", "--color", "red")[1])

    def on_terminal(self, **environment):
        try:
            main, end = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal can be made: {error}")
        base = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        subprocess.run([support.SWAGE, "generate", "broken.yaml"], cwd=self.folder, stderr=end,
                       env={**base, **environment}, check=False)
        os.close(end)
        text = os.read(main, 100000).decode()
        os.close(main)
        self.assertIn("error: ", text.replace("\x1b[0m", ""))
        return "\x1b[" in text

    def test_color_on_a_terminal(self):
        self.assertTrue(self.on_terminal(TERM="xterm"))
        self.assertFalse(self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertTrue(self.on_terminal(TERM="xterm", NO_COLOR=""))
        self.assertFalse(self.on_terminal(TERM="dumb"))


if __name__ == "__main__":
    support.unittest.main()
