"""Collect the mentions of people and bodies in a parsed paragraph: everything that could be a speaker.

Names are read off the characters, because a parser drops the name in "US Secretary of State Ann Orr" and splits
"Seo Min-ja"; the parse only says where a name hangs in its sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quotes import lexicon
from quotes.attribution.name_runs import find_names, is_organization
from quotes.attribution.passages import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["name", "pronoun", "description", "organization", "group"]

_NOMINAL_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_LONGEST_COMPLEMENT = 14
_NAME_LINKS = {"appos", "compound", "nmod", "flat", "name", "nn"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention ``text[start:end]`` in a paragraph.

    ``first`` and ``head`` are token indices of its paragraph's parse, ``anchor`` the token that holds its place in
    the sentence: for a name behind a title that the parser took for the head, the title.
    """

    start: int
    end: int
    kind: Kind
    words: str
    first: int
    head: int
    anchor: int
    plural: bool


def find_mentions(text: str, passage: Passage) -> list[Mention]:
    """Return the mentions outside quotations in one paragraph, in text order, none inside another."""
    mentions = [*_names(text, passage)]
    taken = {i for mention in mentions for i in range(mention.first, mention.head + 1)}
    mentions += _pronouns(passage)
    mentions += _descriptions(text, passage, taken)
    return _turn_round(passage, sorted(mentions, key=lambda mention: mention.start))


