"""Write down the parse of the plainest sentences: a quotation alone, or beside a clause such as "Oduya said".

What stands there leaves a parser no choice, so it is not asked; the tokens look as if it had been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.attribution.reporting_clauses import Clause, clause_before, clause_behind, is_said
from quotes.attribution.sentences import Sentence
from quotes.detection.scanner import Stretch

_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_LEAD = re.compile(r"[\s,.?!]*")
_TAIL = re.compile(r"\s*([^\W_]+|[^\w\s])")
_FINAL = frozenset(",.?!…—–-")
_PREPOSITIONS = frozenset("of in on at during after before as while to from with for by about without through".split())
_TAGS = {"who": "WP", "when": "WRB", "last": "JJ", "this": "DT", "has": "VBZ", "had": "VBD", "have": "VBP"}
_DETERMINERS = frozenset("the a an his her its their one another".split())


class Token(NamedTuple):
    """A token ``text[start:end]``: the stretch it stands for or -1, tag, dependency, and where its head starts."""

    start: int
    end: int
    inside: int
    word: str
    tag: str
    dep: str
    head: int


def read_plain(
    text: str, sentence: Sentence, stretches: Sequence[Stretch], partial: Sequence[bool], offset: int
) -> list[Token] | None:
    """Return the tokens of a sentence that needs no parser, or None; one token stands for a quotation.

    ``offset`` is the index of ``stretches[0]`` among the article's; ``partial`` tells, for each of those, whether it is
    a part of the reporter's sentence.
    """
    held = range(sentence.first, sentence.last)
    if not 1 <= len(held) <= 2:
        return None
    gaps = _gaps(sentence, stretches)
    filled = [i for i, (start, end) in enumerate(gaps) if any(map(str.isalnum, text[start:end]))]
    if len(filled) > 1 or (not filled and len(held) > 1) or partial[offset + sentence.first]:
        return None
    if not filled:
        return [_quotation(stretches[sentence.first], offset + sentence.first, None)]
    place = filled[0]
    clause = _clause(text, gaps, place, stretches, sentence)
    if clause is None or (len(held) > 1) != (0 < place < len(gaps) - 1):
        return None
    tokens = [_quotation(stretches[i], offset + i, clause.start) for i in held]
    tokens += _clause_tokens(text, clause)
    tokens += _tail_tokens(text, clause, gaps[place][1])
    return sorted(tokens)


def _gaps(sentence: Sentence, stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return what stands before, between and behind the quotations of a sentence."""
    inner = [
        edge
        for stretch in stretches[sentence.first : sentence.last]
        for edge in (stretch.outer_start, stretch.outer_end)
    ]
    edges = [sentence.start, *inner, sentence.end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _clause(
    text: str, gaps: Sequence[tuple[int, int]], place: int, stretches: Sequence[Stretch], sentence: Sentence
) -> Clause | None:
    """Return the reporting clause in one gap, if there is nothing else that could report."""
    start, end = gaps[place]
    if place == 0:
        return clause_before(text, start, end)
    before = stretches[sentence.first + place - 1]
    lead = _LEAD.match(text, start, end)
    begin = lead.end() if lead else start
    if text[before.end - 1] not in _FINAL and text[start:begin].strip()[:1] != ",":
        return None
    clause = clause_behind(text, begin, end)
    if clause is None:
        return None
    rest = text[clause.last : end].strip()
    words = rest.split()
    if "according" in words or any(is_said(word.strip(",.")) for word in words):
        return None
    if place < len(gaps) - 1 and rest not in {",", ":", ";", "—", "–"}:
        return None
    return clause


def _quotation(stretch: Stretch, index: int, verb: int | None) -> Token:
    """Return the token of a quotation, the object of the verb that starts at ``verb``, or a sentence of its own."""
    dep, head = ("ROOT", stretch.outer_start) if verb is None else ("ccomp", verb)
    return Token(stretch.outer_start, stretch.outer_end, index, "is", "VBZ", dep, head)


def _clause_tokens(text: str, clause: Clause) -> Iterator[Token]:
    verb, subject = text[clause.start : clause.end], clause.subject
    yield Token(clause.start, clause.end, -1, verb, "VBZ" if verb.endswith("s") else "VBD", "ROOT", clause.start)
    words = [match.span() for match in _WORDS.finditer(text, subject.start, subject.end)]
    head = words[-1][0]
    for start, end in words[:-1]:
        word = text[start:end]
        tag = "DT" if word.lower() in _DETERMINERS else "NNP" if word[0].isupper() else "NN"
        yield Token(start, end, -1, word, tag, "det" if tag == "DT" else "compound", head)
    word = text[head : subject.end]
    tag = (
        "PRP"
        if subject.kind == "pronoun"
        else "NNP"
        if subject.kind == "name"
        else "NNS"
        if word.endswith("s")
        else "NN"
    )
    yield Token(head, subject.end, -1, word, tag, "nsubj", clause.start)
    for start, end in _between(text, subject.end, clause.start):
        yield Token(start, end, -1, text[start:end], *_sort(text[start:end]), clause.start)


def _between(text, start, end):
    """Yield the words between subject and verb; of an apposition the commas and its first word."""
    spans = [m.span() for m in _TAIL.finditer(text, start, end)] if start < end else []
    spans = [m.span(1) for m in _TAIL.finditer(text, start, end)] if start < end else []
    yield from spans if len(spans) <= 3 else [*spans[:2], spans[-1]]


def _tail_tokens(text: str, clause: Clause, stop: int) -> Iterator[Token]:
    """Yield the token behind the clause, and the full stop of the sentence."""
    match = _TAIL.match(text, clause.last, stop)
    if match is None:
        return
    yield Token(*match.span(1), -1, match.group(1), *_sort(match.group(1)), clause.start)
    final = len(text[:stop].rstrip()) - 1
    if final >= match.end() and text[final] in ".?!":
        yield Token(final, final + 1, -1, text[final], text[final], "punct", clause.start)


def _sort(word: str) -> tuple[str, str]:
    """Return tag and dependency of a word beside the clause."""
    if not word[0].isalnum():
        return word, "punct"
    if word in _PREPOSITIONS:
        return "IN", "prep"
    return _TAGS.get(word, "NNP" if word[0].isupper() else "RB"), "advmod"
