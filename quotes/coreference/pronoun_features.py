"""Describe whom a pronoun may stand for: those whom the article names, those who come in without a name, nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes import english
from quotes.coreference.descriptions import EntityKind, Introduced
from quotes.coreference.entity_index import EntityIndex
from quotes.coreference.named_features import REPLIES, bucket, chain_start, is_rival, named_candidates
from quotes.coreference.reference import Candidate, Reference
from quotes.names import Entity

_OPENS = r"(?:(?<![^\n])|[.?!][”\"’']? )"
_DOCUMENT_BEFORE = re.compile(
    rf"{_OPENS}(?:{english.one_of(english.DETERMINERS, capital=True)}) (?:[\w’'-]+ ){{0,3}}?"
    rf"{english.one_of(english.DOCUMENT_NOUNS)}\b[^.?!\n]*[.?!][”\"’']? $"
)
_TOPIC = re.compile(
    rf"{_OPENS}(?:(?:Of|On|About|As for|Speaking (?:of|about)) "
    r"|(?:When |Later )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed) (?:about|by|on|if|whether|what|when|why|how)\b"
    r"[^.?!:;“”\"\n]*)$"
)
_ASKED = re.compile(rf"{_OPENS}When [^.?!\n]{{1,80}}? asked $")
"""What opens a sentence in which who is named behind it replies: "When Orr asked Hale whether …, he said"."""
_ASKED_BY = re.compile(rf"{_OPENS}(?:[A-Z][a-z]+ed|Told) by $")
"""What stands before who makes somebody speak: "Asked by a reporter whether …, she said"."""
_ADDRESSED = re.compile(
    rf"{english.LETTERS_BEHIND_NAMES}?(?:, [^.?!;:“”\"]{{1,90}},)? (?:\w+ly )?(?:told|\w+ed) (him|her)\b"
    rf"(?=[.,:?]| {english.one_of(english.CONJUNCTIONS | english.PREPOSITIONS)}\b)[^.?!“”\"]*[.?!:]?\s+$"
)
"""What stands between a name and the words that are the answer: " asked him why."."""
_ASKS = re.compile(rf"{english.LETTERS_BEHIND_NAMES}?(?:, [^.?!;:“”\"]{{1,90}},)? (?:\w+ly )?asked (?=[A-Z])")
_QUESTION = re.compile(r"(?:, [^.?!;:“”\"]{1,90},)? (?:if|whether|what|when|where|who|why|how)\b[^.?!“”\"]*[.?:]\s+$")
"""What stands between who asks and the name of who is asked, and between that name and the answer."""
_DID = (
    rf"(?:\w+ly |had |has |later |then )?(?!{english.one_of(english.REPORTING_FORMS)}\b)\w+(?:e[dtw]|aw|ft|s) "
    r"(?:(?:to|with|for|by|from|the|an?|his|her) )*(?:[a-z]+ )?$"
)
_SUBJECT_BEFORE = {"m": re.compile(rf"\b[Hh]e {_DID}"), "f": re.compile(rf"\b[Ss]he {_DID}")}
"""What stands before somebody to whom he, or she, does something: "she married Ann Orr"."""
_OBJECT_OF = {"he": "him", "she": "her"}
_FITS = frozenset(f"spoke-last:{gap}:{since}-since:fits" for gap in (0, 1) for since in ("nobody", "other", "subject"))
_SPOKE_JUST_NOW = "spoke-last:0:nobody-since:fits"
_NEAR = frozenset({"paragraphs:0", "paragraphs:1"})
_TOLD_OF = frozenset({"told-of", "talked-about"})
_LONGEST_SENTENCE = 400
_LONGEST_DESCRIPTION = 60
"""Characters that hold the first four words of a description, which tell the gender."""
_MOST_INTRODUCED = 2
"""Of those who came in without a name, the nearest that are candidates."""
_FARTHEST_INTRODUCED = 4
"""Sentences back in which they are looked for."""


def pronoun_candidates(index: EntityIndex, reference: Reference) -> list[Candidate]:
    """Return all whom "he", "she" or "it" may stand for, nobody last."""
    gender = english.PERSON_PRONOUNS.get(reference.mention.words.lower())
    if gender is None and _takes_up_document(index, reference):
        return [Candidate(None, _nobody_features(index, reference, gender))]
    wanted: EntityKind = "person" if gender else "body"
    since = _unnamed_since(index, reference, gender)
    found = list(named_candidates(index, reference, wanted, gender))
    if since is not None:
        for one in found:
            if one.entity and not any(since < name.start < reference.mention.start for name in one.entity.names):
                one.features.append("before-unnamed")
        if _is_in_chain(index, reference, since, gender):
            found = [one for one in found if "before-unnamed" not in one.features]
    _mark_alone(found)
    found = [one for one in _without_told_of(reference, found) if not _is_topic(index, reference, one.entity)]
    found = [one for one in found if not _has_addressed(index, reference, one.entity)]
    if gender is not None:
        found = [one for one in found if not _is_object(index, reference, one.entity, gender)]
    asked = [one for one in found if _is_behind(index, reference, one.entity, _ASKED)]
    if asked:
        found = asked
    elif gender is not None:
        unnamed = list(_introduced(index, reference, gender))
        _weigh_against(index, reference, found, unnamed)
        found += unnamed
    return [*found, Candidate(None, _nobody_features(index, reference, gender))]


def _mark_alone(named: Iterable[Candidate]) -> None:
    """Say of the only one who is named in a pronoun's paragraph and the one before that nobody else is."""
    near = [one for one in named if not _NEAR.isdisjoint(one.features)]
    if len(near) == 1:
        near[0].features.append(f"alone:{'subject' if 'as:subject' in near[0].features else 'other'}")


