"""Who may be meant: whom an article names, who comes in without a name, and who cannot be."""

from __future__ import annotations

import pytest

from quotes import english
from quotes.coreference.description_features import description_candidates
from quotes.coreference.descriptions import find_introduced, take_apart
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.named_features import named_candidates
from quotes.coreference.reference import Reference
from quotes.detection import Layout, scan
from quotes.detector import Detector
from quotes.speakers import Mention


def lay_out(text: str) -> Layout:
    found = scan(text)
    return Layout(text, found.paragraphs, found.spans)


def candidates(text: str, pronoun: str, gender: str) -> list[str]:
    layout = lay_out(text)
    start = text.rindex(pronoun)
    mention = Mention(start, start + len(pronoun), "pronoun", pronoun, 0, 0, 0, False)
    reference = Reference(mention, scan(text).spans[-1])
    found = named_candidates(EntityIndex(layout, ()), reference, "person", gender)
    return [one.entity.full.words for one in found if one.entity is not None]


@pytest.mark.parametrize(
    ("text", "form", "words", "gender"),
    [
        ("A nurse opened the door.", "new", "A nurse", None),
        ("His deputy smiled.", "own", "His deputy", None),
        ("Her husband drove.", "own", "Her husband", "m"),
        ("They found Petra Oduya's widow in tears.", "own", "Petra Oduya's widow", "f"),
        ("She asked a retired school teacher.", "new", "a retired school teacher", None),
        ("The father-of-two wept.", "the", "The father-of-two", "m"),
        ("One of its painters smiled.", "new", "One of its painters", None),
        ("We spoke to a bride-to-be.", "new", "a bride-to-be", None),
        ("It was a tram conductor who found him.", "new", "a tram conductor", None),
        ("The same guard smiled.", "the", "The same guard", None),
        ("In the bar afterwards, one guest wept.", "new", "one guest", None),
    ],
)
def test_somebody_without_a_name_comes_in(text: str, form: str, words: str, gender: str | None) -> None:
    (one,) = find_introduced(lay_out(text), 0)
    assert (one.form, text[one.start : one.end], one.gender) == (form, words, gender)


@pytest.mark.parametrize(
    "text",
    [
        "His wife Jane smiled.",  # has a name
        "Her lawyer, Ilse Brandt, smiled.",
        "He is a nurse.",  # brings in nobody
        "In came Ilse Brandt, a nurse.",
        "With Ilse Brandt, a nurse, he left.",
        "The nurses smiled.",  # several
        "She wrote “a nurse came”.",  # quoted
        "They asked whether there was a doctor on board.",  # supposed
        "The dockers’ union met.",  # owners
    ],
)
def test_nobody_comes_in(text: str) -> None:
    assert not list(find_introduced(lay_out(text), 0))


def test_she_is_no_man_no_body_and_no_place() -> None:
    text = (
        "Robert Hale met Ilse Brandt in Dunmore. The Brandt Foundation paid. Lake County was shut, Dunmore too.\n\n"
        "“It rained,” she said."
    )
    assert candidates(text, "she", "f") == ["Ilse Brandt"]


def test_a_name_at_birth_is_nobody_else() -> None:
    text = "Vera Lindt was born Veronika Hauser in 1931. “I was small,” she said."
    assert candidates(text, "she", "f") == ["Vera Lindt"]


def test_who_has_the_turn_is_not_the_one_spoken_of() -> None:
    text = "Ilse Brandt talked to Rosa Orr.\n\nBRANDT: And then?\n\nORR: She said, “Go home.”"
    assert candidates(text, "She", "f") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Everybody calls Ilse Brandt “Auntie Rosa”, the aunt of bees.", ["Ilse Brandt"]),
        ("Ilse Brandt knew “Auntie Rosa”. Rosa smiled.", ["Rosa", "Ilse Brandt"]),  # named without marks, too
        ("A nurse for Overland Norway said the Norwegian Government and Ilse Brandt had met.", ["Ilse Brandt"]),
        ("Mrs Norway said Ilse Brandt had won.", ["Ilse Brandt", "Norway"]),
        ("Ilse Brandt won at a cold Fr Dolan Park.", ["Ilse Brandt"]),
        ("Ilse Brandt met Fr Dolan Park, who is 70.", ["Dolan Park", "Ilse Brandt"]),
        ("It did not please Sefa Tonga. The pupil was four when it shut.", ["Sefa Tonga"]),
        ("It did not please Sefa Tonga. The rain went on.", []),
    ],
)
def test_who_may_be_she(text: str, names: list[str]) -> None:
    assert candidates(f"{text}\n\n“It rained,” she said.", "she", "f") == names


@pytest.mark.parametrize("line", ["Imogen Slater", "By Imogen Slater", "Words by Imogen Slater, Staff Writer"])
def test_who_wrote_the_article_is_nobody_in_it(line: str) -> None:
    story = "Ilse Brandt’s kettle never cools, they say.\n\n“Sit down,” she says."
    assert candidates(f"The last ferry\n\n{line}\n\n{story}", "she", "f") == ["Ilse Brandt"]
    again = story.replace("they say", "as Imogen Slater knows")
    assert "Imogen Slater" in candidates(f"The last ferry\n\n{line}\n\n{again}", "she", "f")


