"""How gdb shows swage's types: `source …/share/swage/gdb/swage.py`, then `print session`.

Text in quotes, fields as absent, null or their value, lists and maps with their items, enums by
name, unions as their alternative, and free-form JSON as JSON. Nothing of the program is called.
"""
import json

import gdb
import gdb.printing

MOST_ITEMS = 200  # of a list; gdb's own `print elements` limits what is shown of them


def text_of(pointer, length):
    """UTF-8 text as a string; what can't be read is said."""
    if int(pointer) == 0:
        return None
    try:
        data = gdb.selected_inferior().read_memory(int(pointer), int(length)).tobytes()
    except gdb.MemoryError:
        return "<no memory there>"
    return data.decode("utf-8", "replace")


def quoted(text):
    if text is None:
        return "NULL"
    return json.dumps(text, ensure_ascii=False)  # a NUL would end what gdb shows


class Text:
    """swage_str."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return quoted(text_of(self.value["ptr"], self.value["len"]))


class Decimal(Text):
    def to_string(self):
        return text_of(self.value["ptr"], self.value["len"]) or "NULL"


class Bytes(Text):
    def to_string(self):
        pointer, length = self.value["ptr"], int(self.value["len"])
        if int(pointer) == 0:
            return "NULL"
        shown = gdb.selected_inferior().read_memory(int(pointer), min(length, 32)).tobytes().hex(" ")
        return f"{length} bytes: {shown}{' …' if length > 32 else ''}"


class DateTime:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        part = {field.name: int(self.value[field.name]) for field in self.value.type.fields()}
        text = (f"{part['year']:04}-{part['month']:02}-{part['day']:02}T"
                f"{part['hour']:02}:{part['minute']:02}:{part['second']:02}")
        if part["fraction_digits"]:
            text += "." + f"{part['nanosecond']:09}"[:part["fraction_digits"]]
        offset = abs(part["offset_minutes"])
        sign = "-" if part["offset_minutes"] < 0 or part["zone"] == 2 else "+"
        return text + ("Z" if part["zone"] == 0 else f"{sign}{offset // 60:02}:{offset % 60:02}")


class Optional:
    """{state, value}."""

    def __init__(self, value):
        self.value = value
        self.state = int(value["state"])

    def to_string(self):
        if self.state != 2:
            return {0: "absent", 1: "null"}.get(self.state, f"state {self.state}")
        inner = self.value["value"]
        if inner.type.strip_typedefs().code == gdb.TYPE_CODE_PTR and int(inner):
            return inner.dereference().format_string()
        return inner.format_string()


class List:
    """{items, count}: arrays, and maps, whose items have a key."""

    def __init__(self, value):
        self.value = value
        fields = value["items"].type.target().strip_typedefs()
        self.is_map = is_struct(fields) and [f.name for f in fields.fields()] == ["key", "value"]

    def to_string(self):
        return f"{int(self.value['count'])} {'entries' if self.is_map else 'items'}"

    def display_hint(self):
        return "map" if self.is_map else "array"

    def children(self):
        items, count = self.value["items"], int(self.value["count"])
        if int(items) == 0:
            return
        for i in range(min(count, MOST_ITEMS)):
            if self.is_map:
                yield f"key {i}", items[i]["key"]
                yield f"value {i}", items[i]["value"]
            else:
                yield str(i), items[i]


class Enum:
    """{code, text}: the code's name, or the text that came where it is unknown."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        code = self.value["code"]
        return str(self.value["text"].format_string() if int(code) == 0 else code)


class Union:
    """{tag, as}: the alternative that is set."""

    def __init__(self, value):
        self.value = value
        self.tag = int(value["tag"])
        self.fields = value["as"].type.strip_typedefs().fields()

    def to_string(self):
        if not 1 <= self.tag <= len(self.fields):
            return "not set"
        name = self.fields[self.tag - 1].name
        inner = self.value["as"][name]
        if inner.type.strip_typedefs().code == gdb.TYPE_CODE_PTR and int(inner):
            inner = inner.dereference()
        return f"{name}: {inner.format_string()}"


class Json:
    """swage_value, as JSON."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return self.json(self.value, 0)

    def json(self, value, depth):
        kind, count, of = int(value["kind"]), int(value["count"]), value["as"]
        if depth > 20:
            return "…"
        if kind == 1:
            return "true" if of["boolean"] else "false"
        if kind in (2, 3):
            text = text_of(of["text"], count)
            return text or "NULL" if kind == 2 else quoted(text)
        if kind == 4:
            items = [self.json(of["items"][i], depth + 1) for i in range(min(count, MOST_ITEMS))]
            return "[" + ", ".join(items) + (", …" if count > MOST_ITEMS else "") + "]"
        if kind == 5:
            members = [of["members"][i] for i in range(min(count, MOST_ITEMS))]
            texts = [quoted(text_of(m["key"]["ptr"], m["key"]["len"])) + ": "
                     + self.json(m["value"], depth + 1) for m in members]
            return "{" + ", ".join(texts) + (", …" if count > MOST_ITEMS else "") + "}"
        return "null" if kind == 0 else f"kind {kind}"


class Error:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        code = self.value["code"]
        if int(code) == 0:
            return str(code)
        line, column = int(self.value["line"]), int(self.value["column"])
        parts = [f"{line}:{column}"] if line else []
        parts += [self.value[name].string() for name in ("path", "message")]
        return f"{code}: " + ": ".join(part for part in parts if part)


NAMED = {"swage_str": Text, "swage_decimal": Decimal, "swage_bytes": Bytes,
         "swage_date_time": DateTime, "swage_value": Json, "swage_error": Error}
SHAPES = {("state", "value"): Optional, ("items", "count"): List, ("code", "text"): Enum,
          ("tag", "as"): Union}
OF_SWAGE = {Optional: ("state", "swage_state"), Enum: ("text", "swage_str")}


def is_struct(kind):
    return kind.code == gdb.TYPE_CODE_STRUCT


def tag_of(kind):
    kind = kind.strip_typedefs().unqualified()
    return kind.tag or kind.name or ""


class Printers(gdb.printing.PrettyPrinter):
    def __init__(self):
        super().__init__("swage")

    def __call__(self, value):
        kind = value.type.strip_typedefs()
        if not is_struct(kind):
            return None
        if tag_of(kind) in NAMED:
            return NAMED[tag_of(kind)](value)
        fields = {field.name: field.type for field in kind.fields()}
        printer = SHAPES.get(tuple(fields))
        if printer in OF_SWAGE:
            name, expected = OF_SWAGE[printer]
            return printer(value) if tag_of(fields[name]) == expected else None
        if printer is List and fields["items"].strip_typedefs().code != gdb.TYPE_CODE_PTR:
            return None
        if printer is Union and fields["as"].strip_typedefs().code != gdb.TYPE_CODE_UNION:
            return None
        return printer(value) if printer else None


gdb.printing.register_pretty_printer(gdb.current_objfile(), Printers(), replace=True)
