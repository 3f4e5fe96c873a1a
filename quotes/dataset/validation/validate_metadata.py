"""Check that croissant.json, CITATION.cff and the metadata of the card say what the manifest says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.metadata import CITATION, CROISSANT, DESCRIBED, configurations, dataset_infos
from quotes.dataset.release import (
    CARD,
    MANIFEST,
    Manifest,
    Release,
    differences,
    level_of,
    read_yaml,
    short,
    split_card,
)
from quotes.dataset.tables import CONFIGS, SplitSize, views_of
from quotes.dataset.validation.checks import Problem
from quotes.storage import parse

Facts = dict[str, Any]

# Bytes, which differ with the tools that write them.
_SIZES = ("download_size", "dataset_size")


def validate_metadata(release: Release) -> Iterator[Problem]:
    """Yield every fact in which a metadata file differs from the manifest; a release of earlier tools may lack two.

    Of the card, what `datasets` follows is held against it: which files are read, as which configurations, splits and
    columns. The rest of its metadata is people's.
    """
    left_out = (*_SIZES, "features") if schema.is_other_minor(release.manifest.schema_version) else _SIZES
    expected = _card_facts(_expected_card(release.manifest), left_out)
    yield from _validate(release, CARD, split_card, lambda card: _card_facts(card[0], left_out), expected)
    yield from _validate(release, CROISSANT, parse, _croissant_facts, _expected_croissant(release.manifest))
    yield from _validate(release, CITATION, read_yaml, _citation_facts, _expected_citation(release.manifest))


def _validate(
    release: Release, file: str, load: Callable[[str], Any], facts: Callable[[Any], Facts], expected: Facts
) -> Iterator[Problem]:
    path = release.path / file
    if not path.is_file():
        return
    try:
        found = facts(load(path.read_text(encoding="utf-8")))
    except (ValueError, LookupError, TypeError, AttributeError, OSError) as error:
        yield Problem(
            where=file, message=f"cannot be read as what `quotes build` writes: {type(error).__name__}: {error}"
        )
        return
    for place, wanted, actual in differences(expected, found):
        message = f"{short(actual, 80)}, but {MANIFEST} gives {short(wanted, 80)}"
        yield Problem(where=file, place=place, message=message)


def _croissant_facts(metadata: Any) -> Facts:
    objects = [node for node in metadata["distribution"] if node["@type"] == "cr:FileObject"]
    return {
        "name": metadata["name"],
        "version": metadata["version"],
        "identifier": metadata["identifier"],
        "files": {node["@id"]: {"sha256": node["sha256"], "size": node["contentSize"]} for node in objects},
        "rows": {node["@id"]: node["size"]["value"] for node in metadata["recordSet"] if "size" in node},
    }


def _expected_croissant(manifest: Manifest) -> Facts:
    return {
        **_identity(manifest, "name", "identifier"),
        "files": {
            path: {"sha256": entry.sha256, "size": f"{entry.bytes} B"}
            for path, entry in manifest.files.items()
            if Path(path).suffix in DESCRIBED
        },
        "rows": {key: rows for key, rows in manifest.counts.rows.items() if rows},
    }


def _card_facts(metadata: Mapping[str, Any], left_out: Sequence[str]) -> Facts:
    return {key: _by_name(metadata[key], left_out) for key in ("configs", "dataset_info")}


def _expected_card(manifest: Manifest) -> Mapping[str, Any]:
    known = [config.name for config in CONFIGS] + [view.name for view in views_of(level_of(manifest))]
    sizes = {
        name: {split: SplitSize(rows=rows, memory_bytes=0, file_bytes=0) for split, rows in splits.items()}
        for name, splits in manifest.counts.splits.items()
        if name in known
    }
    return {"configs": configurations(manifest.version, sizes), "dataset_info": dataset_infos(sizes)}


def _by_name(entries: Iterable[Mapping[str, Any]], left_out: Sequence[str]) -> Facts:
    """Return what is said of each configuration."""
    by_name: Facts = {}
    for entry in entries:
        name = entry["config_name"]
        if name in by_name:
            raise ValueError(f"the configuration {name!r} stands there twice")
        by_name[name] = {key: value for key, value in entry.items() if key not in left_out}
        if "splits" in entry:
            by_name[name]["splits"] = {split["name"]: split["num_examples"] for split in entry["splits"]}
    return by_name


def _citation_facts(citation: Any) -> Facts:
    (identifier,) = citation["identifiers"]
    return {"title": citation["title"], "version": citation["version"], "identifiers": identifier["value"]}


def _expected_citation(manifest: Manifest) -> Facts:
    return _identity(manifest, "title", "identifiers")


def _identity(manifest: Manifest, name: str, identifier: str) -> Facts:
    return {
        name: manifest.name,
        "version": manifest.version,
        identifier: f"sha256:{manifest.rows_digest}",
    }
