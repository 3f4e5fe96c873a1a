"""Collect what an article shows of an entity: a woman or a man, a person or a body. No sign is weighed here."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable
from typing import Literal

from quotes import english
from quotes.coreference.clauses import is_behind_phrase
from quotes.names import Entity, Name

_MOST_NAMES = 12
"""Times that an entity is named that are looked at: bounds the work; who somebody is, is said early."""
# The characters looked at around a name, as they are written below, were chosen by hand and not tuned: a few words
# before, where a title or a noun stands, and behind it an apposition, or the next sentence as far as its subject.
_REACH = 40
_SENTENCE_END = re.compile(english.SENTENCE_END)
_THE = ("the ", "The ")
_THE_BEFORE = re.compile(r"\b[Tt]he $")
# What the two end in: most names need no search.
_PLACE_BEFORE = re.compile(rf"\b{english.one_of(english.PREPOSITIONS_OF_PLACES)} (?:the )?$")
_HEAD_BEFORE = re.compile(rf"(\w+) ({english.one_of(english.LINKS)}) (?:the )?$")
# What the two end in: most names need no search.
_PREPOSED = tuple(f"{word} " for word in english.LINKS | english.PREPOSITIONS_OF_PLACES | {"the"})
_LETTERS_BEHIND = re.compile(english.LETTERS_BEHIND_NAMES)
_AGE_BEHIND = re.compile(
    rf"(?:, | \()(?:\d{{1,2}}[,)]|{english.one_of(english.SMALL_NUMBERS)}[,)](?! and ))|, an? \d{{1,3}}-year-old\b"
)
"""An age, but none in words of the children in a list: "her daughters Lexi, nine, and Maisie"."""
_APPOSED = re.compile(r", [^,.;:?!“”\"\n]{1,80},(?= )")
_WHO_BEHIND = re.compile(r",? who(?:se|m)?\b")
_CAPITALIZED_TIMES = [word.capitalize() for word in english.WEEKDAYS | english.MONTHS]
_ITS, _FARTHEST_ITS = " its", 100 * max(map(len, _CAPITALIZED_TIMES)) + 4
"""A word that few names have behind them, and how far it may stand: most need no search."""
_ITS_BEHIND = re.compile(rf"(?!, its\b)(?:[^.;:“”\"A-Z]|{english.one_of(_CAPITALIZED_TIMES)}){{0,100}} its\b")
_WHICH_BEHIND = re.compile(r",? which\b")
_KIND_BEHIND = re.compile(r"(?:,| is| was) (?:an?|the) ((?:[\w’'-]+ ){0,4}[\w-]+)")
_NOUN_BEHIND = re.compile(
    r", (?:(?:an?|the|his|her|its|their) )?(?:(?!he |she |it |they |who )[\w'’-]+ ){0,3}?([a-z][\w-]+)"
    rf"(?=[,.]| {english.one_of(english.PREPOSITIONS | english.RELATIVES)}\b)"
)
_STAFF_BEHIND = re.compile(r" (?:[a-z]+ )?([a-z]{3,}) (?=[A-Z][\w’'-]+ [A-Z])")
_OWNED_BEHIND = re.compile(r"['’]s? (?:[\w-]+ ){0,2}?([a-z]+)\b")
_DATELINE_BEHIND = re.compile(r"(?:, [A-Z][\w.]+)?(?:,? [A-Z][a-z]+\.? \d{1,2})? ?(?:\([\w /]+\) ?)?[—–-]")
_AGENCY_BEFORE = re.compile(r"(?:^|\n)[A-Z][^\n()]*\($")
_DASH_BEHIND = re.compile(r"\) ?[—–-]")
_CALLED_BEHIND = re.compile(r"\. The (?:[\w’'-]+ ){0,3}?([a-z][\w-]+) ")
"""A noun that takes up who was just named: "They met Orr. The pupil had come alone."."""
_PLAYED_BEFORE = re.compile(r"\bplay(?:s|ed|ing)? (?!by\b)(?:[a-z][\w’'-]* ){0,4}$")
"""Whom an actress plays: "who plays battleaxe Ann Orr"."""
_PLURAL_BEHIND = re.compile(r" (?:have|were|are)\b")
_BORN_BEFORE = ("born ", "Born ", "née ", "nee ")
_OWNED_BEFORE = re.compile(rf"(?:['’]s|\b{english.one_of(english.POSSESSIVES)}) $")
_SMALL_BEHIND = re.compile(r" [a-z]{3,}")
_NEXT_SUBJECT = re.compile(r"[^.?!“”\"]*[.?!] (He|She)\b")
_TAKEN_UP = re.compile(r"[^.?!“”\"A-Z]*[.?!] (?:He|She)\b")
_ALONE_BEFORE = re.compile(r"(?:^|\n|[.?!”\"] )[A-Z]?[^.?!“”\"A-Z\n]*$")
_OPENING, _CLOSING = '“"‘', '”"’'
_POSSESSIVE = ("'s ", "’s ")
_WORD = re.compile(r"\w+")
_NOT_HE = english.HE - {"him"}  # "Hetty Orr, who had shared a room with him"
_NOUN_VOTES = dict.fromkeys(english.FEMALE_WORDS, 1) | dict.fromkeys(english.MALE_WORDS, -1)
_NO_TITLES = english.ANYBODY_NOUNS | english.OFFICES_OF_MEN
_TITLE_VOTES = {noun: vote for noun, vote in _NOUN_VOTES.items() if noun not in _NO_TITLES}
"""None is one that tells of "the man Orr was speaking to", or for sure of "Chairman Ann Orr"."""

Sign = Literal[
    "born",
    "body",
    "given-name",
    "one-word",
    "capitals",
    "titled",
    "plural",
    "character",
    "called-so",
    "in-marks",
    "kind-before",
    "the-before",
    "described",
    "place",
    "which",
    "its",
    "spoke",
    "staffed",
    "home",
    "dateline",
    "placed",
    "subject",
]


PERSON_SIGNS: frozenset[Sign] = frozenset({"titled", "given-name", "described", "spoke"})


class Traits:
    """The signs that an article gives for an entity, from the words next to its names; read when they are asked for."""

    def __init__(self, text: str, entity: Entity) -> None:
        self._text = text
        self._entity = entity

    @functools.cached_property
    def kinds(self) -> tuple[Sign, ...]:
        """The signs of a person or a body."""
        kinds = _kinds(self._text, self._entity)
        if "one-word" in kinds:
            # Orlando may be a city, "Mrs Orr" hardly.
            kinds.discard("one-word" if kinds & {"titled", "described", "spoke"} else "given-name")
        return tuple(sorted(kinds))

    @functools.cached_property
    def genders(self) -> dict[str, str]:
        """A source -> "f" or "m"."""
        return _genders(self._text, self._entity, "given-name" in self.kinds)

    @functools.cached_property
    def sure_gender(self) -> str | None:
        """The gender by the title, or by a given name that no pronoun near contradicts.

        Lists know names of women that are men's elsewhere: "Tunde Orr has heard that he jokes. He does not argue".
        """
        given = self.genders.get("given")
        contradicted = given not in {self.genders.get(near, given) for near in ("following", "within")}
        return self.genders.get("title") or (None if contradicted else given)

    @functools.cached_property
    def surest_gender(self) -> str | None:
        """The gender by the title, the given name or a noun near, the surest that there is."""
        return self.sure_gender or self.genders.get("noun")

    @functools.cached_property
    def only_describes(self) -> bool:
        """Tell whether all that it is named for is a thing of somebody's: "the family's Kell Point apartment"."""
        text, names = self._text, self._entity.names[:_MOST_NAMES]
        return not self.kinds and all(
            _SMALL_BEHIND.match(text, name.end) and _OWNED_BEFORE.search(text, max(0, name.start - _REACH), name.start)
            for name in names
        )

    @functools.cached_property
    def is_person(self) -> bool:
        """Tell whether a sign says that it is a person."""
        return not PERSON_SIGNS.isdisjoint(self.kinds)


