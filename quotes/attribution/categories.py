"""Sort roles into the closed list of categories of schemas/quote.v1.json, by the nouns they hold."""

from __future__ import annotations

import functools
import re

from quotes import lexicon

# The first category with a noun in the role wins, so the narrow ones come before the wide ones.
NOUNS: dict[str, str] = {
    "spokesperson": """
        spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spox
        """,
    "candidate": """
        candidate candidates nominee nominees frontrunner front-runner
        """,
    "diplomat": """
        ambassador ambassadors envoy envoys diplomat diplomats consul attache negotiator negotiators
        """,
    "legal": """
        judge judges justice justices prosecutor prosecutors lawyer lawyers attorney attorneys solicitor
        barrister counsel magistrate paralegal notary juror jurors litigator defender
        """,
    "police": """
        police detective detectives sheriff sheriffs constable inspector trooper troopers policeman policewoman
        firefighter firefighters paramedic paramedics investigator investigators superintendent patrolman
        marshal ranger rangers coastguard lifeguard fire
        """,
    "military": """
        general colonel major captain admiral sergeant corporal lieutenant commander brigadier soldier soldiers
        artilleryman gunner marine marines pilot veteran veterans gen col maj lt sgt adm cmdr rifleman sailor
        airman
        """,
    "legislator": """
        senator senators representative congressman congresswoman lawmaker lawmakers legislator legislators
        councilman councilwoman councillor councilor councilmember alderman assemblyman assemblywoman mp mps sen
        rep delegate whip speaker backbencher parliamentarian assemblymember
        """,
    "executive": """
        president minister ministers premier chancellor secretary governor mayor king queen prince princess
        undersecretary commissioner administrator gov cabinet treasurer sultan emir
        """,
    "health": """
        doctor doctors physician surgeon nurse nurses paediatrician pediatrician epidemiologist psychiatrist
        psychologist dentist midwife pharmacist therapist cardiologist oncologist dr nephrologist veterinarian
        medic
        """,
    "education": """
        teacher teachers principal headteacher headmaster student students pupil pupils dean provost rector
        schoolteacher librarian tutor
        """,
    "expert": """
        professor researcher researchers scientist scientists economist economists analyst analysts expert
        experts historian biologist physicist chemist ecologist hydrologist geologist meteorologist forecaster
        scholar lecturer fellow academic sociologist anthropologist climatologist astronomer engineer engineers
        statistician pollster strategist seismologist oceanographer postdoc demographer archaeologist linguist
        glaciologist botanist zoologist toxicologist criminologist
        """,
    "media": """
        journalist journalists reporter reporters editor editors columnist correspondent anchor host broadcaster
        blogger presenter publisher photographer moderator commentator producer newsreader announcer
        """,
    "sport": """
        coach coaches player players striker goalkeeper defender midfielder teammate athlete runner swimmer
        cyclist boxer referee umpire forward keeper selector quarterback pitcher winger batsman bowler jockey
        trainer sprinter champion golfer footballer goalie fullback centre-back wicketkeeper skipper
        """,
    "culture": """
        writer author novelist poet actor actress musician singer artist director filmmaker painter sculptor
        composer conductor playwright dancer choreographer curator comedian cellist violinist pianist
        percussionist drummer guitarist songwriter rapper designer architect bandleader soprano tenor
        screenwriter accordionist dramaturg critic
        """,
    "religion": """
        priest bishop archbishop pastor rabbi imam cardinal reverend pope nun monk deacon vicar rev chaplain
        cleric mullah
        """,
    "advocate": """
        activist activists campaigner campaigners organizer organizers organiser organisers advocate advocates
        unionist volunteer volunteers steward protester protesters environmentalist lobbyist
        """,
    "business": """
        executive executives chief ceo cfo coo cto founder co-founder cofounder owner co-owner entrepreneur
        businessman businesswoman manager boss chairman chairwoman chair chairperson partner director
        vice-president investor developer banker broker trader restaurateur chef baker brewer landlord landlady
        retailer shopkeeper shipowner publican contractor consultant billionaire mogul
        """,
    "official": """
        official officials officer officers deputy aide aides adviser advisers advisor advisors staffer staffers
        head leader leaders regulator ombudsman clerk auditor planner coordinator secretary-general inspectorate
        harbormaster harbourmaster registrar comptroller superintendent warden supervisor assessor coroner
        member members bureaucrat appraiser assistant associate
        """,
    "witness": """
        resident residents neighbor neighbors neighbour neighbours witness witnesses victim victims survivor
        survivors mother father wife husband son daughter brother sister parent parents friend friends customer
        customers voter voters tenant tenants passenger passengers driver drivers farmer farmers fisherman
        fishermen villager villagers tourist tourists fan fans supporter supporters man woman boy girl colleague
        colleagues relative relatives cousin aunt uncle grandmother grandfather widow widower bystander
        homeowner commuter guest patron grandson granddaughter niece nephew roommate subscriber spectator
        spectators user pensioner child children caller
        """,
    "other": """
        worker workers employee employees mechanic carpenter electrician plumber welder miner miners operator
        technician retiree bartender waiter waitress barista cleaner porter courier rider fisher rancher
        shepherd gardener seamstress tailor insider insiders source sources opponent opponents rival rivals
        critic critics republican democrat republicans democrats conservative liberal progressive people person
        men women crowd docker dockworker deckhand skipper mate ferryman cook janitor foreman crew captain
        trawlerman bookkeeper accountant beekeeper butcher cashier repairman lobsterman guide climber hiker
        whistleblower blacksmith apprentice intern programmer coder inventor collector hobbyist detainee
        prisoner inmate refugee refugees migrant migrants immigrant defendant plaintiff plaintiffs
        """,
}
_SUFFIX = re.compile(
    r"\w{3,}(?:ologist|ographer|woman|women|sman|smen|keeper|maker|worker|holder|master|owner|leader|monger|wright|smith)s?$"
)


