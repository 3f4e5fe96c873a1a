"""Words around the noun of a role."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection
from pathlib import Path

from quotes.english.bodies import BODY_NOUNS
from quotes.english.nouns import PLACE_NOUNS, REPORTING_NOUNS, WORK_NOUNS
from quotes.english.places import is_demonym
from quotes.english.roles import DEPARTMENTS, is_role_noun
from quotes.english.times import ORDINALS
from quotes.english.verbs import IRREGULAR_PASTS, REPORTING_FORMS

# The verbs that say what somebody does, by who does it and the category of that where no body tells: of an office, of
# work.
_OFFICE_VERBS = {
    "business": {"owner": "owns owned own", "founder": "founded co-founded", "manager": "runs ran run manages managed"},
    "media": {"editor": "edits edited"},
    "sport": {"coach": "coaches coached", "captain": "captains captained"},
    "military": {"commander": "commands commanded"},
    "official": {
        "leader": "leads led lead",
        "head": "heads headed head",
        "chair": "chairs chaired chair",
        "director": "directs directed",
        "overseer": "oversees oversaw",
    },
}
_WORK_VERBS = {
    "business": {
        "seller": "sells sold",
        "baker": "bakes",
        "brewer": "brews",
        "buyer": "buys bought",
        "producer": "produces",
    },
    "expert": {
        "researcher": "studies studied researches",
        "specialist": "specialises specializes",
        "analyst": "follows",
    },
    "education": {"teacher": "teaches taught"},
    "legal": {"prosecutor": "prosecutes prosecuted"},
    "media": {
        "host": "hosts hosted",
        "presenter": "presents presented",
        "moderator": "moderates",
        "reviewer": "reviews reviewed",
        "reporter": "covers covered",
        "publisher": "publishes",
    },
    "sport": {"player": "plays played", "trainer": "trains"},
    "culture": {"designer": "designs designed"},
    "spokesperson": {"spokesperson": "speaks", "representative": "represents represented representing"},
    "advocate": {"organiser": "organises", "organizer": "organizes", "lobbyist": "lobbies"},
    "health": {"practitioner": "practises practices", "carer": "tends"},
    "official": {"adviser": "advises advised"},
    "other": {
        "farmer": "farms farmed",
        "grower": "grows grew",
        "repairer": "repairs repaired",
        "courier": "delivers delivered",
        "driver": "drives drove",
        "builder": "builds built",
        "breeder": "breeds raises",
        "fisher": "fishes",
        "cleaner": "cleans",
        "cook": "cooks",
        "mender": "mends",
        "maker": "makes",
        "worker": "works worked",
    },
}
_OFFICE_OF_VERB = {
    verb: (category, office)
    for verbs in (_OFFICE_VERBS, _WORK_VERBS)
    for category, offices in verbs.items()
    for office, forms in offices.items()
    for verb in forms.split()
}
OFFICE_VERBS = frozenset(
    verb for offices in _OFFICE_VERBS.values() for forms in offices.values() for verb in forms.split()
)
CATEGORY_OF_VERB = {verb: category for verb, (category, _) in _OFFICE_OF_VERB.items()}
OFFICE_OF_VERB = {verb: office for verb, (_, office) in _OFFICE_OF_VERB.items()}
COURT_ROLES = {"prosecuting": "prosecutor", "defending": "defence counsel", "mitigating": "defence counsel"}
"""What a report of a trial has behind a lawyer's name, and who that is."""
_PAST = re.compile(r"(?:ed|bought|built|drove|grew|led|oversaw|ran|sold|taught)$")
APPOINTED = frozenset("appointed named elected hired installed promoted confirmed made re-elected reappointed".split())
APPOINTS = frozenset("names appoints elects hires promotes makes re-elects reappoints".split())
APPOINTMENTS = frozenset("appointment promotion hiring election re-election reappointment".split())
LEFT = frozenset("served worked resigned resigns quit quits retired retires down stint".split())
"""What is said of an office that is no longer held: "served as", "stepped down as"."""
IN_OFFICE = LEFT | frozenset(
    """
    serves serving works working acts acted acting doubles continues continued began started returned over
    remain remains remained stay stays stayed joined joins in trained trains qualified employed
    job post
    """.split()
)
_ENDED = frozenset("retired ousted outgoing disgraced".split())
_RANKING = frozenset("acting founding ranking leading".split())
FORMER = _ENDED | frozenset("former ex late onetime one-time then erstwhile past".split())
NO_LONGER = FORMER - {"outgoing", "disgraced"} | {"formerly", "previously", "once"}
"""Words by which an office is no longer held."""
NOT_YET = frozenset("next future would-be potential prospective possible".split())
"""What stands before an office that somebody may hold one day."""
POSTMODIFIERS = frozenset(
    "general emeritus emerita elect designate laureate pro tem tempore assisting fiscal depute".split()
)
# Forms in -ed, -ing and -ly that stand before a noun rather than end its phrase.
PARTICIPLES = (
    _ENDED
    | _RANKING
    | frozenset(
        """
        sitting managing elected appointed convicted jailed alleged renowned acclaimed embattled celebrated esteemed
        respected registered exiled contributing marketing consulting engineering advertising housing nursing
        training planning shipping farming banking casting lighting visiting rising aspiring reigning operating
        defending deputising standing working living running bestselling hearing meeting evening morning wedding funding
        filing ruling spring string family supply assembly italy july daily weekly monthly elderly friendly early
        united distinguished armed combined learned beloved unelected landing boxing building cycling fishing mining
        racing recording sailing skiing teaching writing breeding presiding
        """.split()
    )
)
PLAIN_VERBS = REPORTING_FORMS | IRREGULAR_PASTS | frozenset("see ask made tell say mention consider challenge".split())
MODIFIERS = (
    FORMER - {"erstwhile", "past", "disgraced"}
    | _RANKING
    | frozenset(
        """
        interim rear senior junior veteran longtime long-time current deputy incoming top chief prominent independent
        fellow first second vice lieutenant real radio talk soap political presidential western eastern northern
        southern longest-serving presumptive
        """.split()
    )
)
PEOPLES = frozenset(
    """
    african asian baptist buddhist catholic christian evangelical hindu hispanic indigenous islamic jewish latina
    latino lutheran methodist mormon muslim orthodox protestant roma sikh
    """.split()
)
"""Adjectives with a capital for what people are: of a faith, of a descent."""
LOWER_MODIFIERS = frozenset("state national federal local city county".split())
_OCCUPATION = re.compile(
    r"\w{2,}(?:er|or|ist|ian|eer|ant|man|woman|ee|wife|hand|part|path|smith|mate|ess|lady|clerk|monk|agent|iff)$"
)
NO_OCCUPATIONS = frozenset(
    """
    either other another further however together altogether rather forever number corner border offer matter water
    winter summer weather power career never ever bigger smaller larger older younger longer earlier fewer lower higher
    greater stronger latter harder wider better error terror mirror horror door floor poor color colour odor honor
    honour humor humour labor labour favor favour major minor senior junior superior interior exterior inferior prior
    factor sector vector motor tractor degree fee tree coffee three knee free shoulder dinner lunch shower tower flower
    finger hammer ladder layer cover counter encounter disaster register transfer container trailer server computer
    printer gender tender calendar remainder reminder murder powder wonder thunder process business success mess access
    address progress stress dress fitness illness happiness less across excess guess loss significant important relevant
    constant giant distant elegant restaurant plant instant elephant variant pleasant brilliant path part human german
    american twist mist list marker theater theatre quarter semester cluster filter anger danger hunger trigger
    character chamber barrier carrier frontier tier pier
    """.split()
)
NO_OCCUPATIONS |= BODY_NOUNS | PLACE_NOUNS | WORK_NOUNS | REPORTING_NOUNS
_NOUNS_LIKE_ADJECTIVES = frozenset(
    """
    animal arrival capital council festival hospital hotel journal metal mineral music oil petrol portal rehearsal
    retail soil coal goal deal meal detail forest harvest interest protest test west east rest guest factory history
    accident incident talent
    industry territory theory victory library salary diary boundary glossary clinic traffic
    """.split()
)
COMMON_MODIFIERS = MODIFIERS | LOWER_MODIFIERS | PARTICIPLES | frozenset("local private public rural".split())
"""Words that have a capital before a role where they open a sentence, and name no body."""
_TITLE_MODIFIERS = frozenset(
    "majority minority prime executive managing assistant associate attorney press district supreme special".split()
)
TITLE_WORDS = MODIFIERS | DEPARTMENTS | _TITLE_MODIFIERS
"""What a title may begin with."""
_RIVAL_MODIFIERS: tuple[Callable[[str], bool], ...] = (
    (DEPARTMENTS | {"prime"}).__contains__,
    ORDINALS.__contains__,
    frozenset("home away visiting".split()).__contains__,
    lambda word: is_demonym(word.capitalize()),
)
"""Kinds of words before a noun, of which somebody has one."""
RANKS = frozenset("deputy principal senior chief acting former interim assistant top".split())
"""What two titles may differ in and be one office."""


