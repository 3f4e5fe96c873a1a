from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from invented import many, write

from quotes.dataset import open_release, validate
from quotes.dataset.release.manifest import write_manifest


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("dist"), many(3)).path


@pytest.fixture
def release(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "eastbrook" / "1.0.0"))


def resealed(release: Path) -> None:
    """Write the checksums anew, so that only what the files say can be wrong."""
    write_manifest(open_release(release).manifest, release)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "croissant.json",
            '"version": "1.0.0"',
            '"version": "1.1.0"',
            "croissant.json $.version: '1.1.0', but manifest.json gives '1.0.0'",
        ),
        (
            "croissant.json",
            '"value": 3,',
            '"value": 4,',
            [
                f"croissant.json $.rows.{name}: 4, but manifest.json gives 3"
                for name in ("quotes", "articles", "rejected")
            ],
        ),
        (
            "croissant.json",
            '"@id": "quotes.jsonl"',
            '"@id": "quotations.jsonl"',
            [
                "croissant.json $.files.quotes.jsonl: null, but manifest.json gives {entry}",
                "croissant.json $.files.quotations.jsonl: {entry}, but manifest.json gives null",
            ],
        ),
        (
            "croissant.json",
            '"distribution"',
            '"files"',
            "croissant.json: cannot be read as what `quotes build` writes: KeyError: 'distribution'",
        ),
        (
            "croissant.json",
            "{\n",
            "[\n",
            "croissant.json: cannot be read as what `quotes build` writes: JSONDecodeError: Expecting ',' delimiter: "
            "line 2 column 13 (char 14)",
        ),
        (
            "CITATION.cff",
            "title: eastbrook",
            "title: westbrook",
            "CITATION.cff $.title: 'westbrook', but manifest.json gives 'eastbrook'",
        ),
        (
            "CITATION.cff",
            "identifiers:",
            "identifiers: [",
            "CITATION.cff: cannot be read as what `quotes build` writes: ValueError: line ",
        ),
        (
            "CITATION.cff",
            "title: eastbrook",
            "title: &name eastbrook\nother: *name",
            "CITATION.cff: cannot be read as what `quotes build` writes: ValueError: line ",
        ),
        (
            "README.md",
            "path: data/articles/train-*.parquet",
            "path: https://hub.example/x.parquet",
            "README.md $.configs.articles.data_files: [{'split': 'train', 'path': 'https://hub.example/x.parquet'}",
        ),
        (
            "README.md",
            "config_name: articles\n  version: 1.0.0",
            "config_name: articles\n  data_dir: /tmp\n  version: 1.1.0",
            [
                "README.md $.configs.articles.version: '1.1.0', but manifest.json gives '1.0.0'",
                "README.md $.configs.articles.data_dir: '/tmp', but manifest.json gives null",
            ],
        ),
        (
            "README.md",
            "configs:\n",
            "configs:\n- config_name: more\n  data_files: ../more.parquet\n",
            "README.md $.configs.more: {'config_name': 'more', 'data_files': '../more.parquet'}, but",
        ),
        (
            "README.md",
            "  - name: digest\n    dtype: string",
            "  - name: digest\n    dtype: image",
            "README.md $.dataset_info.articles.features: [{",
        ),
        (
            "README.md",
            "num_examples: ",
            "num_examples: 1",
            [
                f"README.md $.dataset_info.{name}.splits.{split}: 1"
                for name in ("quotes", "articles", "extractive", "tokens")
                for split in ("train", "test")
            ],
        ),
        ("README.md", "configs:\n", "pretty_name: twice\nconfigs:\n", "README.md: cannot be read as what"),
        ("README.md", "configs:\n", "doi: 10.1234/x\nconfigs:\n", []),
    ],
)
def test_what_differs_from_the_manifest_is_told(
    release: Path, file: str, old: str, new: str, problem: str | list[str]
) -> None:
    path = release / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1 if old == "{\n" else -1), encoding="utf-8")
    resealed(release)
    found = [str(one) for one in validate(release)]
    expected = [problem] if isinstance(problem, str) else problem
    assert len(found) == len(expected)
    for told, words in zip(found, expected, strict=True):
        assert all(part in told for part in words.split("{entry}"))


def test_a_release_of_earlier_tools_has_neither(release: Path) -> None:
    for file in ("croissant.json", "CITATION.cff", "chart.png"):
        (release / file).unlink()
    resealed(release)
    assert list(validate(release)) == []


@pytest.mark.parametrize("file", ["croissant.json", "CITATION.cff", "chart.png"])
def test_a_file_that_is_missing_is_told(release: Path, file: str) -> None:
    (release / file).unlink()
    assert [str(problem) for problem in validate(release)] == [f"{file}: missing, but manifest.json lists it"]
