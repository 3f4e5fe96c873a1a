from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import spacy
from invented import many, write
from spacy import displacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin

import quotes.component
from quotes.component import read_quotes  # whose import registers the factory where the package is not installed
from quotes.detector import Detector
from quotes.errors import ModelError
from quotes.exporting import export_file
from quotes.model import DEFAULT_MODEL
from quotes.pipeline import DEFAULT_PIPELINE
from quotes.records import Article, Quote

SEEDS = Path(__file__).parents[1] / "seeds"
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


@pytest.mark.parametrize("loaded", ["the bundled pipeline", "no parser", "other tokens"])
def test_records_are_the_detectors_whatever_pipeline_it_stands_in(
    pipeline: Language, detector: Detector, loaded: str
) -> None:
    nlp = pipeline
    if loaded != "the bundled pipeline":
        nlp = spacy.blank("en")
        nlp.add_pipe("quotes")
    if loaded == "other tokens":
        nlp.tokenizer = Tokenizer(nlp.vocab)  # by blanks alone: marks and words in one
    for path in sorted(SEEDS.glob("*.txt"))[::40]:
        text = path.read_text(encoding="utf-8")
        expected = next(detector.pipe([Article(id="text", text=text)]))
        doc = nlp(text)
        assert doc._.quotes == expected.quotes
        assert doc._.rejected == expected.rejected
        assert [span.id_ for span in doc.spans["quotes"]] == [quote.id for quote in expected.quotes]
        assert [span._.quote for span in doc.spans["quotes"]] == list(expected.quotes)


def test_what_is_no_quotation_is_there_with_the_reason(pipeline: Language) -> None:
    doc = pipeline("“We wait,” said Tomas “Bull” Herrera.")
    assert [(one.text, one.reason) for one in doc._.rejected] == [("Bull", "nickname")]
    assert [(span.text, span.label_) for span in doc.spans["rejected"]] == [("Bull", "REJECTED")]
    assert [span._.quote for span in doc.spans["rejected"]] == [None]


def test_what_is_not_sure_enough_is_set_aside() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"min_confidence": 1.0})
    doc = nlp(TEXT)
    assert doc._.quotes == ()
    assert [one.reason for one in doc._.rejected] == ["low_confidence"] * 3


def test_a_confidence_is_from_0_to_1() -> None:
    with pytest.raises(ValueError, match="min_confidence is 2; a confidence is a number from 0 to 1"):
        spacy.blank("en").add_pipe("quotes", config={"min_confidence": 2})


def test_a_pipeline_to_parse_with_that_is_not_installed() -> None:
    with pytest.raises(ModelError, match="en_core_web_none: spaCy finds no pipeline of this name"):
        spacy.blank("en").add_pipe("quotes", config={"spacy_model": "en_core_web_none"})


@pytest.mark.parametrize("with_user_data", [True, False])
def test_records_stay_in_a_docbin(pipeline: Language, with_user_data: bool) -> None:
    doc = pipeline(TEXT)
    kept = DocBin(docs=[doc], store_user_data=with_user_data).to_bytes()
    (stored,) = DocBin(store_user_data=with_user_data).from_bytes(kept).get_docs(spacy.blank("en").vocab)
    assert stored._.quotes == doc._.quotes
    assert [span._.quote for span in stored.spans["quotes"]] == list(doc._.quotes)


def test_records_go_with_their_words_where_docs_are_joined(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    both = Doc.from_docs([doc, pipeline("Nobody spoke."), doc])
    assert [quote.id for quote in both._.quotes] == [quote.id for quote in doc._.quotes] * 2
    for quote in both._.quotes:
        for part in (quote, quote.speaker, quote.cue, quote.role, quote.context, *quote.attribution.alternatives):
            assert part is None or part.text is None or both.text[part.start : part.end] == part.text


def test_a_part_of_a_doc_has_the_records_that_lie_in_it(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    last = doc[doc.spans["quotes"][1].end + 1 :].as_doc(copy_user_data=True)
    (quote,) = last._.quotes
    assert (quote.text, quote.speaker.name) == ("a floating disgrace to the whole town.", "Pedro Oduya")
    for part in (quote, quote.speaker, quote.cue, quote.context):
        assert last.text[part.start : part.end] == part.text
    words = doc.spans["quotes"][2].as_doc(copy_user_data=True)
    assert words._.quotes == ()  # the speaker stands outside


def test_of_a_speaker_named_outside_a_part_the_place_of_the_name_is_not_told(pipeline: Language) -> None:
    doc = pipeline("Ingrid Brandt runs the harbor.\n\n“The ferry opens at noon,” Brandt said.")
    whole, (part,) = doc._.quotes[0], doc[7:].as_doc(copy_user_data=True)._.quotes
    assert (whole.speaker.name, whole.speaker.name_start) == ("Ingrid Brandt", 0)
    assert (part.speaker.name, part.speaker.name_start, part.speaker.name_end) == ("Ingrid Brandt", None, None)


def test_records_come_back_from_json(pipeline: Language) -> None:
    for text in (TEXT, "Nobody spoke."):
        doc = pipeline(text)
        data = json.loads(json.dumps(doc.to_json(underscore=["quotes_rows", "rejected_rows"])))
        again = Doc(pipeline.vocab).from_json(data)
        assert again._.quotes == doc._.quotes
        assert again._.rejected == doc._.rejected


def test_it_goes_to_processes_that_start_anew(pipeline: Language) -> None:
    component = pipeline.get_pipe("quotes")
    pipeline(TEXT)  # which loads what no other process can take
    again = pickle.loads(pickle.dumps(component))
    assert again(pipeline.make_doc(TEXT))._.quotes == pipeline(TEXT)._.quotes


def test_exported_docs_are_read(tmp_path: Path, pipeline: Language) -> None:
    release = write(tmp_path, many(2))
    with (tmp_path / "two.spacy").open("wb") as file:
        export_file(release.path, "spacy", file)
    docs = list(DocBin().from_disk(tmp_path / "two.spacy").get_docs(pipeline.vocab))
    rows = [Quote.from_dict(row) for row in release.rows("quotes.jsonl")]
    assert sorted((quote for doc in docs for quote in read_quotes(doc)), key=str) == sorted(rows, key=str)


def test_the_code_of_the_docs_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (SEEDS.parent / "docs" / "spacy.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", page, re.S):
        exec(code, names)
    assert capsys.readouterr().out.startswith("The ferry opens at noon, | Ingrid Brandt | harbor commissioner | 0.")
    assert "QUOTE" in names["html"]


def test_displacy_shows_them(pipeline: Language) -> None:
    page = displacy.render(pipeline(TEXT), style="span", options={"spans_key": "quotes"}, jupyter=False)
    assert page.count("QUOTE") == 3


def test_what_it_gives_is_declared() -> None:
    meta = Language.get_factory_meta(quotes.component.NAME)
    assert meta.requires == []  # it parses by itself
    assert meta.assigns == ["doc.spans", "doc._.quotes", "doc._.rejected", "span._.quote"]
