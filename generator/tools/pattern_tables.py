#!/usr/bin/python3
"""Writes the tables of generator/analyze/pattern_unicode.c from the Unicode Character Database.

    generator/tools/pattern_tables.py [UCD-FOLDER]

The folder holds UnicodeData.txt and its companions; Debian's package unicode-data puts them into
/usr/share/unicode. Run by hand when a new version of Unicode is to be taken; the tables are kept in
the repository, so that building takes neither Python nor the package.
"""
import pathlib
import re
import sys

UCD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
OUT = pathlib.Path(__file__).parent.parent / "analyze"
LIMIT = 0x110000
PROPERTIES = {"ALPHA": "Alphabetic", "LOWER": "Lowercase", "UPPER": "Uppercase",
              "SPACE": "White_Space"}
GROUPS = {"LC": "Lu Ll Lt", "L": "Lu Ll Lt Lm Lo", "M": "Mn Mc Me", "N": "Nd Nl No",
          "P": "Pc Pd Ps Pe Pi Pf Po", "S": "Sm Sc Sk So", "Z": "Zs Zl Zp", "C": "Cc Cf Cs Co Cn"}


def rows(name):
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("#")[0].split(";")]
        if len(cells) > 1:
            first, _, last = cells[0].partition("..")
            yield first, last or first, cells


def by_code_point(name, default, wanted=None):
    """What a file says of each code point."""
    values = [default] * LIMIT
    for first, last, cells in rows(name):
        if wanted is None or cells[1] == wanted:
            for code_point in range(int(first, 16), int(last, 16) + 1):
                values[code_point] = cells[1]
    return values


def runs(values):
    return [(at, values[at]) for at in range(LIMIT) if at == 0 or values[at] != values[at - 1]]


def ranges(name, wanted):
    starts = runs(by_code_point(name, "", wanted)) + [(LIMIT, "")]
    return [(at, starts[i + 1][0] - 1) for i, (at, value) in enumerate(starts) if value]


def aliases(prop):
    """(short, [every name]) of each value of a property."""
    for _, _, cells in rows("PropertyValueAliases.txt"):
        if cells[0] == prop:
            yield cells[1], list(dict.fromkeys(cells[1:]))


def write(name, what, items):
    version = re.search(r"-([\d.]+)\.txt", (UCD / "Scripts.txt").read_text(encoding="utf-8")).group(1)
    lines = [f"/* {what}",
             f" * From the Unicode Character Database {version} by tools/pattern_tables.py.",
             " * Copyright 1991-2022 Unicode, Inc.; used under the Unicode licence, whose text is at",
             " * https://www.unicode.org/license.txt and in docs/unicode-license.txt. */"]
    line = ""
    for item in items:
        if len(line) + len(item) + 1 > 100:
            lines.append(line)
            line = ""
        line += (" " if line else "") + item
    (OUT / name).write_text("\n".join(lines + [line]) + "\n", encoding="utf-8")


def main():
    script_short = {names[min(1, len(names) - 1)]: short for short, names in aliases("sc")}
    categories = runs(by_code_point("extracted/DerivedGeneralCategory.txt", "Cn"))
    write("pattern_categories.def", "R(first code point in hexadecimal, general category), up to the next one.",
          [f"R({at:X},{value})" for at, value in categories])
    names = []
    for short, all_names in aliases("gc"):
        mask = GROUPS.get(short, short).split()
        bits = " | ".join(f"BIT({one})" for one in mask)
        names += [f'NAME("{one}", {bits})' for one in all_names]
    write("pattern_category_names.def", "NAME(name, categories) of General_Category.", names)
    scripts = runs(by_code_point("Scripts.txt", "Unknown"))
    write("pattern_scripts.def", "R(first code point in hexadecimal, script), up to the next one.",
          [f"R({at:X},{script_short[value]})" for at, value in scripts])
    used = {script_short[value] for _, value in scripts}
    write("pattern_script_names.def", "SCRIPT(short name) and NAME(name, short name) of Script.",
          [f"SCRIPT({short})" for short in sorted(used)]
          + [f'NAME("{one}", {short})' for short, every in aliases("sc") if short in used
             for one in every])
    items = []
    for short, name in PROPERTIES.items():
        file = "PropList.txt" if name == "White_Space" else "DerivedCoreProperties.txt"
        items += [f"{short}({first:X},{last:X})" for first, last in ranges(file, name)]
    write("pattern_properties.def", "PROPERTY(first, last): the code points of four binary properties.", items)


main()
