#!/usr/bin/python3
"""docs/man/swage.1 names every command and every option that the help of the program has.

    man_test.py PROGRAM ROOT
"""
import pathlib
import re
import subprocess
import sys


def help_of(*command):
    done = subprocess.run([sys.argv[1], *command, "--help"], capture_output=True, text=True,
                          check=True)
    return done.stdout


def main():
    page = (pathlib.Path(sys.argv[2]) / "docs/man/swage.1").read_text(encoding="utf-8")
    page = page.replace("\\-", "-")
    commands = re.findall(r"^  ([a-z]+) ", help_of().split("Options of")[0], re.M)
    words = {f".SS swage {command} " for command in commands}
    for command in commands:
        words |= set(re.findall(r"^ .*?(--[a-z-]+)", help_of(command), re.M))
    missing = sorted(word for word in words if word not in page)
    print(f"the man page has no {missing}" if missing else f"{len(words)} words are there")
    return 1 if missing or not commands else 0


if __name__ == "__main__":
    sys.exit(main())
