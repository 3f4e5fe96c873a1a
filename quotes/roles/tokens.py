"""The words around a name, and what each can be in a role: its head, a link, a break."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quotes.detection import Layout, Paragraph
from quotes.english import lexicon
from quotes.roles.categories import is_role_noun

DETERMINERS = frozenset("a an the his her their its our my your this that these those another one".split())
LINKS = frozenset("of for at in with from to on".split())
FORMER = frozenset("former ex retired late onetime one-time then erstwhile past ousted outgoing disgraced".split())
ADVERBS = frozenset("now then currently formerly previously also once long later still herself himself already".split())
_POSTMODIFIERS = frozenset("general emeritus emerita elect designate laureate tempore".split())
_BREAKS = frozenset(
    """
    who whom which that whose where when while but or as is was are were be been has had have said says told will
    would than after before if because since until not he she they we i you it there though although whereas
    despite like unlike what why how whether whenever wherever however during over against amid among between
    through into by about around
    without within under nor so yet can could may might must shall should does did do him them us me up down out
    off became become remained more less nearly almost across toward towards per via except behind beyond upon both
    either neither every each
    """.split()
)
_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow
    tonight day days week weeks month months year years decade decades hour hours minute minutes morning afternoon
    evening night time times moment quarter summer winter spring autumn weekend century season noon midnight
    """.split()
)
_OCCASIONS = frozenset(
    """
    conference rally briefing hearing meeting event debate interview ceremony call telephone phone person
    part time fact response reply front charge addition press video radio television twitter facebook
    """.split()
)
_OCCUPATION = re.compile(
    r"\w{2,}(?:er|or|ist|ian|eer|ant|man|woman|ee|wife|hand|part|path|smith|mate|ess|lady|clerk|monk|agent|iff)$"
)
_NO_OCCUPATIONS = frozenset(
    """
    either other another further however number corner border offer matter river water winter summer weather power
    chapter career never ever bigger smaller larger older younger longer earlier fewer lower higher greater stronger
    latter harder wider better error terror mirror horror door floor poor color colour odor honor honour humor humour
    labor labour favor favour harbor harbour major minor senior junior superior interior exterior inferior prior factor
    sector vector motor tractor degree fee tree coffee three knee free answer shoulder dinner lunch shower tower flower
    finger hammer ladder layer cover counter encounter disaster register transfer container trailer server computer
    printer gender tender calendar remainder reminder murder powder wonder thunder process business success mess
    access address progress congress stress dress fitness illness happiness less across excess guess loss significant
    important relevant constant giant distant elegant restaurant plant instant elephant variant pleasant brilliant path
    part human german american banner poster newspaper twist mist list marker center centre theater theatre quarter
    semester cluster filter anger danger hunger trigger character chamber barrier carrier frontier tier pier order
    """.split()
)
_NO_OCCUPATIONS |= lexicon.BODY_NOUNS | lexicon.PLACE_NOUNS | lexicon.WORK_NOUNS | lexicon.REPORTING_NOUNS
_BEFORE, _BEHIND = 220, 260
_SENTENCE = re.compile(r"[.?!][”\"’']*(?:\s|$)")
_TRAILING = "'’.-"
_TOKEN = re.compile(r"[\w&][\w&'’.-]*|\S")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Cmdr|Adm|St|Jr|Sr|Inc|Co|Corp|Rev|Coun|"
    r"Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|Mass|Md|Mich|Minn|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|"
    r"Wis|Wyo)\.$"
)
PARTICIPLES = frozenset(
    """
    retired acting sitting leading managing founding disgraced ousted outgoing elected appointed
    convicted jailed alleged renowned acclaimed embattled celebrated esteemed respected registered exiled
    contributing marketing consulting engineering advertising housing nursing training planning shipping farming
    banking casting lighting visiting ranking rising aspiring reigning operating deputising standing working living
    running bestselling hearing meeting evening morning wedding funding filing ruling spring string family supply
    assembly italy july daily weekly monthly elderly friendly early united distinguished armed combined learned beloved
    unelected landing boxing building cycling fishing mining racing recording sailing skiing teaching
    writing breeding presiding
    """.split()
)
_PLAIN_VERBS = frozenset("see ask made met told tell say says said mention consider challenge".split())
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:[-–]\d+)?s?$")
_SINGULARS = frozenset("sens reps police".split())
CARDINALS = frozenset("one two three four five six seven eight nine ten several some many most other".split())


