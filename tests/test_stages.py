"""Each step on the way of an article, by itself: what it makes of what the step before has made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from quotes.confidence import assess
from quotes.coreference import Quotation, Resolver
from quotes.detection import Layout, QuotedSpan, describe_spans, may_be_speech, scan
from quotes.engine import ByModel, Prepared, prepare
from quotes.model import Model
from quotes.parsing import Passage, align, cut_all, cut_windows
from quotes.recording import make_quotes, make_rejections
from quotes.records import Article, Quote, record_id
from quotes.speakers import Contender, Decision, SpanContext, choose_speaker, decide, unite
from quotes.speakers.contenders import Preceding, contenders
from quotes.speakers.contexts import annotate, read_context

TEXT = (
    "The gates stay shut.\n\n“We open them when it is safe,” said Ilse Brandt, who chairs the Kell Harbor Commission, "
    "“and not an hour sooner.”\n\nTomas “Bull” Herrera, a diver, met Brandt. He called the closure “a quiet disaster.”"
)
SAFE, SOONER, BULL, DISASTER = "We open them when it is safe,", "and not an hour sooner.", "Bull", "a quiet disaster."
JUDGE = ByModel(Model.load())


def words(span: QuotedSpan) -> str:
    return TEXT[span.start : span.end]


@pytest.fixture
def prepared() -> Prepared:
    return prepare(Article(id="gates", text=TEXT), JUDGE)


@pytest.fixture
def passages(nlp: Language, prepared: Prepared) -> list[Passage]:
    return [align(cut, nlp(cut.text)) for cut in cut_all(TEXT, prepared.windows)]


@pytest.fixture
def decisions(prepared: Prepared, passages: list[Passage]) -> list[Decision]:
    return decide(TEXT, prepared.scan.paragraphs, passages, lambda here, rivals: JUDGE.speaker(TEXT, here, rivals))


@pytest.fixture
def quotations(prepared: Prepared, passages: list[Passage], decisions: list[Decision]) -> list[Quotation]:
    layout = Layout(TEXT, prepared.scan.paragraphs, [decision.span for decision in decisions])
    return Resolver(layout, passages).resolve(decisions, JUDGE.antecedents)


def test_marks_are_paired() -> None:
    found = scan(TEXT)
    assert [(words(span), span.paragraph, span.partial) for span in found.spans] == [
        (SAFE, 1, False),
        (SOONER, 1, False),
        (BULL, 2, True),
        (DISASTER, 2, True),
    ]
    assert [paragraph.start for paragraph in found.paragraphs] == [0, TEXT.index("“We"), TEXT.index("Tomas")]


def test_words_around_are_described_and_tell_what_is_no_speech() -> None:
    found = scan(TEXT)
    describe_spans(TEXT, found)
    facts = {words(span): span.facts for span in found.spans}
    assert [one and (one.count, one.case, one.capital_follows) for one in facts.values()] == [
        (7, "sentence", False),
        (5, "lower", False),
        (1, "capital", True),
        (3, "lower", False),
    ]
    assert all("bias" in span.features for span in found.spans)
    assert [words(span) for span in found.spans if not may_be_speech(span, JUDGE.model)] == [BULL]


def test_paragraphs_with_what_may_be_speech_are_chosen(prepared: Prepared) -> None:
    assert [(window.paragraph, [words(span) for span in window.spans]) for window in prepared.windows] == [
        (1, [SAFE, SOONER]),
        (2, [DISASTER]),
    ]
    assert {words(span): span.rejected and span.rejected.reason for span in prepared.scan.spans} == {
        SAFE: None,
        SOONER: None,
        BULL: "nickname",
        DISASTER: None,
    }


def test_what_a_parser_needs_is_cut_out() -> None:
    found = scan(TEXT)
    given = [cut.text.strip() for cut in cut_all(TEXT, cut_windows(TEXT, found.paragraphs, found.spans))]
    assert given[0].startswith('"That is so," said Ilse Brandt, who chairs the Kell Harbor Commission,')
    assert given[1].endswith('He called the closure "a quiet disaster."')


def test_the_parse_gets_the_articles_offsets(passages: list[Passage]) -> None:
    outside = [
        (word, TEXT[start:end])
        for passage in passages
        for word, start, end, inside in zip(passage.words, passage.starts, passage.ends, passage.inside, strict=True)
        if inside < 0
    ]
    assert [word for word, _ in outside] == [printed for _, printed in outside]
    assert [word for word, _ in outside if word in {"said", "called"}] == ["said", "called"]


def contexts(passages: list[Passage]) -> list[SpanContext]:
    annotated = [annotate(TEXT, passage) for passage in passages]
    return [read_context(TEXT, one, index, nearest=4) for one in annotated for index in range(len(one.passage.spans))]


def test_mentions_and_cues_are_found(passages: list[Passage]) -> None:
    first, second, third = contexts(passages)
    assert {mention.words for mention in first.annotated.mentions} >= {"Ilse Brandt"}
    assert {mention.words for mention in third.annotated.mentions} >= {"He"}
    assert [[cue and cue.lemma for cue in (here.cue_before, here.cue_after)] for here in (first, second, third)] == [
        [None, "say"],
        ["say", None],
        ["call", None],
    ]
    assert (first.before, first.final, second.before, second.final) == ("^", ",", ",", ".")


def test_who_could_have_spoken_is_listed(prepared: Prepared, passages: list[Passage]) -> None:
    first, _, third = contexts(passages)
    (brandt, *_) = contenders(TEXT, prepared.scan.paragraphs, first, Preceding())
    assert (brandt.mention.words, brandt.standing.side, brandt.standing.carried) == ("Ilse Brandt", "after", False)
    assert [subject.cue.lemma for subject in brandt.standing.subject_of] == ["say"]
    assert {"kind:name", "after:full"} <= set(brandt.features)
    looking_back = Preceding(first.annotated, brandt.mention)
    listed = contenders(TEXT, prepared.scan.paragraphs, third, looking_back)
    back = {rival.mention.words: (rival.standing.paragraphs_back, rival.standing.carried) for rival in listed}
    assert (back["He"], back["Ilse Brandt"]) == ((None, False), (1, True))


def test_every_span_is_decided_in_order_and_looks_back(prepared: Prepared, passages: list[Passage]) -> None:
    carried: list[list[str]] = []

    def take_the_first(here: SpanContext, rivals: list[Contender]) -> Decision:
        carried.append([rival.mention.words for rival in rivals if rival.standing.carried])
        return Decision(span=here.span, mention=rivals[0].mention, remembered=rivals[0].mention)

    found = decide(TEXT, prepared.scan.paragraphs, passages, take_the_first)
    assert [words(decision.span) for decision in found] == [SAFE, SOONER, DISASTER]
    assert carried == [[], ["Ilse Brandt"], ["Ilse Brandt"]]


def test_a_model_takes_the_likeliest_and_says_why(prepared: Prepared, passages: list[Passage]) -> None:
    here, *_ = contexts(passages)
    rivals = contenders(TEXT, prepared.scan.paragraphs, here, Preceding())
    decision = choose_speaker(TEXT, here, rivals[::-1], JUDGE.model)
    assert (decision.mention and decision.mention.words, decision.cue and decision.cue.lemma) == ("Ilse Brandt", "say")
    assert (decision.method, decision.said) == ("cue", True)
    assert 0.9 < decision.confidence < 1
    assert "subject of “said”" in decision.reasons


def test_one_breath_agrees(decisions: list[Decision]) -> None:
    safe, sooner, disaster = decisions
    unsure = replace(sooner, mention=disaster.mention, confidence=0.1)
    united = unite(TEXT, [safe, unsure, disaster])
    assert [(decision.span, decision.mention) for decision in united] == [
        (safe.span, safe.mention),
        (sooner.span, safe.mention),
        (disaster.span, disaster.mention),
    ]
    assert [decision.method for decision in united] == ["cue", "utterance", "cue"]


def test_names_and_roles_are_looked_up(quotations: list[Quotation]) -> None:
    assert [
        (words(one.span), one.identity.name, one.identity.role and one.identity.role.text) for one in quotations
    ] == [
        (SAFE, "Ilse Brandt", "chairs the Kell Harbor Commission"),
        (SOONER, "Ilse Brandt", "chairs the Kell Harbor Commission"),
        (DISASTER, "Tomas “Bull” Herrera", "diver"),
    ]


def test_it_is_written_down(prepared: Prepared, quotations: list[Quotation]) -> None:
    layout = Layout(TEXT, prepared.scan.paragraphs, [one.span for one in quotations])
    first, second, third = make_quotes(prepared.article, layout, assess(quotations, JUDGE.model))
    assert [part(quote) for quote in (first, second, third)] == [
        (SAFE, "full", "Ilse Brandt", "said"),
        (SOONER, "full", "Ilse Brandt", "said"),
        (DISASTER, "partial", "He", "called"),
    ]
    for quote in (first, second, third):
        assert quote.id == record_id(prepared.article.digest, quote.start, quote.end)
        assert TEXT[quote.start : quote.end] == quote.text
        assert quote.context.text == TEXT[quote.context.start : quote.context.end]
    assert first.id == first.utterance_id == second.utterance_id != third.utterance_id
    (rejection,) = make_rejections(prepared.article, prepared.scan)
    assert (rejection.text, rejection.reason) == (BULL, "nickname")
    assert rejection.id == record_id(prepared.article.digest, rejection.start, rejection.end)


def part(quote: Quote) -> tuple[str, str, str | None, str | None]:
    return quote.text, quote.kind, quote.speaker and quote.speaker.text, quote.cue and quote.cue.text
