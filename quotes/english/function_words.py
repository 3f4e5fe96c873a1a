"""Function words by class, each typed once; behind the classes, what one place or another asks for.

A set behind a minus sign names what a place leaves out, because a pattern or the model's weights were made without it.
"""

from __future__ import annotations

import re

from quotes.english.alternatives import one_of
from quotes.english.sentence_ends import VERSUS
from quotes.english.times import FIRST_TO_THIRD, NEAR_DAYS, ONE_TO_TEN, SMALL_NUMBERS, WEEKDAYS
from quotes.english.verbs import REPORTING_FORMS


def _curled(words: frozenset[str]) -> frozenset[str]:
    """Return contractions with the other apostrophe."""
    return frozenset(word.replace("'", "’") for word in words)


# Determiners and pronouns.
INDEFINITE_ARTICLES = frozenset("a an".split())
THE = frozenset({"the"})
THIS = frozenset("this these those".split())
THAT = frozenset({"that"})
THIRD_PERSON_POSSESSIVES = frozenset("his her its their".split())
FIRST_PERSON_POSSESSIVES = frozenset("our my".split())
YOUR = frozenset({"your"})
THIRD_PERSONS = frozenset("he she it they".split())
FIRST_AND_SECOND_PERSONS = frozenset("i we you".split())
THIRD_PERSON_OBJECTS = frozenset("him them".split())
FIRST_PERSON_OBJECTS = frozenset("me us".split())
POSSESSIVE_PRONOUNS = frozenset("mine ours theirs hers yours".split())
REFLEXIVES = frozenset("himself herself themselves".split())
ANYBODY = frozenset("someone somebody everyone everybody anyone anybody".split())
ANYTHING = frozenset("something everything anything".split())
ONE = frozenset(SMALL_NUMBERS[1:2])
ANOTHER = frozenset({"another"})
SOME = frozenset("some many several most".split())
BOTH = frozenset("both others".split())
EACH = frozenset("each every".split())
EITHER = frozenset({"either"})
OTHER = frozenset({"other"})
ALL = frozenset("all any more only".split())
FEW = frozenset({"few"})
SAME = frozenset("same own single such very too well".split())
NOBODY = frozenset({"nobody"})
NO = frozenset({"no"})
NOT = frozenset("not nor".split())
NEVER = frozenset("never none nowhere".split())
NOTHING = frozenset({"nothing"})
NEITHER = frozenset({"neither"})
WHO = frozenset("who which".split())
WHOSE = frozenset("whose whom".split())
WHAT = frozenset("what where why how".split())
WHENEVER = frozenset("whenever wherever".split())

# Verbs.
IS = frozenset("is was".split())
ARE = frozenset("are were".split())
BE = frozenset("be been".split())
BEING = frozenset("being am".split())
HAVE = frozenset("has have had".split())
DO = frozenset("do does did".split())
DOING = frozenset("having doing done got get".split())
MODALS = frozenset("will would can could should may might".split())
MUST = frozenset({"must"})
SHALL = frozenset({"shall"})
BECOME = frozenset("become becomes became remain remains remained".split())
CONTRACTED_PERSONS = frozenset("i'm we're you're i've we've i'll we'll".split())
CONTRACTED_RELATIVES = frozenset("who's who'd who've who'll".split())
CONTRACTED_VERBS = frozenset(
    "isn't aren't wasn't don't doesn't didn't won't can't it's that's there's he's she's they're".split()
)

