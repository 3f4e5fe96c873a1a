"""English is told from other languages, and a text in another one has no records unless they are asked for.

languages.jsonl holds invented articles in fourteen languages, ten that mix two, English ones full of foreign names and
quotations, and short ones. ``said`` has the first words of quotations and who said them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from huggingface_hub import DatasetCard
from tampering import edit, problems

import quotes
from quotes import revise
from quotes.articles import read_articles
from quotes.cli import main
from quotes.cli.messages import tell_not_english
from quotes.dataset import Release, stats
from quotes.dataset.derivation import read_release
from quotes.detection import scan
from quotes.detector import Detector
from quotes.errors import QuotesWarning
from quotes.language import SUREST_ELSEWHERE, is_english, language_tag
from quotes.pipeline import DEFAULT_PIPELINE
from quotes.records import Article
from quotes.show import render_html, render_terminal

HERE = Path(__file__).parent
ROWS = [json.loads(line) for line in (HERE / "languages.jsonl").read_text(encoding="utf-8").splitlines()]
GERMAN = next(row["text"] for row in ROWS if row["id"] == "de-1")
ENGLISH = "“We open the bridge at nine,” said Mira Okafor, mayor of Eastbrook. She had waited for this since the flood."


def told(text: str, language: str | None = None) -> bool:
    return is_english(text, language, ((span.outer_start, span.outer_end) for span in scan(text).spans))


@pytest.fixture(scope="module")
def anything() -> Detector:
    return Detector(any_language=True)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_an_article_is_in_english_or_not(row: dict[str, Any]) -> None:
    assert told(row["text"]) is (row["language"] == "en")


@pytest.mark.parametrize("paths", ["seeds/gold.jsonl", "tests/strangers/gold.jsonl", "tests/cases/*.jsonl"])
def test_no_text_in_english_is_lost_long_or_short(paths: str) -> None:
    lines = [line for path in HERE.parent.glob(paths) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in lines]
    assert len(texts) >= 20
    assert [text for text in texts if not told(text)] == []


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "eng", " en-Latn-US "])
def test_an_article_said_to_be_in_english_is(language: str) -> None:
    assert told(GERMAN, language)


@pytest.mark.parametrize("language", ["de", "de-AT", "DE_de", "fr", "zh-Hant-TW", "enm"])
def test_an_article_said_to_be_in_another_language_is(language: str) -> None:
    assert not told(ENGLISH, language)


@pytest.mark.parametrize("language", [None, "", "und", "mul", "English", "German", "unknown", "?", "e", "en,de"])
def test_words_tell_where_no_language_is_named(language: str | None) -> None:
    assert told(ENGLISH, language)
    assert not told(GERMAN, language)


def test_a_tag_is_written_as_usual_and_anything_else_is_kept(tmp_path: Path) -> None:
    assert language_tag("zh_hant_tw") == "zh-Hant-TW"
    assert language_tag("de-1996") == "de-1996"
    assert language_tag("English") is None
    source = tmp_path / "a.jsonl"
    given = ["EN_us", "English", "", None]
    lines = (json.dumps({"id": str(number), "text": "Hm.", "language": one}) for number, one in enumerate(given))
    source.write_text("\n".join(lines), encoding="utf-8")
    assert [article.language for article in read_articles([source])] == ["en-US", "English", None, None]


def test_a_text_in_another_language_has_no_records_and_a_warning(detector: Detector, anything: Detector) -> None:
    with pytest.warns(QuotesWarning, match="not in English"):
        assert detector.detect(GERMAN) == []
    (found,) = detector.pipe([Article(id="de", text=GERMAN)])
    assert (found.quotes, found.rejected, found.english) == ((), (), False)
    asked = anything.detect(GERMAN)
    # Whether two words in a reporter's sentence were said, weights learnt from English tell by chance.
    assert [quote.text.partition(" ")[0] for quote in asked if quote.kind == "full"] == ["Wir", "Den", "Über"]
    assert 0 < max(quote.attribution.confidence for quote in asked) <= SUREST_ELSEWHERE


def test_asking_for_any_language_changes_nothing_in_english(detector: Detector, anything: Detector) -> None:
    assert anything.detect(ENGLISH) == detector.detect(ENGLISH) != []


def test_workers_tell_the_same() -> None:
    articles = [Article(id=row["id"], text=row["text"]) for row in ROWS[:3] + ROWS[-12:]]
    here = list(Detector().pipe(articles))
    assert list(Detector().pipe(articles, workers=2)) == here
    assert {detection.english for detection in here} == {True, False}


def test_the_component_tells_the_same() -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("quotes")
    with pytest.warns(QuotesWarning, match="not in English"):
        assert nlp(GERMAN)._.quotes == ()
    assert nlp(ENGLISH)._.quotes
    nlp.remove_pipe("quotes")
    nlp.add_pipe("quotes", config={"any_language": True})
    assert {quote.attribution.confidence <= SUREST_ELSEWHERE for quote in nlp(GERMAN)._.quotes} == {True}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": "bridge", "text": ENGLISH, "language": "English"},
        {"id": "hafen", "text": GERMAN},
        {"id": "marked", "text": ENGLISH.replace("nine", "ten"), "language": "fr"},
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def release(sources: Path, tmp_path: Path) -> Release:
    return quotes.build([sources], name="press", version="1.0.0", out=tmp_path / "dist")


def test_a_release_keeps_the_articles_and_counts_them(release: Release) -> None:
    articles = list(release.rows("articles.jsonl"))
    assert [(row["id"], row["english"]) for row in articles] == [("bridge", True), ("hafen", False), ("marked", False)]
    assert {row["article_id"] for row in release.rows("quotes.jsonl")} == {"bridge"}
    assert list(release.rows("rejected.jsonl")) == []
    assert release.counts.not_english == stats(release.path).not_english == 2
    assert release.manifest.settings["any_language"] is False
    assert "Not in English are 2 articles" in (release.path / "README.md").read_text(encoding="utf-8")
    assert problems(release.path) == []


def test_a_card_names_tags_only(release: Release) -> None:
    assert DatasetCard.load(release.path / "README.md").data.language == ["en", "fr"]


def test_words_that_nobody_read_are_not_taught(release: Release) -> None:
    tokens = quotes.load(release.path, config="tokens")
    taught = {row["article_id"] for split in tokens for row in tokens[split]}
    assert taught == {"bridge"}


def test_a_release_of_nothing_in_english_is_sound(tmp_path: Path) -> None:
    (tmp_path / "hafen.txt").write_text(GERMAN, encoding="utf-8")
    made = quotes.build([tmp_path / "hafen.txt"], name="hafen", version="1.0.0", out=tmp_path / "dist")
    assert (made.counts.articles, made.counts.not_english, made.counts.quotes) == (1, 1, 0)
    assert problems(made.path) == []


def test_a_release_in_any_language_says_so(sources: Path, tmp_path: Path) -> None:
    asked = quotes.build([sources], name="press", version="1.0.0", out=tmp_path / "any", any_language=True)
    assert {row["article_id"] for row in asked.rows("quotes.jsonl")} == {"bridge", "hafen", "marked"}
    assert (asked.counts.not_english, asked.manifest.settings["any_language"]) == (2, True)
    assert problems(asked.path) == []


def test_a_message_names_the_first_only(capsys: pytest.CaptureFixture[str]) -> None:
    tell_not_english(1200, 5000, map(str, range(1200)), any_language=False)
    assert "1,200 of 5,000 articles ('0', '1', '2', '3', '4' and 1,195 more);" in capsys.readouterr().err
    tell_not_english(0, 5000, [], any_language=False)
    assert capsys.readouterr().err == ""


def test_a_count_that_the_rows_do_not_give_is_a_problem(release: Release) -> None:
    edit(release.path, "articles.jsonl", lambda rows: rows[1].update(english=True))
    assert any("not_english" in problem for problem in problems(release.path))


def test_what_is_read_back_tells_it_still(release: Release, tmp_path: Path) -> None:
    detections = list(read_release(release.path))
    assert [detection.english for detection in detections] == [True, False, False]
    assert ["not in English" in render_terminal(detection) for detection in detections] == [False, True, True]
    assert render_html(detections).count("not in English") == 2
    corrected = tmp_path / "quotes.jsonl"
    (row,) = release.rows("quotes.jsonl")
    corrected.write_text(json.dumps({**row, "role": None}) + "\n", encoding="utf-8")
    assert revise(release, quotes=corrected, out=tmp_path / "revised").counts.not_english == 2


@pytest.mark.parametrize(
    ("arguments", "rest"),
    [
        (["detect"], "they have no records without --any-language"),
        (["detect", "--any-language"], "no confidence is above 0.5 there"),
        (["build", "--name", "press", "--version", "1.0.0"], "they have no records without --any-language"),
    ],
)
def test_commands_count_them_on_standard_error(
    arguments: list[str], rest: str, sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*arguments, str(sources)])
    line = f"not in English: 2 of 3 articles ('hafen', 'marked'); {rest}\n"
    assert (result.exit_code, result.stderr) == (0, line)
