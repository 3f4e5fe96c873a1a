"""The benchmark of docs/benchmark.md: attribute the quotations of the test split of dist/seeds, judged by its gold.

    python benchmarks/task.py                            ours, textacy and sayswho in one table
    python benchmarks/task.py RECORDS.jsonl...           a column for each file of records, too
    python benchmarks/task.py --write FOLDER             the articles and the gold as files, and nothing else
    python benchmarks/task.py --page docs/benchmark.md   the table goes into the page, between its two comments

The weights that ship have learnt from all seeds, so ours are learnt anew from the other splits alone. The others live
in an environment of their own, as for speed.py.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from measuring import ROOT, run, table
from speed import PACKAGES, python_of

from quotes.dataset import Release, open_release
from quotes.dataset.release import ARTICLES
from quotes.detector import Detector
from quotes.evaluation import Report, evaluate
from quotes.gold import reviewed_rows
from quotes.model import Model
from quotes.records import Article
from quotes.training import train

RELEASE = ROOT / "dist" / "seeds" / "1.0.0"
SPLIT = "test"
OURS = "quotes, without the test split"
OTHERS = ("textacy, by paragraph", "sayswho")
BEGIN, END = "<!-- figures: by make benchmark-task -->", "<!-- end of figures -->"
MEASURES = (
    ("found, whole utterances", "recall", "direct"),
    ("found, words in a sentence", "recall", "mixed"),
    ("precision, 4 words and more", "precision_long", ""),
    ("said by nobody, let through", "scare_leak", ""),
    ("speaker right", "speaker_end_to_end", "all"),
    ("person right", "person", ""),
    ("role right", "role", ""),
)
"""The rows of the table: a title, and the figure of `quotes evaluate --json`, with its part."""


@click.command()
@click.argument("records", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write the task there only.")
@click.option("--page", type=click.Path(exists=True, path_type=Path), help="Put the table into this page.")
@click.option("--model", type=click.Path(exists=True, path_type=Path), help="Weights that do not know the test split.")
@click.option("--others", type=click.Path(path_type=Path), default=ROOT / ".venv-others", help="Their environment.")
def main(records: Sequence[Path], folder: Path | None, page: Path | None, model: Path | None, others: Path) -> None:
    """Judge ours, textacy, sayswho and RECORDS on the test split of the seeds."""
    release = open_release(RELEASE)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        write_task(release, folder)
        return
    with tempfile.TemporaryDirectory() as made:
        gold = write_task(release, Path(made))
        reports = {OURS: evaluate(gold, ours(release, Path(made), Model.of(model) if model else None))}
        for name in OTHERS:
            reports[name] = evaluate(gold, theirs(name, Path(made), others))
        reports |= {path.stem: evaluate(gold, path) for path in records}
    text = "\n".join(lines(reports))
    click.echo(text)
    if page is not None:
        before, _, behind = page.read_text(encoding="utf-8").partition(BEGIN)
        page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{behind.partition(END)[2]}", encoding="utf-8")


def splits(release: Release) -> Mapping[str, str | None]:
    """Return article id -> split."""
    return {row["id"]: row["split"] for row in release.rows(ARTICLES)}


def write_task(release: Release, folder: Path) -> Path:
    """Write articles.jsonl and gold.jsonl of the test split into a folder; return the latter."""
    split = splits(release)
    rows = [row for row in reviewed_rows(release) if split[row["article_id"]] == SPLIT]
    articles = [{"id": row["article_id"], "text": row["text"]} for row in rows]
    for name, written in (("articles", articles), ("gold", rows)):
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in written)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder / "gold.jsonl"


def ours(release: Release, folder: Path, model: Model | None) -> Path:
    """Return what the detector finds with weights that have learnt from the other splits alone."""
    if model is None:
        others = folder / "others.jsonl"
        split = splits(release)
        rows = (row for row in reviewed_rows(release) if split[row["article_id"]] != SPLIT)
        others.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        model = train([others])
    articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    found = Detector(model=model).pipe(Article(id=row["id"], text=row["text"]) for row in articles)
    records = folder / "ours.jsonl"
    with records.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(quote.to_dict())}\n" for detection in found for quote in detection.quotes)
    return records


def theirs(name: str, folder: Path, others: Path) -> Path:
    """Return what another extractor finds."""
    records = folder / f"{name}.jsonl"
    worker = Path(__file__).with_name("extractors.py")
    with tempfile.TemporaryFile() as output:
        run([python_of(name, others), str(worker), name, str(folder / "articles.jsonl"), str(records)], output=output)
    return records


def lines(reports: Mapping[str, Report]) -> Iterator[str]:
    """Yield what was judged, and the table: a row a measure, a column a system, each share with its 95 % interval."""
    told = [report.to_dict() for report in reports.values()]
    yield f"{told[0]['articles']} articles, {told[0]['counts']['gold_all']} quotations; {', '.join(PACKAGES[:2])}"
    yield ""
    rows = [[title, *(_cell(one, measure, part) for one in told)] for title, measure, part in MEASURES]
    yield table(["", *reports], rows)


def _cell(report: Mapping[str, object], measure: str, part: str) -> str:
    """Return a share with its interval; what is never right is what a system does not tell."""
    intervals = report["intervals"]
    assert isinstance(intervals, dict)
    share, between = report[measure], intervals[measure]
    if part:
        assert isinstance(share, dict)
        share, between = share[part], between[part]
    if not share or between is None:
        return "–"
    return f"{share:.3f} ({between[0]:.3f}–{between[1]:.3f})"


if __name__ == "__main__":
    main()
