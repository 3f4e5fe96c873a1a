"""Pair quotation marks into quoted spans, without a model and in time linear in the text.

A mark without its partner costs at most its own paragraph. Quotations inside quotations are not spans of their
own; they are reported as leftovers, as are unpaired marks, so that nothing disappears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from quotes import english
from quotes.detection.marks import ENDS_CLAUSE, Family, Mark, find_marks
from quotes.detection.paragraphs import Paragraph, find_paragraphs
from quotes.detection.spans import Leftover, QuotedSpan, is_partial

_OUTER: tuple[Family, ...] = ("double", "angle", "corner")
_DEEPEST = 50
_LONGEST_JOINED = 4000
_WORD = re.compile(r"[^\W_]")
_UNCLOSED_TAIL = re.compile(
    rf"[,.!?] (?:[^\s,.]+ ){{0,4}}{english.one_of(english.UNCLOSED_TAIL_WORDS)}\b[^“\"]{{0,80}}$"
)
_SAID_LAST = re.compile(rf"[,!?] (?:[^\s,.]+ ){{1,3}}{english.one_of(english.REPORTING_FORMS)}\.$")
_LEADS_IN = {"", ",", ":"}
_LEADS = _LEADS_IN | set('.!?…—–-)”"')


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scanner saw in a text; spans and leftovers in text order."""

    paragraphs: list[Paragraph]
    spans: list[QuotedSpan]
    leftovers: list[Leftover]


def scan(text: str, headings: Sequence[int] | None = None) -> Scan:
    """Return the paragraphs and the outermost quoted spans of a text; ``headings`` are the offsets of its headings."""
    known = frozenset(headings or ())
    paragraphs, marks = _join_open(find_paragraphs(text, headings), text, known)
    single_first = _prefers_single(marks)
    spans: list[QuotedSpan] = []
    leftovers: list[Leftover] = []
    for index, paragraph in enumerate(paragraphs):
        if not marks[index]:
            continue
        heads = paragraph.start in known
        following = marks[index + 1] if index + 1 < len(paragraphs) and not heads else []
        if following and paragraphs[index + 1].start in known:
            following = []
        reopened = bool(following) and following[0].can_open and following[0].start == paragraphs[index + 1].start
        pairs, unpaired = _pair_paragraph(marks[index], single_first)
        tail = _take_unclosed(text, paragraph, unpaired, pairs, reopened)
        head = _take_unopened(text, paragraph, unpaired, pairs, bool(spans) and spans[-1].paragraph == index - 1)
        leftovers.extend(Leftover(mark.start, mark.end, "unpaired") for mark in unpaired if mark.firm)
        for opening, closing in _outermost(text, [*head, *pairs, *tail], leftovers):
            runs_on = reopened and closing.start == closing.end == paragraph.end
            spans.append(_span(text, paragraph, index, opening, closing, runs_on))
            spans[-1].in_heading = heads
    leftovers.sort(key=lambda leftover: leftover.start)
    return Scan(paragraphs, spans, leftovers)


def _join_open(found: Sequence[Paragraph], text: str, headings: Set[int]) -> tuple[list[Paragraph], list[list[Mark]]]:
    """Return the paragraphs and their marks; some are one where a quotation opened in the first closes in the last.

    That is where the last double mark of the first is left open, none stands in those between, and the first one of the
    last only closes: a writer who does not re-open marks, or line breaks inside an utterance.
    """
    paragraphs: list[Paragraph] = []
    marks: list[list[Mark]] = []
    left_open: int | None = None
    for one in found:
        paragraph, here = one, find_marks(text, one.start, one.end)
        doubles = [mark for mark in here if mark.family == "double"]
        if paragraph.start in headings:
            left_open = None
        elif left_open is not None and doubles and _closes(doubles[0], adjacent=left_open == len(paragraphs) - 1):
            start = paragraphs[left_open].start
            if paragraph.end - start <= _LONGEST_JOINED:
                here = [mark for held in marks[left_open:] for mark in held] + here
                paragraph = Paragraph(start, paragraph.end)
                del paragraphs[left_open:], marks[left_open:]
        if doubles and paragraph.start not in headings:
            left_open = len(paragraphs) if _is_left_open(doubles) else None
        paragraphs.append(paragraph)
        marks.append(here)
    return paragraphs, marks


