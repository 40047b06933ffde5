#!/usr/bin/env python3
"""Validates JSON Lines against a JSON Schema (2020-12).

    validate.py SCHEMA < LINES

Prints "LINE: PATH: MESSAGE" for each error. Ends with 0 if every line is valid, 1 if one is not, 3 if the
Python package jsonschema cannot be had.
"""
import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("the python package jsonschema is not installed")
    sys.exit(3)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    bad = False
    for number, line in enumerate(sys.stdin.buffer.read().split(b"\n"), 1):
        if not line:
            continue
        for error in validator.iter_errors(json.loads(line)):
            bad = True
            print(f"{number}: {error.json_path}: {error.message[:300]}")
    return 1 if bad else 0


sys.exit(main())
