#!/usr/bin/python3
"""docs/errors.md has a section for each code of codes.def, in its order, with its severity, its rule
and an example that shows the code.

    documented_test.py ROOT
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
CODE = re.compile(r'^CODE\(\w+,\s*"([^"]+)",\s*DIAG_(\w+),\s*"([^"]+)"\)', re.M)


def main():
    codes = CODE.findall((ROOT / "generator/base/codes.def").read_text(encoding="utf-8"))
    text = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `([^`]+)`.*$", text, flags=re.M)[1:]
    sections = dict(zip(parts[::2], parts[1::2]))
    faults = []
    if list(sections) != [code for code, _, _ in codes]:
        faults.append("sections and codes differ: " + ", ".join(
            sorted(set(sections) ^ {code for code, _, _ in codes})) or "their order")
    for code, severity, rule in codes:
        section = sections.get(code, "")
        for needed in (severity.lower() + ":", rule, f"[{code}]"):
            if needed not in section.replace("Error:", "error:").replace("Warning:", "warning:"):
                faults.append(f"{code}: its section does not say `{needed}`")
    print("\n".join(faults) or f"{len(codes)} codes are documented")
    return 1 if faults or not codes else 0


if __name__ == "__main__":
    sys.exit(main())