def test_names_over_sections_are_no_authors() -> None:
    text = "Who will vote\n\nImogen Slater\n\nShe will.\n\nRosa Orr\n\n“I will not,” she says."
    assert candidates(text, "she", "f") == ["Rosa Orr", "Imogen Slater"]


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("husband", "roleless"),
        ("has chaired the choir", "roleless"),
        ("retired judge", "other-role"),
        ("nurse", "akin"),
    ],
)
def test_who_does_nothing_else_may_be_the_doctor(role: str, kind: str) -> None:
    text = "Olga Brandt opened the door.\n\n“It rained,” the doctor said."
    layout, start = lay_out(text), text.index("doctor")
    mention = Mention(start, start + 6, "description", "doctor", 0, 0, 0, False)
    described = take_apart(text, mention)
    assert described is not None
    reference = Reference(mention, scan(text).spans[-1])
    found = description_candidates(EntityIndex(layout, ()), reference, described, lambda _: [role])
    assert f"the:{kind}" in found[0].features


def test_two_first_names_of_both_genders_tell_none() -> None:
    text = "Marta Quist met Jean-Luc Ferrand and Anne-Sofie Hale.\n\n“It rained,” he said."
    assert candidates(text, "he", "m") == ["Jean-Luc Ferrand"]


def test_whose_words_they_are(detector: Detector) -> None:
    text = "Ines Falk has seen worse winters. Her advice? “Wear two hats and say little.”"
    (quote,) = detector.detect(text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Ines Falk"


def test_it_is_the_document_of_the_sentence_before(detector: Detector) -> None:
    text = "A memo from Orchard Rail came on Monday. It described the strike as “a picnic with flags”."
    (quote,) = detector.detect(text)
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("It", None)


def test_a_name_in_capitals_is_no_fuller_one(detector: Detector) -> None:
    text = "“It rained,” said Vera Lindt, a nurse.\n\n“You never finish a ward”\nVERA LINDT"
    first = detector.detect(text)[0]
    assert first.speaker is not None
    assert first.speaker.name == "Vera Lindt"


@pytest.mark.parametrize("title", ["Mrs", "Lady"])
def test_a_title_of_the_other_gender_names_somebody_else(detector: Detector, title: str) -> None:
    text = f"Colin Dray farms here. “I drive,” said {title} Dray. “I do not,” said Colin Dray."
    names = [quote.speaker and quote.speaker.name for quote in detector.detect(text)]
    assert names == ["Dray", "Colin Dray"]


def test_i_is_whose_turn_it_is(detector: Detector) -> None:
    text = (
        "Rosa Orr talked to Tom Akers on Monday.\n\nORR: And then?\n\nAKERS: I told my brother, “You do it, and now.”"
    )
    (quote,) = detector.detect(text)
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("I", "Tom Akers")


def test_an_account_speaks_without_a_name(detector: Detector) -> None:
    (quote,) = detector.detect("“I saw the ship leave the harbor,” tweeted @harbor_watch on Monday.")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("@harbor_watch", None)


def named(detector: Detector, text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in detector.detect(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fern Lane was shut in May, when diggers hit what the parish council called “a forgotten cellar”.", None),
        (
            "Typhoon Vesta, which drowned two harbours, turned north. The rescue service told boats to “stay tied up”.",
            None,
        ),
        ("Rosa Orr told the Evening Herald that the lamp was out. The council said it was “not a lamp of ours”.", None),
        (
            "Rosa Orr told the Evening Herald that the lamp was out. The paper said it was “not a lamp of ours”.",
            "Evening Herald",
        ),
        ("The mayor blamed a pump at the Orrdal mill. In a letter, it said “water should come back by Friday”.", None),
        (
            "Hollow Street was shut. Downing Street said nothing on Monday. Then it promised “a review of lamps”.",
            "Downing Street",
        ),
        (
            "Anton Reyl's Lakeside Athletic lost, and Lakeside have not won since. One guest forgave them. "
            "“I enjoyed the tea,” he said.",
            None,
        ),
    ],
)
def test_a_body_is_called_by_a_name_of_its_kind(detector: Detector, text: str, name: str | None) -> None:
    assert named(detector, text) == [name]


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("the Swiss finance minister", None),
        ("the defence minister", None),
        ("the environment minister", "Vera Lindt"),
        ("the minister", "Vera Lindt"),
        ("the outgoing minister", "Vera Lindt"),
    ],
)
def test_one_noun_with_another_office_is_somebody_else(detector: Detector, description: str, name: str | None) -> None:
    text = (
        "Environment minister Vera Lindt opened the weir on Monday. “It holds,” she said.\n\n"
        f"The river took no notice. “We have sent our pumps,” {description} wrote on Tuesday."
    )
    assert named(detector, text) == ["Vera Lindt", name]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("foreign", "prime", True),
        ("second", "first", True),
        ("norwegian", "Danish", True),
        ("home", "visiting", True),
        ("former", "foreign", False),
        ("danish", "danish foreign", False),
    ],
)
def test_which_words_mean_two_people(one: str, other: str, apart: bool) -> None:
    assert english.tell_apart(one.split(), other.lower().split()) is apart


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Hanna Strand, who keeps bees.", None),
        ("Hanna Strand, 81, of Dunmore.", None),
        ("Hanna Strand, a retired dentist.", "Hanna Strand"),
    ],
)
def test_who_comes_in_later_is_meant_if_something_ties_them(detector: Detector, later: str, name: str | None) -> None:
    text = (
        "When the dentist told me “you grind at night”, I laughed. I had two jobs and a dog that never slept.\n\n"
        f"Six weeks later I slept in a lift.\n\nThat is how I met {later} She taught me to sit. Strand has four hives."
    )
    assert named(detector, text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When the widow asked Hale if they would hold, he replied: “Longer than you.”", "Colin Hale"),
        ("Peter Vass came in. When Vass asked Hale how old they were, he said: “Older than you.”", "Colin Hale"),
        ("Asked by Peter Vass whether they were new, he said: “Newer than you.”", "Colin Hale"),
        ("When Vass asked for one more, he said: “For my mother.”", "Peter Vass"),
    ],
)
def test_who_was_asked_replies(detector: Detector, text: str, name: str) -> None:
    lead = "Colin Hale sold the tiles. Peter Vass, prosecuting, said they were cheap. "
    assert named(detector, lead + text) == [name]


