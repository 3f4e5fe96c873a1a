"""Tell which words stand for one name: "Kristin Wilkens" and "Kristen Wilkens", "Harbor Transit Authority (HTA)"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from quotes import english

_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_LONGEST_NAME = 160
_SHORTEST_VARIANT = 5


def stems(word: str) -> set[str]:
    """Return two parts of a word, of which it shares one with each that has one letter different, not the first."""
    return {word[:3], word[:1] + word[-2:]}


def variant_keys(tokens: Sequence[str]) -> Iterator[str]:
    """Yield keys of a name, of which it shares one with each of its variants: one word with a letter left out."""
    for place, token in enumerate(tokens):
        if len(token) >= _SHORTEST_VARIANT:
            before = "".join(f"{word} " for word in tokens[:place])
            behind = "".join(f" {word}" for word in tokens[place + 1 :])
            for key in {token, *(token[:i] + token[i + 1 :] for i in range(1, len(token)))}:
                yield f"{before}*{key}{behind}"


def is_variant(tokens: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether a name is another, or its surname, with one letter different."""
    if len(tokens) == 1 < len(known):
        return bool(english.gender_of(known[0])) and _is_one_letter_apart(tokens[0], known[-1])
    different = [(one, other) for one, other in zip(tokens, known, strict=False) if one != other]
    if len(tokens) != len(known) or len(tokens) < 2 or len(different) != 1:
        return False
    genders = {english.gender_of(tokens[0]), english.gender_of(known[0])} - {None}
    return len(genders) == 1 and _is_one_letter_apart(*different[0])  # neither Jan and Joan nor Korea and Korean


def _is_one_letter_apart(one: str, other: str) -> bool:
    """Tell whether long words differ by a letter put in, left out or replaced, not the first."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST_VARIANT or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    place = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[place + (len(short) == len(long)) :] == long[place + 1 :]


def abbreviations(text: str) -> dict[str, str]:
    """Return abbreviation -> full name for each "Harbor Transit Authority (HTA)" in the text."""
    found = {}
    for match in _BRACKETED.finditer(text):
        line = text[max(0, match.start() - _LONGEST_NAME) : match.start()].rpartition("\n")[2]
        words = list(itertools.takewhile(_may_be_abbreviated, reversed(line.split())))[::-1]
        initials = [word for word in words if word[0].isupper()]
        abbreviation = match.group(1)
        tail = initials[-len(abbreviation) :]
        if [word[0] for word in tail] == list(abbreviation):
            found[abbreviation] = " ".join(words[words.index(tail[0]) :])
    return found


def _may_be_abbreviated(word: str) -> bool:
    return word in english.LINKS_IN_NAMES or (
        word[0].isupper() and word.replace("'", "").replace("’", "").replace("-", "").isalnum()
    )