# Conjunctions, prepositions and particles.
AND = frozenset({"and"})
OR = frozenset("or but".split())
ALTHOUGH = frozenset("although though however despite since unlike until yet within".split())
BECAUSE = frozenset("because if so".split())
WHETHER = frozenset("whether whereas".split())
AS = frozenset({"as"})
THAN = frozenset({"than"})
LINKS = frozenset("of for at in with from to on".split())
BY = frozenset({"by"})
ABOUT = frozenset({"about"})
LIKE = frozenset({"like"})
AGAINST = frozenset("against between".split())
AMONG = frozenset({"among"})
OVER = frozenset("over under".split())
INTO = frozenset({"into"})
THROUGH = frozenset({"through"})
WITHOUT = frozenset({"without"})
WHEN = frozenset({"when"})
WHILE = frozenset("while after".split())
DURING = frozenset("during before".split())
NEAR = frozenset({"near"})
ACROSS = frozenset({"across"})
AROUND = frozenset({"around"})
OUTSIDE = frozenset("outside throughout along".split())
BEYOND = frozenset("beyond behind toward towards upon via except amid less".split())
PER = frozenset({"per"})
ACCORDING = frozenset({"according"})
ONTO = frozenset("onto till".split())
OUT = frozenset("out down".split())
OFF = frozenset("off up".split())

# Adverbs.
THEN = frozenset("then also".split())
NOW = frozenset("now later once still".split())
PREVIOUSLY = frozenset("already currently formerly long previously".split())
ALMOST = frozenset("almost nearly".split())
THERE = frozenset({"there"})
HERE = frozenset({"here"})
JUST = frozenset({"just"})
MEANWHILE = frozenset(
    """
    meanwhile moreover instead recently earlier again ago else even finally indeed maybe perhaps last next officially
    yes afterward afterwards overnight soon eventually initially subsequently elsewhere nearby downstairs
    upstairs beforehand thereafter hereafter lately presently shortly immediately suddenly sometimes often usually twice
    """.split()
)
"""Adverbs of time and place, and others that open a sentence."""

# ---- Classes of several.
ARTICLES = INDEFINITE_ARTICLES | THE
DEMONSTRATIVES = THIS | THAT
POSSESSIVES = THIRD_PERSON_POSSESSIVES | FIRST_PERSON_POSSESSIVES | YOUR
PERSONAL_PRONOUNS = THIRD_PERSONS | FIRST_AND_SECOND_PERSONS
OBJECT_PRONOUNS = THIRD_PERSON_OBJECTS | FIRST_PERSON_OBJECTS
SPEAKER_PRONOUNS = PERSONAL_PRONOUNS | OBJECT_PRONOUNS | POSSESSIVES - YOUR | ONE
PLURAL_PRONOUNS = (PERSONAL_PRONOUNS | OBJECT_PRONOUNS | POSSESSIVES) & {"they", "we", "them", "us", "their", "our"}
INDEFINITES = SOME | BOTH | ANOTHER
DEGREES = (
    frozenset("best better least".split()) | ALL & {"more"} | BEYOND & {"less"} | SAME & {"well"} | SOME & {"most"}
)
"""Adverbs, behind a noun, of the adjective or participle behind them: "a singer best known for"."""
NEGATIONS = NO | NOT | NEVER | NOBODY | NOTHING | NEITHER | WITHOUT
CARDINALS = ONE_TO_TEN | INDEFINITES | OTHER
DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | ONE | ANOTHER
PLAIN_DETERMINERS = ARTICLES | THIRD_PERSON_POSSESSIVES | ONE | ANOTHER
"""Those that open a subject which needs no parse; "this week's freshman writes" is left to the parser."""
PLACE_PREPOSITIONS = NEAR | ACROSS | AROUND | OUTSIDE | INTO
_RARE_PREPOSITIONS = frozenset(
    """
    alongside amidst amongst beneath besides concerning excluding following including notwithstanding regarding
    underneath unto versus
    """.split()
)
RARE_PREPOSITIONS = (
    _RARE_PREPOSITIONS | OUTSIDE & {"throughout"} | BEYOND & {"amid", "toward", "towards", "upon", "via"}
)
AUXILIARY_VERBS = IS | ARE | BE | HAVE | DO | MODALS | MUST | SHALL
RELATIVES = WHO | WHOSE | THAT
SUBORDINATORS = ALTHOUGH | BECAUSE | WHILE | DURING | WHEN | AS
CONJUNCTIONS = SUBORDINATORS | THAT | OR & {"but"} | WHAT | WHETHER
"""Those that a clause with a subject of its own may follow."""
WIDER_PREPOSITIONS = BY | ABOUT | LIKE | AGAINST | AMONG | OVER | INTO | THROUGH | WITHOUT | ACROSS
PREPOSITIONS = LINKS | WIDER_PREPOSITIONS | THAN | NEAR
PREPOSITIONS_AND_SUBORDINATORS = PREPOSITIONS | DURING | WHILE | AS

