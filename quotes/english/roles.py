"""Titles and the nouns that make a role, beside each other; what asks for them."""

from __future__ import annotations

import functools
import re

from quotes.english.alternatives import one_of
from quotes.english.places import PARTIES

# Three lists of one kind that differ: words that a name leaves behind ("Judge Ann Orr"), heads of the descriptions that
# are mentions, and heads of roles by category. Joined, they would change names, mentions and roles.
FORMS_OF_ADDRESS = frozenset(
    """
    mr mrs ms miss mx mdm dr prof sir lord lady dame hon honourable honorable ven comrade madam madame
    oba otunba alhaji alhaja hajia hajiya engr malam mallam mzee
    datuk dato datin tuan puan encik haji hajah shri smt maulana mufti ustaz
    doña señor señora señorita monsieur mme mlle herr frau signor signora
    """.split()
)
"""The last three lines are what the papers of Nigeria, East Africa, Malaysia, South Asia and the continents print."""
OF_FIRST_NAMES = FORMS_OF_ADDRESS & frozenset("sir dame lady".split())
"""Forms of address that stand before a first name: "Sir Tom"."""
HONORIFICS = FORMS_OF_ADDRESS | frozenset("cllr cr sen rep gov rev sgt capt lt gen col const asst comm".split())
TITLES = HONORIFICS | frozenset(
    """
    president vice prime minister premier chancellor secretary undersecretary under-secretary senator sens
    representative reps congressman congresswoman governor lieutenant mayor judge justice chief officer director
    chairman chairwoman chairperson chair speaker leader whip general colonel major maj captain admiral adm sergeant
    corporal cpl private pvt commander cmdr brigadier marshal detective det inspector constable sheriff deputy
    superintendent supt professor doctor baroness baron count duke reverend father fr sister brother pope king queen
    prince princess emperor sultan sheikh sheik imam rabbi cardinal bishop archbishop pastor ambassador envoy consul
    commandant attorney solicitor barrister counsel prosecutor commissioner councilman councilwoman councillor councilor
    councilmember alderman assemblyman assemblywoman delegate principal dean provost rector coach manager editor
    reporter correspondent columnist anchor host author writer novelist poet actor actress singer producer spokesman
    spokeswoman spokesperson republican republicans democrat democrats democratic libertarian conservative labour
    liberal tory candidate nominee analyst economist strategist adviser advisor aide assistant associate senior
    acting interim former ex-president then-president majority minority press executive ceo cfo coo chef curator
    defense foreign interior finance treasurer comptroller auditor ombudsman trooper paramedic firefighter nurse
    insp engineer lawmaker alderwoman alderperson assemblymember di dci garda mlc mha mpp mna mca
    president-elect governor-elect mayor-elect senator-elect congressman-elect congresswoman-elect
    """.split()
)
RANKS_BEHIND_RANKS = frozenset("con ch fiscal depute pro tem tempore emeritus emerita".split())
"""What is a rank behind another only: "Det Con", "Det Ch Insp", "Procurator Fiscal"; Con is a first name, too."""
FORMER_WORDS = TITLES & {"former", "acting", "interim"}
MODIFYING_TITLES = TITLES & frozenset(
    """
    general major senior chief private principal press foreign finance interior executive associate assistant premier
    minority majority defense
    """.split()
)
"""Titles that also begin the names of bodies: "General Motors"."""
OFFICES_IN_LETTERS = TITLES & frozenset("ceo cfo coo di dci".split()) | frozenset(
    """
    cto cio cmo cpo cro cso cco cdo clo chro ciso vp svp evp avp mpa mpas mp mps msp msps mep meps mla mlas mlc mlcs
    mha mpp mpps mna mnas mca mcas td tds dsu md
    """.split()
)
POLICE_IN_LETTERS = frozenset("di ds dc pc".split())
SHORT_OFFICES = frozenset("pm ag da pc dc ds dj vp gp".split())
"""Offices of two letters, which others may mean as well: initials, places, firms."""
PERSON_NOUNS = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople official officials officer officers minister ministers secretary
    president mayor governor senator lawmaker lawmakers legislator congressman congresswoman representative
    candidate candidates nominee adviser advisers advisor advisors aide aides strategist strategists consultant
    analyst analysts expert experts economist economists professor researcher researchers scientist scientists
    doctor doctors nurse nurses patient patients teacher teachers student students parent parents mother father wife
    husband son daughter brother sister friend friends neighbor neighbour neighbors neighbours resident residents
    witness witnesses victim victims survivor survivors man woman men women boy girl people person voter voters
    supporter supporters critic critics opponent opponents protester protesters activist activists advocate
    advocates lawyer lawyers attorney attorneys prosecutor prosecutors judge judges justice justices police
    detective detectives investigator investigators sheriff chief chiefs director directors executive executives
    manager managers boss bosses owner owners founder founders chairman chairwoman chair head leader leaders member
    members colleague colleagues reporter reporters journalist journalists editor editors author authors writer
    writers host anchor moderator columnist blogger historian artist actor actress singer musician player players
    coach coaches captain striker goalkeeper defender teammate rival rivals fan fans worker workers employee
    employees farmer farmers driver drivers pilot soldier soldiers veteran veterans general commander colonel
    sergeant priest bishop pastor rabbi imam insider insiders source sources diplomat diplomats ambassador envoy
    negotiator negotiators organizer organizers organiser organisers volunteer volunteers businessman businesswoman
    billionaire mogul entrepreneur engineer engineers republican republicans democrat democrats conservative
    conservatives liberal liberals progressive progressives opposition crowd audience guest guests customer
    customers tenant tenants commuter commuters tourist tourists villager villagers refugee refugees migrant
    migrants filmmaker novelist poet designer chef curator star user users commenter commentator commentators pundit
    pundits observer observers superintendent principal dean chancellor treasurer commissioner councilman
    councilwoman councillor alderman deputy trooper firefighter paramedic
    """.split()
)
# Singulars.
NOUNS: dict[str, str] = {
    "spokesperson": """
        spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spox publicist
        """,
    "candidate": """
        candidate nominee frontrunner front-runner contender challenger hopeful incumbent committeeman committeewoman
        superdelegate delegate frontbencher mate
        """,
    "diplomat": """
        ambassador envoy diplomat consul attache attaché negotiator nuncio emissary
        """,
    "legal": """
        judge justice prosecutor lawyer attorney solicitor barrister counsel magistrate paralegal notary juror
        litigator jurist conveyancer arbitrator kc qc recorder bailiff procurator prothonotary
        """,
    "police": """
        police detective sheriff constable const trooper policeman policewoman firefighter paramedic investigator
        patrolman ranger coastguard lifeguard gendarme garda undersheriff coroner marshal dci supt insp
        """,
    "military": """
        colonel admiral sergeant corporal lieutenant commander brigadier soldier artilleryman gunner marine veteran
        gen col maj lt sgt adm cmdr commodore rifleman sailor airman major general paratrooper guerrilla rebel
        commandant
        """,
    "legislator": """
        senator congressman congresswoman lawmaker legislator councilman councilwoman councillor councilor
        councilmember alderman alderwoman assemblyman assemblywoman mp mep msp td mla sen rep whip speaker backbencher
        parliamentarian mpa assemblymember freeholder selectman selectwoman ald coun cllr cr senadora peer mlc mha mpp
        mna mca
        """,
    "executive": """
        president minister premier chancellor governor mayor king queen prince princess undersecretary gov sultan emir
        vice-president secretary commissioner monarch dictator ruler cabinet taoiseach tánaiste reeve vice-chancellor
        cathaoirleach
        """,
    "health": """
        doctor gp physician surgeon nurse paediatrician pediatrician epidemiologist psychiatrist psychologist dentist
        midwife pharmacist therapist cardiologist oncologist nephrologist veterinarian vet medic physiotherapist
        anaesthetist anesthetist anesthesiologist gynecologist obstetrician dermatologist neurologist virologist
        radiographer hygienist paediatric dietitian nutritionist radiologist pathologist optician orthodontist carer
        caregiver orderly
        """,
    "education": """
        teacher principal headteacher headmaster headmistress student pupil dean provost rector schoolteacher
        librarian tutor instructor educator freshman sophomore schoolboy schoolgirl undergraduate graduate junior
        """,
    "expert": """
        professor researcher scientist economist expert historian biologist physicist chemist ecologist hydrologist
        geologist meteorologist forecaster scholar lecturer academic sociologist anthropologist climatologist
        astronomer engineer statistician pollster strategist seismologist oceanographer postdoc demographer
        archaeologist linguist glaciologist botanist zoologist toxicologist criminologist limnologist modeler modeller
        analyst fellow theorist philosopher mathematician specialist futurist ornithologist psephologist inventor
        ethicist technologist
        """,
    "media": """
        journalist reporter editor columnist correspondent anchor host broadcaster blogger presenter publisher
        photographer moderator commentator newsreader announcer newsman newswoman cartoonist podcaster pundit
        co-anchor co-host cameraman stringer vlogger photojournalist essayist
        """,
    "sport": """
        coach player striker goalkeeper defender midfielder teammate athlete runner swimmer cyclist boxer referee
        umpire keeper selector quarterback pitcher winger batsman bowler jockey sprinter champion golfer footballer
        goalie fullback centre-back wicketkeeper skipper gymnast skier skater wrestler hurdler forward linebacker
        receiver outfielder left-hander right-hander physio marathoner rower sportsman sportswoman caddie substitute
        shortstop catcher infielder baseman reliever slugger lineman kicker punter goaltender defenseman defenceman
        batter all-rounder spinner seamer paceman flanker ruckman libero triathlete decathlete heptathlete
        full-back left-back right-back wing-back half-back halfback centre-half center-half centre-forward
        center-forward center-back cornerback scrum-half fly-half
        """,
    "culture": """
        writer author novelist poet actor actress musician singer artist filmmaker painter sculptor composer
        conductor playwright dancer choreographer curator comedian cellist violinist pianist percussionist drummer
        guitarist songwriter rapper designer architect bandleader soprano tenor screenwriter accordionist dramaturg
        mezzo-soprano contralto baritone
        animator illustrator magician frontman frontwoman bassist dj organist potter entertainer star
        lyricist costar cinematographer choirmaster memoirist biographer model narrator ventriloquist impresario
        """,
    "religion": """
        priest bishop archbishop pastor rabbi imam cardinal reverend pope nun monk deacon vicar rev chaplain cleric
        mullah preacher evangelist elder clergyman seminarian ayatollah missionary abbot abbess curate canon prelate
        archdeacon prebendary padre parson verger sexton friar
        """,
    "advocate": """
        activist campaigner organizer organiser advocate unionist volunteer steward protester environmentalist
        lobbyist demonstrator abolitionist feminist philanthropist suffragist whistleblower dissident
        """,
    "business": """
        executive ceo cfo coo cto founder co-founder cofounder owner co-owner entrepreneur businessman businesswoman
        manager boss chairman chairwoman chair chairperson partner director investor developer banker broker trader
        restaurateur chef baker brewer landlord landlady retailer shopkeeper shipowner publican contractor consultant
        billionaire mogul promoter hotelier tycoon industrialist financier proprietor winemaker salesman saleswoman
        realtor merchant vendor seller grocer florist importer exporter millionaire agent magnate
        underwriter co-chair co-chairman co-director innkeeper vp svp evp avp cto cio cmo cpo cro cso cdo clo chro ciso
        """,
    "official": """
        official officer deputy aide adviser advisor staffer head leader regulator ombudsman clerk auditor planner
        coordinator secretary-general inspectorate harbormaster harbourmaster registrar comptroller superintendent
        warden supervisor assessor member bureaucrat appraiser assistant associate administrator treasurer chief
        inspector representative speechwriter archivist interpreter appointee trustee
        overseer monitor surveyor mediator actuary lead master bursar
        """,
    "witness": """
        resident neighbor neighbour witness victim survivor mother father wife husband son daughter brother sister
        parent friend customer voter tenant passenger villager tourist fan supporter man woman boy girl colleague
        relative cousin aunt auntie aunty uncle grandmother grandfather widow widower bystander homeowner commuter guest
        hubby patron
        grandson granddaughter niece nephew roommate subscriber spectator user pensioner child caller companion
        stepmother stepfather stepson stepdaughter stepbrother stepsister godmother godfather godson goddaughter grandma
        grandpa granny gran nan nana grandad granddad fiancé fiancée girlfriend boyfriend classmate sibling eldest
        youngest
        visitor patient onlooker shopper diner grandparent mom dad mum backer endorser admirer settler participant
        attendee festivalgoer partygoer fiance fiancee adoptee hostage co-worker coworker buyer consumer reader viewer
        lodger housemate flatmate eyewitness bride groom mourner pedestrian evacuee homemaker housewife septuagenarian
        octogenarian toddler teenager men women children people spouse respondent commenter pal
        """,
    "other": """
        worker employee mechanic carpenter electrician plumber welder miner operator technician retiree bartender
        waiter waitress barista cleaner porter courier rider fisher rancher shepherd gardener seamstress tailor
        insider source opponent rival critic republican democrat conservative liberal progressive person crowd docker
        dockworker deckhand ferryman cook janitor foreman crew captain trawlerman bookkeeper accountant beekeeper
        butcher cashier repairman lobsterman guide climber hiker blacksmith apprentice intern programmer coder
        collector hobbyist detainee prisoner inmate refugee migrant immigrant defendant plaintiff farmer fisherman
        driver pilot socialist libertarian independent donor fundraiser signalman fitter bricklayer machinist barber
        postman adjuster receptionist usher emcee purser exciseman picker packer herder trapper roofer
        translator counterpart predecessor successor co-author sponsor suspect gunman attacker
        shooter assailant hacker contestant doppelganger impostor confidant ally producer critic trainer navigator
        bosun stonemason glazier guard joiner logger lumberjack roadie doorman bouncer busker
        handler dispatcher grower weaver typist copywriter bellringer hero
        operative sommelier astronaut cosmonaut stewardess attendant busboy dishwasher housekeeper nanny maid butler
        freelancer contributor recipient applicant claimant appellant complainant loyalist royalist nationalist
        populist communist marxist centrist moderate leftist rightist hawk dove isolationist commenter observer
        """,
}
AGES = frozenset("teen teenager youngster pensioner octogenarian septuagenarian nonagenarian sexagenarian".split())
EPITHETS = frozenset("star veteran native icon legend starlet champion graduate retiree newcomer survivor".split())
"""What somebody is called anew who has just been named."""
KIN = frozenset(
    """
    mother father wife husband son daughter brother sister friend cousin aunt auntie aunty uncle grandmother
    grandfather widow widower grandson granddaughter niece nephew roommate companion girlfriend boyfriend fiancé
    fiancée spouse mate hubby
    stepmother stepfather stepson stepdaughter stepbrother stepsister godmother godfather godson goddaughter
    grandma grandpa granny gran nan nana grandad granddad mum mom dad
    confidant ally rival opponent critic supporter backer admirer endorser fan voter colleague counterpart
    predecessor successor
    """.split()
)
DEPARTMENTS = frozenset(
    """
    state defense defence homeland security health human services education energy treasury commerce labor labour
    transportation transport agriculture interior justice foreign affairs finance police staff operations
    communications policy elections culture sport sports environment trade war navy army force intelligence sales
    marketing nursing fisheries tourism climate procurement logistics compliance industry housing development pensions
    """.split()
)
NOBLE = frozenset("baron baroness viscount viscountess earl countess marquess duke duchess".split())
"""Titles of the peerage, which stand behind a name and say nothing of what somebody does."""
# Kin and parties say little beside an office, and so do these.
LOW_ROLES = (
    KIN
    | PARTIES
    | frozenset(
        """
        co-author people victim resident guest front-runner frontrunner favorite favourite winner eldest youngest kc qc
        """.split()
    )
)
ANYBODY_NOUNS = frozenset("man woman boy girl person".split())
"""Nouns that anybody answers to."""
ROLES_BEHIND_NOUNS = frozenset("lead master".split())
"""Heads that are roles behind another noun only: "design lead", "harbor master"."""
NO_ROLES = ANYBODY_NOUNS | frozenset("police source".split())
VAGUE_PERSONS = ANYBODY_NOUNS | frozenset("official source insider member guest user".split())
SHORT_TITLES = {
    "senator": "sen",
    "governor": "gov",
    "doctor": "dr",
    "professor": "prof",
    "representative": "rep",
    "congressman": "rep",
    "congresswoman": "rep",
    "general": "gen",
    "sergeant": "sgt",
    "lieutenant": "lt",
    "colonel": "col",
    "captain": "capt",
    "priest": "father",
}
OTHER_NOUNS = {
    "ceo": frozenset({"executive"}),
    "boss": frozenset("ceo chief coach manager".split()),
    "captain": frozenset({"skipper"}),
    "coach": frozenset({"boss"}),
    "goalkeeper": frozenset("goalie keeper".split()),
    "keeper": frozenset("goalie goalkeeper".split()),
    "manager": frozenset({"boss"}),
    "skipper": frozenset({"captain"}),
}
"""What else somebody is called who is called so."""
MILITARY_TITLES = TITLES & frozenset(NOUNS["military"].split()) - {"private"} | {"brig"}
"""Ranks that stand between a role and a name."""
# Titles that are surnames too; those of a person who owns something in a role.
SURNAME_TITLES = frozenset(
    "king pope prince bishop dean judge justice cardinal duke major marshal lord pastor baron chief sheikh".split()
)
PERSONAL_TITLES = HONORIFICS | frozenset("president senator governor representative mayor minister judge".split())
"""Titles that make an owner a person: "Rep. Ann Orr's aide"."""
BARE_TITLES = FORMS_OF_ADDRESS | frozenset("sister father brother rev count fr st".split())
"""Titles that are no role by themselves."""
BEFORE_NAMES = HONORIFICS | BARE_TITLES | frozenset("the late justice".split())
"""What may stand between an apposition and the name that it is turned round before."""
GENDERED_ENDING = re.compile(r"(?<=\w{4})(?:man|woman|person|men|women)$")

_SUFFIXES = tuple(
    """
    ologist ographer icist iatrist iatrician metrist therapist woman women sman smen keeper maker worker holder master
    mistress owner leader monger wright smith -grader
    """.split()
)
_SUFFIX = re.compile(rf"\w{{3,}}{one_of(_SUFFIXES)}$")
# What makes of one science another: "neuroscientist", "astrophysicist".
_SCIENCE = re.compile(
    r"^(?:agro|archaeo|astro|bio|cyber|eco|ethno|geo|hydro|immuno|macro|micro|nano|neuro|palaeo|paleo|psycho|radio"
    r"|socio)-?(?=\w{5})"
)
_PREFIX = re.compile(r"^(?:ex|co|vice|sous|then|arch|sub|now|self|part|joint|(?:great-)*great)-(?=\w{3})")
_CATEGORIES_OF_ENDINGS = {
    "health": ("iatrist", "iatrician", "metrist", "therapist"),
    "expert": ("ologist", "ographer", "icist"),
    "business": ("maker", "owner"),
}
ROLE_ENDING = re.compile(r"(?:-elect|-designate|['’]s|['’])$")
_PLURALS = (("s", ""), ("ies", "y"), ("men", "man"), ("sses", "ss"), ("ches", "ch"))
_TITLE_NOUNS = PERSON_NOUNS - {"police", "opposition", "audience", "crowd"}
CATEGORY_OF_NOUN = {noun: category for category in reversed(NOUNS) for noun in NOUNS[category].split()}


@functools.lru_cache(maxsize=2**16)  # more than the different words of an article of a megabyte
def is_role_noun(word: str) -> bool:
    """Tell whether a word, lower case, can be the head of a role: a title, an office, an occupation, a relation."""
    return role_noun(word) is not None


@functools.lru_cache(maxsize=2**16)
def role_noun(word: str) -> str | None:
    """Return the singular under which a role noun is listed, or its listed suffix."""
    bare = ROLE_ENDING.sub("", word)
    # One, of most words.
    singular = dict.fromkeys((bare, _PREFIX.sub("", bare), _SCIENCE.sub("", bare), bare.replace("-", "")))
    plural = [form.removesuffix(end) + one for form in singular for end, one in _PLURALS if form.endswith(end)]
    forms = [*singular, *plural]
    for known in (CATEGORY_OF_NOUN, _TITLE_NOUNS):
        if found := next((form for form in forms if form in known), None):
            return found
    return next((form for form in forms if form.endswith(_SUFFIXES) and _SUFFIX.match(form)), None)


def category_of_suffix(noun: str) -> str:
    """Return the category of an occupation in no list, by how it ends."""
    return next((category for category, endings in _CATEGORIES_OF_ENDINGS.items() if noun.endswith(endings)), "other")
