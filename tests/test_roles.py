from __future__ import annotations

import pytest

from quotes.detector import Detector
from quotes.roles.categories import categorize, is_clause
from quotes.roles.parts import split_role


def role(detector: Detector, text: str) -> str | None:
    """Return the role of the last quotation in the text."""
    quote = detector.detect(text)[-1]
    return quote.role.text if quote.role else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harbor Commissioner", "Harbor Commissioner"),
        ("the Harbor Department’s deputy spokesperson", "Harbor Department’s deputy spokesperson"),
        ("Kestrel chief executive", "Kestrel chief executive"),
        ("Norwegian writer and critic", "Norwegian writer and critic"),
        ("former Marland Gov. and port board chairwoman", "former Marland Gov. and port board chairwoman"),
        ("an adviser to Gov.", "Gov."),
        ("the town’s health chief Dr", "town’s health chief"),
        ("Undersecretary for Ports Ms.", "Undersecretary for Ports"),
        ("Oda Lind’s 2008 campaign manager", "Oda Lind’s 2008 campaign manager"),
        ("fellow Sen.", "Sen."),
        ("Fens and Broads MP", "Fens and Broads MP"),
        ("Pedro Oduya and Broads MP", "Broads MP"),
        ("used boat dealer", "used boat dealer"),
        ("former oakum picker", "former oakum picker"),
        ("retired cable hand", "retired cable hand"),
        ("the former town", None),
        ("dinner lady", "dinner lady"),
        ("bride-to-be", "bride-to-be"),
        ("Year 4 teacher", "Year 4 teacher"),
        ("market chaplain Sister", "market chaplain"),
        ("the Daughters of the Quay treasurer", "Daughters of the Quay treasurer"),
    ],
)
def test_titles_before_a_name(detector: Detector, title: str, expected: str | None) -> None:
    assert role(detector, f"They met {title} Ingrid Brandt.\n\n“The ferry opens at noon,” Brandt said.") == expected


@pytest.mark.parametrize(
    ("clause", "name", "expected"),
    [
        ("who gave his name only as", "Pedro", "diver"),
        (", who asked to be identified just by his first name,", "Pedro", "diver"),
        (", identified only as", "Oduya", "diver"),
        ("waiting for the tide, who gave only his first name,", "Pedro", "diver"),
        ("at the pier who introduced himself as", "Pedro", "diver at the pier"),
        ("who identified the thief as", None, "diver"),
    ],
)
def test_who_tells_a_part_of_the_name(detector: Detector, clause: str, name: str | None, expected: str) -> None:
    text = f"“The ferry leaks,” said a diver {clause} {name or 'Pedro'}.".replace(" ,", ",")
    quote = detector.detect(text)[-1]
    assert (quote.speaker and quote.speaker.name, quote.role and quote.role.text) == (name, expected)


def test_words_in_capitals_before_a_headline_are_no_part_of_a_role(detector: Detector) -> None:
    text = "SHOCK MOVE Harbor chief Ingrid Brandt says ferry is ‘rotten’\n\nIngrid Brandt went, to everybody’s shock."
    assert role(detector, text) == "Harbor chief"
    assert role(detector, text.replace("SHOCK MOVE Harbor", "OSK FC")) == "OSK FC chief"


