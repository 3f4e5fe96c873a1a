"""A quoted span: the one object that stands for quoted words from the scan of their marks to their record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from quotes.detection.marks import Family
from quotes.detection.paragraphs import Paragraph
from quotes.records import Kind, LeftoverReason, Reason


class Rejected(NamedTuple):
    """Why quoted words are no quotation: the reason, and what showed it."""

    reason: Reason
    detail: str


class Near(StrEnum):
    """What sort of word stands shortly before a span; the value is the name of the feature."""

    NAMING_VERB = "naming-verb-near"
    WORK_NOUN = "work-noun-near"
    WORD_NOUN = "word-noun-near"
    INTERFACE_VERB = "interface-verb-near"
    SO_CALLED = "so-called"


_INNER_CLOSING = frozenset("'\"’” ")
"""What may stand behind the last word of a quotation that ends with another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanFacts:
    """What the words of a span, and those around it, show without a parse.

    ``count`` is how many words it has, ``previous`` the class of the word right before it, "none" where there is none,
    ``inside_name`` whether it is a word or two with capitals between words with capitals: "Tomas “Bull” Herrera".
    """

    count: int
    case: Literal["lower", "capital", "title", "sentence", "mixed"]
    near: tuple[Near, ...]
    previous: str
    interface_label: bool
    link_line: bool
    capital_follows: bool
    inside_name: bool
    year_follows: bool
    fills_paragraph: bool


@dataclass(slots=True, eq=False, kw_only=True)
class QuotedSpan:
    """Quoted words ``text[start:end]``; the marks around them reach from ``outer_start`` to ``outer_end``.

    The scanner fills in where they stand: ``paragraph`` is the index of the paragraph; ``partial`` says that the marks
    hold only some words of the reporter's sentence, ``continues`` that the mark is re-opened in the next paragraph and
    the utterance runs on there, ``repaired`` that a missing mark was supplied, ``in_heading`` that a page sets the
    paragraph as a heading. Later stages fill in ``facts`` and ``features``, those of the text, and ``rejected`` as soon
    as one of them finds that it is no quotation.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    family: Family
    partial: bool = False
    continues: bool = False
    repaired: bool = False
    in_heading: bool = False
    facts: SpanFacts | None = None
    features: tuple[str, ...] = ()
    rejected: Rejected | None = None

    @property
    def kind(self) -> Kind:
        """Return the kind as records and models call it."""
        return "partial" if self.partial else "full"

    def last_of(self, text: str) -> str:
        """Return the character that ends the words: of “He said: ‘No.’” the full stop, not the inner mark."""
        end = self.end
        while end - 1 > self.start and text[end - 1] in _INNER_CLOSING:
            end -= 1
        return text[end - 1]


class Leftover(NamedTuple):
    """A span or mark that is no quotation of its own: nested in one, unpaired, or empty."""

    start: int
    end: int
    reason: LeftoverReason


def is_partial(text: str, paragraph: Paragraph, span: QuotedSpan) -> bool:
    """Tell whether the marks hold only some words of the reporter's sentence, not a whole utterance."""
    words = text[span.start : span.end]
    count = len(words.split())
    ends = words[-1] in ",.?!…—-" or text[span.outer_end : span.outer_end + 1] in {".", ","}
    starts = words[0].isupper() or any(letter.isupper() for letter in words[:3] if not words[0].isalpha())
    before = text[max(0, span.outer_start - 2) : span.outer_start].rstrip()[-1:]
    opens_sentence = span.outer_start == paragraph.start or before in ",:.?!”\"—–-'"
    if opens_sentence:
        return not ((starts or count >= 5) and (ends or count >= 8))
    return not (starts and ends and count >= 5)
