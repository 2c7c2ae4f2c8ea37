"""What the tests of the whole flow share: running swage, compiling what it gave, reading pages.

Environment: SWAGE (the program), SWAGE_LIBRARY (libswage.a), SWAGE_SOURCE (the repository),
SWAGE_CORPUS (third-party data), SWAGE_SANITIZED (1 when both are built with sanitizers).
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["SWAGE_SOURCE"])
CORPUS = pathlib.Path(os.environ["SWAGE_CORPUS"])
SWAGE = os.environ["SWAGE"]
LIBRARY = os.environ["SWAGE_LIBRARY"]
SANITIZED = os.environ.get("SWAGE_SANITIZED") == "1"
INCLUDE = SOURCE / "runtime/include"
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wimplicit-fallthrough", "-Werror"]
C_FLAGS = ["-std=c11", *WARNINGS]
CXX_FLAGS = ["-x", "c++", "-std=c++17", *WARNINGS]


def need(path):
    """Ends the test as skipped, or as failed in CI, when third-party data is not there."""
    if not path.exists():
        if os.environ.get("CI"):
            sys.exit(f"missing: {path.name} of the corpus")
        print(f"skipped: there is no {path.name} in the corpus")
        sys.exit(77)
    return path


def run(command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          **options)


def swage(*arguments):
    return run([SWAGE, *arguments])


def generate(*arguments):
    """Runs `swage generate`, which must do; what it said on stderr."""
    done = swage("generate", *arguments)
    if done.returncode != 0:
        raise AssertionError(f"swage generate {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stderr


def compile_all(compiler, flags, files, *more):
    """Checks that each file compiles by itself; the compiler's words when one does not."""
    files = [str(file) for file in files]
    groups = [files[start:start + 50] for start in range(0, len(files), 50)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
        runs = workers.map(lambda group: run([compiler, *flags, "-fsyntax-only", *more, *group]),
                           groups)
        for done in runs:
            if done.returncode != 0:
                raise AssertionError(f"{compiler}: {done.stderr[:6000]}")


def compilers():
    """(C compiler, C++ compiler): one pair, as the build at hand has the other half."""
    return [("clang", "clang++")] if SANITIZED else [("gcc", "g++")]


def library_flags():
    return ["-fsanitize=address,undefined"] if SANITIZED else []


def check_c_output(folder):
    """
    Every source compiles, and with it, as it comes first there, its header by itself; and every
    header by itself as C++.
    """
    include = ["-I", INCLUDE, "-I", folder]
    for c, cxx in compilers():
        compile_all(c, C_FLAGS, sorted(folder.rglob("*.c")), *include)
        headers = sorted(folder.rglob("*.h"))
        compile_all(cxx, CXX_FLAGS, headers, *include)


def code_blocks(page):
    return re.findall(r"^```c\n(.*?)^```$", page.read_text(), re.M | re.S)


def check_usage_examples(pages, c_folder, work, at_once=False):
    """Every C example of the pages compiles, by itself or all in one file; how many there are."""
    examples = [code for page in sorted(pages.rglob("*.md")) for code in code_blocks(page)]
    if at_once:
        renamed = [code.replace("int main(void)", f"int example_{number}(void);\n"
                                f"int example_{number}(void)")
                   for number, code in enumerate(examples)]
        assert all(code != new for code, new in zip(examples, renamed))
    texts = ["\n".join(renamed)] if at_once else examples
    files = []
    for number, code in enumerate(texts):
        files.append(work / f"example-{number}.c")
        files[-1].write_text(code)
    for c, _ in compilers():
        compile_all(c, C_FLAGS, files, "-I", INCLUDE, "-I", c_folder)
    return len(examples)


def dead_links(pages):
    dead = []
    for page in sorted(pages.rglob("*.md")):
        text = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S)
        text = re.sub(r"`[^`\n]*`(?!\])", "", text)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not target.startswith(("http:", "https:", "#")):
                if not (page.parent / target).exists():
                    dead.append(f"{page.name}: {target}")
    return dead


class Folder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="swage-")
        self.folder = pathlib.Path(self._folder.name)

    def tearDown(self):
        self._folder.cleanup()


def json_text(text):
    return json.dumps(text)


def files_of(folder):
    """All files with their bytes and times, by relative path."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
