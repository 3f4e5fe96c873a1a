"""Nouns for works, documents, words, places, occasions, relatives; a word of two senses stands in two lists."""

from __future__ import annotations

WORK_NOUNS = frozenset(
    """
    film films movie movies book books novel novels song songs album albums single show shows series play plays
    musical opera documentary documentaries podcast magazine comic comedy drama sitcom thriller poem poems essay
    essays memoir painting paintings exhibition exhibit episode episodes hit bestseller game sequel track tracks
    tune anthem hymn ballad chapter trilogy franchise column segment program programme
    """.split()
)
# What somebody says something in, or says.
OPINION_NOUNS = frozenset("advice analysis assessment conclusion judgment verdict".split())
"""What somebody thinks, beside the reporting nouns."""
REPORTING_NOUNS = frozenset(
    """
    statement claim claims remark remarks comment comments speech letter letters email e-mail memo note notes tweet
    tweets post posts message messages interview question questions answer answers reply response warning warnings
    promise promises pledge vow call calls description assertion accusation accusations allegation allegations
    argument suggestion assessment announcement declaration testimony ruling opinion report essay article column
    book memoir op-ed editorial brief filing complaint lawsuit affidavit slogan motto mantra refrain words phrase
    line quip joke insistence belief view contention criticism praise concern concerns demand denunciation
    condemnation proposal prediction admission acknowledgment apology plea appeal urging reference references use
    characterization characterisation
    """.split()
)
SENT_NOUNS = REPORTING_NOUNS & frozenset(
    """
    statement letter letters email e-mail memo note notes tweet tweets post posts message messages reply response
    """.split()
)
"""What somebody sends, who says the words, rather than what speaks for itself, as a report does."""
DOCUMENT_NOUNS = frozenset(
    """
    report study survey poll statement letter memo document documents email filing complaint lawsuit ruling opinion
    indictment affidavit brief bill law resolution petition ad ads advertisement commercial video sign signs banner
    placard poster headline article editorial story column post tweet message text note slogan book memoir script
    webpage page label notice invitation release order advisory
    """.split()
)
PLACE_NOUNS = frozenset(
    """
    village town city county district province region island river lake valley mountain street road square bridge
    port harbor harbour ship ferry vessel boat film book song album band play show series newspaper station channel
    brand company stadium ward parish suburb state country republic capital airport hotel
    """.split()
)
# Where or how something is said.
OCCASIONS = frozenset(
    """
    conference rally briefing hearing meeting event debate interview ceremony call telephone phone person part time
    fact response reply front charge addition press video radio television twitter facebook
    """.split()
)
OCCASIONS_IN_NAMES = OCCASIONS & {"conference"} | frozenset(
    "convention caucus primary act prize cup award awards".split()
)
"""Nouns of occasions and works that end a name which is nobody's: "Peace Prize"."""
WORD_NOUNS = frozenset(
    """
    word words phrase phrases term terms expression slogan hashtag motto label nickname moniker acronym
    """.split()
)
# What a country may be called.
STATE_NOUNS = frozenset("country nation government administration state kingdom republic ministry".split())
PARTS_OF_STATES = STATE_NOUNS - {"administration", "ministry"} | frozenset(
    "canton emirate island islands nation province region territory".split()
)
"""What a president or a minister governs."""
# What an office is for, in its name.
FIELDS = frozenset("affairs studies policy relations programs operations services strategy".split())
_LINES = {
    # How many generations above, in which line: "spouse", "blood", "side" for aunts and cousins.
    (0, "spouse"): """
        wife husband spouse partner hubby widow widower ex-wife ex-husband girlfriend boyfriend fiancé fiancée
        """,
    (1, "blood"): "mother father parent mum mom dad stepmother stepfather",
    (-1, "blood"): "son daughter child boy stepson stepdaughter",
    (2, "blood"): "grandmother grandfather grandma grandpa granny gran nan nana grandad granddad",
    (-2, "blood"): "grandson granddaughter grandchild",
    (0, "blood"): "brother sister sibling twin stepbrother stepsister",
    (1, "side"): "aunt auntie aunty uncle",
    (-1, "side"): "niece nephew",
    (0, "side"): "cousin",
    (1, "god"): "godmother godfather",
    (-1, "god"): "godson goddaughter",
}
_BLOOD = {noun: relation for relation, nouns in _LINES.items() for noun in nouns.split()}
_IN_LAW = "-in-law"
_RELATIONS = _BLOOD | {
    noun + _IN_LAW: (above, _IN_LAW) for noun, (above, line) in _BLOOD.items() if line == "blood" and abs(above) < 2
}
FAMILY = frozenset(_RELATIONS)
"""What one is to somebody of the family: "sister-in-law", no "colleague"."""


def is_converse(noun: str, other: str) -> bool:
    """Tell whether somebody's ``noun`` has that one for the ``other``: mother and son, aunt and niece, two sisters."""
    first, second = _RELATIONS.get(noun), _RELATIONS.get(other)
    return first is not None and second is not None and first == (-second[0], second[1])