class Word(NamedTuple):
    """A word or punctuation mark ``text[start:end]`` with its part-of-speech tag, where its paragraph was parsed.

    ``lower`` is the word in lower case, its full stop cut off.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str | None

    @property
    def capital(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[0].isupper()


class ArticleWords:
    """The words of an article; ``tags`` holds an offset's part-of-speech tag, where its paragraph was parsed."""

    def __init__(self, layout: Layout, tags: Mapping[int, str]) -> None:
        self.text = layout.text
        self.paragraphs = layout.paragraphs
        self._layout = layout
        self._tags = tags

    @functools.cached_property
    def lead(self) -> int | None:
        """The start of the first paragraph that has a sentence, not only a headline or a name."""
        return next((start for start, end in self.paragraphs if _SENTENCE.search(self.text, start, end)), None)

    def paragraph_of(self, offset: int) -> Paragraph:
        """Return the paragraph that holds a word."""
        return self.paragraphs[self._layout.paragraph_at(offset)]

    def around(self, start: int, end: int) -> tuple[list[Word], list[Word]]:
        """Return the words right before and right behind ``text[start:end]`` in its paragraph."""
        first, last = self.paragraph_of(start)
        return self.between(max(first, start - _BEFORE), start), self.between(end, min(last, end + _BEHIND))

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words of ``text[start:end]``."""
        found = []
        for match in _TOKEN.finditer(self.text, start, end):
            word, place = match.group(), match.start()
            rest = _trailing(word) if word[-1] in _TRAILING else ""
            word = word.removesuffix(rest)
            stop = place + len(word)
            found.append(Word(place, stop, word, word.lower().rstrip("."), self._tags.get(place)))
            if rest:
                found.append(Word(stop, stop + len(rest), rest, rest.rstrip("."), None))
        return found


def _trailing(token: str) -> str:
    """Return the marks behind a word that are none of its own: the full stop of "it.", not that of "Sen."."""
    stop = len(token)
    while stop > 1 and token[stop - 1] in _TRAILING and not _ABBREVIATED.search(token[:stop]):
        stop -= 1
    return token[stop:]


def is_head(word: Word) -> bool:
    """Tell whether a word is a known title, office, occupation or relation."""
    return not word.lower.endswith(("'s", "’s")) and is_role_noun(word.lower)


def is_occupation(word: Word) -> bool:
    """Tell whether a noun in no list may still say what a person is or does: "a glazer", "the purser"."""
    return (
        word.text.islower()
        and bool(_OCCUPATION.search(word.lower))
        and word.tag in {None, "NN", "JJ"}
        and word.lower not in _NO_OCCUPATIONS
    )


def is_plural(word: Word) -> bool:
    """Tell whether a role noun names several people."""
    lower = word.lower
    if lower.endswith(("men", "people", "women", "children")):
        return True
    return lower.endswith("s") and not lower.endswith("ss") and lower not in _SINGULARS and is_head(word)


def is_break(word: Word) -> bool:
    """Tell whether no role reaches over a word."""
    return word.lower in _BREAKS and not (word.text.isupper() and len(word.text) > 1)


def is_verb(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word in lower case is a verb rather than a participle or a noun that stands before a noun."""
    word = words[index]
    if not word.text.islower() or "-" in word.text or word.lower in PARTICIPLES or is_role_noun(word.lower):
        return False
    before = words[index - 1].lower if index else ""
    if before in DETERMINERS or (word.tag is not None and not word.tag.startswith("VB")):
        return False
    if word.tag in {"VBD", "VBZ", "VBP"} or (word.tag in {"VB", None} and before == "to"):
        return True
    return word.lower.endswith(("ed", "ing")) or word.lower in _PLAIN_VERBS


def is_postmodifier(word: Word) -> bool:
    """Tell whether a word stands behind its head: "attorney general", "professor emeritus"."""
    return word.lower in _POSTMODIFIERS


def is_time(word: Word) -> bool:
    """Tell whether a word names a time: "Monday", "2015", "decades"."""
    return word.lower in _TIMES or bool(_YEAR.match(word.text))


def is_occasion(word: Word) -> bool:
    """Tell whether a noun names where or how something was said rather than a body: "statement", "rally"."""
    return word.lower in _OCCASIONS or word.lower in lexicon.REPORTING_NOUNS
