"""Random mutants of the cases in this folder: their tokens taken away, doubled, swapped with those of other cases and put
into other tags. They are near to what people write, and wrong in the ways in which people are."""
import copy
import pathlib
import re

import yaml

TOKEN = re.compile(r"\{[{%#][-+]?|[-+]?[}%#]\}|'(?:\\.|[^'])*'|\"(?:\\.|[^\"])*\"|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\w+|\s+|//|\*\*|[=!<>]=|.", re.S)
WRAPPINGS = [("{% if true %}", "{% endif %}"), ("{% for q in [1, 2] %}", "{% endfor %}"), ("{% filter upper %}", "{% endfilter %}"),
             ("{% set cap %}", "{% endset %}[{{ cap }}]"), ("{% with q = 1 %}", "{% endwith %}"), ("{% autoescape true %}", "{% endautoescape %}"),
             ("{% macro mm(q=1) %}", "{% endmacro %}{{ mm() }}{{ mm(2) }}"), ("{% block bb %}", "{% endblock %}{{ self.bb() }}"),
             ("{% macro cc() %}{{ caller() }}{% endmacro %}{% call cc() %}", "{% endcall %}"), ("{% raw %}", "{% endraw %}"), ("{# ", " #}"),
             ("{% block bs scoped %}", "{% endblock %}"), ("{% for q in l|default([1]) recursive %}", "{% endfor %}")]
WORDS = ["and", "or", "not", "in", "is", "if", "else", "loop", "self", "none", "true", "recursive", "scoped", "required", "with", "without", "context", "ignore",
         "missing", "as", "import", "super", "caller", "varargs", "kwargs", "upper", "default", "list", "join", "length", "map", "select", "first", "sort"]
PUNCTUATION = list("()[]{}|.,:~+-*/%<>=") + ["**", "//", "==", "!=", "<=", ">="]


def load():
    """[(templates, context)] of all cases."""
    cases = []
    for path in sorted(pathlib.Path(__file__).parent.glob("*.yaml")):
        given = {}
        for item in yaml.safe_load(path.read_text()):
            item = {"t": item} if isinstance(item, str) else item
            if "defaults" in item:
                given = item["defaults"].get("c") or {}
            elif "deviation" not in item:
                cases.append((item.get("templates") or {"main": item["t"]}, item.get("c") or given))
    return cases


CASES = load()
POOL = {}


def kind_of(token):
    if token[0] in "'\"":
        return "text"
    if token[0].isdigit():
        return "number"
    if token[0].isalpha() or token[0] == "_":
        return "name"
    if token.isspace():
        return "space"
    return "tag" if token[0] == "{" and len(token) > 1 or token[-1] == "}" and len(token) > 1 else "mark"


for _templates, _ in CASES:
    for _text in _templates.values():
        for _token in TOKEN.findall(_text):
            POOL.setdefault(kind_of(_token), set()).add(_token)
POOL = {kind: sorted(tokens) for kind, tokens in POOL.items()}


def other(r, token):
    kind = kind_of(token)
    if kind == "name" and r.random() < 0.3:
        return r.choice(WORDS)
    if kind == "mark" and r.random() < 0.6:
        return r.choice(PUNCTUATION)
    if kind == "tag" and r.random() < 0.7:
        sign = r.choice("-+ ").strip()
        return (token[:2] + sign) if token[0] == "{" else sign + token[-2:]
    return r.choice(POOL[kind])


def mutate(r, text):
    tokens = TOKEN.findall(text) or [" "]
    for _ in range(r.choice([0, 1, 1, 1, 2, 2, 3])):
        at, how = r.randrange(len(tokens)), r.randrange(8)
        if how == 0:
            del tokens[at:at + r.randrange(1, 3)]
        elif how == 1:
            tokens.insert(at, tokens[at])
        elif how == 2:
            to = r.randrange(len(tokens))
            tokens[at], tokens[to] = tokens[to], tokens[at]
        elif how == 3:
            donor = TOKEN.findall(r.choice(r.choice(CASES)[0]["main"].split("}}")) or " ")
            start = r.randrange(len(donor) or 1)
            tokens[at:at] = donor[start:start + r.randrange(1, 6)]
        else:
            tokens[at] = other(r, tokens[at])
        if not tokens:
            tokens = [" "]
    return "".join(tokens)


def case(r):
    """({name: text}, context)"""
    templates, given = r.choice(CASES)
    templates = dict(templates)
    if r.random() < 0.3:
        more, further = r.choice(CASES)
        templates["main"] += more["main"]
        templates = {**more, **templates}
        given = {**further, **given}
    name = r.choice(sorted(templates)) if r.random() < 0.3 else "main"
    if r.random() < 0.4:
        before, behind = r.choice(WRAPPINGS)
        templates[name] = before + templates[name] + behind
    mutant = mutate(r, templates[name])
    if "**" not in mutant:  # Python takes its time for a tower of powers, and no alarm wakes it
        templates[name] = mutant
    return templates, copy.deepcopy(given)