def _is_in_chain(index: EntityIndex, reference: Reference, unnamed: int, gender: str | None) -> bool:
    """Tell whether a pronoun goes on from one that took up somebody without a name: "A vet came. She … She"."""
    if gender is None or reference.came_in == unnamed:
        return False
    return chain_start(index, reference.mention.start, gender) <= unnamed


def _without_told_of(reference: Reference, named: list[Candidate]) -> list[Candidate]:
    """Return the candidates without whom the last speaker told of, where the words tell of that one further.

    "Orr said Hale “is no fool”. “He learned to wait,” he said." is Orr.
    """
    last = next((one for one in named if one.entity is reference.last and not _FITS.isdisjoint(one.features)), None)
    if last is None:
        return named
    told_of = {"talked-about"} if _SPOKE_JUST_NOW in last.features else _TOLD_OF
    return [one for one in named if not told_of.issubset(one.features)]


def _is_topic(index: EntityIndex, reference: Reference, entity: Entity | None) -> bool:
    """Tell whether the pronoun's words are about somebody: "Of Orr, he said", "Asked if Orr would go, he said"."""
    return _is_behind(index, reference, entity, _TOPIC)


def _has_addressed(index: EntityIndex, reference: Reference, entity: Entity | None) -> bool:
    """Tell whether somebody is whom the pronoun answers: "Orr asked him why. “Because I can,” he said" is not Orr.

    Nor is it in "Orr asked Hale why. “Because I can,” he said".
    """
    layout, words = index.layout, reference.mention.words.lower()
    spoken = min(reference.span.outer_start, reference.mention.start)
    if entity is None or words not in _OBJECT_OF:
        return False
    name = next((name for name in index.names_before(spoken) if index.entity_of(name) is entity), None)
    if name is None or spoken - name.end > _LONGEST_SENTENCE or layout.is_quoted(name.start):
        return False
    addressed = _ADDRESSED.match(layout.text, name.end, spoken)
    if addressed is not None and addressed[1] == _OBJECT_OF[words]:
        return True
    asks = _ASKS.match(layout.text, name.end, spoken)
    asked = next(index.names_behind(asks.end()), None) if asks else None
    if asks is None or asked is None or asked.title_start > asks.end():
        return False
    fits = index.traits(index.entity_of(asked)).surest_gender in {None, english.PERSON_PRONOUNS[words]}
    return fits and _QUESTION.match(layout.text, asked.end, spoken) is not None


