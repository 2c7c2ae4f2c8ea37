"""The gdb pretty-printers, on a program with one of everything."""
import os
import pathlib
import shutil
import sys

import support

HERE = pathlib.Path(__file__).parent
PRINTERS = support.SOURCE / "share/gdb/swage.py"
EXPECTED = {
    "item->name": r'"n\"ä"',
    "item->text": "absent",
    "item->count": "null",
    "item->ratio": "0.5",
    "item->level": "DEMO_LEVEL_MID",
    "item->tags": '2 items = {"a", "b"}',
    "item->when": "2024-02-29T12:00:00.5+01:00",
    "item->free": r'{"a": [1, true, null, "x\u0000"]}',
    "item->nulls": '2 items = {null, "t"}',
    "item->matrix": "1 items = {2 items = {1, 2}}",
    "item->unknown_members": '1 entries = {["more"] = 1}',
    "item->by_name.value.items[0].key": '"k"',
    "*error": "SWAGE_ERROR_TYPE: 2:2: /id: expected an integer, got a boolean",
}


class Gdb(support.Folder):
    def gdb(self, program, *commands):
        words = ["gdb", "-nx", "-batch", "-ex", "set disable-randomization off",
                 "-ex", "set startup-with-shell off", "-ex", f"source {PRINTERS}",
                 "-ex", "break look", "-ex", "run"]
        for command in commands:
            words += ["-ex", command]
        done = support.run([*words, program], encoding="utf-8",
                           env={**os.environ, "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": "detect_leaks=0"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_printers(self):
        out = self.folder / "gdb"
        support.generate(HERE / "helpers.yaml", "-o", out, "--target", "c")
        program = out / "program"
        built = support.run([support.compilers()[0][0], "-std=c11", "-g", "-O0",
                             *support.library_flags(), "-I", support.INCLUDE, "-I", out / "demo/c",
                             HERE / "gdb_program.c", *sorted((out / "demo/c").rglob("*.c")),
                             support.LIBRARY, "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr)
        commands = [f"print {expression}" for expression in EXPECTED]
        text = self.gdb(program, *commands, "print item->shapes", "print item->parts",
                        "print item->by_name", "continue", "print item->level")
        for number, (expression, expected) in enumerate(EXPECTED.items(), 1):
            self.assertIn(f"${number} = {expected}\n", text, expression)
        rest = text[text.index(f"${len(EXPECTED) + 1} = "):]
        self.assertRegex(rest, r'1 items = \{circle: \{\s*kind = "circle",\s*radius = 2,')
        self.assertRegex(rest, r"1 items = \{\{\s*id = 7,\s*parts = absent,\s*label = absent")
        self.assertRegex(rest, r'1 entries = \{\["k"\] = ')
        self.assertTrue(rest.rstrip().endswith('= "new"'), rest)


if __name__ == "__main__":
    if not shutil.which("gdb"):
        if os.environ.get("CI"):
            sys.exit("missing: gdb (script/bootstrap installs it)")
        print("skipped: there is no gdb")
        sys.exit(77)
    support.unittest.main()