# ---- What one place asks for. The first six are features of the model, which learnt its weights with these members.
FIRST_AND_SECOND_PERSON_WORDS = (
    FIRST_AND_SECOND_PERSONS
    | FIRST_PERSON_OBJECTS
    | FIRST_PERSON_POSSESSIVES
    | YOUR
    | CONTRACTED_PERSONS
    | _curled(CONTRACTED_PERSONS)
)
FINITE_VERBS = (
    (IS | ARE | BE | BEING - {"being"} | HAVE | DO | MODALS | MUST)
    | CONTRACTED_VERBS
    | _curled(CONTRACTED_VERBS - {"he's", "she's", "they're"})
)
COPULAS_AT_QUOTATIONS = IS | ARE | BE | BEING - {"am"} | CONTRACTED_VERBS & {"it's", "that's"}
PREPOSITIONS_AT_QUOTATIONS = PREPOSITIONS - AMONG - THAN - WITHOUT - ACROSS - NEAR
PREPOSITIONS_AT_MENTIONS = PREPOSITIONS - OVER - INTO - THROUGH - WITHOUT - ACROSS - NEAR
LOWER_IN_TITLES = ARTICLES | AND | OR | LINKS | BY | AS | VERSUS

# Words before a noun, before a quotation's clause, around a role.
AUXILIARIES = AUXILIARY_VERBS - {"be", "been", "do", "must", "shall"}
ATTRIBUTING_PREPOSITIONS = ACCORDING | PER
ADVERBS = NOW | THEN | PREVIOUSLY | REFLEXIVES
COPULAS = IS | BECOME | BE | frozenset("'s ’s".split())
FIRST_PERSONS = (FIRST_AND_SECOND_PERSONS | FIRST_PERSON_OBJECTS | FIRST_PERSON_POSSESSIVES) - PLURAL_PRONOUNS - {"you"}
INTRODUCING = INDEFINITE_ARTICLES | ONE | ANOTHER
NOT_DEFINITE = INDEFINITE_ARTICLES | POSSESSIVES | INDEFINITES | ONE | EACH | NO

