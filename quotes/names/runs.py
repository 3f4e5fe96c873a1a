"""Find names in plain text: runs of capitalized words, with particles, initials and hyphens, without their titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes import english
from quotes.names.stop_words import without_stop_words
from quotes.names.titles import (
    Spans,
    bare_word,
    is_first_name_here,
    is_person_of_body_word,
    is_surname_here,
    opens_sentence,
    without_titles,
)
from quotes.names.usage import Usage, plain, usage

_INITIALS = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*)"
_NICKNAME = r"(?:\s+[“\"‘'(][A-ZÀ-Þ][\w-]+(?: [\w-]+)?[”\"’')])?"
_LINK = rf"(?:\s+(?:{english.NAME_PARTICLE}\s+|&\s+)?|\s+(?:al|el)[-‑])"
_ABBREVIATED = rf"(?:{english.one_of(english.ABBREVIATED_TITLES | english.GIVEN_NAMES_IN_SHORT)}\.)"
_STOP_OF_FIRM = rf"(?:{'|'.join(rf'(?<= {form})' for form in sorted(english.SHORT_LEGAL_FORMS))})\."
_GENERATION = rf",? {english.one_of(english.GENERATIONS)}\b\.?"


def _word(letter: str) -> str:
    """Return the pattern of a capitalized word, given that of its letters behind the first."""
    of_several = rf"(?<=s)['’](?=\s(?:[A-Z]{letter}*\s){{0,3}}{english.BODY_IN_NAME}\b)"  # "Dockers' Union"
    capital = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]"
    # "AT&T" at the end: as an alternative in front it is tried at every word.
    return rf"(?:{english.NAME_PREFIX}?{capital}{letter}*(?:[-‑'’]{letter}+)*(?:{of_several}|&[A-Z]{{1,3}}\b)?)"


def _name(word: str) -> re.Pattern[str]:
    part = rf"(?:{_ABBREVIATED}|{_INITIALS}|{word})"
    return re.compile(
        rf"(?<![\w@#/]){part}(?:(?!{_GENERATION}){_NICKNAME}{_LINK}{part})*(?:{_GENERATION}|{_STOP_OF_FIRM})?"
    )


_WORD = _word(r"\w")
_NAME = _name(_WORD)


@functools.cache  # few texts have use for it, and it takes long to compile
def _decomposed_name() -> re.Pattern[str]:
    return _name(_word(r"[\w\u0300-\u036f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]"))


_PARTY = re.compile(r"[RDI]-\w")
_PARTY_TAG = re.compile(r"\([RDI](?:-[\w.\s]*)?$")
_SPACED = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWN_POSSESSIVE = re.compile(r" (?:said|says|told|tells|announced)\b")  # "McDorrit's said"
_BODY_OF = re.compile(
    rf"\b(?:{english.BODY_WITH_COMPLEMENT} (?:of|for)|(?P<members>[A-Z]\w+s) of) (?:the )?{_WORD}(?:\s{_WORD})*"
    rf"(?:,? and {_WORD}(?:\s{_WORD})*)?"
)
_AND, _THE = " and ", ("the ", "The ")
_WORDS_OF_FIELD = 3
_OWNER = ("'s", "’s")
_OWNERS = ("'s ", "’s ")
_LINKS_OF_OFFICES = (" of ", " for ", " at ", " in ")
_AND_OFFICE = re.compile(r"(?: and| &|,)(?: [A-Z][\w-]*){1,4}(?: (?:of|for|at|in) |, at )")
"""What stands behind an office with a second one of one body: "Founder and Executive Director of"."""
_LINKS_OF_BODIES = (" of ", " for ")
_ARTICLES = ("A ", "An ", "AN ", "THE ")
_LONGEST_LETTERS = 4
"""Letters of an office such as CEO."""
_SMALL_BEHIND = re.compile(r" [a-z]")
_TAIL = re.compile(r"(?:,? and)?\s*$")
_KEPT_STOP = re.compile(rf"(?:\b[A-Z]|{english.one_of(english.GENERATIONS | english.SHORT_LEGAL_FORMS)})\.$")
_NEVER_NAMES = (english.NO_NAMES - english.NAMES_TOO - english.WEEKDAYS) | english.HOLIDAYS
_PARTICLE_BEFORE = re.compile(rf"(?<!\w){english.one_of(english.LEADING_PARTICLES)}\s$")
_LAST_LETTERS = frozenset(word[-1] for word in english.LEADING_PARTICLES)
_LAST_OF_PARTICLES = tuple(f"{word.split()[-1]} " for word in english.LEADING_PARTICLES)
_OF_NO_PERSON = frozenset({"&", *english.POSSESSIVES})
"""Words inside the names of firms, of campaigns and of columns: "On Your Side"."""
_VERBS = frozenset(word.capitalize() for word in english.VERBS_IN_TITLES)
_LAST_OF_BODIES = {"high", *map(str.lower, english.LEGAL_FORMS), *english.CLUBS}
"""Words that end the name of a body, of a school: "Kell High", or of a club: "Kell Rovers"."""
_SAINTS = frozenset("st saint".split())
_HEADING_WORDS = 3
_REACH = 12
"""Characters before a name in which a particle is looked for."""


class NameRun(NamedTuple):
    """A run of capitalized words ``text[start:end]`` without the titles before it (``title_start``: with them)."""

    start: int
    end: int
    title_start: int

    def of(self, text: str) -> str:
        """Return the name's characters."""
        return text[self.start : self.end]

    def is_inhabitant(self, text: str) -> bool:
        """Tell whether it calls somebody by the country: "the Norwegian"."""
        return text.endswith(("the ", "The "), 0, self.start) and english.is_inhabitant(self.of(text))

    def is_title(self, text: str) -> bool:
        """Tell whether it stands for somebody: "the Prime Minister", "the State Secretary", "the Norwegian"."""
        words = [word.rstrip(".,") for word in self.of(text).split()]
        if self.is_inhabitant(text):
            return True
        if is_surname_here(words):
            return False  # Stephen King
        if len(words) == 1 and is_first_name_here(text, self.start, self.end):
            return False
        last = words[-1].lower()
        if last in english.TITLES or (last in english.OFFICES_IN_LETTERS and words[-1].isupper()):
            return True
        return self._is_office_behind(text, words)

    def _is_office_behind(self, text: str, words: Sequence[str]) -> bool:
        """Tell whether it is what stands behind a name: "Orr, Senior Lecturer in Law", "Orr, Head of …"."""
        if not text.endswith(", ", 0, self.start) or english.is_given_name(words[0]):
            return False
        goes_on = text.startswith(_LINKS_OF_OFFICES, self.end) or _AND_OFFICE.match(text, self.end) is not None
        goes_on = goes_on or (len(words) > 1 and words[0].lower() in english.TITLE_WORDS)
        return goes_on and text[self.start - 3].isalpha() and english.is_role_noun(words[-1].lower())


