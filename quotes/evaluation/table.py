"""Show a report in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.evaluation.bootstrap import AREA, CALIBRATION, COVERAGE, F1, OF_MENTIONS, OF_PERSONS, Interval
from quotes.evaluation.confidence import Bin
from quotes.evaluation.misses import Miss
from quotes.evaluation.report import Report
from quotes.evaluation.tally import (
    BREAKDOWNS,
    END_TO_END,
    FOUND,
    LEAK,
    NAME,
    OF_FOUND,
    PERSON,
    PRECISION,
    ROLE,
    SIZES,
    Key,
)

_NAMES = {
    "direct": "whole utterances",
    "mixed": "words in a sentence",
    "long": "4 words and more, or whole",
    "short": "under 4 words",
    "all": "all",
}
_TITLES = {"kind": "kind", "form": "form of the mention", "distance": "place of the mention"}
_SURENESS = {"coverage at 95 % precision": COVERAGE, "calibration error": CALIBRATION, "area under the curve": AREA}
_WIDTH = 32


def render_report(report: Report, *, by: Sequence[str] = BREAKDOWNS, misses: int = 0) -> str:
    """Return the report as text: shares with intervals and counts, breakdowns, and so many misses of each sort."""
    return "\n".join(_lines(report, by, misses)) + "\n"


def _lines(report: Report, by: Sequence[str], misses: int) -> Iterator[str]:
    quotations = report.share(FOUND).total
    yield f"{report.articles} articles, {quotations} quotations in gold, {report.records} records"
    yield _row("", "share", "95 % interval", "of")
    for title, measure in (("Found", FOUND), ("Speaker right", END_TO_END), ("Speaker right, if found", OF_FOUND)):
        yield from ("", title)
        yield from (_share(report, Key(measure, part), f"  {_NAMES[part]}") for part in SIZES)
    yield ""
    yield _share(report, Key(NAME), "Full name right")
    yield _share(report, Key(PERSON), "Person right")
    yield _share(report, Key(ROLE), "Role right")
    yield _share(report, Key(PRECISION), "Precision, 4 words and more")
    yield _number(report, F1, "F1, 4 words and more", report.f1)
    yield _share(report, Key(LEAK), "Scare quotes let through")
    for title, what in (("Confidence in the person", OF_PERSONS), ("Confidence in the mention", OF_MENTIONS)):
        yield from ("", title)
        for name, measure in _SURENESS.items():
            key = Key(f"{what}{measure}")
            yield _number(report, key, f"  {name}", report.sureness[key.measure])
        if what == OF_PERSONS and report.sure is not None:
            yield _row("  sure: .95 and more", _digits(report.sure[0]))
            yield _row("  right, of the sure", _digits(report.sure[1]))
    for name in by:
        yield from _breakdown(report, name)
    yield from _reliability(report.reliability)
    for miss in report.first_misses(misses):
        yield from _miss(miss)


def _row(name: str, *cells: str) -> str:
    return f"{name:<{_WIDTH}}{''.join(f'  {cell:>15}' for cell in cells)}".rstrip()


def _share(report: Report, key: Key, name: str) -> str:
    share = report.share(*key)
    return _row(name, _digits(share.value), _between(report.intervals.get(key)), str(share.total))


def _number(report: Report, key: Key, name: str, value: float | None) -> str:
    return _row(name, _digits(value), _between(report.intervals.get(key)))


def _breakdown(report: Report, by: str) -> Iterator[str]:
    yield ""
    yield _row(f"Speaker by {_TITLES[by]}", "right", "95 % interval", "of", "found", "right, if found")
    for part in report.parts(by):
        share = report.share(END_TO_END, part, by)
        interval = report.intervals.get(Key(END_TO_END, part, by))
        found, right = (report.share(measure, part, by).value for measure in (FOUND, OF_FOUND))
        name = _NAMES.get(part, part)
        yield _row(
            f"  {name}", _digits(share.value), _between(interval), str(share.total), _digits(found), _digits(right)
        )


def _reliability(bins: Sequence[Bin]) -> Iterator[str]:
    yield ""
    yield _row("Confidence in the person", "on average", "right", "of")
    for one in bins:
        yield _row(f"  {one.low:.1f}–{one.high:.1f}", _digits(one.confidence), _digits(one.right), str(one.count))


def _miss(miss: Miss) -> Iterator[str]:
    yield ""
    yield f"[{miss.sort}] {miss.article}:{miss.start}  {_short(miss.text)}"
    if miss.gold or miss.got:
        sure = "" if miss.confidence is None else f" ({miss.confidence:.2f})"
        yield f"    gold: {_short(miss.gold) or '-'}   got: {_short(miss.got) or '-'}{sure}"


def _digits(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _between(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval[0]:.4f}–{interval[1]:.4f}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else f"{words[:159]}…"
