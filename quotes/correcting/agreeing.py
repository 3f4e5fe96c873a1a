"""Which of several decisions on one span stand, and whether two of them come to the same."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.correcting.locating import Located
from quotes.dataset.corrections import Correction


def standing(decisions: Iterable[Correction]) -> list[Correction]:
    """Return the decisions on one span that stand, of all that were made on it, in the order of their making.

    One that is withdrawn counts no more; of one reviewer the last counts, and none from before a line that settles.
    """
    made: list[Correction] = []
    for one in decisions:
        if one.decision != "withdrawn":
            made.append(one)
            continue
        own = (number for number in reversed(range(len(made))) if made[number].reviewer == one.reviewer)
        last = next(own, None)
        if last is not None:
            del made[last]
    stands: dict[str, Correction] = {}
    for one in made:
        if one.settles:
            stands.clear()
        stands.pop(one.reviewer, None)
        stands[one.reviewer] = one
    return list(stands.values())


def agree(one: Located, other: Located) -> bool:
    """Tell whether two decisions on one span come to the same."""
    no = [located.correction.decision == "no_quotation" for located in (one, other)]
    if any(no):
        return all(no)
    first, second = one.correction.given, other.correction.given
    return all(first[name] == second[name] for name in first.keys() & second.keys()) and one.speaker == other.speaker
