"""Learn how sure a record is: the parts of its confidence, and what precision each confidence promises.

All is learnt from articles held out, each judged by a model that has not seen it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.confidence import PARTS, assess
from quotes.model import Model
from quotes.training.fit import fit_signals
from quotes.training.held_out import Example

# Log loss of the whole, on articles held out: .3849, .3849, .3852 with the mention's at 1, 3, 6; .3855, .3849, .3848
# with the identity's at .5, 1, 2; .3856, .3849 with the speech's at 1, 3; .3846, .3849 with that of "again" at 1, 3.
PENALTIES = {"speech": 3.0, "mention": 3.0, "identity": 1.0, "again": 3.0, "elsewhere": 2.0}
PRECISIONS = (0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
"""The shares of right records for which the least confidence is listed."""
_LEAST_ROWS = 8
"""Records in which a signal holds to have a weight: fewer than eight, all right, say too little of one in twenty."""
_LEAST_SURE = 50
"""Records that a promise of precision is founded on."""

Found = Sequence[Sequence[Example]]


def learn_confidence(model: Model, folds: Sequence[Found]) -> Model:
    """Return a model that knows how sure it is, from what was found in each fold of articles, an article a sequence."""
    judged: list[tuple[float, bool]] = []
    for number, fold in enumerate(folds):
        others = [article for other, found in enumerate(folds) if other != number for article in found]
        judged += _judged(fit_parts(model, others), fold)
    return replace(fit_parts(model, [article for found in folds for article in found]), precision=_promises(judged))


def fit_parts(model: Model, found: Found) -> Model:
    """Return a model that knows how sure a record is, by what was found in articles that it has not learnt from."""
    every = [example for article in found for example in article]
    parts = {}
    for part in PARTS:
        rows = [
            (example.evidence[part], example.right[part])
            for example in every
            if part in example.right and (part == "speech" or example.quotation.decision.mention is not None)
        ]
        if part == "again" and not rows:
            continue  # gold without names does not tell
        labels = [right for _, right in rows]
        parts[part] = fit_signals([row for row, _ in rows], labels, l2=PENALTIES[part], least=_LEAST_ROWS)
    return replace(model, confidence=parts)


def _judged(model: Model, found: Found) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each record and whether it is right, where gold tells all of that."""
    for article in found:
        assessed = assess([example.quotation for example in article], model)
        for one, example in zip(assessed, article, strict=True):
            if example.person is not None:
                yield one.confidence.whole, example.person


def _promises(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float, float]]:
    """Return rows of (precision, least confidence, share of all records that are as sure), as far as promises hold."""
    ranked = sorted(judged, key=lambda one: -one[0])
    found = []
    for precision in PRECISIONS:
        right = count = 0
        for place, (confidence, is_right) in enumerate(ranked, 1):
            right += is_right
            ends = place == len(ranked) or ranked[place][0] < confidence
            if ends and place >= _LEAST_SURE and right >= precision * place:
                count = place
        if count:
            found.append((precision, ranked[count - 1][0], round(count / len(ranked), 4)))
    return found
