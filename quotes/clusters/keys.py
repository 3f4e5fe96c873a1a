"""The keys of wordings: two that are the same words share one, most others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from xxhash import xxh3_64_intdigest

from quotes.clusters.matching import FEWEST_CONTENT_WORDS, Wording
from quotes.clusters.quoted_words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Rows = npt.NDArray[np.uint32]

# Of two sets of shingles that are 44 % the same, 97 % share a band; of 2 %, one pair in three thousand.
_BANDS = 40
_BAND_ROWS = 3
# Of every three runs of four words in a row the least is a key: six words in a row in common share one.
_RUN = 4
_WINDOW = 3

_SEED = 1
_DIGESTS_KEPT = 2**16
_NO_KEY = 2**64 - 1


def keys_of(wordings: Sequence[Wording]) -> Iterator[tuple[Hashes, Rows]]:
    """Yield keys of wordings, each with the index of its wording."""
    import numpy as np

    exact = [(key, index) for index, wording in enumerate(wordings) for key in _exact_keys(wording)]
    yield np.array([key for key, _ in exact], np.uint64), np.array([index for _, index in exact], np.uint32)
    stems = [*chain.from_iterable(one.words.stems for one in wordings)]
    words = digests(stems)
    content = ~np.fromiter(map(STOP_WORDS.__contains__, stems), bool, len(stems))
    rows = np.repeat(np.arange(len(wordings), dtype=np.uint32), [len(wording.words.stems) for wording in wordings])
    yield run_keys(words, content, rows, run=_RUN, window=_WINDOW)
    speakers = np.array([digest(one.speaker[-1][:4] if one.speaker else "") for one in wordings], np.uint64)
    told = content & np.array([bool(one.speaker) for one in wordings])[rows]
    shingles, owners = _shingles(words[told], rows[told])
    keys, owners = band_keys(shingles, owners, bands=_BANDS, rows=_BAND_ROWS)
    # Of one speaker only; other spellings of a name begin alike.
    yield mix(keys ^ speakers[owners]), owners


def _exact_keys(wording: Wording) -> Iterator[int]:
    """Yield what wordings of the very same words share: of few words, with a part of the speaker's name."""
    text = digest(" ".join(wording.words.stems))
    if wording.words.content >= FEWEST_CONTENT_WORDS:
        yield text
    for part in {*(word[:4] for word in wording.speaker), "".join(word[0] for word in wording.speaker)} - {""}:
        yield text ^ digest(part)


def run_keys(
    words: Hashes, content: npt.NDArray[np.bool_], rows: Rows, *, run: int, window: int
) -> tuple[Hashes, Rows]:
    """Return the keys of some runs of words, so chosen that a span in common has one in common, and their rows.

    Of every ``window`` runs in a row, the one with the least hash is taken: winnowing (Schleimer, Wilkerson and Aiken,
    2003). Runs without a word that carries content are no key.
    """
    import numpy as np

    count = len(words) - run + 1
    if count <= 0:
        return words[:0], rows[:0]
    hashes, telling = words[:count], content[:count]
    for step in range(1, run):
        hashes = mix(hashes) + words[step : count + step]
        telling = telling | content[step : count + step]
    # Runs over the end of a row are none; windows over it hold what is left, and count at the row's beginning only.
    beyond = np.full(window, -1)
    ends = np.concatenate([rows[run - 1 :].astype(np.int64), beyond])
    hashes = np.where(telling & (rows[:count] == ends[:count]), hashes, np.uint64(_NO_KEY))
    least = hashes
    for step in range(1, window):
        following = np.concatenate([hashes[step:], np.full(step, _NO_KEY, np.uint64)])[:count]
        least = np.where(ends[step : count + step] == rows[:count], np.minimum(least, following), least)
    first = np.concatenate([[True], rows[1:count] != rows[: count - 1]])
    full = ends[window - 1 : count + window - 1] == rows[:count]
    chosen = (first | full) & (least != np.uint64(_NO_KEY))
    keys, owners = least[chosen], rows[:count][chosen]
    new = np.concatenate([[True], (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])])[: len(keys)]
    return mix(keys[new]), owners[new]


def _shingles(words: Hashes, rows: Rows) -> tuple[Hashes, Rows]:
    """Return the words and all pairs of neighbours, and their rows, in order of the rows."""
    import numpy as np

    pairs = rows[:-1] == rows[1:]
    shingles = np.concatenate([words, (mix(words[:-1]) + words[1:])[pairs]])
    owners = np.concatenate([rows, rows[:-1][pairs]])
    order = np.argsort(owners, kind="stable")
    return shingles[order], owners[order]


def band_keys(shingles: Hashes, owners: Rows, *, bands: int, rows: int) -> tuple[Hashes, Rows]:
    """Return the keys of the MinHash bands of each owner's shingles, and their owners, which come in order."""
    import numpy as np

    signed, digests = signatures(shingles, owners, size=bands * rows)
    digests = digests.reshape(len(signed), bands, rows)
    keys = np.broadcast_to(np.arange(1, bands + 1, dtype=np.uint64), digests.shape[:2])
    for row in range(rows):
        keys = mix(keys ^ digests[:, :, row])
    return keys.ravel(), np.repeat(signed, bands)


def signatures(shingles: Hashes, owners: Rows, *, size: int) -> tuple[Rows, Hashes]:
    """Return who owns shingles, in order, and the MinHash signature of each one's: an array of a row each."""
    import numpy as np
    from rensa import RMinHash

    signed, starts = np.unique(owners, return_index=True)
    offsets = [*starts.tolist(), len(shingles)]
    if not len(signed):
        return signed, np.empty((0, size), np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(shingles, offsets, size, _SEED)
    return signed, np.array(matrix.to_rows(), dtype=np.uint64)


class _Digests(dict[str, int]):
    """Digests of texts met of late: to keep them by their last use takes longer than to make some of them anew."""

    def __missing__(self, text: str) -> int:
        if len(self) >= _DIGESTS_KEPT:
            self.clear()
        self[text] = made = xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"))
        return made


_digests = _Digests()


def digest(text: str) -> int:
    """Return 64 bits of a text, the same on every machine."""
    return _digests[text]


def digests(texts: Sequence[str]) -> Hashes:
    """Return 64 bits of each text."""
    import numpy as np

    return np.fromiter(map(_digests.__getitem__, texts), np.uint64, len(texts))


def mix(keys: Hashes) -> Hashes:
    """Scatter numbers over all 64 bits (the finisher of SplitMix64)."""
    import numpy as np

    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))
