#!/usr/bin/python3
"""Renders random templates with the engine and with Jinja2, and compares.

    differ.py DRIVER [--count N] [--seed N] [--show N] [--makers calls,tags,scopes,mutants]

Templates come from grammar*.py, seeded, so that a run can be repeated. What
differs is made smaller, and printed as a case for this folder's YAML files, by cause: one line of
message that the two sides gave, and how often. `known` lists what docs/templates.md deviates in.
"""
import argparse
import random
import re
import signal
import sys

import grammar
import grammar_calls
import grammar_mutants
import grammar_scopes
import grammar_tags
import run

BATCH = 1000


class TooLong(Exception):
    """Jinja2 took too long, or too much; the case is left out."""


def alarm(_number, _frame):
    raise TooLong


def theirs(case):
    """What Jinja2 makes of it: text, or what it raised."""
    signal.alarm(2)
    try:
        return run.by_jinja(case)
    finally:
        signal.alarm(0)


ADDRESS = re.compile(r"(?i)at0x[0-9a-f]{6}")
SEPARATION = re.compile(r"\\n|[^0-9A-Za-z]")  # what filters put between the letters of an address

VARIABLE_AUTOESCAPE = r"autoescape (?!true|false)([a-z]+)"


def with_plain_autoescape(case):
    """The case with what the tag's variable holds in its place, so that Jinja2 escapes literals, too."""
    def plain(tag):
        return "autoescape " + str(bool(case["context"].get(tag[1]))).lower()
    templates = {name: re.sub(VARIABLE_AUTOESCAPE, plain, text) for name, text in case["templates"].items()}
    return {**case, "templates": templates}


def with_plain_names(case):
    """The case with letters that are others in NFKC marked, so that Python does not make two names one."""
    templates = {name: re.sub("[ªº²³¹ﬁſ]", lambda c: f"q{ord(c[0])}", text) for name, text in case["templates"].items()}
    return {**case, "templates": templates}


def known(case, ours, expected):
    """Whether the difference is one that docs/templates.md lists."""
    text = "".join(case["templates"].values())
    if isinstance(expected, TooLong) or isinstance(expected, MemoryError):
        return True
    if isinstance(expected, str) and ADDRESS.search(SEPARATION.sub("", expected)):
        return True
    if re.search(VARIABLE_AUTOESCAPE, text) and run.alike(ours, theirs(with_plain_autoescape(case))):
        return True
    listed = "template-limit|this comment has no end|has no endraw|expected an integer as argument|a template is a string|the power is no real number|a view of a dict can't be the key"
    if isinstance(ours, Exception) and re.search(listed, str(ours)):
        return True
    if isinstance(expected, str) and re.search(r"\d[je]?[+-]?\d*j\b|\d{4000}", expected):
        return True
    if not text.isascii() and run.alike(ours, theirs(with_plain_names(case))):
        return True
    return "lipsum" in text


def differs(driver, case):
    expected = theirs(case)
    ours = run.by_engine(driver, [case])
    if not ours:
        return "crash"
    if run.alike(ours[0], expected) or known(case, ours[0], expected):
        return None
    return cause(ours[0], expected)


def cause(ours, expected):
    """A short text that differences of one cause share."""
    def brief(outcome):
        if not isinstance(outcome, Exception):
            return "text"
        text = re.sub(r"^error (\S+) \S+ ", r"\1 ", str(outcome).splitlines()[0] if str(outcome) else "")
        return type(outcome).__name__ + ": " + re.sub(r"'[^']*'|`[^`]*`|[0-9]+", "_", text)[:90]
    return f"ours {brief(ours)} / jinja2 {brief(expected)}"


TOKEN = re.compile(r"\{[{%#][-+]?|[-+]?[}%#]\}|'(?:\\.|[^'])*'|\w+|\s+|.", re.S)


def smaller(driver, case, wanted):
    """The case with as many tokens taken away as the difference allows."""
    for name in [n for n in case["templates"] if n != "main"]:
        kept = dict(case["templates"])
        del kept[name]
        if differs(driver, {**case, "templates": kept}) == wanted:
            case = {**case, "templates": kept}
    size = 32
    while size:
        at = 0
        tokens = TOKEN.findall(case["templates"]["main"])
        while at < len(tokens):
            fewer = tokens[:at] + tokens[at + size:]
            tried = {**case, "templates": {**case["templates"], "main": "".join(fewer)}}
            if differs(driver, tried) == wanted:
                case, tokens = tried, fewer
            else:
                at += 1
        size //= 2
    names = set(re.findall(r"\w+", " ".join(case["templates"].values())))
    return {**case, "context": {k: v for k, v in case["context"].items() if k in names}}


def made(maker, r):
    """({name: text}, context)"""
    if maker == "scopes":
        return grammar_scopes.case(r)
    if maker == "mutants":
        return grammar_mutants.case(r)
    return (grammar_calls.Calls(r) if maker == "calls" else grammar_tags.Tags(r)).template(), grammar.context(r)


def make_case(seed, number, makers):
    r = random.Random(f"{seed}/{number}")
    templates, context = made(makers[number % len(makers)], r)
    return {"templates": templates, "main": "main", "context": context,
            "trim": r.random() < 0.25, "lstrip": r.random() < 0.25, "keep": r.random() < 0.25,
            "number": number}


def show(case, ours, expected):
    options = {k: True for k in ("trim", "lstrip", "keep") if case[k]}
    print(f"  number {case['number']}: {case['templates']} {case['context']} {options or ''}")
    print(f"    ours:   {ours!r}\n    jinja2: {expected!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", type=int, default=30)
    parser.add_argument("--makers", default="calls,tags,tags,scopes,mutants")
    options = parser.parse_args()
    makers = options.makers.split(",")
    signal.signal(signal.SIGALRM, alarm)
    causes, refused = {}, 0
    for start in range(0, options.count, BATCH):
        cases = [make_case(options.seed, n, makers) for n in range(start, min(start + BATCH, options.count))]
        outcomes = run.by_engine(options.driver, cases)
        if len(outcomes) != len(cases):
            print(f"the driver ended at case {start + len(outcomes)}: {cases[len(outcomes)]}")
            return 1
        for case, ours in zip(cases, outcomes):
            expected = theirs(case)
            refused += isinstance(expected, Exception)
            if not run.alike(ours, expected) and not known(case, ours, expected):
                causes.setdefault(cause(ours, expected), []).append((case, ours, expected))
    total = sum(map(len, causes.values()))
    for name, found in sorted(causes.items(), key=lambda c: -len(c[1]))[:options.show]:
        print(f"{len(found)}: {name}")
        for case, _, _ in found[:3]:
            less = smaller(options.driver, case, name)
            show(less, (run.by_engine(options.driver, [less]) or ["crash"])[0], theirs(less))
    print(f"{options.count} templates, {refused} refused by both or by Jinja2, {total} differ")
    return total > 0


if __name__ == "__main__":
    sys.exit(main())
