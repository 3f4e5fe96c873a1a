"""Read the lines of a gold file, each checked: what training and evaluation need of it has the right types."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Any

import jsonschema_rs

from quotes.dataset.corrections import Correction
from quotes.dataset.release import read_lines
from quotes.errors import ArticleError
from quotes.gold.reviewed import as_annotation, reviewed_rows
from quotes.hub import find_release, names_release
from quotes.schema import breaches, problems

_PLACE = {"type": "integer", "minimum": 0}
_WORDS = {"type": ["string", "null"]}
_NAMES = {"type": "array", "items": {"type": "string"}}
_MAYBE_NAMES = {**_NAMES, "type": ["array", "null"]}
_GOLD_SPAN = {
    "type": "object",
    "properties": {"start": _PLACE, "end": _PLACE, "content_start": _PLACE, "content_end": _PLACE, "text": _WORDS},
    "required": ["start", "end"],
}
_SPAN = {
    "type": ["object", "array"],
    "properties": {"start": _PLACE, "end": _PLACE, "text": {"type": "string"}},
    "required": ["start", "end"],
    "prefixItems": [_PLACE, _PLACE],
    "minItems": 2,
}
_SPANS = {"type": "array", "items": _SPAN}
_MAYBE_SPANS = {**_SPANS, "type": ["array", "null"]}
_ENTITY = {"type": ["object", "null"], "properties": {"names": _NAMES, "aliases": _NAMES, "mentions": _SPANS}}
_OF_A_QUOTE = {
    "kind": {"type": "string"},
    "speaker": {**_GOLD_SPAN, "type": ["object", "null"]},
    "speaker_alternatives": _SPANS,
    **dict.fromkeys(("speaker_mentions", "name_alternatives"), _MAYBE_NAMES),
    "speaker_entity": _ENTITY,
    **dict.fromkeys(("speaker_name", "speaker_type", "speaker_loc"), _WORDS),
    "roles": {"type": ["array", "null"]},
    **dict.fromkeys(("role_spans", "role_weak"), _MAYBE_SPANS),
}


def gold_rows(
    path: str | PathLike[str], *, texts: bool, kinds: bool, corrections: Sequence[Correction] = (), kept: bool = True
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (file and line, row) of a gold file or a reviewed release; raise ArticleError for what is no gold article.

    ``texts`` and ``kinds`` say whether every article must have its text, and every quotation its kind; ``corrections``
    and ``kept``, which decisions on a release count, as in `reviewed_rows`.
    """
    if names_release(str(path)):
        found = False
        for row in reviewed_rows(find_release(str(path)), corrections=corrections, kept=kept):
            found = True
            yield f"{path}, article {row['article_id']!r}", as_annotation(row)
        if not found:
            raise ArticleError(
                str(path), "nobody has decided on its quotations; `quotes correct` prints what there is to decide"
            )
        return
    with closing(read_lines(Path(path))) as lines:
        for line in lines:
            where = f"{path}:{line.number}"
            if line.row is None:
                raise ArticleError(where, f"{line.error}; a line is an article with doc_id, text and quotes")
            if "article_id" in line.row:
                for place, message in problems("gold", line.row):
                    raise ArticleError(f"{where} {place}", message)
                yield where, as_annotation(line.row)
                continue
            for place, message in breaches(_validator(texts, kinds), line.row):
                raise ArticleError(f"{where} {place}", message)
            yield where, line.row


@functools.cache
def _validator(texts: bool, kinds: bool) -> jsonschema_rs.Draft202012Validator:
    quote = {
        **_GOLD_SPAN,
        "properties": {**_GOLD_SPAN["properties"], **_OF_A_QUOTE},  # type: ignore[dict-item]
        "required": ["start", "end", *["kind"] * kinds],
    }
    spans = {"type": "array", "items": _GOLD_SPAN}
    properties = {
        "doc_id": {"type": "string"},
        "text": {"type": "string"} if texts else _WORDS,
        "license": _WORDS,
        "dialogue": {"type": "boolean"},
        "quotes": {"type": "array", "items": quote},
        **dict.fromkeys(("unattributed_quoted", "not_quotes", "nested_in_quote"), spans),
    }
    required = ["doc_id", *["text"] * texts, "quotes"]
    return jsonschema_rs.Draft202012Validator({"type": "object", "properties": properties, "required": required})
