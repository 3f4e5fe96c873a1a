"""Merge the metadata of two dataset cards: what follows from the rows is ours, what a person added stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.dataset.release import CARD, split_card
from quotes.errors import HubError

_FROM_ROWS = (
    "annotations_creators",
    "configs",
    "dataset_info",
    "language_creators",
    "size_categories",
    "source_datasets",
)
_LICENCE = ("license", "license_name", "license_link")


def merge_cards(ours: str, theirs: str) -> str:
    """Return the card ``ours`` with what a person added to the metadata of ``theirs``, the card on the Hub.

    - What follows from the rows is ours: configurations, features, sizes, who annotated.
    - The licence is theirs where ours is "unknown", and the languages where ours names none.
    - Any other list has the entries of both, ours first; any other value is theirs.

    The text below the metadata is ours. Where theirs adds nothing, ours comes back byte for byte. A HubError says
    that the metadata on the Hub cannot be read.
    """
    import yaml

    metadata, text = split_card(ours)
    try:
        added, _ = split_card(theirs)
    except ValueError as error:
        raise HubError(f"{CARD} on the Hub: its metadata cannot be read: {error}; mend them there") from error
    merged = _merge(metadata, added)
    if merged == metadata:
        return ours
    return f"---\n{yaml.safe_dump(merged, sort_keys=False, allow_unicode=True)}---\n{text}"


def _merge(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    licence = theirs if ours.get("license", "unknown") == "unknown" and "license" in theirs else ours
    merged = {key: value for key, value in ours.items() if key not in _LICENCE or key in licence}
    for key, value in theirs.items():
        if key in _LICENCE:
            if licence is theirs:
                merged[key] = value
        elif key not in ours:
            if key not in _FROM_ROWS:
                merged[key] = value
        elif key == "language" or key in _FROM_ROWS:
            continue
        elif isinstance(value, list) and isinstance(ours[key], list):
            merged[key] = [*ours[key], *(entry for entry in value if entry not in ours[key])]
        else:
            merged[key] = value
    return merged
