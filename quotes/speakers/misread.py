"""Tell which nouns are verbs that report, misread by the tagger, by their place beside a quotation."""

from __future__ import annotations

from quotes import english
from quotes.parsing import Passage

_BREAKS = frozenset(",?!…—–-")
_IN_PHRASE = frozenset(["NN", "NNP", "JJ", "DT", "PRP$", "POS"])


def subjects_of_misread(passage: Passage, verb: int) -> list[int]:
    """Return the subject of a verb that is misread as a noun, or nothing."""
    if is_misread(passage, verb) or is_misread_behind(passage, verb):
        return [verb - 1]
    return _heard(passage, verb)


def is_misread(passage: Passage, verb: int) -> bool:
    """Tell whether a verb, of a list or none, is misread as a noun behind the name that it follows: “…,” Orr laughs."""
    tags, first = passage.tags, verb
    if tags[verb] not in {"NN", "NNS"} or not passage.words[verb].islower():
        return False
    if passage.lower[verb] not in english.verb_forms() and not passage.lower[verb].endswith(("s", "ed")):
        return False
    while first and passage.inside[first - 1] < 0 and _is_of_name(passage, first - 1):
        first -= 1
    behind = passage.words[verb + 1] if verb + 1 < len(tags) else "."
    if first == verb or behind not in {*english.SENTENCE_MARKS, ","}:
        return False
    return behind_quotation(passage, first) or _is_between_commas(passage, first, verb)


def _is_of_name(passage: Passage, token: int) -> bool:
    return passage.tags[token] in {"NNP", "NNPS", "HYPH"} or passage.words[token][0].isupper()


def _is_between_commas(passage: Passage, first: int, verb: int) -> bool:
    """Tell whether a name and a verb that reports stand alone between commas: "It was, Orr admits, “…”"."""
    inside, words = passage.inside, passage.words
    leads = verb + 2 < len(words) and words[verb + 1] == "," and inside[verb + 2] >= 0
    reports = passage.lower[verb] in english.verb_forms() and passage.lower[verb].endswith("s")
    return leads and reports and first > 0 and words[first - 1] == "," and inside[first - 1] < 0


def is_misread_behind(passage: Passage, verb: int) -> bool:
    """Tell whether the last word is a verb misread as a noun: “in good condition,” the criminal complaint states."""
    if not verb or passage.tags[verb] != "NNS" or passage.tags[verb - 1] != "NN" or passage.heads[verb - 1] != verb:
        return False
    behind = passage.words[verb + 1] if verb + 1 < len(passage.words) else "."
    if behind not in english.SENTENCE_MARKS or english.reporting_strength(passage.lower[verb]) != "speech":
        return False
    last = verb - 1
    while last > 0 and passage.inside[last] < 0 and passage.tags[last] in _IN_PHRASE:
        last -= 1
    return last > 0 and "," in passage.words[last - 1 : last + 1] and passage.inside[last] >= 0


def is_whole_sentence(passage: Passage, verb: int) -> bool:
    """Tell whether a name and a verb misread as a noun are all of a sentence before a quotation: "Orr shrugs. “…”"."""
    if passage.tags[verb] != "NNS" or not verb or passage.words[verb + 1 : verb + 2] != ["."]:
        return False
    opens = verb == 1 or passage.words[verb - 2] in english.SENTENCE_MARKS
    return opens and passage.heads[verb - 1] == verb and any(i >= 0 for i in passage.inside[verb + 2 : verb + 3])


def _heard(passage: Passage, verb: int) -> list[int]:
    """Return whom somebody hears say the words, the verb misread as a noun: "heard a man in the hall shout, “"."""
    if passage.tags[verb] != "NN" or passage.words[verb + 1 : verb + 2] not in ([","], [":"]):
        return []
    if not any(position >= 0 for position in passage.inside[verb + 2 : verb + 3]):
        return []
    own = hanging(passage, verb, "nsubj") if passage.deps[verb] == "ccomp" else []
    if not own and english.reporting_strength(passage.lower[verb]) != "speech":
        return []
    above = passage.heads[verb]
    for _ in range(4):
        if passage.lower[above] in english.PERCEIVING and passage.tags[above].startswith("VB"):
            return [heard for heard in own or hanging(passage, above, "dobj") if above < heard < verb]
        above = passage.heads[above]
    return []


def behind_quotation(passage: Passage, token: int) -> bool:
    """Tell whether a token stands right behind a whole quotation that breaks off: “…,” / “…?” / ‘…’,."""
    last = token - 1
    broken = last >= 0 and passage.inside[last] < 0 and passage.words[last] == ","
    last -= broken
    if last < 0 or passage.inside[last] < 0 or passage.spans[passage.inside[last]].partial:
        return False
    return broken or not _BREAKS.isdisjoint(passage.words[max(0, last - 1) : last + 1])


def left_edge(passage: Passage, token: int) -> int:
    """Return where the phrase of a token begins."""
    children = passage.children[token]
    return left_edge(passage, children[0]) if children and children[0] < token else token


def hanging(passage: Passage, token: int, dep: str) -> list[int]:
    """Return the tokens that hang on one by a dependency."""
    return [child for child in passage.children[token] if passage.deps[child] == dep]
