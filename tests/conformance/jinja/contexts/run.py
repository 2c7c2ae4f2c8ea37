#!/usr/bin/python3
"""Reads files of data with `swage render` and with PyYAML or json, and compares.

    run.py SWAGE

Each case of cases.yaml is the text of a file. What a template makes of it has to be the same for
both, or both refuse; where a case is `listed`, docs/templates.md says how they differ.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jinja2
    import yaml
except ImportError as missing:
    import os
    print(f"skipped: {missing}")
    sys.exit(1 if os.environ.get("CI") else 0)

HERE = pathlib.Path(__file__).parent
TEMPLATE = """{{ c }}
{%- if c is mapping %}{% for k, v in c.items() %}
{{ k }}={{ v }} {{ k is string, v is string, v is integer, v is float, v is boolean, v is none }}
{%- endfor %}{% endif %}"""


def by_python(text, kind):
    try:
        data = yaml.safe_load(text) if kind == "yaml" else json.loads(text)
        env = jinja2.Environment(undefined=jinja2.StrictUndefined)
        return env.from_string(TEMPLATE).render({} if data is None else data)
    except Exception:  # whatever Python raises is a refusal
        return None


def by_swage(swage, folder, text, kind):
    (folder / "t.j2").write_text(TEMPLATE)
    path = folder / f"data.{kind}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    run = subprocess.run([swage, "render", folder / "t.j2", path], capture_output=True, check=False)
    return None if run.returncode else run.stdout.decode("utf-8")


def main():
    bad = 0
    cases = yaml.safe_load((HERE / "cases.yaml").read_text())
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            kind = "yaml" if "yaml" in case else "json"
            ours = by_swage(sys.argv[1], pathlib.Path(folder), case[kind], kind)
            theirs = by_python(case[kind], kind)
            if (ours == theirs) == bool(case.get("listed")):
                bad += 1
                print(f"{case}\n    ours:   {ours!r}\n    python: {theirs!r}")
    print(f"{len(cases)} files, {bad} not as they should be")
    return bad > 0


sys.exit(main())
