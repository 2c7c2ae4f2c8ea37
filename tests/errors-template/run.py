#!/usr/bin/python3
"""Bad templates: each case has the exact place and code of its error, and the notes it must have.

    run.py DRIVER [--write]

cases.yaml is a list of {t or templates, c, at: [NAME:]LINE:COLUMN CODE, says: text in the message,
notes: texts of the notes}; `--write` prints what came out instead, to make cases from.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(1 if os.environ.get("CI") else 0)


def outcomes(driver, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([{"templates": c.get("templates") or {"main": c["t"]}, "main": "main",
                    "context": c.get("c", {}), "max_steps": c.get("max_steps", 0),
                    "max_output": c.get("max_output", 0)} for c in cases], file)
        file.flush()
        out = subprocess.run([driver, file.name], stdout=subprocess.PIPE, check=True).stdout
    return [part.splitlines() for part in out.decode().split("end\n")[:-1]]


def check(case, lines):
    errors = [line.split(" ", 3) for line in lines if line.startswith("error ")]
    notes = [line[5:] for line in lines if line.startswith("note ")]
    if len(errors) != 1:
        return f"{len(errors)} errors"
    _, code, place, message = errors[0]
    if f"{place.removeprefix('main:')} {code}" != case["at"]:
        return f"{place} {code}"
    if case.get("says", "") not in message:
        return message
    for wanted in case.get("notes", []):
        if not any(wanted in note for note in notes):
            return f"no note `{wanted}` in {notes}"
    return None


def main():
    path = pathlib.Path(__file__).parent / "cases.yaml"
    cases = yaml.safe_load(path.read_text())
    results = outcomes(sys.argv[1], cases)
    bad = len(results) != len(cases)
    for case, lines in zip(cases, results):
        if "--write" in sys.argv:
            print(case.get("t") or case["templates"], *lines, sep="\n    ")
            continue
        what = check(case, lines)
        if what:
            bad += 1
            print(f"{case.get('t') or case['templates']}\n    expected {case.get('at')}: {what}")
            print("   ", "\n    ".join(lines))
    print(f"{len(cases)} bad templates, {int(bad)} unexpected outcomes")
    return bad > 0


sys.exit(main())
