"""What the runtime is to reach, and whether it does: each bar is a ratio of speeds in one run."""
OURS = "bench_swage_fast_native"
READERS = [("bench_cjson", "parse"), ("bench_jansson", "parse"), ("bench_rapidjson", "parse"),
           ("bench_simdjson", "owned"), ("bench_serde", "owned")]
NAMES = {"connect": "connect sessions", "hr": "employees", "twitter": "twitter",
         "tweets": "partial tweets", "citm": "citm_catalog", "canada": "canada"}


class Bars:
    """Collects lines (what, where, needed, measured); measured is None where nothing was run."""

    def __init__(self, times, ours=OURS):
        self.times = times
        self.ours = ours
        self.lines = []

    def seconds(self, payload, program, task):
        return self.times.get(payload, {}).get((program, task))

    def add(self, what, payload, needed, task, *peers):
        """Our task is `needed` times as fast as the fastest of the peers."""
        ours = self.seconds(payload, self.ours, task)
        theirs = [time for time in (self.seconds(payload, *peer) for peer in peers) if time]
        ratio = min(theirs) / ours if theirs and ours else None
        self.lines.append((what, NAMES[payload], needed, ratio))

    def add_ratio(self, what, where, needed, ratio):
        self.lines.append((what, where, needed, ratio))

    def shuffled(self, task):
        for payload in ("connect", "hr"):
            ordered = self.seconds(payload, self.ours, task)
            other = self.seconds(payload + "-shuffled", self.ours, task)
            self.add_ratio(f"{task}, shuffled against in order", NAMES[payload], 0.75,
                           ordered / other if ordered and other else None)

    def plain_flags(self, plain, best):
        for task in ("parse", "insitu", "write"):
            ratios = {}
            for payload in NAMES:
                slow, fast = (self.seconds(payload, name, task) for name in (plain, best))
                if slow and fast:
                    ratios[payload] = fast / slow
            worst = min(ratios, key=ratios.get) if ratios else None
            self.add_ratio(f"{task}, -O2 against -O3 -march=native",
                           f"{NAMES[worst]} (the lowest)" if worst else "", 0.8,
                           ratios.get(worst))


def bars_of(times, ours=OURS):
    bars = Bars(times, ours)
    for payload in ("connect", "hr"):
        bars.add("parse against cJSON", payload, 20, "parse", ("bench_cjson", "parse"))
        bars.add("parse against RapidJSON", payload, 5, "parse", ("bench_rapidjson", "parse"))
        bars.add("parse against serde_json, owned", payload, 3, "parse", ("bench_serde", "owned"))
        bars.add("parse against simdjson, owned", payload, 2.5, "parse",
                 ("bench_simdjson", "owned"))
    for payload in ("twitter", "tweets", "citm"):
        bars.add("parse against the best of them", payload, 1.2, "parse", *READERS)
    bars.add("parse against the best of them", "canada", 1.4, "parse", *READERS)
    for payload, needed in (("connect", 1.3), ("hr", 2), ("twitter", 1), ("tweets", 1),
                            ("citm", 1)):
        bars.add("insitu against simdjson, views", payload, needed, "insitu",
                 ("bench_simdjson", "views"))
    bars.add("insitu against memcpy", "connect", 0.15, "insitu", (bars.ours, "memcpy"))
    bars.shuffled("insitu")
    bars.shuffled("parse")
    for payload in NAMES:
        needed = (3, 2.5, 20) if payload != "canada" else (2, 2, 2)
        bars.add("write against RapidJSON", payload, needed[0], "write",
                 ("bench_rapidjson", "write"))
        bars.add("write against serde_json", payload, needed[1], "write", ("bench_serde", "write"))
        bars.add("write against cJSON", payload, needed[2], "write", ("bench_cjson", "write"))
    bars.plain_flags(bars.ours.replace("native", "o2"), bars.ours)
    return bars.lines