@functools.lru_cache(maxsize=256)  # mentions, contenders and entities ask for the same paragraphs
def find_names(text: str, start: int, end: int) -> tuple[NameRun, ...]:
    """Return the names in ``text[start:end]``, in order, found without a parse."""
    found: list[NameRun] = []
    shown = usage(text)
    headline = shown.in_headline(start)
    if lines := "\n" in text[start:end]:
        headline = False
    pattern = _decomposed_name() if shown.is_decomposed else _NAME
    for match in pattern.finditer(text, start, end):
        matched = match.group()
        if (lower := matched.lower()) in _NEVER_NAMES:
            continue
        large = headline or (lines and shown.in_headline(match.start()))
        if matched.isalpha() and not large and lower not in english.TIMES_AND_NAMES:
            runs: Iterable[NameRun] = _one_word(text, *match.span())
        else:
            runs = _runs(text, match, shown, large=large)
        for one in runs:
            run, title_start = one, one.title_start
            if found and title_start < found[-1].end:
                if run.start < found[-1].end:
                    continue
                title_start = found.pop().title_start  # "Bank of Kell Governor Ann Orr"
            elif found and text.startswith(_AND, found[-1].end) and _is_half_of(text, found[-1], run):
                left = found.pop()
                run, title_start = run._replace(start=left.start, title_start=left.title_start), left.title_start
            stop = _complement_end(text, run, end, shown) if text.startswith(_LINKS_OF_BODIES, run.end) else run.end
            whole = stop == run.end or text.endswith(_OWNERS, 0, run.start)
            found.append(NameRun(run.start if whole else run.title_start, stop, title_start))
    return tuple(found)


