"""Print how many verbs of saying and nouns for somebody's people the detector reads right that come from a dictionary.

    python benchmarks/unlisted.py DICT [MODEL]

DICT is the folder of WordNet's data files (data.verb, data.noun). The verbs are those of communication that no list of
the language holds, the nouns people that are somebody's: relatives, assistants, friends. Of each so many are drawn
evenly, in alphabetical order, and put into the same sentences, in which somebody else is named as well. The past of a
verb is the regular one ("bringed"). MODEL is a file of weights; without it, those that ship.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from quotes import Detector, english
from quotes.english.verbs import inflect

COMMUNICATION = "32"
"""WordNet's number of its verbs of communication."""
OWNED = ("relative", "assistant", "friend", "employee")
VERBS, NOUNS = 60, 41
OTHER = "Bo Leeds met the press after Tess Vane had gone. "
CLAUSES = {
    "“…,” verb name": ("“We cannot wait any longer for this,” {} Hana Mirek. Traffic was light.", "Hana Mirek"),
    "“…,” name verb": ("“We cannot wait any longer for this,” Hana Mirek {}. Traffic was light.", "Hana Mirek"),
    "name verb: “…”": ("Hana Mirek {}: “We cannot wait any longer for this.” Traffic was light.", "Hana Mirek"),
    "name verb, “…”": ("Hana Mirek {}, “We cannot wait any longer for this.” Traffic was light.", "Hana Mirek"),
}
OWNERS = {
    "“…,” said X's noun": ("“We cannot wait any longer for this,” said Hana Mirek's {}.", "Hana Mirek's {}"),
    "“…,” X's noun said": ("“We cannot wait any longer for this,” Hana Mirek's {} said.", "Hana Mirek's {}"),
    "X's noun said: “…”": ("Hana Mirek's {} said: “We cannot wait any longer for this.”", "Hana Mirek's {}"),
    "X's noun called it “…”": ("Hana Mirek's {} called it “a long wait for nothing.”", "Hana Mirek's {}"),
}


def main(folder: Path, model: str | None = None) -> None:
    """Print both tables."""
    of_communication = (words for _, number, words, _ in synsets(folder / "data.verb") if number == COMMUNICATION)
    known = {*english.verb_forms().values()}
    verbs = sorted({verb for words in of_communication for verb in words if verb.islower() and verb not in known})
    detector = Detector(model=model)
    table(detector, "verb", CLAUSES, [inflect(verb)[1] for verb in share(verbs, VERBS)])
    table(detector, "noun", OWNERS, share(sorted(people(folder / "data.noun")), NOUNS))


def table(detector: Detector, title: str, sentences: dict[str, tuple[str, str]], words: list[str]) -> None:
    """Print how many of the words are read right in each sentence."""
    print(f"{len(words)} {title}s: {' '.join(words)}\n\n| sentence | right of {len(words)} | wrong |\n|---|---|---|")
    for name, (sentence, speaker) in sentences.items():
        wrong = []
        for word in words:
            quotes = detector.detect(OTHER + sentence.format(word))
            found = [quote.speaker.text if quote.speaker else None for quote in quotes]
            if found != [speaker.format(word)]:
                wrong.append(word)
        print(f"| {name} | {len(words) - len(wrong)} | {' '.join(wrong)} |", flush=True)
    print()


def people(path: Path) -> set[str]:
    """Return the single words below the nouns that name somebody's people."""
    below: dict[str, list[str]] = {}
    words_of: dict[str, list[str]] = {}
    roots = []
    for offset, number, words, above in synsets(path):
        words_of[offset] = words
        for one in above:
            below.setdefault(one, []).append(offset)
        if number == "18" and words[:1] and words[0] in OWNED:
            roots.append(offset)
    found: set[str] = set()
    while roots:
        offset = roots.pop()
        found |= {word for word in words_of[offset] if word.isalpha() and word.islower()}
        roots += below.get(offset, [])
    return found


def synsets(path: Path) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield offset, file number, single words and the offsets above of each synset."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = fields[4 : 4 + 2 * count : 2]
        pointers = fields[5 + 2 * count :]
        above = [pointers[i + 1] for i in range(len(pointers) - 1) if pointers[i] in {"@", "@i"}]
        yield fields[0], fields[1], [word for word in words if word.isalpha()], above


def share(words: list[str], count: int) -> list[str]:
    """Return so many words, evenly drawn."""
    return [words[i * len(words) // count] for i in range(min(count, len(words)))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
