"""Judge the rows of an audit by what people decided on them, and say what that tells of the release."""

from __future__ import annotations

import warnings
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from quotes import schema
from quotes.auditing.drawing import STRATA, draw_articles, draw_rows
from quotes.auditing.intervals import Checked, clustered, stratified
from quotes.correcting import Corrections, put_in_place
from quotes.dataset.corrections import Correction, kept_corrections
from quotes.dataset.derivation import read_release
from quotes.dataset.release import AUDITED, Audit, Estimate, Missed, Release, Stratum, open_release
from quotes.errors import QuotesWarning, RecordError, ReleaseError
from quotes.gold import Span, holds_words, is_role
from quotes.records import Detection, Quote
from quotes.storage import parse


def audit(
    release: Release | str | PathLike[str],
    corrections: Iterable[Correction],
    *,
    sample: int = 0,
    articles: int = 0,
    seed: int = 0,
) -> Audit:
    """Return what decisions on a sample of rows, and on articles read whole, tell of a release.

    Rows are judged as they stand in ``release``: what a later version puts right was wrong here. Decisions that
    ``release`` was made with tell nothing of it and do not count. Rows and articles of the sample on which nobody has
    decided are left out, as if not drawn. Raises RecordError where a stratum has none decided, or no article is read
    whole; ReleaseError where the texts are not published.
    """
    found = release if isinstance(release, Release) else open_release(release)
    drawn, sizes = draw_rows(found, sample, seed) if sample else ([], {})
    chosen, every = draw_articles(found, articles, seed) if articles else ([], 0)
    judged, read = judge_rows(found, list(_new(found, corrections)), {one.id for one in drawn}, set(chosen))
    strata = {
        number: [judged[one.id] for one in drawn if one.stratum == number and one.id in judged] for number in sizes
    }
    for number in (number for number, of in strata.items() if not of):
        message = f"of the rows drawn with a confidence from {STRATA[number]} on, none is decided"
        raise RecordError(f"{found.path}: {message}; decide on more of the sample")
    if articles and not read:
        raise RecordError(f"{found.path}: of the {len(chosen)} articles drawn, none is decided on as a whole")

    def share(part: str) -> Estimate | None:
        counted = [
            Checked(sizes[number], len(of), sum(getattr(one, part) for one in of)) for number, of in strata.items()
        ]
        return stratified(counted) if counted else None

    return Audit(
        release=f"{found.name}@{found.version}",
        rows_digest=found.manifest.rows_digest,
        seed=seed,
        rows=sum(sizes.values()),
        checked=len(judged),
        strata=tuple(
            Stratum(least=STRATA[number], rows=sizes[number], checked=len(of), right=sum(one.person for one in of))
            for number, of in strata.items()
        ),
        **{part: share(part) for part in AUDITED},  # type: ignore[arg-type]
        missed=_missed(list(read.values()), every) if articles else None,
    )


def read_audit(path: str | PathLike[str]) -> Audit:
    """Return the audit that `quotes audit` has written to a file; a ReleaseError says why it is none."""
    try:
        entry = parse(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ReleaseError(f"{path}: no JSON: {error}") from error
    for place, message in schema.problems("manifest", {"audit": entry}, fields=("audit",)):
        raise ReleaseError(f"{path} {place}: {message}")
    return Audit.from_dict(entry)


class Right(NamedTuple):
    """What of a row is right, by what was decided on it."""

    speech: bool
    speaker: bool
    person: bool
    role: bool


class ReadWhole(NamedTuple):
    """The quotations of an article that was decided on as a whole, and how many of them the release had missed."""

    quotes: int
    missed: int


def _new(release: Release, corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Yield the decisions that the release was not made with: those agree with its rows whatever they were before."""
    known = {one.identity for kept in kept_corrections(release) for one in (kept, replace(kept, start=None, end=None))}
    already = 0
    for one in corrections:
        if one.identity in known:
            already += 1
        else:
            yield one
    if already:
        message = f"{already} decisions were in place when it was made, and say nothing of it; audit the version before"
        warnings.warn(f"{release.path}: {message}", QuotesWarning, stacklevel=3)


def judge_rows(
    release: Release, corrections: Sequence[Correction], rows: Container[str], articles: Container[str]
) -> tuple[dict[str, Right], dict[str, ReadWhole]]:
    """Return the rows on which people decided, by id, and the articles that they read whole."""
    judged: dict[str, Right] = {}
    read: dict[str, ReadWhole] = {}
    decisions = Corrections(corrections)
    with closing(read_release(release.path)) as detections:
        for before in detections:
            decided = decisions.decided(before)
            after, spans = put_in_place(before, decided), {one.span for one in decided}
            now = {quote.id: quote for quote in after.quotes}
            for quote in before.quotes:
                if quote.id in rows and (quote.id not in now or (quote.start, quote.end) in spans):
                    judged[quote.id] = _compared(quote, now.get(quote.id))
            if before.article.id in articles and _is_whole(after, spans):
                there = {quote.id for quote in before.quotes}
                read[before.article.id] = ReadWhole(len(now), len(now.keys() - there))
    return judged, read


def _compared(before: Quote, now: Quote | None) -> Right:
    if now is None:
        return Right(speech=False, speaker=False, person=False, role=False)
    one, other = before.speaker, now.speaker
    same_name = (one.name if one else None) == (other.name if other else None)
    if one is None or other is None:
        same = one is other
    else:
        same = (one.name is not None and same_name) or (one.start < other.end and other.start < one.end)
    role, right = before.role, now.role
    same_role = role is right if role is None or right is None else is_role(role.text, [right.text])
    return Right(speech=True, speaker=same, person=same and same_name, role=same_role)


def _is_whole(after: Detection, decided: Container[Span]) -> bool:
    """Tell whether somebody has decided on all that stands between marks in an article."""
    spans = [(one.start, one.end) for one in after.quotes]
    spans += [(one.start, one.end) for one in after.rejected if holds_words(one)]
    return all(span in decided for span in spans)


def _missed(read: Sequence[ReadWhole], articles: int) -> Missed:
    counted = [(one.missed, one.quotes) for one in read]
    return Missed(
        articles=articles,
        read=len(read),
        quotes=sum(one.quotes for one in read),
        missed=sum(one.missed for one in read),
        estimate=clustered(counted, articles),
    )
