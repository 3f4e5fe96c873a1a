"""The tables of the confidence: files of strangers taken together, groups with intervals, what is odd of the sure."""

from __future__ import annotations

from pathlib import Path

import pytest
import reliability
from measuring import ROOT
from reliability import Row, is_like_heading

from quotes.detector import Detector

STRANGERS = ROOT / "tests" / "strangers"
ARTICLES = 8
"""Of each file."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory, detector: Detector) -> dict[str, list[Row]]:
    folder = tmp_path_factory.mktemp("golds") / "strangers"
    folder.mkdir()
    found = {}
    for name in ("gold", "second"):
        lines = (STRANGERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / f"{name}.jsonl").write_text("".join(lines[:ARTICLES]), encoding="utf-8")
        path = str(folder / f"{name}.jsonl")
        found[reliability.name_of(path)] = list(reliability.judged(path, detector))
    return found


def test_files_of_strangers_are_taken_together(
    rows: dict[str, list[Row]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearest = [sum(row.quote.attribution.method == "nearest" for row in own) for own in rows.values()]
    assert min(nearest) > 0
    monkeypatch.setattr(reliability, "FEWEST", sum(nearest))  # as many as no file has alone
    page, picture = tmp_path / "card.md", tmp_path / "card.svg"
    page.write_text(f"before\n{reliability.BEGIN}\nold\n{reliability.END}\nbehind\n", encoding="utf-8")
    reliability.write(rows, page, picture)
    lines = page.read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1], "old" in lines) == ("before", "behind", False)
    firsts = [line.split(" | ")[0] for line in lines]
    for name in ("first", "second", "all"):
        assert f"| strangers, {name}" in firsts
    count = sum(map(len, rows.values()))
    by_kind = [line.split(" | ") for line in lines if line.startswith("| kind: ")]
    assert sum(int(cells[1]) for cells in by_kind) == count
    assert all("–" in cells[3] for cells in by_kind)
    assert "| method: nearest" in firsts
    assert picture.read_text(encoding="utf-8").count(">strangers</text>") == 1


def test_what_is_odd_of_the_sure_is_counted(rows: dict[str, list[Row]]) -> None:
    row = next(one for own in rows.values() for one in own if one.right)._replace(heading=False)
    odd = [row, row._replace(heading=True), row._replace(heading=True, right=False, said=False, speaks=False)]
    assert (row.said, row.speaks) == (True, True)
    assert list(reliability.odd_figures(odd)) == ["3", "2", "1", "1", "1"]


@pytest.mark.parametrize(
    ("line", "like_heading"),
    [("‘We rang the council’, says the keeper", True), ("“Nobody asked us,” she said.", False), ("“Why us?”", False)],
)
def test_a_line_like_a_heading_has_no_stop(line: str, like_heading: bool) -> None:
    assert is_like_heading(line) is like_heading
