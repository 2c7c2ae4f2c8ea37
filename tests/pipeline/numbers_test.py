"""Bounds, consts and steps of numbers in generated code: to the last digit, and beyond doubles."""
import support

# A schema, numbers that it takes, numbers that it refuses.
ROWS = [
    ('"type": "integer", "minimum": 1E-400', "1 2e0", "0 -1"),
    ('"type": "integer", "minimum": -1E-400', "0 1", "-1"),
    ('"type": "integer", "exclusiveMaximum": 1E-400', "0 -1", "1"),
    ('"type": "integer", "minimum": 9007199254740993.5', "9007199254740994", "9007199254740993"),
    ('"type": "integer", "maximum": -9007199254740993.5', "-9007199254740994", "-9007199254740993"),
    ('"type": "integer", "exclusiveMinimum": 9223372036854775806.000001', "9223372036854775807",
     "9223372036854775806"),
    ('"type": "integer", "format": "uint64", "maximum": 18446744073709551614.5',
     "18446744073709551614", "18446744073709551615"),
    ('"type": "integer", "format": "uint64", "minimum": 18446744073709551615, '
     '"maximum": 18446744073709551615', "18446744073709551615", "18446744073709551614"),
    ('"type": "integer", "format": "int32", "exclusiveMaximum": 2147483646.5', "2147483646",
     "2147483647"),
    ('"allOf": [{"type": "integer", "minimum": 9223372036854775806}, '
     '{"minimum": 9223372036854775805}]', "9223372036854775806", "9223372036854775805"),
    ('"type": "number", "format": "decimal", "minimum": 0.1, "exclusiveMaximum": 0.100000000000000000001',
     "0.1 0.10", "0.100000000000000000001 0.09"),
    ('"type": "number", "format": "decimal", "multipleOf": 1e-400', "1 3e-400", "1e-401"),
    ('"type": "number", "const": 3.14159265358979323846', "3.14159265358979323846 3.141592653589793",
     "3.14159265358979 3"),
    ('"type": "number", "const": 123456789012345678901', "123456789012345678901 1.23456789012345678901e20",
     "123456789012345"),
    ('"const": 9223372036854775808', "9223372036854775808 92233720368547758080e-1",
     "9223372036854775809 9223372036854775807"),
    ('"const": 18446744073709551616', "18446744073709551616", "18446744073709551615"),
    ('"type": "number", "minimum": 1e-400', "1e-320 1", "0 -1e-320"),
    ('"type": "number", "exclusiveMinimum": 1e-400', "1e-320 1", "0 -1e-320"),
    ('"type": "number", "maximum": 1e-400', "0 -1e-320", "1e-320"),
    ('"type": "number", "exclusiveMaximum": 1e-400', "0 -1e-320", "1e-320"),
    ('"type": "number", "minimum": -1e-400', "0 1", "-1e-320"),
    ('"type": "number", "exclusiveMinimum": -0.1e-400', "0 1", "-1e-320"),
    ('"type": "number", "maximum": -1e-400', "-1e-320", "0 1e-320"),
    ('"type": "number", "exclusiveMaximum": -1e-400', "-1e-320", "0 1e-320"),
    ('"type": "number", "minimum": 0e-400', "0 1", "-1e-320"),
    ('"type": "number", "multipleOf": 1e-400', "0 1 1e-320", "true"),
    ('"type": "number", "format": "float", "default": 1e-50', "0 1", "true"),
    ('"type": "number", "default": -1e-400', "0 1", "true"),
    ('"type": "string", "maxLength": 18446744073709551616', '"" "ab"', "1"),
    ('"type": "array", "items": {"type": "integer"}, "maxItems": 1e30', "[] [1]", "1"),
    ('"type": "string", "maxLength": 1e400, "minLength": 2', '"ab" "abc"', '"a"'),
    ('"type": "string", "maxLength": 1152921504606846975', '"" "ab"', "1"),
]
PROGRAM = """\
#include "numbers/numbers.h"

#include <stdio.h>
#include <string.h>

int main(void) {
    static char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        swage_arena arena;
        swage_error error = {0};
        numbers_all all;
        swage_arena_init(&arena);
        bool good = numbers_all_parse(&all, line, strlen(line), NULL, &arena, &error);
        printf("%d\\n", good == numbers_all_validate(&all, NULL) || !good ? good : -1);
        swage_arena_free(&arena);
    }
    return 0;
}
"""


class Numbers(support.Folder):
    def build(self, code):
        spec = self.folder / "numbers.json"
        fields = ", ".join(f'"p{i}": {{{schema}}}' for i, (schema, _, _) in enumerate(ROWS))
        spec.write_text(f'{{"$defs": {{"All": {{"type": "object", "properties": {{{fields}}}}}}}}}')
        said = support.generate(spec, "-o", self.folder / code, "--target", "c", "--prefix",
                                "numbers", "--set", f"c.code={code}")
        self.assertNotIn("warning", said)
        package = self.folder / code / "numbers/c"
        (self.folder / "main.c").write_text(PROGRAM)
        program = self.folder / f"{code}-main"
        built = support.run([support.compilers()[0][0], *support.C_FLAGS, *support.library_flags(),
                             "-I", support.INCLUDE, "-I", package, self.folder / "main.c",
                             *package.rglob("*.c"), support.LIBRARY, "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr)
        return program

    def test_each_number_with_each_rule(self):
        cases = [(f'{{"p{i}": {text}}}', fits) for i, (_, good, bad) in enumerate(ROWS)
                 for texts, fits in ((good, "1"), (bad, "0")) for text in texts.split()]
        for code in ("small", "fast"):
            done = support.run([self.build(code)],
                               input="".join(line + "\n" for line, _ in cases))
            wrong = [(line, got) for (line, fits), got
                     in zip(cases, done.stdout.split(), strict=True) if got != fits]
            self.assertEqual(wrong, [], code)


if __name__ == "__main__":
    support.unittest.main()
