"""Sayings on disk: each different one once, in an order that does not depend on that of the input."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from xxhash import xxh3_64_intdigest

from quotes.clusters.matching import Wording, told_by_words
from quotes.clusters.numbering import numbered
from quotes.clusters.quoted_words import Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Wordings:
    """The different wordings of a stream, kept in ``file`` and numbered from 0.

    ``number_of`` numbers the stream's; ``twin_of`` has for each number the least one of the very same words, its own
    where they are too few to be one saying of several names.
    """

    def __init__(self, wordings: Iterable[Wording], file: IO[bytes]) -> None:
        import numpy as np

        self._file = file
        offsets, hashes, words = array("Q"), array("Q"), array("Q")
        position = 0
        for wording in wordings:
            line = _line(wording)
            offsets.append(position)
            hashes.append(xxh3_64_intdigest(line))
            words.append(xxh3_64_intdigest(line.partition(b"\t")[0]) if told_by_words(wording) else hashes[-1])
            position += self._file.write(line)
        first, self.number_of = numbered(np.frombuffer(hashes, dtype=np.uint64))
        del hashes
        self._offsets = np.frombuffer(offsets, dtype=np.uint64)[first]
        del offsets
        told = np.frombuffer(words, dtype=np.uint64)[first]
        del words
        least, twins = numbered(told)
        self.twin_of: npt.NDArray[np.int32] = least.astype(np.int32)[twins]
        self._size = len(first)
        self.get = functools.lru_cache(maxsize=4096)(self._read)

    def __len__(self) -> int:
        return self._size

    def _read(self, number: int) -> Wording:
        """Return a wording; those read last are kept."""
        self._file.seek(int(self._offsets[number]))
        stems, names, speaker, body, story = self._file.readline().decode("utf-8", "surrogatepass").split("\t")
        words = Words(tuple(stems.split()), frozenset(names.split()))
        return Wording(words, tuple(speaker.split()), body == "body", int(story))


def _line(wording: Wording) -> bytes:
    """Return the wording as a line: the same for the same words of one speaker, and of nobody in the same story."""
    words = wording.words
    story = -1 if wording.speaker else wording.story
    lists = (words.stems, sorted(words.names), wording.speaker)
    fields = [*(" ".join(one) for one in lists), "body" if wording.body else "", str(story)]
    return ("\t".join(fields) + "\n").encode("utf-8", "surrogatepass")
