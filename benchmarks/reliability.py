"""Measure how well the confidence keeps its word, and write the tables and the picture of the model card.

    python benchmarks/reliability.py docs/model.md docs/confidence.svg GOLD.jsonl... [--model FILE GOLD.jsonl...]

Golds behind ``--model`` are run with those weights, the others with the weights that ship. The tables replace what
stands between the two comments of the page. Where gold tells names, a record is right if these words were said by this
person; elsewhere its confidence is that in the words and the mention, and so is what is right. Files of one folder,
``strangers``, are taken together for the picture and for all tables but the first.
"""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from quotes.detection import Paragraph, find_paragraphs
from quotes.detector import Detector
from quotes.evaluation.confidence import SURE, Ranked, area, calibration_error, coverage, sure
from quotes.evaluation.judging import judge
from quotes.evaluation.predictions import Prediction, prediction
from quotes.gold import GoldArticle, NamedSpeaker, read_gold
from quotes.model import Model
from quotes.records import Article, Quote

BEGIN, END = "<!-- reliability: by make model-card -->", "<!-- end of reliability -->"
FEWEST = 20
"""Records of a row in a table: of fewer, the interval says nothing."""
WIDTH, HEIGHT, EDGE = 460, 420, 50
GENRES = {
    "biz": "business",
    "plain": "ordinary news",
    "pol": "politics",
    "pr": "release",
    "press": "release",
    "prof": "profile",
    "qa": "interview",
    "sci": "science",
    "tab": "tabloid",
}
"""What the first words of articles' ids stand for, where they are short."""
LONGEST_HEADING = 240
"""Characters, as many as three lines have room for; plain text does not tell what is a heading."""
COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7b4b94", "#b08900", "#4d4d4d")


class Row(NamedTuple):
    """A record that gold can judge: its confidence, whether it is right, and what it is grouped by.

    ``cue`` is where the cue stands; ``heading`` tells that the words stand in a line like a heading, ``said`` that gold
    has them as said by somebody, ``speaks`` that gold has the record's speaker say something in the article.
    """

    gold: str
    named: bool
    confidence: float
    right: bool
    genre: str
    quote: Quote
    cue: str
    heading: bool
    said: bool
    speaks: bool


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
    write(rows, Path(page), Path(picture))


def write(rows: dict[str, list[Row]], page: Path, picture: Path) -> None:
    """Write the tables and the picture of the rows of each gold file."""
    text = page.read_text(encoding="utf-8")
    before, _, behind = text.partition(BEGIN)
    made = "\n".join([BEGIN, "", *tables(rows), END])
    page.write_text(before + made + behind.partition(END)[2], encoding="utf-8")
    picture.write_text(diagram(pools(rows)), encoding="utf-8")


def name_of(path: str) -> str:
    """Return what a gold file is called: its name, behind that of its folder for one of strangers' articles."""
    folder, name = Path(path).parent.name, Path(path).stem
    if folder == "strangers":
        return f"{folder}, {'first' if name == 'gold' else name}"
    return folder if name == "gold" else name


