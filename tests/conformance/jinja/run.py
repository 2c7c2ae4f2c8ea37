#!/usr/bin/python3
"""Renders every case with the engine and with Jinja2, and compares.

    run.py DRIVER [FILE.yaml ...]      -v shows each difference, -k WORD picks cases

Each YAML file is a feature. It is a list of cases:
    t:     the template, or `templates` (a map of names to texts; `main` is rendered)
    c:     the context (optional)
    trim, lstrip, keep: options (optional)
    deviation: why the outcome may differ (it is listed in docs/templates.md)
`defaults` as the first item gives a context and options to all. Every case without options is run
with trim_blocks and lstrip_blocks, too. The same bytes, or both refuse.
"""
import copy
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


def load_cases(paths):
    cases = []
    for path in paths:
        defaults = {}
        for number, item in enumerate(yaml.safe_load(path.read_text())):
            if isinstance(item, str):
                item = {"t": item}
            if "defaults" in item:
                defaults = item["defaults"]
                continue
            case = {**defaults, **item}
            case["templates"] = case.get("templates") or {"main": case["t"]}
            case["context"] = case.pop("c", None) or {}
            case["feature"], case["number"] = path.stem, number
            case["main"] = "main"
            cases.append(case)
            if not any(option in case for option in ("trim", "lstrip", "keep", "once")):
                cases.append({**case, "trim": True, "lstrip": True})
    return cases


def by_jinja(case):
    env = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        loader=jinja2.DictLoader(case["templates"]),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=bool(case.get("trim")),
        lstrip_blocks=bool(case.get("lstrip")),
        keep_trailing_newline=bool(case.get("keep")),
    )
    try:
        return env.get_template("main").render(copy.deepcopy(case["context"]))
    except Exception as error:  # whatever Python raises is a refusal
        return error


def read_results(data):
    at, results = 0, []
    while at < len(data):
        line_end = data.index(b"\n", at)
        line = data[at:line_end]
        if line.startswith(b"ok "):
            length = int(line[3:])
            results.append(data[line_end + 1:line_end + 1 + length].decode("utf-8", "replace"))
            at = line_end + 2 + length + len(b"end\n")
        else:
            end = data.index(b"end\n", at) + 4
            results.append(RuntimeError(data[at:end - 4].decode("utf-8", "replace")))
            at = end
    return results


def by_engine(driver, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([{k: c[k] for k in ("templates", "main", "context", "trim", "lstrip", "keep")
                    if k in c} for c in cases], file, ensure_ascii=False)
        file.flush()
        run = subprocess.run([driver, file.name], stdout=subprocess.PIPE, check=False)
    if run.returncode:
        print(f"the driver ended with {run.returncode}")
    return read_results(run.stdout)


def alike(ours, theirs):
    if isinstance(theirs, Exception) or isinstance(ours, Exception):
        return isinstance(theirs, Exception) and isinstance(ours, Exception)
    return ours == theirs


def main():
    arguments = sys.argv[1:]
    verbose = "-v" in arguments
    word = arguments[arguments.index("-k") + 1] if "-k" in arguments else None
    arguments = [a for a in arguments if a not in ("-v", "-k", word)]
    driver = arguments[0]
    paths = [pathlib.Path(p) for p in arguments[1:]] or sorted(HERE.glob("*.yaml"))
    cases = load_cases(paths)
    if word:
        cases = [c for c in cases if any(word in t for t in c["templates"].values())]
    table, bad = {}, 0
    outcomes = by_engine(driver, cases)
    if len(outcomes) != len(cases):
        print(f"{len(outcomes)} outcomes of {len(cases)} cases")
        bad += 1
    for case, ours in zip(cases, outcomes):
        theirs = by_jinja(case)
        row = table.setdefault(case["feature"], [0, 0, 0, 0])
        same = alike(ours, theirs)
        row[0] += 1
        row[1] += same and not isinstance(theirs, Exception)
        row[2] += same and isinstance(theirs, Exception)
        row[3] += not same and "deviation" in case
        if verbose and isinstance(theirs, Exception):
            print(f"{case['feature']} {case['number']}: {theirs}\n    {case['templates']}")
        if same and "deviation" in case:
            print(f"{case['feature']} {case['number']}: no deviation any more")
            bad += 1
        if not same and "deviation" not in case:
            bad += 1
            print(f"{case['feature']} {case['number']}: {case['templates']}"
                  f"{' trim' if case.get('trim') else ''}")
            print(f"    ours:   {ours!r}\n    jinja2: {theirs!r}")
    print(f"{'feature':24}{'cases':>8}{'alike':>8}{'refused':>9}{'listed':>8}{'differ':>8}")
    total = [0, 0, 0, 0]
    for feature, row in table.items():
        total = [a + b for a, b in zip(total, row)]
        print(f"{feature:24}{row[0]:8}{row[1]:8}{row[2]:9}{row[3]:8}{row[0] - sum(row[1:]):8}")
    print(f"{'all':24}{total[0]:8}{total[1]:8}{total[2]:9}{total[3]:8}{total[0] - sum(total[1:]):8}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
