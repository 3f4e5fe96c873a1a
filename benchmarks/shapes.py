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


def coined(rng: random.Random) -> str:
    """Return a name or word that hardly stands anywhere else."""
    return "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(3))


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


def no_full_stop(rng: random.Random) -> str:
    """Return paragraphs without a full stop, each with a new speaker."""
    return f"“{words(rng, 20).capitalize()},” said {rng.choice(FIRST)} {coined(rng).capitalize()}\n\n"


def no_sentence_end(rng: random.Random) -> str:
    """Return a sentence that never ends, with words in marks."""
    return f"and {speaker(rng)} {rng.choice(VERBS)} that {words(rng)}, which was “{words(rng, 6)}”, "


def no_sentence_end_pronouns(rng: random.Random) -> str:
    """Return a sentence that never ends, in which a pronoun speaks and people are named."""
    name = f"{rng.choice(FIRST)} {coined(rng).capitalize()}"
    return f"and he said “{words(rng, 6)}” to {name}, "


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


def capitalised(rng: random.Random) -> str:
    """Return a sentence of capitalised words that never ends, some of them quoted."""
    return f"{words(rng, 30).title()} {rng.choice(('', '“Leaks Again,” '))}"


def capitals_said(rng: random.Random) -> str:
    """Return capitalised words that never end, with verbs of speech among them."""
    return f"{words(rng, 30).title()} said “{words(rng, 3)}” "


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


def rows_of_a_table(rng: random.Random) -> str:
    """Return the rows of a table."""
    return f"| {coined(rng)} | {rng.randint(1, 99999)} | “{words(rng, 2)}” | {speaker(rng)} |\n"


def items(rng: random.Random) -> str:
    """Return the items of a list."""
    return f"- {words(rng, 5)}\n* “{words(rng, 3)}”\n1. {speaker(rng)}\n"


def uncued(rng: random.Random) -> str:
    """Return quotations that nobody says, a paragraph each."""
    return f"“{words(rng, 20).capitalize()}.”\n\n"


def uncued_on_a_line(rng: random.Random) -> str:
    """Return quotations that nobody says, on one line."""
    return f"“{words(rng, 4).capitalize()}.” "


def short_quotations(_: random.Random) -> str:
    """Return the shortest quotations, one behind the other."""
    return "“a” "


def glued_quotations(_: random.Random) -> str:
    """Return the shortest quotations with nothing between them."""
    return "«a»"


def said_and_quoted(_: random.Random) -> str:
    """Return the shortest reports."""
    return "she said “no” "


def names_said(rng: random.Random) -> str:
    """Return short reports of many names, without a line break."""
    return f"{rng.choice(LAST)} said “no” and "


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


def one_long_quotation(rng: random.Random) -> str:
    """Return a quotation that never ends, full of names."""
    return f"{rng.choice(FIRST)} {coined(rng).capitalize()} and {words(rng)}. "


def long_quotations(rng: random.Random) -> str:
    """Return quotations of ten thousand characters."""
    return f"“{' '.join(sentence_of_words(rng) for _ in range(200))}” {speaker(rng)} said.\n\n"


def sentence_of_words(rng: random.Random) -> str:
    """Return a sentence without a quotation."""
    return f"{words(rng).capitalize()}."


def headlines(rng: random.Random) -> str:
    """Return headlines."""
    return f"{words(rng, 20).title()} “{words(rng, 3).title()}”\n\n"


def labels(rng: random.Random) -> str:
    """Return an interview: labels with colons."""
    return f"{rng.choice(LAST).upper()}: “{words(rng, 20).capitalize()}.”\n\n{coined(rng).upper()}: Yes.\n\n"


def signatures(rng: random.Random) -> str:
    """Return signed quotations."""
    return f"“{words(rng, 20).capitalize()}.”\n\n— {rng.choice(FIRST)} {coined(rng).capitalize()}, baker\n\n"


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
        one_surname,
        one_first_name,
        misspelt,
        middle_names,
        joint_speakers,
        joint_surnames,
        no_full_stop,
        no_sentence_end,
        no_sentence_end_pronouns,
        runs_of_one_mark,
        runs_of_odd_marks,
        run_in_quotation,
        capitalised,
        capitals_said,
        descriptions,
        one_description,
        pronouns,
        pronouns_only,
        pronouns_among_places,
        roles,
        offices,
        initials,
        rows_of_a_table,
        items,
        uncued,
        uncued_on_a_line,
        short_quotations,
        glued_quotations,
        said_and_quoted,
        names_said,
        addresses,
        one_address,
        digits,
        hyphens,
        line_ends,
        long_lines_of_blanks,
        brackets,
        bodies,
        apposition,
        one_long_quotation,
        long_quotations,
        headlines,
        labels,
        signatures,
    )
}
_OPENED = frozenset({"one_word", "one_long_quotation", "one_address"})


def make_text(kind: str, length: int, seed: int) -> str:
    """Return a text of a kind and a length; the same seed gives the same text."""
    rng = random.Random(f"{kind}:{length}:{seed}")
    pieces = ["“"] if kind in _OPENED else []
    size = 0
    while size < length:
        pieces.append(KINDS[kind](rng))
        size += len(pieces[-1])
    return "".join(pieces)[:length]
