"""Tell a name from what stands before it: titles, offices, occupations, the body somebody works for, adjectives.

Of a word that may be both, the words behind it tell, and then the article: "Porter Vale" is a name, "Porter Jon Vale"
is none, nor is "Trader Vale" where the article has "Jon Vale".
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.names.usage import Usage, plain

Spans = list[tuple[int, int]]

_OFFICE_BEFORE = re.compile(r"\b\w[\w-]* (?:of|for|at) (?:[A-Z][\w’'-]*,? |of |for |at |and |the )*$")
_COMPLEMENTED = re.compile(r"([\w-]+) (?:of|for|at) ")
_ENDS_OF_OFFICES = (" of ", " for ", " the ", " and ", ", ")
_LONGEST_OFFICE = 60
_FEWEST_IN_FIELD = 4
"""Words of the name of a field, with somebody's name behind it: two and two."""
_SEARCHED = 20_000
"""Characters of the article in which somebody is looked for without the office: bounds the work."""
_OWNER = re.compile(r"['’]s$|s['’]$")
_ENDS_OF_OWNERS = ("'s", "’s", "s'", "s’")
_LINKS_OF_BODIES = (" of ", " for ")
_AGE_BEHIND = re.compile(r", \d\d,")
_DESCRIBED_BEHIND = re.compile(r", (?:\d\d,|an? [a-z]|[a-z-]+ (?:for|at|of|with|from) )")
_LETTERS = re.compile(r"[A-Z]{2,5}$")
_SENTENCE_BEFORE = re.compile(rf"(?:^|\) - |[.?!:;\n—–|{english.BULLETS}][”\"’')]*\s*[“\"‘']?)$")
_TRADES = frozenset("brewery brewing cruises ferries hotels insurance pharmacies".split())
_BODY_WORDS = (
    english.NAMES_OF_BODIES
    | english.PLACE_NOUNS
    | english.OCCASIONS_IN_NAMES
    | english.FIRMS_IN_NAMES
    | english.LAST_OF_BODIES
    | _TRADES
)
_BEFORE_NAMES = english.TITLES | english.HONORIFICS | english.OFFICES_IN_LETTERS | english.ORGANIZATION_WORDS
_MOST_WORDS = 12
"""Words at the end of a run among which a name begins: bounds the work."""
_BEFORE_TITLES = english.FORMER_WORDS | frozenset("assistant associate deputy executive senior vice".split())
"""Titles before which another one is to be expected."""
_WORDS_AND_NOUN = 3
"""Words of a given name and a surname, and of what stands before them."""
_RANKS_AND_NAMES = english.RANKS_BEHIND_RANKS & {"con"}
_RANKS_ALONE = english.RANKS_BEHIND_RANKS - _RANKS_AND_NAMES
_MISTERS = frozenset("mr mrs ms miss".split())
_SHORTEST_SHOUT = 5
"""Letters of a word that is shouted, not an acronym."""
_AGED = ("-year-old", "-Year-Old")
_FAMILY_BEFORE = re.compile(rf"\b{english.one_of(english.KIN | english.FAMILY)},? $")
_PERSON_BEHIND = re.compile(r", (?:\d\d?\b|an? |who )")
_LONGEST_RELATIVE = 16
_REACH = 6
"""Characters before a word that tell whether it opens a sentence."""


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a word has its capital from the sentence that it opens, perhaps."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # most words, without a search
    return bool(_SENTENCE_BEFORE.search(text, max(0, start - _REACH), start))


