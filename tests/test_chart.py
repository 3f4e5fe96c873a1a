from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from invented import many, silent, write

from quotes.dataset import validate
from quotes.dataset.metadata.chart import draw_chart, role_bars
from quotes.dataset.metadata.statistics import Statistics
from quotes.records import Article, Attribution, Context, Detection, Quote, Speaker, record_id

pytestmark = pytest.mark.usefixtures("drawn_charts")

TENTHS = {f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}": tenth for tenth in range(10)}
COUNTS = Statistics(
    articles=3,
    not_english=0,
    reposts=0,
    quotes=45,
    clusters=45,
    rejected=0,
    utterances=45,
    with_speaker=45,
    with_name=45,
    with_role=45,
    speakers={"Mira Okafor": 40, "Ilse Brandt": 5},
    roles={"executive": 45},
    kinds={},
    forms={},
    methods={},
    confidence=TENTHS,
    splits={},
)


def chunks(png: bytes) -> Counter[str]:
    """Count the chunks of a PNG, whose checksums must be right."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, found = 8, Counter[str]()
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        kind = png[place + 4 : place + 8]
        assert zlib.crc32(png[place + 4 : place + 8 + size]) == struct.unpack(">I", png[place + 8 + size :][:4])[0]
        found[kind.decode()] += 1
        place += size + 12
    return found


def drawn(folder: Path, statistics: Statistics, title: str = "45 quotations") -> bytes:
    draw_chart(statistics, title, folder / "chart.png")
    return (folder / "chart.png").read_bytes()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The chart that the others are compared with."""
    return drawn(tmp_path_factory.mktemp("plain"), COUNTS)


def test_the_png_names_neither_tool_nor_time(plain: bytes) -> None:
    assert struct.unpack(">II", plain[16:24]) == (1800, 720)
    assert set(chunks(plain)) == {"IHDR", "pHYs", "IDAT", "IEND"}


def test_the_same_counts_give_the_same_bytes_whatever_the_users_settings(tmp_path: Path, plain: bytes) -> None:
    """A file of settings is read when matplotlib is imported; it sets these."""
    theirs = {"font.size": 30, "font.family": "serif", "axes.facecolor": "red", "lines.linewidth": 9}
    with matplotlib.rc_context(theirs):
        assert drawn(tmp_path, COUNTS) == plain
        assert matplotlib.rcParams["font.size"] == 30


@pytest.mark.parametrize(
    "change",
    [
        {"speakers": {"Mira Okafor": 41}},
        {"roles": {"police": 45}},
        {"confidence": {**TENTHS, "0.0-0.1": 9}},
    ],
)
def test_other_counts_give_another_chart(tmp_path: Path, plain: bytes, change: dict[str, Any]) -> None:
    assert drawn(tmp_path, replace(COUNTS, **change)) != plain


@pytest.mark.parametrize(
    "name",
    [
        "Jean-Baptiste Emmanuel Zorg de la Fontaine-Blanche " * 3,
        "李明",
        "Олександр Петренко",
        "محمد الأحمد",
        "$\\frac{1}{2}$",
        "line\nbreak\tand\x00null",
        "🙂",
        "\ud83d",
        "<b>bold</b>",
    ],
)
def test_any_name_can_be_drawn(tmp_path: Path, plain: bytes, name: str) -> None:
    """Warnings are errors in these tests: a missing glyph would be one."""
    assert drawn(tmp_path, replace(COUNTS, speakers={name: 7}), title=f"{name} 1.0.0") != plain


@pytest.mark.parametrize(
    "change", [{"speakers": {}}, {"roles": {}}, {"confidence": {**dict.fromkeys(TENTHS, 0), "0.9-1.0": 1}}]
)
def test_a_panel_may_be_empty(tmp_path: Path, change: dict[str, Any]) -> None:
    assert chunks(drawn(tmp_path, replace(COUNTS, **change)))["IEND"] == 1


def test_roles_beyond_ten_are_summed_up() -> None:
    roles = {f"role {number}": 20 - number for number in range(13)}
    assert role_bars(roles) == {**dict(list(roles.items())[:10]), "3 more": 10 + 9 + 8}
    assert role_bars({"police": 2}) == {"police": 2}


def spoken_by(name: str) -> Detection:
    """Return an article in which somebody of that name, and without a role, is quoted."""
    text = f"“We open at nine,” said {name}."
    article = Article(id=name, text=text)
    start = text.index(name)
    span = {"start": start, "end": start + len(name)}
    speaker = Speaker(text=name, form="name", name=name, name_start=span["start"], name_end=span["end"], **span)
    words = "We open at nine,"
    id = record_id(article.digest, 1, 1 + len(words))
    found = Quote(
        id=id,
        article_id=name,
        text=words,
        start=1,
        end=1 + len(words),
        kind="full",
        utterance_id=id,
        speaker=speaker,
        role=None,
        cue=None,
        attribution=Attribution(method="nearest", confidence=0.6, reasons=()),
        context=Context(text=text, start=0, end=len(text)),
    )
    return Detection(article=article, quotes=(found,), rejected=())


def test_of_many_speakers_the_chart_and_the_card_show_ten(tmp_path: Path) -> None:
    release = write(tmp_path, (spoken_by(f"Speaker {number}") for number in range(300)))
    card = (release.path / "README.md").read_text(encoding="utf-8")
    assert ", ".join(f"Speaker {number} (1)" for number in sorted(range(300), key=str)[:10]) + ". Roles: none." in card
    assert chunks((release.path / "chart.png").read_bytes())["IEND"] == 1


def test_without_quotations_there_is_no_chart(tmp_path: Path) -> None:
    release = write(tmp_path, [silent("a1")])
    assert not (release.path / "chart.png").exists()
    assert "chart" not in (release.path / "README.md").read_text(encoding="utf-8")
    assert list(validate(release.path)) == []


def test_the_release_has_the_chart_that_its_card_shows(tmp_path: Path) -> None:
    release = write(tmp_path, many(3))
    assert "](chart.png)\n" in (release.path / "README.md").read_text(encoding="utf-8")
    assert "chart.png" in release.manifest.files