@pytest.mark.parametrize(
    "words",
    [
        "Pedro Oduya had accused former mayor Ingrid Brandt.",
        "The port had a speech denouncing former mayor Ingrid Brandt.",
        "Pedro Oduya and former mayor Ingrid Brandt met.",
    ],
)
def test_a_verb_or_another_name_is_no_part_of_a_title(detector: Detector, words: str) -> None:
    assert role(detector, f"{words}\n\n“The ferry opens at noon,” Brandt said.") == "former mayor"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (", a nurse from Aldbrook", "nurse from Aldbrook"),
        (", 54, a nurse from Aldbrook", "nurse from Aldbrook"),
        (" KC, counsel to the inquiry", "counsel to the inquiry"),
        (" (D-Wis.), the committee’s chairwoman", "committee’s chairwoman"),
        (" — the ministry’s chief negotiator —", "ministry’s chief negotiator"),
        (", now the head of virology at the institute", "head of virology at the institute"),
        (", the 26-year-old beekeeper who ran the fair", "beekeeper"),
        (", a dental hygienist", "dental hygienist"),
        (", for decades the pilot of the ferry", "pilot of the ferry"),
        (", for some 20 years a dental hygienist", "dental hygienist"),
        (", a glazer", "glazer"),
        (", glazer who saved the ferry", "glazer"),
        (", a cabby who saved the ferry", "cabby"),
        (", boatswain of the Osk ferry", "boatswain of the Osk ferry"),
        (", proud of the Osk ferry", None),
        (", a singer best remembered for the ballad Tide", "singer"),
        (", a second year art major", "second year art major"),
        (", president and chief executive of the ferry line", "president and chief executive of the ferry line"),
        (", chief of the Harbor Transit Authority on Monday", "chief of the Harbor Transit Authority"),
        (", author of “The Long Wall”", "author of “The Long Wall”"),
        (", a teacher from Puno, Peru", "teacher from Puno, Peru"),
        (", a lawyer from Osk with a cold", "lawyer from Osk"),
        (", head of the Institute for Gulf and Inner Affairs", "head of the Institute for Gulf and Inner Affairs"),
        (", an adviser to the mayor in an email", "adviser to the mayor"),
        (", the newest member of the council under two mayors", "newest member of the council"),
        (", a carpenter visiting Osk", "carpenter"),
        (", a carpenter travelling with three daughters", "carpenter"),
    ],
)
def test_appositions_behind_a_name(detector: Detector, behind: str, expected: str | None) -> None:
    assert role(detector, f"“The ferry opens at noon,” said Ingrid Brandt{behind}.") == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("who chairs the Harbor Board", "chairs the Harbor Board"),
        ("who has led the Harbor Board since 2009", "has led the Harbor Board"),
        (
            "who studies shared rivers at the Institute for Gulf Affairs in Osk",
            "studies shared rivers at the Institute for Gulf Affairs in Osk",
        ),
        ("who grows melons near Osk and has a dog", "grows melons near Osk"),
        ("who covers the line for Kestrel Partners and rates it a hold", "covers the line for Kestrel Partners"),
        ("who is the mayor of Osk", "mayor of Osk"),
        ("who was chief counsel at the Trade Department", "chief counsel at the Trade Department"),
        ("who serves as a clerk of the court", "clerk of the court"),
        ("who resigned as head of the port", "head of the port"),
        ("who was named chief engineer in May", "chief engineer"),
        ("who leaves office in 2027", None),
        ("who has played for six clubs", None),
    ],
)
def test_relative_clauses(detector: Detector, clause: str, expected: str | None) -> None:
    assert role(detector, f"“The ferry opens at noon,” said Ingrid Brandt, {clause}.") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "A spokeswoman for the transport ministry, Ingrid Brandt, told reporters",
            "spokeswoman for the transport ministry",
        ),
        ("The secretary of CPO (Coastal Ports Office), Ingrid Brandt, said", "secretary of CPO (Coastal Ports Office)"),
        ("Osk's prime minister, Ingrid Brandt said", "Osk's prime minister"),
        ("By breakfast the city’s best-known singer, Ingrid Brandt, said", "city’s best-known singer"),
        ("Its chairwoman, the Rev. Ingrid Brandt, said", "chairwoman"),
        ("The line opposes what its owner, Ingrid Brandt, called", "owner"),
        ("The engineer who signed the plans, Ingrid Brandt, said", "engineer"),
        ("Owner of the line, Commodore Ingrid Brandt, said", "Owner of the line"),
        ("The head of the harbor unit, Detective Inspector Ingrid Brandt, said", "head of the harbor unit"),
        ("The Provincial of the Osk brethren, Rev. Ingrid Brandt, said", "Provincial of the Osk brethren"),
        ("The bailie of the Osk guild, Cllr Ingrid Brandt, said", "bailie of the Osk guild"),
        ("The Bank of Osk, Sen. Ingrid Brandt, said", "Sen."),
        ("Her neighbour, Commodore Ingrid Brandt, said", "Commodore"),
        ("Asked by the mayor, Commodore Ingrid Brandt said", "Commodore"),
        ("In front of the mine’s manager, Ingrid Brandt, Pedro Oduya said", None),
    ],
)
def test_roles_turned_round(detector: Detector, words: str, expected: str | None) -> None:
    assert role(detector, f"{words}, “The ferry opens at noon today.”") == expected


