"""The table of sizes in docs/performance.md, from what tests/runtime/size.py measures."""
import pathlib
import re
import subprocess
import sys

SIZE = pathlib.Path(__file__).resolve().parents[2] / "tests/runtime/size.py"


def measure(*arguments):
    """What size.py prints; that it fails above a bar is told by the table, too."""
    return subprocess.run([sys.executable, SIZE, *arguments], capture_output=True, text=True,
                          check=False).stdout


def row(what, value, bar, unit):
    return (f"| {what} | {value:,} {unit} | {bar:,} {unit} | "
            f"{'met' if value <= bar else '**missed**'} |")


def table(swage, corpus):
    """Markdown; None where there is no corpus."""
    spec = pathlib.Path(corpus, "openapi/stackone/out.openapi.yaml")
    if not spec.exists():
        return None
    runtime = re.search(r"at -Os: (\d+) bytes", measure("runtime"))
    lines = ["| what | measured | at most | |", "| --- | ---: | ---: | --- |",
             row("the runtime's text at `-Os`", int(runtime[1]), 65536, "bytes")]
    for code in ("small", "fast"):
        found = re.search(r"(\d+) schemas.*, (\d+) a schema; compiled in ([\d.]+)",
                          measure("models", swage, spec, "--set", f"c.code={code}"))
        lines.append(row(f"text and data of a StackOne model on average, `code: {code}`",
                         int(found[2]), 1536, "bytes"))
        lines.append(row(f"compiling all {found[1]} at `-O2`, `code: {code}`", float(found[3]), 30,
                         "CPU seconds"))
    return "\n".join(lines) + "\n"