def without_titles(text: str, words: Spans, usage: Usage) -> Spans:
    """Return the words of a name without all that stands before it: "US Secretary of State Ann Orr" is "Ann Orr"."""
    if len(words) >= _FEWEST_IN_FIELD:
        words = _without_complement(text, words, usage)  # "Vice President for [Student Life] Ann Orr"
    if len(words) == 1:
        return words
    bare = [text[start:end].rstrip(".,") for start, end in words]
    if owner := _behind_owner(bare, usage, complemented=text.startswith(_LINKS_OF_BODIES, words[-1][1])):
        words, bare = words[owner:], bare[owner:]
    if is_surname_here(bare):
        bare[-1] = "-"  # "Judge Stephen King" has one title
    elif bare[-1].lower() in english.TITLES:
        return words  # "Foreign Minister"
    far = max(1, len(bare) - _MOST_WORDS)
    last = next((i for i in reversed(range(far, len(bare))) if _ends_before(text, words, bare, i, usage)), 0)
    while last < len(words) - 1 and text[words[last][0]] in "([":
        last += 1  # "Commissioner (West) Ann Orr"
    return _without_complement(text, words[last:], usage)


def is_surname_here(bare: Sequence[str]) -> bool:
    """Tell whether the last word of a name, a title elsewhere, is a surname: "Stephen King", "Kate Labour"."""
    last = bare[-1].lower()
    if len(bare) < 2 or last not in english.TITLES:
        return False
    if len(bare) == 2 and bare[0].lower() in _MISTERS:
        return last in english.SURNAME_TITLES  # "Mr Sheikh", but "Mr President"
    return (
        english.is_given_name(bare[-2])
        and not english.is_place(bare[-2].lower())
        and (len(bare) == 2 or last in english.SURNAME_TITLES)
    )


def is_first_name_here(text: str, start: int, end: int) -> bool:
    """Tell whether a word that may be a title is somebody's first name, as whose relative and how old that is shows.

    "Her partner Dean, 39, has" and "his son, Earl, who" are, "the dean, 39, has" is not.
    """
    if _PERSON_BEHIND.match(text, end) is None or not english.is_given_name(text[start:end]):
        return False
    return _FAMILY_BEFORE.search(text, max(0, start - _LONGEST_RELATIVE), start) is not None


def _ends_before(text: str, words: Spans, bare: Sequence[str], i: int, usage: Usage) -> bool:
    """Tell whether the name begins at word ``i``, because the word before it is none of the name's."""
    word, rest = bare[i - 1], bare[i:]
    lower = word.lower()
    ranks = i > 1 and _is_behind_rank(bare[i - 2].lower(), lower)
    if len(rest) == 1 and i == 1 and _is_kind_of_firm(text, words[0][0], lower, plain(rest[0]), usage):
        return True
    if len(rest) == 1 and lower not in _BEFORE_NAMES and not (ranks or english.is_person_noun(lower)):
        return _is_before_known(text, words[0][0], bare, i, usage)
    given = english.is_given_name(rest[0]) or bool(_AGE_BEHIND.match(text, words[-1][1]))
    person = len(rest) > 1 and given and rest[0].lower() not in english.TITLES
    if lower in english.OFFICES_IN_LETTERS:
        return word.isupper() and _is_role(bare, i, usage, person)
    before = bare[i - 2].lower() if ranks or (i > 1 and lower in _RANKS_ALONE) else ""
    behind_rank = before in english.TITLES or before in english.RANKS_BEHIND_RANKS  # "President Pro Tem"
    short_rank = behind_rank or english.is_person_noun(before)
    if lower in english.TITLES or short_rank:
        abbreviated = short_rank or lower in english.HONORIFICS or text[words[i - 1][1] - 1] == "."
        named = i == 1 == len(rest) and _is_first_name(word) and bool(_DESCRIBED_BEHIND.match(text, words[-1][1]))
        return abbreviated or (not named and _is_title(bare, i, usage, person))  # "Dean Hope, a solicitor, said"
    if lower in english.ORGANIZATION_WORDS and not english.is_role_noun(lower):
        return _is_body(bare, i, usage, person)
    article = text.endswith("the ", 0, words[0][0])  # "the Consumer Advocate Network"
    return not article and _describes(text, words[0][0], bare, i, usage, person)


