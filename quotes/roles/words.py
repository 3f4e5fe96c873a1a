"""The words around a name, and what each can be in a role: its head, a link, a break, or where it ends."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quotes import english
from quotes.detection import Layout, Paragraph
from quotes.names import kicker_end

_BEFORE, _BEHIND = 220, 260
_SENTENCE = re.compile(r"(?<![ap]\.m)[.?!][”\"’']*(?:\s|$)")
_TRAILING = "'’.-"
_TOKEN = re.compile(r"[\w&](?:[\w&'’.-]|(?<=\d),(?=\d{3}\b))*|\S")
_ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{english.one_of(english.ABBREVIATIONS_IN_ROLES)})\.$")
SENTENCE_ENDS = frozenset({".", "?", "!", "”", '"', "’", "—", "–", "-"})
CLOSERS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "?", "!", "“", "”", '"', "'", "’", "-"})
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:[-–]\d+)?s?$")
FAR_BACK = 20_000
"""Characters before a place that are searched for a word: bounds the work."""
SHORTEST_FORM = 5
"""Letters of a form in -ed or -ing: "feed" and "wing" are none."""
_FINITE_FORMS = english.AUXILIARIES | english.REPORTING_FORMS
_BEHIND_VERBS = english.PREPOSITIONS - {"of"}
_SINGULARS = frozenset("sens reps police".split())

_AGE_IN_WORDS = (
    rf"(?:{english.one_of(english.TENS)}(?:-{english.one_of(english.SMALL_NUMBERS[1:10])})?"
    rf"|{english.one_of(english.SMALL_NUMBERS[3:])})"
)
_HEIGHT = re.compile(r"\d-(?:foot|ft)(?:-\d{1,2}(?:in)?)?$")
AGE = re.compile(rf"(?:\d{{1,3}}|\d+-year-old|{_AGE_IN_WORDS})$")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
FUNCTION_WORDS = english.DETERMINERS | english.ADVERBS | english.LINKS
_NUMBERS = english.CARDINALS.union(english.SMALL_NUMBERS, english.TENS, english.SCALES)
NEGATED = ("n't", "n’t")
CHILDREN = ("son", "daughter", "child")
"""How the nouns end for whom somebody is born to."""
_WITHIN = POSSESSIVES | {"&", "(", ")"}


class Word(NamedTuple):
    """A word or punctuation mark ``text[start:end]`` with its part-of-speech tag, where its paragraph was parsed.

    ``lower`` is the word in lower case, its full stop cut off.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str | None

    @property
    def capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words ``first:end`` of a role, its head noun among them; ``known`` says that a list holds the head."""

    first: int
    head: int
    end: int
    known: bool


class ArticleWords:
    """The words of an article; ``tags`` holds an offset's part-of-speech tag, where its paragraph was parsed."""

    def __init__(self, layout: Layout, tags: Mapping[int, str]) -> None:
        self.text = layout.text
        self.paragraphs = layout.paragraphs
        self._layout = layout
        self._tags = tags

    @functools.cached_property
    def lead(self) -> int | None:
        """The start of the first paragraph that has a sentence, not only a headline or a name."""
        return next((start for start, end in self.paragraphs if _SENTENCE.search(self.text, start, end)), None)

    def is_quoted(self, offset: int) -> bool:
        """Tell whether a character is one of quoted words."""
        return self._layout.is_quoted(offset)

    def opens_clause(self, offset: int) -> bool:
        """Tell whether a clause begins at an offset."""
        return self._layout.opens_clause(offset)

    def paragraph_number(self, offset: int) -> int:
        """Return the number of the paragraph that holds a word."""
        return self._layout.paragraph_at(offset)

    def paragraph_of(self, offset: int) -> Paragraph:
        """Return the paragraph that holds a word."""
        return self.paragraphs[self.paragraph_number(offset)]

    def around(self, start: int, end: int) -> tuple[list[Word], list[Word]]:
        """Return the words right before and right behind ``text[start:end]`` in its paragraph."""
        first, last = self.paragraph_of(start)
        first = kicker_end(self.text, first)
        return self.between(max(first, start - _BEFORE), start), self.between(end, min(last, end + _BEHIND))

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words of ``text[start:end]``."""
        found = []
        tag_at, make = self._tags.get, tuple.__new__  # what a named tuple's constructor ends in: there are many words
        for match in _TOKEN.finditer(self.text, start, end):
            word, lower, rest = _parts(match.group())
            place = match.start()
            stop = place + len(word)
            found.append(make(Word, (place, stop, word, lower, tag_at(place))))
            if rest:
                found.append(Word(stop, stop + len(rest), rest, rest.rstrip("."), None))
        return found


@functools.lru_cache(maxsize=2**16)
def _parts(token: str) -> tuple[str, str, str]:
    """Return a word, the same in lower case without its full stop, and the marks behind it."""
    rest = _trailing(token) if token[-1] in _TRAILING else ""
    word = token.removesuffix(rest)
    return word, word.lower().rstrip("."), rest


def _trailing(token: str) -> str:
    """Return the marks behind a word that are none of its own: the full stop of "it.", not that of "Sen."."""
    stop = len(token)
    while stop > 1 and token[stop - 1] in _TRAILING and not _ABBREVIATED.search(token[:stop]):
        stop -= 1
    return token[stop:]


def is_head(word: Word) -> bool:
    """Tell whether a word is a known title, office, occupation or relation."""
    nobody = word.lower == "nobody" or word.lower.endswith(("'s", "’s"))
    return not nobody and english.is_person_noun(word.lower)


def is_occupation(word: Word) -> bool:
    """Tell whether a noun in no list may still say what a person is or does: "a glazer", "the purser"."""
    return word.text.islower() and word.tag in {None, "NN", "JJ"} and english.ends_like_occupation(word.lower)


def is_plural(word: Word) -> bool:
    """Tell whether a role noun names several people."""
    lower = word.lower
    if lower.endswith(("men", "people", "women", "children")):
        return True
    return lower.endswith("s") and not lower.endswith("ss") and lower not in _SINGULARS and is_head(word)


def is_break(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    return word.lower in english.BREAKS_OF_ROLES and not (word.text.isupper() and len(word.text) > 1)


def is_verb(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word in lower case is a verb rather than a participle or a noun that stands before a noun."""
    word = words[index]
    if (
        not word.text.islower()
        or "-" in word.text
        or word.lower in english.PARTICIPLES
        or english.is_role_noun(word.lower)
    ):
        return False
    before = words[index - 1].lower if index else ""
    # "lost again and left manager Ann Orr", but "the left winger"; "This prompted Major Ann Orr to rise"
    pronoun = before in {"this", "that"} and words[index - 1].capital and word.tag in {"VBD", None}
    if (word.lower == "left" and before == "and") or (pronoun and word.lower.endswith("ed")):
        return True
    if before in english.DETERMINERS or (word.tag is not None and not word.tag.startswith("VB")):
        return False
    if word.tag in {"VBD", "VBZ", "VBP"} or (word.tag in {"VB", None} and before == "to"):
        return True
    if word.lower.endswith("ing") and _is_field(words, index):
        return False
    ending = len(word.text) >= SHORTEST_FORM and word.lower.endswith(("ed", "ing"))
    return ending or word.lower in english.PLAIN_VERBS


