"""The edges of memory: generated code reads and writes no byte beyond what it is given, in whatever script its names are."""
import json

import support

PROGRAM = """\
#include "edges/edges.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGES = 1 << 18 };

/* The end of memory that no access beyond it survives. */
static char *edge(void) {
    char *memory = mmap(NULL, 2 * PAGES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED || mprotect(memory + PAGES, PAGES, PROT_NONE) ? NULL : memory + PAGES;
}

static char line[PAGES], whole[PAGES];

int main(void) {
    char *end = edge();
    if (!end)
        return 1;
    while (fgets(line, sizeof line, stdin)) {
        const size_t len = strcspn(line, "\\n");
        size_t good = 0;
        swage_error error;
        for (size_t cut = 0; cut <= len; cut++) {
            swage_arena arena;
            edges_row row;
            swage_arena_init(&arena);
            memcpy(end - cut, line, cut);
            good += edges_row_parse(&row, end - cut, cut, NULL, &arena, &error);
            good += edges_row_parse_insitu(&row, end - cut, cut, NULL, &arena, &error);
            swage_arena_free(&arena);
        }
        swage_arena arena;
        edges_row row;
        swage_arena_init(&arena);
        if (!edges_row_parse(&row, line, len, NULL, &arena, &error))
            return puts(swage_error_text(&error)), 1;
        const size_t written = edges_row_write(&row, whole, sizeof whole, NULL, &error);
        for (size_t capacity = 1; capacity <= written + 1; capacity++)
            if (edges_row_write(&row, end - capacity, capacity, NULL, &error) != written ||
                memcmp(end - capacity, whole, capacity - 1) != 0)
                return printf("%zu bytes of %zu\\n", capacity, written), 1;
        printf("%zu %s\\n", good, whole);
        swage_arena_free(&arena);
    }
    return 0;
}
"""

# Names by their letters: of one to four bytes, and such as C writes by escapes.
LETTERS = ["a", "é", "名", "😀", "?", "\\", "\t"]


class Edges(support.Folder):
    def test_no_byte_beyond(self):
        (self.folder / "main.c").write_text(PROGRAM)
        for number, letter in enumerate(LETTERS):
            names = [letter * count for count in (1, 5, 16, 33, 49)]
            spec = self.folder / f"{number}.yaml"
            spec.write_text(json.dumps({"swage": 1, "package": "edges", "models": {"Row": {
                "fields": {name: "string" if i % 2 else "boolean" for i, name in enumerate(names)}}}}))
            values = {name: "text" if i % 2 else True for i, name in enumerate(names)}
            documents = [values, dict(reversed(values.items())), {}, *({name: value} for name, value in values.items())]
            lines = [json.dumps(document, ensure_ascii=False, separators=(",", ":")) for document in documents]
            for code in ("small", "fast"):
                with self.subTest(letter=letter, code=code):
                    out = self.folder / f"{number}-{code}"
                    support.generate("-q", spec, "-o", out, "--target", "c", "--set", f"c.code={code}")
                    program = self.folder / "program"
                    built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(), "-D_DEFAULT_SOURCE",
                                         "-I", support.INCLUDE, "-I", out / "edges/c", self.folder / "main.c",
                                         *out.rglob("*.c"), support.LIBRARY, "-o", program])
                    self.assertEqual((built.returncode, built.stderr), (0, ""))
                    done = support.run([program], input="".join(line + "\n" for line in lines))
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                    read = [line.split(" ", 1) for line in done.stdout.splitlines()]
                    self.assertEqual([good for good, _ in read], ["2"] * len(lines))  # only whole documents, in both ways
                    self.assertEqual([json.loads(text) for _, text in read], documents)


if __name__ == "__main__":
    support.unittest.main()
