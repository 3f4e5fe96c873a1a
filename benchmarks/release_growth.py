"""Time what reads articles and what works on releases, on doubling sizes: the time must double too, not quadruple.

    python benchmarks/release_growth.py [KIND ...]

A kind is one of ``RELEASES``, of which the splits are decided, a release is written, validated, counted, and compared
with one that lacks every other article; or one of ``INPUTS``, which are read. In a release, quotations are by hand, for
what the detector takes is timed by growth.py.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from quotes.articles import read_articles
from quotes.dataset import diff, stats, validate, write_release
from quotes.dataset.placement import known_of, place_rows
from quotes.dataset.writing.rows import write_rows
from quotes.records import Article, Attribution, Context, Cue, Detection, Quote, Speaker, record_id

ARTICLES = (250, 500, 1_000, 2_000)
CHARACTERS = (125_000, 250_000, 500_000, 1_000_000)
MOST = 2.3
"""Growth per doubling that is still called linear: what grows with n log n, and a measurement's noise."""
_FROM = 0.1
"""CPU seconds below which the growth of a time tells of the clock and of what is loaded first."""
_SYLLABLES = "ba den cor mi lo ter ran sel vi pon dra ge hus lin mar ot pre qua rif stu tan ul ves wor yel zin".split()


def words(rng: random.Random, number: int) -> str:
    """Return so many words that hardly stand anywhere else."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(number))


def detection(number: int, quoted: list[str], rng: random.Random, prose: str = "") -> Detection:
    """Return an article in which somebody says each of the quotations."""
    paragraphs, places, name = [prose or words(rng, 60)], [], f"{words(rng, 1)} {words(rng, 1)}".title()
    for said in quoted:
        places.append(sum(map(len, paragraphs)) + 2 * len(paragraphs))
        paragraphs.append(f"“{said},” said {name}.")
    article = Article(id=f"a{number:06}", text="\n\n".join(paragraphs))
    made = [_quote(article, place, said, name) for place, said in zip(places, quoted, strict=True)]
    return Detection(article=article, quotes=tuple(made), rejected=())


def _quote(article: Article, place: int, said: str, name: str) -> Quote:
    start, end = place + 1, place + 2 + len(said)
    cue, who = end + 2, end + 7
    made = record_id(article.digest, start, end)
    return Quote(
        id=made,
        article_id=article.id,
        text=article.text[start:end],
        start=start,
        end=end,
        kind="full",
        utterance_id=made,
        speaker=Speaker(
            text=name, start=who, end=who + len(name), form="name", name=name, name_start=who, name_end=who + len(name)
        ),
        role=None,
        cue=Cue(text="said", start=cue, end=cue + 4, lemma="say"),
        attribution=Attribution(method="cue", confidence=0.9, reasons=("subject of “said”",)),
        context=Context(text=article.text[place : who + len(name) + 1], start=place, end=who + len(name) + 1),
    )


def unrelated(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield articles that have nothing in common."""
    for one in range(number):
        yield detection(one, [words(rng, 20), words(rng, 12)], rng)


