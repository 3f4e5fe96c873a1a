"""Find the roles an article gives a person: "principal deputy spokesperson for the State Department".

A role stands next to a name (role_patterns.py), or in a lead or a sentence that takes the name up (role_references.py).
Of all roles that the article gives an entity, the one that says most is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quotes import english
from quotes.names import Entity, Name
from quotes.roles.parts import Phrase
from quotes.roles.patterns import (
    APPOSED,
    affiliation,
    after_name,
    before_clause,
    before_name,
    relative,
    skip_asides,
    turned_round,
    weighed,
)
from quotes.roles.phrases import noun_phrase, phrase_before
from quotes.roles.references import in_lead, taken_up
from quotes.roles.words import ArticleWords, is_plural

_COMPLEMENT = english.one_of((*english.LINKS - {"in", "to", "on"}, "close"))
_SURE = 9.6
_MOST_NAMES = 6
_FAR_BACK = 20_000


def entity_roles(article_words: ArticleWords, entity: Entity) -> Iterator[Phrase]:
    """Yield every role phrase next to a name of the entity; where none says an office, those that refer to it."""
    best, address = 0.0, _address(article_words.text, entity.full)
    for name in entity.names:
        if name.quoted or {address, _address(article_words.text, name)} == {"f", "m"}:
            continue  # Lady Orr's is not Sir Karl's
        before, after = article_words.around(name.start, name.end)
        for phrase in (*before_name(before), *turned_round(before, after), *after_name(before, after)):
            best = max(best, phrase.score)
            yield phrase
        yield from () if entity.body else affiliation(after)
    if not entity.body and " " in entity.full.words and best < _SURE:
        yield from in_lead(article_words, entity.names[0])
        for name in entity.names[:_MOST_NAMES]:
            if not name.quoted:
                yield from taken_up(article_words, name)


def _address(text: str, name: Name) -> str | None:
    """Return "f" or "m" where the word before a name is a form of address that tells: "Lady", "Sir"."""
    word = text[max(0, name.start - 10) : name.start].rsplit(None, 1)[-1:]
    lower = word[0].rstrip(".").lower() if word else ""
    if lower not in english.FORMS_OF_ADDRESS:
        return None
    return "f" if lower in english.FEMALE_WORDS else "m" if lower in english.MALE_WORDS else None


def group_roles(article_words: ArticleWords, start: int, end: int) -> Iterator[Phrase]:
    """Yield the role that joint speakers ``text[start:end]`` share: "the two commissioners, Ann Orr and Bo Ray"."""
    before, after = article_words.around(start, end)
    if before and before[-1].text == ",":
        stop = len(before) - 1
        chunk = phrase_before(before, stop, plural=True) or before_clause(before, stop, plural=True)
        if chunk is not None and is_plural(before[chunk.head]):
            yield from weighed(before, chunk, APPOSED)
    index = skip_asides(after, 0) + 1
    if index < len(after) and after[index - 1].text == ",":
        chunk = noun_phrase(after, index, plural=True)
        if after[index].lower == "who":
            yield from relative(after, index)
        elif chunk is not None and chunk.known and is_plural(after[chunk.head]):
            yield from weighed(after, chunk, APPOSED)


def description_role(article_words: ArticleWords, start: int, end: int, *, bare: bool = False) -> Phrase | None:
    """Return the role of somebody unnamed: the description itself, with what follows it ("officials at the port").

    A bare "the spokeswoman" takes up the fuller description before it ("a spokeswoman for the ferry line"). With
    ``bare``, what follows is left to the verb ("locked a student in the cellar"), and "woman" is no role.
    """
    text = article_words.text
    _, stop = article_words.paragraph_of(start)
    if bare or text.startswith(("'s ", "’s "), end):
        stop = end  # "her accountant's verdict"
    own = _described(article_words, start, end, stop)
    if bare and own is not None and text[own.start : own.end].lower() in english.NO_ROLES:
        return None
    if own is None or text[start : start + 4].lower() != "the " or " " in text[own.start : own.end]:
        return own
    head = re.escape(text[own.start : own.end])
    fuller_head = re.compile(rf"\b{head}(?= {_COMPLEMENT} )")
    for match in reversed(list(fuller_head.finditer(text, max(0, start - _FAR_BACK), start))):
        fuller = _described(article_words, match.start(), match.end(), start)
        if fuller is not None:
            return fuller
    return own


def _described(article_words: ArticleWords, start: int, end: int, stop: int) -> Phrase | None:
    words = article_words.between(start, min(stop, end + 160))
    chunk = noun_phrase(words, 0, plural=True)
    if chunk is None or words[chunk.head].end < end:
        return None
    return Phrase(words[chunk.first].start, words[chunk.end - 1].end)


def fullest(text: str, phrases: Iterable[Phrase]) -> Phrase | None:
    """Return the phrase that says most, the earlier of two that say as much; "former senator" goes before "senator"."""
    ranked = sorted(phrases, key=lambda phrase: (-phrase.score, phrase.start))
    if not ranked:
        return None
    best = text[ranked[0].start : ranked[0].end]
    former = (phrase for phrase in ranked if _is_former(text[phrase.start : phrase.end], best))
    return next(former, ranked[0])


def _is_former(words: str, best: str) -> bool:
    return words.endswith(" " + best) and words.split(maxsplit=1)[0].lower() in english.FORMER
