"""Write down the parse of the plainest sentences: a quotation alone, or beside a clause such as "Oduya said".

They leave a parser no choice, so it is not asked; their tokens look as if it had been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes import english
from quotes.detection import QuotedSpan
from quotes.parsing.reporting_clauses import Clause, clause_before, clause_behind, is_said
from quotes.parsing.sentences import Sentence

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_TOKEN = re.compile(r"[^\W_]+|(?:[^\w\s]_*){50,}|[^\w\s]")
"""A word or a mark; marks that a parser would not see whole either (see ``cutting``) are one token."""
_LEAD = re.compile(r"[\s,.?!]*")
_FINAL = frozenset(",.?!…—–-")
_TAGS = {
    **dict.fromkeys(english.DETERMINERS, ("DT", "det")),
    **dict.fromkeys(english.PREPOSITIONS_AND_SUBORDINATORS, ("IN", "prep")),
    **{"who": ("WP", "relcl"), "has": ("VBZ", "aux"), "had": ("VBD", "aux"), "have": ("VBP", "aux")},
}
_LINKS = frozenset({",", ":", ";", "—", "–"})


_NOUNS = english.PERSON_NOUNS | english.BODY_NOUNS


class Token(NamedTuple):
    """A token ``text[start:end]``: tag, dependency, and where its head starts.

    ``inside`` is the index of the span that it stands for, among those of the paragraph, or -1.
    """

    start: int
    end: int
    inside: int
    word: str
    tag: str
    dep: str
    head: int


def read_plain(text: str, sentence: Sentence, spans: Sequence[QuotedSpan]) -> list[Token] | None:
    """Return the tokens of a sentence that needs no parser, or None; one token stands for a quotation.

    ``spans`` are those of its paragraph.
    """
    held = range(sentence.first, sentence.last)
    if not 1 <= len(held) <= 2 or spans[sentence.first].partial:
        return None
    gaps = _gaps(sentence, spans)
    filled = [place for place, (start, end) in enumerate(gaps) if any(map(str.isalnum, text[start:end]))]
    if not filled and len(held) == 1:
        return [_quotation(spans[sentence.first], sentence.first, None)]
    if len(filled) != 1 or (len(held) == 2) != (filled == [1] and len(gaps) == 3):
        return None
    before = spans[sentence.first] if filled[0] else None
    clause = _clause(text, before, *gaps[filled[0]], between=len(held) == 2)
    if clause is None:
        return None
    quotations = [_quotation(spans[index], index, clause) for index in held]
    return sorted([*quotations, *_clause_tokens(text, clause), *_tail_tokens(text, clause, gaps[filled[0]][1])])


def read_unparsed(text: str, start: int, end: int, spans: Sequence[QuotedSpan]) -> list[Token]:
    """Return the tokens of ``text[start:end]`` as print shows them, none hanging on another, one for a quotation.

    Names, pronouns, verbs of speech and nouns for people and bodies have their tags; all else has none.
    """
    found: list[Token] = []
    for index, span in enumerate([*spans, None]):
        stop = end if span is None else span.outer_start
        for match in _TOKEN.finditer(text, start, stop):
            word = match.group()
            tag = _tag(word) if word[0].isalnum() else ""
            found.append(Token(*match.span(), -1, word, tag, "dep", match.start()))
        if span is not None:
            found.append(_quotation(span, index, None))
            start = span.outer_end
    return found


def _tag(word: str) -> str:
    lower = word.lower()
    if lower in english.SPEAKER_PRONOUNS:
        return "PRP"
    if english.reporting_strength(lower):
        return "VBD"
    if lower in _NOUNS:
        return "NN"
    return "NNP" if word[0].isupper() else ""


def _gaps(sentence: Sentence, spans: Sequence[QuotedSpan]) -> list[tuple[int, int]]:
    """Return what stands before, between and behind the quotations of a sentence."""
    held = spans[sentence.first : sentence.last]
    starts = [sentence.start, *(span.outer_end for span in held)]
    return list(zip(starts, [*(span.outer_start for span in held), sentence.end], strict=True))


def _clause(text: str, before: QuotedSpan | None, start: int, end: int, *, between: bool) -> Clause | None:
    """Return the reporting clause in a gap ``text[start:end]``, if nothing else there reports."""
    if before is None:
        return clause_before(text, start, end)
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    if text[before.end - 1] not in _FINAL and "," not in text[start:begin]:
        return None
    clause = clause_behind(text, begin, end)
    if clause is None:
        return None
    rest = text[clause.last : end].split()
    if between:
        return clause if len(rest) == 1 and rest[0] in _LINKS else None
    return None if "according" in rest or any(is_said(word.strip(",.")) for word in rest) else clause


def _quotation(span: QuotedSpan, index: int, clause: Clause | None) -> Token:
    """Return the token of a quotation: what the clause reports, or a sentence of its own."""
    dep, head = ("ccomp", clause.start) if clause else ("ROOT", span.outer_start)
    return Token(span.outer_start, span.outer_end, index, "is", "VBZ", dep, head)


def _clause_tokens(text: str, clause: Clause) -> Iterator[Token]:
    verb, subject = text[clause.start : clause.end], clause.subject
    yield Token(clause.start, clause.end, -1, verb, "VBZ" if verb.endswith("s") else "VBD", "ROOT", clause.start)
    words = [match.span() for match in _WORD.finditer(text, subject.start, subject.end)]
    head = words[-1][0]
    for start, end in words[:-1]:
        word = text[start:end]
        sort = _TAGS.get(word.lower(), ("NNP" if word[0].isupper() else "NN", "compound"))
        yield Token(start, end, -1, word, *sort, head)
    word = text[head : subject.end]
    noun = "NNS" if word.endswith("s") else "NN"
    tag = {"pronoun": "PRP", "name": "NNP", "phrase": noun}[subject.kind]
    yield Token(head, subject.end, -1, word, tag, "nsubj", clause.start)
    if subject.end < clause.start:
        yield from _words_between(text, clause)


def _words_between(text: str, clause: Clause) -> Iterator[Token]:
    """Yield the tokens between subject and verb; of an apposition, the commas and the first word."""
    found = list(_TOKEN.finditer(text, clause.subject.end, clause.start))
    for match in found if len(found) <= 3 else [*found[:2], found[-1]]:
        yield _aside(match, clause)


def _tail_tokens(text: str, clause: Clause, stop: int) -> Iterator[Token]:
    """Yield the token behind the clause, and the last mark of the gap."""
    match = _TOKEN.search(text, clause.last, stop)
    if match is None:
        return
    yield _aside(match, clause)
    final = len(text[:stop].rstrip()) - 1
    if final >= match.end() and not text[final].isalnum():
        yield Token(final, final + 1, -1, text[final], text[final], "punct", clause.start)


def _aside(match: re.Match[str], clause: Clause) -> Token:
    """Return the token of a word or mark beside the clause."""
    word = match.group()
    sort = ("NNP" if word[0].isupper() else "RB", "advmod") if word[0].isalnum() else (word, "punct")
    return Token(*match.span(), -1, word, *_TAGS.get(word, sort), clause.start)
