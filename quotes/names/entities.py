"""List the people and bodies that an article names, each with every occurrence of its names."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from quotes import english
from quotes.detection import Layout
from quotes.names.entity import GENERATION, Entity, generation
from quotes.names.occurrences import Name, collect_names
from quotes.names.runs import is_organization
from quotes.names.sharing import share_out
from quotes.names.spellings import abbreviations, is_variant, stems, variant_keys
from quotes.names.titles import is_first_name_here, opens_sentence
from quotes.names.usage import usage

_LEGAL_FORM = re.compile(rf",?\s+{english.one_of(english.LEGAL_FORMS)}\.?$")
_PERSON_BEHIND = re.compile(r",? \(?\d\d\b|, (?:an?|the|who|whose)\b| (?:who|whose)\b")
_BORN_BEHIND = re.compile(r",? was born\b|, who has (died)\b")
_WORDS_AT_BIRTH = 3
"""Words of a name that is somebody's at birth: it has all the given names."""
_WITHIN, _FIRST, _LAST, _END, _WHOLE = range(1, 6)
"""How a shorter name stands in a fuller one, from the least to the most telling."""
_KIN_BEFORE = re.compile(rf"\b{english.one_of(english.KIN)},? $")
_OWNED_BEFORE = re.compile(rf"\b(?:[Tt]he|[Aa]n?|{english.one_of(english.POSSESSIVES)}) (?:[a-z]+ )?$")
_STAFF_AT = re.compile(r"\b([a-z-]+) at $")
_ARTICLE = ("the ", "The ")
_LONGEST_OWNER = 24
_LONGEST_SYLLABLE = 6
"""Letters of each word behind a surname that comes first: "Goh Mei Ling", "Nguyen Thi Phuong"."""


def find_entities(layout: Layout, subjects: Collection[int] = ()) -> tuple[list[Name], list[Entity]]:
    """Return the names of the text in order, and their entities; ``subjects`` as for ``collect_names``."""
    names = collect_names(layout, subjects)
    entities = _group(layout.text, names)
    kept = {name.start for entity in entities for name in entity.names}
    return [name for name in names if name.start in kept], entities


def _group(text: str, names: Sequence[Name]) -> list[Entity]:
    """Group occurrences by entity: fuller names first, then the shorter ones that they contain."""
    entities: list[Entity] = []
    owners: dict[str, list[Entity]] = {}
    by_token: dict[str, list[Entity]] = {}
    of_persons: set[str] = set()
    first = _first_of_each(names)
    workplaces = {name.words for name in names if _is_workplace(text, name)}
    tokens_of = {words: _tokens(words) for words in first}
    for words in sorted(first, key=lambda words: (-len(words.split()), -len(words), _is_shouted(words), words)):
        owners[words] = _owners(text, first[words], tokens_of, by_token, of_persons)
        if not owners[words] and not _is_title(text, first[words]):
            owner = Entity(full=first[words], body=is_organization(words) or words in workplaces)
            owners[words] = [owner]
            entities.append(owner)
            for token in dict.fromkeys(tokens_of[words]):
                by_token.setdefault(token, []).append(owner)
            if not owner.body:
                of_persons.update(tokens_of[words])
    counts = Counter(name.words for name in names)
    _unite_spellings(owners, tokens_of, counts)
    _unite_at_birth(text, first, owners, tokens_of, counts)
    _unite_married(owners, tokens_of)
    _forget_united(owners)
    _expand(text, owners)
    entities += share_out(text, names, owners, counts)
    return [entity for entity in entities if entity.names]


def _is_shouted(words: str) -> bool:
    """Tell whether a name has a word in capitals, as where an article opens: "ANN Orr"."""
    return any(len(word) > 1 and word.isupper() for word in words.split())


