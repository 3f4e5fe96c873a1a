"""Find the cues of a parsed paragraph: the words that say that something was said, and who is their subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.parsing import Passage
from quotes.speakers.misread import behind_quotation, hanging, left_edge, subjects_of_misread

VerbStrength = Literal["speech", "communication", "loose"]
Strength = VerbStrength | Literal["noun", "preposition"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVES = {"who", "that", "which"}
_CLAUSES = {"relcl", "acl", "ccomp", "advcl"}
_SHARING = {"conj", "xcomp", "advcl", "pcomp", "aux", "ccomp", "parataxis", "prep", "dep"}
_PASSIVE = {"nsubjpass", "auxpass", "agent"}
_FINITE = {"VBD", "VBZ", "VBP"}
_OBJECTS = {"dobj", "attr", "oprd"}
_LEAD_REACH = 5
"""Words between a verb and the mark before the quotation: "Oduya shot back at them on Monday: “…”"."""


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
        elif lower in forms and _is_in_headline(passage, index):
            cue = _cue(passage, index, index, forms[lower], english.strength_of(forms[lower]), [index - 1])
        elif subjects := subjects_of_misread(passage, index):
            cue = _cue(passage, index, index, forms.get(lower, english.base_form(lower)), "speech", subjects)
        elif lower in english.REPORTING_NOUNS and passage.tags[index] in {"NN", "NNS"}:
            cue = _noun(passage, index)
        elif is_finite(passage, index) and lower not in english.AUXILIARY_VERBS:
            cue = _by_place(passage, index)
        else:
            continue
        if cue is not None:
            cues.append(cue)
    return cues


def _is_in_headline(passage: Passage, verb: int) -> bool:
    """Tell whether a verb capitalized with all its line, misread as a name, leads in: "Orr Mocks “Free Lunch”"."""
    tags, behind = passage.tags, verb + 1
    if tags[verb] not in {"NNP", "NNPS"} or not verb or not tags[verb - 1].startswith("NNP"):
        return False
    return passage.inside[verb - 1] < 0 and behind < len(tags) and passage.inside[behind] >= 0


def is_finite(passage: Passage, token: int) -> bool:
    """Tell whether a verb is finite: by its tag, or, where it is misread as a participle, by its subject."""
    if passage.tags[token] != "VBN":
        return passage.tags[token] in _FINITE
    deps = {passage.deps[child] for child in passage.children[token]}
    return "nsubj" in deps and deps.isdisjoint({"aux", "auxpass"})


def _by_place(passage: Passage, index: int) -> CueWord | None:
    """Read a verb that no list holds where only one that reports can stand: beside a quotation, its subject with it.

    “…,” fumed Oduya / “…,” Oduya fumed / Oduya fumed: “…”.
    """
    subjects = (
        _inverted_subject(passage, index)
        or [
            subject
            for subject in hanging(passage, index, "nsubj")
            if subject < index and (_follows(passage, subject, index) or _leads_in(passage, index))
        ][-1:]
    )
    if not subjects:
        return None
    return _cue(passage, index, index, english.base_form(passage.lower[index]), "speech", subjects)


def _inverted_subject(passage: Passage, verb: int) -> list[int]:
    """Return the subject right behind a verb that stands right behind a quotation, whatever the parse makes of it."""
    if not behind_quotation(passage, verb):
        return []
    children = [child for child in passage.children[verb] if child > verb]
    return [
        child
        for child in children
        if passage.deps[child] in SUBJECTS | _OBJECTS and left_edge(passage, child) == verb + 1
    ][:1]


def _follows(passage: Passage, subject: int, verb: int) -> bool:
    """Tell whether a subject right behind a quotation has only its verb behind it: no object, no complement."""
    plain = not any(
        passage.deps[child] in {*_OBJECTS, "ccomp", "xcomp"} for child in passage.children[verb] if child > verb
    )
    return plain and verb - subject <= 2 and behind_quotation(passage, left_edge(passage, subject))


def _leads_in(passage: Passage, verb: int) -> bool:
    """Tell whether a colon and a quotation follow a verb, few words in between, or none in a headline.

    Of "Council splits over truck: “…”" and "Oduya fumes: “…”", only the second tells who speaks.
    """
    inside, words = passage.inside, passage.words
    reach = _LEAD_REACH if words[-1] in english.SENTENCE_MARKS or inside[-1] < 0 else 0
    mark = next((i for i in range(verb + 1, min(verb + 2 + reach, len(words))) if words[i] == ":"), None)
    return (
        mark is not None
        and mark + 1 < len(words)
        and inside[mark + 1] >= 0
        and not any(inside[i] >= 0 for i in range(verb, mark))
    )


def _preposition(passage: Passage, index: int) -> CueWord | None:
    """Read "according to X" and "per X"."""
    lower = passage.lower
    last = index + 1 if lower[index] == "according" else index
    if last >= len(lower) or (last > index and lower[last] != "to"):
        return None
    objects = [child for child in hanging(passage, last, "pobj") if child > last]
    if lower[index] == "per" and not any(_is_source(passage, i) for i in objects):
        return None
    lemma = "according to" if last > index else "per"
    return _cue(passage, index, last, lemma, "preposition", objects)


def _is_source(passage: Passage, token: int) -> bool:
    """Tell a source from a measure behind "per": "per the bylaws", "per Oduya", but "per day"."""
    return passage.tags[token] in {"NNP", "PRP", "NNS"} or any(
        passage.lower[child] in english.DEFINITE | english.POSSESSIVES for child in passage.children[token]
    )


def _verb(passage: Passage, index: int, lemma: str) -> CueWord | None:
    passive = passage.tags[index] == "VBN" and (
        (passage.deps[index] == "acl" and not _is_main(passage, index))
        or any(passage.deps[child] in _PASSIVE for child in passage.children[index])
    )
    if passive:
        agents = [child for child in passage.children[index] if passage.lower[child] == "by"]
        subjects = [named for agent in agents for named in hanging(passage, agent, "pobj")]
    else:
        subjects = _inverted_subject(passage, index) or verb_subjects(passage, index) or _subject_before(passage, index)
    return _cue(passage, index, index, lemma, english.strength_of(lemma), subjects, passive=passive)


def _is_main(passage: Passage, participle: int) -> bool:
    """Tell whether a verb, read as a participle, is all that its sentence has: "One of them called Orr “a rock”"."""
    root = passage.heads[participle]
    while passage.heads[root] != root and passage.inside[passage.heads[root]] < 0:
        root = passage.heads[root]
    partitive = passage.tags[root] in {"CD", "DT"} and passage.lower[root + 1 : root + 2] == ["of"]
    return partitive and any(passage.deps[child] in _OBJECTS | {"ccomp"} for child in passage.children[participle])


def _subject_before(passage: Passage, verb: int) -> list[int]:
    """Return who stands right before a verb without a subject: "After the talks a spokesman for Orr said", misread."""
    if verb < 2 or passage.tags[verb] not in _FINITE or passage.deps[verb] != "ROOT":
        return []
    token = verb - 1
    while passage.inside[token] < 0 and passage.deps[token] in {"compound", "pobj", "prep", "poss", "amod"}:
        if english.is_person_noun(passage.lower[token]) and passage.tags[token] == "NN":
            break
        if passage.heads[token] >= token and passage.deps[token] != "compound":
            return []
        token = passage.heads[token]
    noun = english.is_person_noun(passage.lower[token]) and passage.tags[token] == "NN" and passage.inside[token] < 0
    return [token] if noun and passage.heads[token] < token < verb else []


def verb_subjects(passage: Passage, verb: int) -> list[int]:
    """Return the tokens of a verb's subject: its own, else the one it shares with the verb it hangs on."""
    deps, heads = passage.deps, passage.heads
    participle = passage.tags[verb] == "VBG" and verb > 0 and passage.words[verb - 1] == ","
    for _ in range(6):
        dep, head = deps[verb], heads[verb]
        above = _main_verb(passage, verb) if participle else None
        if above is not None and deps[verb] in {"advcl", "relcl"} and passage.tags[verb] != "VBG":
            verb = above
            continue
        subject = _own_subject(passage, verb)
        if subject is not None:
            relative = passage.lower[subject] in _RELATIVES and dep in _CLAUSES and head != verb
            if relative:
                return [head]
            return _author(passage, subject)
        if dep == "acl" and passage.tags[verb] == "VBN" and _is_main(passage, verb):
            while heads[verb] != verb and passage.inside[heads[verb]] < 0:
                verb = heads[verb]
            return [verb]
        if dep in {"acl", "relcl"}:
            return [head, *_sender(passage, head)] if passage.tags[verb] == "VBG" else [head]
        if quoting_verb(passage, verb) is not None and (quoted := hanging(passage, heads[head], "dobj")):
            return quoted
        if dep not in _SHARING or head == verb:
            break
        main = _main_of_sharing(passage, verb)
        verb = head if main is None else main
    return []