def _turn_round(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """Give a name between commas the place of the description before it: "a spokesman for the line, Ann Orr, said"."""
    result: list[Mention] = []
    for mention in mentions:
        described = _turned_round(passage, mention, result)
        if described is not None:
            result = [other for other in result if other is not described]
            result.append(replace(mention, anchor=described.anchor))
        else:
            result.append(mention)
    return result


def _turned_round(passage: Passage, mention: Mention, before: list[Mention]) -> Mention | None:
    """Return the description of a person that a name between commas follows, only its complement in between."""
    doc, behind = passage.doc, mention.head + 1
    if mention.kind != "name" or not mention.first or doc[mention.first - 1].text != ",":
        return None
    if behind >= len(doc) or doc[behind].text not in {",", "."}:
        return None
    for other in reversed(before):
        if mention.first - other.head > _LONGEST_COMPLEMENT:
            break
        is_person = other.words.split()[-1].lower() in lexicon.PERSON_NOUNS | lexicon.TITLES
        if other.kind == "description" and is_person and _only_complements(passage, other.head + 1, mention.first - 1):
            return other
    return None


def _only_complements(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the tokens between are a complement such as "for South Korea's defense ministry"."""
    tokens = passage.doc[start:end]
    return all(
        passage.inside[token.i] < 0 and not token.tag_.startswith("V") and token.text not in {",", ";", ":"}
        for token in tokens
    ) and (not len(tokens) or tokens[0].tag_ == "IN")


def _names(text: str, passage: Passage) -> Iterator[Mention]:
    for run in find_names(text, passage.start, passage.end):
        first = bisect_left(passage.ends, run.start + 1)
        last = bisect_left(passage.starts, run.end) - 1
        if not 0 <= first <= last < len(passage.doc) or passage.inside[first] >= 0 or passage.inside[last] >= 0:
            continue
        head = _head(passage.doc[first : last + 1])
        if not _looks_like_name(passage, first, last) or _modifies_noun(passage, head, last):
            continue
        words = run.of(text)
        kind: Kind = "organization" if is_organization(words) else "name"
        if run.is_title(text):
            kind = "description"
        yield Mention(run.start, run.end, kind, words, first, last, _anchor(passage, head).i, False)


def _looks_like_name(passage: Passage, first: int, last: int) -> bool:
    """Tell a name from a capitalized common word at the start of a sentence, or in a label ("REYES: …")."""
    tokens = passage.doc[first : last + 1]
    if any(token.tag_ in {"NNP", "NNPS"} for token in tokens):
        return True
    if len(tokens) > 1 and any(token.tag_ in _NOMINAL_TAGS or token.tag_ == "FW" for token in tokens):
        return True
    following = passage.doc[last + 1].text if last + 1 < len(passage.doc) else ""
    opens = first == 0 or (passage.inside[first - 1] < 0 and passage.doc[first - 1].text in ".?!:;—–")
    return (tokens[0].is_upper and following == ":") or (not opens and tokens[0].tag_ in _NOMINAL_TAGS | {"FW", "JJ"})


def _modifies_noun(passage: Passage, head: Token, last: int) -> bool:
    """Tell whether a name only modifies the common noun behind it: "Senior US officials", "the Oduya campaign"."""
    if last + 1 >= len(passage.doc) or head.head.i <= last:
        return False
    following = passage.doc[last + 1]
    return head.dep_ in {"compound", "amod", "nmod", "npadvmod"} and following.tag_ in {"NN", "NNS", "JJ"}


def _pronouns(passage: Passage) -> Iterator[Mention]:
    for token in passage.doc:
        lower = token.lower_
        if (
            passage.inside[token.i] < 0
            and lower in lexicon.SPEAKER_PRONOUNS
            and token.tag_ in {"PRP", "PRP$", "WP", "NNP", "CD", "NN"}
            and token.dep_ not in {"nummod", "compound", "det"}
        ):
            start, end = passage.starts[token.i], passage.ends[token.i]
            plural = lower in {"they", "we", "them", "us", "their", "our"}
            yield Mention(start, end, "pronoun", token.text, token.i, token.i, token.i, plural)


def _descriptions(text: str, passage: Passage, taken: set[int]) -> Iterator[Mention]:
    """Yield common noun phrases, from determiner to head noun; one that only introduces a name is left out."""
    for token in passage.doc:
        if token.i in taken or passage.inside[token.i] >= 0:
            continue
        if token.lower_ in lexicon.INDEFINITES and token.dep_ in {"nsubj", "nsubjpass"}:
            start, end = passage.starts[token.i], passage.ends[token.i]
            yield Mention(start, end, "description", token.text, token.i, token.i, token.i, token.lower_ != "another")
        if token.tag_ not in {"NN", "NNS"}:
            continue
        if token.dep_ in {"compound", "nmod", "npadvmod"} or not token.text[0].isalpha():
            continue
        if any(child.i in taken and child.dep_ == "appos" and child.i - token.i < 4 for child in token.rights):
            continue
        first = token.i
        while first > 0 and passage.inside[first - 1] < 0 and _in_phrase(token.doc[first - 1], token, first):
            first -= 1
        if (
            any(i in taken for i in range(first, token.i))
            and token.lower_ not in lexicon.PERSON_NOUNS | lexicon.BODY_NOUNS
        ):
            continue
        start, end = passage.starts[first], passage.ends[token.i]
        yield Mention(start, end, "description", text[start:end], first, token.i, token.i, token.tag_ == "NNS")


def _in_phrase(token: Token, head: Token, first: int) -> bool:
    if token.text == "-" and not token.whitespace_ and token.i + 1 < len(token.doc):
        return True  # "the two-term president"
    return (
        head.is_ancestor(token)
        and token.dep_ not in {"punct", "cc", "relcl", "prep"}
        and token.tag_ not in {"IN", "TO", "CC"}
    ) and (token.i == first - 1)


def _head(tokens: object) -> Token:
    """Return the token of a span whose head stands outside of it."""
    span = list(tokens)  # type: ignore[call-overload]
    inside = {token.i for token in span}
    for token in reversed(span):
        if token.head.i not in inside or token.head.i == token.i:
            return token  # type: ignore[no-any-return]
    return span[-1]  # type: ignore[no-any-return]


def _anchor(passage: Passage, token: Token) -> Token:
    """Return the token that holds a name's place in its sentence: the title before it, if the parse hangs it there."""
    for _ in range(3):
        head = token.head
        near = 0 < token.i - head.i <= 8 or 0 < head.i - token.i <= 3
        if token.dep_ in _NAME_LINKS and near and head.tag_ in _NOMINAL_TAGS and passage.inside[head.i] < 0:
            token = head
        else:
            break
    return token
