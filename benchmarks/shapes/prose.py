"""News in sentences, paragraphs and quotations that are too long, too many, or nobody's."""

import random

from shapes.news import FIRST, VERBS, coined, sentence, sentence_of_words, speaker, words


def one_paragraph(rng: random.Random) -> str:
    """Return news without a line break."""
    return sentence(rng)


def unquoted(rng: random.Random) -> str:
    """Return names and descriptions without a quotation."""
    return f"{speaker(rng).capitalize()} {rng.choice(VERBS)} that {words(rng)}. "


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


def uncued(rng: random.Random) -> str:
    """Return quotations that nobody says, a paragraph each."""
    return f"“{words(rng, 20).capitalize()}.”\n\n"


def uncued_on_a_line(rng: random.Random) -> str:
    """Return quotations that nobody says, on one line."""
    return f"“{words(rng, 4).capitalize()}.” "


def one_long_quotation(rng: random.Random) -> str:
    """Return a quotation that never ends, full of names."""
    return f"{rng.choice(FIRST)} {coined(rng).capitalize()} and {words(rng)}. "


def long_quotations(rng: random.Random) -> str:
    """Return quotations of ten thousand characters."""
    return f"“{' '.join(sentence_of_words(rng) for _ in range(200))}” {speaker(rng)} said.\n\n"
