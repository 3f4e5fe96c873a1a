"""Who is behind a mention: surnames, pronouns, descriptions, abbreviations, and nobody by name."""

from __future__ import annotations

import random

import pytest

from quotes import english
from quotes.detection import Layout
from quotes.detection.scanner import scan
from quotes.detector import Detector
from quotes.names import find_names
from quotes.names.entities import find_entities
from quotes.names.spellings import is_variant, variant_keys


def names(detector: Detector, text: str) -> list[str | None]:
    return [quote.speaker and quote.speaker.name for quote in detector.detect(text)]


def grouped(text: str) -> dict[str, list[str]]:
    """Return full name -> every occurrence of the entity's names."""
    found = scan(text)
    _, entities = find_entities(Layout(text, found.paragraphs, found.spans))
    return {entity.full.words: [name.words for name in entity.names] for entity in entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kristen Wilkins came. “It leaks,” Wilkins said. Kristen Wilkins left, and Kristin Wilkins came back.",
            {"Kristen Wilkins": ["Kristen Wilkins", "Wilkins", "Kristen Wilkins", "Kristin Wilkins"]},
        ),
        ("Susan Walters came on Monday. Walter said no.", {"Susan Walters": ["Susan Walters", "Walter"]}),
        ("Jan Walters came on Monday. Joan Walters did not.", {"Jan Walters": [], "Joan Walters": []}),
        ("North Korea asked. A North Korean ship came.", {"North Korea": [], "North Korean": []}),
        ("Judge Stephen King ruled on Monday. King said no.", {"Stephen King": ["Stephen King", "King"]}),
        ("It was Kenya's Silas Oduya who won, Oduya said.", {"Silas Oduya": ["Silas Oduya", "Oduya"]}),
        ("The Osk Ferry Line said no. OFL lost money.", {"Osk Ferry Line": ["Osk Ferry Line", "OFL"]}),
        ("The Osk Ferry Line (OFL) said no. OFL lost money.", {"Osk Ferry Line": ["Osk Ferry Line", "OFL", "OFL"]}),
        ("Larkline Inc. lost money. Larkline said no.", {"Larkline Inc.": ["Larkline Inc.", "Larkline"]}),
        (
            "Larkline Oils Inc. lost money. Larkline said no.",
            {"Larkline Oils Inc.": ["Larkline Oils Inc.", "Larkline"]},
        ),
        ("Weld Oils Inc. lost money. Mira Weld left. Weld said no.", {"Weld Oils Inc.": [], "Mira Weld": []}),
        ("MIRA Weld came on Monday. Mira Weld left.", {"Mira Weld": ["MIRA Weld", "Mira Weld"]}),
        ("Alderwoman Mira Okafor came. Cllr Okafor left.", {"Mira Okafor": ["Mira Okafor", "Okafor"]}),
        ("It's Weld who came. Carlos Weld left.", {"Carlos Weld": ["Weld", "Carlos Weld"]}),
        (
            "Zyta Strand Weld left. Now Zyta Weld is back, but Weld is tired.",
            {"Zyta Strand Weld": ["Zyta Strand Weld", "Zyta Weld", "Weld"]},
        ),
        ("Alhaji Strand Weld left. Now Alhaji Weld is back.", {"Strand Weld": ["Strand Weld", "Weld"]}),
        (
            "Mira Weld Is Coming Home\n\nMira came on Monday with Carlos Weld.",
            {"Mira Weld": ["Mira Weld", "Mira"], "Carlos Weld": ["Carlos Weld"]},
        ),
        ("Carlos Weld, the painter, left. Nobody came. Painters worked, and painters left.", {"Carlos Weld": []}),
    ],
)
def test_names_of_one_entity_are_one(text: str, expected: dict[str, list[str]]) -> None:
    found = grouped(text)
    assert {full: occurrences if expected[full] else [] for full, occurrences in found.items()} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Porter Vale came.", ["Porter Vale"]),
        ("Porter Jon Vale came.", ["Jon Vale"]),
        ("Trader Vale came. Jon Vale is a trader.", ["Vale", "Jon Vale"]),
        ("Trader Vale Ltd came.", ["Trader Vale Ltd"]),
        ("Ann Farmer Vale came.", ["Ann Farmer Vale"]),
        ("Ann Dean Vale came.", ["Ann Dean Vale"]),
        ("Osk Dean Vale came. The dean left.", ["Vale"]),
        ("Aunty Ann Vale came.", ["Ann Vale"]),
        ("The Trustees of Osk Bridge met.", ["Trustees of Osk Bridge"]),
        ("Trustees of Osk Bridge met.", ["Trustees", "Osk Bridge"]),
        ("Marine Le Roux came.", ["Marine Le Roux"]),
        ("The General Medical Council met.", ["General Medical Council"]),
        ("General Ann Vale met the UN General Assembly.", ["Ann Vale", "UN General Assembly"]),
        ("Bank of Kell Governor Ann Vale came.", ["Ann Vale"]),
        ("Kell Times Editor-in-Chief Ann Vale came.", ["Ann Vale"]),
        ("Labour MP Ann Vale came, and Bo Hale MSP.", ["Ann Vale", "Bo Hale"]),
        ("The commissioner for Inland Ports Marta Vale came.", ["Marta Vale"]),
        ("The undersecretary of State for Energy Zyta Vale came.", ["State", "Zyta Vale"]),
        ("The head of Flood Control Zyta Vale came. Zyta Vale left.", ["Zyta Vale", "Zyta Vale"]),
        ("The head of the Kell Harbor Board came. The Harbor Board met.", ["Kell Harbor Board", "Harbor Board"]),
        ("The mayor of Osk Rural Municipality Zyta Vale came.", ["Zyta Vale"]),
        ("The editor of Marta Vale Abroad came.", ["Marta Vale Abroad"]),
        ("The friend of Osk Marta Vale came.", ["Osk Marta Vale"]),
        ("It is Marta Vale's Kell Rovers who won.", ["Marta Vale", "Kell Rovers"]),
        ("It is Zyta Vale’s Energy Department. Vale is minister.", ["Zyta Vale", "Energy Department", "Vale"]),
        ("It is Osk United's Marta Vale who won.", ["Marta Vale"]),
        ("It is St Mary's Hospital that won.", ["St Mary's Hospital"]),
        ("SHOCK MOVE Osk coach Marta Vale quits\n\nIt was a shock.", ["Osk", "Marta Vale"]),
        ("BBC TV Osk coach Marta Vale quits", ["BBC TV Osk", "Marta Vale"]),
        ("Brave Marta Vale came.", ["Marta Vale"]),
        ("Neither Marta Vale nor Bo Hale came.", ["Marta Vale", "Bo Hale"]),
        ("She told the Evening Post Vale had come. Marta Vale had.", ["Vale", "Marta Vale"]),
        ("In April Marta Vale came.", ["Marta Vale"]),
        ("Theresa May came in May. May left.", ["Theresa May", "May"]),
        ("Will Vale came. Will Vale leave?", ["Will Vale", "Vale"]),
        ("“It leaks,” said van der Hoek.", ["van der Hoek"]),
        ("The Kell Dockers' Union met at Orr's house.", ["Kell Dockers' Union", "Orr"]),
        ("Jose\u0301 Pen\u0303a came.", ["Jose\u0301 Pen\u0303a"]),
        ("Marta Vale LIVE: see her\n\nMarta Vale came.", ["Marta Vale", "Marta Vale"]),
        ("Defiant Marta Vale Vows To Stay\n\nMarta Vale came.", ["Marta Vale", "Marta Vale"]),
    ],
)
def test_a_name_begins_and_ends_where_a_reader_sees_it(text: str, expected: list[str]) -> None:
    assert [run.of(text) for run in find_names(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jordan Vale came. Jordan said no.", {"Jordan Vale": ["Jordan Vale"], "Jordan": ["Jordan"]}),
        ("A cook at Chez Mira came. Mira left.", {"Chez Mira": ["Chez Mira"], "Mira": ["Mira"]}),
        ("Larkline met at its Camp Larkline.", {"Camp Larkline": ["Camp Larkline"], "Larkline": ["Larkline"]}),
        ("Abu Hassan Orr and Ali Abu Orr came. Abu Orr left.", {"Abu Hassan Orr": [], "Ali Abu Orr": []}),
    ],
)
def test_a_short_name_is_not_just_any_longer_one(text: str, expected: dict[str, list[str]]) -> None:
    found = grouped(text)
    assert {full: occurrences if expected[full] else [] for full, occurrences in found.items()} == expected