def _own_signs(entity: Entity) -> set[Sign]:
    """Return the signs that the full name itself gives."""
    words = entity.full.words.split()
    found: set[Sign] = {"body"} if entity.body else set()
    if english.gender_of(words[0]):
        found.add("given-name")
    if len(words) == 1:
        found.add("one-word")
    named_so = words[-1].lower() in english.PLACE_NOUNS or (
        len(words) > 1 and words[0].lower() in english.OPENERS_OF_PLACES
    )
    if (named_so and "given-name" not in found) or entity.full.words.lower() in english.COUNTRIES:
        found.add("place")
    if entity.full.words.isupper() and len(entity.full.words) > 3:
        found.add("capitals")
    return found


def is_named_as_place(entity: Entity) -> bool:
    """Tell whether the full name is a place's, whatever stands next to it."""
    return "place" in _own_signs(entity)


def _kinds(text: str, entity: Entity) -> set[Sign]:
    found = _own_signs(entity)
    subjects = places = articles = 0
    for name in entity.names[:_MOST_NAMES]:
        letters = _LETTERS_BEHIND.match(text, name.end)  # "Ann Orr KC, the chair, asked"
        end = letters.end() if letters else name.end
        before, behind = text[max(0, name.start - _REACH) : name.start], text[end : end + 60]
        last = _word_before(text, name)
        apposed = _APPOSED.match(text, end)  # "Ann Orr, a pupil, said"
        verb = text[apposed.end() : apposed.end() + _REACH] if apposed else behind
        next_word = "".join(verb.split(maxsplit=1)[:1]).strip(",.").lower()
        head = _HEAD_BEFORE.search(before) if before.endswith(_PREPOSED) else None
        owned = _OWNED_BEHIND.match(behind)
        staff_behind = _STAFF_BEHIND.match(behind)  # "Eastmoor head coach Ann Orr"
        has_staff = staff_behind is not None and english.is_role_noun(staff_behind.group(1))
        subjects += name.subject or is_behind_phrase(text, name) or _is_taken_up(text, name)
        articles += before.endswith(_THE) and bool(_THE_BEFORE.search(before))
        places += before.endswith(_PREPOSED) and bool(_PLACE_BEFORE.search(before))
        staffed = head is not None and _is_staff(head.group(1).lower())
        home = head is not None and head.group(2) == "in"
        signs: dict[Sign, bool] = {
            "character": bool(_PLAYED_BEFORE.search(text, max(0, name.title_start - _REACH), name.title_start)),
            "plural": bool(_PLURAL_BEHIND.match(behind)) and not before.endswith("and "),
            "titled": (_has_title(text, name) or _is_role(last)) and not has_staff,
            "kind-before": last in english.BODY_NOUNS or last in english.PLACE_NOUNS,
            "described": bool(_AGE_BEHIND.match(behind) or _is_who(before, behind)) or _is_appositive(behind),
            "which": bool(_WHICH_BEHIND.match(behind)) or _is_called_body(behind),
            "its": text.find(_ITS, name.end, name.end + _FARTHEST_ITS) >= 0 and bool(_ITS_BEHIND.match(text, name.end)),
            "spoke": name.subject and english.reporting_strength(next_word) == "speech",
            "staffed": (staffed and not home) or has_staff or bool(owned and owned.group(1) in english.STAFF),
            "home": staffed and home,
            "called-so": _is_called_so(behind),
            "dateline": _is_in_dateline(text, name, behind),
        }
        found |= {sign for sign, holds in signs.items() if holds}
    half = min(len(entity.names), _MOST_NAMES) / 2
    if places > half:
        found.add("placed")
    if articles > half:  # "the Orr campaign" takes nothing from Ann Orr
        found.add("the-before")
    if subjects:
        found.add("subject")
    always: dict[Sign, Callable[[str, Name], bool]] = {"born": _is_at_birth, "in-marks": _is_in_marks}
    found |= {sign for sign, holds in always.items() if all(holds(text, name) for name in entity.names[:_MOST_NAMES])}
    if "given-name" in found:
        found.discard("its")
    return found


