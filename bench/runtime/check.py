"""Shows that all programs read and write the same: what each made of a payload, and how it was
written, is compared by bench_same with what swage reads."""
import os
import subprocess
import tempfile

REFERENCE = "bench_swage_small_native", "parse"
VERDICTS = {0: "the same", 3: "the same but for the last digits of numbers"}


def tasks_of(bench, program, payload):
    """Names of the tasks that leave something to compare."""
    return [name for name in bench.time(program, payload, 0) if name != "memcpy"]


def check_all(bench, programs, payloads):
    """Prints a line for each; 1 when one differs."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        expected, actual = os.path.join(folder, "expected"), os.path.join(folder, "actual")
        for payload in payloads:
            with open(expected, "wb") as file:
                file.write(bench.dump(REFERENCE[0], payload, REFERENCE[1]))
            for program in programs:
                for task in tasks_of(bench, program, payload):
                    with open(actual, "wb") as file:
                        file.write(bench.dump(program, payload, task))
                    done = subprocess.run([bench.program("bench_same"), payload[1], expected,
                                           actual], capture_output=True, text=True, check=False)
                    verdict = VERDICTS.get(done.returncode, "DIFFERENT\n" + done.stderr)
                    failed |= done.returncode not in VERDICTS
                    print(f"{payload[0]}: {program.removeprefix('bench_')} {task}: {verdict}",
                          flush=True)
    return failed
