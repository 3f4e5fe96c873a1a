"""Where a sentence ends, and the abbreviations whose full stop ends none."""

from __future__ import annotations

from quotes.english.times import ABBREVIATED_MONTHS

ABBREVIATED_TITLES = frozenset(
    """
    Mr Mrs Ms Mx Messrs Dr Prof Sen Sens Rep Reps Gov Lt Gen Col Maj Capt Cmdr Adm Sgt Cpl Pvt Det Insp Supt
    Rev Fr St Hon Ven Cllr Engr Const
    """.split()
)
# Those that no name leaves behind, because titles lack them: "Govs. Ann Orr" would be a name.
_OTHER_TITLES = frozenset("Ald Brig Govs Gens Coun Ret".split())
GENERATIONS = frozenset("Jr Sr".split())
ABBREVIATED_STATES = frozenset(
    """
    Ariz Calif Colo Conn Fla Ga Ill Ind Kan Ky Mass Md Mich Minn Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    """.split()
)
GIVEN_NAMES_IN_SHORT = ABBREVIATED_STATES & {"Md"} | frozenset("Chas Geo Jas Ma Mohd Thos Wm".split())
VERSUS = frozenset({"vs"})
ABBREVIATIONS = (
    ABBREVIATED_TITLES
    | _OTHER_TITLES - {"Ald", "Coun"}
    | GENERATIONS
    | GIVEN_NAMES_IN_SHORT
    | VERSUS
    | frozenset("Inc Corp Co Ltd Dept Ft Mt Ave No".split())
    | frozenset(month.capitalize() for month in ABBREVIATED_MONTHS)
)
"""Words whose full stop ends no sentence."""
ABBREVIATIONS_IN_ROLES = ABBREVIATIONS | ABBREVIATED_STATES | _OTHER_TITLES
"""States are among them only where a role may go on behind one: "Ill." and "Wash." end sentences, too; "Ald." and
"Coun." are no titles yet that a name leaves behind."""
ABBREVIATIONS_IN_GOLD = frozenset(word.lower() for word in ABBREVIATIONS)

SENTENCE_MARKS = ".?!…"
BULLETS = "•‣◦▪●■"
"""What stands before each item of a list."""
_NO_END = "".join(
    rf"(?<!\b(?:{'|'.join(sorted(word for word in ABBREVIATIONS if len(word) == letters))})\.)"
    for letters in sorted(set(map(len, ABBREVIATIONS)))
)
_NO_INITIAL = r"(?<![\s(][A-Z]\.)"
SENTENCE_END = rf"[.?!…](?<![.?!…].){_NO_END}{_NO_INITIAL}[.?!…]*+[’”\"')\]]*+(?=\s|$)"
"""The marks that end a sentence, and the quotation marks and brackets that they close; of a run, tried once.

The stop of an abbreviation, or of an initial, is none: "Mr. Orr", "Ann B. Orr".
"""
