"""Collect the mentions of people and bodies in a parsed paragraph: everything that could be a speaker.

Names are read off the characters (runs of capitalized words, with particles, initials and hyphens), because a parser
drops the name in "US Secretary of State Ann Orr" and splits "Seo Min-ja"; the parse only says where a name hangs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quotes import lexicon
from quotes.attribution.passages import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["name", "pronoun", "description", "organization"]

_PARTICLE = r"(?:de la|de los|de las|van der|van den|van de|von der|de|da|do|dos|das|del|della|der|den|di|du|la|le|van|von|bin|bint|ibn|al|el|abu|ter|ten|zu|y|e)"
_WORD = r"(?:(?:(?:al|el|an|ad|ash|as|at|ar|ould)[-‑]|[dDlL]['’]|O['’]|Mc|Mac)?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w]*(?:[-‑'’][\w]+)*)"
_INITIALS = r"(?:[A-Z]\.(?:\s?[A-Z]\.)*)"
_LINK = rf"(?:\s+(?:{_PARTICLE}\s+)?|\s+(?:al|el)[-‑])"
_ABBREVIATED = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Det|Insp|Supt|Rev|Fr|St|Hon|Cllr|Messrs)\.)"
_PART = rf"(?:{_ABBREVIATED}|{_INITIALS}|{_WORD})"
_NAME = re.compile(rf"(?<![\w@#/]){_PART}(?:{_LINK}{_PART})*(?:,? (?:Jr|Sr)\.)?")
_PARTY = re.compile(r"[RDI]-\w")
_OF_TITLE = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Dd]irector|[Cc]hief|[Hh]ead|[Cc]ommissioner|[Dd]epartment|[Cc]hair\w*) of (?:the )?$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_STOP_WORDS = frozenset(
    """
    a an the this that these those he she it they we i you his her its their our my your who what which when where why how
    but and or nor so yet if then else as at by for from in into of on onto off over under to up with without within about
    after before since until till while during against among between through across despite although though because
    however meanwhile moreover also still even just only not no yes there here now today yesterday tomorrow tonight
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    asked speaking according other others another some many most more all both each every any several few one two three
    four five six seven eight nine ten last next first second third once later earlier ago is are was were be been being am do does did has have had
    will would can could should may might must shall let asked like unlike instead perhaps maybe indeed finally again
    recently officially critics officials photo image video read related share advertisement
    """.split()
)
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_NOMINAL_TAGS = {"NN", "NNS", "NNP", "NNPS"}
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


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of capitalized words ``text[start:end]`` without the titles before it (``title_start``: with them)."""

    start: int
    end: int
    title_start: int

    def of(self, text: str) -> str:
        """Return the name's characters."""
        return text[self.start : self.end]


def find_names(text: str, start: int = 0, end: int | None = None) -> list[NameRun]:
    """Return the names in ``text[start:end]``, in order, found without a parse."""
    end = len(text) if end is None else end
    return [run for match in _NAME.finditer(text, start, end) for run in _runs(text, match.start(), match.end())]


