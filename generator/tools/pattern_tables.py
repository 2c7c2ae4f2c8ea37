#!/usr/bin/python3
"""Writes the tables of generator/pattern/unicode.c from the Unicode Character Database.

    generator/tools/pattern_tables.py [UCD-FOLDER]

The folder holds UnicodeData.txt and its companions; Debian's package unicode-data puts them into
/usr/share/unicode. Run by hand when a new version of Unicode is to be taken; the tables are kept in
the repository, so that building takes neither Python nor the package.
"""
import pathlib
import re
import sys

UCD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
OUT = pathlib.Path(__file__).parent.parent / "pattern"
LIMIT = 0x110000
# The binary properties of ECMA-262, section 22.2.1.2, but Any, ASCII and Assigned, which need no table.
PROPERTIES = """
    ASCII_Hex_Digit Alphabetic Bidi_Control Bidi_Mirrored Case_Ignorable Cased
    Changes_When_Casefolded Changes_When_Casemapped Changes_When_Lowercased
    Changes_When_NFKC_Casefolded Changes_When_Titlecased Changes_When_Uppercased Dash
    Default_Ignorable_Code_Point Deprecated Diacritic Emoji Emoji_Component Emoji_Modifier
    Emoji_Modifier_Base Emoji_Presentation Extended_Pictographic Extender Grapheme_Base
    Grapheme_Extend Hex_Digit IDS_Binary_Operator IDS_Trinary_Operator ID_Continue ID_Start
    Ideographic Join_Control Logical_Order_Exception Lowercase Math Noncharacter_Code_Point
    Pattern_Syntax Pattern_White_Space Quotation_Mark Radical Regional_Indicator
    Sentence_Terminal Soft_Dotted Terminal_Punctuation Unified_Ideograph Uppercase
    Variation_Selector White_Space XID_Continue XID_Start""".split()
PROPERTY_FILES = ["PropList.txt", "DerivedCoreProperties.txt", "emoji/emoji-data.txt",
                  "DerivedNormalizationProps.txt", "extracted/DerivedBinaryProperties.txt"]
GROUPS = {"LC": "Lu Ll Lt", "L": "Lu Ll Lt Lm Lo", "M": "Mn Mc Me", "N": "Nd Nl No",
          "P": "Pc Pd Ps Pe Pi Pf Po", "S": "Sm Sc Sk So", "Z": "Zs Zl Zp", "C": "Cc Cf Cs Co Cn"}


def rows(name):
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("#")[0].split(";")]
        if len(cells) > 1:
            first, _, last = cells[0].partition("..")
            yield first, last or first, cells


def by_code_point(name, default):
    """What a file says of each code point."""
    values = [default] * LIMIT
    for first, last, cells in rows(name):
        for code_point in range(int(first, 16), int(last, 16) + 1):
            values[code_point] = cells[1]
    return values


def runs(values):
    return [(at, values[at]) for at in range(LIMIT) if at == 0 or values[at] != values[at - 1]]


def ranges_of_properties():
    """The ranges of code points of each binary property, joined where they meet."""
    found = {name: [] for name in PROPERTIES}
    for file in PROPERTY_FILES:
        for first, last, cells in rows(file):
            if cells[1] in found:
                found[cells[1]].append((int(first, 16), int(last, 16)))
    for name, ranges in found.items():
        joined = []
        for first, last in sorted(ranges):
            if joined and joined[-1][1] + 1 == first:
                first = joined.pop()[0]
            joined.append((first, last))
        found[name] = joined
    return found


def steps(ranges):
    yield "0,"
    at = 0
    for first, last in ranges:
        assert first > at  # as 0 ends a property
        yield f"-{first - at}," if first == last else f"{first - at},{last - first + 1},"
        at = last + 1


def script_extensions():
    """(first, last, short names of the scripts) of the characters that several scripts share."""
    for first, last, cells in rows("ScriptExtensions.txt"):
        yield int(first, 16), int(last, 16), cells[1].split()


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
        blank = " " if line and not item.endswith(",") else ""
        if len(line) + len(blank) + len(item) > 100:
            lines.append(line)
            line = blank = ""
        line += blank + item
    (OUT / name).write_text("\n".join(lines + [line]) + "\n", encoding="utf-8")


def main():
    script_short = {names[min(1, len(names) - 1)]: short for short, names in aliases("sc")}
    categories = runs(by_code_point("extracted/DerivedGeneralCategory.txt", "Cn"))
    write("categories.def", "R(first code point in hexadecimal, general category), up to the next one.",
          [f"R({at:X},{value})" for at, value in categories])
    names = []
    for short, all_names in aliases("gc"):
        mask = GROUPS.get(short, short).split()
        bits = " | ".join(f"BIT({one})" for one in mask)
        names += [f'NAME("{one}", {bits})' for one in all_names]
    write("category_names.def", "NAME(name, categories) of General_Category.", names)
    scripts = runs(by_code_point("Scripts.txt", "Unknown"))
    write("scripts.def", "R(first code point in hexadecimal, script), up to the next one.",
          [f"R({at:X},{script_short[value]})" for at, value in scripts])
    used = {script_short[value] for _, value in scripts}
    write("script_names.def", "SCRIPT(short name) and NAME(name, short name) of Script.",
          [f"SCRIPT({short})" for short in sorted(used)]
          + [f'NAME("{one}", {short})' for short, every in aliases("sc") if short in used
             for one in every])
    write("script_extensions.def",
          "R(first, last, script): the scripts of Script_Extensions, where they are not that of Script.",
          [f"R({first:X},{last:X},{short})" for first, last, every in sorted(script_extensions())
           for short in every])
    short_names = {cells[1]: cells[2] if len(cells) > 2 else cells[0]
                   for _, _, cells in rows("PropertyAliases.txt")}
    write("property_names.def",
          "PROPERTY(short name) and NAME(name, short name) of the binary properties.",
          [f"PROPERTY({short_names[name]})" for name in PROPERTIES]
          + [f'NAME("{one}", {short_names[name]})' for name in PROPERTIES
             for one in sorted({name, short_names[name]})])
    write("properties.def",
          "For each property 0, and for each of its runs how many code points are left out before it\n"
          " * and how many it has; or the former alone, negative, where it has one.",
          [item for ranges in ranges_of_properties().values() for item in steps(ranges)])


main()
