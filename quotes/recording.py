"""Write decisions down as records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotes.coreference import Identity
from quotes.detection import Paragraph, Scan, Verdict
from quotes.records import CONTEXT_REACH, Article, Attribution, Context, Cue, Quote, Rejection, Speaker, record_id
from quotes.speakers import Decision, utterances

_MARGIN = 1000
_LEFTOVER_DETAILS = {
    "nested": "stands inside another quotation",
    "unpaired": "the other mark of the pair is missing",
    "empty": "no word stands between the marks",
}


def make_quotes(
    article: Article, scan: Scan, decisions: Sequence[Decision], identities: Sequence[Identity]
) -> Iterator[Quote]:
    """Yield one record a quotation, in text order."""
    digest = article.digest
    utterance_of = {
        member: record_id(digest, *_span(scan, decisions[group[0]]))
        for group in utterances(article.text, scan.stretches, decisions)
        for member in group
    }
    for position, (decision, identity) in enumerate(zip(decisions, identities, strict=True)):
        start, end = _span(scan, decision)
        speaker, cue = _speaker(decision, identity), _cue(article.text, decision)
        yield Quote(
            id=record_id(digest, start, end),
            article_id=article.id,
            text=article.text[start:end],
            start=start,
            end=end,
            kind="partial" if decision.partial else "full",
            utterance_id=utterance_of[position],
            speaker=speaker,
            role=identity.role if speaker else None,
            cue=cue,
            attribution=Attribution(method=decision.method, confidence=decision.confidence, reasons=decision.reasons),
            context=_context(article.text, scan, (start, end), speaker, cue),
            source=article.source,
            published=article.published,
            url=article.url,
        )


def make_rejections(article: Article, scan: Scan, verdicts: Sequence[Verdict]) -> Iterator[Rejection]:
    """Yield one record a stretch or mark that is no quotation, in text order."""
    rows = [
        (stretch.start, stretch.end, verdict.reason, verdict.detail)
        for stretch, verdict in zip(scan.stretches, verdicts, strict=True)
        if verdict.reason is not None
    ]
    rows += [(left.start, left.end, left.reason, _LEFTOVER_DETAILS[left.reason]) for left in scan.leftovers]
    digest = article.digest
    for start, end, reason, detail in sorted(rows):
        yield Rejection(
            id=record_id(digest, start, end),
            article_id=article.id,
            text=article.text[start:end],
            start=start,
            end=end,
            reason=reason,
            detail=detail,
        )


def _span(scan: Scan, decision: Decision) -> tuple[int, int]:
    stretch = scan.stretches[decision.stretch]
    return stretch.start, stretch.end


def _speaker(decision: Decision, identity: Identity) -> Speaker | None:
    mention = decision.mention
    if mention is None:
        return None
    form = str(mention.kind)
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
    if decision.cue is None or decision.cue_scene is None:
        return None
    passage = decision.cue_scene.passage
    start, end = passage.starts[decision.cue.index], passage.ends[decision.cue.last]
    return Cue(text=text[start:end], start=start, end=end, lemma=decision.cue.lemma)


def _context(text: str, scan: Scan, span: tuple[int, int], speaker: Speaker | None, cue: Cue | None) -> Context:
    """Return the paragraphs that hold quotation, mention and cue; of a very long paragraph, what is near."""
    first, last = span
    for part in (speaker, cue):
        if part is not None and max(span[1], part.end) - min(span[0], part.start) <= CONTEXT_REACH:
            first, last = min(first, part.start), max(last, part.end)
    start = scan.paragraphs[bisect_right(scan.paragraphs, first, key=_start) - 1].start
    end = scan.paragraphs[bisect_right(scan.paragraphs, last - 1, key=_start) - 1].end
    start = start if first - start <= _MARGIN else first - _MARGIN
    end = end if end - last <= _MARGIN else last + _MARGIN
    return Context(text=text[start:end], start=start, end=end)


def _start(paragraph: Paragraph) -> int:
    return paragraph.start
