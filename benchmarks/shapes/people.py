"""Speakers: too many, too alike, named or described without end."""

import random

from shapes.news import FIRST, LAST, TITLES, coined, sentence, words


def short_paragraphs(rng: random.Random) -> str:
    """Return a great many paragraphs with a great many speakers."""
    name = (
        f"{rng.choice(FIRST)} {rng.choice(LAST)[:-2]}{rng.choice('aeiou')}{rng.choice('lmnrst')}{rng.choice('aeiou')}"
    )
    return f"“{words(rng, 20).capitalize()},” said {name}, {rng.choice(TITLES)}.\n\n{sentence(rng)}\n\n"


def one_surname(rng: random.Random) -> str:
    """Return relatives: everybody has one surname, and some are called by it alone."""
    name = rng.choice((f"{coined(rng).capitalize()} Brandt", f"{coined(rng).capitalize()} Brandt", "Brandt"))
    return f"“{words(rng, 20).capitalize()},” said {name}.\n\n"


def one_first_name(rng: random.Random) -> str:
    """Return people who have only their first name in common."""
    name = rng.choice((f"Ilse {coined(rng).capitalize()}", "Ilse"))
    return f"“{words(rng, 20).capitalize()},” {name} said.\n\n"


def misspelt(rng: random.Random) -> str:
    """Return surnames that differ by a letter or two."""
    name = f"Br{rng.choice('aeiou')}{rng.choice('lmnrst')}d{rng.choice('aeiou')}{rng.choice('lmnrst')}{coined(rng)[:4]}"
    return f"“{words(rng, 20).capitalize()},” said {rng.choice(FIRST)} {name}.\n\n"


def middle_names(rng: random.Random) -> str:
    """Return one name with ever other names between."""
    between = " ".join(coined(rng).capitalize() for _ in range(rng.randint(0, 3)))
    return f"“{words(rng, 20).capitalize()},” said {' '.join(f'Ilse {between} Brandt'.split())}.\n\n"


def joint_speakers(rng: random.Random) -> str:
    """Return pairs who speak together."""
    pair = " and ".join(f"{rng.choice(FIRST)} {coined(rng).capitalize()}" for _ in range(2))
    return f"“{words(rng, 20).capitalize()},” {pair} said.\n\n"


def joint_surnames(rng: random.Random) -> str:
    """Return pairs who speak together, by their surnames, and their full names elsewhere."""
    one, other = coined(rng).capitalize(), coined(rng).capitalize()
    return f"Ilse {one} met Ravi {other}. “{words(rng, 20).capitalize()},” {one} and {other} said.\n\n"


def descriptions(rng: random.Random) -> str:
    """Return speakers who are only described."""
    noun = rng.choice(("mayor", "pilot", "nurse", "spokeswoman", "company", "senator", "official", "engineer"))
    return f"“{words(rng, 20).capitalize()},” the {noun} said.\n\n"


def one_description(rng: random.Random) -> str:
    """Return one described speaker, now and then more fully."""
    fuller = rng.choice(("", "", "", " for 9 to 5", " of course"))
    return f"“{words(rng, 8).capitalize()},” the spokeswoman{fuller} said. "


def pronouns(_: random.Random) -> str:
    """Return a speaker who is only ever called she."""
    return "“It leaks,” she said. "


def pronouns_only(_: random.Random) -> str:
    """Return pronouns and hardly anything else."""
    return "He said he said she said “it” and "


def pronouns_among_places(rng: random.Random) -> str:
    """Return a pronoun among names that it cannot mean, without a line break."""
    return f"“It leaks,” he said in {coined(rng).capitalize()}. "


def roles(rng: random.Random) -> str:
    """Return a name with more and more offices behind it."""
    return f"“It leaks,” said Ilse Brandt, {', '.join(f'head of the {word}' for word in words(rng, 12).split())}. "


def offices(rng: random.Random) -> str:
    """Return offices without end, with commas and links."""
    return f"head of {coined(rng).capitalize()}, chair of the {rng.choice(LAST)} board, “deputy” of "


def initials(rng: random.Random) -> str:
    """Return initials without end, quoted now and then."""
    return rng.choice(("A. ", "B.C. ", "D.", "E. F. “no,” ", "G., "))


def names_said(rng: random.Random) -> str:
    """Return short reports of many names, without a line break."""
    return f"{rng.choice(LAST)} said “no” and "


def brackets(rng: random.Random) -> str:
    """Return bodies with their abbreviations."""
    body = [coined(rng).capitalize() for _ in range(3)]
    return f"“It leaks,” said the {' '.join(body)} ({''.join(word[0] for word in body)}). "


def bodies(rng: random.Random) -> str:
    """Return bodies whose names never end."""
    return f"“It leaks,” said the {'Department of Bank and ' * 40}. {'Ministry of ' * 40} “no” "


def apposition(rng: random.Random) -> str:
    """Return asides that are never closed."""
    return f"{rng.choice(FIRST)} {coined(rng).capitalize()}, {words(rng)} — {words(rng)} ("


def labels(rng: random.Random) -> str:
    """Return an interview: labels with colons."""
    return f"{rng.choice(LAST).upper()}: “{words(rng, 20).capitalize()}.”\n\n{coined(rng).upper()}: Yes.\n\n"


def signatures(rng: random.Random) -> str:
    """Return signed quotations."""
    return f"“{words(rng, 20).capitalize()}.”\n\n— {rng.choice(FIRST)} {coined(rng).capitalize()}, baker\n\n"
