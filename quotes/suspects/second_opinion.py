"""Compare a row with what weights make of its article: how likely they take the row's person to be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotes import english
from quotes.clusters import name_words, same_entity
from quotes.records import Alternative, Quote, Rejection, Speaker
from quotes.suspects.doubt import Doubt

NOBODY_FOUND = 0.2
"""What it weighs that the weights find nobody where the row has somebody; they give no probability then."""
SET_ASIDE = 0.2
"""What it weighs that the weights set the words aside; they give no probability then."""
_ASIDE = {
    "title": "a title",
    "nickname": "a nickname",
    "term": "a term",
    "scare": "words that nobody said",
    "interface": "words of a page",
    "caption": "a caption",
    "nested": "a part of another quotation",
}
Opinion = Mapping[str, Quote | Rejection]
"""What weights make of an article: a record for each span, by its id."""


def doubts_of(row: Quote, opinion: Opinion, who: str) -> Iterator[Doubt]:
    """Yield the doubt that a second opinion casts on a row, if any; ``who`` is whose it is: "the model"."""
    found = opinion.get(row.id)
    if isinstance(found, Rejection):
        if found.reason in _ASIDE:
            yield Doubt(SET_ASIDE, f"{who} takes the words for {_ASIDE[found.reason]}")
        return
    if found is None:
        return
    if _is_same(row.speaker, found.speaker):
        return
    if found.speaker is None:
        yield Doubt(NOBODY_FOUND, f"{who} finds nobody who is said to have said it")
        return
    sure = found.attribution.confidence
    likely = sum(one.probability for one in found.attribution.alternatives if _is_same(row.speaker, one))
    said = f"{who} says {found.speaker.name or found.speaker.text}"
    yield Doubt(sure * (1 - likely), f"{said} ({_share(sure)}; the speaker given: {_share(likely)})")


def _is_same(one: Speaker | None, other: Speaker | Alternative | None) -> bool:
    """Tell whether two answers may come to the same person, by name where both have one, else by the mention.

    A pronoun behind which nobody has a name may mean anybody without one: "A man … he said".
    """
    nobody = other is None or other.text is None
    if one is None or nobody:
        return one is None and nobody
    assert other is not None
    if one.name and other.name:
        return same_entity(name_words(one.name), name_words(other.name))
    if not (one.name or other.name) and {one.text.lower(), str(other.text).lower()} & english.SPEAKER_PRONOUNS:
        return True
    assert other.start is not None
    assert other.end is not None
    return one.start < other.end and other.start < one.end


def _share(probability: float) -> str:
    return f"{probability:.2f}".removeprefix("0")
