"""The committed releases of the seeds are what the seeds, and their annotations, build today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.building import build
from quotes.correcting import Corrections
from quotes.dataset import Release, write_release
from quotes.dataset.derivation import read_release
from quotes.gold import annotated

ROOT = Path(__file__).parent.parent
DETECTED, REVIEWED = "seeds-detected", "seeds"
BY_TOOLS = ("README.md", "manifest.json", "croissant.json")
REMEDY = "if the records changed on purpose, build it anew with `make golden` and commit it"


@pytest.fixture(scope="module", params=[DETECTED, REVIEWED])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def golden(name: str) -> Path:
    path = ROOT / "dist" / name / "1.0.0"
    if not (path / "manifest.json").is_file():
        pytest.fail(f"{path} is missing: build it with `make golden` and commit it")
    return path


@pytest.fixture(scope="module")
def detected(tmp_path_factory: pytest.TempPathFactory, drawn_charts: None) -> Release:
    out = tmp_path_factory.mktemp("dist")
    return build([ROOT / "seeds"], name=DETECTED, version="1.0.0", license="CC0-1.0", out=out)


@pytest.fixture(scope="module")
def rebuilt(name: str, detected: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release built anew; that of the annotations from what was detected once."""
    if name == DETECTED:
        return detected.path
    seeds = ROOT / "seeds"
    annotations = annotated([seeds], seeds / "annotations", license="CC0-1.0")
    corrections = Corrections(made for one in annotations for made in one.corrections("seed authors"))
    return write_release(
        corrections.apply(read_release(detected.path)),
        name=name,
        version="1.0.0",
        out=tmp_path_factory.mktemp("dist"),
        settings=detected.manifest.settings,
        corrections=corrections.kept,
    ).path


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_same_files(golden: Path, rebuilt: Path) -> None:
    assert files(rebuilt) == files(golden)


def test_the_same_rows(golden: Path, rebuilt: Path) -> None:
    """Lines are compared one by one, so that a difference shows."""
    for name in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"):
        old = (golden / name).read_text(encoding="utf-8").splitlines()
        new = (rebuilt / name).read_text(encoding="utf-8").splitlines()
        for number, (before, after) in enumerate(zip(old, new, strict=False), 1):
            assert json.loads(after) == json.loads(before), f"{name}:{number} changed; {REMEDY}"
        assert len(new) == len(old), f"{name}: other number of lines; {REMEDY}"


def test_the_same_bytes(golden: Path, rebuilt: Path) -> None:
    """Of other tools, card and metadata name the versions, and Parquet files and chart differ in their bytes."""
    same_tools = manifest(golden)["tools"] == manifest(rebuilt)["tools"]
    names = [name for name in files(golden) if same_tools or not name.endswith((".parquet", ".png", *BY_TOOLS))]
    assert [name for name in names if (rebuilt / name).read_bytes() != (golden / name).read_bytes()] == [], REMEDY


@pytest.mark.parametrize(
    "part", ["schema_version", "rows_digest", "schemas", "settings", "inputs", "counts", "skipped"]
)
def test_the_same_manifest_but_for_the_tools(golden: Path, rebuilt: Path, part: str) -> None:
    assert manifest(rebuilt)[part] == manifest(golden)[part], REMEDY


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_people_decided_on_every_quotation_of_the_reviewed_release() -> None:
    rows = (ROOT / "dist" / REVIEWED / "1.0.0" / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [row["id"] for row in map(json.loads, rows) if row["review"] is None] == []
    assert manifest(ROOT / "dist" / REVIEWED / "1.0.0")["counts"]["reviewed"] == len(rows) > 2500
