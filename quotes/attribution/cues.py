"""Find the cues of a parsed paragraph: the words that say that something was said, and who is their subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes import lexicon
from quotes.attribution.passages import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

Strength = Literal["speech", "communication", "loose", "noun", "preposition"]

_BARE_FORMS = {
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "asked",
    "asks",
    "wrote",
    "writes",
    "tweeted",
    "according",
}
_SUBJECTS = {"nsubj", "nsubjpass"}
_RELATIVES = {"who", "that", "which"}


@dataclass(frozen=True, slots=True)
class CueWord:
    """A cue at token ``index``, reaching to token ``last`` ("according to" has two tokens).

    ``subjects`` are the tokens that name who said it, the nearest clause's first: the subject, the antecedent of
    "who", the agent of a passive, the object of "according to", the possessor of a reporting noun.
    """

    index: int
    last: int
    lemma: str
    strength: Strength
    subjects: tuple[int, ...]
    passive: bool = False


def find_cues(passage: Passage) -> list[CueWord]:
    """Return the cues outside quotations in one paragraph, in text order."""
    forms = lexicon.verb_forms()
    cues = []
    for token in passage.doc:
        if passage.inside[token.i] >= 0:
            continue
        lower = token.lower_
        if lower in lexicon.ATTRIBUTING_PREPOSITIONS:
            cue = _preposition(token)
        elif lower in forms and (token.tag_.startswith("VB") or lower in _BARE_FORMS):
            cue = _verb(token, forms[lower])
        elif lower in lexicon.REPORTING_NOUNS and token.tag_ in {"NN", "NNS"}:
            cue = _noun(token)
        else:
            continue
        if cue is not None:
            cues.append(cue)
    return cues


def _preposition(token: Token) -> CueWord | None:
    """Read "according to X" and "per X"."""
    doc, index = token.doc, token.i
    last = index + 1 if token.lower_ == "according" else index
    if last >= len(doc) or (last > index and doc[last].lower_ != "to"):
        return None
    objects = [child.i for child in doc[last].children if child.dep_ == "pobj" and child.i > last]
    if token.lower_ == "per" and not any(doc[i].tag_ in {"NNP", "PRP"} for i in objects):
        return None
    return CueWord(index, last, "according to" if last > index else "per", "preposition", tuple(objects))


def _verb(token: Token, lemma: str) -> CueWord | None:
    passive = token.tag_ == "VBN" and any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in token.children)
    passive = passive or (token.tag_ == "VBN" and token.dep_ == "acl")
    if passive:
        subjects = [
            grandchild.i
            for child in token.children
            if child.lower_ == "by"
            for grandchild in child.children
            if grandchild.dep_ == "pobj"
        ]
    else:
        subjects = verb_subjects(token)
    strength: Strength = lexicon.strength_of(lemma)
    return CueWord(token.i, token.i, lemma, strength, tuple(subjects), passive)


def verb_subjects(token: Token) -> list[int]:
    """Return the tokens of a verb's subject: its own, else the one it shares with the verb it hangs on."""
    for _ in range(6):
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                if (
                    child.lower_ in _RELATIVES
                    and token.dep_ in {"relcl", "acl", "ccomp", "advcl"}
                    and token.head.i != token.i
                ):
                    return [token.head.i]
                return [child.i]
        if (
            token.dep_ in {"conj", "xcomp", "advcl", "pcomp", "aux", "ccomp", "parataxis", "prep", "dep"}
            and token.head.i != token.i
        ):
            token = token.head
        elif token.dep_ in {"acl", "relcl"}:
            return [token.head.i]
        else:
            break
    return []


def _noun(token: Token) -> CueWord:
    """Read "his claim that", "a statement from X", "X's description of Y", "a letter by X"."""
    subjects = [child.i for child in token.children if child.dep_ == "poss"]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"from", "by", "of"}:
            subjects += [grandchild.i for grandchild in child.children if grandchild.dep_ == "pobj"]
    head = token.head
    if not subjects and (token.dep_ in {"dobj", "attr"} or token.dep_ == "pobj"):
        verb = head.head if token.dep_ == "pobj" else head
        if verb.tag_.startswith("VB"):
            subjects = verb_subjects(verb)
    return CueWord(token.i, token.i, token.lower_, "noun", tuple(subjects))
