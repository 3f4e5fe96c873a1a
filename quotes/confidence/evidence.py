"""Describe what tells how sure a quotation is: signals by part, each a name and how strong it is.

A signal is 1 where it holds, or a number; ``bias`` always holds. Signals are abstract, never words of an article, and
derived from what the stages before found: the decision on the speaker, the identity, the shape of the name.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping

from quotes import english
from quotes.coreference import Identity, Quotation
from quotes.speakers import Decision, Mention

PARTS = ("speech", "mention", "identity", "again", "elsewhere")
"""Said at all; by the one so mentioned, if said; who has that name, if so; else by the same person all the same, by
another mention; and by nobody listed, if not."""

_ODDS = 6.0
"""Log-odds beyond which a probability says no more."""
_SCORE = 4.0
"""What the sum of a winner's weights is divided by, so that signals are of one size."""
_MOST_WORDS, _MOST_TIMES, _MOST_CANDIDATES, _MOST_OTHERS = 4, 3, 4, 3
"""Words of a name, times that it is named, candidates, and others whom a mention may stand for: more count alike."""
_INDEFINITE = english.INDEFINITE_ARTICLES | english.CARDINALS


def evidence_of(quotation: Quotation) -> Mapping[str, dict[str, float]]:
    """Return the signals of each part."""
    ties, form, shape = _ties(quotation), _form(quotation), _shape(quotation)
    role = f"role:{'found' if quotation.identity.role else 'none'}"
    method = f"method:{quotation.decision.method}"
    return {
        "speech": ties | _words(quotation) | form | shape,
        "mention": ties | _margin(quotation) | _rivals(quotation) | {role: 1.0},
        "identity": {"bias": 1.0, role: 1.0, method: 1.0} | form | shape | _name(quotation) | _others(quotation),
        "again": _same(quotation),
        "elsewhere": _candidates(quotation),
    }


def is_untied(decision: Decision) -> bool:
    """Tell whether nothing ties the words to the speaker but nearness, or that there is nobody else."""
    lone = decision.ranking is not None and decision.ranking.candidates == 1
    return lone or (decision.cue is None and decision.method not in {"label", "signature"})


def is_lent(decision: Decision) -> bool:
    """Tell whether what ties the speaker ties other words to him: those of another quotation, or the paragraph before.

    Where a cue breaks one utterance in its paragraph, each part mostly has its mention by itself, and nothing is lent;
    of six that had not, in PolNeAR and the strangers, one was right.
    """
    return decision.method == "utterance" or decision.cue_apart


def _ties(quotation: Quotation) -> dict[str, float]:
    """Return what ties the words to the speaker, and how likely they are speech."""
    decision, kind = quotation.decision, quotation.span.kind
    found = {
        "bias": 1.0,
        f"kind:{kind}": 1.0,
        f"speech:{kind}": _log_odds(decision.speech),
        f"method:{decision.method}": 1.0,
    }
    if decision.cue is not None:
        found[f"cue:{decision.cue.strength}:{kind}"] = 1.0
    if decision.ranking is not None:
        if decision.ranking.candidates == 1:
            found["lone"] = 1.0
        if is_untied(decision):
            found["untied"] = 1.0
    return found


def _words(quotation: Quotation) -> dict[str, float]:
    facts = quotation.span.facts
    if facts is None:
        return {}
    count = "1-2" if facts.count < 3 else "3-5" if facts.count < 6 else "6+"
    return {f"words:{count}": 1.0, f"case:{facts.case}": 1.0}


def _margin(quotation: Quotation) -> dict[str, float]:
    """Return how the speaker stands among the rivals."""
    ranking, found = quotation.decision.ranking, {}
    if ranking is not None:
        if ranking.candidates > 1:
            found[f"margin:{quotation.span.kind}"] = ranking.odds
        if ranking.alone:
            found["alone"] = 1.0
        if ranking.turn is not None:
            found[f"turn:{quotation.decision.method}:{ranking.turn}"] = 1.0
    return found


def _rivals(quotation: Quotation) -> dict[str, float]:
    """Return how many others are worth a thought, where something ties the words to the speaker, and how much."""
    if quotation.decision.ranking is None or is_untied(quotation.decision):
        return {}
    rivals = quotation.rivals
    return {f"rivals:{len(rivals)}": 1.0, "rivals:share": sum(rival.share for rival in rivals)}