def _is_behind_rank(before: str, word: str) -> bool:
    """Tell whether a word is a rank as it stands behind one: "Det Con Orr", unlike "Cllr Con Orr"."""
    if word in _RANKS_AND_NAMES:
        return before in {"det", "detective"}
    return word in _RANKS_ALONE and before in english.TITLES


def _is_before_known(text: str, start: int, bare: Sequence[str], i: int, usage: Usage) -> bool:
    """Tell whether a name of one word begins at word ``i``, because the article knows it without the word before."""
    if _is_ranked(bare, i, usage):
        return True
    if i > 1:
        return _is_glued(text, start, bare, usage)
    return _opens_before_known(text, start, bare[0], plain(bare[1]), usage)


def _is_ranked(bare: Sequence[str], i: int, usage: Usage) -> bool:
    """Tell whether letters before a name alone are a rank or an order's: "ACP Ann", of whom Ann Orr is told."""
    word, name = bare[i - 1], bare[i]
    if word == "Sr" and i == 1:
        return True  # a nun, unlike "Tom Orr Sr"
    return bool(_LETTERS.match(word)) and not name.isupper() and plain(name) in usage.followed


def _is_glued(text: str, start: int, bare: Sequence[str], usage: Usage) -> bool:
    """Tell whether a surname known in full stands behind a body's name: "Asked by Radio Kell Orr said"."""
    titled = english.is_given_name(bare[0]) or bare[0].lower() in english.TITLES
    behind = text[text.rfind("\n", 0, start) + 1 : start].rsplit(None, 2)[-2:]
    spoken_to = not english.PREPOSITIONS.isdisjoint(word.lower() for word in behind)
    return spoken_to and not titled and usage.is_surname(plain(bare[-1]), but=bare[-2])


def _is_kind_of_firm(text: str, start: int, word: str, name: str, usage: Usage) -> bool:
    """Tell whether a sentence opens with what a firm is, whose name stands without that, too: "Retailer Tolbar"."""
    return word in english.FIRMS_BEFORE_NAMES and opens_sentence(text, start) and usage.stands_alone(name)


def _is_title(bare: Sequence[str], i: int, usage: Usage, person: bool) -> bool:
    word, rest = bare[i - 1].lower(), bare[i:]
    if person or word in english.FORMER_WORDS:
        return True
    if _holds_body(rest):
        return _holds_office_of(word, rest)
    if len(rest) > 1:
        return True
    follows = plain(rest[0])
    if english.is_given_name(word) and word not in usage.small and i < 3:
        # "Ann Dean Marlow" and "Premier Dean Marlow", but "Osk Dean Marlow" and "Vice Dean Marlow"
        titled = bare[0].lower() in english.TITLES - _BEFORE_TITLES
        middle = i == 2 and (titled or _is_first_name(bare[0]))
        if middle or (i == 1 and not english.is_given_name(follows)):
            return not middle and usage.is_surname(follows, but=bare[0])  # "Dean Marlow", unless there is "Ann Marlow"
    if word in english.MODIFYING_TITLES and (i == 1 or bare[i - 2].lower() not in english.TITLES):
        return usage.is_surname(follows) or usage.stands_alone(follows)  # neither "General Motors" nor "UN General …"
    return True


def _holds_office_of(title: str, rest: Sequence[str]) -> bool:
    """Tell whether a title before the name of a body is none of it: "Democratic Senate", "President Orr's Office"."""
    if title in english.PARTIES:
        return plain(rest[-1]).lower() in english.STATE_BODIES
    owner = plain(rest[0]).lower() if rest[0].endswith(_ENDS_OF_OWNERS) else ""
    return bool(owner) and owner not in english.TITLES | _BODY_WORDS