def _is_in_marks(text: str, name: Name) -> bool:
    """Tell whether a name is all that a pair of marks holds, as what somebody, or a boat, is called."""
    opens = name.title_start > 0 and text[name.title_start - 1] in _OPENING
    return opens and text[name.end : name.end + 2].lstrip(",.")[:1] in {*_CLOSING}


def _is_at_birth(text: str, name: Name) -> bool:
    return text.endswith(_BORN_BEFORE, 0, name.start)


def _word_before(text: str, name: Name) -> str:
    """Return the word before a name, in lower case, if it is one of its sentence."""
    if not text.endswith(" ", 0, name.start):
        return ""
    last = "".join(text[max(0, name.start - _REACH) : name.start].rsplit(maxsplit=1)[-1:])
    ends = last.endswith(".") and name.title_start == name.start
    return "" if ends else last.strip(".,").lower()


def _is_taken_up(text: str, name: Name) -> bool:
    """Tell whether "He" or "She" opens the sentence behind that of a name, which holds no other name."""
    if name.quoted or " " not in name.words or _TAKEN_UP.match(text, name.end, name.end + 220) is None:
        return False
    before = _ALONE_BEFORE.search(text, max(0, name.title_start - 2 * _REACH), name.title_start)
    return before is not None and english.PERSON_PRONOUNS.keys().isdisjoint(before.group().lower().split())


