"""Number the values of an array, in a third of the memory that numpy's unique takes to tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def numbered(values: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return where each different value stands first, by size of the values, and the number of each one in that order.

    Beside values and answers it takes twenty bytes for each.
    """
    import numpy as np

    order = np.argsort(values, kind="stable")
    ranked = values[order]
    begins = np.ones(len(values), dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=begins[1:])
    del ranked
    first = order[begins]
    numbers = np.empty(len(values), dtype=np.int32)
    numbers[order] = np.cumsum(begins, dtype=np.int32) - np.int32(1)
    return first, numbers
