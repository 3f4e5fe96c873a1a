"""Say how much a role phrase is worth beside the entity's other roles: where it stands, what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes import english
from quotes.roles.parts import Phrase
from quotes.roles.words import CHILDREN, Chunk, Word

# What a role is worth before its words are counted, half a point each: in an apposition, a predicate, a clause.
APPOSED = 10.0
SERVING = 9.5
PREDICATED = 8.5
RESIGNED = 8.0
WORKING = 6.5
SHARED = 6.0
AFFILIATED = 1.0
_PER_WORD = 0.5
_LESS_IF_ONCE = 3.0
"""What ", once a defender at Hale Park," is worth less than the office of today before the name."""
_MOST_WORDS = 10


def weighed(
    words: Sequence[Word], chunk: Chunk, score: float, *, end: int | None = None, over: bool = False
) -> Iterator[Phrase]:
    """Yield the phrase of a chunk, worth less where it says less: "former …", "Republican", "Sister".

    With ``over`` the words around it say that the role is no longer held; "formerly" before it does as well.
    """
    first = chunk.first
    inside = [word.lower for word in words[first : chunk.end]]
    if english.NOT_YET & set(inside[: chunk.head - first]):
        return
    if words[chunk.head].lower in english.NO_ROLES or (
        inside[0] in english.FORMS_OF_ADDRESS and len(inside) == 2 and inside[1] != "justice"
    ):
        return
    while first < chunk.head and words[first].lower in english.FORMS_OF_ADDRESS | {"fellow"}:
        first += 1
    score -= 6.0 * (len(inside) == 1 and inside[0] in english.BARE_TITLES)
    score -= 3.0 * (not english.LOW_ROLES.isdisjoint({words[chunk.head].lower, words[chunk.head].lower[:-1]}))
    score -= 0.5 * (words[chunk.head].lower in english.NOBLE)
    score -= 2.0 * (not chunk.known)
    score -= 2.0 * bool(english.FORMER & set(inside[:2]))
    of_parents = [word.lower for word in words[chunk.head + 1 : chunk.head + 3]] in (["of", "a"], ["of", "an"])
    score -= 3.0 * (of_parents and words[chunk.head].lower.endswith(CHILDREN))  # "son of a miner and a nurse"
    opens = first
    while opens and words[opens - 1].lower in english.DETERMINERS:
        opens -= 1
    if not over and any(word.lower in english.NO_LONGER for word in words[max(0, opens - 1) : first]):
        score, over = score - _LESS_IF_ONCE, True
    yield measured(words, first, end or chunk.end, score, over=over)


def measured(words: Sequence[Word], first: int, end: int, score: float, *, over: bool = False) -> Phrase:
    """Return the phrase ``words[first:end]``, worth more the more words it has."""
    return Phrase(words[first].start, words[end - 1].end, score + _PER_WORD * min(end - first, _MOST_WORDS), over)
