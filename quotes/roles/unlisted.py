"""Bound roles whose noun is in no list by where they stand: "Kell skip Ann Orr", "Ann Orr, the Kell skip, won"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes import english
from quotes.roles.complements import complements_end
from quotes.roles.words import (
    AGE,
    FUNCTION_WORDS,
    SENTENCE_ENDS,
    SHORTEST_FORM,
    Chunk,
    Word,
    is_break,
    is_finite,
    is_time,
    is_word,
)

_MOST_MODIFIERS = 2
_MOST_CAPITALS = 4
_LONGEST_APPOSITION = 6
_ALONE = 2
"""Words of "the libero"."""
_NOUN_TAGS = frozenset({"NN", None})
_TAGS_BEFORE_SUBJECT = _NOUN_TAGS | {"VB", "VBP"}
"""What a parser may take the noun in "skip Ann Orr said" for: another verb follows, so it is none itself."""
_BEFORE_OBJECTS = frozenset("against and behind between by for from of to with".split())
_BEFORE_ADVERBIALS = FUNCTION_WORDS | english.PREPOSITIONS | english.PLACE_PREPOSITIONS | {"under"}
_NO_SINGULAR = ("ed", "ing", "ly", "s")
_CLOSERS = frozenset({",", ".", ";", ")", "—"})


def is_common_noun(word: Word, tags: frozenset[str | None] = _NOUN_TAGS) -> bool:
    """Tell whether a word in lower case may be a noun for a person, as far as lists of other nouns tell."""
    plain = _is_small(word) and word.tag in tags and not is_time(word)
    return plain and word.lower not in english.NO_OCCUPATIONS and not english.ends_like_adjective(word.lower)


def is_closed(words: Sequence[Word], end: int) -> bool:
    """Tell whether an apposition may end before ``end``: at a mark, or at "who"."""
    return end == len(words) or words[end].text in _CLOSERS or words[end].lower == "who"


def title_of_any_noun(before: Sequence[Word], end: int, after: Sequence[Word]) -> Chunk | None:
    """Return the noun right before a name, without article, and what stands before it: "[Kell skip] Ann Orr said".

    Before the subject of a verb it is no verb itself, nor behind a preposition; elsewhere the parser has to say so.
    """
    head = end - 1
    subject = bool(after) and is_finite(after[0])
    if head < 0 or not _is_single(before[head], _TAGS_BEFORE_SUBJECT if subject else _NOUN_TAGS):
        return None
    first = head
    while first and head - first < _MOST_MODIFIERS and _modifies(before[first - 1]):
        first -= 1
        if before[first].lower in english.ORDINALS:
            break
    lowest = first
    while first and lowest - first < _MOST_CAPITALS and before[first - 1].capital and is_word(before[first - 1]):
        first -= 1
    chunk, previous = Chunk(first, head, end, known=False), before[first - 1] if first else None
    opens = previous is None or previous.text in SENTENCE_ENDS or previous.text == ","
    if subject:
        return chunk if opens or (previous and previous.lower in english.CONJUNCTIONS) else None
    reported = previous is not None and previous.lower in english.REPORTING_FORMS and before[head].tag is None
    predicated = previous is not None and previous.lower in {"is", "was"}  # "Among them is skip Ann Orr, 41"
    if predicated or reported or (before[head].tag == "NN" and (opens or (previous and is_finite(previous)))):
        # "said Kell skip Ann Orr"
        return chunk
    if before[first].lower in english.ORDINALS | {"top"} and first < head:  # "beat sixth seed Ann Orr"
        return chunk
    apart = len(after) > 1 and after[0].text == "," and (after[1].lower == "who" or AGE.match(after[1].text))
    starts_so = before[first].capital and before[first].lower not in _BEFORE_ADVERBIALS
    if opens and apart and starts_so and not english.may_describe(before[head].lower):
        return chunk  # "Left tackle Ann Orr, who said", but "Outside court Ann Orr, 43, said"
    # "with Kell skip Ann Orr", but "At Kell court Ann Orr said", "In court Ann Orr, 43, said", "to portray Orr"
    starts = first < 2 or before[first - 2].text in SENTENCE_ENDS
    linked = (
        previous is not None
        and previous.lower in _BEFORE_OBJECTS
        and (previous.lower != "to" or first < lowest or before[head].tag == "NN")
    )
    return chunk if linked and not starts else None


def apposed_noun(words: Sequence[Word], index: int) -> Chunk | None:
    """Return the singular noun of an apposition that a comma closes: ", the [Kell skip], …", ", a [stevedore] who"."""
    if index + 1 >= len(words) or words[index].lower not in {"a", "an", "the"}:
        return None
    limit, end = min(len(words), index + 1 + _LONGEST_APPOSITION), index + 1
    while end < limit and (words[end].capital or _modifies(words[end])):
        if not is_word(words[end]):
            break
        end += 1
    if end == index + 1 or not is_closed(words, end) or not _is_single(words[end - 1], _NOUN_TAGS):
        return None
    return Chunk(index + 1, end - 1, end, known=False)


def aged_noun(words: Sequence[Word], first: int) -> Chunk | None:
    """Return the noun behind an age, whatever it is: "the 24-year-old [skip] has won", "a 24-year-old [skip], …"."""
    end = first
    while end < len(words) and end - first <= _MOST_MODIFIERS and _modifies(words[end]) and not _is_past(words[end]):
        end += 1
    if end > first + 1 and end < len(words) and words[end - 1].lower.endswith("s") and not is_closed(words, end):
        end -= 1  # "the 24-year-old skip [kneels] in the snow"
    elif end < len(words) and not (is_closed(words, end) or is_finite(words[end]) or _is_past(words[end])):
        return None
    return Chunk(first, end - 1, end, known=True) if end > first and _is_single(words[end - 1], _NOUN_TAGS) else None


def _is_past(word: Word) -> bool:
    """Tell whether a word where nothing was parsed is a verb behind a noun: "the 24-year-old skip [sat] down"."""
    return word.tag is None and word.lower in english.PASTS_BEHIND_NAMES


def speaking_noun(words: Sequence[Word], end: int) -> Chunk | None:
    """Return the noun of a description that ends at ``end`` and speaks: "the [mason]", "the Kell [domestique]"."""
    inside = [word for word in words if word.end <= end]
    articles = {"the", "a", "an"} if len(inside) == _ALONE else {"the"}  # "a libero", but "a handwritten card"
    if len(inside) < _ALONE or inside[0].lower not in articles or not _is_single(inside[-1], _NOUN_TAGS):
        return None
    head = len(inside) - 1
    return Chunk(1, head, complements_end(words, head, head + 1), known=False)


def _is_small(word: Word) -> bool:
    """Tell whether a word is of small letters, and hyphens."""
    return word.text.islower() and word.text.replace("-", "").isalpha()


def _is_single(word: Word, tags: frozenset[str | None]) -> bool:
    """Tell whether a word may be a noun for one person."""
    if word.lower in english.NO_NAMES and word.tag is None:
        return False
    lower = word.lower
    plural = lower.endswith(_NO_SINGULAR) and not lower.endswith(("ss", "eed")) and len(lower) >= SHORTEST_FORM
    return is_common_noun(word, tags) and not (plural or is_break(word) or lower in FUNCTION_WORDS)


def _modifies(word: Word) -> bool:
    """Tell whether a word in lower case may stand before a noun."""
    plain = _is_small(word) and word.tag in {"NN", "JJ", None}
    return plain and not (is_break(word) or is_finite(word) or is_time(word) or word.lower in FUNCTION_WORDS)
