"""Characters, lines and words as no newsroom types them."""

import random

from shapes.news import coined, sentence, speaker, words


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


def capitals(rng: random.Random) -> str:
    """Return what a search for names and abbreviations could try in too many ways."""
    shout = rng.choice(("A" * 400, "The " * 100, "A. " * 100, "Aa " * 100, "(ABCDEFGH) ", "Mr. " * 50, "Van der " * 40))
    return shout + sentence(rng)


def blanks(rng: random.Random) -> str:
    """Return white space of all sorts."""
    return rng.choice((" ", "\t", "\u00a0", "\u2003", "\u3000", "\n")) * 50 + sentence(rng)


def one_word(_: random.Random) -> str:
    """Return a word that never ends."""
    return "a" * 1000


def capitalised(rng: random.Random) -> str:
    """Return a sentence of capitalised words that never ends, some of them quoted."""
    return f"{words(rng, 30).title()} {rng.choice(('', '“Leaks Again,” '))}"


def capitals_said(rng: random.Random) -> str:
    """Return capitalised words that never end, with verbs of speech among them."""
    return f"{words(rng, 30).title()} said “{words(rng, 3)}” "


def rows_of_a_table(rng: random.Random) -> str:
    """Return the rows of a table."""
    return f"| {coined(rng)} | {rng.randint(1, 99999)} | “{words(rng, 2)}” | {speaker(rng)} |\n"


def items(rng: random.Random) -> str:
    """Return the items of a list."""
    return f"- {words(rng, 5)}\n* “{words(rng, 3)}”\n1. {speaker(rng)}\n"


def addresses(rng: random.Random) -> str:
    """Return addresses of the Web without end."""
    return f"https://{coined(rng)}.example/{'/'.join(coined(rng) for _ in range(60))}?a={'%20' * 300} “so” "


def one_address(rng: random.Random) -> str:
    """Return one address that never ends."""
    return f"{coined(rng)}.{coined(rng)}/" * 50


def digits(rng: random.Random) -> str:
    """Return numbers of a thousand digits."""
    return f"{str(rng.randint(1, 9)) * 1000} “so” {'1,' * 500} {'2.' * 500} "


def hyphens(rng: random.Random) -> str:
    """Return words of a thousand parts."""
    return f"{'well-' * 200}known “so” {'A-b' * 200} O{chr(0x2019)}{'Neill’s’' * 100} "


def line_ends(_: random.Random) -> str:
    """Return line ends, with a quotation now and then."""
    return "\n" * 500 + "\r\n" * 200 + "“It leaks,” she said."


def long_lines_of_blanks(_: random.Random) -> str:
    """Return lines that hold nothing but many blanks."""
    return ("\n" + " " * 2000) * 3 + "“It leaks,” " + " " * 2000 + "she" + " " * 2000 + "said."


def headlines(rng: random.Random) -> str:
    """Return headlines."""
    return f"{words(rng, 20).title()} “{words(rng, 3).title()}”\n\n"