def _is_role(bare: Sequence[str], i: int, usage: Usage, person: bool) -> bool:
    word, rest = bare[i - 1], bare[i:]
    if _holds_body(rest) or rest[0].lower() in english.NO_NAMES:
        return False
    middle = i > 1 and english.is_given_name(bare[i - 2])  # "Ann Farmer Hale"
    first_name = i == 1 and english.is_given_name(word)
    if person or middle:
        named = middle and i == 2 and not (person and word.lower() in english.PARTIES)  # "Kerry Independent Ann Orr"
        return person and not named and not (first_name and word.lower() in english.KIN)  # "Nana Yaw Orr"
    if len(rest) > 1:
        return not first_name and not english.is_person_noun(rest[0].lower())  # neither "Marine Le Pen" nor "Sibling …"
    follows = plain(rest[0])
    if word.lower() in english.OFFICES_IN_LETTERS or usage.is_surname(follows, but=word):
        return True
    if i == 1 and not first_name and usage.has_first_name(follows, but=word):
        return True  # "Substitute Orr", of whom "Kwesi Orr" is told
    known = english.is_given_name(follows) or (word.lower() in english.KIN and follows in usage.followed)  # "Uncle Bo"
    return i == 1 and not first_name and known and word.lower() not in english.SURNAME_TITLES


def _is_body(bare: Sequence[str], i: int, usage: Usage, person: bool) -> bool:
    """Tell whether a body's name ends before somebody's: "Evening Post Ann Orr"; "Evening Post Orr", if known."""
    rest = bare[i:]
    if _holds_body(rest):
        return False
    return person or (i > 1 and len(rest) == 1 and usage.is_surname(plain(rest[0])))


def _describes(text: str, start: int, bare: Sequence[str], i: int, usage: Usage, person: bool) -> bool:
    """Tell whether a word only describes who follows: "Trader Ann Orr", "Brave Ann Orr", "CXO Ann Orr"."""
    word, rest = bare[i - 1], bare[i:]
    if english.is_person_noun(word.lower()) or word.endswith(_AGED):
        return word.endswith(_AGED) or _is_role(bare, i, usage, person)
    if i == 1 and _is_shouted(word, rest[0]) and word.lower() in usage.small and opens_sentence(text, start):
        return not _holds_body(rest)
    used = len(rest) > 1 and usage.begins_name(rest[0], word, plain(rest[-1])) and _is_used_as_title(word, rest, usage)
    if used or not person:
        return used or (i == 1 and _is_unlisted_noun(text, start, bare, usage))
    if word.isupper() and not rest[0].isupper():
        # Behind two initials comes the surname alone: "SP Ann Orr", "JD Orr".
        return bool(_LETTERS.match(word)) or (i == 1 and _is_shouted(word, rest[0]) and opens_sentence(text, start))
    if i == 1 and (english.seems_occupation(word.lower()) or english.is_demonym(word)):
        # "as Recorder Ann Orr rose", "the record holder, Bahamian Ann Orr"
        return not (english.is_given_name(word) or _holds_body(rest))
    return i == 1 and _opens_with(text, start, word, rest, usage)


def _is_unlisted_noun(text: str, start: int, bare: Sequence[str], usage: Usage) -> bool:
    """Tell whether a noun of no list opens a sentence, small elsewhere: "Packer Ósk Orr", among packers."""
    word = bare[0].lower()
    if not english.seems_occupation(word) or english.is_given_name(word):
        return False
    if sum(part.lower() not in english.PARTICLES for part in bare) != _WORDS_AND_NOUN:
        return False
    known = opens_sentence(text, start) and not usage.small.isdisjoint((word, f"{word}s"))
    return known and not _holds_body(bare[1:])


def _is_used_as_title(word: str, rest: Sequence[str], usage: Usage) -> bool:
    """Tell whether a word stands before the surname alone, too: "Garda Ann Orr", for "Garda Orr" said it."""
    before = usage.before.get(plain(rest[-1]), ())
    if word.lower() in english.PARTICLES:
        return False
    return word in before and not (english.is_given_name(word) or word.isupper() or _holds_body((word, *rest)))


def _is_shouted(word: str, following: str) -> bool:
    """Tell whether a word has capitals because tabloids begin so: "BINMAN Ann Orr"."""
    shouted = word.isupper() and len(word) >= _SHORTEST_SHOUT and not following.isupper()
    return shouted and not english.is_given_name(word)


