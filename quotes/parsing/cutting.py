"""Cut out what of an article must be parsed: sentences with quotations that are not plain, the long ones cut short.

A parser reads ``“It rained for a week and …,” Ms. Oduya said.`` better, and sooner, when the quoted words are few: only
how the quotation hangs in the reporter's sentence matters here. So the words between the marks are replaced by a
short stand-in before parsing, and every token keeps the offsets it has in the article.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.detection import Paragraph, QuotedSpan
from quotes.parsing.plain_sentences import Token, read_plain, read_unparsed
from quotes.parsing.sentences import Sentence, cut_sentences, has_reporting_word

_LONGEST = 6000
_MOST_PARSED = 30_000
"""Words and marks of an article that are parsed: some ten times as many stand in a novel of news prose, which takes
spaCy three seconds or so; only texts of a megabyte that are quotations throughout have more."""
_KEPT_WORDS = 6
_LONGEST_KEPT = 200
_STAND_IN = "That is so"
_LONGEST_LEAD = 600
"""Characters of a lead-in: a paragraph that introduces somebody in a sentence or three."""
_WORD = re.compile(r"\w+|[^\w\s]")
_PLURAL_OWNER = re.compile(r"(?<=\ws)’(?=\s\w)")
_RUN = re.compile(r"(?:[^\w\s]|_|(?<=['’])s){50,}")
_KEPT_OF_RUN = 20
"""Of marks without a blank between, so many at each end are read: spaCy's tokenizer takes quadratic time over them."""


@dataclass(frozen=True, slots=True)
class Window:
    """A paragraph ``text[own:end]`` that holds quoted spans; ``paragraph`` is its number in the article.

    What of the paragraph before leads in its quotation is read with it: ``text[start:own]``, empty for most.
    """

    paragraph: int
    start: int
    end: int
    spans: Sequence[QuotedSpan]
    own: int


@dataclass(frozen=True, slots=True)
class Cut:
    """What the parser reads of a window, with the places where its offsets jump, and what it need not read.

    ``jumps`` holds (offset in ``text``, offset in the article, index of the span in the window or -1), in order;
    ``plain`` the tokens of the sentences whose parse is known.
    """

    window: Window
    text: str
    jumps: list[tuple[int, int, int]]
    plain: list[Token]


def cut_windows(text: str, paragraphs: Sequence[Paragraph], spans: Iterable[QuotedSpan]) -> Iterator[Window]:
    """Yield every paragraph that holds one of the spans, with what leads in its quotation.

    A paragraph too long for a parser comes in pieces, cut between sentences and never inside a quotation.
    """
    last: QuotedSpan | None = None
    for number, group in itertools.groupby(spans, key=lambda span: span.paragraph):
        held = list(group)
        paragraph = paragraphs[number]
        start, position = paragraph.start, 0
        lead = _lead_start(text, paragraphs, held, last)
        while start < paragraph.end:
            stop, count = _window_end(text, start, paragraph.end, held, position)
            if count:
                begin = lead if start == paragraph.start else start
                yield Window(number, begin, stop, held[position : position + count], start)
            position += count
            start = stop
        last = held[-1]


def _lead_start(text: str, paragraphs: Sequence[Paragraph], held: Sequence[QuotedSpan], last: QuotedSpan | None) -> int:
    """Return where in the paragraph before begins what leads in a quotation that opens its own.

    That is the sentence before a colon ("The mayor wrote:"); before a paragraph of quotations alone, one without any.
    ``last`` is the quotation before.
    """
    number = held[0].paragraph
    own, before = paragraphs[number], paragraphs[number - 1] if number else None
    if before is None or held[0].in_heading or _has_word(text, own.start, held[0].outer_start):
        return own.start
    begin = max(before.start, before.end - _LONGEST_LEAD, last.outer_end if last else 0)
    if text[before.end - 1] == ":" and begin < before.end:
        return cut_sentences(text, begin, before.end, ())[-1].start
    stops = [*(span.outer_start for span in held[1:]), own.end]
    alone = not any(_has_word(text, span.outer_end, stop) for span, stop in zip(held, stops, strict=True))
    return before.start if alone and begin == before.start else own.start


