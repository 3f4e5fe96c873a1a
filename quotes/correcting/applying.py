"""Put the decisions of people in place of the detector's, article by article."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from quotes import english
from quotes.correcting.agreeing import agree, standing
from quotes.correcting.locating import Located, Span, locate
from quotes.dataset.corrections import Correction, Field
from quotes.dataset.release import short
from quotes.detection import Layout, find_paragraphs
from quotes.errors import QuotesWarning, RecordError
from quotes.names import find_names, is_organization
from quotes.pages import link_to
from quotes.recording import context_of
from quotes.records import (
    Article,
    Attribution,
    Cue,
    Detected,
    Detection,
    Form,
    Quote,
    Rejection,
    Review,
    Role,
    Speaker,
    record_id,
)
from quotes.roles import Phrase, make_role

ROLE_PARTS: tuple[Field, ...] = ("title", "organization", "category", "status")
"""What is given of a role where it is not what its words give."""

Passing = TypeVar("Passing")


def _warn(message: str) -> None:
    warnings.warn(message, QuotesWarning, stacklevel=2)


class Corrections:
    """Decisions of people, in order; what of them cannot be applied is a QuotesWarning each, and is kept.

    ``kept`` is all of them, each with its place in the article once that has come by.
    """

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.kept = list(corrections)
        self._by_digest: dict[str, list[int]] = {}
        self._met: set[str] = set()
        for number, one in enumerate(self.kept):
            self._by_digest.setdefault(one.digest, []).append(number)

    @property
    def digests(self) -> frozenset[str]:
        """Return the digests of the articles that they are of."""
        return frozenset(self._by_digest)

    def apply(self, detections: Iterable[Detection | Passing]) -> Iterator[Detection | Passing]:
        """Yield each article with its decisions in place; at the end, tell of those whose article has not come.

        What is no detection is passed on: who has made it has looked at ``digests``.
        """
        for detection in detections:
            yield self._apply(detection) if isinstance(detection, Detection) else detection
        for digest, numbers in self._by_digest.items():
            for number in numbers if digest not in self._met else ():
                one = self.kept[number]
                article = f"article {one.article_id!r}" if one.article_id else "its article"
                _warn(f"{one.where}: {article} is not among the articles, or its text has changed; it is kept")

    def _apply(self, detection: Detection) -> Detection:
        return put_in_place(detection, self.decided(detection))

    def decided(self, detection: Detection) -> list[Located]:
        """Return the decisions on an article that hold, at most one a span."""
        digest = detection.article.digest
        numbers = self._by_digest.get(digest, ())
        if numbers:
            self._met.add(digest)
        located = []
        for number in numbers:
            try:
                one = locate(self.kept[number], detection.article.text)
            except RecordError as error:
                _warn(str(error))
                continue
            located.append(one)
            self.kept[number] = replace(one.correction, start=one.span[0], end=one.span[1])
        return list(self._agreed(located))

    def _agreed(self, located: Iterable[Located]) -> Iterator[Located]:
        """Yield one decision a span: of one reviewer the last, of several none where they disagree unsettled."""
        by_span: dict[Span, list[Located]] = {}
        for one in located:
            by_span.setdefault(one.span, []).append(one)
        for of_span in by_span.values():
            found = {id(one.correction): one for one in of_span}
            stand = [found[id(one)] for one in standing(one.correction for one in of_span)]
            differing = next((other for other in stand[1:] if not agree(stand[0], other)), None)
            if differing is None:
                yield from stand[:1]
                continue
            _warn(_disagreement(stand[0].correction, differing.correction))


def _disagreement(one: Correction, other: Correction) -> str:
    who = f"{other.reviewer} disagrees with {one.reviewer} ({one.where}) on {short(other.text)}"
    return f'{other.where}: {who}; neither is applied until a line with "settles": true decides'


def put_in_place(detection: Detection, decided: Sequence[Located]) -> Detection:
    """Return an article with decisions in place of what was detected."""
    if not decided:
        return detection
    article = detection.article
    layout = Layout(article.text, find_paragraphs(article.text, article.headings), [])
    spans = {one.span for one in decided}
    taken = [one.span for one in decided if one.correction.decision != "no_quotation"]
    before = {(quote.start, quote.end): quote for quote in detection.quotes}
    quotes = {
        span: quote
        for span, quote in before.items()
        if span in spans or not any(start < span[1] and span[0] < end for start, end in taken)
    }
    rejected = {(span.start, span.end): span for span in detection.rejected}
    for one in decided:
        if one.correction.decision == "no_quotation":
            quotes.pop(one.span, None)
            rejected[one.span] = _rejection(article, one)
        else:
            rejected.pop(one.span, None)
            quotes[one.span] = _quote(layout, article, one, before.get(one.span), detection.quotes)
    ordered = _united(article, [quotes[span] for span in sorted(quotes)], decided)
    return replace(detection, quotes=tuple(ordered), rejected=tuple(rejected[span] for span in sorted(rejected)))


def _rejection(article: Article, one: Located) -> Rejection:
    start, end = one.span
    return Rejection(
        id=record_id(article.digest, start, end),
        article_id=article.id,
        text=article.text[start:end],
        start=start,
        end=end,
        reason=one.correction.reason,
        detail=_decided_by(one.correction),
    )


def _quote(layout: Layout, article: Article, one: Located, old: Quote | None, quotes: Sequence[Quote]) -> Quote:
    """Return the quotation as decided; what is not given stays, or is that of the same person in the article."""
    correction, (start, end) = one.correction, one.span
    given = correction.given
    speaker = old.speaker if old else None
    if "speaker" in given:
        speaker = None if one.speaker is None else _speaker(article.text, one.speaker, old)
    if speaker is not None and one.name is not None:
        name = " ".join(article.text[slice(*one.name)].split())
        speaker = replace(speaker, name=name, name_start=one.name[0], name_end=one.name[1])
    elif speaker is not None and "name" in given:
        speaker = replace(speaker, name=None, name_start=None, name_end=None)
    elif speaker is not None and "speaker" in given and speaker.name is None:
        speaker = _named(speaker, quotes)
    role = old.role if old and (speaker is None or (old.speaker and old.speaker.name == speaker.name)) else None
    if "role" in given:
        role = None if one.role is None else _role(article.text, one.role, old)
    elif role is None and speaker is not None and speaker.name is not None:
        role = next((q.role for q in quotes if q.role and q.speaker and q.speaker.name == speaker.name), None)
    if role is not None:
        role = replace(role, **{part: given[part] for part in ROLE_PARTS if part in given})  # type: ignore[arg-type]
    cue = old.cue if old else None
    if "cue" in given:
        cue = None if one.cue is None else _cue(article.text, one.cue, old)
    return Quote(
        id=record_id(article.digest, start, end),
        article_id=article.id,
        text=article.text[start:end],
        start=start,
        end=end,
        kind=given.get("kind") or (old.kind if old else "full"),  # type: ignore[arg-type]
        utterance_id=old.utterance_id if old else record_id(article.digest, start, end),
        speaker=speaker,
        role=role if speaker else None,
        cue=cue,
        attribution=attribution_by(correction),
        context=context_of(layout, one.span, speaker, cue),
        review=review_by(correction),
        detected=detected_of(old),
        source=article.source,
        published=article.published,
        url=article.url,
        link=link_to(article.url, article.text, start, end),
    )


def attribution_by(correction: Correction) -> Attribution:
    """Return the attribution of a quotation that a person decided on."""
    return Attribution(method="reviewed", confidence=1.0, reasons=(_decided_by(correction),))


def review_by(correction: Correction) -> Review:
    """Return who decided, when and how."""
    return Review(reviewer=correction.reviewer, decided=correction.decided, decision=correction.verdict)


def _decided_by(correction: Correction) -> str:
    return f"decided by {correction.reviewer}"


def detected_of(old: Quote | None) -> Detected | None:
    """Return what the detector says of a quotation, in words; of one that was decided before, what it said then."""
    if old is None:
        return None
    if old.review is not None:
        return old.detected
    return Detected(
        kind=old.kind,
        speaker=old.speaker.text if old.speaker else None,
        name=old.speaker.name if old.speaker else None,
        role=old.role.text if old.role else None,
        cue=old.cue.text if old.cue else None,
        method=old.attribution.method,
        confidence=old.attribution.confidence,
    )


def _speaker(text: str, span: Span, old: Quote | None) -> Speaker:
    """Return the speaker of a mention; that of the detector's where it is the same mention."""
    if old and old.speaker and (old.speaker.start, old.speaker.end) == span:
        return old.speaker
    words = text[slice(*span)]
    return Speaker(text=words, start=span[0], end=span[1], form=_form(text, span))


