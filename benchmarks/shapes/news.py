"""Words, speakers and sentences of news, of which the texts are made."""

import random

MARKS = ("“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", "‹", "›", "「", "」")
WORDS = (
    "the harbor opens at noon but nobody from the ferry line came to say why it leaks so the council will ask again "
    "in June about pilots tide tables lamps rope and a bridge that Ilse Brandt calls too narrow for Oduya and Lim"
).split()
VERBS = ("said", "added", "told reporters", "wrote", "according to the mayor", "asked", "and left")
FIRST = ("Ilse", "Tomas", "Adaeze", "Ravi", "Mei", "Sigrid", "Omar", "Lucia")
LAST = ("Brandt", "Oduya", "Lim", "Roe", "Okafor", "Weld", "Sato", "Pires")
TITLES = ("Mayor", "Harbor Commissioner", "the senator", "a spokeswoman for the ferry line,", "Dr.", "pilot", "")


def words(rng: random.Random, most: int = 12) -> str:
    """Return a few words of prose."""
    return " ".join(rng.choices(WORDS, k=rng.randint(1, most)))


def speaker(rng: random.Random) -> str:
    """Return somebody who could have spoken."""
    name = rng.choice(
        (f"{rng.choice(FIRST)} {rng.choice(LAST)}", rng.choice(LAST), "she", "he", "the mayor", "officials")
    )
    return f"{rng.choice(TITLES)} {name}".strip()


def sentence(rng: random.Random) -> str:
    """Return a sentence of news with a quotation."""
    quoted, who, verb = words(rng, 20).capitalize(), speaker(rng), rng.choice(VERBS)
    return rng.choice((f"“{quoted},” {who} {verb}. ", f'{who} {verb}, "{quoted}." ', f"{who} was “{words(rng, 3)}”. "))


def coined(rng: random.Random) -> str:
    """Return a name or word that hardly stands anywhere else."""
    return "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(3))


def sentence_of_words(rng: random.Random) -> str:
    """Return a sentence without a quotation."""
    return f"{words(rng).capitalize()}."