@pytest.mark.parametrize(
    ("title", "name"), [("Mr.", "Pedro Marchand"), ("Mrs.", "Lucia Marchand"), ("Ms.", "Lucia Marchand")]
)
def test_a_title_tells_which_of_a_family_is_meant(detector: Detector, title: str, name: str) -> None:
    text = f"Pedro Marchand and his wife, Lucia Marchand, own the pier. “It leaks,” {title} Marchand said."
    assert names(detector, text) == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adaeze Obi met Piotr Nowak on the pier. “It leaks,” she said.", ["Adaeze Obi"]),
        ("Adaeze Obi met Piotr Nowak on the pier. “It leaks,” he said.", ["Piotr Nowak"]),
        ("Thandiwe Zulu said the pier leaks. She called it “a disgrace to the town.”", ["Thandiwe Zulu"]),
        (
            "Pedro Oduya, a carpenter, said he never saw Omar Sato there.\n\n“It leaks,” he said.",
            ["Pedro Oduya"],
        ),
        (
            "Ingrid Brandt came. “The ferry opens at noon,” she said.\n\n“It leaks,” she added. “It always leaked.”",
            ["Ingrid Brandt"] * 3,
        ),
        ("When she came back on Monday, “full of hope,” as she put it, Ingrid Brandt found nobody.", ["Ingrid Brandt"]),
    ],
)
def test_a_pronoun_takes_up_who_fits(detector: Detector, text: str, expected: list[str]) -> None:
    assert names(detector, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Larkline is a chain of bakeries. Larkline said it was sorry. “We regret it,” the company added.",
        "Larkline, a bakery chain, closed. In a statement, the company called the order “a great mistake of the town.”",
    ],
)
def test_a_description_takes_up_a_body(detector: Detector, text: str) -> None:
    assert names(detector, text)[-1] == "Larkline"


