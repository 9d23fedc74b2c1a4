"""Validates objects against the published JSON schemas of OParl 1.1: `oparl_schemas.py FOLDER OBJECTS.json`."""

import json
import pathlib
import sys

from jsonschema import Draft7Validator
from referencing import Registry, Resource

folder, objects = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
schemas = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
resources = []
for name, schema in schemas.items():
    # The files name each other as `Meeting.json` beside an id without the ending.
    resource = Resource.from_contents(schema)
    resources += [(f"https://schema.oparl.org/1.1/{name}{end}", resource) for end in ("", ".json")]
registry = Registry().with_resources(resources)
wrong = 0
for value in objects:
    kind = value["type"].rsplit("/", 1)[1]
    for error in Draft7Validator(schemas[kind], registry=registry).iter_errors(value):
        wrong += 1
        print(f"{value['id']}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
print(f"{len(objects)} objects, {wrong} faults")
sys.exit(wrong > 0)
