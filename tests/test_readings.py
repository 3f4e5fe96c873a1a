"""How often a build reads the rows that it writes, and validation those of a release."""

from __future__ import annotations

import builtins
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import detection, write

from quotes.dataset import validate
from quotes.records import Detection

MOST = 7
"""Two of them only cut the lines into stretches for the processes, without parsing them."""
# Checksums, rows, quotations and rejected stretches against them, what is the same twice, Parquet, two views.
MOST_TO_VALIDATE = 9


def articles(words: str) -> list[Detection]:
    return [detection(name, words, source=name, published="2024-05-01") for name in ("a", "b")]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[Path]:
    """How often each file of rows is opened to be read."""
    counts: Counter[Path] = Counter()

    def counting(open_file: Callable[..., Any]) -> Callable[..., Any]:
        def count(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            path = Path(str(file))
            if "r" in mode and path.suffix == ".jsonl":
                counts[path] += 1
            return open_file(file, mode, *arguments, **options)

        return count

    # Both are one function, of which `pathlib` takes the first.
    monkeypatch.setattr(io, "open", counting(io.open))
    monkeypatch.setattr(builtins, "open", counting(builtins.open))
    return counts


def test_each_file_of_rows_is_read_few_times(tmp_path: Path, opened: Counter[Path]) -> None:
    for version, words, options in [
        ("1.0.0", "We open at nine", {"version": "1.0.0", "split_by": "source"}),
        ("1.1.0", "We close at ten", {"version": "auto", "level": "none"}),
        ("1.1.1", "We close at ten", {"version": "auto", "level": "none", "authors": ["Orr, Ann"]}),
        ("2.0.0", "We open at nine", {"version": "2.0.0"}),
    ]:
        opened.clear()
        release = write(tmp_path, articles(words), **options)
        assert release.version == version
        # Those in the folder of the release that is being built; others are of the version before.
        own = {path.name: times for path, times in opened.items() if path.parent.name.startswith(".tmp-")}
        assert sorted(own) == ["articles.jsonl", "quotes.jsonl", "rejected.jsonl"]
        assert max(own.values()) <= MOST, own
    opened.clear()
    assert list(validate(release.path)) == []
    assert max(opened.values()) <= MOST_TO_VALIDATE, opened
    assert len(opened) == 3
