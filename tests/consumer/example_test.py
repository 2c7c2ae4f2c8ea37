#!/usr/bin/python3
"""Compiles examples/connect_session.c with freshly generated models, runs it on its input and
compares: what is changed is changed, everything else comes back.

    example_test.py --build DIR [--cc COMPILER] [CFLAG...]
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
FLAGS = "-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cc", default="cc")
    options, flags = parser.parse_known_args()
    source = ROOT / "examples/connect_session.c"
    document = source.with_suffix(".json").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([options.build / "swage", "generate", ROOT / "specs/seeds/compact.yaml",
                        "--target", "c", "-o", folder, "-q"], check=True)
        models = pathlib.Path(folder) / "stackone/c"
        program = pathlib.Path(folder) / "example"
        subprocess.run([options.cc, *FLAGS, *flags, f"-I{ROOT}/runtime/include", f"-I{models}",
                        source, *models.rglob("*.c"), options.build / "runtime/libswage.a",
                        "-o", program], check=True)
        printed = subprocess.run([program], input=document, capture_output=True, check=True).stdout

        expected = json.loads(document)
        expected.update(expires_in=3600, label="Renewed", origin_owner_name="Acme")
        del expected["multiple"]
        assert json.loads(printed) == expected, printed.decode()

        broken = subprocess.run([program], input=b'{"origin_owner_id": 7}', capture_output=True)
        assert broken.returncode == 1 and broken.stdout == b"", broken
        assert broken.stderr.startswith(b"1:21: /origin_owner_id: expected a string"), broken


main()
