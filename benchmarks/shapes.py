"""Texts of odd shapes, any length: what no newsroom would print, and what one might print too much of.

Every kind of text is a function in ``KINDS`` that returns the next piece.
"""

import random
from collections.abc import Callable

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


def control(rng: random.Random) -> str:
    """Return control characters, NUL and lone surrogates in the words, in the cue and next to the marks."""
    odd = [chr(rng.choice((*range(32), 0x7F, 0x85, 0xAD, 0x2028, 0x2029, 0xFEFF, 0xD800, 0xDFFF))) for _ in range(3)]
    return f"“{odd[0]}{words(rng)}{odd[1]},” {speaker(rng)} sa{odd[2]}id. " + sentence(rng)


def right_to_left(rng: random.Random) -> str:
    """Return Hebrew and Arabic with bidirectional controls."""
    return rng.choice(
        ("“שלום לכולם,” אמר \u200fדוד לוי\u200e. ", '\u202e"مرحبا بالجميع"\u202c قال عمر. ', sentence(rng))
    )


def emoji(rng: random.Random) -> str:
    """Return characters beyond the basic plane, joined and modified, and combining marks."""
    return rng.choice(("“👩‍👩‍👧‍👦🇳🇴👍🏽!” 🗣️ said. ", "“Zo\u0308e\u0301 𝕨𝕖𝕟𝕥,” 𝐒𝐡𝐞 said. ", sentence(rng)))


def carriage_returns(rng: random.Random) -> str:
    """Return the line ends of three systems."""
    return sentence(rng) + rng.choice(("\r\n", "\r\n\r\n", "\r", "\n\r", "\n", ""))


def apostrophes(rng: random.Random) -> str:
    """Return possessives, years, feet and inches, dropped letters."""
    return rng.choice(
        ("the boys' 6'2\" hats, '90s rock 'n' roll ", "'Tis Jess' 12\" pie ", "''so'' 'it' wasn't ", sentence(rng))
    )


def capitals(rng: random.Random) -> str:
    """Return what a search for names and abbreviations could try in too many ways."""
    shout = rng.choice(("A" * 400, "The " * 100, "A. " * 100, "Aa " * 100, "(ABCDEFGH) ", "Mr. " * 50, "Van der " * 40))
    return shout + sentence(rng)


def one_paragraph(rng: random.Random) -> str:
    """Return news without a line break."""
    return sentence(rng)


def short_paragraphs(rng: random.Random) -> str:
    """Return a great many paragraphs with a great many speakers."""
    name = (
        f"{rng.choice(FIRST)} {rng.choice(LAST)[:-2]}{rng.choice('aeiou')}{rng.choice('lmnrst')}{rng.choice('aeiou')}"
    )
    return f"“{words(rng, 20).capitalize()},” said {name}, {rng.choice(TITLES)}.\n\n{sentence(rng)}\n\n"


def reopened(rng: random.Random) -> str:
    """Return an utterance that never ends: every paragraph opens the mark again."""
    return f"“{words(rng, 20).capitalize()}.\n\n"


def unquoted(rng: random.Random) -> str:
    """Return names and descriptions without a quotation."""
    return f"{speaker(rng).capitalize()} {rng.choice(VERBS)} that {words(rng)}. "


def blanks(rng: random.Random) -> str:
    """Return white space of all sorts."""
    return rng.choice((" ", "\t", "\u00a0", "\u2003", "\u3000", "\n")) * 50 + sentence(rng)


def one_word(_: random.Random) -> str:
    """Return a word that never ends."""
    return "a" * 1000


KINDS: dict[str, Callable[[random.Random], str]] = {
    kind.__name__: kind
    for kind in (
        unbalanced,
        nested,
        only_marks,
        one_mark,
        control,
        right_to_left,
        emoji,
        carriage_returns,
        apostrophes,
        capitals,
        one_paragraph,
        short_paragraphs,
        reopened,
        unquoted,
        blanks,
        one_word,
    )
}


def make_text(kind: str, length: int, seed: int) -> str:
    """Return a text of a kind and a length; the same seed gives the same text."""
    rng = random.Random(f"{kind}:{length}:{seed}")
    pieces = ["“"] if kind == "one_word" else []
    size = 0
    while size < length:
        pieces.append(KINDS[kind](rng))
        size += len(pieces[-1])
    return "".join(pieces)[:length]
