"""How often a build reads the rows that it writes."""

from __future__ import annotations

import builtins
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import detection, write

from quotes.records import Detection

MOST = 5


def articles(words: str) -> list[Detection]:
    return [detection(name, words, source=name, published="2024-05-01") for name in ("a", "b")]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file of rows in the folder of a release that is being built is opened to be read."""
    counts: Counter[str] = Counter()

    def counting(open_file: Callable[..., Any]) -> Callable[..., Any]:
        def count(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            path = Path(str(file))
            if "r" in mode and path.suffix == ".jsonl" and path.parent.name.startswith(".tmp-"):
                counts[path.name] += 1
            return open_file(file, mode, *arguments, **options)

        return count

    # Both are one function, of which `pathlib` takes the first.
    monkeypatch.setattr(io, "open", counting(io.open))
    monkeypatch.setattr(builtins, "open", counting(builtins.open))
    return counts


def test_each_file_of_rows_is_read_at_most_five_times(tmp_path: Path, opened: Counter[str]) -> None:
    for version, words, options in [
        ("1.0.0", "We open at nine", {"version": "1.0.0", "split_by": "source"}),
        ("1.1.0", "We close at ten", {"version": "auto", "level": "none"}),
        ("1.1.1", "We close at ten", {"version": "auto", "level": "none", "authors": ["Orr, Ann"]}),
    ]:
        opened.clear()
        assert write(tmp_path, articles(words), **options).version == version
        assert sorted(opened) == ["articles.jsonl", "quotes.jsonl", "rejected.jsonl"]
        assert max(opened.values()) <= MOST, opened
