from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes.component  # registers the factory where the package is not installed
from quotes.detector import Detector
from quotes.errors import ModelError
from quotes.model import DEFAULT_MODEL
from quotes.pipeline import DEFAULT_PIPELINE

TEXT = (
    "The pier was full.\n\n“The ferry opens at noon,” said Ingrid Brandt, the harbor commissioner. "
    "“It closes at nine.”\n\nPedro Oduya called it “a floating disgrace to the whole town.”"
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("quotes")
    return nlp


def test_quotations_are_spans_and_records(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    assert [span.text for span in doc.spans["quotes"]] == [quote.text for quote in doc._.quotes]
    assert [span.label_ for span in doc.spans["quotes"]] == ["QUOTE"] * 3
    assert [quote.speaker.name for quote in doc._.quotes] == ["Ingrid Brandt", "Ingrid Brandt", "Pedro Oduya"]
    assert [quote.role and quote.role.text for quote in doc._.quotes] == ["harbor commissioner"] * 2 + [None]


def test_ids_are_the_detectors(pipeline: Language, detector: Detector) -> None:
    assert [quote.id for quote in pipeline(TEXT)._.quotes] == [quote.id for quote in detector.detect(TEXT)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nobody spoke.", "“"])
def test_a_doc_without_quotations(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    assert list(doc.spans["quotes"]) == []
    assert doc._.quotes == ()


def test_a_doc_can_be_stored_and_read_again(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    (stored,) = DocBin(store_user_data=True, docs=[doc]).get_docs(pipeline.vocab)
    assert stored._.quotes == doc._.quotes
    assert Doc(pipeline.vocab).from_bytes(doc.to_bytes())._.quotes == doc._.quotes


def test_docs_can_come_from_several_processes(pipeline: Language) -> None:
    expected = pipeline(TEXT)._.quotes
    assert [doc._.quotes for doc in pipeline.pipe([TEXT] * 3, n_process=2, batch_size=1)] == [expected] * 3


def test_a_pipeline_with_the_component_can_be_stored(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.quotes == pipeline(TEXT)._.quotes


def test_a_model_of_ones_own(pipeline: Language) -> None:
    expected = pipeline(TEXT)._.quotes
    with pipeline.select_pipes(disable="quotes"):
        pipeline.add_pipe("quotes", name="own", config={"model": str(DEFAULT_MODEL)})
        assert pipeline(TEXT)._.quotes == expected
        pipeline.remove_pipe("own")


def test_without_a_parser_the_error_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes")
    with pytest.raises(ModelError) as caught:
        nlp(TEXT)
    assert str(caught.value) == 'the "quotes" component needs a tagger and a parser before it in the pipeline'


def test_what_it_needs_and_gives_is_declared() -> None:
    meta = Language.get_factory_meta(quotes.component.NAME)
    assert meta.requires == ["token.tag", "token.dep", "token.head"]
    assert meta.assigns == ["doc.spans", "doc._.quotes"]
