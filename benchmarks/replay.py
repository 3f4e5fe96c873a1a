"""Make shards of as many articles as wanted from a few thousand that were detected, enciphered anew in every copy.

    quotes detect articles.jsonl --shards detected            of seedlings.py, a thousand a shard
    python benchmarks/replay.py detected replayed 1_000_000 [--workers 2]
    quotes build --from-shards replayed --name replayed --version 1.0.0

To detect a million articles takes hours; to find what they have in common does not depend on who detected them. A copy
has every word but the commonest, short ones, given names and words of cues and roles replaced by letters of the same
number and ending, the same throughout the copy, so that all offsets stay. As in news, some articles are posted again
and some quote again what an earlier copy has: their paragraphs are in that copy's cipher.
"""

from __future__ import annotations

import functools
import hashlib
import json
import random
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from measuring import ROOT
from seedlings import read_stock
from xxhash import xxh3_64_intdigest

from quotes.dataset.release import ARTICLES, QUOTES, RECORD_TYPES, REJECTED, Inputs, file_entry, line_of, read_rows
from quotes.records import record_id
from quotes.shards.shard_folders import name_of, shards_in
from quotes.shards.shard_record import read_record

POSTED_AGAIN = 0.06
QUOTED_AGAIN = 0.06
"""Of all articles; a third of the seeds' stories, and of news, has something in common with another: these two are what
cannot be found by a look at one copy only."""
COPIES = 10
"""At least so many are made, of fewer articles where few are wanted, so that the shares are the same in all sizes."""
_WORD = re.compile(r"([^\W\d_]+)")
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvwz", "aeiou"

Row = dict[str, Any]


@functools.cache
def kept_words() -> frozenset[str]:
    """Return the words, in lower case, that are the same in every copy."""
    texts = [json.loads(line)["text"] for line in (ROOT / "seeds" / "gold.jsonl").read_text("utf-8").splitlines()]
    lower = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    given = (ROOT / "quotes" / "english" / "given_names.txt").read_text(encoding="utf-8").lower().split()
    return frozenset(lower - read_stock().words.keys() | set(given))


class Cipher(dict[str, str]):
    """What each word is in a copy; what is no word, and words that are the same in every copy, stay."""

    def __init__(self, key: int) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, piece: str) -> str:
        lower = piece.lower()
        self[piece] = made = _coined(piece, self._key) if piece.isalpha() and lower not in kept_words() else piece
        return made


_cipher = functools.lru_cache(maxsize=64)(Cipher)


@functools.lru_cache(maxsize=2**17)
def _pieces(text: str) -> tuple[str, ...]:
    """Return a text cut into its words and what stands between; each article is copied some hundred times."""
    return tuple(map(sys.intern, _WORD.split(text)))


def enciphered(text: str, key: int) -> str:
    """Return a text in the cipher of a copy; every character stands where it stood."""
    return "".join(map(_cipher(key).__getitem__, _pieces(text)))


def _coined(word: str, key: int) -> str:
    number, letters = xxh3_64_intdigest(f"{key} {word.lower()}".encode()), []
    ending = 2 if len(word) > 4 else 0  # as inflection goes by it
    for place, letter in enumerate(word[: len(word) - ending]):
        alphabet = _VOWELS if place % 2 else _CONSONANTS
        number, chosen = divmod(number, len(alphabet))
        letters.append(alphabet[chosen].upper() if letter.isupper() else alphabet[chosen])
    return "".join(letters) + word[len(word) - ending :]


def replayed(rows: Mapping[str, list[Row]], copy: int) -> dict[str, list[Row]]:
    """Return the rows of an article with its records, by file, as a copy has them."""
    article: Row = {**rows[ARTICLES][0]}
    rng = random.Random(f"{copy} {article['id']}")
    chance, earlier = rng.random(), rng.randrange(max(1, copy))
    whole = earlier if chance < POSTED_AGAIN else copy
    quoting = earlier if chance < POSTED_AGAIN + QUOTED_AGAIN else copy
    text = "".join(_paragraphs(article["text"], rows[QUOTES], whole, quoting))
    digest = hashlib.sha256(text.encode()).hexdigest()
    article |= {"id": f"{article['id']}-{copy}", "text": text, "digest": digest}
    made = {file: [_record(row, article, whole) for row in rows[file]] for file in (QUOTES, REJECTED)}
    ids = {old["id"]: new["id"] for old, new in zip(rows[QUOTES], made[QUOTES], strict=True)}
    made[QUOTES] = [{**row, "utterance_id": ids[row["utterance_id"]]} for row in made[QUOTES]]
    return {ARTICLES: [article], **made}


