"""The columns of a record type or a view, written down so that each reader can have them in its own form.

They are declared here and not as the features of `datasets`, because loading that takes a second.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quotes import schema

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Features

Column = Any
"""A type of Arrow by its name; a struct, a mapping of columns; a list, with the column of its items in one; labels, a
tuple of names, of which the column holds the numbers."""
Columns = Mapping[str, Column]

_DATE = r"^\d{4}-\d{2}-\d{2}$"
_JSON = "json"
"""A value of JSON as it is, which Arrow does not have."""
# 64 bits, so that a number read back is the number written.
_VALUES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}


def record_columns(record_type: str, *, json_lines: bool = False) -> Columns:
    """Return the columns of "quote", "article" or "rejection", derived from its JSON Schema.

    With ``json_lines``, those that ``load_dataset("json", features=…)`` needs: it takes an ISO date for a time and
    would give "2024-05-01 00:00:00" where the file says "2024-05-01", so dates are declared as JSON values there.
    Enumerations stay strings: a class label's number would change with every value a later schema adds.
    """
    return _properties(schema.load(record_type), json_lines)


def _properties(rules: Mapping[str, Any], json_lines: bool) -> Columns:
    return {name: _column(rule, json_lines) for name, rule in rules["properties"].items()}


def _column(rule: Mapping[str, Any], json_lines: bool) -> Column:
    kind = schema.kind_of(rule)
    if kind == "object":
        return _properties(rule, json_lines)
    if kind == "array":
        return [_column(rule["items"], json_lines)]
    return _JSON if json_lines and rule.get("pattern") == _DATE else _VALUES[kind]


def features(record_type: str, *, json_lines: bool = False) -> Features:
    """Return the features of "quote", "article" or "rejection": see `record_columns`."""
    return as_features(record_columns(record_type, json_lines=json_lines))


def as_features(columns: Columns) -> Features:
    """Return the Hugging Face features of columns."""
    from datasets import Features

    return Features({name: _feature(column) for name, column in columns.items()})


def _feature(column: Column) -> Any:
    from datasets import ClassLabel, Json, List, Value

    if isinstance(column, Mapping):
        return {name: _feature(inner) for name, inner in column.items()}
    if isinstance(column, list):
        return List(_feature(column[0]))
    if isinstance(column, tuple):
        return ClassLabel(names=list(column))
    return Json() if column == _JSON else Value(column)


def as_arrow(columns: Columns) -> pa.Schema:
    """Return the Arrow schema of columns, with their features in its metadata, where `datasets` looks for them."""
    import pyarrow as pa

    described = {"info": {"features": {name: _described(column) for name, column in columns.items()}}}
    fields = [(name, _arrow_type(column)) for name, column in columns.items()]
    return pa.schema(fields, metadata={"huggingface": json.dumps(described)})


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    if isinstance(column, Mapping):
        return pa.struct([(name, _arrow_type(inner)) for name, inner in column.items()])
    if isinstance(column, list):
        return pa.list_(_arrow_type(column[0]))
    return pa.int64() if isinstance(column, tuple) else pa.type_for_alias(column)


def _described(column: Column) -> dict[str, Any]:
    if isinstance(column, Mapping):
        return {name: _described(inner) for name, inner in column.items()}
    if isinstance(column, list):
        return {"feature": _described(column[0]), "_type": "List"}
    if isinstance(column, tuple):
        return {"names": list(column), "_type": "ClassLabel"}
    return {"dtype": column, "_type": "Value"}


def as_card(columns: Columns) -> list[dict[str, Any]]:
    """Return columns as the metadata of a card have them, under ``dataset_info``."""
    return [{"name": name, **_of_card(column)} for name, column in columns.items()]


def _of_card(column: Column) -> dict[str, Any]:
    if isinstance(column, Mapping):
        return {"struct": as_card(column)}
    if isinstance(column, list):
        items = _of_card(column[0])
        return {"list": items.get("dtype", items.get("struct", items))}
    if isinstance(column, tuple):
        return {"dtype": {"class_label": {"names": {str(number): name for number, name in enumerate(column)}}}}
    return {"dtype": column}