def _runs(text: str, start: int, end: int) -> Iterator[NameRun]:
    """Yield the name in one match, its stop words and titles cut off."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    while words and _bare(text, words[0]) in _STOP_WORDS:
        words.pop(0)
    while words and _bare(text, words[-1]) in _STOP_WORDS:
        words.pop()
    if not words:
        return
    title_start, end = words[0][0], words[-1][1]
    last_title = max((i for i, word in enumerate(words) if _is_title(text, word)), default=-1)
    if 0 <= last_title < len(words) - 1:
        words = words[last_title + 1 :]
    if _OF_TITLE.search(text, max(0, words[0][0] - 24), words[0][0]):
        # Secretary of State Ann Orr: the department belongs to the title.
        while len(words) > 1 and (_bare(text, words[0]) in lexicon.DEPARTMENTS or _bare(text, words[0]) == "and"):
            words.pop(0)
    if possessive := _POSSESSIVE.search(text, words[0][0], end):
        end = possessive.start() if possessive.group() != "'" or text[possessive.start() - 1] == "s" else end
    if text[end - 1] == "." and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", text[words[0][0] : end]):
        end -= 1
    if _PARTY.match(text, words[0][0], end):
        return
    if end > words[0][0] and any(c.isalpha() for c in text[words[0][0] : end]):
        yield NameRun(words[0][0], end, title_start)


def _bare(text: str, word: tuple[int, int]) -> str:
    return text[word[0] : word[1]].rstrip(".,").lower()


def _is_title(text: str, word: tuple[int, int]) -> bool:
    return _bare(text, word) in lexicon.TITLES


def find_mentions(text: str, passage: Passage) -> list[Mention]:
    """Return the mentions outside quotations in one paragraph, in text order, none inside another."""
    mentions = [*_names(text, passage)]
    taken = {i for mention in mentions for i in range(mention.first, mention.head + 1)}
    mentions += _pronouns(passage)
    mentions += _descriptions(text, passage, taken)
    return _turn_round(passage, sorted(mentions, key=lambda mention: mention.start))


def _turn_round(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """Give a name between commas the place of the description before it: "a spokesman for the ministry, Ann Orr, said"."""
    doc = passage.doc
    result: list[Mention] = []
    for mention in mentions:
        described = next((other for other in reversed(result) if other.kind == "description"), None)
        if (
            mention.kind == "name"
            and described is not None
            and 0 < mention.first - described.head <= 14
            and doc[mention.first - 1].text == ","
            and mention.head + 1 < len(doc)
            and doc[mention.head + 1].text in {",", "."}
            and described.words.split()[-1].lower() in lexicon.PERSON_NOUNS
            and _only_complements(passage, described.head + 1, mention.first - 1)
        ):
            result = [other for other in result if other is not described]
            mention = replace(mention, anchor=described.anchor)
        result.append(mention)
    return result


def _only_complements(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the tokens between are a complement such as "for South Korea's defense ministry"."""
    tokens = passage.doc[start:end]
    return all(
        passage.inside[token.i] < 0 and not token.tag_.startswith("V") and token.text not in {",", ";", ":", "(", ")"}
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
        yield Mention(run.start, run.end, kind, words, first, last, _anchor(passage, head).i, False)


def _looks_like_name(passage: Passage, first: int, last: int) -> bool:
    """Tell a name from a capitalized common word at the start of a sentence."""
    tokens = passage.doc[first : last + 1]
    return any(token.tag_ in {"NNP", "NNPS"} for token in tokens) or (
        len(tokens) > 1 and any(token.tag_ in _NOMINAL_TAGS or token.tag_ == "FW" for token in tokens)
    )


def _modifies_noun(passage: Passage, head: Token, last: int) -> bool:
    """Tell whether a name only modifies the common noun behind it: "Senior US officials", "the Oduya campaign"."""
    if last + 1 >= len(passage.doc) or head.head.i <= last:
        return False
    following = passage.doc[last + 1]
    return head.dep_ in {"compound", "amod", "nmod", "npadvmod"} and following.tag_ in {"NN", "NNS", "JJ"}


def is_organization(words: str) -> bool:
    """Tell whether a name looks like a body's: an acronym, or with a word such as "Ministry" or "Inc"."""
    parts = [part.strip(".,").lower() for part in words.split()]
    if parts[0] == "the" or len(parts) == 1 and words.isupper() and 1 < len(words) <= 6 and words.isalpha():
        return True
    return any(part in lexicon.ORGANIZATION_WORDS for part in parts)


def _pronouns(passage: Passage) -> Iterator[Mention]:
    for token in passage.doc:
        lower = token.lower_
        if passage.inside[token.i] < 0 and lower in lexicon.SPEAKER_PRONOUNS and token.tag_ in {"PRP", "PRP$", "WP", "NNP", "CD", "NN"}:
            start, end = passage.starts[token.i], passage.ends[token.i]
            plural = lower in {"they", "we", "them", "us", "their", "our"}
            yield Mention(start, end, "pronoun", token.text, token.i, token.i, token.i, plural)


def _descriptions(text: str, passage: Passage, taken: set[int]) -> Iterator[Mention]:
    """Yield common noun phrases, from determiner to head noun; one that only introduces a name is left out."""
    for token in passage.doc:
        if token.tag_ not in {"NN", "NNS"} or token.i in taken or passage.inside[token.i] >= 0:
            continue
        if token.dep_ in {"compound", "nmod", "npadvmod"} or not token.text[0].isalpha():
            continue
        if any(child.i in taken and child.dep_ == "appos" and child.i - token.i < 4 for child in token.rights):
            continue
        first = token.i
        while first > 0 and passage.inside[first - 1] < 0 and _in_phrase(token.doc[first - 1], token, first):
            first -= 1
        if any(i in taken for i in range(first, token.i)) and token.lower_ not in lexicon.PERSON_NOUNS | lexicon.BODY_NOUNS:
            continue
        start, end = passage.starts[first], passage.ends[token.i]
        yield Mention(start, end, "description", text[start:end], first, token.i, token.i, token.tag_ == "NNS")


def _in_phrase(token: Token, head: Token, first: int) -> bool:
    return (head.is_ancestor(token) and token.dep_ not in {"punct", "cc", "relcl", "prep"} and token.tag_ not in {"IN", "TO", "CC"}) and (
        token.i == first - 1
    )


def _head(tokens: object) -> Token:
    """Return the token of a span whose head stands outside of it."""
    span = list(tokens)  # type: ignore[call-overload]
    inside = {token.i for token in span}
    for token in reversed(span):
        if token.head.i not in inside or token.head.i == token.i:
            return token  # type: ignore[no-any-return]
    return span[-1]  # type: ignore[no-any-return]


def _anchor(passage: Passage, token: Token) -> Token:
    """Return the token that holds a name's place in its sentence: the title before it, where the parse hangs it there."""
    for _ in range(3):
        head = token.head
        near = 0 < token.i - head.i <= 8 or 0 < head.i - token.i <= 3
        if token.dep_ in _NAME_LINKS and near and head.tag_ in _NOMINAL_TAGS and passage.inside[head.i] < 0:
            token = head
        else:
            break
    return token
