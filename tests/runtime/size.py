#!/usr/bin/python3
"""How large the runtime and generated code are, compiled; fails above the bars.

    size.py runtime              every source of the runtime at -Os
    size.py models SWAGE SPEC    the C of a spec's schemas at -O2, and the CPU seconds it takes;
                                 further arguments are for `swage generate`

Environment: CC (gcc). Sizes are what `size` prints: text has read-only data, too.
"""
import concurrent.futures
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import yaml

SOURCE = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = SOURCE / "runtime/include"
CC = os.environ.get("CC", "gcc")
RUNTIME_BAR = 64 * 1024
MODEL_BAR = 1536  # a schema, on average
SECONDS_BAR = 30
SLOW_MACHINE = 4  # others compute at the same time, and machines differ
# A program with one model: what it parses, it writes.
PROGRAM = """
#include <swage/runtime.h>
typedef struct point { int32_t x; swage_opt_str label; } point;
static const swage_field fields[] = {
    SWAGE_FIELD(point, x, "x", SWAGE_FIELD_REQUIRED, .kind = SWAGE_TYPE_INT32),
    SWAGE_STATE_FIELD(point, label, "label", 0, .kind = SWAGE_TYPE_STRING)};
static const swage_model model = {.name = "Point", .size = sizeof(point), .align = 8,
    .field_count = 2, .required_count = 1, .fields = fields, .unknown_offset = SWAGE_NO_STATE};
int main(int count, char **words) {
    char text[64];
    point p;
    swage_arena arena;
    swage_arena_init(&arena);
    bool good = count > 1 &&
        swage_parse(&model, &p, words[1], strlen(words[1]), NULL, &arena, NULL) &&
        swage_write(&model, &p, text, sizeof text, NULL, NULL) > 0;
    swage_arena_free(&arena);
    return !good;
}
"""


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          text=True).stdout


def sizes(*objects):
    """(text, data and bss) of all the objects."""
    lines = [line.split() for line in run("size", *objects).splitlines()[1:]]
    return sum(int(line[0]) for line in lines), sum(int(line[1]) + int(line[2]) for line in lines)


def compile_all(sources, folder, *flags):
    """The objects of all sources, two compilers at a time."""
    def compile_one(pair):
        number, source = pair
        target = folder / f"{number}.o"
        run(CC, "-std=c11", "-I", INCLUDE, *flags, "-c", source, "-o", target)
        return target
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as workers:
        return list(workers.map(compile_one, enumerate(sources)))


def measure_runtime(folder):
    sources = sorted((SOURCE / "runtime/src").glob("*.c"))
    flags = ["-Os", "-ffunction-sections"]
    objects = compile_all(sources, folder, *flags)
    text, data = sizes(*objects)
    (folder / "program.c").write_text(PROGRAM)
    program, = compile_all([folder / "program.c"], folder / "..", *flags)
    alone, linked = folder / "alone", folder / "linked"
    (folder / "empty.c").write_text("int main(void) { return 0; }\n")
    run(CC, *flags, folder / "empty.c", "-o", alone)
    run(CC, program, *objects, "-Wl,--gc-sections", "-o", linked)
    print(f"runtime at -Os: {text} bytes of text, {data} of data")
    print(f"a program that parses and writes one model has {sizes(linked)[0] - sizes(alone)[0]} "
          f"bytes of it")
    return text <= RUNTIME_BAR


def measure_models(folder, swage, spec, *options):
    spec = pathlib.Path(spec)
    if not spec.exists():
        if os.environ.get("CI"):
            sys.exit(f"missing: {spec.name} of the corpus")
        print(f"skipped: there is no {spec.name} in the corpus")
        sys.exit(77)
    run(swage, "generate", spec, "-o", folder / "out", "--prefix", "api", "--target", "c", "-q",
        *options)
    c_folder = next((folder / "out").iterdir()) / "c"
    sources = sorted(c_folder.rglob("*.c"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    objects = compile_all(sources, folder, "-O2", "-I", c_folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text, data = sizes(*objects)
    schemas = len(yaml.load(spec.read_text(), yaml.CSafeLoader)["components"]["schemas"])
    average = (text + data) / schemas
    print(f"{schemas} schemas in {len(objects)} sources at -O2: {text} bytes of text, "
          f"{data} of data, {average:.0f} a schema; compiled in {seconds:.1f} CPU seconds")
    return average <= MODEL_BAR and seconds <= SECONDS_BAR * SLOW_MACHINE


def main(what, *arguments):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name, "objects")
        folder.mkdir()
        good = {"runtime": measure_runtime, "models": measure_models}[what](folder, *arguments)
    if not good:
        sys.exit("more than the bar allows")


if __name__ == "__main__":
    main(*sys.argv[1:])
