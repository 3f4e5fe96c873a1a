"""Short forms are spelt out in one pass, as they were one after the other; what looks for words finds all of them."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from quotes import english
from quotes.clusters.numbers import join_numbers

ROOT = Path(__file__).parent.parent
ONE_AFTER_THE_OTHER = (
    (re.compile(r"(?<=\w)n't\b", re.I), " not"),
    (re.compile(r"(?<=\w)'re\b", re.I), " are"),
    (re.compile(r"(?<=\w)'ll\b", re.I), " will"),
    (re.compile(r"(?<=\w)'ve\b", re.I), " have"),
    (re.compile(r"(?<=\w)'d\b", re.I), " would"),
    (re.compile(r"\b([Ii])'m\b"), r"\1 am"),
    (re.compile(r"\b(it|that|he|she|what|there|here|who|where|how)'s\b", re.I), r"\1 is"),
    (re.compile(r"(?<=\w)'s?(?!\w)"), ""),
)
PIECES = (
    *("n't 're 'll 've 'd 'm 's ' I i it that he she what there here who where how".split()),
    *("x s t S N'T 'S 'M 'LL don isn _ 9 é - . , ı ITıt".split()),
    *("  "),
)


def slowly(text: str) -> str:
    for pattern, words in ONE_AFTER_THE_OTHER:
        text = pattern.sub(words, text)
    return text


def at_once(text: str) -> str:
    return english.SHORTENED.sub(lambda found: english.IN_FULL[found.lastindex or 0], text)


def texts_of_seeds() -> Iterator[str]:
    for file in ("articles", "quotes", "rejected"):
        for line in (ROOT / "dist" / "seeds" / "1.0.0" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            yield unicodedata.normalize("NFKC", json.loads(line)["text"]).replace("’", "'").replace("‘", "'")


def test_the_texts_of_the_seeds_are_spelt_out_as_one_after_the_other() -> None:
    different = [text for text in texts_of_seeds() if at_once(text) != slowly(text)]
    assert different == []


def test_so_is_whatever_apostrophes_stand_in() -> None:
    chance = random.Random(7)
    made = ("".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(20_000))
    assert [text for text in made if at_once(text) != slowly(text)] == []


def test_each_word_to_spell_out_has_a_part_that_is_looked_for() -> None:
    missing = [word for word in english.SPELT_OUT if not any(part in word for part in english.IN_WORDS_TO_SPELL_OUT)]
    assert missing == []


def test_words_that_count_nothing_stay() -> None:
    assert [*join_numbers(["Ann", "saw", "it"])] == ["Ann", "saw", "it"]
    assert [*join_numbers(["four", "per", "cent", "%"])] == ["4", "percent", "percent"]
