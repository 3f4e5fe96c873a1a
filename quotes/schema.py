"""The JSON Schemas of the records: the one source of field rules."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import jsonschema_rs

RECORD_TYPES = ("quote", "article", "rejection", "manifest")


def folder() -> Path:
    """Return the folder of the schema files: inside an installed wheel, else beside the package in a checkout."""
    package = Path(__file__).parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


def path(record_type: str) -> Path:
    """Return the schema file of a record type, in the major version this package writes."""
    return folder() / f"{record_type}.v1.json"


@functools.cache
def load(record_type: str) -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a record type."""
    return cast(Mapping[str, Any], json.loads(path(record_type).read_text(encoding="utf-8")))


def kind_of(rule: Mapping[str, Any]) -> str:
    """Return what a field holds where it is not null: "string", "integer", "number", "boolean", "array", "object"."""
    declared = rule["type"]
    return next(name for name in ([declared] if isinstance(declared, str) else declared) if name != "null")


@functools.cache
def _validator(record_type: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(dict(load(record_type)))


def problems(record_type: str, record: Any) -> Iterator[tuple[str, str]]:
    """Yield every breach of the schema as (JSON path such as ``$.speaker.start``, what is wrong)."""
    for error in _validator(record_type).iter_errors(record):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        yield f"${place}", error.message
