"""Whether an article is in English: what its row says of that, or else what its own words show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes import english

SUREST_ELSEWHERE = 0.5
"""The highest confidence in an article that is not in English: who is right there, at least (docs/model.md)."""

_TAG = re.compile(r"([a-z]{2,3})((?:[-_][a-z0-9]{1,8})*)", re.IGNORECASE | re.ASCII)
_ENGLISH = frozenset({"en", "eng"})
_MARKS = ".,;:!?…()[]—–-\"'“”‘’„«»"
_NO_ONE_LANGUAGE = frozenset("und mul mis zxx".split())
# Every language has words of one letter.
_FUNCTION_WORDS = frozenset(word for word in english.FUNCTION_WORDS if len(word) > 1)
_WORDS_FOR_ONE = 4
"""Words for each function word among them: English has two, and languages that share some of these words eight or more.

A text of which half is in English has four.
"""
_FOUND_BEFOREHAND = 2
"""Function words that every text is taken to have, so that few words do not tell."""
_TOO_FEW = _WORDS_FOR_ONE * _FOUND_BEFOREHAND
"""So many words cannot tell, whatever they are."""
_FEW = 2 * _TOO_FEW
"""So many words of the reporter's tell less than those that are quoted, too."""


def language_tag(value: str) -> str | None:
    """Return a BCP 47 tag as it is usually written, "en-GB" of "EN_gb"; None where a value is no such tag."""
    tag = _TAG.fullmatch(value.strip())
    if tag is None:
        return None
    return "-".join([tag[1].lower(), *map(_subtag, tag[2].replace("_", "-").split("-")[1:])])


def _subtag(part: str) -> str:
    """Return a region in capitals, a script with one, anything else in small letters."""
    if part.isalpha() and len(part) in {2, 4}:
        return part.upper() if len(part) == 2 else part.capitalize()
    return part.lower()


def is_english(text: str, language: str | None, quoted: Iterable[tuple[int, int]]) -> bool:
    """Say whether an article is in English: by its ``language`` where that is a tag of one, else by its words.

    Those outside the ``quoted`` spans, which are in text order, count: attribution reads the reporter's words. Where
    they are few, all words do; a text of too few to tell is taken for English.
    """
    primary = (language_tag(language or "") or "und").partition("-")[0]
    if primary not in _NO_ONE_LANGUAGE:
        return primary in _ENGLISH
    for part, few in (("".join(_outside(text, quoted)), _FEW), (text, _TOO_FEW)):
        if _is_in_other_letters(part):
            return False
        # Without a capital: names and headlines do not show what language they stand in.
        words = [word.strip(_MARKS) for word in part.split() if word.islower()]
        if len(words) > few:
            found = _FOUND_BEFOREHAND + sum(map(_FUNCTION_WORDS.__contains__, words))
            return found * _WORDS_FOR_ONE >= len(words)
    return True


def _outside(text: str, quoted: Iterable[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in quoted:
        yield text[at:start]
        at = end
    yield text[at:]


def _is_in_other_letters(text: str) -> bool:
    """Say whether most characters are none of English, as in Greek or Chinese, which may write no blanks."""
    others = len(text) - len(text.encode("ascii", "ignore"))
    return others > max(_TOO_FEW, len(text) // 2)