def _same(quotation: Quotation) -> dict[str, float]:
    """Return what tells that another mention, if it is the right one, names the same person."""
    ranking, name, found = quotation.decision.ranking, quotation.identity.name, {"bias": 1.0}
    if name is None:
        found["unnamed"] = 1.0
    elif same := sum(rival.share for rival in quotation.rivals if rival.name == name):
        found["same"] = 1.0
        found["same:share"] = same / sum(rival.share for rival in quotation.rivals)
    if ranking is not None:
        found["odds"] = ranking.odds
    if is_untied(quotation.decision):
        found["untied"] = 1.0
    return found


def _candidates(quotation: Quotation) -> dict[str, float]:
    ranking, found = quotation.decision.ranking, {"bias": 1.0}
    if ranking is not None:
        found["score"] = ranking.score / _SCORE
        found[f"candidates:{min(ranking.candidates, _MOST_CANDIDATES)}"] = 1.0
    return found


def _form(quotation: Quotation) -> dict[str, float]:
    mention = quotation.decision.mention
    return {} if mention is None else {f"form:{_form_of(quotation.identity, mention)}": 1.0}


def _form_of(identity: Identity, mention: Mention) -> str:
    return "body" if identity.body else mention.form


def _name(quotation: Quotation) -> dict[str, float]:
    """Return how the name was found, and how often it stands in the article."""
    identity, mention = quotation.identity, quotation.decision.mention
    if mention is None:
        return {}
    form = _form_of(identity, mention)
    if identity.share is None:
        found = {f"looked-up:{form}": 1.0}
    else:
        found = {f"antecedent:{mention.form}": _log_odds(identity.share)}
    if identity.name is None:
        if mention.form == "description" and identity.share is None:
            found[f"unnamed:{_determined(mention)}"] = 1.0
        return found | {f"unnamed:{form}": 1.0}
    same = identity.start == mention.start and identity.end == mention.end
    found[f"named:{'here' if same else 'elsewhere'}:{form}"] = 1.0
    found[f"times:{min(identity.named, _MOST_TIMES)}"] = 1.0
    if identity.shared:
        found["shared"] = 1.0
    return found


def _determined(mention: Mention) -> str:
    """Return how a description brings in somebody: "a diver" is new, "the diver" was to be found."""
    first = mention.words.split()[0].lower()
    if first in _INDEFINITE:
        return "indefinite"
    if first in english.POSSESSIVES:
        return "own"
    return "definite" if first in english.DEFINITE else "plural" if mention.plural else "bare"


def _others(quotation: Quotation) -> dict[str, float]:
    """Return how many others a pronoun or a description may stand for, and whether the likeliest of them has a name."""
    identity = quotation.identity
    if identity.share is None:
        return {}
    found = {f"others:{min(len(identity.others), _MOST_OTHERS)}": 1.0}
    if identity.others:
        found[f"next:{'named' if identity.others[0][0] else 'nobody'}"] = 1.0
    return found


def _shape(quotation: Quotation) -> dict[str, float]:
    name = quotation.identity.name
    return {} if name is None else _shape_of(name, quotation.identity.body)


@functools.lru_cache(maxsize=2**12)  # who is quoted is quoted again
def _shape_of(name: str, body: bool) -> dict[str, float]:
    """Return what of a name's shape tells that it is none, or that it begins or ends elsewhere."""
    words = name.split()
    count = min(len(words), _MOST_WORDS)
    if body:
        return {f"body:words:{count}": 1.0}
    found = {f"person:words:{count}": 1.0}
    first = words[0].lower()
    if english.is_person_noun(first) or english.is_role_noun(first):
        found["person:noun-first"] = 1.0
    if not english.is_given_name(words[0]):
        later = any(map(english.is_given_name, words[1:-1]))
        found[f"person:{'given-name-later' if later else 'no-given-name'}"] = 1.0
    if all(word.isupper() for word in words):
        found["person:capitals"] = 1.0
    return found


def _log_odds(probability: float) -> float:
    odds = math.log(max(probability, 1e-9) / max(1 - probability, 1e-9))
    return max(-_ODDS, min(_ODDS, odds))