def _paragraphs(text: str, quotes: Iterable[Row], whole: int, quoting: int) -> Iterator[str]:
    starts = [quote["start"] for quote in quotes]
    begin = 0
    for paragraph in text.splitlines(keepends=True):
        end = begin + len(paragraph)
        yield enciphered(paragraph, quoting if any(begin <= start < end for start in starts) else whole)
        begin = end


def _record(row: Row, article: Row, key: int) -> Row:
    """Return a record of the article; what has a place is what stands there now."""
    ids = {"article_id": article["id"], "id": record_id(article["digest"], row["start"], row["end"])}
    return {**_placed(row, article["text"], key), **ids}


def _placed(part: Row, text: str, key: int) -> Row:
    made = {name: _placed(value, text, key) if isinstance(value, dict) else value for name, value in part.items()}
    if made.get("text") is not None:
        made["text"] = text[part["start"] : part["end"]]
    if "name_start" in part and part["name"] is not None:
        made["name"] = " ".join(text[part["name_start"] : part["name_end"]].split())
    for name in ("title", "organization"):
        if made.get(name):
            made[name] = enciphered(str(made[name]), key)
    if "alternatives" in part:
        made["alternatives"] = [_rival(one, text, key) for one in part["alternatives"]]
    return made


def _rival(part: Row, text: str, key: int) -> Row:
    made = _placed(part, text, key)
    return {**made, "name": made["name"] and enciphered(made["name"], key)}


@functools.cache
def articles_of(shard: Path) -> list[dict[str, list[Row]]]:
    """Return the articles of a shard, each with its records by file; few shards are copied often."""
    records: dict[str, dict[str, list[Row]]] = {QUOTES: {}, REJECTED: {}}
    for file, of in records.items():
        for row in read_rows(shard / file):
            of.setdefault(row["article_id"], []).append(row)
    return [
        {ARTICLES: [article], **{file: of.get(article["id"], []) for file, of in records.items()}}
        for article in read_rows(shard / ARTICLES)
    ]


def write_copy(source: Path, target: Path, number: int, copy: int, last: bool) -> None:
    """Write the shard of a number: a copy of another one."""
    target.mkdir(parents=True)
    inputs = hashlib.sha256()
    with ExitStack() as stack:
        files = {file: stack.enter_context((target / file).open("wb")) for file in RECORD_TYPES}
        for rows in articles_of(source):
            made = replayed(rows, copy)
            inputs.update(made[ARTICLES][0]["digest"].encode())
            for file, lines in files.items():
                lines.writelines(map(line_of, made[file]))
    record = read_record(source)
    replace(
        record,
        number=number,
        last=last,
        inputs=Inputs(articles=record.inputs.articles, digest=inputs.hexdigest()),
        files={file: file_entry(target / file) for file in RECORD_TYPES},
    ).write(target)


@click.command()
@click.argument("detected", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("number", type=lambda value: int(value.replace("_", "")))
@click.option("--workers", default=1, show_default=True)
def main(detected: Path, out: Path, number: int, workers: int) -> None:
    """Write shards of NUMBER articles, or as many more as fill a shard, to OUT."""
    shutil.rmtree(out, ignore_errors=True)
    shards = [path for _, path in shards_in(detected)]
    size = read_record(shards[0]).counts.articles
    count = -(-number // size)
    shards = shards[: max(1, count // COPIES)]
    with ProcessPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(
                write_copy, shards[one % len(shards)], out / name_of(one), one, one // len(shards), one == count - 1
            )
            for one in range(count)
        ]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
