"""English: every word list and what it answers, each once; a second language is a second folder."""

from __future__ import annotations

from quotes.english.lexicon import INTERFACE_VERBS, NAMING_VERBS, WORK_NOUNS, reporting_strength
from quotes.english.role_contexts import BODIES, DEPENDENT, PAIRS
from quotes.english.role_nouns import COUNTRIES, DEMONYMS, KIN, NOUNS, OFFICE_VERBS, PARTIES, VERBS

__all__ = [
    "BODIES",
    "COUNTRIES",
    "DEMONYMS",
    "DEPENDENT",
    "INTERFACE_VERBS",
    "KIN",
    "NAMING_VERBS",
    "NOUNS",
    "OFFICE_VERBS",
    "PAIRS",
    "PARTIES",
    "VERBS",
    "WORK_NOUNS",
    "reporting_strength",
]