def _form(text: str, span: Span) -> Form:
    words = text[slice(*span)]
    if words.lower() in english.SPEAKER_PRONOUNS:
        return "pronoun"
    if any((run.start, run.end) == span for run in find_names(text, *span)):
        return "organization" if is_organization(words) else "name"
    return "description"


def _named(speaker: Speaker, quotes: Sequence[Quote]) -> Speaker:
    """Return the speaker with the name that another quotation gives the same words, or its own where it is a name."""
    for other in (quote.speaker for quote in quotes):
        if other and other.name and speaker.form != "pronoun" and speaker.text in (other.text, other.name):
            return replace(speaker, name=other.name, name_start=other.name_start, name_end=other.name_end)
    if speaker.form in ("name", "organization"):
        return replace(speaker, name=speaker.text, name_start=speaker.start, name_end=speaker.end)
    return speaker


def _role(text: str, span: Span, old: Quote | None) -> Role:
    if old and old.role and old.role.text == text[slice(*span)]:
        return old.role
    return make_role(text, Phrase(*span))


def _cue(text: str, span: Span, old: Quote | None) -> Cue:
    words = text[slice(*span)]
    if old and old.cue and old.cue.text == words:
        return replace(old.cue, start=span[0], end=span[1])
    lower = words.lower()
    lemma = lower if " " in lower else english.verb_forms().get(lower) or english.base_form(lower)
    return Cue(text=words, start=span[0], end=span[1], lemma=lemma)


def _united(article: Article, quotes: Sequence[Quote], decided: Sequence[Located]) -> list[Quote]:
    """Return the quotations with their utterances: each called by its first span, those said to be one made one."""
    of = {(quote.start, quote.end): quote.utterance_id for quote in quotes}
    for one in decided:
        if one.span in of and "same_as" in one.correction.given and one.same_as is None:
            of[one.span] = record_id(article.digest, *one.span)
        if one.same_as in of and one.span in of:
            joined, other = of[one.same_as], of[one.span]
            of = {span: joined if utterance == other else utterance for span, utterance in of.items()}
    firsts: dict[str, str] = {}
    for quote in quotes:
        firsts.setdefault(of[quote.start, quote.end], quote.id)
    return [replace(quote, utterance_id=firsts[of[quote.start, quote.end]]) for quote in quotes]
