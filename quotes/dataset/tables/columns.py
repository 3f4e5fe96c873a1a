"""The Hugging Face features of a record type, derived from its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quotes import schema

if TYPE_CHECKING:
    from datasets import Features

# 64 bits, so that a number read back is the number written.
_VALUES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}

_DATE = r"^\d{4}-\d{2}-\d{2}$"


def features(record_type: str, *, json_lines: bool = False) -> Features:
    """Return the features of "quote", "article" or "rejection".

    With ``json_lines``, those that ``load_dataset("json", features=…)`` needs: it takes an ISO date for a time and
    would give "2024-05-01 00:00:00" where the file says "2024-05-01", so dates are declared as JSON values there.
    Enumerations stay strings: a class label's number would change with every value a later schema adds.
    """
    from datasets import Features

    return Features(_properties(schema.load(record_type), json_lines))


def _properties(rules: Mapping[str, Any], json_lines: bool) -> dict[str, Any]:
    return {name: _feature(rule, json_lines) for name, rule in rules["properties"].items()}


def _feature(rule: Mapping[str, Any], json_lines: bool) -> Any:
    from datasets import Json, List, Value

    kind = schema.kind_of(rule)
    if kind == "object":
        return _properties(rule, json_lines)
    if kind == "array":
        return List(_feature(rule["items"], json_lines))
    if json_lines and rule.get("pattern") == _DATE:
        return Json()
    return Value(_VALUES[kind])
