"""What an article shows of a word: whether it is also written small, and which capitalized words stand before it."""

from __future__ import annotations

import functools
import itertools
import re

from quotes import english

_SMALL = re.compile(r"(?<![\w’'-])[a-z]{2,}(?:-[a-z]+)*(?![\w])")
_OPENING, _CLOSING = "“\"'‘([", ".,;:?!…”\"’')]"
_OWNED = ("'s", "’s")
_INITIAL = re.compile(r"[A-Z]\.$")
_SMALL_IN_TITLES = english.LOWER_IN_TITLES | english.PREPOSITIONS_AND_SUBORDINATORS
_SMALL_WORD = re.compile(r"(?<=\s)[a-z][\w’'-]*")
_DECOMPOSED = re.compile(r"[\u0300-\u036f\u00adÃÅ](?:(?<![ÃÅ])|[\u00a1-\u00bf])")
_DAY_OF_SOMEBODY = re.compile(
    rf"(?:\b(\w+) )?\b([A-Z]\w+) ({english.one_of(day.capitalize() for day in english.WEEKDAYS)})"
    r"\b(, (?:an?|the|who|\d\d?)\b)?"
)
_ADDRESSED = re.compile(
    rf"\b{english.one_of(english.FORMS_OF_ADDRESS - english.OF_FIRST_NAMES, capital=True)}\.? "
    r"([A-Z][\w’'-]*\b)(?! [A-Z])"
)
_SENTENCE_MARKS = frozenset('.?!:”"’')
_LONGEST_HEADLINE = 200
_KICKER = re.compile(r"((?:[A-Z][A-Z’'-]*[,!]? ){2,4})(?=([A-Z][\w’'-]*[a-z][\w’'-]*))")
_LONGEST_ACRONYM, _SHORTEST_SHOUT = 5, 3
_SHORT_WORD = 3
"""Letters of a word that a headline may leave small, as it does most articles and prepositions."""
_FEWEST_WORDS = 4
_LONG_PHRASE = 6
"""Words that a phrase may have with which no sentence ends: "And from Chairwoman Ann Orr:"."""
_CAPITALIZED_SHARE = 0.7