def test_a_description_takes_up_who_bears_the_title(detector: Detector) -> None:
    text = (
        "Rep. Mira Okafor came with Sen. Carlos Weld. “It leaks,” the senator said. “It does,” the congresswoman said."
    )
    assert names(detector, text) == ["Carlos Weld", "Mira Okafor"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Port engineer Mira Okafor came with Ann Weld, a diver.", "Mira Okafor"),
        ("Port engineer Mira Okafor came with rail engineer Ann Weld.", None),
        ("Mira Okafor came with Ann Weld, a diver.", None),
    ],
)
def test_a_bare_noun_of_a_headline_is_who_alone_is_called_so(detector: Detector, body: str, name: str | None) -> None:
    assert names(detector, f"Ferry stays shut as engineer calls its hull ‘rotten’\n\n{body} They looked at it.") == [
        name
    ]


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("The Maltese government", "Maltese government"),
        ("the US administration", "US administration"),
        ("The government", None),
        ("A Maltese company", None),
    ],
)
def test_a_body_named_by_whose_it_is(detector: Detector, description: str, name: str | None) -> None:
    assert names(detector, f"“The ferry opens at noon,” {description} said in a statement.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Brandt runs the line.\n\n“It leaks,” a nurse at the pier said. “It always leaked,” she said.",
        "Ingrid Brandt runs the line. “It leaks,” said a woman at the pier.",
        "Ingrid Brandt runs the line. “It leaks,” the report said.",
        "Ingrid Brandt runs the line. “It leaks,” the man said.",
        "Ingrid Brandt runs the line. “It leaks,” her lawyer said.",
    ],
)
def test_somebody_else_without_a_name_stays_unnamed(detector: Detector, text: str) -> None:
    assert {*names(detector, text)} == {None}


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Maria", "f"), ("José", "m"), ("Thandiwe", "f"), ("Søren", "m"), ("Łukasz", "m"), ("Zyx", None)],
)
def test_given_names_tell_the_gender_with_or_without_accents(name: str, gender: str | None) -> None:
    assert english.gender_of(name) == gender
    assert english.gender_of(name.upper()) == gender


def test_variants_of_a_name_share_a_key() -> None:
    rng = random.Random(0)
    people = [
        [*rng.choice((["susan"], ["peter"], [])), "w" + "".join(rng.choices("ab", k=rng.randint(3, 5)))]
        for _ in range(200)
    ]
    variants = [(one, known) for one in people for known in people if is_variant(one, known)]
    assert {(len(one), len(known)) for one, known in variants} == {(1, 2), (2, 2)}
    for one, known in variants:
        keys = {*variant_keys(known), *variant_keys(known[-1:])}
        assert not keys.isdisjoint(variant_keys(one)), (one, known)


def test_joint_speakers_are_placed_where_they_are_first_named_in_full(detector: Detector) -> None:
    text = (
        "Reporters met Ilse Brandt and Pedro Oduya on the quay. “It leaks,” Brandt and Oduya said.\n\n"
        "“It floods,” Ilse Brandt and Pedro Oduya said."
    )
    found = detector.detect(text)
    assert [quote.speaker and (quote.speaker.name, quote.speaker.name_start) for quote in found] == [
        ("Ilse Brandt and Pedro Oduya", text.index("Ilse Brandt and"))
    ] * 2
