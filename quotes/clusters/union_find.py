"""Union-find over numbers, at four bytes each."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


_AT_ONCE = 65_536
"""As Python's integers: four megabytes."""


class Union:
    """Sets of the numbers below ``size``; each is known by its least member."""

    def __init__(self, size: int) -> None:
        self._parents = array("i", range(size))

    def find(self, member: int) -> int:
        """Return the least member of the member's set."""
        parents = self._parents
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    def join(self, left: int, right: int) -> None:
        """Make one set of the sets of two members."""
        low, high = sorted((self.find(left), self.find(right)))
        self._parents[high] = low

    def join_all(self, left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> None:
        """Join the members side by side in two arrays."""
        for start in range(0, len(left), _AT_ONCE):
            stop = start + _AT_ONCE
            for one, other in zip(left[start:stop].tolist(), right[start:stop].tolist(), strict=True):
                self.join(one, other)

    def sets(self) -> npt.NDArray[np.int32]:
        """Return the least member of every number's set."""
        import numpy as np

        for member in range(len(self._parents)):
            self._parents[member] = self._parents[self._parents[member]]  # a parent is less, so it is settled already
        return np.frombuffer(self._parents, dtype=np.int32).copy()
