#!/usr/bin/python3
"""Breaks each rule of checks.py in a small tree of its own, and sees that the check says so."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKS = pathlib.Path(__file__).with_name("checks.py")
FORMAT = (CHECKS.parents[2] / ".clang-format").read_text(encoding="utf-8")
LONG = "int f(int x) {\n" + "    x++;\n" * 70 + "    return x;\n}\n"
LATER = "/* TO" "DO: mend */\n"

# check, file, text that breaks the rule, text that keeps it
CASES = [
    ("includes", "generator/model/a.c", '#include "render/b.h"\n', '#include "source/b.h"\n'),
    ("includes", "generator/template/a.c", '#include "model/b.h"\n', '#include "base/b.h"\n'),
    ("includes", "generator/base/a.c", '#include "b.h"\n', '#include "base/b.h"\n'),
    ("includes", "generator/extra/a.c", "int x;\n", None),
    ("formats", "generator/render/a.c", '#include "spec/spec.h"\n', "/* as OpenAPI has it */\n"),
    ("formats", "generator/analyze/a.c", "void openapi_walk(void);\n", "void walk(void);\n"),
    ("languages", "generator/render/a.c", "/* as TypeScript */\n", "/* by a language */\n"),
    ("languages", "generator/render/a.c", "int csharp;\n", "int language;\n"),
    ("languages", "generator/output/a.c", 'f("typedef struct");\n', 'f("a place");\n'),
    ("languages", "generator/output/a.c", 'f("a [link](");\n', '#include "base/a.h"\n'),
    ("output", "generator/render/a.c", 'printf("x");\n', 'snprintf(b, n, "printf(");\n'),
    ("output", "generator/base/a.c", "fputs(text, stdout);\n", "/* not to stdout */\n"),
    ("output", "generator/model/a.c", "write(1, text, n);\n", "write(file, text, n);\n"),
    ("libc_only", "runtime/src/a.c", "#include <unistd.h>\n", "#include <string.h>\n"),
    ("libc_only", "runtime/src/a.c", '#include "base/str.h"\n', "#include <swage/a.h>\n"),
    ("calls", "runtime/src/a.c", 'f(n, "%.17g");\n', 'f(n, "100%% free");\n'),
    ("length", "generator/base/a.c", "\n" * 601, "\n" * 600),
    ("length", "runtime/src/a.c", LONG, LONG.replace("    x++;\n", "", 20)),
    ("conditionals", "runtime/src/a.c", "#ifdef __linux__\n#endif\n", "#define A 1\n"),
    ("conditionals", "generator/base/a.h", "#ifndef A_H\n#define B_H\n#endif\n",
     "#ifndef A_H\n#define A_H\n#ifdef __cplusplus\n#endif\n#endif\n"),
    ("marks", "cmake/a.cmake", LATER.replace("/*", "#"), "# done\n"),
    ("marks", "generator/base/a.c", LATER, "/* done */\n"),
    ("links", "docs/a.md", "[b](b.md)\n", "[a](a.md)\n[b](https://b.example/b.md)\n"),
    ("links", "docs/a.md", "nobody links here\n", "[a](a.md#there)\n"),
    ("format", "examples/a.c", "int  x ;\n", "int x;\n"),
    ("cppcheck", "runtime/src/a.c", "int f(void) {\n    int a[2];\n    return a[2];\n}\n",
     "int f(void) {\n    return 2;\n}\n"),
]

# check, C source of the runtime that breaks the rule, source that keeps it
LIBRARY_CASES = [
    ("globals", "int swage_count;\n", "const int swage_count = 1;\n"),
    ("globals", "static int n = 1;\nint swage_f(void) {\n    return n++;\n}\n",
     "const char *const swage_names[] = {\"a\"};\n"),
    ("globals", "_Thread_local int swage_count;\n", "int swage_f(void);\n"),
    ("calls", "void abort(void);\nvoid swage_f(void) {\n    abort();\n}\n",
     "void *malloc(unsigned long);\nvoid *swage_f(void) {\n    return malloc(2);\n}\n"),
    ("calls", "double strtod(const char *, char **);\n"
     "double swage_f(const char *s) {\n    return strtod(s, 0);\n}\n", "int swage_x(void);\n"),
    ("static", "int swage_f(void) {\n    return 1;\n}\n",
     "static int f(void) {\n    return 1;\n}\nint (*const swage_known)(void) = f;\n"),
    ("prefix", "int f(void) {\n    return 1;\n}\n", "int swage_f(void) {\n    return 1;\n}\n"),
]


def run(check, root):
    return subprocess.run(
        [sys.executable, CHECKS, check, "--root", root, "--build", root / "build"],
        capture_output=True, text=True)


class ChecksTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)
        subprocess.run(["git", "init", "-q", self.root], check=True)
        self.put(".clang-format", FORMAT)
        self.put(".gitignore", "/build/\n")
        self.put("runtime/include/swage/a.h", "extern int (*const swage_known)(void);\n")

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def compile(self, text):
        """The text as both libraries of a build."""
        for folder, name in (("runtime", "swage"), ("generator", "swage_rooms")):
            self.put(f"build/{folder}/a.c", text)
            here = self.root / "build" / folder
            subprocess.run(["gcc", "-fPIC", "-c", "a.c"], cwd=here, check=True)
            subprocess.run(["ar", "rcs", f"lib{name}.a", "a.o"], cwd=here, check=True)
            subprocess.run(["gcc", "-shared", "a.o", "-o", f"lib{name}.so"], cwd=here, check=True)

    def test_sources(self):
        self.compile("int swage_f(void);\n")
        for check, name, bad, good in CASES:
            with self.subTest(check=check, bad=bad[:60]):
                self.put(name, bad)
                found = run(check, self.root)
                self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
                self.assertIn(name + ":", found.stdout)
                if good is not None:
                    self.put(name, good)
                    found = run(check, self.root)
                    self.assertEqual((found.returncode, found.stdout), (0, ""), found.stderr)
                (self.root / name).unlink()

    def test_libraries(self):
        for check, bad, good in LIBRARY_CASES:
            with self.subTest(check=check, bad=bad[:60]):
                self.compile(bad)
                found = run(check, self.root)
                self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
                self.compile(good)
                found = run(check, self.root)
                self.assertEqual((found.returncode, found.stdout), (0, ""), found.stderr)

    def test_missing_library_is_no_success(self):
        for check in ("globals", "static", "calls", "prefix"):
            self.assertNotEqual(run(check, self.root).returncode, 0)


if __name__ == "__main__":
    unittest.main()
