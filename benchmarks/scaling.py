"""Run `quotes detect` or `quotes build` on ever more invented articles, and say what it costs.

    python benchmarks/scaling.py [--sizes 100,1000,10000] [--command detect] [--workers 1,2]
    python benchmarks/scaling.py [--sizes 100,1000,10000] --command shards [--workers 1,2]

The command shards is two, `quotes detect --shards` and `quotes build --from-shards`, and tells how much disk they take.

The articles are those of seedlings.py, written to a file before the clock starts. Costs are those of the whole command,
from its start to its end, loading included; memory is that of all its processes.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from measuring import Cost, machine, run, table, versions
from seedlings import grow

HEAD = (
    "quotes", "articles", "words", "workers", "CPU seconds", "seconds", "articles per CPU second",
    "articles per second",
    "memory, MiB", "largest process, MiB", "disk, MiB",
)  # fmt: skip


def _numbers(value: str) -> list[int]:
    return [int(part.replace("_", "")) for part in value.split(",")]


@click.command()
@click.option("--sizes", type=_numbers, default="100,1000,10000", show_default=True, help="How many articles.")
@click.option(
    "--command", "name", type=click.Choice(["detect", "build", "shards"]), default="detect", show_default=True
)
@click.option("--workers", type=_numbers, default="1", show_default=True, help="How many processes, such as 1,2.")
def main(sizes: Sequence[int], name: str, workers: Sequence[int]) -> None:
    """Print what the command costs at each size."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            articles = Path(folder, f"{size}.jsonl")
            words = write(size, articles)
            for number in workers:
                out = Path(folder, f"{size}-{number}")
                for step, command in _commands(name, articles, number, out):
                    cost = run(command, folder=out)
                    click.echo(f"{step} {size:,} articles, {number} workers: {cost.cpu:.1f} CPU seconds", err=True)
                    rows.append(_row(step, size, words, number, cost))
                shutil.rmtree(out)
            articles.unlink()
    click.echo(f"quotes {name}; {machine()}; {versions(['quote-attribution', 'spacy'])}\n")
    click.echo(table(HEAD, rows))


def write(size: int, path: Path) -> int:
    """Write so many articles, and return how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for row in grow(size):
            words += len(row["text"].split())
            file.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    return words


def _commands(name: str, articles: Path, workers: int, out: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield what each command is called and its words; they write to ``out``."""
    out.mkdir()
    quotes = [sys.executable, "-c", "from quotes.cli import main; main()"]
    shared = ["--workers", str(workers)] if workers > 1 else []
    release = ["--name", "invented", "--version", "1.0.0", "--license", "CC0-1.0", "--out", str(out)]
    if name == "detect":
        yield name, [*quotes, "detect", str(articles), "--output", str(out / "records.jsonl"), *shared]
    elif name == "build":
        yield name, [*quotes, "build", str(articles), *release, *shared]
    else:
        yield "detect --shards", [*quotes, "detect", str(articles), "--shards", str(out / "shards"), *shared]
        yield "build --from-shards", [*quotes, "build", "--from-shards", str(out / "shards"), *release]


def _row(step: str, size: int, words: int, workers: int, cost: Cost) -> list[str]:
    return [
        step,
        *(f"{number:,}" for number in (size, words, workers)),
        *(f"{seconds:,.1f}" for seconds in (cost.cpu, cost.wall, size / cost.cpu, size / cost.wall)),
        *(f"{memory:,.0f}" for memory in (cost.together, cost.largest, cost.disk)),
    ]


if __name__ == "__main__":
    main()