def _closes(mark: Mark, *, adjacent: bool) -> bool:
    """Tell whether a mark closes what a paragraph before has left open; further below, it must be no inch mark."""
    return mark.can_close and not mark.can_open and (adjacent or mark.firm)


def _is_left_open(doubles: Sequence[Mark]) -> bool:
    """Tell whether the last of the double marks opens and none closes it."""
    return bool(doubles) and doubles[-1].can_open and not doubles[-1].can_close


def _prefers_single(marks: Sequence[Sequence[Mark]]) -> bool:
    """Tell whether single marks are the outer ones (British style): pairs of them outnumber the double marks."""
    single = sum(_closes_firmly(pair) for paragraph in marks for pair in _pair_single(paragraph)[0])
    double = sum(mark.family in _OUTER and mark.can_open for paragraph in marks for mark in paragraph)
    return single > double


def _closes_firmly(pair: tuple[Mark, Mark]) -> bool:
    return pair[1].firm and pair[1].start - pair[0].end > 8


def _pair_paragraph(marks: Sequence[Mark], single_first: bool) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Return the pairs of one paragraph and the unpaired marks; the outer family first, the other in the gaps."""
    if single_first:
        pairs, unpaired = _pair_single(marks)
        outside = [mark for mark in _outside(marks, pairs) if mark.family in _OUTER]
        more, rest = _pair_nested(outside)
        return pairs + more, sorted(unpaired + rest, key=lambda mark: mark.start)
    pairs, unpaired = _pair_nested(marks)
    more, _ = _pair_single(_outside(marks, pairs))
    return pairs + more, unpaired


def _pair_nested(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Pair marks that nest, each family with a stack of its own."""
    pairs: list[tuple[Mark, Mark]] = []
    unpaired: list[Mark] = []
    stacks: dict[Family, list[Mark]] = {family: [] for family in _OUTER}
    overtaken = _overtaken(marks)
    for mark in marks:
        if mark.family == "single" or mark.start in overtaken:
            continue
        stack = stacks[mark.family]
        if mark.can_close and stack:
            pairs.append((stack.pop(), mark))
        elif mark.can_open:
            stack.append(mark)
        else:
            unpaired.append(mark)
    unpaired.extend(mark for stack in stacks.values() for mark in stack)
    return sorted(pairs, key=lambda pair: pair[0].start), sorted(unpaired, key=lambda mark: mark.start)


