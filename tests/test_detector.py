"""Who is found to have said what: cue, mention, name and role, on constructions of one or two sentences."""

from __future__ import annotations

import pytest

from quotes import Quote
from quotes.detector import Detector


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


def test_a_list_of_names_signs_nothing(detector: Detector) -> None:
    before = (
        "Tom Vale, the mayor, read out the names of the crew.\n\n“These are the people who will sail the last boat.”"
    )
    found = detector.detect(f"{before}\n\n- Kim Poe, engineer\n- Lee Moss, mate")
    assert [quote.speaker and quote.speaker.text for quote in found] == ["Tom Vale"]


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