def _opens_with(text: str, start: int, word: str, rest: Sequence[str], usage: Usage) -> bool:
    """Tell whether the first word of a run is an adjective or another word with which the sentence opens."""
    lower = word.lower()
    if english.is_given_name(word) or len(word) < 3 or word.isupper() or _holds_body(rest):
        return False
    known = any(first != word for first in usage.before.get(rest[0], ()))
    may_describe = english.may_describe(lower)
    if text.endswith(", ", 0, start) or (may_describe and known and lower not in english.BEFORE_PLACES):
        return may_describe
    return opens_sentence(text, start) and (known or may_describe or lower in usage.small)


def _opens_before_known(text: str, start: int, word: str, name: str, usage: Usage) -> bool:
    """Tell whether an adjective opens a sentence before what is known for a name: "Brave Ann", "Late Orr header"."""
    titled = not english.is_given_name(word) and word.lower() not in english.PARTICLES
    if titled and usage.is_before_full_name(word, name):
        return True  # "Alhaji Orr", of Alhaji Karl Orr
    if not english.may_describe(word.lower()) or english.is_given_name(word) or not opens_sentence(text, start):
        return False
    if usage.stands_alone(name) and any(first not in {"", word} for first in usage.before[name]):
        return True
    return usage.is_surname(name, but=word) or (english.is_given_name(name) and name in usage.followed)


def _holds_body(rest: Sequence[str]) -> bool:
    """Tell whether words name a body or a place rather than somebody: "Medical Council", "Hill Road"."""
    first_name = len(rest) > 1 and english.is_given_name(rest[0])  # "Bill Orr"
    return any(plain(word).lower() in _BODY_WORDS for word in rest[first_name:])


def is_person_of_body_word(parts: Sequence[str]) -> bool:
    """Tell whether a name, in lower case, is somebody's with a surname that bodies have: "Ann Hall", "Ann Hall Orr"."""
    if len(parts) not in {2, 3} or parts[1] not in english.SURNAMES_OF_BODIES or not _is_first_name(parts[0]):
        return False
    return not _holds_body(parts[2:])


def _is_first_name(word: str) -> bool:
    return english.is_given_name(word) and not english.is_place(word)


def _behind_owner(bare: Sequence[str], usage: Usage, *, complemented: bool) -> int:
    """Return where a name begins behind whose it is: "Kenya's Ann Orr", "Kenya's Fair Trade Board", "TV's Ann"."""
    if len(bare) > 1 and bare[-2].endswith(_ENDS_OF_OWNERS) and _is_known(bare[-1], usage):
        return len(bare) - 1
    if not english.ORGANIZATION_WORDS.isdisjoint(word.lower() for word in bare) and not (
        len(bare) == 3 and is_person_of_body_word([word.lower() for word in bare[1:]])  # "Chester's Ann Hall"
    ):
        owned = len(bare) > 2 or (len(bare) == 2 and complemented)
        if owned and bare[0].endswith(_ENDS_OF_OWNERS) and english.is_place(plain(bare[0]).lower()):
            return 1
        return len(bare) - 2 if _is_owned_by_body(bare) else 0
    if len(bare) < 3:
        return 0
    owners = [i for i, word in enumerate(bare[:-2]) if word.endswith(_ENDS_OF_OWNERS)]
    if not owners or english.is_person_noun(_OWNER.sub("", bare[owners[-1]]).lower()):
        return 0  # "Women's Health Forum"
    return owners[-1] + 1


def _is_owned_by_body(bare: Sequence[str]) -> bool:
    """Tell whether the last two words are somebody of a body's: "Kell Fisheries Authority's Ayo Orr"."""
    if len(bare) < 3 or not bare[-3].endswith(_ENDS_OF_OWNERS) or _holds_body(bare[-2:]):
        return False
    person = not any(english.may_describe(word.lower()) or word.isupper() for word in bare[-2:])
    return person and plain(bare[-3]).lower() in english.ORGANIZATION_WORDS