def _has_word(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _window_end(text: str, start: int, end: int, held: Sequence[QuotedSpan], position: int) -> tuple[int, int]:
    """Return where the piece that begins at ``start`` ends, and how many spans from ``position`` on it holds."""
    limit, count = start + _LONGEST, 0
    while position + count < len(held) and held[position + count].outer_start < limit:
        count += 1
    if end <= limit:
        return end, len(held) - position
    last_end = held[position + count - 1].outer_end if count else start
    if last_end >= limit:
        return last_end, count
    stop = max(text.rfind(mark, max(last_end, start + 1), limit) for mark in (". ", "? ", "! ", "; ", " "))
    return (stop + 1 if stop > 0 else limit), count


def cut_all(text: str, windows: Iterable[Window]) -> Iterator[Cut]:
    """Yield what must be parsed of each window, up to so many words of an article; the rest is read as printed."""
    left = _MOST_PARSED
    for window in windows:
        one = cut(text, window) if left > 0 else None
        left -= len(_WORD.findall(one.text)) if one else 0
        if one is None or left < 0:
            one = Cut(window, "", [], read_unparsed(text, window.start, window.end, window.spans))
        yield one


def cut(text: str, window: Window) -> Cut:
    """Return what must be parsed of a window, with stand-ins for long quotations."""
    pieces: list[str] = []
    jumps: list[tuple[int, int, int]] = []
    length = 0

    def put(piece: str, origin: int, index: int) -> None:
        nonlocal length
        for start, end in _without_runs(piece):
            jumps.append((length, origin + start, index))
            pieces.append(piece[start:end])
            length += end - start

    plain, sentences = _sort_sentences(text, window)
    for sentence in sentences:
        position = sentence.start
        for index in range(sentence.first, sentence.last):
            span = window.spans[index]
            if position < window.own:
                put(_flatten(text[position : window.own].rstrip()), position, -1)  # without the blank line
                position = window.own
            put(_flatten(text[position : span.outer_start]), position, -1)
            if pieces and not pieces[-1][-1].isspace():
                put(" ", span.outer_start, -1)  # keeps the tokenizer from gluing the mark to a dash or bracket
            put('"', span.outer_start, index)
            put(_stand_in(text[span.start : span.end]), span.start, index)
            put('"', max(span.end, span.outer_end - 1), index)
            position = span.outer_end
        rest = text[position : sentence.end]
        if sentence.end == window.own:
            rest = rest.rstrip() + " "
        put(_flatten(rest), position, -1)
    return Cut(window, "".join(pieces), jumps, plain)


def _sort_sentences(text: str, window: Window) -> tuple[list[Token], list[Sentence]]:
    """Return the tokens of the plain sentences of a window, and the sentences that must be parsed.

    Those have a quotation; or lead in one, or stand next to one whose own sentence does not say who spoke.
    """
    spans = window.spans
    sentences = _sentences(text, window)
    read = [read_plain(text, sentence, spans) for sentence in sentences]
    open_ones = [
        sentence.holds_quotation and _is_open(text, sentences, place, spans) for place, sentence in enumerate(sentences)
    ]
    beside = [before or after for before, after in zip([False, *open_ones], [*open_ones[1:], False], strict=False)]
    parsed = [
        sentence
        for sentence, tokens, near in zip(sentences, read, beside, strict=True)
        if tokens is None and (sentence.holds_quotation or near or sentence.start < window.own)
    ]
    return [token for tokens in read if tokens for token in tokens], parsed


def _sentences(text: str, window: Window) -> list[Sentence]:
    """Return the sentences of a window; what leads in its quotation without a colon is none of the quotation's own."""
    if window.start == window.own or text[window.start : window.own].rstrip().endswith(":"):
        return cut_sentences(text, window.start, window.end, window.spans)
    lead = cut_sentences(text, window.start, window.own, ())
    return [*lead, *cut_sentences(text, window.own, window.end, window.spans)]


def _is_open(text: str, sentences: Sequence[Sentence], place: int, spans: Sequence[QuotedSpan]) -> bool:
    """Tell whether a sentence with a quotation leaves it to the sentences beside it who spoke."""
    carries_on = place > 0 and sentences[place - 1].holds_quotation
    return not carries_on and not has_reporting_word(text, sentences[place], spans)


def _without_runs(piece: str) -> Iterator[tuple[int, int]]:
    """Yield what to read of a piece: all but the middle of long runs of marks."""
    start = 0
    for run in _RUN.finditer(piece):
        yield start, run.start() + _KEPT_OF_RUN
        start = run.end() - _KEPT_OF_RUN
    if start < len(piece):
        yield start, len(piece)


def _flatten(piece: str) -> str:
    """Return the piece as a parser reads it best, every offset as it was.

    White space and control characters are one blank each; the apostrophe of "the bakers’ union" is straight, for the
    curly one is taken for a mark that closes.
    """
    if not piece.isprintable():
        piece = "".join(character if character.isprintable() else " " for character in piece)
    return _PLURAL_OWNER.sub("'", piece) if "’" in piece else piece


def _stand_in(words: str) -> str:
    """Return what the parser reads for quoted words: few words stay, an utterance becomes a clause of three."""
    if words.count(" ") < _KEPT_WORDS and len(words) <= _LONGEST_KEPT:
        return _flatten(words)
    final = words[-1] if words[-1] in ",.?!;:" else ""
    first = words[: words.find(" ")]
    if first[:1].isupper() or final:
        return _STAND_IN + final
    return _flatten(" ".join(words[:_LONGEST_KEPT].split()[:_KEPT_WORDS])) + final
