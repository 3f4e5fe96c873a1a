from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from invented import detection

from quotes import english, records, schema
from quotes.dataset.tables import features

RECORDS = {"quote": records.Quote, "article": records.Article, "rejection": records.Rejection}
JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", tuple[str, ...]: "array"}
NULLABLE = {"type": ["string", "null"]}
ARROW_TYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}


@pytest.mark.parametrize("record_type", schema.RECORD_TYPES)
def test_a_schema_is_a_schema(record_type: str) -> None:
    assert jsonschema_rs.meta.is_valid(schema.load(record_type))


@pytest.mark.parametrize("record_type", RECORDS)
def test_dataclass_and_schema_agree(record_type: str) -> None:
    rules = schema.load(record_type)
    extra = {"schema_version": {"type": "string"}}
    if record_type == "article":
        # The detector's articles have a text; a release may withhold it.
        split = declared_shape(records.Split | None)
        extra |= {
            "digest": {"type": "string"},
            "repost_of": NULLABLE,
            "split": split,
            "english": declared_shape(bool | None),
        }
    expected = {**extra, **declared(RECORDS[record_type]), **({"text": NULLABLE} if record_type == "article" else {})}
    assert {name: shape(rule) for name, rule in rules["properties"].items()} == expected


ADDED = {"status", "speech", "mention", "identity", "alternatives", "english", "author", "link", "review", "detected"}
"""Keys that older releases of this major version do not have."""


def test_settings_of_the_manifest_have_the_values_of_their_types() -> None:
    settings = schema.load("manifest")["properties"]["settings"]["properties"]
    assert settings["articles"]["enum"] == list(typing.get_args(records.Level))
    splits = settings["splits"]["properties"]
    assert splits["by"]["enum"] == list(typing.get_args(records.SplitBy))
    assert splits["sources"]["additionalProperties"]["enum"] == list(typing.get_args(records.Split))


def test_word_lists_name_categories_and_no_other() -> None:
    known = set(typing.get_args(records.Category))
    assert set(english.CATEGORY_OF_NOUN.values()) <= known
    assert set(english.BODIES) <= known
    assert set(english.CATEGORY_OF_VERB.values()) <= known
    assert {category for pairs in english.PAIRS.values() for category in pairs.values()} <= known
    for order, bare, named in english.DEPENDENT.values():
        assert {*order.split(), bare, named} <= known


@pytest.mark.parametrize("record_type", RECORDS)
def test_every_key_is_always_there_and_no_other(record_type: str) -> None:
    for rule in objects(schema.load(record_type)):
        assert rule["required"] == [name for name in rule["properties"] if name not in ADDED]
        assert rule["additionalProperties"] is False


@pytest.mark.parametrize("record_type", RECORDS)
def test_features_and_schema_agree(record_type: str) -> None:
    assert featured(features(record_type)) == expected_features(schema.load(record_type))


@pytest.mark.parametrize("record_type", RECORDS)
def test_a_record_has_the_keys_of_its_schema_in_order(record_type: str) -> None:
    made = detection("a1")
    record = {"quote": made.quotes[0], "article": made.article, "rejection": made.rejected[0]}[record_type]
    assert list(schema.problems(record_type, record.to_dict())) == []
    assert list(record.to_dict()) == list(schema.load(record_type)["properties"])
    assert list(features(record_type)) == list(record.to_dict())


def test_every_breach_of_a_schema_has_its_place() -> None:
    row = detection("a1").quotes[0].to_dict()
    row["speaker"]["start"] = "12"
    row["attribution"]["reasons"] = ["subject of “said”", ""]
    row["kind"] = "whole"
    assert sorted(schema.problems("quote", row)) == [
        ("$.attribution.reasons[1]", '"" is shorter than 1 character'),
        ("$.kind", '"whole" is not one of "full" or "partial"'),
        ("$.speaker.start", '"12" is not of type "integer"'),
    ]


@pytest.mark.parametrize("record_type", schema.RECORD_TYPES)
def test_every_field_is_documented(record_type: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / "release.md").read_text(encoding="utf-8")
    section = re.search(rf"^## .*`{record_type}\.v1\.json`\)$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section is not None
    documented = set(re.findall(r"^\| `([a-z_0-9.]+)` \|", section.group(1), re.MULTILINE))
    assert documented == set(paths(schema.load(record_type)))


def declared(record: type) -> dict[str, Any]:
    """Return the shape of a dataclass: the schema's type words, by field; hints for the detector are in no record."""
    hints = typing.get_type_hints(record)
    return {field.name: declared_shape(hints[field.name]) for field in dataclasses.fields(record) if field.compare}


def declared_shape(hint: Any) -> dict[str, Any]:
    null = []
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
        null = ["null"]
    if typing.get_origin(hint) is tuple and dataclasses.is_dataclass(typing.get_args(hint)[0]):
        return {"type": "array", "items": declared_shape(typing.get_args(hint)[0])}
    if dataclasses.is_dataclass(hint):
        return {"type": ["object", *null] if null else "object", "properties": declared(typing.cast(type, hint))}
    if typing.get_origin(hint) is tuple and typing.get_origin(typing.get_args(hint)[0]) is typing.Literal:
        return {"type": "array", "items": declared_shape(typing.get_args(hint)[0])}
    if typing.get_origin(hint) is typing.Literal:
        listed = [*sorted(typing.get_args(hint)), *(None for _ in null)]
        return {"type": ["string", *null] if null else "string", "enum": listed}
    return {"type": [JSON_TYPES[hint], *null] if null else JSON_TYPES[hint]}


def shape(rule: Mapping[str, Any]) -> dict[str, Any]:
    properties = {name: shape(inner) for name, inner in rule.get("properties", {}).items()}
    items = {"items": shape(rule["items"])} if rule.get("items", {}).keys() & {"properties", "enum"} else {}
    values = rule.get("enum", ())
    listed = [*sorted(value for value in values if value is not None), *(None for value in values if value is None)]
    return {
        "type": rule["type"],
        **({"enum": listed} if listed else {}),
        **({"properties": properties} if properties else {}),
        **items,
    }


def objects(rule: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "properties" in rule:
        yield rule
        for inner in rule["properties"].values():
            yield from objects(inner.get("items", inner))


def featured(feature: Any) -> Any:
    if isinstance(feature, dict):
        return {name: featured(inner) for name, inner in feature.items()}
    return [featured(feature.feature)] if hasattr(feature, "feature") else feature.dtype


def expected_features(rule: Mapping[str, Any]) -> Any:
    if "properties" in rule:
        return {name: expected_features(inner) for name, inner in rule["properties"].items()}
    kind = rule["type"] if isinstance(rule["type"], str) else rule["type"][0]
    return [expected_features(rule["items"])] if kind == "array" else ARROW_TYPES[kind]


def paths(rule: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, inner in rule["properties"].items():
        yield f"{prefix}{name}"
        if "properties" in inner.get("items", inner):
            yield from paths(inner.get("items", inner), f"{prefix}{name}.")