def _main_of_sharing(passage: Passage, verb: int) -> int | None:
    """Return the main verb that a verb in the present tense shares its subject with, misread as that of a past clause.

    "Orr took on the dog when her father died and says it is" is what Orr says.
    """
    past, tags = passage.heads[verb], passage.tags
    if passage.deps[verb] != "conj" or passage.deps[past] != "advcl" or tags[past] != "VBD":
        return None
    main = passage.heads[past]
    return main if tags[verb] in {"VBZ", "VBP"} and tags[main].startswith("VB") and main < past else None


def quoting_verb(passage: Passage, verb: int) -> int | None:
    """Return the verb that quotes somebody as doing what another says: "quoted" in "quoted an aide as saying"."""
    preposition = passage.heads[verb]
    if passage.deps[verb] != "pcomp" or passage.lower[preposition] != "as":
        return None
    return passage.heads[preposition]


def _own_subject(passage: Passage, verb: int) -> int | None:
    """Return the subject that hangs on a verb, the nearest before it; "records" in "court records show", misread."""
    subjects = [child for child in passage.children[verb] if passage.deps[child] in SUBJECTS]
    before = [subject for subject in subjects if subject < verb]
    if subjects:
        return before[-1] if before else subjects[0]
    noun = verb - 1
    misread = noun in passage.children[verb] and passage.deps[noun] == "compound"
    return noun if misread and passage.tags[verb] in _FINITE else None


