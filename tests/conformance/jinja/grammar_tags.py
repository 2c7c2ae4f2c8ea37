"""Random statements, white space control and whole templates; see grammar.py."""
import grammar

HELPERS = {
    "plain.j2": "[plain {{ s }}{{ x is defined }}]",
    "macros.j2": "{% macro m(a, b='B', c=none) %}<{{ a }}|{{ b }}|{{ c }}>{% endmacro %}"
                 "{% macro wrap(k=1) %}({{ caller(k) if caller is defined }}){% endmacro %}"
                 "{% set v = 'exported' %}{% set _hidden = 1 %}",
    "loopy.j2": "{% for q in ints %}{{ loop.index }}{{ q }}{% else %}-{% endfor %}{{ y|default('noy') }}",
    "base.j2": "<{% block head %}H{{ s }}{% endblock %}|{% block body scoped %}B{% endblock %}|"
               "{% block foot %}{{ self.head() }}{% endblock %}>",
    "mid.j2": "{% extends 'base.j2' %}{% block body %}mid({{ super() }}){% endblock %}",
}


class Tags(grammar.Grammar):
    """Statements; `names` are the variables that the surrounding tags have made."""

    def __init__(self, r):
        super().__init__(r)
        self.in_loop = 0
        self.names = []

    def expr_any(self, depth):
        if self.names and self.r.random() < 0.3:
            return self.r.choice(self.names)
        return super().expr_any(depth)

    def sign(self):
        return self.r.choice(["", "", "", "", "-", "+"])

    def tag(self, text):
        end = self.r.choice(["", "", "", "", "-", "+"])
        return "{%" + self.sign() + " " + text + " " + end + "%}"

    def output(self, text):
        left, right = self.r.choice(["", "", "", "-", "+"]), self.r.choice(["", "", "", "-", ""])
        return "{{" + left + " " + text + " " + right + "}}"

    def data(self):
        return self.r.choice(["", "", " ", "\n", "x", " y ", "\n  ", "  \n", "z\n", "\t", "{# c #}",
                              "{#- c -#}", " {#+ c #} ", "{ {", "}}", "%}", "\r\n", "\n\n",
                              "{% raw %}{{ x }}{% endraw %}", "{%- raw -%} {% q %} {%- endraw -%}"])

    def body(self, depth, count=None):
        pieces = []
        for _ in range(count or self.r.randrange(1, 4)):
            pieces += [self.data(), self.statement(depth)]
        return "".join(pieces) + self.data()

    def inner(self, depth, names=()):
        """A body that sees further names."""
        before = len(self.names)
        self.names += names
        text = self.body(depth - 1)
        del self.names[before:]
        return text

    def statement(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.4:
            return self.output(self.make("any", r.randrange(1, 4)))
        return self.pick(*(getattr(self, "tag_" + n) for n in
                           ("if", "for", "for", "set", "set_block", "with", "macro", "call",
                            "filter", "do", "namespace", "autoescape", "include", "import_",
                            "recursive", "loop_control")))

    def statement_depth(self):
        return self.r.randrange(0, 2)

    def tag_if(self):
        text = self.tag("if " + self.make("bool", 2)) + self.inner(self.statement_depth())
        if self.r.random() < 0.3:
            text += self.tag("elif " + self.make("any", 1)) + self.inner(0)
        if self.r.random() < 0.5:
            text += self.tag("else") + self.inner(0)
        return text + self.tag("endif")

    def tag_for(self):
        r = self.r
        v = r.choice(["x", "y", "u"])
        target, source = r.choice([(v, self.make(r.choice(["list", "ints", "strs", "users", "gen", "str", "dict"]), 1)),
                                   ("k, " + v, self.atom("dict", 1) + ".items()"),
                                   (v + ", w", "[(1, 2), [3, 'b']]")])
        text = f"for {target} in {source}"
        if r.random() < 0.25:
            text += " if " + r.choice([v, v + " is defined", v + " is string", self.make("bool", 1), "loop.first"])
        if self.r.random() < 0.02:
            text += " recursive"
        loops = ["loop." + a for a in ("index", "index0", "first", "last", "length", "revindex", "revindex0",
                                       "depth", "previtem", "nextitem", "cycle('a', 'b')", "changed(" + v + ")")]
        names = target.split(", ") + r.sample(loops, 2)
        self.in_loop += 1
        body = self.inner(self.statement_depth(), names)
        self.in_loop -= 1
        if r.random() < 0.25:
            body += self.tag("else") + self.inner(0)
        return self.tag(text) + body + self.tag("endfor")

    def tag_recursive(self):
        return (self.tag("for node in tree recursive") + "{{ node.n }}" + self.data() +
                self.output(self.r.choice(["loop.depth", "loop.index", "loop.length", "loop.last"])) +
                self.tag("if node.sub") + "(" + self.output("loop(node.sub)") + ")" + self.tag("endif") +
                self.tag("endfor"))

    def tag_loop_control(self):
        if not self.in_loop:
            return self.tag_if()
        return self.tag("if " + self.make("bool", 1)) + self.data() + \
            self.tag(self.r.choice(["break", "continue"])) + self.tag("endif")

    def tag_set(self):
        name = self.r.choice(["x", "y", "s", "q"])
        text = self.r.choice([f"set {name} = {self.make('any', 2)}",
                              f"set {name}, w = {self.make('any', 1)}, {self.make('any', 1)}"])
        self.names.append(name)
        return self.tag(text)

    def tag_set_block(self):
        name = self.r.choice(["x", "y"])
        filters = self.r.choice(["", "", " | upper", " | trim | title", " | indent(2)"])
        body = self.inner(self.statement_depth())
        self.names.append(name)
        return self.tag(f"set {name}{filters}") + body + self.tag("endset")

    def tag_with(self):
        return self.tag(f"with x = {self.make('any', 1)}, y = {self.make('any', 1)}") + \
            self.inner(self.statement_depth(), ["x", "y"]) + self.tag("endwith")

    def tag_macro(self):
        r = self.r
        signature = r.choice(["a", "a, b=1", "a=s, b=a", "", "a, b=i, c=none"])
        extra = r.choice([[], ["varargs"], ["kwargs"], ["m.name", "m.arguments"], ["m.catch_varargs"]])
        names = [p.split("=")[0] for p in signature.split(", ") if p] + extra
        calls = [f"m({r.choice([self.make('any', 1), self.make('any', 1) + ', 2', 'b=3', 'a=1', '1, b=2', '*[1, 2]', '**{' + repr('a') + ': 1}', '1, 2, 3, 4', ''])})"
                 for _ in range(2)]
        return self.tag(f"macro m({signature})") + self.inner(self.statement_depth(), names) + \
            self.tag("endmacro") + self.data() + "".join(self.output(c) for c in calls)

    def tag_call(self):
        arguments = self.r.choice(["", "(v)", "(v, w=2)"])
        return self.tag("macro c(p=1)") + self.data() + "<{{ caller(" + \
            self.r.choice(["", "p", "p, 3", "1, 2, 3"]) + ") }}>" + self.tag("endmacro") + \
            self.tag(f"call{arguments} c({self.r.choice(['', '5', 'p=s'])})") + \
            self.inner(0, ["v"] if arguments else []) + self.tag("endcall")

    def tag_filter(self):
        name = self.r.choice(["upper", "title", "trim", "indent(2)", "replace('a', 'b')", "e", "upper|lower"])
        return self.tag("filter " + name) + self.inner(self.statement_depth()) + self.tag("endfilter")

    def tag_do(self):
        return self.tag("set l = [1]") + self.tag("do l." + self.r.choice(
            [f"append({self.make('any', 1)})", f"extend({self.make('list', 1)})", "pop()", "insert(0, 'i')",
             "reverse()", "sort()", "remove(1)", "clear()"])) + self.output("l") + \
            self.tag("do d." + self.r.choice(["update({'u': 1})", "pop('key', 0)", "setdefault('z', [])", "clear()"])) + \
            self.output("d")

    def tag_namespace(self):
        return self.tag("set ns = namespace(n=0)") + self.tag("for x in ints") + \
            self.tag(f"set ns.n = ns.n + {self.make('int', 1)}") + self.inner(0, ["x", "ns.n"]) + \
            self.tag("endfor") + self.output(self.r.choice(["ns.n", "ns", "ns.n is defined", "ns.zz"]))

    def tag_autoescape(self):
        return self.tag("autoescape " + self.r.choice(["true", "false", "b"])) + \
            self.inner(1, ["'<b>'|safe", "'<i>'|e", "'<'", "s|escape", "s|safe", "['<'|safe, '>']", "'%s<'|safe % s",
                           "'<b>'|safe + s", "s ~ ('&'|safe)", "['a>', 'b'|safe]|join('<')"]) + self.tag("endautoescape")

    def tag_include(self):
        name = self.r.choice(["'plain.j2'", "'loopy.j2'", "['nope.j2', 'plain.j2']", "'nope.j2'", "'pla' ~ 'in.j2'"])
        return self.tag(f"include {name}" + self.r.choice(["", "", " ignore missing", " without context", " with context"]))

    def tag_import_(self):
        return self.r.choice([
            self.tag("import 'macros.j2' as lib") + self.output(f"lib.m({self.make('any', 1)})") + self.output("lib.v"),
            self.tag("from 'macros.j2' import m, wrap as w" + self.r.choice(["", " with context"])) +
            self.output(f"m({self.make('any', 1)}, c=2)") + self.tag("call(z) w(4)") + "{{ z }}" + self.tag("endcall")])

    def template(self):
        """{name: text} whose `main` is rendered."""
        r = self.r
        kind = r.random()
        if kind < 0.45:
            return {"main": self.data() + self.output(self.make("any", r.randrange(1, 5))) + self.data()}
        if kind < 0.92:
            return {"main": self.body(r.randrange(1, 3)), **HELPERS}
        blocks = "".join(self.tag("block " + name) + self.inner(1, ["super()", "self.foot()"]) + self.tag("endblock")
                         for name in r.sample(["head", "body", "foot"], r.randrange(1, 3)))
        return {"main": self.tag("extends " + r.choice(["'base.j2'", "'mid.j2'", "'mid' ~ '.j2'"])) +
                self.data() + (self.tag_set() if r.random() < 0.4 else "") + blocks, **HELPERS}
