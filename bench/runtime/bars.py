"""What the runtime is to reach, and whether it does: each bar is a ratio of speeds in one run."""
OURS = "bench_swage_fast_native"
READERS = [("bench_cjson", "parse"), ("bench_jansson", "parse"), ("bench_rapidjson", "parse"),
           ("bench_simdjson", "owned"), ("bench_serde", "owned")]
NAMES = {"connect": "connect sessions", "hr": "employees", "twitter": "twitter",
         "tweets": "partial tweets", "citm": "citm_catalog", "canada": "canada"}
REGULAR = {"connect-regular": "connect sessions", "hr-regular": "employees"}
TITLES = NAMES | REGULAR


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
        self.lines.append((what, TITLES[payload], needed, ratio))

    def add_ratio(self, what, where, needed, ratio):
        self.lines.append((what, where, needed, ratio))

    def in_order(self, task, what, payload, other):
        """Members in another order cost a quarter at most."""
        ordered, reordered = (self.seconds(name, self.ours, task) for name in (payload, other))
        self.add_ratio(f"{task}, {what} against in order", TITLES[payload], 0.75,
                       ordered / reordered if ordered and reordered else None)

    def parsing(self, payload):
        """Of generated payloads: against each of the others."""
        self.add("parse against cJSON", payload, 20, "parse", ("bench_cjson", "parse"))
        self.add("parse against RapidJSON", payload, 5, "parse", ("bench_rapidjson", "parse"))
        self.add("parse against serde_json, owned", payload, 3, "parse", ("bench_serde", "owned"))
        self.add("parse against simdjson, owned", payload, 2.5, "parse",
                 ("bench_simdjson", "owned"))

    def in_place(self, payload, needed):
        self.add("insitu against simdjson, views", payload, needed, "insitu",
                 ("bench_simdjson", "views"))

    def against_memcpy(self, payload):
        self.add("insitu against memcpy", payload, 0.15, "insitu", (self.ours, "memcpy"))

    def writing(self, payload, rapidjson, serde, cjson):
        self.add("write against RapidJSON", payload, rapidjson, "write",
                 ("bench_rapidjson", "write"))
        self.add("write against serde_json", payload, serde, "write", ("bench_serde", "write"))
        self.add("write against cJSON", payload, cjson, "write", ("bench_cjson", "write"))

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
        bars.parsing(payload)
    for payload in ("twitter", "tweets", "citm"):
        bars.add("parse against the best of them", payload, 1.2, "parse", *READERS)
    bars.add("parse against the best of them", "canada", 1.4, "parse", *READERS)
    for payload, needed in (("connect", 1.3), ("hr", 2), ("twitter", 1), ("tweets", 1),
                            ("citm", 1)):
        bars.in_place(payload, needed)
    bars.against_memcpy("connect")
    for task in ("insitu", "parse"):
        for payload in ("connect", "hr"):
            bars.in_order(task, "shuffled", payload, payload + "-shuffled")
    for payload in NAMES:
        bars.writing(payload, *((3, 2.5, 20) if payload != "canada" else (2, 2, 2)))
    bars.plain_flags(bars.ours.replace("native", "o2"), bars.ours)
    return bars.lines


def regular_bars_of(times, ours=OURS):
    """The same for documents as one service after the other writes them."""
    bars = Bars(times, ours)
    for payload in REGULAR:
        bars.parsing(payload)
    bars.in_place("connect-regular", 1.3)
    bars.in_place("hr-regular", 2)
    bars.against_memcpy("connect-regular")
    for task in ("insitu", "parse"):
        for payload in REGULAR:
            bars.in_order(task, "in another order", payload, payload + "-reordered")
    for payload in REGULAR:
        bars.writing(payload, 3, 2.5, 20)
    return bars.lines
