"""The filters that languages and the engine add to Jinja's, for Jinja2: as fast as Python does them.

Nothing is remembered that ours does not remember, but for the hash tables of names: those are no
matter of templates, and Python has the search for them free.
"""
import functools
import json
import re

import yaml

CONTROLS = "[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
MASK = 0xFFFFFFFFFFFFFFFF


def load_language(templates, target):
    """language.yaml with those that it extends, as far as filters and templates go."""
    own = yaml.safe_load((templates / target / "language.yaml").read_text())
    base = load_language(templates, own["extends"]) if "extends" in own else {}
    merged = {**base, **own}
    for section in ("escapes", "comments"):
        merged[section] = {**base.get(section, {}), **own.get(section, {})}
    return merged


def escape_filter(rule):
    replace = rule.get("replace", {})
    parts = [re.escape(text) for text in sorted(replace, key=len, reverse=True)]
    controls = rule.get("controls")
    if controls:
        parts.append(CONTROLS)
    pattern = re.compile("|".join(parts))

    def of_match(match):
        text = match.group()
        if text in replace:
            return replace[text]
        return " " if controls == "blank" else "".join(f"\\{b:03o}" for b in text.encode())

    def escape(text):
        return pattern.sub(of_match, text)

    return escape


def wrap(line, room):
    """Lines of at most `room` characters, broken at blanks where there are some."""
    while len(line) > room:
        at = line.rfind(" ", 1, room + 1)
        if at < 0:
            at = line.find(" ", room)
        if at < 0:
            break
        yield line[:at].strip()
        line = line[at + 1:]
    yield line.strip()


def comment_filter(form, escapes):
    escape = escapes[form["escape"]] if "escape" in form else str
    before, after, first = form.get("before", ""), form.get("after", ""), form.get("first", "")
    following, last, width = form.get("next", ""), form.get("last", ""), form.get("width", 0)

    def comment(text, indent=0):
        text = escape(text.strip(" \t\r\n"))
        if not text:
            return ""
        one = before + text + after
        if "\n" not in text and (not width or indent + len(one) <= width):
            return one
        room = max(width - indent - len(following), 20) if width else len(text)
        lines = [following + line for part in text.split("\n")
                 for line in wrap(part.strip(" \t\r\n"), room)]
        if last:
            lines.append(last)
        return first + "".join("\n" + (" " * indent + line).rstrip(" ") for line in lines)

    return comment


def spell_json(value, lines):
    text = json.dumps(value, ensure_ascii=False, indent=0 if lines else None,
                      separators=(",", ": " if lines else ":"))
    for character, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escaped)
    return re.sub(r"(\d)\.0(?=[,\]}\n]|$)", r"\1", text) if "." in text else text


def json_style(value, style="compact"):
    """JSON as Go spells it."""
    if style == "comma" and isinstance(value, list):
        return ",".join(v if isinstance(v, str) else spell_json(v, False) for v in value)
    return spell_json(value, style == "lines")


def padded_table(rows):
    rows = [[str(cell) for cell in row] for row in rows]
    width = max(len(cell) for row in rows for cell in row)
    lines = ["| " + " | ".join([cell.replace("\n", "<br/>").ljust(width) for cell in row]) + " |"
             for row in rows]
    lines.insert(1, "| " + " | ".join(["-" * width] * len(rows[0])) + " |")
    return "\n".join(lines)


def name_hash(name, seed):
    """swage_name_hash of the runtime, of a name's bytes."""
    size = len(name)
    a = int.from_bytes(name[:8], "little")
    b = int.from_bytes(name[max(8, size - 8):], "little")
    h = (a ^ seed) * 0x9E3779B97F4A7C15 & MASK
    h ^= (b + size) * 0xC2B2AE3D27D4EB4F & MASK
    h ^= h >> 29
    return (h * 0x165667B19E3779F9 & MASK) >> 32


def fill(names, bits, seed, most):
    """The slots of a table, and how many steps it takes; no slots if these are more than `most`."""
    slots, mask, steps = [0] * (1 << bits), (1 << bits) - 1, 0
    for position, name in enumerate(names, 1):
        at = name_hash(name, seed) & mask
        while slots[at]:
            at = (at + 1) & mask
            steps += 1
        if steps > most:
            return None, steps
        slots[at] = position
    return slots, steps


@functools.cache
def lookup_of(names):
    count, first = len(names), len(names).bit_length()
    if count == 0 or len(set(names)) < count:
        return None
    for bits in range(first, first + 4):
        if count <= 512 and count * (count - 1) // 2 <= 4 << bits:
            for seed in range(256):
                slots, _ = fill(names, bits, seed, 0)
                if slots:
                    return {"bits": bits, "seed": seed, "slots": slots}
    bits = first + 1
    seed = min(range(32), key=lambda each: fill(names, bits, each, count * count)[1])
    return {"bits": bits, "seed": seed, "slots": fill(names, bits, seed, count * count)[0]}


def lookup(names):
    """The hash table of names; see generator/analyze/lookup.h."""
    return lookup_of(tuple(name.encode() for name in names))


def of_language(language):
    escapes = {name: escape_filter(rule) for name, rule in language["escapes"].items()}
    comments = {name: comment_filter(form, escapes) for name, form in language["comments"].items()}
    return {**escapes, **comments, "json_style": json_style, "padded_table": padded_table,
            "lookup": lookup}


def warn(text):
    """A warning of the generator, which writes nothing."""
