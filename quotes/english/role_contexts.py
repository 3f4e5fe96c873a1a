"""The words around heads that say little by themselves: they tell whose president or member somebody is."""

from __future__ import annotations

# Words around a head that say little by itself ("president", "director", "member").
BODIES: dict[str, frozenset[str]] = {
    category: frozenset(words.split())
    for category, words in {
        "spokesperson": "press communications communication pr",
        "police": "police constabulary sheriff sheriff's fire ambulance rescue homicide patrol enforcement",
        "religion": """
            church diocese mosque synagogue parish cathedral congregation baptist methodist chapel ministries christian
            evangelical muslim jewish catholic islamic faith religious
            """,
        "military": "army navy naval marine marines military joint infantry battalion brigade militia regiment",
        "legislator": """
            senate house parliament congress council assembly legislature committee subcommittee caucus majority
            minority opposition congressional parliamentary
            """,
        "candidate": """
            campaign party gop republican republicans democratic democrats rnc dnc conservatives tory tories ukip labour
            greens liberals presidential convention electoral pac primary
            """,
        "health": "hospital hospitals clinic health medical nursing epidemiology medicine surgery infirmary virology",
        "education": "school schools student education preschool kindergarten academy",
        "expert": """
            university institute institution laboratory lab observatory college center centre research science sciences
            studies scientific polytechnic faculty flight
            """,
        "sport": """
            club team league fc rovers athletics athletic football soccer cricket rugby tennis basketball baseball
            hockey olympic olympics race squad stadium tournament sports sport coaching racing golf boxing
            """,
        "media": """
            newspaper magazine news radio television tv broadcaster newsroom gazette times tribune herald journal
            podcast network journalism cnn nbc abc cbs bbc fox
            """,
        "culture": """
            museum theatre theater festival orchestra gallery band film opera ballet library exhibition exhibitions
            artistic music musical choir arts art creative philharmonic symphony movie exhibits casting
            """,
        "legal": "court tribunal trial litigation prosecution defence",
        "official": """
            commission agency authority department ministry bureau federal city county government administration
            municipal town security intelligence fbi cia nsa irs epa nasa white treasury pentagon embassy un nato
            european cabinet policy regulatory inspectorate water port harbor harbour transit elections planning
            border immigration country island civil public prison
            """,
        "advocate": """
            union unions charity coalition foundation association federation trust alliance society rights citizens
            action advocacy movement nonprofit naacp aclu afl-cio guild project campaigns relief humanitarian aid
            shelter campaigners chapter lobby
            """,
        "business": """
            company firm bank inc corporation corp brokerage fund shop holdings llc ltd capital partners sales
            marketing portfolio finance financial operating investment investments store brewery factory restaurant
            bakery hotel business industries technologies managing commerce airline maker advertising
            """,
    }.items()
}

PLACES_IN_NAMES = frozenset(
    """
    boxing border capital city county country fire fox golf green harbor harbour house island joint kingdom marine mine
    national near parish port race republic rock rover rovers shop state states stadium town united village water white
    """.split()
)
"""Words of bodies' names that places' names have as well."""

_BODY = "police military religion candidate sport culture education health expert media official advocate business"
_CHAIR = "military legislator candidate religion sport culture education expert official advocate"
_PRESIDENT = "legislator candidate religion sport education expert culture advocate business"
_STAFF = "spokesperson candidate police health business advocate"
_OFFICE = "police candidate education health sport advocate business"

