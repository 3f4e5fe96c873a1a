"""Verbs that report, name or click."""

from __future__ import annotations

import functools
import re
from typing import Literal

# Verbs of saying; verbs of calling, praising and blaming; verbs that report speech only next to a quotation.
SPEECH_VERBS = frozenset(
    """
    accuse acknowledge add admit advise agree allege announce answer argue ask assert assure beg boast brag caution
    chant charge chime claim clarify comment complain concede conclude confess confirm contend counter cry declare
    demand deny disagree disclose echo elaborate email emphasise emphasize estimate exclaim explain inform insist
    instruct interject interrupt joke lament lecture maintain marvel mention message mumble murmur muse mutter
    narrate note object observe opine order plead pledge point post predict proclaim promise pronounce propose
    protest quip reason reassure rebut recall recommend recount reiterate relate remark remind repeat reply report
    request respond retort reveal rule say scream shout speculate state stress suggest swear tell testify text
    theorize threaten tweet underscore urge volunteer vow warn whisper wonder write yell
    """.split()
)
COMMUNICATION_VERBS = frozenset(
    """
    apologise apologize applaud assail attack author bash bemoan blame blast brand call castigate celebrate
    challenge characterise characterize chide christen communicate compare condemn congratulate contest convey
    counsel criticise criticize decry defend define denounce deride describe ding dismiss dispute dub encourage
    enthuse exhort express extol fault forecast gush hail implore insult interpret invite knock label lambaste laud
    liken mock nickname pen praise question rail rave rebuke recite recollect refer reminisce ridicule rip scold
    slam summarise summarize taunt tease term thank tout utter voice welcome
    """.split()
)
LOOSE_VERBS = frozenset(
    """
    address anticipate begin believe blog caption cast cite command commit consider continue count decide decline
    deem deliver depict detail determine discover discuss doubt draft expect fear feel find finish fire frame give
    go guarantee headline hear hold hope indicate invoke issue judge know laugh learn look make mourn name offer
    outline paint paraphrase phrase plan portray preach press project publish push put quote read realise realize
    reflect refuse regard regret reject rejoice release remember see seek seem send sense show sigh sign signal sing
    snap speak start sum suspect take talk think title translate use venture view want worry
    """.split()
)
IRREGULAR_PASTS = frozenset(
    """
    ate became began bought brought came caught chose dealt drank drew drove dug flew forgave forgot fought froze
    gave grew held hid hung kept knew lent met mistook overcame overheard overtook paid ran rang rode sang sent
    shook slept sold sought spent spoke stood struck stung swam swept swore taught thought threw took tore
    understood went wept woke wore
    """.split()
)
"""Pasts of irregular verbs that are no noun and no adjective: neither "beat" nor "broke" nor "left"."""
PASTS_BEHIND_NAMES = IRREGULAR_PASTS | frozenset(
    """
    arose awoke beat bent bit bled blew bore bound bred broke built burnt burst cast clung crept cut did dreamt dwelt
    fed fell felt fled flung forbade foresaw found got had heard hit hurt knelt laid lay leant leapt learnt led left let
    lit lost made meant oversaw put quit read rid rose said sank sat saw set shone shot shrank shut slid slung spat sped
    split sprang spread spun stank stole strode strove stuck swung told trod undertook underwent upheld upset was were
    withdrew withheld won wove wrote wrung
    """.split()
)
"""Those that behind a name are verbs: "Orr broke down", "Orr left"."""
# The forms that report most often.
REPORTING_FORMS = frozenset("said says told tells added adds asked asks wrote writes tweeted".split())
# Those behind quoted words whose closing mark is missing.
UNCLOSED_TAIL_WORDS = REPORTING_FORMS | {"explained", "noted", "according"}
NAMING_VERBS = frozenset(
    """
    called named titled entitled dubbed nicknamed known labeled labelled branded termed christened headlined
    subtitled tagged
    """.split()
)
CLICK_VERBS = frozenset("click clicking tap tapping".split())
INTERFACE_VERBS = CLICK_VERBS | frozenset(
    "press pressing select selecting hit button link tab menu icon checkbox".split()
)
# What a line begins with that leads to another page.
LINK_LABELS = frozenset(
    {
        *("read more", "read next", "read also", "also read", "further reading", "recommended", "don't miss"),
        *("see also", "see more", "watch", "watch live", "watch now", "listen", "listen live", "listen now"),
        *("related", "related article", "related articles", "related content", "related coverage", "related links"),
        *("related news", "related reading", "related stories", "related story", "related video", "related videos"),
    }
)

