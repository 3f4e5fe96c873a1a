"""In which form gold names a speaker, and how far from the words: what the speaker score is broken down by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes import english
from quotes.detection import Paragraph
from quotes.gold import GoldQuote, Span
from quotes.names import is_organization

FORMS = ("name", "pronoun", "description", "organization", "unknown")
DISTANCES = ("same sentence", "same paragraph", "earlier paragraph", "later paragraph", "unknown")

_FORM_OF_TYPE = {
    "named_person": "name",
    "named_other": "organization",
    "pronoun": "pronoun",
    "nominal": "description",
}
_DISTANCE_OF_LOC = {
    "same_sentence": "same sentence",
    "same_paragraph": "same paragraph",
    "earlier_paragraph": "earlier paragraph",
    "later_paragraph": "later paragraph",
}

_HEAD_ENDS = re.compile(rf"[,(\n—–]| {english.one_of(english.LINKS | english.RELATIVES | {'and'})} ")
_STOP = re.compile(english.SENTENCE_END)


@dataclass(frozen=True, kw_only=True, slots=True)
class Circumstances:
    """The form of gold's mention of the speaker, one of ``FORMS``, and its distance, one of ``DISTANCES``."""

    form: str
    distance: str


def circumstances_of(quote: GoldQuote, text: str, paragraphs: Sequence[Paragraph]) -> Circumstances:
    """Return the circumstances as annotated, else as they are read off the text."""
    form = _FORM_OF_TYPE.get(quote.speaker_type or "") or form_of(quote.shown)
    distance = _DISTANCE_OF_LOC.get(quote.speaker_loc or "")
    if distance is None and quote.mention and text:
        distance = distance_of(text, paragraphs, quote.marked, quote.mention)
    return Circumstances(form=form, distance=distance or "unknown")


def form_of(words: str) -> str:
    """Return the form of a mention with all that belongs to it: "Ann Orr, who chairs the board" is a name."""
    tokens = words.split()
    if len(tokens) == 1 and tokens[0].lower() in english.MENTION_PRONOUNS:
        return "pronoun"
    head = _HEAD_ENDS.split(words.strip())[0].split()
    while len(head) > 1 and head[0].lower() in english.MENTION_DETERMINERS:
        head = head[1:]
    if not head:
        return "unknown"
    last = head[-1].removesuffix("'s").removesuffix("’s").strip(".,'’”\"")
    if not last[:1].isupper() or (last.lower() in english.PERSON_NOUNS and head[0] != tokens[0]):
        return "description"
    name = _own_name(head)
    return "organization" if name and is_organization(name) else "name"


def _own_name(head: Sequence[str]) -> str:
    """Return the words behind all that describes: "Ann Orr" of "City Hall press secretary Ann Orr"."""
    before = [i for i, word in enumerate(head) if word[:1].islower() or word.lower() in english.TITLES]
    return " ".join(head[before[-1] + 1 :] if before else head)


def distance_of(text: str, paragraphs: Sequence[Paragraph], quotation: Span, speaker: Span) -> str:
    """Return how far from a quotation, marks included, its speaker is named.

    A sentence ends at a full stop, question or exclamation mark between the two; one inside the quotation ends it
    only where it is a full stop and the speaker comes after.
    """
    starts = [paragraph.start for paragraph in paragraphs]
    first, last = (bisect_right(starts, place) for place in (quotation[0], max(quotation[0], quotation[1] - 1)))
    own = bisect_right(starts, speaker[0])
    if own < first:
        return "earlier paragraph"
    if own > last:
        return "later paragraph"
    return "same sentence" if _in_sentence(text, quotation, speaker) else "same paragraph"


def _in_sentence(text: str, quotation: Span, speaker: Span) -> bool:
    if speaker[0] >= quotation[1]:
        ended = text[: quotation[1] - 1].endswith(".")
        return not ended and not _stops(text[quotation[1] : speaker[0]])
    return not _stops(text[speaker[1] : quotation[0]])


def _stops(between: str) -> bool:
    """Tell whether a sentence ends in a span of text; an abbreviation's point ends none."""
    for stop in _STOP.finditer(between):
        before = between[: stop.start()].rpartition(" ")[2].lower()
        abbreviated = before in english.ABBREVIATIONS_IN_GOLD or len(before) == 1 or "." in before
        if not (stop.group() == "." and before and abbreviated):
            return True
    return False
