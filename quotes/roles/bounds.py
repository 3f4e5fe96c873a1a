"""What a word does where a noun phrase of a role may end: carry it on, join two nouns, break it off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import english
from quotes.roles.words import SHORTEST_FORM, Word, is_break, is_head, is_occupation, is_postmodifier

_AGE_IN_WORDS = rf"{english.one_of(english.TENS)}(?:-{english.one_of(english.SMALL_NUMBERS[1:10])})?"
AGE = re.compile(rf"(?:\d{{1,3}}|\d+-year-old|{_AGE_IN_WORDS})$")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
FUNCTION_WORDS = english.DETERMINERS | english.ADVERBS | english.LINKS
_NUMBERS = english.CARDINALS.union(english.SMALL_NUMBERS, english.TENS, english.SCALES)
_NEGATED = ("n't", "n’t")
_WITHIN = POSSESSIVES | {"&", "(", ")"}


def is_word(word: Word) -> bool:
    """Tell whether a word is one, not a mark."""
    return word.text[0].isalnum()


def counts(word: Word) -> bool:
    """Tell whether a word is a number."""
    return word.lower in _NUMBERS or word.text[0].isdigit()


def is_age(word: Word) -> bool:
    """Tell whether a word says how old somebody is: "43-year-old"."""
    return word.lower.endswith("-year-old")


def is_possessive(word: Word) -> bool:
    """Tell whether a word owns what follows it, or is the mark that says so."""
    return word.text in POSSESSIVES or word.lower.endswith(("'s", "’s"))


def breaks(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    if is_break(word) or word.lower.endswith(_NEGATED):
        return not (word.capital and word.lower == "under")
    if not is_word(word):
        return word.text not in _WITHIN
    return word.tag in {"VBD", "VBZ", "VBP", "MD"} and word.text.islower() and not is_head(word)


def joins(words: Sequence[Word], index: int, *, core: bool = False) -> bool:
    """Tell whether "and" stands within a complement: "Gulf and Inner Asian Affairs", "policy and research"."""
    if index + 1 >= len(words) or not is_word(words[index + 1]):
        return False
    before, after = words[index - 1], words[index + 1]
    if is_break(after) or after.lower in FUNCTION_WORDS | english.NEGATIONS or is_head(after):
        return False
    if before.text.islower() != after.text.islower():
        return False
    if after.capital:
        return not core or before.lower in english.DEPARTMENTS | english.ORGANIZATION_WORDS
    beyond = words[index + 2] if index + 2 < len(words) else None
    if after.tag is not None:
        return after.tag in {"NN", "NNS", "JJ"}
    return not hardly_noun(words, index + 1) and (beyond is None or beyond.lower not in english.DETERMINERS)


def hardly_noun(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word behind a noun is a verb or an adverb rather than the next noun or its adjective."""
    word = words[index]
    if word.text[0].isupper() or is_head(word) or is_postmodifier(word) or is_possessive(words[index - 1]):
        return False
    if word.lower == "only" or (word.lower in english.DEGREES and words[index - 1].lower not in english.ORDINALS):
        return True  # "director only in May", "an actor best known for", but "the second best hotel"
    if word.tag is None and is_premodifier(words, index):
        return False
    following = next((other for other in words[index + 1 : index + 4] if other.tag != "JJ"), None)
    before_noun = following is not None and following.tag in {"NN", "NNS"}
    if word.tag is None:
        after = words[index + 1] if index + 1 < len(words) else None
        noun = word.lower in english.PARTICIPLES and not (after and (after.capital or after.lower in english.LINKS))
        ending = (
            len(word.text) >= SHORTEST_FORM and word.lower.endswith(("ed", "ing", "ly")) and word.lower[-3:] != "eed"
        )
        counted = after is not None and (after.lower in english.PLAIN_DETERMINERS or after.text[0].isdigit())
        has_object = word.lower.endswith("s") and counted
        lemma = english.verb_forms().get(word.lower)
        # "the volunteer fire chief": behind a noun in the singular the verb would be "fires"
        plain = lemma == word.lower and after is not None and after.text.islower() and is_head(after)
        return (ending and not noun) or has_object or (lemma is not None and not plain)
    if word.tag in {"JJ", "VBN", "VBG", "VB"}:
        return not (before_noun or (word.tag == "JJ" and is_occupation(word)))
    return word.tag.startswith(("VB", "RB", "IN", "RP", "MD", "JJ"))


def is_premodifier(words: Sequence[Word], index: int) -> bool:
    """Tell whether a form in -ing or -ed is no verb: "a small [catering] business", "civil [engineering] at Kell"."""
    word, before = words[index].lower, words[index - 1]
    if not word.endswith(("ed", "ing")) or index + 1 >= len(words):
        return word.endswith("ing") and english.ends_like_adjective(before.lower)
    following = words[index + 1]
    if english.ends_like_adjective(before.lower) or before.lower in english.DETERMINERS:
        return word.endswith("ing") or (is_word(following) and following.lower not in FUNCTION_WORDS)
    if before.lower in english.NAMES_OF_BODIES or is_head(before):
        return False
    return following.text.islower() and following.lower in english.NAMES_OF_BODIES
