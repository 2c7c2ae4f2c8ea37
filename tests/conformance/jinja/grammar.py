"""A random generator of Jinja templates and their contexts, for differ.py.

Expressions are made by type, so that most of them have a result; one in thirty is of any type, so
that refusals are met, too. All randomness comes from the `random.Random` that is handed in.
"""
STRINGS = ["", "a", "hello world", "Foo-Bar baz", "it's", 'say "hi"', "both ' and \"", "a,b,,c",
           "  pad  ", "x\ty", "line1\nline2\n\nline4", "<b>&amp;</b>", "ÄÖü ß", "naïve Ǆ ŉ", "日本語",
           "e\u0301", "ΑΣ", "İI", "42", "-7", "3.14", "0x1F", "1_000", "1e3", " 12 ", "%s", "100%",
           "{}", "{0}", "key", "name", "a.b", "UPPER", "CamelCaseText", "snake_case", "tab\there",
           "a\\b", "\u00a0", "\u200b", "😀", "x" * 30, "the quick brown fox jumps over it", "-", "()",
           "http://example.com/?a=b&c=d", "None", "true", "\r\n", "a\r\nb", "\x0b", "\x7f", "½", "²"]
INTS = [0, 1, 2, 3, 5, 7, 10, 16, 42, 100, 255, 1000, 1024, 65536, 123456789, 2**31, 2**53,
        2**63 - 1, 2**63, 10**20]
FLOATS = [0.0, 0.5, 1.0, 1.5, 2.5, 3.14159, 0.1, 1e-7, 1e16, 123456.789, 1e100, 2.675, 1e22]
SPECS = ["", ">8", "<8", "^9", "*^9", "08", "+d", "d", ",", "_", "x", "#x", "b", "#o", "X", ".2f",
         "8.3f", "+.1e", "g", ".3g", "%", ".1%", "e", "s", ".3", "10.3", "=+8", "0=8", " d", "c",
         "020,.2f", "#b", "G", "F", "-^12", "0>5", ",.2f", "_x", "#_b", "010", "<08", ".0f", "#.0f",
         "{}", "n", "05d", "!>6", "é^7"]
PERCENTS = ["%s", "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%e", "%.3f",
            "%g", "%r", "%c", "%%", "%10s|", "%-10s|", "%.2s", "%i", "%u", "%a", "%G", "%E", "%#o",
            "%08.2f", "%+.2e", "%#.3g", "%*d", "%s%%", "%F", "%5.1f%%", "%.0f", "%.10g", "%03x"]


def quote(text):
    """A template's literal of a string."""
    quoted = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return "'" + quoted.replace("'", "\\'") + "'"


def plain_value(r, depth=2):
    """Any value that JSON and YAML can hold."""
    kind = r.randrange(9 if depth else 6)
    if kind < 2:
        return r.choice(STRINGS)
    if kind == 2:
        return r.choice(INTS) * r.choice([1, 1, -1])
    if kind == 3:
        return r.choice(FLOATS) * r.choice([1, 1, -1])
    if kind in (4, 5):
        return r.choice([True, False, None])
    if kind in (6, 7):
        return [plain_value(r, depth - 1) for _ in range(r.randrange(4))]
    return {r.choice(STRINGS): plain_value(r, depth - 1) for _ in range(r.randrange(4))}


def user(r):
    """One of the objects of the list `users`."""
    u = {"name": r.choice(STRINGS), "age": r.choice(INTS[:8]), "on": r.random() < 0.5,
         "tags": [r.choice(STRINGS[:14]) for _ in range(r.randrange(3))],
         "at": {"city": r.choice(["Paris", "paris", "Oslo", "rome"]), "n": r.randrange(4)}}
    if r.random() < 0.1:
        del u[r.choice(["age", "at", "on"])]
    return u


