#!/usr/bin/python3
"""What wrong input reports, to the byte, and that a failed run leaves everything as it was.

A case is one of
  NAME.yaml, NAME.json   a spec; `swage generate` of it, run in a folder that holds all of these
  NAME.j2                a template; `swage render`
  NAME/                  a folder; `arguments` holds the command line, `prepare.sh` (if there)
                         is run in it first, with the program as $SWAGE
NAME.err is what comes on stderr, with exit code 2 (NAME/code, if there, holds another one);
NAME.warn instead: the same with exit code 0. Before the run an output tree is there; after it, it
has to be the same, unless the run is to succeed.

    run_test.py --swage PROGRAM [--update] [NAME...]

`--update` writes the .err and .warn files instead of comparing (look at the difference then).
"""
import argparse
import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
BEFORE = "swage: 1\npackage: before\nmodels: {Before: {fields: {a: string}}}\n"


def cases():
    for path in sorted(HERE.iterdir()):
        if path.suffix in (".yaml", ".json", ".j2") or (path / "arguments").exists():
            expected = [HERE / (path.stem + end) for end in (".err", ".warn")]
            yield path, next((file for file in expected if file.exists()), expected[0])


def tree(folder):
    """Everything below a folder, as whatever is written to it would change it."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        found[str(path)] = status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return found


def prepare(source, folder, swage):
    """Fills a folder to run in, with an output tree of before."""
    shutil.copytree(source, folder, symlinks=True,
                    ignore=lambda _, names: [n for n in names if n == "out"])
    before = folder / ".before.yaml"
    before.write_text(BEFORE)
    subprocess.run([swage, "generate", "-q", before.name, "-o", "out"], cwd=folder, check=True)


def command_of(path, folder, environment):
    """The command line of a case, and its exit code; the folder is made ready for it."""
    if not path.is_dir():
        command = ["render"] if path.suffix == ".j2" else ["generate", "-q", "-o", "out"]
        return command + [path.name], 2
    if (path / "prepare.sh").exists():
        subprocess.run(["/bin/sh", "-e", "prepare.sh"], cwd=folder, check=True, env=environment)
    code = path / "code"
    arguments = shlex.split((path / "arguments").read_text())
    return arguments, int(code.read_text()) if code.exists() else 2


def run(path, expected, swage, folder):
    """What is wrong with the case (nothing when empty), and its stderr."""
    environment = dict(os.environ, SWAGE=str(swage), NO_COLOR="1", LC_ALL="C")
    arguments, code = command_of(path, folder, environment)
    if expected.suffix == ".warn":
        code = 0
    before = tree(folder)
    done = subprocess.run([swage, *arguments], cwd=folder, capture_output=True, text=True,
                          env=environment, stdin=subprocess.DEVNULL, errors="replace")
    faults = []
    if done.returncode != code:
        faults.append(f"exit code {done.returncode}, not {code}")
    if code and tree(folder) != before:
        faults.append("files were changed by a run that failed")
    return faults, done.stderr


class Folders:
    """Where cases run: each folder in a copy of its own, all files in one, as long as it is whole."""

    def __init__(self, root, swage):
        self.root, self.swage, self.count, self.shared = root, swage, 0, None

    def new(self, source):
        self.count += 1
        folder = self.root / str(self.count) / "work"
        prepare(source, folder, self.swage)
        return folder

    def run(self, path, expected):
        if path.is_dir():
            return run(path, expected, self.swage, self.new(path))
        self.shared = self.shared or self.new(HERE)
        faults, stderr = run(path, expected, self.swage, self.shared)
        if faults or expected.suffix == ".warn": # something may be written
            self.shared = None
        return faults, stderr


def compare(expected, actual):
    old = expected.read_text(encoding="utf-8") if expected.exists() else ""
    return "".join(difflib.unified_diff(old.splitlines(True), actual.splitlines(True),
                                        expected.name, "stderr"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--swage", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        return run_all(options, Folders(pathlib.Path(root), options.swage.resolve()))


def run_all(options, folders):
    failed, count = 0, 0
    for path, expected in cases():
        if options.names and path.stem not in options.names:
            continue
        count += 1
        faults, stderr = folders.run(path, expected)
        if options.update:
            expected.write_text(stderr, encoding="utf-8")
        else:
            faults.append(compare(expected, stderr))
        if any(faults):
            failed += 1
            print(f"{path.name}: " + "\n".join(fault for fault in faults if fault))
    print(f"{count - failed} of {count} cases as expected")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
