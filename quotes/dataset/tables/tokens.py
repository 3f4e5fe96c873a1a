"""The view for token classification, in CoNLL's columns: quotation, speaker, cue and role as IOB2 tags.

It is made in columns: a Python object for each token, its tag and its offset would take four times as long.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from quotes.dataset.release import json_length
from quotes.dataset.tables.columns import Columns, as_arrow
from quotes.dataset.tables.tokenizing import Tokens, is_word, tokens_within
from quotes.detection import find_paragraphs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Numbers = npt.NDArray[np.int64]

# Of a token that two spans hold, the kind that stands first has it.
KINDS = ("QUOTE", "SPEAKER", "CUE", "ROLE")
TAGS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))

# The tags stand second, where a script looks that is not told their name.
TOKENS_COLUMNS: Columns = {
    "tokens": ["string"],
    "tags": [TAGS],
    "id": "string",
    "article_id": "string",
    "starts": ["int32"],
}

# Tokens of a row. Training scripts cut what is beyond a model's length: 200 tokens are about 210 word pieces.
ROW_TOKENS = 200

Row = Mapping[str, Any]
Articles = Sequence[tuple[Row, Sequence[Row]]]
"""Each with its quotations."""
_TaggedSpan = tuple[int, int, int]
"""The tag of its first token, and where it starts and ends."""


def tokens_rows(article: Row, quotes: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield rows of whole paragraphs that together hold every token of the article once.

    ``starts`` are offsets in the article's text, where token i is ``text[starts[i] : starts[i] + len(tokens[i])]``.
    """
    yield from tokens_batch([(article, quotes)]).to_pylist()


def tokens_batch(articles: Articles) -> pa.RecordBatch:
    """Return the rows of articles, one after the other, as `tokens_rows` describes them."""
    import numpy as np
    import pyarrow as pa

    begins, paragraphs = [0], []
    for article, _ in articles:
        paragraphs.append(find_paragraphs(article["text"]))
        begins.append(begins[-1] + len(article["text"]) + 1)  # a line break stands between two
    places = [(begins[at] + start, begins[at] + end) for at, of in enumerate(paragraphs) for start, end in of]
    tokens, counts = tokens_within("\n".join(article["text"] for article, _ in articles), places)
    counted = iter(counts.tolist())
    ends, shifts = [0], []
    names: list[str] = []
    spans: list[_TaggedSpan] = []
    for (article, quotes), begin, of in zip(articles, begins, paragraphs, strict=False):
        before = ends[-1]
        pieces = _pieces(islice(counted, len(of)))
        firsts = [before + first for first in (0, *pieces[:-1])] if pieces else []
        tied = _tied((tokens.starts[firsts] - begin).tolist() if firsts else [], quotes)
        ends += [before + end for end in _row_ends(pieces, tied)]
        names += [article["id"]] * (len(ends) - 1 - len(names))
        spans += [(tag, begin + start, begin + end) for tag, start, end in _spans(quotes)]
        shifts.append(ends[-1] - before)
    rows, starts = np.array(ends), tokens.starts - np.repeat(np.array(begins[:-1], np.int64), shifts)
    ids = [f"{name}:{start}" for name, start in zip(names, starts[rows[:-1]].tolist(), strict=True)]
    offsets = pa.array(rows, pa.int32())
    columns = [
        pa.ListArray.from_arrays(offsets, tokens.words),
        pa.ListArray.from_arrays(offsets, pa.array(_tags(tokens, spans, rows))),
        pa.array(ids, pa.string()),
        pa.array(names, pa.string()),
        pa.ListArray.from_arrays(offsets, pa.array(starts.astype(np.int32))),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=_schema())


def tokens_cut_as(article: Row, quotes: Sequence[Row], rows: Sequence[Row]) -> list[dict[str, Any]] | None:
    """Return the rows of an article as they must be if each holds the tokens that stand where those of ``rows`` start.

    What a paragraph is, and so where a row ends and which bullet is left out, has changed and may again; what is tagged
    has not. None where ``rows`` are no cut of the article: its tokens in order, `ROW_TOKENS` at most in a row, and all
    of them but for marks that no span touches.
    """
    import numpy as np
    import pyarrow as pa

    given = [row["starts"] or () for row in rows]
    ends = np.cumsum([0, *map(len, given)])
    places = np.array([-1 if start is None else start for starts in given for start in starts], np.int64)
    if not np.all((np.diff(ends) > 0) & (np.diff(ends) <= ROW_TOKENS)):
        return None
    text = article["text"]
    tokens, _ = tokens_within(text, [(0, len(text))])
    spans = list(_spans(quotes))
    kept = np.isin(tokens.starts, places)
    if not np.array_equal(tokens.starts[kept], places):
        return None
    touched = _tags(tokens, spans, np.zeros(1, np.int64)) > 0
    if any(touched[at] or is_word(text[tokens.starts[at]]) for at in np.flatnonzero(~kept)):
        return None
    words = tokens.words.filter(pa.array(kept))
    among = Tokens(starts=places, stops=tokens.stops[kept], words=words)
    columns = {"tokens": words.to_pylist(), "tags": _tags(among, spans, ends).tolist(), "starts": places.tolist()}
    return [
        {name: values[first:end] for name, values in columns.items()}
        | {"id": f"{article['id']}:{columns['starts'][first]}", "article_id": article["id"]}
        for first, end in pairwise(ends.tolist())
    ]


