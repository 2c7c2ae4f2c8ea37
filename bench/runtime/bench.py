#!/usr/bin/python3
"""The benchmark of the runtime: measures, checks and reports; see docs/performance.md.

    bench.py BUILD/bench/runtime [--corpus DIR] [--only WORD,...] [--payload NAME,...]
             [--rounds N] [--seconds S]
"""
import argparse
import os
import sys

from measure import PAYLOADS, Bench


def progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def print_speeds(bench, times, payloads):
    """Megabytes of the payload a second, of every task."""
    for name, _, file, title in payloads:
        size = os.path.getsize(bench.path_of(file))
        print(f"\n{title}, {size / 1e6:.1f} MB")
        for (program, task), seconds in times[name].items():
            print(f"  {program.removeprefix('bench_'):24} {task:14} {size / seconds / 1e6:9.0f} MB/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="the folder of the programs")
    parser.add_argument("--corpus", default="../shared/corpus")
    parser.add_argument("--only", default="", help="programs with one of these in their names")
    parser.add_argument("--payload", default="", help="these payloads alone")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.05, help="for each task of a round")
    arguments = parser.parse_args()
    bench = Bench(arguments.folder, arguments.corpus)
    words = [word for word in arguments.only.split(",") if word]
    programs = [name for name in bench.programs()
                if not words or any(word in name for word in words)]
    wanted = [name for name in arguments.payload.split(",") if name]
    payloads = [payload for payload in PAYLOADS if not wanted or payload[0] in wanted]
    times = bench.measure(programs, payloads, arguments.rounds, arguments.seconds, progress)
    progress("")
    print_speeds(bench, times, payloads)


if __name__ == "__main__":
    main()