def test_a_clause_put_in_is_no_apposition(detector: Detector) -> None:
    assert role(detector, "The mayor, Ingrid Brandt said, was “absent without any reason at all.”") is None
    assert role(detector, "According to Ingrid Brandt, a nurse was given “no help by anybody on board.”") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The acting head of the Harbor Board was late on Monday.\n\n“I am here,” Ingrid Brandt said at the gate.",
            "acting head of the Harbor Board",
        ),
        ("OSK — A retired judge was late on Monday.\n\n“I am here,” said Ingrid Brandt.", "retired judge"),
        ("Ingrid Brandt smiled. The country singer, 34, bowed. “I am here,” she said.", "country singer"),
        ("Ingrid Brandt rose. A retired judge elected in 2022, she bowed. “I am here,” Brandt said.", "retired judge"),
        (
            "Ingrid Brandt, who has died at 90, was boatswain of the Osk ferry. “I am here,” she said.",
            "boatswain of the Osk ferry",
        ),
        ("Ingrid Brandt, who lives in Kell, was word of the Osk ferry. “I am here,” she said.", None),
        ("Ingrid Brandt: boatswain who sang\n\n“I am here,” Ingrid Brandt said.", "boatswain"),
        ("Ingrid Brandt: Osk nurses who sang\n\n“I am here,” Ingrid Brandt said.", None),
        (
            "Osk coach Ingrid Brandt, who was a skater in a school club and never won, left. “I am here,” she said.",
            "Osk coach",
        ),
        ("Ingrid Brandt met Pedro Oduya. The country singer bowed. “I am here,” Brandt said.", None),
        ("Pedro Oduya met the singer.\n\n“I am here,” Ingrid Brandt said.", None),
        ("Wife Ingrid Brandt, 61, slept on. “I am here,” the retired welder said.", "retired welder"),
        ("Wife Ingrid Brandt, 61, slept on. “I am here,” the pensioner said.", "Wife"),
        ("Mother Ingrid Brandt, 61, slept on. “I am here,” the mother of four said.", "Mother"),
        (
            "Ingrid Brandt, 61, slept on. The dental nurse, from Kell, Norland, woke at six.\n\n“I am here,” she said.",
            "dental nurse",
        ),
    ],
)
def test_roles_in_sentences_without_the_name(detector: Detector, text: str, expected: str | None) -> None:
    assert role(detector, text) == expected


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("a former county judge", "the charity’s chair"), "charity’s chair"),
        (("the mayor’s brother", "a plumber"), "plumber"),
        (("a senator", "the chairwoman of the budget committee"), "chairwoman of the budget committee"),
        (("a Republican from the coast", "the mayor"), "mayor"),
        (("a former senator", "the senator"), "former senator"),
    ],
)
def test_of_two_roles_the_one_that_says_most_is_taken(
    detector: Detector, roles: tuple[str, str], expected: str
) -> None:
    for first, second in (roles, roles[::-1]):
        text = f"Ingrid Brandt, {first}, rose.\n\n“The ferry opens at noon,” said Ingrid Brandt, {second}."
        assert role(detector, text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two former managers at the plant", "former managers at the plant"),
        ("officials at the ministry", "officials at the ministry"),
        ("a source close to the player", "source close to the player"),
        ("directors of Kestrel Foods on Monday", "directors of Kestrel Foods"),
        ("one of the captains", "captains"),
        ("a police spokeswoman", "police spokeswoman"),
        ("a banner", None),
        ("a report", None),
    ],
)
def test_roles_of_the_unnamed(detector: Detector, words: str, expected: str | None) -> None:
    assert role(detector, f"“The ferry opens at noon,” said {words}.") == expected


