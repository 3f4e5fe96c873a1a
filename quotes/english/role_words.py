"""Words around the noun of a role."""

from __future__ import annotations

import re

from quotes.english.bodies import BODY_NOUNS
from quotes.english.nouns import PLACE_NOUNS, REPORTING_NOUNS, WORK_NOUNS
from quotes.english.roles import DEPARTMENTS
from quotes.english.verbs import REPORTING_FORMS

# The verbs that say what somebody does, by the category of who does it where no body tells: of an office, of work.
_OFFICE_VERBS = {
    "business": "owns owned own founded co-founded runs ran run manages managed",
    "media": "edits edited",
    "sport": "coaches coached captains captained",
    "military": "commands commanded",
    "official": "leads led lead heads headed head chairs chaired chair directs directed oversees oversaw",
}
_WORK_VERBS = {
    "business": "sells sold bakes brews buys bought produces",
    "expert": "studies studied researches specialises specializes follows",
    "education": "teaches taught",
    "media": "hosts hosted presents presented moderates reviews reviewed covers covered publishes",
    "sport": "plays played trains",
    "culture": "designs designed",
    "spokesperson": "speaks represents represented",
    "advocate": "organises organizes lobbies",
    "health": "practises practices tends",
    "official": "advises advised",
    "other": """
        farms farmed grows grew repairs repaired delivers delivered drives drove builds built breeds fishes raises
        cleans cooks mends makes works worked
        """,
}
OFFICE_VERBS = frozenset(verb for verbs in _OFFICE_VERBS.values() for verb in verbs.split())
CATEGORY_OF_VERB = {
    verb: category for verbs in (_OFFICE_VERBS, _WORK_VERBS) for category in verbs for verb in verbs[category].split()
}
APPOINTED = frozenset("appointed named elected hired installed promoted confirmed made re-elected reappointed".split())
IN_OFFICE = frozenset(
    """
    serves served serving works worked working acts acted acting resigned resigns quit quits retired retires doubles
    continues continued began started returned down over stint
    """.split()
)
_ENDED = frozenset("retired ousted outgoing disgraced".split())
_RANKING = frozenset("acting founding ranking leading".split())
FORMER = _ENDED | frozenset("former ex late onetime one-time then erstwhile past".split())
NOT_YET = frozenset("next future would-be potential prospective possible".split())
"""What stands before an office that somebody may hold one day."""
POSTMODIFIERS = frozenset("general emeritus emerita elect designate laureate tempore".split())
# Forms in -ed, -ing and -ly that stand before a noun rather than end its phrase.
PARTICIPLES = (
    _ENDED
    | _RANKING
    | frozenset(
        """
        sitting managing elected appointed convicted jailed alleged renowned acclaimed embattled celebrated esteemed
        respected registered exiled contributing marketing consulting engineering advertising housing nursing
        training planning shipping farming banking casting lighting visiting rising aspiring reigning operating
        deputising standing working living running bestselling hearing meeting evening morning wedding funding
        filing ruling spring string family supply assembly italy july daily weekly monthly elderly friendly early
        united distinguished armed combined learned beloved unelected landing boxing building cycling fishing mining
        racing recording sailing skiing teaching writing breeding presiding
        """.split()
    )
)
PLAIN_VERBS = REPORTING_FORMS | frozenset("see ask made met tell say mention consider challenge".split())
MODIFIERS = (
    FORMER - {"erstwhile", "past", "disgraced"}
    | _RANKING
    | frozenset(
        """
        interim senior junior veteran longtime long-time current deputy incoming top chief prominent independent
        fellow first second vice lieutenant real radio talk soap political presidential western eastern northern
        southern longest-serving presumptive
        """.split()
    )
)
LOWER_MODIFIERS = frozenset("state national federal local city county".split())
_OCCUPATION = re.compile(
    r"\w{2,}(?:er|or|ist|ian|eer|ant|man|woman|ee|wife|hand|part|path|smith|mate|ess|lady|clerk|monk|agent|iff)$"
)
_NO_OCCUPATIONS = frozenset(
    """
    either other another further however number corner border offer matter water winter summer weather power career
    never ever bigger smaller larger older younger longer earlier fewer lower higher greater stronger latter harder
    wider better error terror mirror horror door floor poor color colour odor honor honour humor humour labor labour
    favor favour major minor senior junior superior interior exterior inferior prior factor sector vector motor
    tractor degree fee tree coffee three knee free shoulder dinner lunch shower tower flower finger hammer ladder
    layer cover counter encounter disaster register transfer container trailer server computer printer gender tender
    calendar remainder reminder murder powder wonder thunder process business success mess access address progress
    stress dress fitness illness happiness less across excess guess loss significant important relevant constant
    giant distant elegant restaurant plant instant elephant variant pleasant brilliant path part human german
    american twist mist list marker theater theatre quarter semester cluster filter anger danger hunger trigger
    character chamber barrier carrier frontier tier pier
    """.split()
)
_NO_OCCUPATIONS |= BODY_NOUNS | PLACE_NOUNS | WORK_NOUNS | REPORTING_NOUNS
_NOUNS_LIKE_ADJECTIVES = frozenset(
    """
    animal arrival capital council festival hospital hotel journal metal mineral music oil petrol portal rehearsal
    retail soil coal goal deal meal detail forest harvest interest protest test west east rest guest factory history accident incident talent
    industry territory theory victory library salary diary boundary glossary clinic traffic
    """.split()
)
_TITLE_MODIFIERS = frozenset(
    "majority minority prime executive managing assistant associate attorney press district supreme special".split()
)
TITLE_WORDS = MODIFIERS | DEPARTMENTS | _TITLE_MODIFIERS
"""What a title may begin with."""
RANKS = frozenset("deputy principal senior chief acting former interim assistant top".split())
"""What two titles may differ in and be one office."""


_ADJECTIVE = re.compile(r"\w{2,}(?:al|il|ive|ous|ful|less|est|tic|mic|nal|ary|ory|[cdgl]ent)$")


def ends_like_adjective(word: str) -> bool:
    """Tell whether a word, lower case, seems to be an adjective before a noun: "commercial", "civil", "biggest"."""
    return bool(_ADJECTIVE.search(word)) and word not in _NOUNS_LIKE_ADJECTIVES


def ends_like_occupation(word: str) -> bool:
    """Tell whether a noun in no list, lower case, may say what a person is or does: "glazer", "purser"."""
    return bool(_OCCUPATION.search(word)) and word not in _NO_OCCUPATIONS
