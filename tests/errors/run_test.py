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
    """Everything below a folder, with contents and times: what must not change."""
    return {str(path): (path.lstat().st_mtime_ns, path.is_file() and path.read_bytes())
            for path in sorted(folder.rglob("*"))}


def prepare(path, folder, swage, environment):
    """Fills the folder that the case runs in; its command line and exit code."""
    shutil.copytree(path if path.is_dir() else HERE, folder, dirs_exist_ok=True,
                    symlinks=True, ignore=lambda _, names: [n for n in names if n == "out"])
    before = folder / ".before.yaml"
    before.write_text(BEFORE)
    subprocess.run([swage, "generate", "-q", before.name, "-o", "out"], cwd=folder, check=True)
    if not path.is_dir():
        command = ["render"] if path.suffix == ".j2" else ["generate", "-q", "-o", "out"]
        return command + [path.name], 2
    if (path / "prepare.sh").exists():
        subprocess.run(["/bin/sh", "-e", "prepare.sh"], cwd=folder, check=True, env=environment)
    code = path / "code"
    arguments = shlex.split((path / "arguments").read_text())
    return arguments, int(code.read_text()) if code.exists() else 2


def run(path, expected, swage):
    """What is wrong with the case (nothing when empty), and its stderr."""
    environment = dict(os.environ, SWAGE=str(swage), NO_COLOR="1", LC_ALL="C")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "work"
        arguments, code = prepare(path, folder, swage, environment)
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
    swage, failed, count = options.swage.resolve(), 0, 0
    for path, expected in cases():
        if options.names and path.stem not in options.names:
            continue
        count += 1
        faults, stderr = run(path, expected, swage)
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