class Usage:
    """What one text shows of its words; each index is made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headlines: dict[int, bool] = {}

    @functools.cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes in lower case, somewhere."""
        return frozenset(_SMALL.findall(self._text))

    @functools.cached_property
    def before(self) -> dict[str, set[str]]:
        """Capitalized word -> the capitalized words right before it, "" for none; headlines do not count."""
        found: dict[str, set[str]] = {}
        for line in self._text.split("\n"):
            if is_headline(line):
                continue
            before = ""
            for token in line.split():
                if token[0].islower():
                    before = ""
                    continue
                opened = token[0] in _OPENING
                word = token.lstrip(_OPENING) if opened else token
                if not word[:1].isupper():
                    before = ""
                    continue
                bare = word.rstrip(_CLOSING)
                name = bare[:-2] if bare.endswith(_OWNED) else bare
                found.setdefault(name, set()).add("" if opened else before)
                before = name if len(bare) == len(word) else word if _INITIAL.match(word) else ""
        return found

    @functools.cached_property
    def followed(self) -> frozenset[str]:
        """The capitalized words that stand right before another one, as given names do."""
        return frozenset(itertools.chain.from_iterable(self.before.values()))

    @functools.cached_property
    def days_as_surnames(self) -> frozenset[str]:
        """The days of the week that are somebody's surname: "Ruth Friday, a nurse"."""
        found = _DAY_OF_SOMEBODY.findall(self._text)
        return frozenset(
            day
            for noun, name, day, told in found
            if english.is_person_noun(noun.lower()) or (told and english.is_given_name(name))
        )

    @functools.cached_property
    def addressed(self) -> frozenset[str]:
        """The names that stand alone behind "Mr" and the like: surnames, first or last in a name."""
        return frozenset(_ADDRESSED.findall(self._text))

    @functools.cached_property
    def is_decomposed(self) -> bool:
        """Tell whether accents are characters of their own, or two letters for one, or soft hyphens stand in words."""
        return not self._text.isascii() and bool(_DECOMPOSED.search(self._text))

    def stands_alone(self, word: str) -> bool:
        """Tell whether a capitalized word stands somewhere without another one before it."""
        return word in self.before and "" in self.before[word]

    def is_surname(self, word: str, but: str = "") -> bool:
        """Tell whether a given name or an initial stands before a word somewhere, other than ``but``."""
        return word in self.before and any(
            first != but and (_INITIAL.match(first) or english.is_given_name(first))
            for first in self.before[word]
            if first
        )

    def has_first_name(self, word: str, but: str) -> bool:
        """Tell whether a word that no list need hold, and that is no role's, stands before another one somewhere."""
        before = self.before.get(word, set()) - {"", but}
        return any(first.isalpha() and not english.is_person_noun(first.lower()) for first in before)

    def is_before_full_name(self, word: str, surname: str) -> bool:
        """Tell whether a word stands somewhere before a first name and this surname: "Alhaji Karl Orr"."""
        return any(
            word in self.before.get(first, ()) and self.begins_name(first, word, surname)
            for first in self.before.get(surname, ())
            if first
        )

    def is_full_name(self, given: str, surname: str) -> bool:
        """Tell whether a given name stands alone elsewhere, and the surname behind another's: of a family."""
        return english.is_given_name(given) and self.stands_alone(given) and self.is_surname(surname)

    def begins_name(self, first: str, word: str, surname: str) -> bool:
        """Tell whether ``first`` is a first name rather than the middle name behind one, ``word``.

        It is in a list, or stands without that word; else that is a title where no surname is without it.
        """
        elsewhere = any(before != word for before in self.before.get(first, ()))
        return elsewhere or english.is_given_name(first) or not self.stands_alone(surname)

    def kicker_end(self, start: int) -> int:
        """Return where the words in capitals before a line end, or ``start``: "BUMP DAY Pop star Ann Orr is a mum".

        One is no acronym: it is long, or the article writes it otherwise. "NEW KELL Mayor Ann Orr" has none: places,
        bodies and what stands before a title belong to the line.
        """
        opens_line = not start or self._text[start - 1] == "\n"  # most do not
        kicker = _KICKER.match(self._text, start) if opens_line else None
        if kicker is None or english.is_person_noun(kicker[2].lower()):
            return start
        words = [word.strip(",!").lower() for word in kicker[1].split()]
        named = len(words) == 2 and english.is_given_name(words[0])
        if named or words[0] in english.DETERMINERS or not english.ORGANIZATION_WORDS.isdisjoint(words):
            return start
        if any(english.in_country(word.capitalize()) for word in words):
            return start
        shouted = any(len(word) > _LONGEST_ACRONYM or self._is_common(word) for word in words)
        return kicker.end(1) if shouted else start

    def _is_common(self, word: str) -> bool:
        return len(word) >= _SHORTEST_SHOUT and (word in self.small or word.capitalize() in self.before)

    def in_headline(self, offset: int) -> bool:
        """Tell whether a character stands in a line in headline case."""
        text = self._text
        start = text.rfind("\n", max(0, offset - _LONGEST_HEADLINE), offset) + 1
        if not start and offset > _LONGEST_HEADLINE:
            return False
        if start not in self._headlines:
            stop = text.find("\n", start, start + _LONGEST_HEADLINE)
            stop = len(text) if stop < 0 else stop
            goes_on = text[stop - 1 : stop] == "," or text[stop + 1 : stop + 2].islower()  # a line of wrapped text
            self._headlines[start] = not goes_on and stop - start <= _LONGEST_HEADLINE and is_headline(text[start:stop])
        return self._headlines[start]


@functools.lru_cache(maxsize=16)  # of the articles that are parsed together, and again when they are resolved
def usage(text: str) -> Usage:
    """Return what a text shows of its words."""
    return Usage(text)


def is_headline(line: str) -> bool:
    """Tell whether nearly all words of a line are capitalized.

    Where it ends or leads in a sentence, it is all of them; in a long one "of", "after" and their like may be small.
    """
    if len(line) > _LONGEST_HEADLINE or not line or line[0] in "—–-":
        return False
    ended = line.rstrip()[-1:] in _SENTENCE_MARKS
    small = False
    for match in _SMALL_WORD.finditer(line) if ended else ():
        if match.group() not in _SMALL_IN_TITLES:
            return False  # most lines
        small = True
    long = [word for word in line.split() if word[0].isalpha() and len(word) > _SHORT_WORD]
    if small and len(long) <= _LONG_PHRASE:
        return False
    return len(long) >= _FEWEST_WORDS and sum(word[0].isupper() for word in long) > _CAPITALIZED_SHARE * len(long)


def plain(word: str) -> str:
    """Return a word without a possessive and the full stop of its sentence."""
    bare = word.rstrip(".")
    return bare[:-2] if bare.endswith(_OWNED) else bare


def is_known_surname(text: str, word: str) -> bool:
    """Tell whether a text names somebody in full whose name ends in a word: "Ann Cross" for "Cross"."""
    return usage(text).is_surname(word)


def in_headline(text: str, offset: int) -> bool:
    """Tell whether a character stands in a line in headline case."""
    return usage(text).in_headline(offset)


def kicker_end(text: str, start: int) -> int:
    """Return where the words in capitals before a line that begins at ``start`` end, or ``start``."""
    return usage(text).kicker_end(start)
