"""The page of what differs: each row as it was and as it is, and nothing in it that runs."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import detection, many, write

from quotes.cli import main
from quotes.dataset import Release

EVIL = "<script>alert(1)</script>"


class Page(HTMLParser):
    """Tags, and the text of each element of a class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[str] = []
        self.speakers: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(f"{tag} {dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and not self._open.pop().startswith(f"{tag} "):
            pass

    def handle_data(self, data: str) -> None:
        self.text += data
        if any(one.startswith("mark ") for one in self._open):
            self.marks.append(data)
        if self._open and self._open[-1] == "span voice speaker":
            self.speakers.append(data)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Release, Release]:
    monkeypatch.chdir(tmp_path)
    old = write(tmp_path, [*many(2), detection("a2", EVIL)])
    rows = list(old.rows("quotes.jsonl"))
    rows[0]["speaker"] = rows[0]["role"] = None
    Path("fixed.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows[:2]), encoding="utf-8")
    done = CliRunner().invoke(main, ["revise", str(old.path), "--quotes", "fixed.jsonl", "--out", str(tmp_path)])
    assert done.exit_code == 0
    return old, Release(path=tmp_path / "eastbrook" / "1.1.0", manifest=old.manifest)


def test_each_side_shows_its_words_and_speaker(two: tuple[Release, Release]) -> None:
    done = CliRunner().invoke(main, ["diff", *(str(release.path) for release in two), "-o", "diff.html"])
    assert (done.exit_code, done.stdout) == (0, "")
    page = Page(Path("diff.html").read_text(encoding="utf-8"))
    assert "script" not in page.tags
    assert page.marks == ["We open at 0,", "We open at 0,", f"{EVIL},"]
    assert page.speakers == ["Mira Okafor", "Mira Okafor"]  # before, of the first; of the one that is gone
    assert "quotes.jsonl: 0 added, 1 removed, 1 changed" in page.text


@pytest.mark.parametrize(
    ("options", "message"),
    [(["--html", "--json"], "forms of the same"), (["-o", "diff.txt"], "-o is for a page")],
)
def test_forms_that_do_not_go_together(two: tuple[Release, Release], options: list[str], message: str) -> None:
    done = CliRunner().invoke(main, ["diff", *(str(release.path) for release in two), *options])
    assert done.exit_code == 2
    assert message in done.stderr
