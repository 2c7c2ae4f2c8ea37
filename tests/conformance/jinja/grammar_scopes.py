"""Random templates about names: few of them, assigned and read in tags that are nested in each other and in templates
that use each other. Half of what goes wrong in an engine's scopes shows only when the same name is met on three levels."""
NAMES = ["a", "b", "x", "ns", "loop"]
PLAIN = ["a", "b", "x"]


class Scopes:
    """`depth` is how many more tags may be nested; `kind` what the template is for: main, base, part or lib."""

    def __init__(self, r):
        self.r = r
        self.in_loop = 0
        self.in_macro = 0
        self.buffered = 0  # in a tag whose text is not written at once
        self.blocks = []
        self.macros = []
        self.kind = "main"

    def pick(self, *items):
        return self.r.choice(items)

    def value(self, depth=1):
        r, n = self.r, self.r.choice(PLAIN)
        if depth == 0 or r.random() < 0.3:
            return self.pick("1", "'t'", n if self.r.random() < 0.2 else f"{n}|default(4)", "[1, 2]", "none", "l|default([])", "(ns.n if ns is defined)|default(3)")
        return self.pick(f"{n}|default('-')", f"{n} ~ {self.value(0)}", f"[{self.value(0)}, {n}|d(0)]", f"({self.value(0)})|string",
                         f"{n} is defined", f"({n} if {n} is defined else {self.value(0)})", "(l|default([])|length)", "{'k': 2}",
                         f"m({n})" if self.macros else "3")

    def read(self):
        n = self.r.choice(PLAIN)
        if self.r.random() < 0.05:
            return "{{ " + self.pick(n, "ns.n", "loop.index", "varargs", "caller()", "super()") + " }}"
        more = [f"loop.{self.pick('index', 'first', 'last', 'depth', 'length', 'revindex')}", "loop.previtem|default('p')",
                "loop.nextitem|default('n')", "loop.changed(1)", "loop.cycle(1, 2)"] if self.in_loop else []
        more += ["varargs|length", "kwargs|length", "caller is defined"] if self.in_macro else []
        return "{{ " + self.pick(f"{n}|default('-')", f"{n}|default('-')", f"{n} is defined", "loop is defined", f"({n}|default(0))|string|upper",
                                 "self.one is defined", "super is defined", "ns.n|default('q') if ns is defined", *more) + " }}"

    def body(self, depth, count=None):
        return "".join(self.pick("", "", " ", ".", "\n", "-") + self.statement(depth) for _ in range(count or self.r.randrange(1, 4)))

    def held(self, depth):
        self.buffered += 1
        text = self.body(depth)
        self.buffered -= 1
        return text

    def tag(self, text):
        return "{%" + self.pick("", "", "", "-", "+") + " " + text + " " + self.pick("", "", "", "-", "+") + "%}"

    def statement(self, depth):
        if depth <= 0 or self.r.random() < 0.25:
            return self.pick(self.read, self.read, self.assign)()
        return self.pick(self.assign, self.assign, self.loop, self.loop, self.condition, self.scope, self.macro, self.call, self.capture,
                         self.block, self.include, self.imported, self.leave, self.recursion)(depth)

    def assign(self, _depth=0):
        n, k = self.r.sample(PLAIN, 2)
        return self.tag(self.pick(f"set {n} = {self.value()}", f"set {n} = {self.value()}", f"set ns.n = ns.n + {self.pick('1', '2', 'loop.index' if self.in_loop else '3')}",
                                  f"set {n}, {k} = {self.value()}, {self.value()}", f"set {n} = {k}", f"do l.append({self.value(0)})" if self.r.random() < 0.3 else f"set {n} = {k}|default(9)"))

    def loop(self, depth):
        n = self.r.choice(PLAIN)
        target, source = self.pick((n, "l|default([5])"), (n, "[1, 2, 3]"), (n, "'xy'"), (n, f"[{self.value(0)}]"), (n, "[]"), ("a, b", "[(1, 2), (3, 4)]"),
                                   ("b, a", "{'k': 1}.items()"), (n, f"range({self.pick('0', '2', '3')})"), (n, "[1, 2]|map('string')"), (n, f"[{n}|default(7)]"))
        test = self.pick("", "", "", f" if {n}", f" if {n} is defined", f" if {n} != {self.value(0)}", f" if {self.r.choice(PLAIN)} is defined")
        self.in_loop += 1
        text = self.tag(f"for {target} in {source}{test}") + self.body(depth - 1)
        self.in_loop -= 1
        return text + (self.tag("else") + self.body(depth - 1, 1) if self.r.random() < 0.3 else "") + self.tag("endfor")

    def recursion(self, depth):
        n = self.r.choice(PLAIN)
        self.in_loop += 1
        inner = self.held(depth - 1)
        self.in_loop -= 1
        return self.tag(f"for {n} in t|default([]) recursive") + inner + "{{ loop(" + self.pick(f"{n}.c", f"{n}.c|default([])", "t[:0]") + ") }}" + self.tag("endfor")

    def condition(self, depth):
        text = self.tag(f"if {self.pick('true', 'false', 'a is defined', 'b|default(1)', 'x is defined and x', 'loop is defined', 'not a|default(0)')}")
        text += self.body(depth - 1)
        if self.r.random() < 0.3:
            text += self.tag(f"elif {self.value()}") + self.body(depth - 1, 1)
        if self.r.random() < 0.5:
            text += self.tag("else") + self.body(depth - 1)
        return text + self.tag("endif")

    def scope(self, depth):
        n, k = self.r.choice(PLAIN), self.r.choice(PLAIN)
        open_, close = self.pick((f"with {n} = {self.value()}", "endwith"), (f"with {n} = {self.value()}, {k} = {n}|default('w')", "endwith"), ("with", "endwith"),
                                 ("filter upper", "endfilter"), ("filter replace('1', '9')|trim", "endfilter"), ("autoescape true", "endautoescape"))
        return self.tag(open_) + self.held(depth - 1) + self.tag(close)

    def capture(self, depth):
        n = self.r.choice(PLAIN)
        return self.tag(f"set {n}{self.pick('', '', ' | upper', ' | trim | length')}") + self.held(depth - 1) + self.tag("endset")

    def macro(self, depth):
        parameters = self.pick("", "a", "a, b=1", "x=a|default('dx')", "b=2, x=b", "a=none, b=a")
        outer, self.in_loop = self.in_loop, 0
        self.in_macro += 1
        inner = self.held(depth - 1)
        self.in_macro -= 1
        self.in_loop = outer
        self.macros.append("m")
        calls = "".join("{{ m(" + self.pick("", "1", "a", "1, 2", "b=3", "x=4", "*[1]", "1, 2, 3", "**{'b': 5}") + ") }}" for _ in range(self.r.randrange(3)))
        return self.tag(f"macro m({parameters})") + inner + self.pick("", "{{ caller('c') if caller is defined }}", "{{ varargs }}{{ kwargs }}") + self.tag("endmacro") + calls

    def call(self, depth):
        arguments = self.pick("", "(a)", "(x, b=1)")
        return self.tag("macro w(v=1)") + self.pick("", "{% set a = 'wa' %}") + "<{{ caller(" + self.pick("", "v", "v, 2") + ") }}>" + \
            self.tag("endmacro") + self.tag(f"call{arguments} w({self.pick('', 'a|default(2)', '7')})") + self.held(depth - 1) + self.tag("endcall")

    def block(self, depth):
        if self.in_macro or self.in_loop and self.r.random() < 0.3:
            return self.read()
        free = [n for n in ("one", "two", "three") if n not in self.blocks]
        if not free:
            return "{{ self." + self.pick(*self.blocks) + "() }}" if self.r.random() < 0.3 else self.read()
        name = free[0]
        self.blocks.append(name)
        outer, self.in_loop = self.in_loop, 0
        inner = self.body(depth - 1)
        self.in_loop = outer
        more = self.pick("", "", "{{ super() if super is defined }}") if self.kind != "base" else ""
        return self.tag(f"block {name}{self.pick('', '', ' scoped')}") + inner + more + self.tag("endblock")

    def include(self, _depth):
        if self.kind != "main":
            return self.read()
        how = self.pick("", "", " with context", " ignore missing", "" if self.buffered else " without context")
        return self.tag(f"include 'part'{how}")

    def imported(self, _depth):
        if self.kind != "main":
            return self.read()
        n = self.r.choice(PLAIN)
        how = self.pick("", "", " with context", " without context")
        return self.pick(self.tag(f"import 'lib' as {n}{how}") + "{{ " + f"{n}.{self.pick('f(1)', 'a|default(8)', 'b|default(0)', 'f.name')}" + " }}",
                         self.tag(f"from 'lib' import {self.pick('f', 'f, a', 'a as b', 'b as f', 'x')}{how}") + self.pick("", "{{ f('i') if f is callable and f is defined }}", "{{ a|default('na') }}"))

    def leave(self, depth):
        if not self.in_loop:
            return self.condition(depth)
        return self.tag(f"if {self.pick('loop.index == 2', 'a is defined', 'loop.last')}") + self.body(0, 1) + self.tag(self.pick("break", "continue")) + self.tag("endif")

    def one(self, kind, depth):
        self.kind, self.blocks, self.macros = kind, [], []
        return self.body(depth, self.r.randrange(2, 5))

    def template(self):
        parts = {"part": self.one("part", 1), "base": "[" + self.one("base", 2) + "{% block one %}B{% endblock %}]" if self.r.random() < 0.5 else "[" + self.one("base", 2) + "]",
                 "lib": "{% macro f(a, b=a) %}" + self.one("lib", 1) + "{% endmacro %}" + self.one("lib", 1)}
        main = self.one("main", 3)
        if self.r.random() < 0.3:
            main = self.pick("{% extends 'base' %}", "{% set a = 5 %}{% extends 'base' %}", "{% if b|default(0) %}{% extends 'base' %}{% endif %}") + main
        return {"main": main, **parts}

    def context(self):
        given = {"l": [1, 2], "d": {"k": 1, "j": 2}, "t": [{"n": 1, "c": [{"n": 2, "c": []}]}, {"n": 3, "c": []}]}
        for name in PLAIN:
            if self.r.random() < 0.7:
                given[name] = self.pick(0, 7, "", "ctx", [3], None, True)
        return given


def case(r):
    maker = Scopes(r)
    templates = maker.template()
    for name, text in templates.items():
        templates[name] = "{% set ns = namespace(n=0) %}" + text if name != "part" or r.random() < 0.5 else text
    return templates, maker.context()