_ADJECTIVE = re.compile(r"\w{2,}(?:al|il|ive|ous|ful|less|est|tic|mic|nal|ary|ory|[cdgl]ent)$")


def tell_apart(one: Collection[str], other: Collection[str]) -> bool:
    """Tell whether the words, lower case, before one noun mean two people: "foreign" and "prime", "home" and "away"."""
    for kind in _RIVAL_MODIFIERS:
        mine, theirs = set(filter(kind, one)), set(filter(kind, other))
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return False


def is_over(verb: str) -> bool:
    """Tell whether a verb of an office or of work says that it is over: "led", "taught", but "founded" is for good."""
    return bool(_PAST.search(verb)) and OFFICE_OF_VERB[verb] != "founder"


def ends_like_adjective(word: str) -> bool:
    """Tell whether a word, lower case, seems to be an adjective before a noun: "commercial", "civil", "biggest"."""
    return bool(_ADJECTIVE.search(word)) and word not in _NOUNS_LIKE_ADJECTIVES


_COMMON_WORDS = Path(__file__).parent / "common_words.txt"
_SHORTEST_FIRST, _SHORTEST_LAST = 3, 5
"""Letters of the parts of a compound: neither "Pilates" nor "forum"."""
_LINKED = ("of-", "in-", "at-", "turned-", "to-be")
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing|broken|stricken|torn|struck)$")