def _is_half_of(text: str, left: NameRun, right: NameRun) -> bool:
    """Tell whether two names are the fields of one body: "the [Canal] and [Waterways Board]", not "the UN and …"."""
    if left.end + len(_AND) != right.title_start or not text.endswith(_THE, 0, left.title_start):
        return False
    field, words = left.of(text), text[right.title_start : right.end].split()
    lower = field.lower()
    if not 1 < len(words) <= _WORDS_OF_FIELD or words[-1].lower() not in english.ORGANIZATION_WORDS:
        return False
    named = field.isupper() or english.is_place(lower) or english.is_demonym(words[0])
    return field.isalpha() and not named and lower not in english.NAMES_OF_BODIES | english.TITLES


def _one_word(text: str, start: int, end: int) -> tuple[NameRun, ...]:
    """Return the name of one plain word, if it is one."""
    if _is_shouted(text, start, end):
        return ()
    start = _particle_start(text, start)
    return () if _is_party(text, start, end) else (NameRun(start, end, start),)


def _runs(text: str, match: re.Match[str], shown: Usage, *, large: bool) -> Iterator[NameRun]:
    """Yield the names in one match of capitalized words; ``large`` says that all words of its line are."""
    begin, end = match.span()
    words = [word.span() for word in _SPACED.finditer(text, shown.kicker_end(begin), end)]
    if not words or _is_heading(match.group()):
        return
    for piece in _confirmed(text, words, shown) if large else _owned(text, words, shown):
        run = _run(text, piece, shown)
        if run is not None:
            yield run


def _is_heading(words: str) -> bool:
    """Tell whether a run in capitals is a heading: "WHAT WORKS IN IOWA", "MUM'S FURY"."""
    if not words.isupper():
        return False
    parts = words.lower().split()
    if parts[0].endswith(_OWNER) and english.is_person_noun(parts[0][:-2]):
        return len(parts) > 1
    return len(parts) >= _HEADING_WORDS and any(len(part) > 1 and part in english.NO_NAMES for part in parts)


def _owned(text: str, words: Spans, shown: Usage) -> Iterator[Spans]:
    """Yield the words of a run in pieces that end behind an owner and before a verb.

    "Orr's" is none of a body's name, nor is "Ann Orr's", "Dockers' Union" is one; "Ann Orr Has Won" stands in the title
    of a work.
    """
    first = 0
    for i, (start, end) in enumerate(words[:-1]):
        owner = text[end - 1] in "'’" and not english.is_person_noun(text[start : end - 1].lower())
        if owner or (text.endswith(_OWNER, start, end) and _is_person_owning(text, words[first : i + 2], shown)):
            yield words[first : i + 1]
            first = i + 1
        elif i > first and text[start:end] in _VERBS:
            yield words[first:i]
            first = i + 1
    yield words[first:]


def _is_person_owning(text: str, words: Spans, shown: Usage) -> bool:
    """Tell whether words, of which the last is owned, begin with a full name: "Ann Orr's Rovers", not "St Mary's …"."""
    if len(words) < 3:
        return False
    given, surname, owned = (plain(text[start:end]) for start, end in words[-3:])
    if english.is_given_name(owned):
        return False  # "Lincoln Central's Ann Orr"
    if given.lower() in english.TITLES | _SAINTS or surname.lower() in english.NAMES_OF_BODIES | english.PLACE_NOUNS:
        return False
    if english.is_person_noun(surname.lower()):
        return False  # "Lucile Packard Children's Hospital"
    return (english.is_given_name(given) and not english.is_place(given.lower())) or shown.stands_alone(surname)


def _confirmed(text: str, words: Spans, shown: Usage) -> Iterator[Spans]:
    """Yield those stretches of a run in headline case that the rest of the article confirms.

    Of a text that is nothing but such a line, yield those between verbs and function words.
    """
    if not shown.before:
        yield from _between_common_words(text, words)
        return
    piece: Spans = []
    before = ""
    for start, end in words:
        word = plain(text[start:end].rstrip(","))
        known = shown.before.get(word)
        if piece and (known is None or not (before in known or shown.is_full_name(before, word))):
            yield piece
            piece = []
        if known is not None:
            piece.append((start, end))
        before = word
    if piece:
        yield piece