@pytest.mark.parametrize(
    ("between", "name"),
    [
        ("A plumber came at noon. She said the pipe was “tired but whole”.", None),
        ("It was a plumber who found the pipe. She said it was “tired but whole”.", None),
        ("A plumber came at noon. She said the pipe was “tired but whole”. Berta Lunt paid her.", "Berta Lunt"),
        ("A plumber came at noon. Lunt said the pipe was “tired but whole”.", "Berta Lunt"),
    ],
)
def test_who_came_in_without_a_name_goes_on_as_she(detector: Detector, between: str, name: str | None) -> None:
    text = f"Berta Lunt, 70, woke to a flood. “I swam,” said Lunt.\n\n{between}\n\n“Pipes are like that,” she said."
    assert named(detector, text)[-1] == name


@pytest.mark.parametrize(
    ("name", "pronoun", "found"),
    [
        ("Sam", "She", ["Sam Vogt"]),
        ("Sam", "He", ["Sam Vogt"]),
        ("Sasha", "He", ["Sasha Vogt"]),
        ("Robert", "She", []),
    ],
)
def test_a_name_that_both_bear_tells_no_gender(name: str, pronoun: str, found: list[str]) -> None:
    text = f"{name} Vogt told the court that the barn was dry. {pronoun} said it “never leaked”."
    assert candidates(text, pronoun, english.PERSON_PRONOUNS[pronoun.lower()]) == found


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("the boss", "Colin Hale"),
        ("the Orrdal boss", "Colin Hale"),
        ("the Kesby boss", None),
    ],
)
def test_the_boss_is_the_manager_of_that_side(detector: Detector, description: str, name: str | None) -> None:
    text = (
        "Orrdal manager Colin Hale was in no mood to look ahead after a late win over leaders Brackley Athletic.\n\n"
        f"“One game at a time,” {description} said."
    )
    assert named(detector, text) == [name]


def test_an_actress_is_one_person(detector: Detector) -> None:
    text = "Vera Lindt, an actress, left the series in May. “It was time,” the actress said. “They were kind.”"
    assert named(detector, text) == ["Vera Lindt", "Vera Lindt"]


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("forewoman", "f"), ("headmistress", "f"), ("schoolboy", "m"), ("godfather", "m"), ("chief", None)],
)
def test_a_noun_tells_the_gender_by_its_ending(noun: str, gender: str | None) -> None:
    assert english.gender_of_noun(noun) == gender


def test_she_is_not_her_own_stepmother(detector: Detector) -> None:
    text = "She was warned by her stepmother that it was “no trade for a girl”. “I went,” she wrote."
    assert named(detector, f"Berta Lunt, who has died at 91, built boats.\n\n{text}")[-1] == "Berta Lunt"


@pytest.mark.parametrize(("portfolio", "name"), [("finance", None), ("culture", "Vera Lindt")])
def test_a_minister_of_a_lead_is_one_of_that_portfolio(detector: Detector, portfolio: str, name: str | None) -> None:
    text = f"A {portfolio} minister has called a lamp “a small war”.\n\nCulture minister Vera Lindt lit it on Monday."
    assert named(detector, text) == [name]


def test_a_line_within_a_line_within_what_was_said_is_of_one_person(detector: Detector) -> None:
    said = "We are tired and cold. We will go home tonight."
    text = (
        f"Crew of the Merrow comes ashore\n\n“We are tired and cold.”\n\n“{said}”\n\n"
        f"The boat came in at nine. “{said} That is all there is to it,” said Ilse Brandt, its mate."
    )
    assert [quote.speaker and quote.speaker.name for quote in detector.detect(text)] == ["Ilse Brandt"] * 3
