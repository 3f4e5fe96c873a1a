"""What editors write in two ways: contractions, spellings, endings, fillers; and words that turn a statement round."""

from __future__ import annotations

import re

from quotes.english.alternatives import one_of

FILLERS = frozenset("uh um er erm hm hmm".split())
SPELT_OUT = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "no one": "nobody",
    "no-one": "nobody",
}
TO_SPELL_OUT = re.compile(rf"\b{one_of(SPELT_OUT)}\b", re.I)
IN_WORDS_TO_SPELL_OUT = ("'", "nn", "tta", "one")
"""One of them is in each, and in few other words: to look for them costs a fifth of looking for the words."""
_IT_IS = r"(?<=\bit')|(?<=\bhe')|(?<=\b(?:she|who|how)')|(?<=\b(?:that|what|here)')|(?<=\b(?:there|where)')"
_ENDS = r"(?:\b|(?=n't\b))"  # "who'lln't": its last part is cut off first
SHORTENED = re.compile(
    rf"[n'](?:(?<=\wn)('t)\b"
    rf"|(?<=\w')(?:(re){_ENDS}|(ll){_ENDS}|(ve){_ENDS}|(d){_ENDS}|((?-i:(?<=\b[Ii]')m){_ENDS})|((?:{_IT_IS})s{_ENDS})"
    rf"|(?-i:s){_ENDS}|(?!\w)))",
    re.I,
)
"""A short form, by its first character, which few have; one of its groups, or none of what a possessive ends in."""
IN_FULL = ("", " not", " are", " will", " have", " would", " am", " is")
"""What each group of `SHORTENED` stands for, the first for none."""
SPELLINGS = (
    (re.compile(r"(\w{3,}[^aeiou])re$"), r"\1er"),  # metre, theatre
    (re.compile(r"(\w{3,})our$"), r"\1or"),  # labour, neighbour
    (re.compile(r"(\w{3,})is(e|ed|es|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"(\w{2,})fence$"), r"\1fense"),
    (re.compile(r"(\w+)gramme$"), r"\1gram"),
    (re.compile(r"(\w+)ll(ed|ing|er)$"), r"\1l\2"),  # travelled, cancelling
)
ENDINGS = (
    (re.compile(r"(?<=\w{2})(?:ies|ied|ying|y)$"), "i"),
    (re.compile(r"(?<=\w{3})(?:ing|edly|ed|es|ly|s|e)$"), ""),
)
HYPHENED = re.compile(r"\b(re|co|pre|non|anti|un|mid)-(?=\w)", re.I)
# The rests of words behind an apostrophe; words whose first letters an apostrophe stands for.
CONTRACTED_ENDINGS = frozenset("s re ve ll d m".split())
ELIDED_WORDS = CONTRACTED_ENDINGS | frozenset("em tis twas til till cause cos n round bout neath im er t".split())
DROPPED_LETTER = re.compile(r"(?:[sxz]|in|ol|an)$", re.IGNORECASE)
"""What stands before the apostrophe of a plural's possessive, of "goin'", "ol'", "an'"."""

NEGATING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in """
    raise/cut raise/lower increase/decrease increase/reduce increase/cut rise/fall rising/falling win/lose won/lost
    support/oppose accept/reject open/close start/stop begin/end before/after more/less better/worse more/fewer
    always/never guilty/innocent buy/sell hire/fire ban/allow up/down in/out strong/weak left/right north/south
    east/west true/false good/bad war/peace can/must first/last men/women he/she him/her his/her for/against high/low
    higher/lower yes/no today/tomorrow today/yesterday tomorrow/yesterday succeed/fail success/failure early/late
    """.split()
)
