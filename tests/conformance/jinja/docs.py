#!/usr/bin/python3
"""Runs every example of docs/templates.md, here and in Jinja2; each filter and test must have one.

    docs.py DRIVER SOURCE_DIR

An example is `template` → `output`; ⇒ marks what Jinja2 does not have, ⏎ is a line feed.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jinja2
except ImportError as missing:
    import os
    print(f"skipped: {missing}")
    sys.exit(1 if os.environ.get("CI") else 0)

driver, source = sys.argv[1], pathlib.Path(sys.argv[2])
text = (source / "docs/templates.md").read_text()
env = jinja2.Environment(undefined=jinja2.StrictUndefined,
                         extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
examples = []
for template, arrow, output in re.findall(r"`([^`]*[}][^`]*)` (→|⇒|\|) `([^`]*)`", text):
    if arrow == "|":
        template, output = template.replace("\\|", "|"), output.replace("\\|", "|")
    examples.append((template.replace("⏎", "\\n"), arrow, output.replace("⏎", "\n")))

with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    json.dump([{"templates": {"m": t}, "main": "m", "context": {}} for t, _, _ in examples], file)
    file.flush()
    data = subprocess.run([driver, file.name], stdout=subprocess.PIPE, check=True).stdout
bad = 0
for template, arrow, output in examples:
    line, _, data = data.partition(b"\n")
    length = int(line[3:]) if line.startswith(b"ok ") else -1
    ours = data[:length].decode() if length >= 0 else line.decode()
    data = data[length + 1:] if length >= 0 else data
    data = data.partition(b"end\n")[2]
    theirs = env.from_string(template).render() if arrow != "⇒" else output
    if ours != output or theirs != output:
        bad += 1
        print(f"{template}\n    the page: {output!r}\n    ours:     {ours!r}\n    jinja2:   {theirs!r}")

sections = {"filter": text[text.index("## Filters"):text.index("## Tests")],
            "test": text[text.index("## Tests"):text.index("## Errors and limits")]}
for path in sorted((source / "generator/template").glob("*.c")):
    for kind in ("filter", "test"):
        for entry in re.findall(r'\{"([^"]+)",\s*' + kind + "_", path.read_text()):
            lines = [line for line in sections[kind].splitlines() if line.startswith("- ")]
            if not any(f"**{entry}**" in line or f"`{entry}`" in line for line in lines):
                bad += 1
                print(f"the {kind} {entry} has no example")
print(f"{len(examples)} examples, {bad} bad")
sys.exit(bad > 0)
