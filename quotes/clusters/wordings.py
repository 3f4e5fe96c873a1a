"""Sayings on disk: each different one once, in an order that does not depend on that of the input."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable
from io import BufferedWriter, RawIOBase
from typing import TYPE_CHECKING

from xxhash import xxh3_64_intdigest

from quotes.clusters.matching import Wording, told_by_words
from quotes.clusters.numbering import numbered
from quotes.clusters.quoted_words import Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


Written = tuple[bytes, bool]
"""A wording as a line, the same for the same words of one speaker, and of nobody in the same story; and whether the
very same words are this saying, whoever is named."""


_MOST_LINES = 512
"""Bytes that most lines have: read at once, where a buffer would read some thousand for each of them."""


class Wordings:
    """The different wordings of a stream, kept in ``file``, which has no buffer, and numbered from 0.

    ``number_of`` numbers the stream's; ``twin_of`` has for each number the least one of the very same words, its own
    where they are too few to be one saying of several names.
    """

    def __init__(self, wordings: Iterable[Written], file: RawIOBase) -> None:
        import numpy as np

        self._file = file
        offsets, hashes, words = array("Q"), array("Q"), array("Q")
        position = 0
        out = BufferedWriter(file)
        for line, told in wordings:
            offsets.append(position)
            hashes.append(xxh3_64_intdigest(line))
            words.append(xxh3_64_intdigest(line.partition(b"\t")[0]) if told else hashes[-1])
            position += out.write(line)
        out.flush()
        out.detach()
        first, self.number_of = numbered(np.frombuffer(hashes, dtype=np.uint64))
        del hashes
        self._offsets = np.frombuffer(offsets, dtype=np.uint64)[first]
        del offsets
        different = np.frombuffer(words, dtype=np.uint64)[first]
        del words
        least, twins = numbered(different)
        self.twin_of: npt.NDArray[np.int32] = least.astype(np.int32)[twins]
        self._size = len(first)
        self.line = functools.lru_cache(maxsize=4096)(self._read)

    def __len__(self) -> int:
        return self._size

    def _read(self, number: int) -> bytes:
        """Return the line of a wording; those read last are kept."""
        self._file.seek(int(self._offsets[number]))
        line = self._file.read(_MOST_LINES) or b""
        while not (end := line.find(b"\n") + 1):
            line += self._file.read(len(line)) or b""
        return line[:end]


def written(wording: Wording) -> Written:
    """Return a wording as a line."""
    words = wording.words
    story = -1 if wording.speaker else wording.story
    lists = (words.stems, sorted(words.names), wording.speaker)
    fields = [*(" ".join(one) for one in lists), "body" if wording.body else "", str(story)]
    return ("\t".join(fields) + "\n").encode("utf-8", "surrogatepass"), told_by_words(wording)


@functools.lru_cache(maxsize=4096)
def read_wording(line: bytes) -> Wording:
    """Return the wording of a line."""
    stems, names, speaker, body, story = line.decode("utf-8", "surrogatepass").rstrip("\n").split("\t")
    words = Words(tuple(stems.split()), frozenset(names.split()))
    return Wording(words, tuple(speaker.split()), body == "body", int(story))
