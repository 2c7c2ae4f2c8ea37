#!/usr/bin/python3
"""MB/s of output of the built-in templates over a spec, and the ratio to Jinja2.

    compare.py BENCH_TEMPLATE SPEC [TARGET...]

Both engines get the same template files, the same contexts (written by BENCH_TEMPLATE, with what is
shared in them shared here, too) and make the same files in memory: that the bytes are equal is
checked before anything is timed. Jinja2 has its templates compiled, and its filters (filters.py)
warm, before that as well. The two take turns; medians of processor time are told.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import jinja2

import filters

TEMPLATES = pathlib.Path(__file__).parents[2] / "templates"
TARGETS = ["c", "markdown", "markdown-csharp", "markdown-ruby", "markdown-typescript"]
ROUNDS = 11
SPEED_BAR, RATIO_BAR = 200, 20


def load_graph(path):
    """The context: JSON where each list and dict stands once, referred to by its number."""
    data = json.loads(path.read_text())
    made = [[] if "list" in node else {} for node in data["nodes"]]

    def item(value):
        return made[value["#"]] if isinstance(value, dict) else value

    for target, node in zip(made, data["nodes"]):
        if "list" in node:
            target.extend(item(value) for value in node["list"])
        else:
            parts = node["dict"]
            target.update(zip(parts[::2], map(item, parts[1::2])))
    return made[data["root"]["#"]], data["outputs"]


class Jinja:
    """A target as Jinja2 renders it."""

    def __init__(self, target, context, outputs):
        language = filters.load_language(TEMPLATES, target)
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), auto_reload=False,
                                 undefined=jinja2.StrictUndefined, keep_trailing_newline=True,
                                 extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
                                 **language.get("templates", {}))
        env.filters.update(filters.of_language(language))
        env.globals.update(settings=context["settings"], warn=filters.warn)
        self.context = context
        self.outputs = [(env.get_template(output["template"]), env.from_string(output["path"]),
                         output["per_type"]) for output in outputs]
        # Its modules are kept from one rendering to the next; this one is to be made for each file.
        self.anew = [env.get_template("c/patterns.j2")]

    def render(self, emit):
        for template, path, per_type in self.outputs:
            for kind in self.context["types"] if per_type else [None]:
                for each in self.anew:
                    each._module = None
                self.context["type"] = kind
                emit(path.render(self.context), template.render(self.context))


def check_equal(ours, jinja, target):
    """Ends the program where the two do not write the same."""
    theirs = []
    jinja.render(lambda path, text: theirs.extend((path.encode(), text.encode())))
    mine = ours.split(b"\0")[:-1]
    if mine == theirs:
        return
    for name, a, b in zip(mine[::2], mine[1::2], theirs[1::2]):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            sys.exit(f"{target}: {name.decode()} differs from what Jinja2 writes, at byte {at}:\n"
                     f"  ours:   {a[max(0, at - 60):at + 40]!r}\n"
                     f"  Jinja2: {b[max(0, at - 60):at + 40]!r}")
    sys.exit(f"{target}: the files are not those that Jinja2 writes")


def time_ours(process, rounds):
    process.stdin.write(f"{rounds}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def time_jinja(jinja):
    start = time.process_time()
    jinja.render(lambda path, text: None)
    return time.process_time() - start


def measure(program, spec, target, folder):
    """Bytes of output, then seconds of ours and of Jinja2, medians."""
    context, output = folder / "context.json", folder / "output"
    process = subprocess.Popen([program, spec, target, context, output], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    time_ours(process, 1)  # warms it up, and says that the files are there
    jinja = Jinja(target, *load_graph(context))
    check_equal(output.read_bytes(), jinja, target)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        one = time_ours(process, 5)
        ours.append(one["seconds"])
        theirs.append(time_jinja(jinja))
    process.stdin.close()
    if process.wait() != 0:
        sys.exit(f"{target}: bench_template failed")
    return one["bytes"], statistics.median(ours), statistics.median(theirs)


def main():
    program, spec = sys.argv[1], pathlib.Path(sys.argv[2])
    if not spec.exists():
        print(f"skipped: there is no {spec.name} in the corpus")
        return 0
    slow = []
    print(f"{'target':21}{'bytes':>9}{'MB/s':>8}{'Jinja2':>8}{'ratio':>7}")
    for target in sys.argv[3:] or TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            size, ours, theirs = measure(program, spec, target, pathlib.Path(folder))
        print(f"{target:21}{size:9}{size / ours / 1e6:8.0f}{size / theirs / 1e6:8.1f}"
              f"{theirs / ours:7.1f}", flush=True)
        if size / ours / 1e6 < SPEED_BAR or theirs / ours < RATIO_BAR:
            slow.append(target)
    if slow:
        print(f"below {SPEED_BAR} MB/s or {RATIO_BAR} times Jinja2: {', '.join(slow)}")
    return bool(slow)


sys.exit(main())
