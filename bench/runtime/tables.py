"""The tables of docs/performance.md: speeds, bars and sizes as Markdown."""
import os

from bars import bars_of, regular_bars_of

SWAGE = "bench_swage_"
# The rows of each table: what they are called, and the program and task.
PARSE = [("swage, `code: fast`", SWAGE + "fast_native", "parse"),
         ("swage, `code: small`", SWAGE + "small_native", "parse"),
         ("simdjson on demand, owned strings", "bench_simdjson", "owned"),
         ("simdjson on demand, text in one region", "bench_simdjson", "owned-region"),
         ("RapidJSON SAX", "bench_rapidjson", "parse"),
         ("RapidJSON SAX, text in one region", "bench_rapidjson", "parse-region"),
         ("serde_json, owned strings", "bench_serde", "owned"),
         ("cJSON", "bench_cjson", "parse"),
         ("Jansson", "bench_jansson", "parse")]
INSITU = [("swage, `code: fast`", SWAGE + "fast_native", "insitu"),
          ("swage, `code: small`", SWAGE + "small_native", "insitu"),
          ("simdjson on demand, string views", "bench_simdjson", "views"),
          ("simdjson on demand, string views, lists in one region", "bench_simdjson",
           "views-region"),
          ("RapidJSON SAX, in situ", "bench_rapidjson", "insitu"),
          ("serde_json, borrowed strings", "bench_serde", "borrowed"),
          ("memcpy of the document", SWAGE + "fast_native", "memcpy")]
WRITE = [("swage, `code: fast`", SWAGE + "fast_native", "write"),
         ("swage, `code: small`", SWAGE + "small_native", "write"),
         ("RapidJSON Writer", "bench_rapidjson", "write"),
         ("serde_json", "bench_serde", "write"),
         ("cJSON: a tree, printed", "bench_cjson", "write"),
         ("cJSON: the printing alone", "bench_cjson", "print"),
         ("Jansson: a tree, printed", "bench_jansson", "write"),
         ("Jansson: the printing alone", "bench_jansson", "print")]
FLAGS = [[(f"{task}, `code: {code}`, {shown}", f"{SWAGE}{code}_{flags}", task)
          for flags, shown in (("native", "`-O3 -march=native`"), ("o3", "`-O3`"),
                               ("o2", "`-O2`"))]
         for task in ("parse", "write") for code in ("fast", "small")]


def ratio_text(ratio):
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def speed_table(bench, times, payloads, groups):
    """Megabytes of the document a second; in brackets how many times as fast the first row of the
    group is."""
    lines = ["| MB/s | " + " | ".join(title for *_, title in payloads) + " |",
             "| --- |" + " ---: |" * len(payloads)]
    for rows in groups:
        lines += speed_rows(bench, times, payloads, rows)
    return "\n".join(lines) + "\n"


def speed_rows(bench, times, payloads, rows):
    lines = []
    for title, program, task in rows:
        cells = []
        for name, _, file, _ in payloads:
            seconds = times[name].get((program, task))
            first = times[name].get(rows[0][1:])
            if not seconds:
                cells.append("")
                continue
            speed = os.path.getsize(bench.path_of(file)) / seconds / 1e6
            beside = f" ({ratio_text(seconds / first)})" if first and seconds != first else ""
            cells.append(f"{speed:,.0f}{beside}")
        if any(cells):
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return lines


def bars_table(every):
    lines = ["| bar | payload | at least | measured | |", "| --- | --- | ---: | ---: | --- |"]
    met = 0
    for what, where, needed, ratio in every:
        shown = "not run" if ratio is None else f"{ratio_text(ratio)}×"
        good = ratio is not None and ratio >= needed
        met += good
        lines.append(f"| {what} | {where} | {needed:g}× | {shown} | "
                     f"{'met' if good else '**missed**'} |")
    return "\n".join(lines) + f"\n\n{met} of {len(every)} are met.\n"


def regular_tables(bench, times, payloads):
    """Documents whose objects are alike: all that is said of the others, in short."""
    ordered = [payload for payload in payloads if not payload[0].endswith("reordered")]
    return ["### Regular documents\n",
            "As services write them: objects have the same members as those before them, and nearly "
            "always the same ones are null. *Reordered*: in another order than the spec’s, which is "
            "the same in all objects.\n",
            "Parsing, text copied:\n", speed_table(bench, times, payloads, [PARSE]),
            "Parsing, text not copied:\n", speed_table(bench, times, payloads, [INSITU]),
            "Writing:\n", speed_table(bench, times, ordered, [WRITE]),
            "The bars, on these documents:\n", bars_table(regular_bars_of(times))]


def all_tables(bench, times, payloads, about, sizes):
    """What stands between the marks of docs/performance.md."""
    regular = [payload for payload in payloads if "regular" in payload[0]]
    payloads = [payload for payload in payloads if payload not in regular]
    ordered = [payload for payload in payloads if not payload[0].endswith("shuffled")]
    parts = [about,
             "### Parsing, text copied\n",
             speed_table(bench, times, payloads, [PARSE]),
             "### Parsing, text not copied\n",
             speed_table(bench, times, payloads, [INSITU]),
             "### Writing\n",
             speed_table(bench, times, ordered, [WRITE]),
             "### Compilers’ flags\n",
             speed_table(bench, times, payloads, FLAGS),
             "### Bars\n",
             "What the runtime is to reach, with `code: fast`, next to the others with memory as "
             "their users have it:\n",
             bars_table(bars_of(times)),
             *regular_tables(bench, times, regular)]
    if sizes:
        parts += ["### Sizes\n", sizes]
    return "\n".join(parts)
