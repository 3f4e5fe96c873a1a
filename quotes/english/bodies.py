"""Nouns for bodies, in small letters and in names; each is typed once, and each use says which it takes."""

from __future__ import annotations

from collections.abc import Collection

from quotes.english.alternatives import one_of
from quotes.english.nouns import DOCUMENT_NOUNS, PLACE_NOUNS

# In names and in small letters.
_INSTITUTIONS = frozenset(
    """
    agency army association authority bank board bureau church club coalition college commission committee company
    congress corporation council court department federation foundation group hospice hospital house institute journal
    league ministry municipality office parliament party senate service society studio synod team union university
    """.split()
)
_ORGANIZATIONS = frozenset("organization organisation".split())
# In small letters only.
_SCHOOLS = frozenset("institution school".split())
_FIRMS = frozenset(
    """
    administration cabinet campaign charity consortium delegation division embassy firm government inquiry
    manufacturer mission operator panel regulator site station tribunal utility
    """.split()
)
_PUBLISHERS = frozenset(
    """
    authorities conglomerate jury magazine newspaper outlet paper platform publication publisher website
    """.split()
)
_PREMISES = frozenset("line mine shelter unit yard".split())
_SHOPS = frozenset("airline shop".split())
_TRADES = frozenset(
    """
    airport app bakery band bookmaker brand broadcaster brokerage business carrier chain channel contractor
    cooperative daily developer distillery factory festival foundry fund garage hotel insurer lab laboratory lender
    maker producer programme railway retailer restaurant startup start-up store supermarket supplier theater theatre
    venue watchdog weekly archive clinic gallery library nursery zoo
    """.split()
)
# In names only, but for the last.
_CENTERS = frozenset("center centre".split())
_ACADEMIES = frozenset("conference academy".split())
_CHAMBER = frozenset("chamber".split())
_MUSEUM = frozenset("museum".split())
_NETWORKS = frozenset("network trust".split())
_LEAGUES = frozenset("alliance forum guild movement".split())
CLUBS = frozenset("afc albion athletic fc rangers rfc rovers wanderers".split())
"""Words that end the name of a club, and nobody's."""
LAST_OF_BODIES = frozenset("health nation tribe".split())
"""Others at the end of a body's name of several words: "Kell Health", "the Kell First Nation"."""
_FIELDS_IN_NAMES = frozenset("force police post press state states international national media energy oil".split())
_NAMES = frozenset(
    """
    corp hall inc llc ltd news services street studios syndicate times tribune united kingdom nations pentagon
    kremlin white airlines airways motors partners industries holdings technologies systems broadcasting radio
    television steel laboratories works gazette herald chronicle telegraph corps
    """.split()
)

NAMELESS_BODIES = _INSTITUTIONS | _ORGANIZATIONS | _SCHOOLS | _FIRMS | _PUBLISHERS
BODY_NOUNS = DOCUMENT_NOUNS | NAMELESS_BODIES
"""What is described and may speak: bodies, and the documents that say something."""
_SPOKEN_OF = _LEAGUES & {"alliance", "guild"} | _FIELDS_IN_NAMES & {"force"} | {"co-op"}
BODY_KINDS = NAMELESS_BODIES | _SHOPS | _TRADES | _MUSEUM | _NETWORKS | _SPOKEN_OF
"""Nouns that say what sort of body somebody means: the company, the council."""
_SURE_NAMES = _INSTITUTIONS | _ORGANIZATIONS | _CENTERS | _MUSEUM | _NETWORKS | _LEAGUES | _NAMES
ORGANIZATION_WORDS = _SURE_NAMES | _FIELDS_IN_NAMES
"""Words by which a name is known for a body's."""
SURNAMES_OF_BODIES = ORGANIZATION_WORDS & {"hall", "white"}
"""Of those, the ones among the hundred most frequent surnames of the United States' census of 1990."""
OWNERS_IN_ROLES = _SURE_NAMES
"""Of those, the ones that end the name of a body before a title: what is left out may begin the title."""
_HOUSES = _INSTITUTIONS & {"congress", "house", "parliament", "senate"}
LEGISLATURES = _HOUSES | {"assembly", "legislature"}
"""Those of which a member holds an office: "Member of County Assembly Ann Orr"."""
STATE_BODIES = _HOUSES | _INSTITUTIONS & {"court", "department"} | _NAMES & {"white"}
"""Bodies that a party may hold rather than have: "Democratic Senate"."""
BODIES_BEFORE_TITLES = _FIRMS | _ORGANIZATIONS | _PREMISES | _SHOPS | _CHAMBER
COMMUNITIES = frozenset("borough city county district parish town township village".split())
"""What a place is that speaks as a body: "the District of Kell said"."""
BODIES_WITH_COMPLEMENT = (
    _INSTITUTIONS | _ORGANIZATIONS | _SCHOOLS | _CENTERS | _MUSEUM | _ACADEMIES | _CHAMBER | _NETWORKS | _LEAGUES
    | _FIRMS & {"administration", "division"} | COMMUNITIES
)  # fmt: skip
"""Bodies whose names go on: "Department of Agriculture"."""
NAMED_FOR_KIND = (
    _INSTITUTIONS
    & frozenset("board commission committee congress council court department government ministry senate".split())
    | _FIRMS & {"inquiry", "panel", "tribunal"}
    | _PUBLISHERS & {"jury"}
)
"""Bodies whose names, unless they are letters, say what they are: "the council" is called "… Council"."""
ASSOCIATIONS = NAMED_FOR_KIND | _LEAGUES & {"forum"} | _INSTITUTIONS & {"federation"} | _CHAMBER
"""Of bodies in names, the ones that no trade or shop is called."""
TRADES = _SHOPS | _TRADES
STAFF = frozenset(
    """
    spokesman spokeswoman spokesperson ceo executive executives founder founders co-founder employee employees staff
    shareholders investors customers chairman chairwoman lawyers owners subscribers newsroom
    """.split()
) | _INSTITUTIONS & {"board"}
"""Who stands before or behind the name of the body they work for."""
FIRMS_BEFORE_NAMES = (_TRADES | _FIRMS | _SHOPS | _INSTITUTIONS) & {
    *("airline", "broadcaster", "brokerage", "carrier", "developer", "firm", "insurer", "lender", "maker", "operator"),
    *("retailer", "startup", "supermarket", "union"),
}
"""What a firm is that may stand before its name, and begins none."""
UNIVERSITIES = _INSTITUTIONS & {"university", "college"} | frozenset({"universities"})
BODY_WITH_COMPLEMENT = one_of(word.capitalize() for word in BODIES_WITH_COMPLEMENT)
BODIES_OF_ROLES = OWNERS_IN_ROLES | BODIES_BEFORE_TITLES | PLACE_NOUNS
NAMES_OF_BODIES = BODY_NOUNS | ORGANIZATION_WORDS | BODY_KINDS | BODIES_BEFORE_TITLES