def ends_like_occupation(word: str) -> bool:
    """Tell whether a noun in no list, lower case, may say what a person is or does: "glazer", "purser"."""
    return bool(_OCCUPATION.search(word)) and word not in NO_OCCUPATIONS


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the nouns for people, the adjectives, and the rare nouns for people."""
    text = _COMMON_WORDS.read_text(encoding="utf-8")
    persons, _, rest = text.partition("\npersons:\n")[2].partition("\nadjectives:\n")
    adjectives, _, rare = rest.partition("\nrare persons:\n")
    return frozenset(persons.split()), frozenset(adjectives.split()), frozenset(rare.split())


@functools.lru_cache(maxsize=2**16)
def is_person_noun(word: str) -> bool:
    """Tell whether a word, lower case, says what somebody is: "farmer", "co-founder", "mother-of-two"."""
    if is_role_noun(word) or not _lists()[0].isdisjoint((word, word.removesuffix("s"))):
        return True
    first, hyphen, rest = word.partition("-")
    return bool(hyphen) and is_role_noun(first) and (rest.startswith(_LINKED) or is_role_noun(rest))


def may_be_person(word: str) -> bool:
    """Tell whether a word, lower case, says what somebody is, rare nouns included: "musher", "angler", "rambler".

    Many of these are surnames, too, or things elsewhere: ask where a determiner stands before.
    """
    return is_person_noun(word) or word in _lists()[2]


@functools.lru_cache(maxsize=2**12)
def seems_occupation(word: str) -> bool:
    """Tell whether a noun in no list, lower case, seems to say what somebody is: "glazer", "churchwarden"."""
    if ends_like_occupation(word):
        return True
    return any(is_role_noun(word[place:]) for place in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1))


_OF_LONG = frozenset("longtime long-time onetime one-time sometime".split())


@functools.lru_cache(maxsize=2**16)
def may_describe(word: str) -> bool:
    """Tell whether a word, lower case, may only describe the person whose name follows it: "brave", "embattled"."""
    return (
        word in _lists()[1]
        or word in _OF_LONG
        or bool(_PARTICIPLE.match(word))
        or ends_like_occupation(word)
        or is_person_noun(word)
    )
