#!/usr/bin/python3
"""Writes unicode_tables.inc, the tables of unicode.c, from Python's Unicode data."""
import sys

ALL = [chr(c) for c in range(0x80, 0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(predicate):
    out = []
    for ch in ALL:
        if not predicate(ch):
            continue
        c = ord(ch)
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def is_ignorable(ch):
    """Whether Python looks past it, to see if a sigma ends a word."""
    return ("A" + ch + "\u03A3").lower()[-1] == "\u03C2" != (ch + "\u03A3").lower()[-1]


def put_ranges(name, predicate):
    print(f"static const code_range {name}[] = {{")
    row = []
    for first, last in ranges(predicate):
        row.append(f"{{0x{first:X}, 0x{last:X}}},")
        if len(row) == 5:
            print("    " + " ".join(row))
            row = []
    if row:
        print("    " + " ".join(row))
    print("};")


def put_mapping(name, method, same_as=None):
    """Runs of code points that map by one offset, at a distance of 1 or 2."""
    runs, special = [], []
    for ch in ALL:
        to = method(ch)
        if to == (same_as(ch) if same_as else ch):
            continue
        c = ord(ch)
        if len(to) > 1:
            special.append((c, [ord(x) for x in to] + [0] * (3 - len(to))))
            continue
        delta = ord(to) - c
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            if (step == 0 and c - last <= 2) or (step and c - last == step):
                runs[-1] = [first, c, c - last, delta]
                continue
        runs.append([c, c, 0, delta])
    print(f"static const case_run {name}_runs[] = {{")
    for first, last, step, delta in runs:
        print(f"    {{0x{first:X}, 0x{last:X}, {step or 1}, {delta}}},")
    print("};")
    print(f"static const case_special {name}_specials[] = {{")
    for c, to in special:
        print(f"    {{0x{c:X}, {{{', '.join(f'0x{x:X}' for x in to)}}}}},")
    print("};")


sys.stdout = open(sys.argv[1], "w")
print("/* Made by unicode_tables.py; code points from U+0080 on. */")
put_ranges("alphas", str.isalpha)
put_ranges("digits", str.isdigit)
put_ranges("numerics", lambda ch: ch.isalnum() and not ch.isalpha())
put_ranges("decimals", str.isdecimal)
put_ranges("numbers", str.isnumeric)
put_ranges("titles", lambda ch: ch.istitle() and not ch.isupper())
put_ranges("ignorables", is_ignorable)
put_ranges("name_starts", str.isidentifier)
put_ranges("name_parts", lambda ch: ("a" + ch).isidentifier())
put_ranges("uppers", str.isupper)
put_ranges("lowers", str.islower)
put_ranges("unprintables", lambda ch: not ch.isprintable())
put_mapping("upper", str.upper)
put_mapping("lower", str.lower)
put_mapping("title", str.title, str.upper)
put_mapping("fold", str.casefold, str.lower)
