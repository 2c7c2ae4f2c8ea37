"""Random calls of every filter, test, method and function, with arguments of every kind."""
import inspect

import jinja2.filters
import jinja2.tests

import grammar

SUBJECTS = ["s", "t", "'a b-c d'", "'x\\ny\\n\\nz'", "'<b>x</b> &amp; y'", "'%s-%s'", "'{}-{}'", "'aXbXc'", "i", "j",
            "big", "f", "g", "-2.5", "2.675", "true", "none", "ints", "strs", "mixed", "users", "d", "[]", "{}", "()",
            "''", "(1, 'a', none)", "[3, 1, 2, 2]", "['b', 'A', 'a', 'C']", "[(2, 'x'), (1, 'y')]", "{'b': 2, 'a': 'z'}",
            "{'a': {'b': [1, 2]}}", "range(7)", "ints|map('string')", "d.items()", "missing", "('x' if false)", "'3.7'",
            "'0x1f'", "' 12 '", "1234567.891", "10**15", "'ÄßΣ'", "[[1, 2], [3]]", "users|map(attribute='name')", "s|e",
            "[1, 1.0, true]", "['x', none]", "'http://a.com/x?y=1 b@c.de'", "[{'a': 1}, {'a': none}, {}]"]
ARGUMENTS = ["0", "1", "2", "3", "-1", "5", "20", "1.5", "0.0", "true", "false", "none", "''", "'a'", "'name'", "'age'",
             "'at.city'", "'x'", "','", "' '", "'key'", "'value'", "'floor'", "'ceil'", "'common'", "'upper'", "'odd'",
             "'eq'", "[]", "[1]", "['a']", "('a', 'b')", "{}", "{'a': 1}", "'> '", "'…'", "16", "2", "8", "missing", "s",
             "i", "ints", "'\\n'", "'0'", "1000", "'b,a'", "'a'|e"]
METHODS = {"str": [m for m in dir(str) if m[0] != "_" and m not in ("encode", "translate", "maketrans")],
           "list": [m for m in dir(list) if m[0] != "_"], "dict": [m for m in dir(dict) if m[0] != "_"]}
SKIPPED = {"random", "lipsum"}


def parameters(function):
    try:
        return [p for p in inspect.signature(function).parameters
                if p not in ("environment", "context", "eval_ctx", "value", "args", "kwargs")]
    except (TypeError, ValueError):
        return []


FILTERS = {n: parameters(f) for n, f in jinja2.filters.FILTERS.items() if n not in SKIPPED}
TESTS = {n: parameters(f) for n, f in jinja2.tests.TESTS.items()}


class Calls(grammar.Grammar):
    """One call, and what it gives."""

    def arguments(self, names):
        r = self.r
        given = [r.choice(ARGUMENTS) for _ in range(r.choice([0, 0, 1, 1, 1, 2, 2, 3]))]
        names = names + ["attribute", "nope"] if r.random() < 0.1 else names
        rest = names[len(given):]
        r.shuffle(rest)
        return given + [f"{name}={r.choice(ARGUMENTS)}" for name in rest[:r.choice([0, 0, 0, 1, 1, 2])]]

    def expression(self):
        r = self.r
        subject, kind = r.choice(SUBJECTS), r.randrange(10)
        if kind < 6:
            name = r.choice(list(FILTERS))
            given = ", ".join(self.arguments(FILTERS[name]))
            text = f"({subject})|{name}" + (f"({given})" if given else "")
        elif kind == 6:
            name = r.choice([n for n in TESTS if n.isalpha()])
            given = ", ".join(self.arguments([])[:2])
            return f"({subject}) is {name}" + (f"({given})" if given else "")
        elif kind == 7:
            name = r.choice(["range", "dict", "namespace", "cycler", "joiner"])
            text = f"{name}({', '.join(self.arguments(['a', 'sep']))})"
            text += {"cycler": ".next()", "joiner": "()", "namespace": ".a"}.get(name, "")
        else:
            of = r.choice(["str", "str", "list", "dict"])
            subjects = {"str": SUBJECTS[:7] + ["'Ab cD'", "'a,b,,c'", "'  x '", "'42'"], "list": ["[3, 1, 2, 1]", "['b', 'a']", "[]", "[1, 'a']"],
                        "dict": ["{'a': 1, 'b': [2]}", "{}", "{1: 'x', 'a': none}"]}[of]
            text = f"({r.choice(subjects)}).{r.choice(METHODS[of])}({', '.join(self.arguments([]))})"
        ends = ["", "", "", "|list", "|string", "|first", "|join(',')", "|length"]
        return f"({text}){r.choice(ends)}"

    def template(self):
        text = "{{ " + self.expression() + " }}"
        if self.r.random() < 0.1:
            text = "{% autoescape true %}" + text + "{% endautoescape %}"
        return {"main": text}
