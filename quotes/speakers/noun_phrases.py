"""Find the common noun phrases of a parsed paragraph that may be somebody: "the mayor's deputy", "one of them"."""

from __future__ import annotations

from collections.abc import Iterator

from quotes import english
from quotes.parsing import Passage
from quotes.speakers.cues import SUBJECTS
from quotes.speakers.mention import PARTICIPLES, Mention
from quotes.speakers.misread import is_misread_behind

NOMINAL_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_TO_COME = frozenset({"elect", "designate"})
"""What the parse has for the head of "the president-elect"."""
_HEADS = english.PERSON_NOUNS | english.BODY_NOUNS


def noun_phrases(text: str, passage: Passage, taken: set[int]) -> Iterator[Mention]:
    """Yield common noun phrases, from determiner to head noun; one that only introduces a name is left out."""
    starts, ends, deps = passage.starts, passage.ends, passage.deps
    for i, (tag, lower, span) in enumerate(zip(passage.tags, passage.lower, passage.inside, strict=True)):
        if span >= 0 or i in taken:
            continue
        if lower in english.INDEFINITES and deps[i] in SUBJECTS | {"dobj"}:
            yield Mention(starts[i], ends[i], "description", passage.words[i], i, i, i, lower != "another")
        common = (
            (tag in {"NN", "NNS"} and not is_misread_behind(passage, i))
            or _is_participle(passage, i)
            or (tag in {"NNP", "NNPS"} and passage.words[i].islower() and _is_head(lower))
        )
        if lower == "old" and tag == "JJ" and (age := _age(passage, i)) is not None:
            yield Mention(starts[age], ends[i], "description", text[starts[age] : ends[i]], age, i, i, False)
            continue
        misread = deps[i] == "compound" and _may_be_verb(passage, i)
        modifies = deps[i] in {"compound", "nmod", "npadvmod"} and not misread
        if not common or modifies or not passage.words[i][0].isalpha() or _opens_compound(passage, i):
            continue
        if _introduces(passage, i, taken):
            continue
        first = _phrase_start(passage, i, misread)
        if lower not in _HEADS and not taken.isdisjoint(range(first, i)) and not _is_owned(passage, i, first):
            continue
        anchor = holder(passage, i)
        if anchor < first:
            first = anchor - (anchor > 0 and passage.heads[anchor - 1] == anchor and passage.tags[anchor - 1] == "DT")
        if first and passage.lower[first - 1] == "while" and passage.lower[first].endswith("ing"):
            continue  # "Orr, while briefing journalists, said"
        start, end = starts[first], ends[i]
        plural = tag == "NNS" and not lower.endswith("ss")  # the parser has "boss" among them
        yield Mention(start, end, "description", text[start:end], first, i, anchor, plural)


def _is_participle(passage: Passage, token: int) -> bool:
    """Tell whether a participle is a noun for somebody: "the accused said"."""
    tags, deps = passage.tags, passage.deps
    noun = tags[token] in {"VBN", "JJ"} and deps[token] in SUBJECTS and passage.lower[token] in PARTICIPLES
    return noun and token > 0 and passage.lower[token - 1] in english.DEFINITE


def _phrase_start(passage: Passage, noun: int, misread: bool) -> int:
    """Return where the phrase of a noun begins; of one ``misread`` the article hangs on the verb, as it does."""
    first = noun
    while first > 0 and passage.inside[first - 1] < 0 and _in_phrase(passage, first - 1, noun):
        if passage.lower[first] in english.INDEFINITE_ARTICLES and passage.tags[first - 1] in NOMINAL_TAGS:
            break  # "After the vote a driver", misread
        first -= 1
    return first - (misread and first > 0 and passage.deps[first - 1] == "det")


def _opens_compound(passage: Passage, token: int) -> bool:
    """Tell whether a hyphen ties a word to the noun behind: "co" in "co-host"."""
    tied = passage.words[token + 1 : token + 2] == ["-"] and passage.ends[token] == passage.starts[token + 1]
    return tied and passage.tags[token + 2 : token + 3] in (["NN"], ["NNS"])


def _introduces(passage: Passage, noun: int, names: set[int]) -> bool:
    """Tell whether a noun is the title or apposition of a name behind it: also in "skipper Oduya out", misread."""
    if any(
        noun < child < noun + 4 and child in names and passage.deps[child] == "appos"
        for child in passage.children[noun]
    ):
        return True
    return noun + 1 in names and passage.tags[noun] == "NN" and english.is_role_noun(passage.lower[noun])


def _is_head(noun: str) -> bool:
    return noun in _HEADS or noun in _TO_COME or english.is_person_noun(noun)


def _age(passage: Passage, old: int) -> int | None:
    """Return where "the 34-year-old" begins, if that is somebody: not "the 34-year-old driver"."""
    words, first = passage.words, old - 5
    if first < 0 or words[old - 3 : old] != ["-", "year", "-"] or not words[old - 4].isdigit():
        return None
    head = passage.heads[old]
    noun = head > old and passage.tags[head] in NOMINAL_TAGS
    return first if passage.lower[first] in english.DEFINITE and not noun else None


def holder(passage: Passage, noun: int) -> int:
    """Return the token that holds a noun's place: of "The Bank of Kell's economist", misread, the Bank."""
    above = passage.heads[noun]
    owned = any(passage.deps[child] == "poss" and passage.tags[child] == "NNP" for child in passage.children[noun])
    if not owned or passage.deps[noun] != "pobj" or passage.lower[above] not in {"of", "for"}:
        return noun
    body = passage.heads[above]
    return body if passage.tags[body] in {"NNP", "NNPS", "NNS"} and body == above - 1 else noun


def _may_be_verb(passage: Passage, noun: int) -> bool:
    """Tell whether what a noun hangs on is its verb, misread: "court records show", "A neighbor waves."."""
    head = passage.heads[noun]
    if passage.tags[head].startswith("VB") or (head == noun + 1 and is_misread_behind(passage, head)):
        return True
    ends = head + 1 >= len(passage.words) or passage.words[head + 1] in english.SENTENCE_MARKS
    last = ends and head == noun + 1 and passage.tags[head] == "NNS" and passage.deps[head] == "ROOT"
    return last and passage.lower[noun] in english.PERSON_NOUNS


def _is_owned(passage: Passage, noun: int, first: int) -> bool:
    """Tell whether a noun is somebody's who may speak: "Oduya's dad"; what is said in a letter, its owner says."""
    return passage.lower[noun] not in english.REPORTING_NOUNS | english.DOCUMENT_NOUNS and any(
        passage.deps[child] == "poss" and child >= first for child in passage.children[noun]
    )


def _in_phrase(passage: Passage, token: int, noun: int) -> bool:
    """Tell whether the phrase of a noun, known to begin right behind a token, takes it in."""
    if passage.words[token] == "-" and passage.ends[token] == passage.starts[token + 1]:
        return True  # "the two-term president"
    if passage.words[token + 1] == "-" and passage.ends[token] == passage.starts[token + 1]:
        return True  # "co-host"
    if passage.deps[token] in {"punct", "cc", "relcl", "prep"} or passage.tags[token] in {"IN", "TO", "CC"}:
        return False
    above = passage.heads[token]
    while above != noun and passage.heads[above] != above:
        above = passage.heads[above]
    return above == noun
