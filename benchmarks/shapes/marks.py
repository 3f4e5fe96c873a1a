"""Marks without order or end, and quotations of which there is little but the marks."""

import random

from shapes.news import MARKS, sentence, speaker, words


def unbalanced(rng: random.Random) -> str:
    """Return marks of all families, at random, among words."""
    end = rng.choice(("", "", "", "\n"))
    return f"{rng.choice(MARKS)}{words(rng)},{rng.choice((*MARKS, ''))} {speaker(rng)} said. {end}"


def nested(rng: random.Random) -> str:
    """Return quotations in quotations, twenty deep."""
    pairs = [rng.choice((("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"))) for _ in range(20)]
    deep = words(rng)
    for opening, closing in pairs:
        deep = f"{opening}{words(rng, 2)} {deep}{closing}"
    return f"{deep} {speaker(rng)} said.\n"


def only_marks(rng: random.Random) -> str:
    """Return nothing but marks."""
    return "".join(rng.choices(MARKS, k=20))


def one_mark(_: random.Random) -> str:
    """Return one kind of mark only, blanks between."""
    return '" '


def apostrophes(rng: random.Random) -> str:
    """Return possessives, years, feet and inches, dropped letters."""
    return rng.choice(
        ("the boys' 6'2\" hats, '90s rock 'n' roll ", "'Tis Jess' 12\" pie ", "''so'' 'it' wasn't ", sentence(rng))
    )


def reopened(rng: random.Random) -> str:
    """Return an utterance that never ends: every paragraph opens the mark again."""
    return f"“{words(rng, 20).capitalize()}.\n\n"


def runs_of_one_mark(rng: random.Random) -> str:
    """Return long runs of one mark beside quotations."""
    run = rng.choice("!?.,-—–_=*#~/|:;…·•'’")
    return f"{run * 3000}“{words(rng, 20).capitalize()},” she said{rng.choice(('', ' '))}{run * 2000}\n\n"


def runs_of_odd_marks(rng: random.Random) -> str:
    """Return long runs of mixed punctuation beside quotations."""
    run = "".join(rng.choices("!?.,-—–_=*#~/|:;…·•()[]{}<>%$&@^+", k=3000))
    return f"{run}“{words(rng, 20).capitalize()},” she said.\n\n"


def run_in_quotation(rng: random.Random) -> str:
    """Return long runs of one mark inside quotations."""
    return f"“{words(rng, 5).capitalize()}{rng.choice('!?.-—_…') * 3000},” she said.\n\n"


def short_quotations(_: random.Random) -> str:
    """Return the shortest quotations, one behind the other."""
    return "“a” "


def glued_quotations(_: random.Random) -> str:
    """Return the shortest quotations with nothing between them."""
    return "«a»"


def said_and_quoted(_: random.Random) -> str:
    """Return the shortest reports."""
    return "she said “no” "