def _is_workplace(text: str, name: Name) -> bool:
    """Tell whether somebody works at a name that ends as a person's may: "a dishwasher at Chez Odile"."""
    given, _, last = name.words.partition(" ")
    if english.is_given_name(given) or not english.is_given_name(last):
        return False
    staff = _STAFF_AT.search(text, max(0, name.start - _LONGEST_OWNER), name.start)
    return staff is not None and english.is_person_noun(staff[1])


def _first_of_each(names: Iterable[Name]) -> dict[str, Name]:
    """Return the first occurrence of each name, outside quotations where there is one."""
    first: dict[str, Name] = {}
    for name in names:
        known = first.get(name.words)
        if known is None or (known.quoted and not name.quoted):
            first[name.words] = name
    return first


def _is_title(text: str, name: Name) -> bool:
    """Tell whether a single word is a title, which names somebody only as the surname of a known name."""
    return name.words.lower() in english.TITLES and not is_first_name_here(text, name.start, name.end)


def _owners(
    text: str, name: Name, tokens_of: dict[str, list[str]], by_token: dict[str, list[Entity]], of_persons: set[str]
) -> list[Entity]:
    """Return whose fuller names a shorter one may stand for: as surname, as first name, without the middle.

    ``by_token`` holds the entities whose full names have a token, ``of_persons`` the tokens of people's full names.
    """
    words = name.words
    tokens = tokens_of[words]
    initial = len(tokens) > 1 and len(tokens[0]) == 1
    if not all(token in by_token for token in tokens[initial:]):
        return []  # most names
    # All tokens stand in the fuller name, so that the rarest of them leads to it.
    known = min((by_token[token] for token in tokens[initial:]), key=len)
    # "REYES:" is no acronym where a fuller name ends in Reyes, nor "Hall" a body where Ann Hall is named.
    body = is_organization(words) and not ((words.isupper() or len(tokens) == 1) and tokens[-1] in of_persons)
    ranked: list[tuple[int, Entity]] = []
    for entity in known:
        full = tokens_of[entity.full.words]
        if len({generation(words), generation(entity.full.words), ""}) > 2:
            continue  # Tom Orr Jr. is not Tom Orr Sr.
        if _is_short_for_firm(text, name, entity, of_persons):
            ranked.append((_LAST, entity))
        if initial and not (entity.body or body) and _is_initialed(tokens, full):
            ranked.append((_END, entity))
            continue
        if entity.body != body or (len(full) <= len(tokens) and full != tokens) or not _is_subsequence(tokens, full):
            continue
        rank = _rank(tokens, full)
        if rank == _FIRST and len(tokens) == 1 and _is_surname_first(text, entity.full.words):
            rank = _LAST
        lone = len(tokens) == 1 and rank < _WHOLE
        if (
            lone
            and rank < _LAST
            and (body or words.isupper() or words.lower() in english.TITLES or english.is_place(tokens[0]))
        ):
            continue
        if not (lone and not body) or _is_tied(text, name, entity.full, rank):
            ranked.append((rank, entity))
    best = max((rank for rank, _ in ranked), default=0)
    return [entity for rank, entity in ranked if rank == best]


def _is_short_for_firm(text: str, short: Name, entity: Entity, of_persons: Collection[str]) -> bool:
    """Tell whether a name is a firm's without its legal form, or the first word of it, which says something somewhere.

    "Orr said" is Orr Foods Inc., of which the article tells, unless somebody or some place is called Orr.
    """
    word, full = short.words, entity.full.words
    if not entity.body:
        return False
    without_form = _LEGAL_FORM.sub("", full)
    if without_form == word != full:
        return True
    before, _, last = full.rpartition(" ")
    if " " in word and before == word:
        return last.lower() in english.BODY_KINDS  # "Kell Fire [Department]"
    if full.split()[0] != word or word.isupper() or word.lower() in of_persons or english.is_given_name(word):
        return False
    if without_form == full and (last.lower() not in english.FIRMS_IN_NAMES or _is_somewhere(text, word)):
        return False
    verbs = re.finditer(rf"\b{re.escape(word)} (?:has |had )?(\w+)", text)
    return any(verb.start() > entity.full.end and english.reporting_strength(verb[1]) is not None for verb in verbs)


