#!/usr/bin/python3
"""Runs the tour of README.md with an installed swage, and compares what comes out with the page.

    readme_test.py --build DIR [--update]

A `console` block is a shell session: a line `$ command` and what it prints (stdout and stderr).
The files that the tour shows by `cat` are made from what the page shows. --update writes the page
anew with what the other commands really print.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

README = pathlib.Path(__file__).parents[2] / "README.md"


def play(block, folder, environment):
    """The block's text as the shell would have it."""
    shown = []
    for step in re.split(r"^(?=\$ )", block, flags=re.M):
        command, _, output = step.partition("\n")
        if command.startswith("$ cat ") and not (folder / command[6:]).exists():
            (folder / command[6:]).write_text(output, encoding="utf-8")
        elif command.startswith("$ "):
            done = subprocess.run(["sh", "-c", command[2:]], cwd=folder, env=environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            output = done.stdout
        shown.append(f"{command}\n{output}" if command else "")
    return "".join(shown)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    page = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        prefix, folder = pathlib.Path(name) / "prefix", pathlib.Path(name) / "tour"
        folder.mkdir()
        subprocess.run(["cmake", "--install", options.build, "--prefix", prefix], check=True,
                       stdout=subprocess.DEVNULL)
        libraries = next(prefix.rglob("libswage.so")).parent
        environment = {**os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}",
                       "PKG_CONFIG_PATH": str(libraries / "pkgconfig"),
                       "LD_LIBRARY_PATH": str(libraries), "NO_COLOR": "1"}
        blocks = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
        if not blocks.search(page):
            sys.exit("README.md has no tour")
        real = blocks.sub(lambda match: play(match.group(), folder, environment), page)
    if options.update:
        README.write_text(real, encoding="utf-8")
    difference = list(difflib.unified_diff(page.splitlines(), real.splitlines(), "README.md",
                                           "what really comes out", lineterm=""))
    print("\n".join(difference))
    return 1 if difference and not options.update else 0


sys.exit(main())
