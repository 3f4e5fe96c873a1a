"""Find the roles an article gives a person: "principal deputy spokesperson for the State Department".

A role stands before a name (before.py), behind it (behind.py, predicates.py), or in another sentence (references.py,
taking_up.py).
Of all roles that the article gives an entity, the one that says most is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes import english
from quotes.names import Entity, Name, in_headline, is_known_surname
from quotes.roles.before import before_clause, before_name, shared, turned_round
from quotes.roles.behind import affiliation, after_name, skip_asides
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase, phrase_before
from quotes.roles.predicates import relative
from quotes.roles.protagonist import SEARCHED, Story, called
from quotes.roles.references import (
    below_title,
    by_pronoun,
    in_lead,
    introduced,
    is_subject,
    names_somebody,
    stands_alone,
    under_heading,
)
from quotes.roles.taking_up import taken_up
from quotes.roles.unlisted import speaking_noun
from quotes.roles.weights import APPOSED, weighed
from quotes.roles.words import FAR_BACK, ArticleWords, Chunk, Word, is_plural

_SAID_BY_SOMEBODY = english.REPORTING_NOUNS - english.DOCUMENT_NOUNS | {"verdict", "advice"}
_COMPLEMENT = english.one_of((*english.LINKS - {"in", "to", "on"}, "close"))
_SURE = 9.6
_MOST_NAMES = 6
_NEAR_BACK = 400
_SAYS_WITHOUT_NAME = re.compile(r"\b(?:[Aa]n?|[Oo]ne) (?=[A-Za-z])|(?:(?<=[.?!”\"’'] )|(?<=\n)|\A)(?=[A-Z][a-z]+s\b)")
_COMES_IN = re.compile(r"(?:(?<=[.?!”\"’'] )|(?<=\n)|\A)(?=(?:An?|One|His|Her|Their|My|Our) [A-Za-z0-9])")
_ONE = re.compile(r"\b(?:[Oo]ne|An?) (?=[A-Za-z])")
_HALF_OF_SEAT = re.compile(r"(?:^|[.?!:;,“”\"‘’(\n]\s*|\b[a-z][\w’'-]* )([A-Z][\w-]+) and $")
_LONGEST_HALF = 40
_OWN_WORDS = re.compile(r"(.+)['’]s (\w+)$")


def entity_roles(article_words: ArticleWords, entity: Entity) -> Iterator[Phrase]:
    """Yield every role phrase next to a name of the entity; where none says an office, those that refer to it."""
    best, address = 0.0, _address(article_words.text, entity.full)
    gender = address or english.gender_of(entity.full.words.split()[0])
    for name in entity.names:
        if (
            name.quoted
            or in_headline(article_words.text, name.start)
            or {address, _address(article_words.text, name)} == {"f", "m"}
        ):
            continue  # Lady Orr's is not Sir Karl's
        before, after = article_words.around(name.start, name.end)
        titles = (_whole_seat(article_words.text, title) for title in before_name(before, after))
        beside = (*titles, *turned_round(before, after), *shared(before, after, gender))
        for phrase in (*beside, *after_name(before, after)):
            best = max(best, phrase.score)
            yield phrase
        yield from () if entity.body else affiliation(after)
    if not entity.body and " " in entity.full.words and best < _SURE:
        yield from in_lead(article_words, entity)
        for name in entity.names[:_MOST_NAMES]:
            if not name.quoted:
                yield from taken_up(article_words, name, gender)
            if not name.quoted and (name.subject or stands_alone(article_words, name)):
                yield from by_pronoun(article_words, name, gender)
    if not entity.body and best < _SURE:
        yield from introduced(article_words, entity.full)
        yield from under_heading(article_words, entity.names[0])
        yield from below_title(article_words, entity.names[0])


def _whole_seat(text: str, role: Phrase) -> Phrase:
    """Return a legislator's role with the whole name of the seat: "[Fells and] Dales MP", not "Orr and Dales MP"."""
    half = _HALF_OF_SEAT.search(text, max(0, role.start - _LONGEST_HALF), role.start)
    if half is None or is_known_surname(text, half[1]) or english.is_given_name(half[1]):
        return role
    place, _, office = text[role.start : role.end].rpartition(" ")
    named = place[:1].isupper() and english.CATEGORY_OF_NOUN.get(office.lower()) == "legislator"
    return replace(role, start=half.start(1)) if named else role


def protagonist_roles(article_words: ArticleWords, entity: Entity, others: Iterable[Name]) -> Iterator[Phrase]:
    """Yield what an article calls whom it is about, without the name; ``others`` are the names of everybody else."""
    early = [[name for name in names if name.start < SEARCHED] for names in (entity.names, others)]
    gender = _address(article_words.text, entity.full) or english.gender_of(entity.full.words.split()[0])
    return called(article_words, Story(entity.full, early[0], early[1], gender))


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
    if own is None and (words := _OWN_WORDS.match(text, start, end)) and words[2] in _SAID_BY_SOMEBODY:
        return _described(article_words, start, words.end(1), words.end(1))  # "her accountant's verdict"
    if own is not None and (bare or own.end == end) and _says_little(text[own.start : own.end], bare=bare):
        return None
    if own is None or text[start : start + 4].lower() != "the ":
        return own
    return _fuller(article_words, own) or own


