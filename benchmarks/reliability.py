"""Measure how well the confidence keeps its word, and write the tables and the picture of the model card.

    python benchmarks/reliability.py docs/model.md docs/confidence.svg GOLD.jsonl... [--model FILE GOLD.jsonl...]

Golds behind ``--model`` are run with those weights, the others with the weights that ship. The tables replace what
stands between the two comments of the page. Where gold tells names, a record is right if these words were said by this
person; elsewhere its confidence is that in the words and the mention, and so is what is right.
"""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from quotes.detector import Detector
from quotes.evaluation.confidence import SURE, Ranked, area, calibration_error, coverage, sure
from quotes.evaluation.judging import judge
from quotes.evaluation.predictions import Prediction, prediction
from quotes.gold import GoldArticle, read_gold
from quotes.model import Model
from quotes.records import Article, Quote

BEGIN, END = "<!-- reliability: by make model-card -->", "<!-- end of reliability -->"
FEWEST = 20
"""Records of a row in a table: of fewer, the interval says nothing."""
WIDTH, HEIGHT, EDGE = 460, 420, 50
COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7b4b94", "#b08900", "#4d4d4d")


class Row(NamedTuple):
    """A record that gold can judge: its confidence, whether it is right, and what it is grouped by."""

    gold: str
    named: bool
    confidence: float
    right: bool
    genre: str
    quote: Quote


def main(arguments: Sequence[str]) -> None:
    """Write the tables and the picture."""
    page, picture, *rest = arguments
    golds, other, others = rest, None, []
    if "--model" in rest:
        place = rest.index("--model")
        golds, other, others = rest[:place], rest[place + 1], rest[place + 2 :]
    rows: dict[str, list[Row]] = {}
    for paths, model in ((golds, None), (others, other)):
        detector = Detector(model=model)
        for path in paths:
            rows[name_of(path)] = list(judged(path, detector))
    text = Path(page).read_text(encoding="utf-8")
    before, _, behind = text.partition(BEGIN)
    made = "\n".join([BEGIN, "", *tables(rows), END])
    Path(page).write_text(before + made + behind.partition(END)[2], encoding="utf-8")
    Path(picture).write_text(diagram(rows), encoding="utf-8")


def name_of(path: str) -> str:
    """Return what a gold file is called: its name, or that of its folder, or both for one of strangers' articles."""
    folder, name = Path(path).parent.name, Path(path).stem
    return folder if name == "gold" else f"{folder}, {name}" if folder == "strangers" else name


def judged(path: str, detector: Detector) -> Iterator[Row]:
    """Yield the records of a gold file's articles that gold can judge."""
    articles = [article for article in read_gold(path) if article.text]
    found = detector.pipe(Article(id=article.id, text=article.text) for article in articles)
    for article, detection in zip(articles, found, strict=True):
        yield from of_article(name_of(path), article, detection.quotes)


def of_article(gold: str, article: GoldArticle, quotes: Sequence[Quote]) -> Iterator[Row]:
    """Yield the records of an article, by the rule of `quotes evaluate`."""
    records = [prediction(quote.to_dict()) for quote in quotes]
    quote_of = {id(record): quote for record, quote in zip(records, quotes, strict=True)}
    done = judge(article, records)
    named = any(outcome.person is not None for outcome in done.outcomes)
    genre = article.id.split("/")[-1].removeprefix("GUM_").partition("-")[0].partition("_")[0]

    def row(record: Prediction, names: bool, right: bool) -> Row:
        confidence = record.confidence if names else record.said
        return Row(gold, names, confidence or 0.0, right, genre, quote_of[id(record)])

    for outcome in done.outcomes:
        if outcome.record is not None and outcome.speaker is not None:
            person = outcome.person
            yield row(outcome.record, person is not None, outcome.speaker if person is None else person)
    for record, matched in done.emitted:
        if not matched:
            yield row(record, named, False)


def ranked(rows: Sequence[Row]) -> Ranked:
    """Return rows in the order of their confidence."""
    order = sorted(rows, key=lambda row: (-row.confidence, not row.right))
    return Ranked(
        np.asarray([row.confidence for row in order]),
        np.asarray([row.right for row in order], dtype=np.bool_),
        np.zeros(len(order), dtype=np.intp),
    )