def test_joint_speakers_share_their_role(detector: Detector) -> None:
    text = "The two commissioners, Ingrid Brandt and Pedro Oduya, rose.\n\n“We open at noon,” Brandt and Oduya said."
    assert role(detector, text) == "commissioners"
    text = "“We open at noon,” Ingrid Brandt and Pedro Oduya, who lead the harbor union, said in a statement."
    assert role(detector, text) == "lead the harbor union"


@pytest.mark.parametrize(
    ("words", "title", "organization"),
    [
        ("spokesman for the ministry", "spokesman", "ministry"),
        ("Ukraine’s foreign minister", "foreign minister", "Ukraine"),
        ("US Secretary of State", "Secretary of State", "US"),
        ("former Marland Gov.", "Gov.", "Marland"),
        ("Senate Minority Leader", "Minority Leader", "Senate"),
        ("White House drug policy director", "drug policy director", "White House"),
        ("senior European Commission official", "senior official", "European Commission"),
        ("United Dockworkers president", "president", "United Dockworkers"),
        ("Osk campaign communications director", "communications director", "Osk campaign"),
        ("Malaysian Defence Minister", "Malaysian Defence Minister", None),
        ("Oscar-winning actress", "Oscar-winning actress", None),
        ("head of virology", "head of virology", None),
        ("chief of staff", "chief of staff", None),
        ("professor of labor law at Osk University in Kell", "professor of labor law", "Osk University"),
        ("president and chief executive of the ferry line", "president and chief executive", "ferry line"),
        ("adviser to President Ann Orr", "adviser to President Ann Orr", None),
        ("Mr. Orr’s wife", "wife", None),
        ("source close to the player", "source close to the player", None),
        ("chairs the Kell Harbor Commission", "chair", "Kell Harbor Commission"),
        ("studies rivers at Osk University", "researcher", "Osk University"),
        ("grows melons", "grower", None),
    ],
)
def test_split(words: str, title: str, organization: str | None) -> None:
    assert split_role(words) == (title, organization)


@pytest.mark.parametrize(
    ("opening", "title", "organization"),
    [
        ("Local farmer Ingrid Brandt", "Local farmer", None),
        ("Rural lobbyist Ingrid Brandt", "Rural lobbyist", None),
        ("Kestrel engineer Ingrid Brandt", "engineer", "Kestrel"),
    ],
)
def test_an_adjective_that_opens_a_sentence_is_no_body(
    detector: Detector, opening: str, title: str, organization: str | None
) -> None:
    (quote,) = detector.detect(f"{opening} said: “The ferry opens at noon.”")
    assert quote.role is not None
    assert (quote.role.title, quote.role.organization) == (title, organization)


@pytest.mark.parametrize(
    ("behind", "body", "category"),
    [
        (" of the Clean Rivers Coalition", "Clean Rivers Coalition", "advocate"),
        (", of Osk University", "Osk University", "expert"),
        (" of Osk", None, None),
        (" of the Clean Rivers Coalition, a geologist", "geologist", "expert"),
    ],
)
def test_a_body_alone_has_no_title(detector: Detector, behind: str, body: str | None, category: str | None) -> None:
    (quote,) = detector.detect(f"“The ferry opens at noon,” said Ingrid Brandt{behind}.")
    found = quote.role and (quote.role.text, quote.role.category)
    assert found == (body and (body, category))
    assert quote.role is None or quote.role.organization is None or quote.role.title is None


