"""The outputs that are checked in: (spec, folder, targets), from the root of the repository.

    script/checked_in.py SWAGE      writes all of them again with that program
"""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUTS = [
    ("specs/seeds/csharp.yaml", "generated/seeds/csharp", "c,markdown,markdown-csharp"),
    ("specs/seeds/typescript.yaml", "generated/seeds/typescript", "markdown-typescript"),
    ("specs/seeds/ruby.yaml", "generated/seeds/ruby", "markdown-ruby"),
    ("specs/seeds/compact.yaml", "generated/seeds/compact",
     "c,markdown,markdown-ruby,markdown-typescript"),
    ("specs/shop.openapi.yaml", "generated", "c,markdown"),
    ("specs/drawing.schema.json", "generated", "c,markdown"),
    ("specs/tour.yaml", "generated", "c,markdown"),
]


def main():
    for spec, out, targets in OUTPUTS:
        subprocess.run([sys.argv[1], "generate", spec, "-o", out, "--target", targets],
                       cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