def _is_somewhere(text: str, word: str) -> bool:
    """Tell whether a word may be a place's name: a country or a state, or something is in it."""
    inside = rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Tt]o|[Aa]cross|[Tt]he) {re.escape(word)}\b(?! [A-Z])"
    return english.is_place(word.lower()) or re.search(inside, text) is not None


def _is_initialed(tokens: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a name has only the initial of a fuller one: "W Orr", in a table of scores, of Wendy Orr."""
    return len(full[0]) > 1 and full[0].startswith(tokens[0]) and full[-1] == tokens[-1]


def _rank(tokens: Sequence[str], full: Sequence[str]) -> int:
    """Return how well a shorter name stands for a fuller one."""
    if list(full[-len(tokens) :]) == list(tokens):
        return _WHOLE if len(full) == len(tokens) else _END if len(tokens) > 1 else _LAST
    return _LAST if full[-1] == tokens[-1] else _FIRST if full[0] == tokens[0] else _WITHIN


def _is_surname_first(text: str, full: str) -> bool:
    """Tell whether the first word of a name is the surname, since "Mr Goh" is said of Goh Ah Lek."""
    first, *rest = full.split()
    return len(rest) > 1 and first in usage(text).addressed and all(len(word) <= _LONGEST_SYLLABLE for word in rest)


def _is_tied(text: str, short: Name, full: Name, rank: int) -> bool:
    """Tell whether a word may be somebody's whose full name has it: not "Larkline" before "Camp Larkline"."""
    if full.title_start < full.start or (full.start < short.start and not _is_thing(text, short, full, rank)):
        return True
    if _KIN_BEFORE.search(text, max(0, short.start - _LONGEST_OWNER), short.start):
        return True  # "her father Rao", later Rao Orr
    given = full.words.split()[0]
    if given.endswith(".") or english.is_given_name(given) or _PERSON_BEHIND.match(text, full.end):
        return True
    if rank < _LAST:
        return usage(text).stands_alone(full.words.split()[-1])
    owned = _OWNED_BEFORE.search(text, max(0, full.start - _LONGEST_OWNER), full.start)
    return not owned and given.lower() not in english.NAMES_OF_BODIES | english.PLACE_NOUNS


def _is_thing(text: str, short: Name, full: Name, rank: int) -> bool:
    """Tell whether a name that has "the" is no person's of whom its first word tells: not "Kell" of "the Kell Loop"."""
    if rank >= _LAST or english.is_given_name(full.words.split()[0]):
        return False
    return text.endswith(_ARTICLE, 0, full.start) and not text.endswith(_ARTICLE, 0, short.start)


def _unite_spellings(owners: dict[str, list[Entity]], tokens_of: dict[str, list[str]], counts: Counter[str]) -> None:
    """Give "Kristin Wilkens" the entity of "Kristen Wilkens", which is more frequent, and "Wilken" too."""
    full = [words for words, possible in owners.items() if possible and possible[0].full.words == words]
    names_of: dict[int, list[str]] = {}
    for words, possible in owners.items():
        if len(possible) == 1:
            names_of.setdefault(id(possible[0]), []).append(words)
    alike = Counter(stem for words in full for stem in stems(tokens_of[words][-1]))
    mains: dict[tuple[bool, str], list[tuple[int, str]]] = {}
    for place, words in enumerate(
        sorted(full, key=lambda words: (-len(words.split()), -counts[words], owners[words][0].full.start))
    ):
        owner, tokens = owners[words][0], tokens_of[words]
        if all(alike[stem] == 1 for stem in stems(tokens[-1])):
            continue  # the surname of no other, nor like one: most names, and their keys are many
        own = list(variant_keys(tokens))
        known = [found for key in own if (found := mains.get((owner.body, key)))]
        likely = heapq.merge(*known) if known else ()  # each is in the order of place
        main = next((other for _, other in likely if is_variant(tokens, tokens_of[other])), None)
        if main is not None:
            owners.update(dict.fromkeys(names_of[id(owner)], owners[main]))
        elif len(tokens) > 1:
            for key in (*own, *variant_keys(tokens[-1:])):
                mains.setdefault((owner.body, key), []).append((place, words))


def _unite_at_birth(
    text: str,
    first: dict[str, Name],
    owners: dict[str, list[Entity]],
    tokens_of: dict[str, list[str]],
    counts: Counter[str],
) -> None:
    """Give "Winifred Mary Orr was born …" the entity of Wyn Orr, of whom the article speaks before.

    So does an obituary that tells late who it is about: "Winifred Mary Orr, who has died aged 94,".
    """
    for words, possible in owners.items():
        if counts[words] > 1 or len(tokens_of[words]) < _WORDS_AT_BIRTH or not possible:
            continue
        full = possible[0].full
        told = _BORN_BEHIND.match(text, full.end) if full.words == words else None
        if told is None or not opens_sentence(text, full.start):
            continue
        entity, surname = possible[0], tokens_of[words][-1]
        known = [other for other, bearers in owners.items() if bearers and len(tokens_of[other]) > 1 and other != words]
        if own := [other for other in known if owners[other][0] is entity]:
            if told[1] is None:
                entity.full = first[
                    max(own, key=lambda other: counts[other])
                ]  # the middle name is in no other sentence
            continue
        before = [owners[other][0] for other in known if owners[other][0].full.start < full.start]
        if bearers := [one for one in before if tokens_of[one.full.words][-1] == surname and not one.body]:
            owners[words] = [max(bearers, key=lambda one: (counts[one.full.words], -one.full.start))]


def _unite_married(owners: dict[str, list[Entity]], tokens_of: dict[str, list[str]]) -> None:
    """Give "Ann Orr" the entity of Ann Orr-Vale, as whom the article knows her elsewhere."""
    people = [(tokens_of[words], found[0]) for words, found in owners.items() if found and found[0].full.words == words]
    double = {(full[0], part): one for full, one in people if "-" in full[-1] for part in full[-1].split("-")}
    known = {id(one): double[full[0], full[-1]] for full, one in people if len(full) == 2 and tuple(full) in double}
    for words, found in owners.items():
        owners[words] = [known.get(id(one), one) for one in found]


def _forget_united(owners: dict[str, list[Entity]]) -> None:
    """Leave of those for whom a short name may stand who is an entity of its own still, not one by another name."""
    for words, possible in owners.items():
        if len(possible) > 1:
            owners[words] = list({id(one): one for other in possible for one in owners[other.full.words][:1]}.values())


def _tokens(words: str) -> list[str]:
    return [token.strip(".,").lower() for token in GENERATION.sub("", words).split()]


def _is_subsequence(short: Sequence[str], full: Sequence[str]) -> bool:
    rest = iter(full)
    return all(token in rest for token in short)


def _expand(text: str, owners: dict[str, list[Entity]]) -> None:
    """Give abbreviations to the bodies whose full names they stand for."""
    for short, full in {**_initials(owners), **abbreviations(text)}.items():
        if owners.get(full):
            owners[short] = owners[full][:1]
            owners[full][0].body = True


def _initials(owners: dict[str, list[Entity]]) -> dict[str, str]:
    """Return abbreviation -> full name where both stand in the text: "FT" and "Financial Times"."""
    acronyms = {words for words in owners if words.isupper() and words.isalpha() and 1 < len(words) <= 6}
    found: dict[str, str] = {}
    for words in owners if acronyms else ():
        initials = "".join(word[0] for word in words.split() if word[0].isupper())
        if initials in acronyms and " " in words and not english.gender_of(words.split()[0]):
            found.setdefault(initials, words)
    return found
