"""Find the cues of a parsed paragraph: the words that say that something was said, and who is their subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.parsing import Passage

VerbStrength = Literal["speech", "communication", "loose"]
Strength = VerbStrength | Literal["noun", "preposition"]

_SUBJECTS = {"nsubj", "nsubjpass"}
_RELATIVES = {"who", "that", "which"}
_CLAUSES = {"relcl", "acl", "ccomp", "advcl"}
_SHARING = {"conj", "xcomp", "advcl", "pcomp", "aux", "ccomp", "parataxis", "prep", "dep"}
_PASSIVE = {"nsubjpass", "auxpass", "agent"}


@dataclass(frozen=True, slots=True)
class CueWord:
    """A cue ``text[start:end]``, tokens ``index`` to ``last`` of its paragraph ("according to" has two).

    ``subjects`` are the tokens that name who said it, the nearest clause's first: the subject, the antecedent of
    "who", the agent of a passive, the object of "according to", the possessor of a reporting noun.
    """

    index: int
    last: int
    start: int
    end: int
    lemma: str
    strength: Strength
    subjects: tuple[int, ...]
    passive: bool = False


def find_cues(passage: Passage) -> list[CueWord]:
    """Return the cues outside quotations in one paragraph, in text order."""
    forms = english.verb_forms()
    cues = []
    for index, lower in enumerate(passage.lower):
        if passage.inside[index] >= 0:
            continue
        if lower in english.ATTRIBUTING_PREPOSITIONS:
            cue = _preposition(passage, index)
        elif lower in forms and (passage.tags[index].startswith("VB") or lower in english.REPORTING_FORMS):
            cue = _verb(passage, index, forms[lower])
        elif lower in english.REPORTING_NOUNS and passage.tags[index] in {"NN", "NNS"}:
            cue = _noun(passage, index)
        else:
            continue
        if cue is not None:
            cues.append(cue)
    return cues


def _preposition(passage: Passage, index: int) -> CueWord | None:
    """Read "according to X" and "per X"."""
    lower, tags = passage.lower, passage.tags
    last = index + 1 if lower[index] == "according" else index
    if last >= len(lower) or (last > index and lower[last] != "to"):
        return None
    objects = [child for child in _hanging(passage, last, "pobj") if child > last]
    if lower[index] == "per" and not any(tags[i] in {"NNP", "PRP"} for i in objects):
        return None
    lemma = "according to" if last > index else "per"
    return _cue(passage, index, last, lemma, "preposition", objects)


def _hanging(passage: Passage, index: int, dep: str) -> list[int]:
    """Return the tokens that hang on a token by one relation."""
    return [child for child in passage.children[index] if passage.deps[child] == dep]


def _verb(passage: Passage, index: int, lemma: str) -> CueWord | None:
    passive = passage.tags[index] == "VBN" and (
        passage.deps[index] == "acl" or any(passage.deps[child] in _PASSIVE for child in passage.children[index])
    )
    if passive:
        agents = [child for child in passage.children[index] if passage.lower[child] == "by"]
        subjects = [named for agent in agents for named in _hanging(passage, agent, "pobj")]
    else:
        subjects = verb_subjects(passage, index)
    return _cue(passage, index, index, lemma, english.strength_of(lemma), subjects, passive=passive)


def verb_subjects(passage: Passage, verb: int) -> list[int]:
    """Return the tokens of a verb's subject: its own, else the one it shares with the verb it hangs on."""
    deps, heads = passage.deps, passage.heads
    for _ in range(6):
        dep, head = deps[verb], heads[verb]
        subject = next((child for child in passage.children[verb] if deps[child] in _SUBJECTS), None)
        if subject is not None:
            relative = passage.lower[subject] in _RELATIVES and dep in _CLAUSES and head != verb
            return [head if relative else subject]
        if dep in {"acl", "relcl"}:
            return [head]
        if dep not in _SHARING or head == verb:
            break
        verb = head
    return []


def _noun(passage: Passage, index: int) -> CueWord:
    """Read "his claim that", "a statement from X", "X's description of Y", "a letter by X"."""
    dep, head = passage.deps[index], passage.heads[index]
    subjects = _hanging(passage, index, "poss")
    for preposition in _hanging(passage, index, "prep"):
        if passage.lower[preposition] in {"from", "by", "of"}:
            subjects += _hanging(passage, preposition, "pobj")
    if not subjects and dep in {"dobj", "attr", "pobj"}:
        verb = passage.heads[head] if dep == "pobj" else head
        if passage.tags[verb].startswith("VB"):
            subjects = verb_subjects(passage, verb)
    return _cue(passage, index, index, passage.lower[index], "noun", subjects)


def _cue(
    passage: Passage,
    index: int,
    last: int,
    lemma: str,
    strength: Strength,
    subjects: Iterable[int],
    passive: bool = False,
) -> CueWord:
    start, end = passage.starts[index], passage.ends[last]
    return CueWord(index, last, start, end, lemma, strength, tuple(subjects), passive)
