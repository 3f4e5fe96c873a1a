"""Say for whom a short name stands that several have: "Orr", of Ann and Bo Orr; "Mrs Orr"; "the elder Orr"."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from quotes import english
from quotes.names.entity import Entity, generation
from quotes.names.occurrences import Name

_AGE_BEFORE = re.compile(r"\b[Tt]he (?:(elder|older|senior)|younger|junior) $")
_ENDS_OF_AGES = ("er ", "or ")
_WORD_BEHIND = re.compile(r",? ([a-z]+)")
_WORD_BEFORE = re.compile(r"([a-z]+) $")
_RELATION = re.compile(r", (?:his|her|their|the|an?) (?:[a-z]+ )?([a-z-]+),")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?|(?<!\w)[‘'].*?(?:[’'](?!\w)|$)")
_TAKEN_UP = re.compile(r"\b(?:[Hh](?:e|is)|[Ss]he|[Hh]er)\b")
_KIN_BEFORE = re.compile(
    rf"\b([Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]*['’]s) (?:\d\d-year-old |late )?({english.one_of(english.KIN)}),? $"
)
_OF_GENERATION = {
    "Sr": english.KIN & frozenset("father mother dad mum mom grandfather grandmother".split()),
    "Jr": english.KIN & frozenset("son daughter grandson granddaughter".split()),
}
"""What the relative is of somebody else of whom "the elder Orr", or the younger, is told."""
_SPOUSES = english.KIN & frozenset("wife husband widow widower".split())
_STOP = re.compile(english.SENTENCE_END)
_OFFICES = english.TITLES - english.HONORIFICS
_LONGEST_TALE = 250
"""Characters behind a surname in which "he" or "she" may say who of a family it is; some three sentences."""
_LONGEST_KIN = 50
"""Characters before a first name that say whose wife it is."""
_LONGEST_AGE = 24
"""Characters before a name that hold "the elder"."""


def share_out(
    text: str, names: Sequence[Name], owners: Mapping[str, Sequence[Entity]], counts: Counter[str]
) -> list[Entity]:
    """Give each occurrence to the one for whom it stands; return whom only a title tells from others: "Mrs Orr"."""
    others: list[Entity] = []
    meant: dict[tuple[str, ...], Entity] = {}
    of_others = _offices_of_others(text, names, owners)
    before: defaultdict[int, set[str]] = defaultdict(set)  # paragraph -> the names in it so far
    for name, behind in itertools.zip_longest(names, names[1:]):
        before[name.paragraph].add(name.words)
        possible = owners[name.words]
        if not possible:
            continue
        if (office := (name.words, _office(text, name))) in of_others:
            if office not in meant:
                meant[office] = Entity(name, body=False)
                others.append(meant[office])
            meant[office].names.append(name)
            continue
        titled = _gender_of_words(_titles(text, name)[:1])
        wanted = titled
        if titled is None and len(possible) > 1 and (taken_up := _gender_behind(text, name, behind)) is not None:
            usual = _meant(text, name, None, possible, counts)
            wanted = taken_up if _gender(text, usual) not in {None, taken_up} else None
        beside = _beside(possible, name, before[name.paragraph]) if len(possible) > 1 else None
        if beside is not None and _may_be(text, beside, wanted):
            beside.names.append(name)
        else:
            key = name.words, wanted or "", _address(text, name), _generation_called(text, name)
            if key not in meant:
                just_named = _just_named(text, name, wanted, possible, before[name.paragraph - 1])
                one = just_named or _meant(text, name, wanted, possible, counts)
                relative = _relative(text, name, titled, one, names, owners)
                meant[key] = relative or _titled(text, name, titled, one, others)
            meant[key].names.append(name)
    return others


def _titled(text: str, name: Name, titled: str | None, one: Entity, others: list[Entity]) -> Entity:
    """Return who a name means, one of ``others`` where the title says so: "Mrs Orr", of whose husband it tells."""
    if titled is None or name.words == one.full.words or _gender(text, one) in {None, titled}:
        return one
    known = (other for other in others if other.full.words == name.words)
    other = next((other for other in known if _gender(text, other) == titled), Entity(name, body=False))
    if not other.names:
        others.append(other)
    return other


def _relative(
    text: str,
    short: Name,
    titled: str | None,
    bearer: Entity,
    names: Sequence[Name],
    owners: Mapping[str, Sequence[Entity]],
) -> Entity | None:
    """Return who alone is told by first name as a relative of a surname's bearer, whom the surname does not mean.

    "Bo Orr was found by his wife, Carol. Mrs Orr said"; "Orr's father, Dennis, watched. The elder Orr said".
    """
    called, gender = _generation_called(text, short), _gender(text, bearer)
    of_other = called or titled not in {None, gender}
    if not of_other or short.words == bearer.full.words or generation(bearer.full.words):
        return None
    found: dict[int, Entity] = {}
    named = -1  # the paragraph that names the bearer before
    for name in itertools.takewhile(lambda name: name.start < short.start, names):
        possible = owners[name.words]
        if possible and possible[0] is bearer:
            named = name.paragraph
        elif name.paragraph == named and len(possible) == 1 and " " not in possible[0].full.words:
            kin = _KIN_BEFORE.search(text, max(0, name.start - _LONGEST_KIN), name.start)
            if kin is None:
                continue
            owner = english.PERSON_PRONOUNS.get(kin[1].lower(), gender)
            married = kin[2] in _SPOUSES and _gender_of_words([kin[2]]) == titled and owner not in {None, titled}
            if kin[2] in _OF_GENERATION[called] if called else married:
                found[id(possible[0])] = possible[0]
    return next(iter(found.values())) if len(found) == 1 else None


def _offices_of_others(
    text: str, names: Sequence[Name], owners: Mapping[str, Sequence[Entity]]
) -> set[tuple[str, str]]:
    """Return (surname, office) of whom the article names by these alone, though it names somebody else in full.

    "Ann Orr said that President Orr would go" is about two people.
    """
    found: set[tuple[str, str]] = set()
    held = {(name.words, word.lower()) for name in names for word in _titles(text, name)}
    for before, name in itertools.pairwise(names):
        office, possible = _office(text, name), owners[name.words]
        if not office or len(possible) != 1 or owners[before.words][:1] != possible[:1] or " " not in before.words:
            continue
        between = text[before.end : name.title_start]
        if before.paragraph == name.paragraph and (before.words, office) not in held and not _STOP.search(between):
            found.add((name.words, office))
    return found


def _titles(text: str, name: Name) -> list[str]:
    """Return the words before a name that are none of it; most names have none."""
    return text[name.title_start : name.start].split() if name.title_start < name.start else []


def _office(text: str, name: Name) -> str:
    """Return the office before a surname alone, in lower case: "president" of "President Orr"."""
    office = "".join(_titles(text, name)[-1:]).lower() if " " not in name.words else ""
    return office if office in _OFFICES else ""


def _beside(possible: Sequence[Entity], name: Name, before: Collection[str]) -> Entity | None:
    """Return who of several is the only one named in full ``before`` a short name in its paragraph."""
    named = [one for one in possible if one.full.words in before]
    return named[0] if len(named) == 1 and name.words != named[0].full.words else None


def _just_named(
    text: str, short: Name, wanted: str | None, possible: Sequence[Entity], before: Collection[str]
) -> Entity | None:
    """Return who of several the paragraph before has brought in, where the surname first stands alone, and speaks.

    "Her mother, Lori Orr, spoke next. ¶ “She is polite,” Orr said": an obituary goes on with whom it is about.
    """
    titled = short.title_start < short.start and wanted is None  # "Dr. Orr" is known as such
    if len(possible) < 2 or titled or not _speaks(text, short):
        return None
    one = _beside(possible, short, before)
    return one if one is not None and _may_be(text, one, wanted) else None


def _may_be(text: str, entity: Entity, wanted: str | None) -> bool:
    """Tell whether nothing says that an entity is not of the gender that is wanted, if one is."""
    return wanted is None or _gender(text, entity) in {None, wanted}


def _meant(text: str, short: Name, wanted: str | None, possible: Sequence[Entity], counts: Counter[str]) -> Entity:
    """Return who of several with one surname is meant: of the gender of the title, who speaks, if that one does.

    Of others it is who is named in full most often, of those that have been where the surname first stands alone.
    """
    if len(possible) == 1:
        return possible[0]
    called = _generation_called(text, short)
    fitting = [one for one in possible if called and generation(one.full.words) == called] or possible
    if wanted is not None:
        sure = [one for one in fitting if _gender(text, one) == wanted]
        fitting = sure or [one for one in fitting if _gender(text, one) is None] or fitting
    fitting = [one for one in fitting if one.full.start <= short.start] or fitting
    if address := _address(text, short):
        fitting = [one for one in fitting if _address(text, one.full) == address] or fitting  # "Madam Lau" and "Ms Lau"
    if _speaks(text, short):
        fitting = [one for one in fitting if _speaks(text, one.full)] or fitting
    # "Ann and Bo Orr" names her first.
    return max(fitting, key=lambda one: (counts[one.full.words], -min([one.full, *one.names[:1]]).start))


def _speaks(text: str, name: Name) -> bool:
    """Tell whether a verb of speech stands right behind a name, or before it: "said Ann Orr"."""
    verbs = (
        _WORD_BEHIND.match(text, name.end),
        _WORD_BEFORE.search(text, max(0, name.title_start - 20), name.title_start),
    )
    return any(verb is not None and english.reporting_strength(verb.group(1)) == "speech" for verb in verbs)


def _gender_behind(text: str, name: Name, behind: Name | None) -> str | None:
    """Return the gender of the pronoun that takes a name up in its paragraph, before anybody else is named there."""
    stop = name.end + _LONGEST_TALE
    if behind is not None and behind.paragraph == name.paragraph:
        told = text[name.end : min(behind.title_start, stop)]
    else:
        told = text[name.end : stop].partition("\n")[0]
    taken_up = _TAKEN_UP.search(_QUOTED.sub("", told))
    return None if taken_up is None else "f" if taken_up.group().lower() in english.SHE else "m"


def _address(text: str, name: Name) -> str:
    """Return the form of address before a name, "Madam", or nothing."""
    title = "".join(_titles(text, name)[-1:]).rstrip(".")
    return title if title.lower() in english.FORMS_OF_ADDRESS else ""


def _generation_called(text: str, name: Name) -> str:
    """Return of which generation somebody is called, "Sr" for "the elder Orr", or nothing."""
    if not text.endswith(_ENDS_OF_AGES, 0, name.start):
        return ""  # most names, without a search
    age = _AGE_BEFORE.search(text, max(0, name.start - _LONGEST_AGE), name.start)
    return "" if age is None else "Sr" if age[1] else "Jr"


def _gender(text: str, entity: Entity) -> str | None:
    """Return the gender that a title or noun before the full name, the given name, or a relation behind it tells."""
    start, relation = entity.full.start, _RELATION.match(text, entity.full.end)
    before = text[max(0, start - 30) : start].split()[-2:]
    title = _gender_of_words(before)
    words = entity.full.words.split()
    given = english.gender_of(words[0])
    if len(words) > 2 and english.gender_of(words[1]) not in {None, given}:
        given = None  # "Nana Yaw Orr"
    if given and title and any(word.lower() in english.OFFICES_OF_MEN for word in before):
        return given  # "Chairman Ann Orr"
    return title or given or (_gender_of_words([relation[1]]) if relation else None)


def _gender_of_words(words: Collection[str]) -> str | None:
    if not words:
        return None
    bare = {word.strip(".,").lower() for word in words}
    return "f" if bare & english.FEMALE_WORDS else "m" if bare & english.MALE_WORDS else None
