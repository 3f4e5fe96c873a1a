"""The committed release of the seeds is what the seeds build today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.building import build

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "dist" / "seeds" / "1.0.0"
BY_TOOLS = ("README.md", "manifest.json", "croissant.json")
REMEDY = "if the records changed on purpose, build it anew with `make golden` and commit it"


@pytest.fixture(scope="module")
def golden() -> Path:
    if not (GOLDEN / "manifest.json").is_file():
        pytest.fail(f"{GOLDEN} is missing: build it with `make golden` and commit it")
    return GOLDEN


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory, drawn_charts: None) -> Path:
    return build(
        [ROOT / "seeds"], name="seeds", version="1.0.0", license="CC0-1.0", out=tmp_path_factory.mktemp("dist")
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
