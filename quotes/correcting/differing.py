"""From records and the same records as a person has edited them to the corrections that lead from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotes.correcting.applying import ROLE_PARTS, attribution_by, detected_of, review_by
from quotes.correcting.template import correction_of
from quotes.dataset.corrections import Correction, Field
from quotes.records import REASONS_GIVEN, Detection, Quote, Rejection, Role
from quotes.roles import Phrase, make_role


def decisions_between(before: Detection, after: Detection, reviewer: str, release: str) -> Iterator[Correction]:
    """Yield a correction for each span of one article on which the edited records say something else."""
    old = {(quote.start, quote.end): quote for quote in before.quotes}
    new = {(quote.start, quote.end): quote for quote in after.quotes}
    aside = {(span.start, span.end): span for span in after.rejected}
    were_aside = {(span.start, span.end): span for span in before.rejected}
    for span in sorted({*old, *new, *aside}):
        quote = new.get(span)
        made = correction_of(after, span, quote, reviewer=reviewer, release=release)
        made = replace(made, start=span[0], end=span[1])
        if quote is not None and (span not in old or _labels(quote) != _labels(old[span])):
            given = {**made.given, **parts_of(after.article.text, quote.role)}
            first = next((one for one in after.quotes if one.id == quote.utterance_id), quote)
            if first is not quote and (span not in old or old[span].utterance_id != quote.utterance_id):
                given["same_as"] = first.text
            yield replace(made, decision="changed" if span in old else "missed", given=given)
        elif quote is None and (span in old or _reason(aside.get(span)) != _reason(were_aside.get(span))):
            reason = aside[span].reason if span in aside and aside[span].reason in REASONS_GIVEN else "scare"
            yield replace(made, decision="no_quotation", given={}, occurrences={}, reason=reason)


def reviewed(before: Quote | None, quote: Quote, correction: Correction) -> Quote:
    """Return an edited quotation as one that a person decided on, with what stood there before."""
    return replace(
        quote, attribution=attribution_by(correction), review=review_by(correction), detected=detected_of(before)
    )


def _labels(quote: Quote) -> tuple[object, ...]:
    """Return what a person may put right of a quotation."""
    return quote.kind, quote.speaker, quote.role, quote.cue, quote.utterance_id


def _reason(span: Rejection | None) -> str | None:
    return span.reason if span else None


def parts_of(text: str, role: Role | None) -> dict[Field, str | None]:
    """Return the parts of a role that its words alone do not give."""
    if role is None:
        return {}
    own = make_role(text, Phrase(role.start, role.end))
    return {part: getattr(role, part) for part in ROLE_PARTS if getattr(role, part) != getattr(own, part)}