def boilerplate(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield articles in each of which somebody else says the very same."""
    same = words(rng, 20)
    for one in range(number):
        yield detection(one, [same, words(rng, 12)], rng)


def unequal(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield two articles: one has a quotation of forty words for each of ``number``, the other all but its end."""
    long = words(rng, 40 * number)
    yield detection(0, [long], rng)
    yield detection(1, [long[: len(long) * 4 // 5].rpartition(" ")[0]], rng)


def reposts(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield one article, again and again, with another end."""
    prose, said = words(rng, 200), words(rng, 20)
    for one in range(number):
        yield detection(one, [said], rng, f"{prose} {words(rng, 3)}")


def one_story(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield articles of one story: sentences of some hundred, quotations of ten, cut short and with a word changed."""
    sentences, said = [words(rng, 12) for _ in range(100)], [words(rng, 20) for _ in range(10)]
    for one in range(number):
        quoted = []
        for chosen in rng.sample(said, 3):
            printed = chosen.split()[: rng.randint(12, 20)]
            printed[rng.randrange(12)] = words(rng, 1)
            quoted.append(" ".join(printed))
        yield detection(one, quoted, rng, ". ".join(rng.sample(sentences, 15)))


def one_article(number: int, rng: random.Random) -> Iterator[Detection]:
    """Yield one article with so many quotations."""
    yield detection(0, [words(rng, 8) for _ in range(number)], rng)


RELEASES: dict[str, Callable[[int, random.Random], Iterator[Detection]]] = {
    kind.__name__: kind for kind in (unrelated, boilerplate, unequal, reposts, one_story, one_article)
}


def prose(length: int, rng: random.Random, ending: str = "\n\n") -> str:
    """Return paragraphs of news, of so many characters."""
    paragraph = f"“{words(rng, 20)},” said {words(rng, 2).title()}. {words(rng, 60)}.{ending}"
    return paragraph * (length // len(paragraph) + 1)


INPUTS: dict[str, tuple[str, Callable[[int, random.Random], str]]] = {
    "md, paragraphs": (".md", prose),
    "md, one line": (".md", lambda length, rng: prose(length, rng, " ")),
    "md, blanks in a heading": (".md", lambda length, rng: f"# Noon{' ' * length}sharp\n\n{prose(9, rng)}"),
    "md, marks behind a heading": (".md", lambda length, rng: f"# Noon{' #' * (length // 2)} x\n\n{prose(9, rng)}"),
    "md, blanks in a value": (".md", lambda length, rng: f"---\ntitle: a{' ' * length}b\n---\n{prose(9, rng)}"),
    "md, values without end": (".md", lambda length, rng: "---\n" + "date: a\n" * (length // 8) + prose(9, rng)),
    "md, rules": (".md", lambda length, rng: "--- \n" * (length // 5) + prose(9, rng)),
    "html, paragraphs": (".html", lambda length, rng: _page(prose(length, rng, "</p>\n<p>"))),
    "html, one paragraph": (".html", lambda length, rng: _page(prose(length, rng, " "))),
    "html, nested": (".html", lambda length, rng: _page("<div>" * (length // 5) + prose(9999, rng))),
    "html, items": (".html", lambda length, rng: _page(f"<ul>{'<li>Ten' * (length // 7)}</ul><p>{prose(9999, rng)}")),
    "html, cells": (".html", lambda length, rng: _page(f"<table>{'<tr><td>Ten' * (length // 11)}</table>")),
    "html, quotations": (".html", lambda length, rng: _page(prose(length, rng, "</p><blockquote>So.</blockquote><p>"))),
    "csv, rows": (".csv", lambda length, rng: "id,text\n" + _rows(length, '{},"“It leaks,” she said."\n')),
    "csv, one row": (".csv", lambda length, rng: f'id,text\na,"{prose(length, rng)}"\n'),
    "csv, marks": (".csv", lambda length, rng: f'id,text\na,"{chr(34) * 2 * (length // 2)}"\n'),
    "csv, columns": (".csv", lambda length, rng: f"id,text{',x' * (length // 4)}\na,b{',y' * (length // 4)}\n"),
    "jsonl, rows": (".jsonl", lambda length, rng: _rows(length, '{{"id": "{}", "text": "“It leaks,” she said."}}\n')),
    "jsonl, one row": (".jsonl", lambda length, rng: f'{{"id": "a", "text": "{prose(length, rng, " ")}"}}\n'),
    "jsonl, escapes": (".jsonl", lambda length, rng: '{"id": "a", "text": "' + "\\u0041" * (length // 6) + '"}\n'),
    "jsonl, keys": (".jsonl", lambda length, rng: '{"id": "a", "text": "b"' + _rows(length, ', "{}": 1') + "}\n"),
    "txt, paragraphs": (".txt", prose),
    "txt, blank lines": (".txt", lambda length, rng: "\n" * length + prose(9, rng)),
}


def _page(body: str) -> str:
    return f"<html><head><title>Noon</title></head><body><article><p>{body}</p></article></body></html>"


def _rows(length: int, row: str) -> str:
    return "".join(row.format(f"k{one}") for one in range(length // len(row)))


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes; an iterator is read to its end."""
    start = time.process_time()
    done = work()
    if isinstance(done, Iterator):
        for _ in done:
            pass
    return time.process_time() - start


def time_release(kind: str, size: int, folder: Path) -> dict[str, float]:
    """Return the seconds that each step takes with a release of a kind and size."""

    def made() -> list[Detection]:
        return list(RELEASES[kind](size, random.Random(kind)))

    rows = folder / "rows"
    rows.mkdir()
    write_rows(made(), rows, None)
    with known_of(None) as known:
        placing = seconds(lambda: place_rows(rows, known, None, "full"))
    every_other = made()[::2] if len(made()) > 1 else made()
    settings = {"spacy_model": "by hand"}
    whole = made()
    writing = seconds(lambda: write_release(whole, name="new", version="1.0.0", out=folder, settings=settings))
    write_release(every_other, name="old", version="1.0.0", out=folder, settings=settings)
    new, old = folder / "new" / "1.0.0", folder / "old" / "1.0.0"
    return {
        "place": placing,
        "write": writing,
        "validate": seconds(lambda: validate(new)),
        "stats": seconds(lambda: stats(new)),
        "diff": seconds(lambda: diff(old, new)),
    }


def time_input(kind: str, size: int, folder: Path) -> dict[str, float]:
    """Return the seconds that reading takes with an input of a kind and size."""
    suffix, make = INPUTS[kind]
    path = folder / f"input{suffix}"
    path.write_text(make(size, random.Random(kind)), encoding="utf-8")
    return {"read": seconds(lambda: read_articles([path], on_skip=lambda _: None))}


def measure(kind: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each step, and the seconds that it takes at the four sizes."""
    steps: dict[str, list[float]] = {}
    timed, sizes = (time_release, ARTICLES) if kind in RELEASES else (time_input, CHARACTERS)
    for size in sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            for step, took in timed(kind, size, folder).items():
                steps.setdefault(step, []).append(took)
        finally:
            shutil.rmtree(folder)
    yield from steps.items()


def measured(kind: str) -> dict[str, list[float]]:
    """Return the seconds of each step; where one seems to grow too much, the least of two measurements."""
    taken = dict(measure(kind))
    if all(growth(times) <= MOST for times in taken.values()):
        return taken
    again = dict(measure(kind))
    return {step: [min(pair) for pair in zip(times, again[step], strict=True)] for step, times in taken.items()}


def growth(taken: list[float]) -> float:
    """Return the most that a time grows when the size doubles."""
    return max((longer / max(shorter, _FROM) for shorter, longer in pairwise(taken)), default=0.0)


def main(kinds: list[str]) -> int:
    """Print the seconds of each kind and step, and how many grow more than their input."""
    time_release("unrelated", 50, Path(tempfile.mkdtemp()))  # what is loaded first is not timed
    print(f"{'CPU seconds at 1, 2, 4, 8 times the size':42}{'':34}growth", flush=True)
    over = 0
    for kind in kinds or [*RELEASES, *INPUTS]:
        for step, taken in measured(kind).items():
            worst = growth(taken)
            over += worst > MOST
            row = "".join(f"{second:8.2f}" for second in taken)
            print(f"{kind + ': ' + step:42}{row}{worst:8.2f}{'  OVER' * (worst > MOST)}", flush=True)
    print(f"{over} grow more than {MOST} times when their input doubles")
    return over


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