def _is_object(index: EntityIndex, reference: Reference, entity: Entity | None, gender: str) -> bool:
    """Tell whether the pronoun did something to somebody just before: "In 1957 she married Orr. “…,” she said"."""
    offset = reference.mention.start
    name = next((name for name in index.names_before(offset) if index.entity_of(name) is entity), None)
    if name is None or name.quoted:
        return False
    start = max(index.layout.paragraphs[name.paragraph].start, name.title_start - _LONGEST_DESCRIPTION)
    subject = _SUBJECT_BEFORE[gender].search(index.layout.text, start, name.title_start)
    return subject is not None and chain_start(index, offset, gender) <= subject.start()


def _is_behind(index: EntityIndex, reference: Reference, entity: Entity | None, opening: re.Pattern[str]) -> bool:
    """Tell whether somebody is named behind the words that open the pronoun's sentence: "When Ann asked Orr, he"."""
    layout, offset = index.layout, reference.mention.start
    if entity is None or not layout.text.endswith(", ", 0, offset):
        return False
    start = layout.paragraphs[layout.paragraph_at(offset)].start
    return any(
        start <= name.start < offset
        and layout.sentence_at(name.start) == layout.sentence_at(offset)
        and opening.search(layout.text, start, name.title_start) is not None
        for name in entity.names
    )


def _takes_up_document(index: EntityIndex, reference: Reference) -> bool:
    """Tell whether the sentence before is about a document: "The memo came on Monday. It called …", "“…,” it says"."""
    layout, offset = index.layout, reference.mention.start
    behind = reference.span.outer_end <= offset
    offset = reference.span.outer_start if behind else offset
    start = max(layout.paragraphs[layout.paragraph_at(offset)].start, offset - _LONGEST_SENTENCE)
    opens = behind or layout.opens_clause(offset)
    return opens and _DOCUMENT_BEFORE.search(layout.text, start, offset) is not None


def _unnamed_since(index: EntityIndex, reference: Reference, gender: str | None) -> int | None:
    """Return where somebody without a name spoke whom "he" or "she" may take up, rather than a name before."""
    offset = reference.unnamed
    if (
        offset is None
        or gender is None
        or index.layout.paragraph_at(reference.mention.start) - index.layout.paragraph_at(offset) > 1
    ):
        return None
    words = {word.lower() for word in index.layout.text[offset : offset + _LONGEST_DESCRIPTION].split()[:4]}
    other = english.MALE_WORDS if gender == "f" else english.FEMALE_WORDS
    return None if words & other else offset


def _weigh_against(
    index: EntityIndex, reference: Reference, named: Iterable[Candidate], unnamed: Sequence[Candidate]
) -> None:
    """Say of those whom the article names whether somebody without a name became the subject since."""
    subjects = [one.introduced for one in unnamed if one.introduced and one.introduced.subject]
    if subjects:
        last = subjects[0]
        gap = index.layout.sentence_at(reference.mention.start) - index.layout.sentence_at(last.start)
        known, where = "known" if last.gender else "unknown", "direct" if gap <= 1 else "far"
        for one in named:
            if one.entity and not any(last.start < name.start < reference.mention.start for name in one.entity.names):
                one.features.extend(f"before-introduced:{last.form}:{sign}" for sign in (known, where))


