"""What is written in and around names: particles, endings, short forms, and what is none of a name."""

from __future__ import annotations

from quotes.english.alternatives import one_of
from quotes.english.bodies import ORGANIZATION_WORDS
from quotes.english.function_words import AND, FUNCTION_WORDS_AROUND_NAMES, LINKS, MODALS, THE
from quotes.english.times import MONTHS, WEEKDAYS

PARTICLES = frozenset(
    """
    de da do dos das del della der den di du la le van von bin bint binti ibn al el abu arap ole wa ter ten zu y e ap ab
    """.split()
)
_RARE_PARTICLES = frozenset("ben".split())
_OF_FATHERS = ("s/o", "d/o", "a/l", "a/p")
"""What Tamil names of Singapore and Malaysia have before the father's: son or daughter of, anak lelaki."""
NAME_PARTICLE = one_of(
    ("de la", "de los", "de las", "van der", "van den", "van de", "von der", *_OF_FATHERS, *PARTICLES)
)
"""A particle between the parts of a name: "van der"."""
LEADING_PARTICLES = (
    *("de la", "de los", "van der", "van den", "van de", "von der"),
    *sorted(PARTICLES & frozenset("de da dos del della di von bin bint ibn ap".split())),
)
"""Particles that may begin a name in lower case; others are words of their own, too: "ten", "do", "van"."""
BODY_IN_NAME = one_of(word.capitalize() for word in ORGANIZATION_WORDS)
NAME_PREFIX = r"(?:(?:al|el|an|ad|ash|as|at|ar|ould)[-‑]|[dDlL]['’]|O['’]|Mc|Mac|\b[eiu](?=[A-Z][a-z]))"
"""What stands before the capital of a name, or is followed by a second one: "al-Sayed", "McKay", "eThekwini"."""

# Letters behind a name: of orders, offices and degrees.
POST_NOMINALS = frozenset(
    """
    mp mps kc qc sc mbe obe cbe phd ph.d md m.d ms td tds msp msps mep meps mla mlas mlc mha mpp mna mca esq cpa rn frs
    """.split()
)
LETTERS_BEHIND_NAMES = rf"(?:,? {one_of(letters.upper() for letters in POST_NOMINALS if letters.isalpha())}\b)"
"""A pattern of what stands behind a name: " KC", ", MBE"."""
_GENERATIONS = frozenset("jr sr ii iii iv".split())
SHORT_LEGAL_FORMS = frozenset("Inc Ltd Corp Co".split())
LEGAL_FORMS = SHORT_LEGAL_FORMS | frozenset("LLC LLP PLC plc GmbH AG SA NV".split())
NICKNAMES = tuple(
    frozenset(names.split())
    for names in (
    "alexander alex sasha", "andrew andy drew", "anthony tony", "benjamin ben", "charles charlie chuck",
    "christopher chris", "daniel dan danny", "david dave", "donald don", "edward ed eddie ted", "elizabeth liz beth",
    "gregory greg", "james jim jimmy", "jeffrey jeff", "jennifer jen jenny", "john jack johnny", "joseph joe",
    "katherine kathy kate katie", "kenneth ken", "lawrence larry", "margaret maggie peggy meg", "matthew matt",
    "michael mike", "nicholas nick", "patricia pat patty", "peter pete", "philip phil", "richard rich rick dick",
    "robert bob bobby rob", "ronald ron", "samuel sam", "stephen steve steven", "susan sue", "theodore ted",
    "thomas tom tommy", "timothy tim", "vladimir volodymyr", "william bill billy will",
    )
)  # fmt: skip
# Words of captions and menus beside which a name stands.
_PAGE_WORDS = frozenset(
    "q&a advertisement image photo video read related share critics officials asked speaking let".split()
)
NO_NAMES = FUNCTION_WORDS_AROUND_NAMES | _PAGE_WORDS
NAMES_TOO = MODALS & {"will", "may"}
"""Function words that are also names: "Will Orr", "Ann May"."""
TIMES_AND_NAMES = NAMES_TOO | MONTHS | WEEKDAYS
"""Words that say when, as a rule, and are somebody's name at times."""
PAGE_LABELS = frozenset(
    "live update updates updated breaking exclusive watch listen opinion analysis gallery recap".split()
) | _PAGE_WORDS & {"image", "photo", "video"}
"""Labels that a page puts before or behind a headline, in capitals."""
POST_NOMINALS_BEHIND_NAMES = POST_NOMINALS | _GENERATIONS
LINKS_IN_NAMES = LINKS - {"at", "with", "from", "to"} | AND | THE
NO_PART_OF_ENTITY = (
    LINKS_IN_NAMES
    | _RARE_PARTICLES
    | _GENERATIONS
    | PARTICLES - {"do", "dos", "das", "den", "della", "bint", "abu", "ter", "ten", "zu", "y", "e"}
)
"""What two prints of one name may differ in."""
