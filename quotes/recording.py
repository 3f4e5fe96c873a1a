"""Write quotations down as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.confidence import Assessed, Guess
from quotes.coreference import Identity
from quotes.detection import Layout, Scan
from quotes.pages import link_to
from quotes.records import (
    CONTEXT_REACH,
    Alternative,
    Article,
    Attribution,
    Context,
    Cue,
    Form,
    LeftoverReason,
    Quote,
    Rejection,
    Speaker,
    record_id,
)
from quotes.speakers import Decision, utterances

_MARGIN = 1000
"""Characters of context on each side where the paragraph goes on for longer: half a page."""
_LEFTOVER_DETAILS: dict[LeftoverReason, str] = {
    "nested": "stands inside another quotation",
    "unpaired": "the other mark of the pair is missing",
    "empty": "no word stands between the marks",
}


def make_quotes(article: Article, layout: Layout, quotations: Sequence[Assessed]) -> Iterator[Quote]:
    """Yield one record a quotation, in text order."""
    digest = article.digest
    for utterance in utterances(article.text, quotations):
        first = utterance[0].span
        utterance_id = record_id(digest, first.start, first.end)
        for quotation in utterance:
            yield _quote(article, digest, layout, quotation, utterance_id)


def _quote(article: Article, digest: str, layout: Layout, assessed: Assessed, utterance_id: str) -> Quote:
    quotation = assessed.quotation
    decision, identity, span = quotation.decision, quotation.identity, quotation.span
    speaker, cue = _speaker(decision, identity), _cue(article.text, decision)
    return Quote(
        id=record_id(digest, span.start, span.end),
        article_id=article.id,
        text=article.text[span.start : span.end],
        start=span.start,
        end=span.end,
        kind=span.kind,
        utterance_id=utterance_id,
        speaker=speaker,
        role=identity.role if speaker else None,
        cue=cue,
        attribution=_attribution(assessed),
        context=context_of(layout, (span.start, span.end), speaker, cue),
        source=article.source,
        published=article.published,
        url=article.url,
        link=link_to(article.url, article.text, span.start, span.end),
    )


def make_rejections(article: Article, scan: Scan) -> Iterator[Rejection]:
    """Yield one record a span or mark that is no quotation, in text order."""
    rows = [(span.start, span.end, *span.rejected) for span in scan.spans if span.rejected is not None]
    leftovers = [(left.start, left.end, left.reason, _LEFTOVER_DETAILS[left.reason]) for left in scan.leftovers]
    digest = article.digest
    for start, end, reason, detail in sorted([*rows, *leftovers]):
        yield Rejection(
            id=record_id(digest, start, end),
            article_id=article.id,
            text=article.text[start:end],
            start=start,
            end=end,
            reason=reason,
            detail=detail,
        )


def _attribution(assessed: Assessed) -> Attribution:
    decision, sure = assessed.quotation.decision, assessed.confidence
    return Attribution(
        method=decision.method,
        confidence=sure.whole,
        speech=sure.speech,
        mention=sure.mention,
        identity=sure.identity,
        reasons=decision.reasons,
        alternatives=tuple(map(_alternative, assessed.alternatives)),
    )


def _alternative(guess: Guess) -> Alternative:
    mention = guess.mention
    return Alternative(
        text=mention.words if mention else None,
        start=mention.start if mention else None,
        end=mention.end if mention else None,
        name=guess.name,
        probability=guess.probability,
    )


def _speaker(decision: Decision, identity: Identity) -> Speaker | None:
    mention = decision.mention
    if mention is None:
        return None
    form: Form = mention.form
    if form == "name" and identity.body:
        form = "organization"
    return Speaker(
        text=mention.words,
        start=mention.start,
        end=mention.end,
        form=form,
        name=identity.name,
        name_start=identity.start,
        name_end=identity.end,
    )


def _cue(text: str, decision: Decision) -> Cue | None:
    cue = decision.cue
    if cue is None:
        return None
    return Cue(text=text[cue.start : cue.end], start=cue.start, end=cue.end, lemma=cue.lemma)


def context_of(layout: Layout, span: tuple[int, int], speaker: Speaker | None, cue: Cue | None) -> Context:
    """Return the paragraphs that hold quotation, mention and cue; of a very long paragraph, what is near."""
    first, last = span
    for part in (speaker, cue):
        if part is not None and max(span[1], part.end) - min(span[0], part.start) <= CONTEXT_REACH:
            first, last = min(first, part.start), max(last, part.end)
    start = layout.paragraphs[layout.paragraph_at(first)].start
    end = layout.paragraphs[layout.paragraph_at(last - 1)].end
    start = start if first - start <= _MARGIN else first - _MARGIN
    end = end if end - last <= _MARGIN else last + _MARGIN
    return Context(text=layout.text[start:end], start=start, end=end)