@functools.cache
def _category_of() -> dict[str, str]:
    return {noun: category for category in reversed(NOUNS) for noun in NOUNS[category].split()}


@functools.cache
def is_role_noun(word: str) -> bool:
    """Tell whether a word, lower case, can be the head of a role: a title, an office, an occupation, a relation."""
    bare = word.removesuffix("'s").removesuffix("’s").removeprefix("ex-").removeprefix("vice-").removeprefix("co-")
    return bare in _category_of() or bare in _TITLE_NOUNS or bool(_SUFFIX.match(bare))


_TITLE_NOUNS = lexicon.PERSON_NOUNS - {"police", "opposition", "star"}


def categorize(role: str) -> str:
    """Return the category of a role phrase."""
    words = [word.strip(".,").lower() for word in re.split(r"[\s]+", role)]
    words = [word.removesuffix("'s").removesuffix("’s").removeprefix("ex-").removeprefix("co-") for word in words]
    link = next(
        (i for i, word in enumerate(words) if word in {"for", "of", "at", "with", "from", "in", "to"}), len(words)
    )
    if "press" in words[:link] and {"secretary", "officer", "aide", "chief"} & set(words[:link]):
        return "spokesperson"
    known = [_category_of()[word] for word in words[:link] if word in _category_of()]
    if known:
        return min(known, key=list(NOUNS).index)
    return next((category for category, bodies in _BODIES if bodies & set(words)), "other")


# Where the nouns of the role itself tell nothing ("chairs the Kell Harbor Commission"), the body does.
_BODIES = (
    ("police", {"police", "constabulary"}),
    ("legal", {"court", "tribunal"}),
    ("health", {"hospital", "clinic"}),
    ("education", {"school", "schools", "district"}),
    ("expert", {"university", "institute", "laboratory", "observatory", "college"}),
    ("religion", {"church", "diocese", "mosque", "synagogue"}),
    ("sport", {"club", "team", "league", "united", "rovers"}),
    ("legislator", {"senate", "parliament", "committee", "caucus", "council", "party", "subcommittee"}),
    ("official", {"commission", "agency", "authority", "department", "ministry", "board", "office", "bureau"}),
    ("advocate", {"union", "charity", "coalition", "foundation", "campaign", "association", "federation", "trust"}),
    ("business", {"company", "firm", "bank", "inc", "corporation", "group", "brokerage", "fund", "shop"}),
)