def _is_field(words: Sequence[Word], index: int) -> bool:
    """Tell whether a form in -ing tells kinds of an office apart: "the club's [hitting] coach", "Kell [hitting] coach".

    Behind a name it does so where that opens the sentence or is said to speak: not in "saw Orr beating champion Ray".
    """
    if not index or index + 1 == len(words) or not (words[index + 1].text.islower() and is_head(words[index + 1])):
        return False
    before = words[index - 1].lower
    owner = words[index - 2] if index > 1 and before in {"'", "’"} else words[index - 1]  # "the Owls' hitting coach"
    owned = before.endswith(("'s", "’s")) or (owner is not words[index - 1] and owner.capital)
    if owned or before in english.MODIFIERS | english.RANKS:
        return True
    first = index
    while first and words[first - 1].capital:
        first -= 1
    opening = words[first - 1] if first else None
    opens = opening is None or opening.text in SENTENCE_ENDS | {","} or opening.lower in english.REPORTING_FORMS
    return first < index and opens


def is_director(words: Sequence[Word], index: int) -> bool:
    """Tell whether "MD" is who directs something, no doctor: "MD of Calder Ferries"."""
    return [word.text for word in words[index : index + 2]] == ["MD", "of"]


def is_finite(word: Word) -> bool:
    """Tell whether a word seems to be a finite verb."""
    if word.tag in {"VBD", "VBZ", "MD"} or word.lower in _FINITE_FORMS:
        return True
    past = word.lower in english.IRREGULAR_PASTS or (len(word.lower) >= SHORTEST_FORM and word.lower.endswith("ed"))
    return word.tag is None and word.text.islower() and past


def has_object(words: Sequence[Word]) -> bool:
    """Tell whether a word in -s stands before an object, or where or how something is done: "feeds 30", "kneels in"."""
    verb, following = words[0], words[1].lower if len(words) > 1 else ""
    object_ = following in english.PLAIN_DETERMINERS | _BEHIND_VERBS or following[:1].isdigit()
    return verb.text.islower() and verb.lower.endswith("s") and object_


def is_postmodifier(word: Word) -> bool:
    """Tell whether a word stands behind its head: "attorney general", "professor emeritus"."""
    return word.lower in english.POSTMODIFIERS


def is_time(word: Word) -> bool:
    """Tell whether a word names a time: "Monday", "2015", "decades"."""
    return (word.lower in english.TIMES and word.text != "Times") or bool(_YEAR.match(word.text))


def is_occasion(word: Word) -> bool:
    """Tell whether a noun names where or how something was said rather than a body: "statement", "rally"."""
    return word.lower in english.OCCASIONS or word.lower in english.REPORTING_NOUNS