def _has_title(text: str, name: Name) -> bool:
    """Tell whether a title stands before a name, and not whose it is: "Ann Orr's Lakeside Athletic"."""
    title = text[name.title_start : name.start].rstrip()
    return bool(title) and not title.endswith(("'s", "’s"))


def _is_role(noun: str) -> bool:
    """Tell whether a noun says what one person is: not "leaders Copton Athletic"."""
    several = noun.endswith("s") and english.role_noun(noun[:-1]) == noun[:-1]
    return english.is_role_noun(noun) and not several


def _is_staff(noun: str) -> bool:
    """Tell whether the one so called has a body behind "of": "chief of the Harbor Trust", unlike "son of Ann Orr"."""
    return noun in english.STAFF or (english.is_role_noun(noun) and noun not in english.KIN)


def _is_who(before: str, behind: str) -> bool:
    """Tell whether "who" tells of a name, not of "a mother of two from Kell who"."""
    return _WHO_BEHIND.match(behind) is not None and not before.endswith((" from ", " in "))


def _is_appositive(behind: str) -> bool:
    noun = _NOUN_BEHIND.match(behind)
    return bool(noun and english.may_be_person(noun.group(1)))


def _is_called_so(behind: str) -> bool:
    noun = _CALLED_BEHIND.match(behind)
    return bool(noun and english.may_be_person(noun.group(1)))


def _is_called_body(behind: str) -> bool:
    """Tell whether the article says that a name is a body's: ", a bakery chain," or "is a company"."""
    kind = _KIND_BEHIND.match(behind)
    if kind is None:
        return False
    # Up to the first link the words are one noun phrase, with the noun last.
    words = list(itertools.takewhile(lambda word: word not in english.BREAKS_OF_BODIES, kind.group(1).split()))
    return bool(words) and words[-1] in english.BODY_KINDS


def _is_in_dateline(text: str, name: Name, behind: str) -> bool:
    """Tell whether an article opens with a name as the place, or the agency, that it is from: "LIMA (Press News) -"."""
    if behind.startswith(")"):
        agency = _AGENCY_BEFORE.search(text, max(0, name.start - _REACH), name.start)
        return agency is not None and _DASH_BEHIND.match(behind) is not None
    starts_line = name.start == 0 or text[name.start - 1] == "\n"
    return starts_line and _DATELINE_BEHIND.match(behind) is not None


def _genders(text: str, entity: Entity, given_name: bool) -> dict[str, str]:
    """Return the gender that each source gives: a title or noun at a name, the given name, a pronoun behind.

    ``given_name`` says that the first word is one.
    """
    if entity.body:
        return {}
    titles = nouns = following = within = himself = 0
    for name in entity.names[:_MOST_NAMES]:
        before = text[max(0, name.start - 30) : name.start].lower().split()[-3:]
        titles += _TITLE_VOTES.get(_word_before(text, name), 0)
        if text.startswith(_POSSESSIVE, name.end):
            continue  # "Orr's niece": what follows tells of somebody else
        behind = _SENTENCE_END.split(text[name.end : name.end + 120], maxsplit=1)[0].lower()
        nouns += sum(_NOUN_VOTES.get(word.strip(".,()’'\"“”"), 0) for word in before + behind.split()[:6])
        if not name.quoted:
            if next_sentence := _NEXT_SUBJECT.match(text[name.end : name.end + 220]):
                following += 1 if next_sentence.group(1) == "She" else -1
            words = _WORD.findall(behind)
            himself += ("herself" in words) - ("himself" in words)
            within += _NOT_HE.isdisjoint(words) - english.SHE.isdisjoint(words)
    first = entity.full.words.split()[0]
    middle = english.gender_of(entity.full.words.split()[1]) if entity.full.words.count(" ") > 1 else None
    known = english.gender_of(first) if given_name else None
    given = 0 if middle not in {None, known} else {"f": 1, "m": -1, None: 0}[known]  # neither for "Jean Luc Orr"
    if himself * given < 0 and following * given <= 0:
        given = 0  # "Tunde Orr arrives late, laughing at himself": the name is a woman's elsewhere
    ending = first.endswith("a") and not given and " " in entity.full.words
    votes = {"title": titles, "noun": nouns, "given": given, "ending": ending, "following": following, "within": within}
    return {source: "f" if vote > 0 else "m" for source, vote in votes.items() if vote}
