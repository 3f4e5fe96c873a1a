"""Describe what tells how sure a quotation is: signals by part, each a name and how strong it is.

A signal is 1 where it holds, or a number; ``bias`` always holds. Signals are abstract, never words of an article, and
derived from what the stages before found: the decision on the speaker, the identity, the shape of the name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from quotes import english
from quotes.coreference import Quotation
from quotes.speakers import Decision

PARTS = ("speech", "mention", "identity", "elsewhere")
"""Said at all; by the one so mentioned, if said; who has that name, if so; and by nobody listed, if not by that one."""

_ODDS = 6.0
"""Log-odds beyond which a probability says no more."""
_SCORE = 4.0
"""What the sum of a winner's weights is divided by, so that signals are of one size."""
_MOST_WORDS, _MOST_TIMES, _MOST_CANDIDATES = 4, 3, 4
"""Words of a name, times that it is named, and candidates, from which more count alike."""


def evidence_of(quotation: Quotation) -> Mapping[str, dict[str, float]]:
    """Return the signals of each part."""
    kind = quotation.span.kind
    ties = {"bias": 1.0, f"kind:{kind}": 1.0, f"speech:{kind}": _log_odds(quotation.decision.speech)}
    ties |= _ties(quotation.decision, kind)
    return {
        "speech": {**ties, **dict(_words(quotation)), **dict(_form(quotation)), **dict(_shape(quotation))},
        "mention": {**ties, **dict(_margin(quotation, kind)), **_role(quotation)},
        "identity": {"bias": 1.0, **dict(_form(quotation)), **dict(_name(quotation)), **_role(quotation)},
        "elsewhere": {"bias": 1.0, **dict(_candidates(quotation))},
    }


def is_untied(decision: Decision) -> bool:
    """Tell whether nothing ties the words to the speaker but nearness, or that there is nobody else."""
    lone = decision.ranking is not None and decision.ranking.candidates == 1
    return lone or (decision.cue is None and decision.method not in {"label", "signature"})


def _ties(decision: Decision, kind: str) -> dict[str, float]:
    """Return what ties the words to the speaker."""
    found = {f"method:{decision.method}": 1.0}
    if decision.cue is not None:
        found[f"cue:{decision.cue.strength}:{kind}"] = 1.0
    if decision.ranking is not None:
        if decision.ranking.candidates == 1:
            found["lone"] = 1.0
        if is_untied(decision):
            found["untied"] = 1.0
    return found


def _words(quotation: Quotation) -> Iterator[tuple[str, float]]:
    facts = quotation.span.facts
    if facts is not None:
        yield f"words:{'1-2' if facts.count < 3 else '3-5' if facts.count < 6 else '6+'}", 1.0
        yield f"case:{facts.case}", 1.0


def _margin(quotation: Quotation, kind: str) -> Iterator[tuple[str, float]]:
    """Yield how the speaker stands among the rivals."""
    ranking = quotation.decision.ranking
    if ranking is not None:
        if ranking.candidates > 1:
            yield f"margin:{kind}", ranking.odds
        if ranking.alone:
            yield "alone", 1.0


def _candidates(quotation: Quotation) -> Iterator[tuple[str, float]]:
    ranking = quotation.decision.ranking
    if ranking is not None:
        yield "score", ranking.score / _SCORE
        yield f"candidates:{min(ranking.candidates, _MOST_CANDIDATES)}", 1.0


def _role(quotation: Quotation) -> dict[str, float]:
    return {f"role:{'found' if quotation.identity.role else 'none'}": 1.0}


def _form(quotation: Quotation) -> Iterator[tuple[str, float]]:
    mention = quotation.decision.mention
    if mention is not None:
        yield f"form:{'body' if quotation.identity.body else mention.form}", 1.0


def _name(quotation: Quotation) -> Iterator[tuple[str, float]]:
    """Yield what tells that the name is the speaker's: how it was found, how often it stands there, its shape."""
    identity, mention = quotation.identity, quotation.decision.mention
    if mention is None:
        return
    form = "body" if identity.body else mention.form
    if identity.share is None:
        yield f"looked-up:{form}", 1.0
    else:
        yield f"antecedent:{mention.form}", _log_odds(identity.share)
    if identity.name is None:
        yield f"unnamed:{form}", 1.0
        return
    same = identity.start == mention.start and identity.end == mention.end
    yield f"named:{'here' if same else 'elsewhere'}:{form}", 1.0
    yield f"times:{min(identity.named, _MOST_TIMES)}", 1.0
    yield from _shape(quotation)


def _shape(quotation: Quotation) -> Iterator[tuple[str, float]]:
    """Yield what of a name's shape tells that it is none, or that it begins or ends elsewhere."""
    if quotation.identity.name is None:
        return
    words = quotation.identity.name.split()
    if quotation.identity.body:
        yield f"body:words:{min(len(words), _MOST_WORDS)}", 1.0
        return
    yield f"person:words:{min(len(words), _MOST_WORDS)}", 1.0
    first = words[0].lower()
    if english.is_person_noun(first) or english.is_role_noun(first):
        yield "person:noun-first", 1.0
    if not english.is_given_name(words[0]):
        later = any(map(english.is_given_name, words[1:-1]))
        yield f"person:{'given-name-later' if later else 'no-given-name'}", 1.0
    if all(word.isupper() for word in words):
        yield "person:capitals", 1.0


def _log_odds(probability: float) -> float:
    odds = math.log(max(probability, 1e-9) / max(1 - probability, 1e-9))
    return max(-_ODDS, min(_ODDS, odds))
