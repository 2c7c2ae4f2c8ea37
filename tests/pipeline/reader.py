"""Documents read and written by generated C, in a program for all the models of a spec (round_trip.c)."""
import json
import pathlib

import support

HERE = pathlib.Path(__file__).parent


class Reader(support.Folder):
    def make(self, spec, name, code, prefix):
        """The program of a spec for that kind of code, the types of its templates, and what swage said."""
        out, work = self.folder / f"{name}-{code}", self.folder / f"{name}-{code}-work"
        work.mkdir()
        options = ["--prefix", prefix, "--target", "c", "--layout", "single"]
        said = support.generate("-q", spec, "-o", out, *options, "--set", f"c.code={code}")
        dumped = support.swage("generate", spec, *options, "--dump-context")
        self.assertEqual(dumped.returncode, 0, dumped.stderr)
        context = json.loads(dumped.stdout)
        return self.build(out, context, work), context, said

    def build(self, out, context, work):
        package = next(path for path in out.iterdir() if path.is_dir())
        prefix = context["package"]["symbol"]
        symbols = [t["symbol"] for t in context["types"] if t["kind"] == "object"]
        table = work / "models.c"
        table.write_text(
            f'#include "{prefix}/{prefix}.h"\n'
            "typedef struct { const char *name; const swage_model *model; } round_trip_model;\n"
            "extern const round_trip_model round_trip_models[];\n"
            "extern const unsigned long round_trip_count;\n"
            "const round_trip_model round_trip_models[] = {\n"
            + "".join(f'    {{"{symbol}", &{symbol}_model}},\n' for symbol in symbols)
            + "};\n" f"const unsigned long round_trip_count = {len(symbols)};\n")
        program = work / "round_trip"
        compiler = support.compilers()[0][0]
        built = support.run([compiler, "-std=c11", "-O0", "-Wall", "-Wextra", "-Werror", *support.library_flags(),
                             "-I", support.INCLUDE, "-I", package / "c", HERE / "round_trip.c",
                             table, *sorted((package / "c").rglob("*.c")), support.LIBRARY,
                             "-o", program])
        self.assertEqual(built.returncode, 0, built.stderr[:4000])
        return program

    def read(self, program, cases):
        """What it says of each (symbol, document): the document as written, or an error."""
        done = support.run([program], input="".join(
            f"{symbol}\t{json.dumps(document, ensure_ascii=False)}\n" for symbol, document in cases))
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout[-300:])
        said = [line for line in done.stdout.split("\n") if line.startswith(("error:", "{"))]
        self.assertEqual(len(said), len(cases))  # names in messages may have newlines
        return said

    def make_schemas(self, schemas, prefix, code, **others):
        """The program of JSON Schemas by name, each that of a member `v`; its types, what swage said."""
        spec = self.folder / f"{prefix}.schema.json"
        spec.write_text(json.dumps({"$defs": {**others, **{
            name: {"type": "object", "required": ["v"], "properties": {"v": schema}}
            for name, schema in schemas.items()}}}), encoding="utf-8")
        return self.make(spec, prefix, code, prefix)
