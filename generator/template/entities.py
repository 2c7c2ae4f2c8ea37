#!/usr/bin/python3
"""Writes entities.inc, the names of HTML 5's character references, from Python's table of them."""
import html.entities
import sys


def quoted(text):
    return '"' + "".join(chr(b) if 0x20 < b < 0x7F and chr(b) not in '"\\\\?' else f"\\{b:03o}"
                         for b in text.encode()) + '"'


sys.stdout = open(sys.argv[1], "w")
print("/* Made by entities.py; in the order of their names. */")
print("static const entity entities[] = {")
for name, text in sorted(html.entities.html5.items(), key=lambda e: e[0].encode()):
    print(f"    {{{quoted(name)}, {quoted(text)}}},")
print("};")
