"""docs/native.schema.json takes every native spec of specs/, and refuses what swage refuses.

Usage: native_schema_test.py SOURCE_DIR
"""
import copy
import json
import pathlib
import re
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(sys.argv[1])


class CoreLoader(yaml.SafeLoader):
    """PyYAML with the scalars of YAML 1.2: no yes/no, no dates."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules
            if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp",
                           "tag:yaml.org,2002:value")]
    for first, rules in copy.deepcopy(yaml.SafeLoader.yaml_implicit_resolvers).items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool",
                                 re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))

GOOD = [
    "swage: 1",
    "{swage: 1, models: {A: null, B: {fields: {a: A, b: [[B]], c: {map: {map: any}}}}}}",
    "{swage: 1, enums: {E: [on, 1, {value: x, name: X, x-y: 1}], F: {values: [a], closed: true}}}",
    "{swage: 1, models: {A: {fields: {k: {const: 1}, e: {enum: [a]}, t: [{type: string, minLength: 1}]},"
    " additionalProperties: {type: int32, minimum: 0}}}}",
    "{swage: 1, unions: {U: {oneOf: [string, [A], {type: A, name: B}], discriminator: {property: k,"
    " mapping: {a: A}}}}}",
    "{swage: 1, include: [a.yaml], targets: {c: {anything: [1]}}, version: 1.0, x-mine: 1}",
]

BAD = [
    "{}",
    "swage: 2",
    "{swage: 1, model: {}}",
    "{swage: 1, package: 5}",
    "{swage: 1, models: {string: {}}}",
    "{swage: 1, models: {A: {id: string}}}",
    "{swage: 1, models: {A: {fields: {a: []}}}}",
    "{swage: 1, models: {A: {fields: {a: [A, B]}}}}",
    "{swage: 1, models: {A: {fields: {a: null}}}}",
    "{swage: 1, models: {A: {fields: {a: {required: true}}}}}",
    "{swage: 1, models: {A: {fields: {a: {type: string, required: yes}}}}}",
    "{swage: 1, models: {A: {fields: {a: {type: string, minLength: -1}}}}}",
    "{swage: 1, models: {A: {fields: {a: {type: string, requierd: true}}}}}",
    "{swage: 1, models: {A: {fields: {a: {map: string, nullable: true}}}}}",
    "{swage: 1, models: {A: {fields: {a: {type: string, closed: true}}}}}",
    "{swage: 1, models: {A: {fields: {a: {enum: [a], fields: {}}}}}}",
    "{swage: 1, enums: {E: []}}",
    "{swage: 1, enums: {E: [a, null]}}",
    "{swage: 1, enums: {E: [{name: A}]}}",
    "{swage: 1, enums: {E: {closed: true}}}",
    "{swage: 1, unions: {U: {discriminator: k}}}",
    "{swage: 1, unions: {U: {oneOf: [A], anyOf: [B]}}}",
    "{swage: 1, unions: {U: {oneOf: [{type: A, description: Lost}]}}}",
    "{swage: 1, unions: {U: {oneOf: [A], discriminator: {mapping: {}}}}}",
]


def documented_specs():
    """The whole specs among the examples of the reference."""
    page = (ROOT / "docs/native-spec.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```yaml\n(swage: 1.*?)^```", page, re.M | re.S):
        yield "docs/native-spec.md", yaml.load(block, Loader=CoreLoader)


def native_specs():
    for path in sorted((ROOT / "specs").rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=CoreLoader)
        if isinstance(data, dict) and "swage" in data:
            yield path, data


def main():
    schema = json.loads((ROOT / "docs/native.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []
    specs = list(native_specs()) + list(documented_specs())
    if not specs:
        failures.append("no native spec under specs/")
    for path, data in specs:
        failures += [f"{path}: {e.json_path}: {e.message}" for e in validator.iter_errors(data)]
    for text in GOOD:
        failures += [f"refused: {text}: {e.json_path}: {e.message}"
                     for e in validator.iter_errors(yaml.load(text, Loader=CoreLoader))]
    for text in BAD:
        if validator.is_valid(yaml.load(text, Loader=CoreLoader)):
            failures.append(f"accepted: {text}")
    fields = schema["$defs"]["field"]["anyOf"][-1]["properties"]
    rows = (ROOT / "generator/model/constraints.def").read_text(encoding="utf-8")
    for keyword in re.findall(r'^CONSTRAINT\(\w+, "(\w+)"', rows, re.M):
        if keyword not in fields:
            failures.append(f"the schema lacks the constraint {keyword}")
    rows = (ROOT / "generator/model/scalars.def").read_text(encoding="utf-8")
    scalars = schema["$defs"]["type"]["anyOf"][0]["anyOf"][0]["enum"]
    if re.findall(r'^SCALAR\(\w+, "([\w-]+)"', rows, re.M) != scalars:
        failures.append("the schema has other scalars than scalars.def")
    print("\n".join(failures) or f"{len(specs)} specs, {len(GOOD)} good and {len(BAD)} bad cases")
    return 1 if failures else 0


sys.exit(main())
