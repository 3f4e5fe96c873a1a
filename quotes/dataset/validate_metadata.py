"""Check that croissant.json and CITATION.cff say what the manifest says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes.dataset.citation import CITATION
from quotes.dataset.compare import differences, short
from quotes.dataset.croissant import CROISSANT, DESCRIBED
from quotes.dataset.problem import Problem
from quotes.dataset.release import MANIFEST, Release
from quotes.strict_json import parse

Facts = dict[str, Any]


def validate_metadata(release: Release) -> Iterator[Problem]:
    """Yield every fact in which a metadata file differs from the manifest; a release of earlier tools may lack them."""
    yield from _validate(release, CROISSANT, parse, _croissant_facts, _expected_croissant(release.manifest))
    yield from _validate(release, CITATION, _load_yaml, _citation_facts, _expected_citation(release.manifest))


def _validate(
    release: Release, file: str, load: Callable[[str], Any], facts: Callable[[Any], Facts], expected: Facts
) -> Iterator[Problem]:
    path = release.path / file
    if not path.is_file():
        return
    try:
        found = facts(load(path.read_text(encoding="utf-8")))
    except (ValueError, LookupError, TypeError, OSError) as error:
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


def _expected_croissant(manifest: Mapping[str, Any]) -> Facts:
    counts = {key: manifest["counts"][key] for key in ("quotes", "articles", "rejected")}
    return {
        **_identity(manifest, "name", "identifier"),
        "files": {
            path: {"sha256": entry["sha256"], "size": f"{entry['bytes']} B"}
            for path, entry in manifest["files"].items()
            if Path(path).suffix in DESCRIBED
        },
        "rows": {key: rows for key, rows in counts.items() if rows},
    }


def _citation_facts(citation: Any) -> Facts:
    (identifier,) = citation["identifiers"]
    return {"title": citation["title"], "version": citation["version"], "identifiers": identifier["value"]}


def _expected_citation(manifest: Mapping[str, Any]) -> Facts:
    return _identity(manifest, "title", "identifiers")


def _identity(manifest: Mapping[str, Any], name: str, identifier: str) -> Facts:
    return {
        name: manifest["name"],
        "version": manifest["version"],
        identifier: f"sha256:{manifest['rows_digest']}",
    }


def _load_yaml(text: str) -> Any:
    import yaml

    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            raise ValueError("it has an alias, which may stand for any number of values")
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(" ".join(str(error).split())) from error
