#!/usr/bin/python3
"""Writes the conformance cases as a corpus for template_fuzz.

    template_corpus.py FOLDER
"""
import pathlib
import sys

import yaml

CASES = pathlib.Path(__file__).parent.parent / "conformance/jinja"


def texts(item):
    """The templates of a case, the one that is rendered first."""
    if isinstance(item, str):
        return [item]
    named = dict(item.get("templates") or {"main": item.get("t", "")})
    return [named.pop("main", ""), *named.values()]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for path in sorted(CASES.glob("*.yaml")):
        for item in yaml.safe_load(path.read_text()):
            parts = [t.encode("utf-8", "surrogatepass") for t in texts(item)]
            (folder / f"case{count}").write_bytes(b"\xff".join(parts))
            count += 1
    print(f"{count} inputs in {folder}")


main()