def tokens_sizes(rows: pa.RecordBatch) -> list[int]:
    """Return how many characters `canonical` of each row has, as `json_length` would."""
    import numpy as np

    tokens, starts = rows.column("tokens"), rows.column("starts")
    offsets = tokens.offsets.to_numpy()
    words = tokens.values
    utf8 = np.frombuffer(words.buffers()[2] or b"", np.uint8)
    written = np.concatenate([[0], np.cumsum(_characters_in_json()[utf8], dtype=np.int64)])
    places = np.frombuffer(words.buffers()[1], np.int32)[offsets] if len(words) else np.zeros(len(offsets), np.int32)
    digits = np.searchsorted(10 ** np.arange(1, 10), starts.values.to_numpy(), side="right") + 1
    of_starts = np.concatenate([[0], np.cumsum(digits)])[offsets]
    # Of each token: the marks around it, its tag, which has one digit, and three commas, which the last has not.
    lengths = np.diff(written[places]) + np.diff(of_starts) + 6 * np.diff(offsets) - 3
    names = zip(rows.column("id").to_pylist(), rows.column("article_id").to_pylist(), strict=True)
    others = [json_length({"tokens": [], "tags": [], "id": i, "article_id": a, "starts": []}) for i, a in names]
    return (lengths + others).tolist()  # type: ignore[no-any-return]


@functools.cache
def _schema() -> pa.Schema:
    return as_arrow(TOKENS_COLUMNS)


@functools.cache
def _characters_in_json() -> npt.NDArray[np.int64]:
    """Return how many characters of JSON each byte of UTF-8 makes; a character of several bytes is its first one's."""
    import numpy as np

    lengths = [json_length(chr(byte)) - 2 for byte in range(128)]
    return np.array([*lengths, *(int(byte >= 0xC0) for byte in range(128, 256))])


def _pieces(counts: Iterator[int]) -> list[int]:
    """Return where pieces end, as numbers of tokens: a paragraph, or a part of one that has too many for a row."""
    ends: list[int] = []
    before = 0
    for count in counts:
        if count:
            ends += range(before + ROW_TOKENS, before + count, ROW_TOKENS)
            before += count
            ends.append(before)
    return ends


def _tied(starts: Sequence[int], quotes: Sequence[Row]) -> set[int]:
    """Return the pieces that should share a row with the one before: the context of a quotation holds both.

    ``starts`` are those of the pieces.
    """
    tied: set[int] = set()
    for quote in quotes:
        start, length = quote["context"]["start"], len(quote["context"]["text"])
        tied.update(range(bisect_right(starts, start), bisect_left(starts, start + length)))
    return tied


def _row_ends(ends: Sequence[int], tied: Container[int]) -> Iterator[int]:
    """Yield where each row ends, as a number of tokens: as many pieces as fit, ended before one that is not tied."""
    bounds = (0, *ends)
    first = 0
    for index, end in enumerate(ends):
        while first < index and end - bounds[first] > ROW_TOKENS:
            first = next((place for place in range(index, first, -1) if place not in tied), index)
            yield bounds[first]
    if first < len(ends):
        yield ends[-1]


def _spans(quotes: Sequence[Row]) -> Iterator[_TaggedSpan]:
    """Yield every span that is tagged, the kind that gives way to others first."""
    for kind, field in (("ROLE", "role"), ("CUE", "cue"), ("SPEAKER", "speaker")):
        tag = TAGS.index(f"B-{kind}")
        for part in (quote[field] for quote in quotes if quote[field] is not None):
            yield tag, part["start"], part["end"]
    for quote in quotes:
        yield TAGS.index("B-QUOTE"), quote["start"], quote["end"]


def _tags(tokens: Tokens, spans: Sequence[_TaggedSpan], rows: Numbers) -> Numbers:
    """Return the number of every token's tag: of the last span that touches it; in a row of its own, it begins anew."""
    import numpy as np

    of_span = np.array(spans, np.int64).reshape(-1, 3)
    firsts = np.searchsorted(tokens.stops, of_span[:, 1], side="right").tolist()
    lasts = np.searchsorted(tokens.starts, of_span[:, 2]).tolist()
    holders = np.full(len(tokens.starts), len(spans), np.int64)
    for span, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        holders[first:last] = span
    goes_on = holders == np.concatenate([[-1], holders[:-1]])
    goes_on[rows[:-1]] = False
    tags: Numbers = np.concatenate([of_span[:, 0], [0]])[holders]
    tags[goes_on & (tags > 0)] += 1
    return tags