def _is_known(name: str, usage: Usage) -> bool:
    """Tell whether a name stands before another elsewhere, or as a surname: "Kell's Orr", not "St Mary's Hospital"."""
    return name in usage.followed or (usage.is_surname(name) and name.lower() not in _BODY_WORDS)


def _without_complement(text: str, words: Spans, usage: Usage) -> Spans:
    """Return the words without what completes an office before them: "Minister for [Rural Affairs] Ann Orr"."""
    start = words[0][0]
    if not text.endswith(_ENDS_OF_OFFICES, 0, start):
        return words
    office = _OFFICE_BEFORE.search(text, max(0, start - _LONGEST_OFFICE), start)
    nouns = {noun.lower() for noun in _COMPLEMENTED.findall(office[0])} if office else set()
    of_house = "member" in nouns and any(bare_word(text, word) in english.LEGISLATURES for word in words)
    if not of_house and not any(english.is_role_noun(noun) for noun in nouns - english.LOW_ROLES):
        return words
    if _holds_body([bare_word(text, word) for word in words[-1:]]):
        return words  # "director of the Kell Harbor Authority", though it is the Harbor Authority elsewhere
    if (first := _known_start(text, words, usage)) is not None:
        return words[first:]
    bare = [bare_word(text, word) for word in words]
    while len(bare) > 1 and bare[0] in english.DEPARTMENTS | {"and"}:
        words, bare = words[1:], bare[1:]
    fields = _BODY_WORDS | english.DEPARTMENTS | english.LEGISLATURES
    last = next((i for i in reversed(range(len(bare))) if bare[i] in fields), -1)
    if last >= 0:
        return words[last + 1 :] if last < len(bare) - 2 else words
    given = [_is_first_name(word) for word in bare]
    begins = (i for i in range(1, len(bare) - 1) if given[i] and not given[i - 1])
    return words[next((i for i in begins if bare[i - 1] not in english.OPENERS_OF_PLACES), 0) :]


def _known_start(text: str, words: Spans, usage: Usage) -> int | None:
    """Return where somebody begins who stands elsewhere without the office, or is called "Ms Goh": Goh Mei Ling."""
    start = words[0][0]
    name = plain(text[start : words[-1][1]])
    given = [_is_first_name(text[slice(*word)]) for word in words]  # "Cllr Ó Cuill" is Ann Ó Cuill all the same
    parts = ((i, words[i][0] - start) for i in range(1, len(words) - 1) if not given[i - 1])
    known = (i for i, at in parts if _stands_apart(text, name[at:], name[words[i - 1][0] - start : at]))
    called = (i for i, (begin, end) in enumerate(words[:-1]) if text[begin:end] in usage.addressed)
    return next(itertools.chain(known, called, _behind_place(text, words, usage)), None)


def _behind_place(text: str, words: Spans, usage: Usage) -> Iterator[int]:
    """Yield where a surname known alone may begin its full name, behind a place that stands alone, too."""
    last = plain(text[slice(*words[-1])])
    if last not in usage.addressed and not usage.stands_alone(last):
        return
    start = words[0][0]
    for i in range(1, len(words) - 1):
        place, behind = text[start : words[i - 1][1]], text[words[i - 1][1] : words[i][1]]
        if any(not text.startswith(behind, found.end()) for found in re.finditer(rf"\b{re.escape(place)}\b", text)):
            yield i


@functools.lru_cache(maxsize=64)  # few names of one article, again and again
def _stands_apart(text: str, name: str, before: str) -> bool:
    """Tell whether a name stands in the article without the word that is before it."""
    place = text.find(name, 0, _SEARCHED)
    while place >= 0 and text.endswith(before, 0, place):
        place = text.find(name, place + 1, _SEARCHED)
    return place >= 0


def bare_word(text: str, word: tuple[int, int]) -> str:
    """Return a word in lower case, without marks behind it."""
    return text[word[0] : word[1]].rstrip(".,").lower()
