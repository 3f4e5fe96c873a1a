"""Agreement in numbers: the share that is the same, and what is left of it when chance is taken off."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

MOST_LABELS = 3000
"""Different labels up to which coefficients are computed: nltk compares each with each, 3,000 in two seconds. With
more, chance agreement is next to nothing, and they would say what the share says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """How often two give the same label: ``same`` of ``of``, Cohen's kappa and Krippendorff's alpha.

    Both are None where chance cannot be told from agreement: nothing was compared, or there is one label only; and with
    more than ``MOST_LABELS``.
    """

    same: int
    of: int
    kappa: float | None
    alpha: float | None

    @property
    def share(self) -> float | None:
        """Return the share that is the same, to four digits; None of nothing."""
        return round(self.same / self.of, 4) if self.of else None

    def to_dict(self) -> dict[str, Any]:
        """Return the measure as a JSON object."""
        return {"share": self.share, **asdict(self)}


def measure(pairs: Sequence[tuple[Hashable, Hashable]]) -> Measure:
    """Return the agreement of two on items, given as the pairs of their labels; labels are nominal.

    The coefficients are nltk's, by Artstein and Poesio (2008), "Inter-Coder Agreement for Computational Linguistics".
    """
    numbers = {label: number for number, label in enumerate(dict.fromkeys(label for pair in pairs for label in pair))}
    kappa = alpha = None
    if 1 < len(numbers) <= MOST_LABELS:
        from nltk.metrics.agreement import AnnotationTask

        rated = [(rater, item, numbers[label]) for item, pair in enumerate(pairs) for rater, label in enumerate(pair)]
        task = AnnotationTask(rated)
        kappa, alpha = round(float(task.kappa()), 4), round(float(task.alpha()), 4)
    return Measure(same=sum(one == other for one, other in pairs), of=len(pairs), kappa=kappa, alpha=alpha)