def pools(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows by gold, those of all files of strangers' articles together."""
    found: dict[str, list[Row]] = {}
    for gold, own in rows.items():
        found.setdefault(pool_of(gold), []).extend(own)
    return found


def pool_of(gold: str) -> str:
    """Return what a gold file is taken together with: all of strangers' articles."""
    return gold.partition(", ")[0]


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
    first = article.id.split("/")[-1].removeprefix("GUM_").partition("-")[0].partition("_")[0].rstrip("0123456789")
    paragraphs = find_paragraphs(article.text)

    def row(record: Prediction, names: bool, right: bool, said: bool) -> Row:
        quote = quote_of[id(record)]
        own = paragraph_of(paragraphs, quote.start)
        return Row(
            gold=gold,
            named=names,
            confidence=(record.confidence if names else record.said) or 0.0,
            right=right,
            genre=GENRES.get(first, first),
            quote=quote,
            cue=cue_place(paragraphs, quote),
            heading=is_like_heading(article.text[own.start : own.end]),
            said=said,
            speaks=record.speaker is not None and speaks(article, record.speaker),
        )

    for outcome in done.outcomes:
        if outcome.record is not None and outcome.speaker is not None:
            person = outcome.person
            yield row(outcome.record, person is not None, outcome.speaker if person is None else person, True)
    for record, matched in done.emitted:
        if not matched:
            yield row(record, named, False, False)


def paragraph_of(paragraphs: Sequence[Paragraph], offset: int) -> Paragraph:
    """Return the paragraph that holds a character."""
    return next(one for one in paragraphs if offset < one.end)


def cue_place(paragraphs: Sequence[Paragraph], quote: Quote) -> str:
    """Return where the cue of a record stands."""
    if not quote.cue:
        return "none"
    own = paragraph_of(paragraphs, quote.start) == paragraph_of(paragraphs, quote.cue.start)
    return "in its paragraph" if own else "in another"


def is_like_heading(line: str) -> bool:
    """Tell whether a paragraph is short and no stop ends it: a headline, a crosshead, a caption."""
    return len(line) <= LONGEST_HEADING and line.rstrip("”\"’')] ")[-1:] not in {*".?!…:;,"}


def speaks(article: GoldArticle, speaker: NamedSpeaker) -> bool:
    """Tell whether gold has somebody speak anywhere in an article, by mention or name."""
    return any(
        (quote.answer is not None and quote.answer.accepts(speaker))
        or (bool(speaker.name) and quote.is_named(speaker.name))
        for quote in article.quotes
    )


def ranked(rows: Sequence[Row]) -> Ranked:
    """Return rows in the order of their confidence."""
    order = sorted(rows, key=lambda row: (-row.confidence, not row.right))
    return Ranked(
        np.asarray([row.confidence for row in order]),
        np.asarray([row.right for row in order], dtype=np.bool_),
        np.zeros(len(order), dtype=np.intp),
    )


def tables(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Yield the lines of the tables: by gold, by what records are grouped by, what is odd, and the promises."""
    yield from gold_table(rows)
    together = pools(rows)
    firsts: dict[str, str] = {}
    for pool, own in together.items():
        firsts.setdefault(judge_of(own), pool)
    for pool in firsts.values():
        yield ""
        yield from group_table(pool, together[pool])
    yield ""
    yield "| of the sure, by the person | records | like headings | right | said by nobody | by whom gold has nowhere |"
    yield f"|---|{'---|' * 5}"
    for pool, own in together.items():
        if judge_of(own) == "person":
            yield f"| {pool} | {' | '.join(odd_figures([row for row in own if row.confidence >= SURE]))} |"
    yield ""
    yield "| `--min-precision` | least confidence | records left, of the training articles held out |"
    yield "|---|---|---|"
    for precision, least, left in Model.load().precision:
        yield f"| {digits(precision)} | {digits(least)} | {digits(left)} |"
    yield ""


def gold_table(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Yield the lines of the table of all gold files, behind several that are taken together all of these."""
    head = "records | confidence | right | calibration error | area under the curve | coverage at 95 % | sure | right"
    yield f"| gold | judged by | {head} |"
    yield f"|---|---|{'---|' * 8}"
    for pool, every in pools(rows).items():
        parts = {gold: own for gold, own in rows.items() if pool_of(gold) == pool}
        for gold, own in parts.items() if len(parts) == 1 else (*parts.items(), (f"{pool}, all", every)):
            yield f"| {gold} | {judge_of(own)} | {' | '.join(figures(own))} |"


def group_table(pool: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table of all groups of records with enough of them."""
    groups: dict[str, Callable[[Row], str]] = {
        "method": lambda row: row.quote.attribution.method,
        "cue": lambda row: row.cue,
        "kind": lambda row: row.quote.kind,
        "form": lambda row: row.quote.speaker.form if row.quote.speaker else "nobody",
        "genre or publisher": lambda row: row.genre,
    }
    head = "records | confidence | right, with 95 % interval | calibration error | sure | right"
    yield f"| {pool}, by the {judge_of(rows)} | {head} |"
    yield f"|---|{'---|' * 6}"
    for title, key in groups.items():
        for group in sorted({key(row) for row in rows}):
            part = [row for row in rows if key(row) == group]
            if len(part) >= FEWEST:
                yield f"| {title}: {group} | {' | '.join(group_figures(part))} |"


def judge_of(rows: Sequence[Row]) -> str:
    """Return by what the records of a gold are judged."""
    return "person" if any(row.named for row in rows) else "mention"


def group_figures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the cells of a group of records."""
    certain = [row for row in rows if row.confidence >= SURE]
    yield f"{len(rows):,}"
    yield digits(sum(row.confidence for row in rows) / len(rows))
    yield share(rows)
    yield digits(calibration_error(ranked(rows)))
    yield digits(len(certain) / len(rows))
    yield share(certain)


def odd_figures(certain: Sequence[Row]) -> Iterator[str]:
    """Yield the cells of sure records: how many, like headings, right of these, unsaid, by one whom gold lacks."""
    headings = [row for row in certain if row.heading]
    yield f"{len(certain):,}"
    yield str(len(headings))
    yield str(sum(row.right for row in headings))
    yield str(sum(not row.said for row in certain))
    yield str(sum(not row.speaks for row in certain))


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