# Nouns for a body, and by which words in a name it is known for one.
FIRMS_IN_NAMES = (
    _NAMES & frozenset("airlines airways corp holdings inc industries ltd motors partners systems technologies".split())
    | _INSTITUTIONS & {"corporation", "group"}
    | frozenset("brands co enterprises foods logistics metals minerals mining pharmaceuticals plc".split())
    | frozenset("properties solutions stores ventures".split())
)
"""What a firm's name has at the end, that those leave out who know it: "United said"."""
_KINDS = {
    # Each noun, and the words of names.
    "brand business company conglomerate firm group manufacturer startup supplier": f"""
        {" ".join(sorted(FIRMS_IN_NAMES - {"airlines", "airways"}))}
        associates bros brothers company gmbh international llc sons steel
        """,
    "lender bank": "bank banking bancorp savings",
    "insurer": "assurance insurance mutual",
    "retailer chain supermarket": "foods outfitters stores supermarkets",
    "airline carrier": "air airlines airways aviation jet",
    "operator carrier": "ferries buses coaches railway railways trains transit",
    "utility supplier": "edison electric electricity energy gas hydro power water",
    "union": "alliance association brotherhood federation guild teamsters union unions workers",
    "force department": "constabulary police sheriff sheriff's sheriff’s",
    "authority council": "borough council",
    "agency authority regulator watchdog": """
        administration agency authority board bureau commission inspectorate office regulator service
        """,
    "club team side": f"{' '.join(sorted(CLUBS))} club county town united",
    "charity foundation trust": "aid action charity foundation fund relief society trust",
    "trust hospital": "clinic healthcare hospice hospital hospitals infirmary medical nhs trust",
    "school": "academy grammar high primary school",
    "college university institution school": "college institute polytechnic school university",
    "co-op cooperative": "co-op cooperative co-operative",
    "paper newspaper magazine daily weekly publication outlet": """
        argus chronicle courier echo examiner gazette globe herald journal ledger mail mercury news observer post press
        review standard star sun telegraph times tribune weekly
        """,
    "broadcaster station channel": "broadcasting channel radio television tv",
    "group coalition": "action alliance campaign coalition group network society watch",
    "museum": "museum",
    "gallery": "gallery",
    "theatre theater venue": "opera playhouse theatre theater",
    "church": "cathedral church diocese parish",
    "party": "alliance congress front league movement party",
    "ministry department": "department ministry",
    "court": "court",
    "brewery": "ales brewery brewing",
    "hotel": "hotel inn resort",
    "developer": "developments estates homes land properties property",
}
_WORDS_OF: dict[str, frozenset[str]] = {}
for _nouns, _words in _KINDS.items():
    for _noun in _nouns.split():
        _WORDS_OF[_noun] = _WORDS_OF.get(_noun, frozenset()) | frozenset(_words.split())
_OF_SOME_KIND = frozenset().union(*_WORDS_OF.values())


def is_of_kind(noun: str, words: Collection[str]) -> bool | None:
    """Tell whether the words of a name, in lower case, say that it is a ``noun``'s, or another's; None: neither."""
    own = _WORDS_OF.get(noun)
    if own is None:
        return None
    told = _OF_SOME_KIND.intersection(words)
    return not own.isdisjoint(told) if told else None
