"""Texts of odd shapes, any length: what no newsroom would print, and what one might print too much of.

Every kind of text is a function in ``KINDS`` that returns the next piece.
"""

import random
from collections.abc import Callable

from shapes import characters, marks, people, prose

KINDS: dict[str, Callable[[random.Random], str]] = {
    kind.__name__: kind
    for kind in (
        marks.unbalanced,
        marks.nested,
        marks.only_marks,
        marks.one_mark,
        characters.control,
        characters.right_to_left,
        characters.emoji,
        characters.carriage_returns,
        marks.apostrophes,
        characters.capitals,
        prose.one_paragraph,
        people.short_paragraphs,
        marks.reopened,
        prose.unquoted,
        characters.blanks,
        characters.one_word,
        people.one_surname,
        people.one_first_name,
        people.misspelt,
        people.middle_names,
        people.joint_speakers,
        people.joint_surnames,
        prose.no_full_stop,
        prose.no_sentence_end,
        prose.no_sentence_end_pronouns,
        marks.runs_of_one_mark,
        marks.runs_of_odd_marks,
        marks.run_in_quotation,
        characters.capitalised,
        characters.capitals_said,
        people.descriptions,
        people.one_description,
        people.pronouns,
        people.pronouns_only,
        people.pronouns_among_places,
        people.roles,
        people.offices,
        people.initials,
        characters.rows_of_a_table,
        characters.items,
        prose.uncued,
        prose.uncued_on_a_line,
        marks.short_quotations,
        marks.glued_quotations,
        marks.said_and_quoted,
        people.names_said,
        characters.addresses,
        characters.one_address,
        characters.digits,
        characters.hyphens,
        characters.line_ends,
        characters.long_lines_of_blanks,
        people.brackets,
        people.bodies,
        people.apposition,
        prose.one_long_quotation,
        prose.long_quotations,
        characters.headlines,
        people.labels,
        people.signatures,
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
