#!/usr/bin/python3
"""Fuzzers' inputs, packed into one text file (an input a line, escaped) and unpacked again.

    corpus.py unpack tests/fuzz/corpus/parse.txt FOLDER
    corpus.py pack FOLDER tests/fuzz/corpus/parse.txt
"""
import pathlib
import re
import sys


def escape(data):
    return "".join(chr(b) if 0x20 <= b < 0x7F and b != 0x5C else f"\\{b:02x}" for b in data)


def unescape(line):
    return re.sub(rb"\\(..)", lambda m: bytes.fromhex(m.group(1).decode()), line)


def unpack(packed, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(packed.read_bytes().splitlines()):
        (folder / f"{number:04}").write_bytes(unescape(line))


def pack(folder, packed):
    inputs = {path.read_bytes() for path in folder.iterdir()}
    lines = [escape(data) for data in sorted(inputs, key=lambda data: (len(data), data)) if data]
    packed.write_text("".join(line + "\n" for line in lines))


if __name__ == "__main__":
    {"pack": pack, "unpack": unpack}[sys.argv[1]](*map(pathlib.Path, sys.argv[2:]))