def _fuller(article_words: ArticleWords, own: Phrase) -> Phrase | None:
    """Return the fuller description that "the spokeswoman", or "the man", takes up."""
    text, start = article_words.text, own.start
    words = text[start : own.end]
    if words.rpartition(" ")[2].lower() in english.ANYBODY_NOUNS and (came_in := _came_in(article_words, own)):
        return came_in
    if " " in words:
        return None
    fuller_head = re.compile(rf"\b{re.escape(words)}(?= {_COMPLEMENT} )")
    found = reversed(list(fuller_head.finditer(text, max(0, start - FAR_BACK), start)))
    fuller = (_described(article_words, match.start(), match.end(), start) for match in found)
    return next(filter(None, fuller), None)


def _came_in(article_words: ArticleWords, own: Phrase) -> Phrase | None:
    """Return as whom "the man" came in, not far before, with no one named since: "A Kell plumber rang. …"."""
    text, paragraphs = article_words.text, article_words.paragraphs
    first = paragraphs[max(0, article_words.paragraph_number(own.start) - 1)].start
    gender = english.gender_of_noun(text[own.start : own.end].rpartition(" ")[2].lower())
    for match in reversed(list(_COMES_IN.finditer(text, max(first, own.start - _NEAR_BACK), own.start))):
        words = article_words.between(match.end(), own.start)
        chunk = noun_phrase(words, 0)
        if chunk is None or not chunk.known or article_words.is_quoted(match.end()):
            continue
        of_gender = english.gender_of_noun(words[chunk.head].lower) in {None, gender}
        if of_gender and is_subject(words, chunk, kin=True):
            named = names_somebody(article_words, words[chunk.end].start, own.start)
            return None if named else Phrase(words[chunk.first].start, words[chunk.end - 1].end)
    return None


def _says_little(words: str, *, bare: bool) -> bool:
    """Tell whether a description alone is no role: "woman" where ``bare``, and several of whom no more is said."""
    lower = words.lower()
    if lower in english.NO_ROLES:
        return bare
    if not lower.isalpha() or not lower.endswith(("s", "men")):
        return False
    return english.role_noun(lower) not in {None, lower} or english.is_person_noun(lower.removesuffix("s"))


def member_role(article_words: ArticleWords, start: int) -> Phrase | None:
    """Return the role of "another" at ``start``: what the "one" before is, "One diner said …, another …".

    What several are called alone, "Fans were split. One said …", is no role.
    """
    text = article_words.text
    number = article_words.paragraph_number(start)
    first = max(article_words.paragraphs[max(0, number - 1)][0], start - _NEAR_BACK)
    for match in reversed(list(_ONE.finditer(text, first, start))):
        words = article_words.between(match.end(), min(start, match.end() + 160))
        chunk = noun_phrase(words, 0)
        if chunk is None or not chunk.known or article_words.is_quoted(match.end()):
            continue
        goes_on = chunk.end < len(words) and words[chunk.end].text.isalpha()
        verb = text[first : match.start()].rsplit(None, 1)[-1:]  # "wrote one fan."
        speaks = goes_on or (verb and english.reporting_strength(verb[0].lower()) is not None)
        if speaks and words[chunk.head].lower not in english.NO_ROLES:
            return Phrase(words[chunk.first].start, words[chunk.head].end)
    return None


def told_before(article_words: ArticleWords, start: int) -> Phrase | None:
    """Return the role of whom "they" takes up: "A spokesperson for the line said it was sorry. “…,” they said"."""
    text, paragraphs = article_words.text, article_words.paragraphs
    first = paragraphs[max(0, article_words.paragraph_number(start) - 1)].start
    for match in reversed(list(_SAYS_WITHOUT_NAME.finditer(text, max(first, start - _NEAR_BACK), start))):
        words = article_words.between(match.end(), min(start, match.end() + 160))
        chunk = noun_phrase(words, 0, plural=True)
        if chunk is None or not chunk.known or article_words.is_quoted(match.end()) or chunk.end >= len(words):
            continue
        head = words[chunk.head]
        alone = chunk.end == chunk.head + 1 and (is_plural(head) or head.lower in english.VAGUE_PERSONS)
        if not alone and english.reporting_strength(words[chunk.end].lower) is not None:
            return Phrase(words[chunk.first].start, words[chunk.end - 1].end)
    return None


def _described(article_words: ArticleWords, start: int, end: int, stop: int) -> Phrase | None:
    words = article_words.between(start, min(stop, end + 160))
    chunk = noun_phrase(words, 0, plural=True)
    if chunk is None or words[chunk.head].start >= end:
        inside = article_words.between(start, end)  # "a neighbor waves"
        if (own := noun_phrase(inside, 0, plural=True)) is not None:
            words, chunk = inside, own
    if chunk is None and _speaks(article_words.text, start, end):
        chunk = speaking_noun(words, end)
    if chunk is None or words[_last_head(words, chunk, end)].end < end:
        return None
    return Phrase(words[chunk.first].start, words[chunk.end - 1].end)


def _last_head(words: Sequence[Word], chunk: Chunk, end: int) -> int:
    """Return the head before ``end``, that of the second role where two are one's: "the plumber and ex-[mayor] of"."""
    heads = range(chunk.head, chunk.end)
    joined = any(words[i].lower == "and" and words[i].start < end for i in heads)
    return max((i for i in heads if words[i].start < end), default=chunk.head) if joined else chunk.head


def _speaks(text: str, start: int, end: int) -> bool:
    """Tell whether a reporting verb stands right beside "the mason": "says the mason", "the mason said"."""
    beside = (*text[max(0, start - 20) : start].rsplit(None, 1)[-1:], *text[end : end + 20].split(None, 1)[:1])
    return any(word.strip(",.:") in english.REPORTING_FORMS for word in beside)


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
