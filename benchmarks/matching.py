"""Time the clustering of ever more quotations of real kind, and say how the costs grow: 1.0 is in proportion.

    python benchmarks/matching.py polnear-train.jsonl [--sizes 10000,30000,100000,300000,1000000]
    python benchmarks/matching.py FOLDER-OF-SHARDS [--sizes ...]

Of a file of gold, spans of four to eight words change places among all quotations of a copy, and its rarer words are
in the copy's cipher (replay.py); names, too. So what many say stays what many say, and nobody says the same by design,
but for one in twenty that is printed again, cut short or with a word changed. Of shards, the quotations are those of
replay.py. All is in a file before the clock starts; every size has a process of its own.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

import click
from measuring import ONE_THREAD, ROOT, machine, peak_memory, table
from replay import COPIES, articles_of, enciphered, replayed

from quotes.clusters import clustering
from quotes.clusters.candidates import Candidates
from quotes.clusters.matching import wording_of
from quotes.dataset.release import QUOTES
from quotes.shards.shard_folders import shards_in

PRINTED_AGAIN = 0.05
SPANS = (4, 8)
STEPS = {"keys": "_add_keys", "pairs": "_matches", "leaders": "_leaders"}
_KEPT = 1000
"""Quotations of which one is drawn to be printed again."""

Said = tuple[str, str | None, int]


def of_gold(path: Path, number: int) -> Iterator[Said]:
    """Yield words, speaker and article of so many quotations made of those of a file of gold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    said = [
        (quote["text"], (quote["speaker"] or {}).get("text"), one)
        for one, row in enumerate(rows)
        for quote in row["quotes"]
    ]
    copies = max(COPIES, -(-number // len(said)))
    said = said[: number // copies + 1]
    recent: list[Said] = []
    for copy in range(copies):
        rng = random.Random(copy)
        for text, (_, speaker, article) in zip(shuffled([text for text, _, _ in said], rng), said, strict=True):
            one = (enciphered(text, copy), speaker and enciphered(speaker, copy), copy * len(rows) + article)
            if recent and rng.random() < PRINTED_AGAIN:
                words, name, _ = rng.choice(recent)
                one = (printed_again(words.split(), rng), name, one[2])
            recent.append(one)
            if len(recent) > _KEPT:
                del recent[rng.randrange(_KEPT)]
            yield one


def shuffled(texts: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Yield texts of as many words, made of the spans of all of them."""
    spans, sizes = [], []
    for text in texts:
        words = text.split()
        sizes.append(len(words))
        while words:
            length = rng.randint(*SPANS)
            spans.append(words[:length])
            del words[:length]
    rng.shuffle(spans)
    words_left = (word for span in spans for word in span)
    for size in sizes:
        yield " ".join(islice(words_left, size))


def printed_again(words: list[str], rng: random.Random) -> str:
    """Return words as another paper prints them: the same, cut short, or with a word changed."""
    kind = rng.randrange(3)
    if kind == 1 and len(words) > 12:
        words = words[: len(words) * 2 // 3]
    elif kind == 2 and len(words) > 6:
        words[rng.randrange(len(words))] = "that"
    return " ".join(words)


def of_shards(folder: Path, number: int) -> Iterator[Said]:
    """Yield words, speaker and article of so many quotations made of those in shards."""
    base, quotes = [], 0
    for rows in (rows for _, shard in shards_in(folder) for rows in articles_of(shard)):
        if quotes >= number / COPIES:
            break
        base.append(rows)
        quotes += len(rows[QUOTES])
    for one in range(-(-number // quotes) * len(base)):
        copy, place = divmod(one, len(base))
        for quote in replayed(base[place], copy)[QUOTES]:
            yield quote["text"], (quote["speaker"] or {}).get("name"), one


def costs(path: Path) -> dict[str, Any]:
    """Cluster what a file holds, in this process: CPU seconds by step, MiB, pairs, clusters."""
    spent: dict[str, float] = {}
    pairs = [0, 0]

    def clocked(step: str, name: str) -> Any:
        made = getattr(clustering, name)

        def call(*arguments: Any) -> Any:
            start = time.process_time()
            found = made(*arguments)
            spent[step] = time.process_time() - start
            if step == "pairs":
                pairs[1] = len(found[0])
            return found

        return mock.patch.object(clustering, name, call)

    def counted(self: Candidates, *arguments: Any) -> Iterator[tuple[int, int]]:
        for pair in found_by(self, *arguments):
            pairs[0] += 1
            yield pair

    found_by = Candidates.pairs
    start = time.process_time()
    with ExitStack() as stack:
        file = stack.enter_context(path.open(encoding="utf-8"))
        for patch in (mock.patch.object(Candidates, "pairs", counted), *(clocked(*one) for one in STEPS.items())):
            stack.enter_context(patch)
        lines = map(json.loads, file)
        found = clustering.cluster(wording_of(text, name, story=story) for text, name, story in lines)
    whole = time.process_time() - start
    return {
        **spent,
        "words": whole - sum(spent.values()),
        "all": whole,
        "MiB": peak_memory(),
        "compared": pairs[0],
        "alike": pairs[1],
        "clusters": len(set(found.clusters.tolist())),
    }


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--sizes", default="10000,30000,100000,300000,1000000", show_default=True)
def main(source: Path, sizes: str) -> None:
    """Print what the clustering of each number of quotations costs, and by which power it grows."""
    rows: list[list[str]] = []
    before: tuple[int, float] | None = None
    made = of_shards if source.is_dir() else of_gold
    for size in map(int, sizes.split(",")):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
            file.writelines(f"{json.dumps(said)}\n" for said in islice(made(source, size), size))
            file.flush()
            code = f"import json, matching, pathlib; print(json.dumps(matching.costs(pathlib.Path({file.name!r}))))"
            environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"}
            run = subprocess.run([sys.executable, "-c", code], env=environment, check=True, stdout=subprocess.PIPE)
        cost = json.loads(run.stdout)
        steps = ("words", *STEPS, "all")
        power = math.log(cost["all"] / before[1]) / math.log(size / before[0]) if before else None
        rows.append(
            [
                f"{size:,}",
                *(f"{cost[step]:,.1f}" for step in steps),
                "" if power is None else f"{power:.2f}",
                *(f"{cost[name]:,.0f}" for name in ("MiB", "compared", "alike", "clusters")),
            ]
        )
        before = (size, cost["all"])
        print(rows[-1], file=sys.stderr, flush=True)
    print(f"{source.name}; {machine()}; CPU seconds\n")
    print(table(["quotations", "words", "keys", "pairs", "leaders", "all", "grows with the power", "memory, MiB",
                 "pairs compared", "pairs alike", "clusters"], rows))  # fmt: skip


if __name__ == "__main__":
    main()