def _main_verb(passage: Passage, verb: int) -> int | None:
    """Return the verb whose clause holds the adverbial or defining clause of another, before it."""
    dep, above = passage.deps[verb], passage.heads[verb]
    if above >= verb or dep not in {"advcl", "relcl"}:
        return None
    if dep == "relcl":
        edge = left_edge(passage, verb)
        if edge and passage.words[edge - 1] == ",":
            return None  # "She met Roe, who left early, calling it": Roe called it so
    while not passage.tags[above].startswith("VB") and passage.heads[above] < above:
        above = passage.heads[above]
    return above if passage.tags[above].startswith("VB") else None


def _author(passage: Passage, subject: int) -> list[int]:
    """Return who a subject says that somebody is: "Oduya's letter said", "Two of Oduya's friends said"."""
    if passage.lower[subject] in english.REPORTING_NOUNS:
        owners = [child for child in hanging(passage, subject, "poss") if passage.tags[child] in {"NNP", "NNPS"}]
        if owners:
            return owners
    if passage.lower[subject] in english.SENT_NOUNS:  # "A statement from the firm said"
        by = [child for child in hanging(passage, subject, "prep") if passage.lower[child] in {"by", "from"}]
        if senders := [named for child in by for named in hanging(passage, child, "pobj")]:
            return senders
    if passage.tags[subject] in {"CD", "DT", "JJ"}:
        of = [child for child in hanging(passage, subject, "prep") if passage.lower[child] == "of"]
        return [subject, *(people for child in of for people in hanging(passage, child, "pobj"))]
    return [subject]


def _sender(passage: Passage, document: int) -> list[int]:
    """Return who makes known a document that says something: "Oduya released a statement saying"."""
    verb = passage.heads[document]
    if passage.deps[document] != "dobj" or english.reporting_strength(passage.lower[verb]) is None:
        return []
    subject = _own_subject(passage, verb)
    return [] if subject is None else [subject]


def _noun(passage: Passage, index: int) -> CueWord:
    """Read "his claim that", "a statement from X", "X's description of Y", "a letter by X"."""
    dep, head = passage.deps[index], passage.heads[index]
    subjects = hanging(passage, index, "poss")
    if passage.lower[index] == "words" and dep == "pobj" and passage.lower[head] == "in":
        of = [preposition for preposition in hanging(passage, index, "prep") if passage.lower[preposition] == "of"]
        subjects += [named for preposition in of for named in hanging(passage, preposition, "pobj")]
        return _cue(passage, head, of[-1] if of else index, "in the words of", "preposition", subjects)
    for preposition in hanging(passage, index, "prep"):
        if passage.lower[preposition] in {"from", "by", "of"}:
            subjects += hanging(passage, preposition, "pobj")
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