def _introduced(index: EntityIndex, reference: Reference, gender: str) -> Iterator[Candidate]:
    """Yield the nearest who came in without a name, of the pronoun's gender or of one that is not told."""
    layout, offset = index.layout, reference.mention.start
    chain = chain_start(index, offset, gender)
    answers = REPLIES.match(layout.text, reference.mention.end) is not None
    found: list[Introduced] = []
    for one in (_as_new(index, one) for one in index.introduced_before(offset)):
        gap = layout.sentence_at(offset) - layout.sentence_at(one.start)
        if gap > _FARTHEST_INTRODUCED:
            break
        if one.gender not in {None, gender} or any(one.noun == other.noun for other in found):
            continue
        if one.form == "the" and index.is_borne(one.noun):
            continue
        if answers and reference.came_in is not None and one.start <= reference.came_in <= one.end:
            continue  # "“Why?” the judge said. “I was tired,” he replied"
        if _ASKED_BY.search(layout.text, max(0, one.start - _LONGEST_DESCRIPTION), one.start):
            continue
        if not one.subject and chain < one.start and one.form == "own" and _owner(index, one, gender) == "same":
            continue  # "She was told by her headmistress that … She"
        found.append(one)
        yield Candidate(None, list(_introduced_features(index, reference, one, gender, chain, len(found))), one)
        if len(found) == _MOST_INTRODUCED:
            break


def _as_new(index: EntityIndex, one: Introduced) -> Introduced:
    """Return somebody taken up like the one who just came in: "A vet came. The vet smiled. He"."""
    return replace(one, form="new") if one.form == "the" and index.came_in(one.noun, one.start) else one


def _introduced_features(
    index: EntityIndex, reference: Reference, one: Introduced, gender: str, chain: int, rank: int
) -> Iterator[str]:
    layout, offset = index.layout, reference.mention.start
    yield "introduced"
    yield f"introduced:{one.form}"
    yield f"introduced:{'agrees' if one.gender else 'unknown'}"
    yield f"introduced:rank:{rank}"
    yield f"introduced:paragraphs:{layout.paragraph_at(offset) - layout.paragraph_at(one.start)}"
    sentences = layout.sentence_at(offset) - layout.sentence_at(one.start)
    yield f"introduced:sentences:{bucket(sentences)}"
    direct = sentences <= 1
    place = "subject" if one.subject else "other"
    named = [
        name
        for name in index.names_within(one.end, offset)
        if not name.quoted
        and index.place_of(name) != "label"
        and is_rival(index.traits(index.entity_of(name)), "person", gender)
    ]
    since = "subject-since" if any(name.subject for name in named) else "named-since" if named else "last"
    yield f"introduced:{place}"
    if direct:
        yield f"introduced:direct:{place}"
    yield f"introduced:{since}"
    yield f"introduced:{place}:{since}"
    yield f"introduced:{place}:{one.form}:{min(sentences, 4)}"
    if not one.subject and chain < one.start and _is_behind_own(index, one, gender):
        yield "introduced:behind-pronoun"
    if direct and one.subject and since == "last":
        yield f"introduced:takes-over:{one.form}:{_owner(index, one, gender) if one.form == 'own' else 'nobody'}"
    if one.form == "own":
        yield f"introduced:owner:{_owner(index, one, gender)}"
        if direct:
            yield f"introduced:direct:{place}:owner:{_owner(index, one, gender)}"
    if reference.came_in is not None and one.start <= reference.came_in <= one.end:
        yield "introduced:spoke"


def _is_behind_own(index: EntityIndex, one: Introduced, gender: str) -> bool:
    """Tell whether the pronoun stands before somebody in one sentence: "She was given a lens by an aunt"."""
    places = index.pronouns[gender]
    before = places[max(0, bisect_left(places, one.start) - 1)]
    return before < one.start and index.layout.sentence_at(before) == index.layout.sentence_at(one.start)


def _owner(index: EntityIndex, one: Introduced, gender: str) -> str:
    """Tell whether whose deputy or husband somebody is may be whom the pronoun takes up, by its gender."""
    owner = english.PERSON_PRONOUNS.get(index.layout.text[one.start : one.start + 3].strip().lower())
    return "same" if owner == gender else "other"


def _nobody_features(index: EntityIndex, reference: Reference, gender: str | None) -> list[str]:
    features = ["nobody", f"nobody:{'person' if gender else 'body'}"]
    if reference.unnamed is not None:
        gap = index.layout.paragraph_at(reference.mention.start) - index.layout.paragraph_at(reference.unnamed)
        features.append(f"nobody:spoke:{min(gap, 2)}")
    return features