def _pair_single(marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Pair single marks, which do not nest; a possessive's apostrophe closes only where no better mark follows."""
    pairs: list[tuple[Mark, Mark]] = []
    opening: Mark | None = None
    unpaired: list[Mark] = []
    overtaken = _overtaken(marks)
    for mark in marks:
        if mark.family != "single" or mark.start in overtaken:
            continue
        if opening is None:
            opening = mark if mark.can_open else None
        elif mark.can_close:
            pairs.append((opening, mark))
            opening = None
        else:
            unpaired.append(opening)
            opening = mark
    if opening is not None:
        unpaired.append(opening)
    return pairs, unpaired


def _overtaken(marks: Sequence[Mark]) -> set[int]:
    """Return the places of marks that may be apostrophes or inches, where a sure closing mark comes next."""
    overtaken: set[int] = set()
    closes_next: dict[Family, bool] = {}
    for mark in reversed(marks):
        if mark.firm:
            closes_next[mark.family] = not mark.can_open
        elif closes_next.get(mark.family, False):
            overtaken.add(mark.start)
    return overtaken


def _outside(marks: Sequence[Mark], pairs: Sequence[tuple[Mark, Mark]]) -> list[Mark]:
    """Return the marks that stand in none of the pairs; both in text order."""
    outside = []
    position, reach = 0, -1
    for mark in marks:
        while position < len(pairs) and pairs[position][0].start <= mark.start:
            reach = max(reach, pairs[position][1].end)
            position += 1
        if mark.start >= reach:
            outside.append(mark)
    return outside


def _take_unclosed(
    text: str, paragraph: Paragraph, unpaired: list[Mark], pairs: list[tuple[Mark, Mark]], reopened: bool
) -> list[tuple[Mark, Mark]]:
    """Close the paragraph's last opening mark at its end, where the utterance runs on or nothing else is quoted."""
    if not unpaired or not unpaired[-1].can_open or (unpaired[-1].family == "single" and not reopened):
        return []
    opening = unpaired[-1]
    if any(pair[1].end > opening.start and pair[0].family == opening.family for pair in pairs):
        return []
    lead = text[max(paragraph.start, opening.start - 4) : opening.start].rstrip()[-1:]
    opens_sentence = lead in _LEADS and text[opening.end : opening.end + 1].isupper()
    # Words within the reporter's sentence run on where they end a clause of the speaker's: should “push back now.
    carried_on = reopened and text[opening.start] != "'" and text[paragraph.end - 1] in ENDS_CLAUSE
    if lead not in (_LEADS if reopened else _LEADS_IN) and not opens_sentence and not carried_on:
        return []
    said = (_SAID_LAST if reopened else _UNCLOSED_TAIL).search(text, opening.end, paragraph.end)
    end = said.start() + 1 if said else paragraph.end
    unpaired.pop()
    return [(opening, Mark(end, end, opening.family, False, True))]


def _take_unopened(
    text: str, paragraph: Paragraph, unpaired: list[Mark], pairs: list[tuple[Mark, Mark]], may_continue: bool
) -> list[tuple[Mark, Mark]]:
    """Open at the paragraph's start what its first mark closes behind a comma or a full stop."""
    if not unpaired or unpaired[0].can_open or unpaired[0].family == "single":
        return []
    closing = unpaired[0]
    if text[closing.start - 1] not in ",.!?" or any(pair[0].start < closing.start for pair in pairs):
        return []
    if not may_continue and closing.start - paragraph.start < 12:
        return []
    unpaired.pop(0)
    return [(Mark(paragraph.start, paragraph.start, closing.family, True, False), closing)]


def _outermost(text: str, pairs: Sequence[tuple[Mark, Mark]], leftovers: list[Leftover]) -> Iterator[tuple[Mark, Mark]]:
    """Yield the pairs that hold words and stand in no other; report the others, down to a depth."""
    word, empty_to = -1, -1
    ends: list[int] = []
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        while ends and ends[-1] <= opening.start:
            ends.pop()
        if word < opening.end:
            following = _WORD.search(text, opening.end)
            word = following.start() if following else len(text)
        if word >= closing.start:
            if closing.end > empty_to:
                empty_to = closing.end
                leftovers.append(Leftover(opening.start, closing.end, "empty"))
        elif not ends:
            ends.append(closing.end)
            yield opening, closing
        elif closing.end <= ends[0]:
            if len(ends) <= _DEEPEST:
                leftovers.append(Leftover(*_trim(text, opening.end, closing.start), "nested"))
            ends.append(min(closing.end, ends[-1]))
        else:
            # Marks of two families that cross: « so “ it » goes ”.
            crossing = (mark for mark in (opening, closing) if mark.start < mark.end)
            leftovers.extend(Leftover(mark.start, mark.end, "unpaired") for mark in crossing)


def _span(text: str, paragraph: Paragraph, index: int, opening: Mark, closing: Mark, continues: bool) -> QuotedSpan:
    start, end = _trim(text, opening.end, closing.start)
    repaired = closing.start == closing.end or opening.start == opening.end
    span = QuotedSpan(
        start=start,
        end=end,
        outer_start=opening.start,
        outer_end=closing.end,
        paragraph=index,
        family=opening.family,
        continues=continues,
        repaired=repaired and not continues,
    )
    span.partial = is_partial(text, paragraph, span)
    return span


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends; it holds a word."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
