"""Members in any order: large models and enums, whose names are found by tables."""
import json
import random

import support

FIELDS = 40
ORDERS = 50
PROGRAM = """\
#include "wide/wide.h"

#include <stdio.h>
#include <string.h>

static char line[1 << 16], text[1 << 16];

int main(void) {
    while (fgets(line, sizeof line, stdin)) {
        swage_arena arena;
        swage_error error;
        wide_row row;
        swage_arena_init(&arena);
        if (!wide_row_parse(&row, line, strlen(line), NULL, &arena, &error) ||
            !wide_row_write(&row, text, sizeof text, NULL, &error))
            snprintf(text, sizeof text, "%s", swage_error_text(&error));
        printf("%d %d %s\\n", (int)row.unknown_members.count,
               (int)(row.colour.value.code != WIDE_COLOUR_UNKNOWN), text);
        swage_arena_free(&arena);
    }
    return 0;
}
"""

MANY_PROGRAM = """\
#include "many/many.h"

#include <stdio.h>
#include <string.h>

static char line[1 << 16];

int main(void) {
    while (fgets(line, sizeof line, stdin)) {
        swage_arena arena;
        swage_error error;
        static many_row row;
        swage_arena_init(&arena);
        puts(many_row_parse(&row, line, strlen(line), NULL, &arena, &error)
                 ? "good" : swage_error_text(&error));
        swage_arena_free(&arena);
    }
    return 0;
}
"""


class Lookup(support.Folder):
    def setUp(self):
        super().setUp()
        names = [f"field_{i}" for i in range(FIELDS - 4)]
        self.fields = [*names, "x", "größe", "a long name, as some APIs have them"]
        self.values = [f"shade {i}" for i in range(30)]
        spec = self.folder / "wide.yaml"
        spec.write_text(json.dumps({
            "swage": 1, "package": "wide",
            "models": {"Row": {"fields": {**{name: "integer" for name in self.fields},
                                          "colour": "Colour"}}},
            "enums": {"Colour": self.values}}))
        support.generate(spec, "-o", self.folder / "out", "--target", "c")
        self.package = self.folder / "out/wide/c"

    def build(self, text=PROGRAM):
        (self.folder / "main.c").write_text(text)
        program = self.folder / "main"
        built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                             "-I", support.INCLUDE, "-I", self.package, self.folder / "main.c",
                             *self.package.rglob("*.c"), support.LIBRARY, "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr)
        return program

    def test_there_are_tables(self):
        for name in ("row", "colour"):
            self.assertIn(".lookup = lookup,", (self.package / f"wide/{name}.c").read_text())

    def test_members_come_in_any_order(self):
        shuffle = random.Random(7).shuffle
        lines, wanted = [], []
        for order in range(ORDERS):
            known = {name: i for i, name in enumerate(self.fields)}
            known["colour"] = self.values[order % len(self.values)] if order % 5 else "no shade"
            members = [*known.items(), (f"field_{FIELDS}", 1), ("", None)]
            shuffle(members)
            lines.append(json.dumps(dict(members), ensure_ascii=False))
            wanted.append((2, bool(order % 5), {**known, f"field_{FIELDS}": 1, "": None}))
        done = support.run([self.build()], input="\n".join(lines) + "\n")
        got = [line.split(" ", 2) for line in done.stdout.splitlines()]
        self.assertEqual([(int(count), known == "1", json.loads(text))
                          for count, known, text in got], wanted)
        self.assertEqual([list(json.loads(text))[:FIELDS - 1] for _, _, text in got],
                         [self.fields] * ORDERS)

    def test_many_members_are_told_apart(self):
        for count, code in [(255, "fast"), (256, "fast"), (257, "fast"), (256, "small")]:
            names = [f"f{i}" for i in range(count)]
            spec = self.folder / "many.yaml"
            spec.write_text(json.dumps({"swage": 1, "package": "many", "models": {"Row": {
                "fields": {name: {"type": "string", "required": True} for name in names}}}}))
            self.package = self.folder / f"{code}{count}/many/c"
            support.generate(spec, "-o", self.folder / f"{code}{count}", "--target", "c",
                             "--set", f"c.code={code}")
            line = json.dumps(dict.fromkeys(names, "v"))
            short = json.dumps(dict.fromkeys(names[:-1], "v"))
            done = support.run([self.build(MANY_PROGRAM)], input=f"{line}\n{short}\n")
            self.assertEqual(done.stdout.splitlines(), [
                "good", f'1:1: the required member "f{count - 1}" is missing'], (count, code))


if __name__ == "__main__":
    support.unittest.main()