def tables(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Yield the lines of the tables: by gold, by what records are grouped by, and the promises."""
    head = "records | confidence | right | calibration error | area under the curve | coverage at 95 % | sure | right"
    yield f"| gold | judged by | {head} |"
    yield f"|---|---|{'---|' * 8}"
    for gold, own in rows.items():
        judged_by = "person" if any(row.named for row in own) else "mention"
        yield f"| {gold} | {judged_by} | {' | '.join(figures(own))} |"
    groups: dict[str, Callable[[Row], str]] = {
        "method": lambda row: row.quote.attribution.method,
        "kind": lambda row: row.quote.kind,
        "form": lambda row: row.quote.speaker.form if row.quote.speaker else "nobody",
        "genre or publisher": lambda row: row.genre,
    }
    firsts: dict[str, str] = {}
    for gold, own in rows.items():
        firsts.setdefault("person" if any(row.named for row in own) else "mention", gold)
    for judged_by, gold in firsts.items():
        own = rows[gold]
        yield ""
        yield f"| {gold}, by the {judged_by} | records | confidence | right, with 95 % interval |"
        yield "|---|---|---|---|"
        for title, key in groups.items():
            for group in sorted({key(row) for row in own}):
                part = [row for row in own if key(row) == group]
                if len(part) >= FEWEST:
                    mean = sum(row.confidence for row in part) / len(part)
                    yield f"| {title}: {group} | {len(part):,} | {digits(mean)} | {share(part)} |"
    yield ""
    yield "| `--min-precision` | least confidence | records left, of the training articles held out |"
    yield "|---|---|---|"
    for precision, least, left in Model.load().precision:
        yield f"| {digits(precision)} | {digits(least)} | {digits(left)} |"
    yield ""


def figures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the cells of a gold file."""
    order = ranked(rows)
    certain = sure(order)
    yield f"{len(rows):,}"
    yield digits(float(order.confidence.mean()))
    yield share(rows)
    for value in (calibration_error(order), area(order), coverage(order)):
        yield digits(value)
    yield digits(certain and certain[0])
    yield share([row for row in rows if row.confidence >= SURE])


def digits(value: float | None) -> str:
    """Return a share as the card writes it: .953."""
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


def share(rows: Sequence[Row]) -> str:
    """Return the share that is right, with its interval."""
    if not rows:
        return "–"
    right = sum(row.right for row in rows)
    low, high = interval(right, len(rows))
    return f"{digits(right / len(rows))} ({digits(low)}–{digits(high)})"


def interval(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    z, p = 1.96, right / total
    middle = p + z * z / (2 * total)
    reach = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return max(0.0, (middle - reach) / (1 + z * z / total)), min(1.0, (middle + reach) / (1 + z * z / total))


def diagram(rows: dict[str, list[Row]]) -> str:
    """Return the picture: confidence against what is right, in tenths, a line a gold file, with intervals."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"',
        'font-size="11">',
        "<title>Confidence, and what is right: the nearer to the diagonal, the better it keeps its word</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#999" stroke-dasharray="4 3"/>',
        f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(1)}" fill="none" stroke="black"/>',
    ]
    for tenth in range(0, 11, 2):
        place = tenth / 10
        lines.append(f'<text x="{x(place)}" y="{y(0) + 16}" text-anchor="middle">{place:.1f}</text>')
        lines.append(f'<text x="{x(0) - 8}" y="{y(place) + 4}" text-anchor="end">{place:.1f}</text>')
    lines.append(f'<text x="{x(0.5)}" y="{HEIGHT - 10}" text-anchor="middle">confidence, on average</text>')
    lines.append(f'<text x="14" y="{y(0.5)}" text-anchor="middle" transform="rotate(-90 14 {y(0.5)})">right</text>')
    for number, (gold, own) in enumerate(rows.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = list(tenths(own))
        path = "L".join(f"{x(mean)} {y(right)}" for mean, right, _, _ in points)
        lines.append(f'<g stroke="{colour}" fill="none"><path d="M{path}" stroke-width="2"/>')
        lines += [f'<path d="M{x(mean)} {y(low)}V{y(high)}"/>' for mean, _, low, high in points]
        lines.append("</g>")
        lines.append(f'<text x="{x(0.03)}" y="{y(0.97) + 15 * number}" fill="{colour}">{gold}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def tenths(rows: Sequence[Row]) -> Iterator[tuple[float, float, float, float]]:
    """Yield mean confidence, share right, and its interval, of each tenth with enough records."""
    for tenth in range(10):
        part = [row for row in rows if min(9, int(row.confidence * 10)) == tenth]
        if len(part) >= FEWEST:
            right = sum(row.right for row in part)
            yield sum(row.confidence for row in part) / len(part), right / len(part), *interval(right, len(part))


def x(value: float) -> float:
    """Return where a share stands from the left."""
    return round(EDGE + value * (WIDTH - EDGE - 15), 1)


def y(value: float) -> float:
    """Return where a share stands from the top."""
    return round(HEIGHT - EDGE - value * (HEIGHT - EDGE - 15), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