# For such a head: the categories that the words around it may show, in order; then what it is without and with the
# name of a body that shows nothing.
DEPENDENT: dict[str, tuple[str, str, str]] = {
    head: (order, bare, named)
    for heads, order, bare, named in (
        ("president", _PRESIDENT, "executive", "business"),
        ("chairman chairwoman chairperson chair co-chair co-chairman", _CHAIR, "business", "business"),
        ("director co-director", "spokesperson " + _BODY, "culture", "business"),
        ("head chief", _BODY, "official", "business"),
        ("leader", "religion legislator candidate sport advocate business", "official", "official"),
        ("manager boss", "candidate business sport culture", "business", "business"),
        ("founder co-founder", "religion candidate sport culture media advocate", "business", "business"),
        ("aide adviser advisor staffer assistant associate coordinator", _STAFF, "official", "official"),
        ("administrator supervisor superintendent treasurer trustee", _OFFICE, "official", "official"),
        ("officer", "spokesperson police military health business official", "police", "official"),
        ("official", "military religion " + _OFFICE, "official", "official"),
        ("member", _CHAIR.replace("official ", ""), "official", "official"),
        ("secretary", "spokesperson candidate", "executive", "executive"),
        ("minister", "religion", "executive", "executive"),
        ("commissioner", "police sport", "executive", "executive"),
        ("chancellor", "education expert", "executive", "executive"),
        ("representative", "", "spokesperson", "spokesperson"),
        ("deputy", "police legislator", "official", "official"),
        ("inspector", "police", "official", "official"),
        ("executive", "advocate", "business", "business"),
        ("worker", "health police candidate advocate", "other", "other"),
        ("employee", "candidate official", "other", "other"),
        ("captain", "police military sport", "other", "sport"),
        ("producer", "culture", "media", "media"),
        ("lead master", _STAFF + " official", "other", "other"),
        ("consultant", "health", "business", "business"),
        ("agent", "police official sport", "business", "business"),
        ("writer", "media sport", "culture", "culture"),
        ("major", "military", "education", "education"),
        ("pilot", "military", "other", "other"),
        ("star", "sport", "culture", "culture"),
    )
    for head in heads.split()
}

# Words that, next to such a head, settle its category before anything else.
PAIRS: dict[str, dict[str, str]] = {
    "general": {
        "attorney solicitor": "legal",
        "surgeon": "health",
        "consul": "diplomat",
        "governor": "executive",
        "secretary director inspector auditor comptroller postmaster": "official",
    },
    "secretary": {
        "union federation association charity alliance": "advocate",
        "club": "sport",
        "general-secretary secretary-general private executive company": "official",
    },
    "governor": {"bank prison fed reserve": "official", "school": "education"},
    "representative": {
        "state u.s us house republican democratic congressional": "legislator",
        "special permanent": "diplomat",
        "trade": "executive",
        "union": "advocate",
        "sales customer company": "business",
    },
    "member": {"family": "witness", "jury": "legal", "crew": "other", "cast": "culture", "audience crowd": "witness"},
    "marshal": {"field air": "military"},
    "executive": {"county borough": "executive", "museum theatre theater arts film": "culture"},
    "worker": {"social hospital care": "health", "election poll": "official"},
    "critic": {
        "film food theatre theater music art restaurant literary dance book television tv architecture": "media"
    },
    "analyst": {
        "brokerage bank securities capital investment equity stock retail": "business",
        "cia intelligence": "official",
    },
    "strategist": {"campaign": "candidate"},
    "consultant": {"political republican democratic campaign media": "expert"},
    "agent": {"fbi special secret undercover dea atf border customs": "police", "cia": "official"},
    "writer": {"staff political science feature features chief columnist": "media"},
    "speaker": {"keynote motivational guest": "other"},
    "mate": {"running": "candidate"},
    "player": {
        """
        accordion banjo bassoon cello clarinet cornet drum euphonium fiddle flute glockenspiel guitar harmonica harp
        harpsichord keyboard lute lyre mandolin marimba oboe organ piano piccolo recorder saxophone sitar timpani
        trombone trumpet tuba ukulele viola violin violoncello xylophone zither
        """: "culture",
    },
    "investigator": {"principal": "expert", "private": "other"},
    "defender": {"public federal": "legal"},
    "chief": {"justice": "legal", "battalion": "police", "defence defense": "military"},
    "officer": {"executive financial operating technology marketing product information data revenue": "business"},
    "deputy": {"chamber": "legislator"},
    "leader": {"band": "culture", "gang rebel": "other"},
    "president": {"senior": "business"},
    "delegate": {"nations un": "diplomat"},
}
PAIRS |= {rank: {"police detective sheriff's": "police"} for rank in "sergeant corporal lieutenant commander".split()}