def context(r):
    """The names that expressions use, by their type's letter."""
    return {"s": r.choice(STRINGS), "t": r.choice(STRINGS), "i": r.choice(INTS[:13]),
            "j": -r.choice(INTS[:10]), "big": r.choice([2**70, -10**25, 2**64]),
            "f": r.choice(FLOATS), "g": -r.choice(FLOATS), "b": r.random() < 0.5, "n": None,
            "ints": [r.choice(INTS[:10]) * r.choice([1, -1]) for _ in range(r.randrange(6))],
            "strs": [r.choice(STRINGS) for _ in range(r.randrange(5))],
            "mixed": [plain_value(r) for _ in range(r.randrange(4))],
            "d": {r.choice(["key", "name", "a", "B", "items", "x y", "ß"]): plain_value(r)
                  for _ in range(r.randrange(5))},
            "users": [user(r) for _ in range(r.randrange(4))],
            "tree": [{"n": "a", "sub": [{"n": "b", "sub": []}, {"n": "c", "sub": []}]},
                     {"n": "d", "sub": []}]}


class Grammar:
    """Makes expressions of a type (a method each) and statements."""

    def __init__(self, r):
        self.r = r
        self.locals = {}

    def pick(self, *makers):
        return self.r.choice(makers)()

    def make(self, kind, depth):
        """An expression of that kind; rarely of another one."""
        if self.r.random() < 0.03:
            kind = self.r.choice(["str", "int", "float", "bool", "list", "dict", "none", "undef"])
        return getattr(self, "expr_" + kind)(depth)

    def atom(self, kind, depth):
        """The same, in parentheses where it needs them."""
        text = self.make(kind, depth)
        return text if text.replace("_", "").isalnum() or text[0] in "[{'" and len(text) < 9 \
            else "(" + text + ")"

    def expr_none(self, depth):
        return self.r.choice(["none", "n", "None"])

    def expr_undef(self, depth):
        return self.r.choice(["missing", "d.missing", "users[99]", "d['nope']", "('x' if false)"])

    def expr_any(self, depth):
        return self.make(self.r.choice(["str", "str", "int", "float", "bool", "list", "dict",
                                        "none", "strs", "ints", "users", "tuple", "gen"]), depth)

    # --- numbers ---

    def number(self, depth):
        return self.make(self.r.choice(["int", "int", "float"]), depth)

    def expr_int(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.25:
            return r.choice([str(r.choice(INTS)), "i", "j", "big", str(r.randrange(10)), "-3",
                             "0xff", "0b101", "0o17", "1_000"])
        a, b = (lambda: self.atom("int", depth - 1)), (lambda: self.atom("int", 0))
        return self.pick(
            lambda: f"{a()} {r.choice(['+', '-', '*', '//', '%'])} {a()}",
            lambda: f"{a()} ** {r.randrange(5)}", lambda: f"-{a()}", lambda: f"+{a()}",
            lambda: f"{a()}|abs", lambda: f"{self.atom('any', depth - 1)}|int",
            lambda: f"{self.atom('str', depth - 1)}|int({b()})",
            lambda: f"{self.atom('str', depth - 1)}|int(base={r.choice([0, 2, 8, 10, 16, 36])})",
            lambda: f"{self.atom(r.choice(['list', 'strs', 'str', 'dict', 'tuple']), depth - 1)}|"
                    f"{r.choice(['length', 'count'])}",
            lambda: f"{self.atom('ints', depth - 1)}|{r.choice(['sum', 'min', 'max', 'first', 'last'])}",
            lambda: f"{self.atom('ints', depth - 1)}|sum(start={b()})",
            lambda: f"{self.atom('users', depth - 1)}|sum(attribute='age')",
            lambda: f"{self.atom('str', depth - 1)}.{r.choice(['count', 'find', 'rfind', 'index', 'rindex'])}({self.make('str', 0)}{r.choice(['', '', ', ' + b(), ', 1, 5', ', -3', ', none, 4'])})",
            lambda: f"{self.atom('str', depth - 1)}|wordcount",
            lambda: f"{self.atom('list', depth - 1)}.{r.choice(['index', 'count'])}({self.make('any', 0)})",
            lambda: f"{self.atom('ints', depth - 1)}[{r.randrange(-3, 3)}]",
            lambda: f"{a()} if {self.make('bool', depth - 1)} else {a()}",
            lambda: f"{a()}|round", lambda: f"{a()}|round({r.randrange(-3, 3)})",
            lambda: f"{a()} {r.choice(['and', 'or'])} {a()}",
            lambda: f"{self.atom('undef', 0)}|default({b()})")

    def expr_float(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.25:
            return r.choice([repr(r.choice(FLOATS)), "f", "g", "1.5e3", "1e-3", "2.5"])
        return self.pick(
            lambda: f"{self.atom('float', depth - 1)} {r.choice(['+', '-', '*', '/', '//', '%'])} {self.atom(r.choice(['int', 'float']), depth - 1)}",
            lambda: f"{self.atom('int', depth - 1)} / {self.atom('int', depth - 1)}",
            lambda: f"{self.atom('float', depth - 1)}|round({r.randrange(-2, 4)}, {r.choice(['common', 'ceil', 'floor'])!r})",
            lambda: f"{self.atom('float', depth - 1)}|round({r.choice(['', '1', '2', 'precision=1'])})",
            lambda: f"{self.atom('any', depth - 1)}|float", lambda: f"{self.atom('str', 0)}|float(1.5)",
            lambda: f"-{self.atom('float', depth - 1)}", lambda: f"{self.atom('float', depth - 1)}|abs",
            lambda: f"{self.atom('float', 0)} ** {r.choice(['2', '-1', '0.5', '0'])}")

    # --- text ---

    def text_method(self, depth):
        r = self.r
        s, small = (lambda: self.make("str", 0)), (lambda: str(r.randrange(0, 14)))
        call = self.pick(
            lambda: r.choice(["upper", "lower", "title", "capitalize", "swapcase", "casefold",
                              "strip", "lstrip", "rstrip"]) + "()",
            lambda: r.choice(["strip", "lstrip", "rstrip"]) + f"({s()})",
            lambda: r.choice(["center", "ljust", "rjust"]) + f"({small()}{r.choice(['', ', ' + quote('*')])})",
            lambda: f"zfill({small()})", lambda: f"replace({s()}, {s()}{r.choice(['', ', 1', ', -1'])})",
            lambda: f"join({self.make('strs', depth - 1)})", lambda: f"expandtabs({r.choice(['', '4'])})",
            lambda: r.choice(["removeprefix", "removesuffix"]) + f"({s()})")
        return f"{self.atom('str', depth - 1)}.{call}"

    def text_filter(self, depth):
        r = self.r
        s, small = (lambda: self.make("str", 0)), (lambda: str(r.randrange(0, 20)))
        f = self.pick(
            lambda: r.choice(["upper", "lower", "title", "capitalize", "trim", "striptags", "escape",
                              "e", "forceescape", "string", "urlencode", "reverse", "safe", "urlize",
                              "pprint", "tojson"]),
            lambda: f"center({small()})", lambda: f"trim({s()})",
            lambda: f"truncate({small()}{r.choice(['', ', true', ', false, ' + quote('…'), ', true, ' + quote('') + ', 0', ', leeway=0'])})",
            lambda: f"indent({r.choice(['', '2', quote('> '), '2, true', 'first=true', '3, blank=true', 'width=1'])})",
            lambda: f"wordwrap({r.randrange(1, 16)}{r.choice(['', ', false', ', true, ' + quote('|'), ', break_on_hyphens=false'])})",
            lambda: f"replace({s()}, {s()}{r.choice(['', ', 1'])})",
            lambda: f"default({s()}{r.choice(['', ', true'])})", lambda: f"format({s()}, {small()})")
        return f"{self.atom('str', depth - 1)}|{f}"

    def expr_str(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.2:
            return r.choice([quote(r.choice(STRINGS)), quote(r.choice(STRINGS)), "s", "t"])
        any_ = lambda: self.atom("any", depth - 1)
        return self.pick(
            lambda: self.text_method(depth), lambda: self.text_method(depth),
            lambda: self.text_filter(depth), lambda: self.text_filter(depth),
            lambda: f"{any_()} ~ {any_()}", lambda: f"{self.atom('str', depth - 1)} + {self.atom('str', 0)}",
            lambda: f"{self.atom('str', depth - 1)} * {r.randrange(-1, 4)}",
            lambda: f"{quote(r.choice(PERCENTS))} % {self.atom(r.choice(['int', 'float', 'str', 'any']), depth - 1)}",
            lambda: f"{quote(r.choice(PERCENTS) + ' ' + r.choice(PERCENTS))} % ({any_()}, {any_()})",
            lambda: f"{quote('%(a)s %(b)' + r.choice('sdr'))} % {{'a': {any_()}, 'b': {any_()}}}",
            lambda: f"{quote('{:' + r.choice(SPECS) + '}')}.format({self.make(r.choice(['int', 'float', 'str', 'bool', 'any']), depth - 1)})",
            lambda: f"{quote(r.choice(['{} {}', '{1}{0}', '{a}', '{0!r}', '{0!s:>9}', '{0[0]}', '{x[key]}', '{{}} {}', '{:{}}', '{0:{1}}', '{a.b}']))}.format({any_()}, {r.choice(['8', any_(), 'a=' + any_(), 'x=d'])})",
            lambda: f"{any_()}|string", lambda: f"{any_()}|pprint",
            lambda: f"{self.atom(r.choice(['list', 'strs', 'ints', 'gen', 'dict']), depth - 1)}|join({r.choice(['', self.make('str', 0)])})",
            lambda: f"{self.atom('users', depth - 1)}|join(', ', attribute={r.choice(['name', 'age', 'at.city'])!r})",
            lambda: f"{any_()}|tojson{r.choice(['', '', '(indent=2)', '(4)'])}",
            lambda: f"{self.atom('str', depth - 1)}[{r.randrange(-4, 5)}]",
            lambda: f"{self.atom('str', depth - 1)}[{self.slice()}]",
            lambda: f"{self.make('str', depth - 1)} if {self.make('bool', depth - 1)} else {self.make('str', 0)}",
            lambda: f"{self.atom('str', depth - 1)} {r.choice(['and', 'or'])} {self.atom('str', 0)}",
            lambda: f"{self.number(depth - 1)}|filesizeformat" if r.random() < 0.5 else
                    f"({self.number(depth - 1)})|filesizeformat({r.choice(['', 'true', 'binary=true'])})",
            lambda: f"{self.atom('dict', depth - 1)}|{r.choice(['xmlattr', 'urlencode', 'xmlattr(false)'])}",
            lambda: f"{self.atom('strs', depth - 1)}|{r.choice(['first', 'last', 'min', 'max'])}")

    def slice(self):
        ends = ["", "", "0", "1", "2", "-1", "-2", "5", "100", "none"]
        return self.r.choice(ends) + ":" + self.r.choice(ends) + \
            self.r.choice(["", "", ":", ":-1", ":2", ":-2"])

    # --- truth ---

    def expr_bool(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.2:
            return r.choice(["true", "false", "b", "True"])
        any_ = lambda: self.atom("any", depth - 1)
        test = lambda: r.choice(["defined", "undefined", "none", "number", "string", "mapping",
                                 "sequence", "iterable", "callable", "integer", "float", "boolean",
                                 "true", "false", "lower", "upper", "odd", "even", "escaped"])
        return self.pick(
            lambda: f"{self.number(depth - 1)} {self.compare()} {self.number(depth - 1)}",
            lambda: f"{self.atom('str', depth - 1)} {self.compare()} {self.atom('str', depth - 1)}",
            lambda: f"{any_()} {r.choice(['==', '!='])} {any_()}",
            lambda: f"{any_()} {self.compare()} {any_()}",
            lambda: f"{self.number(0)} {self.compare()} {self.number(0)} {self.compare()} {self.number(0)}",
            lambda: f"{any_()} {r.choice(['in', 'not in'])} {self.atom(r.choice(['list', 'str', 'dict', 'ints', 'strs', 'tuple']), depth - 1)}",
            lambda: f"{self.atom('str', 0)} {r.choice(['in', 'not in'])} {self.atom('str', depth - 1)}",
            lambda: f"not {self.make('bool', depth - 1)}",
            lambda: f"{self.make('bool', depth - 1)} {r.choice(['and', 'or'])} {self.make('bool', depth - 1)}",
            lambda: f"{any_()} is {r.choice(['', 'not '])}{test()}",
            lambda: f"{self.atom('int', depth - 1)} is divisibleby {r.randrange(1, 5)}",
            lambda: f"{any_()} is {r.choice(['eq', 'ne', 'lt', 'gt', 'ge', 'le', 'sameas', 'in'])}({any_()})",
            lambda: f"{self.atom('str', depth - 1)}.{r.choice(['isalpha', 'isdigit', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isdecimal', 'isnumeric', 'isascii', 'isprintable'])}()",
            lambda: f"{self.atom('str', depth - 1)}.{r.choice(['startswith', 'endswith'])}({r.choice([self.make('str', 0), '(' + self.make('str', 0) + ', ' + quote('a') + ')'])})",
            lambda: f"{self.atom('undef', 0)} is {r.choice(['defined', 'undefined', 'not defined'])}",
            lambda: f"{self.r.choice(['upper', 'nope'])!r} is {r.choice(['filter', 'test'])}")

    def compare(self):
        return self.r.choice(["==", "!=", "<", "<=", ">", ">="])

    # --- lists and dicts ---

    def expr_ints(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.3:
            return r.choice(["ints", "[3, 1, 2]", "[1, 2, 3, 4, 5, 6, 7]", "range(5)|list", "[2, 2, 1]"])
        e = lambda: self.atom("ints", depth - 1)
        return self.pick(
            lambda: f"{e()}|sort{r.choice(['', '(reverse=true)'])}", lambda: f"{e()}|unique|list",
            lambda: f"{e()}|{r.choice(['select', 'reject'])}({r.choice(['odd', 'even'])!r})|list",
            lambda: f"{e()}|{r.choice(['select', 'reject'])}({r.choice(['gt', '<', 'eq', 'divisibleby', 'in'])!r}, {self.make('int', 0)})|list",
            lambda: f"{e()} + {e()}", lambda: f"{e()}[{self.slice()}]", lambda: f"{e()}|reverse|list",
            lambda: f"{e()}|map({r.choice(['abs', 'int', 'float', 'string', 'round'])!r})|list",
            lambda: f"range({r.randrange(-3, 9)}{r.choice(['', ', 8', ', -4, -2', ', 20, 7'])})|list")

    def expr_strs(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.3:
            return r.choice(["strs", "['b', 'A', 'c', 'a']", "['x', 'Y', 'y']", "users|map(attribute='name')|list"])
        e, s = (lambda: self.atom("strs", depth - 1)), (lambda: self.atom("str", depth - 1))
        return self.pick(
            lambda: f"{s()}.{r.choice(['split', 'rsplit'])}({r.choice(['', quote(','), quote(' '), quote(',') + ', 1', 'none, 1', 'maxsplit=1', self.make('str', 0)])})",
            lambda: f"{s()}.splitlines({r.choice(['', '', 'true'])})", lambda: f"{s()}|list",
            lambda: f"{s()}.{r.choice(['partition', 'rpartition'])}({self.make('str', 0)})",
            lambda: f"{e()}|sort{r.choice(['', '(reverse=true)', '(case_sensitive=true)', '(true, true)'])}",
            lambda: f"{e()}|unique{r.choice(['', '(true)'])}|list",
            lambda: f"{e()}|map({r.choice(['upper', 'title', 'length', 'trim', 'first', 'int', 'e', 'capitalize'])!r})|list",
            lambda: f"{e()}|map('replace', {self.make('str', 0)}, 'z')|list",
            lambda: f"{e()}|{r.choice(['select', 'reject'])}{r.choice(['', '(' + quote('in') + ', ' + e() + ')', '(' + quote('upper') + ')'])}|list",
            lambda: f"{e()} + {e()}", lambda: f"{e()} * 2", lambda: f"{e()}[{self.slice()}]")

    def expr_tuple(self, depth):
        any_ = lambda: self.make("any", depth - 1)
        return self.r.choice([f"({any_()}, {any_()})", f"({any_()},)", "()", "(1, 'a')", "(1, 2, 3)"])

    def expr_users(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.4:
            return "users"
        e = lambda: self.atom("users", depth - 1)
        path = lambda: repr(r.choice(["age", "name", "at.city", "at.n", "on", "at"]))
        return self.pick(
            lambda: f"{e()}|sort(attribute={r.choice([path(), repr('at.city,name'), repr('age,at.n')])}{r.choice(['', ', reverse=true', ', case_sensitive=true'])})",
            lambda: f"{e()}|{r.choice(['selectattr', 'rejectattr'])}({path()})|list",
            lambda: f"{e()}|{r.choice(['selectattr', 'rejectattr'])}({path()}, {r.choice(['eq', 'gt', 'defined', 'none', 'in', 'string', 'equalto', '==', 'lt'])!r}{r.choice(['', ', ' + self.make('any', 0)])})|list",
            lambda: f"{e()}|unique(attribute={path()})|list", lambda: f"{e()}|reverse|list",
            lambda: f"[{e()}|{r.choice(['min', 'max'])}(attribute={path()})]", lambda: f"{e()}[{self.slice()}]")

    def expr_list(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.2:
            return r.choice(["mixed", "ints", "strs", "[]", "[1, 'a', none]", "d.values()|list", "tree"])
        any_ = lambda: self.make("any", depth - 1)
        return self.pick(
            lambda: f"[{any_()}, {any_()}]", lambda: f"[{any_()}]",
            lambda: f"{self.atom('list', depth - 1)} + {self.atom('list', depth - 1)}",
            lambda: f"{self.atom('list', depth - 1)}[{self.slice()}]",
            lambda: f"{self.atom(r.choice(['list', 'ints', 'str', 'gen']), depth - 1)}|{r.choice(['batch', 'slice'])}({r.randrange(1, 5)}{r.choice(['', ', none', ', 0', ', ' + quote('-')])})|list",
            lambda: f"{self.atom('dict', depth - 1)}|{r.choice(['items', 'dictsort', 'list', 'sort', 'dictsort(true)', 'dictsort(by=' + quote('value') + ')', 'dictsort(reverse=true)'])}{r.choice(['', '|list'])}",
            lambda: f"{self.atom('dict', depth - 1)}.{r.choice(['items', 'keys', 'values'])}()|list",
            lambda: f"{self.atom('users', depth - 1)}|groupby({r.choice(['age', 'at.city', 'on', 'name'])!r}{r.choice(['', ', default=0', ', case_sensitive=true'])})",
            lambda: f"{self.atom('users', depth - 1)}|map(attribute={r.choice(['name', 'at.city', 'tags', 'age', 'at'])!r}{r.choice(['', ', default=' + self.make('any', 0)])})|list",
            lambda: f"{self.atom('list', depth - 1)}|{r.choice(['list', 'reverse|list', 'select|list', 'reject|list', 'unique|list', 'sort'])}",
            lambda: f"{self.atom('gen', depth - 1)}|list", lambda: self.expr_ints(depth), lambda: self.expr_strs(depth))

    def expr_gen(self, depth):
        r = self.r
        e = lambda: self.atom(r.choice(["ints", "strs", "list", "gen" if depth > 0 else "ints"]), depth - 1)
        return self.pick(
            lambda: f"{e()}|map({r.choice(['upper', 'string', 'int', 'first', 'list', 'length', 'nope'])!r})",
            lambda: f"{e()}|select", lambda: f"{e()}|reject({r.choice(['odd', 'none', 'string'])!r})",
            lambda: f"{e()}|unique", lambda: f"{e()}|batch(2)", lambda: f"{e()}|slice(2)", lambda: f"{e()}|reverse",
            lambda: "range(4)", lambda: "d.items()", lambda: "d|items", lambda: "d.keys()", lambda: "d.values()")

    def expr_dict(self, depth):
        r = self.r
        if depth <= 0 or r.random() < 0.4:
            return r.choice(["d", "users[0]", "{}", "{'a': 1}", "dict(a=1, b='x')"])
        any_ = lambda: self.make("any", depth - 1)
        return self.pick(
            lambda: f"{{{self.make('str', 0)}: {any_()}, {self.make('any', 0)}: {any_()}}}",
            lambda: f"dict({self.atom('dict', depth - 1)}, {r.choice(['x', 'key'])}={any_()})",
            lambda: f"{{'k': {any_()}}}", lambda: f"dict([({any_()}, {any_()})])",
            lambda: f"{self.atom('dict', depth - 1)}.copy()")
