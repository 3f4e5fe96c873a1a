"""Closed word classes of English that detection and attribution read: reporting verbs, titles, pronouns and so on."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import Literal

# Verbs of saying; verbs of calling, praising and blaming; verbs that report speech only next to a quotation.
SPEECH_VERBS = frozenset(
    """
    accuse acknowledge add admit advise agree allege announce answer argue ask assert assure beg boast brag
    caution chant charge chime claim clarify comment complain concede conclude confess confirm contend counter
    cry declare demand deny disagree disclose echo elaborate email emphasise emphasize estimate exclaim explain
    inform insist instruct interject interrupt joke lament lecture maintain marvel mention message mumble murmur
    muse mutter narrate note object observe opine order plead pledge point post predict proclaim promise
    pronounce propose protest quip reason reassure rebut recall recommend recount reiterate relate remark remind
    repeat reply report request respond retort reveal rule say scream shout speculate state stress suggest swear
    tell testify text theorize threaten tweet underscore urge volunteer vow warn whisper wonder write yell
    """.split()
)
COMMUNICATION_VERBS = frozenset(
    """
    apologise apologize applaud assail attack author bash bemoan blame blast brand call castigate celebrate
    challenge characterise characterize chide christen communicate compare condemn congratulate contest convey
    counsel criticise criticize decry defend define denounce deride describe ding dismiss dispute dub encourage
    enthuse exhort express extol fault forecast gush hail implore insult interpret invite knock label lambaste
    laud liken mock nickname pen praise question rail rave rebuke recite recollect refer reminisce ridicule rip
    scold slam summarise summarize taunt tease term thank tout utter voice welcome
    """.split()
)
LOOSE_VERBS = frozenset(
    """
    address anticipate begin believe blog caption cast cite command commit consider continue count decide
    decline deem deliver depict detail determine discover discuss doubt draft expect fear feel find finish fire
    frame give go guarantee headline hear hold hope indicate invoke issue judge know laugh learn look make mourn
    name offer outline paint paraphrase phrase plan portray preach press project publish push put quote read
    realise realize reflect refuse regard regret reject rejoice release remember see seek seem send sense show
    sigh sign signal sing snap speak start sum suspect take talk think title translate use venture view want
    worry
    """.split()
)
REPORTING_NOUNS = frozenset(
    """
    statement claim claims remark remarks comment comments speech letter letters email e-mail memo note notes
    tweet tweets post posts message messages interview question questions answer answers reply response warning
    warnings promise promises pledge vow call calls description assertion accusation accusations allegation
    allegations argument suggestion assessment announcement declaration testimony ruling opinion report essay
    article column book memoir op-ed editorial brief filing complaint lawsuit affidavit slogan motto mantra
    refrain words phrase line quip joke insistence belief view contention criticism praise concern concerns
    complaint demand denunciation condemnation proposal prediction admission acknowledgment apology plea appeal
    urging reference references use characterization characterisation
    """.split()
)
NAMING_VERBS = frozenset(
    """
    called named titled entitled dubbed nicknamed known labeled labelled branded termed christened headlined
    subtitled tagged
    """.split()
)
INTERFACE_VERBS = frozenset(
    """
    click clicking tap tapping press pressing select selecting hit button link tab menu icon checkbox
    """.split()
)
WORK_NOUNS = frozenset(
    """
    film films movie movies book books novel novels song songs album albums single show shows series play plays
    musical opera documentary documentaries podcast magazine comic comedy drama sitcom thriller poem poems essay
    essays memoir painting paintings exhibition exhibit episode episodes hit bestseller game sequel track tracks
    tune anthem hymn ballad chapter trilogy franchise column segment program programme
    """.split()
)
ATTRIBUTING_PREPOSITIONS = frozenset({"according", "per"})

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

TITLES = frozenset(
    """
    president vice prime minister premier chancellor secretary undersecretary under-secretary senator sen sens
    representative rep reps congressman congresswoman governor gov lt lieutenant mayor judge justice chief
    officer director chairman chairwoman chairperson chair speaker leader whip general gen colonel col major maj
    captain capt admiral adm sergeant sgt corporal cpl private pvt commander cmdr brigadier marshal detective
    det inspector constable sheriff deputy superintendent supt dr prof professor doctor mr mrs ms miss mx sir
    lord lady dame baroness baron count duke rev reverend father fr sister brother pope king queen prince
    princess emperor sultan sheikh sheik imam rabbi cardinal bishop archbishop pastor ambassador envoy consul
    attorney solicitor barrister counsel prosecutor commissioner councilman councilwoman councillor councilor
    councilmember alderman assemblyman assemblywoman delegate principal dean provost rector coach manager
    captain editor reporter correspondent columnist anchor host author writer novelist poet actor actress singer
    director producer spokesman spokeswoman spokesperson republican republicans democrat democrats democratic
    libertarian conservative labour liberal tory candidate nominee analyst economist strategist adviser advisor
    aide assistant associate senior acting interim former ex-president then-president majority minority press
    executive ceo cfo coo chef curator defense foreign interior finance treasurer comptroller auditor ombudsman
    trooper paramedic firefighter nurse engineer lawmaker alderwoman alderperson assemblymember cllr di dci
    """.split()
)
DEPARTMENTS = frozenset(
    """
    state defense defence homeland security health human services education energy treasury commerce labor
    labour transportation transport agriculture interior justice foreign affairs finance police staff operations
    communications policy elections culture sport sports environment trade war navy army force operations
    intelligence
    """.split()
)
HONORIFICS = frozenset("mr mrs ms miss mx cllr dr prof sir lord lady dame sen rep gov rev sgt capt lt gen col".split())
FEMALE_WORDS = frozenset(
    """
    mrs ms miss lady dame baroness queen princess sister mother wife daughter aunt niece grandmother woman girl
    actress spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman policewoman heroine
    widow stepmother saleswoman sportswoman noblewoman waitress hostess ex-wife girlfriend granddaughter mom mum
    nun
    """.split()
)
MALE_WORDS = frozenset(
    """
    mr sir lord baron king prince brother father husband son uncle nephew grandfather man boy actor spokesman
    chairman congressman councilman assemblyman businessman policeman hero widower stepfather salesman sportsman
    nobleman waiter ex-husband boyfriend grandson dad pope imam priest
    """.split()
)
PERSON_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
SPEAKER_PRONOUNS = frozenset("he she they it i we him her them us me his their its my our you one".split())
INDEFINITES = frozenset("some others another many several both most".split())
PLACE_NOUNS = frozenset(
    """
    village town city county district province region island river lake valley mountain street road square bridge port
    harbor harbour ship ferry vessel boat film book song album band play show series album newspaper station channel
    brand company stadium ward parish suburb state country republic capital
    """.split()
)
PERSON_NOUNS = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople official officials officer officers minister ministers
    secretary president mayor governor senator lawmaker lawmakers legislator congressman congresswoman
    representative candidate candidates nominee adviser advisers advisor advisors aide aides strategist
    strategists consultant analyst analysts expert experts economist economists professor researcher researchers
    scientist scientists doctor doctors nurse nurses patient patients teacher teachers student students parent
    parents mother father wife husband son daughter brother sister friend friends neighbor neighbour neighbors
    neighbours resident residents witness witnesses victim victims survivor survivors man woman men women boy
    girl people person voter voters supporter supporters critic critics opponent opponents protester protesters
    activist activists advocate advocates lawyer lawyers attorney attorneys prosecutor prosecutors judge judges
    justice justices police detective detectives investigator investigators sheriff chief chiefs director
    directors executive executives manager managers boss bosses owner owners founder founders chairman
    chairwoman chair head leader leaders member members colleague colleagues reporter reporters journalist
    journalists editor editors author authors writer writers host anchor moderator columnist blogger historian
    artist actor actress singer musician player players coach coaches captain striker goalkeeper defender
    teammate rival rivals fan fans worker workers employee employees farmer farmers driver drivers pilot soldier
    soldiers veteran veterans general commander colonel sergeant priest bishop pastor rabbi imam insider
    insiders source sources diplomat diplomats ambassador envoy negotiator negotiators organizer organizers
    organiser organisers volunteer volunteers businessman businesswoman billionaire mogul entrepreneur engineer
    engineers republican republicans democrat democrats conservative conservatives liberal liberals progressive
    progressives opposition crowd audience guest guests customer customers tenant tenants commuter commuters
    tourist tourists villager villagers refugee refugees migrant migrants author filmmaker novelist poet
    designer chef curator star user users commenter commentator commentators pundit pundits observer observers
    superintendent principal dean chancellor treasurer commissioner councilman councilwoman councillor alderman
    deputy trooper firefighter paramedic
    """.split()
)
DOCUMENT_NOUNS = frozenset(
    """
    report study survey poll statement letter memo document documents email filing complaint lawsuit ruling
    opinion indictment affidavit brief bill law resolution petition ad ads advertisement commercial video sign
    signs banner placard poster headline article editorial story column post tweet message text note slogan book
    memoir script email webpage page label notice invitation release order advisory
    """.split()
)
BODY_NOUNS = DOCUMENT_NOUNS | frozenset(
    """
    administration agency army association authority authorities bank board bureau cabinet campaign charity
    church club coalition college commission committee company conglomerate congress consortium corporation
    council court delegation department division embassy federation firm foundation government group hospital
    house institute institution inquiry journal jury league magazine manufacturer ministry mission newspaper
    office operator organization organisation outlet paper panel parliament party platform publication publisher
    regulator school senate service site society station studio team tribunal union university utility website
    """.split()
)
ORGANIZATION_WORDS = frozenset(
    """
    agency army association authority bank board bureau center centre church club coalition college commission
    committee company congress corp corporation council court department federation force foundation group hall
    hospital house inc institute journal league llc ltd ministry museum network news office organization
    organisation parliament party police post press senate service services society state states street studio
    studios syndicate team times tribune trust union united university kingdom nations pentagon kremlin white
    international national airlines airways motors partners industries holdings technologies systems media
    broadcasting radio television energy oil steel laboratories works alliance movement
    """.split()
)

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ß": "ss", "’": "'"}
)
_GIVEN_NAMES = Path(__file__).parent / "given_names.txt"


@functools.cache
def _given_names() -> dict[str, str]:
    text = _GIVEN_NAMES.read_text(encoding="utf-8")
    female, male = text.partition("\nfemale:\n")[2].split("\nmale:\n")
    return dict.fromkeys(female.split(), "f") | dict.fromkeys(male.split(), "m")


def gender_of(given_name: str) -> str | None:
    """Return "f" or "m" for a given name that (nearly) only women, or only men, bear."""
    if given_name.isascii():
        return _given_names().get(given_name.lower())
    letters = unicodedata.normalize("NFKD", given_name.lower().translate(_PLAIN_LETTERS))
    return _given_names().get("".join(letter for letter in letters if not unicodedata.combining(letter)))


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
    lemma = verb_forms().get(word)
    return None if lemma is None else strength_of(lemma)


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
