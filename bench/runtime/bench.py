#!/usr/bin/python3
"""The benchmark of the runtime: measures, checks and reports; see docs/performance.md.

    bench.py BUILD/bench/runtime [--corpus DIR] [--only WORD,...] [--payload NAME,...]
             [--rounds N] [--seconds S] [--check] [--docs FOLDER [--again]]

--check shows that all programs read and write the same, and measures nothing. --docs writes the
tables into FOLDER/performance.md, and FOLDER/performance.svg; --again does so from the last times.
"""
import argparse
import json
import os
import pathlib
import sys

import about
import chart
import check
import tables
from measure import PAYLOADS, Bench

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def print_speeds(bench, times, payloads):
    """Megabytes of the payload a second, of every task."""
    for name, _, file, title in payloads:
        size = os.path.getsize(bench.path_of(file))
        print(f"\n{title}, {size / 1e6:.1f} MB")
        for (program, task), seconds in times.get(name, {}).items():
            print(f"  {program.removeprefix('bench_'):24} {task:14} {size / seconds / 1e6:9.0f} MB/s")


def save(path, times):
    flat = [[payload, program, task, seconds] for payload, tasks in times.items()
            for (program, task), seconds in tasks.items()]
    path.write_text(json.dumps(flat, indent=0))


def load(path):
    times = {}
    for payload, program, task, seconds in json.loads(path.read_text()):
        times.setdefault(payload, {})[program, task] = seconds
    return times


def write_docs(bench, times, docs):
    page = docs / "performance.md"
    text = page.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    measured = tables.all_tables(bench, times, PAYLOADS, about.machine())
    page.write_text(f"{before}{BEGIN}\n{measured}\n{END}{after}")
    (docs / "performance.svg").write_text(chart.chart(bench, times, PAYLOADS))


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="the folder of the programs")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--only", default="", help="programs with one of these in their names")
    parser.add_argument("--payload", default="", help="these payloads alone")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.05, help="for each task of a round")
    parser.add_argument("--check", action="store_true", help="check what they read and write")
    parser.add_argument("--docs", type=pathlib.Path, help="write performance.md and .svg there")
    parser.add_argument("--again", action="store_true", help="from the times of the last run")
    return parser.parse_args()


def main():
    arguments = arguments_of()
    bench = Bench(arguments.folder, arguments.corpus)
    words = [word for word in arguments.only.split(",") if word]
    programs = [name for name in bench.programs()
                if not words or any(word in name for word in words)]
    wanted = [name for name in arguments.payload.split(",") if name]
    payloads = [payload for payload in PAYLOADS if not wanted or payload[0] in wanted]
    last = pathlib.Path(arguments.folder, "times.json")
    if arguments.check:
        return check.check_all(bench, programs, payloads)
    if arguments.again:
        times = load(last)
    else:
        times = bench.measure(programs, payloads, arguments.rounds, arguments.seconds, progress)
        progress("")
        print_speeds(bench, times, payloads)
        if programs == bench.programs() and payloads == PAYLOADS:
            save(last, times)
    if payloads == PAYLOADS:
        print("\n" + tables.bars_table(times))
    if arguments.docs:
        write_docs(bench, times, arguments.docs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
