"""Runs the programs of the benchmark in turns, and gives the median of each task's runs.

A round runs every program on every payload once; what disturbs the machine for a while thus meets
all of them alike. The time of a task in a round is the median of its runs there, its time in all
the median of those.
"""
import os
import statistics
import subprocess
import sys

# glibc's malloc is to keep what it has, so that no run waits for memory of the system.
HEAP = {"MALLOC_TRIM_THRESHOLD_": str(1 << 33), "MALLOC_MMAP_THRESHOLD_": str(1 << 33)}

# name, model, file (of the build folder, or of the corpus), what it is
PAYLOADS = [
    ("connect", "connect", "connect.json", "connect sessions"),
    ("connect-shuffled", "connect", "connect-shuffled.json", "connect sessions, shuffled"),
    ("hr", "hr", "hr.json", "employees"),
    ("hr-shuffled", "hr", "hr-shuffled.json", "employees, shuffled"),
    ("twitter", "twitter", "nativejson:twitter.json", "twitter, all members"),
    ("tweets", "tweets", "nativejson:twitter.json", "twitter, partial tweets"),
    ("citm", "citm", "nativejson:citm_catalog.json", "citm_catalog"),
    ("canada", "canada", "nativejson:canada.json", "canada"),
    ("connect-regular", "connect", "connect-regular.json", "connect sessions, regular"),
    ("connect-regular-reordered", "connect", "connect-regular-reordered.json",
     "connect sessions, reordered"),
    ("hr-regular", "hr", "hr-regular.json", "employees, regular"),
    ("hr-regular-reordered", "hr", "hr-regular-reordered.json", "employees, reordered"),
]


class Bench:
    """The programs and payloads of a build."""

    def __init__(self, folder, corpus):
        self.folder = folder
        self.corpus = corpus

    def path_of(self, file):
        name = file.removeprefix("nativejson:")
        if name == file:
            return os.path.join(self.folder, name)
        return os.path.join(self.corpus, "json", "nativejson-benchmark", name)

    def program(self, name):
        return os.path.join(self.folder, name)

    def programs(self):
        """Names of what was built, swage's own first."""
        found = [name for name in os.listdir(self.folder)
                 if name.startswith("bench_") and name not in ("bench_payloads", "bench_same")
                 and os.access(self.program(name), os.X_OK)
                 and os.path.isfile(self.program(name))]
        return sorted(found, key=lambda name: (not name.startswith("bench_swage"), name))

    def time(self, program, payload, seconds):
        """Seconds by task, the median of one process."""
        _, model, file, _ = payload
        done = subprocess.run([self.program(program), "time", model, self.path_of(file),
                               str(seconds)], capture_output=True, text=True, check=False,
                              env=os.environ | HEAP)
        times = {}
        if done.returncode:
            print(f"{program} failed on {payload[0]} ({done.returncode}) {done.stderr}",
                  file=sys.stderr)
        for line in done.stdout.splitlines():
            name, *runs = line.split()
            if runs:
                times[name] = statistics.median(map(float, runs))
        return times

    def dump(self, program, payload, task):
        """The JSON that a task made of a payload."""
        _, model, file, _ = payload
        return subprocess.run([self.program(program), "dump", model, self.path_of(file), task],
                              capture_output=True, check=False).stdout

    def measure(self, programs, payloads, rounds, seconds, progress):
        """{payload: {(program, task): seconds}}."""
        samples = {}
        for turn in range(rounds):
            for payload in payloads:
                for program in programs:
                    progress(f"round {turn + 1} of {rounds}: {payload[0]}, {program}")
                    for task, time in self.time(program, payload, seconds).items():
                        samples.setdefault((payload[0], program, task), []).append(time)
        times = {}
        for (payload, program, task), all_times in samples.items():
            times.setdefault(payload, {})[program, task] = statistics.median(all_times)
        return times
