"""Patterns in generated code: they decide as Python's re does, and what has no table asks the hook."""
import json
import re

import support

PATTERNS = ["^[A-Z]{2}$", r"\d", "^(?:a|bc)*d?$", "é|ü+", r"^\S+@\S+\.[a-z]{2,}$", "^.{2,4}$", "x*",
            r'^"\\\?\?/$', "^[^a-f]+$", "q", r"^\+?[0-9 ()-]{3,}$", "^.{1,40}$", "^(?!a)(é|[^bé]){33}$", "[a-c]{2,300}x", "^x.{0,1000}y$",
            r"^(?:\S\S){20,2000}$", "^$|^a{3,70}$",
            "^[^:]{0,63}:[^:]{0,63}:.{0,1023}$", "(a|b|é)a(a|b|é){20}$", "^(?=.{2,999}$)(?!b)[a-cé]{0,99}[a-c]{0,99}$"]
TEXTS = ["", "CH", "ch", "CHF", "7", "bcabcd", "bcabce", "é", "ü", "ä", "jo@example.com", "jo@x",
         "🚀🚀", "🚀", "🚀🚀🚀🚀🚀", '"\\??/', "xyz", "q", "+41 (0) 44", "a\nb", "ÿ\u07ff\u0800\uffff", "é" * 33, "é" * 40, "é" * 41, "a" * 33, "x🚀y", "x" + "y" * 1001, "x" + "y" * 1002,
         "abcx", "ax", "x" * 4000, "x" * 4002, "xx" * 19 + "x", "a" * 70, "a" * 71,
         "::", "a:b", "é:" + "x" * 63 + ":" + "🚀" * 1023, ":" + "x" * 64 + ":", "::" + "x" * 1024, "éa" + "bé" * 10, "aa" + "b" * 21]
HOOKED = r"(.)\1"
PROGRAM = """\
#include "texts/texts.h"

#include <stdio.h>
#include <string.h>

static bool is_twice(void *context, const char *pattern, swage_str text) {
    (void)context;
    return strcmp(pattern, "(.)\\\\1") == 0 && text.len == 2 && text.ptr[0] == text.ptr[1];
}

int main(void) {
    static char line[16384];
    while (fgets(line, sizeof line, stdin)) {
        const swage_parse_options options = {.match = is_twice};
        swage_arena arena;
        swage_error error = {0};
        texts_all all;
        swage_arena_init(&arena);
        texts_all_parse(&all, line, strlen(line), &options, &arena, &error);
        printf("%d\\n", error.code == SWAGE_OK ? 1 : error.code == SWAGE_ERROR_CONSTRAINT ? 0 : -1);
        swage_arena_free(&arena);
    }
    return 0;
}
"""


class Pattern(support.Folder):
    def build(self):
        spec = self.folder / "texts.yaml"
        fields = {f"p{i}": {"type": "string", "pattern": p}
                  for i, p in enumerate([*PATTERNS, HOOKED])}
        spec.write_text(json.dumps({"swage": 1, "package": "texts",
                                    "models": {"All": {"fields": fields}}}))
        said = support.generate(spec, "-o", self.folder / "out", "--target", "c")
        self.assertEqual(said.count("[pattern]"), 1, said)
        package = self.folder / "out/texts/c"
        (self.folder / "main.c").write_text(PROGRAM)
        program = self.folder / "main"
        built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                             "-I", support.INCLUDE, "-I", package, self.folder / "main.c",
                             *package.rglob("*.c"), support.LIBRARY, "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr)
        return program

    def test_each_pattern_with_each_text(self):
        cases = [(f"p{i}", text, bool(re.search(p, text)))
                 for i, p in enumerate(PATTERNS) for text in TEXTS]
        cases += [(f"p{len(PATTERNS)}", text, fits)
                  for text, fits in (("aa", True), ("ab", False), ("", False))]
        lines = [json.dumps({name: text}, ensure_ascii=False) for name, text, _ in cases]
        done = support.run([self.build()], input="\n".join(lines) + "\n")
        wrong = [(line, fits) for line, (_, _, fits), got
                 in zip(lines, cases, done.stdout.split(), strict=True) if got != str(int(fits))]
        self.assertEqual(wrong, [])
        self.assertGreater(sum(fits for _, _, fits in cases), 40)


if __name__ == "__main__":
    support.unittest.main()
