"""The JSON Schemas of the records: the one source of field rules."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import jsonschema_rs

from quotes.records import SCHEMA_VERSION

RECORD_TYPES = ("quote", "article", "rejection", "correction", "gold", "manifest", "shard")
MAJOR = int(SCHEMA_VERSION.partition(".")[0])
"""The major schema version that this package reads and writes."""
_EXACT = 2**53
"""Floats below it are whole numbers exactly."""

# Characters of a message; the schemas' own patterns and lists of values stay whole.
_LONGEST = 600


def folder() -> Path:
    """Return the folder of the schema files: inside an installed wheel, else beside the package in a checkout."""
    package = Path(__file__).parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"


def path(record_type: str) -> Path:
    """Return the schema file of a record type, in the major version this package writes."""
    return folder() / f"{record_type}.v{MAJOR}.json"


@functools.cache
def load(record_type: str) -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a record type."""
    return cast(Mapping[str, Any], json.loads(path(record_type).read_text(encoding="utf-8")))


def kind_of(rule: Mapping[str, Any]) -> str:
    """Return what a field holds where it is not null: "string", "integer", "number", "boolean", "array", "object"."""
    declared = rule["type"]
    return next(name for name in ([declared] if isinstance(declared, str) else declared) if name != "null")


def problems(record_type: str, record: Any, *, fields: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield every breach of the schema as (JSON path such as ``$.speaker.start``, what is wrong).

    An integer written as 17.0 is one: JSON Schema takes it, most readers do not. A record of a newer minor version may
    have fields and enumerated values that this package does not know. With ``fields``, only these are looked at, as in
    a record of another major version.
    """
    lenient = bool(fields) or (isinstance(record, dict) and is_newer(record.get("schema_version")))
    validator = _validator(record_type, lenient, fields)
    try:
        sound = validator.is_valid(record)
        if not sound:
            yield from breaches(validator, record)
    except ValueError as error:  # a string with half a character, or a record that nests without end
        yield "$", f"is no JSON: {error}"
        return
    if not sound or _integers(record_type).is_valid(record):
        return
    for place, number in _fractions(load(record_type), record, "$"):
        yield place, f"{number} is an integer and must be written as {int(number)}"


def breaches(validator: jsonschema_rs.Draft202012Validator, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every breach of the rules as (JSON path, what is wrong)."""
    for error in validator.iter_errors(value):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        yield f"${place}", _short(error.message)


def with_integers(record_type: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with 107.0 as 107 where an integer belongs, and without a list that is null.

    So pandas writes them where others are missing, or have a list that older releases do not have. A number that is not
    exact as a float, from 2**53 on, stays as it is, and so stays a breach.
    """
    return {name: _with_integers(load(record_type)["properties"].get(name, {}), part) for name, part in record.items()}


def _with_integers(rules: Mapping[str, Any], value: Any) -> Any:
    if isinstance(value, dict):
        known = rules.get("properties", {})
        lists = {name for name, rule in known.items() if rule["type"] == "array"}
        return {
            name: _with_integers(known.get(name, {}), part)
            for name, part in value.items()
            if part is not None or name not in lists
        }
    if isinstance(value, list):
        return [_with_integers(rules.get("items", {}), item) for item in value]
    is_exact = _is_fraction(rules, value) and abs(value) < _EXACT
    return int(value) if is_exact else value


def _fractions(rules: Mapping[str, Any], value: Any, place: str) -> Iterator[tuple[str, float]]:
    """Yield the place and value of each integer that is written as 17.0."""
    if isinstance(value, dict):
        known = rules.get("properties", {})
        for name, part in value.items():
            if name in known and isinstance(part, dict | list | float):
                yield from _fractions(known[name], part, f"{place}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _fractions(rules.get("items", {}), item, f"{place}[{index}]")
    elif _is_fraction(rules, value):
        yield place, value


@functools.cache
def _integers(record_type: str) -> jsonschema_rs.Draft4Validator:
    """Return what tells whether all integers of a sound record are written as such: in Draft 4, 17.0 is none."""
    return jsonschema_rs.Draft4Validator(_integers_in(load(record_type)))


def _integers_in(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return of rules those that make a field an integer."""
    if "items" in rules:
        inner = _integers_in(rules["items"])
        return {"items": inner} if inner else {}
    if "properties" in rules:
        parts = ((name, _integers_in(rule)) for name, rule in rules["properties"].items())
        fields = {name: inner for name, inner in parts if inner}
        return {"properties": fields} if fields else {}
    return {"type": rules["type"]} if "integer" in rules.get("type", ()) else {}


def _is_fraction(rules: Mapping[str, Any], value: Any) -> bool:
    return isinstance(value, float) and value.is_integer() and "integer" in rules.get("type", ())


def unknown_major(version: Any) -> str:
    """Say why this package cannot read records of a schema version; empty if it can, or if it is none at all."""
    major = major_of(version)
    if major is None or major == MAJOR:
        return ""
    return (
        f"{version} has major version {major}; this package reads {MAJOR}: install a release of it that reads {major}"
    )


def major_of(version: Any) -> int | None:
    """Return the major number of a schema version, or None if it is no version."""
    major = re.match(r"(\d{1,9})(?:\.|$)", version, re.ASCII) if isinstance(version, str) else None
    return int(major[1]) if major else None


def is_newer(version: Any) -> bool:
    """Say whether a schema version has the major number that this package knows, and a minor one that it does not."""
    if version == SCHEMA_VERSION or not isinstance(version, str):
        return False
    minor = re.fullmatch(rf"{MAJOR}\.(\d{{1,9}})\.\d+", version, re.ASCII)
    return minor is not None and int(minor[1]) > int(SCHEMA_VERSION.split(".")[1])


def is_other_minor(version: Any) -> bool:
    """Say whether a schema version has the major number that this package knows, and an older or newer minor one."""
    return major_of(version) == MAJOR and str(version).split(".")[1:2] != SCHEMA_VERSION.split(".")[1:2]


def _short(message: str) -> str:
    """Return the message; if it quotes at length what is wrong, without its middle."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"


@functools.cache
def _validator(record_type: str, lenient: bool, fields: tuple[str, ...]) -> jsonschema_rs.Draft202012Validator:
    rules = dict(load(record_type))
    if fields:
        required = [name for name in fields if name in rules["required"]]
        rules |= {"properties": {name: rules["properties"][name] for name in fields}, "required": required}
    return jsonschema_rs.Draft202012Validator(_lenient(rules) if lenient else rules, validate_formats=True)


def _lenient(rules: Any) -> Any:
    """Return the rules without those that forbid what is new: unknown properties and unlisted values."""
    if not isinstance(rules, dict):
        return rules
    kept = {
        key: rule for key, rule in rules.items() if key != "enum" and (key, rule) != ("additionalProperties", False)
    }
    return {key: _lenient(rule) for key, rule in kept.items()}
