"""What an article shows of a word: whether it is also written small, and which capitalized words stand before it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict

from quotes import english

_SMALL = re.compile(r"(?<![\w’'-])[a-z]{2,}(?:-[a-z]+)*(?![\w])")
_CAPITALIZED = re.compile(r"[^\W\d_a-z][\w\u0300-\u036f\u00ad]*(?:[-‑'’][\w\u0300-\u036f\u00ad]+)*\.?")
_OWNED = re.compile(r"['’]s$")
_LONGEST_HEADLINE = 200
_SHORT_WORD = 3
"""Letters of a word that a headline may leave small, as it does most articles and prepositions."""
_FEWEST_WORDS = 4
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
    def before(self) -> dict[str, Counter[str]]:
        """Capitalized word -> the capitalized words right before it and how often, "" for none; no headline counts."""
        text = self._text
        found: dict[str, Counter[str]] = defaultdict(Counter)
        word, end = "", -1
        for match in _CAPITALIZED.finditer(text):
            start = match.start()
            if self.in_headline(start):
                continue
            near = 0 < start - end <= 2 and text[end:start].isspace()
            first = word if near else ""
            word, end = match.group(), match.end()
            found[plain(word)][first] += 1
        return found

    def stands_alone(self, word: str) -> bool:
        """Tell whether a capitalized word stands somewhere without another one before it."""
        return word in self.before and "" in self.before[word]

    def is_surname(self, word: str, but: str = "") -> bool:
        """Tell whether a given name or an initial stands before a word somewhere, other than ``but``."""
        return word in self.before and any(
            first != but and (_is_initial(first) or english.is_given_name(first))
            for first in self.before[word]
            if first
        )

    def in_headline(self, offset: int) -> bool:
        """Tell whether a character stands in a line in headline case."""
        text = self._text
        start = text.rfind("\n", max(0, offset - _LONGEST_HEADLINE), offset) + 1
        if not start and offset > _LONGEST_HEADLINE:
            return False
        if start not in self._headlines:
            stop = text.find("\n", start, start + _LONGEST_HEADLINE)
            stop = len(text) if stop < 0 else stop
            self._headlines[start] = stop - start <= _LONGEST_HEADLINE and is_headline(text[start:stop])
        return self._headlines[start]


@functools.lru_cache(maxsize=8)
def usage(text: str) -> Usage:
    """Return what a text shows of its words."""
    return Usage(text)


def is_headline(line: str) -> bool:
    """Tell whether nearly all words of a line are capitalized; where it ends like a sentence, all of them."""
    words = [word for word in line.split() if word[:1].isalpha()]
    long = [word for word in words if len(word) > _SHORT_WORD]
    if len(long) < _FEWEST_WORDS or line[0] in "—–-":
        return False
    if line.rstrip()[-1] in '.?!”"’':
        return all(word[0].isupper() for word in words)
    return sum(word[0].isupper() for word in long) > _CAPITALIZED_SHARE * len(long)


def plain(word: str) -> str:
    """Return a word without a possessive and the full stop of its sentence."""
    return _OWNED.sub("", word.rstrip("."))


def _is_initial(word: str) -> bool:
    return len(word) <= 2 and word[0].isupper() and word.endswith(".")
