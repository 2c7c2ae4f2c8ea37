#!/usr/bin/python3
"""Prints MB/s of the engine and its ratio to Jinja2, on the same templates and context.

    compare.py BENCH_TEMPLATE OPENAPI.yaml

The context is made from the schemas of an OpenAPI document: models with fields.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import jinja2
import yaml

HERE = pathlib.Path(__file__).parent


def field_of(name, schema, required):
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        kind = kind[0]
    ref = schema.get("$ref") or next((part["$ref"] for part in schema.get("allOf", [])
                                      if "$ref" in part), "Any")
    return {"name": name, "type": kind, "required": name in required,
            "ref": ref.rsplit("/", 1)[-1], "element": "string",
            "description": " ".join(str(schema.get("description", "")).split())}


def context_of(path):
    document = yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    models = []
    for name, schema in document["components"]["schemas"].items():
        fields = [field_of(key, field, schema.get("required", []))
                  for key, field in schema.get("properties", {}).items()]
        models.append({"name": name, "snake": re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(),
                       "deprecated": bool(schema.get("deprecated")), "fields": fields,
                       "description": " ".join(str(schema.get("description", "")).split())})
    return {"models": models, "prefix": "bench"}


def by_jinja(template, context):
    env = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True,
                             lstrip_blocks=True, loader=jinja2.FileSystemLoader(HERE))
    compiled = env.get_template(template.name)
    best = 1e9
    for _ in range(5):
        start = time.perf_counter()
        text = compiled.render(context)
        best = min(best, time.perf_counter() - start)
    return text, best


def main():
    program, document = sys.argv[1], pathlib.Path(sys.argv[2])
    if not document.exists():
        print(f"skipped: there is no {document}")
        return 0
    context = context_of(document)
    worst = None
    print(f"{'template':16}{'bytes':>10}{'MB/s':>8}{'Jinja2':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "context.json"
        path.write_text(json.dumps(context))
        for template in sorted(HERE.glob("*.j2")):
            saved = pathlib.Path(folder) / "out"
            run = subprocess.run([program, path, template], check=True, stdout=subprocess.PIPE,
                                 env={"BENCH_SAVE": str(saved)})
            result = json.loads(run.stdout)
            text, seconds = by_jinja(template, context)
            if saved.read_text() != text:
                print(f"{template.name}: not what Jinja2 writes")
                return 1
            ratio = seconds / result["seconds"]
            worst = min(worst or ratio, ratio)
            print(f"{template.name:16}{result['bytes']:10}{result['mb_per_s']:8.0f}"
                  f"{result['bytes'] / seconds / 1e6:8.1f}{ratio:8.1f}")
    print(f"lowest ratio: {worst:.1f}")
    return 0


sys.exit(main())
