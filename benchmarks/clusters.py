"""Time the clustering of invented quotations, near-duplicates among them, and print its peak memory.

    python benchmarks/clusters.py [NUMBER]

Words are drawn as in English: function words by their frequency, the others from a long tail. Speakers too: the
hundredth is quoted a hundredth as often as the first. A third of the quotations print an earlier one again: cut short,
with words changed, with a bracket; one in twenty is a phrase that everybody says.
"""

import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator

from measuring import peak_memory

from quotes.clusters.clustering import cluster
from quotes.clusters.matching import wording_of

FUNCTION_WORDS = (
    "the to and of a that we it is in i you this not for are be have they on with will he as was do but what our there "
    "their all at if can who so from about no or people would one by an has been which when more she them"
).split()
SYLLABLES = "ba den cor mi lo ter ran sel vi pon dra ge hus lin mar ot pre qua rif stu tan ul ves wor yel zin".split()
PHRASES = (
    "No comment", "I am innocent", "We are looking into it", "Thank you very much", "I know", "not guilty",
    "Our thoughts are with the families", "We take this very seriously", "We are monitoring the situation closely",
)  # fmt: skip


def quotations(number: int, seed: int = 7) -> Iterator[tuple[str, str, int]]:
    """Yield words, speaker, and the number of the quotation that is printed again, or its own; -1 for a phrase."""
    rng = random.Random(seed)
    tail = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(30_000)]
    tail_weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(tail))))
    function_weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(FUNCTION_WORDS))))
    names = [f"{rng.choice(SYLLABLES)} {rng.choice(tail)}".title() for _ in range(5_000)]
    name_weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(names))))
    said: list[tuple[list[str], str, int]] = []
    for position in range(number):
        if rng.random() < 0.05:
            yield rng.choice(PHRASES), rng.choices(names, cum_weights=name_weights)[0], -1
        elif said and rng.random() < 0.35:
            words, name, first = rng.choice(said)
            yield " ".join(printed_again(rng, words)), rng.choice((name, name, name.split()[-1])), first
        else:
            length = max(3, int(rng.lognormvariate(2.8, 0.5)))
            common = rng.choices(FUNCTION_WORDS, cum_weights=function_weights, k=length)
            rare = rng.choices(tail, cum_weights=tail_weights, k=length)
            words = [rng.choice(pair) for pair in zip(common, rare, strict=True)]
            name = rng.choices(names, cum_weights=name_weights)[0]
            if len(said) < 20_000:
                said.append((words, name, position))
            else:
                said[rng.randrange(len(said))] = (words, name, position)
            yield " ".join(words), name, position


def printed_again(rng: random.Random, words: list[str]) -> list[str]:
    """Return words as another paper prints them."""
    changed = list(words)
    kind = rng.random()
    if kind < 0.3:
        return changed
    if kind < 0.5 and len(changed) > 12:
        return changed[: len(changed) * 2 // 3]
    if kind < 0.7:
        changed.insert(rng.randrange(len(changed)), "[the minister]")
    for _ in range(max(1, len(changed) // 12)):
        changed[rng.randrange(len(changed))] = rng.choice(FUNCTION_WORDS)
    return changed


def main() -> None:
    """Print what the clustering took, and how many of the planted pairs it found."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        firsts = [first for words, name, first in quotations(number) if file.write(f"{json.dumps([words, name])}\n")]
        file.seek(0)
        start, processor = time.perf_counter(), time.process_time()
        clusters = cluster(wording_of(*json.loads(line)) for line in file).clusters
        took, processor = time.perf_counter() - start, time.process_time() - processor
    again = [(position, first) for position, first in enumerate(firsts) if first not in (-1, position)]
    found = sum(clusters[position] == clusters[first] for position, first in again)
    peak = peak_memory()
    print(f"{number} quotations in {took:.1f} s ({processor:.1f} s of one processor), peak memory {peak:.0f} MiB")
    print(f"{len(set(clusters.tolist()))} clusters")
    print(f"{found} of {len(again)} printed again are with the first ({found / len(again):.1%})")


if __name__ == "__main__":
    main()