def _between_common_words(text: str, words: Spans) -> Iterator[Spans]:
    piece: Spans = []
    for word in words:
        bare = bare_word(text, word)
        common = bare in english.NO_NAMES or english.reporting_strength(bare) == "speech"
        if not common:
            piece.append(word)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _complement_end(text: str, run: NameRun, end: int, shown: Usage) -> int:
    """Return where a name ends with what belongs to a body's: "Department" reaches over "of Agriculture"."""
    last = text.rfind(" ", run.start, run.end) + 1 or run.start
    body = _BODY_OF.match(text, last, end)
    if body is None or body.end() <= run.end:
        return run.end
    if (members := body["members"]) and (not _are_members(members) or opens_sentence(text, last)):
        return run.end
    words = [word.span() for word in _SPACED.finditer(text, run.end, body.end()) if word.group()[0].isupper()]
    person = without_titles(text, words, shown)
    offices = [word for word in words[1 : len(words) - len(person)] if _is_office(bare_word(text, word))]
    named = len(person) > 1 and english.is_given_name(bare_word(text, person[0]))
    stop = offices[0][0] if offices else person[0][0] if named and len(person) < len(words) else body.end()
    return _without_ending(text, run.title_start, run.start + len(_TAIL.sub("", text[run.start : stop])))


def _are_members(word: str) -> bool:
    """Tell whether a word is a noun for several people, with which a body's name may begin: "Friends of Kell"."""
    lower = word.lower()
    return english.role_noun(lower) not in {None, lower}


def _is_office(word: str) -> bool:
    return english.is_person_noun(word) and word not in english.DEPARTMENTS


def _run(text: str, words: Spans, shown: Usage) -> NameRun | None:
    """Return the name in some capitalized words, if there is one."""
    words = without_stop_words(text, words, shown)
    if not words or (len(words) == 1 and _is_shouted(text, *words[0])):
        return None
    title_start = words[0][0]
    words = without_titles(text, words, shown)
    if words[0][0] == title_start:
        title_start = _particle_start(text, title_start)
        words = [(title_start, words[0][1]), *words[1:]]
    name_start, name_end = words[0][0], _without_ending(text, words[0][0], words[-1][1])
    return None if _is_party(text, name_start, name_end) else NameRun(name_start, name_end, title_start)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Tell whether a word only has capitals because it opens a tabloid's article: "A FURIOUS mum", "THE OWNER of"."""
    word = text[start:end]
    return (
        word.isupper()
        and len(word) > _LONGEST_LETTERS
        and text.endswith(_ARTICLES, 0, start)
        and _SMALL_BEHIND.match(text, end) is not None
        and english.may_describe(word.lower().rpartition("-")[2])
    )


def _is_party(text: str, start: int, end: int) -> bool:
    """Tell whether it only says a politician's party: "(D-Wis.)", "R-Maine"."""
    if text.find("(", max(0, start - 10), end) < 0:
        return text.startswith("-", start + 1) and _PARTY.match(text, start, end) is not None
    return _PARTY_TAG.search(text[max(0, start - 10) : end].partition(")")[0]) is not None


def _particle_start(text: str, start: int) -> int:
    """Return where the particle before a name begins, if there is one: "van der Hoek said"."""
    if text[start - 2 : start - 1] not in _LAST_LETTERS or not text.endswith(_LAST_OF_PARTICLES, 0, start):
        return start
    particle = _PARTICLE_BEFORE.search(text, max(0, start - _REACH), start)
    return particle.start() if particle else start


def _without_ending(text: str, start: int, end: int) -> int:
    """Return where the name ends without a possessive or the full stop of its sentence."""
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive and (possessive.group() != "'" or text[possessive.start() - 1] == "s"):
        own = len(possessive.group()) == 2 and _OWN_POSSESSIVE.match(text, end)
        end = end if own else possessive.start()
    if text[end - 1] == "." and not _KEPT_STOP.search(text[start:end]):
        end -= 1
    return end


def is_organization(words: str) -> bool:
    """Tell whether a name looks like a body's: an acronym, or with a word such as "Ministry", "&" or "Your"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    letters = len(parts) == 1 and words.isupper() and 1 < len(words) <= 6 and words.isalpha()
    if letters or parts[0] in {"the", "your", "our", "their"} or not _OF_NO_PERSON.isdisjoint(parts[1:-1]):
        return True
    if len(parts) > 1 and parts[-1] in _LAST_OF_BODIES:
        return True
    if parts[-1] in english.LAST_OF_BODIES:
        return not english.is_given_name(parts[0]) or english.is_place(parts[0])  # "Ann Nation" is none
    if len(parts) > 2 and parts[1] == "of" and (parts[0] in english.COMMUNITIES or _are_members(parts[0])):
        return True
    return not english.ORGANIZATION_WORDS.isdisjoint(parts) and not is_person_of_body_word(parts)