@pytest.mark.parametrize(
    ("behind", "title", "status"),
    [
        ("a former mayor", "mayor", "former"),
        ("an ex-mayor", "mayor", "former"),
        ("formerly a teacher", "teacher", "former"),
        ("who served as chief auditor until May", "chief auditor", "former"),
        ("who led the Harbor Board", "leader", "former"),
        ("who has led the Harbor Board", "leader", "current"),
        ("who founded the Harbor Board", "founder", "current"),
        ("the former president’s spokeswoman", "spokeswoman", "current"),
        ("the mayor", "mayor", "current"),
    ],
)
def test_status(detector: Detector, behind: str, title: str, status: str) -> None:
    (quote,) = detector.detect(f"“The ferry opens at noon,” said Ingrid Brandt, {behind}.")
    assert quote.role is not None
    assert (quote.role.title, quote.role.status) == (title, status)


@pytest.mark.parametrize(
    ("category", "roles"),
    [
        (
            "executive",
            "president of Mexico|transport minister|US Secretary of State|mayor of Osk|Lt. Gov.|county executive",
        ),
        (
            "legislator",
            "Sen.|Senate Majority Leader|City Council president|Ohio Republican|chair of the budget committee",
        ),
        (
            "candidate",
            "Democratic nominee|campaign manager|GOP chairman|running mate|Democratic National Committee chair",
        ),
        ("spokesperson", "press secretary|police spokeswoman|communications director|press officer"),
        ("diplomat", "former ambassador to Syria|special envoy|consul general"),
        ("military", "retired general|Army captain|Navy pilot"),
        ("police", "police chief|fire marshal|FBI special agent|Battalion Chief"),
        ("legal", "attorney general of Osk|public defender|chief justice|general counsel|Ann Orr’s lawyer"),
        (
            "business",
            "chief executive|president of Kestrel Motors|hotel manager|senior vice president|restaurant owner",
        ),
        ("expert", "professor of history|director of the Osk Center for Rivers|principal investigator|economist"),
        ("health", "health chief|nurse|surgeon general|race’s medical director|social worker"),
        ("education", "history teacher|president of Osk University|school board member|student from Osk|art major"),
        ("media", "associate editor|radio host|staff writer|film critic"),
        ("sport", "club’s president|head coach|Mariners captain|league commissioner"),
        ("culture", "museum director|novelist|film producer|lead singer|artistic director of the festival"),
        ("religion", "pastor|church elder|Baptist minister"),
        ("advocate", "union leader|president of the Fishers Association|executive director of Boats for Life|activist"),
        ("official", "FBI director|city employee|State Department official|chief of staff|Fed governor"),
        ("witness", "resident|family member|brother|longtime friend"),
        ("other", "retired bus mechanic|beekeeper|ferry captain|critics of the plan"),
    ],
)
def test_categories(category: str, roles: str) -> None:
    found = {role: categorize(role, split_role(role)[1]) for role in roles.split("|")}
    assert found == dict.fromkeys(found, category)


@pytest.mark.parametrize(
    ("role", "category"),
    [
        ("chairs the harbor commission", "official"),
        ("runs a bakery in Osk", "business"),
        ("studies rivers", "expert"),
        ("teaches law at Osk College", "education"),
        ("covers the line for the brokerage Kell Brothers", "business"),
        ("grows melons near Osk", "other"),
    ],
)
def test_categories_of_clauses(role: str, category: str) -> None:
    assert categorize(role, split_role(role)[1]) == category


def test_a_noun_phrase_is_no_clause() -> None:
    assert [is_clause(role) for role in ("lead singer", "head of state", "heads of boards", "leads the board")] == [
        False,
        False,
        False,
        True,
    ]