def is_word(word: Word) -> bool:
    """Tell whether a word is one, not a mark."""
    return word.text[0].isalnum()


def counts(word: Word) -> bool:
    """Tell whether a word is a number."""
    return word.lower in _NUMBERS or word.text[0].isdigit()


def is_age(word: Word) -> bool:
    """Tell whether a word says how old somebody is, or how tall: "43-year-old", "6-foot-7"."""
    return word.lower.endswith("-year-old") or bool(_HEIGHT.match(word.text))


def is_possessive(word: Word) -> bool:
    """Tell whether a word owns what follows it, or is the mark that says so."""
    return word.text in POSSESSIVES or word.lower.endswith(("'s", "’s"))


def breaks(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    if is_break(word) or word.lower.endswith(NEGATED):
        return not (word.capital and word.lower == "under")
    if not is_word(word):
        return word.text not in _WITHIN
    verb = word.lower in english.IRREGULAR_PASTS or word.tag in {"VBD", "VBZ", "VBP", "MD"}
    return verb and word.text.islower() and not is_head(word)


def joins(words: Sequence[Word], index: int, *, core: bool = False) -> bool:
    """Tell whether "and" stands within a complement: "Gulf and Inner Asian Affairs", "policy and research"."""
    if index + 1 >= len(words) or not is_word(words[index + 1]):
        return False
    before, after = words[index - 1], words[index + 1]
    if is_break(after) or after.lower in FUNCTION_WORDS | english.NEGATIONS or is_head(after):
        return False
    if before.text.islower() != after.text.islower():
        return False
    if after.capital:
        return not core or before.lower in english.DEPARTMENTS | english.ORGANIZATION_WORDS
    beyond = words[index + 2] if index + 2 < len(words) else None
    if after.tag is not None:
        return after.tag in {"NN", "NNS", "JJ"}
    return not hardly_noun(words, index + 1) and (beyond is None or beyond.lower not in english.DETERMINERS)


def hardly_noun(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word behind a noun is a verb or an adverb rather than the next noun or its adjective."""
    word = words[index]
    if word.text[0].isupper() or is_head(word) or is_postmodifier(word) or is_possessive(words[index - 1]):
        return False
    superlative = word.lower in english.DEGREES and words[index - 1].lower not in english.ORDINALS
    if superlative or word.lower in {"only", "here", "there"}:
        return True  # "director only in May", "an actor best known for", but "the second best hotel"
    if word.tag is None and is_premodifier(words, index):
        return False
    following = next((other for other in words[index + 1 : index + 4] if other.tag != "JJ"), None)
    before_noun = following is not None and following.tag in {"NN", "NNS"}
    if word.tag is None:
        after = words[index + 1] if index + 1 < len(words) else None
        noun = word.lower in english.PARTICIPLES and not (after and (after.capital or after.lower in english.LINKS))
        ending = (
            len(word.text) >= SHORTEST_FORM and word.lower.endswith(("ed", "ing", "ly")) and word.lower[-3:] != "eed"
        )
        counted = after is not None and (after.lower in english.PLAIN_DETERMINERS or after.text[0].isdigit())
        governs = word.lower.endswith("s") and counted
        lemma = english.verb_forms().get(word.lower)
        # "the volunteer fire chief", "the wetland project at": behind a noun in the singular the verb would be "fires"
        plain = (
            lemma == word.lower
            and after is not None
            and ((after.text.islower() and is_head(after)) or _is_behind_singular(words, index))
        )
        return (ending and not noun) or governs or (lemma is not None and not plain)
    if word.tag in {"JJ", "VBN", "VBG", "VB"}:
        return not (before_noun or (word.tag == "JJ" and is_occupation(word)))
    return word.tag.startswith(("VB", "RB", "IN", "RP", "MD", "JJ"))


def _is_behind_singular(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word, no past either, stands behind a noun in the singular, and before what goes on from it."""
    before, after = words[index - 1], words[index + 1]
    noun = before.text.islower() and before.text.isalpha() and not before.lower.endswith(("s", "ly"))
    closed = after.text in {",", "."} or after.lower in english.LINKS | english.PLACE_PREPOSITIONS
    past = words[index].lower in english.PASTS_BEHIND_NAMES
    return noun and closed and not past and before.lower not in FUNCTION_WORDS


def is_premodifier(words: Sequence[Word], index: int) -> bool:
    """Tell whether a form in -ing or -ed is no verb: "a small [catering] business", "civil [engineering] at Kell"."""
    word, before = words[index].lower, words[index - 1]
    if not word.endswith(("ed", "ing")) or index + 1 >= len(words):
        return word.endswith("ing") and english.ends_like_adjective(before.lower)
    following = words[index + 1]
    if english.ends_like_adjective(before.lower) or before.lower.endswith("ric") or before.lower in english.DETERMINERS:
        return word.endswith("ing") or (is_word(following) and following.lower not in FUNCTION_WORDS)
    if before.lower in english.NAMES_OF_BODIES or is_head(before):
        return False
    return following.text.islower() and following.lower in english.NAMES_OF_BODIES