# No noun phrase that speaks holds one of the first; none that says what a body is, of the second; no role, the third.
BREAKS_OF_SUBJECTS = LINKS | BY | AND | OR | THAT | WHO | WHEN | AS | THAN | IS | ARE
BREAKS_OF_BODIES = LINKS | BY | AND | RELATIVES | IS | ARE | BE | HAVE
BREAKS_OF_ROLES = (
    PERSONAL_PRONOUNS
    | OBJECT_PRONOUNS
    | AUXILIARY_VERBS
    | RELATIVES
    | CONTRACTED_RELATIVES
    | _curled(CONTRACTED_RELATIVES)
    | WHAT
    | WHENEVER
    | SUBORDINATORS
    | WHETHER
    | WIDER_PREPOSITIONS
    | BEYOND
    | PER
    | AROUND
    | THAN
    | OR
    | NOT
    | EACH
    | EITHER
    | NEITHER
    | BOTH - {"others"}
    | ALL - {"all", "any", "only"}
    | BECOME
    | OUT
    | OFF
    | ALMOST
    | THERE
    | REPORTING_FORMS
)
# None of a name, even with a capital.
FUNCTION_WORDS_AROUND_NAMES = (
    PERSONAL_PRONOUNS
    | POSSESSIVES
    | ARTICLES
    | DEMONSTRATIVES
    | INDEFINITES
    | ANYBODY
    | ANYTHING
    | NOBODY
    | NOTHING
    | AUXILIARY_VERBS
    | BEING
    | WHO
    | WHAT
    | SUBORDINATORS
    | WIDER_PREPOSITIONS
    | RARE_PREPOSITIONS
    | LINKS
    | ONTO
    | ACCORDING
    | OFF
    | AND
    | OR
    | NOT
    | NO
    | NEVER
    | NEITHER
    | EITHER
    | WHETHER
    | WHOSE
    | THAN
    | EACH
    | ALL
    | FEW
    | OTHER
    | ONE_TO_TEN
    | FIRST_TO_THIRD
    | WEEKDAYS
    | NEAR_DAYS
    | NOW
    | THEN
    | THERE
    | HERE
    | JUST
    | MEANWHILE
)
# Words of a quotation that carry no content.
WORDS_WITHOUT_CONTENT = (
    PERSONAL_PRONOUNS
    | OBJECT_PRONOUNS
    | POSSESSIVES
    | POSSESSIVE_PRONOUNS
    | ARTICLES
    | DEMONSTRATIVES
    | AUXILIARY_VERBS
    | BEING
    | DOING
    | WHO
    | WHOSE
    | WHAT
    | WHEN
    | WHILE
    | BECAUSE
    | AS
    | THAN
    | LINKS
    | (WIDER_PREPOSITIONS - AGAINST - AMONG - WITHOUT - ACROSS)
    | OUT
    | OFF
    | AND
    | OR
    | ALL
    | ONE
    | OTHER
    | SOME - {"many", "several"}
    | SAME
    | THEN
    | THERE
    | HERE
    | JUST
)
FUNCTION_WORDS = FUNCTION_WORDS_AROUND_NAMES | WORDS_WITHOUT_CONTENT
"""What English is told by."""
LINKS_IN_ROLES = ARTICLES | LINKS | AND | THIRD_PERSON_POSSESSIVES | IS | WHO - {"which"} | {"s"}
"""What two wordings of a role may differ in."""

VERBS_IN_TITLES = IS | ARE | HAVE | DO
"""Verbs that a title of a work or a headline has behind a name: "Ann Orr Has Won"."""
BEFORE_TIMES = (
    (
        LINKS & {"in", "on", "from"}
        | ALTHOUGH & {"since", "until"}
        | BY
        | ONTO & {"till"}
        | DURING
        | THROUGH
        | EACH
        | THIS
    )
    | MEANWHILE & {"last", "next"}
    | frozenset("early late".split())
)
DEFINITE = THE | THIS - {"these", "those"} | THAT
BEHIND_SUBJECTS = (
    PREPOSITIONS_AND_SUBORDINATORS | WHEN | (WHO | THIS | NOW | MEANWHILE) & {"who", "this", "later", "earlier", "last"}
)
OPENERS = (AND | OR | NOW | THEN | MEANWHILE | ALTHOUGH | BECAUSE) & frozenset(
    "but and yet then still so instead later however meanwhile also earlier recently".split()
)
JOINING_CLAUSES = (AND | OR | ALTHOUGH | WHILE | DURING | WHEN) & frozenset(
    "and but while after before when until".split()
)
PREPOSITIONS_OF_PLACES = LINKS & {"in", "at"} | PLACE_PREPOSITIONS
PREPOSITIONS_OF_WAYS = PREPOSITIONS_OF_PLACES | LINKS & {"to", "from"}
ENDS_OF_CORES = LINKS | WHO - {"which"}
MENTION_DETERMINERS = ARTICLES | DEMONSTRATIVES | INDEFINITES | ONE_TO_TEN
MENTION_PRONOUNS = (
    SPEAKER_PRONOUNS | WHO | POSSESSIVE_PRONOUNS | REFLEXIVES | ANYBODY | NOBODY | DEMONSTRATIVES | INDEFINITES | ALL
)

_SOMEBODY_NEW = one_of(INTRODUCING, capital=True)


def brought_in(noun: str, most: int, *, letter: str = r"\w") -> str:
    """Return a pattern of a noun for somebody new, at most so many words in between: "one close associate"."""
    return rf"\b{_SOMEBODY_NEW} (?:[{letter}’'-]+ ){{0,{most}}}{re.escape(noun)}"
