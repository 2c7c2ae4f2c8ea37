#!/usr/bin/python3
"""The whole output of small specs, to the byte.

A case is a folder with a spec (spec.yaml, spec.json) and expected/: what `swage generate` writes
for it, C and Markdown, and stderr.txt, what it says meanwhile. A file `arguments` has more of
the command line.

    run_test.py --swage PROGRAM [--update] [NAME...]

`--update` writes expected/ instead of comparing; read the difference before committing it.
"""
import argparse
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
MOST_LINES = 60


def generate(case, swage, out):
    """Fills the folder; what is wrong when that fails."""
    spec = next(case.glob("spec.*"))
    more = case / "arguments"
    arguments = more.read_text(encoding="utf-8").split() if more.exists() else []
    done = subprocess.run([swage, "generate", "-q", spec.name, "-o", out, *arguments], cwd=case,
                          capture_output=True, env=dict(os.environ, NO_COLOR="1", LC_ALL="C"),
                          stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        return f"exit code {done.returncode}\n{done.stderr.decode()}"
    if done.stderr:
        (out / "stderr.txt").write_bytes(done.stderr)
    return ""


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def compare(expected, actual):
    """The differences of two folders as a unified diff; empty when there is none."""
    old, new = files(expected), files(actual)
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        texts = [side.get(name, b"").decode(errors="replace").splitlines(True)
                 for side in (old, new)]
        diff = list(difflib.unified_diff(*texts, f"expected/{name}", f"output/{name}"))
        lines += diff or [f"{name} is there on one side only\n"]
    more = [f"... and {len(lines) - MOST_LINES} more lines\n"] if len(lines) > MOST_LINES else []
    return "".join(lines[:MOST_LINES] + more)


def run(case, swage, update):
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "out"
        fault = generate(case, swage, out)
        if fault or not update:
            return fault or compare(case / "expected", out)
        shutil.rmtree(case / "expected", ignore_errors=True)
        shutil.copytree(out, case / "expected")
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--swage", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    cases = [path.parent for path in sorted(HERE.glob("*/spec.*"))
             if not options.names or path.parent.name in options.names]
    failed = 0
    for case in cases:
        fault = run(case, options.swage.resolve(), options.update)
        if fault:
            failed += 1
            print(f"{case.name}: {fault}")
    print(f"{len(cases) - failed} of {len(cases)} cases as expected")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
