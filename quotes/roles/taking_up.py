"""Read the role by which a sentence, or a clause, takes up somebody named before: "Orr smiled. The engineer said"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.names import Name
from quotes.roles.parts import Phrase
from quotes.roles.phrases import noun_phrase
from quotes.roles.predicates import relative
from quotes.roles.references import (
    FARTHEST,
    NEVER_NAMED,
    OPENERS,
    OPENING,
    SENTENCE_STOP,
    SUBORDINATE,
    acts,
    is_aged,
    is_subject,
    names_somebody,
    owning,
    stands_alone,
    tells,
)
from quotes.roles.weights import weighed
from quotes.roles.words import FAR_BACK, ArticleWords, Chunk, Word, is_age, is_possessive

_TAKEN_UP = 5.0
_TAKES_UP = re.compile(
    rf"(?:(?<=,) {english.one_of(english.CONJUNCTIONS | {'and', 'so'})} |(?<=[.?!”\"’'])\s+"
    rf"(?:{OPENERS} |({SUBORDINATE})|(?:Instead|Meanwhile|Eventually),? |"
    r"[A-Z][a-z]+ed [^.?!:;“”\"\n]{1,80}, |sa(?:id|ys) |"
    r"(?:At|In|On) (?:[\w’'-]+ ){0,2}[\w’'-]+,? |"
    r"(?:[\w’'-]+ ){1,4}(?:on|later|ago), )?)(?=(?:The|An?|the) )"
)
_BEHIND_QUOTATION = re.compile(r"[,.?!][”\"’'] [^.?!]*$")
_AGENT = re.compile(r"\bby (?:an?|the)\b")
"""Who, or what, "was hit by a van" tells of: "the driver" is its."""
_OPENING_MARK = re.compile(r"[“\"‘]")
_SAID_OF_KNOWN = english.AGES | english.EPITHETS


def taken_up(article_words: ArticleWords, name: Name, gender: str | None) -> Iterator[Phrase]:
    """Yield the role by which one of the next sentences takes a name up: "Brandt smiled. The engineer, 43, said".

    A clause does it, too: "Brandt said little, although the Kell engineer did smile". Behind the next paragraph only an
    age tells that it is the same one.
    """
    text, paragraphs = article_words.text, article_words.paragraphs
    if _owns_somebody(article_words, name):
        return
    near_stop, stop = (paragraphs[min(name.paragraph + far, len(paragraphs) - 1)].end for far in (1, 2))
    for start in _TAKES_UP.finditer(text, name.end, min(stop, name.end + FARTHEST)):
        if names_somebody(article_words, name.end, start.end(1) if start[1] else start.start()):
            return
        if article_words.is_quoted(start.end()):
            continue
        words = article_words.between(start.end(), min(stop, start.end() + FARTHEST))
        if aged := list(_behind_age(words)):
            yield from aged
            return
        words = words if noun_phrase(words, 0) else owning(words)  # "The senior goalie's save won it"
        chunk = noun_phrase(words, 0)
        if chunk is None or not chunk.known or english.gender_of_noun(words[chunk.head].lower) not in {None, gender}:
            continue
        if words[0].lower != "the" or _is_pronouns(words, chunk):
            if _goes_on_with_pronoun(words, chunk):
                yield from weighed(words, chunk, OPENING)
        elif (
            start.end() < near_stop or is_aged(words, chunk) or _is_sole(article_words, name, words, chunk)
        ) and _is_meant(article_words, name, words, chunk):
            yield from weighed(words, chunk, _TAKEN_UP)
            return


def _owns_somebody(article_words: ArticleWords, name: Name) -> bool:
    """Tell whether "Orr's brother" may be meant, or "Ray" of "Ray took Orr's bus", not so before "Orr's bus left"."""
    if not article_words.text.startswith(("'s ", "’s "), name.end):
        return False
    chunk = noun_phrase(article_words.between(name.end + 3, name.end + FARTHEST), 0, plural=True)
    return (chunk is not None and chunk.known) or not stands_alone(article_words, name)


def _behind_age(words: Sequence[Word]) -> Iterator[Phrase]:
    """Yield the role behind an age: "The 76-year-old, a retired [cook], had", "The teenager, who [cooks at Kell]"."""
    if len(words) < 4 or not (is_age(words[1]) or words[1].lower in english.AGES) or words[2].text != ",":
        return
    if words[3].lower == "who":
        yield from relative(words, 3)
    chunk = noun_phrase(words, 3)
    if chunk is not None and chunk.known and chunk.end < len(words) and words[chunk.end].lower in {",", ".", "who"}:
        yield from weighed(words, chunk, OPENING)


def _goes_on_with_pronoun(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether "A retired judge elected in 2022, he …" goes on with a pronoun."""
    stop = next((i for i in range(chunk.end, len(words)) if words[i].text in {".", "?", "!"}), len(words))
    return any(
        words[i].text == "," and words[i + 1].text in {"he", "she"} for i in range(chunk.end, max(chunk.end, stop - 1))
    )


def _is_pronouns(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether the pronoun stands right behind a description: "The manager of the store, she …"."""
    following = words[chunk.end : chunk.end + 2]
    return len(following) > 1 and following[0].text == "," and following[1].text in {"he", "she"}


def _is_meant(article_words: ArticleWords, name: Name, words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether "the …" is the subject of its clause, and who is named before.

    In the sentence behind that may be kin, and "the coach's wife"; further on, these are others.
    """
    if not _goes_on_from(article_words, name, words[0].start):
        owned = any(is_possessive(word) for word in words[chunk.first : chunk.head])
        return tells(words, chunk) and not owned and is_subject(words, chunk, kin=is_aged(words, chunk))
    told = tells(words, chunk) or _is_new(article_words, name, words[chunk.head])
    return told and is_subject(words, chunk, kin=True)


def _is_sole(article_words: ArticleWords, name: Name, words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether nobody came in as "a nurse" since a name, behind which "the area nurse" is two paragraphs on."""
    head = words[chunk.head]
    came_in = re.compile(rf"{english.brought_in(head.lower, 3)}\b", re.IGNORECASE)
    return tells(words, chunk) and came_in.search(article_words.text, name.end, words[0].start) is None


def _goes_on_from(article_words: ArticleWords, name: Name, place: int) -> bool:
    """Tell whether what begins at ``place`` goes on from the sentence of a name, in which nobody is quoted."""
    start = max(article_words.paragraphs[name.paragraph].start, name.title_start - FARTHEST)
    if _BEHIND_QUOTATION.search(article_words.text, start, name.title_start):
        return False
    between = article_words.text[name.end : place]
    return _OPENING_MARK.search(between) is None and len(SENTENCE_STOP.findall(between)) < 2


def _is_new(article_words: ArticleWords, name: Name, head: Word) -> bool:
    """Tell whether "the technician", of whom nothing was said yet, can only be who acts before."""
    if head.lower in english.LOW_ROLES or english.CATEGORY_OF_NOUN.get(head.lower) in NEVER_NAMED:
        return False
    if not (acts(article_words, name) or head.lower in _SAID_OF_KNOWN):
        return False
    if _AGENT.search(article_words.text, name.end, head.start):
        return False
    noun = re.compile(rf"\b{re.escape(head.lower)}", re.IGNORECASE)
    return noun.search(article_words.text, max(0, head.start - FAR_BACK), head.start) is None