READING = frozenset("read reads reading".split())
PERCEIVING = frozenset("hear hears heard see sees saw watch watches watched overhear overhears overheard".split())
"""Verbs whose object does what follows: "Orr heard an officer shout"."""
IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "speak": "speaks spoke spoken speaking",
    "begin": "begins began begun beginning",
    "go": "goes went gone going",
    "put": "puts put putting",
    "read": "reads read reading",
    "find": "finds found finding",
    "hold": "holds held holding",
    "sing": "sings sang sung singing",
    "swear": "swears swore sworn swearing",
    "know": "knows knew known knowing",
    "feel": "feels felt feeling",
    "see": "sees saw seen seeing",
    "give": "gives gave given giving",
    "make": "makes made making",
    "send": "sends sent sending",
    "show": "shows showed shown showing",
    "cast": "casts cast casting",
    "seek": "seeks sought seeking",
    "hear": "hears heard hearing",
    "quip": "quips quipped quipping",
    "beg": "begs begged begging",
    "brag": "brags bragged bragging",
    "admit": "admits admitted admitting",
    "rebut": "rebuts rebutted rebutting",
    "snap": "snaps snapped snapping",
    "slam": "slams slammed slamming",
    "rip": "rips ripped ripping",
    "pen": "pens penned penning",
    "commit": "commits committed committing",
    "sum": "sums summed summing",
    "blog": "blogs blogged blogging",
    "refer": "refers referred referring",
    "dub": "dubs dubbed dubbing",
    "label": "labels labeled labelled labeling labelling",
    "counsel": "counsels counseled counselled counseling",
    "chide": "chides chided chiding",
    "bet": "bets bet betting",
    "hope": "hopes hoped hoping",
    "rule": "rules ruled ruling",
    "utter": "utters uttered uttering",
    "echo": "echoes echoed echoing",
    "answer": "answers answered answering",
    "cry": "cries cried crying",
    "deny": "denies denied denying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "decry": "decries decried decrying",
    "reply": "replies replied replying",
    "worry": "worries worried worrying",
    "knock": "knocks knocked knocking",
    "plan": "plans planned planning",
    "learn": "learns learned learnt learning",
    "vow": "vows vowed vowing",
    "plead": "pleads pleaded pled pleading",
}

FORMS_OF_MEANING = frozenset(
    """
    mean means meant describe describes described denote denotes denoted connote connotes connoted signify signifies
    signified imply implies implied refer refers referred translate translates translated
    """.split()
)
"""Forms of the verbs that say what words stand for, whose subject may be words: "“grit” describes him best"."""


@functools.cache
def verb_forms() -> dict[str, str]:
    """Return every inflected form of the reporting verbs, lower case, mapped to its lemma."""
    forms: dict[str, str] = {}
    for lemma in sorted(SPEECH_VERBS | COMMUNICATION_VERBS | LOOSE_VERBS):
        for form in (lemma, *inflect(lemma)):
            forms.setdefault(form, lemma)
    return forms


def reporting_strength(word: str) -> Literal["speech", "communication", "loose"] | None:
    """Return "speech", "communication" or "loose" for a form of a reporting verb, lower case, else None."""
    return _strengths().get(word)


@functools.cache
def _strengths() -> dict[str, Literal["speech", "communication", "loose"]]:
    return {form: strength_of(lemma) for form, lemma in verb_forms().items()}


def strength_of(lemma: str) -> Literal["speech", "communication", "loose"]:
    """Return the class of a reporting verb."""
    return "speech" if lemma in SPEECH_VERBS else "communication" if lemma in COMMUNICATION_VERBS else "loose"


def inflect(lemma: str) -> tuple[str, ...]:
    """Return the inflected forms of an English verb."""
    if lemma in IRREGULAR:
        return tuple(IRREGULAR[lemma].split())
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es", lemma + "ed", lemma + "ing"
    return lemma + "s", lemma + "ed", lemma + "ing"


# Stems that lost an e: "fumed", "raced", "nudged", "bristled", "alluded"; a stem with one vowel keeps its consonant.
_LOST_E = re.compile(r"(?:^[^aeiou]*[aeiouy][^aeiouwxy]|[cuvz]|[^s]s|[dlr]g|[bcdfgkptz]l|[^aeiou](?:at|ut|ud|id))$")


def base_form(form: str) -> str:
    """Return the infinitive of a verb that no list holds, from its past or third person, by rule: right for most."""
    if len(form) < 3:
        return form  # a torn-off "s" has no stem
    if form.endswith(("ied", "ies")):
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if not form.endswith("ed"):
        return form[:-1] if form.endswith("s") and not form.endswith("ss") else form
    stem = form[:-2]
    if stem[-1:] == stem[-2:-1] and stem[-1:] not in "aeiolsfz":
        return stem[:-1]
    return stem + "e" if _LOST_E.search(stem) else stem
